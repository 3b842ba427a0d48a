//! A frame by its name alone: whose it is, its number, and half of its hash, as `seen` and the memory spell it.
//!
//! Invariant: a name has one spelling.

use std::fmt;
use std::sync::Arc;

use super::canon::{hex, unhex_half};

/// The first 16 bytes of a frame's hash: enough to tell it from every other.
pub(super) type Half = [u8; 16];

/// The half of a hash that is not known: such a head is expected by its number alone.
pub(super) const BY_NUMBER: Half = [0; 16];

/// A frame's name: `WRITER SEQ HALF-A-HASH`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head {
    pub writer: Arc<str>,
    pub seq: u64,
    pub half: [u8; 16],
}

/// The first half of a hash.
pub(super) fn half(hash: &[u8; 32]) -> Half {
    let mut half = [0; 16];
    half.copy_from_slice(&hash[..16]);
    half
}

impl Head {
    pub(super) fn new(writer: &Arc<str>, seq: u64, hash: &[u8; 32]) -> Head {
        Head {
            writer: writer.clone(),
            seq,
            half: half(hash),
        }
    }

    /// The first half of its hash, as the name spells it.
    pub fn digits(&self) -> String {
        hex(&self.half)
    }

    /// Whether it is known by its number alone: no frame has that hash.
    pub fn is_by_number(&self) -> bool {
        self.half == BY_NUMBER
    }

    /// Reads the one spelling of a name.
    pub fn read(text: &str) -> Option<Head> {
        let mut parts = text.split(' ');
        let (writer, seq, digits) = (parts.next()?, parts.next()?, parts.next()?);
        let number: u64 = seq.parse().ok()?;
        let canonical = number > 0 && number.to_string() == seq && !writer.is_empty();
        (canonical && parts.next().is_none()).then_some(Head {
            writer: writer.into(),
            seq: number,
            half: unhex_half(digits.as_bytes())?,
        })
    }
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.writer, self.seq, hex(&self.half))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        let name = "ann@desk-7f2x 57 4993f58bdb17005fcc9f55109e02b42f";
        assert_eq!(Head::read(name).unwrap().to_string(), name);
        for other in [
            "",
            "ann@desk-7f2x 57",
            "ann@desk-7f2x 057 4993f58bdb17005fcc9f55109e02b42f",
            "ann@desk-7f2x 0 4993f58bdb17005fcc9f55109e02b42f",
            "ann@desk-7f2x +7 4993f58bdb17005fcc9f55109e02b42f",
            " 57 4993f58bdb17005fcc9f55109e02b42f",
            "ann@desk-7f2x 57 4993F58bdb17005fcc9f55109e02b42f",
            "ann@desk-7f2x 57 4993f58bdb17005fcc9f55109e02b42",
            "ann@desk-7f2x 57 4993f58bdb17005fcc9f55109e02b42f ",
            "ann@desk-7f2x  57 4993f58bdb17005fcc9f55109e02b42f",
        ] {
            assert_eq!(Head::read(other), None, "{other}");
        }
    }
}
