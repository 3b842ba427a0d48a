use super::base::BUILTIN_TEXT;
use super::*;
use crate::document::{Diagnostic, Source};

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
        "whatsapp signal email sms facebook linkedin telegram imessage other instagram"
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

#[test]
fn the_steps_of_a_departure_follow_role_devices_and_occasion() {
    let policy = Policy::builtin();
    let ids = |role, devices: &[Device], kinds: &[Occasion]| -> Vec<String> {
        let steps = policy.departure_steps(role, devices, kinds);
        steps.iter().map(|s| s.id.clone()).collect()
    };
    let leaving = ids("official", &[Device::Corporate], &[Occasion::Leaving]);
    for id in [
        "unknown",
        "timers",
        "successor",
        "groups",
        "apart",
        "drift",
        "reports",
        "requests",
    ] {
        assert!(leaving.iter().any(|s| s == id), "{id} in {leaving:?}");
    }
    for id in ["linked", "number", "hand-back", "ministerial-code"] {
        assert!(!leaving.iter().any(|s| s == id), "{id} in {leaving:?}");
    }
    let own = ids(
        "minister",
        &[Device::Personal],
        &[Occasion::Leaving, Occasion::Device],
    );
    assert!(own.contains(&"ministerial-code".into()) && own.contains(&"linked".into()));
    assert!(
        !own.contains(&"number".into()),
        "one's own number stays: {own:?}"
    );
    let unnamed = ids("official", &[], &[Occasion::Device]);
    assert!(
        unnamed.contains(&"number".into()),
        "where no device is named none is left out: {unnamed:?}"
    );
    for step in policy.checklists().iter().flat_map(|l| &l.steps) {
        let told = step.source.is_some() || !step.paragraphs.is_empty();
        assert!(told, "{} says where it comes from", step.id);
        for word in ["wipe", "factory", "compliant", "approved"] {
            assert!(!step.text.to_lowercase().contains(word), "{}", step.text);
        }
    }
}

#[test]
fn a_step_is_the_guidance_s_own_with_its_verb_or_is_called_a_reading() {
    let policy = Policy::builtin();
    let kinds = [Occasion::Leaving, Occasion::Device];
    let steps = policy.departure_steps("minister", &[], &kinds);
    let own = steps.iter().filter(|s| s.source.is_none());
    let own: Vec<_> = own
        .map(|s| (s.id.as_str(), s.verb, s.paragraphs.join(" ")))
        .collect();
    assert_eq!(
        own,
        [
            ("unknown", Some(Verb::Should), "23".to_owned()),
            ("reports", Some(Verb::Should), "10a".to_owned())
        ]
    );
    let readings = steps.iter().filter(|s| s.source.is_some());
    let mut of = Vec::new();
    for step in readings {
        let source = step.source.as_deref().unwrap_or_default();
        assert!(
            source.starts_with("this tool's reading"),
            "{}: {source}",
            step.id
        );
        assert_eq!(step.verb, None, "{}", step.id);
        of.push((step.id.as_str(), step.paragraphs.join(" ")));
    }
    for (id, paragraphs) in [
        ("timers", "24"),
        ("successor", "22"),
        ("apart", "18"),
        ("drift", "18"),
        ("requests", "28"),
        ("ministerial-code", "27"),
        ("number", ""),
        ("linked", ""),
        ("hand-back", ""),
    ] {
        assert!(of.contains(&(id, paragraphs.to_owned())), "{id}: {of:?}");
    }
}

#[test]
fn a_department_adds_steps_and_names_who_they_lead_to() {
    let text = "[recipients]\nrequests = \"foi@example.gov.uk\"\n\
                [[step]]\nlist = \"departure\"\nid = \"pass\"\nroles = [\"contractor\"]\ntext = \"Give the pass back.\"\n\
                [[step]]\nlist = \"departure\"\ntext = \"Say goodbye.\"\n\
                [[step]]\nlist = \"departure\"\nid = \"pass\"\ntext = \"Twice.\"\n\
                [[step]]\nlist = \"departure\"\nkinds = [\"moving\"]\ntext = \"Unknown occasion.\"\n";
    let source = Source {
        file: "policy.toml".into(),
        text: text.into(),
    };
    let mut policy = Policy::builtin();
    let told = lay(&mut policy, &source, Origin::Department);
    let told: Vec<String> = told.iter().map(Diagnostic::render).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("stands here a second time"), "{}", told[0]);
    assert!(told[1].contains("leaving, device"), "{}", told[1]);
    let steps = policy.departure_steps("contractor", &[], &[Occasion::Leaving]);
    let pass = steps.iter().find(|s| s.id == "pass").unwrap();
    assert_eq!(
        (pass.by, pass.text.as_str()),
        (Origin::Department, "Give the pass back.")
    );
    let own = steps.iter().find(|s| s.text == "Say goodbye.").unwrap();
    assert!(
        own.id.starts_with("step-") && own.id.len() == 13,
        "{}",
        own.id
    );
    let requests = steps.iter().find(|s| s.id == "requests").unwrap();
    assert_eq!(requests.recipient, Some(Recipient::Requests));
    assert_eq!(
        policy
            .departure_steps("official", &[], &[])
            .iter()
            .filter(|s| s.id == "pass")
            .count(),
        0
    );
}
