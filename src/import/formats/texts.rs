//! What formats of one text a chat share: which of the files are theirs, and what a chat is called that only its
//! file or folder names.

use crate::import::bundle::Bundle;
use crate::import::chats::ChatKind;
use crate::import::error::ImportError;
use crate::import::format::{ChatInfo, Mine};

/// The lone file, or the files of these endings, whose heads are as they should be.
pub(super) fn texts(
    bundle: &mut Bundle,
    sure: bool,
    endings: &[&str],
    is: &dyn Fn(&[u8]) -> bool,
) -> Result<Option<Mine>, ImportError> {
    told_soon(bundle, endings, &|_| None, is).map(|mine| mine.map(|mine| Mine { sure, ..mine }))
}

/// The same where the first bytes mostly tell: `soon` says nothing where a longer head may tell otherwise. A download of
/// thousands of pages is looked at by one format after another, and to unpack so much of each takes its time.
pub(super) fn told_soon(
    bundle: &mut Bundle,
    endings: &[&str],
    soon: &dyn Fn(&[u8]) -> Option<bool>,
    is: &dyn Fn(&[u8]) -> bool,
) -> Result<Option<Mine>, ImportError> {
    // Of one text, loose or packed, the name need not tell what it is.
    let single = bundle.is_lone() || bundle.pieces.len() == 1;
    // A file without an ending is known by its name alone.
    let ends = |name: &str| {
        let ending = name
            .rsplit_once('.')
            .map_or(name, |(_, e)| e)
            .to_lowercase();
        endings.contains(&ending.as_str())
    };
    let asked = bundle.pieces.iter().enumerate();
    let asked = asked.filter(|(_, p)| single || ends(p.name()));
    let asked: Vec<usize> = asked.map(|(n, _)| n).collect();
    let mut found = Vec::new();
    for n in asked {
        if bundle.watch.is_stopped() {
            return Err(ImportError::Stopped);
        }
        let told = match single {
            true => None,
            false => soon(unmarked(bundle.start(n)?)),
        };
        let told = match told {
            Some(told) => told,
            None => is(unmarked(bundle.head(n)?)),
        };
        if told {
            found.push(n);
        }
    }
    Ok(Mine::of(bundle, found))
}

fn unmarked(head: &[u8]) -> &[u8] {
    head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head)
}

/// Of what is told by its first line: where that stands there as a whole, it is told.
pub(super) fn by_line(is: impl Fn(&[u8]) -> bool) -> impl Fn(&[u8]) -> Option<bool> {
    move |start| {
        let line = memchr::memchr(b'\n', start)?;
        Some(is(&start[..line]))
    }
}

/// A chat that is a text of its own.
pub(super) struct TextPlace {
    pub(super) key: String,
    pub(super) name: Option<String>,
    /// The folder it lies in, with its final `/`.
    pub(super) folder: String,
}

impl TextPlace {
    pub(super) fn info(&self) -> ChatInfo<'_> {
        ChatInfo {
            name: self.name.as_deref(),
            kind: ChatKind::Unknown,
            people: &[],
        }
    }
}

/// Names that say nothing of a chat.
const BARE: &[&str] = &[
    "chat", "data", "main", "messages", "result", "input", "export",
];

/// Where a text lies, and what its chat is called by: its own name, else its folder's.
pub(super) fn place(bundle: &Bundle, piece: usize) -> TextPlace {
    let Some(of) = bundle.pieces.get(piece) else {
        return TextPlace {
            key: "1".to_owned(),
            name: None,
            folder: String::new(),
        };
    };
    let stem = of
        .name()
        .rsplit_once('.')
        .map_or(of.name(), |(stem, _)| stem);
    let own = (!BARE.contains(&stem.to_lowercase().as_str())).then(|| stem.to_owned());
    let folder = of.folder().trim_end_matches('/').rsplit('/').next();
    let folder = folder.filter(|f| !f.is_empty()).map(str::to_owned);
    let given = bundle.name.clone().filter(|_| !bundle.is_lone());
    TextPlace {
        key: match bundle.is_lone() || bundle.pieces.len() == 1 {
            true => "1".to_owned(),
            false => of.path.clone(),
        },
        name: own.or(folder).or(given),
        folder: of.folder().to_owned(),
    }
}

/// That a text ends in the middle of a line.
pub(super) fn cut_at(line: u64) -> String {
    format!(
        "The file ends in the middle of line {line}: it was cut short, and what came after is not here"
    )
}
