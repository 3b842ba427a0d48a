//! Pictures of the screens, drawn from the cells of a frame: what `docs/pictures` shows.
//!
//! `ONRECORD_REGENERATE=1 cargo test --lib pictures_of` draws them anew. They are there to be looked at; what a screen
//! says is held by the snapshots.

use std::fmt::Write;
use std::path::Path;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::DECIDED;
use crate::config::theme::Palette;
use crate::tui::app::App;
use crate::tui::options::Options;
use crate::tui::testing::{Office, options, play, shot};

/// The themes of the small pictures.
const THEMES: &[&str] = &["terminal", "dark", "light"];
/// Screens by name, and the keys that lead there.
const SMALL: &[(&str, &str)] = &[
    ("queue", "j"),
    ("review", "r"),
    ("decide", DECIDED),
    ("capture", "c"),
    ("log", "4"),
    ("chats", "5"),
    ("palette", ": 'no"),
    ("help", "?"),
    ("item", "Enter"),
    ("add", "a o 'Cabinet_agreed_option_B"),
    ("not-significant", "n"),
    ("marking", "1 m s Down Down Down Space Down Space"),
    ("decide-half", "1 o a g y n p"),
    ("find", "F 'clause Enter"),
    ("devices", "5 Tab"),
    ("holds", "6 a 'FOI/7 Tab Right Ctrl-D"),
    ("reports", "7"),
    ("depart", "3 a Right Down 'Fri_17:00 Ctrl-D"),
    ("checklist", "3 a Right Down 'Fri_17:00 Ctrl-D Tab"),
    ("open-things", "3 a Right Down 'Fri_17:00 Ctrl-D Tab Tab"),
    ("understood", "i Enter"),
    ("messages", "i Enter Enter w"),
    ("guidance", "Ctrl-G '10"),
    ("setup", "S"),
    ("month", ": 'month Enter Right"),
    ("day", ": 'month Enter Right Enter"),
    ("chooser", "i Down Enter Space j"),
    (
        "request",
        "6 a 'FOI2026/118 Tab Right Tab 'yesterday Tab Tab 'all_about_clause_4 Tab 'J_Ellis Ctrl-D",
    ),
    (
        "request-places",
        "6 a 'FOI2026/118 Tab Right Tab 'yesterday Tab Tab 'all_about_clause_4 Ctrl-D L 'clause_4 Ctrl-D Tab G",
    ),
    (
        "request-read",
        "6 a 'FOI2026/118 Tab Right Tab 'yesterday Ctrl-D Enter",
    ),
    (
        "decisions",
        "1 o a g y n p w n n Enter 'No_other_way_that_evening Ctrl-D : 'past_dec Enter",
    ),
    ("incident", "1 x Enter"),
    (
        "statement",
        "3 a Right Down 'Fri_17:00 Ctrl-D P 'statement Enter",
    ),
    ("cover-note", "P 'cover Enter"),
    ("edit", "e"),
    ("put-off", "p"),
    ("substance", "s"),
    ("queueing", "i Enter Enter w Space a"),
    ("review-end", "r l l l"),
];

/// A file that holds several chats.
const TEXTS: &str = "\
<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<smses count=\"3\">
<sms address=\"+447700900101\" date=\"1795161600417\" type=\"1\" body=\"The quay is agreed\" contact_name=\"Ann Lee\" />
<sms address=\"+447700900102\" date=\"1795161660981\" type=\"1\" body=\"Cake at the mill\" contact_name=\"Bo\" />
<sms address=\"+447700900103\" date=\"1795161960981\" type=\"1\" body=\"Clause 4 is in\" contact_name=\"Perm Sec office\" />
</smses>
";

/// An export that lies in the inbox, for the screens that show one.
const EXPORT: &str = "\
20/11/2026, 09:02 - Messages and calls are end-to-end encrypted. No one outside of this chat can read them.
20/11/2026, 09:04 - Asha Patel: Morning all, slow train again
20/11/2026, 09:30 - Asha Patel: Minister has decided on option B, please start drafting
20/11/2026, 09:31 - Tom Okafor: Noted, moving the 11:00
21/11/2026, 08:15 - Daniel Reeve: Counsel agreed, please draft clause 4 today
21/11/2026, 08:20 - Tom Okafor: Cake in the outer office
";
/// Those that are drawn wide as well.
const WIDE: &[&str] = &[
    "queue", "decide", "log", "chats", "review", "depart", "messages", "month", "chooser",
    "request",
];

