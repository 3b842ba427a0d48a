//! What somebody wants put on record, decided by the rules of the record itself.

use onrecord::record::command::{About, Change, ConversationRef, HoldTarget, NewMessage, Requests};
use onrecord::record::query::Limits;
use onrecord::record::state::State;
use onrecord::record::state::message::Evidence;
use onrecord::record::{Command, Context, Entry, Event, Id, Place, decide};

use sha2::{Digest as _, Sha256};

use crate::dice::Dice;
use crate::machine::{Deed, Desk};

/// Events for one command; the attachments they name, and the frames that are to lose their text.
#[derive(Default)]
pub struct Wanted {
    pub events: Vec<Event>,
    pub kept: Vec<Vec<u8>>,
    pub erased: Vec<Place>,
}

/// Words that stand nowhere else: what is erased is looked for by them.
pub fn words(dice: &mut Dice) -> String {
    let rest = dice.below(120);
    format!("#{:016x} {}", dice.draw(), "words ".repeat(rest / 6))
}

/// `None` where the rules refuse it or there is nothing to do it to.
pub fn wanted(
    deed: Deed,
    state: &State,
    entries: &[Entry],
    writer: &str,
    desk: &Desk,
    dice: &mut Dice,
) -> Option<Wanted> {
    let standing = state.items_in_order().filter(|i| !i.erased);
    let items: Vec<Id> = standing.map(|i| i.id).collect();
    // Where nothing is on record yet, something is put there.
    let deed = if items.is_empty() { Deed::Add } else { deed };
    let one = |dice: &mut Dice| dice.pick(&items).copied();
    let mut kept = Vec::new();
    let command = match deed {
        Deed::Add | Deed::Mend => add(dice, &mut kept),
        Deed::Edit => Command::Edit {
            item: one(dice)?,
            message: 1,
            changes: vec![Change::Text(words(dice))],
        },
        Deed::Capture => capture(one(dice)?, dice),
        Deed::Hold => Command::HoldAdd {
            reference: format!("R{}", dice.below(2)),
            scope: match dice.below(3) {
                0 => HoldTarget::All,
                _ => HoldTarget::Item(one(dice)?),
            },
            timers: None,
        },
        Deed::Release => Command::HoldRelease {
            reference: format!("R{}", dice.below(2)),
        },
        Deed::Undo => {
            let undone = decide::undo(entries, writer, None).ok()?;
            return Some(Wanted {
                events: vec![undone],
                ..Wanted::default()
            });
        }
        Deed::Erase => {
            let reason = Some("asked".to_owned());
            let erased = decide::erase(state, one(dice)?, Requests::NoneKnown, reason, "asked");
            let (event, erased) = erased.ok()?;
            return Some(Wanted {
                events: vec![event],
                erased,
                ..Wanted::default()
            });
        }
        Deed::Accept | Deed::TakeOver => return None,
    };
    let mut ids = dice.clone();
    dice.draw();
    let mut new_id = || {
        let mut bytes = [0; 10];
        ids.bytes(&mut bytes);
        Id::from_random(bytes)
    };
    let mut context = Context {
        now: desk.ports.clock.now(),
        limits: Limits::default(),
        zone: chrono_tz::Europe::London,
        person: None,
        policy: ("test", "0"),
        cautions: &[],
        new_id: &mut new_id,
    };
    let events = decide::decide(state, command, &mut context).ok()?;
    Some(Wanted {
        events,
        kept,
        ..Wanted::default()
    })
}

/// An attachment: its words stand in its bytes and in its name.
fn attached(dice: &mut Dice, kept: &mut Vec<Vec<u8>>) -> Evidence {
    let words = words(dice);
    let bytes = format!("bytes of {words}").into_bytes();
    let evidence = Evidence {
        sha256: data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes)),
        length: bytes.len() as u64,
        kind: "image".into(),
        name: format!("{}.png", &words[..17]),
    };
    kept.push(bytes);
    evidence
}

fn add(dice: &mut Dice, kept: &mut Vec<Vec<u8>>) -> Command {
    let message = |dice: &mut Dice, kept: &mut Vec<Vec<u8>>| NewMessage {
        from: Some("Asha Patel".into()),
        body: Some(words(dice)),
        evidence: (0..dice.below(8) / 7)
            .map(|_| attached(dice, kept))
            .collect(),
        ..NewMessage::default()
    };
    let items = (0..1 + dice.below(2))
        .map(|_| vec![message(dice, kept)])
        .collect();
    Command::Add {
        channel: "whatsapp".into(),
        conversation: Some(ConversationRef::New {
            id: None,
            name: format!("Group {}", dice.below(3)),
        }),
        about: About::default(),
        items,
        import: None,
    }
}

fn capture(item: Id, dice: &mut Dice) -> Command {
    Command::Capture {
        item,
        route: "complete".into(),
        destination_kind: "manual".into(),
        destination: Some("Records".into()),
        reference: Some(format!("F/{}", dice.below(1000))),
        note: None,
        path: None,
        sha256: None,
        read_back: false,
        substance: None,
    }
}
