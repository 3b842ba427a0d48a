use std::cell::RefCell;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::testing::{Memory, emulator, thin as on_memory};
use super::*;

fn thin(width: u16, height: u16) -> Terminal<Thin<Memory>> {
    on_memory(Size { width, height })
}

/// What the stock backend wrote.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<Vec<u8>>>);

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// ratatui's own backend, its bytes drawn on an emulator of the same size. Each frame is painted afresh:
/// over an earlier one it leaves the colour of half a wide character behind.
struct Stock {
    terminal: Terminal<CrosstermBackend<Written>>,
    written: Written,
    screen: vt100::Parser,
}

impl Stock {
    fn new(size: Size) -> Stock {
        crossterm::style::force_color_output(true);
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
        let written = Written::default();
        let backend = CrosstermBackend::new(written.clone());
        Stock {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap(),
            written,
            screen: emulator(size),
        }
    }

    fn show(mut self, strokes: &[Draw]) -> vt100::Screen {
        self.terminal.draw(|f| draw(f, strokes)).unwrap();
        self.screen.process(&self.written.0.take());
        self.screen.screen().clone()
    }
}

/// One stroke of a script: text in a style at a place, or the cursor.
#[derive(Clone, Debug)]
enum Draw {
    Text(u16, u16, String, Style),
    Cursor(u16, u16),
}

fn draw(frame: &mut Frame<'_>, strokes: &[Draw]) {
    let area = frame.area();
    for stroke in strokes {
        match stroke {
            Draw::Text(x, y, text, style) if *x < area.width && *y < area.height => {
                frame.buffer_mut().set_string(*x, *y, text, *style);
            }
            Draw::Cursor(x, y) => {
                frame.set_cursor_position((*x % area.width, *y % area.height));
            }
            Draw::Text(..) => {}
        }
    }
}

/// What can be told apart on a screen: of a blank no foreground.
fn look(screen: &vt100::Screen, row: u16, col: u16) -> String {
    let cell = screen.cell(row, col).unwrap();
    let text = match cell.contents() {
        "" => " ",
        text => text,
    };
    let (fg, inks) = match (text, cell.inverse() || cell.underline()) {
        (" ", false) => (vt100::Color::Default, (false, false, false)),
        (" ", true) => (cell.fgcolor(), (false, false, false)),
        _ => (cell.fgcolor(), (cell.bold(), cell.dim(), cell.italic())),
    };
    let seen = (cell.underline(), cell.inverse(), cell.is_wide());
    format!("{text:?} {fg:?} {:?} {inks:?} {seen:?}", cell.bgcolor())
}

fn compare(thin: &vt100::Screen, stock: &vt100::Screen) {
    let (rows, columns) = thin.size();
    for row in 0..rows.get() {
        for col in 0..columns.get() {
            let (a, b) = (look(thin, row, col), look(stock, row, col));
            assert_eq!(a, b, "row {row}, column {col}");
        }
    }
    assert_eq!(thin.hide_cursor(), stock.hide_cursor(), "cursor shown");
    if !thin.hide_cursor() {
        assert_eq!(thin.cursor_position(), stock.cursor_position(), "cursor");
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        3 => Just(Color::Reset),
        1 => Just(Color::Red),
        1 => Just(Color::LightBlue),
        1 => Just(Color::Indexed(203)),
        1 => Just(Color::Rgb(1, 2, 3)),
    ];
    let background = prop_oneof![4 => Just(Color::Reset), 1 => Just(Color::Green)];
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM | Modifier::BOLD),
        1 => Just(Modifier::REVERSED),
        1 => Just(Modifier::UNDERLINED | Modifier::ITALIC),
    ];
    (colour, background, modifier)
        .prop_map(|(fg, bg, m)| Style::default().fg(fg).bg(bg).add_modifier(m))
}

fn stroke() -> impl Strategy<Value = Draw> {
    let text = prop_oneof![
        4 => "[a-z ]{1,30}",
        1 => "[ ]{1,20}",
        1 => "[日本語a ]{1,8}",
        1 => Just("e\u{301} é ─│┌ ·".to_owned()),
        // Of a family of emoji joined by joiners the emulator knows only the members.
        1 => Just("x 👍 y 👩 z".to_owned()),
    ];
    prop_oneof![
        6 => (0..24u16, 0..8u16, text, style()).prop_map(|(x, y, t, s)| Draw::Text(x, y, t, s)),
        1 => (0..24u16, 0..8u16).prop_map(|(x, y)| Draw::Cursor(x, y)),
    ]
}

