//! `config.toml` as a JSON schema, for editors that mark a mistake as it is typed.
//!
//! Words are those of the vocabularies that the reader takes. The reader stays the judge: what hangs on a clock, a folder or
//! another file is told by `onrecord config check` alone.

use serde_json::{Map, Value, json};

use super::destination::{FilesLie, Format, Means};
use super::settings::{Borders, KeptList, Managed, Role, Selection};

/// Lengths of time as they are written.
const SPAN: &str = r"^([oO][fF][fF]|[0-9]+ *(s|m|min|h|d|w))$";

fn words(all: &[&str], meaning: &str) -> Value {
    json!({ "enum": all, "description": meaning })
}

fn text(meaning: &str) -> Value {
    json!({ "type": "string", "description": meaning })
}

fn flag(meaning: &str) -> Value {
    json!({ "type": "boolean", "description": meaning })
}

fn texts(meaning: &str) -> Value {
    json!({ "type": "array", "items": { "type": "string" }, "description": meaning })
}

fn span(meaning: &str) -> Value {
    json!({ "type": "string", "pattern": SPAN, "description": meaning })
}

fn table(meaning: &str, required: &[&str], fields: &[(&str, Value)]) -> Value {
    let fields: Map<String, Value> = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    json!({
        "type": "object",
        "description": meaning,
        "required": required,
        "additionalProperties": false,
        "properties": fields,
    })
}

fn up_to() -> Value {
    words(
        &["official", "official-sensitive"],
        "The highest classification it may hold.",
    )
}

fn role() -> Value {
    words(Role::WORDS, "What binds in another way by role.")
}

fn person() -> Value {
    table(
        "Who you are; written by onrecord setup.",
        &["name"],
        &[
            ("name", text("Your name.")),
            ("post", text("Your post.")),
            ("role", role()),
            ("organisation", text("Your department or body.")),
            ("zone", text("An IANA time zone, such as Europe/London.")),
        ],
    )
}

fn machine() -> Value {
    table(
        "Who manages this machine; where it is not corporate no message text is stored.",
        &["managed", "up_to"],
        &[
            ("managed", words(Managed::WORDS, "Who manages it.")),
            ("up_to", up_to()),
        ],
    )
}

fn review() -> Value {
    table(
        "When a review is due.",
        &[],
        &[
            ("every", span("How often.")),
            (
                "at",
                json!({ "type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$", "description": "The time of day." }),
            ),
        ],
    )
}

fn capture() -> Value {
    table(
        "When an item is due.",
        &[],
        &[
            (
                "margin",
                span("Capture this long before a message is due to vanish."),
            ),
            (
                "within",
                span("An item is due this long after it was sent."),
            ),
            (
                "reference_wanted",
                flag("Show \"reference to come\" where there is none."),
            ),
            (
                "undo_lapse",
                span("The text of what was found not significant goes after this."),
            ),
        ],
    )
}

fn retention() -> Value {
    let parts = table(
        "In parts.",
        &[],
        &[
            ("class", text("The class of the disposal schedule.")),
            ("years", json!({ "type": "integer", "minimum": 1 })),
            ("from", text("From when the years count.")),
            ("authority", text("What says so.")),
        ],
    );
    json!({ "description": "How long it is kept there; a label.", "oneOf": [{ "type": "string" }, parts] })
}

fn destination() -> Value {
    let mut destination = table(
        "Where captures go.",
        &["name", "kind"],
        &[
            ("name", text("Its name in --to.")),
            (
                "kind",
                words(
                    Means::WORDS,
                    "A folder, a command that takes a mail, or a system you carry it to.",
                ),
            ),
            ("path", text("Of a folder: where it is.")),
            (
                "format",
                words(Format::WORDS, "Of a folder: files, or a BagIt bag."),
            ),
            (
                "layout",
                words(
                    FilesLie::WORDS,
                    "Of a folder: a folder for each capture, or all files side by side.",
                ),
            ),
            (
                "command",
                texts("Of a command: the program and its arguments."),
            ),
            ("to", text("Of a command: the address the mail goes to.")),
            ("up_to", up_to()),
            (
                "reference",
                text("How references begin there; {year}, {month} and {day} are filled in."),
            ),
            ("retention", retention()),
        ],
    );
    let needs = |kind: &str, field: &str| {
        json!({
            "if": { "required": ["kind"], "properties": { "kind": { "const": kind } } },
            "then": { "required": [field] },
        })
    };
    destination["allOf"] = json!([needs("folder", "path"), needs("command", "command")]);
    destination
}

fn principal() -> Value {
    table(
        "Whom you act for with --for NAME.",
        &["name"],
        &[
            ("name", text("The name.")),
            ("post", text("The post.")),
            ("role", role()),
        ],
    )
}

