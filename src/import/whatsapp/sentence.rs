//! Whether what stands before a colon is a name, or a sentence of WhatsApp's that goes on behind it.
//!
//! May import `senders`. On Android a notice has no sender, and some end in a colon and a name: "Ann added
//! you to a group in the community: Bill". A sender is a name or a number. A sentence begins with one, or
//! with "you", and goes on; a person's name never does so in front of one and the same text only.
//! Invariant: whoever writes two different texts is a person.

use super::senders::Senders;

/// "You" as notices begin with it, in languages of exports.
const YOU: &[&str] = &[
    "You", "Du", "Sie", "Vous", "Tu", "Tú", "Usted", "Você", "Hai", "Je", "U", "Вы", "Ви", "Ty",
    "Ni", "Anda", "Siz", "Sen", "Kamu",
];
/// Small words that stand inside names.
const PARTICLES: &[&str] = &[
    "van", "von", "de", "der", "den", "del", "della", "di", "da", "do", "dos", "das", "du", "la",
    "le", "el", "al", "bin", "ibn", "ben", "y", "e", "i", "zu", "zur", "ter", "ten", "of", "the",
    "and", "und", "et",
];

/// Whether a name of `senders` reads like a sentence. Known names are those under which something is sent.
pub(super) fn is_one(name: &str, senders: &Senders) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).collect();
    if let Some(rest) = behind_number(name) {
        return rest >= 2;
    }
    let known = |name: &str| senders.named(name).is_some_and(|s| s.messages > 0);
    let mut end = 0;
    for (i, word) in words.iter().enumerate().take(words.len().saturating_sub(1)) {
        end = name[end..].find(word).map_or(end, |at| end + at) + word.len();
        let begins = known(&name[..end]) || (i == 0 && YOU.contains(word));
        if begins && goes_on(&words[i + 1..]) {
            return true;
        }
    }
    if runs_on_without_blanks(name, &known) {
        return true;
    }
    // Nobody known: only a long sentence is told, or one that names somebody known in its midst.
    let told = small(&words[1.min(words.len())..]);
    let inside = words.len() >= 5 && words.iter().skip(1).any(|w| known(w));
    (words.len() >= 6 && told >= 3 && told * 3 >= (words.len() - 1) * 2 && !is_caseless(name))
        || (inside && told >= 2)
}

/// Of a text that begins with a telephone number, how many words follow.
fn behind_number(name: &str) -> Option<usize> {
    let name = name.trim_start_matches(['~', ' ']);
    if !name.starts_with('+') {
        return None;
    }
    let end = name.find(|c: char| !c.is_ascii_digit() && !"+-(). ".contains(c))?;
    let digits = name[..end].bytes().filter(u8::is_ascii_digit).count();
    (digits >= 7).then(|| name[end..].split_whitespace().count())
}

/// Whether words behind a name make a sentence: four, or three none of which stands inside names.
fn goes_on(rest: &[&str]) -> bool {
    let Some(first) = rest.first() else {
        return false;
    };
    let particles = rest.iter().filter(|w| PARTICLES.contains(w)).count();
    !is_capital(first)
        && small(rest) >= 2
        && (rest.len() >= 4 || (rest.len() == 3 && particles == 0))
}

/// How many words begin with a small letter, or are of a script without small letters, particles aside.
fn small(words: &[&str]) -> usize {
    let counts = |w: &&&str| !is_capital(w) && !PARTICLES.contains(*w);
    words.iter().filter(counts).count()
}

fn is_capital(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| c.is_uppercase() || c.is_numeric())
}

fn is_caseless(text: &str) -> bool {
    !text.chars().any(|c| c.is_lowercase())
}

/// A known name and at least five letters directly behind it, in a script that puts no blanks.
fn runs_on_without_blanks(name: &str, known: &dyn Fn(&str) -> bool) -> bool {
    if name.is_ascii() {
        return false;
    }
    let letters: Vec<(usize, char)> = name.char_indices().take(40).collect();
    letters.iter().enumerate().skip(1).any(|(i, (at, c))| {
        let rest = letters.len() - i;
        is_unspaced(*c) && rest >= 5 && known(&name[..*at])
    })
}

/// Letters of scripts that put no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_from_names() {
        let mut senders = Senders::default();
        for name in ["Ann", "Ann Lee", "李雷", "Zoë", "+44 20 7946 0000"] {
            let id = senders.id(name.as_bytes()).unwrap() as usize;
            senders.list[id].note(1, b"x");
        }
        for (name, sentence) in [
            ("+1-555-0105 added you to a group in the community", true),
            ("~ +1 555 0105 hat dich hinzugefügt zu", true),
            ("+44 7700 900123", false),
            ("+44 7700 900123 Ann", false),
            ("Ann added you to a group in the community", true),
            ("Ann Lee te añadió a un grupo de la comunidad", true),
            (
                "Ann hat dich zu einer Gruppe in der Community hinzugefügt",
                true,
            ),
            ("Zoë изменила тему на", true),
            ("You added Bob to the community", true),
            ("Du bist der Community beigetreten", true),
            ("Cal added you to a group in the community", true),
            ("李雷将你添加到社区中的群组", true),
            ("Ann van der Berg", false),
            ("Ann from the office", false),
            ("Ann Lee Smith", false),
            ("Ann (work, mobile)", false),
            ("Tu Nguyen", false),
            ("李雷工作", false),
            ("Finance and Corporate Services Team London Office", false),
            ("محمد بن عبد الله بن سلمان", false),
        ] {
            assert_eq!(is_one(name, &senders), sentence, "{name}");
        }
    }
}
