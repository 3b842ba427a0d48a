//! What becomes of items.

use super::{Row, row};

pub(super) static ROWS: &[Row] = &[
    row(
        "queue.add",
        "",
        &[
            ("Marking", "OFFICIAL"),
            ("Message", "The viaduct is agreed."),
            ("From", "Asha Patel"),
            ("Channel", "Signal"),
            ("Conversation", "Viaducts"),
            ("Sent", "yesterday 21:40"),
            ("Timer", "7d"),
        ],
        "add 'The viaduct is agreed.' --marking official --from 'Asha Patel' --channel signal --conversation Viaducts --sent 'yesterday 21:40' --timer 7d",
    ),
    row(
        "queue.add",
        "",
        &[
            ("Marking", "not stated"),
            ("Message", "One more about the bill."),
            ("Conversation", "Bill team"),
        ],
        "--for 'The Minister' add 'One more about the bill.' --conversation 'Bill team'",
    ),
    row(
        "item.capture",
        "@harrow",
        &[
            ("Destination", "edrm"),
            ("Reference", "ABC/41"),
            ("Note", "Filed by hand"),
        ],
        "capture @harrow --to edrm --ref ABC/41 --note 'Filed by hand'",
    ),
    row(
        "item.capture",
        "@harrow",
        &[("Destination", "plan")],
        "capture @harrow --to plan",
    ),
    row(
        "item.capture",
        "@orchard",
        &[("Destination", "plan")],
        "capture @orchard --to plan",
    ),
    row(
        "item.capture",
        "@harrow @orchard",
        &[("Destination", "edrm")],
        "capture @harrow @orchard --to edrm",
    ),
    row(
        "item.capture",
        "@harrow",
        &[("Destination", "post")],
        "capture @harrow --to post",
    ),
    row(
        "item.capture",
        "@harrow @mill @ferry",
        &[("Destination", "edrm"), ("Reference", "ABC/41; 42; 43")],
        "capture @harrow @mill @ferry --to edrm --ref '41; 42; 43'",
    ),
    row(
        "item.capture",
        "@harrow @mill",
        &[("Destination", "plan"), ("Reference", "MIN/2026/5")],
        "capture @harrow @mill --to plan --ref MIN/2026/5",
    ),
    row(
        "item.substance",
        "@harrow",
        &[
            ("What was decided", "The harrow option"),
            ("Destination", "plan"),
        ],
        "capture @harrow --to plan --route substance --note 'The harrow option'",
    ),
    row(
        "item.not-significant",
        "@mill",
        &[
            ("Reason", "logistics"),
            ("Is a request known", "no, none known"),
        ],
        "not-significant @mill --reason logistics --no-request-known",
    ),
    row(
        "item.not-significant",
        "@mill @ferry",
        &[("Is a request known", "yes"), ("Which", "FOI/3")],
        "not-significant @mill @ferry --request FOI/3",
    ),
    row(
        "item.hand-over",
        "@ferry",
        &[("To whom", "Priya Nair")],
        "hand-over @ferry --to 'Priya Nair'",
    ),
    row(
        "item.snooze",
        "@harrow",
        &[("Until when", "today 19:00")],
        "snooze @harrow --until 'today 19:00'",
    ),
    row(
        "item.gone",
        "@ferry",
        &[("What you know", "About the ferry; it went on Sunday")],
        "gone @ferry --note 'About the ferry; it went on Sunday'",
    ),
    row(
        "item.edit",
        "@harrow",
        &[
            ("Message", "Minister content with the second harrow option."),
            ("From", "Asha P"),
            ("Sent", "21/11/2026 21:30"),
            ("Marking", "official-sensitive"),
            ("Timer", "7d"),
            ("Device", "own phone"),
            ("Conversation", "Bill team"),
            ("Received", "no"),
            ("Personal data", "yes"),
        ],
        "edit @harrow --text 'Minister content with the second harrow option.' --from 'Asha P' --sent '21/11/2026 21:30' --marking official-sensitive --timer 7d --device 'own phone' --conversation 'Bill team' --received no --personal-data yes",
    ),
    // One from an export, and one that was captured: what they say stands.
    row(
        "item.edit",
        "@orchard",
        &[
            ("Message", "The minister has decided on the orchard."),
            ("From", "Asha P"),
            ("Sent", "21/11/2026 09:29"),
        ],
        "edit @orchard --text 'The minister has decided on the orchard.' --from 'Asha P' --sent '21/11/2026 09:29'",
    ),
    row(
        "item.edit",
        "@quarry",
        &[("From", "Asha P")],
        "edit @quarry --from 'Asha P'",
    ),
    row(
        "item.reference",
        "@quarry",
        &[("Reference", "ABC/9")],
        "reference @quarry ABC/9",
    ),
    row("item.confirm", "@pier", &[], "confirm @pier"),
    row(
        "item.confirm",
        "@pier",
        &[("By", "Kim Records")],
        "confirm @pier --by 'Kim Records'",
    ),
    row("item.accepted", "@canal", &[], "accepted @canal"),
    row("item.reopen", "@cake", &[], "reopen @cake"),
    row(
        "item.erase",
        "@cake",
        &[
            ("Is a request known", "no, none known"),
            ("Reason", "as agreed"),
            ("Never filed", "erase"),
        ],
        "erase @cake --no-request-known --reason 'as agreed'",
    ),
    row(
        "item.erase",
        "@harbour",
        &[("Is a request known", "no, none known")],
        "erase @harbour --no-request-known",
    ),
    row(
        "item.task",
        "@harrow @mill",
        &[("To whom", "Tom Okafor")],
        "task @harrow @mill --to 'Tom Okafor'",
    ),
    row("item.task-accepted", "@weir", &[], "task @weir --accepted"),
    row(
        "item.task-returned",
        "@weir",
        &[("Note", "No time this week")],
        "task @weir --returned --note 'No time this week'",
    ),
    row(
        "item.timer",
        "@harrow",
        &[("Timer", "7d"), ("From", "yesterday 12:00")],
        "conversation timer 'Schools Bill core' 7d --from 'yesterday 12:00'",
    ),
    row(
        "item.timer",
        "@harrow",
        &[("Timer", "off")],
        "conversation timer 'Schools Bill core' off",
    ),
    row(
        "conversation.edit",
        "@harrow",
        &[
            ("Members", "Asha Patel, Tom Okafor"),
            ("Private office", "Tom Okafor"),
            ("Who captures", "Ruth Bell"),
            ("Looked through", "7d"),
        ],
        "conversation edit 'Schools Bill core' --members 'Asha Patel, Tom Okafor' --office 'Tom Okafor' --captured-by 'Ruth Bell' --review-every 7d",
    ),
    row(
        "triage.queue",
        "EXPORT 2 5",
        &[
            ("Conversation", "Bill team"),
            ("Marking", "official"),
            ("Timer", "7d"),
        ],
        "import EXPORT --queue 2,5 --marking official --timer 7d",
    ),
    row(
        "triage.queue",
        "EXPORT 2 5",
        &[
            ("how:Your name in it", "Tom Okafor"),
            ("how:Zone", "UTC"),
            ("As", "all together"),
        ],
        "import EXPORT --queue 2,5 --as-one --me 'Tom Okafor' --zone UTC",
    ),
];
