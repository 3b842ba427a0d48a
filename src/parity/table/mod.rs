//! One row an operation: how it is answered in the application, and the command line that does the same.

mod depart;
mod incidents;
mod items;
mod office;
mod reads;
mod refused;
mod request;

pub(super) use reads::READS;

/// An operation on both faces.
#[derive(Debug)]
pub(super) struct Row {
    /// Its id in the action table.
    pub action: &'static str,
    /// What it is done to: `@word` is what says that word; numbers of a grid, a step, or an export and
    /// numbers of its entries.
    pub on: &'static str,
    /// The fields of its form that are answered, by name.
    pub fields: &'static [(&'static str, &'static str)],
    /// The command line; single quotes hold blanks together.
    pub command: &'static str,
    /// Command lines that come first, on both registers.
    pub before: &'static [&'static str],
    /// What a person at a terminal answers to the command.
    pub answers: Option<&'static [&'static str]>,
    /// Both faces refuse it.
    pub refused: bool,
}

const fn row(
    action: &'static str,
    on: &'static str,
    fields: &'static [(&'static str, &'static str)],
    command: &'static str,
) -> Row {
    Row {
        action,
        on,
        fields,
        command,
        before: &[],
        answers: None,
        refused: false,
    }
}

impl Row {
    const fn after(mut self, before: &'static [&'static str]) -> Row {
        self.before = before;
        self
    }

    const fn answered(mut self, answers: &'static [&'static str]) -> Row {
        self.answers = Some(answers);
        self
    }

    const fn refused(mut self) -> Row {
        self.refused = true;
        self
    }

    /// The principal one acts for, where the command line says so.
    pub fn principal(&self) -> Option<&'static str> {
        let (_, rest) = self.command.split_once("--for '")?;
        rest.split('\'').next()
    }
}

/// Every row, by what it is about.
pub(super) const TABLES: [&[Row]; 6] = [
    items::ROWS,
    office::ROWS,
    depart::ROWS,
    incidents::ROWS,
    request::ROWS,
    refused::ROWS,
];
