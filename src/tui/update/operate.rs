//! Handlers of operations: a form is asked for, opened, and sent off with what was answered.

use super::holds;
use crate::action::Act;
use crate::operation::{self, Answers, Op, Operation, Setup, Takes, Target};
use crate::record::report::Source;
use crate::record::{Id, ItemState};
use crate::tui::book::Row;
use crate::tui::deed::{Deed, Trouble};
use crate::tui::depart;
use crate::tui::form::{Form, Purpose};
use crate::tui::message::Effect;
use crate::tui::model::{Model, Overlay, Screen};

/// What is said where setup has not been done.
pub fn not_set_up(model: &Model) -> String {
    let key = model.keymap.label(Act::Operate(Setup.spec().id));
    let opens = key
        .map(|k| format!("{k} opens the setup."))
        .unwrap_or("the palette opens the setup.".into());
    if model.book.settings_unread {
        let key = model.keymap.label(Act::Operate(Setup.spec().id));
        let shows = key.map(|key| format!(" {key} shows what is wrong with them."));
        return format!(
            "Your settings cannot be read, so nothing can be recorded.{}",
            shows.unwrap_or_default()
        );
    }
    format!(
        "Nothing is stored before this program knows who you are and whose machine this is: {opens}"
    )
}

/// Begins an operation on what is selected: its form is prepared, or where it asks nothing it is done.
pub fn begin(model: &mut Model, operation: &'static dyn Operation) -> Vec<Effect> {
    begin_with(model, operation, Answers::default())
}

/// The same, where something is known already.
pub fn begin_with(
    model: &mut Model,
    operation: &'static dyn Operation,
    known: Answers,
) -> Vec<Effect> {
    let op = Op(operation);
    if !model.book.set_up && op != Op(&operation::Setup) {
        model.warn(not_set_up(model));
        return Vec::new();
    }
    let target = match op.spec().takes {
        Takes::Nothing => Target::Nothing,
        Takes::MayName => of_item(model),
        Takes::ItemsIfAny if model.item().is_none() => Target::Nothing,
        Takes::Case => Target::Case(Box::new(model.decide.answers.clone())),
        Takes::Sitting => Target::Sitting(Vec::new()),
        takes @ (Takes::Report | Takes::ReportOf) => match (model.report(), takes) {
            (None, _) => return Vec::new(),
            (Some(Source::Item(item)), Takes::ReportOf) => Target::Items(vec![item]),
            (Some(_), Takes::ReportOf) => Target::Nothing,
            (Some(report), _) => Target::Report(report),
        },
        Takes::Conversation if model.chat().is_some() => of_chat(model),
        Takes::Device
        | Takes::Departure
        | Takes::AnyDeparture
        | Takes::Cells
        | Takes::Steps
        | Takes::Decision
        | Takes::Request => match of_no_item(model, op) {
            Some(target) => target,
            None => return Vec::new(),
        },
        takes => {
            let Some(chosen) = model.item() else {
                return Vec::new();
            };
            let items = model.targets(chosen);
            if !matches!(takes, Takes::Items | Takes::ItemsIfAny) && items.len() > 1 {
                model.warn("That is for one item at a time: Esc takes the marks away.");
                return Vec::new();
            }
            if let Some(why) = shut(model, op, &items) {
                model.warn(why);
                return Vec::new();
            }
            Target::Items(items)
        }
    };
    if op.spec().shown().next().is_none() {
        return vec![at_once(model, op, target)];
    }
    let said = Answers::said_by(op.spec(), model.principal.as_deref());
    let before = model.review.as_ref().map(|r| r.remembered.clone());
    let mut before = before.unwrap_or_default();
    before.take(said);
    before.take(known);
    vec![Effect::Open(op, target, Box::new(before))]
}

/// The device that is selected, or what of a departure is.
fn of_no_item(model: &mut Model, op: Op) -> Option<Target> {
    if op.spec().takes == Takes::Decision {
        let decision = model.decide.past.chosen();
        return decision.map(|decision| Target::Decision(decision.id));
    }
    if op.spec().takes == Takes::Request {
        let request = model.requests.request();
        let request = request.filter(|_| model.screen == Screen::Requests);
        return request.map(|request| Target::Request(request.id));
    }
    if op.spec().takes != Takes::Device {
        return depart::target(model, op);
    }
    let device = model.chats.device();
    let device = device.filter(|_| model.screen == Screen::Chats);
    device.map(|device| Target::Device(device.id))
}

/// The chat that is selected; where chats are marked, all of those.
fn of_chat(model: &Model) -> Target {
    match model.chats.marked().as_slice() {
        [] => model.chat().map_or(Target::Nothing, Target::Conversation),
        [one] => Target::Conversation(*one),
        several => Target::Conversations(several.to_vec()),
    }
}

/// The item that is selected, or nothing.
fn of_item(model: &Model) -> Target {
    let item = model.item();
    item.map_or(Target::Nothing, |id| Target::Items(vec![id]))
}

