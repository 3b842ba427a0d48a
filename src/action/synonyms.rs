//! Other words people look for an action by: what is typed into the palette finds it by these too.

/// Each action by its id, and what it is looked for as.
static WORDS: &[(&str, &str)] = &[
    ("item.capture", "file save store folder record destination"),
    ("item.substance", "summary minutes write up"),
    ("item.not-significant", "dismiss ignore irrelevant nothing"),
    ("item.hand-over", "give delegate pass offer"),
    ("item.snooze", "snooze later defer postpone remind wait"),
    ("review.keep", "keep waiting skip"),
    ("item.gone", "vanished disappeared missing deleted message"),
    ("queue.add", "new message paste type enter"),
    ("item.edit", "change correct fix sender marking"),
    ("item.reference", "number file plan"),
    ("item.confirm", "seen filed checked"),
    ("item.note", "comment annotate"),
    ("item.reopen", "undo back again queue"),
    ("item.erase", "delete remove wipe clear destroy"),
    ("item.timer", "disappearing messages vanish"),
    (
        "conversation.edit",
        "member members people group participants",
    ),
    ("conversation.add", "new group conversation timer register"),
    ("chats.edit", "change correct member members people group"),
    ("devices.add", "phone laptop computer register new"),
    (
        "device.edit",
        "phone laptop computer change correct manages",
    ),
    ("device.add", "phone laptop computer"),
    (
        "go.practise",
        "demo demonstration try example tutorial learn training",
    ),
    ("view.keep", "view filter find saved remember"),
    ("view.forget", "view filter saved remove delete"),
    ("hold.list", "request litigation inquiry foi eir"),
    (
        "request.add",
        "foi eir sar subject access inquiry litigation police parliament audit",
    ),
    ("request.search", "search find words"),
    ("request.searched", "search nil phone not searched"),
    ("request.paper", "record of search lodge file"),
    ("request.take", "signed folder shared collect foi"),
    ("request.reply", "signed folder shared figures send"),
    ("hold.add", "request foi litigation inquiry freeze legal"),
    ("hold.release", "end request lift"),
    ("item.copy", "clipboard"),
    ("item.plain", "select by hand copy"),
    ("log.verify", "check register integrity hash"),
    ("queue.mark-all", "select all choose"),
    ("queue.everything", "view all closed done dealt"),
    ("queue.month", "calendar due days week view"),
    (
        "find.everywhere",
        "search all look up anywhere whole register",
    ),
    ("list.filter", "search filter look"),
    ("import.open", "export whatsapp zip backup inbox read chat"),
    ("triage.view", "view new chosen sender"),
    ("chooser.sort", "order sort newest"),
    ("triage.filter", "narrow sender new view show only period"),
    ("triage.all", "select all"),
    ("report.send", "send sent email"),
    ("report.withdraw", "delete remove cancel"),
    ("report.new", "outage missed"),
    ("item.task", "delegate colleague private office"),
    ("go.reports", "exceptional use"),
    (
        "go.papers",
        "paper statement handover pack package cover note export print",
    ),
    ("go.cover-note", "summary hand over queue tomorrow"),
    ("depart.pack", "package export successor"),
    ("depart.statement", "sign file leaving"),
    ("depart.show-statement", "leaving preview"),
    ("go.depart", "leave post change device departure"),
    ("depart.cancel", "delete remove"),
    ("go.guidance", "policy rules paragraph help"),
    (
        "go.setup",
        "settings preferences options configuration name",
    ),
    ("go.quit", "exit close"),
    ("depart.quit", "exit close"),
    ("go.help", "keys shortcuts manual"),
    ("go.undo", "take back revert"),
    ("go.redo", "bring back again"),
    ("decide.past", "decisions history"),
    ("go.decide", "may i use channel allowed"),
    ("form.editor", "vim nano external"),
];

/// What else an action is looked for as; empty where there is nothing.
pub fn synonyms(id: &str) -> &'static str {
    let found = WORDS.iter().find(|(of, _)| *of == id);
    found.map_or("", |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::all;

    #[test]
    fn every_word_belongs_to_an_action_that_there_is() {
        for (id, words) in WORDS {
            assert!(all().any(|a| a.id == *id), "{id}");
            assert!(
                words.chars().all(|c| c.is_ascii_lowercase() || c == ' '),
                "{id}"
            );
        }
    }
}
