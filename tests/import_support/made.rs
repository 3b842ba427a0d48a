//! Small exports made up for these tests, at least one of every format, each in two states: as it was, and as it is
//! after more was written.

/// An export of one format.
pub struct Made {
    /// The format that must be told from its content.
    pub id: &'static str,
    /// Its files by name; the first is the one that is cut.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// The same export made earlier, with fewer entries.
    pub earlier: Vec<(&'static str, Vec<u8>)>,
    /// Nothing in the format tells its end, so that a cut between two lines cannot be noticed.
    pub open_ended: bool,
}

fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// Of every format one.
pub fn all() -> Vec<Made> {
    vec![
        whatsapp(),
        signal(),
        sigtop_json(),
        sigtop_text(),
        data_lines(),
        markdown(),
        backup_text(),
        sms(),
        sms_lines(),
        telegram(),
        telegram_account(),
        imessage_text(),
        imessage_pages(),
        mail(),
        mailbox(),
        maildir(),
        apple_mail(),
        outlook(),
        facebook(),
        facebook_alone(),
        encrypted_chats(),
        facebook_pages(),
        instagram_pages(),
        instagram(),
        linkedin(),
    ]
}

fn whatsapp() -> Made {
    let first =
        "13/03/2024, 09:00 - Ann Lee: Shall we?\n13/03/2024, 09:01 - Bo Katz: Yes\nall of it\n";
    let more = "14/03/2024, 10:00 - Ann Lee: Done\n";
    Made {
        id: "whatsapp",
        files: vec![(
            "WhatsApp Chat with Harbour.txt",
            text(&format!("{first}{more}")),
        )],
        earlier: vec![("WhatsApp Chat with Harbour.txt", text(first))],
        open_ended: true,
    }
}

fn signal() -> Made {
    let head = [
        r#"{"version":"1","backupTimeMs":"1710500000000"}"#,
        r#"{"account":{"givenName":"Ruth","familyName":"Bell"}}"#,
        r#"{"recipient":{"id":"1","self":{}}}"#,
        r#"{"recipient":{"id":"2","contact":{"aci":"QUFBQUFBQUFBQUFBQUFBQQ==","profileGivenName":"Ann","profileFamilyName":"Lee"}}}"#,
        r#"{"recipient":{"id":"3","group":{"snapshot":{"title":{"title":"Harbour"},"members":[{"userId":"QUFBQUFBQUFBQUFBQUFBQQ=="}]}}}}"#,
        r#"{"chat":{"id":"20","recipientId":"2"}}"#,
        r#"{"chat":{"id":"30","recipientId":"3","expirationTimerMs":"86400000"}}"#,
    ];
    let items = [
        r#"{"chatItem":{"chatId":"20","authorId":"2","dateSent":"1710320400000","incoming":{},"standardMessage":{"text":{"body":"Shall we?"}}}}"#,
        r#"{"chatItem":{"chatId":"20","authorId":"1","dateSent":"1710320460000","outgoing":{},"standardMessage":{"text":{"body":"Yes\nall of it"}}}}"#,
        r#"{"chatItem":{"chatId":"30","authorId":"2","dateSent":"1710320500000","directionless":{},"updateMessage":{"expirationTimerChange":{"expiresInMs":"86400000"}}}}"#,
        r#"{"chatItem":{"chatId":"30","authorId":"2","dateSent":"1710320520000","incoming":{},"standardMessage":{"text":{"body":"The quay is dry"}}}}"#,
        r#"{"chatItem":{"chatId":"20","authorId":"2","dateSent":"1710406800000","incoming":{},"remoteDeletedMessage":{}}}"#,
        r#"{"chatItem":{"chatId":"20","authorId":"1","dateSent":"1710406860000","outgoing":{},"standardMessage":{"text":{"body":"Done"}}}}"#,
    ];
    let made = |n: usize| {
        let lines = head.iter().chain(&items[..n]);
        let lines: Vec<String> = lines.map(|l| format!("{l}\n")).collect();
        lines.concat().into_bytes()
    };
    Made {
        id: "signal-jsonl",
        files: vec![("main.jsonl", made(items.len()))],
        earlier: vec![("main.jsonl", made(4))],
        open_ended: true,
    }
}

/// Lines that are written one after another: the first of them, and all.
fn lines(id: &'static str, name: &'static str, lines: &[&str], first: usize) -> Made {
    Made {
        id,
        files: vec![(name, text(&lines.concat()))],
        earlier: vec![(name, text(&lines[..first].concat()))],
        open_ended: true,
    }
}

fn sigtop_json() -> Made {
    let all = [
        r#"{"id":"a","type":"incoming","conversationId":"c1","sourceServiceId":"s1","sent_at":1710320400000,"body":"Shall we?","expireTimer":86400}"#,
        r#"{"id":"b","type":"outgoing","conversationId":"c1","sent_at":1710320460000,"body":"Yes","attachments":[{"fileName":"quay.png","contentType":"image/png","size":9}]}"#,
        r#"{"id":"c","type":"timer-notification","conversationId":"c1","sent_at":1710320470000,"expirationTimerUpdate":{"expireTimer":86400}}"#,
        r#"{"id":"d","type":"call-history","conversationId":"c1","sent_at":1710320480000}"#,
        r#"{"id":"e","type":"incoming","conversationId":"c1","sourceServiceId":"s1","sent_at":1710406800000,"deletedForEveryone":true}"#,
    ];
    let made = |n: usize| text(&format!("[\n{}\n]\n", all[..n].join(",\n")));
    Made {
        id: "sigtop-json",
        files: vec![
            ("Ann Lee.json", made(5)),
            ("quay.png", b"\x89PNG quay".to_vec()),
        ],
        earlier: vec![
            ("Ann Lee.json", made(2)),
            ("quay.png", b"\x89PNG quay".to_vec()),
        ],
        open_ended: false,
    }
}

fn sigtop_text() -> Made {
    let all = [
        "Conversation: Ann Lee (+447700900101)\n\n",
        "From: Ann Lee (+447700900101)\nType: incoming\nSent: Wed, 13 Mar 2024 09:00:00 +0000\nAttachment: quay.png (image/png, 70 bytes)\n\nShall we?\nFrom: here\n\nand on\n\n",
        "From: You\nType: outgoing\nSent: Wed, 13 Mar 2024 09:01:00 +0000\n\n> From: Ann Lee (+447700900101)\n>\n> Shall we?\n\nYes\n\n",
        "Type: call-history\nReceived: Wed, 13 Mar 2024 09:05:00 +0000\n\n",
        "From: You\nType: outgoing\nSent: Thu, 14 Mar 2024 10:00:00 +0000\n\nDone\n\n",
    ];
    lines("sigtop-text", "Ann Lee.txt", &all, 3)
}

fn data_lines() -> Made {
    let all = [
        "{\"date\": \"2024-03-13T09:00:00\", \"sender\": \"Ann\", \"body\": \"Shall we?  \", \"quote\": \"\", \"sticker\": null, \"reactions\": [], \"attachments\": [], \"deleted\": false, \"call\": false, \"missed\": false}\n",
        "{\"date\": \"2024-03-13T09:01:00\", \"sender\": \"Me\", \"body\": \"Yes\", \"quote\": \"\", \"sticker\": null, \"reactions\": [[\"Ann\", \"x\"]], \"attachments\": [{\"name\": \"quay.png\", \"path\": \"media/quay.png\"}], \"deleted\": false, \"call\": false, \"missed\": false}\n",
        "{\"date\": \"2024-03-14T10:00:00\", \"sender\": \"Ann\", \"body\": \"\", \"quote\": \"\", \"sticker\": null, \"reactions\": [], \"attachments\": [], \"deleted\": false, \"call\": true, \"missed\": true}\n",
    ];
    let mut made = lines("signal-export-json", "data.json", &all, 2);
    for files in [&mut made.files, &mut made.earlier] {
        files.push(("media/quay.png", b"\x89PNG quay".to_vec()));
    }
    made
}

fn markdown() -> Made {
    let all = [
        "[2024-03-13 09:00:00] Ann: Shall we?  \n(- Me: x -)\n",
        "[2024-03-13 09:01:00] Me: \n\n> Shall we?\n\nYes  \nall of it  \n",
        "[2024-03-13 09:02:00] Ann: see ![quay.png](./media/quay.png)  \n",
        "[2024-03-14 10:00:00] Ann: (This message was deleted)\n",
    ];
    let mut made = lines("signal-export-md", "chat.md", &all, 2);
    for files in [&mut made.files, &mut made.earlier] {
        files.push(("media/quay.png", b"\x89PNG quay".to_vec()));
    }
    made
}

fn backup_text() -> Made {
    let all = [
        "[Mar 13, 2024 09:00:00] *** Ann Lee created the group.\n",
        "[Mar 13, 2024 09:01:00] <Ann Lee> Shall we?\nall of it\n",
        "[Mar 13, 2024 09:02:00] *** <Bo Katz> sent file \"quay.png\"\n",
        "[Mar 13, 2024 09:02:00] <Bo Katz> the quay\n",
        "[Mar 14, 2024 10:00:00] <Ann Lee> Done\n",
    ];
    lines("signalbackup-text", "Harbour.txt", &all, 4)
}

fn sms() -> Made {
    let rows = [
        "<sms address=\"+447700900101\" date=\"1710320400000\" type=\"1\" body=\"Shall we?\" contact_name=\"Ann Lee\" />",
        "<sms address=\"07700900101\" date=\"1710320460000\" type=\"2\" body=\"Yes&#10;all &#55357;&#56397;\" contact_name=\"Ann Lee\" />",
        "<mms date=\"1710320500000\" msg_box=\"1\" address=\"+447700900101~+447700900102\" sub=\"null\" contact_name=\"Ann Lee, Bo Katz\"><parts><part seq=\"-1\" ct=\"application/smil\" text=\"&lt;smil/&gt;\" /><part seq=\"0\" ct=\"text/plain\" text=\"The quay\" /><part seq=\"0\" ct=\"image/jpeg\" name=\"quay.png\" data=\"iVBORw0KGgo=\" /></parts><addrs><addr address=\"+447700900102\" type=\"137\" /><addr address=\"insert-address-token\" type=\"151\" /></addrs></mms>",
        "<sms address=\"+447700900101\" date=\"1710406800000\" type=\"3\" body=\"Not sent\" contact_name=\"Ann Lee\" />",
        "<sms address=\"GOVUK\" date=\"1710406900000\" type=\"1\" body=\"Your code\" contact_name=\"(Unknown)\" />",
    ];
    let made = |n: usize| {
        let rows: Vec<String> = rows[..n].iter().map(|r| format!("  {r}\n")).collect();
        text(&format!(
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"{n}\">\n{}</smses>",
            rows.concat()
        ))
    };
    Made {
        id: "sms-xml",
        files: vec![("sms-20240314.xml", made(5))],
        earlier: vec![("sms-20240314.xml", made(3))],
        open_ended: false,
    }
}

fn sms_lines() -> Made {
    let all = [
        r#"{"_id":"1","thread_id":"4","address":"+447700900101","date":"1710320400000","date_sent":"1710320399000","type":"1","body":"Shall we?","read":"1","__display_name":"Ann Lee"}"#,
        r#"{"_id":"2","thread_id":"4","address":"+447700900101","date":"1710320460000","type":"2","body":"Yes\nall of \/ it","__display_name":"Ann Lee"}"#,
        r#"{"_id":"3","thread_id":"5","address":"GOVUK","date":"1710320470000","type":"1","body":"Your code"}"#,
        r#"{"_id":"4","thread_id":"4","address":"+447700900101","date":"1710406800000","type":"3","body":"Not sent","__display_name":"Ann Lee"}"#,
        r#"{"_id":"1","thread_id":"6","date":"1710320500","msg_box":"1","m_type":"132","sub":"Caf\u00c3\u00a9","ct_t":"application/vnd.wap.multipart.related","__sender_address":{"address":"+447700900102","type":"137","__display_name":"Bo Katz"},"__recipient_addresses":[{"address":"insert-address-token","type":"151"},{"address":"+447700900101","type":"151","__display_name":"Ann Lee"},{"address":"+447700900103","type":"151"}],"__parts":[{"_id":"1","seq":"-1","ct":"application/smil","text":"<smil/>"},{"_id":"2","seq":"0","ct":"text/plain","text":"The quay"},{"_id":"3","seq":"0","ct":"image/png","name":"quay.png","_data":"\/data\/user_de\/0\/com.android.providers.telephony\/app_parts\/PART_17_quay.png"}]}"#,
        r#"{"_id":"2","thread_id":"6","date":"1710406900","msg_box":"2","m_type":"128","__recipient_addresses":[{"address":"+447700900102","type":"151","__display_name":"Bo Katz"}],"__parts":[{"_id":"4","ct":"text/plain","text":"Done"}]}"#,
    ];
    let lines: Vec<String> = all.iter().map(|l| format!("{l}\n")).collect();
    let made = |n: usize| {
        vec![
            ("messages.ndjson", text(&lines[..n].concat())),
            ("data/PART_17_quay.png", b"\x89PNG quay".to_vec()),
        ]
    };
    Made {
        id: "sms-ndjson",
        files: made(6),
        earlier: made(5),
        open_ended: true,
    }
}

/// Messages of a chat, the timer among them.
const TELEGRAM: [&str; 6] = [
    r#"{"id":1,"type":"service","date":"2024-03-13T09:00:00","date_unixtime":"1710320400","actor":"Ann Lee","actor_id":"user2","action":"set_messages_ttl","period":86400,"text":"","text_entities":[]}"#,
    r#"{"id":2,"type":"message","date":"2024-03-13T09:01:00","date_unixtime":"1710320460","from":"Ann Lee","from_id":"user2","text":["Shall ",{"type":"bold","text":"we"},"?\n"],"text_entities":[]}"#,
    r#"{"id":3,"type":"message","date":"2024-03-13T09:02:00","date_unixtime":"1710320520","from":"Ruth Bell","from_id":"user1","reply_to_message_id":2,"photo":"photos/quay.png","text":"Yes","text_entities":[]}"#,
    r#"{"id":4,"type":"service","date":"2024-03-13T09:03:00","date_unixtime":"1710320580","actor":"Ann Lee","actor_id":"user2","action":"phone_call","duration_seconds":61,"discard_reason":"hangup","text":""}"#,
    r#"{"id":5,"type":"message","date":"2024-03-13T09:04:00","date_unixtime":"1710320640","from":null,"from_id":"user3","file":"(File not included. Change data exporting settings to download.)","file_name":"plan.pdf","text":""}"#,
    r#"{"id":6,"type":"message","date":"2024-03-14T10:00:00","from":"Ann Lee","from_id":"user2","edited":"2024-03-14T10:01:00","poll":{"question":"Which quay?","answers":[{"text":"East","voters":2}]},"text":""}"#,
];

fn telegram_chat(name: &str, id: u32, messages: &[&str]) -> String {
    let all = messages.join(",\n  ");
    format!(
        "{{\n \"name\": \"{name}\",\n \"type\": \"personal_chat\",\n \"id\": {id},\n \"messages\": [\n  {all}\n ]\n}}"
    )
}

fn telegram() -> Made {
    let files = |n: usize| {
        vec![
            (
                "result.json",
                text(&telegram_chat("Ann Lee", 2, &TELEGRAM[..n])),
            ),
            ("photos/quay.png", b"\x89PNG quay".to_vec()),
        ]
    };
    Made {
        id: "telegram-json",
        files: files(6),
        earlier: files(3),
        open_ended: false,
    }
}

fn telegram_account() -> Made {
    let account = |n: usize| {
        let chats = telegram_chat("Ann Lee", 2, &TELEGRAM[..n]);
        let left = telegram_chat("Bo Katz", 4, &TELEGRAM[1..2]);
        text(&format!(
            "{{\"about\": \"\", \"personal_information\": {{\"user_id\": 1}}, \"chats\": {{\"about\": \"\", \"list\": [{chats}]}}, \"left_chats\": {{\"list\": [{left}]}}}}"
        ))
    };
    Made {
        id: "telegram-json",
        files: vec![("result.json", account(6))],
        earlier: vec![("result.json", account(2))],
        open_ended: false,
    }
}

fn imessage_text() -> Made {
    let all = [
        "Mar 13, 2024  9:00:00 AM (Read by you after 5 seconds)\nAnn Lee\nShall we?\n\nall of it\nTapbacks:\nLoved by Me\n\n\n",
        "Mar 13, 2024  9:01:00 AM\nMe\nattachments/1/quay.png\nYes\n    Mar 13, 2024  9:03:00 AM\n    Ann Lee\n    Which?\n\n\n",
        "Mar 13, 2024  9:02:00 AM You renamed the conversation to Quay\n\n",
        "Mar 13, 2024  9:03:00 AM\nAnn Lee\nWhich?\nThis message responded to an earlier message.\n\n",
        "Mar 14, 2024 10:00:00 AM\nMe\nMar 14, 2024 10:00:00 AM the quya\nEdited 9 seconds later: the quay\n\n",
        "Mar 14, 2024 10:05:00 AM\nAnn Lee\nThey deleted a message.\n\n",
    ];
    let mut made = lines("imessage-text", "Ann Lee.txt", &all, 4);
    for files in [&mut made.files, &mut made.earlier] {
        files.push(("attachments/1/quay.png", b"\x89PNG quay".to_vec()));
    }
    made
}

fn imessage_pages() -> Made {
    let message = |class: &str, at: &str, who: &str, inner: &str| {
        format!(
            "<div class=\"message\">\n<div class=\"{class}\">\n<p><span class=\"timestamp\">{at}</span>\n<span class=\"sender\">{who}</span></p>\n<hr><div class=\"message_part\">\n{inner}\n</div>\n</div>\n</div>\n"
        )
    };
    let reply = "<span class=\"bubble\">Which?</span>";
    let beneath = format!(
        "<img src=\"attachments/1/quay.png\"></div><div class=\"replies\"><div class=\"reply\">{}</div>",
        message("received", "Mar 13, 2024  9:03:00 AM", "Ann Lee", reply)
    );
    let all = [
        message(
            "received",
            "Mar 13, 2024  9:00:00 AM (Read by you after 5 seconds)",
            "Ann Lee",
            "<span class=\"bubble\">Shall &lt;we&gt;?<br>all of it</span>",
        ),
        message("sent iMessage", "Mar 13, 2024  9:01:00 AM", "Me", &beneath),
        "<div class =\"announcement\"><p><span class=\"timestamp\">Mar 13, 2024  9:02:00 AM</span> You named the conversation <b>Quay</b></p></div>\n".to_owned(),
        message("received", "Mar 13, 2024  9:03:00 AM", "Ann Lee", reply),
        message(
            "sent SMS",
            "Mar 14, 2024 10:00:00 AM",
            "Me",
            "<div class=\"edited\"><table><tr><td></td><td>the quya</td></tr><tr><td><span class=\"timestamp\">Edited 9 seconds later</span></td><td>the quay</td></tr></table></div>",
        ),
    ];
    let made = |n: usize| {
        vec![
            (
                "Ann Lee.html",
                text(&format!(
                    "<html>\n<meta charset=\"UTF-8\">\n<style>div > p {{}}</style>\n<body>\n{}</body></html>",
                    all[..n].concat()
                )),
            ),
            ("attachments/1/quay.png", b"\x89PNG quay".to_vec()),
        ]
    };
    Made {
        id: "imessage-html",
        files: made(5),
        earlier: made(4),
        open_ended: false,
    }
}

fn a_mail(n: u32, about: &str, words: &str) -> String {
    format!(
        "From: Ann Lee <ann@example.org>\nTo: ruth@example.com\nDate: Wed, 13 Mar 2024 09:0{n}:00 +0000\n\
         Subject: Re: Harbour\nMessage-ID: <m{n}@example.org>\n{about}Content-Type: text/plain; charset=utf-8\n\n{words}\n"
    )
}

fn with_file(n: u32) -> String {
    format!(
        "From: Bo <bo@example.org>\nDate: Wed, 13 Mar 2024 10:0{n}:00 +0100\nSubject: Quay\nMessage-ID: <f{n}@example.org>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"xx\"\n\n--xx\nContent-Type: text/plain\n\nThe quay\n\
         --xx\nContent-Type: image/png; name=quay.png\nContent-Disposition: attachment; filename=quay.png\n\
         Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--xx--\n"
    )
}

fn mail() -> Made {
    Made {
        id: "eml",
        files: vec![("quay.eml", text(&with_file(1)))],
        earlier: vec![("quay.eml", text(&with_file(1)))],
        open_ended: true,
    }
}

fn mailbox() -> Made {
    let mails = [
        a_mail(1, "", "Shall we?\n>From here\nFrom there"),
        a_mail(2, "In-Reply-To: <m1@example.org>\n", "Yes"),
        with_file(3),
    ];
    let made = |n: usize| {
        let all = mails[..n]
            .iter()
            .map(|m| format!("From ann@example.org Wed Mar 13 09:00:00 2024\n{m}\n"));
        text(&all.collect::<String>())
    };
    Made {
        id: "mbox",
        files: vec![("All mail.mbox", made(3))],
        earlier: vec![("All mail.mbox", made(2))],
        open_ended: true,
    }
}

fn maildir() -> Made {
    let all = vec![
        ("cur/1.a.host:2,ST", text(&with_file(2))),
        ("cur/2.b.host:2,S", text(&a_mail(1, "", "Shall we?"))),
        (
            "new/3.c.host",
            text(&a_mail(3, "References: <m1@example.org>\n", "Yes")),
        ),
        ("tmp/4.d.host", text("half a ma")),
    ];
    Made {
        id: "maildir",
        earlier: all[..2].to_vec(),
        files: all,
        open_ended: true,
    }
}

fn apple_mail() -> Made {
    let mail = with_file(1);
    let whole = format!(
        "{}\n{mail}<?xml version=\"1.0\"?>\n<plist><dict/></plist>\n",
        mail.len()
    );
    Made {
        id: "emlx",
        files: vec![("17.emlx", text(&whole))],
        earlier: vec![("17.emlx", text(&whole))],
        open_ended: true,
    }
}

fn outlook() -> Made {
    let bytes = super::outlook::a_mail("Re: Harbour", "Shall we?\r\nThe quay");
    Made {
        id: "msg",
        files: vec![("quay.msg", bytes.clone())],
        earlier: vec![("quay.msg", bytes)],
        open_ended: true,
    }
}

/// A page of a download, newest first.
fn a_page(about: &str, messages: &[&str], people: &str) -> Vec<u8> {
    text(&format!(
        "{{\n  \"participants\": [{people}],\n  \"messages\": [\n{}\n  ],\n  {about},\n  \"is_still_participant\": true\n}}",
        messages.join(",\n")
    ))
}

const HARBOUR: &[&str] = &[
    r#"{"sender_name":"Ruth Bell","timestamp_ms":1710406900000,"is_unsent":true}"#,
    r#"{"sender_name":"No\u00c3\u00ab Lee","timestamp_ms":1710406800000,"content":"The video chat ended.","type":"Call","call_duration":65}"#,
    r#"{"sender_name":"No\u00c3\u00ab Lee","timestamp_ms":1710320520000,"photos":[{"uri":"your_facebook_activity/messages/inbox/harbour_17/photos/quay.png","creation_timestamp":1710320520}]}"#,
    r#"{"sender_name":"Ruth Bell","timestamp_ms":1710320500000,"content":"See \u00e2\u0080\u009cthis\u00e2\u0080\u009d","share":{"link":"https://example.org/quay","share_text":"The quay"}}"#,
    r#"{"sender_name":"Ruth Bell","timestamp_ms":1710320460000,"content":"Yes\nall of it","reactions":[{"reaction":"\u00f0\u009f\u0091\u008d","actor":"No\u00c3\u00ab Lee"}]}"#,
    r#"{"sender_name":"No\u00c3\u00ab Lee","timestamp_ms":1710320400000,"content":"Shall we?"}"#,
    r#"{"sender_name":"No\u00c3\u00ab Lee","timestamp_ms":1710320400000,"content":"No\u00c3\u00ab Lee named the group Harbour."}"#,
];

fn facebook() -> Made {
    const ONE: &str = "your_facebook_activity/messages/inbox/harbour_17/message_1.json";
    const TWO: &str = "your_facebook_activity/messages/inbox/harbour_17/message_2.json";
    let about = r#""title":"Harbour","thread_path":"inbox/harbour_17""#;
    let people = r#"{"name":"No\u00c3\u00ab Lee"},{"name":"Bo Katz"},{"name":"Ruth Bell"}"#;
    let beside = [
        (
            "your_facebook_activity/messages/inbox/harbour_17/photos/quay.png",
            b"\x89PNG quay".to_vec(),
        ),
        (
            "your_facebook_activity/messages/archived_threads/bo_9/message_1.json",
            a_page(
                r#""title":"Bo Katz","thread_path":"archived_threads/bo_9""#,
                &[r#"{"sender_name":"Bo Katz","timestamp_ms":1710320400000,"content":"Cake?"}"#],
                r#"{"name":"Bo Katz"},{"name":"Ruth Bell"}"#,
            ),
        ),
        (
            "your_facebook_activity/messages/autofill_information.json",
            text("{\"autofill_information_v2\":{}}"),
        ),
    ];
    let made = |one: Vec<(&'static str, Vec<u8>)>| one.into_iter().chain(beside.clone()).collect();
    Made {
        id: "facebook-json",
        files: made(vec![
            (ONE, a_page(about, &HARBOUR[..4], people)),
            (TWO, a_page(about, &HARBOUR[4..], people)),
        ]),
        earlier: made(vec![(ONE, a_page(about, &HARBOUR[2..], people))]),
        open_ended: false,
    }
}

fn facebook_alone() -> Made {
    let about = r#""title":"No\u00c3\u00ab Lee","thread_path":"inbox/noe_17""#;
    let people = r#"{"name":"No\u00c3\u00ab Lee"},{"name":"Ruth Bell"}"#;
    Made {
        id: "facebook-json",
        files: vec![("renamed.txt", a_page(about, &HARBOUR[3..6], people))],
        earlier: vec![("renamed.txt", a_page(about, &HARBOUR[4..6], people))],
        open_ended: false,
    }
}

fn encrypted_chats() -> Made {
    let all = [
        r#"{"isUnsent":false,"media":[],"reactions":[],"senderName":"Ruth Bell","text":"Oui – ça va","timestamp":1710320460000,"type":"text"}"#,
        r#"{"isUnsent":false,"media":[],"reactions":[{"actor":"Ruth Bell","reaction":"👍"}],"senderName":"Noë Lee","text":"Shall we?","timestamp":1710320400000,"type":"text"}"#,
        r#"{"isUnsent":false,"media":[{"uri":"./media/quay.png"}],"reactions":[],"senderName":"Noë Lee","text":"","timestamp":1710320520000,"type":"media"}"#,
        r#"{"isUnsent":true,"media":[],"reactions":[],"senderName":"Noë Lee","text":"User unsent a message","timestamp":1710406800000,"type":"placeholder"}"#,
    ];
    let made = |n: usize| {
        let page = format!(
            "{{\"participants\":[\"Noë Lee\",\"Ruth Bell\"],\"threadName\":\"Noë Lee_4\",\"messages\":[{}]}}",
            all[..n].join(",")
        );
        vec![
            ("messages/Noë Lee_4.json", text(&page)),
            ("messages/media/quay.png", b"\x89PNG quay".to_vec()),
        ]
    };
    Made {
        id: "facebook-e2ee",
        files: made(4),
        earlier: made(2),
        open_ended: false,
    }
}

/// A page of the web, newest first.
fn a_web_page(title: &str, messages: &[String]) -> Vec<u8> {
    text(&format!(
        "<html><head><title>{title}</title><style>._a6-g{{}}</style></head><body><div><h1>{title}</h1><div>Participants: Ann Lee, Bo Katz and Ruth Bell</div></div>\n{}</body></html>",
        messages.concat()
    ))
}

fn web_message(sender: &str, inner: &str, at: &str) -> String {
    format!(
        "<div class=\"pam _a6-g\"><div class=\"_2ph_ _a6-h\">{sender}</div><div class=\"_a6-p\"><div>{inner}</div><ul class=\"_a6-q\"><li>x Bo Katz</li></ul></div><div class=\"_3-94\"><div class=\"_a72d\">{at}</div></div></div>\n"
    )
}

fn facebook_pages() -> Made {
    const ONE: &str = "your_facebook_activity/messages/inbox/harbour_17/message_1.html";
    const TWO: &str = "your_facebook_activity/messages/inbox/harbour_17/message_2.html";
    let all = [
        web_message("Ruth Bell", "<div>Done</div>", "Mar 14, 2024 10:00:00 am"),
        web_message(
            "Bo Katz",
            "<div><img src=\"your_facebook_activity/messages/inbox/harbour_17/photos/quay.png\"></div>",
            "Mar 13, 2024 9:02:00 am",
        ),
        web_message(
            "Ruth Bell",
            "<div></div><div>Yes<br>all &lt;of&gt; it</div>",
            "Mar 13, 2024 9:01:00 am",
        ),
        web_message("Ann Lee", "<div>Shall we?</div>", "Mar 13, 2024 9:00:00 am"),
    ];
    let made = |from: usize| {
        vec![
            (ONE, a_web_page("Harbour", &all[from..3])),
            (TWO, a_web_page("Harbour", &all[3..])),
            (
                "your_facebook_activity/messages/inbox/harbour_17/photos/quay.png",
                b"\x89PNG quay".to_vec(),
            ),
        ]
    };
    Made {
        id: "facebook-html",
        files: made(0),
        earlier: made(1),
        open_ended: false,
    }
}

fn instagram_pages() -> Made {
    const PAGE: &str = "your_instagram_activity/messages/inbox/noelee_17/message_1.html";
    let all = [
        web_message("noe.lee", "<div>Done</div>", "Mar 14, 2024 10:00 am"),
        web_message("noe.lee", "<div>Shall we?</div>", "Mar 13, 2024 9:00 am"),
    ];
    let made = |from: usize| {
        vec![
            (PAGE, a_web_page("noe.lee", &all[from..])),
            ("your_instagram_activity/other.txt", b"x".to_vec()),
        ]
    };
    Made {
        id: "instagram-html",
        files: made(0),
        earlier: made(1),
        open_ended: false,
    }
}

fn instagram() -> Made {
    let all = [
        r#"{"sender_name":"noe.lee","timestamp_ms":1710406800000,"share":{"link":"https://www.instagram.com/p/quay/","original_content_owner":"x"}}"#,
        r#"{"sender_name":"Ruth Bell","timestamp_ms":1710320460000,"content":"Reacted \u00f0\u009f\u0098\u00ae to your message "}"#,
        r#"{"sender_name":"noe.lee","timestamp_ms":1710320400000,"content":"Shall we?"}"#,
    ];
    let about = r#""title":"noe.lee","thread_path":"inbox/noelee_17""#;
    let people = r#"{"name":"noe.lee"},{"name":"Ruth Bell"}"#;
    const PAGE: &str = "your_instagram_activity/messages/inbox/noelee_17/message_1.json";
    const OTHER: &str = "your_instagram_activity/messages/secret_conversations.json";
    let made = |from: usize| {
        vec![
            (PAGE, a_page(about, &all[from..], people)),
            (OTHER, text("{\"ig_secret_conversations\":{}}")),
        ]
    };
    Made {
        id: "instagram-json",
        files: made(0),
        earlier: made(1),
        open_ended: false,
    }
}

fn linkedin() -> Made {
    let head = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION ARCHIVED\n";
    let own = "https://www.linkedin.com/in/ruth";
    let rows = [
        format!(
            "2-aa==,,Ruth Bell,{own},Ann Lee,https://www.linkedin.com/in/ann,2024-03-14 10:00:00 UTC,,Not sent,INBOX,,Yes,No\n"
        ),
        format!(
            "2-aa==,,Ruth Bell,{own},Ann Lee,https://www.linkedin.com/in/ann,2024-03-13 09:01:00 UTC,,\"Yes, \"\"all\"\"\r\nof it\",INBOX,,No,No\n"
        ),
        format!(
            "2-aa==,,Ann Lee,https://www.linkedin.com/in/ann,Ruth Bell,{own},2024-03-13 09:00:00 UTC,Quay,Shall we?,INBOX,https://www.linkedin.com/dms/1,No,No\n"
        ),
        format!(
            "2-bb==,Harbour,Bo Katz,,\"Ruth Bell,Ann Lee\",\"{own},https://www.linkedin.com/in/ann\",2024-03-12 08:00:00 UTC,,=1+1,ARCHIVE,,No,Yes\n"
        ),
    ];
    let made = |from: usize| text(&format!("{head}{}", rows[from..].concat()));
    Made {
        id: "linkedin-csv",
        files: vec![("messages.csv", made(0))],
        earlier: vec![("messages.csv", made(1))],
        open_ended: true,
    }
}
