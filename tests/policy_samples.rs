//! The policy files that come with the packages: each is read without a complaint, and decides as its head says.

use onrecord::document::{Diagnostic, Source};
use onrecord::policy::{
    Case, Device, Feature, Origin, Policy, Situation, TimerRule, Verdict, decide, lay,
};

fn sample(name: &str) -> Policy {
    let path = format!(
        "{}/packaging/samples/{name}.toml",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap();
    let mut policy = Policy::builtin();
    let source = Source {
        file: path.into(),
        text,
    };
    let found = lay(&mut policy, &source, Origin::Department);
    let told: Vec<String> = found.iter().map(Diagnostic::render).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(policy.cautions().is_empty());
    policy
}

fn case(policy: &Policy, channel: &str, device: Device, marking: &str) -> Case {
    Case {
        channel: Some(channel.to_owned()),
        device,
        marking: Some(policy.marking(marking).unwrap()),
        significant: true,
        ..Case::default()
    }
}

fn verdict(policy: &Policy, channel: &str, device: Device, marking: &str) -> Verdict {
    decide(policy, &case(policy, channel, device, marking)).verdict
}

const CHANNELS: &[&str] = &[
    "whatsapp", "signal", "email", "sms", "facebook", "linkedin", "telegram", "imessage", "other",
];
const DEVICES: &[Device] = &[
    Device::Corporate,
    Device::ManagedPersonal,
    Device::Personal,
    Device::OtherManaged,
    Device::Unsure,
];

/// As the Scottish Government decided for itself in 2025: none of them, for any government business.
#[test]
fn where_no_such_channel_is_used_every_use_is_refused_and_what_was_received_can_be_put_on_record() {
    let policy = sample("no-such-channels");
    for channel in CHANNELS {
        for device in DEVICES {
            for marking in ["official", "official-sensitive"] {
                let verdict = verdict(&policy, channel, *device, marking);
                assert_eq!(
                    verdict,
                    Verdict::MustNotUse,
                    "{channel} {device:?} {marking}"
                );
            }
        }
    }
    let received = Case {
        situation: Situation::Received,
        ..case(&policy, "whatsapp", Device::Personal, "official")
    };
    let decided = decide(&policy, &received);
    assert!(
        decided.duties.iter().any(|d| d.id == "capture"),
        "what came in is still captured: {:?}",
        decided.duties
    );
    assert_eq!(
        policy.overlay().timers.as_ref().map(|t| t.value),
        Some(TimerRule::Forbidden)
    );
    // What could carry a text out is off; signatures and time stamps carry a sum.
    for feature in Feature::ALL {
        let carries_a_sum = matches!(feature, Feature::Signing | Feature::Witnessing);
        assert_eq!(
            policy.overlay().allows(*feature),
            carries_a_sum,
            "{feature:?}"
        );
    }
    assert!(policy.overlay().rollup.is_none());
}

#[test]
fn a_corporate_channel_is_none_of_those_the_guidance_speaks_of_and_the_others_stay() {
    let (policy, guidance) = (sample("own-corporate-channel"), Policy::builtin());
    let of = |channel| verdict(&policy, channel, Device::Corporate, "official");
    assert_eq!(of("teams"), Verdict::NotNccc);
    for channel in CHANNELS {
        for device in DEVICES {
            let [ours, theirs] =
                [&policy, &guidance].map(|p| verdict(p, channel, *device, "official"));
            assert_eq!(ours, theirs, "{channel} {device:?}");
        }
    }
    assert_ne!(
        of("teams-2"),
        Verdict::NotNccc,
        "another name is another channel"
    );
    let words = policy.overlay().timer_words(24 * 3600);
    assert!(words.is_some_and(|w| w.contains("7 days")));
    assert!(policy.overlay().timer_words(7 * 24 * 3600).is_none());
    assert_eq!(
        policy.overlay().rollup.as_ref().map(|r| r.allowed),
        Some(false)
    );
}

#[test]
fn a_private_office_allows_four_channels_and_asks_for_permission_where_care_is_needed() {
    let policy = sample("private-office");
    let on = |channel| verdict(&policy, channel, Device::Corporate, "official");
    for channel in CHANNELS {
        let allowed = ["whatsapp", "signal", "sms", "email"].contains(channel);
        assert_eq!(on(channel) == Verdict::MustNotUse, !allowed, "{channel}");
    }
    let private = decide(
        &policy,
        &case(&policy, "whatsapp", Device::Personal, "official-sensitive"),
    );
    let said = format!("{:?} {:?}", private.duties, private.notices);
    assert!(said.contains("Principal Private Secretary"), "{said}");
    assert!(policy.overlay().timer_words(3600).is_some());
    assert!(policy.overlay().timer_words(24 * 3600).is_none());
    let rollup = policy.overlay().rollup.as_ref().unwrap();
    assert_eq!(
        (rollup.allowed, rollup.unit.as_deref()),
        (true, Some("Private offices"))
    );
}
