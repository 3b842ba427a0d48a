//! The guidance on one page for a department's staff (2, 26, 31): the summary table, both routes with this desk's
//! destinations, channels, whom to tell, where the texts stand.
//!
//! Invariant: nothing from the register stands here, only the policy in force and the settings; each sentence is this
//! project's own wording and says so.

use super::Desk;
use super::explained::{OFFICIAL_HEAD, SECRET_HEAD, address, incident_words};
use super::guidance::numbered;
use super::paper::{Body, Carries, PaperKind, PaperOf};
use crate::config::{Destination, Kind};
use crate::lodge::paper::{Block, Paper, Section, texts};
use crate::policy::{Channel, Paragraph, Policy, Recipient, TimerFrom, spoken};
use crate::record::command::Refusal;
use crate::text::{sentence_case, when};

pub static STAFF_PAGE: PaperKind = PaperKind {
    id: "guidance-page",
    heading: "The guidance on one page",
    printed_unmarked: true,
    compose,
    ..PaperKind::PLAIN
};

fn compose(desk: &Desk, _: &PaperOf) -> Result<Body, Refusal> {
    let policy = desk.policy();
    Ok(Body {
        id: policy.digest().chars().take(12).collect(),
        paper: Paper {
            title: "Channels your department does not run: what the guidance says".into(),
            lead: texts(&[
                "A summary, not its text: every sentence here is in this project's own words. Where it matters, read the guidance itself.",
            ]),
            facts: facts(desk),
            sections: vec![
                may_i(policy),
                private_device(policy),
                on_record(desk),
                vanishing(policy),
                channels(policy),
                whom_to_tell(policy),
                wrong(policy),
                addresses(policy),
            ],
            signatures: Vec::new(),
            ends: vec![desk.policy_sums()],
        },
        files: Vec::new(),
        carries: Carries::Together(Vec::new()),
    })
}

fn facts(desk: &Desk) -> Vec<(String, String)> {
    let (policy, page) = (desk.policy(), &desk.policy().overlay().page);
    let today = desk.now().with_timezone(&desk.zone()).date_naive();
    let not_said = || "not said in the department's file".to_owned();
    let labelled = |value: &str, label: Option<&str>| match label {
        Some(label) => format!("{value} ({label})"),
        None => value.to_owned(),
    };
    let owner = page.owner.as_ref();
    let owner = owner.map(|o| labelled(&o.value, o.by.label()));
    let reviewed = page.reviewed.as_ref();
    let reviewed = reviewed.map(|r| {
        let day = r.value.format("%-d %B %Y").to_string();
        labelled(&day, r.by.label())
    });
    let facts = [
        (
            "Organisation",
            Some(desk.settings().me.organisation.clone()),
        ),
        ("Page owner", Some(owner.unwrap_or_else(not_said))),
        ("Page reviewed", Some(reviewed.unwrap_or_else(not_said))),
        ("Guidance", Some(policy.title().to_owned())),
        ("Policy", Some(policy.id().to_owned())),
        ("Policy files", policy.files_said()),
        ("Notice", policy.review_notice(today).map(str::to_owned)),
        ("Made", Some(when::full(desk.now(), desk.zone()))),
    ];
    let said = facts.into_iter();
    let said = said.filter_map(|(label, value)| Some((label.to_owned(), value?)));
    said.filter(|(_, value)| !value.is_empty()).collect()
}

/// A paragraph as the page says it: its summary, whom it binds how, its number.
fn line(p: &Paragraph) -> String {
    match p.verb {
        Some(verb) => format!("{} (para {}; {})", p.summary, p.number, verb.spoken()),
        None => format!("{} (para {})", p.summary, p.number),
    }
}

/// These paragraphs, with their lettered parts.
fn lines(policy: &Policy, wanted: &[&str]) -> Vec<String> {
    let found = wanted.iter().flat_map(|number| numbered(policy, number));
    found.map(line).collect()
}

fn may_i(policy: &Policy) -> Section {
    let mut blocks = vec![Block::List(lines(policy, &["8"]))];
    if let Some(table) = policy.table() {
        let rows = table.rows.iter();
        let rows = rows.map(|r| vec![r.information.clone(), r.managed.clone(), r.private.clone()]);
        let head = ["Information", &table.managed, &table.private];
        blocks.push(Block::table(&table.title, &head, rows.collect()));
        let verb = table.verb.map_or("", |v| v.spoken());
        blocks.push(Block::Paragraph(match verb {
            "" => table.summary.clone(),
            verb => format!("{} ({verb})", table.summary),
        }));
    }
    Section::new("May I use this channel?", blocks)
}

fn private_device(policy: &Policy) -> Section {
    let lines = lines(policy, &["10", "11"]);
    Section::listed(
        "On a device that you own and manage yourself",
        lines,
        "The policy says nothing of it.",
    )
}

