//! The timer of disappearing messages that a notice sets, in any of the languages below.
//!
//! May import `names` and `needles`. Told by a number and a unit of time; words only say that a line is about the timer at
//! all. Invariant: the text of a person is never asked here.

use std::sync::LazyLock;

use super::names::fold;
use super::needles::Needles;

const HOUR: u32 = 3600;
const DAY: u32 = 86_400;
/// Bytes of the shortest notice that matters here; most system lines are shorter.
const SHORTEST: usize = 24;

/// The starts of words for units of time.
const UNITS: &[(&str, u32)] = &[
    ("hour", HOUR),
    ("hr", HOUR),
    ("h.", HOUR),
    ("h ", HOUR),
    ("std", HOUR),
    ("stunde", HOUR),
    ("год", HOUR),
    ("ч.", HOUR),
    ("ч ", HOUR),
    ("hod", HOUR),
    ("óra", HOUR),
    ("ure", HOUR),
    ("ur ", HOUR),
    ("sat", HOUR),
    ("val", HOUR),
    ("stund", HOUR),
    ("tund", HOUR),
    ("orë", HOUR),
    ("stundu", HOUR),
    ("saa", HOUR),
    ("hora", HOUR),
    ("heure", HOUR),
    ("ore", HOUR),
    ("ora", HOUR),
    ("uur", HOUR),
    ("uren", HOUR),
    ("час", HOUR),
    ("годин", HOUR),
    ("godz", HOUR),
    ("hodin", HOUR),
    ("timm", HOUR),
    ("timer", HOUR),
    ("saat", HOUR),
    ("ساع", HOUR),
    ("घंट", HOUR),
    ("時間", HOUR),
    ("小时", HOUR),
    ("小時", HOUR),
    ("시간", HOUR),
    ("jam", HOUR),
    ("giờ", HOUR),
    ("ชั่วโมง", HOUR),
    ("ώρ", HOUR),
    ("שעות", HOUR),
    ("tunni", HOUR),
    ("tunti", HOUR),
    ("day", DAY),
    ("tag", DAY),
    ("dia", DAY),
    ("día", DAY),
    ("jour", DAY),
    ("giorn", DAY),
    ("dag", DAY),
    ("tg.", DAY),
    ("дн", DAY),
    ("дана", DAY),
    ("dana", DAY),
    ("zi", DAY),
    ("päev", DAY),
    ("dien", DAY),
    ("siku", DAY),
    ("ден", DAY),
    ("dni", DAY),
    ("dní", DAY),
    ("dnů", DAY),
    ("gün", DAY),
    ("يوم", DAY),
    ("أيام", DAY),
    ("दिन", DAY),
    ("日", DAY),
    ("天", DAY),
    ("일", DAY),
    ("hari", DAY),
    ("ngày", DAY),
    ("วัน", DAY),
    ("ημέρ", DAY),
    ("ימים", DAY),
    ("nap", DAY),
    ("päiv", DAY),
    ("zile", DAY),
    ("døgn", DAY),
    ("dygn", DAY),
    ("week", 7 * DAY),
    ("woche", 7 * DAY),
    ("semana", 7 * DAY),
    ("semaine", 7 * DAY),
    ("settiman", 7 * DAY),
    ("недел", 7 * DAY),
    ("tydzie", 7 * DAY),
    ("tygodni", 7 * DAY),
    ("týd", 7 * DAY),
    ("veck", 7 * DAY),
    ("uke", 7 * DAY),
    ("uge", 7 * DAY),
    ("hafta", 7 * DAY),
    ("أسبوع", 7 * DAY),
    ("週", 7 * DAY),
    ("周", 7 * DAY),
    ("주", 7 * DAY),
    ("minggu", 7 * DAY),
    ("tuần", 7 * DAY),
    ("สัปดาห์", 7 * DAY),
];

