use crate::desk::{COVER_NOTE, CaptureRequest, PaperOf};
use crate::policy::{Case, Device, Situation};
use crate::record::command::{About, Command, NewMessage, StatedDevice, StatedMarking};
use crate::record::decision::NewDecision;
use crate::record::report::{Completeness, Recipient};
use crate::tui::app::App;
use crate::tui::message::Msg;
use crate::tui::testing::{Office, SIZE, play, says, shows, text};

/// An office with a use of a private device that is to be reported.
fn used() -> Office {
    let mut office = Office::busy();
    let case = Case {
        situation: Situation::AlreadyUsed,
        device: Device::Personal,
        significant: true,
        channel: Some("whatsapp".into()),
        ..Case::default()
    };
    let said = office.desk.consider(&case);
    let decision = NewDecision {
        case,
        said,
        direction: true,
        change: false,
        device_id: None,
        government_system: None,
        because: None,
        reason: None,
        principal: None,
    };
    office.desk.record_decision(decision).unwrap();
    office
}

fn title_row(app: &App<'_>) -> String {
    text(app).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_report_stays_in_the_title_row_until_both_recipients_have_it() {
    let mut office = used();
    let mut app = office.app();
    assert!(title_row(&app).contains("Reports 1"), "{}", title_row(&app));
    for columns in [120, 80, 66, 60, 45, 40, 30] {
        app.take(Msg::Resize(columns, 24));
        let narrow = text(&app);
        let row = narrow.lines().next().unwrap_or_default();
        assert!(row.contains("Reports 1"), "{columns}: {row}");
    }
    app.take(Msg::Resize(SIZE.0, SIZE.1));
    // It cannot be sent before the circumstances are written.
    play(&mut app, "7 d Ctrl-D");
    says(&app, "Say who it went to");
    // The cursor stands on what is missing.
    play(&mut app, "'Mo_Finch Ctrl-D");
    says(&app, "circumstances");
    play(&mut app, "Esc e 'no_signal Ctrl-D");
    says(&app, "is written");
    play(&mut app, "d Ctrl-D");
    says(&app, "Recorded: you sent it to the Head of Unit.");
    assert!(title_row(&app).contains("Reports 1"));
    insta::assert_snapshot!("reports", text(&app));
    // The other recipient stands in the form now; a folder takes the paper.
    play(&mut app, "d Tab Right Tab Tab Tab '7 Ctrl-D");
    says(&app, "through Bill file");
    assert!(
        !title_row(&app).contains("Reports 1"),
        "{}",
        title_row(&app)
    );
    let desk = app.desk();
    let report = desk.reports()[0];
    let way = &report.done.unwrap().ways[&Recipient::Kim];
    let sending = &way.sent.as_ref().unwrap().sending;
    assert_eq!(sending.reference.as_deref(), Some("MIN/2026/7"));
    assert!(sending.path.is_some());
    // Sent ones are shown when they are asked for, and the paper whole.
    shows(&app, "Nothing to send.");
    play(&mut app, "v A 'G._Okafor Ctrl-D Enter");
    shows(&app, "The report as its recipients get it");
    play(&mut app, "Esc 2");
    shows(&app, "CAPTURE BY");
}

#[test]
fn a_withdrawal_an_outage_and_what_was_half_written() {
    let mut office = used();
    let mut app = office.played("7 X Ctrl-D");
    says(&app, "Say why");
    play(&mut app, "'reported_elsewhere Ctrl-D v o");
    says(&app, "taken up again");
    play(&mut app, "X");
    play(&mut app, "Esc a Ctrl-D");
    says(&app, "Choose what it is");
    // What was written is kept when the form is left.
    play(&mut app, "Tab 'mail_was_down Esc a");
    shows(&app, "mail was down");
    play(
        &mut app,
        "Right Tab Tab 'yesterday_21:40 Tab Tab Tab Tab p Ctrl-D",
    );
    says(&app, "is written");
    let state = app.desk().state();
    let own = state
        .reports
        .values()
        .find(|r| r.text.as_ref().is_some_and(|t| t.said.what.is_some()));
    let said = &own.unwrap().text.as_ref().unwrap().said;
    assert_eq!(said.what.as_deref(), Some("mail was down"));
    assert_eq!(
        said.captured.as_deref(),
        Some(Completeness::Partly.as_str())
    );
    assert!(said.from.is_some());
    play(&mut app, "u");
    assert_eq!(app.model.book.reports, 1);
}

#[test]
fn a_colleague_is_asked_for_marked_items_and_the_cover_note_is_read() {
    let mut office = Office::busy();
    let mut app = office.played("Space Space T 'Ben_Osei Ctrl-D");
    assert_eq!(
        app.model.said.text,
        "Recorded: 2 items are for Ben Osei to capture, once accepted; they stay in the queue."
    );
    play(&mut app, "Home");
    shows(&app, "With Ben Osei, asked, not accepted yet");
    play(&mut app, "A");
    shows(&app, "With Ben Osei, accepted");
    play(&mut app, "B 'away Ctrl-D");
    shows(&app, "With Ben Osei gave it back: away");
    play(&mut app, ": 'cover_note Enter");
    shows(&app, "Cover note   lines 1 to");
    let note = COVER_NOTE.to_read(app.desk(), &PaperOf::Whose(None));
    let note = note.unwrap().text();
    assert!(
        note.contains("Asha Patel") && !note.contains("Minister content"),
        "{note}"
    );
    assert_eq!(app.desk().state().items.ids().count(), 3);
}

/// What was captured of somebody else's message on a private device is asked about, and the keys that answer
/// stand in sight; nothing is written, sent or shown as a report before that.
/// An office with a message of somebody else, captured from a private device: whether that was used is not said.
fn unanswered() -> Office {
    let mut office = Office::empty();
    let message = NewMessage {
        from: Some("Permanent Secretary".into()),
        body: Some("Options agreed.".into()),
        ..NewMessage::default()
    };
    let device = StatedDevice {
        kind: "personal".into(),
        id: None,
    };
    let about = About {
        device: Some(device),
        marking: Some(StatedMarking {
            classification: "official".into(),
            whole: "OFFICIAL".into(),
        }),
        ..About::default()
    };
    let add = Command::Add {
        channel: "whatsapp".into(),
        conversation: None,
        about,
        items: vec![vec![message]],
        import: None,
    };
    office.desk.run(add).unwrap();
    let id = office.desk.state().items.ids().next().unwrap();
    let request = CaptureRequest {
        route: Some("copy".into()),
        ..CaptureRequest::default()
    };
    office.desk.capture(id, request).unwrap();
    office
}

#[test]
fn whether_a_device_was_used_is_answered_before_anything_is_written_or_sent() {
    let mut office = unanswered();
    let mut app = office.app();
    assert!(title_row(&app).contains("Reports 1"));
    play(&mut app, "7");
    shows(&app, "d it was used  x received only");
    insta::assert_snapshot!("reports_to_be_answered", text(&app));
    let before = app.desk().state().clone();
    for keys in ["e", "Enter", "Y", "A", "X"] {
        play(&mut app, keys);
        let said = &app.model.said.text;
        assert!(
            said.contains("Nobody said yet") && said.contains("d (it was used)"),
            "{keys}: {said}"
        );
        assert!(app.model.overlay.is_none(), "{keys}");
    }
    assert_eq!(app.desk().state().reports, before.reports);
    play(&mut app, "d");
    shows(&app, "1 to send");
    shows(&app, "e write");
    play(&mut app, "x");
    assert!(
        !title_row(&app).contains("Reports 1"),
        "{}",
        title_row(&app)
    );
}

/// The key bar.
fn bar(app: &App<'_>) -> String {
    text(app).lines().last().unwrap_or_default().to_owned()
}

/// Whether the bar names these keys.
fn offers(app: &App<'_>, keys: &[&str]) -> Vec<bool> {
    let bar = bar(app);
    keys.iter().map(|key| bar.contains(key)).collect()
}

const GOES_ON: [&str; 4] = ["e write", "d send", "A acknowledged", "X withdraw"];

#[test]
fn the_key_bar_of_a_report_names_only_what_would_not_be_refused() {
    let mut office = unanswered();
    let mut app = office.app();
    // Nobody said yet; it was used; it was only received, so the report is ended.
    play(&mut app, "7");
    assert_eq!(offers(&app, &GOES_ON), [false; 4], "{}", bar(&app));
    play(&mut app, "d");
    assert_eq!(offers(&app, &GOES_ON), [true; 4], "{}", bar(&app));
    // One of which nothing was written is not listed any more.
    play(&mut app, "e 'no_signal Ctrl-D x v");
    shows(&app, "ended");
    assert_eq!(offers(&app, &GOES_ON), [false; 4], "{}", bar(&app));
    for keys in ["e", "d", "A", "X"] {
        play(&mut app, keys);
        let said = &app.model.said.text;
        assert!(
            said.contains("There is nothing to report of"),
            "{keys}: {said}"
        );
        assert!(app.model.overlay.is_none(), "{keys}");
    }
    // Withdrawn, and taken up again.
    let mut office = used();
    let mut app = office.played("7");
    assert_eq!(offers(&app, &GOES_ON), [true; 4], "{}", bar(&app));
    play(&mut app, "X 'sent_elsewhere Ctrl-D v");
    assert_eq!(offers(&app, &GOES_ON), [false; 4], "{}", bar(&app));
    assert!(bar(&app).contains("o take up again"), "{}", bar(&app));
    for keys in ["e", "d", "A", "X"] {
        play(&mut app, keys);
        let said = &app.model.said.text;
        assert!(said.contains("was withdrawn"), "{keys}: {said}");
        assert!(app.model.overlay.is_none(), "{keys}");
    }
    play(&mut app, "o");
    assert_eq!(offers(&app, &GOES_ON), [true; 4], "{}", bar(&app));
}
