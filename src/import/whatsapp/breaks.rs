//! Characters that end a line in other programs, but not in an export.

/// Whether a character that ends a line elsewhere stands in these bytes: a vertical tab, a form feed, or
/// U+0085, U+2028, U+2029 of Unicode.
pub(super) fn holds_break(bytes: &[u8]) -> bool {
    let stands = |needle: &[u8]| memchr::memmem::find(bytes, needle).is_some();
    memchr::memchr2(0x0b, 0x0c, bytes).is_some()
        || stands(b"\xc2\x85")
        || stands(b"\xe2\x80\xa8")
        || stands(b"\xe2\x80\xa9")
}

/// The places behind each of these characters.
pub(super) fn breaks(body: &[u8]) -> impl Iterator<Item = usize> + '_ {
    (1..=body.len()).filter(|end| {
        let before = &body[..*end];
        matches!(
            before,
            [.., 0x0b | 0x0c] | [.., 0xc2, 0x85] | [.., 0xe2, 0x80, 0xa8 | 0xa9]
        )
    })
}
