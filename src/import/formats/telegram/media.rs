//! The files that a message of Telegram names: where they lie in the export, or what it says in their place.

use std::borrow::Cow;

use super::loose::Word;
use super::told::ToldMessage;
use crate::import::entry::{Attachment, FileSource};
use crate::import::index::Held;

/// The files of a message, and whether Telegram says of one that it left it out. `find` looks a path up in the export.
pub(super) fn files<'a>(
    told: &mut ToldMessage<'a>,
    find: &dyn Fn(&str) -> Option<Held>,
) -> (Vec<Attachment<'a>>, bool) {
    let (mut found, mut left_out) = (Vec::new(), false);
    let called = told.file_name.take();
    let mut add = |path: &mut Word<'a>, name: Option<Cow<'a, str>>, size: &Word<'a>, kind, bare| {
        let Some(path) = path.take() else {
            return;
        };
        let (attachment, absent) = file(path, name, size, kind, bare, find);
        left_out |= absent;
        found.push(attachment);
    };
    let bare = bare_name(told.media_type.text());
    let kind = told.mime_type.take();
    add(&mut told.photo, None, &told.photo_file_size, None, "photo");
    add(&mut told.file, called, &told.file_size, kind, bare);
    // A card repeats the contact that is told in words; where it is there it is evidence.
    if told
        .contact_vcard
        .text()
        .is_some_and(|path| !is_remark(path))
    {
        let card = Some(Cow::Borrowed("text/vcard"));
        add(
            &mut told.contact_vcard,
            None,
            &Word::default(),
            card,
            "card",
        );
    }
    (found, left_out)
}

fn file<'a>(
    path: Cow<'a, str>,
    name: Option<Cow<'a, str>>,
    size: &Word<'_>,
    kind: Option<Cow<'a, str>>,
    bare: &'static str,
    find: &dyn Fn(&str) -> Option<Held>,
) -> (Attachment<'a>, bool) {
    let absent = is_remark(&path);
    let held = match absent {
        true => None,
        false => find(&path),
    };
    let said = size.number().and_then(|n| u64::try_from(n).ok());
    let attachment = Attachment {
        present: held.is_some(),
        kind,
        bytes: held.as_ref().map(|h| h.bytes).or(said),
        source: held.map_or(FileSource::Named, |h| h.source),
        name: match (absent, name) {
            // As it lies in the export: two files of one name have two names there.
            (false, _) => last(path),
            (true, Some(name)) => name,
            (true, None) => bare.into(),
        },
    };
    (attachment, absent)
}

/// "(File not included. Change data exporting settings to download.)" and its like.
fn is_remark(path: &str) -> bool {
    path.starts_with('(') && path.ends_with(')') && path.contains(' ') && !path.contains('/')
}

fn last(path: Cow<'_, str>) -> Cow<'_, str> {
    let Some(at) = path.rfind(['/', '\\']) else {
        return path;
    };
    match path {
        Cow::Borrowed(path) => Cow::Borrowed(&path[at + 1..]),
        Cow::Owned(path) => Cow::Owned(path[at + 1..].to_owned()),
    }
}

/// What a file without a name is called.
fn bare_name(kind: Option<&str>) -> &'static str {
    match kind {
        Some("voice_message") => "voice message",
        Some("video_message") => "video message",
        Some("video_file") => "video",
        Some("audio_file") => "audio",
        Some("animation") => "animation",
        Some("sticker") => "sticker",
        _ => "file",
    }
}
