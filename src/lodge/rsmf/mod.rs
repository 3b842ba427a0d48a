//! Captures as RSMF 2.0: the form that review platforms read chats in.
//!
//! A file is a mail (RFC 5322) with one attachment, `rsmf.zip`, which holds `rsmf_manifest.json` and the files that it
//! names. One file is of one conversation and one day, or a part of it.
//!
//! Invariants: pure, and the same bytes each time; one capture at a time is in memory, beside the manifest of one file;
//! a body is the exact text; what the format has no field for stands in `custom`, by the labels of the record; whatever
//! is not held is said to be so and stands as an event of its own, so that none is missing.

mod event;
mod lines;
mod mail;
mod manifest;
mod slice;
mod zip;

use std::io::{self, Write};

pub use slice::{MOST_EVENTS, RsmfSlice};

use super::block::{exported_from, people};
use super::doc::CaptureDoc;
use super::names::word;
use super::words::{NOT_STATED, channel};
use lines::Base64Lines;
use manifest::{Manifest, Talk, customs};
use zip::StoredZip;

const MANIFEST: &str = "rsmf_manifest.json";
/// A file under way.
pub struct RsmfFile<W: Write> {
    zip: StoredZip<Base64Lines<W>>,
    boundary: String,
    manifest: Manifest,
    talk: Talk,
    /// Its first capture was met.
    met: bool,
}

impl<W: Write> RsmfFile<W> {
    /// Writes what stands before the first attachment.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn begin(mut out: W, slice: &RsmfSlice<'_>) -> io::Result<RsmfFile<W>> {
        let boundary = format!("=_onrecord_{}", word(&slice.id()));
        out.write_all(mail::head(slice, &boundary).as_bytes())?;
        let mut manifest = Manifest::default();
        let senders = slice.senders.iter();
        let participants = senders.map(|name| manifest.person(name)).collect();
        Ok(RsmfFile {
            zip: StoredZip::new(Base64Lines::new(out)),
            boundary,
            manifest,
            met: false,
            talk: Talk {
                id: slice.id(),
                display: slice.display(),
                platform: slice.channel.to_owned(),
                participants,
                custodian: None,
                custom: customs(&[
                    ("Marking", Some(slice.marking.unwrap_or(NOT_STATED))),
                    ("Channel", Some(&channel(slice.channel))),
                    ("Zone", Some(slice.zone.name())),
                ]),
            },
        })
    }

    /// Adds messages of a capture by their places (one past the last is the substance). Captures come by their ids.
    /// `held`: whether its texts are; where they are not, that is what its events say.
    ///
    /// # Errors
    /// Where it cannot be written, or is more than the format can hold.
    pub fn add(&mut self, doc: &CaptureDoc, held: bool, wanted: &[usize]) -> io::Result<()> {
        self.meet(doc);
        let mut names = super::names::attachment_names(doc).into_iter();
        for (n, message) in doc.messages.iter().enumerate() {
            let names: Vec<String> = names.by_ref().take(message.attachments.len()).collect();
            if wanted.contains(&n) {
                let files = event::files(doc, n, &names);
                for file in &files {
                    self.zip.add(&file.id, &file.bytes)?;
                }
                event::message(&mut self.manifest, &self.talk, (doc, held), n, &files);
            }
        }
        if wanted.contains(&doc.messages.len()) {
            event::whole(&mut self.manifest, &self.talk, doc, held);
        }
        Ok(())
    }

    /// Takes in who is in the conversation, and whose phone or account it was exported from; the first capture's word
    /// on that counts.
    fn meet(&mut self, doc: &CaptureDoc) {
        let owner = doc.exported_from.as_deref();
        for name in doc.people.iter().map(String::as_str).chain(owner) {
            let id = self.manifest.person(name);
            if !self.talk.participants.contains(&id) {
                self.talk.participants.push(id);
            }
        }
        if !std::mem::replace(&mut self.met, true) {
            self.talk.custodian = owner.map(|owner| self.manifest.person(owner));
            self.talk.custom.extend(customs(&[
                ("People", Some(&people(doc))),
                ("Exported from", Some(&exported_from(doc))),
            ]));
        }
    }

    /// Writes the manifest and ends the file.
    ///
    /// # Errors
    /// Where it cannot be written, or is more than the format can hold.
    pub fn finish(mut self) -> io::Result<W> {
        let json = std::mem::take(&mut self.manifest).json(&self.talk);
        self.zip.add(MANIFEST, json.as_bytes())?;
        let mut out = self.zip.finish()?.finish()?;
        out.write_all(format!("\r\n--{}--\r\n", self.boundary).as_bytes())?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests;
