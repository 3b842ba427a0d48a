//! Ids of operations that are named as a way on: those of the action table, and the words of a command with points
//! between where no key does it.

pub const ADD: &str = "queue.add";
pub const CAPTURE: &str = "item.capture";
pub const CONFIRM: &str = "item.confirm";
pub const REFERENCE: &str = "item.reference";
pub const NOT_SIGNIFICANT: &str = "item.not-significant";
pub const HAND_OVER: &str = "item.hand-over";
pub const ACCEPTED: &str = "item.accepted";
pub const GONE: &str = "item.gone";
pub const EDIT: &str = "item.edit";
pub const ITEM_DATA: &str = "item.data";
pub const REOPEN: &str = "item.reopen";
pub const ERASE: &str = "item.erase";
pub const TASK: &str = "item.task";
pub const SHOW: &str = "item.show";
pub const TIMER: &str = "item.timer";
pub const CONVERSATION_EDIT: &str = "conversation.edit";
pub const QUEUE: &str = "go.queue";
/// What is dealt with too.
pub const EVERYTHING: &str = "queue.everything";
pub const REVIEW: &str = "go.review";
pub const LOG: &str = "go.log";
pub const UNDO: &str = "go.undo";
pub const REDO: &str = "go.redo";
pub const SETUP: &str = "go.setup";
pub const GUIDANCE: &str = "go.guidance";
pub const DECIDE: &str = "go.decide";
/// Decisions on record.
pub const DECISIONS: &str = "decide.past";
pub const USED: &str = "decisions.used";
pub const NOT_USED: &str = "decisions.not-used";
pub const VERIFY: &str = "log.verify";
/// Of what is known and not here.
pub const TAKE_NOTE: &str = "register.take-note";
pub const TAKE_OVER: &str = "register.take-over";
pub const IMPORT: &str = "import.open";
pub const HOLDS: &str = "hold.list";
pub const HOLD_ADD: &str = "hold.add";
pub const HOLD_RELEASE: &str = "hold.release";
pub const HOLD_TIMER: &str = "hold.timer";
pub const REQUESTS: &str = "request.list";
pub const REQUEST_ADD: &str = "request.add";
pub const REQUEST_SHOW: &str = "request.show";
pub const REQUEST_ASKED: &str = "request.asked";
pub const REQUEST_CHANGE: &str = "request.change";
pub const REQUEST_SEARCH: &str = "request.search";
pub const REQUEST_SEARCHED: &str = "request.searched";
pub const REQUEST_TIMER: &str = "request.timer";
pub const REQUEST_ANSWER: &str = "request.answer";
pub const REQUEST_CLOSE: &str = "request.close";
pub const REQUEST_WITHDRAW: &str = "request.withdraw";
pub const REQUEST_REOPEN: &str = "request.reopen";
pub const REQUEST_PAPER: &str = "request.paper";
pub const REQUEST_TAKE: &str = "request.take";
pub const REQUEST_REPLY: &str = "request.reply";
pub const VIEW_KEEP: &str = "view.keep";
pub const DEVICE_ADD: &str = "device.add";
pub const REPORTS: &str = "go.reports";
pub const REPORT_SHOW: &str = "report.show";
pub const REPORT_WRITE: &str = "report.write";
pub const REPORT_SEND: &str = "report.send";
pub const REPORT_ASKED: &str = "report.asked";
pub const REPORT_WITHDRAW: &str = "report.withdraw";
pub const REPORT_REOPEN: &str = "report.reopen";
pub const REPORT_USED: &str = "report.used";
pub const REPORT_RECEIVED: &str = "report.received";
pub const INCIDENTS: &str = "incident.list";
pub const INCIDENT_ADD: &str = "incident.add";
pub const INCIDENT_TOLD: &str = "incident.told";
pub const INCIDENT_TAKEN: &str = "incident.taken";
pub const INCIDENT_CLOSE: &str = "incident.close";
pub const MEASURE_ANSWER: &str = "measure.answer";
pub const DEPARTURES: &str = "go.depart";
pub const DEPART_OPEN: &str = "depart.open";
pub const DEPART_EDIT: &str = "depart.edit";
pub const DEPART_NIL: &str = "depart.nil";
pub const DEPART_CAPTURED: &str = "depart.captured";
/// What waits of a conversation.
pub const DEPART_CAPTURE: &str = "depart.capture";
pub const DEPART_HAND_OVER: &str = "depart.hand-over";
pub const DEPART_GONE: &str = "depart.gone";
pub const DEPART_NOT_ON_DEVICE: &str = "depart.not-on-device";
pub const DEPART_CLEAR: &str = "depart.clear";
pub const DEPART_REST: &str = "depart.rest";
pub const DEPART_ACCEPTED: &str = "depart.accepted";
pub const DEPART_STATEMENT: &str = "depart.statement";
pub const DEPART_SHOW_STATEMENT: &str = "depart.show-statement";
pub const DEPART_STAGE: &str = "depart.stage";
pub const DEPART_CONFIRM: &str = "depart.confirm";
pub const DEPART_CLOSE: &str = "depart.close";
pub const DEPART_CANCEL: &str = "depart.cancel";
pub const DEPART_REOPEN: &str = "depart.reopen";
pub const STEP_DONE: &str = "step.done";
pub const STEP_NOT_APPLICABLE: &str = "step.not-applicable";
pub const STEP_WAIVE: &str = "step.waive";
pub const STEP_CLEAR: &str = "step.clear";

