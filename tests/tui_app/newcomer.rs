//! A new user, at a terminal, with the keyboard alone and without the manual: from the first start to a statement.
//! How many keys each job takes is held; what a person writes of their own is no part of that.

use std::fs;

use crate::pty::{Home, Pty, folders};

/// An export that tells the day from the month nowhere.
const EXPORT: &str = "\
05/10/2026, 09:00 - Tom Okafor: Morning all
05/10/2026, 09:04 - Asha Patel: Minister has decided on option B, please start drafting
06/10/2026, 09:05 - Tom Okafor: Treasury approved the figure
";

/// A keyboard that counts.
struct Typist {
    pty: Pty,
    keys: usize,
}

impl Typist {
    /// Presses keys, one after the other, until the screen shows it.
    fn presses(&mut self, keys: &str, until: &str) {
        self.keys += keys.replace("\u{1b}[", "").chars().count();
        self.pty.type_until(keys, until);
    }

    /// Everything by name lies over the queue.
    fn palette(&mut self) {
        self.keys += 1;
        self.pty.send(":");
        self.pty.wait_for("the palette", |screen| {
            !screen.contents().contains(" Queue   ")
        });
    }

    /// Writes words of one's own.
    fn writes(&mut self, words: &str, until: &str) {
        self.pty.type_until(words, until);
    }

    /// The keys since the last time, which are so many at most.
    fn took(&mut self, what: &str, most: usize) {
        let keys = std::mem::take(&mut self.keys);
        println!("{what}: {keys} keys");
        assert!(keys <= most, "{what}: {keys} keys, at most {most}");
    }
}

/// The name and the machine, and a folder that is tried.
fn setup(typist: &mut Typist, plan: &str) {
    typist.pty.wait("Setup   1 of 3: you");
    typist.writes("Ruth Bell", "Ruth Bell");
    typist.presses("\u{4}", "Setup   2 of 3: this machine");
    typist.presses("ms\u{4}", "Setup   3 of 3: where captures go");
    typist.writes(plan, plan);
    typist.presses("\r", "= it is there");
    typist.presses("\u{4}", "Captures go to plan.");
    typist.took("setup", 12);
}

/// Two messages of an export, and one by hand.
fn fills_the_queue(typist: &mut Typist) {
    typist.presses("i", "WhatsApp Chat with Bill team");
    typist.presses("\r", "What was understood");
    typist.presses("d", "day first as you said");
    typist.presses("\r", "none chosen");
    typist.presses("w w ", "2 messages chosen");
    typist.presses("a", "Put in the queue");
    typist.presses("\u{4}", "2 items in the queue");
    typist.presses("\u{1b}", "Remove it now?");
    typist.presses("y", "The export was removed");
    typist.took("an import of two messages", 12);
    typist.presses("a", "Add an item");
    typist.presses("o", "[OFFICIAL]");
    typist.writes("Cabinet agreed option B", "option B");
    typist.presses("\t", "Who sent it");
    typist.writes("Asha Patel", "Asha Patel");
    typist.presses("\u{4}", "is in the queue.");
    typist.took("a message by hand", 4);
}

/// Three captures into the folder, and the review that says so.
fn captures_and_reviews(typist: &mut Typist) {
    for (reference, left) in [
        ("MIN/1", "2 waiting"),
        ("MIN/2", "1 waiting"),
        ("MIN/3", "nothing waiting"),
    ] {
        typist.presses("c", "File reference");
        typist.writes(reference, reference);
        typist.presses("\u{4}", left);
    }
    typist.took("three captures", 6);
    typist.presses("r", "Nothing is waiting here");
    typist.writes("All of them", "All of them");
    typist.presses("\r", "How");
    typist.writes("scrolled each", "scrolled each");
    typist.presses("\u{4}", "Review recorded");
    typist.took("the review of a day", 3);
}

fn decides(typist: &mut Typist) {
    typist.presses("1", "Anything from ");
    typist.presses("oagyncwnn", "9 of 9 answered");
    typist.presses("\r", "Your reason");
    typist.writes("The office system was down", "was down");
    typist.presses("\u{4}", "Recorded: the decision.");
    typist.took("a decision", 21);
}

/// The post is left: its chat, everything else by name, the statement.
fn leaves(typist: &mut Typist) {
    typist.presses("3", "No departure is open.");
    typist.presses("a", "Open a departure");
    typist.presses("\u{1b}[C\t", "[leaving the post]");
    typist.writes("Fri 17:00", "in 5 days");
    typist.presses("\u{4}", "1 of 1 chats");
    typist.presses("d", "filed already");
    typist.presses("H", "Hand over the rest");
    typist.writes("Tom Reed", "Tom Reed");
    typist.presses("\u{4}", "offered to Tom Reed");
    typist.presses("P", "make the statement");
    typist.presses("make\r", "It says what was done");
    typist.presses("\u{4}", "statement made to plan, read back");
    typist.took("a departure and its statement", 15);
}

/// Set up, and a first capture practised before anything is on record.
#[test]
fn a_first_capture_is_practised_and_nothing_of_it_is_kept() {
    let home = Home::fresh();
    let plan = home.path("plan");
    fs::create_dir_all(&plan).unwrap();
    let mut typist = Typist {
        pty: home.open(),
        keys: 0,
    };
    setup(&mut typist, &plan.display().to_string());
    typist.pty.wait("practise: capture a made-up message");
    typist.palette();
    typist.presses(
        "practise\r",
        "This is practice: c captures the message, q leaves, and all of it goes.",
    );
    typist.pty.wait("(Made up.)");
    // Nothing of one's own is taken in, and every screen says what it is.
    typist.presses("a", "nothing of yours is taken in");
    let export = home.path("WhatsApp Chat with Own.txt");
    fs::write(&export, EXPORT).unwrap();
    typist.presses("i", "Import");
    let typed = format!("{}\r", export.display());
    typist.presses(&typed, "do it at your own desk");
    let gone = "Finding out how it is written";
    typist
        .pty
        .wait_for("the end of the reading", |s| !s.contents().contains(gone));
    typist.presses("\u{1b}", "(Made up.)");
    typist.presses("4", "PRACTICE");
    typist.pty.wait("entries, the latest first");
    typist.presses("2", "(Made up.)");
    typist.presses("c", "PRACTICE/");
    typist.presses("1\u{4}", "captured to practice, reference PRACTICE/1,");
    typist.palette();
    typist.presses("practise\r", "This is practice already: q ends it.");
    typist.presses("q", "Practice is over, and nothing of it was kept.");
    typist.pty.send("q");
    assert_eq!(typist.pty.ends(), Some(0));
    assert_eq!(folders(&plan), 0);
    assert_eq!(home.ran(&["log", "--json"]), "");
}

#[test]
fn a_new_user_goes_from_setup_to_a_statement_by_the_keyboard_alone() {
    let home = Home::fresh();
    let plan = home.path("plan");
    let inbox = home.path("onrecord/inbox");
    fs::create_dir_all(&plan).unwrap();
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join("WhatsApp Chat with Bill team.txt"), EXPORT).unwrap();
    let mut typist = Typist {
        pty: home.open(),
        keys: 0,
    };
    setup(&mut typist, &plan.display().to_string());
    fills_the_queue(&mut typist);
    captures_and_reviews(&mut typist);
    decides(&mut typist);
    leaves(&mut typist);
    typist.pty.send("q");
    assert_eq!(typist.pty.ends(), Some(0));
    // Three captures and the statement.
    assert_eq!(folders(&plan), 4);
    let told = home.ran(&["verify"]);
    assert!(told.contains("Every frame is as it was written."), "{told}");
}
