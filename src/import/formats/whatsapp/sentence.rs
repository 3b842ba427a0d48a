//! Whether what stands before a colon is a name, or a sentence of WhatsApp's that goes on behind it.
//!
//! On Android a notice has no sender, and some end in a colon and a name: "Ann added
//! you to a group in the community: Bill". A sender is a name or a number. A sentence begins with one, or
//! with "you", and goes on; a person's name never does so in front of one and the same text only.
//! In a script without capital letters nothing but a known verb tells the two apart; what is left open stays a name.
//! Invariant: whoever writes two different texts is a person, unless the name is a sentence about "you" or one that
//! only WhatsApp writes.

use super::deeds::{DEEDS, TO_SOMEBODY, UNSPACED_DEEDS};
use super::glued;
use super::notice;
use super::said::{self, PARTICLES};
use super::senders::Senders;
use super::timer_words;

/// "You" as notices begin with it, in languages of exports.
const YOU: &[&str] = &[
    "You", "Du", "Sie", "Vous", "Tu", "Tú", "Usted", "Você", "Hai", "Je", "U", "Вы", "Ви", "Ty",
    "Ni", "Anda", "Siz", "Sen", "Kamu",
];
/// Words behind a person's name that say where the person is from or belongs to: "Ann from the office".
const FROM: &[&str] = &[
    "from", "at", "of", "in", "with", "for", "the", "von", "vom", "aus", "bei", "del", "van",
    "uit", "från", "fra", "who", "whose", "that", "which", "qui", "que", "die", "som",
];
/// With what a description begins that somebody keeps for a name; no notice begins so.
const DESCRIBES: &[&str] = &[
    "the", "The", "a", "A", "an", "our", "Our", "my", "My", "you", "whoever", "somebody",
    "someone", "le", "la", "les", "el", "los", "mein", "meine", "unser", "unsere",
];
/// What stands behind somebody's name in notices that end in a colon and say what of.
const OF_WHAT: &[&str] = &[
    "shared contact",
    "shared a contact",
    "shared contacts",
    "shared the contact",
    "set the event",
    "set an event",
    "created the event",
    "created an event",
    "updated the event",
    "changed the event",
    "edited the event",
    "cancelled the event",
    "canceled the event",
    "created the poll",
    "created a poll",
    "ended the poll",
    "closed the poll",
];
/// What is done by an administrator who is named between the two.
const BY_ADMIN: &[&str] = &[
    " approved",
    " rejected",
    " declined",
    " denied",
    " added",
    " removed",
];
/// Notices without anybody's name.
const NOBODYS: &[&str] = &[
    "poll ended",
    "poll closed",
    "group settings changed",
    "community settings changed",
    "event cancelled",
    "event canceled",
    "event updated",
    "event ended",
];
/// What Korean puts behind the name of whoever does something.
const DOER: &[&str] = &["님이", "님께서", "님은", "이", "가", "은", "는", "께서"];

/// Characters of the shortest text that says something of the timer.
const TIMER: usize = 40;

/// Whether what stands before a colon is a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sentence {
    Yes,
    No,
    /// As long as one, in a script that has nothing to tell it by.
    Unsure,
}