fn calendar() -> Value {
    table(
        "Days that count otherwise.",
        &[],
        &[("bank_holidays", texts("Days as 2027-06-15."))],
    )
}

fn lodge() -> Value {
    table(
        "What is asked before anything is lodged.",
        &[],
        &[("scan", texts("A program that must exit 0."))],
    )
}

fn programs() -> Value {
    table(
        "Where programs of other people are.",
        &[],
        &[("duckdb", text("DuckDB, for the figures of a department."))],
    )
}

fn view() -> Value {
    table(
        "A search that is kept as a view; written by onrecord view keep.",
        &["name", "words"],
        &[
            ("name", text("What the view is called.")),
            ("list", words(KeptList::WORDS, "The list it is of.")),
            ("of", text("Which view of that list is searched.")),
            ("words", text("What is shown holds all of them.")),
        ],
    )
}

/// The schema, ready to be written to a file.
pub fn schema() -> String {
    let all = |item: Value| json!({ "type": "array", "items": item });
    let mut whole = table(
        "onrecord: settings. Every number is your own setting; the guidance gives none.",
        &[],
        &[
            (
                "theme",
                text("terminal, dark, light, high-contrast, mono, or a file of yours in themes/."),
            ),
            ("borders", words(Borders::WORDS, "The rules on screens.")),
            (
                "selection",
                words(Selection::WORDS, "How the selected row is shown."),
            ),
            (
                "scrollback",
                flag("Whether a review is told in the shell once the screens are left."),
            ),
            (
                "screen_reader",
                flag("Words for a screen reader or braille, nothing drawn."),
            ),
            (
                "inbox",
                texts("Folders besides inbox/ where exports are looked for."),
            ),
            ("me", person()),
            ("machine", machine()),
            ("review", review()),
            ("capture", capture()),
            ("calendar", calendar()),
            ("lodge", lodge()),
            ("programs", programs()),
            ("destination", all(destination())),
            ("principal", all(principal())),
            ("view", all(view())),
        ],
    );
    whole["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    whole["title"] = json!("onrecord config.toml");
    // A value made of strings, numbers and lists can always be written.
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::config::load;
    use crate::document::Source;

    /// Every key of a table in the schema: its path, and what a value of it looks like in TOML.
    fn keys(table: &Value, path: &str, found: &mut Vec<(String, Value)>) {
        for (name, field) in table["properties"].as_object().unwrap() {
            let path = format!("{path}{name}");
            match field["type"].as_str() {
                Some("object") => keys(field, &format!("{path}."), found),
                Some("array") if field["items"]["type"] == "object" => {
                    keys(&field["items"], &format!("{path}[]."), found);
                }
                _ => found.push((path, field.clone())),
            }
        }
    }

    #[test]
    fn the_schema_has_the_keys_that_the_reader_knows_and_no_others() {
        let schema: Value = serde_json::from_str(&schema()).unwrap();
        let mut found = Vec::new();
        keys(&schema, "", &mut found);
        let in_schema = |line: &str, table: &str| {
            let key = line
                .trim_start_matches("# ")
                .split(" = ")
                .next()
                .unwrap()
                .trim();
            let path = match table {
                "" => key.to_owned(),
                table => format!("{table}.{key}"),
            };
            found.iter().any(|(p, _)| *p == path)
        };
        // Each line of the sample, which has every setting, stands in the schema.
        let mut table = String::new();
        for line in crate::config::sample().lines() {
            if let Some(name) = line.strip_prefix("[[").and_then(|l| l.strip_suffix("]]")) {
                table = format!("{name}[]");
            } else if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                name.clone_into(&mut table);
            } else if line.contains(" = ") {
                assert!(in_schema(line, &table), "{table}: {line}");
            }
        }
        // And each key of the schema is one the reader asks for.
        for (path, _) in &found {
            let (table, key) = path.rsplit_once('.').unwrap_or(("", path));
            let head = match table.strip_suffix("[]") {
                Some(table) => format!("[[{table}]]\n"),
                None if table.is_empty() => String::new(),
                None => format!("[{table}]\n"),
            };
            let source = Source {
                file: PathBuf::from("config.toml"),
                text: format!("{head}{key} = \"x\"\n"),
            };
            let told = load::read(&source, Path::new("/"), Path::new("/")).diagnostics;
            let unknown = told.iter().find(|d| d.what.contains("is not a setting"));
            assert!(unknown.is_none(), "{path}: {unknown:?}");
        }
        let source = Source {
            file: PathBuf::from("config.toml"),
            text: "no_such_key = 1\n".to_owned(),
        };
        let told = load::read(&source, Path::new("/"), Path::new("/")).diagnostics;
        assert!(
            told.iter().any(|d| d.what.contains("is not a setting")),
            "{told:?}"
        );
    }
}
