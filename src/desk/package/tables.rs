//! What a package says of itself: `register.csv`, `about.txt` and `bag-info.txt`.

use std::collections::BTreeSet;

use super::packed::{FullPackage, How, Packed};
use crate::desk::Desk;
use crate::desk::circumstances::{Circumstances, stamp};
use crate::desk::words::marking_gone;
use crate::lodge::csv_table;
use crate::lodge::paper::{Block, Paper, Section};
use crate::record::Id;
use crate::text::when;

/// What came later stands at the end, so that whoever reads by number reads as before.
const COLUMNS: &[&str] = &[
    "id",
    "captured",
    "channel",
    "conversation",
    "from",
    "sent",
    "messages",
    "marking",
    "for",
    "route",
    "destination",
    "reference",
    "confirmed by",
    "folder",
    "files",
    "SHA-256 of its sums",
    "remark",
    "captured by",
    "post",
    "senders",
    "people",
    "sent first",
    "sent last",
    "device",
    "timer in force",
    "source",
    "put right",
    "personal data",
    "retention at destination",
    "marking of the package",
];

/// One row a capture, as CSV.
pub(super) fn register(whole: &FullPackage<'_>) -> Vec<u8> {
    let rows: Vec<Vec<String>> = whole.packed.iter().map(|p| row(whole, p)).collect();
    csv_table(COLUMNS, &rows)
}

fn row(whole: &FullPackage<'_>, p: &Packed<'_>) -> Vec<String> {
    let desk = whole.desk;
    let zone = desk.zone();
    let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
    let (item, capture) = (p.item, p.capture);
    let read_back = capture.read_back.then_some("read back by onrecord");
    let scribe = desk.scribe();
    let told = match p.how {
        How::Copied => whole.lodged.get(&item.id).cloned(),
        How::MadeAgain | How::RowOnly => None,
    };
    let told = told.unwrap_or_else(|| Circumstances::of(&scribe, item));
    let destination = capture.destination.as_deref();
    let circumstances = told.cells(item, Some((p.by, p.post)), zone);
    let mut cells = vec![
        item.id.to_string(),
        stamp(capture.at, zone),
        desk.channel_label(&item.channel),
        told.conversation,
        told.from,
        item.sent().map(|t| stamp(t, zone)).unwrap_or_default(),
        item.told().messages.len().to_string(),
        p.marking().to_owned(),
        told.principal,
        capture.route.clone(),
        text(destination),
        text(capture.reference.as_deref()),
        text(capture.confirmed_by.as_deref().or(read_back)),
        text(p.folder.as_deref()),
        p.how.words().to_owned(),
        text(capture.sha256.as_deref()),
        text(p.said.as_deref()),
    ];
    cells.extend(circumstances);
    cells.extend([
        told.source,
        scribe.put_right(item),
        told.personal_data,
        text(destination.and_then(|d| scribe.retention(d)).as_deref()),
        whole.marking().to_owned(),
    ]);
    cells
}

/// What the package is and what it cannot show, for whoever opens it first.
pub(super) fn about(whole: &FullPackage<'_>) -> Paper {
    let (desk, packed) = (whole.desk, whole.packed);
    let count = |how| packed.iter().filter(|p| p.how == how).count().to_string();
    let mut facts = made(desk, whole.marking());
    facts.extend(
        [
            ("Captures", packed.len().to_string()),
            ("Choice", whole.of.words()),
            ("Copied from the place of lodging", count(How::Copied)),
            ("Made again from the register", count(How::MadeAgain)),
            ("Row only, no text held here", count(How::RowOnly)),
        ]
        .map(owned),
    );
    let unmarked = packed.iter().filter(|p| p.marking.is_none()).count();
    if unmarked > 0 {
        facts.push(owned(("Captures without a marking", unmarked.to_string())));
    }
    // Rows alone: where the record is here, it says its marking itself.
    let by_half = |p: &&Packed<'_>| marking_gone(p.item).is_some() && p.folder.is_none();
    let by_half = packed.iter().filter(by_half).count();
    if by_half > 0 {
        facts.push(owned((
            "Captures with a part of their marking erased",
            by_half.to_string(),
        )));
    }
    facts.extend(under_policy(desk));
    let mut sections = vec![contents(), checking()];
    sections.extend(whole.form.tdr.then(transfer));
    sections.push(limits(desk, packed));
    sections.extend(differences(packed));
    Paper {
        title: "A package of captures".to_owned(),
        lead: vec![
            "Business done on channels that the organisation does not run, as it was captured, in one BagIt bag."
                .to_owned(),
        ],
        facts,
        sections,
        signatures: Vec::new(),
        ends: vec![desk.sums()],
    }
}

/// What it carries, and by whom it was made and when.
pub(super) fn made(desk: &Desk, marking: &str) -> Vec<(String, String)> {
    let me = &desk.settings().me;
    let mut facts = vec![
        ("Marking", marking.to_owned()),
        ("Made", when::full(desk.now(), desk.zone())),
        ("Made by", me.name.clone()),
    ];
    let known = [("Post", &me.post), ("Organisation", &me.organisation)];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    facts.extend(known.map(|(label, value)| (label, value.clone())));
    facts.into_iter().map(owned).collect()
}

