//! What the tests that write folders share.

use std::fs;
use std::path::Path;

use onrecord::lodge::CaptureDoc;
use onrecord::ports::Ports;

use crate::lodge_support::{attachment, capture, message};

pub fn ports() -> Ports {
    Ports::system()
}

/// Two messages, three attachments.
pub fn doc() -> CaptureDoc {
    let mut first = message("Go with option B.\nCounsel to confirm clause 4.");
    first.attachments = vec![
        attachment(
            "IMG-20261121-WA0003.jpg",
            b"\xff\xd8\xff\xe0 not much of a picture",
        ),
        attachment("empty.txt", b""),
    ];
    let mut second = message("\u{1b}[2J done");
    second.attachments = vec![attachment("../note.txt", b"a note\n")];
    capture(vec![first, second])
}

pub fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}
