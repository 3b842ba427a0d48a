//! One odd entry of an export does not stand in the way of the others, and many of them are told in few lines.

use crate::support::Home;

/// What dates an entry so far off that it cannot be written down.
const FAR: [&str; 3] = ["253402300800000", "1795248000000000", "-62198755200000"];

#[test]
fn a_date_of_a_year_that_cannot_be_written_is_said_and_blocks_no_other_entry() {
    let sms = |far: &str| {
        let sms = |date: &str, body: &str| {
            format!(
                "<sms address=\"+447700900101\" date=\"{date}\" type=\"1\" body=\"{body}\" contact_name=\"Ann\" />"
            )
        };
        let all = sms("1795248000000", "The quay is agreed") + &sms(far, "far off");
        format!("<?xml version='1.0' encoding='UTF-8' ?>\n<smses count=\"2\">{all}</smses>\n")
    };
    let facebook = |far: &str| {
        format!(
            r#"{{"participants":[{{"name":"Ann"}},{{"name":"Ruth"}}],"messages":[{{"sender_name":"Ann","timestamp_ms":{far},"content":"far off"}},{{"sender_name":"Ann","timestamp_ms":1795248000000,"content":"The quay is agreed"}}],"title":"Ann","thread_path":"inbox/ann_1"}}"#
        )
    };
    for far in FAR {
        for (name, export) in [("sms-1.xml", sms(far)), ("message_1.json", facebook(far))] {
            let home = Home::ready();
            let path = home.file(name, export);
            let rows = home.run(&["import", &path, "--list", "--json"]).ok().rows();
            let far_off = rows.iter().find(|r| r["text"] == "far off");
            assert!(
                far_off.is_some_and(|r| r["at"].is_null()),
                "{name} {far}: {rows:?}"
            );
            let said = home.run(&["import", &path]).ok().out;
            assert!(
                said.contains("1 entry has no date that can be read"),
                "{said}"
            );
            home.run(&["import", &path, "--queue", "quay"]).ok();
            home.run(&["import", &path, "--queue", "off"]).ok();
            home.run(&["verify"]).ok();
        }
    }
}

#[test]
fn many_files_that_are_held_already_are_told_in_twenty_lines_and_a_sum() {
    let home = Home::ready();
    let part = |n: usize| {
        format!(
            "--xx\nContent-Type: text/plain; name=a{n}.txt\nContent-Disposition: attachment; filename=a{n}.txt\n\nwords no. {n}\n"
        )
    };
    let mail = |id: &str| {
        let parts: String = (0..60).map(part).collect();
        format!(
            "From: Ann <ann@example.org>\nTo: ruth@example.com\nDate: Sat, 21 Nov 2026 08:00:00 +0000\nSubject: Harbour\n\
             Message-ID: <{id}@example.org>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xx\n\n\
             --xx\nContent-Type: text/plain\n\nThe quay is agreed\n{parts}--xx--\n"
        )
    };
    let first = home.file("one.eml", mail("a"));
    home.run(&["import", &first, "--queue", "1"]).ok();
    for n in [0, 1, 59] {
        assert!(home.holds(&format!("words no. {n}")), "{n}");
    }
    let again = home.file("two.eml", mail("b"));
    let ran = home.run(&["import", &again, "--queue", "1"]).ok();
    assert_eq!(
        ran.err.matches("is held already, with item").count(),
        20,
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("40 more files are held already"),
        "{}",
        ran.err
    );
}
