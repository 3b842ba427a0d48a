//! The time of day in a stamp, and the words that stand around it.
//!
//! Read are `15:10`, `15.10`, `15:10:09`, and the forms with letters of French Canada: `15 h 10`, `15 h 10 min 09
//! s`.

use super::line::Line;

#[derive(Clone, Copy, Default)]
pub(super) struct DayTime {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
    pub(super) dots: bool,
    /// An `h` stands between hour and minute.
    pub(super) letters: bool,
}

/// Words some languages put between date and time.
const JOINING: &[&str] = &[
    "klo ", "kl. ", "kl ", "at ", "um ", "à ", "às ", "ob ", "a las ", "alle ", "om ", "в ", "о ",
];
/// Words that follow a time and say nothing of the half of the day.
const AFTER: &[&str] = &["ч.", "ч", "Uhr", "uur", "hrs", "hod.", "h"];

/// Steps over the word that joins date and time.
pub(super) fn joining(line: Line<'_>, i: usize) -> usize {
    line.skip(i, JOINING)
}

/// Steps over a word such as `ч.` behind a time.
pub(super) fn after(line: Line<'_>, i: usize) -> usize {
    let from = line.blanks(i);
    let end = line.skip(from, AFTER);
    let whole = end > from && !line.at(end).is_ascii_alphanumeric() && line.at(end) < 0x80;
    if whole { end } else { i }
}

/// Whether a time stands at `i`, and no date.
pub(super) fn stands(line: Line<'_>, i: usize) -> bool {
    let (_, width, end) = line.number(i);
    let (mark, digit) = (line.at(end), line.at(end + 1).is_ascii_digit());
    let letter = line.blanks(end);
    match width {
        1 | 2 if mark == b':' => true,
        1 | 2 if line.at(letter) == b'h' => !line.at(letter + 1).is_ascii_alphabetic(),
        // With dots a date has a third number.
        1 | 2 if mark == b'.' && digit => {
            let (_, width, end) = line.number(end + 1);
            width == 2 && line.at(end) != b'.' && !line.at(end).is_ascii_digit()
        }
        _ => false,
    }
}

/// Whether a time may stand in a text without foreign blanks: cheap, and never no where one does.
pub(super) fn may_hold(text: &[u8]) -> bool {
    let digit = |b: u8| b.is_ascii_digit();
    let figures =
        |near: &[u8]| matches!(*near, [a, b':' | b'.', b, c] if digit(a) && digit(b) && digit(c));
    let beside = |b: u8| digit(b) || b == b' ';
    let lettered = |near: &[u8]| matches!(*near, [a, b'h', b] if beside(a) && beside(b));
    text.windows(4).any(figures) || text.windows(3).any(lettered)
}

/// Reads a time at `i`; where none stands, gives the place where the form broke off.
pub(super) fn read(line: Line<'_>, i: usize) -> Result<(DayTime, usize), usize> {
    let (hour, width, end) = line.number(i);
    if !(1..=2).contains(&width) {
        return Err(end);
    }
    let mark = line.at(end);
    if mark != b':' && mark != b'.' {
        return lettered(line, hour as u8, end);
    }
    let (minute, mut i) = two(line, end + 1)?;
    let mut second = None;
    if line.at(i) == mark && line.at(i + 1).is_ascii_digit() {
        let (value, next) = two(line, i + 1)?;
        second = Some(value);
        i = next;
    }
    let clock = DayTime {
        hour: hour as u8,
        minute,
        second,
        dots: mark == b'.',
        letters: false,
    };
    Ok((clock, i))
}

fn two(line: Line<'_>, i: usize) -> Result<(u8, usize), usize> {
    let (value, width, end) = line.number(i);
    if width == 2 {
        Ok((value as u8, end))
    } else {
        Err(end)
    }
}

/// `15 h 10`, `15h10`, `15 h 10 min 09 s`, from behind the hour.
fn lettered(line: Line<'_>, hour: u8, i: usize) -> Result<(DayTime, usize), usize> {
    let letter = line.blanks(i);
    if line.at(letter) != b'h' {
        return Err(letter);
    }
    let (minute, mut end) = two(line, line.blanks(letter + 1))?;
    let mut second = None;
    let word = line.blanks(end);
    let behind = line.skip(word, &["min"]);
    if behind > word {
        end = behind;
        if let Ok((value, next)) = two(line, line.blanks(behind)) {
            second = Some(value);
            let unit = line.blanks(next);
            end = if line.at(unit) == b's' {
                unit + 1
            } else {
                next
            };
        }
    }
    let clock = DayTime {
        hour,
        minute,
        second,
        dots: false,
        letters: true,
    };
    Ok((clock, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_stands_where_none_may() {
        for text in [
            "15:10",
            "15.10",
            "5:10:09",
            "15 h 10",
            "15h10",
            "15  h  10 min 09 s",
        ] {
            assert!(
                read(
                    Line {
                        text: text.as_bytes()
                    },
                    0
                )
                .is_ok(),
                "{text}"
            );
            assert!(may_hold(text.as_bytes()), "{text}");
        }
        for text in ["", "1510", "15: 10", "at 3 hours", "020 7946 0000", "1.5.1"] {
            assert!(!may_hold(text.as_bytes()), "{text}");
        }
    }
}
