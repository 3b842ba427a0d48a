//! A package: the captures of a period, a conversation or a choice, as one BagIt bag with a register or in another form.
//!
//! A capture that stands in a folder is copied from there, each file compared with its sum and the sums with what
//! the register holds. Any other is written again from the register where its text is still held; where it is not,
//! the package has its row and says so. Nothing here changes the register.

mod doors;
mod flat;
mod lodged;
mod packed;
mod packing;
mod page;
mod plan;
mod rsmf;
mod select;
mod tables;
mod tdr;

use crate::text::counted;
use std::path::Path;

use super::words::marking;
use super::{Desk, DeskError};
use crate::config::Kind;
use crate::lodge::paper::text as paper_text;
use crate::lodge::{self, Package, Packaged};
use crate::record::Id;
use crate::record::command::Refusal;
use crate::record::state::Item;

pub use packed::{How, PackageAs, PackageForm};
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
        // Read for this alone, and not kept beside the items.
        let lodged = items
            .iter()
            .map(|item| self.lodged_marking(&Item::clone(item)));
        let stands = items.iter().map(|item| marking(item));
        let known = stands.filter(Option::is_some);
        let markings = lodged.chain(known).collect();
        let marking = self.carried_by(markings, form.marking.as_deref())?;
        self.may_go_to(out, &items, marking.as_deref())?;
        let making = Making {
            desk: self,
            of,
            form,
            out,
            marking: marking.as_deref(),
            items: &items,
        };
        self.note_package(out)?;
        let done = match form.form {
            PackageForm::Bag => making.bag(progress),
            PackageForm::Rsmf => making.rsmf(progress),
            PackageForm::Flat => making.flat(progress),
            PackageForm::Page => making.page(progress),
        };
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
            go_on(progress, n, items.len())?;
            if let Some(capture) = item.told().capture.as_deref() {
                packed.push(self.pack(bag, item, capture, origins.get(&item.id))?);
            }
        }
        progress(items.len(), items.len());
        Ok(packed)
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

/// Ends what is going on where whoever asked for it wants that.
fn go_on(
    progress: &mut dyn FnMut(usize, usize) -> bool,
    done: usize,
    all: usize,
) -> Result<(), Refusal> {
    match progress(done, all) {
        true => Ok(()),
        false => Err(Refusal::new(
            format!("Stopped after {done} of {}", counted(all, "capture")),
            "Nothing with a final name was left; start again when you like",
        )),
    }
}

/// A package as it was asked for.
struct Making<'a> {
    desk: &'a Desk,
    of: &'a PackageOf,
    form: &'a PackageAs,
    out: &'a Path,
    /// What the whole carries.
    marking: Option<&'a str>,
    /// By the time of their capture.
    items: &'a [&'a Item],
}

impl Making<'_> {
    fn bag(
        &self,
        progress: &mut dyn FnMut(usize, usize) -> bool,
    ) -> Result<PackageDone, DeskError> {
        let desk = self.desk;
        let mut bag = Package::begin(&desk.ports, self.out)?;
        let packed = desk.fill(&mut bag, self.items, progress)?;
        let whole = FullPackage {
            desk,
            of: self.of,
            form: self.form,
            marking: self.marking,
            packed: &packed,
            lodged: desk.as_lodged(self.items),
        };
        bag.add("about.txt", paper_text(&tables::about(&whole)).as_bytes())?;
        bag.add("register.csv", &tables::register(&whole))?;
        if self.form.tdr {
            let rows = tdr::sharepoint(&whole, &bag);
            bag.add(tdr::SHAREPOINT, &rows)?;
            let rows = tdr::metadata(&whole, &bag);
            bag.add(tdr::METADATA, &rows)?;
        }
        let info = tables::info(&whole);
        desk.must_have_read()?;
        let bag = bag.finish(&self.name(), &info)?;
        Ok(finished(bag, self.marking.map(str::to_owned), packed))
    }

    /// What it is called: the day it is made and what it is of.
    fn name(&self) -> String {
        let desk = self.desk;
        let day = desk.now().with_timezone(&desk.zone()).format("%Y-%m-%d");
        format!("{day}_package{}", self.of.suffix())
    }

    /// What it is called where it is no bag. Of one capture it has that capture's name, so that it stands beside it.
    fn name_of_form(&self) -> String {
        let form = self.form.form.word();
        match (&self.of.items, self.items) {
            (Some(_), [one]) => format!("{}_{form}", self.desk.name_of(one)),
            _ => format!("{}_{form}", self.name()),
        }
    }
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
