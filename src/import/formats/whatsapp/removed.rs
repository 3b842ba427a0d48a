//! Who deleted a message, told by what WhatsApp wrote in its place.
//!
//! Invariant: an administrator's deed is never laid on the sender, and of a text that is not at hand nobody is named.

use super::words::DELETED_MOST;
use crate::text::is_format;

/// What stands where an administrator of the group deleted a message: how it begins, and how it ends behind a name.
pub(super) const BY_ADMIN: &[(&str, &str)] = &[
    ("this message was deleted by admin", ""),
    ("you deleted this message as admin", ""),
    ("you deleted this message as an admin", ""),
    ("diese nachricht wurde vom admin ", " gelöscht"),
    ("diese nachricht wurde von admin ", " gelöscht"),
    ("diese nachricht wurde von der admin ", " gelöscht"),
    ("diese nachricht wurde von einem admin ", "gelöscht"),
    ("du hast diese nachricht als admin gelöscht", ""),
    ("sie haben diese nachricht als admin gelöscht", ""),
];

/// Whether a text in small letters, without its full stop, says that an administrator deleted the message.
pub(super) fn is_by_admin(lower: &str) -> bool {
    let says = |(begins, ends): &(&str, &str)| {
        let behind = lower.strip_prefix(begins);
        behind.is_some_and(|rest| rest.ends_with(ends))
    };
    lower.len() <= 2 * DELETED_MOST && BY_ADMIN.iter().any(says)
}

/// Whether a body may be longer than most that say so, as where it names the administrator.
pub(super) fn may_name_admin(body: &[u8]) -> bool {
    body.len() <= 2 * DELETED_MOST
        && (body.starts_with(b"This message was") || body.starts_with(b"Diese Nachricht wurde"))
}

/// Who deleted a message, by what stands where it was; of a text that was not kept it is not told.
pub fn deleted_words(text: Option<&str>) -> &'static str {
    let Some(text) = text else {
        return "deleted";
    };
    let plain = text.trim_matches(|c: char| c.is_whitespace() || is_format(c));
    match is_by_admin(&plain.trim_end_matches('.').to_lowercase()) {
        true => "deleted by an admin",
        false => "deleted by its sender",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_deleted_a_message_is_told_by_its_words() {
        let (admin, sender) = ("deleted by an admin", "deleted by its sender");
        for (text, told) in [
            ("This message was deleted by admin Ruth Bell", admin),
            (
                "\u{200e}This message was deleted by admin Ruth Bell.",
                admin,
            ),
            (
                "\u{200e}This message was deleted by admin \u{202a}+44 20 7946\u{202c}.",
                admin,
            ),
            ("You deleted this message as admin", admin),
            ("\u{200e}You deleted this message as admin.\r\n", admin),
            ("Diese Nachricht wurde vom Admin Anna gelöscht.", admin),
            ("Du hast diese Nachricht als Admin gelöscht", admin),
            ("This message was deleted", sender),
            ("You deleted this message", sender),
            ("Diese Nachricht wurde gelöscht.", sender),
        ] {
            assert_eq!(deleted_words(Some(text)), told, "{text}");
        }
        assert_eq!(deleted_words(None), "deleted");
    }
}
