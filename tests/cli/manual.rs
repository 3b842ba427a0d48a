//! The manual and the README: what is made from the program is as the program says it, and no page leads nowhere.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::*;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn page(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// Compares a made part of a chapter with what the program says; `ONRECORD_REGENERATE=1` puts it there.
fn as_made(chapter: &str, part: &str, made: &str) {
    let text = page(chapter);
    let (begin, end) = (format!("<!-- made: {part} -->\n"), "<!-- /made -->");
    let (head, rest) = text
        .split_once(&begin)
        .unwrap_or_else(|| panic!("{chapter}: no {part}"));
    let (stands, tail) = rest.split_once(end).expect("the part ends");
    if std::env::var_os("ONRECORD_REGENERATE").is_some() {
        fs::write(
            root().join(chapter),
            format!("{head}{begin}{made}{end}{tail}"),
        )
        .unwrap();
        return;
    }
    assert!(
        stands == made,
        "{chapter} is not what the program says. Make it so with: ONRECORD_REGENERATE=1 cargo test --test cli manual::"
    );
}

#[test]
fn the_chapter_of_commands_is_what_the_program_takes() {
    let home = Home::new();
    let made = home.run(&["man", "--markdown"]).ok().out;
    assert!(made.matches("\n## onrecord ").count() > 40);
    as_made("docs/commands-all.md", "commands", &format!("\n{made}\n"));
}

#[test]
fn the_chapter_of_settings_is_the_samples() {
    let home = Home::new();
    for (part, flags) in [
        ("settings", vec![]),
        ("policy", vec!["--policy"]),
        ("theme", vec!["--theme"]),
    ] {
        let made = home.run(&with(&["config", "sample"], &flags)).ok().out;
        as_made(
            "docs/settings.md",
            part,
            &format!("\n```toml\n{}\n```\n\n", made.trim_end()),
        );
    }
}

#[test]
fn the_chapter_of_channels_is_what_the_program_knows_of_them() {
    let home = Home::new();
    let none = home
        .run(&["import", "--help-channel", "no such channel"])
        .err;
    let names = none
        .split("there are: ")
        .nth(1)
        .expect("a list of channels");
    let mut made = String::from("\n");
    for name in names.trim().trim_end_matches('.').split(", ") {
        let known = home
            .run(&["import", "--help-channel", name, "--json"])
            .ok()
            .row();
        let label = known["label"].as_str().unwrap();
        writeln!(made, "## {label}\n").unwrap();
        for line in home
            .run(&["guidance", "--channel", name])
            .ok()
            .out
            .lines()
            .skip(1)
        {
            writeln!(made, "- {line}").unwrap();
        }
        made.push('\n');
        for export in known["exports"].as_array().unwrap() {
            let word = |key: &str| export[key].as_str().unwrap();
            writeln!(made, "### {} (`{}`)\n", word("title"), word("format")).unwrap();
            for (n, step) in export["steps"].as_array().unwrap().iter().enumerate() {
                writeln!(made, "{}. {}", n + 1, step.as_str().unwrap()).unwrap();
            }
            writeln!(made, "\nLeaves out: {}\n", word("leaves_out")).unwrap();
        }
    }
    as_made("docs/channels.md", "channels", &made);
}

#[test]
fn the_chapter_of_the_guidance_is_what_the_reader_says() {
    let home = Home::new();
    let (mut made, mut topic) = (String::from("\n"), String::new());
    for row in home.run(&["guidance", "--json"]).ok().rows() {
        let word = |key: &str| row[key].as_str().unwrap_or_default();
        if word("topic") != topic {
            topic = word("topic").to_owned();
            writeln!(made, "## {topic}\n").unwrap();
        }
        let binds = match word("binds") {
            "departments" => " *(for departments)*",
            _ => "",
        };
        writeln!(made, "**{}**{binds} {}\n", word("number"), word("summary")).unwrap();
    }
    as_made("docs/guidance.md", "guidance", &made);
}

/// Pages with links: the README, the manual, and the pages beside them.
fn pages() -> Vec<PathBuf> {
    let top = fs::read_dir(root()).unwrap();
    let below = fs::read_dir(root().join("docs")).unwrap();
    let all = top.chain(below).map(|f| f.unwrap().path());
    all.filter(|p| p.extension().is_some_and(|e| e == "md"))
        .collect()
}

/// The words of a heading as they stand in an address.
fn anchor(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = plain
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.collect::<String>().replace(' ', "-")
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let mut wrong = Vec::new();
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if link.contains("://") || link.contains(' ') {
                continue;
            }
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let to = match file {
                "" => path.clone(),
                file => path.parent().unwrap().join(file),
            };
            let there = fs::read_to_string(&to).unwrap_or_default();
            let heads = there.lines().filter(|l| l.starts_with('#')).map(anchor);
            let there = to.exists() && (place.is_empty() || heads.into_iter().any(|h| h == place));
            if !there {
                wrong.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_contents_name_every_chapter_once_by_its_own_title() {
    let contents = page("docs/README.md");
    let listed: Vec<(&str, &str)> = contents
        .lines()
        .filter_map(|l| l.strip_prefix("- [")?.strip_suffix(')')?.split_once("]("))
        .collect();
    let files: BTreeSet<&str> = listed.iter().map(|(_, file)| *file).collect();
    assert_eq!(files.len(), listed.len(), "a chapter is listed twice");
    let there: BTreeSet<String> = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .filter(|f| f.ends_with(".md") && f != "README.md")
        .collect();
    assert_eq!(files, there.iter().map(String::as_str).collect());
    for (title, file) in listed {
        let chapter = page(&format!("docs/{file}"));
        assert_eq!(
            chapter.lines().next(),
            Some(format!("# {title}").as_str()),
            "{file}"
        );
    }
}

#[test]
fn the_readme_is_one_screen_of_a_newcomer_and_says_the_rust_version_once() {
    let readme = page("README.md");
    assert!(readme.len() <= 8192, "{} bytes", readme.len());
    for command in ["cargo run --release -- --demo", "cargo test"] {
        assert!(readme.contains(command), "{command}");
    }
    let said: Vec<&str> = readme.split("Rust ").skip(1).collect();
    let said: Vec<&str> = said
        .iter()
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|rest| rest.split_whitespace().next())
        .collect();
    let manifest = page("Cargo.toml");
    let needed = manifest
        .split("rust-version = \"")
        .nth(1)
        .and_then(|r| r.split('"').next());
    assert_eq!(said, [needed.unwrap()]);
}

#[test]
fn version_names_commit_policy_and_build() {
    let home = Home::new();
    let said = home.run(&["--version"]).ok().out;
    for line in ["Commit: ", "Policy: uk-nccc-2023\n", "Build: "] {
        assert!(said.contains(&format!("\n{line}")), "{said}");
    }
    let short = home.run(&["-V"]).ok().out;
    assert_eq!(short.trim(), said.lines().next().unwrap());
}
