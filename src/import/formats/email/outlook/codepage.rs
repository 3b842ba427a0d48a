//! Text in the tables of characters that Windows numbers.

use mail_parser::decoders::charsets::map::charset_decoder;

/// Text in that table; in one that is not known, as far as it is ASCII or UTF-8.
pub(super) fn decoded(bytes: &[u8], page: u32) -> String {
    let name = match page {
        65001 | 20127 | 0 => return lossy(bytes),
        1200 => return utf16(bytes),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 51949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        20866 => "koi8-r".to_owned(),
        21866 => "koi8-u".to_owned(),
        50220..=50222 => "iso-2022-jp".to_owned(),
        51932 | 20932 => "euc-jp".to_owned(),
        54936 => "gb18030".to_owned(),
        28591..=28606 => format!("iso-8859-{}", page - 28590),
        1250..=1258 => format!("windows-{page}"),
        other => format!("ibm{other}"),
    };
    match charset_decoder(name.as_bytes()) {
        Some(decode) => decode(bytes),
        None => lossy(bytes),
    }
}

fn lossy(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => match charset_decoder(b"windows-1252") {
            Some(decode) => decode(bytes),
            None => String::from_utf8_lossy(bytes).into_owned(),
        },
    }
}

/// Text of two bytes a character, the lower first.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2);
    let units: Vec<u16> = units.map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The table that a page says it is written in.
pub(super) fn of_page(page: &[u8]) -> Option<String> {
    let near = String::from_utf8_lossy(&page[..page.len().min(2_048)]).to_ascii_lowercase();
    let at = near.find("charset=")? + 8;
    let name = near[at..].trim_start_matches(['"', '\'']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.".contains(c));
    let name = &name[..end.unwrap_or(name.len())];
    Some(charset_decoder(name.as_bytes())?(page))
}

/// The table of a font, by the number that Windows gives its characters.
pub(super) fn of_charset(charset: i32) -> Option<u32> {
    Some(match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_what_its_table_says() {
        assert_eq!(decoded(b"caf\xe9 \x80", 1252), "café €");
        assert_eq!(decoded(b"\xcf\xf0\xe8", 1251), "При");
        assert_eq!(decoded("café".as_bytes(), 65001), "café");
        assert_eq!(decoded(b"caf\xe9", 65001), "café");
        assert_eq!(decoded(b"\x93\xfa", 932), "日");
        assert_eq!(decoded(b"x", 4_000_000), "x");
        assert_eq!(
            of_page(b"<meta charset=\"koi8-r\">\xd0").as_deref(),
            Some("<meta charset=\"koi8-r\">п")
        );
    }
}
