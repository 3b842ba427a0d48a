//! `accessibility`: the chapter of the manual, by ear: a heading or a paragraph a line, no signs of its layout.

use serde::Serialize;

use super::App;
use super::error::CliError;

/// The chapter, as it stands in the manual.
const CHAPTER: &str = include_str!("../../docs/accessibility.md");

/// What stands together: a heading, a paragraph, a point of a list.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Part {
    heading: bool,
    text: String,
}

/// Prints what was tried, what does not work, and whom to ask.
pub(super) fn accessibility(app: &mut App) -> Result<(), CliError> {
    for (n, part) in parts(CHAPTER).iter().enumerate() {
        if app.out.json {
            app.out.object(part)?;
            continue;
        }
        if part.heading && n > 0 {
            app.out.gap()?;
        }
        app.out.say(&part.text)?;
    }
    Ok(())
}

/// The parts of a chapter, each on one line and without the signs of its layout.
fn parts(chapter: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut goes_on = false;
    for line in chapter.lines() {
        let words = line.trim().replace(['`', '*'], "");
        let heading = words.starts_with('#');
        let point = words.starts_with("- ");
        let words = words
            .trim_start_matches('#')
            .trim_start_matches("- ")
            .trim();
        if words.is_empty() {
            goes_on = false;
            continue;
        }
        match parts.last_mut() {
            Some(part) if goes_on && !point && !heading => {
                part.text.push(' ');
                part.text.push_str(words);
            }
            _ => parts.push(Part {
                heading,
                text: words.to_owned(),
            }),
        }
        goes_on = !heading;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_one_line_and_no_sign_of_the_layout_is_heard() {
        let said =
            parts("# A head\n\nOne `two`\nthree.\n\n- four\n  five\n- six\n\n## Next\nseven\n");
        let said: Vec<(bool, &str)> = said.iter().map(|p| (p.heading, p.text.as_str())).collect();
        assert_eq!(
            said,
            [
                (true, "A head"),
                (false, "One two three."),
                (false, "four five"),
                (false, "six"),
                (true, "Next"),
                (false, "seven"),
            ]
        );
        for part in parts(CHAPTER) {
            assert!(!part.text.contains(['#', '`', '*', '|']), "{}", part.text);
        }
    }
}
