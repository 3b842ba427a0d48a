//! `import --help-channel`: how messages are got out of a channel, and what is left where no export can be made.

use super::super::App;
use super::super::error::CliError;
use crate::desk::{Desk, explained};
use crate::import::formats;

/// Prints the directions of the channel of that name, or label.
pub(super) fn directions(app: &mut App, desk: &Desk, wanted: &str) -> Result<(), CliError> {
    let channels = desk.policy().channels();
    let is = |name: &str| name.eq_ignore_ascii_case(wanted);
    let found = channels.iter().find(|c| is(&c.id) || is(&c.label));
    let Some(channel) = found else {
        let ids: Vec<&str> = channels.iter().map(|c| c.id.as_str()).collect();
        return Err(CliError::usage(
            format!("{wanted} is not a channel of the policy"),
            format!("The channels there are: {}", ids.join(", ")),
        ));
    };
    let out = &mut app.out;
    out.field("Channel", &channel.label)?;
    let mut none = true;
    for row in formats().filter(|row| row.channel == channel.id) {
        none = false;
        out.gap()?;
        out.field("Export", format!("{} (--as {})", row.title, row.id))?;
        for (n, step) in row.steps.iter().enumerate() {
            out.field(&format!("  {}", n + 1), step)?;
        }
        out.field("  Leaves out", row.leaves_out)?;
    }
    out.gap()?;
    if none {
        out.say("No export of this channel is read yet.")?;
    }
    out.say("Where no export can be made, a screenshot (21a) or the substance written down (21b) is equal.")?;
    if let Some(words) = explained::without_export(channel) {
        out.say(words)?;
    }
    Ok(())
}
