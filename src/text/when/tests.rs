use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::{Misread, Note, Tense, Understood, forms, full, read};

const PHRASES: &str = include_str!("../../../tests/times/phrases.txt");
const LONDON: Tz = Tz::Europe__London;

fn utc(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// As the table writes it.
fn spelled(read: &Result<Understood, Misread>) -> String {
    let read = match read {
        Ok(read) => read,
        Err(Misread::Unknown | Misread::NoDay | Misread::Clock) => return "unknown".into(),
        Err(Misread::Hour) => return "hour".into(),
        Err(Misread::Midnight) => return "midnight".into(),
        Err(Misread::Weekday { .. }) => return "weekday".into(),
        Err(Misread::Ahead { .. }) => return "ahead".into(),
        Err(Misread::Gone { .. }) => return "gone".into(),
    };
    let mut notes: Vec<char> = read
        .notes
        .iter()
        .map(|note| match note {
            Note::NoTime => 'n',
            Note::DayEnd => 'e',
            Note::SoFar => 'f',
            Note::Skipped => 's',
            Note::First => '1',
            Note::Second => '2',
            Note::OtherYear => 'y',
        })
        .collect();
    notes.sort_unstable();
    let wall = read.at.with_timezone(&LONDON).format("%y%m%d.%H%M");
    match notes.is_empty() {
        true => wall.to_string(),
        false => format!("{wall}/{}", notes.iter().collect::<String>()),
    }
}

#[test]
fn two_hundred_phrases_at_six_moments() {
    let moments: Vec<DateTime<Utc>> = PHRASES
        .lines()
        .filter_map(|l| l.strip_prefix("#   "))
        .map(|l| utc(l.split(' ').next().unwrap()))
        .collect();
    assert_eq!(moments.len(), 6);
    let (mut phrases, mut wrong) = (std::collections::BTreeSet::new(), Vec::new());
    for line in PHRASES.lines().filter(|l| !l.starts_with('#')) {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [tense, phrase, values] = parts.as_slice() else {
            panic!("{line}");
        };
        let tense = match *tense {
            "past" => Tense::Past,
            "future" => Tense::Future,
            other => panic!("{other}"),
        };
        phrases.insert(*phrase);
        let values: Vec<&str> = values.split(' ').collect();
        assert_eq!(values.len(), 6, "{line}");
        for (now, meant) in moments.iter().zip(values) {
            let got = spelled(&read(phrase, *now, LONDON, tense));
            if got != meant {
                let now = full(*now, LONDON);
                wrong.push(format!("{tense:?} {phrase:?} on {now}: {got}, not {meant}"));
            }
        }
    }
    assert!(phrases.len() >= 200, "{}", phrases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_ended_is_read_as_what_began_but_a_day_alone_goes_to_its_end() {
    let moments = PHRASES.lines().filter_map(|l| l.strip_prefix("#   "));
    let moments: Vec<_> = moments.map(|l| utc(l.split(' ').next().unwrap())).collect();
    let past = PHRASES.lines().filter_map(|l| l.strip_prefix("past | "));
    let (mut ends, mut so_far) = (0, 0);
    for phrase in past.map(|l| l.split(" | ").next().unwrap()) {
        for now in &moments {
            let began = read(phrase, *now, LONDON, Tense::Past);
            let ended = read(phrase, *now, LONDON, Tense::Ended);
            let (Ok(began), Ok(ended)) = (&began, &ended) else {
                assert_eq!(spelled(&began), spelled(&ended), "{phrase} on {now}");
                continue;
            };
            if !began.no_time() {
                assert_eq!(began, ended, "{phrase} on {now}");
                continue;
            }
            let day = |at: DateTime<Utc>| at.with_timezone(&LONDON).date_naive();
            assert_eq!(day(began.at), day(ended.at), "{phrase} on {now}");
            let said = ended.told(*now, LONDON).join(" ");
            if day(began.at) == day(*now) {
                so_far += 1;
                assert_eq!(ended.at, *now, "{phrase}");
                assert!(said.contains("no time: now is used"), "{said}");
            } else {
                ends += 1;
                let local = ended.at.with_timezone(&LONDON).format("%H:%M:%S");
                assert_eq!(local.to_string(), "23:59:59", "{phrase} on {now}");
                assert!(said.contains("taken to the end of that day"), "{said}");
            }
        }
    }
    assert!(ends > 20 && so_far > 3, "{ends} {so_far}");
}

#[test]
fn what_a_field_proposes_is_of_its_tense() {
    let now = utc("2026-11-28T11:42:00Z");
    for tense in [Tense::Past, Tense::Future] {
        let proposed = forms(tense)
            .replace(" (day first)", "")
            .replace(" or ", ", ");
        for form in proposed.split(", ") {
            let got = read(form, now, LONDON, tense);
            assert!(got.is_ok(), "{tense:?} {form}: {got:?}");
        }
    }
}

#[test]
fn what_is_understood_is_said_in_full_with_what_was_read_into_it() {
    let now = utc("2026-11-27T11:40:00Z");
    let words = |typed: &str| {
        let read = read(typed, now, LONDON, Tense::Past).unwrap();
        (read.words(now, LONDON), read.remarks(LONDON).join(" "))
    };
    assert_eq!(
        words("Thu 21:00").0,
        "Thursday 26 November 2026, 21:00, yesterday"
    );
    let (said, remark) = words("25/10/2026 01:30");
    assert_eq!(said, "Sunday 25 October 2026, 01:30 BST");
    assert!(remark.contains("comes twice") && remark.ends_with("write 2026-10-25 01:30+00:00."));
    // What the remark proposes is the other of the two.
    assert_eq!(
        words("2026-10-25 01:30+00:00").0,
        "Sunday 25 October 2026, 01:30 GMT"
    );
    let (said, remark) = words("29/03/2026 01:30");
    assert_eq!(said, "Sunday 29 March 2026, 02:30 BST");
    assert!(remark.contains("does not exist in Europe/London"));
    let (said, remark) = words("25/12");
    assert_eq!(said, "Thursday 25 December 2025, no time: 00:00 is used");
    assert!(remark.contains("No time of day") && remark.contains("taken as 2025"));
    // Where the clocks change at midnight, a day alone is in doubt as well.
    let beirut = read("29/03/2026", now, Tz::Asia__Beirut, Tense::Past).unwrap();
    assert_eq!(beirut.notes, [Note::Skipped, Note::NoTime]);
}

#[test]
fn a_refusal_says_both_days_or_what_may_have_been_meant() {
    let now = utc("2026-11-28T11:42:00Z");
    for (typed, tense, why, hint) in [
        (
            "Friday 26 November",
            Tense::Past,
            "26 November 2026 is a Thursday, not a Friday",
            "Leave out the weekday",
        ),
        (
            "Thu 3 Dec 2026 21:00",
            Tense::Past,
            "is still to come: Thursday 3 December 2026, 21:00, in 5 days",
            "Did you mean Thursday 26 November 2026, 21:00?",
        ),
        (
            "25/12/2026",
            Tense::Past,
            "still to come",
            "Did you mean Thursday 25 December 2025?",
        ),
        ("tomorrow 9am", Tense::Past, "still to come", "gone by"),
        ("yesterday", Tense::Future, "has passed", "to come"),
        ("today", Tense::Future, "has begun already", "to come"),
    ] {
        let misread = read(typed, now, LONDON, tense).unwrap_err();
        let said = misread.reason(typed, now, LONDON);
        assert!(said.contains(why), "{typed}: {said}");
        let said = misread.hint(LONDON, tense);
        assert!(said.contains(hint), "{typed}: {said}");
    }
    let hostile = format!("\u{1b}[2J\u{202e}{}", "x".repeat(100_000));
    let said = read(&hostile, now, LONDON, Tense::Past)
        .unwrap_err()
        .reason(&hostile, now, LONDON);
    assert!(said.len() < 200 && !said.chars().any(crate::text::must_escape));
}

#[test]
fn what_is_remembered_of_a_time_is_dated_for_another_day() {
    let now = utc("2026-11-28T11:42:00Z");
    for (said, kept) in [
        (
            "Thu 21:00",
            "Thursday 26 November 2026, 21:00 GMT (said as: Thu 21:00)",
        ),
        ("yesterday", "Friday 27 November 2026 (said as: yesterday)"),
        ("26/11/2026 21:00", "Thursday 26 November 2026, 21:00 GMT"),
        (
            "29/03/2026 01:30",
            "Sunday 29 March 2026, 02:30 BST (said as: 29/03/2026 01:30)",
        ),
        ("in May", "in May"),
        ("after the reshuffle", "after the reshuffle"),
        ("", ""),
    ] {
        assert_eq!(super::remembered(said, now, LONDON).as_deref(), Ok(kept));
    }
    for refused in ["tomorrow", "3/12/2026", "Fri 26 November"] {
        assert!(
            super::remembered(refused, now, LONDON).is_err(),
            "{refused}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_a_past_field_never_takes_what_is_to_come(
        typed in "(at |last |next |in )?(thu|sat|26 nov|29/2|25 oct|today|yesterday|1/1|3|\\+1|9999-12-31)?[ ,]?([0-9]{1,2}[:.][0-9]{2}|[0-9]{1,4}(am|pm|h)?|noon|midnight)?( ago| bst|Z)?|\\PC{0,40}",
        seconds in 0i64..4_000_000_000,
        zone in prop::sample::select(vec![LONDON, Tz::Asia__Beirut, Tz::Pacific__Apia, Tz::UTC, Tz::America__Caracas]),
    ) {
        let now = Utc.timestamp_opt(seconds, 0).unwrap();
        if let Ok(read) = read(&typed, now, zone, Tense::Past) {
            prop_assert!(read.at <= now);
            prop_assert!(!read.words(now, zone).is_empty());
        }
        match read(&typed, now, zone, Tense::Future) {
            Ok(read) => prop_assert!(read.at >= now),
            Err(e) => prop_assert!(!e.reason(&typed, now, zone).is_empty()),
        }
    }
}

#[test]
fn a_length_is_written_as_it_is_read() {
    for seconds in [0, 45, 1_800, 3_600, 86_400, 172_800, 604_800, 7_776_000] {
        let read = super::read_duration(&super::typed_length(seconds));
        assert_eq!(read.map(|d| d.num_seconds()), Some(seconds));
    }
}
