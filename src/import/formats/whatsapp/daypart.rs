//! The words around a twelve-hour clock: AM, PM and their like in the languages exports are written in.
//!
//! Invariant: a word that is not in the table is not guessed at; the caller reports it as an unknown day-part.

/// Which half of the day, or which part of it, a word beside a time names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Am,
    Pm,
    /// "At night" and its like: evening hours after noon, small hours before it.
    Night,
    Noon,
    Midnight,
}

impl DayPart {
    /// The hour 0..=23 that `hour` means beside this word. An hour that is already past twelve stands,
    /// and so does the "0:08 a.m." that some phones write.
    pub(super) fn hour(self, hour: u8) -> u8 {
        match (self, hour) {
            (DayPart::Am | DayPart::Midnight | DayPart::Night, 12) => 0,
            (DayPart::Pm, 0..=11) => hour + 12,
            (DayPart::Night, 5..=11) => hour + 12,
            (DayPart::Noon, 1..=3) => hour + 12,
            _ => hour,
        }
    }
}

use DayPart::{Am, Midnight, Night, Noon, Pm};

/// Longer words stand before words they begin with.
const WORDS: &[(&str, DayPart)] = &[
    ("in the morning", Am),
    ("in the afternoon", Pm),
    ("in the evening", Pm),
    ("at night", Night),
    ("midnight", Midnight),
    ("midday", Noon),
    ("noon", Noon),
    ("da manhã", Am),
    ("da tarde", Pm),
    ("da noite", Pm),
    ("de la mañana", Am),
    ("de la tarde", Pm),
    ("de la noche", Night),
    ("e paradites", Am),
    ("e pasdites", Pm),
    ("π.μ.", Am),
    ("μ.μ.", Pm),
    ("πμ", Am),
    ("μμ", Pm),
    ("ق.ظ.", Am),
    ("ب.ظ.", Pm),
    ("ق.ظ", Am),
    ("ب.ظ", Pm),
    ("صباحًا", Am),
    ("مساءً", Pm),
    ("ص", Am),
    ("م", Pm),
    ("上午", Am),
    ("下午", Pm),
    ("午前", Am),
    ("午後", Pm),
    ("오전", Am),
    ("오후", Pm),
    ("凌晨", Am),
    ("清晨", Am),
    ("清早", Am),
    ("早上", Am),
    ("早晨", Am),
    ("黎明", Am),
    ("中午", Noon),
    ("正午", Noon),
    ("傍晚", Pm),
    ("黄昏", Pm),
    ("黃昏", Pm),
    ("晚上", Night),
    ("晚间", Night),
    ("晚間", Night),
    ("夜晚", Night),
    ("夜里", Night),
    ("夜裡", Night),
    ("半夜", Night),
    ("深夜", Night),
    ("午夜", Midnight),
    ("새벽", Am),
    ("아침", Am),
    ("정오", Noon),
    ("저녁", Pm),
    ("밤", Night),
    ("자정", Midnight),
    ("পূর্বাহ্ণ", Am),
    ("পূর্বাহ্ন", Am),
    ("অপরাহ্ণ", Pm),
    ("অপরাহ্ন", Pm),
    ("म.पू.", Am),
    ("म.उ.", Pm),
    ("முற்பகல்", Am),
    ("பிற்பகல்", Pm),
    ("ಪೂರ್ವಾಹ್ನ", Am),
    ("ಅಪರಾಹ್ನ", Pm),
    ("පෙ.ව.", Am),
    ("ප.ව.", Pm),
    ("לפנה״צ", Am),
    ("אחה״צ", Pm),
    ("קבל״צ", Am),
    ("قبل\u{200c}ازظهر", Am),
    ("بعدازظهر", Pm),
    ("पूर्वाह्न", Am),
    ("अपराह्न", Pm),
    ("ก่อนเที่ยง", Am),
    ("หลังเที่ยง", Pm),
    ("пр.об.", Am),
    ("сл.об.", Pm),
    ("дп", Am),
    ("пп", Pm),
    ("ÖÖ", Am),
    ("ÖS", Pm),
    ("de.", Am),
    ("du.", Pm),
    ("ap.", Am),
    ("ip.", Pm),
    ("dop.", Am),
    ("odp.", Pm),
    ("pop.", Pm),
    ("vorm.", Am),
    ("nachm.", Pm),
    ("priešpiet", Am),
    ("popiet", Pm),
    ("priekšp.", Am),
    ("pēcp.", Pm),
    ("f.h.", Am),
    ("e.h.", Pm),
    ("ptg", Pm),
    ("pg", Am),
    ("r.n.", Am),
    ("i.n.", Pm),
    ("fm", Am),
    ("em", Pm),
    ("sa", Am),
    ("ch", Pm),
];

/// With which byte these words begin, in small letters and capitals, and which may follow: few other words begin so.
const BEGINNINGS: [u64; 256] = {
    let mut all = [0; 256];
    let mut i = 0;
    while i < WORDS.len() {
        let word = WORDS[i].0.as_bytes();
        let second = second_bit(word[1]);
        all[word[0].to_ascii_lowercase() as usize] |= second;
        all[word[0].to_ascii_uppercase() as usize] |= second;
        i += 1;
    }
    all
};

