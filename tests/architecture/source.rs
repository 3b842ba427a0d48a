//! `src/` as tokens: every file with its module, what it declares, what it imports and which paths it names.
//!
//! Read by hand and not with `syn`: paths inside macros (`matches!`, `format!`, `vocabulary!`) count like any
//! other, and no test has to wait for a parser of the whole language. Code that only tests see is left out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One word, sign or literal, with its line from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

impl Token {
    fn is_word(&self) -> bool {
        let first = self.text.chars().next().unwrap_or(' ');
        first.is_alphabetic() || first == '_'
    }
}

/// One `use`: the path as written, the name it has here (`*` for all), whether it is handed on.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub path: Vec<String>,
    pub name: String,
    pub public: bool,
}

/// One function: its name and how many lines it takes, signature included.
#[derive(Debug)]
pub struct Function {
    pub name: String,
    pub lines: usize,
}

/// One file of `src/`.
#[derive(Debug)]
pub struct File {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// `record::event` as `["record", "event"]`; the crate's own root is empty.
    pub module: Vec<String>,
    pub lines: usize,
    /// Everything declared at the top of the file, and the child modules with `mod x;`.
    pub items: Vec<String>,
    pub children: Vec<String>,
    /// Types that other files can name.
    pub types: Vec<String>,
    pub imports: Vec<Import>,
    /// Every path of two segments or more outside of `use`.
    pub paths: Vec<Vec<String>>,
    /// Every single word, for what comes by `use x::*`.
    pub words: Vec<String>,
    pub functions: Vec<Function>,
    /// All of it, in order, each token with a blank before and after.
    spelt: String,
}

impl File {
    /// Whether it names `path`, spelt out or by braces of a `use`.
    pub fn touches(&self, path: &str) -> bool {
        let wanted: Vec<String> = tokens(path).into_iter().map(|t| t.text).collect();
        let words: Vec<&String> = wanted.iter().filter(|w| *w != "::").collect();
        let imported = |i: &Import| {
            i.path
                .iter()
                .collect::<Vec<_>>()
                .windows(words.len())
                .any(|w| w == words)
        };
        self.spelt.contains(&format!(" {} ", wanted.join(" "))) || self.imports.iter().any(imported)
    }

    /// The first part of the module: the room, or `main` and `lib` for the two roots.
    pub fn room(&self) -> &str {
        match self.module.first() {
            Some(room) => room,
            None if self.path.ends_with("main.rs") => "main",
            None => "lib",
        }
    }

    /// Reads the text of one file.
    pub fn read(path: &str, module: Vec<String>, text: &str) -> File {
        let tokens = without_tests(tokens(text));
        let mut file = File {
            path: path.to_owned(),
            module,
            lines: text.lines().count(),
            items: Vec::new(),
            children: Vec::new(),
            types: Vec::new(),
            imports: Vec::new(),
            paths: Vec::new(),
            words: Vec::new(),
            functions: Vec::new(),
            spelt: tokens
                .iter()
                .map(|t| format!(" {} ", t.text))
                .collect::<String>()
                .replace("  ", " "),
        };
        declarations(&tokens, &mut file);
        usages(&tokens, &mut file);
        functions(&tokens, &mut file);
        file
    }
}

