//! Whatever two files hold, the upper is nowhere milder than the lower.

use std::sync::LazyLock;

use onrecord::document::Source;
use onrecord::policy::{
    Case, Device, Origin, Policy, Scope, Situation, TimerRule, Verb, Verdict, decide, lay,
};
use proptest::prelude::*;

static BUILTIN: LazyLock<Policy> = LazyLock::new(Policy::builtin);

fn source(text: &str) -> Source {
    Source {
        file: "policy.toml".into(),
        text: text.to_owned(),
    }
}

/// Pieces of overlays, stricter, milder, wrong and senseless ones mixed.
fn piece() -> impl Strategy<Value = String> {
    let verdict = proptest::sample::select(Verdict::WORDS);
    let verb = proptest::sample::select(Verb::WORDS);
    let flag = proptest::sample::select(
        &[
            "governed",
            "care",
            "private",
            "significant",
            "protective",
            "restricted",
            "personal_data",
            "outside",
            "corporate",
        ][..],
    );
    let channel = proptest::sample::select(&["whatsapp", "signal", "sms", "other", "teams"][..]);
    let level = proptest::sample::select(
        &[
            "official",
            "official-sensitive",
            "secret",
            "top-secret",
            "protect",
        ][..],
    );
    let duty = proptest::sample::select(
        &[
            "capture",
            "report",
            "timers",
            "consider-switching",
            "data-protection",
            "do-not-share",
            "new-one",
        ][..],
    );
    let when =
        (flag, any::<bool>(), channel.clone(), level, 0..6u8).prop_map(|(f, yes, c, l, kind)| {
            match kind {
                0 => String::new(),
                1 => format!("when = {{ {f} = {yes} }}\n"),
                2 => format!("when = {{ {f} = {yes}, channel = [\"{c}\"] }}\n"),
                3 => format!("when = {{ channel_not = [\"{c}\"] }}\n"),
                4 => format!("when = {{ level = [\"{l}\"], {f} = {yes} }}\n"),
                _ => format!("when = {{ situation = [\"received\"], {f} = {yes} }}\n"),
            }
        });
    prop_oneof![
        4 => (verdict, when.clone()).prop_map(|(v, w)| format!("[[rule]]\nverdict = \"{v}\"\nwhy = \"w\"\n{w}")),
        2 => (duty, verb, when.clone(), any::<bool>()).prop_map(|(d, v, w, text)| {
            let text = if text { format!("text = \"t\"\n{w}") } else { String::new() };
            format!("[[duty]]\nid = \"{d}\"\nverb = \"{v}\"\n{text}")
        }),
        1 => (channel.clone(), any::<bool>()).prop_map(|(c, yes)| format!("[[channel]]\nid = \"{c}\"\ncorporate = {yes}\n")),
        1 => channel.clone().prop_map(|c| format!("[[channel]]\nid = \"{c}\"\nlabel = \"L\"\n")),
        1 => (channel.clone(), channel).prop_map(|(a, b)| format!("[channels]\nallowed = [\"{a}\", \"{b}\"]\n")),
        1 => Just("[devices]\nprivate = \"never\"\n".to_owned()),
        1 => when.prop_map(|w| format!("[permission]\nfrom = \"HoU\"\n{w}")),
        1 => Just("[[prohibited]]\ntext = \"t\"\n".to_owned()),
        1 => proptest::sample::select(TimerRule::WORDS).prop_map(|r| format!("[timers]\nrule = \"{r}\"\n")),
        1 => "[a-z=\\[\\]\" \n]{0,20}",
    ]
}

fn some_case() -> impl Strategy<Value = Case> {
    let marking = proptest::sample::select(
        &[
            "official",
            "official - for public release",
            "official - lpp",
            "official-sensitive",
            "secret",
            "uk top secret",
        ][..],
    );
    let channel = proptest::option::of(proptest::sample::select(
        &["whatsapp", "signal", "sms", "other", "teams", "nonsense"][..],
    ));
    (
        proptest::sample::select(Situation::ALL),
        proptest::sample::select(Scope::ALL),
        proptest::option::of(marking),
        proptest::sample::select(Device::ALL),
        channel,
        any::<(bool, bool)>(),
    )
        .prop_map(
            |(situation, scope, marking, device, channel, (significant, personal_data))| Case {
                situation,
                scope,
                marking: marking.map(|m| BUILTIN.marking(m).unwrap()),
                significant,
                device,
                channel: channel.map(str::to_owned),
                personal_data,
            },
        )
}

/// Holds `upper` to be nowhere milder than `lower`; `released` are channels a department made corporate.
fn nowhere_milder(lower: &Policy, upper: &Policy, case: &Case) -> Result<(), TestCaseError> {
    let (a, b) = (decide(lower, case), decide(upper, case));
    match (a.verdict.strictness(), b.verdict.strictness()) {
        (Some(a), Some(b)) => prop_assert!(b >= a),
        _ => prop_assert_eq!(a.verdict, b.verdict),
    }
    for duty in &a.duties {
        let kept = b.duties.iter().find(|d| d.id == duty.id);
        prop_assert!(
            kept.is_some_and(|d| d.verb.strength() >= duty.verb.strength()),
            "{} is gone",
            duty.id
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever a department's and a user's files hold, no case gets a milder verdict and no duty goes;
    /// only a department's `corporate = true` takes a channel out of the guidance.
    #[test]
    fn no_overlay_is_milder(
        department in proptest::collection::vec(piece(), 0..5),
        user in proptest::collection::vec(piece(), 0..5),
        cases in proptest::collection::vec(some_case(), 60),
    ) {
        let base = BUILTIN.clone();
        let mut first = base.clone();
        lay(&mut first, &source(&department.concat()), Origin::Department);
        let mut second = first.clone();
        lay(&mut second, &source(&user.concat()), Origin::User);
        for case in &cases {
            let corporate = case.channel.as_deref().and_then(|c| first.channel(c)).is_some_and(|c| c.corporate);
            if corporate {
                prop_assert_eq!(decide(&first, case).verdict, Verdict::NotNccc);
            } else {
                nowhere_milder(&base, &first, case)?;
            }
            nowhere_milder(&first, &second, case)?;
        }
    }

    /// A policy file cut anywhere is told or still means something, and never stops the program.
    #[test]
    fn a_cut_file_never_stops_the_program(
        pieces in proptest::collection::vec(piece(), 0..5),
        part in 0usize..=100,
    ) {
        let text = pieces.concat();
        let cut: String = text.chars().take(text.len() * part / 100).collect();
        let mut policy = BUILTIN.clone();
        for found in lay(&mut policy, &source(&cut), Origin::Department) {
            prop_assert!(found.render().contains("policy.toml"));
        }
        prop_assert_eq!(decide(&policy, &Case::default()).policy, "uk-nccc-2023");
    }
}
