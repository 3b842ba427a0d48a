//! Whole folders of captures in a destination, told by their names; of a capture whose files lie among others, its
//! record.

use std::path::{Path, PathBuf};

use super::LodgeError;
use super::flat::{base_of, record_at};
use super::folder::number;
use super::names::word;
use crate::ports::Ports;

/// A folder with the final name of a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The id in its name.
    pub id: String,
    pub path: PathBuf,
}

/// The folders of captures in `folder` whose id is wanted.
///
/// # Errors
/// Where the folder is not there or cannot be listed.
pub fn whole_folders(
    ports: &Ports,
    folder: &Path,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<Whole>, LodgeError> {
    let names = ports.files.names(folder);
    let names = names.map_err(LodgeError::storage("list", folder))?;
    let found = names.iter().filter_map(|name| {
        let name = name.to_str()?;
        let base = base_of(name);
        let id = id_in(base.unwrap_or(name)).filter(|id| wanted(id))?;
        let stat = ports.files.stat_link(&folder.join(name)).ok().flatten()?;
        let path = match base {
            Some(base) => record_at(folder, base),
            None => folder.join(name),
        };
        let is = if base.is_some() {
            stat.is_file
        } else {
            stat.is_dir
        };
        is.then(|| Whole {
            id: id.to_owned(),
            path,
        })
    });
    Ok(found.collect())
}

/// The id in `yyyy-mm-dd_kind_id` or `yyyy-mm-dd_kind_id-n`.
fn id_in(name: &str) -> Option<&str> {
    let (kind, rest) = name.get(10..)?.strip_prefix('_')?.split_once('_')?;
    let id = rest.split('-').next().filter(|id| !id.is_empty())?;
    let tail = format!("_{kind}_{id}");
    (word(kind) == kind && number(name, &tail).is_some()).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_capture_tells_its_id() {
        for (name, id) in [
            ("2026-11-28_whatsapp_k7q3", Some("k7q3")),
            ("2026-11-28_text-message_k7q3-12", Some("k7q3")),
            ("2026-11-28_whatsapp_k7q3-1", None),
            ("2026-11-28_whatsapp_k7q3-2-3", None),
            ("2026-11-28_whatsapp_", None),
            ("2026-11-28_whatsapp", None),
            ("2026-11-2x_whatsapp_k7q3", None),
            ("2026-11-28_what.app_k7q3", None),
            (".onrecord-k7q3-89abcdef", None),
            ("notes", None),
            ("éééééééééé_a_b", None),
        ] {
            assert_eq!(id_in(name), id, "{name}");
        }
    }
}
