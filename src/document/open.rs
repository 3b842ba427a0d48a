//! Brackets that a document leaves open.

/// Where the bracket stands that is still open at the end of a text: of a list, or of a table in a line.
pub(super) fn left_open(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    let mut comment = false;
    for (at, c) in text.char_indices() {
        match (c, quote) {
            ('\n', _) => {
                // Strings of one line end with it; a heading that is not closed is complained of in its own line.
                (quote, escaped, comment) = (None, false, false);
            }
            _ if comment => {}
            (_, Some('"')) if escaped => escaped = false,
            ('\\', Some('"')) => escaped = true,
            (c, Some(q)) if c == q => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(c),
            ('#', None) => comment = true,
            ('[' | '{', None) => open.push(at),
            (']' | '}', None) => drop(open.pop()),
            _ => {}
        }
    }
    open.first().copied()
}
