//! A month of what is wanted when: seven columns of counts, the day in hand in words beneath.

use chrono::NaiveDate;

use super::pane::{DetailFact as Fact, DetailPane as Pane};
use super::parts::Canvas;
use crate::action::Act;
use crate::text::{self, counted};
use crate::tui::layout::room::areas_of;
use crate::tui::model::Model;
use crate::tui::theme::Role;
use crate::tui::views::View;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The widest a day is drawn.
const WIDEST: u16 = 14;

/// How many columns are shown of a message in the detail.
const LINE: usize = 60;

/// Draws it.
pub(super) fn draw(canvas: &mut Canvas<'_, '_>) {
    let model = canvas.model;
    let (areas, today) = (areas_of(model), model.today());
    let month = &model.month;
    let [before, within, after] = month.about(today);
    let named = month.first(today).format("%B %Y");
    let words = format!("{named}: {}", wanted(within));
    canvas.head("Queue", &[(words, Role::Plain)], model.view.title());
    let wide = (areas.list.saturating_sub(2) / 7).min(WIDEST);
    let x = |n: usize| 1 + wide * n as u16;
    if areas.heads {
        for (n, day) in DAYS.iter().enumerate() {
            canvas.put(x(n) + 1, areas.body - 1, wide - 1, day, Role::Quiet);
        }
    }
    let weeks = month.weeks(today);
    let end = areas.rule.unwrap_or(areas.said);
    let (above, seen) = in_sight(&weeks, month.day(today), end.saturating_sub(areas.body));
    let below = weeks.len() - above - seen;
    for (week, y) in weeks.iter().skip(above).take(seen).zip(areas.body..) {
        for (n, date) in week.iter().enumerate() {
            if let Some(date) = date {
                day(canvas, *date, (x(n), y, wide));
            }
        }
    }
    let part = |n: usize, what: &str| (n > 0).then(|| format!("{} {what}", text::figure(n)));
    let rows = |n: usize, where_: &str| (n > 0).then(|| format!("{} {where_}", counted(n, "week")));
    let out = [rows(above, "above"), rows(below, "below")];
    let left: Vec<String> = out
        .into_iter()
        .chain([part(before, "before"), part(after, "after")])
        .flatten()
        .collect();
    let right = part(month.undated, "without a date").unwrap_or_default();
    if let Some(y) = areas.rule {
        canvas.rule_with(y, areas.list, &left.join(", "), &right);
        if let Some((x, top, _, rows)) = areas.detail.filter(|(x, ..)| *x > 1) {
            canvas.upright(x.saturating_sub(2), top..top + rows);
        }
        // Where no detail stands the day in hand is told below.
        if areas.detail.is_none() && y + 1 < areas.said {
            let (head, _) = in_words(model);
            canvas.put_cut((1, y + 1, canvas.columns - 2), &head, Role::Title);
        }
    }
    canvas.detail(&areas, &pane(model));
}

/// Of the weeks of a month those for which there is room, that of the day in hand among them: how many stand above, and
/// how many are seen.
fn in_sight(weeks: &[[Option<NaiveDate>; 7]], day: NaiveDate, room: u16) -> (usize, usize) {
    let room = usize::from(room).min(weeks.len());
    let here = weeks.iter().position(|week| week.contains(&Some(day)));
    let above = (here.unwrap_or(0) + 1).saturating_sub(room);
    (above, room)
}

/// A day with how much is wanted on it; the one in hand has the mark and the cursor.
fn day(canvas: &mut Canvas<'_, '_>, date: NaiveDate, (x, y, wide): (u16, u16, u16)) {
    let model = canvas.model;
    let (today, count) = (model.today(), model.month.on(date));
    let here = date == model.month.day(today);
    let role = if date == today {
        Role::Title
    } else {
        Role::Plain
    };
    canvas.put(x + 1, y, 2, &date.format("%e").to_string(), role);
    let figure = match (count, text::figure(count)) {
        (0, _) => String::new(),
        // What finds no room is told beneath.
        (_, figure) if text::width(&figure) as u16 + 4 > wide => "+".to_owned(),
        (_, figure) => figure,
    };
    let role = match date < today {
        true => Role::Overdue,
        false => Role::Plain,
    };
    canvas.put(x + 4, y, wide.saturating_sub(4), &figure, role);
    if here {
        canvas.put(x, y, 1, ">", Role::Selected);
        canvas.cursor = Some((x, y));
    }
}

/// The day in hand in words, and how much is wanted on it.
pub fn in_words(model: &Model) -> (String, usize) {
    let day = model.month.day(model.today());
    let count = model.month.on(day);
    let words = format!("{}: {}", day.format("%A %-d %B %Y"), wanted(count));
    (words, count)
}

fn wanted(count: usize) -> String {
    match count {
        0 => "nothing is wanted".to_owned(),
        n => format!("{} wanted", counted(n, "item")),
    }
}

fn pane(model: &Model) -> Pane {
    let day = model.month.day(model.today());
    let items = model.month.items(&model.book.rows, day, model.book.zone);
    let (head, _) = in_words(model);
    let fact = |row: &&crate::tui::book::Row| {
        let by = row.act_by().map(|by| by.with_timezone(&model.book.zone));
        let at = by.map_or(String::new(), |by| by.format("%H:%M").to_string());
        let from = row.from.as_deref().unwrap_or("Sender not stated");
        let words = row.body.as_deref().unwrap_or("(no text)");
        let whole = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let start = text::fit(&whole, LINE);
        // What is cut ends at a word, and says so.
        let start = match start.len() < whole.len() {
            true => text::cut_short(start.rsplit_once(' ').map_or(start, |(words, _)| words)),
            false => whole,
        };
        Fact::new(&at, format!("{from}: {start}"), Role::Plain)
    };
    Pane {
        head: vec![(head, Role::Title)],
        shorter: Vec::new(),
        body: Vec::new(),
        found: Vec::new(),
        facts: items.iter().map(fact).collect(),
        shows: Act::ThisDay,
    }
}