/// Every file of the program that the two roots lead to by `mod`.
pub fn program() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for start in ["src/lib.rs", "src/main.rs"] {
        let mut due = vec![(PathBuf::from(start), Vec::new())];
        while let Some((path, module)) = due.pop() {
            let text = fs::read_to_string(root.join(&path)).expect("UTF-8 source");
            let shown = path.to_string_lossy().replace('\\', "/");
            let file = File::read(&shown, module, &text);
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let own = path.parent().expect("below src");
            let below = match stem.as_ref() {
                "mod" | "lib" | "main" => own.to_owned(),
                stem => own.join(stem),
            };
            for child in &file.children {
                let mut module = file.module.clone();
                module.push(child.clone());
                let candidates = [
                    below.join(format!("{child}.rs")),
                    below.join(child).join("mod.rs"),
                ];
                let found = candidates.into_iter().find(|p| root.join(p).is_file());
                due.push((
                    found.unwrap_or_else(|| panic!("{shown}: mod {child}")),
                    module,
                ));
            }
            out.push(file);
        }
    }
    assert!(out.len() > 100, "the program was found");
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// The tokens of a Rust text: words, literals, `::`, `->`, `=>` and single signs. No comments.
pub fn tokens(text: &str) -> Vec<Token> {
    let bytes: Vec<char> = text.chars().collect();
    let (mut at, mut line) = (0, 1);
    let mut out = Vec::new();
    while at < bytes.len() {
        let from = at;
        let first_line = line;
        at = match (bytes[at], bytes.get(at + 1).copied()) {
            ('/', Some('/')) => end_of_line(&bytes, at),
            ('/', Some('*')) => end_of_comment(&bytes, at),
            (c, _) if c.is_whitespace() => at + 1,
            ('"', _) => end_of_string(&bytes, at),
            ('r' | 'b' | 'c', _) if literal_start(&bytes, at).is_some() => literal_end(&bytes, at),
            ('\'', _) => end_of_quote(&bytes, at),
            (c, _) if c.is_alphanumeric() || c == '_' => {
                let end = bytes[at..]
                    .iter()
                    .position(|c| !c.is_alphanumeric() && *c != '_');
                end.map_or(bytes.len(), |n| at + n)
            }
            (':', Some(':')) | ('-' | '=', Some('>')) => at + 2,
            _ => at + 1,
        };
        line += bytes[from..at].iter().filter(|c| **c == '\n').count();
        let piece: String = bytes[from..at].iter().collect();
        if !piece.trim().is_empty() && !piece.starts_with("//") && !piece.starts_with("/*") {
            out.push(Token {
                text: piece,
                line: first_line,
            });
        }
    }
    out
}

fn end_of_line(text: &[char], at: usize) -> usize {
    let end = text[at..].iter().position(|c| *c == '\n');
    end.map_or(text.len(), |n| at + n)
}

