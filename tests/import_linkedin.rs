//! LinkedIn's table of messages in the layouts of the years, as spreadsheets leave it, and hostile ones.

#[path = "import_support/zips.rs"]
mod zips;

use std::ops::ControlFlow;

use onrecord::import::{ChatKind, Clock, Export, ImportError, Input, Options};
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
    open_named("messages.csv", bytes, None).unwrap()
}

/// Every entry: kind, time with what it is, direction, sender, text.
fn told(export: &mut Export) -> Vec<String> {
    let mut told = Vec::new();
    export
        .for_each(&mut |e| {
            let clock = match e.clock {
                Clock::Instant => "Z",
                Clock::Wall => "",
                Clock::Unknown => "?",
            };
            told.push(format!(
                "{} {}{clock} {} {}: {}",
                e.kind.as_str(),
                e.at.format("%Y-%m-%d %H:%M:%S"),
                e.direction.map_or("-", |d| d.as_str()),
                e.sender.as_deref().unwrap_or("nobody"),
                e.text
            ));
            ControlFlow::Continue(())
        })
        .unwrap();
    told
}

const HEAD: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION ARCHIVED\n";

fn row(id: &str, from: &str, date: &str, content: &str) -> String {
    let to = if from == "Ruth" { "Ann" } else { "Ruth" };
    format!("{id},,{from},https://l/{from},{to},https://l/{to},{date},,{content},INBOX,,No,No\n")
}

#[test]
fn the_layouts_of_the_years_say_the_same() {
    let wall = "message 2024-03-15 09:30:00";
    for (table, is) in [
        (
            "FROM,TO,DATE,SUBJECT,CONTENT,DIRECTION,FOLDER\nAnn,Ruth,2024-03-15T09:30:00,,Well?,INCOMING,INBOX\n",
            format!("{wall} in Ann: Well?"),
        ),
        (
            "CONVERSATION ID,CONVERSATION TITLE,FROM,TO,DATE,SUBJECT,CONTENT,FOLDER\nc,,Ann,Ruth,2024-03-15 09:30,,Well?,INBOX\n",
            format!("{wall} - Ann: Well?"),
        ),
        (
            "Conversation ID,Conversation Title,From,Sender Profile URL,To,Recipient Profile URLs,Date,Subject,Content,Folder\nc,,Ann,https://l/a,Ruth,https://l/r,2024-03-15 09:30:00 UTC,,Well?,INBOX",
            format!("{wall}Z - Ann: Well?"),
        ),
        (
            "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,SOMETHING NEW\nc,Ann,https://l/a,Ruth,2024-03-15 09:30:00 UTC,,Well?,INBOX,,No,x\n",
            format!("{wall}Z - Ann: Well?"),
        ),
        (
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nRuth,Ann,\"3/15/24, 9:30 AM\",Well?,OUTGOING,https://l/r,https://l/a\nRuth,Bo,\"3/16/24, 9:30 AM\",,OUTGOING,https://l/r,https://l/b\n",
            format!("{wall} out Ruth: Well?"),
        ),
    ] {
        assert_eq!(told(&mut open(table)), [is], "{table}");
    }
}

