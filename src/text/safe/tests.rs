use super::*;
use proptest::prelude::*;

/// The runs of hidden characters that a text may hold, and what becomes of it on a line.
#[test]
fn hostile_text_is_shown_not_obeyed() {
    for (given, line) in [
        ("plain", "plain"),
        ("a\u{1b}[2Jb", "a<U+001B>[2Jb"),
        ("a\tb", "a       b"),
        ("é\tb", "é       b"),
        ("x\ny", "x<U+000A>y"),
        ("gpj\u{202e}exe", "gpj<U+202E>exe"),
        ("\u{9b}1m", "<U+009B>1m"),
        ("zero\u{200b}width\u{feff}", "zero<U+200B>width<U+FEFF>"),
        ("soft\u{ad}hyphen", "soft<U+00AD>hyphen"),
    ] {
        assert_eq!(safe_line(given), line);
    }
    assert_eq!(safe_block("a\r\nb\rc"), "a\nb<U+000D>c");
    assert_eq!(safe_line("a\r\nb"), "a<U+000D><U+000A>b");
    let zalgo = format!("e{}", "\u{301}".repeat(50));
    assert_eq!(
        safe_line(&zalgo),
        format!("e{}<42 more marks>", "\u{301}".repeat(8))
    );
    let zalgo = format!("{zalgo}x{zalgo}");
    assert_eq!(safe_line(&zalgo).matches("<42 more marks>").count(), 2);
}

#[test]
fn what_shapes_its_neighbours_stays() {
    for text in [
        // Families, professions, a flag with a sign on it, a mended heart, a keycap.
        "👨\u{200d}👩\u{200d}👧\u{200d}👦",
        "👩🏽\u{200d}🚀",
        "👩\u{200d}⚕\u{fe0f}",
        "🏳\u{fe0f}\u{200d}🌈",
        "🏴\u{200d}☠\u{fe0f}",
        "👁\u{fe0f}\u{200d}🗨\u{fe0f}",
        "❤\u{fe0f}\u{200d}🔥",
        "1\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3}",
        "☎\u{fe0e}",
        "🇬🇧",
        // England, Scotland, Wales, one behind the other.
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}\
         🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
        // Persian, with a mark before the joiner and with a number; Kurdish; Sindhi.
        "می\u{200c}خواهم",
        "کتابِ\u{200c}ها",
        "۲۰\u{200c}ساله",
        // Devanagari, Bengali, Sinhala, Malayalam (at the end of a word too), Tamil, Khmer.
        "क्\u{200d}ष क्\u{200c}ष",
        "র\u{200d}্য ত্\u{200d}",
        "ශ්\u{200d}රී",
        "അവന്\u{200d} വന്നു",
        "க்\u{200c}ஷ",
        "ប\u{200d}៊ី",
        // Mongolian with its own selector, an ideograph with one, a sum with one.
        "ᠠ\u{180b}ᠨ",
        "葛\u{e0100}城",
        "∩\u{fe00}",
        // Composed and decomposed letters, Thai, Hebrew points held apart.
        "e\u{301}\u{323} ที่ 한",
        "ל\u{5b7}\u{34f}\u{5b4}",
    ] {
        assert_eq!(safe_line(text), text, "{text:?}");
        assert_eq!(safe_block(text), text, "{text:?}");
    }
}

