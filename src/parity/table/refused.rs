//! What both faces refuse, and record nothing of.

use super::office::ANVIL;
use super::{Row, row};

/// A report of a use that was received only after all.
const ENDED: &[&str] = &[
    "add 'The anvil is agreed.' --channel whatsapp --conversation Harbour --from 'Ruth Bell' --marking official --device personal",
    "capture @anvil --route copy --ref M/1",
    "report draft @anvil --circumstances 'No signal'",
    "report received @anvil",
];

/// The same, marked higher, and it was said that the device was used.
const MARKED: &[&str] = &[
    "add 'The anvil is agreed.' --channel whatsapp --conversation Harbour --from 'Asha Patel' --marking official-sensitive --device personal",
    "capture @anvil --route copy --ref M/1",
    "report used @anvil",
];

pub(super) static ROWS: &[Row] = &[
    row(
        "view.keep",
        "",
        &[("Name", "all"), ("Words", "clause 4")],
        "view keep all --words 'clause 4'",
    )
    .refused(),
    row(
        "go.setup",
        "",
        &[("Shared with", "no-such-group-here")],
        "setup --shared-with no-such-group-here",
    )
    .refused(),
    row(
        "item.capture",
        "@cake",
        &[("Where to", "edrm")],
        "capture @cake --to edrm",
    )
    .refused(),
    row(
        "item.capture",
        "@harrow @cake",
        &[("Where to", "edrm")],
        "capture @harrow @cake --to edrm",
    )
    .refused(),
    row(
        "item.capture",
        "@harrow @mill @ferry",
        &[("Where to", "edrm"), ("File reference", "41; 42")],
        "capture @harrow @mill @ferry --to edrm --ref '41; 42'",
    )
    .refused(),
    // What was typed is no export, and without a picture no screenshot.
    row(
        "item.capture",
        "@harrow",
        &[("Where to", "plan"), ("Route", "export")],
        "capture @harrow --to plan --route export",
    )
    .refused(),
    row(
        "item.capture",
        "@harrow",
        &[("Where to", "plan"), ("Route", "screenshot")],
        "capture @harrow --to plan --route screenshot",
    )
    .refused(),
    row(
        "item.capture",
        "@orchard",
        &[("Where to", "plan"), ("Route", "screenshot")],
        "capture @orchard --to plan --route screenshot",
    )
    .refused(),
    // Captured just so already, and nothing else is named.
    row(
        "item.capture",
        "@quarry",
        &[("Where to", "edrm")],
        "capture @quarry --to edrm",
    )
    .refused(),
    row(
        "item.erase",
        "@bridge",
        &[("Anyone asked", "no"), ("Never filed", "erase")],
        "erase @bridge --no-request-known",
    )
    .refused(),
    row(
        "item.snooze",
        "@harrow",
        &[("Until", "tomorrow 09:00")],
        "snooze @harrow --until 'tomorrow 09:00'",
    )
    .refused(),
    row("item.confirm", "@harrow", &[], "confirm @harrow").refused(),
    row(
        "item.reference",
        "@harrow",
        &[("Reference", "ABC/1")],
        "reference @harrow ABC/1",
    )
    .refused(),
    row("item.accepted", "@harrow", &[], "accepted @harrow").refused(),
    row("item.reopen", "@harrow", &[], "reopen @harrow").refused(),
    row(
        "item.hand-over",
        "@quarry",
        &[("To whom", "Priya Nair")],
        "hand-over @quarry --to 'Priya Nair'",
    )
    .refused(),
    // No message text where the machine may hold none.
    row(
        "item.edit",
        "@harrow",
        &[("Message", "Another text")],
        "edit @harrow --text 'Another text'",
    )
    .after(&["setup --machine personal"])
    .refused(),
    row(
        "item.substance",
        "@harrow",
        &[],
        "capture @harrow --to edrm --route substance --note 'The harrow option'",
    )
    .after(&["setup --machine personal"])
    .refused(),
    row("go.undo", "", &[], "undo")
        .after(&["capture @harrow --to plan"])
        .refused(),
    row(
        "report.write",
        "@ledger",
        &[("What happened", "")],
        "report draft @ledger --what ''",
    )
    .refused(),
    row("report.reopen", "@ledger", &[], "report reopen @ledger").refused(),
    // Of a use that ended nothing is written, sent or acknowledged.
    row(
        "report.write",
        "@anvil",
        &[("Circumstances", "Anew")],
        "report draft @anvil --circumstances Anew",
    )
    .after(ENDED)
    .refused(),
    row(
        "report.send",
        "@anvil",
        &[("Recipient", "kim"), ("How", "plan")],
        "report send @anvil --recipient kim --to plan",
    )
    .after(ENDED)
    .refused(),
    row(
        "report.acknowledged",
        "@anvil",
        &[("Recipient", "kim")],
        "report acknowledged @anvil --recipient kim",
    )
    .after(ENDED)
    .refused(),
    row(
        "report.withdraw",
        "@anvil",
        &[("Reason", "A drill")],
        "report withdraw @anvil --reason 'A drill'",
    )
    .after(ENDED)
    .refused(),
    row("report.reopen", "@anvil", &[], "report reopen @anvil")
        .after(ENDED)
        .refused(),
    row(
        "hold.add",
        "",
        &[("Reference", "FOI/12"), ("Covers", "everything")],
        "hold add --ref FOI/12 --scope all",
    )
    .refused(),
    row(
        "device.add",
        "",
        &[("Name", "own phone"), ("Kind", "personal")],
        "device add 'own phone' --kind personal",
    )
    .refused(),
    // Nothing is done about a report before somebody said that there is one.
    row(
        "report.write",
        "@anvil",
        &[("Circumstances", "No laptop")],
        "report draft @anvil --circumstances 'No laptop'",
    )
    .after(ANVIL)
    .refused(),
    row(
        "report.send",
        "@anvil",
        &[("Recipient", "Knowledge"), ("How", "plan")],
        "report send @anvil --recipient kim --to plan",
    )
    .after(ANVIL)
    .refused(),
    row(
        "report.withdraw",
        "@anvil",
        &[("Reason", "Received only")],
        "report withdraw @anvil --reason 'Received only'",
    )
    .after(ANVIL)
    .refused(),
    // A report says no less than what it is about.
    row(
        "report.write",
        "@anvil",
        &[("Circumstances", "No laptop"), ("Marking", "official")],
        "report draft @anvil --circumstances 'No laptop' --marking official",
    )
    .after(MARKED)
    .refused(),
    row("depart.confirm", "", &[], "depart confirm").refused(),
    row(
        "depart.open",
        "",
        &[("What", "leaving"), ("When", "Thu 12:00")],
        "depart open --leaving --on 'Thu 12:00'",
    )
    .refused(),
    // No file of a department names a folder of requests there.
    row(
        "request.take",
        "",
        &[("Request", "2026-118")],
        "request take --name 2026-118",
    )
    .refused(),
    // No file of a department asks for a measure there.
    row(
        "measure.answer",
        "",
        &[("Measure", "1")],
        "measure answer --measure 1 --done",
    )
    .refused(),
];
