//! The answers to the questions of a decision, and what they can still come to.
//!
//! An answer that nobody gave is `None` and never made up; what is asked of the policy with it unanswered is asked
//! for every answer it could have.

use super::{Ask, DeviceChoice};
use crate::policy::{
    Case, Device, Level, Marking, OTHER_REASON, Policy, Scope, Situation, Verdict, decide,
};
use crate::record::command::StatedDevice;
use crate::record::decision::Because;

/// Whether a government system would do (8), and why not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    pub would_do: Option<bool>,
    pub because: Option<Because>,
}

/// What was answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseAnswers {
    /// Inside, `None` is "not stated".
    pub marking: Option<Option<Marking>>,
    pub situation: Option<Situation>,
    pub scope: Option<Scope>,
    /// Significant or not, where the halves were not asked one by one.
    pub significant: Option<bool>,
    /// The halves of paragraph 14: the direction of work, a material change.
    pub direction: Option<bool>,
    pub change: Option<bool>,
    pub device: Option<StatedDevice>,
    pub channel: Option<String>,
    /// Whether a government system would do (8).
    pub system: Option<bool>,
    /// Why none would.
    pub because: Option<Because>,
    pub personal_data: Option<bool>,
}

impl CaseAnswers {
    /// Whether nothing at all was answered.
    pub fn is_empty(&self) -> bool {
        *self == CaseAnswers::default()
    }

    /// Whether it is significant: either half makes it so, and only both denied make it not.
    pub fn significance(&self) -> Option<bool> {
        match (self.significant, self.direction, self.change) {
            (Some(known), ..) => Some(known),
            (_, Some(true), _) | (_, _, Some(true)) => Some(true),
            (_, Some(false), Some(false)) => Some(false),
            _ => None,
        }
    }

    /// Whether SECRET or above was stated.
    pub fn is_secret(&self) -> bool {
        let marking = self.marking.as_ref().and_then(Option::as_ref);
        marking.is_some_and(Marking::is_secret_or_above)
    }

    /// Whether only the channel can still change anything: SECRET or above, or no government business.
    pub fn only_channel_counts(&self) -> bool {
        self.is_secret() || self.scope.is_some_and(|s| s != Scope::Government)
    }

    /// Whether no further answer changes what is to be said: SECRET and above on an NCCC, no government
    /// business, or a channel that is no NCCC.
    pub fn settled(&self, policy: &Policy) -> bool {
        let none_corporate = policy.channels().iter().all(|c| !c.corporate);
        self.is_corporate(policy)
            || self.only_channel_counts() && (self.channel.is_some() || none_corporate)
    }

    /// An answer in the fewest words, for a narrow list.
    pub fn brief(&self, ask: Ask, policy: &Policy, devices: &[DeviceChoice]) -> Option<String> {
        match ask {
            Ask::Situation => Some(match self.situation? {
                Situation::AboutToUse => "about to use".into(),
                Situation::Received => "received".into(),
                Situation::AlreadyUsed => "already used".into(),
            }),
            Ask::Scope => self.scope.map(|s| s.to_string()),
            Ask::Device => match self.device.as_ref()? {
                StatedDevice { kind, id: None } => Some(kind.clone()),
                _ => self.words(ask, policy, devices),
            },
            _ => self.words(ask, policy, devices),
        }
    }

    /// The first question without whose answer there is no deciding; `None` where there is enough.
    pub fn lacks(&self, policy: &Policy) -> Option<Ask> {
        match () {
            () if self.only_channel_counts() || self.is_corporate(policy) => None,
            () if self.device.is_none() => Some(Ask::Device),
            () if self.significance().is_none() => match self.direction {
                None => Some(Ask::Direction),
                Some(_) => Some(Ask::Change),
            },
            () if self.marking.is_none() => Some(Ask::Marking),
            () => None,
        }
    }

    /// Whether the channel named is one that gives corporate access.
    fn is_corporate(&self, policy: &Policy) -> bool {
        let named = self.channel.as_deref().and_then(|c| policy.channel(c));
        named.is_some_and(|c| c.corporate)
    }

