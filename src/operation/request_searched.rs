//! A search that somebody made by hand, or why a place was not searched.

use chrono::NaiveDate;

use super::prelude::*;
use super::request_said::{CHANNEL, FROM, IN_A_FORM, TO, YES, channels, day, found, is, names};
use crate::desk::request::period_words;
use crate::record::command::Command;
use crate::record::next::op;
use crate::record::request::wanted::{NewSearch, RequestCommand};
use crate::record::request::{SearchPlace, SearchResult};

/// Records a search by hand.
#[derive(Debug, Default)]
pub struct RequestSearched;

static PLACE: Field = Field::new("place", Kind::Line)
    .flag(
        "place",
        "What was searched: \"Signal on my own phone\", \"the private mailbox\"",
    )
    .value("TEXT")
    .screen("Place", "Signal on my own phone, the private mailbox")
    .asks("What was searched?")
    .must("Say what was searched.")
    .way("Say --place TEXT");

static OF_CHANNEL: Field = Field {
    many: false,
    hint: "Where it is one",
    help: "The channel, where it is one",
    label: "Channel",
    ..CHANNEL
};

static OF_DEVICE: Field = Field::new("device", Kind::Line)
    .flag("device", "The registered device it was on")
    .value("NAME")
    .screen("Device", "The registered one it was on");

static WORDS: Field = Field::new("words", Kind::Line)
    .flag("words", "The words that were looked for (may be repeated)")
    .value("WORDS")
    .many()
    .screen("Words", "Those looked for, with ; between");

static MINUTES: Field = Field::new("minutes", Kind::Number)
    .flag("minutes", "How many minutes it took")
    .value("N")
    .screen("Minutes", "How long it took");

static HITS: Field = Field::new("hits", Kind::Number)
    .flag("hits", "How many entries were found; 0 is nothing")
    .value("N")
    .screen("Found", "How many entries; 0 is nothing")
    .asks("How many entries were found? (0 is nothing)")
    .missing("Say how many entries were found, that nothing was, or why it was not searched.")
    .way("Say --hits N, --nil, or --not-searched TEXT");

static NIL: Field = Field::new("nil", Kind::Choice)
    .switches(&[Switch {
        name: "nil",
        value: YES,
        help: "Nothing was found, which is an answer",
    }])
    .against(&["hits"]);

static NOT_SEARCHED: Field = Field::new("not-searched", Kind::Line)
    .flag(
        "not-searched",
        "It was not searched, and why: vanished, no access, handed back",
    )
    .value("TEXT")
    .or_input()
    .screen("Not searched", "Why: vanished, no access, handed back")
    .against(&["hits", "nil"]);

static NOTE: Field = Field::new("note", Kind::Line)
    .flag(
        "note",
        "What of it was not looked at, without what the messages say",
    )
    .value("TEXT")
    .or_input()
    .screen(
        "Note",
        "What was not looked at, without what the messages say",
    );

static SPEC: Spec = Spec {
    id: op::REQUEST_SEARCHED,
    command: "request searched",
    title: "A search by hand",
    takes: Takes::Request,
    fields: &[
        &PLACE,
        &OF_CHANNEL,
        &OF_DEVICE,
        &WORDS,
        &FROM,
        &TO,
        &MINUTES,
        &HITS,
        &NIL,
        &NOT_SEARCHED,
        &NOTE,
    ],
    says: &[(&IN_A_FORM, YES)],
    draft: "request-searched",
    ..Spec::PLAIN
};

impl Operation for RequestSearched {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        let request = found(on.desk, on.target)?;
        form.note = "What was looked at, and what came of it; nothing of what the messages say. Nothing found is an answer.".into();
        let (first, last) = until_today(request.period(), on.desk);
        form.begins(&FROM, &day(first));
        form.begins(&TO, &day(last));
        Ok(())
    }

    fn wants(&self, field: &Field, on: &Context<'_>) -> bool {
        let said = on.before.get(&NIL).or(on.before.get(&NOT_SEARCHED));
        field.is(&HITS) && said.is_none()
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let request = found(desk, target)?;
        let (id, period) = (request.id, until_today(request.period(), desk));
        let place = given.need(&PLACE)?;
        let (from, to) = (given.day(&FROM, desk)?, given.day(&TO, desk)?);
        let taken = from.is_none() && to.is_none();
        let (from, to) = (from.or(period.0), to.or(period.1));
        let count = |field| -> Result<Option<i64>, Failure> {
            let number = given.number(field)?;
            Ok(number.and_then(|n| i64::try_from(n).ok()))
        };
        let (minutes, hits) = (count(&MINUTES)?, count(&HITS)?);
        let not = given.text(&NOT_SEARCHED);
        let hits = match given.is(&NIL, YES) {
            true => Some(0),
            false => hits,
        };
        let result = match (&not, hits) {
            (Some(_), _) => SearchResult::NotSearched,
            (None, Some(0)) => SearchResult::Nil,
            (None, Some(_)) => SearchResult::Found,
            (None, None) => return Err(missing(&HITS)),
        };
        let device = match given.text(&OF_DEVICE) {
            Some(name) => desk.devices_named(&[name])?.first().copied(),
            None => None,
        };
        let search = NewSearch {
            how: SearchPlace::ByHand,
            result,
            place: Some(place),
            channel: channels(desk, given)?.and_then(|all| all.into_iter().next()),
            device,
            words: names(given, &WORDS).unwrap_or_default(),
            from,
            to,
            entries: None,
            hits: hits.filter(|_| not.is_none()),
            minutes,
            format: None,
            sha256: None,
            heads: Vec::new(),
            note: not.or_else(|| given.text(&NOTE)),
        };
        let searches = vec![search];
        desk.run(Command::Request(RequestCommand::Searched {
            request: id,
            searches,
        }))?;
        let what = match result {
            SearchResult::Found => "has the search on record",
            SearchResult::Nil => "has the search on record: nothing was found",
            SearchResult::NotSearched => "has on record why it was not searched",
        };
        let days = period_words(from, to).filter(|_| taken);
        Ok(days_taken(is(desk, id, what), days))
    }
}

/// Says for which days it stands, where nobody said them.
fn days_taken(outcome: Outcome, days: Option<String>) -> Outcome {
    match days {
        Some(days) => outcome.and_says(format!(
            "It stands for the days of the request, {days}. If others were looked at, take it back and say them"
        )),
        None => outcome,
    }
}

type Days = (Option<NaiveDate>, Option<NaiveDate>);

/// The days of a request, none of which is to come: nobody can have looked at those.
fn until_today((from, to): Days, desk: &Desk) -> Days {
    let today = desk.now().with_timezone(&desk.zone()).date_naive();
    (
        from.filter(|day| *day <= today),
        to.map(|day| day.min(today)),
    )
}
