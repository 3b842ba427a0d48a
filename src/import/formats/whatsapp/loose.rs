//! Lines that begin with a whole date and time, but not as an export sets them apart from a name.
//!
//! Such a line is kept as text, and listed. Quoting marks, blanks, brackets and a day of the week may stand
//! before the stamp; what stands behind it does not matter. With other words around it a name must follow.
//! Invariant: a stamp in the midst of a sentence is none.

use super::around;
use super::clock;
use super::date::{self, Date, Letters};
use super::daypart;
use super::header::{self, Folded};
use super::line::Line;
use super::odd::Odd;

/// How much of a line is looked at, in characters, with marks dropped and foreign digits folded.
const NEAR: usize = 240;
/// The most bytes of a character.
const WIDE: usize = 4;
/// How much may stand before a stamp, and between its two halves, in characters that are no letters.
const BEFORE: usize = 24;
const BETWEEN: usize = 10;
/// Fewest figures of a date and a time: `R6/3/8 9:02`.
const FIGURES: usize = 6;
/// The longest day of the week, in characters.
const WEEKDAY: usize = 24;

/// The days of the week, Monday first, in small letters. Two letters or more of a name stand for it.
const WEEKDAYS: &[&str] = &[
    "monday tuesday wednesday thursday friday saturday sunday",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "segunda terça quarta quinta sexta sábado domingo",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "måndag tisdag onsdag torsdag fredag lördag söndag",
    "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai",
    "maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina",
    "poniedziałek wtorek środa czwartek piątek sobota niedziela",
    "pondělí úterý středa čtvrtek pátek sobota neděle",
    "pondelok utorok streda štvrtok piatok sobota nedeľa",
    "ponedjeljak utorak srijeda četvrtak petak subota nedjelja",
    "ponedeljek torek sreda četrtek petek sobota nedelja",
    "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "luni marți miercuri joi vineri sâmbătă duminică",
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "senin selasa rabu kamis jumat sabtu minggu isnin khamis jumaat ahad",
    "dilluns dimarts dimecres dijous divendres dissabte diumenge",
    "jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili",
    "понедельник вторник среда четверг пятница суббота воскресенье",
    "понеділок вівторок середа четвер п'ятниця субота неділя",
    "понеделник вторник сряда четвъртък петък събота неделя",
    "понедељак уторак среда четвртак петак субота недеља",
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
];
/// Parts of names of days in scripts that put no blanks.
const UNSPACED: &[&str] = &[
    "星期",
    "礼拜",
    "禮拜",
    "周",
    "週",
    "曜",
    "요일",
    "火",
    "水",
    "木",
    "金",
    "土",
    "화",
    "수",
    "목",
    "금",
    "토",
    "วัน",
];

/// Whether a line begins with a date and a time.
pub(super) fn begins(line: &[u8]) -> bool {
    odd(line).is_some()
}

/// What is odd about a line that begins with a date and a time; `None` where it does not.
pub(super) fn odd(line: &[u8]) -> Option<Odd> {
    if !may_begin(&line[..line.len().min(WIDE * NEAR)]) {
        return None;
    }
    let mut copy = [0; WIDE * NEAR];
    let (len, rest) = fold(line, &mut copy);
    let copy = &copy[..len];
    if figures(copy) < FIGURES || !clock::may_hold(copy) {
        return None;
    }
    let more = memchr::memchr(b':', rest).is_some();
    let line = Line { text: copy };
    let start = between(line, 0, BEFORE);
    // A list may have numbers of its own, and a day of the week may stand in front.
    let (_, width, end) = line.number(start);
    let listed = (1..5).contains(&width) && matches!(line.at(end), b'.' | b')' | b' ' | b'|');
    if is_behind_a_weekday(line, start) {
        // An English word that another language's day begins with.
        let plain = line.text[start..].split(|b| *b == b' ').next();
        let is_word = plain.is_some_and(|w| matches!(w, b"On" | b"on" | b"To" | b"to"));
        return Some(if is_word { Odd::Loose } else { Odd::Weekday });
    }
    let whole = is_whole(line, start)
        || (listed && is_whole(line, between(line, end, BEFORE)))
        || around::stands(line, start, more);
    match whole {
        true => Some(Odd::Loose),
        false => is_without_year(line, more).then_some(Odd::NoYear),
    }
}

