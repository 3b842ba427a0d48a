//! What is fixed about an operation, whatever the register holds.

use super::field::Field;
use super::takes::Takes;

/// The fixed half of an operation.
#[derive(Debug)]
pub struct Spec {
    /// Its id in the action table.
    pub id: &'static str,
    /// Its words on the command line.
    pub command: &'static str,
    /// The title of its form.
    pub title: &'static str,
    pub takes: Takes,
    /// What the command line says of the argument that names it; empty: as of every such thing.
    pub names: &'static str,
    /// In the order of the command line.
    pub fields: &'static [&'static Field],
    /// Those of its form, where they are others or stand in another order.
    pub form: Option<&'static [&'static Field]>,
    /// What it says on the screens without being asked: one command may be several actions there.
    pub says: &'static [(&'static Field, &'static str)],
    /// A group of flags of which the command line wants one.
    pub wants: &'static str,
    /// Said of a form that shows what is on record and was left as it stood; empty: that is judged elsewhere.
    pub unchanged: &'static str,
    /// What the button of its form is called: by what it does.
    pub button: &'static str,
    /// What the button writes and whether that can be taken back, in a sentence or two; empty: nothing beyond
    /// what it is called.
    pub writes: &'static str,
    /// The name its draft is kept under.
    pub draft: &'static str,
    /// Whether what is typed into its form is kept as a draft.
    pub keeps_draft: bool,
}

impl Spec {
    /// What most say nothing of.
    pub const PLAIN: Spec = Spec {
        id: "",
        command: "",
        title: "",
        takes: Takes::Nothing,
        names: "",
        fields: &[],
        form: None,
        says: &[],
        wants: "",
        unchanged: "",
        button: "Record",
        writes: "",
        draft: "",
        keeps_draft: true,
    };

    /// All its fields in the order in which they are asked: those of its form first.
    pub fn asked_in(&self) -> impl Iterator<Item = &'static Field> {
        let form = self.form.unwrap_or_default();
        let rest = self.fields.iter().filter(|f| !form.iter().any(|g| g.is(f)));
        form.iter().chain(rest).copied()
    }

    /// The fields a form shows, in their order.
    pub fn shown(&self) -> impl Iterator<Item = &'static Field> {
        let fields = self.form.unwrap_or(self.fields);
        fields.iter().copied().filter(|f| !f.label.is_empty())
    }
}
