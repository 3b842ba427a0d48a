//! The columns in which the National Archives want a file described, and what SharePoint calls them.
//!
//! The columns and what may stand in them are those that the National Archives publish (da-metadata-schema). Whether a
//! record is open or closed, and what goes with it, is the department's to say: those cells are empty.

use chrono::NaiveDate;

/// Each column's name, and what the National Archives call it where the files stand in SharePoint (the internal name of
/// its column there; config.json of their da-metadata-schema, `sharePointTag`), where they name it.
const COLUMNS: &[(&str, Option<&str>)] = &[
    ("filepath", Some("FileRef")),
    ("filename", Some("FileLeafRef")),
    ("date last modified", Some("Modified")),
    (
        "date of the record",
        Some("date_x0020_of_x0020_the_x0020_record"),
    ),
    ("description", None),
    ("former reference", Some("former_x0020_reference")),
    ("closure status", Some("closure_x0020_status")),
    ("closure start date", Some("closure_x0020_start_x0020_date")),
    ("closure period", Some("closure_x0020_period")),
    ("foi exemption code", Some("foi_x0020_exemption_x0020_code")),
    ("foi schedule date", Some("foi_x0020_schedule_x0020_date")),
    ("is filename closed", Some("is_x0020_filename_x0020_closed")),
    ("alternate filename", Some("alternate_x0020_filename")),
    (
        "is description closed",
        Some("is_x0020_description_x0020_closed"),
    ),
    ("alternate description", Some("alternate_x0020_description")),
    ("language", None),
    ("translated filename", Some("translated_x0020_filename")),
    ("copyright", Some("copyright")),
    ("copyright details", None),
    ("related material", Some("related_x0020_material")),
    (
        "restrictions on use",
        Some("restrictions_x0020_on_x0020_use"),
    ),
    (
        "evidence provided by",
        Some("evidence_x0020_provided_x0020_by"),
    ),
    ("note", None),
];
/// What SharePoint's columns have besides: the length and the sum.
const BESIDES: [&str; 2] = ["Length", "sha256ClientSideChecksum"];
/// From `closure status` to `alternate description`: left to the department.
const CLOSURE: usize = 9;
/// The longest `former reference`.
const REFERENCE: usize = 255;
/// The longest `note`.
const NOTE: usize = 1000;

/// A file as the columns describe it.
#[derive(Clone, Debug)]
pub struct TnaFile<'a> {
    pub path: &'a str,
    pub modified: NaiveDate,
    /// The date of the record in it, where that is known.
    pub record: Option<NaiveDate>,
    pub description: String,
    /// The reference it is filed under.
    pub reference: Option<&'a str>,
    /// What stands where that has none, or one that is too long.
    pub id: &'a str,
    pub copyright: &'static str,
    pub note: String,
}

/// Who holds the copyright in a record, as far as that is known: what the owner of a register wrote is the Crown's (5);
/// what others wrote or sent, nobody here knows.
pub fn copyright_of(route: &str, of_others: bool) -> &'static str {
    match route == "substance" && !of_others {
        true => "Crown",
        false => "Unknown",
    }
}

/// The names of all columns.
pub fn tna_names() -> Vec<&'static str> {
    COLUMNS.iter().map(|(name, _)| *name).collect()
}

/// The names of those that have one in SharePoint, and of what it has besides.
pub fn sharepoint_names() -> Vec<&'static str> {
    let tags = COLUMNS.iter().filter_map(|(_, tag)| *tag);
    tags.chain(BESIDES).collect()
}

impl TnaFile<'_> {
    /// The cells of all columns.
    pub fn cells(&self) -> Vec<String> {
        let name = self.path.rsplit('/').next().unwrap_or(self.path);
        let fits = |r: &&str| r.chars().count() <= REFERENCE;
        let reference = self.reference.filter(fits).unwrap_or(self.id);
        let mut row = vec![
            self.path.to_owned(),
            name.to_owned(),
            self.modified.to_string(),
            self.record.map(|d| d.to_string()).unwrap_or_default(),
            self.description.clone(),
            reference.to_owned(),
        ];
        row.extend(std::iter::repeat_n(String::new(), CLOSURE));
        row.extend(["English", "", self.copyright, "", "", "", ""].map(str::to_owned));
        row.push(self.note.chars().take(NOTE).collect());
        row
    }

    /// The cells of those that have a name in SharePoint, and the length and the sum.
    pub fn sharepoint_cells(&self, length: u64, sum: &str) -> Vec<String> {
        let named = self.cells().into_iter().zip(COLUMNS);
        let cells = named.filter_map(|(cell, (_, tag))| tag.map(|_| cell));
        cells.chain([length.to_string(), sum.to_owned()]).collect()
    }
}