/// Whether a day, a month and a time stand as an export sets them before a name, and no year: "14/03, 10:02 - Bob:".
fn is_without_year(line: Line<'_>, more: bool) -> bool {
    let open = line.at(0) == b'[';
    let fence = if open { b']' } else { b'-' };
    if memchr::memchr(fence, line.text).is_none() {
        return false;
    }
    let from = usize::from(open);
    let time = |i| {
        let i = daypart::read(line.rest(i)).map_or(i, |(_, len)| line.blanks(i + len));
        let (clock, end) = clock::read(line, i).ok()?;
        let whole = clock.hour < 25 && !line.at(end).is_ascii_digit();
        let behind = line.blanks(clock::after(line, end));
        let part = daypart::read(line.rest(behind)).map_or(0, |(_, len)| len);
        whole.then_some(behind + part)
    };
    let end = match day_and_month(line, from) {
        Some(end) => time(between(line, end, BETWEEN)),
        None => time(from).and_then(|end| day_and_month(line, between(line, end, BETWEEN))),
    };
    let Some(end) = end.map(|end| line.blanks(end)) else {
        return false;
    };
    line.at(end) == fence && (more || line.rest(end).contains(&b':'))
}

/// The end of a day and a month in figures, in either order, at `i`.
fn day_and_month(line: Line<'_>, i: usize) -> Option<usize> {
    let number = |i| {
        let (value, width, end) = line.number(i);
        ((1..3).contains(&width) && (1..=31).contains(&value)).then_some((value, end))
    };
    let (first, end) = number(i)?;
    let end = match line.at(end) {
        b'/' | b'.' | b'-' => end + 1,
        _ => line.skip(end, &["月", "월"]),
    };
    let (second, behind) = number(line.blanks(end))?;
    let marked = line.skip(behind, &["日", "일", "."]);
    let month = first.min(second) <= 12 && end > i;
    // Behind a third number it is a whole date, or none.
    let alone = !matches!(line.at(marked), b'/' | b'-' | b'0'..=b'9');
    (month && alone).then_some(marked)
}

/// Rules out most lines at once: too few figures for a stamp stand in them.
fn may_begin(near: &[u8]) -> bool {
    let plain = figures(near);
    plain >= FIGURES || (!near.is_ascii() && header::foreign_digits(near) + plain >= FIGURES)
}

/// How many ASCII digits stand in a text.
fn figures(text: &[u8]) -> usize {
    // So few at a time that a byte holds their number, which is quicker.
    let parts = text.chunks(usize::from(u8::MAX));
    let digits = |part: &[u8]| {
        part.iter()
            .map(|b| u8::from(b.is_ascii_digit()))
            .sum::<u8>()
    };
    parts.map(|part| usize::from(digits(part))).sum()
}

/// Copies the start of a line with marks dropped and foreign digits and punctuation folded; gives its length, and
/// what of the line was not copied.
fn fold<'l>(line: &'l [u8], copy: &mut [u8; WIDE * NEAR]) -> (usize, &'l [u8]) {
    let near = &line[..line.len().min(WIDE * NEAR)];
    let plain = &near[..near.len().min(NEAR)];
    if plain.is_ascii() {
        copy[..plain.len()].copy_from_slice(plain);
        return (plain.len(), &line[plain.len()..]);
    }
    let text = match std::str::from_utf8(near) {
        Ok(text) => text,
        Err(e) => std::str::from_utf8(&near[..e.valid_up_to()]).unwrap_or_default(),
    };
    let (mut len, mut copied) = (0, 0);
    for c in text.chars().take(NEAR) {
        copied += c.len_utf8();
        match header::fold(c) {
            Folded::Drop => {}
            Folded::Ascii(b) => {
                copy[len] = b;
                len += 1;
            }
            Folded::Keep => len += c.encode_utf8(&mut copy[len..]).len(),
        }
    }
    (len, &line[copied..])
}

