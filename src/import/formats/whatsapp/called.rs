//! The chat's name in the names of exported files, archives and folders.

use super::names::fold;

/// What stands before and after a chat's name in the names of exported files.
const AROUND: &[(&str, &str)] = &[
    ("WhatsApp Chat with ", ""),
    ("WhatsApp Chat - ", ""),
    ("WhatsApp-Chat - ", ""),
    ("WhatsApp-Chat mit ", ""),
    ("WhatsApp-chat met ", ""),
    ("WhatsApp chat - ", ""),
    ("WhatsApp - ", ""),
    ("Chat WhatsApp - ", ""),
    ("Chat de WhatsApp con ", ""),
    ("Chat de WhatsApp - ", ""),
    ("Chat WhatsApp con ", ""),
    ("Chat WhatsApp com ", ""),
    ("Chat WhatsApp s uživatelem ", ""),
    ("Chat WhatsApp z ", ""),
    ("Chat WhatsApp dengan ", ""),
    ("Conversa do WhatsApp com ", ""),
    ("Conversa do WhatsApp - ", ""),
    ("Discussion WhatsApp avec ", ""),
    ("Discussion WhatsApp - ", ""),
    ("Чат WhatsApp с контактом ", ""),
    ("Чат WhatsApp с ", ""),
    ("Чат WhatsApp - ", ""),
    ("Чат WhatsApp з ", ""),
    ("与", "的WhatsApp聊天"),
    ("與", "的 WhatsApp 對話"),
    ("", "ile WhatsApp Sohbeti"),
    ("", "とのWhatsAppトーク"),
];

/// The chat's name in the name of an exported file, folder or archive; else the name without its ending.
/// `None` for the bare `_chat` that iPhones write.
pub(in crate::import) fn conversation(file_name: &str) -> Option<String> {
    let mut stem = file_name.trim();
    while let Some(shorter) = ends_without_case(stem, ".txt").or(ends_without_case(stem, ".zip")) {
        stem = shorter;
    }
    let stem = without_copy_number(stem);
    if stem.is_empty() || stem == "_chat" || stem == "-" {
        return None;
    }
    let found = inside(stem);
    Some(found.unwrap_or_else(|| fold(stem).trim().to_owned())).filter(|name| !name.is_empty())
}

/// The chat's name in a name that WhatsApp gave, in any language; `None` for every other name.
pub(in crate::import) fn named_as_export(file_name: &str) -> Option<String> {
    let stem = file_name.trim();
    let stem = ends_without_case(stem, ".zip").unwrap_or(stem);
    inside(without_copy_number(stem))
}

fn inside(stem: &str) -> Option<String> {
    let folded = fold(stem);
    let found = AROUND.iter().find_map(|(before, after)| {
        let inner = folded.strip_prefix(before)?.strip_suffix(after)?.trim();
        (!inner.is_empty()).then_some(inner)
    });
    // iPhones write words with "WhatsApp" in them, a dash, and the name.
    let dashed = || {
        let (before, name) = folded.split_once(" - ")?;
        let own = before.to_lowercase().contains("whatsapp") && before.chars().count() <= 30;
        Some(name.trim()).filter(|name| own && !name.is_empty())
    };
    found.or_else(dashed).map(str::to_owned)
}

fn ends_without_case<'a>(text: &'a str, end: &str) -> Option<&'a str> {
    let at = text.len().checked_sub(end.len())?;
    text.get(at..)?
        .eq_ignore_ascii_case(end)
        .then(|| &text[..at])
}

/// Drops the ` (2)` that a second download gets.
fn without_copy_number(stem: &str) -> &str {
    let Some((before, number)) = stem.rsplit_once(" (") else {
        return stem;
    };
    match number.strip_suffix(')') {
        Some(n) if !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) => before,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_named_in_the_file_name() {
        for (file, name) in [
            ("WhatsApp Chat with Schools Bill.txt", Some("Schools Bill")),
            ("WhatsApp Chat with A.txt.txt", Some("A")),
            ("WhatsApp Chat - Bill core (2).zip", Some("Bill core")),
            ("Чат WhatsApp с\u{a0}контактом Anna.txt", Some("Anna")),
            ("与李雷的WhatsApp聊天.txt", Some("李雷")),
            ("WhatsApp Sohbeti - Bill team.zip", Some("Bill team")),
            (
                "WhatsApp \u{904}\u{948}\u{91f} - Bill - core.zip",
                Some("Bill - core"),
            ),
            ("_chat.txt", None),
            ("notes.txt", Some("notes")),
            ("", None),
        ] {
            assert_eq!(conversation(file).as_deref(), name, "{file}");
        }
        for (folder, name) in [
            ("WhatsApp Chat - Bill team", Some("Bill team")),
            ("WhatsApp Chat - Bill team (3)", Some("Bill team")),
            ("Downloads", None),
            ("", None),
        ] {
            assert_eq!(named_as_export(folder).as_deref(), name, "{folder}");
        }
    }
}
