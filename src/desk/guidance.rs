//! The guidance looked up: by number, by words, and by what a text cites.
//!
//! A summary is this project's own wording and always says so; what binds departments is never put to the user as a
//! "must".

use crate::policy::{Binds, Paragraph, Policy, Whom};

/// What a summary is labelled with.
pub fn label(paragraph: &Paragraph) -> String {
    format!("summary of para {}, not its text", paragraph.number)
}

/// Whom a paragraph binds, and its verb.
pub fn binds(paragraph: &Paragraph) -> String {
    let verb = paragraph
        .verb
        .map_or("no duty in this paragraph", |v| v.spoken());
    let whom = match (paragraph.whom, paragraph.binds) {
        (Some(Whom::Nobody), _) => return "nobody; it introduces or defines".to_owned(),
        (Some(Whom::All), _) => "departments and everybody in them",
        (None, Binds::You) => "you",
        (None, Binds::Departments) => "departments",
    };
    format!("{whom}; {verb}")
}

/// Whether a paragraph is asked for and not words: it begins with a digit, after "para" or the sign.
pub fn is_number(wanted: &str) -> bool {
    bare(wanted).starts_with(|c: char| c.is_ascii_digit())
}

/// What is asked for without a leading "para", in small letters.
pub fn bare(wanted: &str) -> String {
    let wanted = wanted.trim().to_lowercase();
    let lead = ["paragraph", "para", "§"]
        .iter()
        .find_map(|l| wanted.strip_prefix(l));
    lead.unwrap_or(&wanted).trim_start().to_owned()
}

/// The paragraph of a number, with its lettered parts where it has any; empty where there is none.
pub fn numbered<'p>(policy: &'p Policy, wanted: &str) -> Vec<&'p Paragraph> {
    let Some(found) = policy.paragraph(wanted) else {
        return Vec::new();
    };
    let part = |p: &&Paragraph| {
        let rest = p.number.strip_prefix(&found.number);
        rest.is_some_and(|r| !r.starts_with(|c: char| c.is_ascii_digit()))
    };
    policy.paragraphs().iter().filter(part).collect()
}

/// The paragraph numbers that a text cites ("para 9a", "paras 35, 36", "(20)", "reading of 9, 10 and 17"),
/// in the order of the text, each once; only those the policy has.
pub fn cited(policy: &Policy, text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let lower = text.to_lowercase();
    let leads = [
        "paras ",
        "para ",
        "paragraph ",
        "paragraphs ",
        "reading of ",
    ];
    for (at, _) in lower.char_indices() {
        let rest = &lower[at..];
        let behind = leads.iter().find_map(|lead| rest.strip_prefix(lead));
        // A bracket counts where there is nothing but numbers in it.
        let bracket = rest
            .strip_prefix('(')
            .and_then(|r| r.split_once(')'))
            .map(|(inside, _)| inside)
            .filter(|inside| numbers(inside).1.is_empty());
        for number in behind.or(bracket).map(|r| numbers(r).0).unwrap_or_default() {
            let known = policy.paragraph(&number);
            if let Some(p) = known.filter(|p| !found.contains(&p.number)) {
                found.push(p.number.clone());
            }
        }
    }
    found
}

/// The numbers that a text begins with, "9a, 10 and 17", and what follows them.
fn numbers(text: &str) -> (Vec<String>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 2 {
            return (found, rest);
        }
        let letter = rest[digits..].starts_with(|c: char| c.is_ascii_lowercase());
        let end = digits + usize::from(letter);
        let after = &rest[end..];
        // "24-hour", "21:40", "9am" are no paragraphs.
        if after.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == ':') {
            return (found, rest);
        }
        found.push(rest[..end].to_owned());
        let next = ["; ", ", ", " and ", " to "].iter();
        let more = next.filter_map(|s| after.strip_prefix(s)).next();
        match more.filter(|m| m.starts_with(|c: char| c.is_ascii_digit())) {
            Some(more) => rest = more,
            None => return (found, after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_cites_is_found_and_nothing_else() {
        let policy = Policy::builtin();
        for (text, numbers) in [
            ("particular-care (para 9a)", vec!["9a"]),
            (
                "must keep to it (paras 35, 36); see (20).",
                vec!["35", "36", "20"],
            ),
            (
                "(this tool's reading of 9, 10 and 17)",
                vec!["9", "10", "17"],
            ),
            ("the judgement is yours (6), again (6)", vec!["6"]),
            ("due 21:40 (24-hour timer), 1 hour margin (1 hour)", vec![]),
            ("(99) and paras", vec![]),
            ("Paragraph 10a is known, (1x) is not", vec!["10a"]),
        ] {
            assert_eq!(cited(&policy, text), numbers, "{text}");
        }
    }

    #[test]
    fn a_number_brings_its_lettered_parts() {
        let policy = Policy::builtin();
        let of = |wanted| -> Vec<String> {
            let found = numbered(&policy, wanted);
            found.into_iter().map(|p| p.number.clone()).collect()
        };
        assert_eq!(of("para 9"), ["9", "9a", "9b"]);
        assert_eq!(of("9(a)"), ["9a"]);
        assert_eq!(of("99"), [""; 0]);
        assert!(is_number("para 9") && is_number("§9") && !is_number("private"));
    }
}
