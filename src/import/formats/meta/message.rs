//! A message as it stands in a page, of either download.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::at::{Count, millis};
use super::words::Words;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct MetaMessage<'a> {
    #[serde(borrow)]
    sender_name: Option<Words<'a>>,
    #[serde(borrow, rename = "senderName")]
    encrypted_sender: Option<Words<'a>>,
    timestamp_ms: Option<Count>,
    timestamp: Option<Count>,
    #[serde(borrow)]
    pub(super) content: Option<Words<'a>>,
    #[serde(borrow)]
    text: Option<Words<'a>>,
    #[serde(borrow, rename = "type")]
    pub(super) kind: Option<Words<'a>>,
    #[serde(borrow)]
    photos: Vec<FileField<'a>>,
    #[serde(borrow)]
    videos: Vec<FileField<'a>>,
    #[serde(borrow)]
    audio_files: Vec<FileField<'a>>,
    #[serde(borrow)]
    files: Vec<FileField<'a>>,
    #[serde(borrow)]
    gifs: Vec<FileField<'a>>,
    #[serde(borrow)]
    media: Vec<FileField<'a>>,
    #[serde(borrow)]
    sticker: Option<Box<FileField<'a>>>,
    #[serde(borrow)]
    pub(super) share: Option<Box<ShareField<'a>>>,
    pub(super) reactions: Vec<IgnoredAny>,
    pub(super) call_duration: Option<f64>,
    pub(super) missed: bool,
    is_unsent: bool,
    #[serde(rename = "isUnsent")]
    encrypted_unsent: bool,
    is_geoblocked_for_viewer: bool,
    is_taken_down: bool,
    pub(super) poll: Option<Box<Value>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct FileField<'a> {
    #[serde(borrow)]
    uri: Words<'a>,
}

/// A page, a place or a post that was passed on.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ShareField<'a> {
    #[serde(borrow)]
    pub(super) link: Option<Words<'a>>,
    #[serde(borrow)]
    pub(super) share_text: Option<Words<'a>>,
}

/// Whether there is more than blanks; mostly the first letter tells.
fn says(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace())
}

impl<'a> MetaMessage<'a> {
    /// Milliseconds since 1970.
    pub(super) fn at(&self) -> Option<i64> {
        let encrypted = self.encrypted_sender.is_some();
        millis(self.timestamp_ms, self.timestamp, encrypted)
    }

    pub(super) fn sender(&mut self) -> Option<Cow<'a, str>> {
        let named = self.sender_name.take().or(self.encrypted_sender.take());
        named.map(|n| n.0).filter(|n| says(n))
    }

    /// What was written.
    pub(super) fn words(&mut self) -> Option<Cow<'a, str>> {
        let words = self.content.take().or(self.text.take());
        words.map(|w| w.0).filter(|w| says(w))
    }

    /// Taken back by who sent it.
    pub(super) fn is_unsent(&self) -> bool {
        self.is_unsent || self.encrypted_unsent
    }

    /// Not shown to who asked for the download.
    pub(super) fn is_withheld(&self) -> bool {
        self.is_geoblocked_for_viewer || self.is_taken_down
    }

    /// The paths of its files, as written.
    pub(super) fn uris(&mut self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let lists = [
            std::mem::take(&mut self.photos),
            std::mem::take(&mut self.videos),
            std::mem::take(&mut self.audio_files),
            std::mem::take(&mut self.files),
            std::mem::take(&mut self.gifs),
            std::mem::take(&mut self.media),
        ];
        let sticker = self.sticker.take().map(|sticker| *sticker);
        let files = lists.into_iter().flatten().chain(sticker);
        files.map(|f| f.uri.0).filter(|uri| !uri.is_empty())
    }
}
