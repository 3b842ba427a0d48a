//! Details of an item, put right; what stood stays in the log.

use super::about;
use super::meaning;
use super::prelude::*;
use crate::desk::words::{counted, device_words};
use crate::record::command::{Change, Command, ConversationRef};
use crate::record::field::read_instant;
use crate::record::state::{Item, Part};
use crate::text::when::{self, Tense};

/// Puts a detail of an item right.
#[derive(Debug, Default)]
pub struct Edit;

static MESSAGE: Field = Field::new("message", Kind::Number)
    .flag(
        "message",
        "Which of its messages --text, --from and --sent are about; without it the first",
    )
    .value("N")
    .screen("Which message", "Its number; empty: the first");

static TEXT: Field = Field::new("text", Kind::Text)
    .flag("text", "The message; - reads standard input")
    .value("TEXT")
    .or_input()
    .screen("Message", "Ctrl-J: new line")
    .stays("Message cannot be taken away, only put right.");

static FROM: Field = about::from().stays("From cannot be taken away, only put right.");
static SENT: Field = about::sent().stays("Sent cannot be taken away, only put right.");

static CONVERSATION: Field =
    about::conversation().stays("The chat cannot be taken away, only put right.");

static MARKING: Field = about::marking()
    .screen("Marking", "Space: handling and descriptors")
    .stays("The marking cannot be taken away, only put right.");

static DEVICE: Field = about::device().screen("Device", "");

static TIMER: Field = about::timer().screen(
    "Timer",
    "24h, 7d, 90d or off: its own, before that of its chat",
);

static RECEIVED: Field = Field::new("received", Kind::Choice)
    .flag("received", "Whether it was received: yes or no")
    .value("YES|NO")
    .words(&["yes", "no"])
    .screen("Received", "It came without being asked for");

static PERSONAL_DATA: Field = Field::new("personal_data", Kind::Choice)
    .flag("personal-data", "Whether it holds personal data: yes or no")
    .value("YES|NO")
    .words(&["yes", "no"])
    .screen("Personal data", "It holds personal data (paras 35, 36)");

/// Whose it is becomes another only where that is said with the command.
static FOR: Field = Field::new("for", Kind::Line).principal_alone();

static SPEC: Spec = Spec {
    id: "item.edit",
    command: "edit",
    title: "Put details right",
    button: "Put it right",
    writes: "What stood there stays in the log; u takes it back.",
    takes: Takes::Item,
    fields: &[
        &MESSAGE,
        &TEXT,
        &FROM,
        &SENT,
        &CONVERSATION,
        &MARKING,
        &DEVICE,
        &TIMER,
        &RECEIVED,
        &PERSONAL_DATA,
        &FOR,
    ],
    form: Some(&[
        &MESSAGE,
        &TEXT,
        &FROM,
        &SENT,
        &CONVERSATION,
        &MARKING,
        &TIMER,
        &DEVICE,
        &RECEIVED,
        &PERSONAL_DATA,
    ]),
    unchanged: "Nothing was changed.",
    draft: "edit",
    ..Spec::PLAIN
};

impl Operation for Edit {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let first = on.target.items().first();
        if let Some(item) = first.and_then(|id| on.desk.state().items.get(id)) {
            as_it_stands(form, on.desk, item);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let changes = changes(desk, target, given)?;
        let message = given.number(&MESSAGE)?.unwrap_or(1);
        let (out, asked) = (desk.reports_out(), desk.use_asked_of(target.items()));
        for item in target.items() {
            desk.run(Command::Edit {
                item: *item,
                message,
                changes: changes.clone(),
            })?;
        }
        let count = counted(changes.len(), "detail");
        let beside = target.items().first();
        let beside = beside.and_then(|item| desk.beside_words(*item, &changes));
        let what = if beside.is_some() {
            "put right"
        } else {
            "changed"
        };
        let said = Said::of(format!("{what} in {count}"), String::new());
        let mut done = Outcome::items(target.items(), said).and_says(beside.unwrap_or_default());
        // What is put right may raise the question of a use, or end one whose report somebody has.
        let anew = desk
            .use_asked_of(target.items())
            .filter(|_| asked.is_none());
        for more in [desk.told_of_ended(&out), anew].into_iter().flatten() {
            done = done.and_says(more);
        }
        Ok(done)
    }
}

