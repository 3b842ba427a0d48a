use super::*;
use crate::tui::testing::Office;

#[test]
fn an_item_is_named_by_its_words_and_anything_else_as_short_as_it_is_shown() {
    let office = Office::busy();
    let desk = &office.desk;
    let item = desk
        .state()
        .items
        .values()
        .find(|i| i.body().is_some_and(|b| b.starts_with("Can you")));
    let id = item.unwrap().id;
    let said = |text: &str| on_screen(text, desk);
    let name = "\"Can you confirm the\u{2026}\"";
    assert_eq!(
        said(&format!("Item {id} is captured.")),
        format!("{name} is captured.")
    );
    assert_eq!(
        said(&format!("The capture of item {id} was filed.")),
        format!("The capture of {name} was filed.")
    );
    // Sixteen letters that are nothing on record stay.
    assert_eq!(said("abcdefghjkmnpqrs"), "abcdefghjkmnpqrs");
    assert_eq!(said(""), "");
}
