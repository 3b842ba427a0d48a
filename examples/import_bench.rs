//! Measures the reading of one export: `cargo build --release --example import_bench`, then
//! `/usr/bin/time -v target/release/examples/import_bench FILE [summary|entries|digests|lines]`.
//!
//! `lines` reads the file whole and counts its lines, for scale.

use std::io::Write;
use std::ops::ControlFlow;
use std::time::Instant;

use onrecord::import::{DateOrder, Export, Input, Options};
use onrecord::ports::Ports;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("give the path of an export")?;
    let what = arguments.next().unwrap_or_else(|| "summary".to_owned());
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    if what == "lines" {
        let bytes = std::fs::read(&path)?;
        let lines = memchr::memchr_iter(b'\n', &bytes).count();
        writeln!(out, "{lines} lines in {:?}", start.elapsed())?;
        return Ok(());
    }
    let options = Options {
        digests: what == "digests",
        ..Options::default()
    };
    let mut export = Export::open(&Ports::system(), Input::Path(path.into()), &options)?;
    let summary = export.summary();
    writeln!(out, "summary in {:?}", start.elapsed())?;
    writeln!(
        out,
        "{} entries, {} messages, {} system, {} quoted, {} timers, order {} ({})",
        summary.entries,
        summary.messages,
        summary.system,
        summary.quoted,
        summary.timers.len() as u64 + summary.timers_more,
        summary.date_order.map_or("unknown", DateOrder::as_str),
        summary.date_evidence,
    )?;
    if what != "summary" {
        let mut bytes = 0;
        export.for_each(&mut |entry| {
            bytes += entry.text.len();
            ControlFlow::Continue(())
        })?;
        writeln!(
            out,
            "{bytes} bytes of text, both passes in {:?}",
            start.elapsed()
        )?;
    }
    Ok(())
}