/// Parts of words that say a line is about the timer.
const TIMER: &[&str] = &[
    "disappear",
    "message timer",
    "selbstlösch",
    "nachrichtendauer",
    "verschwind",
    "temporár",
    "temporal",
    "temporan",
    "desaparec",
    "éphém",
    "dispara",
    "effimer",
    "scompar",
    "verdwijn",
    "tijdelijk",
    "исчеза",
    "таймер",
    "зника",
    "znika",
    "mizej",
    "mizí",
    "kaybol",
    "süreli",
    "اختف",
    "تختفي",
    "गायब",
    "消える",
    "消失",
    "限时",
    "限時",
    "사라지",
    "menghilang",
    "sementara",
    "tự hủy",
    "หายไป",
    "εξαφαν",
    "försvinn",
    "forsvind",
    "forsvinn",
    "katoav",
    "znikn",
    "mizn",
    "eltűn",
    "nestaj",
    "izgin",
    "изчез",
    "исчезнува",
    "dispar",
    "desapar",
    "נעלמ",
    "ناپدید",
    "hilang",
    "lenyap",
    "biến mất",
    "kaduv",
    "dingst",
    "išnyk",
    "pazūd",
    "zhduk",
    "kupotea",
    "verdwyn",
    "мізн",
];

const OFF: &[&str] = &[
    "turned off",
    "deaktiv",
    "ausgeschaltet",
    "ausgestellt",
    "desativ",
    "desactiv",
    "désactiv",
    "disattiv",
    "uitgeschakeld",
    "uitgezet",
    "отключ",
    "выключ",
    "вимкн",
    "wyłącz",
    "vypn",
    "kapat",
    "إيقاف",
    "أوقف",
    "बंद",
    "オフ",
    "關閉",
    "关闭",
    "껐",
    "menonaktif",
    "mematikan",
    "tắt",
    "ปิด",
    "stängde av",
    "slog",
    "slå",
    "απενεργ",
];

static ABOUT: LazyLock<Needles> = LazyLock::new(|| Needles::new(TIMER));
static TURNED_OFF: LazyLock<Needles> = LazyLock::new(|| Needles::new(OFF));

/// The timer that a notice sets, in seconds; 0 when it turns the timer off; `None` when the line is not
/// about the timer.
pub(super) fn timer(text: &str) -> Option<u32> {
    // A notice that quotes something is about a subject or a name, whatever the quotation says.
    if text.len() < SHORTEST
        || text.contains('"')
        || (!text.is_ascii() && text.contains(['“', '„', '«', '「']))
    {
        return None;
    }
    let mut text = fold(text).to_lowercase();
    if !text.is_ascii() {
        text = digits(&text);
    }
    let about = ABOUT.any_in(&text);
    match duration(&text) {
        Some(seconds) if about => Some(seconds),
        // The three timers that WhatsApp offers, in a language without a word in the list.
        Some(seconds)
            if [DAY, 7 * DAY, 90 * DAY].contains(&seconds) && text.chars().count() > 40 =>
        {
            Some(seconds)
        }
        None if about && TURNED_OFF.any_in(&text) => Some(0),
        None if about => offered(&text),
        _ => None,
    }
}

/// One of the three timers that WhatsApp offers, by its number alone: where no unit is known, 24 can only
/// be hours, and 7 and 90 days.
fn offered(text: &str) -> Option<u32> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty());
    let (only, more) = (numbers.next()?, numbers.next());
    match (only, more) {
        ("24", None) => Some(DAY),
        ("7", None) => Some(7 * DAY),
        ("90", None) => Some(90 * DAY),
        _ => None,
    }
}