/// What is overdue cannot be put off, and that is said before anything is asked.
pub(super) fn put_off(model: &mut Model) -> Vec<Effect> {
    let chosen = model.item().map(|id| model.targets(id)).unwrap_or_default();
    let mut rows = model.book.rows.iter().filter(|r| chosen.contains(&r.id));
    // By a timer or by a setting.
    let by = |r: &Row| [r.capture_by, r.due].into_iter().flatten().min();
    // Of what does not wait it is said that it does not.
    let late = rows.any(|r| r.waits() && by(r).is_some_and(|by| by <= model.now));
    if !late {
        return begin(model, &operation::Snooze);
    }
    let what = if chosen.len() > 1 {
        "One of them"
    } else {
        "It"
    };
    let ways: Vec<String> = [
        (Act::Operate("item.capture"), "captures it"),
        (Act::Operate("item.gone"), "if it is gone"),
    ]
    .into_iter()
    .filter_map(|(act, does)| Some(format!("{} {does}", model.keymap.label(act)?)))
    .collect();
    let stop = if ways.is_empty() { "" } else { "." };
    model.warn(format!(
        "{what} is overdue, so it cannot be put off. {}{stop}",
        ways.join(", ")
    ));
    Vec::new()
}

/// Why none of these items can be captured, before anything is asked; of several those are captured that can be.
fn shut(model: &Model, op: Op, targets: &[Id]) -> Option<String> {
    let open = |r: &Row| r.waits() || (r.state == ItemState::HandedOver && !r.erased);
    let mut rows = model.book.rows.iter().filter(|r| targets.contains(&r.id));
    let capture = op.spec().command == operation::Capture::AsTheyAre.spec().command;
    let row = rows.clone().next().filter(|_| capture && !rows.any(open))?;
    if row.erased {
        return Some(
            "The content was erased, so it cannot be captured. Its history still stands.".into(),
        );
    }
    let it = match targets.len() {
        1 => "It",
        _ => "None of them waits: the first",
    };
    let back = match model.keymap.label(Act::Reopen) {
        Some(key) => format!(" {key} takes it back into the queue."),
        None => String::new(),
    };
    let state = row.state.words();
    Some(format!("{it} is {state}, so it cannot be captured.{back}"))
}

/// Begins the operation of that id.
pub(super) fn of(model: &mut Model, id: &str) -> Vec<Effect> {
    match operation::of(id) {
        Some(op) => begin(model, op.0),
        None => Vec::new(),
    }
}

/// Does it with nothing asked.
pub(super) fn at_once(model: &Model, op: Op, target: Target) -> Effect {
    let said = Answers::said_by(op.spec(), model.principal.as_deref());
    send(op, target, said)
}

fn send(op: Op, target: Target, answers: Answers) -> Effect {
    Effect::Deed(Box::new(Deed::Operate {
        op,
        target,
        answers: Box::new(answers),
    }))
}

/// Opens the form as it was prepared, and looks for a draft of it.
pub(super) fn open(
    model: &mut Model,
    op: Op,
    target: &Target,
    mut prepared: operation::Form,
) -> Vec<Effect> {
    holds::in_hand(model, op, &mut prepared);
    // Where nothing is to be asked here, it is done.
    if prepared.questions.is_empty() {
        return vec![at_once(model, op, target.clone())];
    }
    let Some(form) = Form::described(op, target, prepared, (&model.book, &model.keymap)) else {
        model.warn("That item is not waiting any more.");
        return Vec::new();
    };
    show_form(model, form)
}

/// Shows a form, and looks for a draft of it.
pub fn show_form(model: &mut Model, form: Form) -> Vec<Effect> {
    let draft = form.draft_name();
    let draft = Some(draft).filter(|_| form.purpose.keeps_draft());
    model.overlay = Some(Overlay::Form(Box::new(form)));
    model.unsaved = false;
    model.say("");
    draft.map(Effect::LoadDraft).into_iter().collect()
}

/// Sends off what was answered; what a person is to answer first is said.
pub(super) fn submit(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else {
        return Vec::new();
    };
    let Purpose::Operate(op, _) = form.purpose else {
        return Vec::new();
    };
    if form.is_of_a_new_item() && form.is_unanswered() {
        return super::form::stay(model);
    }
    let mut answers = Answers::said_by(op.spec(), model.principal.as_deref());
    answers.take(form.answers());
    let unchanged = op.spec().unchanged;
    if !unchanged.is_empty() && form.is_as_it_stood() {
        model.warn(unchanged);
        return Vec::new();
    }
    if let Some(failure) = answers.lacks(form.fields.iter().filter_map(|f| f.asks)) {
        return refused(model, Trouble::from(failure));
    }
    let target = match &form.target {
        Target::Items(_) => Target::Items(form.items.clone()),
        other => other.clone(),
    };
    model.remarks = form.remarks(model.now);
    if let Some(review) = &mut model.review {
        review.remembered.take(answers.remembered(op.spec()));
    }
    vec![send(op, target, answers)]
}

/// Nothing was recorded: the form stays, and the field that it is about is in hand.
pub fn refused(model: &mut Model, trouble: Trouble) -> Vec<Effect> {
    if let (Some(Overlay::Form(form)), Some(field)) = (&mut model.overlay, trouble.field) {
        form.go_to(field, trouble.ahead);
        form.checked = Some(model.saids + 1);
    }
    model.warn(trouble.told(model));
    Vec::new()
}
