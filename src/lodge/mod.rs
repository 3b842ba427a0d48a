//! Lodging: a capture comes out as files that a records team accepts, or as one mail to a command.
//!
//! Papers (statements, reports, registers for people to read) go the same ways: see [`paper`].
//!
//! The desk turns what is on record into a [`CaptureDoc`] and this room writes it down.
//!
//! Invariants:
//! - What is written is a pure function of the [`CaptureDoc`] (of a paper and its imprint): no clock, no random number and no version
//!   stands in it, so that a second try after an interruption can be told from a different record.
//! - A folder that carries its final name is whole (of one whose files lie among others, see [`flat`], the sums say so): it is built under a name beginning `.onrecord-` that nobody
//!   but its owner can look into, made durable, scanned, compared, renamed, opened, and compared again.
//! - The destination itself is never made: a missing one is most likely a file plan that is not mounted.
//! - Message text is exact in `record.eml` (CRLF read as LF) and harmless in `record.txt`.

mod adopt;
mod block;
mod building;
mod check;
mod doc;
mod eml;
mod error;
mod flat;
mod folder;
mod format;
mod header;
mod layout;
mod lines;
mod listing;
mod names;
mod package;
pub mod paper;
mod parcel;
mod personal;
mod rsmf;
mod send;
mod source;
mod table;
mod tna;
mod txt;
mod unbuilt;
mod whole;
mod words;

pub use block::captor;
pub use building::{Swept, Trace, TracesOf, has_unfinished, is_unfinished, sweep};
pub use check::{marking_of, verify_folder};
pub use doc::{
    AttachmentDoc, CaptureDoc, MessageDoc, Original, Previous, PutRight, Remark, Source,
};
pub use eml::eml;
pub use error::LodgeError;
pub use flat::{file_words, flat_files, flat_record, folder_name, lodge_flat, name_of_lodged};
pub use folder::{lodge_folder, lodge_folder_scanned};
pub use format::FolderFormat;
pub use header::is_address;
pub use layout::digest as sha256;
pub use names::is_picture;
pub use package::{Package, Packaged, Scratch, SummedFolder, record_folder_name};
pub use parcel::Lodged;
pub use rsmf::{MOST_EVENTS, RsmfFile, RsmfSlice};
pub use send::{scan, send_eml};
pub use source::{Beside, source_beside, source_in_general, source_words};
pub use table::{csv_cell, csv_table};
pub use tna::{TnaFile, copyright_of, sharepoint_names, tna_names};
pub use txt::{txt, txt_alone};
pub use unbuilt::Unbuilt;
pub use whole::{Whole, whole_folders};
pub use words::{channel as channel_words, route as route_words};

/// A capture that tests start from.
#[cfg(test)]
#[path = "../../tests/lodge_support/mod.rs"]
mod support;
