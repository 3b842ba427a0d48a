//! The sums that a paper ends with: of the policy it was made under, and of the journals behind it.
//!
//! Invariant: they are the last that a paper says, after everything that is to be read, acted on or signed; who is
//! read to need not hear them first.

use super::super::Desk;
use crate::lodge::paper::{Block, Section, grouped};

impl Desk {
    /// The last section of a paper made under the policy in force.
    pub(in crate::desk) fn sums(&self) -> Section {
        self.sums_under(self.policy().id(), self.policy().digest())
    }

    /// The same under the policy that was in force when it was written.
    pub(in crate::desk) fn sums_under(&self, id: &str, digest: &str) -> Section {
        let mut facts = self.head_facts();
        facts.push(policy_sum(id, digest));
        Section::new(
            "Sums of the register and the policy",
            vec![
                Block::Paragraph(
                    "The last sum of every writer's journal when this was made, and the sum of the policy, in groups of four figures. A copy of this page witnesses them: onrecord verify --head HASH, with the figures in quotation marks, tells whether the register still holds that entry. The sums prove order and integrity, not who wrote, nor that everything was written.".into(),
                ),
                Block::Facts(facts),
            ],
        )
    }

    /// The last section of a paper in which nothing of the register stands.
    pub(in crate::desk) fn policy_sums(&self) -> Section {
        let sum = policy_sum(self.policy().id(), self.policy().digest());
        Section::new("Sum of the policy", vec![Block::Facts(vec![sum])])
    }

    /// The sum of every writer's journal, in groups.
    pub(in crate::desk) fn head_facts(&self) -> Vec<(String, String)> {
        let heads = self.heads().into_iter();
        let facts =
            heads.map(|(writer, head)| (format!("Register sum of {writer}"), grouped(&head)));
        let facts: Vec<_> = facts.collect();
        match facts.is_empty() {
            true => vec![("Register sum".into(), "nothing is written yet".into())],
            false => facts,
        }
    }
}

fn policy_sum(id: &str, digest: &str) -> (String, String) {
    (format!("Sum of the policy {id}"), grouped(digest))
}
