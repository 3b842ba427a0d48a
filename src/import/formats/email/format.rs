//! The forms in which private email is kept, and the walk that all of them share.

use std::cell::RefCell;
use std::ops::ControlFlow;

use super::mail::files_of;
use super::mailbox::{RawMail, count, mails, single};
use super::outlook::{self, SIGN};
use super::signs::{
    begins_with_headers, has_open_boundary, is_binned, is_mailbox, maildir, not_read,
    outlook as outlooks,
};
use super::texts;
use super::turn::MailTurn;
use crate::import::bundle::Bundle;
use crate::import::entry::FileSource;
use crate::import::error::ImportError;
use crate::import::format::{Mine, Sink, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

const LEAVES_OUT: &str = "What was deleted before it was made; pictures that a mail only points to, which are never loaded; who in a group read it.";

/// How mails are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kept {
    Single,
    Mailbox,
    Maildir,
    Apple,
    Outlook,
}

/// One of the forms.
#[derive(Debug)]
pub(in crate::import) struct MailForm {
    row: FormatRow,
    kept: Kept,
}

pub(in crate::import) static SINGLE: MailForm = MailForm {
    row: FormatRow {
        id: "eml",
        channel: super::CHANNEL,
        title: "Email",
        wrote: "mail",
        endings: &["eml", "zip"],
        steps: &[
            "Open the mail, and choose Save as, Download message or Show original: you get an .eml. Drag a mail out of Thunderbird or Apple Mail onto a folder for the same.",
            "Give the file, or a folder of such files.",
            "Outlook saves .msg, which is read as well. Of a .pst, readpst makes a mailbox.",
        ],
        leaves_out: LEAVES_OUT,
    },
    kept: Kept::Single,
};
pub(in crate::import) static MAILBOX: MailForm = MailForm {
    row: FormatRow {
        id: "mbox",
        channel: super::CHANNEL,
        title: "Email (mbox)",
        wrote: "mail",
        endings: &["mbox", "mbx", "zip"],
        steps: &[
            "Gmail: takeout.google.com, choose Mail alone, then the labels you need. You get Takeout/Mail/….mbox in a zip.",
            "Apple Mail: choose the mailbox, Mailbox, Export Mailbox. Thunderbird: the folder's own file lies in the profile.",
            "Outlook: of a .pst, readpst makes a mailbox.",
        ],
        leaves_out: LEAVES_OUT,
    },
    kept: Kept::Mailbox,
};
pub(in crate::import) static MAILDIR: MailForm = MailForm {
    row: FormatRow {
        id: "maildir",
        channel: super::CHANNEL,
        title: "Email (Maildir)",
        wrote: "mail",
        endings: &["zip"],
        steps: &["Give the folder in which cur and new lie; its subfolders are read as well."],
        leaves_out: LEAVES_OUT,
    },
    kept: Kept::Maildir,
};
pub(in crate::import) static APPLE: MailForm = MailForm {
    row: FormatRow {
        id: "emlx",
        channel: super::CHANNEL,
        title: "Email (Apple Mail)",
        wrote: "mail",
        endings: &["emlx", "zip"],
        steps: &[
            "Apple Mail keeps each mail as .emlx in its library; give one, or a folder of them. Export Mailbox gives all of a mailbox at once.",
        ],
        leaves_out: LEAVES_OUT,
    },
    kept: Kept::Apple,
};

pub(in crate::import) static OUTLOOK: MailForm = MailForm {
    row: FormatRow {
        id: "msg",
        channel: super::CHANNEL,
        title: "Email (Outlook)",
        wrote: "mail",
        endings: &["msg", "zip"],
        steps: &[
            "In Outlook open the mail, and choose File, Save as, Outlook message (.msg); or drag it out of Outlook onto a folder.",
            "Give the file, or a folder of such files. Of a .pst, readpst makes a mailbox (readpst -o FOLDER FILE.pst).",
        ],
        leaves_out: LEAVES_OUT,
    },
    kept: Kept::Outlook,
};

impl WalkedFormat for MailForm {
    fn row(&self) -> &'static FormatRow {
        match self.kept {
            Kept::Single => &SINGLE.row,
            Kept::Mailbox => &MAILBOX.row,
            Kept::Maildir => &MAILDIR.row,
            Kept::Apple => &APPLE.row,
            Kept::Outlook => &OUTLOOK.row,
        }
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        match self.kept {
            Kept::Single => {
                let found = texts(bundle, true, &["eml"], &begins_with_headers)?;
                match found {
                    Some(found) if !bundle.is_lone() => with_outlooks(bundle, found).map(Some),
                    found => Ok(found),
                }
            }
            Kept::Outlook => {
                let found = outlooks(bundle)?;
                if found.is_none() {
                    not_read(bundle)?;
                }
                Ok(found)
            }
            Kept::Mailbox => texts(bundle, true, &["mbox", "mbx"], &|head| {
                head.trim_ascii_start().starts_with(b"From ") && is_mailbox(head)
            }),
            Kept::Apple => texts(bundle, true, &["emlx"], &|head| {
                count(head).is_some_and(|(length, at)| {
                    length > 0 && begins_with_headers(head.get(at..).unwrap_or_default())
                })
            }),
            Kept::Maildir => maildir(bundle),
        }
    }

    fn walk(
        &self,
        _bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(Mails {
            kept: self.kept,
            texts,
            last: RefCell::default(),
        }))
    }
}

