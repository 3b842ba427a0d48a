use super::*;

fn builder(stands: &str) -> Builder {
    let policy = Policy::builtin();
    let marking = policy.marking(stands).unwrap();
    Builder::new(&policy, Some(Some(marking)))
}

fn go(builder: &mut Builder, name: &str) {
    let at = builder.lines.iter().position(|l| match l {
        Line::Rule { rule, .. } => rule.name == name,
        Line::Level(level) => level.map_or("not stated", Level::marking) == name,
        Line::Other(_) => name == "other",
    });
    builder.list.choose(at.unwrap());
}

#[test]
fn what_stands_is_put_in_and_comes_out_again() {
    for marking in [
        "OFFICIAL",
        "OFFICIAL-SENSITIVE - RECIPIENTS ONLY - PERSONAL DATA",
        "OFFICIAL - HMG USE ONLY - COMMERCIAL",
        "OFFICIAL - HOME OFFICE USE ONLY",
        "OFFICIAL - EMBARGOED UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE",
        "UK OFFICIAL - SOMEBODY ELSE'S WORD",
        "TOP SECRET",
    ] {
        let builder = builder(marking);
        let again = builder.marking().unwrap().unwrap();
        assert_eq!(again.to_string(), marking);
    }
    let none = Builder::new(&Policy::builtin(), Some(None));
    assert_eq!(none.marking(), Ok(None));
}

#[test]
fn what_may_not_stand_together_is_refused_with_the_reason() {
    let mut builder = builder("OFFICIAL");
    go(&mut builder, "RECIPIENTS ONLY");
    let said = builder.mark().unwrap();
    assert!(
        said.contains("not allowed at OFFICIAL") && said.contains("-SENSITIVE"),
        "{said}"
    );
    assert_eq!(builder.text().unwrap(), "OFFICIAL", "it was not put on");
    go(&mut builder, "FOR PUBLIC RELEASE");
    assert_eq!(builder.mark(), None);
    go(&mut builder, "HMG USE ONLY");
    assert!(builder.mark().unwrap().contains("cannot be combined"));
    go(&mut builder, "OFFICIAL-SENSITIVE");
    let said = builder.mark().unwrap();
    assert!(
        said.contains("Taken off") && said.contains("FOR PUBLIC RELEASE"),
        "{said}"
    );
    assert_eq!(builder.text().unwrap(), "OFFICIAL-SENSITIVE");
}

#[test]
fn what_has_to_be_said_with_a_marking_is_asked_for() {
    let mut builder = builder("OFFICIAL");
    go(&mut builder, "EMBARGOED");
    assert_eq!(builder.mark(), None);
    assert!(builder.take().unwrap_err().contains("not complete"));
    for c in "until 09:30 25 Nov 2026 then for public release".chars() {
        builder.key(Key::Char(c));
    }
    let marking = builder.take().unwrap().unwrap();
    assert!(
        marking
            .to_string()
            .contains("UNTIL 09:30 25 NOVEMBER 2026 THEN FOR PUBLIC RELEASE")
    );
}

#[test]
fn secret_asks_nothing_more_and_keeps_nothing_of_the_rest() {
    let mut builder = builder("OFFICIAL - LEGAL - WORDS");
    go(&mut builder, "SECRET");
    assert!(builder.mark().unwrap().contains("para 11"));
    assert_eq!(builder.list.len(), 5, "only the classifications are shown");
    assert_eq!(builder.take().unwrap().unwrap().to_string(), "SECRET");
    go(&mut builder, "OFFICIAL");
    builder.mark();
    assert_eq!(builder.text().unwrap(), "OFFICIAL");
}

#[test]
fn a_letter_takes_its_classification_or_goes_to_the_next_line_that_begins_with_it() {
    let mut builder = Builder::new(&Policy::builtin(), None);
    for (letter, text) in [
        ('o', "OFFICIAL"),
        ('s', "OFFICIAL-SENSITIVE"),
        ('x', "SECRET"),
        ('O', "OFFICIAL"),
    ] {
        assert!(builder.key(Key::Char(letter)).0);
        assert_eq!(builder.text().unwrap(), text, "{letter}");
    }
    assert!(!builder.key(Key::Char('z')).0);
    // Left and Right go to the other column, and back to the same row.
    builder.key(Key::Char('h'));
    let at = builder.list.chosen();
    assert!(builder.key(Key::Right).0 && builder.list.chosen() != at);
    assert!(builder.key(Key::Left).0);
    assert_eq!(builder.list.chosen(), at);
    // A line with a text takes the letter.
    go(&mut builder, "other");
    builder.key(Key::Char('z'));
    assert_eq!(builder.text().unwrap(), "OFFICIAL - z");
}

#[test]
fn nothing_is_taken_before_a_classification_is_chosen() {
    let mut builder = Builder::new(&Policy::builtin(), None);
    go(&mut builder, "LEGAL");
    assert!(builder.take().unwrap_err().contains("classification first"));
    go(&mut builder, "not stated");
    assert_eq!(builder.take(), Ok(None));
}
