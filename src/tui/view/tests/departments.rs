//! What departments ask for, at every size of the design: requests, incidents, the attestation, measures, the pages.

use super::walk::each_size;
use crate::tui::model::Screen;
use crate::tui::testing::Office;

/// What departments ask for, and the keys that lead there.
const DEPARTMENTS: &[(&str, &str)] = &[
    ("request_found", ONE_REQUEST),
    ("request_search", "+ L"),
    ("request_by_hand", "+ b"),
    ("request_timer", "+ t"),
    ("request_answer", "+ n"),
    ("request_change", "+ e"),
    ("request_withdraw", "+ X"),
    ("request_whole", "+ Enter"),
    (
        "request_places",
        "+ L 'clause_4 Ctrl-D b 'own_phone Ctrl-D Tab",
    ),
    ("record_of_search", "+ : 'record_of_search Enter"),
    ("request_paper", "+ : 'lodge_the_record Enter"),
    ("incident_form", ": 'put_an_incident Enter"),
    (
        "incident_told",
        ": 'put_an_incident Enter Right Ctrl-D : 'say_who_was_told Enter",
    ),
    (
        "incident_taken",
        ": 'put_an_incident Enter Right Ctrl-D : 'is_taken_over Enter",
    ),
    (
        "incident_close",
        ": 'put_an_incident Enter Right Ctrl-D : 'close_an_incident Enter",
    ),
    (
        "incidents",
        ": 'put_an_incident Enter Right Ctrl-D : 'incidents Enter",
    ),
    ("attestation", ": 'attestation Enter"),
    ("data_note", ": 'data-protection Enter"),
    ("measures", ": 'a_measure_for Enter"),
    (
        "leaver",
        "3 a Right Down 'Fri_17:00 Ctrl-D : 'page_for_whoever Enter",
    ),
    (
        "stage",
        "3 a Right Down 'Fri_17:00 Ctrl-D : 'how_far_the Enter",
    ),
    ("guidance_page", ": 'guidance_on_one Enter"),
    ("need", ": 'why_other_channels Enter"),
    ("found_in_place", "F 'counsel Enter End"),
];

/// A request that is on record, its line in hand.
const ONE_REQUEST: &str =
    "6 a 'FOI2026/118 Tab Right Tab 'yesterday Tab Tab 'all_about_clause_4_of_the_bill Ctrl-D";

/// Measures of which one is longer than any row.
const MEASURES: &str = "[[at_risk]]\nname = \"Ruth Bell\"\nmeasures = [\"no private device for government business, neither for a short message nor for a call\", \"linked devices checked every week\"]\nreview_on = \"2027-05-01\"\n";

#[test]
fn what_departments_ask_for_at_every_size_of_the_design() {
    for (name, script) in DEPARTMENTS {
        let mut office = Office::of_department(MEASURES);
        office.furnish();
        let script = script.replace('+', ONE_REQUEST);
        let mut app = office.played(&script);
        let opened = app.model.overlay.is_some() || app.model.screen != Screen::Queue;
        assert!(opened, "{name}: {:?}", app.model.said);
        each_size(name, &mut app);
    }
}