#[test]
fn what_a_spreadsheet_made_of_a_table_is_read_and_said() {
    let plain = format!(
        "{HEAD}{}",
        row("c", "Ann", "15/03/2024 09:30", "Gr\u{fc}\u{df}e")
    );
    let semicolons = format!("\u{feff}{}", plain.replace(',', ";"));
    let latin: Vec<u8> = plain.chars().map(|c| c as u8).collect();
    let tabs = plain.replace(',', "\t");
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(tabs.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let damaged = plain.replace("Gr\u{fc}\u{df}e", "Gr\u{c3}\u{bc}e");
    for (bytes, says) in [
        (semicolons.into_bytes(), "spreadsheet"),
        (latin, "Windows-1252"),
        (wide, "spreadsheet"),
        (damaged.into_bytes(), "changed"),
    ] {
        let mut export = open(bytes);
        let told = told(&mut export);
        assert!(
            told[0].starts_with("message 2024-03-15 09:30:00 - Ann: Gr"),
            "{told:?}"
        );
        let notices = export.summary().notices.join("\n");
        assert!(notices.contains(says), "{says}: {notices}");
    }
    let two = format!(
        "{HEAD}{}{}",
        row("c", "Ann", "04/03/2024 09:30", "b"),
        row("c", "Ann", "15/02/2024 09:30", "a")
    );
    let told = told(&mut open(two));
    assert!(told[1].starts_with("message 2024-03-04"), "{told:?}");
    let rounded = format!(
        "{HEAD}{}{}",
        row("6.58E+18", "Ann", "2024-03-15 09:30:00 UTC", "a"),
        row("6.58E+18", "Bo", "2024-03-15 09:30:00 UTC", "b")
    );
    assert_eq!(open(rounded).chats().len(), 2);
}

#[test]
fn formulas_quotes_and_pages_are_text_and_drafts_are_drafts() {
    let rows = [
        row(
            "c",
            "Ann",
            "2024-03-15 09:30:03 UTC",
            "\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"",
        ),
        row("c", "Ann", "2024-03-15 09:30:02 UTC", "@SUM(1)"),
        row(
            "c",
            "Ann",
            "2024-03-15 09:30:01 UTC",
            "\"<p class=\"\"a\"\">See <a href=\"\"https://e.org\"\">it</a> &amp; write</p>\"",
        ),
        row("c", "Ruth", "2024-03-15 09:30:00 UTC", "never sent").replace(",No,No", ",Yes,No"),
        row("c", "Ruth", "1970-01-01 00:00:00 UTC", "first"),
        row("c", "Ruth", "2099-01-01 00:00:00 UTC", "last"),
        row("c", "Ruth", "not-a-date", "undated"),
    ];
    let mut export = open(format!("{HEAD}{}", rows.concat()));
    assert_eq!(
        told(&mut export),
        [
            "message 1970-01-01 00:00:00Z - Ruth: first",
            "draft 2024-03-15 09:30:00Z - Ruth: never sent",
            "message 2024-03-15 09:30:01Z - Ann: See it (https://e.org) & write",
            "message 2024-03-15 09:30:02Z - Ann: @SUM(1)",
            "message 2024-03-15 09:30:03Z - Ann: =HYPERLINK(\"http://x\",\"y\")",
            "message 1970-01-01 00:00:00? - Ruth: undated",
            "message 2099-01-01 00:00:00Z - Ruth: last",
        ]
    );
    assert_eq!(export.summary().future, 1);
}

#[test]
fn a_row_that_cannot_be_told_apart_shifts_no_other_and_is_said() {
    let good = |n: u32| {
        row(
            "c",
            "Ann",
            &format!("2024-03-15 09:30:0{n} UTC"),
            &format!("{n}"),
        )
    };
    let table = format!(
        "{HEAD}{}BADROW\nc,,Ann,https://l/a,too,few\n{}c,,Ann,u,Ruth,u,2024-03-15 09:30:00 UTC,,a,b,c,INBOX,,No,No,more\n{HEAD}{}",
        good(3),
        good(2),
        good(1)
    );
    let mut export = open(table);
    let texts: Vec<String> = told(&mut export)
        .iter()
        .map(|t| t[t.len() - 1..].to_owned())
        .collect();
    assert_eq!(texts, ["1", "2", "3"]);
    let summary = export.summary();
    assert_eq!(summary.stray_lines, 3);
    let mut rows: Vec<u64> = summary.not_understood.iter().map(|s| s.line).collect();
    rows.sort_unstable();
    assert_eq!(rows, [3, 4, 6]);
    assert!(
        summary.left_out[0].contains("3 pieces"),
        "{:?}",
        summary.left_out
    );
}

#[test]
fn a_quote_without_an_end_is_said_and_takes_no_memory() {
    let start = row("c", "Ann", "2024-03-15 09:30:00 UTC", "whole");
    let open_quote = row("c", "Ann", "2024-03-15 09:29:00 UTC", "\"never closed");
    let mut table = format!("{HEAD}{start}{open_quote}").into_bytes();
    let filler = row("c", "Ann", "2024-03-15 09:28:00 UTC", &"x".repeat(900));
    for _ in 0..10_000 {
        table.extend_from_slice(filler.as_bytes());
    }
    let mut export = open(table);
    assert_eq!(told(&mut export).len(), 1);
    let said = export.summary().left_out.join("\n");
    assert!(
        said.contains("row 3") && said.contains("cut short"),
        "{said}"
    );
}

#[test]
fn a_table_that_does_not_fit_into_memory_is_in_order_all_the_same() {
    let filler = "x".repeat(3000);
    let mut table = HEAD.to_owned();
    for n in (0..6_000u32).rev() {
        let date = format!(
            "2024-03-{:02} {:02}:{:02}:00 UTC",
            1 + n / 1440,
            n / 60 % 24,
            n % 60
        );
        table.push_str(&row("c", "Ann", &date, &filler));
    }
    let mut export = open(table);
    let (mut last, mut n) = (None, 0);
    export
        .for_each(&mut |e| {
            assert!(last.is_none_or(|last| last < e.at));
            last = Some(e.at);
            n += 1;
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(n, 6000);
}

#[test]
fn the_other_tables_of_the_download_are_named_and_its_owner_is_known() {
    let profile = "First Name,Last Name,Maiden Name\nRuth,,\n";
    let messages = format!(
        "{HEAD}{}{}",
        row("c", "Ruth", "2024-03-15 09:31:00 UTC", "yes"),
        row("c", "Ann", "2024-03-15 09:30:00 UTC", "well?")
    );
    let assistant = format!(
        "{HEAD}{}",
        row("g", "Ruth", "2024-03-15 09:31:00 UTC", "to nobody")
    );
    let invitations = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n";
    let connections = "Notes:\n\"x\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Lee,u,,A,B,15 Jan 2024\n";
    let zip = zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        ("guide_messages.csv", assistant.as_bytes()),
        ("Invitations.csv", invitations.as_bytes()),
        ("messages.csv", messages.as_bytes()),
        ("Profile.csv", profile.as_bytes()),
    ]);
    let mut export = open_named("Basic_LinkedInDataExport_03-15-2024.zip", zip, None).unwrap();
    let chats: Vec<_> = export.chats().iter().collect();
    assert_eq!((chats.len(), chats[0].name.as_deref()), (1, Some("Ann")));
    assert_eq!(chats[0].kind, ChatKind::Direct);
    let told = told(&mut export);
    assert!(
        told[0].contains(" in Ann") && told[1].contains(" out Ruth"),
        "{told:?}"
    );
    assert!(
        export
            .summary()
            .notices
            .join("\n")
            .contains("Invitations.csv")
    );
    for (name, bytes) in [
        ("Connections.csv", connections.as_bytes().to_vec()),
        ("guide_messages.csv", assistant.into_bytes()),
        (
            "x.zip",
            zip_of(&[("Connections.csv", connections.as_bytes())]),
        ),
    ] {
        let refused = open_named(name, bytes, None).err().unwrap().to_string();
        assert!(refused.contains("messages.csv"), "{refused}");
    }
}

#[test]
fn groups_are_told_by_the_addresses_and_names_of_10_kb_are_kept() {
    let long = "N".repeat(10_000);
    let table = format!(
        "{HEAD}c1,,Ann,u,\"Ruth, MBE\",https://l/r,2024-03-15 09:30:00 UTC,,a,INBOX,,No,No\n\
         c2,Harbour,Ann,u,\"Ruth, MBE,Bo\",\"https://l/r,https://l/b\",2024-03-15 09:30:00 UTC,,a,INBOX,,No,No\n\
         c3,,{long},u,Ann,https://l/a,2024-03-15 09:30:00 UTC,,a,INBOX,,No,No\n"
    );
    let chats: Vec<_> = open(table).chats().iter().collect();
    let of = |key: &str| chats.iter().find(|c| c.key == key).unwrap();
    assert_eq!(of("c1").kind, ChatKind::Direct);
    assert_eq!(of("c2").kind, ChatKind::Group);
    assert_eq!(of("c2").people, ["Ann", "Ruth, MBE", "Bo"]);
    assert!(of("c3").people.contains(&long));
}
