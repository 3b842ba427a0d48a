//! A package: the captures of a period, a conversation or a choice as one BagIt bag with a register.
//!
//! A capture that stands in a folder is copied from there, each file compared with its sum and the sums with what
//! the register holds. Any other is written again from the register where its text is still held; where it is not,
//! the package has its row and says so. Nothing here changes the register.

mod lodged;
mod packed;
mod select;
mod tables;
mod tdr;

use crate::text::counted;
use std::collections::HashMap;
use std::path::Path;

use super::document::{CaptureFacts, mail_address};
use super::words::marking;
use super::{Desk, DeskError};
use crate::config::Kind;
use crate::lodge::paper::text as paper_text;
use crate::lodge::{self, Package, Packaged};
use crate::policy::Marking;
use crate::record::command::Refusal;
use crate::record::state::{Capture, Item};
use crate::record::{Event, Id};

pub use packed::{How, PackageAs};
pub use select::PackageOf;

use packed::{FullPackage, Packed};

/// The draft that remembers where a package is being made, so that `doctor` can find what was left of it.
pub(super) const NOTE: &str = "package";

/// A finished package.
#[derive(Clone, Debug)]
pub struct PackageDone {
    pub bag: Packaged,
    /// What the whole carries; `None` where nothing in it has a marking.
    pub marking: Option<String>,
    pub captures: usize,
    pub copied: usize,
    pub made_again: usize,
    pub rows_only: usize,
    /// Captures that are not as the register says, each with a sentence.
    pub said: Vec<(Id, String)>,
}

impl Desk {
    /// Makes a package of captures in the folder `out`. `progress` is told how many are done of how many,
    /// and ends it by answering false.
    ///
    /// # Errors
    /// Refused: nothing to put in, a marking that says less than the captures do or has to be given, one above
    /// what the destination at `out` may take, ended on the way. Storage trouble. In every case no half bag has a final name.
    pub fn package(
        &self,
        of: &PackageOf,
        form: &PackageAs,
        out: &Path,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PackageDone, DeskError> {
        let items = self.package_items(of)?;
        // What a record was lodged with counts, also where the item's marking was put lower since.
        let lodged = items.iter().map(|item| self.lodged_marking(item));
        let stands = items.iter().map(|item| marking(item));
        let known = stands.filter(Option::is_some);
        let markings = lodged.chain(known).collect();
        let marking = self.carried_by(markings, form.marking.as_deref())?;
        self.may_go_to(out, &items, marking.as_deref())?;
        let mut bag = Package::begin(&self.ports, out)?;
        self.note_package(out)?;
        let done = self.fill(&mut bag, &items, progress).and_then(|packed| {
            let whole = FullPackage {
                desk: self,
                of,
                form,
                marking: marking.as_deref(),
                packed: &packed,
                lodged: self.as_lodged(&items),
            };
            bag.add("about.txt", paper_text(&tables::about(&whole)).as_bytes())?;
            bag.add("register.csv", &tables::register(&whole))?;
            if form.tdr {
                let rows = tdr::sharepoint(&whole, &bag);
                bag.add(tdr::SHAREPOINT, &rows)?;
                let rows = tdr::metadata(&whole, &bag);
                bag.add(tdr::METADATA, &rows)?;
            }
            let info = tables::info(&whole);
            self.must_have_read()?;
            let day = self.now().with_timezone(&self.zone()).format("%Y-%m-%d");
            let bag = bag.finish(&format!("{day}_package{}", of.suffix()), &info)?;
            Ok(finished(bag, marking.clone(), packed))
        });
        // The half bag went with `bag`, where the disk let it; else it is noted where to look for it. A note that
        // stays does no harm and goes with the next doctor.
        if done.is_ok() || !lodge::has_unfinished(&self.ports, out) {
            let _ = self.forget_package(out);
        }
        done
    }

    /// The folders in which packages are being made, or were when they were interrupted.
    pub(super) fn package_places(&self) -> Vec<String> {
        let noted = self.draft(NOTE).ok().flatten().unwrap_or_default();
        noted.lines().map(str::to_owned).collect()
    }

    fn note_package(&self, out: &Path) -> Result<(), DeskError> {
        let mut places = self.package_places();
        places.push(self.whole_path(out));
        self.keep_draft(NOTE, &places.join("\n"))
    }

    /// Takes one mention of a folder out of the note.
    pub(super) fn forget_package(&self, out: &Path) -> Result<(), DeskError> {
        let mut places = self.package_places();
        let own = self.whole_path(out);
        if let Some(at) = places.iter().position(|place| *place == own) {
            places.remove(at);
        }
        match places.is_empty() {
            true => self.drop_draft(NOTE),
            false => self.keep_draft(NOTE, &places.join("\n")),
        }
    }

    fn whole_path(&self, out: &Path) -> String {
        let whole = self.ports.files.canonical(out);
        whole
            .unwrap_or_else(|_| out.to_owned())
            .display()
            .to_string()
    }

    fn fill<'a>(
        &'a self,
        bag: &mut Package<'_>,
        items: &[&'a Item],
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<Vec<Packed<'a>>, DeskError> {
        let origins = self.origins();
        let mut packed = Vec::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            if !progress(n, items.len()) {
                return Err(Refusal::new(
                    format!("Stopped after {n} of {}", counted(items.len(), "capture")),
                    "Nothing with a final name was left; start again when you like",
                )
                .into());
            }
            if let Some(capture) = item.told().capture.as_deref() {
                packed.push(self.pack(bag, item, capture, origins.get(&item.id))?);
            }
        }
        progress(items.len(), items.len());
        Ok(packed)
    }

