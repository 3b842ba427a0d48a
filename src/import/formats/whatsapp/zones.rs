//! Zones of time beside a stamp: no export writes one, so a word that is one is no part of the day.

/// Zones of time as programs print them; no export has one.
const ZONES: &[&str] = &[
    "GMT", "UTC", "UT", "Z", "BST", "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MEZ",
    "MESZ", "MSK", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AEST", "AEDT", "NZST",
    "NZDT", "JST", "KST", "HKT", "SGT", "PKT", "SAST", "EAT", "WAT", "CAT", "WIB", "WITA", "WIT",
    "AKST", "AKDT", "HST", "HDT", "AST", "ADT", "NST", "NDT", "BRT", "BRST", "ART", "CLT", "CLST",
    "COT", "PET", "ECT", "VET", "BOT", "UYT", "PYT", "GST", "PHT", "PHST", "ICT", "MYT", "AWST",
    "ACST", "ACDT", "TRT", "IRST", "IDT", "AFT", "NPT", "BDT", "UZT", "ALMT", "GET", "AMT", "AZT",
    "ChST", "SST", "WAST", "CVT", "AZOT",
];

/// Whether a word names a zone of time: one of those, a place as "Europe/London", or "… Time".
pub(super) fn is_zone(word: &[u8]) -> bool {
    let inner = word.strip_prefix(b"(").unwrap_or(word);
    let inner = inner.strip_suffix(b")").unwrap_or(inner);
    let last = inner.rsplit(|b| *b == b' ').next().unwrap_or_default();
    let spelt = |word: &[u8]| {
        [&b"time"[..], b"zone"]
            .iter()
            .any(|w| word.eq_ignore_ascii_case(w))
    };
    inner.len() < word.len()
        || ZONES.iter().any(|z| z.as_bytes() == inner)
        || inner.iter().any(|b| matches!(b, b'/' | b'_' | b'+'))
        || (spelt(last) && last.len() < inner.len())
        || inner.ends_with(b"zeit")
}
