//! A classification written letter by letter: "S E C R E T", "T.O.P. S.E.C.R.E.T.".

/// The classifications that are looked for among such letters, the longer before the shorter, and how each is
/// written.
const LETTERS: &[(&str, &str)] = &[
    ("OFFICIALSENSITIVE", "OFFICIAL-SENSITIVE"),
    ("TOPSECRET", "TOP SECRET"),
    ("SECRET", "SECRET"),
    ("CONFIDENTIAL", "CONFIDENTIAL"),
    ("RESTRICTED", "RESTRICTED"),
];
/// The shortest of them.
const FEWEST: usize = 6;

/// The line with the first such classification as a word; as it was where there is none.
pub(super) fn joined(line: String) -> String {
    let mut run = String::new();
    let (mut from, mut end, mut next) = (0, 0, 0);
    let sign = |c: char| !c.is_alphanumeric();
    for piece in line.split_inclusive(sign) {
        let (at, word) = (next, piece.trim_end_matches(sign));
        next += piece.len();
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (None, _) => {}
            (Some(c), None) if c.is_ascii_uppercase() => {
                if run.is_empty() {
                    from = at;
                }
                run.push(c);
                end = at + 1;
            }
            _ => {
                if let Some(word) = among(&run) {
                    return format!("{}{word}{}", &line[..from], &line[end..]);
                }
                run.clear();
            }
        }
    }
    match among(&run) {
        Some(word) => format!("{}{word}{}", &line[..from], &line[end..]),
        None => line,
    }
}

/// The classification among some letters, with what else they say around it.
fn among(run: &str) -> Option<String> {
    if run.len() < FEWEST {
        return None;
    }
    LETTERS.iter().find_map(|(letters, word)| {
        let (before, after) = run.split_once(letters)?;
        let before = match before {
            "" => String::new(),
            before => format!("{before} "),
        };
        let after = match after {
            "" => String::new(),
            "UKEYESONLY" => " UK EYES ONLY".into(),
            after => format!(" - {after}"),
        };
        Some(format!("{before}{word}{after}"))
    })
}
