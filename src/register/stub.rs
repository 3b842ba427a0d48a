//! What takes the place of an erased text line.
//!
//! Invariant: a stub is as long as the line it took the place of, so that nothing behind it moves.

use super::canon::{hex, unhex_half};
use super::head::Half;

/// How a stub begins, up to the digits of the frame that erased the text.
const STUB: &str = "text = { salt = \"";

/// What takes the place of an erased text line of `len` bytes, as long as that: it names the frame that erased it.
/// Of a line too short to be one, so much of it as there is room for.
pub(super) fn stub_line(by: &Half, len: usize) -> Vec<u8> {
    let mut line = format!("{STUB}{}\", e = \"", hex(by)).into_bytes();
    line.resize(line.len().max(len.saturating_sub(3)), b'-');
    line.extend(b"\" }");
    line.truncate(len);
    line
}

/// Which frame a text line names as having erased it, if it is a stub.
pub(super) fn stub_of(line: &[u8]) -> Option<Half> {
    let digits = line.strip_prefix(STUB.as_bytes())?.get(..32)?;
    let by = unhex_half(digits)?;
    (stub_line(&by, line.len()) == line && line.len() >= 60).then_some(by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_is_as_long_as_the_line_and_names_its_erasure() {
        let by = [0xa7; 16];
        for len in 60..200 {
            let stub = stub_line(&by, len);
            assert_eq!((stub.len(), stub_of(&stub)), (len, Some(by)));
        }
        for len in 0..60 {
            let piece = stub_line(&by, len);
            assert_eq!((piece.len(), stub_of(&piece)), (len, None));
        }
        let text = b"text = { salt = \"a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7\", e = \"--x--\" }";
        assert_eq!(stub_of(text), None);
    }
}
