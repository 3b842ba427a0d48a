//! Which additional markings there are and where each is allowed: read from a policy file, added to by
//! a department's.

use crate::document::Section;
use crate::policy::words::Level;

pub(super) const GSCP: &str = "Government Security Classifications Policy, 2024";

/// One handling instruction or descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkingRule {
    /// The exact spelling.
    pub name: String,
    /// Other ways of writing it.
    pub also: Vec<String>,
    /// Where it is allowed.
    pub at: Vec<Level>,
    /// Why not elsewhere, as a clause.
    pub why: String,
    /// The source of the rule, or "department's setting".
    pub source: String,
}

impl MarkingRule {
    /// Reads one from a policy file; `None` (with a diagnostic) when a part is missing or wrong.
    pub(in crate::policy) fn read(section: &Section, default_source: &str) -> Option<MarkingRule> {
        let name = section.required("name");
        let at = section.words("at", Level::WORDS, Level::parse);
        let rule = MarkingRule {
            also: section
                .texts("also")
                .unwrap_or_default()
                .into_iter()
                .map(|s| s.value.trim().to_uppercase())
                .collect(),
            why: section
                .text("why")
                .map(|s| s.value)
                .unwrap_or_else(|| "the policy does not list it there".to_owned()),
            source: section
                .text("source")
                .map_or_else(|| default_source.to_owned(), |s| s.value),
            name: name?.value.trim().to_uppercase(),
            at: at
                .unwrap_or_default()
                .into_iter()
                .map(|s| s.value)
                .collect(),
        };
        if rule.at.is_empty() {
            section.problem(
                &section.key_place("at"),
                format!("The marking \"{}\" is allowed nowhere.", rule.name),
                "Say where, such as at = [\"official\", \"official-sensitive\"]; until then it is not used.",
            );
            return None;
        }
        Some(rule)
    }

    /// Whether the name is a form to be filled in ("[…] USE ONLY") and not a name itself.
    pub(super) fn is_form(&self) -> bool {
        self.name.starts_with('[')
    }

    pub(super) fn is_called(&self, folded: &str) -> bool {
        fold(&self.name) == folded || self.also.iter().any(|a| fold(a) == folded)
    }
}

/// Everything a policy says about additional markings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarkingRules {
    pub handling: Vec<MarkingRule>,
    pub descriptors: Vec<MarkingRule>,
    /// Where a national caveat ("UK EYES ONLY") is allowed.
    pub caveats: Vec<Level>,
    /// What cannot stand together: (one, other, why, source).
    pub conflicts: Vec<(String, String, String, String)>,
}

impl MarkingRules {
    /// Every listed name with its other spellings.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.handling
            .iter()
            .chain(&self.descriptors)
            .flat_map(|r| std::iter::once(r.name.as_str()).chain(r.also.iter().map(String::as_str)))
    }

    /// Whether a marking of this name is listed, in any spelling.
    pub fn lists(&self, name: &str) -> bool {
        let folded = fold(name);
        self.handling
            .iter()
            .chain(&self.descriptors)
            .any(|r| r.is_called(&folded))
    }
}

/// A name with case, blanks, hyphens and blanks round slashes evened out, for comparing.
pub(super) fn fold(name: &str) -> String {
    let name = name.to_uppercase().replace('-', " ");
    let words: Vec<_> = name.split_whitespace().collect();
    words
        .join(" ")
        .replace(" / ", "/")
        .replace("/ ", "/")
        .replace(" /", "/")
}
