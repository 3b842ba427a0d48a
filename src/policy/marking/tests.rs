use super::*;
use crate::policy::Policy;
use proptest::prelude::*;
use std::sync::LazyLock;

static BUILTIN: LazyLock<Policy> = LazyLock::new(Policy::builtin);

fn read(text: &str) -> Result<String, String> {
    let marking = BUILTIN.marking(text).map_err(|e| e.to_string())?;
    Ok(marking.to_string())
}

#[test]
fn legal_markings_come_out_in_the_one_spelling_and_order() {
    for (given, expected) in [
        ("official", "OFFICIAL"),
        ("official: commercial", "OFFICIAL - COMMERCIAL"),
        (
            "official: sensitive, commercial",
            "OFFICIAL-SENSITIVE - COMMERCIAL",
        ),
        (
            "secret - secret intelligence service use only",
            "SECRET - SECRET INTELLIGENCE SERVICE USE ONLY",
        ),
        ("official-sensitive", "OFFICIAL-SENSITIVE"),
        ("secret", "SECRET"),
        ("top-secret", "TOP SECRET"),
        ("Top  Secret", "TOP SECRET"),
        ("OFFICIAL SENSITIVE", "OFFICIAL-SENSITIVE"),
        ("official - sensitive", "OFFICIAL-SENSITIVE"),
        ("Official\u{2013}Sensitive", "OFFICIAL-SENSITIVE"),
        (
            "OFFICIAL-SENSITIVE COMMERCIAL",
            "OFFICIAL-SENSITIVE - COMMERCIAL",
        ),
        (
            "official-sensitive-recipients only",
            "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
        ),
        (
            "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
            "OFFICIAL-SENSITIVE - RECIPIENTS ONLY",
        ),
        ("secret - recipients only", "SECRET - RECIPIENTS ONLY"),
        (
            "top secret - recipients only",
            "TOP SECRET - RECIPIENTS ONLY",
        ),
        (
            "official-for public release",
            "OFFICIAL - FOR PUBLIC RELEASE",
        ),
        (
            "official - home office use only",
            "OFFICIAL - HOME OFFICE USE ONLY",
        ),
        (
            "official-sensitive - [Home Office/MoJ] use only",
            "OFFICIAL-SENSITIVE - HOME OFFICE/MOJ USE ONLY",
        ),
        ("top secret - fcdo use only", "TOP SECRET - FCDO USE ONLY"),
        ("official - hmg use only", "OFFICIAL - HMG USE ONLY"),
        ("secret - hmg use only", "SECRET - HMG USE ONLY"),
        (
            "official - embargoed until 2026-11-25 09:30 then for public release",
            "OFFICIAL - EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE",
        ),
        (
            "secret - embargoed until 25 nov 2026 9.30am, then recipients only",
            "SECRET - EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN RECIPIENTS ONLY",
        ),
        (
            "OFFICIAL - EMBARGOED until 25/11/2026 09:30 - FOR PUBLIC RELEASE",
            "OFFICIAL - EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE",
        ),
        ("official - personal data", "OFFICIAL - PERSONAL DATA"),
        (
            "official - lpp",
            "OFFICIAL - LEGAL PROFESSIONAL PRIVILEGE (LPP)",
        ),
        (
            "top secret - legal professional privilege",
            "TOP SECRET - LEGAL PROFESSIONAL PRIVILEGE (LPP)",
        ),
        ("official-sensitive - legal", "OFFICIAL-SENSITIVE - LEGAL"),
        ("official - market-sensitive", "OFFICIAL - MARKET SENSITIVE"),
        (
            "official-sensitive-market-sensitive",
            "OFFICIAL-SENSITIVE - MARKET SENSITIVE",
        ),
        ("secret - commercial", "SECRET - COMMERCIAL"),
        ("official - HR/Management", "OFFICIAL - HR / MANAGEMENT"),
        (
            "secret - commercial - recipients only",
            "SECRET - RECIPIENTS ONLY - COMMERCIAL",
        ),
        (
            "OFFICIAL-SENSITIVE - PERSONAL DATA - RECIPIENTS ONLY - PERSONAL DATA",
            "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA",
        ),
        (
            "uk secret - blackbird - uk eyes only",
            "UK SECRET - BLACKBIRD - UK EYES ONLY",
        ),
        (
            "UK SECRET - UK EYES ONLY - BLACKBIRD",
            "UK SECRET - BLACKBIRD - UK EYES ONLY",
        ),
        (
            "top secret - uk / us eyes only",
            "TOP SECRET - UK/US EYES ONLY",
        ),
        ("secret - five eyes only", "SECRET - FIVE EYES ONLY"),
        ("uk official - rel-eu", "UK OFFICIAL - REL EU"),
    ] {
        assert_eq!(read(given), Ok(expected.to_owned()), "{given}");
        assert_eq!(
            read(expected),
            Ok(expected.to_owned()),
            "reading {expected} again"
        );
    }
}

