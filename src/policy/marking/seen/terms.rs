//! The words that markings are made of, in capitals.

use crate::policy::words::Level;

/// Every word of one.
pub(super) const WORDS: &[&str] = &[
    "TOP",
    "SECRET",
    "TOPSECRET",
    "OFFICIAL",
    "SENSITIVE",
    "UK",
    "US",
    "NATO",
    "COSMIC",
    "ATOMAL",
    "EU",
    "FIVE",
    "EYES",
    "ONLY",
    "RECIPIENTS",
    "HMG",
    "USE",
    "EMBARGOED",
    "PERSONAL",
    "DATA",
    "LEGAL",
    "PROFESSIONAL",
    "PRIVILEGE",
    "LPP",
    "MARKET",
    "COMMERCIAL",
    "HR",
    "MANAGEMENT",
    "STRAP",
    "REL",
    "UKEO",
    "AUKUS",
    "FVEY",
    "CANUKUS",
    "AUSCANNZUKUS",
    "NOFORN",
    "LIMDIS",
    "ORCON",
    "ATOMIC",
    "UMBRA",
    "GAMMA",
    "COMINT",
    "CRYPTO",
    "CODEWORD",
    "LOCSEN",
    "CONFIDENTIAL",
    "RESTRICTED",
];

/// Classifications, the longer before the shorter.
pub(super) const HEADS: &[(&str, Level)] = &[
    ("TOP SECRET", Level::TopSecret),
    ("TOP-SECRET", Level::TopSecret),
    ("TOPSECRET", Level::TopSecret),
    ("SECRET", Level::Secret),
    ("OFFICIAL-SENSITIVE", Level::OfficialSensitive),
    ("OFFICIAL - SENSITIVE", Level::OfficialSensitive),
    ("OFFICIAL SENSITIVE", Level::OfficialSensitive),
];

/// Classifications of the scheme before, and of allies: words of prose too. What they come to today.
pub(super) const OLD: &[(&str, Level)] = &[
    ("NATO CONFIDENTIAL", Level::Secret),
    ("EU CONFIDENTIAL", Level::Secret),
    ("CONFIDENTIAL", Level::OfficialSensitive),
    ("RESTRICTED", Level::OfficialSensitive),
];
