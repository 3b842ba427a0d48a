//! What `import` says of an export in words, and that it says it once.

use crate::support::Home;

const CHAT: &str = "\
03/04/2022, 15:09 - Asha Patel created group \"Bill team\"
03/04/2022, 15:10 - Asha Patel: \u{200e}plan.pdf (file attached)
03/04/2022, 15:11 - Tom Okafor: ok
";

fn count(said: &str, words: &str) -> usize {
    said.matches(words).count()
}

#[test]
fn a_summary_says_each_thing_once_and_in_words() {
    let home = Home::ready();
    let path = home.file("in/WhatsApp Chat with Bill team.zip", zipped(CHAT));
    let said = home.run(&["import", &path]).ok().out;
    for words in [
        "Entries: 3: 2 messages and 1 line WhatsApp wrote itself\n",
        "Read day first: Sunday 3 April 2022, 15:09 to Sunday 3 April 2022, 15:11\n",
        "Read month first: Friday 4 March 2022, 15:09 to Friday 4 March 2022, 15:11\n",
        "May not be whole: it does not begin with the notice of end-to-end encryption",
        "1 attachment is named but not there",
    ] {
        assert_eq!(count(&said, words), 1, "{words}\n{said}");
    }
    for short in [
        "dmy",
        "mdy",
        "may not hold",
        "The export may",
        "that WhatsApp wrote",
    ] {
        assert!(!said.contains(short), "{short}\n{said}");
    }
    let row = home.run(&["import", &path, "--json"]).ok().row();
    assert_eq!(row["capped"], true);
    let why = row["capped_why"].as_str().unwrap();
    assert!(why.starts_with("it does not begin"), "{why}");
    assert_eq!(row["readings"][0]["date_order"], "dmy");
    let listed = home.run(&["import", &path, "--list", "--day-first"]).ok();
    assert!(
        listed
            .out
            .starts_with("1: Sunday 3 April 2022, 15:09, line WhatsApp wrote itself\n"),
        "{}",
        listed.out
    );
    assert_eq!(listed.err, "");
}

/// The chat in a zip, as a phone gives it with media.
fn zipped(chat: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default();
    zip.start_file("_chat.txt", plain).unwrap();
    zip.write_all(chat.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_order_said_against_the_files_own_signs_is_told_wherever_it_counts() {
    let home = Home::ready();
    let path = home.file(
        "in/chat.txt",
        "03.04.2022, 15:10 - Asha Patel: one\n04.04.2022, 15:11 - Tom Okafor: two\n",
    );
    let told = "Dates are read month first because you said so; the file itself speaks for day first: the date is written with dots";
    let said = home.run(&["import", &path, "--month-first"]).ok();
    assert_eq!(count(&said.out, told), 1, "{}", said.out);
    for look in [&["--list"][..], &["--queue", "1"]] {
        let mut args = vec!["import", &path, "--month-first", "--json"];
        args.extend(look);
        let ran = home.run(&args).ok();
        assert_eq!(count(&ran.err, told), 1, "{look:?}: {}", ran.err);
        let agreed = home.run(&["import", &path, "--day-first", "--list"]).ok();
        assert_eq!(agreed.err, "");
    }
}
