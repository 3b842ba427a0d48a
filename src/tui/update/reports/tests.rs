use crate::desk::{COVER_NOTE, CaptureRequest, PaperOf};
use crate::policy::{Case, Device, Situation};
use crate::record::command::{About, Command, NewMessage, StatedDevice, StatedMarking};
use crate::record::decision::NewDecision;
use crate::record::report::{Completeness, Recipient};
use crate::tui::app::App;
use crate::tui::testing::{Office, play, text};

const SIZE: (u16, u16) = (80, 24);

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
    text(app, SIZE)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn a_report_stays_in_the_title_row_until_both_recipients_have_it() {
    let mut office = used();
    let mut app = office.app(SIZE);
    assert!(
        title_row(&app).contains("reports: 1"),
        "{}",
        title_row(&app)
    );
    for columns in [120, 80, 66, 60, 45, 40, 30] {
        let narrow = text(&app, (columns, 24));
        let row = narrow.lines().next().unwrap_or_default();
        assert!(
            row.contains("onrecord") && row.ends_with("reports: 1")
                || row.contains("reports: 1   "),
            "{columns}: {row}"
        );
    }
    // It cannot be sent before the circumstances are written.
    play(&mut app, "R s Enter");
    assert!(app.model.said.text.contains("Say who it went to"));
    // The cursor stands on what is missing.
    play(&mut app, "'Mo_Finch Ctrl-D");
    assert!(
        app.model.said.text.contains("circumstances"),
        "{}",
        app.model.said.text
    );
    play(&mut app, "Esc e 'no_signal Enter");
    play(&mut app, "Ctrl-D");
    assert!(
        app.model.said.text.contains("is written"),
        "{}",
        app.model.said.text
    );
    play(&mut app, "s Ctrl-D");
    assert!(
        app.model
            .said
            .text
            .contains("Recorded: you sent it to the Head of Unit."),
        "{}",
        app.model.said.text
    );
    assert!(title_row(&app).contains("reports: 1"));
    insta::assert_snapshot!("reports", text(&app, SIZE));
    // The other recipient stands in the form now; a folder takes the paper.
    play(&mut app, "s Tab Right Tab Tab Tab '7 Ctrl-D");
    assert!(
        app.model.said.text.contains("through Bill file"),
        "{}",
        app.model.said.text
    );
    assert!(!title_row(&app).contains("reports:"), "{}", title_row(&app));
    let desk = app.desk();
    let report = desk.reports()[0];
    let way = &report.done.unwrap().ways[&Recipient::Kim];
    let sending = &way.sent.as_ref().unwrap().sending;
    assert_eq!(sending.reference.as_deref(), Some("MIN/2026/7"));
    assert!(sending.path.is_some());
    // Sent ones are shown when they are asked for, and the paper whole.
    assert!(text(&app, SIZE).contains("Nothing to be sent here"));
    play(&mut app, "w A 'G._Okafor Ctrl-D Enter");
    let paper = text(&app, SIZE);
    assert!(
        paper.contains("The report as its recipients get it"),
        "{paper}"
    );
    play(&mut app, "Esc 2");
    assert!(text(&app, SIZE).contains("CAPTURE BY"));
}

