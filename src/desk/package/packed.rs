//! What a package was made of, capture by capture.

use std::collections::HashMap;

use super::select::PackageOf;
use crate::desk::Desk;
use crate::desk::circumstances::Circumstances;
use crate::record::Id;
use crate::record::state::{Capture, Item};

/// How a capture got into a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Copied from the folder it was lodged in; every sum agreed.
    Copied,
    /// Written again from the register.
    MadeAgain,
    /// Its row alone: no text is held here.
    RowOnly,
}

impl How {
    /// As the register of the package says it.
    pub(super) fn words(self) -> &'static str {
        match self {
            How::Copied => "copied from the place of lodging, sums agree",
            How::MadeAgain => "made again from the register",
            How::RowOnly => "none: no text is held here",
        }
    }
}

/// What kind of thing a package is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PackageForm {
    /// A BagIt bag.
    #[default]
    Bag,
    /// A folder of RSMF files, for review platforms.
    Rsmf,
    /// A folder of files side by side, for SharePoint and file shares.
    Flat,
    /// A page with its exhibits, for a court.
    Page,
}

impl PackageForm {
    /// What its name ends with, and what JSON calls it.
    pub fn word(self) -> &'static str {
        match self {
            PackageForm::Bag => "bag",
            PackageForm::Rsmf => "rsmf",
            PackageForm::Flat => "flat",
            PackageForm::Page => "page",
        }
    }
}

/// What a package is to be besides captures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageAs {
    pub form: PackageForm,
    /// With the National Archives' columns.
    pub tdr: bool,
    /// What the whole is to carry; without it, what the captures carry together.
    pub marking: Option<String>,
}

/// A capture in a package.
pub(super) struct Packed<'a> {
    pub(super) item: &'a Item,
    pub(super) capture: &'a Capture,
    /// Who captured it: the owner's own name, else the writer that did.
    pub(super) by: &'a str,
    /// That person's post, where it is the owner's.
    pub(super) post: Option<&'a str>,
    /// Its own marking, as far as it is known.
    pub(super) marking: Option<String>,
    /// Its folder in the payload.
    pub(super) folder: Option<String>,
    pub(super) how: How,
    /// What the reader of the package should know of it.
    pub(super) said: Option<String>,
}

impl Packed<'_> {
    /// Its own marking, in words.
    pub(super) fn marking(&self) -> &str {
        self.marking.as_deref().unwrap_or("not stated")
    }
}

/// A package that is full, to be told of.
pub(super) struct FullPackage<'a> {
    pub(super) desk: &'a Desk,
    pub(super) of: &'a PackageOf,
    pub(super) form: &'a PackageAs,
    /// What it carries.
    pub(super) marking: Option<&'a str>,
    pub(super) packed: &'a [Packed<'a>],
    /// What the records that were copied say of their circumstances.
    pub(super) lodged: HashMap<Id, Circumstances>,
}

impl FullPackage<'_> {
    /// What it carries, in words.
    pub(super) fn marking(&self) -> &str {
        self.marking.unwrap_or("not stated")
    }
}
