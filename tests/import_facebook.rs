//! Facebook's, Messenger's and Instagram's downloads as they come: pages that do not fit, odd pages, hostile ones, pages
//! that are missing, and web pages in their place.

#[path = "import_support/zips.rs"]
mod zips;

use std::ops::ControlFlow;

use onrecord::import::{ChatKind, EntryKind, Export, FileSource, ImportError, Input, Options};
use onrecord::ports::Ports;
use zips::zip_of;

fn open_named(
    name: &str,
    bytes: impl Into<Vec<u8>>,
    chat: Option<&str>,
) -> Result<Export, ImportError> {
    let options = Options {
        chat: chat.map(str::to_owned),
        ..Options::default()
    };
    let (name, bytes) = (Some(name.to_owned()), bytes.into());
    Export::open(&Ports::system(), Input::Bytes { name, bytes }, &options)
}

fn open(bytes: impl Into<Vec<u8>>) -> Export {
    open_named("download", bytes, None).unwrap()
}

/// Of an entry: kind, time, sender, text, names of files.
type Told = (
    EntryKind,
    String,
    Option<String>,
    String,
    Vec<(String, bool)>,
);

fn all(export: &mut Export) -> Vec<Told> {
    let mut told = Vec::new();
    export
        .for_each(&mut |e| {
            let files = e.attachments.iter();
            told.push((
                e.kind,
                e.at.format("%Y-%m-%d %H:%M:%S").to_string(),
                e.sender.as_deref().map(str::to_owned),
                e.text.to_string(),
                files.map(|a| (a.name.to_string(), a.present)).collect(),
            ));
            ControlFlow::Continue(())
        })
        .unwrap();
    told
}

fn texts(export: &mut Export) -> Vec<String> {
    all(export).into_iter().map(|t| t.3).collect()
}

fn page(messages: &[String]) -> String {
    format!(
        "{{\"participants\":[{{\"name\":\"Ann\"}},{{\"name\":\"Ruth\"}}],\"messages\":[{}],\"title\":\"Ann\",\"thread_path\":\"inbox/ann_1\"}}",
        messages.join(",")
    )
}

fn message(at: i64, more: &str) -> String {
    format!("{{\"sender_name\":\"Ann\",\"timestamp_ms\":{at}{more}}}")
}

fn said(at: i64, words: &str) -> String {
    message(at, &format!(",\"content\":\"{words}\""))
}

/// A page of that many megabytes, its messages one second apart.
fn large(megabytes: usize, time: impl Fn(i64) -> i64) -> (String, usize) {
    let filler = "x".repeat(4000);
    let n = megabytes * 250;
    let messages: Vec<String> = (0..n as i64)
        .map(|i| said(1_600_000_000_000 + time(i) * 1000, &format!("{i} {filler}")))
        .collect();
    (page(&messages), n)
}