/// How wide and how high a cell is drawn.
const CELL: (f32, f32) = (9.0, 20.0);
/// The sixteen, as one common terminal has them, and its own two.
const OWN: [&str; 16] = [
    "#0c0c0c", "#c50f1f", "#13a10e", "#c19c00", "#0037da", "#881798", "#3a96dd", "#cccccc",
    "#767676", "#e74856", "#16c60c", "#f9f1a5", "#3b78ff", "#b4009e", "#61d6d6", "#f2f2f2",
];
const INK: &str = "#cccccc";
const PAPER: &str = "#0c0c0c";

fn hex(colour: Color, own: &str) -> String {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        other => match NAMED.iter().position(|named| *named == other) {
            Some(at) => OWN[at].to_owned(),
            None => own.to_owned(),
        },
    }
}

/// The two colours of a cell, and how it is written.
fn look(cell: &Cell) -> (String, String, String) {
    let (ink, paper) = (hex(cell.fg, INK), hex(cell.bg, PAPER));
    let (ink, paper) = match cell.modifier.contains(Modifier::REVERSED) {
        true => (paper, ink),
        false => (ink, paper),
    };
    let mut how = String::new();
    for (modifier, words) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.6\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
    ] {
        if cell.modifier.contains(modifier) {
            how.push_str(words);
        }
    }
    (ink, paper, how)
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

/// A frame as a picture.
fn drawn(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (
        f32::from(area.width) * CELL.0,
        f32::from(area.height) * CELL.1,
    );
    let first = buffer
        .cell((0, 0))
        .map_or_else(|| PAPER.to_owned(), |c| hex(c.bg, PAPER));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" font-size=\"15\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"{first}\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let Some(cell) = buffer.cell((x, y)) else {
                break;
            };
            let (from, (ink, paper, how)) = (x, look(cell));
            let mut words = String::new();
            while let Some(cell) = buffer.cell((x, y)).filter(|_| x < area.width) {
                if look(cell) != (ink.clone(), paper.clone(), how.clone()) {
                    break;
                }
                words.push_str(cell.symbol());
                x += 1;
            }
            let (left, top) = (f32::from(from) * CELL.0, f32::from(y) * CELL.1);
            let wide = f32::from(x - from) * CELL.0;
            if paper != first {
                let _ = writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{paper}\"/>",
                    CELL.1
                );
            }
            // A field that is empty is seen by its line.
            if !words.trim().is_empty() || how.contains("underline") {
                let _ = writeln!(
                    out,
                    "<text x=\"{left}\" y=\"{}\" textLength=\"{wide}\" xml:space=\"preserve\" fill=\"{ink}\"{how}>{}</text>",
                    top + 15.0,
                    escaped(&words)
                );
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn picture(app: &App<'_>) -> String {
    drawn(shot(app).backend().buffer())
}

/// Each of them, by the name of its file.
fn all() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, script) in SMALL {
        for theme in THEMES {
            let sizes: &[(u16, u16)] = match WIDE.contains(name) && *theme == "dark" {
                true => &[(80, 24), (120, 40)],
                false => &[(80, 24)],
            };
            for size in sizes {
                let mut office = Office::busy();
                office.add_phone();
                let inbox = office.desk.home().join("inbox");
                std::fs::create_dir_all(&inbox).unwrap();
                std::fs::write(inbox.join("WhatsApp Chat with Bill team.txt"), EXPORT).unwrap();
                std::fs::write(inbox.join("texts.xml"), TEXTS).unwrap();
                let options = Options {
                    palette: Palette::built_in(theme).unwrap_or_default(),
                    ..options()
                };
                let mut app = office.app_with(&options, *size);
                for key in script.split_whitespace() {
                    play(&mut app, key);
                    // A worker may read meanwhile.
                    app.settle();
                }
                let file = format!("{name}-{theme}-{}x{}.svg", size.0, size.1);
                all.push((file, picture(&app)));
            }
        }
    }
    all
}

#[test]
fn pictures_of_the_screens_are_there_to_be_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures");
    let anew = std::env::var_os("ONRECORD_REGENERATE").is_some();
    if anew {
        std::fs::create_dir_all(&folder).unwrap();
        for (file, picture) in all() {
            std::fs::write(folder.join(file), picture).unwrap();
        }
    }
    for (name, _) in SMALL {
        for theme in THEMES {
            let file = folder.join(format!("{name}-{theme}-80x24.svg"));
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            assert!(text.starts_with("<svg "), "{} is not there", file.display());
        }
    }
}
