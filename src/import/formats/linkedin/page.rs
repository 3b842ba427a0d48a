//! Words out of the pages that recruiters' letters are written as: without tags, with the links beside their words.
//! Nothing is loaded.

use std::borrow::Cow;

/// Tags by which a text is known to be a page.
const TAGS: &[&str] = &[
    "p", "br", "div", "span", "a", "ul", "ol", "li", "b", "i", "u", "strong", "em", "table", "tr",
    "td", "h1", "h2", "h3",
];
/// Tags that begin a line of their own.
const LINES: &[&str] = &[
    "p", "div", "li", "tr", "h1", "h2", "h3", "ul", "ol", "table",
];

/// A tag: its name, whether it closes, and what stands behind the name.
struct Tag<'a> {
    name: String,
    closes: bool,
    rest: &'a str,
}

/// The tag that begins here, and how long it is.
fn tag(text: &str) -> Option<(Tag<'_>, usize)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find('>').filter(|end| *end < 4096)?;
    let inner = &inner[..end];
    let closes = inner.starts_with('/');
    let name_and = inner.trim_start_matches('/');
    let length = name_and
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name_and.len());
    let name = name_and[..length].to_ascii_lowercase();
    let rest = &name_and[length..];
    let known =
        TAGS.contains(&name.as_str()) && rest.chars().next().is_none_or(|c| " \t\n/".contains(c));
    known.then_some((Tag { name, closes, rest }, end + 2))
}

/// Whether a text is a page: it has tags that are closed, or breaks lines by one.
fn is_page(text: &str) -> bool {
    let (mut opened, mut at) = (Vec::new(), 0);
    while let Some(found) = text[at..].find('<') {
        at += found;
        if let Some((tag, _)) = tag(&text[at..]) {
            if tag.name == "br" || (tag.closes && opened.contains(&tag.name)) {
                return true;
            }
            if !tag.closes && opened.len() < 50 {
                opened.push(tag.name);
            }
        }
        at += 1;
    }
    false
}

/// The words of a page; a text that is none stays as it is.
pub(super) fn words(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains('<') || !is_page(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let (mut at, mut link) = (0, None);
    while at < text.len() {
        let rest = &text[at..];
        match (tag(rest), rest.starts_with('&')) {
            (Some((tag, length)), _) => {
                put(&tag, &mut out, &mut link);
                at += length;
            }
            (None, true) => {
                let (c, length) = entity(rest);
                out.push_str(&c);
                at += length;
            }
            (None, false) => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let next = rest[first..].find(['<', '&']);
                let next = next.map_or(rest.len(), |n| n + first);
                out.push_str(&rest[..next]);
                at += next;
            }
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim).collect();
    let mut told = lines.join("\n");
    while told.contains("\n\n\n") {
        told = told.replace("\n\n\n", "\n\n");
    }
    told.trim().to_owned().into()
}

fn put(tag: &Tag<'_>, out: &mut String, link: &mut Option<String>) {
    match (tag.name.as_str(), tag.closes) {
        ("br", _) => out.push('\n'),
        ("a", false) => *link = target(tag.rest),
        ("a", true) => {
            if let Some(link) = link.take().filter(|l| !out.ends_with(l.as_str())) {
                out.push_str(&format!(" ({link})"));
            }
        }
        ("li", false) => {
            let line = if out.ends_with('\n') { "- " } else { "\n- " };
            out.push_str(line);
        }
        (name, _) if LINES.contains(&name) && !out.ends_with('\n') => out.push('\n'),
        _ => {}
    }
}

/// What `href` says.
fn target(attributes: &str) -> Option<String> {
    let at = attributes.to_ascii_lowercase().find("href=")?;
    let value = &attributes[at + 5..];
    let quote = value.chars().next().filter(|c| "\"'".contains(*c));
    let value = match quote {
        Some(quote) => value[1..].split(quote).next(),
        None => value.split([' ', '/']).next(),
    }?;
    let (mut told, mut at) = (String::new(), 0);
    while let Some(found) = value[at..].find('&') {
        told.push_str(&value[at..at + found]);
        let (c, length) = entity(&value[at + found..]);
        told.push_str(&c);
        at += found + length;
    }
    told.push_str(&value[at..]);
    Some(told).filter(|t| !t.is_empty())
}

/// The character that is meant, and how many bytes name it.
fn entity(text: &str) -> (Cow<'static, str>, usize) {
    const KNOWN: &[(&str, &str)] = &[
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&hellip;", "…"),
        ("&pound;", "£"),
        ("&euro;", "€"),
    ];
    if let Some((name, meant)) = KNOWN.iter().find(|(name, _)| text.starts_with(name)) {
        return ((*meant).into(), name.len());
    }
    let number = text.strip_prefix("&#").and_then(|n| {
        let end = n.find(';').filter(|end| *end < 9)?;
        let n = &n[..end];
        let code = match n.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => n.parse().ok()?,
        };
        let c = char::from_u32(code).filter(|c| *c != '\0')?;
        Some((c.to_string(), end + 3))
    });
    match number {
        Some((c, length)) => (c.into(), length),
        None => ("&".into(), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_its_words_and_all_else_stays() {
        for (text, is) in [
            (
                r#"<p class="x">Dear Ann,</p><p><br></p><p>See <a href="https://example.org/?a=1&amp;b=2">the advert</a> &amp; write &#8211; soon.</p>"#,
                "Dear Ann,\n\nSee the advert (https://example.org/?a=1&b=2) & write – soon.",
            ),
            ("Hi<br/>there é&nbsp;x", "Hi\nthere é x"),
            ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
            ("a < b & c > d", "a < b & c > d"),
            ("use <p> here", "use <p> here"),
            ("&amp; alone", "&amp; alone"),
            ("<script>x</script>", "<script>x</script>"),
            ("<b>é</b>ü<", "éü<"),
            ("", ""),
        ] {
            assert_eq!(words(text.into()), is, "{text}");
        }
    }
}
