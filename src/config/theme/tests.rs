use std::fs;
use std::path::Path;

use super::palette::BUILT_IN;
use super::read::read;
use super::*;
use crate::document::{Diagnostic, Severity, Source};
use crate::ports::Ports;

fn reading(text: &str) -> (Palette, Vec<Diagnostic>) {
    let source = Source {
        file: "mine.toml".into(),
        text: text.to_owned(),
    };
    read(&source, "mine")
}

#[test]
fn every_built_in_theme_reads_without_a_word() {
    for (name, text) in BUILT_IN {
        let (palette, found) = reading(text);
        assert!(found.is_empty(), "{name}: {}", found[0].render());
        assert_eq!(
            Palette::built_in(name).unwrap().look(Role::Selected),
            palette.look(Role::Selected)
        );
    }
}

#[test]
fn colours_stand_out_from_what_is_behind_them_also_among_256() {
    for (name, least) in [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)] {
        let whole = Palette::built_in(name).unwrap();
        for palette in [whole.clone(), whole.on(Depth::Indexed)] {
            for role in Role::ALL {
                let contrast = palette.contrast(*role).expect("both are known");
                assert!(contrast >= least, "{name}, {role}: {contrast:.2}");
            }
            assert_ne!(palette.look(Role::Selected), palette.look(Role::Plain));
        }
    }
}

/// The sixteen were measured on the palettes of eight common terminals: as text on their backgrounds only bright red is
/// always more than 3 to 1, and that bold; bright blue stands beside a plain label alone.
#[test]
fn of_the_terminal_s_own_colours_no_text_is_one_that_some_terminal_hides() {
    let terminal = Palette::built_in(DEFAULT).unwrap();
    for role in Role::ALL {
        let look = terminal.look(*role);
        let may = match role {
            Role::Key => look.colour == Some(Colour::Own(12)) && look.bold,
            _ => match look.colour {
                Some(Colour::Own(9)) => look.bold,
                colour => colour.is_none(),
            },
        };
        assert!(may && look.on.is_none(), "{role}: {look:?}");
    }
    assert!(terminal.look(Role::Quiet).dim && terminal.look(Role::Rule).dim);
}

/// In every theme what matters is told from plain text, without colour too.
#[test]
fn what_stands_out_stands_out_in_every_theme() {
    for name in Palette::names() {
        let palette = Palette::built_in(name).unwrap();
        let plain = palette.look(Role::Plain);
        for role in Role::ALL {
            let may_be_plain = [Role::Plain, Role::Quiet, Role::Rule].contains(role);
            let seen = palette.look(*role) != plain;
            assert!(seen || may_be_plain, "{name}, {role}");
        }
        for (one, other) in [
            (Role::Soon, Role::Overdue),
            (Role::Stop, Role::Exceptional),
            (Role::Exceptional, Role::Care),
            (Role::Tab, Role::Title),
            (Role::Choice, Role::Plain),
        ] {
            assert_ne!(palette.look(one), palette.look(other), "{name}: {one}");
        }
    }
}

/// A theme written for an earlier version says nothing of the roles that came later.
#[test]
fn a_person_s_theme_of_before_has_a_look_for_every_role() {
    let (palette, found) = reading(
        "[title]\nbold = true\n[selected]\nreversed = true\n[warning]\ncolour = \"red\"\n[soon]\nbold = true\n",
    );
    assert!(found.is_empty());
    let as_other = [
        (Role::Tab, Role::Selected),
        (Role::Overdue, Role::Warning),
        (Role::Stop, Role::Warning),
        (Role::Care, Role::Soon),
        (Role::Choice, Role::Title),
    ];
    for (role, other) in as_other {
        assert_eq!(palette.look(role), palette.look(other), "{role}");
    }
    assert!(palette.look(Role::Field).underlined);
}

#[test]
fn the_terminal_s_own_stays_its_own_and_mono_has_no_colour() {
    for name in [DEFAULT, MONO] {
        let palette = Palette::built_in(name).unwrap();
        assert_eq!(palette.background, None);
        assert!(palette.look(Role::Selected).reversed);
        for role in Role::ALL {
            let look = palette.look(*role);
            assert_eq!(look.on, None);
            assert!(look.colour.is_none_or(|c| name != MONO && !c.is_rgb()));
            assert_eq!(palette.contrast(*role), None);
        }
        assert_eq!(palette.clone().on(Depth::Sixteen), palette);
        assert_eq!(palette.clone().on(Depth::Indexed), palette);
    }
    assert!(Palette::mono().look(Role::Warning).bold);
}

#[test]
fn fewer_colours_get_a_theme_that_can_be_read_there() {
    let on = |name: &str| Palette::built_in(name).unwrap().on(Depth::Sixteen).name;
    assert_eq!(
        [on("dark"), on("light"), on("high-contrast")],
        ["terminal", "terminal", "mono"]
    );
    let dark = Palette::built_in("dark").unwrap();
    assert_eq!(dark.clone().on(Depth::True), dark);
    for (colorterm, term, depth) in [
        ("truecolor", "xterm", Depth::True),
        ("24bit", "screen", Depth::True),
        ("", "xterm-kitty", Depth::True),
        ("", "xterm-direct", Depth::True),
        ("", "tmux-256color", Depth::Indexed),
        ("yes", "xterm", Depth::Indexed),
        ("", "xterm", Depth::Sixteen),
        ("", "linux", Depth::Sixteen),
    ] {
        assert_eq!(Depth::of(colorterm, term), depth, "{colorterm} {term}");
    }
}

