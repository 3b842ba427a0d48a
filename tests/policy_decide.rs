//! The guidance's table, written out by hand and held against every combination of answers.
//!
//! Nothing here is read from the policy file: the expectations are this file's own reading of
//! paragraphs 7 to 20, 24, 35 and 36.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use onrecord::document::Source;
use onrecord::policy::{
    Case, Decision, Device, Level, Origin, Policy, Scope, Situation, Verb, Verdict, decide, lay,
};

static BUILTIN: LazyLock<Policy> = LazyLock::new(Policy::builtin);

/// Markings with what they come to: (text, SECRET or above, protective, restrictions to observe).
const MARKINGS: &[(&str, bool, bool, bool)] = &[
    ("OFFICIAL", false, false, false),
    ("OFFICIAL - FOR PUBLIC RELEASE", false, false, false),
    (
        "OFFICIAL - LEGAL PROFESSIONAL PRIVILEGE (LPP)",
        false,
        true,
        true,
    ),
    ("OFFICIAL - HMG USE ONLY", false, true, true),
    ("OFFICIAL - ANOTHER HOUSE'S MARKING", false, true, true),
    ("UK OFFICIAL", false, true, false),
    ("OFFICIAL-SENSITIVE", false, true, true),
    ("OFFICIAL-SENSITIVE - RECIPIENTS ONLY", false, true, true),
    ("SECRET", true, false, false),
    ("TOP SECRET - RECIPIENTS ONLY", true, true, true),
];

/// Devices with whether the private column applies.
const DEVICES: &[(Device, bool)] = &[
    (Device::Corporate, false),
    (Device::ManagedPersonal, false),
    (Device::Personal, true),
    (Device::OtherManaged, true),
    (Device::Unsure, true),
];

/// Channels with whether the department lists them as corporate.
const CHANNELS: &[(Option<&str>, bool)] = &[
    (Some("whatsapp"), false),
    (Some("email"), false),
    (Some("carrier-pigeon"), false),
    (None, false),
    (Some("teams"), true),
];

/// The built-in policy and, on it, a department's file that lists one corporate channel.
fn policy() -> Policy {
    let mut policy = Policy::builtin();
    let source = Source {
        file: "policy.toml".into(),
        text: "[[channel]]\nid = \"teams\"\nlabel = \"Teams\"\ncorporate = true\n".to_owned(),
    };
    assert_eq!(lay(&mut policy, &source, Origin::Department), []);
    policy
}

#[derive(Debug)]
struct Expected {
    verdict: Verdict,
    paragraphs: &'static [&'static str],
    duties: BTreeSet<(&'static str, Verb)>,
}

struct Answers {
    secret: bool,
    protective: bool,
    restrictions: bool,
    private: bool,
    corporate_channel: bool,
}

fn expected(a: &Answers, case: &Case) -> Expected {
    let mut duties = BTreeSet::new();
    let government = case.scope == Scope::Government;
    let care = case.significant || a.protective;
    let (verdict, paragraphs): (_, &[&str]) = if a.corporate_channel {
        (Verdict::NotNccc, &["12", "7"])
    } else if a.secret {
        (Verdict::MustNotUse, &["11"])
    } else if !government {
        (Verdict::OutOfScope, &["18"])
    } else if care && a.private {
        (Verdict::ExceptionalOnly, &["10a"])
    } else if care {
        (Verdict::ParticularCare, &["9a"])
    } else if a.private {
        (Verdict::PermittedDueRegard, &["10b"])
    } else {
        (Verdict::Permitted, &["9b"])
    };
    let ruled = !a.corporate_channel && (a.secret || government);
    if ruled && a.secret {
        duties.insert(("do-not-share", Verb::MustNot));
    }
    let used = case.situation != Situation::Received;
    if ruled && !a.secret && used {
        // The "should" of 9a, 9b and 10b: each speaks of communicating.
        duties.extend(match (care, a.private) {
            (true, false) => Some(("particular-care", Verb::Should)),
            (false, false) => Some(("discretion", Verb::Should)),
            (false, true) => Some(("security-regard", Verb::Should)),
            (true, true) => None,
        });
    }
    if ruled && !a.secret && case.situation == Situation::AboutToUse {
        duties.insert(("choose-device", Verb::Must));
        duties.insert(("consider-security", Verb::Should));
    }
    if !a.corporate_channel && !a.secret && !government {
        duties.insert(("drift", Verb::Must));
    }
    if ruled && !a.secret {
        duties.insert(("timers", Verb::MustNot));
        if case.significant {
            duties.insert(("capture", Verb::Should));
            duties.insert(("consider-switching", Verb::Consider));
        }
        if care && a.private && case.situation != Situation::Received {
            duties.insert(("report", Verb::Should));
        }
    }
    if ruled && a.restrictions {
        duties.insert(("observe-markings", Verb::Must));
    }
    if ruled && case.personal_data {
        duties.insert(("data-protection", Verb::Must));
    }
    Expected {
        verdict,
        paragraphs,
        duties,
    }
}

