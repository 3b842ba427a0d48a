//! The paths that the pages for contributors name.

/// Every path in a page's code spans: what names a file or folder of this repository. `{a,b}` stands for both;
/// `::`, `:12` and what follows a blank are no part of it.
pub fn paths(page: &str) -> Vec<String> {
    let mut out: Vec<String> = words(page)
        .map(|word| {
            word.split(':')
                .next()
                .unwrap_or_default()
                .trim_matches(',')
                .to_owned()
        })
        .filter(|word| is_path(word))
        .collect();
    out.sort();
    out.dedup();
    out
}

/// Every `path.rs::name` there, the path and the name.
pub fn items(page: &str) -> Vec<(String, String)> {
    let parted = words(page).filter_map(|word| {
        let (path, name) = word.split_once("::")?;
        let name = name.trim_matches(',');
        (is_path(path) && path.ends_with(".rs")).then(|| (path.to_owned(), name.to_owned()))
    });
    parted.collect()
}

/// The words in a page's code spans.
fn words(page: &str) -> impl Iterator<Item = String> {
    let spans = page.split('`').skip(1).step_by(2);
    spans.flat_map(str::split_whitespace).flat_map(braces)
}

fn is_path(word: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-*".contains(c);
    let ends = [".rs", ".md", ".toml", ".txt"]
        .iter()
        .any(|end| word.ends_with(end));
    let below = ["src/", "tests/", "docs/", "examples/", "themes/", ".ci/"];
    word.chars().all(plain) && (ends || below.iter().any(|start| word.starts_with(start)))
}

/// `a/{b,c}.rs` as `a/b.rs` and `a/c.rs`.
fn braces(word: &str) -> Vec<String> {
    let parts = word.split_once('{').and_then(|(head, rest)| {
        let (inner, tail) = rest.split_once('}')?;
        Some((head, inner, tail))
    });
    match parts {
        Some((head, inner, tail)) => inner
            .split(',')
            .flat_map(|each| braces(&format!("{head}{}{tail}", each.trim())))
            .collect(),
        None => vec![word.to_owned()],
    }
}

/// What of a path must be there: a part in capitals (`NAME.rs`, `AGGREGATE/`) or with `*` stands for any, so
/// only the folders before it are held to.
pub fn fixed(path: &str) -> String {
    let any = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default();
        part.contains('*')
            || (stem.len() > 2 && stem.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    };
    let known = ["README", "CONTRIBUTING", "ARCHITECTURE", "LICENSE"];
    let parts: Vec<&str> = path.split('/').collect();
    let named = |part: &&&str| known.iter().any(|k| part.starts_with(k)) || !any(part);
    parts
        .iter()
        .take_while(named)
        .copied()
        .collect::<Vec<_>>()
        .join("/")
}