    /// Whether the answer to a question can still change anything that is said or recorded.
    pub fn counts(&self, ask: Ask, policy: &Policy) -> bool {
        match ask {
            Ask::Marking => true,
            Ask::Channel => {
                !self.only_channel_counts() || policy.channels().iter().any(|c| c.corporate)
            }
            Ask::Scope => !self.is_secret() && !self.is_corporate(policy),
            _ => !self.only_channel_counts() && !self.is_corporate(policy),
        }
    }

    /// The questions that count and were not answered, in the order asked.
    pub fn open(&self, policy: &Policy) -> Vec<Ask> {
        let order = Ask::order(policy).into_iter();
        let open = order.filter(|a| self.counts(*a, policy) && !self.is_answered(*a));
        open.collect()
    }

    /// Whether a question has its answer. A half of para 14 has one where significance was said as a whole.
    pub fn is_answered(&self, ask: Ask) -> bool {
        match ask {
            Ask::Marking => self.marking.is_some(),
            Ask::Situation => self.situation.is_some(),
            Ask::Scope => self.scope.is_some(),
            Ask::Direction => self.significant.is_some() || self.direction.is_some(),
            Ask::Change => self.significant.is_some() || self.change.is_some(),
            Ask::Device => self.device.is_some(),
            Ask::Channel => self.channel.is_some(),
            Ask::System => self.system.is_some(),
            Ask::PersonalData => self.personal_data.is_some(),
        }
    }

    /// Which of a question's choices was answered.
    pub fn chosen(&self, ask: Ask, policy: &Policy, devices: &[DeviceChoice]) -> Option<usize> {
        let yes_no = |b: Option<bool>| b.map(|yes| usize::from(!yes));
        match ask {
            Ask::Marking => None,
            Ask::Situation => at(Situation::ALL, self.situation.as_ref()?),
            Ask::Scope => at(Scope::ALL, self.scope.as_ref()?),
            Ask::Direction => yes_no(self.direction),
            Ask::Change => yes_no(self.change),
            Ask::Device => {
                let stated = self.device.as_ref()?;
                devices.iter().position(|d| d.device == *stated)
            }
            Ask::Channel => {
                let id = self.channel.as_ref()?;
                policy.channels().iter().position(|c| c.id == *id)
            }
            Ask::System => match (self.system?, &self.because) {
                (true, _) => Some(0),
                (false, None) => Some(policy.reasons().len() + 1),
                (false, Some(b)) => at_id(policy, &b.id).map(|n| n + 1),
            },
            Ask::PersonalData => yes_no(self.personal_data),
        }
    }

    /// CaseAnswers a question by one of its choices; `None` takes the answer back. The marking is no choice and
    /// stays as it is.
    pub fn choose(
        &mut self,
        ask: Ask,
        choice: Option<usize>,
        policy: &Policy,
        devices: &[DeviceChoice],
    ) {
        let yes = choice.map(|n| n == 0);
        match ask {
            Ask::Marking => {}
            Ask::Situation => self.situation = choice.and_then(|n| Situation::ALL.get(n)).copied(),
            Ask::Scope => self.scope = choice.and_then(|n| Scope::ALL.get(n)).copied(),
            Ask::Direction => self.direction = yes,
            Ask::Change => self.change = yes,
            Ask::Device => {
                let device = choice.and_then(|n| devices.get(n));
                self.device = device.map(|d| d.device.clone());
            }
            Ask::Channel => {
                let channel = choice.and_then(|n| policy.channels().get(n));
                self.channel = channel.map(|c| c.id.clone());
            }
            Ask::System => {
                self.system = yes;
                let reason = choice.and_then(|n| policy.reasons().get(n.checked_sub(1)?));
                self.because = reason.map(|r| Because {
                    id: r.id.clone(),
                    note: None,
                });
            }
            Ask::PersonalData => self.personal_data = yes,
        }
    }

    /// An answer in words; `None` where there is none.
    pub fn words(&self, ask: Ask, policy: &Policy, devices: &[DeviceChoice]) -> Option<String> {
        if ask == Ask::Marking {
            let marking = self.marking.as_ref()?;
            let words = marking.as_ref().map(Marking::to_string);
            return Some(words.unwrap_or_else(|| "not stated".into()));
        }
        let chosen = self.chosen(ask, policy, devices)?;
        ask.choices(policy, devices).into_iter().nth(chosen)
    }

