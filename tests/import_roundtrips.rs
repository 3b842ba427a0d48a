//! Whatever is written comes out again: text of any kind through Facebook's and LinkedIn's ways of writing it, in the
//! order of time whichever way it stood, and of a cut file the rest or a word about it.

use std::ops::ControlFlow;

use onrecord::import::{Export, ImportError, Input, Options};
use onrecord::ports::Ports;
use proptest::prelude::*;

/// When, and what was written.
type Told = Vec<(i64, String)>;

fn read(bytes: Vec<u8>) -> Result<(Told, Vec<String>), ImportError> {
    let input = Input::Bytes { name: None, bytes };
    let mut export = Export::open(&Ports::system(), input, &Options::default())?;
    let mut told = Vec::new();
    export.for_each(&mut |e| {
        told.push((e.at.and_utc().timestamp(), e.text.to_string()));
        ControlFlow::Continue(())
    })?;
    Ok((told, export.summary().left_out))
}

/// As Facebook writes it: each byte that is no ASCII as a character.
fn byte_by_byte(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            0x20..=0x7e => out.push(char::from(byte)),
            _ => out.push_str(&format!("\\u00{byte:02x}")),
        }
    }
    out + "\""
}

fn page(messages: &[(i64, String)]) -> String {
    let messages: Vec<String> = messages
        .iter()
        .map(|(at, text)| {
            format!(
                "{{\"sender_name\":\"Ann\",\"timestamp_ms\":{}000,\"content\":{}}}",
                at,
                byte_by_byte(text)
            )
        })
        .collect();
    format!(
        "{{\"participants\":[{{\"name\":\"Ann\"}}],\"messages\":[{}],\"title\":\"Ann\",\"thread_path\":\"inbox/ann_1\"}}",
        messages.join(",")
    )
}

fn table(rows: &[(i64, String)]) -> String {
    let mut table = "CONVERSATION ID,FROM,TO,DATE,CONTENT,FOLDER\n".to_owned();
    for (at, text) in rows {
        let at = chrono::DateTime::from_timestamp(*at, 0).unwrap_or_default();
        table.push_str(&format!(
            "c,Ann,Ruth,{} UTC,\"{}\",INBOX\n",
            at.format("%Y-%m-%d %H:%M:%S"),
            text.replace('"', "\"\"")
        ));
    }
    table
}

fn texts() -> impl Strategy<Value = Told> {
    let text = prop_oneof!["[ -~]{1,40}", "\\PC{1,20}", "[a-zé–👍\"\\\\,;=\n]{1,30}"];
    let at = 1_000_000_000i64..2_000_000_000;
    let some = text.prop_filter("a text says something", |t| {
        !t.trim().is_empty() && !t.contains('<')
    });
    proptest::collection::vec((at, some), 1..12)
}

/// What is told, in the order of time; of one time in any order.
fn in_order(mut told: Told) -> Told {
    told.iter_mut()
        .for_each(|(_, text)| *text = text.trim().to_owned());
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn text_that_was_written_byte_by_byte_comes_out_as_it_was(messages in texts()) {
        let (told, said) = read(page(&messages).into_bytes()).unwrap();
        prop_assert!(said.is_empty());
        prop_assert!(told.windows(2).all(|w| w[0].0 <= w[1].0));
        prop_assert_eq!(in_order(told), in_order(messages));
    }

    #[test]
    fn text_in_a_table_comes_out_as_it_was(rows in texts()) {
        let (told, said) = read(table(&rows).into_bytes()).unwrap();
        prop_assert!(said.is_empty(), "{:?}", said);
        prop_assert!(told.windows(2).all(|w| w[0].0 <= w[1].0));
        prop_assert_eq!(in_order(told), in_order(rows));
    }

    #[test]
    fn of_a_cut_file_the_rest_is_told_or_the_cut(rows in texts(), at in 0.0f64..1.0) {
        for (whole, has_end) in [(page(&rows), true), (table(&rows), false)] {
            let mut cut = whole.clone().into_bytes();
            cut.truncate((cut.len() as f64 * at) as usize);
            if let Ok((told, said)) = read(cut) {
                prop_assert!(!has_end || !said.is_empty());
                let all = in_order(rows.clone());
                if said.is_empty() {
                    let told = in_order(told);
                    prop_assert!(told.iter().all(|t| all.contains(t)), "{:?}", told);
                }
            }
        }
    }
}
