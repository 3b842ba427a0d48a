//! What is counted of an export beside its figures, in the words in which it is said.

use crate::import::types::Summary;

/// What is counted of an export beside its figures: how many, of one, of several.
pub(super) type Counted = (fn(&Summary) -> u64, &'static str, &'static str);

/// In the order in which they are told; `{names}` is how many names are kept.
pub(super) const COUNTED: [Counted; 14] = [
    (
        |s| s.replaced,
        "byte sequence was not UTF-8; it is shown as U+FFFD",
        "byte sequences were not UTF-8; each is shown as U+FFFD",
    ),
    (
        |s| s.cut,
        "entry is longer than can be kept and is cut",
        "entries are longer than can be kept and are cut",
    ),
    (
        |s| s.future,
        "entry is dated in the future",
        "entries are dated in the future",
    ),
    (
        |s| s.early,
        "entry is dated before 2009, when there was no WhatsApp: the clock of a phone may have been wrong",
        "entries are dated before 2009, when there was no WhatsApp: the clock of a phone may have been wrong",
    ),
    (
        |s| s.long_names,
        "line may have a sender whose name is longer than 512 bytes; it is taken for one of WhatsApp's own",
        "lines may have a sender whose name is longer than 512 bytes; they are taken for WhatsApp's own",
    ),
    (
        |s| s.inner_headers,
        "line inside an entry looks like the start of an entry and was kept as text",
        "lines inside entries look like the start of an entry and were kept as text",
    ),
    (
        |s| s.inner_odd,
        "line inside an entry has the form of a stamp that is not read; it was kept as text and is listed",
        "lines inside entries have the form of a stamp that is not read; they were kept as text and are listed",
    ),
    (
        |s| s.preamble,
        "line stands before the first entry",
        "lines stand before the first entry",
    ),
    (
        |s| s.stray_lines,
        "line was not understood",
        "lines were not understood",
    ),
    (
        |s| {
            (s.preamble + s.stray_lines + s.inner_odd).saturating_sub(s.not_understood.len() as u64)
        },
        "more line of these is not listed",
        "more lines of these are not listed",
    ),
    (
        |s| s.other_senders,
        "message is of names beyond the first {names}",
        "messages are of names beyond the first {names}",
    ),
    (
        |s| s.unnamed_files,
        "file beside the text is named by no line",
        "files beside the text are named by no line",
    ),
    (
        |s| s.attachments.named - s.attachments.present,
        "attachment is named but not there",
        "attachments are named but not there",
    ),
    (
        |s| s.quoted,
        "entry may be quoted text: it goes back in time, or its stamp has another form",
        "entries may be quoted text: they go back in time, or their stamp has another form",
    ),
];
