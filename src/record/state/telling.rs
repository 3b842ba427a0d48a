//! What the frames of an item say, put together: each in turn, as the fold saw them.
//!
//! Invariant: what it says of the item's state agrees with what the fold keeps of it (`tests/record_properties.rs`
//! compares them).

use std::sync::Arc;

use super::changed::Changed;
use super::conflict::{CAPTURE, Conflict, STATE};
use super::message::{Clock, Export, Exported, How, Message, PutRight};
use super::part::{ItemField, Part, edit_key};
use super::rare::Named;
use super::setting::Setting;
use super::stands::ItemState;
use super::task::Task;
use super::told::{Capture, Note, Substance, Told};
use crate::record::entry::Entry;
use crate::record::event::{self, Event, ItemEdited};
use crate::record::field::{Place, read_instant};

/// What these frames of the item say.
pub fn told(named: &[Named], entries: &[Entry]) -> Told {
    let mut telling = Telling {
        told: Told::default(),
        setting: None,
        state: ItemState::Waiting,
        task: None,
        importing: None,
        named,
    };
    for entry in entries {
        telling.entry(entry);
    }
    telling.told
}

/// What was told so far.
struct Telling<'a> {
    told: Told,
    /// What was said beside the messages, once the item was added.
    setting: Option<Setting>,
    state: ItemState,
    task: Option<Task>,
    /// The export that was read last, and the command that did it.
    importing: Option<(Arc<str>, u64, Arc<Export>)>,
    named: &'a [Named],
}