#[test]
fn illegal_markings_are_refused_with_the_reason_and_its_source() {
    for (given, reason, source) in [
        (
            "official - recipients only",
            "together with -SENSITIVE",
            "2024, handling",
        ),
        (
            "official-sensitive - for public release",
            "never combined with -SENSITIVE",
            "2024, handling",
        ),
        (
            "secret - for public release",
            "plain OFFICIAL",
            "2024, handling",
        ),
        (
            "top secret - for public release",
            "plain OFFICIAL",
            "2024, handling",
        ),
        (
            "top secret - hmg use only",
            "OFFICIAL and SECRET",
            "2024, handling",
        ),
        (
            "top secret - embargoed until 2026-11-25 09:30 then recipients only",
            "OFFICIAL and SECRET",
            "2024, handling",
        ),
        (
            "official - embargoed",
            "time and date it ends",
            "2024, handling",
        ),
        (
            "official - embargoed - for public release",
            "time and date it ends",
            "2024, handling",
        ),
        (
            "official - embargoed until 25 November 2026",
            "time and date it ends",
            "2024, handling",
        ),
        (
            "official - embargoed until 25 November 2026 09:30",
            "once it ends",
            "2024, handling",
        ),
        (
            "official - [organisation(s) name] use only",
            "name the organisation",
            "2024, handling",
        ),
        (
            "secret - legal",
            "LEGAL PROFESSIONAL PRIVILEGE (LPP)",
            "2024, descriptors",
        ),
        (
            "top secret - legal",
            "LEGAL PROFESSIONAL PRIVILEGE (LPP)",
            "2024, descriptors",
        ),
        ("secret-sensitive", "OFFICIAL information", "para 25"),
        ("top secret - sensitive", "OFFICIAL information", "para 25"),
        (
            "official - uk eyes only",
            "SECRET and TOP SECRET",
            "national caveats",
        ),
        (
            "official-sensitive - five eyes only",
            "SECRET and TOP SECRET",
            "national caveats",
        ),
        (
            "secret - uk eyes only - five eyes only",
            "alone may see",
            "this tool's reading",
        ),
        (
            "official - hmg use only - for public release",
            "anyone may see",
            "this tool's reading",
        ),
        (
            "official - secret",
            "one classification",
            "classification tiers",
        ),
        (
            "official - top secret",
            "one classification",
            "classification tiers",
        ),
        ("", "Begin with OFFICIAL", ""),
        ("sensitive", "Begin with OFFICIAL", ""),
        ("offical", "Did you mean OFFICIAL?", ""),
        ("restricted", "before 2014", ""),
        ("official recipients only", "Put \" - \" after OFFICIAL", ""),
        ("official-sensitve", "Did you mean OFFICIAL-SENSITIVE?", ""),
        ("official - personal dta", "Did you mean PERSONAL DATA?", ""),
        (
            "official - personal data - sensitive",
            "Did you mean OFFICIAL-SENSITIVE?",
            "",
        ),
        (
            "official - very sensitive use only",
            "stands first",
            "para 25",
        ),
        ("official - commercial sensitive", "stands first", "para 25"),
        ("official\u{200b}", "U+200B", ""),
        ("official\u{1b}[2J", "U+001B", ""),
    ] {
        let told = read(given).expect_err(given);
        assert!(
            told.contains(reason) && told.contains(source),
            "{given}: {told}"
        );
        assert!(!told.contains('\u{1b}'));
    }
}

