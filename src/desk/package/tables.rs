//! What a package says of itself: `register.csv`, `about.txt` and `bag-info.txt`.
//!
//! May import `lodge`, `record`, `text`.

use super::{How, PackageOf, Packed};
use crate::desk::Desk;
use crate::lodge::csv_table;
use crate::lodge::paper::{Block, Paper, Section, Table};
use crate::text::when;

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
];

/// One row a capture, as CSV.
pub(super) fn register(desk: &Desk, packed: &[Packed<'_>]) -> Vec<u8> {
    let zone = desk.zone();
    let stamp = |at: chrono::DateTime<chrono::Utc>| {
        at.with_timezone(&zone)
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    };
    let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
    let rows: Vec<Vec<String>> = packed
        .iter()
        .map(|p| {
            let (item, capture) = (p.item, p.capture);
            let read_back = capture.read_back.then_some("read back by onrecord");
            vec![
                item.id.to_string(),
                stamp(capture.at),
                desk.channel_label(&item.channel),
                text(desk.state().conversation_name(item)),
                text(item.from()),
                item.sent().map(stamp).unwrap_or_default(),
                item.messages.len().to_string(),
                item.marking.as_deref().unwrap_or("not stated").to_owned(),
                text(item.principal.as_deref()),
                capture.route.clone(),
                text(capture.destination.as_deref()),
                text(capture.reference.as_deref()),
                text(capture.confirmed_by.as_deref().or(read_back)),
                text(p.folder.as_deref()),
                p.how.words().to_owned(),
                text(capture.sha256.as_deref()),
                text(p.said.as_deref()),
            ]
        })
        .collect();
    csv_table(COLUMNS, &rows)
}

/// What the package is and what it cannot show, for whoever opens it first.
pub(super) fn about(desk: &Desk, of: &PackageOf, packed: &[Packed<'_>]) -> Paper {
    let me = &desk.settings().me;
    let count = |how| packed.iter().filter(|p| p.how == how).count().to_string();
    let mut facts = vec![
        ("Marking", desk.highest(packed)),
        ("Made", when::full(desk.now(), desk.zone())),
        ("Made by", me.name.clone()),
    ];
    let known = [("Post", &me.post), ("Organisation", &me.organisation)];
    let known = known.into_iter().filter(|(_, value)| !value.is_empty());
    facts.extend(known.map(|(label, value)| (label, value.clone())));
    facts.extend([
        ("Captures", packed.len().to_string()),
        ("Choice", of.words()),
        ("Copied from the place of lodging", count(How::Copied)),
        ("Made again from the register", count(How::MadeAgain)),
        ("Row only, no text held here", count(How::RowOnly)),
        (
            "Policy",
            format!("{} {}", desk.policy().id(), desk.policy().digest()),
        ),
    ]);
    let heads = desk.heads().into_iter();
    let heads = heads.map(|(writer, head)| (format!("Head of {writer}"), head));
    let mut facts: Vec<(String, String)> = facts
        .into_iter()
        .map(|(label, value)| (label.to_owned(), value))
        .collect();
    facts.extend(heads);
    let mut sections = vec![contents(), checking(), limits(packed)];
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
    }
}

fn points(heading: &str, points: &[&str]) -> Section {
    Section {
        heading: heading.to_owned(),
        blocks: vec![Block::List(
            points.iter().map(|p| (*p).to_owned()).collect(),
        )],
    }
}

fn contents() -> Section {
    points(
        "What is in it",
        &[
            "register.csv: one row for each capture, with the name of its folder.",
            "A folder for each capture: record.txt to read, record.eml for mail programs and records systems, and \
             its attachments.",
            "Outside the payload, in sums: for each capture the file of sums it was lodged with. Where a record.txt \
             speaks of SHA256SUMS in its own folder, that file is there now.",
        ],
    )
}

fn checking() -> Section {
    points(
        "How to check it",
        &[
            "Any BagIt validator checks the whole (RFC 8493). Without one, in the folder that holds data: \
             sha256sum -c manifest-sha256.txt",
            "The heads above are the last links of each writer's journal when this package was made. The owner of \
             the register can say what stands behind each: onrecord verify --head HASH",
        ],
    )
}

fn limits(packed: &[Packed<'_>]) -> Section {
    let mut out = vec![
        "It cannot show what was never captured.",
        "Sums and links show that nothing was changed or taken out since; they do not show who wrote it, nor that \
         it is complete.",
    ];
    if packed.iter().any(|p| p.how == How::MadeAgain) {
        out.push(
            "A record made again from the register says what the register says now: a reference that came later is \
             in it, and a text that was put right since is in its last form.",
        );
    }
    if packed.iter().any(|p| p.how == How::RowOnly) {
        out.push("Where only a row stands, the text was erased after filing or never stored on this machine.");
    }
    points("What it cannot show", &out)
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
    (!rows.is_empty()).then(|| Section {
        heading: "Not as the register says".to_owned(),
        blocks: vec![Block::Table(Table {
            caption: "Captures whose folder could not be copied".to_owned(),
            head: ["Item", "What was found", "What is here"]
                .map(str::to_owned)
                .to_vec(),
            rows,
        })],
    })
}

/// Labels of `bag-info.txt`; a head for every writer.
pub(super) fn info(desk: &Desk, packed: &[Packed<'_>]) -> Vec<(&'static str, String)> {
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
        ("Onrecord-Marking", desk.highest(packed)),
        (
            "Onrecord-Policy",
            format!("{} {}", desk.policy().id(), desk.policy().digest()),
        ),
    ];
    let heads = desk.heads().into_iter();
    info.extend(heads.map(|(writer, head)| ("Onrecord-Head", format!("{writer} {head}"))));
    info
}