/// The bit of a second byte: one for a letter and its capital.
const fn second_bit(byte: u8) -> u64 {
    1 << ((byte | 0x20) & 0x3f)
}

/// The length in bytes of a blank at `at`, of any kind that stands before a day-part; 0 when there is none.
pub(super) fn blank(text: &[u8], at: usize) -> usize {
    match text.get(at) {
        Some(b' ') => 1,
        Some(0xc2) if text.get(at + 1) == Some(&0xa0) => 2,
        Some(0xe2) => match (text.get(at + 1), text.get(at + 2)) {
            (Some(0x80), Some(0xaf | 0x89 | 0x87 | 0x8a)) => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// Reads a day-part at the start of `text`; gives it and its length in bytes. It is a whole word: where letters
/// go on behind it, it is another word, whatever that means.
pub(super) fn read(text: &[u8]) -> Option<(DayPart, usize)> {
    let first = *text.first()?;
    if matches!(first, b'A' | b'a' | b'P' | b'p')
        && let Some(found) = latin(text)
    {
        return Some(found);
    }
    if BEGINNINGS[usize::from(first)] & second_bit(*text.get(1)?) == 0 {
        return None;
    }
    WORDS.iter().find_map(|(word, part)| {
        let word = word.as_bytes();
        if !word[0].eq_ignore_ascii_case(&first) {
            return None;
        }
        let start = text.get(..word.len())?;
        let ends = || {
            let digit = text.get(word.len()).is_some_and(u8::is_ascii_digit);
            ends_word(&text[word.len()..]) && !(digit && word.is_ascii())
        };
        (start.eq_ignore_ascii_case(word) && ends()).then_some((*part, word.len()))
    })
}

/// Whether no letter, and no sign that is part of a word, stands at the start of `rest`.
fn ends_word(rest: &[u8]) -> bool {
    match rest.first() {
        None => true,
        Some(b) if b.is_ascii() => !b.is_ascii_alphabetic(),
        Some(_) => {
            let near = &rest[..rest.len().min(4)];
            let next = near
                .utf8_chunks()
                .next()
                .and_then(|c| c.valid().chars().next());
            // Accents of their own, signs of Indian and Thai letters, and what joins letters.
            let sign = |c| matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{eff}' | '\u{200c}' | '\u{200d}');
            !next.is_some_and(|c| c.is_alphabetic() || (sign(c) && !c.is_numeric()))
        }
    }
}

/// `AM`, `p.m.`, `a. m.` with any kind of blank inside.
fn latin(text: &[u8]) -> Option<(DayPart, usize)> {
    let part = match text.first()? {
        b'A' | b'a' => Am,
        _ => Pm,
    };
    let mut at = 1;
    if text.get(at) == Some(&b'.') {
        at += 1;
        at += blank(text, at);
    }
    if !matches!(text.get(at), Some(b'M' | b'm')) {
        return None;
    }
    at += 1;
    if text.get(at) == Some(&b'.') {
        at += 1;
    }
    let digit = text.get(at).is_some_and(u8::is_ascii_digit);
    (!digit && ends_word(&text[at..])).then_some((part, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_whole() {
        for (text, part, len) in [
            ("AM", Am, 2),
            ("pm - x", Pm, 2),
            ("p.m. - x", Pm, 4),
            ("a. m.]", Am, 5),
            ("p.\u{a0}m. - ", Pm, 6),
            ("a.\u{202f}m.", Am, 7),
            ("下午2:56", Pm, 6),
            ("傍晚6:25", Pm, 6),
            ("PTG]", Pm, 3),
            ("in the afternoon - ", Pm, 16),
            ("SA]", Am, 2),
            ("下午", Pm, 6),
            ("오후\u{202f}3:45", Pm, 6),
            ("ص٦:٢٥", Am, 2),
            ("PM\u{200e}]", Pm, 2),
        ] {
            assert_eq!(read(text.as_bytes()), Some((part, len)), "{text}");
        }
        for text in [
            "",
            "amx",
            "Paul",
            "zorg",
            "chat",
            "p m",
            "새벽녘 5:25",
            "下午時6:25",
            "中午過後1:25",
            "صباحا 6:25",
            "PMé",
            "ptgß",
            "pa\u{301}",
            "ก่อนเที่ยง\u{e48}",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn hours_follow_the_word() {
        for (part, given, hour) in [
            (Am, 12, 0),
            (Am, 0, 0),
            (Am, 9, 9),
            (Pm, 12, 12),
            (Pm, 1, 13),
            (Pm, 23, 23),
            (Night, 12, 0),
            (Night, 10, 22),
            (Night, 2, 2),
            (Night, 11, 23),
            (Noon, 12, 12),
            (Noon, 1, 13),
            (Midnight, 12, 0),
        ] {
            assert_eq!(part.hour(given), hour, "{part:?} {given}");
        }
    }
}