/// Draws the frames one upon another: after each the same screen as ratatui's own backend makes of it alone.
fn as_stock(size: Size, frames: &[Vec<Draw>]) {
    let mut terminal = on_memory(size);
    for frame in frames {
        super::draw(&mut terminal, |f| draw(f, frame)).unwrap();
        let shown = terminal.backend().to().screen.screen();
        compare(shown, &Stock::new(size).show(frame));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is drawn, frame upon frame: the same screen as ratatui's own backend makes, cell by cell.
    #[test]
    fn the_screen_is_that_of_the_stock_backend(
        (width, height) in (1..26u16, 1..9u16),
        frames in prop::collection::vec(prop::collection::vec(stroke(), 0..9), 1..6),
    ) {
        let size = Size { width, height };
        as_stock(size, &frames);
    }
}

/// What stood behind a wide character and stands there still comes out when that is gone, whatever comes instead.
#[test]
fn what_a_wide_character_covered_comes_out_when_it_goes() {
    let green = Style::default().bg(Color::Green);
    let turned = Style::default().add_modifier(Modifier::REVERSED);
    let size = Size {
        width: 6,
        height: 2,
    };
    for (behind, style) in [
        (" ", green),
        (" ", turned),
        ("b", Style::default()),
        ("日", green),
    ] {
        for before in [Style::default(), green, turned] {
            let with = |first: &[Draw]| {
                let covered = Draw::Text(2, 1, behind.to_owned(), style);
                [first, &[covered]].concat()
            };
            let wide = |x: u16| Draw::Text(x, 1, "日".to_owned(), before);
            let frames = [
                with(&[wide(1)]),
                with(&[text(1, 1, "a")]),
                with(&[wide(1)]),
                with(&[]),
                with(&[wide(1)]),
                with(&[text(1, 1, "a"), wide(0)]),
            ];
            as_stock(size, &frames);
        }
    }
}

fn text(x: u16, y: u16, text: &str) -> Draw {
    Draw::Text(x, y, text.to_owned(), Style::default())
}

/// Draws a frame; how many bytes in how many writes it took.
fn sent(terminal: &mut Terminal<Thin<Memory>>, strokes: &[Draw]) -> (usize, usize) {
    let memory = terminal.backend_mut().to_mut();
    (memory.bytes, memory.writes) = (0, 0);
    super::draw(terminal, |f| draw(f, strokes)).unwrap();
    let memory = terminal.backend().to();
    (memory.bytes, memory.writes)
}

#[test]
fn nothing_changed_is_nothing_sent_and_a_frame_is_one_write() {
    let mut terminal = thin(80, 24);
    let frame = [text(3, 4, "some words"), Draw::Cursor(2, 2)];
    assert_eq!(sent(&mut terminal, &frame).1, 1);
    assert_eq!(sent(&mut terminal, &frame), (0, 0));
    let moved = [text(3, 4, "some words"), Draw::Cursor(3, 2)];
    assert_eq!(sent(&mut terminal, &moved), (16 + 1, 1));
    // A letter behind the last, the cursor following: the letter alone.
    let typed = [
        text(3, 4, "some words"),
        text(3, 2, "x"),
        Draw::Cursor(4, 2),
    ];
    assert_eq!(sent(&mut terminal, &typed), (16 + 1, 1));
}

#[test]
fn a_marker_moves_in_a_few_bytes_and_a_cleared_line_is_erased_in_one_step() {
    let mut terminal = thin(80, 24);
    let rows = |marked: u16| {
        let mut all: Vec<Draw> = (0..9).map(|y| text(2, y, "a row of the list")).collect();
        all.push(text(0, marked, ">"));
        all.push(Draw::Cursor(0, marked));
        all
    };
    sent(&mut terminal, &rows(3));
    let (bytes, _) = sent(&mut terminal, &rows(4));
    assert!(bytes <= 16 + 8, "{bytes}");
    let (bytes, _) = sent(&mut terminal, &[text(0, 4, ">"), Draw::Cursor(0, 4)]);
    assert!(bytes <= 16 + 9 * 8, "{bytes}");
}

#[test]
fn after_a_failed_write_and_after_a_resize_everything_is_painted_again() {
    let mut terminal = thin(40, 5);
    let frame = [text(3, 1, "first"), Draw::Cursor(0, 0)];
    terminal.backend().to().fail_next.set(true);
    assert!(super::draw(&mut terminal, |f| draw(f, &frame)).is_err());
    let frame = [text(3, 1, "first"), text(0, 2, "second")];
    super::draw(&mut terminal, |f| draw(f, &frame)).unwrap();
    let shown = |t: &Terminal<Thin<Memory>>| t.backend().to().screen.screen().contents();
    assert_eq!(shown(&terminal), "\n   first\nsecond");
    let size = Size {
        width: 30,
        height: 4,
    };
    let memory = terminal.backend_mut().to_mut();
    (memory.size, memory.screen) = (size, emulator(size));
    memory
        .screen
        .process(b"\x1b[31;7mjunk of the shell\x1b[3;5H");
    super::draw(&mut terminal, |f| draw(f, &frame)).unwrap();
    assert_eq!(shown(&terminal), "\n   first\nsecond");
    assert!(!terminal.backend().to().screen.screen().inverse());
}

#[test]
fn the_cursor_goes_where_it_is_put_or_is_hidden() {
    let mut terminal = thin(20, 3);
    super::draw(&mut terminal, |f| draw(f, &[Draw::Cursor(4, 2)])).unwrap();
    let screen = |t: &Terminal<Thin<Memory>>| {
        let s = t.backend().to().screen.screen();
        (s.cursor_position(), s.hide_cursor())
    };
    assert_eq!(screen(&terminal), ((2, 4), false));
    super::draw(&mut terminal, |_| {}).unwrap();
    assert!(screen(&terminal).1);
    super::draw(&mut terminal, |f| draw(f, &[Draw::Cursor(0, 1)])).unwrap();
    assert_eq!(screen(&terminal), ((1, 0), false));
}

/// A terminal that draws a skin tone beside the hand it belongs to, and each member of a family apart, shows behind
/// it what the frame says, and nothing of it stays once it is gone.
#[test]
fn what_a_character_of_a_disputed_width_spilt_over_is_painted_again() {
    let clusters = [
        "\u{1f44d}\u{1f3fd}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
        "\u{1f1ec}\u{1f1e7}",
        "\u{2764}\u{fe0f}",
    ];
    for cluster in clusters {
        for behind in ["", " ", "x", "          and more"] {
            let mut terminal = thin(30, 2);
            let with = |words: &str| {
                let first = text(2, 0, &format!("yes {words}{behind}"));
                vec![first, text(0, 1, "below"), Draw::Cursor(0, 1)]
            };
            let long = vec![
                text(2, 0, &"m".repeat(28)),
                text(0, 1, "below"),
                Draw::Cursor(0, 1),
            ];
            for frame in [
                with(cluster),
                long.clone(),
                with(cluster),
                with("no"),
                with(cluster),
                with(""),
            ] {
                super::draw(&mut terminal, |f| draw(f, &frame)).unwrap();
                let Draw::Text(.., wanted, _) = &frame[0] else {
                    continue;
                };
                // Behind the cluster every cell is as it was drawn.
                let tail = match wanted.contains(cluster) {
                    true => behind,
                    false => wanted.as_str(),
                };
                let shown = terminal.backend().to().screen.screen();
                let from = match wanted.contains(cluster) {
                    true => 6 + crate::text::width(cluster) as u16,
                    false => 2,
                };
                let cells: String = (from..30)
                    .map(|col| match shown.cell(0, col).unwrap().contents() {
                        "" => " ",
                        text => text,
                    })
                    .collect();
                assert_eq!(cells.trim_end(), tail.trim_end(), "{cluster:?} {behind:?}");
                assert_eq!(shown.cell(1, 0).unwrap().contents(), "b");
            }
        }
    }
}

#[test]
fn an_address_is_a_link_where_it_stands_whole_and_plain_text_once_it_is_gone() {
    const AT: &str = "https://www.example.gov.uk/guidance";
    let mut terminal = thin(24, 6);
    let frame = |terminal: &mut Terminal<Thin<Memory>>, lines: &[&str]| {
        let (text, before) = (lines.join("\n"), terminal.backend().to().writes);
        super::draw(terminal, |f| {
            f.render_widget(ratatui::widgets::Paragraph::new(text), f.area());
        })
        .unwrap();
        let to = terminal.backend().to();
        match to.writes == before {
            true => String::new(),
            false => String::from_utf8_lossy(&to.last).into_owned(),
        }
    };
    let broken = [" Read:", " https://www.example.gov.u", " k/guidance."];
    // Nothing is sent of links where no address was handed over.
    let plain = frame(&mut terminal, &broken);
    assert!(!plain.contains("\u{1b}]8;"), "{plain:?}");
    terminal.backend_mut().link(vec![AT.to_owned()]);
    let linked = frame(
        &mut terminal,
        &[" Read:", " https://www.example.go", " v.uk/guidance."],
    );
    let begins = format!("\u{1b}]8;id=o0;{AT}\u{1b}\\");
    assert_eq!(linked.matches(&begins).count(), 2, "{linked:?}");
    assert_eq!(
        linked.matches("\u{1b}]8;;\u{1b}\\").count(),
        2,
        "{linked:?}"
    );
    // Unchanged it costs nothing.
    let again = frame(
        &mut terminal,
        &[" Read:", " https://www.example.go", " v.uk/guidance."],
    );
    assert_eq!(again, "");
    // Cut, or another one, it is none.
    let cut = frame(
        &mut terminal,
        &[" Read:", " https://www.example.go", " v.uk/gone"],
    );
    assert!(!cut.contains(&begins), "{cut:?}");
    assert!(
        cut.contains("https"),
        "printed again as plain text: {cut:?}"
    );
}
