//! The requests that are open, for whoever keeps the queue next.

use super::places::Plan;
use crate::desk::Desk;
use crate::desk::words::counted;
use crate::lodge::paper::Section;
use crate::record::request::Request;

impl Desk {
    /// The open requests, what is due first before the rest; no section where there is none.
    pub(in crate::desk) fn requests_section(&self, principal: Option<&str>) -> Option<Section> {
        let all = self.requests_in_order().into_iter();
        let open = all.filter(|r| r.is_open());
        let theirs = open.filter(|r| principal.is_none() || r.principal.as_deref() == principal);
        let lines: Vec<String> = theirs.map(|r| self.open_request(r)).collect();
        (!lines.is_empty()).then(|| Section::listed("Requests (28-30)", lines, ""))
    }

    fn open_request(&self, request: &Request) -> String {
        let (done, all) = Plan::of(self, request).figures();
        let timers = self.request_timers(request.id);
        let mut words = format!(
            "{} ({}), {}: due {}; {done} of {all} places searched",
            self.request_name(request.id),
            request.kind().words(),
            request.stage(),
            self.request_due(request).words(),
        );
        if let open @ 1.. = timers.iter().filter(|t| t.open).count() {
            words.push_str(&format!("; {} not answered for", counted(open, "timer")));
        }
        words
    }
}
