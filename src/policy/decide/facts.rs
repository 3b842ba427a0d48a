//! What a case comes down to, and the conditions that rows of a policy put on it.
//!
//! [`Facts::all`] is every combination that a verdict,
//! duty or rule can tell apart, so that a policy file can be held to them all before it is used.

use crate::document::{Said, Section};
use crate::policy::words::{Device, Level, Scope, Situation, Verdict};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is either so or not, by its key in a policy file.
    Flag {
        /// The channel gives corporate access (12).
        Corporate = "corporate",
        /// The use is personal, political, constituency or parliamentary (18).
        Outside = "outside",
        /// The guidance rules the case: an NCCC, and either government business or SECRET and above.
        Governed = "governed",
        /// Significant and/or so marked that protective controls are needed (9a, 10a).
        Care = "care",
        /// The device is privately managed, or counts as it (10).
        Private = "private",
        Significant = "significant",
        Protective = "protective",
        /// Handling instructions, descriptors or the like stand on it (7).
        Restricted = "restricted",
        PersonalData = "personal_data",
        /// A marking was stated at all.
        Stated = "stated",
        /// FOR PUBLIC RELEASE stands on it.
        Public = "public",
        /// Not known to lack end-to-end encryption.
        EndToEnd = "end_to_end",
    }
}

impl Flag {
    /// Whether only a notice may look at it.
    fn is_for_notices(self) -> bool {
        matches!(self, Flag::Stated | Flag::Public | Flag::EndToEnd)
    }
}

/// A case as conditions see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::policy) struct Facts {
    pub level: Level,
    pub corporate: bool,
    pub scope: Scope,
    pub situation: Situation,
    pub significant: bool,
    pub protective: bool,
    pub restricted: bool,
    pub personal_data: bool,
    pub device: Device,
    /// The channel's id in small letters, where one was named.
    pub channel: Option<String>,
    pub stated: bool,
    pub public: bool,
    pub end_to_end: bool,
}

impl Facts {
    pub fn is(&self, flag: Flag) -> bool {
        match flag {
            Flag::Corporate => self.corporate,
            Flag::Outside => self.scope != Scope::Government,
            Flag::Governed => {
                !self.corporate
                    && (self.level.is_secret_or_above() || self.scope == Scope::Government)
            }
            Flag::Care => self.significant || self.protective,
            Flag::Private => self.device.is_private(),
            Flag::Significant => self.significant,
            Flag::Protective => self.protective,
            Flag::Restricted => self.restricted,
            Flag::PersonalData => self.personal_data,
            Flag::Stated => self.stated,
            Flag::Public => self.public,
            Flag::EndToEnd => self.end_to_end,
        }
    }

    /// Every combination of what verdicts, duties and rules look at, for each of `channels` and for none.
    pub fn all(channels: &[String]) -> Vec<Facts> {
        let mut out = Vec::new();
        let named = channels.iter().cloned().map(Some).chain([None]);
        for channel in named {
            for (level, scope) in pairs(Level::ALL, Scope::ALL) {
                for (situation, device) in
                    pairs(Situation::ALL, &[Device::Corporate, Device::Personal])
                {
                    for bits in 0..8u8 {
                        let bit = |n: u8| bits >> n & 1 == 1;
                        for (protective, restricted) in
                            [(false, false), (true, false), (true, true)]
                        {
                            out.push(Facts {
                                level,
                                corporate: bit(0),
                                scope,
                                situation,
                                significant: bit(1),
                                protective: protective || level == Level::OfficialSensitive,
                                restricted,
                                personal_data: bit(2),
                                device,
                                channel: channel.clone(),
                                stated: true,
                                public: false,
                                end_to_end: true,
                            });
                        }
                    }
                }
            }
        }
        out
    }

