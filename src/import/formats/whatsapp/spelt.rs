//! Times without a figure in notices about the timer: a number in words and a unit.
//!
//! Invariant: a number in words that is not in the lists is not guessed at.

use super::units;

const WEEK: u32 = 7 * 86_400;
/// Letters of the longest word for a unit of time: "settimana".
const LONGEST: usize = 9;

/// Numbers in words, in small letters; longer ones stand before those they begin with.
const NUMBERS: &[(u32, &[&str])] = &[
    (
        24,
        &[
            "twenty-four",
            "twenty four",
            "vierundzwanzig",
            "veinticuatro",
            "vingt-quatre",
            "ventiquattro",
            "vinte e quatro",
            "vierentwintig",
            "двадцать четыре",
            "dwadzieścia cztery",
            "tjugofyra",
            "fireogtyve",
            "tjuefire",
            "yirmi dört",
            "dua puluh empat",
            "أربع وعشرون",
            "चौबीस",
            "二十四",
        ],
    ),
    (
        90,
        &[
            "ninety",
            "neunzig",
            "noventa",
            "quatre-vingt-dix",
            "novanta",
            "negentig",
            "девяносто",
            "dziewięćdziesiąt",
            "nittio",
            "halvfems",
            "nitti",
            "doksan",
            "sembilan puluh",
            "تسعون",
            "تسعين",
            "नब्बे",
            "九十",
        ],
    ),
    (
        7,
        &[
            "seven",
            "sieben",
            "siete",
            "sept",
            "sette",
            "sete",
            "zeven",
            "семь",
            "сім",
            "siedem",
            "sju",
            "syv",
            "yedi",
            "tujuh",
            "سبعة",
            "سبع",
            "सात",
            "七",
        ],
    ),
    (
        1,
        &[
            "one",
            "an",
            "a",
            "eine",
            "einer",
            "einem",
            "einen",
            "ein",
            "una",
            "uno",
            "un",
            "une",
            "uma",
            "um",
            "een",
            "één",
            "en",
            "ett",
            "et",
            "egy",
            "o",
            "jednego",
            "jednym",
            "jeden",
            "jedna",
            "jedno",
            "jednu",
            "jednom",
            "jedan",
            "ena",
            "eno",
            "enem",
            "bir",
            "satu",
            "один",
            "одна",
            "одну",
            "одного",
            "един",
            "една",
            "μία",
            "μια",
            "μιας",
            "ένα",
            "אחד",
            "واحد",
            "یک",
            "एक",
            "এক",
            "หนึ่ง",
            "một",
            "yhden",
            "yksi",
            "viena",
            "vienu",
            "vienas",
            "vieną",
            "üks",
            "ühe",
            "një",
            "moja",
            "se",
            "一",
            "한",
            "일",
        ],
    ),
];

/// Starts of the word for a week in languages that need no "one" before it.
const WEEKS: &[&str] = &[
    "недел",
    "тиждень",
    "тижня",
    "седмица",
    "tydzień",
    "tygodni",
    "týden",
    "týdn",
    "týžde",
    "týždn",
    "tjedan",
    "tjedna",
    "teden",
    "tedn",
    "viikko",
    "viikon",
    "שבוע",
    "أسبوع",
    "هفته",
    "savait",
    "nedēļ",
    "nädal",
    "wiki ",
];

/// The time that a text about the timer names in words alone: a number and a unit, or a week.
pub(super) fn duration(text: &str) -> Option<u32> {
    let letter = |c: char| c.is_alphabetic() || ('\u{900}'..='\u{eff}').contains(&c);
    let mut before = None;
    for (at, c) in text.char_indices() {
        let begins = letter(c) && before.is_none_or(|b| !letter(b) || is_unspaced(c));
        before = Some(c);
        if !begins {
            continue;
        }
        let rest = &text[at..];
        if WEEKS.iter().any(|week| rest.starts_with(week)) && !follows_number(&text[..at]) {
            return Some(WEEK);
        }
        for (number, words) in NUMBERS {
            let found = words.iter().find_map(|word| counted(rest, word));
            if let Some(seconds) = found {
                return Some(number * seconds);
            }
        }
    }
    None
}

/// The unit of time behind `word`, with which `rest` begins.
fn counted(rest: &str, word: &str) -> Option<u32> {
    let behind = rest.strip_prefix(word)?;
    let apart = behind.trim_start_matches([' ', '-', '个', '個']);
    let glued = word.chars().all(is_unspaced) || word == "se";
    let unit_of = units::seconds(apart).filter(|_| glued || apart.len() < behind.len())?;
    // "a saturated day" is no hour: the word is not much longer than the start of it that is known.
    let letters = apart
        .chars()
        .take_while(|c| c.is_alphabetic() && !is_unspaced(*c));
    (letters.count() <= LONGEST).then_some(unit_of)
}

/// Whether some word of a number that is not one stands right before.
fn follows_number(before: &str) -> bool {
    let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
    const TWO: &[&str] = &[
        "две", "дві", "два", "dwa", "dwie", "dwóch", "dva", "dvě", "dve", "kaksi", "kahden", "שתי",
        "دو", "divas", "dvi", "kaks", "kahe",
    ];
    TWO.contains(&last)
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}
