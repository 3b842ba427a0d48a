//! Searches that were kept as views: `[[view]]`.
//!
//! They are a person's own. Invariant: a view that cannot be read is told and left out, and no other changes by it.

use super::settings::{KeptList, KeptView};
use crate::document::Section;

/// Reads all views. One that `view keep` would refuse is told and left out.
pub(super) fn read_all(root: &Section) -> Vec<KeptView> {
    let mut out: Vec<KeptView> = Vec::new();
    for section in root.sections("view") {
        let text = |key| {
            let said = section.required(key);
            said.map(|said| said.value.trim().to_owned())
        };
        let (name, words) = (text("name"), text("words"));
        let list = section.word("list", KeptList::WORDS, KeptList::parse);
        let misread = list.is_none() && section.has("list");
        let list = list.map_or(KeptList::Queue, |said| said.value);
        let of = section.text("of").map(|said| said.value.trim().to_owned());
        let of = of.unwrap_or_else(|| list.usual().to_owned());
        let known = list.views().contains(&of.as_str());
        let [at_name, at_of, at_words] = ["name", "of", "words"].map(|key| section.key_place(key));
        section.finish();
        let (Some(name), Some(words), false) = (name, words, misread) else {
            continue;
        };
        let again = out.iter().any(|v| v.is(list, &name));
        let again =
            again.then(|| format!("There is already a view called \"{name}\" of the {list}."));
        let wrong_name = KeptView::wrong_name(list, &name).or(again);
        let wrong_words = KeptView::wrong_words(&words).map(|what| (at_words, what));
        if !known {
            let next = format!(
                "Write one of: {}; until then this one is not used.",
                list.views().join(", ")
            );
            root.problem(&at_of, format!("\"{of}\" is no view of the {list}."), &next);
        } else if let Some((at, what)) = wrong_name.map(|what| (at_name, what)).or(wrong_words) {
            root.problem(
                &at,
                what,
                "Put it right or take it out; until then this one is not used.",
            );
        } else {
            out.push(KeptView {
                list,
                name,
                of,
                words,
            });
        }
    }
    out
}
