//! What is read of the program's answers, and what is none.

use super::*;

#[test]
fn a_query_is_taken_from_among_other_words_and_only_for_its_hash() {
    let hash = "ab".repeat(32);
    let mut der = vec![0x30, 0x39, 2, 1, 1];
    der.extend([0u8; 22]);
    der.extend([0xab; 32]);
    assert_eq!(der.len(), 2 + 0x39);
    let mut output = b"Using configuration from 0/usr\n".to_vec();
    output.extend(&der);
    assert_eq!(der_in(&output, &hash), Some(der.clone()));
    assert_eq!(der_in(&output, &"cd".repeat(32)), None);
    assert_eq!(der_in(&output[..60], &hash), None);
    assert_eq!(der_in(b"", &hash), None);
}

#[test]
fn the_hash_of_a_reply_is_read_from_its_lines() {
    let row = "ab ab ab ab ab ab ab ab-ab ab ab ab ab ab ab ab   ................";
    let text = format!(
        "Status: Granted.\nHash Algorithm: sha256\nMessage data:\n    0000 - {row}\n    0010 - {row}\nSerial \
         number: 0x01\nTime stamp: Nov 30 15:00:00 2026 GMT\n"
    );
    assert_eq!(hash_in(&text), Some("ab".repeat(32)));
    assert_eq!(hash_in("Message data:\n    0000 - ab\n"), None);
    assert_eq!(hash_in("Status: Rejected."), None);
}
