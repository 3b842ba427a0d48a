//! Nothing here uses the network: no call that opens, takes or names a connection is linked into the program.

use std::collections::BTreeSet;

/// What a program needs to reach another machine, or to be reached.
const CALLS: &[&str] = &[
    "accept",
    "accept4",
    "bind",
    "connect",
    "getaddrinfo",
    "gethostbyname",
    "gethostbyname_r",
    "listen",
    "res_query",
    "res_search",
    "socket",
];

const DYNSYM: u32 = 11;

/// The bytes of a field of an ELF file.
fn bytes<const N: usize>(file: &[u8], at: u64) -> [u8; N] {
    let at = usize::try_from(at).unwrap();
    file[at..at + N].try_into().unwrap()
}

fn half(file: &[u8], at: u64) -> u64 {
    u16::from_le_bytes(bytes(file, at)).into()
}

fn word(file: &[u8], at: u64) -> u32 {
    u32::from_le_bytes(bytes(file, at))
}

fn long(file: &[u8], at: u64) -> u64 {
    u64::from_le_bytes(bytes(file, at))
}

/// The names that a 64-bit ELF program takes from the machine's libraries.
fn taken(file: &[u8]) -> BTreeSet<String> {
    assert_eq!(
        &file[..6],
        b"\x7fELF\x02\x01",
        "a 64-bit program, little end first"
    );
    let (sections, size, count) = (long(file, 40), half(file, 58), half(file, 60));
    let headers: Vec<u64> = (0..count).map(|n| sections + n * size).collect();
    let table = headers.iter().find(|h| word(file, **h + 4) == DYNSYM);
    let table = *table.expect("a table of dynamic symbols");
    let names = long(file, headers[word(file, table + 40) as usize] + 24);
    let (at, length, each) = (
        long(file, table + 24),
        long(file, table + 32),
        long(file, table + 56),
    );
    let symbols = (0..length / each).map(|n| at + n * each);
    // Of section 0: not here, taken from elsewhere.
    let undefined = symbols.filter(|s| half(file, s + 6) == 0);
    let name = |s: u64| {
        let from = usize::try_from(names).unwrap() + word(file, s) as usize;
        let to = from + file[from..].iter().position(|b| *b == 0).unwrap();
        String::from_utf8(file[from..to].to_vec()).unwrap()
    };
    undefined.map(name).filter(|n| !n.is_empty()).collect()
}

#[test]
#[cfg(all(
    target_os = "linux",
    target_pointer_width = "64",
    target_endian = "little"
))]
fn no_call_that_reaches_another_machine_is_linked() {
    let program = std::fs::read(env!("CARGO_BIN_EXE_onrecord")).unwrap();
    let taken = taken(&program);
    // That the table is read at all: what the program does need is in it.
    for needed in ["write", "fdatasync", "malloc"] {
        assert!(taken.contains(needed), "{needed} is not found: {taken:?}");
    }
    let found: Vec<&&str> = CALLS.iter().filter(|c| taken.contains(**c)).collect();
    assert!(found.is_empty(), "the program links {found:?}");
}
