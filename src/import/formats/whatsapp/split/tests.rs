//! The splitter on streams that come in any pieces.

use super::*;
use crate::import::formats::whatsapp::header::USUAL;

/// Gives at most `step` bytes a time.
struct Trickle<'a> {
    bytes: &'a [u8],
    step: usize,
}

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.step.min(self.bytes.len()).min(into.len());
        into[..n].copy_from_slice(&self.bytes[..n]);
        self.bytes = &self.bytes[n..];
        Ok(n)
    }
}

/// For each block its bytes, those not kept, its first line and its lines.
type Cut = Vec<(Vec<u8>, u64, u64, u64)>;

fn split(bytes: &[u8], step: usize, exact: bool) -> (Cut, LineCounts) {
    let mut source = Trickle { bytes, step };
    let rules = Rules {
        exact,
        ..Rules::first(USUAL, false)
    };
    let mut splitter = Splitter::new(&mut source, rules);
    let mut out = Vec::new();
    while let Some(b) = splitter.next().unwrap() {
        let before: u64 = out
            .iter()
            .map(|(b, d, ..): &(Vec<u8>, u64, _, _)| b.len() as u64 + d)
            .sum();
        assert_eq!(b.offset, before);
        out.push((b.bytes.to_vec(), b.dropped, b.line, b.lines));
    }
    (out, splitter.counts)
}

const TEXT: &str =
    "before\n18/03/2022, 15:10 - A: a\r\nb\n\r\n18/03/2022, 15:11 - A: c\n18/03/2022, 15:12 - A: d";

#[test]
fn it_does_not_matter_how_the_bytes_come() {
    let whole = split(TEXT.as_bytes(), usize::MAX, false);
    assert_eq!(whole.0.len(), 4);
    assert_eq!(
        whole.0.iter().map(|b| (b.2, b.3)).collect::<Vec<_>>(),
        [(1, 1), (2, 3), (5, 1), (6, 1)]
    );
    let expected = LineCounts {
        crlf_header: 1,
        crlf_text: 1,
        lf_header: 2,
        lf_text: 1,
        ends_open: true,
        lf_header_tail: 1,
        ..LineCounts::default()
    };
    assert_eq!(whole.1, expected);
    for step in 1..TEXT.len() {
        assert_eq!(split(TEXT.as_bytes(), step, false), whole);
    }
    assert_eq!(split(TEXT.as_bytes(), 3, true).0.len(), 2);
}

#[test]
fn entries_across_buffers_and_beyond_the_cap_keep_their_places() {
    let header = "18/03/2022, 15:10 - A: ";
    for filler in [
        BUFFER - 40,
        BUFFER,
        3 * BUFFER + 7,
        ENTRY_CAP - 10,
        ENTRY_CAP + BUFFER,
        2 * ENTRY_CAP + 3,
    ] {
        for line in [60, 2000, usize::MAX] {
            let mut body: Vec<u8> = vec![b'x'; filler];
            body.iter_mut()
                .skip(line.min(filler))
                .step_by(line.min(filler))
                .for_each(|b| *b = b'\n');
            let text = [
                header.as_bytes(),
                &body,
                b"\r\n",
                header.as_bytes(),
                b"end\n",
            ]
            .concat();
            let (blocks, counts) = split(&text, 100_000, false);
            assert_eq!(blocks.len(), 2, "{filler} {line}");
            let first = &blocks[0];
            assert_eq!(
                first.0.len() as u64 + first.1,
                (text.len() - header.len() - 4) as u64
            );
            assert_eq!(first.0, text[..first.0.len()]);
            assert!(first.0.len() <= ENTRY_CAP || first.1 == 0);
            assert_eq!(blocks[1].0, [header.as_bytes(), b"end\n"].concat());
            assert_eq!(counts.crlf_header, 1);
        }
    }
}

#[test]
fn an_error_of_the_source_comes_through() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let rules = Rules::first(USUAL, false);
    assert!(Splitter::new(&mut Broken, rules).next().is_err());
}
