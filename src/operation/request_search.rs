//! A search for a request over this register and over exports where they lie: what is asked of whoever makes it.

use super::add::NOT_STATED;
use super::prelude::*;
use super::request_look::Searching;
use super::request_look_said::{DAY, DEVICE, FOR, IN, MARKING, MONTH, ORDER, QUEUE, WORDS};
use super::request_said::{FROM, IN_A_FORM, TO, YES, found};
use crate::desk::request::Watch;
use crate::record::next::op;

/// Searches, and puts on record what was searched and how much was found.
#[derive(Debug, Default)]
pub struct RequestSearch;

static SPEC: Spec = Spec {
    id: op::REQUEST_SEARCH,
    command: "request search",
    title: "Search for a request",
    button: "Search",
    writes: "What was searched and how much was found goes on record, no words of any message.",
    takes: Takes::Request,
    fields: &[
        &WORDS, &IN, &DEVICE, &FROM, &TO, &ORDER, &QUEUE, &MARKING, &FOR,
    ],
    form: Some(&[&WORDS, &IN, &ORDER, &FROM, &TO, &DEVICE, &QUEUE, &MARKING]),
    says: &[(&IN_A_FORM, YES)],
    draft: "request-search",
    ..Spec::PLAIN
};

impl Operation for RequestSearch {
    described_by!(SPEC);

    fn prepare(&self, form: &mut Form, on: &Context<'_>) -> Result<(), Refusal> {
        found(on.desk, on.target)?;
        form.note = "The register is searched whole, within what the request covers. The department decides what is searched (para 29).".into();
        form.offer(
            &ORDER,
            vec![
                Choice::new("", "as each file says"),
                Choice::new(DAY, "day first"),
                Choice::new(MONTH, "month first"),
            ],
        );
        form.offer(
            &QUEUE,
            vec![
                Choice::new("", "no"),
                Choice::new(YES, "yes, each as an item of its own"),
            ],
        );
        form.offer_markings(&MARKING, Some(Choice::new("", NOT_STATED)), None);
        Ok(())
    }

    fn run(&self, desk: &mut Desk, target: &Target, given: &Answers) -> Result<Outcome, Failure> {
        let search = Searching::begin(desk, target, given)?;
        let looked = search.look(&Watch::default(), &mut |_, _| ())?;
        search.record(desk, looked)
    }
}