/// The character at `i`.
fn char_at(line: Line<'_>, i: usize) -> Option<char> {
    let rest = line.rest(i);
    let near = &rest[..rest.len().min(WIDE)];
    near.utf8_chunks().next()?.valid().chars().next()
}

/// Steps over at most `most` characters that are neither letters nor figures.
fn between(line: Line<'_>, from: usize, most: usize) -> usize {
    let mut i = from;
    for _ in 0..most {
        match char_at(line, i).filter(|c| !c.is_alphanumeric()) {
            Some(c) => i += c.len_utf8(),
            None => break,
        }
    }
    i
}

/// Whether a day of the week stands at `i` and a date and a time behind it. The stamp is looked for first: most
/// lines begin with some word, and hardly one goes on with a stamp.
fn is_behind_a_weekday(line: Line<'_>, i: usize) -> bool {
    let end = word(line, i);
    end > i && is_whole(line, between(line, end, BEFORE)) && weekday(line, i).is_some()
}

/// The end of a day of the week at `i`.
fn weekday(line: Line<'_>, i: usize) -> Option<usize> {
    let end = word(line, i);
    let word = std::str::from_utf8(line.text.get(i..end)?).ok()?;
    if word.is_empty() || word.chars().count() > WEEKDAY {
        return None;
    }
    let word = word.to_lowercase();
    let named = || {
        let mut names = WEEKDAYS.iter().flat_map(|l| l.split(' '));
        word.chars().count() >= 2 && names.any(|name| name.starts_with(&word))
    };
    let unspaced = || !word.is_ascii() && UNSPACED.iter().any(|part| word.contains(part));
    (named() || unspaced()).then_some(end)
}

/// The end of the word at `i`.
fn word(line: Line<'_>, mut i: usize) -> usize {
    let sign = |c| ('\u{900}'..='\u{eff}').contains(&c) || c == '\'';
    while let Some(c) = char_at(line, i)
        && (c.is_alphabetic() || sign(c))
    {
        i += c.len_utf8();
    }
    i
}

/// Whether a letter or a figure stands in the start of a line, or more than may stand before a stamp.
pub(super) fn holds_word(start: &[u8]) -> bool {
    let line = Line { text: start };
    between(line, 0, BEFORE) < start.len()
}

/// Whether a date and a time stand at `i`, in either order.
fn is_whole(line: Line<'_>, i: usize) -> bool {
    let date = |i| date::read(line, i).ok().filter(|(d, _)| is_date(d));
    let time = |i| {
        let (clock, end) = clock::read(line, i).ok()?;
        let whole = clock.hour < 25 && !line.at(end).is_ascii_digit();
        whole.then_some(end)
    };
    let joined = |end| joining(line, between(line, end, BETWEEN));
    if let Some((_, end)) = date(i)
        && time(joined(end)).is_some()
    {
        return true;
    }
    let front = daypart::read(line.rest(i)).map_or(i, |(_, len)| line.blanks(i + len));
    time(front).is_some_and(|end| date(joined(clock::after(line, end))).is_some())
}

/// Steps over the word that may stand between date and time, and what is around it.
fn joining(line: Line<'_>, i: usize) -> usize {
    let end = match line.at(i) {
        b'T' | b't' if line.at(i + 1).is_ascii_digit() => return i + 1,
        _ => clock::joining(line, i),
    };
    let end = match daypart::read(line.rest(end)) {
        Some((_, len)) => end + len,
        None => weekday(line, end).unwrap_or(end),
    };
    between(line, end, BETWEEN)
}

