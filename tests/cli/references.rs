//! A machine that is not corporately managed: references alone, and no words of a message under any name.

use onrecord::operation::Flag;

use crate::support::{EXCEPTIONAL, Home, with};

/// What somebody might remember of a message, and try to keep.
const WORDS: &str = "the minister chose the orchard";

/// Every free text of the command line that would hold what a message said: all are refused. The others say why or how
/// something was done, never what a message said; a new one has to be put into one list or the other.
const REMEMBERED: &[(&str, &[&str])] = &[
    ("add TEXT", &[]),
    ("edit --text", &["edit", "@item", "--text", WORDS]),
    ("note TEXT", &["note", "@item", WORDS]),
    (
        "capture --note",
        &[
            "capture", "@item", "--to", "edrm", "--ref", "1", "--note", WORDS,
        ],
    ),
    (
        "capture --who",
        &[
            "capture",
            "@item",
            "--to",
            "edrm",
            "--route",
            "substance",
            "--who",
            WORDS,
        ],
    ),
    (
        "capture --when",
        &[
            "capture",
            "@item",
            "--to",
            "edrm",
            "--route",
            "substance",
            "--when",
            WORDS,
        ],
    ),
    (
        "capture --why",
        &[
            "capture",
            "@item",
            "--to",
            "edrm",
            "--route",
            "substance",
            "--why",
            WORDS,
        ],
    ),
    (
        "capture --next",
        &[
            "capture",
            "@item",
            "--to",
            "edrm",
            "--route",
            "substance",
            "--next",
            WORDS,
        ],
    ),
    ("gone --note", &["gone", "@item", "--note", WORDS]),
    (
        "depart captured --note",
        &["depart", "captured", "1", "--note", WORDS],
    ),
    (
        "depart hand-over --note",
        &[
            "depart",
            "hand-over",
            "1",
            "--to",
            "Tom Hall",
            "--note",
            WORDS,
        ],
    ),
    (
        "depart gone --note",
        &["depart", "gone", "1", "--note", WORDS],
    ),
    (
        "report draft --circumstances",
        &["report", "draft", "@report", "--circumstances", WORDS],
    ),
    (
        "report draft --what",
        &["report", "draft", "@report", "--what", WORDS],
    ),
    (
        "report missed-capture --what",
        &["report", "missed-capture", "--what", WORDS],
    ),
    (
        "report missed-capture --circumstances",
        &[
            "report",
            "missed-capture",
            "--what",
            "x",
            "--circumstances",
            WORDS,
        ],
    ),
    (
        "report outage --what",
        &["report", "outage", "--what", WORDS],
    ),
    (
        "incident add --note",
        &["incident", "add", "--kind", "other", "--note", WORDS],
    ),
    (
        "report outage --circumstances",
        &["report", "outage", "--what", "x", "--circumstances", WORDS],
    ),
    (
        "request searched --note",
        &[
            "request", "searched", "FOI/1", "--place", "x", "--nil", "--note", WORDS,
        ],
    ),
    (
        "request answer --note",
        &["request", "answer", "FOI/1", "--note", WORDS],
    ),
];

/// Free texts that say why or how.
const WHY: &[&str] = &[
    "not-significant --reason",
    "not-significant --request",
    "depart nil --looked",
    "doctor --reason",
    "erase --reason",
    "erase --request",
    "hold add --cannot",
    "hold timer --cannot",
    "measure answer --note",
    "register close --request",
    "report asked --note",
    "report withdraw --reason",
    "request add --instruction",
    "request add --terms",
    "request asked --instruction",
    "request change --instruction",
    "request change --terms",
    "request reopen --reason",
    "request searched --not-searched",
    "request timer --cannot",
    "request withdraw --reason",
    "task --note",
];

#[test]
fn no_words_of_a_message_are_kept_under_any_name() {
    let home = Home::ready();
    home.run(&["setup", "--machine", "personal"]).ok();
    let report = home.recorded(&with(EXCEPTIONAL, &["--situation", "already-used"]));
    let item = home.add(&[
        "x",
        "--conversation",
        "Core",
        "-c",
        "whatsapp",
        "--from",
        "Asha Patel",
    ]);
    home.run(&["device", "add", "own phone", "--kind", "personal"])
        .ok();
    home.run(&[
        "depart",
        "open",
        "--leaving",
        "--on",
        "2026-11-27T17:00:00Z",
    ])
    .ok();
    home.run(&[
        "request",
        "add",
        "--ref",
        "FOI/1",
        "--kind",
        "foi",
        "--received",
        "today",
        "--no-hold",
    ])
    .ok();
    let before = home.files();
    for (of, args) in REMEMBERED {
        let args: Vec<&str> = args
            .iter()
            .map(|a| match *a {
                "@item" => item.as_str(),
                "@report" => report.as_str(),
                a => a,
            })
            .collect();
        if args.is_empty() {
            continue;
        }
        let said = home.run(&args).fails(1);
        assert!(said.contains("not corporately managed"), "{of}: {said}");
        assert!(!home.holds(WORDS), "{of}");
    }
    assert_eq!(home.files(), before);
    // A message added with its words is kept without them.
    home.add(&[WORDS, "--conversation", "Core", "-c", "whatsapp"]);
    assert!(!home.holds(WORDS));
    // What is done by hand is still recorded by its reference.
    let said = home.run(&["report", "show", &report]).ok().out;
    assert!(said.contains("record its reference"), "{said}");
    home.run(&[
        "report",
        "sent",
        &report,
        "--recipient",
        "kim",
        "--name",
        "KIM",
        "--ref",
        "M/1",
    ])
    .ok();
    home.run(&["capture", &item, "--to", "edrm", "--ref", "1"])
        .ok();
}

#[test]
fn every_free_text_of_the_command_line_is_one_of_those_or_says_why() {
    let mut all: Vec<String> = Vec::new();
    for operation in onrecord::operation::ALL {
        let spec = operation.spec();
        // What the screens alone have stands on the command line as two commands.
        if spec.command == "report" {
            continue;
        }
        for field in spec.fields.iter().filter(|f| f.or_input) {
            let flag = match field.flag {
                Flag::Long(flag) => format!("--{flag}"),
                _ => "TEXT".to_owned(),
            };
            all.push(format!("{} {flag}", spec.command));
        }
    }
    all.sort();
    all.dedup();
    let mut known: Vec<String> = REMEMBERED.iter().map(|(of, _)| (*of).to_owned()).collect();
    known.extend(WHY.iter().map(|of| (*of).to_owned()));
    known.sort();
    assert_eq!(all, known);
}