    /// The case in words, for a diagnostic.
    pub fn describe(&self) -> String {
        let significant = if self.significant {
            "significant"
        } else {
            "not significant"
        };
        let protective = if self.protective { "with" } else { "without" };
        let device = if self.device.is_private() {
            "privately"
        } else {
            "corporately"
        };
        let channel = match &self.channel {
            Some(channel) => format!(", {channel}"),
            None => String::new(),
        };
        format!(
            "{}, {significant}, {protective} protective markings, on a {device} managed device{channel}",
            self.level.marking()
        )
    }
}

fn pairs<'p, A: Copy, B: Copy>(a: &'p [A], b: &'p [B]) -> impl Iterator<Item = (A, B)> + 'p {
    a.iter().flat_map(|a| b.iter().map(|b| (*a, *b)))
}

/// Conditions; what is not named is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::policy) struct When {
    pub flags: Vec<(Flag, bool)>,
    pub level: Option<Vec<Level>>,
    pub scope: Option<Vec<Scope>>,
    pub situation: Option<Vec<Situation>>,
    pub device: Option<Vec<Device>>,
    pub verdict: Option<Vec<Verdict>>,
    /// Only on these channels.
    pub channel: Option<Vec<String>>,
    /// On every named channel but these.
    pub channel_not: Option<Vec<String>>,
}

impl When {
    /// Conditions on flags alone.
    pub fn flags(flags: &[(Flag, bool)]) -> When {
        When {
            flags: flags.to_vec(),
            ..When::default()
        }
    }

    /// Reads `when = { … }` of a verdict, duty or rule. Absent means always.
    pub fn read(section: &Section) -> When {
        When::read_with(section, false)
    }

    /// Reads `when` of a notice, which may look at more.
    pub fn read_for_notice(section: &Section) -> When {
        When::read_with(section, true)
    }

    fn read_with(section: &Section, notice: bool) -> When {
        let Some(table) = section.section("when") else {
            return When::default();
        };
        let flags = Flag::ALL.iter().filter(|f| notice || !f.is_for_notices());
        let values = |list: Option<Vec<Said<String>>>| {
            list.map(|l| {
                l.into_iter()
                    .map(|s| s.value.trim().to_lowercase())
                    .collect()
            })
        };
        let when = When {
            flags: flags
                .filter_map(|flag| Some((*flag, table.flag(flag.as_str())?.value)))
                .collect(),
            level: plain(table.words("level", Level::WORDS, Level::parse)),
            scope: plain(table.words("scope", Scope::WORDS, Scope::parse)),
            situation: plain(table.words("situation", Situation::WORDS, Situation::parse)),
            device: if notice {
                plain(table.words("device", Device::WORDS, Device::parse))
            } else {
                None
            },
            verdict: if notice {
                plain(table.words("verdict", Verdict::WORDS, Verdict::parse))
            } else {
                None
            },
            channel: values(table.texts("channel")),
            channel_not: values(table.texts("channel_not")),
        };
        table.finish();
        when
    }

    /// Whether the facts meet every condition. Conditions on the verdict are not looked at here.
    pub fn fits(&self, facts: &Facts) -> bool {
        let named = |list: &[String]| facts.channel.as_ref().is_some_and(|c| list.contains(c));
        self.flags
            .iter()
            .all(|(flag, wanted)| facts.is(*flag) == *wanted)
            && among(&self.level, &facts.level)
            && among(&self.scope, &facts.scope)
            && among(&self.situation, &facts.situation)
            && among(&self.device, &facts.device)
            && self.channel.as_ref().is_none_or(|list| named(list))
            && self
                .channel_not
                .as_ref()
                .is_none_or(|list| facts.channel.is_some() && !named(list))
    }

    /// The channels that the conditions name.
    pub fn channels(&self) -> Vec<String> {
        let lists = self.channel.iter().chain(&self.channel_not);
        lists.flatten().cloned().collect()
    }
}

fn plain<T>(list: Option<Vec<Said<T>>>) -> Option<Vec<T>> {
    list.map(|l| l.into_iter().map(|s| s.value).collect())
}

fn among<T: PartialEq>(list: &Option<Vec<T>>, value: &T) -> bool {
    list.as_ref().is_none_or(|l| l.contains(value))
}
