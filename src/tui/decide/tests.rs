use crate::config::Managed;
use crate::desk::decide::Ask;
use crate::policy::{Policy, Verdict};
use crate::record::Id;
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::model::{Overlay, Screen};
use crate::tui::testing::{Office, begins, play, says, shows, text};

fn verdict(app: &App<'_>) -> Option<Verdict> {
    app.model.decide.so_far.as_ref().unwrap().verdict()
}

fn only(office: &Office) -> (Id, crate::record::decision::Decision) {
    let all = &office.desk.state().decisions;
    assert_eq!(all.len(), 1);
    let (id, decision) = all.iter().next().unwrap();
    (*id, decision.clone())
}

/// Marking OFFICIAL, about to use, government business, direction of work yes, material change no.
const SIGNIFICANT: &str = "1 o a g y n";
/// The rest with one's own phone: WhatsApp, no government system, no personal data.
const REST: &str = "p w n n";

#[test]
fn the_verdict_follows_each_answer_and_nothing_is_recorded_before_it_is_asked_for() {
    let mut office = Office::empty();
    let mut app = office.played("1");
    shows(&app, "question 1 of 9");
    shows(
        &app,
        "Anything from In your judgement to Do not use this channel for it.",
    );
    shows(&app, "9 answers");
    play(&mut app, "o a g");
    assert_eq!(verdict(&app), None);
    shows(&app, "question 4 of 9");
    play(&mut app, "y n p");
    assert_eq!(verdict(&app), Some(Verdict::ExceptionalOnly));
    shows(&app, "Only in exceptional circumstances");
    // The one answer that would change it stands there too.
    shows(&app, "on a device your department");
    shows(&app, "3 answers left.");
    play(&mut app, "w n n");
    shows(&app, "9 of 9 answered");
    shows(&app, "You would have to be able to justify them.");
    shows(&app, "You should    report the use to your Head of Unit");
    play(&mut app, "PgDn");
    shows(&app, "You answered  OFFICIAL");
    assert!(office.desk.state().decisions.is_empty());
}

#[test]
fn what_is_asked_of_people_at_risk_is_told_with_the_verdict_and_not_before() {
    let mut office = Office::empty();
    let mut app = office.played("1");
    let asked = "Your department counts you among people at particular risk (34): a security key.";
    app.model.book.measures = vec![asked.into()];
    let told = |app: &App<'_>| {
        let so_far = app.model.decide.so_far.as_ref().unwrap();
        so_far.notices.iter().filter(|n| *n == asked).count()
    };
    play(&mut app, "o a g");
    assert_eq!(told(&app), 0);
    play(&mut app, "y n p w n n");
    assert_eq!(told(&app), 1);
    shows(&app, "people at risk");
}

#[test]
fn what_was_answered_is_recorded_with_the_reason() {
    let mut office = Office::empty();
    let mut app = office.played(SIGNIFICANT);
    play(&mut app, "Ctrl-D");
    says(&app, "Device has no answer");
    // What may be missing may be missing: said before it is recorded.
    play(&mut app, "p w Ctrl-D 'No_other_way");
    shows(
        &app,
        "Not answered, and recorded as: government system not asked; no personal data",
    );
    play(&mut app, "Ctrl-D");
    begins(
        &app,
        "Recorded: the decision. Only in exceptional circumstances.",
    );
    shows(
        &app,
        "Recorded today 18:03. Another answer starts a new one",
    );
    play(&mut app, "Ctrl-D");
    says(&app, "It was recorded today 18:03");
    let (_, decision) = only(&office);
    let said = &decision.said;
    assert_eq!(said.reason.as_deref(), Some("No other way"));
    assert_eq!((said.direction, said.change), (true, false));
    assert_eq!(said.channel.as_deref(), Some("whatsapp"));
    assert_eq!(office.desk.draft_names().unwrap(), [""; 0]);
}

#[test]
fn another_reason_for_no_government_system_is_said_in_words() {
    let mut office = Office::empty();
    let mut app = office.played(SIGNIFICANT);
    let ask = Ask::System;
    let policy = app.model.book.policy.clone();
    let other = policy.reasons().len();
    let answers = &mut app.model.decide.answers;
    answers.choose(ask, Some(other), &policy, &[]);
    play(&mut app, "p w Ctrl-D");
    shows(&app, "Why no system");
    play(&mut app, "'The_train_had_none Tab 'Chosen_by_them Ctrl-D");
    let (_, decision) = only(&office);
    let said = &decision.said;
    assert_eq!(said.system_reason.as_deref(), Some("other"));
    assert_eq!(said.system_note.as_deref(), Some("The train had none"));
    assert_eq!(said.reason.as_deref(), Some("Chosen by them"));
}

