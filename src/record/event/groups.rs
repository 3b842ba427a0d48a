//! Kinds of event by what they are about, as patterns: where all of one sort are one case.
//!
//! Invariant: a kind that is added stands in one of these or in a line of its own wherever every kind is named; the
//! compiler asks for it.

/// Every event of a departure.
macro_rules! departure_events {
    () => {
        $crate::record::event::Event::DepartureOpened(_)
            | $crate::record::event::Event::DepartureEdited(_)
            | $crate::record::event::Event::DepartureCell(_)
            | $crate::record::event::Event::DepartureStep(_)
            | $crate::record::event::Event::DepartureRest(_)
            | $crate::record::event::Event::DepartureAccepted(_)
            | $crate::record::event::Event::DepartureStated(_)
            | $crate::record::event::Event::DepartureStaged(_)
            | $crate::record::event::Event::DepartureConfirmed(_)
            | $crate::record::event::Event::DepartureClosed(_)
            | $crate::record::event::Event::DepartureCancelled(_)
            | $crate::record::event::Event::DepartureReopened(_)
    };
}

/// Every event of an incident.
macro_rules! incident_events {
    () => {
        $crate::record::event::Event::IncidentOpened(_)
            | $crate::record::event::Event::IncidentTold(_)
            | $crate::record::event::Event::IncidentTaken(_)
            | $crate::record::event::Event::IncidentClosed(_)
    };
}

pub(crate) use {departure_events, incident_events};
