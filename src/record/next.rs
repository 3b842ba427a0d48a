//! What can be done next, as a value: record and desk say what, and each face says how it is done there.
//!
//! Invariant: no command line and no key stands here or in what names it; an operation is named by its id in
//! the action table, or, where nothing on the screens does it, by the words of its command with points between.

pub use super::op;

use super::field::Id;

/// What can be done next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Next {
    /// A sentence, without its stop.
    Say(String),
    /// An operation leads on.
    Do(WayOn),
    /// The operation in hand, with these of its fields said.
    Give(WayOn),
}

/// An operation that leads on.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct WayOn {
    /// The beginning of the sentence that names it; empty where it is named alone.
    pub words: String,
    /// One of [`op`].
    pub op: &'static str,
    /// What it is done to.
    pub on: Object,
    /// Fields to be named, by their flags, each with what is said there.
    pub with: Vec<(&'static str, Object)>,
}

/// What stands in a place of an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Object {
    /// Whoever does it says it.
    Asked,
    /// Something on record; a face shows its id in its own way.
    Id(Id),
    /// A name or another word.
    Name(String),
}

impl From<Id> for Object {
    fn from(id: Id) -> Object {
        Object::Id(id)
    }
}

impl From<&str> for Object {
    fn from(name: &str) -> Object {
        Object::Name(name.to_owned())
    }
}

impl From<String> for Object {
    fn from(name: String) -> Object {
        Object::Name(name)
    }
}

/// A way on: the beginning of its sentence, and the operation.
pub fn way_on(words: impl Into<String>, op: &'static str) -> WayOn {
    WayOn {
        words: words.into(),
        op,
        on: Object::Asked,
        with: Vec::new(),
    }
}

/// The sentence that asks for a field of the operation in hand.
pub fn give(words: impl Into<String>, op: &'static str, field: &'static str) -> Ways {
    Ways(vec![Next::Give(way_on(words, op).with(field))])
}

impl WayOn {
    /// It is done to this.
    pub fn on(mut self, what: impl Into<Object>) -> WayOn {
        self.on = what.into();
        self
    }

    /// A field is named, for whoever does it to say.
    pub fn with(mut self, field: &'static str) -> WayOn {
        self.with.push((field, Object::Asked));
        self
    }

    /// A field says this.
    pub fn saying(mut self, field: &'static str, what: impl Into<Object>) -> WayOn {
        self.with.push((field, what.into()));
        self
    }
}

/// All that can be done next, in order; ways that follow one another are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ways(pub Vec<Next>);

impl Ways {
    /// And this, or instead this.
    pub fn and(mut self, next: impl Into<Ways>) -> Ways {
        self.0.extend(next.into().0);
        self
    }

    /// All of it as one text: sentences one after the other, alternatives in one sentence. `shown` says how a
    /// way or a field is given on a face; empty where the words alone say it there.
    pub fn told(&self, shown: impl Fn(&Next) -> String) -> String {
        let kind = std::mem::discriminant::<Next>;
        let sentences = self
            .0
            .chunk_by(|a, b| kind(a) == kind(b) && !matches!(a, Next::Say(_)));
        let mut out = String::new();
        for sentence in sentences.map(|these| sentence_of(these, &shown)) {
            if !out.is_empty() && !sentence.is_empty() {
                let stop = if out.ends_with(['.', '!', '?']) {
                    " "
                } else {
                    ". "
                };
                out.push_str(stop);
            }
            out.push_str(&sentence);
        }
        out
    }
}

/// A sentence, or ways of which one is taken, or fields to be said.
fn sentence_of(these: &[Next], shown: impl Fn(&Next) -> String) -> String {
    let each = these.iter().map(|next| match next {
        Next::Say(sentence) => sentence.clone(),
        Next::Do(way) | Next::Give(way) => match (way.words.as_str(), shown(next)) {
            ("", shown) => shown,
            (words, shown) if shown.is_empty() => words.to_owned(),
            (words, shown) => format!("{words}: {shown}"),
        },
    });
    let mut all: Vec<String> = each.collect();
    if let ([Next::Do(_), .., Next::Do(_)], Some(last)) = (these, all.last_mut()) {
        last.insert_str(0, "or ");
    }
    all.join("; ")
}

impl From<WayOn> for Ways {
    fn from(way: WayOn) -> Ways {
        Ways(vec![Next::Do(way)])
    }
}

impl<const N: usize> From<[WayOn; N]> for Ways {
    fn from(ways: [WayOn; N]) -> Ways {
        Ways(ways.into_iter().map(Next::Do).collect())
    }
}

impl From<String> for Ways {
    fn from(sentence: String) -> Ways {
        Ways(vec![Next::Say(sentence)])
    }
}

impl From<&str> for Ways {
    fn from(sentence: &str) -> Ways {
        Ways::from(sentence.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_stand_in_one_sentence_and_sentences_stay_apart() {
        let shown = |next: &Next| match next {
            Next::Say(_) => String::new(),
            Next::Do(way) | Next::Give(way) => way.op.to_owned(),
        };
        let told = |ways: Ways| ways.told(shown);
        assert_eq!(told(Ways::default()), "");
        assert_eq!(
            told(way_on("See it with", op::LOG).into()),
            "See it with: go.log"
        );
        assert_eq!(
            told(
                [
                    way_on("Look", op::LOG),
                    way_on("send it", op::REPORT_SEND),
                    way_on("end it", op::UNDO)
                ]
                .into()
            ),
            "Look: go.log; send it: report.send; or end it: go.undo"
        );
        assert_eq!(
            told(
                Ways::from("Go on with that one")
                    .and(way_on("If it is over", op::HOLD_RELEASE))
                    .and("Para 28.")
                    .and("Ask")
            ),
            "Go on with that one. If it is over: hold.release. Para 28. Ask"
        );
    }
}
