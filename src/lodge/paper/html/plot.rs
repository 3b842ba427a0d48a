//! A count day by day as a small drawing; the sentence beneath it says the same.

use std::fmt::Write;

use super::super::Plot;
use super::Html;

/// What a page with drawings has besides.
pub(super) const STYLE: &str = "\
figure { margin: 0 0 1rem; }
svg { width: 100%; height: auto; }
";

/// The drawing is this wide and high, in its own units.
const WIDE: u64 = 600;
const HIGH: u64 = 80;

/// A drawing under whose line its words stand: who cannot see it misses nothing.
pub(super) fn plot(out: &mut Html, plot: &Plot) {
    let most = plot
        .points
        .iter()
        .map(|(_, n)| *n)
        .max()
        .unwrap_or(0)
        .max(1);
    let last = u64::try_from(plot.points.len().saturating_sub(1)).unwrap_or(0);
    out.mark("<figure>\n");
    if plot.points.len() > 1 {
        let mut line = String::new();
        for ((_, count), n) in plot.points.iter().zip(0..) {
            // From the top: what is more stands higher.
            let x = (n * WIDE).checked_div(last).unwrap_or(0);
            let y = HIGH - count.saturating_mul(HIGH) / most;
            // Writing to a text cannot fail.
            let _ = write!(line, "{x},{} ", y + 2);
        }
        out.mark("<svg viewBox=\"0 0 600 84\" role=\"presentation\">\n")
            .mark("<path d=\"M0 82H600\" stroke=\"#505a5f\" fill=\"none\"></path>\n<polyline fill=\"none\" stroke=\"#0b0c0c\" stroke-width=\"2\" points=\"")
            .put(Html::line(&line))
            .mark("\"></polyline>\n</svg>\n");
    }
    out.mark("<figcaption>")
        .put(Html::line(&plot.words()))
        .mark("</figcaption>\n</figure>\n");
}
