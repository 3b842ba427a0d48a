//! Telegram, iMessage and Outlook in what the suite over all formats does not ask: who, which way, what is refused.

#[path = "import_support/outlook.rs"]
mod outlook;

use std::ops::ControlFlow;
use std::path::Path;

use onrecord::import::{Direction, Entry, EntryKind, Export, ImportError, Input, Options};
use onrecord::ports::Ports;

/// An entry as these tests ask for it.
#[derive(Debug)]
struct Told {
    kind: EntryKind,
    sender: Option<String>,
    direction: Option<Direction>,
    text: String,
    files: Vec<(String, bool, Option<Vec<u8>>)>,
    deleted: bool,
    edited: bool,
    timer: Option<u32>,
    expires: Option<u32>,
}

fn open(input: Input, chat: Option<&str>) -> Result<Export, ImportError> {
    let options = Options {
        chat: chat.map(str::to_owned),
        ..Options::default()
    };
    Export::open(&Ports::system(), input, &options)
}

fn bytes(name: &str, bytes: impl AsRef<[u8]>) -> Input {
    Input::Bytes {
        name: Some(name.to_owned()),
        bytes: bytes.as_ref().to_vec(),
    }
}

fn told(mut export: Export) -> Vec<Told> {
    let (mut all, mut sources) = (Vec::new(), Vec::new());
    export
        .for_each(&mut |e| {
            let named = e.attachments.iter();
            let named = named.map(|a| (a.name.to_string(), a.source.clone(), a.present));
            sources.push(named.collect::<Vec<_>>());
            all.push(Told {
                kind: e.kind,
                sender: e.sender.as_deref().map(str::to_owned),
                direction: e.direction,
                text: e.text.to_string(),
                files: Vec::new(),
                deleted: e.deleted,
                edited: e.edited,
                timer: e.timer,
                expires: e.expires.map(|x| x.seconds),
            });
            ControlFlow::Continue(())
        })
        .unwrap();
    for (entry, files) in all.iter_mut().zip(sources) {
        for (name, source, present) in files {
            let held = export.file(&name, &source, 1 << 20).unwrap();
            entry.files.push((name, present, held));
        }
    }
    all
}

fn message(id: u32, more: &str) -> String {
    format!(
        r#"{{"id":{id},"type":"message","date":"2026-11-21T08:00:00","date_unixtime":"1795248000","from":"Ann","from_id":"user2"{more}}}"#
    )
}