fn end_of_comment(text: &[char], at: usize) -> usize {
    let (mut depth, mut at) = (0, at);
    while at < text.len() {
        match (text[at], text.get(at + 1)) {
            ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
            ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at.min(text.len())
}

fn end_of_string(text: &[char], at: usize) -> usize {
    let mut at = at + 1;
    while at < text.len() && text[at] != '"' {
        at += if text[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(text.len())
}

/// How many `#` stand before the quote of a raw literal; `None` where it is none. 0 is also a plain `b"…"`.
fn literal_start(text: &[char], at: usize) -> Option<(usize, usize)> {
    let prefix = text[at..]
        .iter()
        .take_while(|c| matches!(c, 'r' | 'b' | 'c'))
        .count();
    let hashes = text[at + prefix..]
        .iter()
        .take_while(|c| **c == '#')
        .count();
    let quoted = text.get(at + prefix + hashes) == Some(&'"');
    (prefix <= 2 && quoted).then_some((prefix, hashes))
}

fn literal_end(text: &[char], at: usize) -> usize {
    let (prefix, hashes) = literal_start(text, at).expect("asked before");
    let quote = at + prefix + hashes;
    if !text[at..at + prefix].contains(&'r') {
        return end_of_string(text, quote);
    }
    let closes = |n: usize| {
        text[n] == '"'
            && text[n + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes
    };
    let end = (quote + 1..text.len()).find(|n| closes(*n));
    end.map_or(text.len(), |n| n + 1 + hashes)
}

/// A character or a lifetime.
fn end_of_quote(text: &[char], at: usize) -> usize {
    match (text.get(at + 1), text.get(at + 2)) {
        (Some('\\'), _) => {
            let end = text[at + 3..].iter().position(|c| *c == '\'');
            end.map_or(text.len(), |n| at + 4 + n)
        }
        (_, Some('\'')) => at + 3,
        _ => {
            let name = text[at + 1..]
                .iter()
                .take_while(|c| c.is_alphanumeric() || **c == '_');
            at + 1 + name.count()
        }
    }
}

/// The place behind the bracket that closes the one at `at`.
fn closed(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        match token.text.as_str() {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return n + 1;
        }
    }
    tokens.len()
}

/// The place behind the item that begins at `at`: its `;` or its braces.
fn item_end(tokens: &[Token], at: usize) -> usize {
    let mut n = at;
    while n < tokens.len() {
        match tokens[n].text.as_str() {
            ";" => return n + 1,
            "{" => return closed(tokens, n),
            "(" | "[" => n = closed(tokens, n),
            _ => n += 1,
        }
    }
    n
}

/// Leaves out what stands behind `#[cfg(test)]`, or behind any other condition that names tests and not their absence.
fn without_tests(tokens: Vec<Token>) -> Vec<Token> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].text == "#" && tokens.get(at + 1).is_some_and(|t| t.text == "[") {
            let end = closed(&tokens, at + 1);
            let has = |word: &str| tokens[at..end].iter().any(|t| t.text == word);
            if has("cfg") && has("test") && !has("not") {
                let mut item = end;
                while tokens.get(item).is_some_and(|t| t.text == "#") {
                    item = closed(&tokens, item + 1);
                }
                at = item_end(&tokens, item);
                continue;
            }
            out.extend_from_slice(&tokens[at..end]);
            at = end;
            continue;
        }
        out.push(tokens[at].clone());
        at += 1;
    }
    out
}

const KEYWORDS: &[&str] = &[
    "struct", "enum", "trait", "union", "type", "fn", "const", "static",
];

/// What is declared at the top of the file: by keyword, by a macro of this house, by `macro_rules!`.
fn declarations(tokens: &[Token], file: &mut File) {
    let word = |n: usize| tokens.get(n).map_or("", |t| t.text.as_str());
    let mut at = 0;
    let mut public = false;
    while at < tokens.len() {
        match word(at) {
            "pub" => {
                public = true;
                at += 1;
                if word(at) == "(" {
                    at = closed(tokens, at);
                }
                continue;
            }
            "mod" if word(at + 2) == ";" => file.children.push(word(at + 1).to_owned()),
            "mod" => file.items.push(word(at + 1).to_owned()),
            "const" if matches!(word(at + 1), "fn" | "unsafe") => {
                at += 1;
                continue;
            }
            key if KEYWORDS.contains(&key) => {
                file.items.push(word(at + 1).to_owned());
                if public && KEYWORDS[..5].contains(&key) {
                    file.types.push(word(at + 1).to_owned());
                }
            }
            "macro_rules" => file.items.push(word(at + 2).to_owned()),
            name if word(at + 1) == "!" && word(at + 2) == "{" => {
                by_macro(name, &tokens[at + 3..closed(tokens, at + 2) - 1], file);
            }
            "unsafe" | "async" | "extern" | "default" => {
                at += 1;
                continue;
            }
            "#" => {
                at = closed(tokens, at + 1 + usize::from(word(at + 1) == "!"));
                continue;
            }
            _ => {}
        }
        public = false;
        at = item_end(tokens, at).max(at + 1);
    }
}

/// The types that `vocabulary! { Name { … } }` and the rows of `events! { Name = "kind" … }` make.
fn by_macro(name: &str, inner: &[Token], file: &mut File) {
    let mut at = 0;
    while at < inner.len() {
        let next = inner.get(at + 1).map_or("", |t| t.text.as_str());
        if inner[at].is_word() && matches!(next, "{" | "=") {
            file.types.push(inner[at].text.clone());
        }
        at = match (inner[at].text.as_str(), next) {
            ("#", _) => closed(inner, at + 1),
            ("{" | "(" | "[", _) => closed(inner, at),
            ("text", "{") => closed(inner, at + 1),
            _ => at + 1,
        };
    }
    file.types.retain(|t| t != "text");
    if name == "events" {
        file.types.push("Event".to_owned());
    }
    file.items.extend(file.types.clone());
}

/// Imports, paths and words.
fn usages(tokens: &[Token], file: &mut File) {
    let mut at = 0;
    let mut public = false;
    while at < tokens.len() {
        let token = &tokens[at];
        match token.text.as_str() {
            "pub" => {
                public = true;
                at += 1;
                if tokens.get(at).is_some_and(|t| t.text == "(") {
                    at = closed(tokens, at);
                }
                continue;
            }
            "use" => {
                let end = item_end_of_use(tokens, at);
                tree(
                    &tokens[at + 1..end],
                    &mut Vec::new(),
                    public,
                    &mut file.imports,
                );
                at = end;
            }
            _ if token.is_word() && !after_dot_or_path(tokens, at) => {
                let mut path = vec![token.text.clone()];
                while tokens.get(at + 1).is_some_and(|t| t.text == "::")
                    && tokens.get(at + 2).is_some_and(Token::is_word)
                {
                    path.push(tokens[at + 2].text.clone());
                    at += 2;
                }
                match path.len() {
                    1 => file.words.extend(path),
                    _ => file.paths.push(path),
                }
            }
            _ => {}
        }
        public = false;
        at += 1;
    }
}

fn item_end_of_use(tokens: &[Token], at: usize) -> usize {
    let end = tokens[at..].iter().position(|t| t.text == ";");
    end.map_or(tokens.len(), |n| at + n)
}

fn after_dot_or_path(tokens: &[Token], at: usize) -> bool {
    at > 0 && matches!(tokens[at - 1].text.as_str(), "." | "::")
}

/// The leaves of a tree of imports.
fn tree(tokens: &[Token], before: &mut Vec<String>, public: bool, out: &mut Vec<Import>) {
    let depth = before.len();
    let mut at = 0;
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            "{" => {
                let end = closed(tokens, at);
                for part in split(&tokens[at + 1..end - 1]) {
                    tree(part, before, public, out);
                }
                before.truncate(depth);
                return;
            }
            "::" => {}
            "as" => {
                let name = tokens[at + 1].text.clone();
                out.push(Import {
                    path: before.clone(),
                    name,
                    public,
                });
                before.truncate(depth);
                return;
            }
            "self" if !before.is_empty() => {}
            word => before.push(word.to_owned()),
        }
        at += 1;
    }
    let name = before.last().cloned().unwrap_or_default();
    out.push(Import {
        path: before.clone(),
        name,
        public,
    });
    before.truncate(depth);
}