/// The first number that is followed by a unit of hours, days or weeks.
fn duration(text: &str) -> Option<u32> {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = &rest[at..];
        let len = from.bytes().take_while(u8::is_ascii_digit).count();
        let unit = from[len..].trim_start_matches([' ', '-']);
        if len > 3 || unit.is_empty() || unit.starts_with(|c: char| c.is_ascii_digit()) {
            rest = &from[len..];
            continue;
        }
        let found = UNITS.iter().find(|(word, _)| unit.starts_with(word));
        if let (Ok(number), Some((_, seconds))) = (from[..len].parse::<u32>(), found)
            && (1..=366).contains(&number)
        {
            return Some(number * seconds);
        }
        rest = &from[len..];
    }
    None
}

/// Folds the digits of other scripts to ASCII.
fn digits(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            n @ 0x660..=0x669 => char::from(b'0' + (n - 0x660) as u8),
            n @ 0x6f0..=0x6f9 => char::from(b'0' + (n - 0x6f0) as u8),
            n @ 0x966..=0x96f => char::from(b'0' + (n - 0x966) as u8),
            n @ 0x9e6..=0x9ef => char::from(b'0' + (n - 0x9e6) as u8),
            n @ 0xe50..=0xe59 => char::from(b'0' + (n - 0xe50) as u8),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timers_are_read_by_number_and_unit() {
        for (text, seconds) in [
            (
                "Ann turned on disappearing messages. New messages will disappear from this chat 24 hours after they're sent, except when kept.",
                Some(86_400),
            ),
            (
                "You updated the message timer. New messages will disappear from this chat ‎7 days after they're sent.",
                Some(604_800),
            ),
            (
                "You updated the message timer. New messages will disappear from this chat 90 days after they're sent.",
                Some(7_776_000),
            ),
            (
                "Ann turned off disappearing messages. Tap to change.",
                Some(0),
            ),
            (
                "Ann uses a default timer for disappearing messages in new chats. New messages will disappear 7 days after they're sent.",
                Some(604_800),
            ),
            (
                "Ann hat die Nachrichtendauer aktualisiert. Neue Nachrichten verschwinden nach 24 Stunden.",
                Some(86_400),
            ),
            ("Ann hat selbstlöschende Nachrichten deaktiviert.", Some(0)),
            (
                "Você atualizou a duração das mensagens temporárias. Elas desaparecerão 90 dias após o envio.",
                Some(7_776_000),
            ),
            ("Ana desactivó los mensajes temporales.", Some(0)),
            (
                "Ana activó los mensajes temporales. Los mensajes desaparecerán 7 días después.",
                Some(604_800),
            ),
            (
                "Anne a activé les messages éphémères. Ils disparaîtront 24 heures après.",
                Some(86_400),
            ),
            (
                "Anna ha attivato i messaggi effimeri, 90 giorni.",
                Some(7_776_000),
            ),
            (
                "Anna heeft zelfverwijdering aangezet: verdwijnen na 7 dagen.",
                Some(604_800),
            ),
            ("Анна включила исчезающие сообщения: 24 часа.", Some(86_400)),
            ("Анна отключила исчезающие сообщения.", Some(0)),
            (
                "قام بتشغيل الرسائل التي تختفي بعد ٢٤ ساعة من إرسالها",
                Some(86_400),
            ),
            (
                "Włączono znikające wiadomości. Nowe wiadomości znikną z tego czatu 24 godz. po wysłaniu.",
                Some(86_400),
            ),
            (
                "Ann hat selbstlöschende Nachrichten aktiviert: 24 Std. nach dem Senden.",
                Some(86_400),
            ),
            (
                "Ana je uključila nestajuće poruke. Nove poruke nestaju 90 d. nakon slanja.",
                Some(7_776_000),
            ),
            (
                "Disappearing messages were turned on: qqq 7 zz.",
                Some(604_800),
            ),
            (
                "Disappearing messages were turned on in 3 of 7 chats.",
                None,
            ),
            ("Ann added Bob", None),
            ("Ann changed the subject to \"7 days\"", None),
            ("Voice call, 5 min", None),
        ] {
            assert_eq!(timer(text), seconds, "{text}");
        }
    }
}
