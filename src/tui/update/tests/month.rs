//! The queue as a month: how much is wanted on which day, and a day of it as a list.

use crate::action::Context;
use crate::config::Managed;
use crate::tui::testing::{Office, play, says, shows, text};

#[test]
fn a_month_counts_what_is_wanted_on_each_day_and_lists_a_day() {
    let mut office = Office::busy();
    let mut app = office.played(": 'month Enter");
    assert_eq!(app.model.context(), Context::Month);
    shows(&app, "November 2026: 3 items wanted");
    shows(&app, "Sunday 22 November 2026: 1 item wanted");
    shows(&app, "20:40");
    play(&mut app, "Right Enter");
    shows(&app, "Monday 23 November 2026");
    assert_eq!(app.model.context(), Context::Queue);
    assert_eq!(app.model.queue.len(), 1);
    shows(&app, "Daniel Reeve");
    // What is done there is done as in the queue, and Esc leads back to the month.
    play(&mut app, "h 'Tom Ctrl-D Esc");
    assert_eq!(app.model.context(), Context::Month);
    play(&mut app, "Left Down Down");
    shows(&app, "Sunday 6 December 2026: nothing is wanted");
    shows(&app, "before");
    play(&mut app, "Enter");
    says(&app, "Nothing is wanted on this day.");
    play(&mut app, "PgUp");
    shows(&app, "November 2026");
    play(&mut app, "v");
    assert_eq!(app.model.context(), Context::Queue);
    assert_eq!(app.model.queue.len(), 3);
}

#[test]
fn each_day_has_its_place_at_every_width_and_is_heard() {
    for size in [(40, 12), (60, 16), (80, 24), (140, 40)] {
        let mut office = Office::busy();
        let mut app = office.app_of(size);
        play(&mut app, ": 'month Enter");
        let drawn = text(&app);
        for day in 1..=30 {
            let day = day.to_string();
            assert!(drawn.split_whitespace().any(|w| w == day), "{day}\n{drawn}");
        }
        assert!(drawn.contains("Sunday 22 November 2026: 1 item"), "{drawn}");
    }
    let settings = "screen_reader = true\n[review]\nevery = \"off\"\n";
    let mut office = Office::with(settings, Managed::Corporate);
    office.furnish();
    let mut app = office.played("v v v v v v");
    says(
        &app,
        "Sunday 22 November 2026: 1 item wanted, the first from Asha Patel",
    );
    play(&mut app, "Right");
    says(&app, "Monday 23 November 2026");
}

/// Where not all weeks find room, that of the day in hand is seen, and how many are not is said; nothing stands in
/// another's place.
#[test]
fn in_a_low_window_the_week_in_hand_is_seen_and_the_others_are_counted() {
    for size in [(30, 8), (40, 8), (80, 8), (50, 9), (80, 10)] {
        let mut office = Office::busy();
        let mut app = office.app_of(size);
        play(&mut app, ": 'month Enter");
        shows(&app, ">22");
        let drawn = text(&app);
        assert!(
            drawn.contains("above") || drawn.contains("below"),
            "{drawn}"
        );
        play(&mut app, "Down");
        shows(&app, ">29");
        shows(&app, "above");
        play(&mut app, "Up Up Up Up");
        shows(&app, "> 1");
        shows(&app, "below");
    }
}