fn duties(decision: &Decision) -> BTreeSet<(&str, Verb)> {
    let set: BTreeSet<_> = decision
        .duties
        .iter()
        .map(|d| (d.id.as_str(), d.verb))
        .collect();
    assert_eq!(set.len(), decision.duties.len(), "a duty is said once");
    set
}

#[test]
fn every_combination_gets_the_verdict_paragraphs_and_duties_of_the_guidance() {
    let policy = policy();
    let mut seen = BTreeSet::new();
    let mut cases = 0;
    for (text, secret, protective, restrictions) in MARKINGS {
        let marking = policy.marking(text).unwrap();
        for (device, private) in DEVICES {
            for (channel, corporate_channel) in CHANNELS {
                let answers = Answers {
                    secret: *secret,
                    protective: *protective,
                    restrictions: *restrictions,
                    private: *private,
                    corporate_channel: *corporate_channel,
                };
                for situation in Situation::ALL {
                    for scope in Scope::ALL {
                        for bits in 0..4 {
                            let case = Case {
                                situation: *situation,
                                scope: *scope,
                                marking: Some(marking.clone()),
                                significant: bits & 1 == 1,
                                device: *device,
                                channel: channel.map(str::to_owned),
                                personal_data: bits & 2 == 2,
                            };
                            let expected = expected(&answers, &case);
                            let found = decide(&policy, &case);
                            assert_eq!(found.verdict, expected.verdict, "{case:?}");
                            assert_eq!(found.paragraphs, expected.paragraphs, "{case:?}");
                            assert_eq!(duties(&found), expected.duties, "{case:?}");
                            assert_eq!(found.by, Origin::Guidance);
                            assert_eq!(found.policy, "uk-nccc-2023");
                            assert!(
                                !(case.significant
                                    && matches!(
                                        found.verdict,
                                        Verdict::Permitted | Verdict::PermittedDueRegard
                                    )),
                                "significant and permitted never go together"
                            );
                            seen.insert(found.verdict);
                            cases += 1;
                        }
                    }
                }
            }
        }
    }
    assert_eq!(seen.len(), Verdict::ALL.len());
    assert_eq!(cases, 10 * 5 * 5 * 3 * 5 * 4);
}

fn case(marking: &str, device: Device, situation: Situation, significant: bool) -> Case {
    Case {
        situation,
        marking: Some(BUILTIN.marking(marking).unwrap()),
        significant,
        device,
        channel: Some("whatsapp".to_owned()),
        ..Case::default()
    }
}

#[test]
fn duties_follow_the_situation_and_not_the_verdict() {
    let policy = Policy::builtin();
    let ids = |c: &Case| {
        let d = decide(&policy, c);
        let mut ids: Vec<_> = d.duties.iter().map(|d| d.id.clone()).collect();
        ids.sort();
        (d.verdict, ids.join(" "))
    };
    for (marking, device, situation, significant, verdict, expected) in [
        // Marked but not significant: care, and nothing to capture.
        (
            "official-sensitive",
            Device::Corporate,
            Situation::AboutToUse,
            false,
            Verdict::ParticularCare,
            "choose-device consider-security observe-markings particular-care timers",
        ),
        // Received on a private device: capture and consider, no report.
        (
            "official",
            Device::Personal,
            Situation::Received,
            true,
            Verdict::ExceptionalOnly,
            "capture consider-switching timers",
        ),
        // The same already used: a report is due as well.
        (
            "official",
            Device::Personal,
            Situation::AlreadyUsed,
            true,
            Verdict::ExceptionalOnly,
            "capture consider-switching report timers",
        ),
        // Logistics on a private device: nothing to report.
        (
            "official",
            Device::Personal,
            Situation::AboutToUse,
            false,
            Verdict::PermittedDueRegard,
            "choose-device consider-security security-regard timers",
        ),
        // SECRET: nothing is to be captured from here, and no timer is the point.
        (
            "secret",
            Device::Corporate,
            Situation::Received,
            true,
            Verdict::MustNotUse,
            "do-not-share",
        ),
    ] {
        let found = ids(&case(marking, device, situation, significant));
        assert_eq!(
            found,
            (verdict, expected.to_owned()),
            "{marking} {device} {situation}"
        );
    }
}

