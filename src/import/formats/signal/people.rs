//! Who is who in Signal's own export: recipients, the conversations they are in, the timers those have.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::frames::{ChatFrame, SignalAccount, SignalContact, SignalRecipient};
use crate::import::chats::{ChatKind, PEOPLE};

/// Whoever can be written to.
struct Party {
    name: String,
    kind: ChatKind,
    /// What names it in every export; recipients are numbered anew in each.
    lasting: String,
    /// Of a group, by their service id.
    members: Vec<String>,
    timer: u64,
}

/// A conversation.
pub(super) struct SignalChat {
    pub(super) name: String,
    pub(super) kind: ChatKind,
    pub(super) people: Vec<String>,
    /// The timer that is on when the export is made, in seconds; 0: off.
    pub(super) timer: u64,
}

#[derive(Default)]
pub(super) struct SignalPeople {
    own_name: String,
    parties: HashMap<String, Party, RandomState>,
    names_by_aci: HashMap<String, String>,
    /// The timer that new conversations begin with, in seconds.
    pub(super) usual_timer: u64,
}

impl SignalPeople {
    pub(super) fn account(&mut self, account: &SignalAccount<'_>) {
        self.own_name = joined(&account.given_name, &account.family_name);
        self.usual_timer = account.account_settings.universal_expire_timer_seconds;
    }

    pub(super) fn recipient(&mut self, recipient: &SignalRecipient<'_>) {
        let party = if let Some(contact) = &recipient.contact {
            let name = name_of(contact);
            if !contact.aci.is_empty() {
                self.names_by_aci
                    .insert(contact.aci.clone().into_owned(), name.clone());
            }
            let number = contact.e164.map(|n| n.0.to_string()).unwrap_or_default();
            Party {
                lasting: match contact.aci.is_empty() {
                    true => format!("{number}{}", contact.username),
                    false => contact.aci.clone().into_owned(),
                },
                name,
                kind: ChatKind::Direct,
                members: Vec::new(),
                timer: 0,
            }
        } else if let Some(group) = &recipient.group {
            let title = group.snapshot.title.title.trim();
            let members = group.snapshot.members.iter().take(PEOPLE + 1);
            Party {
                name: match title.is_empty() {
                    true => "a group without a name".to_owned(),
                    false => title.to_owned(),
                },
                kind: ChatKind::Group,
                lasting: String::new(),
                members: members.map(|m| m.user_id.clone().into_owned()).collect(),
                timer: group
                    .snapshot
                    .disappearing_messages_timer
                    .disappearing_messages_duration,
            }
        } else {
            Party {
                name: match recipient.own {
                    Some(_) if !self.own_name.is_empty() => self.own_name.clone(),
                    Some(_) => "Me".to_owned(),
                    None => "Signal".to_owned(),
                },
                kind: ChatKind::Direct,
                lasting: "own".to_owned(),
                members: Vec::new(),
                timer: 0,
            }
        };
        self.parties
            .insert(recipient.id.clone().into_owned(), party);
    }

    pub(super) fn chat(&self, frame: &ChatFrame<'_>) -> SignalChat {
        let own = u64::try_from(frame.expiration_timer_ms.0 / 1000).unwrap_or(0);
        let Some(party) = self.parties.get(frame.recipient_id.as_ref()) else {
            return SignalChat {
                name: format!("conversation {}", frame.id),
                kind: ChatKind::Unknown,
                people: Vec::new(),
                timer: own,
            };
        };
        let members = party.members.iter();
        let members = members.filter_map(|aci| self.names_by_aci.get(aci).cloned());
        SignalChat {
            name: party.name.clone(),
            kind: party.kind,
            people: match party.kind {
                ChatKind::Group => members.collect(),
                _ => vec![party.name.clone()],
            },
            timer: own.max(party.timer),
        }
    }

    /// The name of a recipient.
    pub(super) fn name(&self, id: &str) -> &str {
        self.parties.get(id).map_or("unknown", |p| &p.name)
    }

    /// What names a recipient in every export.
    pub(super) fn lasting(&self, id: &str) -> &str {
        self.parties.get(id).map_or("", |p| &p.lasting)
    }

    /// The name behind a service id.
    pub(super) fn by_aci(&self, aci: &str) -> Option<&str> {
        self.names_by_aci.get(aci).map(String::as_str)
    }
}

fn joined(given: &str, family: &str) -> String {
    format!("{} {}", given.trim(), family.trim())
        .trim()
        .to_owned()
}

/// As Signal shows it: the nickname, the address book's name, the profile's, the number.
fn name_of(contact: &SignalContact<'_>) -> String {
    let names = [
        joined(&contact.nickname.given, &contact.nickname.family),
        joined(&contact.system_given_name, &contact.system_family_name),
        joined(&contact.profile_given_name, &contact.profile_family_name),
        contact
            .e164
            .map(|n| format!("+{}", n.0))
            .unwrap_or_default(),
        contact.username.clone().into_owned(),
    ];
    let name = names.into_iter().find(|name| !name.is_empty());
    name.unwrap_or_else(|| "unknown".to_owned())
}
