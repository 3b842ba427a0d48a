//! The word that another was probably meant to be.

/// The name among `names` that `word` was probably meant to be: at most a third of its letters differ.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let word = word.to_lowercase();
    names
        .into_iter()
        .map(|name| (distance(&word, &name.to_lowercase()), name))
        .filter(|(d, name)| *d <= name.chars().count().div_ceil(3).min(3))
        .min_by_key(|(d, _)| *d)
        .map(|(_, name)| name)
}

/// The number of letters to insert, drop or change to make `b` of `a`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, d) in b.iter().enumerate() {
            let changed = corner + usize::from(c != *d);
            corner = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        let names = ["theme", "borders", "screen_reader"];
        assert_eq!(nearest("thme", names), Some("theme"));
        assert_eq!(nearest("Border", names), Some("borders"));
        assert_eq!(nearest("screenreader", names), Some("screen_reader"));
        assert_eq!(nearest("colour", names), None);
    }
}
