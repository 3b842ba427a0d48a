//! The words by which a notice is known to be about the timer, and to turn it off.

use std::sync::LazyLock;

use super::needles::Needles;

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
    "stängt av",
    "απενεργ",
    "kikapcsol",
    "dezactiv",
    "isključ",
    "izklop",
    "изключ",
    "искључ",
    "השבית",
    "כיב",
    "غیرفعال",
    "停用",
    "해제",
    "umezima",
    "amezima",
    "ditutup",
    "dimatikan",
    "poisti käytöstä",
    "poistanut",
    "çaktivizo",
];

/// Words for turning something on in which one of those stands.
const ON: &[&str] = &["เปิด"];

static ABOUT: LazyLock<Needles> = LazyLock::new(|| Needles::new(TIMER));
static TURNED_OFF: LazyLock<Needles> = LazyLock::new(|| Needles::new(OFF));

/// Whether a text in small letters is about the timer.
pub(super) fn is_about(text: &str) -> bool {
    ABOUT.any_in(text)
}

/// Whether a text about the timer says that it was turned off.
pub(super) fn is_off(text: &str) -> bool {
    let turned_on = ON.iter().any(|on| text.contains(on));
    // Scandinavian languages turn a thing off with a small word behind it.
    let small_word = |word| text.contains(word) && !text.contains(" på ") && !text.contains(" til");
    let nordic = [" slog ", " slår ", " slo "]
        .iter()
        .any(|w| text.contains(w))
        && [" av ", " fra", " av."].into_iter().any(small_word);
    (TURNED_OFF.any_in(text) && !turned_on) || nordic
}
