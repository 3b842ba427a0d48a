//! What is fixed about WhatsApp's exports.

use crate::import::row::FormatRow;

pub(in crate::import) static ROW: FormatRow = FormatRow {
    id: "whatsapp",
    channel: "whatsapp",
    title: "WhatsApp",
    wrote: "WhatsApp",
    endings: &["txt", "zip"],
    steps: &[
        "iPhone: open the chat, tap its name at the top, scroll down, Export Chat. You get a zip.",
        "Android: open the chat, the three dots, More, Export chat. You get a text, or a zip where you ask for media.",
        "At a desk: in WhatsApp Web or Desktop, select messages and copy them; onrecord import - reads what you paste.",
        "Move the file to this machine by a way your department allows.",
    ],
    leaves_out: "All but the newest 40,000 messages, 10,000 with media; replies, reactions and ticks; what was deleted or had vanished. A chat with advanced privacy on cannot be exported.",
};
