//! Requests: taken in, searched, answered, ended, and their paper.

use super::{Row, row};

/// A request of which one chat is held, under a timer.
const ASKED: &[&str] = &[
    "conversation timer Harbour 7d",
    "request add --ref FOI/77 --kind foi --received yesterday --terms 'The gazebo' --conversation Harbour",
];

/// The same, searched by hand without a find.
const NIL: &[&str] = &[
    "request add --ref FOI/77 --kind foi --received yesterday --terms 'The gazebo'",
    "request searched @gazebo --place 'own phone' --nil",
];

/// The same, at its end and no longer held.
const ENDED: &[&str] = &[
    "request add --ref FOI/77 --kind foi --received yesterday --terms 'The gazebo'",
    "request withdraw @gazebo",
    "hold release FOI/77",
];

pub(super) static ROWS: &[Row] = &[
    row(
        "request.add",
        "",
        &[
            ("Reference", "FOI/77"),
            ("Kind", "FOI"),
            ("Received", "yesterday"),
            ("Asks for", "The turnpike papers"),
            ("Asked by", "J Ellis"),
            ("Chats", "Harbour"),
            ("People", "Asha Patel; Ruth Bell"),
            ("From", "1 Nov"),
            ("To", "20 Nov"),
        ],
        "request add --ref FOI/77 --kind foi --received yesterday --terms 'The turnpike papers' --asked-by 'J Ellis' --conversation Harbour --people 'Asha Patel' 'Ruth Bell' --from '1 Nov' --to '20 Nov'",
    ),
    row(
        "request.add",
        "",
        &[
            ("Reference", "INQ/7"),
            ("Kind", "inquiry"),
            ("Received", "yesterday"),
            ("Due", "23/12/2030"),
            ("Channels", "signal"),
            ("Hold", "no"),
        ],
        "request add --ref INQ/7 --kind inquiry --received yesterday --due 23/12/2030 --channel signal --no-hold",
    ),
    row(
        "request.add",
        "",
        &[
            ("Reference", "foi/77"),
            ("Kind", "EIR"),
            ("Received", "yesterday"),
        ],
        "request add --ref foi/77 --kind eir --received yesterday",
    )
    .after(ASKED)
    .refused(),
    row(
        "request.asked",
        "@gazebo",
        &[("Asked by", "J Ellis"), ("To search", "Both chats")],
        "request asked @gazebo --by 'J Ellis' --instruction 'Both chats'",
    )
    .after(ASKED),
    row(
        "request.change",
        "@gazebo",
        &[("Extended to", "20/01/2031"), ("Channels", "signal; sms")],
        "request change @gazebo --extended-to 20/01/2031 --channel signal --channel sms",
    )
    .after(ASKED),
    row(
        "request.search",
        "@gazebo",
        &[("Words", "quay; (a|b)")],
        "request search @gazebo --words quay '(a|b)'",
    )
    .after(ASKED),
    row(
        "request.searched",
        "@gazebo",
        &[
            ("Place", "Signal on own phone"),
            ("Channel", "signal"),
            ("Minutes", "25"),
            ("Found", "0"),
        ],
        "request searched @gazebo --place 'Signal on own phone' --channel signal --minutes 25 --hits 0",
    )
    .after(ASKED),
    row(
        "request.searched",
        "@gazebo",
        &[("Place", "the old phone"), ("Not searched", "handed back")],
        "request searched @gazebo --place 'the old phone' --not-searched 'handed back'",
    )
    .after(ASKED),
    row(
        "request.timer",
        "@gazebo",
        &[("Its timer", "cannot"), ("Why", "its admin left")],
        "request timer @gazebo --conversation Harbour --cannot 'its admin left'",
    )
    .after(ASKED),
    row(
        "request.answer",
        "@gazebo",
        &[("Answer", "nothing"), ("Told to", "J Ellis")],
        "request answer @gazebo --nil --to 'J Ellis'",
    )
    .after(NIL),
    row(
        "request.answer",
        "@gazebo",
        &[("Answer", "what was found")],
        "request answer @gazebo",
    )
    .after(NIL)
    .refused(),
    row(
        "request.close",
        "@gazebo",
        &[("By", "J Ellis")],
        "request close @gazebo --by 'J Ellis'",
    )
    .after(&[
        "request add --ref FOI/77 --kind foi --received yesterday --terms 'The gazebo'",
        "request searched @gazebo --place 'own phone' --nil",
        "request answer @gazebo --nil",
    ]),
    row(
        "request.close",
        "@gazebo",
        &[("By", "J Ellis")],
        "request close @gazebo --by 'J Ellis'",
    )
    .after(NIL)
    .refused(),
    row(
        "request.withdraw",
        "@gazebo",
        &[("Reason", "asked elsewhere")],
        "request withdraw @gazebo --reason 'asked elsewhere'",
    )
    .after(ASKED),
    row(
        "request.reopen",
        "@gazebo",
        &[("Reason", "internal review")],
        "request reopen @gazebo --reason 'internal review'",
    )
    .after(ENDED),
    row(
        "request.paper",
        "@gazebo",
        &[("To", "plan"), ("File reference", "FOI/77/3")],
        "request paper @gazebo --to plan --ref FOI/77/3",
    )
    .after(NIL),
    row(
        "request.take",
        "",
        &[("Request", "2026-118: FOI/2026/118, FOI")],
        "request take --name 2026-118",
    )
    .after(&["a request of the department"]),
    // No file of a department names a folder of requests there.
    row("request.reply", "@gazebo", &[], "request reply @gazebo")
        .after(NIL)
        .refused(),
];