#[test]
fn only_for_public_release_takes_no_protection() {
    for (given, protective, restrictions) in [
        ("official", false, false),
        ("official - for public release", false, false),
        ("official-sensitive", true, false),
        ("uk official", true, false),
        ("official - personal data", true, true),
        ("official - home office use only", true, true),
        ("official - for public release - personal data", true, true),
        (
            "official - embargoed until 2026-11-25 09:30 then for public release",
            true,
            true,
        ),
        ("official - some other house's marking", true, true),
        ("secret", false, false),
    ] {
        let m = BUILTIN.marking(given).unwrap();
        assert_eq!(m.requires_protective_controls(), protective, "{given}");
        assert_eq!(m.has_restrictions(), restrictions, "{given}");
    }
    let m = BUILTIN.marking("official - border watch").unwrap();
    assert_eq!(m.unlisted(), ["BORDER WATCH"]);
}

#[test]
fn the_rank_is_that_of_the_classification() {
    let rank = |t: &str| BUILTIN.marking(t).unwrap().rank();
    assert_eq!(
        [rank("official - personal data"), rank("official-sensitive")],
        [0, 1]
    );
    assert_eq!([rank("secret"), rank("top secret")], [2, 3]);
    let m = BUILTIN.marking("official-sensitive - legal").unwrap();
    assert!(!m.fits_within(Level::Official) && m.fits_within(Level::OfficialSensitive));
    assert_eq!(m.vocabulary(), "official-sensitive");
    assert!(!m.is_secret_or_above());
    assert!(Marking::plain(Level::Secret).is_secret_or_above());
}

#[test]
fn what_was_recorded_is_read_back_without_being_judged() {
    for text in [
        "OFFICIAL",
        "UK SECRET - BLACKBIRD - UK EYES ONLY",
        "OFFICIAL - SOMETHING A DEPARTMENT ONCE ALLOWED",
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA",
    ] {
        assert_eq!(Marking::recorded(text).unwrap().to_string(), text);
    }
    assert_eq!(
        Marking::recorded("top-secret"),
        Some(Marking::plain(Level::TopSecret))
    );
    assert_eq!(Marking::recorded("nonsense"), None);
}

#[test]
fn a_caveat_or_an_organisation_never_swallows_a_classification() {
    for text in [
        "SECRET: REL EU -SENSITIVE-UK EYES ONLY",
        "OFFICIAL-RECIPIENTS ONLY-SENSITIVE-HMG USE ONLY",
        "TOP SECRET - SECRET UK EYES ONLY",
    ] {
        assert!(Policy::builtin().marking(text).is_err(), "{text}");
    }
}

proptest! {
    /// Whatever is accepted is in its final spelling: reading it again changes nothing, and no reading
    /// lowers a classification.
    #[test]
    fn reading_is_settled_after_once(
        head in "(?i)(uk )?(official|official-sensitive|secret|top secret)",
        parts in proptest::collection::vec("(?i)( ?- ?|-| . |: |/|, )(recipients only|legal|lpp|market-sensitive|commercial|hmg use only|dft use only|uk eyes only|zebra|rel eu|for public release|sensitive|embargoed until 2026-01-02 10:00)", 0..4),
    ) {
        let given = format!("{head}{}", parts.concat());
        if let Ok(m) = BUILTIN.marking(&given) {
            let once = m.to_string();
            prop_assert_eq!(BUILTIN.marking(&once).map(|m| m.to_string()), Ok(once.clone()));
            prop_assert_eq!(Marking::recorded(&once).unwrap().level(), m.level());
            let upper = given.to_uppercase();
            prop_assert!(!upper.contains("SECRET") || m.is_secret_or_above());
            prop_assert!(!upper.contains("SENSITIVE") || upper.contains("MARKET") || m.rank() >= 1);
        }
    }

    #[test]
    fn no_text_makes_it_fall(text in "\\PC{0,60}") {
        let _ = read(&text);
        let _ = read(&format!("OFFICIAL - {text}"));
    }
}
