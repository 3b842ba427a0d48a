//! Whose a table is: told by the names of its columns; the others of the same download are named and refused.

use super::columns::{Table, header};
use super::given::{Rows, head};
use crate::import::bundle::Bundle;
use crate::import::error::ImportError;
use crate::import::format::{Mine, WalkTexts};
use crate::import::row::FormatRow;
use crate::import::walked::WalkedFormat;

static ROW: FormatRow = FormatRow {
    id: "linkedin-csv",
    channel: "linkedin",
    title: "LinkedIn",
    wrote: "LinkedIn",
    endings: &["csv", "zip"],
    steps: &[
        "LinkedIn on the web: Me, Settings & Privacy, Data privacy, Get a copy of your data. Choose Messages, or the larger archive.",
        "An email says when it is ready, after minutes or a day. You get a zip with messages.csv in it: give the zip or that file as it is.",
        "Do not open it in a spreadsheet and save it again: that changes dates, long numbers and letters.",
    ],
    leaves_out: "The files that were sent, of which at best addresses are named that expire; reactions; what was edited or deleted; whether a message was read.",
};

/// messages.csv, and the notes of Invitations.csv.
#[derive(Debug)]
pub(in crate::import) struct Messages;
pub(in crate::import) static MESSAGES: Messages = Messages;

impl WalkedFormat for Messages {
    fn row(&self) -> &'static FormatRow {
        &ROW
    }

    fn probe(&self, bundle: &mut Bundle) -> Result<Option<Mine>, ImportError> {
        let lone = bundle.is_lone();
        let all = bundle.pieces.iter().enumerate();
        let named = |name: &str| name.to_ascii_lowercase().ends_with(".csv");
        let asked = all.filter(|(_, p)| lone || named(p.name()));
        let asked: Vec<usize> = asked.map(|(n, _)| n).collect();
        let (mut found, mut other): (Vec<usize>, Option<&'static str>) = (Vec::new(), None);
        for n in asked {
            let head = head(bundle, n)?;
            let table = header(&head).map(|c| c.table);
            let assistant = bundle.pieces.get(n).is_some_and(|p| is_assistant(p.name()));
            match table {
                Some(Table::Messages) if assistant => {
                    other = other.or(Some("LinkedIn's table of talks with its own assistant"));
                }
                Some(Table::Messages) => found.push(n),
                Some(Table::Invitations) if lone => found.push(n),
                Some(Table::Invitations | Table::Other) => {
                    other = other.or(Some(
                        "another table of LinkedIn's download, without messages",
                    ));
                }
                None => {}
            }
        }
        let depth = |n: &usize| bundle.pieces.get(*n).map_or(0, |p| p.depth());
        found.sort_by_key(depth);
        match (found.first(), other) {
            (Some(first), _) => Ok(Mine::of(bundle, vec![*first])),
            (None, Some(what)) => Err(ImportError::KnownAndNotRead {
                name: bundle.label.clone(),
                what,
                way_out: "Give messages.csv of the same download, or the whole zip.",
            }),
            (None, None) => Ok(None),
        }
    }

    fn walk(
        &self,
        bundle: &mut Bundle,
        texts: Vec<usize>,
    ) -> Result<Box<dyn WalkTexts>, ImportError> {
        Ok(Box::new(Rows::of(bundle, &texts)?))
    }
}

/// Tables with the same columns that no person wrote to.
fn is_assistant(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["guide_messages", "learning_", "coach_messages"]
        .iter()
        .any(|n| name.starts_with(n))
}
