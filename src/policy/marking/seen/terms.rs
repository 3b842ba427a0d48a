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