    /// Who captured what this writer did, and their post: by name where it is this installation.
    fn captured_by<'a>(&'a self, writer: Option<&'a str>) -> (&'a str, Option<&'a str>) {
        let me = &self.settings.me;
        match writer {
            Some(writer) if Some(writer) != self.register.writer_id() => (writer, None),
            _ => (me.name.as_str(), Some(me.post.as_str())),
        }
    }

    /// Who captured each item that was captured, and their post.
    pub(super) fn captors(&self) -> HashMap<Id, (&str, Option<&str>)> {
        let origins = self.origins().into_iter();
        origins
            .map(|(item, origin)| (item, self.captured_by(Some(origin.writer))))
            .collect()
    }

    fn pack<'a>(
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
            let own = path.file_name().and_then(|n| n.to_str()).unwrap_or(&name);
            match bag.copy_record(own, path, capture.sha256.as_deref()) {
                Ok(folder) => return Ok(packed(Some(folder), How::Copied, None)),
                Err(error) if self.is_of(path, &error) => said = Some(error.to_string()),
                Err(error) => return Err(error.into()),
            }
        }
        if item.erased || item.reference_only {
            return Ok(packed(None, How::RowOnly, said));
        }
        let destination = capture.destination.as_deref();
        let known = destination.and_then(|d| self.settings.destination(d));
        let head = origin.and_then(|o| o.before.as_deref());
        let scribe = self.scribe();
        let doc = scribe.document(
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
        )?;
        let folder = bag.add_record(&name, &doc)?;
        Ok(packed(Some(folder), How::MadeAgain, said))
    }

    /// Whether an error is about the folder a record was to be copied from, and not about the bag.
    fn is_of(&self, source: &Path, error: &lodge::LodgeError) -> bool {
        error.path().is_some_and(|path| path.starts_with(source))
    }

    /// Which writer captured each item, and the head of that writer's journal just before.
    fn origins(&self) -> HashMap<Id, Origin<'_>> {
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
    fn lodged_marking(&self, item: &Item) -> Option<String> {
        let path = item.told().capture.as_ref().and_then(|c| c.path.as_deref());
        let lodged = path.and_then(|p| lodge::marking_of(&self.ports, Path::new(p)));
        let lodged = lodged.filter(|m| Marking::recorded(m).is_some());
        lodged.or_else(|| marking(item))
    }

    /// Refuses a marking above what may go there: `out` may be a destination, or stand within one.
    fn may_go_to(&self, out: &Path, items: &[&Item], whole: Option<&str>) -> Result<(), Refusal> {
        self.must_not_be_own(out)?;
        let canonical = |path: &Path| self.ports.files.canonical(path).ok();
        let out = canonical(out);
        let limit = self
            .settings
            .destinations
            .iter()
            .find_map(|d| match &d.kind {
                Kind::Folder { path, .. } if out.as_ref()?.starts_with(canonical(path)?) => {
                    Some((&d.name, d.up_to.unwrap_or(self.settings.machine.up_to)))
                }
                _ => None,
            });
        let Some((name, up_to)) = limit else {
            return Ok(());
        };
        let fits = |marking: Option<&str>| {
            let marking = marking.and_then(|m| self.policy.marking(m).ok());
            marking.is_none_or(|m| m.fits_within(up_to))
        };
        let refused = |what: String, hint| {
            let destination =
                format!("That folder is the destination {name}, which takes up to {up_to}");
            Err(Refusal::new(format!("{destination}; {what}"), hint))
        };
        let above = items.iter().find(|item| !fits(item.marking.as_deref()));
        match (above, whole) {
            (Some(item), _) => refused(
                format!(
                    "item {} is {}",
                    item.id,
                    item.marking.as_deref().unwrap_or_default()
                ),
                "Name another folder with --out, or leave the item out",
            ),
            (None, Some(whole)) if !fits(Some(whole)) => refused(
                format!("the package would carry {whole}"),
                "Name another folder with --out, or another marking",
            ),
            _ => Ok(()),
        }
    }
}

/// Where a capture was recorded.
struct Origin<'a> {
    writer: &'a str,
    /// Hash of the frame before it in that writer's journal, in hex.
    before: Option<String>,
}

fn finished(bag: Packaged, marking: Option<String>, packed: Vec<Packed<'_>>) -> PackageDone {
    let count = |how| packed.iter().filter(|p| p.how == how).count();
    PackageDone {
        bag,
        marking,
        captures: packed.len(),
        copied: count(How::Copied),
        made_again: count(How::MadeAgain),
        rows_only: count(How::RowOnly),
        said: packed
            .iter()
            .filter_map(|p| Some((p.item.id, p.said.clone()?)))
            .collect(),
    }
}

#[cfg(test)]
mod tests;
