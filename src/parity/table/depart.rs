//! The last review before a device changes hands or a post is left. `#name` is the number of the first line
//! of that conversation in the grid.

use super::{Row, row};

pub(super) static ROWS: &[Row] = &[
    row(
        "depart.nil",
        "#Harbour #Quarry",
        &[],
        "depart nil #Harbour,#Quarry",
    ),
    row(
        "depart.nil-looked",
        "#Harbour",
        &[("Looked at", "scrolled back to May")],
        "depart nil #Harbour --looked 'scrolled back to May'",
    ),
    row(
        "depart.hand-over",
        "#Roads",
        &[("To whom", "Priya Nair"), ("Note", "with the folder")],
        "depart hand-over #Roads --to 'Priya Nair' --note 'with the folder'",
    ),
    row(
        "depart.gone",
        "#Region",
        &[
            ("What it said", "About the canal"),
            ("When it went", "in May"),
            ("Who has it", "Lee Fox"),
            ("Personal data", "yes"),
        ],
        "depart gone #Region --note 'About the canal' --went 'in May' --holders 'Lee Fox' --personal-data",
    ),
    row(
        "depart.captured",
        "#Harbour",
        &[],
        "depart captured #Harbour",
    ),
    row(
        "depart.not-on-device",
        "#Harbour",
        &[],
        "depart not-on-device #Harbour",
    ),
    row("depart.clear", "#Harbour!", &[], "depart clear #Harbour!")
        .after(&["depart captured #Harbour"]),
    row("step.done", "timers", &[], "depart step timers --done"),
    row(
        "step.not-applicable",
        "groups",
        &[("Reason", "ran none")],
        "depart step groups --na 'ran none'",
    ),
    row(
        "step.waive",
        "drift",
        &[("Reason", "no time")],
        "depart step drift --waive 'no time'",
    ),
    row("step.clear", "timers", &[], "depart step timers --clear")
        .after(&["depart step timers --done"]),
    row(
        "depart.rest",
        "",
        &[("To whom", "Priya Nair")],
        "depart hand-over-rest --to 'Priya Nair'",
    ),
    row("depart.accepted", "", &[], "depart accepted")
        .after(&["depart hand-over #Roads --to 'Priya Nair'"]),
    row(
        "depart.accepted",
        "",
        &[("By", "Priya Nair")],
        "depart accepted --by 'Priya Nair'",
    )
    .after(&["depart hand-over-rest --to 'Priya Nair'"]),
    row(
        "depart.statement",
        "",
        &[("Where to", "plan"), ("Marking", "official-sensitive")],
        "depart statement --to plan --marking official-sensitive",
    ),
    row(
        "depart.statement",
        "",
        &[("Where to", "edrm"), ("File reference", "ABC/77")],
        "depart statement --to edrm --ref ABC/77",
    ),
    row(
        "depart.stage",
        "",
        &[
            ("How far", "the department was told"),
            ("By", "KIM team"),
            ("When", "today 09:00"),
            ("Their reference", "KIM/9"),
        ],
        "depart stage notified --by 'KIM team' --at 'today 09:00' --ref KIM/9",
    ),
    row("depart.confirm", "", &[], "depart confirm").after(&["depart statement --to edrm"]),
    row(
        "depart.open",
        "",
        &[
            ("What", "changing"),
            ("When", "Thu 12:00"),
            ("Role", "contractor"),
            ("Devices", "own phone"),
        ],
        "depart open --device 'own phone' --on 'Thu 12:00' --role contractor",
    )
    .after(&["depart cancel"]),
    row(
        "depart.open",
        "",
        &[
            ("What", "leaving"),
            ("When", "Thu 12:00"),
            ("Role", "minister"),
        ],
        "--for 'The Minister' depart open --leaving --on 'Thu 12:00' --role minister",
    ),
    row(
        "depart.close",
        "",
        &[("Reason", "all of it is with Priya")],
        "depart close --reason 'all of it is with Priya' --unfinished keep",
    )
    .after(&[
        "depart statement --to edrm",
        "depart hand-over-rest --to 'Priya Nair'",
        "depart accepted --by 'Priya Nair'",
    ]),
    row(
        "depart.edit",
        "",
        &[
            ("When", "Thu 12:00"),
            ("Role", "contractor"),
            ("Devices", "own phone"),
        ],
        "depart edit --on 'Thu 12:00' --role contractor --device 'own phone'",
    ),
    row(
        "depart.cancel",
        "",
        &[("Reason", "put off to spring")],
        "depart cancel --reason 'put off to spring'",
    ),
    row(
        "depart.reopen",
        "",
        &[("Reason", "a message came in")],
        "depart reopen --reason 'a message came in'",
    )
    .after(&["depart cancel"]),
];
