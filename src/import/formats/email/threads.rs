//! Which mails belong together: by Gmail's own number, else by the first mail they answer.
//!
//! Of a mail two numbers are held, so a mailbox of a million takes some megabytes.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

#[derive(Default)]
pub(super) struct Threads {
    /// Of a mail's id, the thread it is in.
    roots: HashMap<u64, u64>,
}

impl Threads {
    /// The key of a mail's thread. `about` is what it answers, the first mail of all in front.
    pub(super) fn key(
        &mut self,
        own: Option<&str>,
        about: &[String],
        gmail: Option<&str>,
        n: u64,
    ) -> String {
        if let Some(number) = gmail {
            return format!("gm-{number}");
        }
        let known = about
            .iter()
            .find_map(|id| self.roots.get(&short(id)).copied());
        let own = own.map(short);
        let root = known
            .or_else(|| about.first().map(|id| short(id)))
            .or_else(|| own.and_then(|own| self.roots.get(&own).copied()))
            .or(own)
            .unwrap_or_else(|| short(&format!("mail {n}")));
        for id in about.iter().map(|id| short(id)).chain(own) {
            self.roots.entry(id).or_insert(root);
        }
        format!("{root:016x}")
    }
}

fn short(id: &str) -> u64 {
    let digest = Sha256::digest(id.trim().trim_matches(['<', '>']).as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

/// A subject without what replies and forwards put before it.
pub(super) fn bare(subject: &str) -> &str {
    let mut rest = subject.trim();
    loop {
        let before = ["re:", "fw:", "fwd:", "aw:", "sv:", "antw:", "wg:", "tr:"];
        let shorter = before.iter().find_map(|b| {
            let start = rest.get(..b.len())?;
            start
                .eq_ignore_ascii_case(b)
                .then(|| rest[b.len()..].trim_start())
        });
        match shorter {
            Some(shorter) => rest = shorter,
            None => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_stand_with_what_they_answer_whichever_comes_first() {
        let mut threads = Threads::default();
        let about = |ids: &[&str]| ids.iter().map(|i| (*i).to_owned()).collect::<Vec<_>>();
        let answer = threads.key(Some("b@x"), &about(&["a@x"]), None, 1);
        assert_eq!(threads.key(Some("a@x"), &[], None, 2), answer);
        assert_eq!(
            threads.key(Some("c@x"), &about(&["<b@x>"]), None, 3),
            answer
        );
        assert_ne!(threads.key(Some("d@x"), &[], None, 4), answer);
        assert_ne!(
            threads.key(None, &[], None, 5),
            threads.key(None, &[], None, 6)
        );
        assert_eq!(threads.key(None, &[], Some("17"), 7), "gm-17");
        assert_eq!(bare("Re: AW: Fwd: Budget"), "Budget");
        assert_eq!(bare("Report: Budget"), "Report: Budget");
    }
}
