//! What is tried of incidents.

use onrecord::record::Id;
use onrecord::record::command::Command;
use onrecord::record::incident::{
    IncidentCommand, IncidentKind, Informed, NewIncident, NewTelling, Sure,
};

/// One more incident, or something about the one that is known.
pub fn on_incident(known: Option<Id>, what: u8) -> Command {
    Command::Incident(match (known, what) {
        (Some(incident), 1) => IncidentCommand::Told {
            incident,
            telling: Box::new(NewTelling {
                recipient: Informed::Security,
                at: None,
                aware: None,
                name: Some("Mo Finch".into()),
                how: None,
                reference: Some("SEC/9".into()),
            }),
        },
        (Some(incident), 2) => IncidentCommand::Taken {
            incident,
            at: None,
            aware: None,
            by: "Security team".into(),
            reference: None,
        },
        (Some(incident), 3) => IncidentCommand::Close {
            incident,
            at: None,
            contained: Some(Sure::Yes),
            by: None,
            reference: None,
        },
        _ => IncidentCommand::Add(Box::new(NewIncident {
            kind: IncidentKind::WrongChat,
            channel: None,
            device: None,
            happened: None,
            noticed: None,
            personal: Some(Sure::Unsure),
            people: Some(3),
            contained: None,
            note: Some("A list went to the wrong group".into()),
            data_kinds: None,
            principal: None,
        })),
    })
}
