//! One turn through the mails of an export: each given as an entry of its conversation, and what is to be said of all.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::mail::{Mail, mail};
use super::mailbox::{MAIL_CAP, RawMail};
use super::outlook::{self, SIGN};
use super::signs::has_open_head;
use super::threads::{Threads, bare};
use super::worded::{Misnamed, misnamed_said};
use crate::import::format::{ChatInfo, Sink};

#[derive(Default)]
pub(super) struct MailTurn {
    threads: Threads,
    pub(super) n: u64,
    encrypted: u64,
    labels: u64,
    /// How many are in another charset than they say, and the line of the first.
    misnamed: BTreeMap<Misnamed, (u64, u64)>,
}

impl MailTurn {
    pub(super) fn give(
        &mut self,
        raw: &RawMail<'_>,
        (text, binned): (usize, bool),
        sink: &mut dyn Sink,
    ) -> ControlFlow<()> {
        self.n += 1;
        let Some(mut mail) = MailTurn::read(raw, sink) else {
            let start = String::from_utf8_lossy(&raw.bytes[..raw.bytes.len().min(200)]);
            sink.stray(
                raw.line,
                &start,
                "it is no mail that can be read, or was cut short",
            );
            return ControlFlow::Continue(());
        };
        mail.deleted |= binned;
        self.encrypted += u64::from(mail.encrypted);
        self.labels += u64::from(mail.labels.is_some());
        mail.misnamed.sort();
        mail.misnamed.dedup();
        for misnamed in std::mem::take(&mut mail.misnamed) {
            self.misnamed.entry(misnamed).or_insert((0, raw.line)).0 += 1;
        }
        let key = self.threads.key(
            mail.id.as_deref(),
            &mail.about,
            mail.gmail.as_deref(),
            self.n,
        );
        let subject = mail.subject.as_deref().map(bare).filter(|s| !s.is_empty());
        let named = ChatInfo {
            name: Some(subject.unwrap_or("no subject")),
            ..ChatInfo::default()
        };
        sink.chat(&key, named);
        if !sink.wants(&key) {
            return ControlFlow::Continue(());
        }
        if raw.cut > 0 {
            sink.left_out(format!(
                "The mail at line {} is larger than the {} MB that are read: what is beyond is not here",
                raw.line,
                MAIL_CAP >> 20
            ));
        }
        mail.unlisted(raw.line)
            .for_each(|said| sink.say(Some(&key), said));
        let mut entry = mail.entry(&key, text, raw.offset);
        (entry.line, entry.raw, entry.cut) = (raw.line, raw.bytes, raw.cut);
        entry.omitted = mail.encrypted;
        sink.entry(entry)
    }

    fn read(raw: &RawMail<'_>, sink: &mut dyn Sink) -> Option<Mail> {
        if raw.bytes.starts_with(SIGN) {
            let read = outlook::mail(raw.bytes)?;
            if read.torn {
                sink.left_out(format!(
                    "The mail of number {} has parts that cannot be read: its file may have been cut short",
                    raw.line
                ));
            }
            read.said.into_iter().for_each(|said| sink.say(None, said));
            return Some(read.mail);
        }
        if has_open_head(raw.plain) {
            sink.left_out(format!(
                "The mail at line {} has no end to its headers: it may have been cut short",
                raw.line
            ));
        }
        mail(raw.plain)
    }

    pub(super) fn end(&self, sink: &mut dyn Sink) {
        if self.encrypted > 0 {
            sink.say(
                None,
                match self.encrypted {
                    1 => "1 mail is encrypted: its words cannot be read here".to_owned(),
                    n => format!("{n} mails are encrypted: their words cannot be read here"),
                },
            );
        }
        let misnamed = &self.misnamed;
        misnamed_said(misnamed).for_each(|said| sink.left_out(said));
        if self.labels > 0 {
            sink.say(
                None,
                format!(
                    "{} labels of Gmail; a mail with several may stand in several files",
                    match self.labels {
                        1 => "1 mail has".to_owned(),
                        n => format!("{n} mails have"),
                    }
                ),
            );
        }
    }
}