impl Telling<'_> {
    fn entry(&mut self, entry: &Entry) {
        match &entry.event {
            Event::ConversationImported(e) => {
                let export = Arc::new(Export::of(e));
                self.importing = Some((entry.writer.clone(), entry.lamport, export));
            }
            Event::ItemAdded(e) => self.added(entry, e),
            Event::ItemMessage(e) => self.message(entry, e),
            Event::ItemEdited(e) => self.edited(entry, e),
            Event::ItemSubstance(e) => self.substance(entry, e),
            Event::ItemNoted(e) => self.noted(entry, e),
            Event::ItemDataSaid(e) => self.told.data_said(entry, e),
            Event::ItemCaptured(e) => self.captured(entry, e),
            Event::ItemReferenced(e) => {
                if let Some(capture) = &mut self.told.capture {
                    capture.reference.clone_from(&e.reference);
                }
            }
            Event::ItemConfirmed(e) => {
                self.becomes(entry, &e.after, ItemState::Confirmed);
                if let Some(capture) = &mut self.told.capture {
                    capture.confirmed_by.clone_from(&e.by);
                }
            }
            Event::ItemNotSignificant(e) => {
                self.becomes(entry, &e.after, ItemState::NotSignificant);
                self.told.reason.clone_from(&e.reason);
            }
            Event::ItemReopened(e) => self.becomes(entry, &e.after, ItemState::Waiting),
            Event::ItemHandedOver(e) => {
                self.becomes(entry, &e.after, ItemState::HandedOver);
                self.told.handed_to.clone_from(&e.to);
            }
            Event::ItemGone(e) => {
                self.becomes(entry, &e.after, ItemState::Gone);
                self.told.gone_note.clone_from(&e.note);
            }
            Event::ItemErased(e) => {
                if let Some(setting) = &mut self.setting {
                    setting.marking = e.marking.as_deref().map(Into::into);
                }
            }
            Event::ItemTasked(e) => {
                let task = Task::asked(entry, e);
                self.tasked(e.replaces.as_ref(), task);
            }
            Event::ItemTaskAnswered(e) => {
                let answer = Task::answer(e);
                if let (Some(standing), Some(answer)) = (&self.task, answer) {
                    let task = standing.answered(entry, e, answer);
                    self.tasked(Some(&e.replaces), task);
                }
            }
            // Nothing that is told.
            _ => {}
        }
    }

    fn added(&mut self, entry: &Entry, e: &event::ItemAdded) {
        let exported = self.exported(entry, (e.entry, e.line), (&e.stamp, &e.date_order));
        self.setting = Some(Setting::of(e));
        self.told.state_place = entry.place();
        self.told.first_place = entry.place();
        self.told.text_places.push(entry.place());
        self.told.messages.push(Message::first(e, exported));
    }

    /// A further message of the item.
    fn message(&mut self, entry: &Entry, e: &event::ItemMessage) {
        let exported = self.exported(entry, (e.entry, e.line), (&e.stamp, &e.date_order));
        self.told.text_places.push(entry.place());
        self.told.messages.push(Message::further(e, exported));
    }

    /// Where a message stands in the export that the same command read.
    fn exported(
        &self,
        entry: &Entry,
        (number, line): (Option<i64>, Option<i64>),
        (stamp, order): (&Option<Arc<str>>, &Option<Arc<str>>),
    ) -> Option<Box<Exported>> {
        let read = self.importing.as_ref();
        let read = read
            .filter(|(writer, command, _)| *writer == entry.writer && *command == entry.lamport);
        let any = read.is_some() || number.is_some() || line.is_some() || stamp.is_some();
        any.then(|| {
            Box::new(Exported {
                export: read.map(|(.., export)| export.clone()),
                entry: number,
                line,
                stamp: stamp.clone(),
                order: order.clone(),
            })
        })
    }

    fn substance(&mut self, entry: &Entry, e: &event::ItemSubstance) {
        self.told.text_places.push(entry.place());
        self.told.substance = Some(Box::new(Substance {
            decided: e.decided.clone(),
            who: e.who.clone(),
            when: e.when.clone(),
            why: e.why.clone(),
            next: e.next.clone(),
        }));
    }

    fn noted(&mut self, entry: &Entry, e: &event::ItemNoted) {
        self.told.text_places.push(entry.place());
        self.told.notes.push(Note {
            at: entry.at,
            by: entry.writer.clone(),
            person: e.person.as_deref().map(Into::into),
            note: e.note.as_deref().map(Into::into),
        });
    }

    fn captured(&mut self, entry: &Entry, e: &event::ItemCaptured) {
        let filed = self.state.is_filed();
        let before = self.told.capture.take();
        let unseen = before.filter(|_| filed && e.after != self.told.state_place);
        let field = if filed { CAPTURE } else { STATE };
        self.decided(entry, &e.after, (ItemState::after(e), field));
        if let (Some(before), Some(two)) = (unseen, self.told.conflicts.last_mut()) {
            let by_hand = || "a place by hand".to_owned();
            two.first.0 = before.destination.clone().unwrap_or_else(by_hand);
            two.second.0 = e.destination.clone().unwrap_or_else(by_hand);
            self.told.also_captured.push(before);
        }
        self.told.capture = Some(Box::new(Capture {
            by: entry.writer.clone(),
            at: entry.at,
            route: e.route.clone(),
            destination_kind: e.destination_kind.clone(),
            destination: e.destination.clone(),
            reference: e.reference.clone(),
            note: e.note.clone(),
            path: e.path.clone(),
            sha256: e.sha256.clone(),
            read_back: e.read_back,
            confirmed_by: None,
        }));
    }

    fn becomes(&mut self, entry: &Entry, after: &Place, to: ItemState) {
        self.decided(entry, after, (to, STATE));
    }

    /// The same, with what a conflict about it is called.
    fn decided(&mut self, entry: &Entry, after: &Place, (to, field): (ItemState, &str)) {
        let told = &mut self.told;
        if *after == told.state_place {
            told.conflicts
                .retain(|c| c.field != STATE && c.field != CAPTURE);
        } else if self.state != to || field == CAPTURE {
            told.conflicts.push(Conflict {
                field: field.into(),
                first: (self.state.as_str().into(), told.state_place.clone()),
                second: (to.as_str().into(), entry.place()),
            });
        }
        self.state = to;
        told.state_place = entry.place();
    }

    fn tasked(&mut self, replaces: Option<&Place>, new: Task) {
        let standing = self.task.as_ref().map(|t| (t.words(), t.place.clone()));
        if standing.as_ref().map(|(_, place)| place) == replaces {
            self.told.conflicts.retain(|c| c.field != "task");
        } else if let Some(first) = standing.filter(|(words, _)| *words != new.words()) {
            self.told.conflicts.push(Conflict {
                field: "task".into(),
                first,
                second: (new.words(), new.place.clone()),
            });
        }
        self.task = Some(new);
    }
}

