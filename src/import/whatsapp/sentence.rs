//! Whether what stands before a colon is a name, or a sentence of WhatsApp's that goes on behind it.
//!
//! On Android a notice has no sender, and some end in a colon and a name: "Ann added
//! you to a group in the community: Bill". A sender is a name or a number. A sentence begins with one, or
//! with "you", and goes on; a person's name never does so in front of one and the same text only.
//! Invariant: whoever writes two different texts is a person, unless the name is a sentence about "you".

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

/// How notices about what the owner of the phone did begin, in languages that need no "you" or write it with
/// the verb; in small letters, whole words.
const DEEDS: &[&str] = &[
    "you added",
    "you removed",
    "you invited",
    "you created",
    "you changed",
    "you left",
    "you joined",
    "you made",
    "you pinned",
    "you deleted",
    "you turned",
    "you dismissed",
    "you are",
    "you were",
    "you have",
    "you can",
    "du hast",
    "du bist",
    "du wurdest",
    "sie haben",
    "sie sind",
    "sie wurden",
    "vous avez",
    "vous êtes",
    "tu as",
    "tu es",
    "añadiste",
    "agregaste",
    "eliminaste",
    "has añadido",
    "has agregado",
    "has eliminado",
    "ahora eres",
    "creaste",
    "cambiaste",
    "eres",
    "ya no eres",
    "você adicionou",
    "você removeu",
    "você criou",
    "você mudou",
    "você agora",
    "você não",
    "adicionou",
    "adicionaste",
    "agora és",
    "agora você",
    "hai aggiunto",
    "hai rimosso",
    "hai creato",
    "hai cambiato",
    "ora sei",
    "sei stato",
    "je hebt",
    "je bent",
    "je was",
    "u hebt",
    "u heeft",
    "u bent",
    "du la",
    "du fjernet",
    "du fjernede",
    "du tilføjede",
    "du er",
    "du lade",
    "du tog",
    "du är",
    "du har",
    "lisäsit",
    "poistit",
    "olet",
    "dodano",
    "usunięto",
    "dodałeś",
    "dodałaś",
    "jesteś",
    "přidali jste",
    "přidal jste",
    "odebrali jste",
    "jste",
    "nyní jste",
    "pridali ste",
    "odstránili ste",
    "ste",
    "dodali ste",
    "uklonili ste",
    "sada ste",
    "hozzáadtad",
    "eltávolítottad",
    "mostantól",
    "ați adăugat",
    "l-ați adăugat",
    "ai adăugat",
    "acum ești",
    "heu afegit",
    "has afegit",
    "вы добавили",
    "вы удалили",
    "вы создали",
    "вы изменили",
    "вы теперь",
    "вы больше",
    "теперь вы",
    "ви додали",
    "ви видалили",
    "ви тепер",
    "тепер ви",
    "вие добавихте",
    "добавихте",
    "вече сте",
    "προσθέσατε",
    "αφαιρέσατε",
    "είστε",
    "הוספת",
    "הסרת",
    "לקד",
    "لقد",
    "أضفت",
    "أضفتَ",
    "قمت",
    "أنت",
    "anda menambahkan",
    "anda mengeluarkan",
    "anda menambah",
    "anda sekarang",
    "anda kini",
    "kamu menambahkan",
    "siz",
    "artık",
    "bạn đã",
    "bạn hiện",
    "umemwongeza",
    "umeongeza",
    "wewe sasa",
];
/// The same of scripts that put no blanks between words.
const UNSPACED_DEEDS: &[&str] = &[
    "你添加了",
    "你将",
    "您将",
    "你將",
    "您添加了",
    "您已",
    "你已",
    "你新增了",
    "您新增了",
    "你现在是",
    "您现在是",
    "你現在是",
    "您現在是",
    "あなたが",
    "あなたは",
    "회원님",
    "คุณได้",
    "คุณเพิ่ม",
    "คุณเป็น",
    "आपने ",
    "आप ",
];
/// What somebody else does to a person who is named behind it, in notices.
const TO_SOMEBODY: &[&str] = &[
    "added",
    "removed",
    "invited",
    "dismissed",
    "ajouté",
    "retiré",
    "añadió",
    "agregó",
    "eliminó",
    "adicionou",
    "removeu",
    "aggiunto",
    "rimosso",
    "toegevoegd",
    "verwijderd",
    "hinzugefügt",
    "entfernt",
    "добавил",
    "добавила",
    "добавил(а)",
    "удалил",
    "удалила",
    "удалил(а)",
    "додав",
    "додала",
    "tilføjede",
    "fjernede",
    "fjernet",
    "lisäsi",
    "poisti",
    "dodał",
    "dodała",
    "usunął",
    "usunęła",
    "přidal",
    "přidala",
    "odebral",
    "pridal",
    "dodao",
    "dodala",
    "menambahkan",
    "mengeluarkan",
    "menambah",
    "adăugat",
    "afegit",
];

/// Whether a name begins as a notice about the owner of the phone does: then it is none, whatever follows.
pub(super) fn is_sure(name: &str) -> bool {
    let lower = name.replace('’', "'").to_lowercase();
    let contracted = ["you're ", "you've "].iter().any(|y| lower.starts_with(y));
    let deed = DEEDS.iter().any(|deed| {
        lower
            .strip_prefix(deed)
            .is_some_and(|rest| rest.starts_with(' '))
    });
    contracted || deed || UNSPACED_DEEDS.iter().any(|deed| lower.starts_with(deed))
}

/// Whether somebody is named, and what is done, and to whom.
fn done_to_somebody(words: &[&str]) -> bool {
    let done = words.iter().skip(1).position(|w| TO_SOMEBODY.contains(w));
    done.is_some_and(|at| at + 2 < words.len())
}

/// Whether a name of `senders` reads like a sentence. Known names are those under which something is sent.
pub(super) fn is_one(name: &str, senders: &Senders) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).collect();
    if let Some(rest) = behind_number(name) {
        return rest >= 2;
    }
    if is_sure(name) || done_to_somebody(&words) {
        return true;
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
