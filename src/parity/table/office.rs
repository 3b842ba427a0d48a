//! What surrounds the items: deciding, reports, holds, devices, reviews, who one is.

use super::{Row, row};

/// Something captured from a private device of which nobody said whether it was used.
pub(super) const ANVIL: &[&str] = &[
    "add 'The anvil is agreed.' --channel whatsapp --conversation Harbour --from 'Asha Patel' --marking official --device personal",
    "capture @anvil --route copy --ref M/1",
];

/// A department that asks something of the one at the desk and of a principal.
const MEASURES: &[&str] = &[
    "the department's file: [[at_risk]]\nname = \"Ruth Bell\"\nmeasures = [\"no private device\", \"a security key\"]\n[[at_risk]]\nname = \"The Minister\"\nmeasures = [\"no second phone\"]\n",
];

pub(super) static ROWS: &[Row] = &[
    row(
        "decide.record",
        "",
        &[
            ("?marking", "official"),
            ("?situation", "about"),
            ("?scope", "government"),
            ("?significant-direction", "yes"),
            ("?significant-change", "no"),
            ("?device", "privately owned and managed"),
            ("?channel", "whatsapp"),
            ("?government-system", "no: it has to be quicker"),
            ("?personal-data", "no"),
            ("Your reason", "The turnpike call could not wait"),
        ],
        "decide --marking official --situation about-to-use --scope government --significant=direction --device personal --channel whatsapp --government-system no --because speed --reason 'The turnpike call could not wait' --record",
    ),
    row(
        "decide.to-item",
        "@beacon",
        &[("Message", "What the beacon call said."), ("Chat", "Beacons")],
        "add 'What the beacon call said.' --conversation Beacons --decision @beacon",
    ),
    row("decisions.used", "@beacon", &[], "outcome @beacon --used"),
    row("decisions.not-used", "@beacon", &[], "outcome @beacon --not-used"),
    row(
        "report.write",
        "@lantern",
        &[
            ("Circumstances", "The train had no network but one phone"),
            ("Marking", "official-sensitive"),
        ],
        "report draft @lantern --circumstances 'The train had no network but one phone' --marking official-sensitive",
    ),
    row(
        "report.write",
        "@ledger",
        &[("What happened", "The ledger and the rolls were down")],
        "report draft @ledger --what 'The ledger and the rolls were down'",
    ),
    // What stood is not asked for in this form, and stays.
    row(
        "report.write",
        "@lantern",
        &[("Circumstances", "Anew")],
        "report draft @lantern --circumstances Anew",
    )
    .after(&["report draft @lantern --circumstances 'As first written' --what 'What the KIM team must know'"]),
    row(
        "report.send",
        "@lantern",
        &[
            ("Recipient", "Head of"),
            ("How", "sent by hand"),
            ("To whom", "Mo Finch"),
            ("Reference", "HU/4"),
        ],
        "report sent @lantern --recipient head-of-unit --name 'Mo Finch' --ref HU/4",
    )
    .after(&["report draft @lantern --circumstances 'Late train'"]),
    row(
        "report.send",
        "@ledger",
        &[("Recipient", "Knowledge"), ("How", "plan")],
        "report send @ledger --recipient kim --to plan",
    ),
    row(
        "report.acknowledged",
        "@parcel",
        &[("Recipient", "Knowledge"), ("By", "Mo Finch")],
        "report acknowledged @parcel --recipient kim --by 'Mo Finch'",
    ),
    row(
        "report.asked",
        "@lantern",
        &[("Recipient", "Head of"), ("Note", "Asked by mail")],
        "report asked @lantern --recipient head-of-unit --note 'Asked by mail'",
    ),
    row(
        "report.withdraw",
        "@ledger",
        &[("Reason", "It was a drill")],
        "report withdraw @ledger --reason 'It was a drill'",
    ),
    row("report.reopen", "@dial", &[], "report reopen @dial"),
    row(
        "report.new",
        "",
        &[
            ("Kind", "outage"),
            ("What happened", "The abacus was down"),
            ("From", "yesterday 09:00"),
            ("To", "yesterday 11:00"),
            ("Channel", "Signal"),
            ("Why", "it has to be quicker"),
            ("All captured", "partly"),
            ("Circumstances", "Power cut"),
            ("Marking", "official"),
        ],
        "report outage --what 'The abacus was down' --from 'yesterday 09:00' --to 'yesterday 11:00' --channel signal --because speed --captured partly --circumstances 'Power cut' --marking official",
    ),
    row(
        "report.new",
        "",
        &[("Kind", "missed"), ("What happened", "The loom thread vanished")],
        "--for 'The Minister' report missed-capture --what 'The loom thread vanished'",
    ),
    row(
        "hold.add",
        "",
        &[("Reference", "INQ/1"), ("Covers", "everything")],
        "hold add --ref INQ/1 --scope all",
    ),
    row(
        "hold.add",
        "@harbour",
        &[("Reference", "INQ/1"), ("Covers", "this item")],
        "hold add --ref INQ/1 --scope item=@harbour",
    ),
    row(
        "hold.add",
        "@harbour",
        &[("Reference", "INQ/1"), ("Covers", "the chat")],
        "hold add --ref INQ/1 --scope conversation=Harbour",
    ),
    row(
        "hold.add",
        "@harbour",
        &[
            ("Reference", "INQ/1"),
            ("Covers", "the chat"),
            ("Its timers", "off"),
        ],
        "hold add --ref INQ/1 --scope conversation=Harbour --off",
    )
    .after(&["conversation timer Harbour 7d"]),
    row(
        "hold.timer",
        "",
        &[
            ("Timer", "hold INQ/7"),
            ("Its timers", "cannot"),
            ("Why", "the phone of its admin is away"),
        ],
        "hold timer INQ/7 --conversation Harbour --cannot 'the phone of its admin is away'",
    )
    .after(&[
        "conversation timer Harbour 7d",
        "hold add --ref INQ/7 --scope conversation=Harbour",
    ]),
    row("report.used", "@anvil", &[], "report used @anvil").after(ANVIL),
    row(
        "report.received",
        "@anvil",
        &[],
        "report received @anvil",
    )
    .after(ANVIL),
    row(
        "register.take-note",
        "",
        &[("Why", "The laptop was wiped")],
        "doctor --accept all --reason 'The laptop was wiped'",
    )
    .after(&[
        "elsewhere: hold add --ref LAP/1 --scope all",
        "elsewhere: hold add --ref LAP/2 --scope all",
        "hold add --ref INQ/8 --scope all",
        "lose what elsewhere recorded last",
    ]),
    row(
        "register.take-over",
        "",
        &[("Whose journal", "rb@lap"), ("Why", "Handed back in May")],
        "doctor --take-over ELSEWHERE --reason 'Handed back in May'",
    )
    .after(&["elsewhere: hold add --ref LAP/1 --scope all"]),
    row(
        "hold.release",
        "",
        &[("Which hold", "FOI/12")],
        "hold release FOI/12",
    ),
    row(
        "device.add",
        "",
        &[
            ("Name", "tablet"),
            ("Kind", "managed-personal"),
            ("Whose it is", "Ruth Bell"),
            ("Who manages it", "Department"),
        ],
        "device add tablet --kind managed-personal --owner 'Ruth Bell' --managed-by Department",
    ),
    row(
        "device.edit",
        "@slate",
        &[
            ("Name", "Ruths phone"),
            ("Kind", "managed-personal"),
            ("Whose it is", "Ruth Bell"),
            ("Who manages it", "Department"),
        ],
        "device edit slate --name 'Ruths phone' --kind managed-personal --owner 'Ruth Bell' --managed-by Department",
    )
    .after(&["device add slate --kind personal"]),
    row("go.undo", "", &[], "undo"),
    row("go.redo", "", &[], "redo").after(&["undo"]),
    row(
        "view.keep",
        "",
        &[("Name", "the bill"), ("Words", "clause 4"), ("Of the view", "put off")],
        "view keep 'the bill' --words 'clause 4' --of 'put off'",
    ),
    row("view.forget", "", &[("View", "queue/the bill")], "view forget 'the bill'")
        .after(&["view keep 'the bill' --words 'clause 4'"]),
    row(
        "go.setup",
        "",
        &[
            ("Your name", "Ruth Bell-Marsh"),
            ("Your post", "Principal Private Secretary"),
            ("Department", "Department of Examples"),
            ("Your role", "contractor"),
            ("Managed by", "personal"),
            ("May hold up to", "official"),
        ],
        "setup --name 'Ruth Bell-Marsh' --post 'Principal Private Secretary' --organisation 'Department of Examples' --role contractor --machine personal --up-to official",
    ),
    row(
        "go.review",
        "",
        &[("Chats", "Bill team"), ("How", "scrolled each")],
        "--for 'The Minister' review",
    )
    .answered(&["Bill team", "scrolled each"]),
    row("review.keep", "", &[], "--for 'Lord Quill' review")
        .after(&["--for 'Lord Quill' add 'The almanac is late.' --conversation Almanac"])
        .answered(&["k"]),
    // What the department asks for stands in its own file; its words go on record on neither face.
    row(
        "measure.answer",
        "",
        &[
            ("Measure", "2. a security key"),
            ("It is", "done"),
            ("On", "20 Nov"),
        ],
        "measure answer --measure 2 --done --on '20 Nov'",
    )
    .after(MEASURES),
    row(
        "measure.answer",
        "",
        &[
            ("Measure", "1. no second phone"),
            ("It is", "does not apply"),
            ("Note", "there is none"),
        ],
        "--for 'The Minister' measure answer --measure 1 --not-applicable --note 'there is none'",
    )
    .after(MEASURES),
];