// What the screens do within another operation, or not at all.

pub const REPORT_SENT: &str = "report.sent";
/// One departure: its grid, its checklist, what is open.
pub const DEPART_SHOW: &str = "depart.show";
pub const DEVICES: &str = "device.list";
pub const DEVICE_EDIT: &str = "device.edit";
pub const CONVERSATIONS: &str = "conversation.list";
pub const CONFIG_SAMPLE: &str = "config.sample";
pub const CONFIG_PATH: &str = "config.path";
pub const CONFIG_CHECK: &str = "config.check";
pub const REGISTER_CLOSE: &str = "register.close";
pub const DOCTOR: &str = "doctor";

/// Those that no key does: a command alone.
pub const COMMANDS: &[&str] = &[
    CONFIG_SAMPLE,
    CONFIG_PATH,
    CONFIG_CHECK,
    REGISTER_CLOSE,
    DOCTOR,
];

/// Those that have a row in the action table, or are done within one.
const KEYED: &[&str] = &[
    DEVICES,
    DEVICE_EDIT,
    CONVERSATIONS,
    ADD,
    CAPTURE,
    CONFIRM,
    REFERENCE,
    NOT_SIGNIFICANT,
    HAND_OVER,
    ACCEPTED,
    GONE,
    EDIT,
    ITEM_DATA,
    REOPEN,
    ERASE,
    TASK,
    SHOW,
    TIMER,
    CONVERSATION_EDIT,
    QUEUE,
    EVERYTHING,
    REVIEW,
    LOG,
    UNDO,
    REDO,
    SETUP,
    GUIDANCE,
    DECIDE,
    DECISIONS,
    USED,
    NOT_USED,
    VERIFY,
    TAKE_NOTE,
    TAKE_OVER,
    IMPORT,
    HOLDS,
    HOLD_ADD,
    HOLD_RELEASE,
    HOLD_TIMER,
    REQUESTS,
    REQUEST_ADD,
    REQUEST_SHOW,
    REQUEST_ASKED,
    REQUEST_CHANGE,
    REQUEST_SEARCH,
    REQUEST_SEARCHED,
    REQUEST_TIMER,
    REQUEST_ANSWER,
    REQUEST_CLOSE,
    REQUEST_WITHDRAW,
    REQUEST_REOPEN,
    REQUEST_PAPER,
    DEVICE_ADD,
    REPORTS,
    REPORT_SHOW,
    REPORT_WRITE,
    REPORT_SEND,
    REPORT_ASKED,
    REPORT_WITHDRAW,
    REPORT_REOPEN,
    REPORT_USED,
    REPORT_RECEIVED,
    INCIDENTS,
    INCIDENT_ADD,
    INCIDENT_TOLD,
    INCIDENT_TAKEN,
    INCIDENT_CLOSE,
    MEASURE_ANSWER,
    DEPARTURES,
    DEPART_OPEN,
    DEPART_EDIT,
    DEPART_NIL,
    DEPART_CAPTURED,
    DEPART_CAPTURE,
    DEPART_HAND_OVER,
    DEPART_GONE,
    DEPART_NOT_ON_DEVICE,
    DEPART_CLEAR,
    DEPART_REST,
    DEPART_ACCEPTED,
    DEPART_STATEMENT,
    DEPART_SHOW_STATEMENT,
    DEPART_STAGE,
    DEPART_CONFIRM,
    DEPART_CLOSE,
    DEPART_CANCEL,
    DEPART_REOPEN,
    STEP_DONE,
    STEP_NOT_APPLICABLE,
    STEP_WAIVE,
    STEP_CLEAR,
    REPORT_SENT,
    DEPART_SHOW,
];

/// All of them.
pub fn all() -> impl Iterator<Item = &'static str> {
    KEYED.iter().chain(COMMANDS).copied()
}