#[test]
fn colours_are_read_and_brought_near() {
    assert_eq!(Colour::parse("#0b4f9C"), Some(Colour::Rgb(11, 79, 156)));
    assert_eq!(Colour::parse("Bright-Red"), Some(Colour::Own(9)));
    for not in [
        "#12345", "#1234567", "#12345g", "#+12345", "mauve", "", "#é1234",
    ] {
        assert_eq!(Colour::parse(not), None, "{not}");
    }
    for (n, colour) in [
        (16, (0, 0, 0)),
        (231, (255, 255, 255)),
        (196, (255, 0, 0)),
        (244, (128, 128, 128)),
    ] {
        let (r, g, b) = colour;
        assert_eq!(Colour::Rgb(r, g, b).indexed(), Colour::Indexed(n));
    }
    let most = Colour::Rgb(0, 0, 0).contrast(Colour::Rgb(255, 255, 255));
    assert!((most.unwrap() - 21.0).abs() < 0.001);
}

#[test]
fn three_mistakes_are_three_diagnostics_and_the_rest_holds() {
    let (palette, found) = reading(
        "like = \"dark\"\nbackground = \"#00000\"\n[titel]\nbold = true\n[key]\ncolour = \"gren\"\n[soon]\ncolour = \"#00ff00\"\n",
    );
    let told: Vec<(usize, bool)> = found
        .iter()
        .map(|d| (d.line, d.render().contains('^')))
        .collect();
    assert_eq!(told, [(2, true), (3, true), (6, true)]);
    assert!(
        found[1].next.contains("Did you mean `title`?"),
        "{}",
        found[1].next
    );
    assert!(
        found[2].next.contains("Did you mean \"green\"?"),
        "{}",
        found[2].next
    );
    let dark = Palette::built_in("dark").unwrap();
    assert_eq!(palette.background, dark.background);
    assert_eq!(palette.look(Role::Warning), dark.look(Role::Warning));
    assert_eq!(
        palette.look(Role::Soon).colour,
        Some(Colour::Rgb(0, 255, 0))
    );
}

fn home(config: &str, themes: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(crate::config::FILE), config).unwrap();
    fs::create_dir(home.path().join(FOLDER)).unwrap();
    for (name, text) in themes {
        fs::write(home.path().join(FOLDER).join(name), text).unwrap();
    }
    home
}

fn loaded(home: &Path) -> (Palette, Vec<Diagnostic>) {
    load(&Ports::system(), home)
}

#[test]
fn the_settings_name_a_theme_and_an_unknown_one_is_told_with_its_line() {
    let config = "# mine\ntheme = \"drak\"\n";
    let home = home(config, &[("mine.toml", "like = \"light\"")]);
    let (palette, found) = loaded(home.path());
    assert_eq!((palette, found.len()), (Palette::default(), 1));
    let said = found[0].render();
    assert!(
        said.contains("config.toml:2:9: \"drak\" is no theme."),
        "{said}"
    );
    assert!(
        said.contains("Did you mean \"dark\"?") && said.contains("mono, mine"),
        "{said}"
    );
    for (theme, name) in [("mine", "mine"), ("high-contrast", "high-contrast")] {
        fs::write(
            home.path().join(crate::config::FILE),
            format!("theme = \"{theme}\""),
        )
        .unwrap();
        let (palette, found) = loaded(home.path());
        assert_eq!((palette.name.as_str(), found), (name, vec![]));
    }
    for theme in ["../config", "themes/mine", ".", ""] {
        fs::write(
            home.path().join(crate::config::FILE),
            format!("theme = \"{theme}\""),
        )
        .unwrap();
        assert_eq!(loaded(home.path()).1.len(), 1, "{theme}");
    }
}

#[test]
fn a_theme_that_is_hard_to_read_is_told_and_used() {
    let mine =
        "background = \"#ffffff\"\n[plain]\ncolour = \"#333333\"\n[soon]\ncolour = \"#ffff00\"\n";
    let home = home(
        "theme = \"mine\"",
        &[("mine.toml", mine), ("other.toml", "[x]")],
    );
    let (palette, found) = loaded(home.path());
    assert_eq!(
        palette.look(Role::Soon).colour,
        Some(Colour::Rgb(255, 255, 0))
    );
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].severity, found[0].line), (Severity::Notice, 4));
    assert!(found[0].what.contains("contrast of soon") && found[0].what.contains("1 to 1"));
    // Asked for everything, the other file is looked at too.
    let all = check(&Ports::system(), home.path());
    assert_eq!(all.len(), 2, "{all:?}");
}