/// Mails of both kinds that lie in one folder are read as one.
fn with_outlooks(bundle: &mut Bundle, mut found: Mine) -> Result<Mine, ImportError> {
    if let Some(more) = outlooks(bundle)? {
        found.depth = found.depth.min(more.depth);
        found.texts.extend(more.texts);
        found.texts.sort_unstable();
    }
    Ok(found)
}

/// The text and the place of a mail, and its files.
type FilesOfMail = (usize, u64, Vec<Option<Vec<u8>>>);

struct Mails {
    kept: Kept,
    texts: Vec<usize>,
    /// The files of the mail that was asked last, with its text and place: they are asked for one after another.
    last: RefCell<Option<FilesOfMail>>,
}

impl WalkTexts for Mails {
    fn walk(&self, bundle: &mut Bundle, sink: &mut dyn Sink) -> Result<(), ImportError> {
        let mut turn = MailTurn::default();
        for text in &self.texts {
            let binned = bundle
                .pieces
                .get(*text)
                .is_some_and(|p| is_binned(p.name()));
            let flow = match self.kept {
                Kept::Mailbox => {
                    let (flow, ended) = bundle.read(*text, |stream| {
                        mails(stream, false, &mut |raw| {
                            turn.give(&raw, (*text, false), sink)
                        })
                    })?;
                    if !ended {
                        sink.left_out(
                            "The last line of the mailbox has no end: it may have been cut short"
                                .to_owned(),
                        );
                    }
                    flow
                }
                kept => {
                    let bytes = bundle.read(*text, |stream| single(stream, kept == Kept::Apple))?;
                    let size = bundle.pieces.get(*text).map_or(0, |p| p.size);
                    if !bytes.starts_with(SIGN) {
                        self.whole(bundle, *text, &bytes, sink);
                    }
                    let raw = RawMail {
                        bytes: &bytes,
                        plain: &bytes,
                        offset: 0,
                        line: turn.n + 1,
                        cut: match kept {
                            Kept::Apple => 0,
                            _ => size.saturating_sub(bytes.len() as u64),
                        },
                    };
                    turn.give(&raw, (*text, binned && kept == Kept::Maildir), sink)
                }
            };
            if flow.is_break() {
                return Ok(());
            }
        }
        turn.end(sink);
        Ok(())
    }

    fn part(
        &self,
        bundle: &mut Bundle,
        source: &FileSource,
        _cap: u64,
    ) -> Result<Option<Vec<u8>>, ImportError> {
        let FileSource::Part { text, at, part } = source else {
            return Ok(None);
        };
        let one = *part as usize;
        if let Some((of, place, files)) = &*self.last.borrow()
            && (of, place) == (text, at)
        {
            return Ok(files.get(one).cloned().flatten());
        }
        let kept = self.kept;
        let of_mail = |raw: &[u8]| files_of(raw).into_iter().map(Some).collect();
        let files: Vec<Option<Vec<u8>>> = bundle.read_from(*text, *at, |stream| {
            if kept != Kept::Mailbox {
                let bytes = single(stream, kept == Kept::Apple)?;
                return Ok(match bytes.starts_with(SIGN) {
                    true => outlook::files_of(&bytes),
                    false => of_mail(&bytes),
                });
            }
            let mut found = Vec::new();
            let _ = mails(stream, true, &mut |raw| {
                found = of_mail(raw.plain);
                ControlFlow::Break(())
            })?;
            Ok(found)
        })?;
        let found = files.get(one).cloned().flatten();
        self.last.replace(Some((*text, *at, files)));
        Ok(found)
    }
}

impl Mails {
    /// Says where a mail of its own file is shorter than it says, or has no end.
    fn whole(&self, bundle: &Bundle, text: usize, bytes: &[u8], sink: &mut dyn Sink) {
        let name = bundle.pieces.get(text).map_or("", |p| p.name());
        if has_open_boundary(bytes) {
            sink.left_out(format!(
                "{} has no end to its last part: it may have been cut short",
                crate::text::safe_line(name)
            ));
        }
    }
}
