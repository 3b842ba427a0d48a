//! Incidents: what went wrong, who was told, who took it over.

use super::{Row, row};

/// One that is open.
const OPEN: &[&str] =
    &["incident add --kind device-lost --device 'own phone' --noticed 'yesterday 17:00'"];

pub(super) static ROWS: &[Row] = &[
    row(
        "incident.add",
        "",
        &[
            ("What went wrong", "personal data got out"),
            ("Channel", "WhatsApp"),
            ("Device", "own phone"),
            ("Happened", "yesterday 16:00"),
            ("Noticed", "yesterday 17:00"),
            ("Personal data", "yes"),
            ("Kinds of data", "telephone numbers"),
            ("How many people", "12"),
            ("Contained", "not sure"),
            ("In a few words", "A list went to the wrong group"),
        ],
        "incident add --kind data-breach --channel whatsapp --device 'own phone' --happened 'yesterday 16:00' --noticed 'yesterday 17:00' --personal-data yes --data-kinds 'telephone numbers' --people 12 --contained unsure --note 'A list went to the wrong group'",
    ),
    row(
        "incident.told",
        "",
        &[
            ("Who was told", "the data protection"),
            ("Name", "Mo Finch"),
            ("When", "today 09:00"),
            ("How", "by telephone"),
            ("Their reference", "DP/7"),
            ("Department aware", "today 09:00"),
        ],
        "incident told --recipient data-protection --name 'Mo Finch' --at 'today 09:00' --how 'by telephone' --ref DP/7 --aware 'today 09:00'",
    )
    .after(OPEN),
    row(
        "incident.taken",
        "",
        &[("By", "Security team"), ("When", "today 10:00"), ("Their reference", "SEC/9")],
        "incident taken --by 'Security team' --at 'today 10:00' --ref SEC/9",
    )
    .after(OPEN),
    row(
        "incident.close",
        "",
        &[("By", "Security team"), ("Contained", "yes"), ("Their reference", "SEC/9")],
        "incident close --by 'Security team' --contained yes --ref SEC/9",
    )
    .after(OPEN),
];