#[test]
fn a_withdrawal_an_outage_and_what_was_half_written() {
    let mut office = used();
    let mut app = office.app(SIZE);
    play(&mut app, "R X Ctrl-D");
    assert!(app.model.said.text.contains("Say why"));
    play(&mut app, "'reported_elsewhere Ctrl-D w o");
    assert!(app.model.said.text.contains("taken up again"));
    play(&mut app, "X");
    play(&mut app, "Esc a Ctrl-D");
    assert!(app.model.said.text.contains("Choose what it is"));
    // What was written is kept when the form is left.
    play(&mut app, "Tab 'mail_was_down Esc a");
    assert!(text(&app, SIZE).contains("mail was down"));
    play(
        &mut app,
        "Right Tab Tab 'yesterday_21:40 Tab Tab Tab p Ctrl-D",
    );
    assert!(
        app.model.said.text.contains("is written"),
        "{}",
        app.model.said.text
    );
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
    let mut app = office.app(SIZE);
    play(&mut app, "Space Space T 'Ben_Osei Enter");
    assert_eq!(
        app.model.said.text,
        "Recorded: 2 items are for Ben Osei to capture, once accepted; they stay in the queue."
    );
    play(&mut app, "Home");
    assert!(text(&app, SIZE).contains("With Ben Osei, asked, not accepted yet"));
    play(&mut app, "K");
    let shown = text(&app, SIZE);
    assert!(shown.contains("With Ben Osei, accepted"), "{shown}");
    play(&mut app, "B 'away Enter");
    assert!(text(&app, SIZE).contains("With Ben Osei gave it back: away"));
    play(&mut app, "N");
    assert!(text(&app, SIZE).contains("Cover note   lines 1 to"));
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
    let mut app = office.app(SIZE);
    assert!(title_row(&app).contains("reports: 1"));
    play(&mut app, "R");
    let shown = text(&app, SIZE);
    assert!(shown.contains("d it was used  x received only"), "{shown}");
    insta::assert_snapshot!("reports_to_be_answered", text(&app, SIZE));
    let before = app.desk().state().clone();
    for keys in ["e", "s", "n", "Enter", "Y", "A", "X"] {
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
    let shown = text(&app, SIZE);
    assert!(
        shown.contains("1 to be sent") && shown.contains("e write"),
        "{shown}"
    );
    play(&mut app, "x");
    assert!(!title_row(&app).contains("reports:"), "{}", title_row(&app));
}

/// The key bar.
fn bar(app: &App<'_>) -> String {
    text(app, SIZE)
        .lines()
        .last()
        .unwrap_or_default()
        .to_owned()
}

/// Whether the bar names these keys.
fn offers(app: &App<'_>, keys: &[&str]) -> Vec<bool> {
    let bar = bar(app);
    keys.iter().map(|key| bar.contains(key)).collect()
}

const GOES_ON: [&str; 4] = ["e write", "s send", "A acknowledged", "X withdraw"];

#[test]
fn the_key_bar_of_a_report_names_only_what_would_not_be_refused() {
    let mut office = unanswered();
    let mut app = office.app(SIZE);
    // Nobody said yet; it was used; it was only received, so the report is ended.
    play(&mut app, "R");
    assert_eq!(offers(&app, &GOES_ON), [false; 4], "{}", bar(&app));
    play(&mut app, "d");
    assert_eq!(offers(&app, &GOES_ON), [true; 4], "{}", bar(&app));
    // One of which nothing was written is not listed any more.
    play(&mut app, "e 'no_signal Enter Ctrl-D x w");
    assert!(text(&app, SIZE).contains("ended"), "{}", text(&app, SIZE));
    assert_eq!(offers(&app, &GOES_ON), [false; 4], "{}", bar(&app));
    for keys in ["e", "s", "A", "n", "X"] {
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
    let mut app = office.app(SIZE);
    play(&mut app, "R");
    assert_eq!(offers(&app, &GOES_ON), [true; 4], "{}", bar(&app));
    play(&mut app, "X 'sent_elsewhere Ctrl-D w");
    assert_eq!(offers(&app, &GOES_ON), [false; 4], "{}", bar(&app));
    assert!(bar(&app).contains("o take up again"), "{}", bar(&app));
    for keys in ["e", "s", "A", "n", "X"] {
        play(&mut app, keys);
        let said = &app.model.said.text;
        assert!(said.contains("was withdrawn"), "{keys}: {said}");
        assert!(app.model.overlay.is_none(), "{keys}");
    }
    play(&mut app, "o");
    assert_eq!(offers(&app, &GOES_ON), [true; 4], "{}", bar(&app));
}