#[test]
fn a_reason_that_is_left_stands_there_again_and_a_changed_answer_is_another_case() {
    let mut office = Office::empty();
    let mut app = office.played(SIGNIFICANT);
    play(&mut app, "c w n n Enter 'because Esc Enter");
    shows(&app, "because");
    play(&mut app, "Ctrl-D : 'decide.device Enter p");
    assert!(app.model.decide.recorded.is_none());
    play(&mut app, "Enter Ctrl-D");
    assert_eq!(office.desk.state().decisions.len(), 2);
}

#[test]
fn secret_stops_there_and_takes_no_text() {
    let mut office = Office::empty();
    let mut app = office.played(SIGNIFICANT);
    play(&mut app, REST);
    play(&mut app, "Enter 'the_plan Esc");
    assert_eq!(app.model.draft(), None);
    play(&mut app, ": 'decide.marking Enter x");
    assert_eq!(verdict(&app), Some(Verdict::MustNotUse));
    shows(&app, "Do not use this channel for it");
    play(&mut app, "+");
    shows(&app, "security team");
    play(&mut app, "Up");
    shows(&app, "not asked");
    play(&mut app, "y");
    says(&app, "nothing more is asked");
    play(&mut app, "Esc a");
    says(&app, "para 11");
    play(&mut app, "Enter");
    shows(&app, "without any content");
    play(&mut app, "0");
    says(&app, "Nothing was recorded");
    play(&mut app, "Enter 2");
    says(&app, "Do not use this channel");
    assert_eq!(
        office.desk.draft_names().unwrap(),
        [""; 0],
        "the reason is gone"
    );
    let (_, decision) = only(&office);
    assert_eq!(decision.said.situation, "received");
    assert_eq!((decision.said.marking, decision.said.reason), (None, None));
}

#[test]
fn what_is_not_government_business_is_counted_and_never_described() {
    let mut office = Office::empty();
    let mut app = office.played("1 o a o");
    shows(&app, "Not covered by this guidance");
    play(&mut app, "a");
    says(&app, "never stored");
    play(&mut app, "Enter");
    says(&app, "Not covered by this guidance");
    assert_eq!(only(&office).1.said.reason, None);
}

#[test]
fn an_item_takes_what_was_answered_and_its_decision() {
    let mut office = Office::empty();
    let mut app = office.played("1 o r g y n p s n y a");
    shows(&app, "Add an item");
    shows(&app, "OFFICIAL");
    shows(&app, "Signal");
    play(&mut app, "'Please_draft Ctrl-D");
    says(&app, "is in the queue");
    // Put on record first, the item names its decision.
    play(&mut app, "Enter Ctrl-D a 'And_more Ctrl-D");
    says(&app, "is in the queue");
    let (id, _) = only(&office);
    let items: Vec<_> = office.desk.state().items_in_order().collect();
    assert_eq!((items[0].decision, items[1].decision), (None, Some(id)));
    for item in items {
        assert_eq!(item.marking.as_deref(), Some("OFFICIAL"));
        assert_eq!((&*item.channel, item.received), ("signal", true));
        assert!(item.device.is_some());
    }
}

#[test]
fn past_decisions_are_found_and_what_came_of_one_is_said() {
    let mut office = Office::empty();
    let mut app = office.played(SIGNIFICANT);
    play(&mut app, REST);
    play(
        &mut app,
        "Enter 'first_reason Ctrl-D : 'decide.device Enter c Enter 'another Ctrl-D : 'past_dec Enter",
    );
    assert_eq!(app.model.screen, Screen::Decisions);
    shows(&app, "2 decisions, the latest first");
    play(&mut app, "/ 'first Enter");
    shows(&app, ", 1 of 2");
    shows(&app, "first reason");
    play(&mut app, "x");
    says(&app, "no report is due");
    shows(&app, "not used");
    play(&mut app, "d");
    says(&app, "A report should be sent");
    play(&mut app, "Enter");
    shows(&app, "Policy: uk-nccc-2023, digest");
    play(&mut app, "Esc Esc Esc");
    assert_eq!(app.model.screen, Screen::Decide, "the filter went first");
    // It was done on another screen, so it is asked about.
    play(&mut app, "u y");
    says(&app, "Taken back");
}