impl Telling<'_> {
    fn edited(&mut self, entry: &Entry, e: &ItemEdited) {
        let stamp = entry.place().stamp();
        let named = self.named.iter().find(|n| n.edit == stamp).cloned();
        let field = ItemField::parse(&e.field);
        let before = field.and_then(|field| self.detail(field, named.as_ref()));
        if self.put(entry, e, named.as_ref()).is_none() {
            return;
        }
        if let (Some(field), Some(before)) = (field, before) {
            self.said_anew(entry, e, (field, before), named.as_ref());
        }
    }

    /// A detail of the item as a whole that a record of it tells, in words: a name, or as the journal has it.
    fn detail(&self, field: ItemField, named: Option<&Named>) -> Option<Arc<str>> {
        let setting = self.setting.as_ref()?;
        match field {
            ItemField::Marking => setting.marking.clone(),
            ItemField::Device => {
                let name = named.and_then(|n| n.before.clone());
                name.or_else(|| setting.device.clone())
            }
            ItemField::Conversation => named?.before.clone(),
            ItemField::PersonalData => setting.personal_data.then(|| "yes".into()),
            ItemField::Timer => setting.timer.map(|s| s.to_string().into()),
            ItemField::Principal => setting.principal.clone(),
            // No record tells whether it was received; the others are of its messages.
            ItemField::Received
            | ItemField::Text
            | ItemField::From
            | ItemField::Sent
            | ItemField::MessageText
            | ItemField::MessageFrom
            | ItemField::MessageSent => None,
        }
    }

    /// Keeps what stood where a detail was said anew, and who did that.
    fn said_anew(
        &mut self,
        entry: &Entry,
        e: &ItemEdited,
        (field, before): (ItemField, Arc<str>),
        named: Option<&Named>,
    ) {
        let beside = e.conversation.filter(|_| named.is_some_and(|n| n.beside));
        let value = match field {
            ItemField::Conversation => named.and_then(|n| n.after.clone()),
            ItemField::Device => {
                let name = named.and_then(|n| n.after.clone());
                name.or_else(|| self.setting.as_ref()?.device.clone())
            }
            _ => e.value.as_deref().map(Arc::from),
        };
        if value.as_ref() == Some(&before) && beside.is_none() {
            return;
        }
        self.told.changed.push(Changed {
            at: entry.at,
            place: entry.place(),
            person: e.person.clone(),
            field,
            value,
            before: Some(before),
            beside,
        });
    }

    /// Puts the value in its place; `None` where it has none.
    fn put(&mut self, entry: &Entry, e: &ItemEdited, named: Option<&Named>) -> Option<()> {
        let told = &mut self.told;
        told.text_places.push(entry.place());
        let key = edit_key(&e.field, e.message);
        let standing = told.field_places.get(key.as_ref());
        let standing = standing.unwrap_or(&told.first_place).clone();
        match standing == e.replaces {
            true => told.conflicts.retain(|c| c.field != key),
            false => {
                let first = self.field_text(e);
                self.told.conflicts.push(Conflict {
                    field: key.clone().into_owned(),
                    first: (first, standing),
                    second: (e.value.clone().unwrap_or_default(), entry.place()),
                });
            }
        }
        let places = &mut self.told.field_places;
        places.insert(key.into_owned(), entry.place());
        if let Some(part) = Part::of(e) {
            return self.right(entry, e, part);
        }
        let beside = named.is_some_and(|n| n.beside);
        self.setting.as_mut()?.put(e, beside)
    }

    /// Puts one part of a message right, beside what it says or in its place.
    fn right(&mut self, entry: &Entry, edit: &ItemEdited, (part, n): (Part, usize)) -> Option<()> {
        let setting = self.setting.as_mut()?;
        let beside = setting.is_imported() || self.told.capture.is_some();
        let message = self.told.messages.get_mut(n.checked_sub(1)?)?;
        let value: Option<Arc<str>> = edit.value.as_deref().map(Into::into);
        let clock = edit.sent_wall.zip(edit.zone.clone());
        let clock = clock.map(|(wall, zone)| Clock { wall, zone });
        let how = match beside {
            true => How::Beside,
            false => {
                let before = message.part(part);
                match part {
                    Part::Text => message.body = value.clone(),
                    Part::From => message.from = value.clone(),
                    Part::Sent => {
                        message.sent = value.as_deref().and_then(read_instant);
                        message.sent_wall = clock.as_ref().map(|c| c.wall);
                    }
                }
                How::Instead(before)
            }
        };
        message.put_right.push(PutRight {
            at: entry.at,
            place: entry.place(),
            person: edit.person.clone(),
            part,
            value,
            clock,
            how,
        });
        Some(())
    }

    /// A field's value in words, to show beside another.
    fn field_text(&self, edit: &ItemEdited) -> String {
        let yes = |b: bool| Some(if b { "yes" } else { "no" }.to_owned());
        if let Some((part, n)) = Part::of(edit) {
            let message = n.checked_sub(1).and_then(|n| self.told.messages.get(n));
            let value = message.and_then(|m| m.standing(part));
            return value.map_or_else(|| "not stated".into(), |v| v.to_string());
        }
        let text = |text: &Option<Arc<str>>| text.as_deref().map(str::to_owned);
        let changed = self.told.changed.iter().rev();
        let value =
            self.setting
                .as_ref()
                .and_then(|setting| match ItemField::parse(&edit.field)? {
                    ItemField::Marking => text(&setting.marking),
                    ItemField::Device => text(&setting.device),
                    ItemField::Conversation => {
                        let said = changed.clone().find_map(|c| c.beside);
                        said.or(setting.conversation).map(|c| c.to_string())
                    }
                    ItemField::Received => yes(setting.received),
                    ItemField::PersonalData => yes(setting.personal_data),
                    ItemField::Timer => setting.timer.map(|s| s.to_string()),
                    ItemField::Principal => text(&setting.principal),
                    ItemField::Text
                    | ItemField::From
                    | ItemField::Sent
                    | ItemField::MessageText
                    | ItemField::MessageFrom
                    | ItemField::MessageSent => None,
                });
        value.unwrap_or_else(|| "not stated".into())
    }
}