fn is_in_order(export: &mut Export, n: usize) {
    let (mut last, mut seen, mut odd) = (None, 0, 0);
    export
        .for_each(&mut |e| {
            seen += 1;
            odd += u32::from(last.is_some_and(|last| last > e.at));
            last = Some(e.at);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((seen, odd), (n, 0));
}

#[test]
fn pages_that_do_not_fit_into_memory_are_put_in_order_all_the_same() {
    // Newest first; in no order; all at one time.
    let (newest_first, n) = large(40, |i| -i);
    is_in_order(&mut open(newest_first.clone()), n);
    let zip = zip_of(&[(
        "messages/inbox/ann_1/message_1.json",
        newest_first.as_bytes(),
    )]);
    is_in_order(&mut open(zip), n);
    let (mixed, n) = large(20, |i| (i * 7919) % 5003);
    is_in_order(&mut open(mixed), n);
    let (at_once, n) = large(20, |_| 0);
    is_in_order(&mut open(at_once), n);
}

#[test]
fn a_timer_has_the_number_of_its_entry_where_pages_that_do_not_fit_overlap() {
    let filler = "x".repeat(4000);
    let on = "Ann set disappearing messages to 24 hours";
    // Every other second is in the one page, the rest in the other; the newest stands first.
    let messages = |from: i64| {
        let times = (0..2500).rev().map(move |i| 2 * i + from);
        let said = times.map(|i| match i {
            1001 => said(1_600_000_000_000_000 + 1_001_000, on),
            i => said(1_600_000_000_000_000 + i * 1000, &filler),
        });
        page(&said.collect::<Vec<_>>())
    };
    let (newer, older) = (messages(1), messages(0));
    let zip = zip_of(&[
        ("messages/inbox/ann_1/message_1.json", newer.as_bytes()),
        ("messages/inbox/ann_1/message_2.json", older.as_bytes()),
    ]);
    let mut export = open(zip);
    let told: Vec<u64> = export.summary().timers.iter().map(|t| t.n).collect();
    let mut found = Vec::new();
    export
        .for_each(&mut |e| {
            found.extend(e.timer.map(|_| e.n));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!((told, found), (vec![1002], vec![1002]));
}

#[test]
fn pages_are_read_by_number_and_by_time_and_those_of_one_time_in_turn() {
    let a = "messages/inbox/ann_1/message_";
    let zip = zip_of(&[
        (
            &format!("{a}10.json"),
            page(&[said(2000, "two"), said(1000, "one")]).as_bytes(),
        ),
        (
            &format!("{a}2.json"),
            page(&[said(4000, "four"), said(3000, "three")]).as_bytes(),
        ),
        (
            &format!("{a}1.json"),
            page(&[said(4000, "six"), said(4000, "five")]).as_bytes(),
        ),
    ]);
    let mut export = open(zip);
    let order = ["one", "two", "three", "four", "five", "six"];
    assert_eq!(texts(&mut export), order);
    let left_out = export.summary().left_out;
    assert!(
        left_out[0].contains("message_3.json") && left_out[0].contains("Of 10 pages"),
        "{left_out:?}"
    );
}

#[test]
fn every_part_of_a_zip_is_a_conversation_and_the_rest_is_left_alone() {
    let other = |title: &str| {
        page(&[said(1000, title)])
            .replace("\"title\":\"Ann\"", &format!("\"title\":\"{title}\""))
            .replace("inbox/ann_1", &format!("x/{title}"))
    };
    let root = "your_facebook_activity/messages";
    let files: Vec<(String, String)> = [
        "inbox",
        "e2ee_cutover",
        "archived_threads",
        "filtered_threads",
        "message_requests",
    ]
    .iter()
    .map(|b| (format!("{root}/{b}/t_1/message_1.json"), other(b)))
    .chain([
        (
            "ads_information/advertisers.json".to_owned(),
            "{\"custom_audiences\":[]}".to_owned(),
        ),
        (
            format!("{root}/inbox/web_2/message_1.html"),
            "<html><body>Participants: A</body></html>".to_owned(),
        ),
        (
            format!("{root}/inbox/broken_3/message_1.json"),
            "{this is not".to_owned(),
        ),
    ])
    .collect();
    let listed: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let export = open(zip_of(&listed));
    let names: Vec<String> = export
        .chats()
        .iter()
        .filter_map(|c| c.name.clone())
        .collect();
    assert_eq!(names.len(), 5, "{names:?}");
    let said = export.summary().left_out.join("\n");
    assert!(
        said.contains("web pages") && said.contains("broken_3"),
        "{said}"
    );
    let notices = export.summary().notices.join("\n");
    assert!(notices.contains("secure storage"), "{notices}");
}

#[test]
fn what_people_did_besides_writing_is_told_apart() {
    let mut export = open(page(&[
        said(
            1_000,
            "Ann turned on disappearing messages. New messages will disappear 24 hours after they're seen.",
        ),
        said(2_000, "Ann turned on vanish mode."),
        message(
            3_000,
            ",\"type\":\"Call\",\"call_duration\":0,\"missed\":true",
        ),
        said(4_000, "Ann missed your call."),
        message(
            5_000,
            ",\"sticker\":{\"uri\":\"messages/stickers_used/s.png\",\"ai_stickers\":[]}",
        ),
        message(
            6_000,
            ",\"videos\":[{\"uri\":\"m/v.mp4\"}],\"audio_files\":[{\"uri\":\"m/a.aac\"}],\"files\":[{\"uri\":\"m/f.pdf\"}],\"gifs\":[{\"uri\":\"m/g.gif\"}]",
        ),
        message(
            7_000,
            ",\"poll\":{\"question\":\"Where?\",\"options\":[{\"option\":\"The quay\",\"voters\":[{\"name\":\"Ann\"}]}]}",
        ),
        message(8_000, ",\"is_unsent\":true"),
        message(
            9_000,
            ",\"type\":\"Subscribe\",\"users\":[{\"name\":\"Bo\"}],\"content\":\"Ann hat Bo hinzugef\\u00c3\\u00bcgt.\"",
        ),
        message(
            10_000,
            ",\"content\":\"look\",\"share\":{\"link\":\"https://example.org/p\"}",
        ),
        message(11_000, ",\"is_geoblocked_for_viewer\":true"),
        message(12_000, ",\"content\":\"half \\ud83d\",\"photos\":null"),
    ]));
    let told = all(&mut export);
    let kinds: Vec<&str> = told.iter().map(|t| t.0.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "system", "system", "call", "call", "message", "message", "message", "message",
            "system", "message", "message", "message"
        ]
    );
    assert_eq!(told[2].3, "missed call");
    assert!(told.iter().all(|t| t.2.as_deref() == Some("Ann")));
    assert_eq!(told[4].4, [("s.png".to_owned(), false)]);
    assert_eq!(told[5].4.len(), 4);
    assert_eq!(told[6].3, "Poll: Where?\n- The quay (1)");
    assert_eq!(told[8].3, "Ann hat Bo hinzugefügt.");
    assert_eq!(told[9].3, "look");
    assert_eq!(told[9].4, [("https://example.org/p".to_owned(), false)]);
    assert_eq!(told[11].3, "half \u{fffd}");
    let summary = export.summary();
    assert_eq!(summary.timers[0].seconds, 86_400);
    let notices = summary.notices.join("\n");
    for words in ["vanish mode", "withheld", "taken back"] {
        assert!(notices.contains(words), "{words}: {notices}");
    }
}

#[test]
fn a_message_with_200000_files_a_name_of_10_kb_and_any_date_is_read() {
    let name = "N".repeat(10_000);
    let photos: Vec<String> = (0..200_000)
        .map(|n| format!("{{\"uri\":\"messages/inbox/x/photos/{n}.jpg\"}}"))
        .collect();
    let mut export = open(
        page(&[
            message(0, &format!(",\"photos\":[{}]", photos.join(","))),
            said(4_102_444_800_000, "later"),
            said(-1, "before"),
            message(9_223_372_036_854_775_807, ",\"content\":\"never\""),
            "{\"sender_name\":\"Ann\",\"content\":\"undated\"}".to_owned(),
        ])
        .replace("\"Ann\"", &format!("\"{name}\"")),
    );
    let told = all(&mut export);
    assert_eq!(told.len(), 5);
    assert_eq!(told[0].1, "1969-12-31 23:59:59");
    assert_eq!(told[1].4.len(), 200_000);
    assert_eq!(told[2].1, "2100-01-01 00:00:00");
    assert_eq!(told[1].2.as_deref(), Some(name.as_str()));
    let summary = export.summary();
    assert_eq!(summary.attachments.named, 200_000);
    let notices = summary.notices.join("\n");
    assert!(notices.contains("2 entries have no date"), "{notices}");
    assert!(notices.contains("in the future"), "{notices}");
}

#[test]
fn json_10000_deep_is_refused_or_passed_over_and_said() {
    let deep = "[".repeat(10_000);
    assert!(open_named("deep.json", deep.clone(), None).is_err());
    let inside = page(&[said(1000, "one"), message(2000, &format!(",\"x\":{deep}"))]);
    let mut export = open(inside);
    assert_eq!(texts(&mut export), ["one"]);
    let told = export.summary().left_out.join("\n");
    assert!(told.contains("nested deeper"), "{told}");
    let some = format!("{}{}", "[".repeat(300), "]".repeat(300));
    let mut export = open(page(&[
        said(1000, "one"),
        message(2000, &format!(",\"x\":{some}")),
    ]));
    assert_eq!(
        all(&mut export).len() as u64 + export.summary().stray_lines,
        2
    );
}

#[test]
fn a_zip_in_a_zip_and_web_pages_are_refused_with_the_way_out() {
    let inner = zip_of(&[("messages/inbox/a/message_1.json", b"{}")]);
    let refused = open_named("x.zip", zip_of(&[("part.zip", &inner)]), None);
    assert!(matches!(refused.err(), Some(ImportError::ZipInZip { .. })));
    let web = b"<!DOCTYPE html><html><body><div>Participants: Ann, Ruth</div></body></html>";
    let zip = zip_of(&[("messages/inbox/ann_1/message_1.html", &web[..])]);
    for (name, bytes) in [("message_1.html", web.to_vec()), ("x.zip", zip)] {
        let refused = open_named(name, bytes, None).err().unwrap().to_string();
        for words in ["web pages", "JSON", "--help-channel facebook"] {
            assert!(refused.contains(words), "{refused}");
        }
    }
}

#[test]
fn two_downloads_in_one_folder_stay_apart_and_parts_of_one_come_together() {
    let one = page(&[said(1000, "one")]);
    let two = page(&[said(2000, "two")]);
    let twice = zip_of(&[
        ("a/messages/inbox/ann_1/message_1.json", one.as_bytes()),
        ("b/messages/inbox/ann_1/message_1.json", two.as_bytes()),
    ]);
    let keys: Vec<String> = open(twice).chats().iter().map(|c| c.key.clone()).collect();
    assert_eq!(keys, ["inbox/ann_1", "inbox/ann_1 (2)"]);
    let parts = zip_of(&[
        ("a/messages/inbox/ann_1/message_2.json", one.as_bytes()),
        ("b/messages/inbox/ann_1/message_1.json", two.as_bytes()),
    ]);
    assert_eq!(texts(&mut open(parts)), ["one", "two"]);
}

#[test]
fn whose_download_a_conversation_of_two_is_shows_which_way_its_messages_went() {
    let ruth = said(2000, "yes").replace("\"Ann\"", "\"Ruth\"");
    let mut export = open(page(&[ruth, said(1000, "well?")]));
    assert_eq!(export.chats().get(0).unwrap().kind, ChatKind::Direct);
    let mut ways = Vec::new();
    export
        .for_each(&mut |e| {
            ways.push(e.direction.map(|d| d.as_str()));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(ways, [Some("in"), Some("out")]);
}

#[test]
fn a_lone_page_finds_the_files_beside_it_and_names_the_pages_that_were_not_given() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("inbox/ann_1");
    std::fs::create_dir_all(folder.join("photos")).unwrap();
    std::fs::write(folder.join("photos/q.png"), b"\x89PNG quay").unwrap();
    let photo = message(
        1000,
        ",\"photos\":[{\"uri\":\"messages/inbox/ann_1/photos/q.png\"}]",
    );
    std::fs::write(folder.join("message_2.json"), page(&[photo])).unwrap();
    let input = Input::Path(folder.join("message_2.json"));
    let mut export = Export::open(&Ports::system(), input, &Options::default()).unwrap();
    let mut source = None;
    export
        .for_each(&mut |e| {
            source = Some(e.attachments[0].source.clone());
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(matches!(source, Some(FileSource::Beside(_))));
    let bytes = export.file("q.png", &source.unwrap(), 100).unwrap();
    assert_eq!(bytes.as_deref(), Some(&b"\x89PNG quay"[..]));
    let said = export.summary().left_out.join("\n");
    assert!(said.contains("message_1.json"), "{said}");
}

#[test]
fn encrypted_chats_beside_a_download_are_read_with_it() {
    let encrypted = r#"{"participants":["Ann","Ruth"],"threadName":"Ann_4","messages":[{"senderName":"Ann","text":"since","timestamp":3000,"type":"text","isUnsent":false,"media":[],"reactions":[]}]}"#;
    let before = page(&[said(1000, "before")]);
    let both = zip_of(&[
        ("a/messages/inbox/ann_1/message_1.json", before.as_bytes()),
        ("b/messages/Ann_4.json", encrypted.as_bytes()),
    ]);
    let export = open(both);
    assert_eq!(export.format().id, "facebook-json");
    let keys: Vec<String> = export.chats().iter().map(|c| c.key.clone()).collect();
    assert_eq!(keys, ["inbox/ann_1", "Ann_4"]);
    let alone = |name: &str, text: &str| {
        let export = open(zip_of(&[(name, text.as_bytes())]));
        (export.format().id, export.summary().notices.join("\n"))
    };
    let (id, notices) = alone("messages/Ann_4.json", encrypted);
    assert_eq!(id, "facebook-e2ee");
    assert!(notices.contains("before a chat was encrypted"), "{notices}");
    let (id, notices) = alone("messages/inbox/ann_1/message_1.json", &before);
    assert_eq!(id, "facebook-json");
    assert!(notices.contains("secure storage"), "{notices}");
}

#[test]
fn a_web_page_that_names_no_service_is_of_the_one_that_is_said() {
    let page = "<html><body><div>Participants: Ann, Ruth</div><div>Ann</div><div>Shall we?</div><div>Sep 13, 2020, 12:26 PM</div></body></html>";
    for (wanted, id) in [
        (None, "facebook-html"),
        (Some("instagram-html"), "instagram-html"),
        (Some("facebook-html"), "facebook-html"),
    ] {
        let options = Options {
            format: wanted.and_then(onrecord::import::format_named),
            ..Options::default()
        };
        let input = Input::Bytes {
            name: Some("message_1.html".to_owned()),
            bytes: page.as_bytes().to_vec(),
        };
        let mut export = Export::open(&Ports::system(), input, &options).unwrap();
        assert_eq!(export.format().id, id);
        assert_eq!(texts(&mut export), ["Shall we?"]);
    }
}
