//! The names of months, where a stamp writes them in letters.
//!
//! A word is a month where it is the start (three letters or more) of a month's name in one of these languages and
//! of no other month's in any of them: Polish and Croatian call two different months "listopad", so that word is
//! read in neither. Invariant: nothing is guessed.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The twelve names of a language in a line, in small letters.
const NAMES: &[&str] = &[
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ledna února března dubna května června července srpna září října listopadu prosince",
    "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "január február március április május június július augusztus szeptember október november december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "januari februari mac april mei jun julai ogos september oktober november disember",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "јануар фебруар март април мај јун јул август септембар октобар новембар децембар",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",
    "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
];

/// Short forms that are not the start of a name above.
const SHORT: &[(&str, u8)] = &[
    ("mrt", 3),
    ("mrz", 3),
    ("mär", 3),
    ("jän", 1),
    ("jänner", 1),
    ("juil", 7),
    ("juill", 7),
    ("mai", 5),
    ("maj", 5),
    ("may", 5),
    ("мая", 5),
    ("май", 5),
    ("sept", 9),
    ("čvn", 6),
    ("čvc", 7),
    ("setiembre", 9),
];

/// More letters than any name has.
const LONGEST: usize = 16;

/// A name or a short form, its month, and whether only the whole of it is read.
struct Name {
    letters: Vec<char>,
    month: u8,
    whole: bool,
}

/// The names above by their first two letters, short forms first: a file may have a month in each of its lines.
static BY_LETTERS: LazyLock<HashMap<[char; 2], Vec<Name>>> = LazyLock::new(|| {
    let short = SHORT.iter().map(|(name, month)| (*name, *month, true));
    let names = NAMES.iter().flat_map(|names| names.split(' ').zip(1..));
    let names = names.map(|(name, month)| (name, month, false));
    let mut all: HashMap<[char; 2], Vec<Name>> = HashMap::new();
    for (name, month, whole) in short.chain(names) {
        let letters: Vec<char> = name.chars().collect();
        let first = letters.first_chunk();
        let list = first.map(|first| all.entry(*first).or_default());
        if let Some(list) = list {
            list.push(Name {
                letters,
                month,
                whole,
            });
        }
    }
    all
});

/// With which two letters, of plain ASCII, a name begins: for the first letter a bit for each second one.
static BEGINNINGS: LazyLock<[u32; 26]> = LazyLock::new(|| {
    let mut all = [0; 26];
    for [first, second] in BY_LETTERS.keys() {
        if let (Some(first), Some(second)) = (place(*first as u32), place(*second as u32)) {
            all[first] |= 1 << second;
        }
    }
    all
});

/// The place of a letter of ASCII in the alphabet, from 0.
fn place(letter: u32) -> Option<usize> {
    let letter = u8::try_from(letter).ok()?.to_ascii_lowercase();
    letter
        .is_ascii_lowercase()
        .then(|| usize::from(letter - b'a'))
}

/// Whether a word of ASCII may name a month: cheap, and never no where it does.
pub(super) fn may_be(word: &[u8]) -> bool {
    let at = |i: usize| word.get(i).and_then(|b| place(u32::from(*b)));
    matches!((at(0), at(1)), (Some(first), Some(second)) if BEGINNINGS[first] >> second & 1 == 1)
}

/// The month, 1 to 12, that `word` (without a final dot) names in letters; `None` where none or two.
pub(super) fn read(word: &str) -> Option<u8> {
    let mut small = ['\0'; LONGEST];
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        *small.get_mut(len)? = c;
        len += 1;
    }
    let word = &small[..len];
    let list = BY_LETTERS.get(word.first_chunk::<2>()?)?;
    let mut short = list.iter().take_while(|name| name.whole);
    if let Some(name) = short.find(|name| name.letters == word) {
        return Some(name.month);
    }
    let mut found = None;
    for name in list
        .iter()
        .filter(|name| !name.whole && name.begins_with(word))
    {
        match found {
            Some(other) if other != name.month => return None,
            _ => found = Some(name.month),
        }
    }
    found
}

impl Name {
    /// Whether it begins with `word`, of three letters or more, or of all of a shorter name.
    fn begins_with(&self, word: &[char]) -> bool {
        self.letters.starts_with(word) && (word.len() >= 3 || word.len() == self.letters.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_where_it_is_one_month_in_every_language() {
        for (word, month) in [
            ("Nov", Some(11)),
            ("NOVEMBER", Some(11)),
            ("déc", Some(12)),
            ("févr", Some(2)),
            ("juil", Some(7)),
            ("jun", Some(6)),
            ("Mai", Some(5)),
            ("mrt", Some(3)),
            ("нояб", Some(11)),
            ("мая", Some(5)),
            ("Ağu", Some(8)),
            ("मई", Some(5)),
            ("нов", Some(11)),
            // Two months of two languages, or of one.
            ("lis", None),
            ("listopada", None),
            ("srp", None),
            ("jui", None),
            ("ju", None),
            ("", None),
            ("Monday", None),
            ("at", None),
        ] {
            assert_eq!(read(word), month, "{word}");
        }
    }

    #[test]
    fn what_may_be_a_month_is_told_by_two_letters() {
        for word in ["Nov", "november", "DEC", "mrt", "juil", "okt"] {
            assert!(may_be(word.as_bytes()), "{word}");
        }
        for word in ["call", "the", "a", "", "1n"] {
            assert!(!may_be(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn every_full_name_but_those_of_two_months_is_read() {
        let all = NAMES.iter().flat_map(|names| names.split(' '));
        let lost: Vec<&str> = all.filter(|n| read(n).is_none()).collect();
        assert_eq!(lost, ["listopada", "listopada"]);
    }
}
