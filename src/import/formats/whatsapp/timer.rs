//! The timer of disappearing messages that a notice sets, in any of the languages below.
//!
//! Told by a number and a unit of time; words only say that a line is about the timer at all. Invariant: the text
//! of a person is never asked here.

use super::names::fold;
use super::spelt;
use super::timer_words::{is_about, is_off};
use super::units::{self, DAY};

/// Bytes of the shortest notice that matters here; most system lines are shorter.
const SHORTEST: usize = 24;

/// What a line says of the timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Nothing: it is about something else.
    Nothing,
    /// It sets so many seconds; 0 turns the timer off.
    Set(u32),
    /// It is about the timer, but names no time that is understood.
    Unclear,
}

/// The timer that a notice sets, in seconds; 0 when it turns the timer off; `None` when the line is not
/// about the timer, or not understood.
pub(super) fn timer(text: &str) -> Option<u32> {
    match told(text) {
        Told::Set(seconds) => Some(seconds),
        Told::Nothing | Told::Unclear => None,
    }
}

/// What a notice says of the timer.
pub(super) fn told(text: &str) -> Told {
    // A notice that quotes something is about a subject or a name, whatever the quotation says.
    if text.len() < SHORTEST
        || text.contains('"')
        || (!text.is_ascii() && text.contains(['“', '„', '«', '「']))
    {
        return Told::Nothing;
    }
    let mut text = fold(text).to_lowercase();
    if !text.is_ascii() {
        text = digits(&text);
    }
    let about = is_about(&text);
    let known = match duration(&text) {
        Some(seconds) if about => Some(seconds),
        // The three timers that WhatsApp offers, in a language without a word in the list.
        Some(seconds)
            if [DAY, 7 * DAY, 90 * DAY].contains(&seconds) && text.chars().count() > 40 =>
        {
            Some(seconds)
        }
        None if about => spelt::duration(&text)
            .or_else(|| is_off(&text).then_some(0))
            .or_else(|| offered(&text)),
        _ => None,
    };
    match known {
        Some(seconds) => Told::Set(seconds),
        None if about => Told::Unclear,
        None => Told::Nothing,
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
        if let (Ok(number), Some(seconds)) = (from[..len].parse::<u32>(), units::seconds(unit))
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

    #[test]
    fn times_in_words_are_read_or_said_to_be_unclear() {
        for (text, says) in [
            (
                "Ann turned on disappearing messages. New messages will disappear from this chat one week after they're sent, except when kept.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann turned on disappearing messages. New messages will disappear from this chat a week after they're sent.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann hat selbstlöschende Nachrichten aktiviert. Neue Nachrichten verschwinden eine Woche nach dem Senden.",
                Told::Set(7 * DAY),
            ),
            (
                "Neue Nachrichten verschwinden nach einer Woche aus diesem Chat.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann activó los mensajes temporales. Los mensajes desaparecerán una semana después de enviarse.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann a activé les messages éphémères. Ils disparaîtront une semaine après leur envoi.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann ha attivato i messaggi effimeri. I messaggi scompariranno dopo una settimana.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann ativou as mensagens temporárias. As mensagens desaparecerão uma semana após o envio.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann heeft verdwijnende berichten ingeschakeld. Berichten verdwijnen na een week.",
                Told::Set(7 * DAY),
            ),
            (
                "Анна включила исчезающие сообщения. Сообщения исчезнут через неделю после отправки.",
                Told::Set(7 * DAY),
            ),
            (
                "Анна включила исчезающие сообщения. Сообщения исчезнут через две недели.",
                Told::Unclear,
            ),
            (
                "Анна увімкнула зникаючі повідомлення. Вони зникнуть за тиждень.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann włączyła znikające wiadomości. Znikną po tygodniu.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann slog på meddelanden som försvinner. Nya meddelanden försvinner efter en vecka.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann slog forsvindende beskeder til. Beskeder forsvinder efter en uge.",
                Told::Set(7 * DAY),
            ),
            ("Ann slog forsvindende beskeder fra.", Told::Set(0)),
            (
                "Ann mengaktifkan pesan sementara. Pesan akan menghilang setelah satu minggu.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann mengaktifkan pesan sementara. Pesan akan menghilang setelah seminggu.",
                Told::Set(7 * DAY),
            ),
            (
                "قامت Ann بتشغيل الرسائل ذاتية الاختفاء. ستختفي الرسائل بعد أسبوع من إرسالها.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann ने गायब होने वाले मैसेज चालू किए। मैसेज एक हफ़्ते बाद गायब हो जाएँगे।",
                Told::Set(7 * DAY),
            ),
            (
                "Ann 开启了限时消息。新消息将在一周后消失。",
                Told::Set(7 * DAY),
            ),
            (
                "Ann 開啟了限時訊息。新訊息將在一星期後消失。",
                Told::Set(7 * DAY),
            ),
            (
                "Annがメッセージの消去を設定しました。メッセージは一週間後に消える設定です。",
                Told::Set(7 * DAY),
            ),
            (
                "Ann님이 사라지는 메시지를 켰습니다. 일주일 후 메시지가 사라집니다.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann เปิดข้อความที่หายไปได้ ข้อความจะหายไปหลังหนึ่งสัปดาห์",
                Told::Set(7 * DAY),
            ),
            (
                "Ann süreli mesajları açtı. Mesajlar bir hafta sonra kaybolacak.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann turned on disappearing messages. New messages will disappear from this chat ninety days after they're sent.",
                Told::Set(90 * DAY),
            ),
            (
                "Ann turned on disappearing messages. New messages will disappear from this chat twenty-four hours after they're sent.",
                Told::Set(DAY),
            ),
            (
                "Ann turned on disappearing messages. New messages will disappear three months after they're sent.",
                Told::Unclear,
            ),
            (
                "Ann turned on disappearing messages. New messages will disappear some time after they're sent.",
                Told::Unclear,
            ),
            (
                "Ann bekapcsolta az eltűnő üzeneteket. Az üzenetek egy hét után eltűnnek.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann a activat mesajele care dispar. Mesajele vor dispărea după o săptămână.",
                Told::Set(7 * DAY),
            ),
            (
                "Η Ann ενεργοποίησε τα μηνύματα που εξαφανίζονται μετά από μία εβδομάδα.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann הפעילה הודעות נעלמות. ההודעות ייעלמו אחרי שבוע.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann otti käyttöön katoavat viestit. Viestit katoavat viikon kuluttua.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann zapnula mizející zprávy. Zprávy zmizí po týdnu.",
                Told::Set(7 * DAY),
            ),
            (
                "Ann bật tin nhắn tự hủy. Tin nhắn sẽ biến mất sau một tuần.",
                Told::Set(7 * DAY),
            ),
            ("You turned off disappearing messages.", Told::Set(0)),
            ("Ann เปิดข้อความที่หายไปได้ ข้อความจะหายไปเร็วๆ นี้", Told::Unclear),
            (
                "Ann turned on disappearing messages. They will disappear 2 weeks after.",
                Told::Set(14 * DAY),
            ),
            (
                "Ann uses a default timer for disappearing messages in new chats. New messages will disappear from this chat one day after they're sent.",
                Told::Set(DAY),
            ),
            (
                "Ann aktivierte selbstlöschende Nachrichten: einen Tag nach dem Senden.",
                Told::Set(DAY),
            ),
            (
                "Ann added Bob to the group a week ago, one day late",
                Told::Nothing,
            ),
            (
                "Ann changed the subject to \"one week to disappear\"",
                Told::Nothing,
            ),
            (
                "This chat is with a business account. Tap to learn more.",
                Told::Nothing,
            ),
        ] {
            assert_eq!(told(text), says, "{text}");
        }
    }
}
