//! The guidance from the outside: every paragraph, every citation of one, and texts to copy.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::Home;

/// Every paragraph number of the guidance, with those that have lettered parts.
fn numbers() -> Vec<String> {
    let mut all: Vec<String> = (1..=38).map(|n| n.to_string()).collect();
    for lettered in [
        "1a", "1b", "1c", "9a", "9b", "10a", "10b", "17a", "17b", "21a", "21b", "26a", "26b",
    ] {
        all.push(lettered.to_owned());
    }
    all
}

#[test]
fn every_paragraph_is_reached_with_its_number_topic_whom_it_binds_and_verb() {
    let home = Home::new();
    let all = home.run(&["guidance", "--json"]).ok().rows();
    let found: BTreeSet<&str> = all.iter().map(|r| r["number"].as_str().unwrap()).collect();
    let wanted = numbers();
    assert_eq!(found, wanted.iter().map(String::as_str).collect());
    for row in &all {
        let number = row["number"].as_str().unwrap();
        assert_eq!(
            row["label"],
            format!("summary of para {number}, not its text")
        );
        assert!(["you", "departments"].contains(&row["binds"].as_str().unwrap()));
        assert!(row["topic"].is_string() && row["summary"].is_string());
        assert!(row.as_object().unwrap().contains_key("verb"));
    }
    for number in &wanted {
        let rows = home.run(&["guidance", number, "--json"]).ok().rows();
        assert_eq!(rows[0]["number"], number.as_str());
    }
    let plain = home.run(&["guidance", "para", "25"]).ok().out;
    assert!(
        plain.contains("Applies to: departments; should") && !plain.contains("you must"),
        "{plain}"
    );
    assert!(
        plain.contains("(summary of para 25, not its text)"),
        "{plain}"
    );
    assert_eq!(home.run(&["guidance", "9", "--json"]).ok().rows().len(), 3);
    let words = home
        .run(&["guidance", "Disappearing", "messages", "--json"])
        .ok()
        .row();
    assert_eq!(words["number"], "24");
    assert!(
        home.run(&["guidance", "kangaroo"])
            .ok()
            .out
            .contains("kangaroo")
    );
    let said = home.run(&["guidance", "9c"]).fails(1);
    assert!(
        said.contains("no para 9c") && said.contains("9, 9a, 9b"),
        "{said}"
    );
}

#[test]
fn every_citation_in_the_program_is_of_a_paragraph_there_is() {
    let known: BTreeSet<String> = numbers().into_iter().collect();
    let mut texts = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut texts,
    );
    let (mut cited, mut wrong) = (BTreeSet::new(), Vec::new());
    for (file, text) in &texts {
        // Unit tests cite paragraphs that there are not.
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for lead in ["para ", "paras ", "paragraph ", "paragraphs "] {
            for (at, _) in text.match_indices(lead) {
                // Paragraphs of the classification policy have numbers of their own.
                if text[..at].ends_with("GSCP, ") || text[..at].ends_with(char::is_alphanumeric) {
                    continue;
                }
                let rest = &text[at + lead.len()..];
                let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
                let letter = rest[number.len()..]
                    .chars()
                    .take_while(char::is_ascii_lowercase);
                let full = format!("{number}{}", letter.take(1).collect::<String>());
                if number.is_empty() {
                    continue;
                }
                match known.contains(&full) {
                    true => cited.insert(full),
                    false => {
                        wrong.push(format!("{file}: {lead}{full}"));
                        false
                    }
                };
            }
        }
    }
    // Inventions of tests: numbers that there are not.
    wrong.retain(|w| !w.contains("/tests.rs"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cited.len() > 10 && cited.contains("10a"), "{cited:?}");
}

fn sources(dir: &Path, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "toml") {
            let text = fs::read_to_string(&path).unwrap();
            into.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn a_text_that_moves_a_conversation_is_one_line_ready_to_copy() {
    let home = Home::new();
    let all = home.run(&["guidance", "--switch", "--json"]).ok().rows();
    assert!(all.len() >= 3);
    for row in &all {
        let id = row["id"].as_str().unwrap();
        let out = home.run(&["guidance", "--switch", id]).ok().out;
        assert_eq!(out, format!("{}\n", row["text"].as_str().unwrap()));
    }
    assert!(
        home.run(&["guidance", "--checklist"])
            .ok()
            .out
            .contains("(should, para 23)")
    );
    assert!(
        home.run(&["guidance", "--incident"])
            .ok()
            .out
            .contains("(GSCP, para 43)")
    );
}
