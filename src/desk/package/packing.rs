//! A capture on its way into a package: copied from where it was lodged, or written again from the register.

use std::collections::HashMap;
use std::path::Path;

use super::packed::{How, Packed};
use crate::desk::document::{CaptureFacts, mail_address};
use crate::desk::words::marking;
use crate::desk::{Desk, DeskError};
use crate::lodge::{self, CaptureDoc, Package};
use crate::policy::Marking;
use crate::record::state::{Capture, Item};
use crate::record::{Event, Id};

/// Where a capture was recorded.
pub(super) struct Origin<'a> {
    pub writer: &'a str,
    /// Hash of the frame before it in that writer's journal, in hex.
    pub before: Option<String>,
}

impl Desk {
    /// Who captured what this writer did, and their post: by name where it is this installation.
    pub(super) fn captured_by<'a>(&'a self, writer: Option<&'a str>) -> (&'a str, Option<&'a str>) {
        let me = &self.settings.me;
        match writer {
            Some(writer) if Some(writer) != self.register.writer_id() => (writer, None),
            _ => (me.name.as_str(), Some(me.post.as_str())),
        }
    }

    /// Who captured each item that was captured, and their post.
    pub(in crate::desk) fn captors(&self) -> HashMap<Id, (&str, Option<&str>)> {
        let origins = self.origins().into_iter();
        origins
            .map(|(item, origin)| (item, self.captured_by(Some(origin.writer))))
            .collect()
    }

    pub(super) fn pack<'a>(
        &'a self,
        bag: &mut Package<'_>,
        item: &'a Item,
        capture: &'a Capture,
        origin: Option<&Origin<'a>>,
    ) -> Result<Packed<'a>, DeskError> {
        let zone = self.zone();
        let name = lodge::record_folder_name(&capture.at, zone, &item.channel, item.id.as_str());
        let (by, post) = self.captured_by(origin.map(|o| o.writer));
        let packed = |folder, how, said| Packed {
            item,
            capture,
            by,
            post,
            marking: self.lodged_marking(item),
            folder,
            how,
            said,
        };
        let mut said = None;
        if let Some(path) = capture.path.as_deref() {
            let path = Path::new(path);
            let own = lodge::name_of_lodged(path).unwrap_or(&name);
            match bag.copy_record(own, path, capture.sha256.as_deref()) {
                Ok(folder) => return Ok(packed(Some(folder), How::Copied, None)),
                Err(error) if self.is_of(path, &error) => said = Some(error.to_string()),
                Err(error) => return Err(error.into()),
            }
        }
        if item.erased || item.reference_only {
            return Ok(packed(None, How::RowOnly, said));
        }
        let doc = self.capture_doc(item, capture, origin)?;
        let folder = bag.add_record(&name, &doc)?;
        Ok(packed(Some(folder), How::MadeAgain, said))
    }

    /// What the record of a capture says, written again from what is on record.
    pub(super) fn capture_doc(
        &self,
        item: &Item,
        capture: &Capture,
        origin: Option<&Origin<'_>>,
    ) -> Result<CaptureDoc, DeskError> {
        let (by, post) = self.captured_by(origin.map(|o| o.writer));
        let destination = capture.destination.as_deref();
        let known = destination.and_then(|d| self.settings.destination(d));
        let head = origin.and_then(|o| o.before.as_deref());
        let scribe = self.scribe();
        scribe.document(
            item,
            &CaptureFacts {
                at: capture.at,
                by,
                post,
                route: &capture.route,
                reference: capture.reference.as_deref(),
                note: capture.note.as_deref(),
                substance: item.told().substance.as_deref(),
                previous: None,
                destination: destination.unwrap_or("not stated"),
                to: known.and_then(mail_address),
                head,
            },
        )
    }

    /// The name of a capture's folder, as it was lodged or as it would be.
    pub(super) fn name_of(&self, item: &Item) -> String {
        let capture = item.told().capture.as_deref();
        let path = capture.and_then(|c| c.path.as_deref()).map(Path::new);
        let own = path.and_then(lodge::name_of_lodged);
        let at = capture.map_or(item.added, |c| c.at);
        own.map_or_else(
            || lodge::record_folder_name(&at, self.zone(), &item.channel, item.id.as_str()),
            str::to_owned,
        )
    }

    /// Whether an error is about the folder a record was to be copied from, and not about the bag.
    pub(super) fn is_of(&self, source: &Path, error: &lodge::LodgeError) -> bool {
        // Of one that lies among others, its files stand beside the one that is named.
        let base = source.with_extension("").display().to_string();
        let beside = |path: &Path| path.display().to_string().starts_with(&base);
        error
            .path()
            .is_some_and(|path| path.starts_with(source) || beside(path))
    }

    /// Which writer captured each item, and the head of that writer's journal just before.
    pub(super) fn origins(&self) -> HashMap<Id, Origin<'_>> {
        let mut heads: HashMap<&str, [u8; 32]> = HashMap::new();
        let mut origins = HashMap::new();
        for entry in &self.entries {
            let Some((writer, _)) = self.state.writers.get_key_value(&entry.writer) else {
                continue;
            };
            let before = heads.insert(writer, entry.hash);
            if let Event::ItemCaptured(e) = &entry.event {
                let before = before.map(|hash| data_encoding::HEXLOWER.encode(&hash));
                origins.insert(e.item, Origin { writer, before });
            }
        }
        origins
    }

    /// The marking of a capture as its record carries it; where no record is to be read, as the register has it.
    pub(super) fn lodged_marking(&self, item: &Item) -> Option<String> {
        let path = item.told().capture.as_ref().and_then(|c| c.path.as_deref());
        let lodged = path.and_then(|p| lodge::marking_of(&self.ports, Path::new(p)));
        let lodged = lodged.filter(|m| Marking::recorded(m).is_some());
        lodged.or_else(|| marking(item))
    }
}
