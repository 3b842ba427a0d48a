//! The closed vocabularies of the guidance and of the interface: one word each, the same on screens, in
//! options, in JSON and in policy files.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A classification with or without -SENSITIVE, in rising order: what a machine or destination may
    /// hold is said in these words, and a marking's place among them is its rank.
    Level {
        Official = "official",
        OfficialSensitive = "official-sensitive",
        Secret = "secret",
        TopSecret = "top-secret",
    }
}

impl Level {
    /// The spelling of the Government Security Classifications Policy.
    pub fn marking(self) -> &'static str {
        match self {
            Level::Official => "OFFICIAL",
            Level::OfficialSensitive => "OFFICIAL-SENSITIVE",
            Level::Secret => "SECRET",
            Level::TopSecret => "TOP SECRET",
        }
    }

    /// Whether this is SECRET or TOP SECRET (para 11).
    pub fn is_secret_or_above(self) -> bool {
        self >= Level::Secret
    }
}

vocabulary! {
    /// To whom the guidance applies (3).
    Role {
        Official = "official",
        SpecialAdviser = "special-adviser",
        Minister = "minister",
        Contractor = "contractor",
        BoardMember = "board-member",
        IndependentExpert = "independent-expert",
    }
}

vocabulary! {
    /// The occasions that a step of the checklist `departure` can be for.
    Occasion {
        /// The post is left.
        Leaving = "leaving",
        /// Devices change hands or go back.
        Device = "device",
    }
}

vocabulary! {
    /// Who owns and who manages the device (paras 9, 10, 16, 17).
    Device {
        /// Corporately owned and managed (16).
        Corporate = "corporate",
        /// Privately owned, corporately managed (17a): treated as managed (9).
        ManagedPersonal = "managed-personal",
        /// Privately owned and managed (17b).
        Personal = "personal",
        /// Managed by some other organisation: treated as private (this tool's reading).
        OtherManaged = "other-managed",
        /// Not known: treated as private (this tool's reading).
        Unsure = "unsure",
    }
}

impl Device {
    /// Whether the column "privately owned and managed" applies (10). What counts is who manages the
    /// device, not who owns it; somebody else's management, or not knowing, counts as private, which is
    /// this tool's reading.
    pub fn is_private(self) -> bool {
        !matches!(self, Device::Corporate | Device::ManagedPersonal)
    }
}

vocabulary! {
    /// How the user stands to the use of the channel (20).
    Situation {
        AboutToUse = "about-to-use",
        Received = "received",
        AlreadyUsed = "already-used",
    }
}

vocabulary! {
    /// What the communication is for (18).
    Scope {
        Government = "government",
        Personal = "personal",
        Political = "political",
        Constituency = "constituency",
        Parliamentary = "parliamentary",
    }
}

vocabulary! {
    /// What the guidance says to a case, strictest first.
    Verdict {
        MustNotUse = "must-not-use",
        ExceptionalOnly = "exceptional-only",
        ParticularCare = "particular-care",
        PermittedDueRegard = "permitted-due-regard",
        Permitted = "permitted",
        OutOfScope = "out-of-scope",
        NotNccc = "not-nccc",
    }
}

impl Verdict {
    /// As people say it.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::MustNotUse => "do not use this channel for it",
            Verdict::ExceptionalOnly => "only in exceptional circumstances",
            Verdict::ParticularCare => "in your judgement, with particular care",
            Verdict::PermittedDueRegard => "in your judgement, with due regard to security",
            Verdict::Permitted => "in your judgement",
            Verdict::OutOfScope => "not covered by this guidance",
            Verdict::NotNccc => "your department's own channel",
        }
    }

    /// Strictness within the five verdicts on NCCCs, 4 the strictest; `None` for the two verdicts that
    /// say the guidance does not rule the case.
    pub fn strictness(self) -> Option<u8> {
        match self {
            Verdict::MustNotUse => Some(4),
            Verdict::ExceptionalOnly => Some(3),
            Verdict::ParticularCare => Some(2),
            Verdict::PermittedDueRegard => Some(1),
            Verdict::Permitted => Some(0),
            Verdict::OutOfScope | Verdict::NotNccc => None,
        }
    }
}