/// Splits at the commas outside of braces.
fn split(tokens: &[Token]) -> Vec<&[Token]> {
    let mut out = Vec::new();
    let (mut from, mut at) = (0, 0);
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            "{" => at = closed(tokens, at),
            "," => {
                out.push(&tokens[from..at]);
                at += 1;
                from = at;
            }
            _ => at += 1,
        }
    }
    out.push(&tokens[from..]);
    out.retain(|part| !part.is_empty());
    out
}

/// Every function with a body, also those of `impl` and `trait`.
fn functions(tokens: &[Token], file: &mut File) {
    for at in 0..tokens.len() {
        let named = tokens.get(at + 1).filter(|t| t.is_word());
        let (true, Some(name)) = (tokens[at].text == "fn", named) else {
            continue;
        };
        let mut end = at;
        while end < tokens.len() && !matches!(tokens[end].text.as_str(), "{" | ";") {
            end = match tokens[end].text.as_str() {
                "(" | "[" => closed(tokens, end),
                _ => end + 1,
            };
        }
        if tokens.get(end).is_some_and(|t| t.text == "{") {
            let last = &tokens[closed(tokens, end) - 1];
            file.functions.push(Function {
                name: name.text.clone(),
                lines: last.line + 1 - tokens[at].line,
            });
        }
    }
}

/// The files of a room by the name of each type that stands in more than one of them.
pub fn double_names(files: &[File]) -> BTreeMap<(String, String), Vec<String>> {
    let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for file in files {
        for name in &file.types {
            let key = (file.room().to_owned(), name.clone());
            places.entry(key).or_default().push(file.path.clone());
        }
    }
    places.retain(|_, files| files.len() > 1);
    places
}
