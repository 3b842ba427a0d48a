//! What a request covers, in words.

use super::words::period_words;
use crate::desk::Desk;
use crate::record::request::Request;

impl Desk {
    /// What a request covers, each part with its label; nothing named is everything.
    pub fn request_scope(&self, request: &Request) -> Vec<(&'static str, String)> {
        let state = self.state();
        let chats = request.conversations().into_iter();
        let chats = chats
            .filter_map(|id| state.conversations.get(&id))
            .map(|c| {
                let name = c.name.as_deref().unwrap_or("a chat without a name");
                format!("{name} ({})", self.channel_label(&c.channel))
            });
        let channels = request.channels().into_iter();
        let devices = request.devices().into_iter();
        let devices = devices.filter_map(|id| state.devices.get(&id)?.name());
        let people = request.people().into_iter().map(str::to_owned);
        let (from, to) = request.period();
        let parts: [(&'static str, Vec<String>); 5] = [
            ("Chats", chats.collect()),
            (
                "Channels",
                channels.map(|c| self.channel_label(c)).collect(),
            ),
            ("Devices", devices.map(str::to_owned).collect()),
            ("People", people.collect()),
            ("Period", period_words(from, to).into_iter().collect()),
        ];
        let said = parts.into_iter().filter(|(_, all)| !all.is_empty());
        said.map(|(label, all)| (label, all.join("; "))).collect()
    }
}
