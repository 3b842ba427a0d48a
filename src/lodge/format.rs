//! The forms of a lodged folder, and the names of the files in it that hold sums.

pub const SUMS: &str = "SHA256SUMS";

pub const MANIFEST: &str = "manifest-sha256.txt";

pub const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";

pub const BAG_INFO: &str = "bag-info.txt";

pub const DECLARATION: &str = "bagit.txt";

pub const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The form of a lodged folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FolderFormat {
    /// The record's files and `SHA256SUMS`.
    #[default]
    Files,
    /// A BagIt 1.0 bag of the same files.
    Bag,
    /// Files that lie beside those of other captures, under names of their own (see [`super::flat`]).
    Flat,
}

impl FolderFormat {
    /// Where `record.eml` stands in the folder.
    pub fn record_eml(self) -> &'static str {
        match self {
            FolderFormat::Files | FolderFormat::Flat => "record.eml",
            FolderFormat::Bag => "data/record.eml",
        }
    }

    /// The file whose digest stands for the whole record: it names the sum of every record file.
    pub fn sums(self) -> &'static str {
        match self {
            FolderFormat::Files | FolderFormat::Flat => SUMS,
            FolderFormat::Bag => MANIFEST,
        }
    }
}
