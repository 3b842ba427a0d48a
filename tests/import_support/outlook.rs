//! A mail as Outlook saves it, made up: a file of streams, each a property.

/// From Ann Lee to ruth@example.com, with a picture and a mail within it.
pub fn a_mail(subject: &str, words: &str) -> Vec<u8> {
    a_mail_to(subject, words, &[])
}

/// The same, also to these.
pub fn a_mail_to(subject: &str, words: &str, others: &[String]) -> Vec<u8> {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let fixed = |header: usize, rows: &[(u32, u64)]| -> Vec<u8> {
        let mut bytes = vec![0; header];
        for (tag, value) in rows {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(6u32.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
        bytes
    };
    // 21 November 2026, 08:00, in steps of 100 nanoseconds since 1601.
    let sent = (1_795_248_000 + 11_644_473_600) * 10_000_000;
    let streams: Vec<(&str, Vec<u8>)> = vec![
        (
            "/__properties_version1.0",
            fixed(32, &[(0x0039_0040, sent), (0x0e07_0003, 1)]),
        ),
        ("/__substg1.0_0037001F", wide(subject)),
        ("/__substg1.0_0042001F", wide("Ann Lee")),
        ("/__substg1.0_1000001F", wide(words)),
        ("/__substg1.0_1035001F", wide("<o1@example.org>")),
        (
            "/__recip_version1.0_#00000000/__properties_version1.0",
            fixed(8, &[]),
        ),
        (
            "/__recip_version1.0_#00000000/__substg1.0_39FE001F",
            wide("ruth@example.com"),
        ),
        (
            "/__attach_version1.0_#00000000/__properties_version1.0",
            fixed(8, &[(0x3705_0003, 1)]),
        ),
        (
            "/__attach_version1.0_#00000000/__substg1.0_3707001F",
            wide("quay.png"),
        ),
        (
            "/__attach_version1.0_#00000000/__substg1.0_37010102",
            b"\x89PNG\r\n\x1a\n".to_vec(),
        ),
        (
            "/__attach_version1.0_#00000001/__properties_version1.0",
            fixed(8, &[(0x3705_0003, 5)]),
        ),
        (
            "/__attach_version1.0_#00000001/__substg1.0_3701000D/__properties_version1.0",
            fixed(24, &[]),
        ),
        (
            "/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_0037001F",
            wide("The plan"),
        ),
    ];
    let mut streams: Vec<(String, Vec<u8>)> = streams
        .into_iter()
        .map(|(path, bytes)| (path.to_owned(), bytes))
        .collect();
    for (n, address) in others.iter().enumerate() {
        let folder = format!("/__recip_version1.0_#{:08X}", n + 1);
        streams.push((format!("{folder}/__properties_version1.0"), fixed(8, &[])));
        streams.push((format!("{folder}/__substg1.0_39FE001F"), wide(address)));
    }
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in &streams {
        let path = std::path::Path::new(path.as_str());
        file.create_storage_all(path.parent().unwrap()).unwrap();
        std::io::Write::write_all(&mut file.create_stream(path).unwrap(), bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}
