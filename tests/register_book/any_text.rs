//! Whatever somebody wrote goes into a frame and comes out of it.

use crate::support::*;
use onrecord::register::{Header, encode};

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]
    #[test]
    fn any_text_goes_into_a_frame_and_comes_out_of_it(body in "(?s).*", from in "[\\x00-\\u{ffff}]{0,20}", salt: [u8; 16]) {
        let world = World::quick();
        let mut event = item(1, &body);
        if let onrecord::record::Event::ItemAdded(added) = &mut event {
            added.from = Some(from.as_str().into());
        }
        let header = Header { seq: 7, lamport: 9, at: onrecord::ports::Clock::now(&*world.clock), by: "a@b-0000".into(), part: (1, 1), schema: 2, follows: None, seen: Vec::new() };
        let frame = encode(&header, &event, salt, None);
        let table: toml::Table = frame.bytes.parse().unwrap();
        let text = &table["event"].as_array().unwrap()[0]["text"];
        proptest::prop_assert_eq!(text["body"].as_str(), Some(body.as_str()));
        proptest::prop_assert_eq!(text["from"].as_str(), Some(from.as_str()));
        proptest::prop_assert!(!frame.bytes.chars().any(|c| c != '\n' && onrecord::text::must_escape(c)));
        let written = world.write(vec![event.clone()]);
        proptest::prop_assert_eq!(&written[1].event, &event);
        proptest::prop_assert_eq!(world.open().entries, written);
    }
}