vocabulary! {
    /// How something was captured: the ways of para 21, equal in rank.
    Route {
        Copy = "copy",
        Forward = "forward",
        Screenshot = "screenshot",
        Export = "export",
        /// The substance written down (21b).
        Substance = "substance",
    }
}

impl Route {
    /// The paragraph that names this way.
    pub fn paragraph(self) -> &'static str {
        match self {
            Route::Substance => "21b",
            _ => "21a",
        }
    }
}

vocabulary! {
    /// How strongly a duty binds, weakest first.
    Verb {
        Consider = "consider",
        Should = "should",
        Must = "must",
        MustNot = "must-not",
    }
}

impl Verb {
    /// As the guidance writes it.
    pub fn spoken(self) -> &'static str {
        match self {
            Verb::MustNot => "must not",
            other => other.as_str(),
        }
    }

    /// 0 for "consider", 1 for "should", 2 for "must" and "must not".
    pub fn strength(self) -> u8 {
        match self {
            Verb::Consider => 0,
            Verb::Should => 1,
            Verb::Must | Verb::MustNot => 2,
        }
    }
}

vocabulary! {
    /// Whom a paragraph binds.
    Binds {
        You = "you",
        Departments = "departments",
    }
}

vocabulary! {
    /// Whom a paragraph speaks to, where "you" is not the whole of it.
    Whom {
        /// Departments and everybody in them.
        All = "all",
        /// It introduces or defines, and asks nothing of anybody.
        Nobody = "nobody",
    }
}

vocabulary! {
    /// Who asks for something.
    Origin {
        /// The guidance itself, or what it rests on.
        Guidance = "guidance",
        /// The department's policy file.
        Department = "department",
        /// The policy file in the folder that `ONRECORD_ETC` names: it says nothing for the department.
        Further = "onrecord-etc",
        /// The user's own policy file.
        User = "user",
        /// This program, where it has to read something into what is there.
        Tool = "tool",
    }
}

impl Origin {
    /// The label that whatever the guidance does not say is shown with; `None` for the guidance.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Origin::Guidance => None,
            Origin::Department => Some("department's setting"),
            Origin::Further => Some("setting from ONRECORD_ETC"),
            Origin::User => Some("your setting"),
            Origin::Tool => Some("this tool's reading"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_interface() {
        assert_eq!(
            Verdict::WORDS.join(" "),
            "must-not-use exceptional-only particular-care permitted-due-regard permitted out-of-scope not-nccc"
        );
        assert_eq!(
            Device::WORDS.join(" "),
            "corporate managed-personal personal other-managed unsure"
        );
        assert_eq!(
            Situation::WORDS.join(" "),
            "about-to-use received already-used"
        );
        assert_eq!(
            Scope::WORDS.join(" "),
            "government personal political constituency parliamentary"
        );
        assert_eq!(
            Route::WORDS.join(" "),
            "copy forward screenshot export substance"
        );
        assert_eq!(
            Level::WORDS.join(" "),
            "official official-sensitive secret top-secret"
        );
        assert_eq!(Device::parse(" Other-Managed "), Some(Device::OtherManaged));
        assert_eq!(Device::parse("managed"), None);
        for v in Verdict::ALL {
            assert_eq!(Verdict::parse(v.as_str()), Some(*v));
        }
    }

    #[test]
    fn who_manages_the_device_decides_not_who_owns_it() {
        let private: Vec<_> = Device::ALL.iter().filter(|d| d.is_private()).collect();
        assert_eq!(
            private,
            [&Device::Personal, &Device::OtherManaged, &Device::Unsure]
        );
    }
}
