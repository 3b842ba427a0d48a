//! Finding actions: of a context, of its key bar, by words.

use super::context::Context;
use super::row::{Act, Action};
use super::synonyms::synonyms;
use super::table::all;

/// The actions of a context, in the order of the table.
pub fn in_context(context: Context) -> impl Iterator<Item = &'static Action> {
    all().filter(move |a| a.contexts.contains(&context))
}

/// The actions of a context's key bar, in the order of the table.
pub fn bar(context: Context) -> impl Iterator<Item = &'static Action> {
    all().filter(move |a| a.bar.contains(&context))
}

/// What the palette offers in a context for the words typed so far: those whose title, id or other names hold every
/// word first, in the order of the table, then those in whose titles the letters occur in turn.
pub fn matching(context: Context, words: &str) -> Vec<&'static Action> {
    let words = words.to_lowercase();
    let offered = || in_context(context).filter(|a| a.act != Act::Palette);
    let mut found: Vec<_> = offered().filter(|a| holds(a, &words)).collect();
    // What is called so stands before what is only looked for by that word.
    found.sort_by_key(|a| !words.split_whitespace().all(|w| title(a).contains(w)));
    let letters: String = words.split_whitespace().collect();
    found.extend(offered().filter(|a| !holds(a, &words) && in_turn(&letters, &title(a))));
    found
}

/// An action found, and where it can be done.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    pub action: &'static Action,
    pub place: Context,
}

/// The screens one can go to from any other.
const SCREENS: &[Context] = &[
    Context::Queue,
    Context::Decide,
    Context::Verdict,
    Context::Depart,
    Context::Checklist,
    Context::StillOpen,
    Context::Log,
    Context::Reports,
    Context::Decisions,
];

/// What the palette offers here and, behind that, on the other screens.
pub fn everywhere(here: Context, words: &str) -> Vec<Found> {
    let found = |place: Context| move |action| Found { action, place };
    let mut all: Vec<Found> = matching(here, words).into_iter().map(found(here)).collect();
    if !SCREENS.contains(&here) {
        return all;
    }
    let words = words.to_lowercase();
    for place in SCREENS {
        let other = |a: &&'static Action| !a.contexts.contains(&here) && holds(a, &words);
        for action in in_context(*place).filter(other) {
            if !all.iter().any(|f| f.action.id == action.id) {
                all.push(found(*place)(action));
            }
        }
    }
    all
}

fn title(action: &Action) -> String {
    action.title.to_lowercase()
}

/// Whether every word is in what an action is called or looked for as.
fn holds(action: &Action, words: &str) -> bool {
    let (title, also) = (title(action), synonyms(action.id));
    let text = format!("{title} {} {also}{}", action.id, paper(action));
    words.split_whitespace().all(|w| text.contains(w))
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
