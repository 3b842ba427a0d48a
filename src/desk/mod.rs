//! The desk: the one door to what is on record, for the command line and for the screens.
//!
//! The only room that uses `register`. Invariants: a command is decided and written while the writer's lock is held
//! and on a state that has seen every frame before it; it is acknowledged only when its frames are on disk; what
//! leaves the house is read back before the record says so.

mod amiss;
mod at_risk;
mod attestation;
mod begun;
mod capture;
mod captured;
mod care;
mod cared;
mod carried;
mod changed;
mod circumstances;
mod clipboard;
pub mod closing;
pub mod data;
pub mod decide;
pub mod demo;
pub mod departure;
mod document;
mod draft;
mod entries;
mod erase;
pub mod explained;
mod folders;
pub mod guidance;
mod holding;
mod ids;
pub mod import;
mod in_short;
mod inbox;
pub mod incident;
mod kept_file;
mod lapse;
mod lapsed;
mod limits;
mod listened;
mod mail_head;
pub mod marked;
mod need;
mod not_counted;
mod opened;
pub mod origin;
mod package;
mod paper;
mod papers;
mod paths;
mod people;
mod places;
mod practising;
mod recorded;
mod reported;
mod reporting;
pub mod request;
mod review;
pub mod rollup;
mod schedule;
pub mod seen;
mod setup;
mod shared;
mod signing;
mod staff_page;
pub mod summary;
mod taken_back;
mod team;
mod together;
mod traces;
mod undo;
mod unrecorded;
pub mod words;
mod writing;

/// What checking every frame brought to light.
/// Where the words of a message come from, as its record says it.
pub use crate::lodge::Source as MessageSource;
pub use crate::register::{CopyFile, Fork, Head, Loss, Unmet, VerifyReport};
pub use amiss::RegisterAmiss;
pub use at_risk::Measure;
pub use attestation::ATTESTATION;
pub use capture::DestinationChoice;
pub use captured::{CaptureRequest, Captured};
pub use cared::Cared;
pub use draft::DraftSaver;
pub use entries::{Entries, Pages};
pub use holding::{HeldTimer, PHONE_GOES_ON};
pub use inbox::Inbox;
pub use incident::INCIDENT;
pub use lapsed::Lapsed;
pub use need::{NEED, Needed};
pub use opened::{Desk, DeskError};
pub use package::{PackageAs, PackageDone, PackageForm, PackageOf};
pub use paper::{About, Composed, Days, PaperKind, PaperLodged, PaperOf};
pub use papers::{PAPERS, paper_kind};
pub use paths::Completion;
pub use recorded::Recorded;
pub use reporting::{
    Addressee, REPORT, ReportChanges, SendRequest, USE_ASKED, kind_words, stage_words,
    through_words, way_in_full, way_words, went_out,
};
pub use review::{ReviewEnd, Reviewed, StillOpen};
pub use setup::set_up;
pub use signing::{SignatureCheck, SignedFile, Witnessed};
pub use staff_page::STAFF_PAGE;
pub use taken_back::TakenBack;
pub use team::{COVER_NOTE, NO_OFFICE, lacks_office};
pub use together::{Filing, Together, references};
pub use undo::Turn;