fn group(messages: &[String]) -> String {
    let all = messages.join(",");
    format!(r#"{{"name":"Quay","type":"private_supergroup","id":7,"messages":[{all}]}}"#)
}

#[test]
fn of_telegram_the_account_says_whose_it_is_and_numbers_of_people_and_groups_may_be_equal() {
    let own = r#"{"id":1,"type":"message","date_unixtime":1795248000,"from":"Ruth","from_id":"user1","text":"Mine"}"#;
    let text = format!(
        r#"{{"personal_information":{{"user_id":1}},"chats":{{"list":[{},{}]}},"left_chats":{{"list":[{}]}}}}"#,
        group(&[message(1, r#","text":"Yours""#), own.to_owned()]),
        group(&[message(1, r#","text":"Other""#)]).replace("private_supergroup", "personal_chat"),
        group(&[message(1, r#","text":"Saved""#)])
            .replace("private_supergroup", "saved_messages")
            .replace("\"name\":\"Quay\"", "\"name\":null")
            .replace("\"id\":7", "\"id\":1"),
    );
    let chats = open(bytes("result.json", &text), None)
        .unwrap()
        .chats()
        .iter()
        .collect::<Vec<_>>();
    let found: Vec<_> = chats.iter().map(|c| (c.key.as_str(), c.called())).collect();
    assert_eq!(
        found,
        [
            ("7", "Quay"),
            ("7-personal_chat", "Quay"),
            ("1", "Saved messages")
        ]
    );
    let all = told(open(bytes("result.json", &text), Some("7")).unwrap());
    let ways: Vec<_> = all.iter().map(|e| e.direction).collect();
    assert_eq!(ways, [Some(Direction::In), Some(Direction::Out)]);
}

#[test]
fn a_field_of_another_shape_loses_no_message_of_telegram() {
    let text = group(&[
        message(1, r#","text":["a",{"type":"link","text":"b"}],"poll":"no","photo":["x"]"#),
        message(2, r#","text":"","location_information":{"latitude":51.5,"longitude":-0.1}"#),
        message(3, r#","text":"","contact_information":{"first_name":"Bo","phone_number":"+44"},"members":3"#),
        message(4, r#","text":"x","file":"../../etc/passwd","self_destruct_period_seconds":30"#),
        message(5, r#","text":"","file":"(File exceeds maximum size. Change data exporting settings to download.)","media_type":"video_file""#),
        message(6, r#","text":"half \ud83d""#),
        "5".to_owned(),
        r#"{"id":8,"type":"unsupported"}"#.to_owned(),
        r#"{"id":9,"type":"service","date":"2026-11-21T08:00:00","actor":"Ann","action":"set_messages_ttl","period":0}"#.to_owned(),
    ]);
    let export = open(bytes("result.json", &text), None).unwrap();
    let summary = export.summary();
    assert_eq!((summary.entries, summary.stray_lines), (7, 2));
    let all = told(export);
    let texts: Vec<&str> = all.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "ab",
            "Location: 51.5, -0.1",
            "Contact: Bo +44",
            "x",
            "",
            "half \u{fffd}",
            "Ann turned off the timer after which messages are deleted"
        ]
    );
    assert_eq!(all[3].files, [("passwd".to_owned(), false, None)]);
    assert_eq!(all[3].expires, Some(30));
    assert_eq!(all[4].files[0].0, "video");
    assert_eq!((all[6].timer, all[6].kind), (Some(0), EntryKind::System));
}

#[test]
fn telegrams_web_pages_are_named_with_the_way_out() {
    let page = "<html><body><div class=\"page_wrap\"><div class=\"page_body chat_page\"></div></div></body></html>";
    let error = open(bytes("messages.html", page), None).err().unwrap();
    assert!(
        error.to_string().contains("Machine-readable JSON"),
        "{error}"
    );
}

#[test]
fn a_page_of_imessage_tells_what_somebody_wrote_from_what_stands_around_it() {
    let message = |class: &str, inner: &str| {
        format!(
            "<div class=\"message\", id=\"r-1\"><div class=\"{class}\"><p><span class=\"timestamp\"><a href=\"sms://open\">Nov 21, 2026  8:00:00 AM</a> (Read by them after 1 second)</span>\n<span class=\"sender\">Ann</span></p>\n{inner}</div></div>\n"
        )
    };
    let text = [
        "<html><head><style>.a > b {}</style></head><body>\n".to_owned(),
        message("received", "<hr><div class=\"message_part\"><div class=\"app\"><a href=\"https://example.org/x\"><div class=\"app_header\"><img src=\"https://e.org/i.png\"><div class=\"name\">Example</div></div></a></div></div><span class=\"expressive\">Sent with Lasers</span>"),
        message("sent SMS", "<hr><div class=\"message_part\"><video controls> <source src=\"attachments/1.mov\"> <source src=\"attachments/1.mov\"> </video></div><hr><div class=\"message_part\"><span class=\"bubble\">see <b>this</b> 1 &lt; 2</span></div><hr><p>Reactions:</p><div class=\"reactions\"><span class=\"reaction\"><b>Loved</b> by Bo</span></div>"),
        message("received", "<hr><div class=\"message_part\"><div class=\"edited\"><span class=\"unsent\">They unsent this message part 5 seconds after sending!</span></div></div>"),
        message("received", "<hr><div class=\"message_part\"><span class=\"attachment_error\">Unable to locate attachment: lost.png</span></div>"),
        "</body></html>".to_owned(),
    ]
    .concat();
    let export = open(bytes("Ann.html", &text), None).unwrap();
    assert_eq!(export.conversation(), Some("Ann"));
    assert!(export.summary().left_out.is_empty());
    let all = told(export);
    assert_eq!(all[0].text, "https://example.org/x\nExample");
    assert_eq!(all[1].text, "see this 1 < 2");
    assert_eq!(all[1].files, [("1.mov".to_owned(), false, None)]);
    assert_eq!(all[1].direction, Some(Direction::Out));
    assert!(all[2].deleted && !all[2].edited);
    assert_eq!(all[3].files, [("lost.png".to_owned(), false, None)]);
    assert_eq!(all[3].sender.as_deref(), Some("Ann"));
}

#[test]
fn replies_that_stand_nowhere_else_are_said() {
    let text = "Nov 21, 2026  8:00:00 AM\nMe\nWhen?\n    Nov 21, 2026  8:05:00 AM\n    Ann\n    At nine\n\n\n\
                Nov 21, 2026  8:01:00 AM\nBo\nNo idea\n\n";
    let export = open(bytes("Quay.txt", text), None).unwrap();
    let said = export.summary().left_out.join(" ");
    assert!(said.contains("nowhere else: 1"), "{said}");
    assert_eq!(told(export)[0].text, "When?");
}

#[test]
fn a_mail_within_a_mail_of_outlook_comes_out_as_a_file_that_is_read_again_and_is_the_same_every_time()
 {
    let mail = outlook::a_mail("Harbour", "The quay is agreed");
    let all = told(open(bytes("Harbour.msg", &mail), None).unwrap());
    let (name, present, inner) = &all[0].files[1];
    assert!(name == "The plan.msg" && *present);
    let inner = inner.clone().unwrap();
    let again = open(bytes("x", &inner), None).unwrap();
    assert_eq!(
        (again.format().id, again.conversation()),
        ("msg", Some("The plan"))
    );
    let once_more = told(open(bytes("Harbour.msg", &mail), None).unwrap());
    assert_eq!(once_more[0].files[1].2, Some(inner));
}

/// Two hundred are listed; whoever stands behind them is known as well, so that no search passes their mail by.
#[test]
fn of_a_mail_of_outlook_to_many_people_everybody_is_known() {
    let others: Vec<String> = (0..230).map(|n| format!("p{n}@example.org")).collect();
    let mail = outlook::a_mail_to("Harbour", "The quay is agreed", &others);
    let mut export = open(bytes("Harbour.msg", &mail), None).unwrap();
    let mut known = Vec::new();
    let mut visit = |entry: Entry<'_>| {
        let names = entry.to.iter().chain(&entry.also);
        known.extend(names.map(|name| name.to_string()));
        ControlFlow::Continue(())
    };
    export.for_each(&mut visit).unwrap();
    for address in &others {
        assert!(known.contains(address), "{address}");
    }
}

#[test]
fn mails_of_both_kinds_in_a_folder_are_read_together_and_outlooks_other_files_named() {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(dir.path().join(name), bytes).unwrap();
    put("a.msg", &outlook::a_mail("Harbour", "The quay is agreed"));
    put(
        "b.eml",
        b"From: Bo <bo@example.org>\nDate: Sat, 21 Nov 2026 08:01:00 +0000\nSubject: Cake\n\nCake?\n",
    );
    let folder = |path: &Path| open(Input::Path(path.to_owned()), None);
    assert_eq!(folder(dir.path()).unwrap().chats().len(), 2);
    for (start, way_out) in [
        (&b"!BDN"[..], "readpst"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    ] {
        let file = [start, &[0; 2_000]].concat();
        let error = open(bytes("x.msg", &file), None).err().unwrap();
        assert!(error.to_string().contains(way_out), "{error}");
    }
}
