//! A text that itself carries a marking above what was said of it: asked about before it is kept.
//!
//! May import `policy`, `record`. The rule stands here, so that it holds for every way a text comes in. On the
//! command line the answer is given beforehand, or asked at a terminal; on the screens the same entered again is
//! the answer.

use sha2::{Digest, Sha256};

use super::Desk;
use crate::policy::{Level, Marking, SeenMarking, seen_in};
use crate::record::command::{Change, Command, Refusal, StatedMarking};

/// What is done about such a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Care {
    /// Refused.
    #[default]
    Refuse,
    /// Somebody said that it only speaks of the marking.
    Answered,
    /// Refused once; the same once more is the answer. Inside: what was refused.
    Again(Option<[u8; 32]>),
}

/// A marking in a text, and what was said of it.
pub struct Above {
    pub seen: SeenMarking,
    /// In words.
    pub said: String,
    /// Of the texts and of what was said, to know the same again.
    digest: [u8; 32],
}

impl Desk {
    /// Somebody looked: what is stored next only speaks of the marking that its text carries.
    pub fn marking_was_seen(&mut self) {
        self.care = Care::Answered;
    }

    /// From here on the same entered again is the answer.
    pub fn marking_is_asked_by_repeating(&mut self) {
        if self.care == Care::Refuse {
            self.care = Care::Again(None);
        }
    }

    /// The marking that a text of a command carries, where it is above what was said; `None` where none is.
    pub fn marking_above(&self, command: &Command) -> Option<Above> {
        match command {
            Command::Together(all) => all.iter().find_map(|c| self.marking_above(c)),
            Command::Add { about, items, .. } if !about.reference_only => {
                let texts = items.iter().flatten().filter_map(|m| m.body.as_deref());
                self.above(about.marking.as_ref().map(|m| m.whole.as_str()), texts)
            }
            Command::Edit { item, changes, .. } => {
                let stands = self.state.items.get(item).and_then(|i| i.marking.clone());
                let stated = changes.iter().find_map(|c| match c {
                    Change::Marking(StatedMarking { whole, .. }) => Some(whole.clone()),
                    _ => None,
                });
                let texts = changes.iter().filter_map(|c| match c {
                    Change::Text(text) => Some(text.as_str()),
                    _ => None,
                });
                self.above(stated.or(stands.map(|m| m.to_string())).as_deref(), texts)
            }
            _ => None,
        }
    }

    fn above<'t>(
        &self,
        stated: Option<&str>,
        texts: impl Iterator<Item = &'t str>,
    ) -> Option<Above> {
        let level = stated.and_then(Marking::recorded).map(|m| m.level());
        let mut whole = Sha256::new();
        whole.update(stated.unwrap_or_default());
        let mut found: Option<SeenMarking> = None;
        for text in texts {
            whole.update([0]);
            whole.update(text);
            let seen = seen_in(text);
            let level = |s: &Option<SeenMarking>| s.as_ref().map(|s| s.level);
            if level(&seen) > level(&found) {
                found = seen;
            }
        }
        let seen = found?;
        (seen.level > level.unwrap_or(Level::Official)).then(|| Above {
            seen,
            digest: whole.finalize().into(),
            said: stated.map_or_else(
                || "what was stated, which is no marking".into(),
                str::to_owned,
            ),
        })
    }

    /// Refuses what carries a marking above what was said, until somebody has answered for it.
    pub(super) fn must_be_asked(&mut self, command: &Command) -> Result<(), Refusal> {
        if self.care == Care::Answered {
            return Ok(());
        }
        let Some(above) = self.marking_above(command) else {
            return Ok(());
        };
        let digest = above.digest;
        match &mut self.care {
            Care::Again(Some(last)) if *last == digest => {
                self.care = Care::Again(None);
                return Ok(());
            }
            Care::Again(last) => *last = Some(digest),
            _ => {}
        }
        let next = match self.care {
            Care::Again(_) => {
                "Say its marking. Where the text only speaks of one, enter the same again"
            }
            _ => {
                "Say its marking with --marking. Where the text only speaks of one: --marking-seen"
            }
        };
        Err(Refusal::new(refused(&above), next))
    }
}

/// Why such a text is not stored, as a sentence without its stop; and what a refusal does not reach.
pub fn refused(above: &Above) -> String {
    let Above { seen, said, .. } = above;
    let reach = match seen.level.is_secret_or_above() {
        true => format!(". {BEYOND}"),
        false => String::new(),
    };
    format!(
        "The text itself carries \"{}\", which is above {said}; nothing was stored{reach}",
        seen.written
    )
}

/// What a refusal of SECRET and above does not reach.
pub const BEYOND: &str = "What was typed may still stand in the shell's history, in a list of processes (ps) and on the phone: leave it there and tell your security team at once (onrecord guidance --incident)";