/// What was said, and nothing else. The marking first: a text that may not be here is not to be kept.
fn changes(desk: &Desk, target: &Target, given: &Answers) -> Result<Vec<Change>, Failure> {
    let said = |field| given.get(field).map(str::to_owned);
    let yes_no = |field| given.meant(field, meaning::yes_or_no);
    let device = |said: &str| meaning::device(desk.state(), said);
    let item = target.items().first();
    let item = item.and_then(|id| desk.state().items.get(id));
    let chat = |name: String| {
        let channel = item.map(|i| &*i.channel);
        match desk.state().conversation_named(&name, channel) {
            Some(known) => ConversationRef::Known(known.id),
            None => ConversationRef::New { id: None, name },
        }
    };
    let all = [
        given.marking(&MARKING, desk)?.map(Change::Marking),
        given.meant(&DEVICE, device)?.map(Change::Device),
        given.timer(&TIMER)?.map(Change::Timer),
        said(&TEXT).map(Change::Text),
        said(&FROM).map(Change::From),
        given
            .time(&SENT, Tense::Past, desk)?
            .map(|read| Change::Sent(about::typed(&read, desk.zone()))),
        said(&CONVERSATION).map(|name| Change::Conversation(chat(name))),
        yes_no(&RECEIVED)?.map(Change::Received),
        yes_no(&PERSONAL_DATA)?.map(Change::PersonalData),
        said(&FOR).map(Change::Principal),
    ];
    Ok(all.into_iter().flatten().collect())
}

/// What is on record of it, as it would be typed. Of several messages text, sender and time are empty.
fn as_it_stands(form: &mut Form, desk: &Desk, item: &Item) {
    form.note_alone(match (item.is_imported(), item.keeps_its_words()) {
        (true, _) => {
            "Text, sender, time and chat stay as they were exported; what you write stands beside them."
        }
        (_, true) => "Text, sender and time stay as they are; what you write stands beside them.",
        (_, false) => "What stands is kept in the log beside what replaces it.",
    });
    match item.told().messages.len() {
        0 | 1 => form.leave_out(&MESSAGE),
        n => form.note.push_str(&format!(
            "\nIt has {n} messages: say which; message, sender and time are empty until you put them right."
        )),
    }
    if item.body().is_none() {
        form.leave_out(&TEXT);
    }
    let said = |part| match item.told().messages.as_slice() {
        [one] => one.standing(part).as_deref().unwrap_or_default().to_owned(),
        _ => String::new(),
    };
    form.stands(&TEXT, said(Part::Text));
    form.stands(&FROM, said(Part::From));
    let sent = read_instant(&said(Part::Sent));
    let sent = sent.map(|at| at.with_timezone(&desk.zone()));
    let sent = sent.map(|at| at.format("%Y-%m-%d %H:%M").to_string());
    form.stands(&SENT, sent.unwrap_or_default());
    let chat = desk.state().conversation_said(item);
    form.stands(&CONVERSATION, chat.unwrap_or_default());
    let marking = item.marking.as_deref().unwrap_or_default();
    let unsaid = marking.is_empty().then(|| Choice::new("", "not stated"));
    form.offer_markings(&MARKING, None, unsaid);
    form.stands(&MARKING, marking);
    let timer = item.timer.map(when::typed_length);
    form.stands(&TIMER, timer.unwrap_or_default());
    let device = item.device.as_deref();
    let device = device.map(|kind| device_words(desk, kind, item.device_id));
    let stands = format!(
        "as it stands: {}",
        device.as_deref().unwrap_or("not stated")
    );
    form.offer(&DEVICE, about::devices(desk, Choice::new("", stands)));
    form.stands(&DEVICE, "");
    for (field, yes) in [
        (&RECEIVED, item.received_as_said()),
        (&PERSONAL_DATA, item.personal_data_as_said()),
    ] {
        let words = ["no", "yes"];
        let all = words.map(|w| Choice::new(w, w));
        // Where nobody said, that is what stands, so that a no can be said as well as a yes.
        form.offer(
            field,
            match yes {
                Some(_) => all.to_vec(),
                None => [&[Choice::new("", "not stated")], &all[..]].concat(),
            },
        );
        form.stands(field, yes.map_or("", |yes| words[usize::from(yes)]));
    }
}