fn on_record(desk: &Desk) -> Section {
    let policy = desk.policy();
    let destinations = &desk.settings().destinations;
    let rows = destinations.iter().map(place).collect();
    let places = match destinations.is_empty() {
        true => Block::Paragraph(
            "No destination is named in the settings this page was made with.".into(),
        ),
        false => Block::table(
            "Where it goes",
            &["Destination", "How", "Takes", "Reference", "Kept there"],
            rows,
        ),
    };
    let blocks = vec![
        Block::List(lines(policy, &["19", "20", "21", "22"])),
        places,
    ];
    Section::new("Put it on record: two ways, equal in rank", blocks)
}

/// A destination as a row; where a folder is or what a command is called is no business of a page.
fn place(destination: &Destination) -> Vec<String> {
    let how = match &destination.kind {
        Kind::Folder { .. } => "it is filed in a folder by this program",
        Kind::Command { .. } => "it is sent as a mail by this program",
        Kind::Manual => "you file it, and say so",
    };
    let takes = destination.up_to.map(|level| format!("up to {level}"));
    let or = |value: Option<&String>| value.cloned().unwrap_or_else(|| "not stated".into());
    vec![
        destination.name.clone(),
        how.to_owned(),
        takes.unwrap_or_else(|| "what the machine may hold".into()),
        or(destination.reference.as_ref()),
        or(destination.retention.as_ref()),
    ]
}

fn vanishing(policy: &Policy) -> Section {
    let mut points = lines(policy, &["24"]);
    // The strictest thing that a rule of the house says of timers is what it says of the shortest.
    points.extend(policy.overlay().timer_words(1));
    if let Some(within) = &policy.overlay().capture_within {
        let label = within.by.label().map(|l| format!(" ({l})"));
        points.push(format!(
            "What is significant is to be captured within {} of being sent{}.",
            spoken(within.value),
            label.unwrap_or_default()
        ));
    }
    points.extend(lines(policy, &["23", "28"]));
    Section::listed("Disappearing messages, and when to capture", points, "")
}

fn channels(policy: &Policy) -> Section {
    let allowed = policy.overlay().allowed_channels.as_ref();
    let row = |c: &Channel| {
        let end_to_end = match c.end_to_end {
            Some(true) => "yes",
            Some(false) => "no",
            None => "depends, or not known",
        };
        let here = match (c.corporate, allowed) {
            (true, _) => "the department runs it (12)",
            (false, Some(list)) if !list.value.contains(&c.id) => {
                "not to be used (department's setting)"
            }
            (false, _) => "as the guidance says",
        };
        vec![
            c.label.clone(),
            here.to_owned(),
            timers(c),
            end_to_end.to_owned(),
        ]
    };
    let rows = policy.channels().iter().map(row).collect();
    let head = [
        "Channel",
        "Here",
        "Timers it offers",
        "Encrypted from end to end",
    ];
    Section::new(
        "Channels",
        vec![Block::table("Channels and their timers", &head, rows)],
    )
}

fn timers(channel: &Channel) -> String {
    if channel.timers.is_empty() {
        return "none known".into();
    }
    let lengths = channel.timers.iter();
    let lengths: Vec<String> = lengths
        .map(|t| when::duration_words(t.num_seconds()))
        .collect();
    let from = match channel.timer_from {
        TimerFrom::Sent => "; from sending",
        TimerFrom::Read => "; from reading, for the sender from sending",
        TimerFrom::Never => "",
    };
    format!("{}{from}", lengths.join(", "))
}

fn whom_to_tell(policy: &Policy) -> Section {
    let who = |recipient: Recipient| match recipient {
        Recipient::Kim => "Knowledge and Information Management team",
        Recipient::HeadOfUnit => "Head of Unit, or who stands for one",
        Recipient::Security => "Security team",
        Recipient::DataProtection => "Data protection team or officer",
        Recipient::Requests => "Team that answers requests for information",
    };
    let all = Recipient::ALL.iter().map(|recipient| {
        let named = policy.overlay().recipients.get(recipient);
        let named = named.map_or("not named in the department's file".into(), address);
        (who(*recipient).to_owned(), named)
    });
    Section::new("Whom to tell", vec![Block::Facts(all.collect())])
}

fn wrong(policy: &Policy) -> Section {
    let steps = |steps: &[crate::policy::IncidentStep]| {
        let words = steps.iter().map(|s| incident_words(policy, s));
        Block::List(words.collect())
    };
    let head = |words: &str| Block::Paragraph(format!("{}:", sentence_case(words)));
    Section::new(
        "When something goes wrong",
        vec![
            head(SECRET_HEAD),
            steps(policy.incident()),
            head(OFFICIAL_HEAD),
            steps(policy.incident_at_official()),
        ],
    )
}

fn addresses(policy: &Policy) -> Section {
    let links = policy.links().iter();
    let links = links.map(|(link, at)| {
        let label = match at.by.label() {
            Some(by) => format!("{} ({by})", link.label()),
            None => link.label().to_owned(),
        };
        (label, at.value.clone())
    });
    Section::new(
        "Where the texts can be read",
        vec![Block::Links(links.collect())],
    )
}
