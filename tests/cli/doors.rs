//! Packages that are no bags: what is in them, where they stand, and that they are whole or not there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::Home;

/// Two captures in the plan, of them one put right, and one by hand.
pub fn office() -> (Home, Vec<String>) {
    let home = Home::ready();
    let shot = home.file("shot.png", b"\x89PNG\r\n\x1a\nnot much of one");
    let bill = ["-c", "whatsapp", "--conversation", "Bill team"];
    let add = |text: &str, more: &[&str]| home.add(&[&[text], &bill[..], more].concat());
    let asha = ["--from", "Asha", "--sent", "2026-11-20 09:06"];
    let ids = vec![
        add(
            "Go with option B",
            &[&asha[..], &["--file", &shot]].concat(),
        ),
        add("Counsel advises", &["--marking", "official"]),
        add("Carried over by hand", &["--sent", "2026-11-21 23:59"]),
    ];
    let capture = |args: &[&str]| home.run(&[&["capture"], args].concat()).ok();
    capture(&[&ids[0], "--to", "plan", "--ref", "MIN/2026/1"]);
    capture(&[&ids[1], "--to", "plan", "--ref", "MIN/2026/2"]);
    capture(&[&ids[2], "--to", "edrm", "--ref", "ABC/2"]);
    (home, ids)
}

/// Makes a package in `out`: the row that is printed, and the folder.
pub fn made(home: &Home, out: &Path, args: &[&str]) -> (Value, PathBuf) {
    fs::create_dir_all(out).unwrap();
    let out = out.display().to_string();
    let row = home
        .run(&[&["package", "--out", &out, "--json"], args].concat())
        .ok()
        .row();
    let path = PathBuf::from(row["path"].as_str().unwrap());
    (row, path)
}

pub fn names(dir: &Path) -> Vec<String> {
    let listed = fs::read_dir(dir).unwrap();
    let names = listed.map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

#[test]
fn a_review_platform_gets_a_file_for_each_conversation_and_day() {
    let (home, ids) = office();
    let (row, folder) = made(&home, &home.path("out"), &["--all", "--rsmf"]);
    assert_eq!(
        (row["form"].as_str(), row["captures"].as_u64()),
        (Some("rsmf"), Some(3))
    );
    assert!(folder.ends_with("2026-11-22_package_rsmf"), "{row}");
    let names = names(&folder);
    let days: Vec<&str> = names
        .iter()
        .filter(|n| n.ends_with(".rsmf"))
        .map(|n| &n[..20])
        .collect();
    assert_eq!(
        days,
        [
            "2026-11-20_whatsapp_",
            "2026-11-21_whatsapp_",
            "2026-11-22_whatsapp_"
        ]
    );
    assert_eq!(names[3..], ["SHA256SUMS", "about.txt"].map(str::to_owned));
    let about = fs::read_to_string(folder.join("about.txt")).unwrap();
    assert!(about.contains("\nEvents: 3\n"), "{about}");
    // The text is in the zip; what stands outside has no word of it.
    let file = fs::read_to_string(folder.join(&names[0])).unwrap();
    assert!(file.contains("X-RSMF-EventCount: 1\r\n"), "{file}");
    assert!(!file.contains("option B"));

    let (_, again) = made(&home, &home.path("again"), &["--all", "--rsmf"]);
    for name in &names[..3] {
        let bytes = |dir: &Path| fs::read(dir.join(name)).unwrap();
        assert_eq!(bytes(&folder), bytes(&again), "{name}");
    }

    // Of one capture it stands beside that capture's folder.
    let (_, one) = made(&home, &home.path("plan"), &[&ids[0], "--rsmf"]);
    assert!(
        one.ends_with(format!("2026-11-22_whatsapp_{}_rsmf", ids[0])),
        "{one:?}"
    );
    let lodged = home
        .path("plan")
        .join(format!("2026-11-22_whatsapp_{}", ids[0]));
    assert!(!lodged.join("about.txt").exists());
    home.run(&["verify"]).ok();
}

#[test]
fn what_was_erased_is_said_to_be_and_a_bag_has_no_such_file() {
    let (home, ids) = office();
    home.run(&["erase", &ids[0], "--no-request-known"]).ok();
    let (row, folder) = made(&home, &home.path("out"), &["--all", "--rsmf"]);
    assert_eq!(
        (row["made_again"].as_u64(), row["rows_only"].as_u64()),
        (Some(2), Some(1))
    );
    let about = fs::read_to_string(folder.join("about.txt")).unwrap();
    assert!(
        about.contains("whose text is not held here: 1\n"),
        "{about}"
    );
    let out = home.path("out").display().to_string();
    let refused = ["package", "--all", "--out", &out, "--rsmf", "--tdr"];
    home.run(&refused).fails(2);
}
