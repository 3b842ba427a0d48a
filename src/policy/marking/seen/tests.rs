//! What counts as a marking in a text, and what does not.

use super::*;

#[test]
fn a_marking_is_told_from_the_word_in_prose() {
    use Level::{OfficialSensitive as S, Secret, TopSecret};
    for (text, level) in [
        ("SECRET UK EYES ONLY", Some(Secret)),
        ("SECRET", Some(Secret)),
        ("see below\n*SECRET*\nthe plan", Some(Secret)),
        ("UK SECRET - RECIPIENTS ONLY", Some(Secret)),
        ("[SECRET] the plan", Some(Secret)),
        ("SECRET: THE PLAN IS THIS", Some(Secret)),
        ("the annex is marked SECRET, mind", Some(Secret)),
        ("the annex is marked TOP SECRET", Some(TopSecret)),
        ("TOP SECRET STRAP1", Some(TopSecret)),
        ("SECRET\u{2014}UK EYES ONLY", Some(Secret)),
        ("SEC\u{200b}RET", Some(Secret)),
        (
            "\u{ff33}\u{ff25}\u{ff23}\u{ff32}\u{ff25}\u{ff34}",
            Some(Secret),
        ),
        ("for UK EYES ONLY please", Some(Secret)),
        ("OFFICIAL-SENSITIVE - COMMERCIAL", Some(S)),
        ("Fwd: OFFICIAL\u{2013}SENSITIVE", Some(S)),
        ("OFFICIAL-SENSITIVE PERSONAL", Some(S)),
        ("OFFICIAL-SENSITIVE\nTOP SECRET\nSECRET", Some(TopSecret)),
        ("NATO SECRET", Some(Secret)),
        ("COSMIC TOP SECRET", Some(TopSecret)),
        ("TOPSECRET", Some(TopSecret)),
        ("Top Secret", Some(TopSecret)),
        ("secret uk eyes only\nthe plan", Some(Secret)),
        ("Official-Sensitive - LEGAL", Some(S)),
        ("RECIPIENTS ONLY", Some(S)),
        ("TS UK EYES ONLY", Some(TopSecret)),
        ("TS UKEO\nthe plan", Some(TopSecret)),
        ("(S) UKEO", Some(Secret)),
        ("(S) UKEO the numbers", Some(Secret)),
        ("the annex is UKEO", Some(Secret)),
        ("Secret: the numbers", Some(Secret)),
        ("secret: the numbers", Some(Secret)),
        ("see below\ntop secret - the numbers", Some(TopSecret)),
        ("Top Secret \u{2013} the numbers", Some(TopSecret)),
        ("[Secret] the numbers", Some(Secret)),
        ("UK Secret: the numbers", Some(Secret)),
        ("Official-Sensitive: the bid", Some(S)),
        ("official sensitive - the bid", Some(S)),
        ("Classification: Secret", Some(Secret)),
        ("classification:secret", Some(Secret)),
        ("Marking - TOP SECRET", Some(TopSecret)),
        ("Protective marking: SECRET", Some(Secret)),
        ("PROTECTIVE MARKING: SECRET", Some(Secret)),
        ("Protective Marking \u{2013} secret, annex B", Some(Secret)),
        ("Security classification = *top secret*", Some(TopSecret)),
        ("Annex B (marking: uk secret) is late", Some(Secret)),
        ("Classified: Secret UK eyes only", Some(Secret)),
        ("Classification level: Secret - the plan", Some(Secret)),
        ("marked: official-sensitive", Some(S)),
        ("Classification: Official", None),
        ("Marking: secret ballots take all day", None),
        ("Marking - secret-keeping essays tonight", None),
        ("The marking: Secret's out", None),
        ("Marking, in secret: ten essays", None),
        ("Declassification: secretly", None),
        ("Benchmarking: secret, mostly", None),
        ("in secret - marking tonight", None),
        ("Secret Santa: the list", None),
        ("The secret: hard work", None),
        ("secretary: Ann", None),
        ("*secret* plans for Friday", None),
        ("Secret-keeping is hard", None),
        ("Top secret, but: lunch at one", None),
        ("TS Eliot; the S bend", None),
        ("Official: it rains", None),
        ("secret", None),
        ("for recipients only, please", None),
        ("Official", None),
        ("Legal", None),
        ("the secret is out", None),
        ("The Secret is out. Top secret, as they say", None),
        ("THE SECRET IS OUT", None),
        ("TOP SECRET PARTY PLANS FOR FRIDAY", None),
        ("our SECRET SANTA list", None),
        ("the SECRETARY of state; SECRETS; SECRET'S OUT", None),
        ("OFFICIAL", None),
        ("the official-sensitive one", None),
        ("FOR YOUR EYES ONLY", None),
        ("", None),
        ("Home Secretary content", None),
    ] {
        assert_eq!(seen_in(text).map(|s| s.level), level, "{text}");
    }
}

#[test]
fn what_is_shown_of_it_is_short_and_harmless() {
    let found = seen_in(&format!("SECRET - \u{202e}\u{1b}[2J{}", "X".repeat(10_000))).unwrap();
    assert!(found.written.chars().count() <= SHOWN);
    assert!(!found.written.contains(['\u{1b}', '\u{202e}']));
}