#[test]
fn every_question_is_found_by_name_and_an_answer_can_be_changed() {
    use crate::action::{Act, Context, Deciding, in_context};
    let mut office = Office::empty();
    let mut app = office.played(SIGNIFICANT);
    play(&mut app, REST);
    let order = Ask::order(&Policy::builtin());
    for (place, ask) in order.iter().enumerate() {
        let act = Act::Decide(Deciding::Ask(ask.as_str()));
        let action = in_context(Context::Verdict).find(|a| a.act == act).unwrap();
        play(&mut app, &format!(": '{} Enter", action.id));
        assert_eq!(app.model.decide.at, place, "{ask}");
        assert_eq!(app.model.context(), Context::Decide, "{ask}");
        // Nothing was changed: back to what it comes to.
        play(&mut app, "Esc");
        assert_eq!(app.model.context(), Context::Verdict, "{ask}");
    }
    // From the verdict up to the last question, and down again.
    play(&mut app, "Up");
    assert_eq!(app.model.context(), Context::Decide);
    play(&mut app, "Up Down Down");
    assert_eq!(app.model.context(), Context::Verdict);
}

#[test]
fn a_letter_that_is_no_answer_says_so_and_q_still_leaves() {
    let mut office = Office::empty();
    let mut app = office.played("1 z");
    says(&app, "z does nothing here. ? lists the keys.");
    assert!(app.model.decide.answers.is_empty());
    play(&mut app, "q");
    assert!(app.model.quit);
}

#[test]
fn arrows_turn_an_answer_and_take_it_back() {
    let mut office = Office::empty();
    let mut app = office.played("1 Down Right Right");
    let answers = &app.model.decide.answers;
    assert_eq!(answers.situation, Some(crate::policy::Situation::Received));
    play(&mut app, "Left Left");
    let answers = &app.model.decide.answers;
    assert_eq!(
        answers.situation,
        Some(crate::policy::Situation::AlreadyUsed)
    );
    play(&mut app, "Right Backspace");
    assert!(app.model.decide.answers.is_empty());
    play(&mut app, "Right Ctrl-X");
    assert!(app.model.decide.answers.is_empty());
}

#[test]
fn the_guidance_opens_on_what_is_cited_and_finds_as_one_types() {
    let mut office = Office::busy();
    let mut app = office.played("1 o Ctrl-G");
    shows(&app, "cited here: ");
    shows(&app, "not its text)");
    play(&mut app, "'10a");
    shows(&app, "Para 10a");
    shows(&app, "(summary of para 10a, not its text)");
    play(&mut app, "Ctrl-U 'criminal Enter");
    shows(&app, "Para 28");
    play(&mut app, "Esc");
    shows(&app, "/criminal");
    play(&mut app, "Esc");
    assert!(app.model.overlay.is_none() && app.model.screen == Screen::Decide);
    // Over a form it leads back to the form, and what is written there is safe meanwhile.
    play(&mut app, "2 n o 'logistics Tab Ctrl-G");
    shows(&app, "cited here: 28");
    assert!(app.model.draft().is_some());
    play(&mut app, "Esc");
    shows(&app, "logistics");
}

#[test]
fn a_marking_is_put_together_for_a_form_and_a_wrong_one_is_refused() {
    let mut office = Office::empty();
    let mut app = office.played("2 a m Down");
    play(&mut app, "Space Down Down Down Down Space");
    says(&app, "not allowed at OFFICIAL");
    play(&mut app, "Up Up Up Space Down Down Down Enter");
    shows(&app, "OFFICIAL-SENSITIVE - RECIPIENTS ONLY");
    play(&mut app, "'words Ctrl-D");
    says(&app, "is in the queue");
    let item = office.desk.state().items_in_order().next().unwrap();
    assert_eq!(
        item.marking.as_deref(),
        Some("OFFICIAL-SENSITIVE - RECIPIENTS ONLY")
    );
}

#[test]
fn secret_put_together_over_a_form_takes_the_text_with_it() {
    let mut office = Office::empty();
    let mut app = office.played("2 a o 'the_plan");
    app.take(Msg::Quiet);
    play(&mut app, "Up m Down Down Enter");
    shows(&app, "SECRET or above stops here");
    assert_eq!(app.model.draft(), None);
    play(&mut app, "Enter");
    let screen = text(&app);
    assert!(
        !screen.contains("the plan") && screen.contains("para 11"),
        "{screen}"
    );
    play(&mut app, "Tab 'zzz Ctrl-D");
    assert!(!text(&app).contains("zzz "), "nothing more is taken");
    assert_eq!(app.model.draft(), None);
    drop(app);
    assert_eq!(office.desk.draft_names().unwrap(), [""; 0]);
}