    /// What was said of government systems.
    pub fn system(&self) -> System {
        System {
            would_do: self.system,
            because: self.because.clone(),
        }
    }

    /// Whether the reason why no government system would do is still to be said in words.
    pub fn wants_note(&self) -> bool {
        let in_words = |b: &Because| b.id == OTHER_REASON && b.note.is_none();
        self.system == Some(false) && self.because.as_ref().is_some_and(in_words)
    }

    /// The same, with the reason why no government system would do in words; only where one is wanted.
    pub fn with_note(&self, said: Option<String>) -> CaseAnswers {
        let mut answers = self.clone();
        if let Some(because) = answers.because.as_mut().filter(|_| self.wants_note()) {
            because.note = said.filter(|s| !s.trim().is_empty());
        }
        answers
    }

    /// The case; what was not answered is what it is without being said.
    pub fn case(&self) -> Case {
        let device = self.device.as_ref().and_then(|d| Device::parse(&d.kind));
        Case {
            situation: self.situation.unwrap_or(Situation::AboutToUse),
            scope: self.scope.unwrap_or(Scope::Government),
            marking: self.marking.clone().flatten(),
            significant: self.significance().unwrap_or(false),
            device: device.unwrap_or(Device::Unsure),
            channel: self.channel.clone(),
            personal_data: self.personal_data.unwrap_or(false),
        }
    }

    /// Every case that the answers can still come to: what was not answered is each thing it could be.
    /// CaseAnswers that no rule of a policy can tell apart stand for one another.
    pub fn completions(&self, policy: &Policy) -> Vec<Case> {
        let mut cases = vec![self.case()];
        let open = |ask: Ask| !self.is_answered(ask) && self.counts(ask, policy);
        if self.marking.is_none() {
            vary(&mut cases, Level::ALL, |c, l| {
                c.marking = Some(Marking::plain(*l));
            });
        }
        if open(Ask::Situation) {
            vary(&mut cases, Situation::ALL, |c, s| c.situation = *s);
        }
        if open(Ask::Scope) {
            let scopes = [Scope::Government, Scope::Personal];
            vary(&mut cases, &scopes, |c, s| c.scope = *s);
        }
        if open(Ask::Device) {
            let devices = [Device::Corporate, Device::Personal];
            vary(&mut cases, &devices, |c, d| c.device = *d);
        }
        if self.significance().is_none() && self.counts(Ask::Direction, policy) {
            vary(&mut cases, &[true, false], |c, s| c.significant = *s);
        }
        if open(Ask::Channel) {
            let ids = channels(policy);
            vary(&mut cases, &ids, |c, id| c.channel = Some(id.clone()));
        }
        if open(Ask::PersonalData) {
            vary(&mut cases, &[true, false], |c, p| c.personal_data = *p);
        }
        cases
    }

    /// Every verdict that the answers still allow, strictest first.
    pub fn possible(&self, policy: &Policy) -> Vec<Verdict> {
        let cases = self.completions(policy);
        let mut found: Vec<Verdict> = cases.iter().map(|c| decide(policy, c).verdict).collect();
        found.sort();
        found.dedup();
        found
    }
}

fn at_id(policy: &Policy, id: &str) -> Option<usize> {
    policy.reasons().iter().position(|r| r.id == id)
}

fn at<T: PartialEq>(all: &[T], one: &T) -> Option<usize> {
    all.iter().position(|x| x == one)
}

/// Channels that stand for all: without rules of a department or user those with the same properties are
/// told apart by nothing.
fn channels(policy: &Policy) -> Vec<String> {
    let mut seen = Vec::new();
    let mut ids = Vec::new();
    for channel in policy.channels() {
        let like = (channel.corporate, channel.end_to_end == Some(false));
        if !policy.layers().is_empty() || !seen.contains(&like) {
            seen.push(like);
            ids.push(channel.id.clone());
        }
    }
    ids
}

/// Each case once for each value.
fn vary<T>(cases: &mut Vec<Case>, values: &[T], set: impl Fn(&mut Case, &T)) {
    let with = |case: &Case, value: &T| {
        let mut case = case.clone();
        set(&mut case, value);
        case
    };
    *cases = cases
        .iter()
        .flat_map(|case| values.iter().map(move |value| (case, value)))
        .map(|(case, value)| with(case, value))
        .collect();
}
