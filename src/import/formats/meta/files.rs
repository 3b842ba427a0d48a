//! Where the files lie that a message names by a path from the root of the download, of which only a part may be here.

use std::borrow::Cow;

use super::words::right;
use crate::import::entry::{Attachment, FileSource};
use crate::import::index::{Held, Index};

/// What the files of a page are looked for with.
pub(super) struct Nearby<'a> {
    pub(super) index: &'a Index,
    /// The folder the page lies in, with its final `/`.
    pub(super) folder: &'a str,
    /// One file was given, and not a folder or a zip.
    pub(super) lone: bool,
}

impl Nearby<'_> {
    /// A file by its path.
    pub(super) fn file<'b>(&self, uri: Cow<'b, str>) -> Attachment<'b> {
        if uri.contains("://") {
            return Attachment::named(uri, false);
        }
        let held = self.find(&uri);
        let name = name(&uri);
        let name = match uri {
            Cow::Borrowed(uri) => Cow::Borrowed(&uri[name]),
            Cow::Owned(uri) => Cow::Owned(uri[name].to_owned()),
        };
        Attachment {
            name,
            present: held.is_some(),
            kind: None,
            bytes: held.as_ref().map(|h| h.bytes),
            source: held.map_or(FileSource::Named, |h| h.source),
        }
    }

    fn find(&self, uri: &str) -> Option<Held> {
        let own = uri.strip_prefix("./").unwrap_or(uri);
        let last_two = own.rmatch_indices('/').nth(1);
        let last_two = last_two.map_or(own, |(at, _)| &own[at + 1..]);
        if self.lone {
            return self.index.find("", last_two);
        }
        let root = messages(self.folder).map(|at| &self.folder[..at]);
        let below = messages(own).map(|at| &own[at..]);
        let of_root = root.zip(below);
        of_root
            .and_then(|(root, below)| self.index.find(root, below))
            .or_else(|| self.index.find("", own))
            .or_else(|| self.index.find(self.folder, own))
            .or_else(|| self.index.find(self.folder, last_two))
    }
}

/// Where the last part called `messages` begins in a path.
pub(super) fn messages(path: &str) -> Option<usize> {
    let found = path.rmatch_indices("messages/");
    let mut found = found.map(|(at, _)| at);
    found.find(|at| *at == 0 || path.as_bytes().get(at - 1) == Some(&b'/'))
}

/// Where a file's own name stands in its path.
fn name(uri: &str) -> std::ops::Range<usize> {
    let end = uri.trim_end_matches('/').len();
    let start = uri[..end].rfind('/').map_or(0, |at| at + 1);
    match end {
        0 => 0..uri.len(),
        _ => start..end,
    }
}

/// The name of a file or folder of a download, put right.
pub(super) fn shown(path: &str) -> String {
    crate::text::safe_line(&right(Cow::Borrowed(path))).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::pieces::Piece;

    fn piece(path: &str) -> Piece {
        Piece {
            path: path.to_owned(),
            size: 7,
            number: 0,
            modified: None,
        }
    }

    #[test]
    fn a_file_is_found_from_the_root_of_the_download_or_from_its_conversation() {
        let whole = "x/your_activity/messages/inbox/a_1/";
        let pieces = [
            piece("x/your_activity/messages/inbox/a_1/photos/p.png"),
            piece("x/your_activity/messages/stickers_used/s.png"),
            piece("photos/q.png"),
            piece("e/messages/media/m.png"),
        ];
        let index = Index::listed(&pieces);
        for (folder, uri, place) in [
            (whole, "messages/inbox/a_1/photos/p.png", Some(0)),
            (
                whole,
                "your_facebook_activity/messages/inbox/a_1/photos/p.png",
                Some(0),
            ),
            (whole, "messages/stickers_used/s.png", Some(1)),
            ("", "messages/inbox/b_2/photos/q.png", Some(2)),
            ("e/messages/", "./media/m.png", Some(3)),
            (whole, "messages/inbox/a_1/photos/none.png", None),
            (whole, "../../x", None),
            (whole, "/etc/passwd", None),
            (whole, "messages/", None),
            (whole, "", None),
        ] {
            let nearby = Nearby {
                index: &index,
                folder,
                lone: false,
            };
            let found = nearby.file(uri.into());
            assert_eq!(found.present, place.is_some(), "{uri}");
            if let Some(place) = place {
                assert_eq!(found.source, FileSource::Piece(place), "{uri}");
            }
        }
        assert_eq!(&"a/b.png"[name("a/b.png")], "b.png");
        assert_eq!(&"/"[name("/")], "/");
    }
}