#[test]
fn the_first_run_asks_who_you_are_and_stores_nothing_before() {
    let mut office = Office::new_here();
    let plan = office.root.path().join("plan");
    std::fs::create_dir_all(&plan).unwrap();
    let mut app = office.app();
    shows(&app, "Setup   1 of 3: you");
    shows(&app, "departmental information");
    shows(&app, "not encrypted");
    play(&mut app, "'Ruth_Bell");
    assert_eq!(app.model.draft(), None);
    play(&mut app, "Esc");
    assert!(app.model.overlay.is_none() && app.model.said.text.contains("S opens the setup"));
    play(&mut app, "a");
    assert!(app.model.overlay.is_none() && app.model.said.warning);
    app.take(Msg::Paste("words".into()));
    assert!(app.model.overlay.is_none());
    play(&mut app, "1 o a g y n c w n n Enter");
    assert!(app.model.overlay.is_none() && app.model.said.text.contains("S opens the setup"));
    play(&mut app, "S Ctrl-D");
    says(&app, "A name is needed");
    play(&mut app, "'Ruth_Bell Ctrl-D");
    says(&app, "Say who manages");
    shows(&app, "Setup   2 of 3: this machine");
    // The page is not left before it has what it must; Esc goes a page back, and says so.
    shows(&app, "Esc page before");
    while !matches!(&app.model.overlay, Some(Overlay::Form(form)) if form.on_button()) {
        play(&mut app, "Down");
    }
    play(&mut app, "Enter");
    says(&app, "Say who manages");
    shows(&app, "Setup   2 of 3: this machine");
    play(&mut app, "m s Ctrl-D");
    says(&app, "Name the folder");
    // It ends with a place to file: a folder that is tried before it is taken.
    shows(&app, "Setup   3 of 3: where captures go");
    play(&mut app, "'/nowhere Enter");
    says(&app, "There is no folder /nowhere");
    let plan = plan.display().to_string();
    let again = "Backspace ".repeat(8);
    play(&mut app, &format!("{again} '{plan} Enter"));
    shows(&app, "= it is there, and you may write in it");
    play(&mut app, "Ctrl-D");
    shows(&app, "Recorded in");
    says(&app, "Captures go to plan.");
    assert!(app.model.book.set_up);
    drop(app);
    let settings = office.desk.settings();
    assert_eq!(settings.me.name, "Ruth Bell");
    assert_eq!(settings.machine.managed, Managed::Corporate);
    assert_eq!(settings.destinations.len(), 1);
    assert_eq!(settings.destinations[0].name, "plan");
    assert!(office.desk.is_set_up() && office.desk.state().decisions.is_empty());
}

#[test]
fn setup_again_begins_with_what_stands() {
    let mut office = Office::busy();
    let mut app = office.played("S");
    shows(&app, "Ruth Bell");
    play(&mut app, "Up Enter");
    shows(&app, "[my department]");
    play(&mut app, "Esc");
    assert!(matches!(app.model.overlay, Some(Overlay::Form(_))));
    play(&mut app, "Enter 'Deputy_director Ctrl-D Esc");
    drop(app);
    assert_eq!(office.desk.settings().me.post, "Deputy director");
    assert_eq!(
        office.desk.settings().destinations.len(),
        2,
        "all else stands"
    );
}

#[test]
fn a_text_put_right_is_no_draft_while_its_marking_says_secret() {
    let mut office = Office::busy();
    let mut app = office.played("e");
    let Some(Overlay::Form(form)) = &mut app.model.overlay else {
        panic!("{}", text(&app));
    };
    let place = |label: &str| form.fields.iter().position(|f| f.label == label).unwrap();
    let (marking, written) = (place("Marking"), place("From"));
    form.focus = written;
    play(&mut app, "'_and_more");
    assert!(app.model.draft().is_some());
    app.take(Msg::Quiet);
    let Some(Overlay::Form(form)) = &mut app.model.overlay else {
        panic!("{}", text(&app));
    };
    form.focus = marking;
    play(&mut app, "x");
    assert_eq!(app.model.draft(), None);
    shows(&app, "SECRET or above stops here");
    // Put together instead of taken by its letter, the marking goes into the same field.
    play(&mut app, "Left m Up Enter");
    shows(&app, "[OFFICIAL");
    drop(app);
    assert_eq!(
        office.desk.draft_names().unwrap(),
        [""; 0],
        "it went at once"
    );
}
