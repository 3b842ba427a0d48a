//! Searches kept as views of a list: they stand in a person's own settings, and nothing of them is on record.

use super::prelude::*;
use crate::config::{KeptList, KeptView};
use crate::desk::Desk;
use crate::record::next::{op, way_on};

/// Keeps a search of a list as a view of it.
#[derive(Debug, Default)]
pub struct ViewKeep;

static NAME: Field = Field::new("name", Kind::Line)
    .positional("NAME", "What the view is called")
    .screen("Name", "As it stands at the top right when it is shown")
    .must("Give the view a name.");

static LIST: Field = Field::new("list", Kind::Choice)
    .flag("list", "Of which list: queue, log, chats or requests")
    .value("LIST")
    .words(KeptList::WORDS)
    .default("queue")
    .screen("List", "");

static WORDS: Field = Field::new("words", Kind::Line)
    .flag("words", "What is shown holds all of these words")
    .value("WORDS")
    .screen("Words", "What is shown holds all of them")
    .must("Say which words are looked for.");

static OF: Field = Field::new("of", Kind::Choice)
    .flag(
        "of",
        "Which view of that list is searched [default: its usual one]",
    )
    .value("VIEW")
    .screen("Of the view", "");

static KEEP: Spec = Spec {
    id: "view.keep",
    command: "view keep",
    title: "Keep this search as a view",
    button: "Keep the view",
    writes: "The words stand in your settings, and nothing is put on record.",
    fields: &[&NAME, &WORDS, &LIST, &OF],
    draft: "view",
    keeps_draft: false,
    ..Spec::PLAIN
};

impl ViewKeep {
    /// What is known of it on a screen: the list, its view, the words that are looked for there.
    pub fn of_screen(list: KeptList, of: &str, words: &str) -> Answers {
        let mut known = Answers::default();
        known.give(&LIST, list.as_str());
        known.give(&OF, of);
        known.give(&WORDS, words);
        known
    }
}

/// The list that was said.
fn list(given: &Answers) -> Result<KeptList, Failure> {
    let said = given.word(&LIST, "a list with views", KeptList::parse)?;
    Ok(said.unwrap_or(KeptList::Queue))
}

/// The name of a list in a sentence.
fn called(list: KeptList) -> &'static str {
    match list {
        KeptList::Queue => "the queue",
        KeptList::Log => "the log",
        KeptList::Chats => "the chats",
        KeptList::Requests => "the requests",
    }
}

fn lists() -> Vec<Choice> {
    let all = KeptList::ALL.iter();
    all.map(|list| Choice::new(list.as_str(), list.as_str()))
        .collect()
}

impl Operation for ViewKeep {
    described_by!(KEEP);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let list = on.before.get(&LIST).and_then(KeptList::parse);
        form.offer(&LIST, lists());
        let views = list.unwrap_or(KeptList::Queue).views().iter();
        form.offer(&OF, views.map(|view| Choice::new(*view, *view)).collect());
        for field in [&WORDS, &LIST, &OF] {
            form.begins(field, on.before.get(field).unwrap_or_default());
        }
        // On a screen the list is the one in hand.
        if list.is_some() {
            form.hide(&LIST);
        }
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (list, name) = (list(given)?, given.must(&NAME)?);
        let words = given.must(&WORDS)?;
        let words: Vec<&str> = words.split_whitespace().collect();
        let (name, words) = (name.trim(), words.join(" "));
        if words.is_empty() {
            return Err(missing(&WORDS));
        }
        if name.is_empty() {
            return Err(missing(&NAME));
        }
        let wrong = [
            (&NAME, KeptView::wrong_name(list, name)),
            (&WORDS, KeptView::wrong_words(&words)),
        ];
        for (field, what) in wrong {
            if let Some(what) = what {
                let what = what.trim_end_matches('.').to_owned();
                return Err(misread(field, what, "Say it in another way".to_owned()));
            }
        }
        let of = given.text(&OF).unwrap_or_else(|| list.usual().to_owned());
        let views = list.views();
        let Some(of) = views.iter().find(|v| v.eq_ignore_ascii_case(of.trim())) else {
            let what = format!("{of} is no view of {}", called(list));
            return Err(misread(
                &OF,
                what,
                format!("Use one of: {}", views.join(", ")),
            ));
        };
        let again = desk.settings().views.iter().any(|v| v.is(list, name));
        desk.keep_view(&KeptView {
            list,
            name: name.to_owned(),
            of: (*of).to_owned(),
            words,
        })?;
        let instead = match again {
            true => ", in place of the one that was called so",
            false => "",
        };
        let said = format!("\"{name}\" is a view of {} now{instead}", called(list));
        Ok(Outcome::of(
            Subject::View(Some(list), name.to_owned()),
            said,
        ))
    }
}

/// Takes a view out of the settings.
#[derive(Debug, Default)]
pub struct ViewForget;

static WHICH: Field = Field::new("which", Kind::Choice)
    .positional("NAME", "The view")
    .screen("View", "")
    .must("Say which view.");

static WHOSE: Field = Field::new("whose", Kind::Choice)
    .flag("list", "Of which list, where two have one of that name")
    .value("LIST")
    .words(KeptList::WORDS);

static FORGET: Spec = Spec {
    id: "view.forget",
    command: "view forget",
    title: "Take a view away",
    button: "Take it away",
    writes: "It goes from your settings; what it showed stays.",
    fields: &[&WHICH, &WHOSE],
    form: Some(&[&WHICH]),
    draft: "view-forget",
    keeps_draft: false,
    ..Spec::PLAIN
};

/// A view by its list and its name, as a choice has it.
fn value(view: &KeptView) -> String {
    format!("{}/{}", view.list, view.name)
}

/// The list and the name that are meant; without a list where the name alone says it, or where no view that is in use has
/// it.
fn meant(desk: &Desk, given: &Answers) -> Result<(Option<KeptList>, String), Failure> {
    let said = given.must(&WHICH)?;
    let views = &desk.settings().views;
    if let Some(view) = views.iter().find(|v| value(v) == said) {
        return Ok((Some(view.list), view.name.clone()));
    }
    let list = given.word(&WHOSE, "a list with views", KeptList::parse)?;
    let named = views.iter().filter(|v| v.is(list.unwrap_or(v.list), &said));
    match named.count() {
        0 | 1 => Ok((list, said)),
        _ => Err(misread(
            &WHICH,
            format!("Two lists have a view called {said}"),
            "Say which with --list".to_owned(),
        )),
    }
}

impl Operation for ViewForget {
    described_by!(FORGET);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let views = &on.desk.settings().views;
        if views.is_empty() {
            let next = way_on("Find something in a list, and keep that", op::VIEW_KEEP);
            return Err(Refusal::new("No search is kept as a view", next));
        }
        let words = |v: &KeptView| format!("{}, of {}: {}", v.name, called(v.list), v.words);
        let all = views.iter().map(|v| Choice::new(value(v), words(v)));
        form.offer(&WHICH, all.collect());
        Ok(())
    }

    fn run(&self, desk: &mut Desk, _: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let (list, name) = meant(desk, given)?;
        if !desk.forget_view(list, &name)? {
            let views = desk.settings().views.iter();
            let known: Vec<&str> = views.map(|v| v.name.as_str()).collect();
            let hint = match known.as_slice() {
                [] => "None is kept yet".to_owned(),
                known => format!("There is: {}", known.join(", ")),
            };
            return Err(misread(
                &WHICH,
                format!("No view called {name} is kept"),
                hint,
            ));
        }
        let said = format!("\"{name}\" is no view any more");
        Ok(Outcome::of(Subject::View(list, name), said))
    }
}
