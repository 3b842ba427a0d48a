use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_built_in_policy_reads_without_a_word() {
    let source = Source {
        file: "x".into(),
        text: BUILTIN_TEXT.to_owned(),
    };
    let (policy, mut found) = base::read(&source);
    found.extend(base::complete(&policy, &source));
    let told: Vec<_> = found.iter().map(Diagnostic::render).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(policy.id(), "uk-nccc-2023");
    assert_eq!(policy.digest().len(), 64);
    assert_eq!(policy, Policy::builtin());
}

#[test]
fn the_channels_are_those_of_the_interface() {
    let policy = Policy::builtin();
    let ids: Vec<_> = policy.channels().iter().map(|c| c.id.as_str()).collect();
    assert_eq!(
        ids.join(" "),
        "whatsapp signal email sms facebook linkedin telegram imessage other"
    );
    assert!(policy.channels().iter().all(|c| !c.corporate));
    let whatsapp = policy.channel("WhatsApp").unwrap();
    assert_eq!(whatsapp.label, "WhatsApp");
    let hours: Vec<_> = whatsapp
        .timers
        .iter()
        .map(chrono::TimeDelta::num_hours)
        .collect();
    assert_eq!(hours, [24, 7 * 24, 90 * 24]);
    assert_eq!(whatsapp.timer_from, TimerFrom::Sent);
    assert_eq!(
        policy.channel("signal").unwrap().timer_from,
        TimerFrom::Read
    );
    assert_eq!(policy.channel("corporate"), None);
}

#[test]
fn the_review_date_is_told_once_it_is_past() {
    let policy = Policy::builtin();
    assert_eq!(policy.review_notice(day("2025-12-31")), None);
    let notice = policy.review_notice(day("2026-01-01")).unwrap();
    assert!(notice.contains("31 December 2025") && notice.contains("early 2027"));
}

#[test]
fn every_cue_says_why_and_none_calls_a_message_not_significant() {
    let policy = Policy::builtin();
    assert!(policy.cues.all().len() > 50);
    for cue in policy.cues.all() {
        assert!(cue.why.starts_with("may "), "{cue:?}");
        assert!(!cue.why.contains("significant"));
    }
    let found = policy.cues("Minister content with option B, please start drafting on that basis");
    let phrases: Vec<_> = found.iter().map(|(p, _)| *p).collect();
    assert_eq!(
        phrases,
        [
            "content with",
            "minister content",
            "option",
            "start drafting"
        ]
    );
    assert!(policy.cues("ok thanks, see you at 6").is_empty());
}
