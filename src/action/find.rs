//! Finding actions: of a context, of its key bar, by words.

use super::context::Context;
use super::row::{Act, Action};
use super::table::all;

/// The actions of a context, in the order of the table.
pub fn in_context(context: Context) -> impl Iterator<Item = &'static Action> {
    all().filter(move |a| a.contexts.contains(&context))
}

/// The actions of a context's key bar, in the order of the table.
pub fn bar(context: Context) -> impl Iterator<Item = &'static Action> {
    all().filter(move |a| a.bar.contains(&context))
}

/// What the palette offers in a context for the words typed so far: those whose title or id holds every
/// word first, in the order of the table, then those in which the letters occur in turn.
pub fn matching(context: Context, words: &str) -> Vec<&'static Action> {
    let words = words.to_lowercase();
    let text = |a: &Action| format!("{} {}{}", a.title, a.id, paper(a)).to_lowercase();
    let whole = |a: &&Action| words.split_whitespace().all(|w| text(a).contains(w));
    let offered = || in_context(context).filter(|a| a.act != Act::Palette);
    let mut found: Vec<_> = offered().filter(whole).collect();
    let letters: String = words.split_whitespace().collect();
    found.extend(offered().filter(|a| !whole(a) && in_turn(&letters, &text(a))));
    found
}

/// What every paper can be found by.
fn paper(action: &Action) -> &'static str {
    let files = ["depart.statement", "depart.confirm"].contains(&action.id);
    match action.act {
        Act::Paper(_) => " paper",
        _ if files => " paper",
        _ => "",
    }
}

fn in_turn(letters: &str, text: &str) -> bool {
    let mut rest = text.chars();
    letters.chars().all(|c| rest.any(|t| t == c))
}
