//! Texts as the lines that stand on a screen of some size.

use crate::action::{Act, Context, Mending};
use crate::text::{self, sentence_case};
use crate::tui::book::When;
use crate::tui::broken::Broken;
use crate::tui::guidance::Guidance;
use crate::tui::model::{Model, Overlay, Reading};
use crate::tui::theme::Role;

/// A text as wrapped lines.
pub fn reading(model: &Model, reading: &Reading) -> Vec<String> {
    let columns = match reading.plain {
        true => usize::from(model.columns).max(1),
        false => usize::from(model.columns.saturating_sub(2)).clamp(1, 100),
    };
    let paragraphs = reading.text.iter();
    let wrapped = paragraphs.flat_map(|p| match reading.plain {
        true => text::wrap(&text::safe_block(p), columns),
        false => hanging(&text::safe_block(p), columns),
    });
    wrapped.collect()
}

/// Wraps a text so that the rest of a line stands as far in as the line begins.
pub fn hanging(text: &str, columns: usize) -> Vec<String> {
    let one = |line: &str| {
        let own = line.len() - line.trim_start_matches(' ').len();
        let within = own.min(columns / 2);
        let rows = text::wrap(&line[own..], columns - within);
        let rows = rows.into_iter().map(|row| match row.is_empty() {
            true => row,
            false => format!("{}{row}", " ".repeat(within)),
        });
        rows.collect::<Vec<_>>()
    };
    text.split('\n').flat_map(one).collect()
}

/// The entry that is being read, as wrapped lines.
pub fn guidance(model: &Model, guidance: &Guidance) -> Vec<String> {
    let columns = usize::from(model.columns.saturating_sub(2)).clamp(1, 100);
    let text = guidance
        .chosen()
        .map(|e| e.text.as_slice())
        .unwrap_or_default();
    let wrapped = text
        .iter()
        .flat_map(|p| text::wrap(&text::safe_block(p), columns));
    wrapped.collect()
}

/// The item under review as wrapped lines.
pub fn review(model: &Model) -> Vec<(String, Role)> {
    let Some(detail) = &model.detail else {
        return Vec::new();
    };
    let columns = usize::from(model.columns.saturating_sub(2)).clamp(1, 100);
    let [place, from, sent, marking] = &detail.parts;
    let mut all = vec![
        (format!("{from}, {place} · {marking}"), Role::Title),
        (sentence_case(sent), Role::Quiet),
    ];
    let late = model.row().map(|row| row.when(model.now)) == Some(When::Overdue);
    let times = detail.time_lines().into_iter();
    all.extend(times.map(|(line, presses)| match presses && late {
        true => (line, Role::Overdue),
        false => (line, Role::Quiet),
    }));
    all.push((String::new(), Role::Plain));
    // What it says stands apart from what is known of it.
    all.push((
        format!("  {}", detail.body.replace('\n', "\n  ")),
        Role::Plain,
    ));
    all.push((String::new(), Role::Plain));
    let said = detail.concerns.iter().chain(&detail.cues);
    all.extend(said.map(|c| (c.clone(), Role::Quiet)));
    let wrapped = all.into_iter().flat_map(|(text, role)| {
        let safe = text::safe_block(&text).into_owned();
        let lines = hanging(&safe, columns);
        lines.into_iter().map(move |line| (line, role))
    });
    wrapped.collect()
}

/// The sentence, wrapped; for somebody who listens the line in hand begins a row of its own.
pub fn said(model: &Model) -> Vec<String> {
    let columns = usize::from(model.columns.saturating_sub(2)).max(1);
    let wrapped = |words: &str| text::wrap(&text::safe_line(words.trim_end()), columns);
    match model.said.text.split_at_checked(model.here) {
        Some((news, here)) if !news.is_empty() => {
            let mut lines = wrapped(news);
            lines.extend(wrapped(here));
            lines
        }
        _ => wrapped(&model.said.text),
    }
}

/// How many rows of it stand before the line in hand.
pub fn news_rows(model: &Model) -> usize {
    let news = model.said.text.get(..model.here).unwrap_or_default();
    let columns = usize::from(model.columns.saturating_sub(2)).max(1);
    match news.is_empty() {
        true => 0,
        false => text::wrap(&text::safe_line(news.trim_end()), columns).len(),
    }
}

/// The lines of the summary as wrapped.
pub fn summary(model: &Model) -> usize {
    let reading = model.triage.reading.as_ref();
    reading.map_or(0, |r| self::reading(model, r).len())
}

/// What is said of settings that cannot be read, and what can be done, in lines of a window.
pub fn broken(model: &Model, broken: &Broken) -> Vec<(String, Role)> {
    let plain = |text: &str| (text.to_owned(), Role::Plain);
    let ways = broken_ways(model).map(|way| (way, Role::Plain));
    let mut all = vec![(
        "Your settings cannot be read. Nothing was changed; all is kept.".to_owned(),
        Role::Warning,
    )];
    all.push(plain(""));
    all.extend(broken.first.iter().map(|line| plain(line)));
    all.push(plain(""));
    all.push(plain(
        "Until this is put right onrecord can show the register, and records nothing.",
    ));
    all.push(plain(""));
    all.extend(ways);
    if !broken.more.is_empty() {
        all.push(plain(""));
    }
    all.extend(broken.more.iter().map(|line| (line.clone(), Role::Quiet)));
    let columns = usize::from(model.columns.saturating_sub(2)).max(1);
    let lines = all.into_iter().flat_map(|(paragraph, role)| {
        let lines = text::wrap(&text::safe_block(&paragraph), columns);
        lines.into_iter().map(move |line| (line, role))
    });
    lines.collect()
}

/// What can be done about them, each with its key.
fn broken_ways(model: &Model) -> impl Iterator<Item = String> {
    let ways = [
        (
            Act::Mend(Mending::Edit),
            "opens the file in your editor, and reads it again",
        ),
        (Act::Mend(Mending::Again), "reads it again"),
        (Act::Mend(Mending::Look), "looks at the register without it"),
        (Act::Quit, "leaves"),
    ];
    ways.into_iter().filter_map(|(act, does)| {
        let key = model.keymap.key_of(act, Context::Broken)?;
        Some(format!("{key}: {does}"))
    })
}

/// The same for somebody who listens, as sentences.
pub fn broken_heard(model: &Model) -> String {
    let Some(Overlay::Broken(broken)) = &model.overlay else {
        return String::new();
    };
    let what = broken.first.first().cloned().unwrap_or_default();
    let ways: Vec<String> = broken_ways(model).collect();
    format!("Your settings cannot be read. {what} {}.", ways.join(". "))
}