/// The policy in force, and what has to be known of its files.
pub(super) fn under_policy(desk: &Desk) -> Vec<(String, String)> {
    let mut facts = vec![owned(("Policy", desk.policy().id().to_owned()))];
    let files = desk.policy().files_said();
    facts.extend(files.map(|said| owned(("Policy files", said))));
    facts
}

fn owned((label, value): (&str, String)) -> (String, String) {
    (label.to_owned(), value)
}

fn contents() -> Section {
    Section::points(
        "What is in it",
        &[
            "register.csv: one row for each capture, with the name of its folder.",
            "A folder for each capture: record.txt to read; record.eml, the same as a mail, which holds everything and \
             is the one to keep where only one file can be the record; the original pieces of exports; the \
             attachments.",
            "What was copied from its place of lodging is as it was lodged. An earlier version of the program wrote \
             fewer fields and no originals; each record.txt says how it is to be read.",
            "A record that corrects an earlier one names it. The last one is in here; the earlier stays where it was \
             lodged.",
            "The marking above is that of everything in here together: the highest classification, and every handling \
             instruction and descriptor. Each capture's own is in register.csv and in its record.",
            "Outside the payload, in sums: for each capture the file of sums it was lodged with. Where a record.txt \
             speaks of SHA256SUMS in its own folder, that file is there now.",
        ],
    )
}

fn checking() -> Section {
    Section::points(
        "How to check it",
        &[
            "Any BagIt validator checks the whole (RFC 8493). Without one, in the folder that holds data: \
             sha256sum -c manifest-sha256.txt",
            "The register sums at the end are the last links of each writer's journal when this package was made. The \
             owner of the register can say what stands behind each: onrecord verify --head HASH",
        ],
    )
}

/// What whoever transfers it has to do (as the National Archives publish their columns and defaults).
fn transfer() -> Section {
    Section::points(
        "For a transfer to the National Archives",
        &[
            "Upload the folder data alone: the sums outside it are in no format that the transfer service knows.",
            "metadata.csv has a row for every other file of it. Open or closed is the department's to say, so those \
             cells are empty, and the service takes an empty closure status for Open. Fill in the rows of whatever is \
             not open: their note has each capture's marking. Rows marked OFFICIAL-SENSITIVE come first to mind.",
            "Copyright is Crown where this program or its user wrote the file. In what others wrote or sent it is not \
             known here, and the cell is Unknown: put in Crown, Third party or what the service lists besides.",
            "metadata-sharepoint.csv says the same under the column names that the National Archives give for \
             SharePoint.",
            "Of a capture, record.txt and record.eml are the same record in two forms, and a transfer counts them as \
             two files.",
        ],
    )
}

fn limits(desk: &Desk, packed: &[Packed<'_>]) -> Section {
    let mut out = vec![
        "It cannot show what was never captured.",
        "Sums show whether a file was changed since it was lodged, links whether a frame of the register was changed \
         or taken out. Neither shows who wrote a message, nor that all is here. What was put right before it was \
         lodged stands in the record, beside what was there.",
    ];
    if packed.iter().any(|p| p.how == How::MadeAgain) {
        out.push(
            "A record made again from the register says what the register says now: a reference that came later is \
             in it, and so is what was put right since.",
        );
    }
    if packed.iter().any(|p| p.how == How::RowOnly) {
        out.push("Where only a row stands, the text was erased after filing or never stored on this machine.");
    }
    let chats: BTreeSet<Id> = packed.iter().filter_map(|p| p.item.conversation).collect();
    desk.cannot_show_of("What it cannot show", &out, &|id| chats.contains(&id))
}

/// Captures that were not found as the register says.
fn differences(packed: &[Packed<'_>]) -> Option<Section> {
    let rows: Vec<Vec<String>> = packed
        .iter()
        .filter_map(|p| {
            let said = p.said.clone()?;
            Some(vec![p.item.id.to_string(), said, p.how.words().to_owned()])
        })
        .collect();
    let caption = "Captures whose folder could not be copied";
    let head = ["Item", "What was found", "What is here"];
    (!rows.is_empty()).then(|| {
        Section::new(
            "Not as the register says",
            vec![Block::table(caption, &head, rows)],
        )
    })
}

/// Labels of `bag-info.txt`; a head for every writer.
pub(super) fn info(whole: &FullPackage<'_>) -> Vec<(&'static str, String)> {
    let (desk, packed) = (whole.desk, whole.packed);
    let now = desk.now().with_timezone(&desk.zone());
    let count = |how| packed.iter().filter(|p| p.how == how).count().to_string();
    let mut info = vec![
        (
            "Source-Organization",
            desk.settings().me.organisation.clone(),
        ),
        ("Contact-Name", desk.settings().me.name.clone()),
        (
            "External-Description",
            "Captures from channels the organisation does not run".to_owned(),
        ),
        ("Bagging-Date", now.format("%Y-%m-%d").to_string()),
        ("Onrecord-Captures", packed.len().to_string()),
        ("Onrecord-Copied", count(How::Copied)),
        ("Onrecord-Made-Again", count(How::MadeAgain)),
        ("Onrecord-Row-Only", count(How::RowOnly)),
        ("Onrecord-Marking", whole.marking().to_owned()),
        (
            "Onrecord-Policy",
            format!("{} {}", desk.policy().id(), desk.policy().digest()),
        ),
    ];
    let heads = desk.heads().into_iter();
    info.extend(heads.map(|(writer, head)| ("Onrecord-Head", format!("{writer} {head}"))));
    info
}
