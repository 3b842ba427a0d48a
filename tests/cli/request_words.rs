//! What is typed as words to look for, and files that are not whole: nothing is a pattern, nothing is passed over unsaid.

use serde_json::Value;

use crate::support::{Home, with};

const CHAT: &str = "12/11/2026, 09:00 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.
13/11/2026, 10:00 - Ruth Bell: gofyn i Rhŷs am gymal (4)
13/11/2026, 10:05 - Asha Patel: كتب وزير الخارجية اليوم
14/11/2026, 11:00 - Asha Patel: cost is a|b, not [a-z]+ and not .* $5 \\d
15/11/2026, 11:00 - Asha Patel: lunch?
";

fn office() -> Home {
    let home = Home::ready().at("2026-11-27T10:00:00Z");
    std::fs::write(home.path("WhatsApp Chat with Bill core.txt"), CHAT).unwrap();
    let add = ["request", "add", "--ref", "F1", "--kind", "foi"];
    home.run(&with(&add, &["--received", "23 Nov", "--no-hold"]))
        .ok();
    home
}

/// The last place that was searched, as it stands on record.
fn last(home: &Home) -> Value {
    let row = home.run(&["request", "show", "F1", "--json"]).ok().row();
    row["searches"].as_array().unwrap().last().unwrap().clone()
}

#[test]
fn words_in_any_script_and_with_any_sign_are_looked_for_as_they_stand_and_told_on_the_paper() {
    let home = office();
    let search = ["request", "search", "F1", "--in"];
    let chat = ["WhatsApp Chat with Bill core.txt", "--words"];
    for (words, hits) in [
        // Welsh: in any case, whichever way its letters are written.
        ("rhŷs", 1),
        ("RHY\u{302}S", 1),
        ("rhys", 0),
        ("gymal (4)", 1),
        // Arabic, also with a mark of direction about it.
        ("وزير", 1),
        ("وزير الخارجية", 1),
        ("الوزارة", 0),
        // What would be a pattern elsewhere.
        (".*", 1),
        ("[a-z]+", 1),
        ("a|b", 1),
        ("a.b", 0),
        ("^", 0),
        ("$5", 1),
        ("\\d", 1),
        ("(", 1),
    ] {
        home.run(&with(&with(&search, &chat), &[words])).ok();
        let place = last(&home);
        assert_eq!(place["hits"], hits, "{words}");
        assert_eq!(place["entries"], 5, "{words}");
        assert_eq!(place["words"][0], words);
    }
    let text = home.run(&["request", "paper", "F1", "--text"]).ok().out;
    let html = home.run(&["request", "paper", "F1", "--html"]).ok().out;
    for words in ["وزير", "[a-z]+", "rhŷs", "a|b"] {
        assert!(text.contains(words), "{words}: {text}");
        assert!(html.contains(words), "{words}");
    }
    home.run(&["verify"]).ok();
}

#[test]
fn of_a_file_that_is_not_whole_what_was_not_looked_at_is_on_record_and_on_the_paper() {
    let home = office();
    let signal = [
        r#"{"version":"1","backupTimeMs":"1710500000000"}"#,
        r#"{"account":{"givenName":"Ruth","familyName":"Bell"}}"#,
        r#"{"recipient":{"id":"1","self":{}}}"#,
        r#"{"recipient":{"id":"2","contact":{"aci":"QUFBQUFBQUFBQUFBQUFBQQ==","profileGivenName":"Ann"}}}"#,
        r#"{"chat":{"id":"20","recipientId":"2"}}"#,
        r#"{"chatItem":{"chatId":"20","authorId":"2","dateSent":"1710320400000","incoming":{},"standardMessage":{"text":{"body":"the quay"}}}}"#,
        r#"{"chatItem":{"chatId":"20","authorId":"2","dateSent":"1710320460000","incoming":{},"standardMessage":{"text":{"body":"canarycut the qu"#,
    ];
    std::fs::write(home.path("main.jsonl"), signal.join("\n")).unwrap();
    let torn = format!("canarybefore it begins\n{CHAT}");
    std::fs::write(home.path("torn.txt"), torn).unwrap();
    let search = ["request", "search", "F1", "--words", "quay", "--in"];
    home.run(&with(&search, &["main.jsonl", "torn.txt"])).ok();
    let row = home.run(&["request", "show", "F1", "--json"]).ok().row();
    let (cut, torn) = (&row["searches"][1], &row["searches"][2]);
    assert_eq!((&cut["entries"], &cut["hits"]), (&1.into(), &1.into()));
    assert!(!cut["note"].is_null(), "{cut}");
    assert_eq!(torn["entries"], 5, "{torn}");
    let note = torn["note"].as_str().unwrap_or_default();
    assert!(note.contains("belong to no entry"), "{torn}");
    let paper = home.run(&["request", "paper", "F1", "--text"]).ok().out;
    assert!(!paper.contains("canary"), "{paper}");
    let paper = paper.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(paper.contains("1 line belong"), "{paper}");
}
