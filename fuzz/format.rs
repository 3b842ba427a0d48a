//! Feeds one format with anything at all: nothing may panic, and what is read twice is the same twice.
//!
//! The name of the binary is the name of the format. It begins with the exports that the conformance suite is tried on.
#![no_main]

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use onrecord::import::{Export, Input, Options, format_named};
use onrecord::ports::Ports;

#[path = "../tests/import_support/made.rs"]
mod made;
#[path = "../tests/import_support/outlook.rs"]
mod outlook;

/// So many conversations of one file are read.
const CHATS: usize = 4;

static FORMAT: OnceLock<String> = OnceLock::new();

fn format() -> &'static str {
    FORMAT.get_or_init(|| {
        let program = std::env::args().next().unwrap_or_default();
        let name = Path::new(&program).file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    })
}

/// Puts what the conformance suite reads into the corpus, where one was named.
fn begin() {
    let corpus = std::env::args().skip(1).find(|arg| Path::new(arg).is_dir());
    let Some(corpus) = corpus else { return };
    for (n, made) in made::all()
        .into_iter()
        .filter(|m| m.id == format())
        .enumerate()
    {
        for (m, (_, bytes)) in made.files.iter().enumerate() {
            std::fs::write(Path::new(&corpus).join(format!("made-{n}-{m}")), bytes).unwrap();
        }
    }
}

fn open(bytes: &[u8], chat: Option<String>) -> Option<Export> {
    let input = Input::Bytes {
        name: None,
        bytes: bytes.to_vec(),
    };
    let options = Options {
        format: Some(format_named(format()).expect("the binary has a format's name")),
        chat,
        digests: true,
        ..Options::default()
    };
    Export::open(&Ports::system(), input, &options).ok()
}

/// The entries of the conversation in hand, as far as they must be the same in every turn.
fn turn(export: &mut Export) -> Option<Vec<(u64, String, Option<[u8; 32]>)>> {
    let mut seen = Vec::new();
    let done = export.for_each(&mut |e| {
        seen.push((e.n, e.text.to_string(), e.digest));
        ControlFlow::Continue(())
    });
    done.ok().map(|_| seen)
}

fuzz_target!(init: begin(), |bytes: &[u8]| {
    let Some(export) = open(bytes, None) else { return };
    for facts in export.chats().iter().take(CHATS) {
        let Some(mut export) = open(bytes, Some(facts.key.clone())) else { continue };
        let Some(first) = turn(&mut export) else { continue };
        assert!(first.iter().enumerate().all(|(i, e)| e.0 == i as u64 + 1));
        assert_eq!(turn(&mut export).as_ref(), Some(&first));
        let s = export.summary();
        assert_eq!(s.messages + s.system + s.calls + s.drafts, first.len() as u64);
    }
});
