//! The answers to the questions of `decide`, and what they can still come to.
//!
//! May import `policy`, `desk`. An answer that nobody gave is `None` and never made up; what is asked of
//! the policy with it unanswered is asked for every answer it could have.

use super::super::args::DecideArgs;
use super::super::error::CliError;
use super::super::words_in;
use crate::desk::Desk;
use crate::policy::{Case, Device, Marking, Policy, Scope, Situation, Verdict, decide};
use crate::record::command::StatedDevice;

/// What was answered so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
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
    pub system: Option<bool>,
    pub personal_data: Option<bool>,
    /// Whether nothing at all was given on the command line, so that everything is asked.
    pub nothing_given: bool,
}

impl Answers {
    /// What the command line says. The marking is read first: nothing else is looked at before it.
    pub fn given(desk: &Desk, args: &DecideArgs) -> Result<Answers, CliError> {
        let policy = desk.policy();
        let marking = args.marking.as_deref();
        let marking = marking.map(|m| words_in::legal_marking(policy, m));
        let half = match args.significant.as_deref() {
            None | Some("yes") => (None, None),
            Some("direction") => (Some(true), None),
            Some("change") => (None, Some(true)),
            Some("both") => (Some(true), Some(true)),
            Some(other) => {
                return Err(CliError::usage(
                    format!("{other} is no half of the test of para 14"),
                    "Use --significant alone, or --significant=direction, =change or =both",
                ));
            }
        };
        let mut answers = Answers {
            marking: marking.transpose()?.map(Some),
            direction: half.0,
            change: half.1,
            ..Answers::default()
        };
        answers.significant = match (args.significant.is_some(), args.logistical) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        if let Some(word) = &args.situation {
            let read = words_in::word(word, "situation", Situation::WORDS, Situation::parse);
            answers.situation = Some(read?);
        }
        if let Some(word) = &args.scope {
            answers.scope = Some(words_in::word(word, "scope", Scope::WORDS, Scope::parse)?);
        }
        if let Some(device) = &args.device {
            answers.device = Some(words_in::device(desk.state(), device)?);
        }
        if let Some(channel) = &args.channel {
            answers.channel = Some(words_in::channel(policy, channel)?);
        }
        if let Some(system) = &args.government_system {
            answers.system = Some(words_in::yes_or_no(system)?);
        }
        answers.personal_data = args.personal_data.then_some(true);
        answers.nothing_given = answers.has_nothing();
        Ok(answers)
    }

    fn has_nothing(&self) -> bool {
        self.marking.is_none()
            && self.situation.is_none()
            && self.scope.is_none()
            && self.significant.is_none()
            && self.device.is_none()
            && self.channel.is_none()
            && self.system.is_none()
            && self.personal_data.is_none()
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
        let named = self.channel.as_deref().and_then(|c| policy.channel(c));
        let corporate = named.is_some_and(|c| c.corporate);
        let none_corporate = policy.channels().iter().all(|c| !c.corporate);
        corporate || self.only_channel_counts() && (self.channel.is_some() || none_corporate)
    }

    /// The first option without which there is no deciding; `None` where there is enough.
    pub fn lacks(&self, policy: &Policy) -> Option<&'static str> {
        let corporate = self.settled(policy) && !self.only_channel_counts();
        match () {
            () if self.only_channel_counts() || corporate => None,
            () if self.device.is_none() => Some("--device"),
            () if self.significance().is_none() => Some("--significant or --logistical"),
            () if self.marking.is_none() => Some("--marking"),
            () => None,
        }
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

    /// Every verdict that the answers still allow, strictest first.
    pub fn possible(&self, policy: &Policy) -> Vec<Verdict> {
        let scopes = match self.scope {
            Some(scope) => vec![scope],
            None => vec![Scope::Government, Scope::Personal],
        };
        let devices = match self.device {
            Some(_) => vec![None],
            None => vec![Some(Device::Corporate), Some(Device::Personal)],
        };
        let significances = match self.significance() {
            Some(known) => vec![known],
            None => vec![true, false],
        };
        let channels: Vec<Option<String>> = match &self.channel {
            Some(channel) => vec![Some(channel.clone())],
            None => policy
                .channels()
                .iter()
                .map(|c| Some(c.id.clone()))
                .collect(),
        };
        let mut found = Vec::new();
        for (scope, device) in pairs(&scopes, &devices) {
            for (significant, channel) in pairs(&significances, &channels) {
                let mut case = self.case();
                (case.scope, case.significant) = (scope, significant);
                case.device = device.unwrap_or(case.device);
                case.channel = channel;
                found.push(decide(policy, &case).verdict);
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

fn pairs<A: Clone, B: Clone>(a: &[A], b: &[B]) -> Vec<(A, B)> {
    let each = |x: &A| {
        let x = x.clone();
        b.iter().map(move |y| (x.clone(), y.clone()))
    };
    a.iter().flat_map(each).collect()
}
