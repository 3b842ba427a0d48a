//! What is fixed about a kind of export: its name, its channel, what is said of it, how it is got.

/// A kind of export.
#[derive(Debug, PartialEq, Eq)]
pub struct FormatRow {
    /// The name in options, in JSON and on record.
    pub id: &'static str,
    /// The policy's word for the channel its messages are of.
    pub channel: &'static str,
    /// What wrote it, as people say it: "WhatsApp", in "WhatsApp export".
    pub title: &'static str,
    /// The channel in one word, for a narrow column and for the lines it writes itself.
    pub wrote: &'static str,
    /// The endings its files have, without the dot.
    pub endings: &'static [&'static str],
    /// How the file is got, step by step.
    pub steps: &'static [&'static str],
    /// What such a file never holds.
    pub leaves_out: &'static str,
}

impl FormatRow {
    /// What a line is called that nobody sent: on a screen it stands where else the sender does.
    pub fn wrote_itself(&self) -> String {
        format!("{} notice", self.wrote)
    }
}
