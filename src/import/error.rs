//! Why an import was refused: what happened, where, and what to do next.
//!
//! Names from archives are made harmless before they are put in.

use std::io;

/// A refusal. [`ImportError::is_storage`] tells trouble with the disk from everything else.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{name}: there is no such file. Check the path.")]
    NotFound { name: String },
    #[error("{name} cannot be read: {source}. Check that the file is yours to read.")]
    Unreadable { name: String, source: io::Error },
    #[error("Reading broke off: {source}. Copy the export again and repeat the import.")]
    Reading { source: io::Error },
    #[error("{name} is empty. Export the chat again; nothing was imported.")]
    Empty { name: String },
    #[error(
        "{name} holds nothing but blanks and line ends. Export the chat again; nothing was imported."
    )]
    Blank { name: String },
    #[error(
        "{name}: it is a pipe, not a file, and nothing came out of it. Give the path of the export itself; nothing was imported."
    )]
    EmptyPipe { name: String },
    #[error(
        "{name} looks like {looks_like}, not like a WhatsApp export or another that is read. For what can be exported, and how: --help-channel NAME."
    )]
    OtherFormat {
        name: String,
        looks_like: &'static str,
    },
    #[error(
        "{name}: none of the first 20 lines begins with a date, a time and a sender in a form that this tool reads. If it is an export, remove what stands before its first entry, or export the chat again from a phone set to English."
    )]
    NotAnExport { name: String },
    #[error(
        "{name}, line {line}: unknown day-part \"{word}\" beside the time, so no time in this file can be trusted. Export the chat again from a phone set to a 24-hour clock."
    )]
    UnknownDayPart {
        name: String,
        line: u64,
        word: String,
    },
    #[error(
        "{name}, line {line} has the form of a stamp, but {why}. Export the chat again from a phone set to English and a 24-hour clock."
    )]
    UnreadStamp {
        name: String,
        line: u64,
        why: String,
    },
    #[error(
        "Standard input holds more than {cap} bytes. Save the export as a file and give its path; a file of any size is read."
    )]
    InputTooLarge { cap: u64 },
    #[error(
        "{name}: the zip is damaged or was cut short ({why}). Copy or export it again; nothing was imported."
    )]
    ZipDamaged { name: String, why: String },
    #[error("{name}: {entry} is encrypted. Unpack the zip with its password and give the folder.")]
    ZipEncrypted { name: String, entry: String },
    #[error(
        "{name}: {what}, more than any export needs. If you trust it, unpack it yourself and give the folder."
    )]
    ZipBomb { name: String, what: String },
    #[error(
        "{name} holds more than {most} files, which is more than are looked through. Put the export, and the files that belong to it, in a folder of their own and give that; or give the export's text alone."
    )]
    FolderTooLarge { name: String, most: usize },
    #[error("{name} holds no file. Give the export itself.")]
    NoFiles { name: String },
    #[error(
        "{name}: the name {entry} in the zip {why}. WhatsApp writes no such name; if you trust the zip, unpack it yourself and give the folder."
    )]
    ZipUnsafeName {
        name: String,
        entry: String,
        why: &'static str,
    },
    #[error("{name} holds no chat, but another zip ({entry}). Unpack it and give the zip inside.")]
    ZipInZip { name: String, entry: String },
    #[error(
        "{name} holds no text that reads like a WhatsApp chat, and no file of another export that is read. Of WhatsApp look for _chat.txt or WhatsApp Chat with ….txt in it; of another channel for the file that its directions name."
    )]
    NoChat { name: String },
    #[error("{name} holds several chats: {chats}. {unpack} one of them.")]
    SeveralChats {
        name: String,
        chats: String,
        unpack: &'static str,
    },
    #[error(
        "{name} holds no entry of a {title} export that can be read.{why} Nothing was imported."
    )]
    NoEntries {
        name: String,
        title: &'static str,
        why: String,
    },
    #[error(
        "{name} is no {title} export as --as {format} reads it. Leave the option out: what a file is, is told from its content."
    )]
    NotOfFormat {
        name: String,
        format: &'static str,
        title: &'static str,
    },
    #[error("{name} is {what}, which is not read. {way_out}")]
    KnownAndNotRead {
        name: String,
        what: &'static str,
        way_out: &'static str,
    },
    #[error(
        "{name} holds {chats} chats, and none was chosen. See them with --chats, and choose one with --chat KEY or NAME."
    )]
    ChatNotChosen { name: String, chats: u64 },
    #[error("No chat in it has the key or the name {wanted}. See them with --chats.")]
    NoSuchChat { wanted: String },
    #[error("Several chats in it are called {wanted}. Choose by key: {keys}.")]
    SameName { wanted: String, keys: String },
    #[error(
        "Nothing in this file tells day from month in {open} of its entries. Say which comes first: --day-first or --month-first; --summary shows both readings."
    )]
    OrderAmbiguous { open: u64 },
    #[error("Line {line} has {number} where {} would put the month. Leave the option out; the file itself tells the order.", if *day_first { "--day-first" } else { "--month-first" })]
    OrderContradicted {
        line: u64,
        number: u8,
        day_first: bool,
    },
    #[error(
        "{name} changed while it was read. Wait until it is copied and import it again; nothing was imported."
    )]
    Changed { name: String },
    #[error("Reading was stopped. Nothing of the export was kept.")]
    Stopped,
    #[error(
        "The attachment {name} holds {size} bytes, more than the {cap} that are taken. Capture it by hand."
    )]
    AttachmentTooLarge { name: String, size: u64, cap: u64 },
}

impl ImportError {
    /// Whether the disk is the trouble (exit code 3), not what was asked or given (exit code 1).
    pub fn is_storage(&self) -> bool {
        matches!(
            self,
            ImportError::Unreadable { .. } | ImportError::Reading { .. }
        )
    }

    /// An error met while reading text; one of our own that came through a reader is given back as it was.
    pub(super) fn reading(source: io::Error) -> ImportError {
        match source.downcast::<ImportError>() {
            Ok(own) => own,
            Err(source) => ImportError::Reading { source },
        }
    }

    /// Wraps the error to pass it through a reader.
    pub(super) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    /// An error met while opening `name`.
    pub(super) fn opening(name: &str, source: io::Error) -> ImportError {
        let name = name.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                ImportError::NotFound { name }
            }
            _ => ImportError::Unreadable { name, source },
        }
    }
}