#[test]
fn the_descriptor_personal_data_counts_without_the_answer() {
    let d = decide(
        &Policy::builtin(),
        &case(
            "official - personal data",
            Device::Corporate,
            Situation::AboutToUse,
            false,
        ),
    );
    let duty = d.duties.iter().find(|d| d.id == "data-protection").unwrap();
    assert_eq!(
        (duty.verb, duty.paragraphs.join(" ")),
        (Verb::Must, "35 36".to_owned())
    );
}

#[test]
fn each_duty_carries_its_verb_and_paragraph() {
    let mut c = case(
        "official-sensitive - lpp",
        Device::Personal,
        Situation::AlreadyUsed,
        true,
    );
    c.personal_data = true;
    let d = decide(&Policy::builtin(), &c);
    let told: Vec<_> = d
        .duties
        .iter()
        .map(|d| format!("{} {} {}", d.id, d.verb, d.paragraphs.join(" ")))
        .collect();
    assert_eq!(
        told,
        [
            "observe-markings must 7",
            "capture should 19",
            "consider-switching consider 20",
            "report should 10a",
            "timers must-not 24",
            "data-protection must 35 36",
        ]
    );
}

#[test]
fn what_the_guidance_does_not_say_is_labelled() {
    let policy = Policy::builtin();
    let notices = |c: &Case| decide(&policy, c).notices.join("\n");
    let ask = |marking: &str, device| notices(&case(marking, device, Situation::AboutToUse, false));
    for (text, part) in [
        (ask("official", Device::Unsure), "Not knowing who manages"),
        (
            ask("official", Device::OtherManaged),
            "managed by another organisation",
        ),
        (
            ask("official - for public release", Device::Corporate),
            "FOR PUBLIC RELEASE is not counted",
        ),
        (
            ask("official - border watch", Device::Corporate),
            "BORDER WATCH is not listed",
        ),
    ] {
        let line = text
            .lines()
            .find(|l| l.contains(part))
            .unwrap_or_else(|| panic!("{text}"));
        assert!(line.contains("this tool's reading"), "{line}");
    }
    let mut unstated = case("official", Device::Corporate, Situation::AboutToUse, false);
    unstated.marking = None;
    assert!(notices(&unstated).contains("what would its source carry?"));
    unstated.channel = Some("pigeon".to_owned());
    assert!(
        notices(&unstated).contains("\"pigeon\"; it is treated as an NCCC (this tool's reading")
    );
}

#[test]
fn secret_gives_the_incident_steps_and_no_request_for_content() {
    let policy = Policy::builtin();
    for level in [Level::Secret, Level::TopSecret] {
        for scope in Scope::ALL {
            let c = Case {
                scope: *scope,
                ..case(
                    level.as_str(),
                    Device::Corporate,
                    Situation::AlreadyUsed,
                    false,
                )
            };
            let text = decide(&policy, &c).notices.join("\n");
            assert!(
                text.contains("security team") && text.contains("GSCP, para 43"),
                "{text}"
            );
            assert!(text.contains("without content"));
        }
    }
    let before = decide(
        &policy,
        &case("secret", Device::Corporate, Situation::AboutToUse, false),
    );
    assert!(
        before
            .notices
            .iter()
            .all(|n| n.starts_with("If it has already happened: "))
    );
}

#[test]
fn no_word_of_approval_is_said() {
    let policy = policy();
    let banned = [
        "compliant",
        "approved",
        "evidence",
        "forged",
        "lost",
        "dismissed",
        "safe to wipe",
    ];
    let mut said = String::new();
    for (text, ..) in MARKINGS {
        for (device, _) in DEVICES {
            for situation in Situation::ALL {
                for scope in Scope::ALL {
                    let mut c = case(text, *device, *situation, true);
                    c.scope = *scope;
                    let d = decide(&policy, &c);
                    said.push_str(&format!("{} {}", d.text, d.notices.join(" ")));
                    d.duties.iter().for_each(|d| said.push_str(&d.text));
                }
            }
        }
    }
    for p in policy.paragraphs() {
        said.push_str(&p.summary);
    }
    for list in policy.checklists() {
        list.steps.iter().for_each(|s| said.push_str(&s.text));
    }
    let said = said.to_lowercase();
    for word in banned {
        assert!(!said.contains(word), "{word}");
    }
    for (verdict, device) in [
        (Verdict::Permitted, Device::Corporate),
        (Verdict::PermittedDueRegard, Device::Personal),
    ] {
        let d = decide(
            &policy,
            &case("official", device, Situation::AboutToUse, false),
        );
        assert_eq!(d.verdict, verdict);
        assert!(d.text.contains("in your judgement"));
    }
}
