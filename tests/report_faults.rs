//! The disk gives out at every step while a report is sent: nothing is recorded that did not leave, and what
//! left and could not be recorded is said.

use std::fs;
use std::path::Path;

use onrecord::desk::{Desk, DeskError, ReportChanges, SendRequest};
use onrecord::policy::{Case, Device, Situation};
use onrecord::ports::{Files, Ports};
use onrecord::record::decision::NewDecision;
use onrecord::record::report::{Recipient, Source};

#[path = "../src/testing.rs"]
mod testing;

fn ports(root: &Path, files: Files, salt: u64) -> Ports {
    Ports {
        files,
        ..testing::ports_from(root, salt)
    }
}

/// A register with a report that is written and not sent; gives its source.
fn written(root: &Path) -> Source {
    let home = root.join("home");
    fs::create_dir_all(&home).unwrap();
    fs::create_dir_all(root.join("plan")).unwrap();
    let settings = format!(
        "[me]\nname = \"Ruth Bell\"\n[machine]\nmanaged = \"corporate\"\nup_to = \"official\"\n\
         [[destination]]\nname = \"mail\"\nkind = \"command\"\ncommand = [\"/bin/sh\", \"-c\", \"cat > {0}/mail\"]\nto = \"kim@example.gov.uk\"\n\
         [[destination]]\nname = \"plan\"\nkind = \"folder\"\npath = \"{0}/plan\"\n",
        root.display()
    );
    fs::write(home.join("config.toml"), settings).unwrap();
    let mut desk = Desk::open(&ports(root, Files::real(), 1), &home).unwrap();
    let case = Case {
        situation: Situation::AlreadyUsed,
        device: Device::Personal,
        significant: true,
        channel: Some("whatsapp".into()),
        ..Case::default()
    };
    let said = desk.consider(&case);
    let id = desk
        .record_decision(NewDecision {
            case,
            said,
            direction: true,
            change: false,
            device_id: None,
            government_system: None,
            because: None,
            reason: Some("no signal".into()),
            principal: None,
        })
        .unwrap();
    let report = Source::Decision(id);
    desk.write_report(report, ReportChanges::default()).unwrap();
    report
}

/// Sends through a destination while only so many steps reach the disk; tells whether all did.
fn send(through: &str, steps: usize) -> bool {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let report = written(root);
    let home = root.join("home");
    let faulty = ports(root, testing::dying_after(steps), 90);
    let sent = Desk::open(&faulty, &home).unwrap().send_report(
        report,
        Recipient::Kim,
        SendRequest {
            destination: Some(through.into()),
            ..SendRequest::default()
        },
    );
    let left = match through {
        "mail" => root.join("mail").exists(),
        _ => fs::read_dir(root.join("plan"))
            .unwrap()
            .any(|e| !e.unwrap().file_name().to_string_lossy().starts_with('.')),
    };
    let desk = Desk::open(&ports(root, Files::real(), 180), &home).unwrap();
    let recorded = desk.state().reports[&report.id()].is_sent_to(Recipient::Kim);
    assert!(
        left || !recorded,
        "{through}, {steps}: recorded and never left"
    );
    assert_eq!(desk.reports_unsent(None), 1, "the other recipient waits");
    match sent {
        Ok(()) => {
            assert!(left && recorded, "{through}, {steps}: acknowledged");
            true
        }
        Err(error) => {
            let said = match &error {
                DeskError::Storage(said) => said.clone(),
                DeskError::Refused(refusal) => refusal.to_string(),
                DeskError::Stuck { what, next } => format!("{what} {next:?}"),
            };
            if left && through == "mail" {
                assert!(said.contains("report.sent"), "{through}, {steps}: {said}");
            }
            assert!(desk.verify(None).unwrap().ok, "{through}, {steps}");
            false
        }
    }
}

#[test]
fn a_report_is_recorded_as_sent_only_where_it_left_and_what_left_is_said() {
    for through in ["mail", "plan"] {
        let mut steps = 0;
        while !send(through, steps) {
            steps += 1;
            assert!(steps < 500, "{through}: it is never sent");
        }
        assert!(steps > 2, "{through}: only {steps} steps");
    }
}
