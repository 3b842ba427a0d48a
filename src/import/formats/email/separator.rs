//! The lines of a mailbox at which a mail begins: `From `, somebody, a date.
//!
//! Bodies hold lines that begin so too, in many mailboxes unmarked: only a line with a date as such programs write it
//! counts, or a bare one above a header. The date that git puts on every patch counts only at the very beginning.

const DAYS: &[&str] = &["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
/// What git writes above every patch.
const OF_GIT: &[u8] = b"Mon Sep 17 00:00:00 2001";

/// What a line that begins with `From ` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separates {
    Yes,
    No,
    /// It does where a header stands below it.
    Perhaps,
}

pub(super) fn separates(line: &[u8], first: bool) -> Separates {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return match line {
            b"From" => Separates::Perhaps,
            _ => Separates::No,
        };
    };
    if first {
        return Separates::Yes;
    }
    let rest = rest.trim_ascii();
    if rest.is_empty() || rest == b"-" {
        return Separates::Perhaps;
    }
    match has_date(rest) && !rest.ends_with(OF_GIT) {
        true => Separates::Yes,
        false => Separates::No,
    }
}

/// Whether a weekday, a month, a day, a clock and a year stand in it, in this order, with a zone or two between.
fn has_date(rest: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(&rest[..rest.len().min(400)]) else {
        return false;
    };
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let starts = |n: usize| -> bool {
        let [day, month, of, clock, ..] = words[n..] else {
            return false;
        };
        let after = words.get(n + 4..).unwrap_or_default();
        DAYS.contains(&day)
            && MONTHS.contains(&month)
            && of.parse::<u8>().is_ok_and(|d| (1..=31).contains(&d))
            && is_clock(clock)
            && after
                .iter()
                .take(3)
                .any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
    };
    (0..words.len()).any(starts)
}

fn is_clock(word: &str) -> bool {
    let parts: Vec<&str> = word.split(':').collect();
    let two = |p: &&str| p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit());
    (2..=3).contains(&parts.len()) && parts.iter().all(two)
}

/// Whether a line has the form of a header.
pub(super) fn is_header(line: &[u8]) -> bool {
    let name = line.iter().position(|b| *b == b':');
    name.is_some_and(|at| at > 0 && line[..at].iter().all(|b| (0x21..0x7f).contains(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_only_begin_so_part_nothing() {
        for (line, is) in [
            (
                "From a@example.org Mon Jan  1 00:00:00 2024",
                Separates::Yes,
            ),
            ("From a@example.org Mon Jan 01 00:00 2024", Separates::Yes),
            ("From 17@xxx Tue Feb 03 09:00:00 +0000 2026", Separates::Yes),
            ("From - Tue Feb 03 09:00:00 2026", Separates::Yes),
            (
                "From MAILER-DAEMON Tue Feb  3 09:00:00 GMT 2026",
                Separates::Yes,
            ),
            ("From -", Separates::Perhaps),
            ("From ", Separates::Perhaps),
            ("From now on we meet on Mon Jan 1", Separates::No),
            ("From this is not a separator", Separates::No),
            ("From 3f1e2a Mon Sep 17 00:00:00 2001", Separates::No),
            ("From: a@example.org", Separates::No),
            (">From here", Separates::No),
        ] {
            assert_eq!(separates(line.as_bytes(), false), is, "{line}");
        }
        let first = separates(b"From 3f1e2a Mon Sep 17 00:00:00 2001", true);
        assert_eq!(first, Separates::Yes);
        assert!(
            is_header(b"Subject: x")
                && !is_header(b"we: x y".split_at(2).1)
                && !is_header(b"a b: x")
        );
    }
}
