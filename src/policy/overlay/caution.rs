//! What is wrong with a policy file as a whole, and how it is said. What then holds stands in [`super::closing`].

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What stands on a decision or capture that was made while a policy file was not as it should be.
    Caution {
        /// The department's file is there and cannot be read.
        Unreadable = "department-unreadable",
        /// Others may write the department's file, or do own it; it was not read.
        OpenToOthers = "department-open-to-others",
        /// Something in the department's file is not understood where it could forbid something.
        InDoubt = "department-in-doubt",
        /// A file from the folder that `ONRECORD_ETC` names is laid on the policy.
        Further = "onrecord-etc",
        /// That file is there, and it or something in it cannot be read.
        FurtherUnreadable = "onrecord-etc-unreadable",
    }
}

impl Caution {
    /// Whether what the file could forbid is forbidden.
    pub fn closes(self) -> bool {
        self != Caution::Further
    }

    /// What is to be said of it, as sentences.
    pub fn words(self) -> &'static str {
        match self {
            Caution::Unreadable => {
                "Your department's policy file cannot be read. Until it can, all that it could forbid is forbidden (this tool's reading)."
            }
            Caution::OpenToOthers => {
                "Others may write your department's policy file, so it is not used. Until that is mended, all that it could forbid is forbidden (this tool's reading)."
            }
            Caution::InDoubt => {
                "Something in your department's policy file is not understood. Until it is mended, what it could forbid there is forbidden (this tool's reading)."
            }
            Caution::Further => {
                "A policy file from the folder that ONRECORD_ETC names is laid on top. It is not your department's, and it can only be stricter."
            }
            Caution::FurtherUnreadable => {
                "The policy file in the folder that ONRECORD_ETC names cannot be read in full. Until it can, all that it could forbid is forbidden (this tool's reading)."
            }
        }
    }

    /// The same in a few words, for a record.
    pub fn brief(self) -> &'static str {
        match self {
            Caution::Unreadable => "the department's policy file could not be read",
            Caution::OpenToOthers => "others could write the department's policy file",
            Caution::InDoubt => "something in the department's policy file was not understood",
            Caution::Further => "a policy file named by ONRECORD_ETC was laid on top",
            Caution::FurtherUnreadable => {
                "the policy file named by ONRECORD_ETC could not be read in full"
            }
        }
    }

    /// Why a use is ruled out, as a sentence.
    pub(super) fn why(self) -> &'static str {
        match self {
            Caution::Unreadable => {
                "Your department's policy file cannot be read, and it may forbid this."
            }
            Caution::OpenToOthers => {
                "Others may write your department's policy file, so it is not used, and it may forbid this."
            }
            Caution::InDoubt => {
                "Something in your department's policy file is not understood, and it may forbid this."
            }
            Caution::Further | Caution::FurtherUnreadable => {
                "The policy file in the folder that ONRECORD_ETC names cannot be read in full, and it may forbid this."
            }
        }
    }
}
