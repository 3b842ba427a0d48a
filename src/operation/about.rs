//! What is said of a message wherever it is said: the fields that adding one and putting one right share.

use chrono_tz::Tz;

use super::field::{Field, Kind};
use super::form::Choice;
use crate::desk::Desk;
use crate::desk::words::who_manages;
use crate::policy::Device;
use crate::record::command::TypedTime;
use crate::record::state::Clock;
use crate::text::when::{Tense, Understood};

pub(super) const fn from() -> Field {
    Field::new("from", Kind::Line)
        .flag("from", "Who sent it")
        .value("FROM")
        .screen("From", "Who sent it; \"me\" if you did")
}

pub(super) const fn sent() -> Field {
    Field::new("sent", Kind::Time(Tense::Past))
        .flag(
            "sent",
            "When it was sent: 9pm, \"Thu 21:00\", \"26 Nov 21:00\", \"2 hours ago\" or RFC 3339; read backwards",
        )
        .value("TIME")
        .screen("Sent", "21:40, yesterday 9pm, Thu 21:00, 26 Nov 21:00, 2h ago")
}

pub(super) const fn conversation() -> Field {
    Field::new("conversation", Kind::Line)
        .flag(
            "conversation",
            "The chat it was in; an unknown one is opened",
        )
        .value("CONVERSATION")
        .screen("Chat", "A name that is not known yet opens a new chat")
}

pub(super) const fn marking() -> Field {
    Field::new("marking", Kind::Marking)
        .flag(
            "marking",
            "Its marking, e.g. official or \"OFFICIAL-SENSITIVE - RECIPIENTS ONLY\"; not given = not stated",
        )
        .short('m')
        .value("MARKING")
}

pub(super) const fn channel() -> Field {
    Field::new("channel", Kind::Choice)
        .flag(
            "channel",
            "whatsapp, signal, email, sms, facebook, instagram, linkedin, telegram, imessage or other",
        )
        .short('c')
        .value("CHANNEL")
}

pub(super) const fn device() -> Field {
    Field::new("device", Kind::Choice)
        .flag(
            "device",
            "corporate, managed-personal, personal, other-managed, unsure, or the name of a registered device",
        )
        .value("DEVICE")
}

pub(super) const fn timer() -> Field {
    Field::new("timer", Kind::Length)
        .flag("timer", "The timer it is under: 24h, 7d, 90d or off")
        .value("TIMER")
}

/// A time of sending as it was typed: with its clock where that is no moment in the zone, or two.
pub(super) fn typed(read: &Understood, zone: Tz) -> TypedTime {
    let zone = || zone.name().into();
    TypedTime {
        at: read.at,
        clock: read.wall.map(|wall| Clock { wall, zone: zone() }),
    }
}

/// A kind of device to choose, by whose it is and who manages it (9, 10, 16, 17).
pub(super) fn device_kind(kind: Device) -> Choice {
    Choice::new(kind.as_str(), who_manages(kind))
}

/// Every registered device by its name, and every kind.
pub(super) fn devices(desk: &Desk, first: Choice) -> Vec<Choice> {
    let named = desk.state().devices.values().filter_map(|d| d.name());
    let named = named.map(|name| Choice::new(name, name));
    let kinds = Device::ALL.iter().copied().map(device_kind);
    std::iter::once(first).chain(named).chain(kinds).collect()
}
