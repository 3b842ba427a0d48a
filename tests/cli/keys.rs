//! The table of actions on paper: the manual, its page for man, completions, `keys`, and a person's own keys.

use std::fs;
use std::path::Path;

use crate::support::Home;

const BEGIN: &str = "<!-- keys: made by onrecord keys --markdown -->\n";
const END: &str = "<!-- /keys -->";

#[test]
fn the_table_of_the_manual_is_the_one_that_is_made() {
    let home = Home::new();
    let table = home.run(&["keys", "--markdown"]).ok().out;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/keys.md");
    let chapter = fs::read_to_string(&path).unwrap();
    let (head, rest) = chapter.split_once(BEGIN).expect("the table begins");
    let (stands, tail) = rest.split_once(END).expect("the table ends");
    if std::env::var_os("ONRECORD_REGENERATE").is_some() {
        fs::write(&path, format!("{head}{BEGIN}{table}{END}{tail}")).unwrap();
        return;
    }
    assert!(
        stands == table,
        "The manual's key table is not the table of actions. Make it so with: ONRECORD_REGENERATE=1 cargo test --test cli keys::"
    );
    for line in table.lines() {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 6, "{line}");
    }
}

#[test]
fn the_manual_page_and_the_completions_have_everything() {
    let home = Home::new();
    let page = home.run(&["man"]).ok().out;
    let keys = page.split(".SH KEYS\n").nth(1).expect("a section");
    let plain = keys.replace("\\-", "-").replace("\\&", "");
    let rows = home.run(&["keys", "--json"]).ok().rows();
    assert!(rows.len() > 30);
    for row in &rows {
        for field in ["title", "help"] {
            let words = row[field].as_str().unwrap();
            assert!(plain.contains(words), "{words}");
        }
        for key in row["keys"].as_array().unwrap() {
            assert!(plain.contains(key.as_str().unwrap()), "{key}");
        }
    }
    let offered = crate::completions::asked(&home, &[""]);
    let help = home.run(&["--help"]).ok().out;
    let list = help.split("Commands:\n").nth(1).expect("commands");
    let list = list.split("\n\n").next().unwrap_or_default();
    let names = list
        .lines()
        .filter(|l| l.starts_with("  ") && !l.starts_with("   "));
    let names: Vec<&str> = names.filter_map(|l| l.split_whitespace().next()).collect();
    assert!(names.len() > 30, "{names:?}");
    for name in names {
        assert!(offered.iter().any(|o| o == name), "{name} in completions");
        assert!(
            page.contains(&format!(".SH \"onrecord {name}\"")),
            "{name} in man"
        );
    }
}

#[test]
fn a_person_s_keys_are_shown_and_every_mistake_is_named_by_line() {
    let home = Home::ready();
    let file = home.dir().join("keys.toml");
    fs::write(&file, "\"item.capture\" = [\"é\"]\n").unwrap();
    let rows = home.run(&["keys", "--json"]).ok().rows();
    let capture = rows.iter().find(|r| r["id"] == "item.capture").unwrap();
    assert_eq!(capture["keys"], serde_json::json!(["é"]));
    assert_eq!(capture["default_keys"], serde_json::json!(["c"]));
    assert!(home.run(&["keys"]).ok().out.contains("é: item.capture: "));
    assert!(
        home.run(&["keys", "--markdown"])
            .ok()
            .out
            .contains("| `c` | `item.capture` |")
    );
    fs::write(
        &file,
        "\"item.captre\" = [\"é\"]\n\"item.gone\" = [\"Ctrl-A\"]\n\"item.snooze\" = [\"Esc\"]\n",
    )
    .unwrap();
    let err = home.run(&["config", "check"]).fails(2);
    for place in ["keys.toml:1:1:", "keys.toml:2:16:", "keys.toml:3:18:"] {
        assert!(err.contains(place), "{place}: {err}");
    }
    assert_eq!(err.lines().filter(|l| l.contains("^^")).count(), 3, "{err}");
    assert!(err.contains("Did you mean `item.capture`?") && err.contains("3 problems"));
    // Nothing else is held up by it, and no other command speaks of it.
    let ran = home.run(&["status"]).ok();
    assert_eq!(ran.err, "");
}

#[test]
fn the_sample_of_keys_is_taken_without_a_word() {
    let home = Home::ready();
    let sample = home.run(&["config", "sample", "--keys"]).ok().out;
    fs::write(home.dir().join("keys.toml"), sample).unwrap();
    let ran = home.run(&["config", "check"]).ok();
    assert_eq!(ran.err, "");
}