#[test]
fn what_hides_is_shown_by_its_number() {
    for (given, shown) in [
        // Tags: alone, a flag that does not exist, one cut short, one with more behind it, a second run.
        ("\u{e0041}b", "<U+E0041>b"),
        (
            "🏴\u{e0067}\u{e0062}\u{e007f}!",
            "🏴<U+E0067><U+E0062><U+E007F>!",
        ),
        ("🏴\u{e0067}\u{e0062}", "🏴<U+E0067><U+E0062>"),
        (
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}\u{e0070}",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}<U+E0070>",
        ),
        // Joiners: in Latin, at an edge, twice, between scripts, beside a picture on one side only.
        ("As\u{200c}ha Pat\u{200d}el", "As<U+200C>ha Pat<U+200D>el"),
        ("\u{200d}", "<U+200D>"),
        ("می\u{200c}", "می<U+200C>"),
        ("می\u{200c}\u{200c}خ", "می<U+200C><U+200C>خ"),
        ("می\u{200d}\u{200c}خ", "می<U+200D><U+200C>خ"),
        ("م\u{200c}ߊ", "م<U+200C>ߊ"),
        ("👨\u{200d}a", "👨<U+200D>a"),
        ("👨\u{200c}👩", "👨<U+200C>👩"),
        ("👨\u{200d}\u{200d}👩", "👨<U+200D><U+200D>👩"),
        ("अ\u{200d}म", "अ<U+200D>म"),
        ("क्\u{200c} ", "क्<U+200C> "),
        ("क्\u{200d}\u{200d}", "क्<U+200D><U+200D>"),
        // Letters that look like a blank, and code points that are never drawn.
        (
            ":\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}:",
            ":<U+115F><U+1160><U+3164><U+FFA0><U+2800>:",
        ),
        (
            "a\u{17b4}\u{2065}\u{fff3}\u{e01f0}\u{ffff}",
            "a<U+17B4><U+2065><U+FFF3><U+E01F0><U+FFFF>",
        ),
        // Variation selectors: after a letter, in a run, after nothing, bytes hidden behind a face.
        ("A\u{fe0f}nn", "A<U+FE0F>nn"),
        ("☺\u{fe0f}\u{fe0f}", "☺\u{fe0f}<U+FE0F>"),
        ("\u{fe00}", "<U+FE00>"),
        ("😀\u{e0148}\u{e0155}", "😀<U+E0148><U+E0155>"),
        ("a\u{180b}", "a<U+180B>"),
        // Marks with nothing to stand on would sit on what the screen has before them.
        ("\u{338}Ann", "<U+0338>Ann"),
        ("a\u{34f}b", "a<U+034F>b"),
        ("a\u{301}\u{34f}", "a\u{301}<U+034F>"),
    ] {
        assert_eq!(safe_line(given), shown, "{given:?}");
    }
    assert_eq!(safe_block("a\n\u{301}b"), "a\n<U+0301>b");
    let many = format!("A{}sha", "\u{200d}".repeat(3000));
    assert!(!safe_line(&many).contains('\u{200d}'));
}

/// Characters that take part in some rule, and a few that take part in none.
fn odd() -> impl Strategy<Value = String> {
    let odd: Vec<char> = "ab <\t\u{1b}é\u{301}\u{34f}\u{5b4}می\u{64b}\u{200c}\u{200d}\u{200b}\u{202e}क\u{94d}👨🏽☠🏴\u{fe0f}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e007f}\u{3164}葛\u{e0100}ᠠ\u{180b}한\u{1161}\u{2028}"
        .chars()
        .collect();
    proptest::collection::vec(proptest::sample::select(odd), 0..40)
        .prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn harmless_text_stays_as_it_is(text in odd(), any in any::<String>()) {
        for text in [format!("x{text}"), any] {
            let once = safe_line(&text).into_owned();
            let hidden = |c: char| must_escape(c) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{e0020}'..='\u{e007f}');
            prop_assert!(!once.chars().any(hidden), "{once:?}");
            prop_assert_eq!(&safe_line(&once), &once);
            let twice = once.contains("\u{200d}\u{200d}") || once.contains("\u{200c}\u{200c}");
            prop_assert!(!twice, "{:?}", once);
        }
    }

    #[test]
    fn the_pieces_make_up_the_text(text in odd(), block in any::<bool>()) {
        let pieces: Vec<Piece<'_>> = Pieces::new(&text, block).collect();
        prop_assert!(pieces.windows(2).all(|pair| pair[0].at <= pair[1].at));
        for piece in &pieces {
            if let Shown::Text(shown) = piece.shown {
                prop_assert_eq!(&text[piece.at..piece.at + shown.len()], shown);
            }
        }
        let mut made = String::new();
        pieces.iter().for_each(|piece| piece.shown.push_to(&mut made));
        prop_assert_eq!(made, if block { safe_block(&text) } else { safe_line(&text) });
    }
}
