//! What a lodged record says of the capture it is, read from the file plan.

use std::fs;

use crate::support::{Home, walk, with};

const CHAT: &str = "\
21/11/2026, 09:00 - Messages and calls are end-to-end encrypted.
21/11/2026, 09:06 - Asha Patel: Go with option B
";

/// The newest record of `folder`, by name.
fn record(folder: &std::path::Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn folders(home: &Home, destination: &str) -> Vec<String> {
    let listed = std::fs::read_dir(home.path(destination)).unwrap();
    let mut names: Vec<String> = listed
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_record_says_how_the_date_of_an_export_was_read() {
    for (chat, words) in [
        (CHAT.to_owned(), "21/11/2026, 09:06; read day first"),
        (
            CHAT.replace("21/11/2026", "11/21/26"),
            "11/21/26, 09:06; read month first",
        ),
        (
            CHAT.replace("21/11/2026", "2026-11-21"),
            "2026-11-21, 09:06; read year first",
        ),
    ] {
        let home = Home::ready();
        let path = home.file("in/WhatsApp Chat with Bill team.txt", &chat);
        let queued = home.run(&["import", &path, "--queue", "2", "--json"]);
        let id = queued.ok().row()["queued"][0].as_str().unwrap().to_owned();
        home.run(&["capture", &id, "--to", "plan"]).ok();
        let folder = home.path("plan").join(&folders(&home, "plan")[0]);
        let text = record(&folder, "record.txt").replace("\n  ", " ");
        let note = format!(
            "As exported: {words} as Saturday 21 November 2026, 09:06 GMT; the export gives no zone, Europe/London was taken\n"
        );
        assert!(text.contains(&note), "{text}");
        assert!(text.contains("\nSent: Saturday 21 November 2026, 09:06 GMT\n"));
        let mail = record(&folder, "record.eml");
        let subject = "Marking not stated: WhatsApp, Bill team, 21 November 2026, 1 message";
        assert!(decoded_subject(&mail).starts_with(subject), "{mail}");
    }
    // A time that a person gave has nothing to say of it.
    let home = Home::ready();
    let id = home.add(&["Go with option B", "--sent", "2026-11-21 09:06"]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let folder = home.path("plan").join(&folders(&home, "plan")[0]);
    assert!(!record(&folder, "record.txt").contains("\nAs exported"));
}

/// What A1 of the records officer's findings did: a message of an export, put right, then captured.
#[test]
fn a_message_of_an_export_stands_as_it_was_exported_and_its_bytes_beside_it() {
    let home = Home::ready();
    let config = home.dir().join("config.toml");
    let kept = "name = \"plan\"\nretention = \"MIN-07, 20 years\"";
    let text = std::fs::read_to_string(&config).unwrap();
    let text = text.replacen("name = \"plan\"", kept, 1);
    std::fs::write(&config, text).unwrap();
    let phone = ["device", "add", "work phone", "--kind", "corporate"];
    home.run(&[&phone[..], &["--managed-by", "Digital"]].concat())
        .ok();
    let path = home.file("in/WhatsApp Chat with Bill team.txt", CHAT);
    let import = [
        "import",
        &path,
        "--queue",
        "2",
        "--json",
        "--timer",
        "7d",
        "--device",
        "work phone",
    ];
    let import = [
        &import[..],
        &["--marking", "official-sensitive - recipients only"],
    ]
    .concat();
    let queued = home.run(&import).ok().row();
    let id = queued["queued"][0].as_str().unwrap().to_owned();
    let members = ["conversation", "edit", "Bill team", "--members"];
    home.run(&[&members[..], &["Asha Patel, Ruth Bell"]].concat())
        .ok();
    let edit = [
        "edit",
        &id,
        "--text",
        "Go with option C",
        "--from",
        "Somebody Else",
    ];
    home.run(&edit).ok();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let folder = home.path("plan").join(&folders(&home, "plan")[0]);
    let entry = "21/11/2026, 09:06 - Asha Patel: Go with option B\n";
    assert_eq!(record(&folder, "original/entry-2.txt"), entry);
    assert!(record(&folder, "SHA256SUMS").contains("  original/entry-2.txt\n"));
    let sum = onrecord::lodge::sha256(CHAT.as_bytes());
    let text = record(&folder, "record.txt").replace("\n  ", " ");
    for words in [
        "\nMarking: OFFICIAL-SENSITIVE - RECIPIENTS ONLY\n".trim_start(),
        "\nPeople: Asha Patel, Ruth Bell\n",
        &format!(
            "\nSource: WhatsApp export \"WhatsApp Chat with Bill team.txt\", SHA-256 {sum}, entry 2\n"
        ),
        "\nDevice: work phone, corporately owned and managed, managed by Digital\n",
        "\nTimer in force: 7 days, as stated\n",
        "\nRoute: exported (para 21a)\n",
        "\nRetention at destination: MIN-07, 20 years\n",
        "\nFrom: Asha Patel\n",
        "\nText, 1 line:\n\nGo with option B\n",
        "\nAs put right, 1 line:\n\nGo with option C\n",
        "\nAs put right, 1 line:\n\nSomebody Else\n",
        "put right by Ruth Bell\n",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let mail = record(&folder, "record.eml");
    let parsed = mail_parser::MessageParser::default()
        .parse(mail.as_bytes())
        .unwrap();
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Asha Patel"));
    assert_eq!(
        parsed.sender().unwrap().first().unwrap().name(),
        Some("Ruth Bell")
    );
    let attached: Vec<_> = parsed
        .attachments()
        .map(|a| a.contents().to_vec())
        .collect();
    assert_eq!(
        attached,
        [b"Go with option B".to_vec(), entry.as_bytes().to_vec()]
    );
}

fn decoded_subject(mail: &str) -> String {
    let parsed = mail_parser::MessageParser::default().parse(mail.as_bytes());
    parsed.unwrap().subject().unwrap().to_owned()
}

#[test]
fn a_capture_after_a_reopening_says_what_it_corrects() {
    let home = Home::ready();
    let id = home.add(&["Go with option B", "--channel", "whatsapp"]);
    home.run(&["capture", &id, "--to", "plan"]).ok();
    let first = folders(&home, "plan");
    assert_eq!(first.len(), 1);
    let plan = home.path("plan");
    assert!(!record(&plan.join(&first[0]), "record.txt").contains("Corrects:"));

    let home = home.at("2026-11-23T09:00:00Z");
    home.run(&["reopen", &id]).ok();
    home.run(&["edit", &id, "--from", "Asha Patel"]).ok();
    home.run(&["capture", &id, "--to", "bags"]).ok();
    let bag = home.path("bags").join(&folders(&home, "bags")[0]);
    let text = record(&bag, "data/record.txt").replace("\n  ", " ");
    assert!(
        text.contains(&format!("\nCorrects: the capture in {}\n", first[0])),
        "{text}"
    );
    assert!(!text.contains("SHA256SUMS"), "{text}");
    assert_eq!(folders(&home, "plan"), first, "the first stays as it is");
    let mail = record(&bag, "data/record.eml");
    assert!(mail.contains("X-Onrecord-Corrects: "), "{mail}");

    // By hand there is no folder to name: the reference is named, without one the time.
    let home = Home::ready();
    for (reference, words) in [
        (
            Some("ABC/12"),
            "Corrects: the capture with the reference ABC/12\n",
        ),
        (
            None,
            "Corrects: the capture of Sunday 22 November 2026, 18:03:11 GMT\n",
        ),
    ] {
        let id = home.add(&["Go with option B", "--marking", "official"]);
        let mut by_hand = vec!["capture", &id, "--to", "edrm"];
        by_hand.extend(reference.iter().flat_map(|r| ["--ref", r]));
        home.run(&by_hand).ok();
        home.run(&["reopen", &id]).ok();
        home.run(&["capture", &id, "--to", "plan"]).ok();
        let name = folders(&home, "plan")
            .into_iter()
            .find(|n| n.ends_with(&id))
            .unwrap();
        let text = record(&home.path("plan").join(name), "record.txt").replace("\n  ", " ");
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_remark_is_signed_by_a_name_and_not_by_a_machine() {
    let home = Home::ready();
    let id = home.add(&["agreed", "-c", "whatsapp", "--from", "Asha Patel"]);
    home.run(&["note", &id, "later remark"]).ok();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    for file in ["record.txt", "record.eml"] {
        let record = home_file(&home.path("plan"), file);
        assert!(record.contains("later remark (Ruth Bell,"), "{record}");
        assert!(!record.contains("(rb@"), "{record}");
    }
}

#[test]
fn the_row_of_a_package_says_what_its_record_says() {
    let home = Home::ready();
    for (name, kind) in [("own phone", "personal"), ("work phone", "corporate")] {
        home.run(&["device", "add", name, "--kind", kind]).ok();
    }
    let add = [
        "agreed",
        "-c",
        "whatsapp",
        "--from",
        "Asha Patel",
        "--conversation",
        "Core",
    ];
    let id = home.add(&with(&add, &["--device", "own phone", "-m", "official"]));
    home.run(&[
        "conversation",
        "edit",
        "Core",
        "--members",
        "Asha Patel, Ruth Bell",
    ])
    .ok();
    home.run(&["capture", &id, "--to", "plan"]).ok();
    home.run(&[
        "edit",
        &id,
        "--device",
        "work phone",
        "--timer",
        "7d",
        "--personal-data",
        "yes",
    ])
    .ok();
    home.run(&[
        "conversation",
        "edit",
        "Core",
        "--members",
        "Asha Patel, Tom Hall",
    ])
    .ok();
    let out = home.path("out");
    fs::create_dir_all(&out).unwrap();
    home.run(&["package", "--out", out.to_str().unwrap(), &id])
        .ok();
    let row = home_file(&out, "register.csv");
    assert!(row.contains("own phone, privately owned"), "{row}");
    assert!(row.contains("Asha Patel; Ruth Bell"), "{row}");
    // What was put right since stands in its own column.
    assert!(!row.contains("work phone, corporately"), "{row}");
    assert!(row.contains("device, by Ruth Bell"), "{row}");
}

/// The text of the one file of that name below a folder.
fn home_file(dir: &std::path::Path, name: &str) -> String {
    let mut all = Vec::new();
    walk(dir, &mut all);
    let one = all.into_iter().find(|(path, _)| path.ends_with(name));
    String::from_utf8(one.unwrap().1).unwrap()
}

#[test]
fn a_short_piece_of_an_export_is_kept_in_its_frame_and_goes_with_its_text() {
    let home = Home::ready();
    let line = "2026/11/20, 09:00 - Asha Patel: short words of hers\n";
    let long = format!("2026/11/20, 09:01 - Asha Patel: {}\n", "long ".repeat(1000));
    let export = home.file("chat.txt", format!("{line}{long}"));
    let args = [
        "import",
        &export,
        "--queue",
        "1-2",
        "--marking",
        "official",
        "--json",
    ];
    let queued = home.run(&args).ok().row();
    let ids: Vec<&str> = queued["queued"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let kept = || {
        let all = home.files().into_iter().map(|(path, _)| path);
        all.filter(|p| p.starts_with(home.dir().join("evidence")) && !p.ends_with(".gitignore"))
            .count()
    };
    assert_eq!(kept(), 1, "the long one alone is a file");
    assert!(home.holds("original = \"2026/11/20, 09:00 - Asha Patel: short words of hers"));
    for (id, n, whole) in [(ids[0], 1, line), (ids[1], 2, &*long)] {
        home.run(&["capture", id, "--to", "plan"]).ok();
        let original = home
            .path("plan")
            .join(format!("2026-11-22_whatsapp_{id}/original/entry-{n}.txt"));
        assert_eq!(
            std::fs::read_to_string(original).unwrap().trim_end(),
            whole.trim_end()
        );
    }
    assert_eq!(home.run(&["verify"]).ok().code, 0);
    for id in &ids {
        home.run(&["erase", id, "--no-request-known"]).ok();
    }
    assert!(!home.holds("short words of hers") && kept() == 0);
    assert_eq!(home.run(&["verify"]).ok().code, 0);
}

#[test]
fn a_mail_is_lodged_as_the_mail_it_is_whatever_its_length() {
    let home = Home::ready();
    let head = "From: Asha Patel <asha@example.org>\r\nTo: Ruth Bell <ruth@example.org>\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\nMessage-ID: <one@example.org>\r\nSubject: The mill\r\n\r\n";
    for (name, body) in [
        ("short.eml", "Short words.\r\n".to_owned()),
        ("long.eml", "A long line of words.\r\n".repeat(400)),
    ] {
        let whole = format!("{}{body}", head.replace("one@", &format!("{name}@")));
        let mail = home.file(name, &whole);
        let queued = home.run(&[
            "import",
            &mail,
            "--queue",
            "1",
            "--marking",
            "official",
            "--json",
        ]);
        let queued = queued.ok().row();
        let id = queued["queued"][0].as_str().unwrap().to_owned();
        home.run(&["capture", &id, "--to", "plan"]).ok();
        let folders = std::fs::read_dir(home.path("plan")).unwrap();
        let folder = folders
            .map(|f| f.unwrap().path())
            .find(|f| f.to_string_lossy().contains(&id));
        let mut original = std::fs::read_dir(folder.unwrap().join("original")).unwrap();
        let path = original.next().unwrap().unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        assert!(path.ends_with("entry-1.eml"), "{}", path.display());
        assert_eq!(String::from_utf8(bytes).unwrap(), whole, "{name}");
    }
}
