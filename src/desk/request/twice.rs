//! Requests that two people took in under one reference, without sight of each other.
//!
//! Invariant: none of them is dropped; a reference means the one that is open, once only one is.

use crate::desk::Desk;
use crate::record::Id;
use crate::record::Refusal;
use crate::record::next::{op, way_on};
use crate::record::request::{Request, same_reference};

impl Desk {
    /// The request of that reference, or whose id begins so.
    ///
    /// # Errors
    /// Refused where there is none, and where several have the reference and not just one of them is open.
    pub fn resolve_request(&self, word: &str) -> Result<Id, Refusal> {
        let wanted = word.trim();
        let mut found: Vec<&Request> = self.requests_of(wanted).collect();
        if found.len() > 1 && found.iter().filter(|r| r.is_open()).count() == 1 {
            found.retain(|r| r.is_open());
        }
        if found.is_empty() && wanted.len() >= 4 {
            let lower = wanted.to_lowercase();
            let all = self.state().requests.values();
            found = all.filter(|r| r.id.as_str().starts_with(&lower)).collect();
        }
        match found.as_slice() {
            [one] => Ok(one.id),
            [] => Err(Refusal::new(
                format!("No request with the reference {wanted} is on record"),
                way_on("List them with", op::REQUESTS),
            )),
            several => {
                let ids: Vec<&str> = several.iter().map(|r| r.id.as_str()).collect();
                Err(Refusal::new(
                    format!(
                        "{} requests have the reference {wanted}: two people took it in without sight of each other",
                        several.len()
                    ),
                    format!(
                        "Name one by its id: {}. Withdraw the one that is too many, then the reference means the other",
                        ids.join(", ")
                    ),
                ))
            }
        }
    }

    /// The requests that have this reference.
    fn requests_of<'a>(&'a self, reference: &'a str) -> impl Iterator<Item = &'a Request> {
        let all = self.state().requests.values();
        all.filter(move |r| {
            let theirs = r.reference.as_deref();
            theirs.is_some_and(|theirs| same_reference(theirs, reference))
        })
    }

    /// That another request which is open has the same reference as this one, in a sentence without its stop.
    pub fn request_twice(&self, request: &Request) -> Option<String> {
        let reference = request.reference.as_deref().filter(|_| request.is_open())?;
        let mut others = self.requests_of(reference);
        let other = others.find(|r| r.id != request.id && r.is_open())?;
        Some(format!(
            "taken in a second time as {}, without sight of this one, {}: withdraw the one that is too many, by its id",
            other.id, request.id
        ))
    }
}