/// Whether a name begins as a notice about the owner of the phone does, or says what no name says: then it is none,
/// whatever follows.
pub(super) fn is_sure(name: &str) -> bool {
    let lower = name.replace('’', "'").to_lowercase();
    let contracted = ["you're ", "you've "].iter().any(|y| lower.starts_with(y));
    let deed = DEEDS.iter().any(|deed| {
        lower
            .strip_prefix(deed)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    contracted
        || deed
        || UNSPACED_DEEDS.iter().any(|deed| lower.starts_with(deed))
        || said::renames(&lower)
        || (lower.chars().count() >= TIMER && timer_words::is_about(&lower))
}

/// Whether somebody is named, and what is done, and to whom.
fn done_to_somebody(words: &[&str]) -> bool {
    let done = words.iter().skip(1).position(|w| TO_SOMEBODY.contains(w));
    // What stands in brackets tells more of a person.
    let bare = |at: usize| words[..=at].iter().all(|w| !w.starts_with('('));
    done.is_some_and(|at| at + 2 < words.len() && bare(at))
}

/// Whether a name is what WhatsApp writes of somebody who is known, or of nobody, before a colon: none is a person's.
pub(super) fn is_of_what(name: &str, senders: &Senders) -> bool {
    let lower = name.to_lowercase();
    let behind = |what: &&str| {
        let before = lower.strip_suffix(what)?;
        before
            .ends_with(' ')
            .then(|| name.get(..before.len() - 1))?
    };
    let by_admin = || {
        let done = BY_ADMIN.iter().find_map(|d| lower.strip_suffix(d))?;
        done.starts_with("admin ")
            .then(|| name.get(6..done.len()))?
    };
    let somebody = OF_WHAT.iter().find_map(behind).or_else(by_admin);
    NOBODYS.contains(&lower.as_str()) || somebody.is_some_and(|name| is_known(name, senders))
}

/// Whether a long text in front of a colon may be how somebody is described.
fn describes(words: &[&str]) -> bool {
    words.first().is_some_and(|first| DESCRIBES.contains(first))
}

/// Whether a name of `senders` reads like a sentence. Known names are those under which something is sent.
pub(super) fn is_one(name: &str, senders: &Senders) -> Sentence {
    let words: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).collect();
    let told = match behind_number(name) {
        Some(rest) => goes_on_behind_number(rest),
        None => {
            is_sure(name)
                || done_to_somebody(&words)
                || notice::is_of_encryption(name)
                || glued::holds_stamp(name)
                || is_of_what(name, senders)
                || reads_like_one(name, &words, senders)
        }
    };
    match told {
        true if describes(&words) && !is_sure(name) => Sentence::Unsure,
        true => Sentence::Yes,
        false if is_long_behind_a_name(name, &words, senders) => Sentence::Unsure,
        false => Sentence::No,
    }
}

/// Whether words or letters behind a telephone number are more than the name of whoever has it.
fn goes_on_behind_number(rest: &str) -> bool {
    let glued = rest.chars().next().is_some_and(char::is_alphabetic);
    let unspaced = rest.chars().filter(|c| is_unspaced(*c)).count();
    let words: Vec<&str> = rest.split_whitespace().collect();
    let small = words.first().is_some_and(|w| is_small(w));
    glued || unspaced >= 5 || (words.len() >= 2 && (small || said::tells(rest)))
}

fn is_known(name: &str, senders: &Senders) -> bool {
    senders.named(name).is_some_and(|s| s.messages > 0)
}

/// Whether a name goes on as a sentence does behind somebody who is known, or is long and tells what was done.
fn reads_like_one(name: &str, words: &[&str], senders: &Senders) -> bool {
    let known = |name: &str| is_known(name, senders);
    let tells = said::tells(name);
    let mut end = 0;
    for (i, word) in words.iter().enumerate().take(words.len().saturating_sub(1)) {
        end = name[end..].find(word).map_or(end, |at| end + at) + word.len();
        let somebody = known(&name[..end]);
        if somebody && FROM.contains(&words[i + 1]) {
            return false;
        }
        // `Ann님이`
        let mut doers = DOER
            .iter()
            .filter_map(|doer| name[..end].strip_suffix(doer));
        let begins = somebody || (i == 0 && YOU.contains(word)) || doers.any(&known);
        if begins && (goes_on(&words[i + 1..]) || (tells && is_bare(words[i + 1]))) {
            return true;
        }
    }
    // Without capital letters a verb is what tells, and something else must stand there.
    let unspaced = name.chars().filter(|c| is_unspaced(*c)).count();
    if tells && (words.len() >= 3 || unspaced >= 6) {
        return true;
    }
    // Nobody known: only a long sentence is told, or one that names somebody known in its midst.
    let told = small(&words[1.min(words.len())..]);
    let inside = words.len() >= 5 && words.iter().skip(1).any(|w| known(w));
    // In a language that writes nouns with a capital letter fewer words of a long one are small.
    let mostly = told >= 3 && told * 3 >= (words.len() - 1) * 2;
    let long = words.len() >= 8 && told >= 4;
    (words.len() >= 6 && (mostly || long)) || (inside && told >= 2)
}

/// Whether so much stands behind a known name that it may be what somebody did, in a script without capital letters.
fn is_long_behind_a_name(name: &str, words: &[&str], senders: &Senders) -> bool {
    if name.is_ascii() {
        return false;
    }
    let known = |name: &str| is_known(name, senders);
    let mut end = 0;
    let spaced = words.iter().enumerate().any(|(i, word)| {
        end = name[end..].find(word).map_or(end, |at| end + at) + word.len();
        let bare = words[i + 1..].iter().filter(|w| is_bare(w)).count();
        bare >= 4 && known(&name[..end])
    });
    spaced || runs_on_without_blanks(name, &known)
}

/// Of a text that begins with a telephone number, what follows it.
fn behind_number(name: &str) -> Option<&str> {
    let name = name.trim_start_matches(['~', ' ']);
    if !name.starts_with('+') {
        return None;
    }
    let end = name.find(|c: char| !c.is_ascii_digit() && !"+-(). ".contains(c))?;
    let digits = name[..end].bytes().filter(u8::is_ascii_digit).count();
    let behind = name[..end]
        .trim_end_matches(|c: char| !c.is_ascii_digit())
        .len();
    (digits >= 7).then(|| &name[behind..])
}

/// Whether words behind a name make a sentence: four, or three none of which stands inside names.
fn goes_on(rest: &[&str]) -> bool {
    let Some(first) = rest.first() else {
        return false;
    };
    let particles = rest.iter().filter(|w| PARTICLES.contains(w)).count();
    is_small(first) && small(rest) >= 2 && (rest.len() >= 4 || (rest.len() == 3 && particles == 0))
}

/// How many words begin with a small letter, particles aside.
fn small(words: &[&str]) -> usize {
    let counts = |w: &&&str| is_small(w) && !PARTICLES.contains(*w);
    words.iter().filter(counts).count()
}

fn is_small(word: &str) -> bool {
    !is_capital(word) && !is_bare(word)
}

/// Whether a word is of a script without capital letters.
fn is_bare(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(said::is_caseless)
}

fn is_capital(word: &str) -> bool {
    let first = word.chars().find(|c| c.is_alphanumeric());
    first.is_none_or(|c| c.is_uppercase() || c.is_numeric())
}

/// A known name and at least five letters behind it, in a script that puts no blanks: directly, or, where they
/// begin as what is said of a name does in Japanese, behind a blank.
fn runs_on_without_blanks(name: &str, known: &dyn Fn(&str) -> bool) -> bool {
    if name.is_ascii() {
        return false;
    }
    let letters: Vec<(usize, char)> = name.char_indices().take(40).collect();
    letters.iter().enumerate().skip(1).any(|(i, (at, c))| {
        let rest = letters.len() - i;
        let said = matches!(c, 'が' | 'は' | 'さ');
        let before = &name[..*at];
        is_unspaced(*c) && rest >= 5 && (known(before) || (said && known(before.trim_end())))
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
        for name in ["Ann", "Ann Lee", "李雷", "Zoë", "민수", "+44 20 7946 0000"] {
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
            ("You added Bob", true),
            ("You're now an admin", true),
            ("You’re no longer an admin", true),
            ("Ahora eres administrador", true),
            ("Vous avez ajouté Bob", true),
            ("Вы добавили Bob", true),
            ("您现在是管理员", true),
            ("Cal added Bob", true),
            ("Ann Lee eliminó a Bob", true),
            ("You Jin", false),
            ("You know who", false),
            ("Sen Gupta", false),
            ("Ann added", false),
            ("Sizwe Dube", false),
            ("U Thant", false),
            ("Hai Nguyen", false),
            ("Du bist der Community beigetreten", true),
            ("Cal added you to a group in the community", true),
            ("李雷将你添加到社区中的群组", true),
            ("+86 138 0013 8000将您添加到社群中的群组", true),
            ("+81 90-1234-5678がグループに追加しました", true),
            ("+44 7700 900123 山田太郎", false),
            ("민수님이 커뮤니티의 그룹에 회원님을 추가했습니다", true),
            ("민수정 대리님 사무실", false),
            ("Ann Lee がグループの説明を変更しました", true),
            ("Ann Lee さん", false),
            (
                "Karl Heinz fügte dich zu einer Gruppe in der Community hinzu",
                true,
            ),
            ("Nachrichten sind Ende-zu-Ende-verschlüsselt. Mehr", true),
            ("Ann from the bill team", false),
            ("Ann from the bill team next door", false),
            ("Ann van der Berg", false),
            ("Ann from the office", false),
            ("Ann Lee Smith", false),
            ("Ann (work, mobile)", false),
            ("Tu Nguyen", false),
            ("李雷工作", false),
            ("Finance and Corporate Services Team London Office", false),
            ("محمد بن عبد الله بن سلمان", false),
        ] {
            let told = is_one(name, &senders) == Sentence::Yes;
            assert_eq!(told, sentence, "{name}");
        }
    }
}
