//! Who a message went to: names in a list that does not say where one ends, counted against their addresses.

/// The names of a list of so many. `known`: whether somebody of that name wrote. Where they cannot be told apart the
/// list stays whole.
pub(super) fn recipients(list: &str, count: usize, known: &dyn Fn(&str) -> bool) -> Vec<String> {
    let list = list.trim();
    if list.is_empty() {
        return Vec::new();
    }
    let parts: Vec<&str> = list.split(',').map(str::trim).collect();
    if count == 1 || parts.len() == 1 {
        return vec![list.to_owned()];
    }
    if parts.len() == count || parts.len() > 200 {
        return parts.into_iter().map(str::to_owned).collect();
    }
    let mut names: Vec<String> = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let most = (parts.len() - at).min(4);
        let joined = |n: usize| parts[at..at + n].join(", ");
        let n = (1..=most).rev().find(|n| known(&joined(*n)));
        match (n, names.last_mut()) {
            (None, Some(last)) if is_title(parts[at]) => {
                last.push_str(&format!(", {}", parts[at]));
                at += 1;
            }
            _ => {
                let n = n.unwrap_or(1);
                names.push(joined(n));
                at += n;
            }
        }
    }
    names.retain(|n| !n.is_empty());
    match count == 0 || names.len() == count {
        true => names,
        false => vec![list.to_owned()],
    }
}

/// `MBE`, `PhD`, `M.Sc.`: what people write behind their name.
fn is_title(part: &str) -> bool {
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    !part.contains(' ') && part.chars().count() <= 8 && (capitals >= 2 || part.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_by_how_many_there_are() {
        let known = |name: &str| name == "Lee, Ann";
        for (list, count, is) in [
            (
                "Dr Priya Natarajan, MBE",
                1,
                &["Dr Priya Natarajan, MBE"][..],
            ),
            (
                "Alex Morgan,Dr Priya Natarajan, MBE",
                2,
                &["Alex Morgan", "Dr Priya Natarajan, MBE"],
            ),
            ("Lee, Ann,Bo Katz", 2, &["Lee, Ann", "Bo Katz"]),
            ("A B,C D", 2, &["A B", "C D"]),
            ("A B,C D", 0, &["A B", "C D"]),
            ("Jo Low, PhD", 0, &["Jo Low, PhD"]),
            ("A, B, C", 2, &["A, B, C"]),
            ("", 3, &[]),
        ] {
            assert_eq!(recipients(list, count, &known), is, "{list}");
        }
    }
}
