//! Whether what was read of a stream so far is UTF-8, found in the large pieces in which it is read.

/// Whether every byte read so far is part of a character, or may be once more is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) so_far: bool,
    /// Bytes at the end of what was read whose character was cut in two.
    open: usize,
}

impl Sound {
    pub(super) fn new() -> Sound {
        Sound {
            so_far: true,
            open: 0,
        }
    }

    /// Takes in what was read: what of `read` stands behind `from`.
    pub(super) fn see(&mut self, read: &[u8], from: usize) {
        if !self.so_far {
            return;
        }
        let new = &read[from.saturating_sub(self.open)..];
        self.open = match simdutf8::compat::from_utf8(new) {
            Ok(_) => 0,
            Err(e) => {
                self.so_far = e.error_len().is_none();
                new.len() - e.valid_up_to()
            }
        };
    }

    /// Takes in that nothing follows.
    pub(super) fn end(&mut self) {
        self.so_far &= self.open == 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_told_as_of_the_whole(
            text in "[aé日👍]{0,12}",
            bad in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
            cuts in prop::collection::vec(1_usize..5, 1..20),
        ) {
            let mut bytes = text.into_bytes();
            if let Some((at, byte)) = bad.filter(|_| !bytes.is_empty()) {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let mut sound = Sound::new();
            let mut from = 0;
            for cut in cuts.iter().cycle() {
                if from == bytes.len() {
                    break;
                }
                let end = bytes.len().min(from + cut);
                sound.see(&bytes[..end], from);
                from = end;
            }
            sound.end();
            prop_assert_eq!(sound.so_far, std::str::from_utf8(&bytes).is_ok());
        }
    }
}
