//! What the import tests share: an entry with nothing borrowed, and exports from memory.

use std::ops::ControlFlow;

use onrecord::import::{EntryKind, Export, ImportError, Input, Options, Summary};
use onrecord::ports::Ports;

/// One entry, owned.
#[derive(Clone, Debug, PartialEq)]
pub struct Owned {
    pub n: u64,
    pub kind: EntryKind,
    /// `YYYY-MM-DDTHH:MM:SS`
    pub at: String,
    pub sender: Option<String>,
    pub sender_raw: Option<String>,
    pub text: String,
    pub attachments: Vec<(String, bool)>,
    pub flags: Vec<&'static str>,
    pub quoted: Option<String>,
    pub timer: Option<u32>,
    pub line: u64,
    pub offset: u64,
    pub raw: Vec<u8>,
    pub cut: u64,
    pub digest: Option<[u8; 32]>,
}

pub fn open(text: impl AsRef<[u8]>, options: &Options) -> Result<Export, ImportError> {
    let bytes = text.as_ref().to_vec();
    Export::open(
        &Ports::system(),
        Input::Bytes { name: None, bytes },
        options,
    )
}

pub fn entries(export: &mut Export) -> Result<(Vec<Owned>, Summary), ImportError> {
    let mut out = Vec::new();
    let summary = export.for_each(&mut |e| {
        let flag = |on, name| if on { Some(name) } else { None };
        let flags = [
            flag(e.edited, "edited"),
            flag(e.deleted, "deleted"),
            flag(e.omitted, "omitted"),
            flag(e.view_once, "view-once"),
            flag(e.generated, "generated"),
        ];
        out.push(Owned {
            n: e.n,
            kind: e.kind,
            at: e.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            sender: e.sender.as_deref().map(str::to_owned),
            sender_raw: e.sender_raw.as_deref().map(str::to_owned),
            text: e.text.to_string(),
            attachments: e
                .attachments
                .iter()
                .map(|a| (a.name.to_string(), a.present))
                .collect(),
            flags: flags.into_iter().flatten().collect(),
            quoted: e.quoted.map(|q| q.to_string()),
            timer: e.timer,
            line: e.line,
            offset: e.offset,
            raw: e.raw.to_vec(),
            cut: e.cut,
            digest: e.digest(),
        });
        ControlFlow::Continue(())
    })?;
    Ok((out, summary))
}

pub fn read(text: impl AsRef<[u8]>, options: &Options) -> (Vec<Owned>, Summary) {
    let mut export = open(text, options).unwrap();
    let (entries, summary) = entries(&mut export).unwrap();
    check(&entries, &summary);
    (entries, summary)
}

/// What must hold of every reading.
pub fn check(entries: &[Owned], s: &Summary) {
    let messages = entries
        .iter()
        .filter(|e| e.kind == EntryKind::Message)
        .count() as u64;
    assert_eq!(s.entries, entries.len() as u64);
    assert_eq!(s.messages, messages);
    assert_eq!(s.messages + s.system, s.entries);
    assert_eq!(s.lines, s.entry_lines + s.preamble + s.stray_lines);
    assert_eq!(
        s.senders.iter().map(|(_, n)| n).sum::<u64>() + s.other_senders,
        messages
    );
    assert_eq!(
        s.quoted,
        entries.iter().filter(|e| e.quoted.is_some()).count() as u64
    );
    let numbered = entries.iter().enumerate().all(|(i, e)| e.n == i as u64 + 1);
    assert!(numbered);
}