/// Whether three numbers make a date: a day, a month, and a year of two figures or four.
fn is_date(date: &Date) -> bool {
    let (year, others) = date.parts();
    let small = others
        .iter()
        .all(|f| f.width <= 2 && (1..=31).contains(&f.value));
    let known = matches!(date.letters, Letters::No | Letters::Known);
    known && small && (year.era > 0 || matches!(year.width, 2 | 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_at_the_beginning_of_a_line_is_told_whatever_is_around_it() {
        for line in [
            "13/03/2024, 09:02 Bob: x",
            " 13/03/2024, 09:03 - Bob: y",
            "\t13/03/2024, 09:03 - Bob: y",
            "\u{a0}13/03/2024, 09:03 - Bob: y",
            "> 13/03/2024, 09:03 - Bob: y",
            ">> * 13/03/2024, 09:03 - Bob: y",
            "* 13/03/2024, 09:03 - Bob: y",
            "13/03/2024, 09:02; Bob: x",
            "13/03/2024, 09:02: Bob: x",
            "13/03/2024, 09:02|Bob: x",
            "13/03/2024, 09:02 -- Bob: x",
            "13/03/2024; 09:02; Bob; x",
            "13/03/2024 | 09:02 | Bob",
            "13/03/2024, 09:02 -Fay: x",
            "13/03/2024, 09:02 +0000 - Bob: x",
            "13/03/2024, 09:02 UTC - Bob: x",
            "(13/03/2024, 09:02) Bob: x",
            "{13/03/2024, 09:02} Bob: x",
            "‹13/03/2024, 09:02› Bob: x",
            "**13/03/2024, 09:02** Bob: x",
            "_13/03/2024_ _09:02_ Bob: x",
            "📅 13/03/2024, 09:02 Bob: x",
            "Wed 13/03/2024, 09:02 - Bob: x",
            "wednesday, 13 March 2024, 09:02 - Bob: x",
            "Mi., 13.03.2024, 09:02 - Bob: x",
            "среда, 13.03.2024, 09:02 - Bob: x",
            "2024年3月13日 星期三 09:02 Bob: x",
            "2024/3/13(水) 09:02 Bob: x",
            "2024-03-18T17:46:00 - Bob: x",
            "2024-03-18T17:46:00Z Bob: x",
            "2024-03-18T17:46:00.123+01:00 Bob",
            "13.3.2024 klo 9.02 Bob: x",
            "3/13/24, 9:02 PM Bob: x",
            "9:02 PM, 3/13/24 Bob: x",
            "(09:02, 13/03/2024) Bob: x",
            "١٣/٠٣/٢٠٢٤، ٠٩:٠٢ Bob: x",
            "1. 13/03/2024, 09:02 - Bob: x",
            "13 March 2024 at 09:02, Bob: x",
            "Mar 13, 2024, 9:02 AM Bob: x",
        ] {
            assert!(begins(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn prose_that_only_mentions_a_date_or_a_time_is_none() {
        for line in [
            "see you 13/03/2024, 09:02 at noon",
            "The vote is on 13/03/2024, 09:02",
            "I said at 09:02 on 13/03/2024 no",
            "13/03/2024",
            "13/03/2024 works for me",
            "13/03/2024 we meet at 09:02",
            "09:02 works for me",
            "10:30-12:45 in 1.2",
            "10:00 on the 13th",
            "5 May at 10:30",
            "1.2.3 12:30",
            "1/2 and 3/4",
            "+44 20 7946 0000 10:30",
            "version 1.2.24 09:02",
            "2024",
            "- one",
            "* 3 of 5",
            "",
            " ",
            "日本語 13/03/2024, 09:02",
        ] {
            assert!(!begins(line.as_bytes()), "{line}");
        }
    }
}
