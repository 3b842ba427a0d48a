//! What an export is known again by: its file's name, and the SHA-256 of the whole of it.
//!
//! A text is hashed while it is read anyway; of a zip, whose attachments are not read, the file is gone through
//! once more, and only when something is taken from it.

use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The name and the whole of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// The file's own name, without its folder; `None` for standard input.
    pub name: Option<String>,
    /// In hex.
    pub sha256: String,
}

/// What is known of an export's fingerprint so far.
#[derive(Debug, Default)]
pub(super) struct Print {
    /// The file's own name.
    pub(super) name: Option<String>,
    /// A file to be gone through for it, and its length when it was opened.
    pub(super) file: Option<(PathBuf, u64)>,
    /// Whether the next reading is to hash.
    pub(super) wanted: bool,
    pub(super) sha256: Option<String>,
}

/// From this length on a hash is worked out beside the reading, on a thread of its own.
const BESIDE: u64 = 4 << 20;
/// Stretches on their way to that thread.
const STRETCHES: usize = 4;

/// A stream that is hashed as it is read.
pub(super) struct Hashed<R> {
    pub(super) stream: R,
    hashing: Hashing,
    read: u64,
}

/// Who hashes what was read.
enum Hashing {
    Here(Box<Sha256>),
    Beside {
        stretches: SyncSender<Vec<u8>>,
        /// Those that are done with, to be filled again.
        spare: Receiver<Vec<u8>>,
        hasher: JoinHandle<Sha256>,
    },
}

impl Hashing {
    /// On another thread, where there is enough to do and the system gives one.
    fn new(len: u64) -> Hashing {
        let here = || Hashing::Here(Box::default());
        if len < BESIDE {
            return here();
        }
        let (stretches, incoming) = sync_channel::<Vec<u8>>(STRETCHES);
        let (done, spare) = channel();
        let hash = move || {
            let mut hasher = Sha256::new();
            for stretch in incoming {
                hasher.update(&stretch);
                // Whether anybody still wants it does not matter.
                let _ = done.send(stretch);
            }
            hasher
        };
        let thread = std::thread::Builder::new().name("hash".into());
        thread.spawn(hash).map_or_else(
            |_| here(),
            |hasher| Hashing::Beside {
                stretches,
                spare,
                hasher,
            },
        )
    }

    fn update(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Hashing::Here(hasher) => hasher.update(bytes),
            Hashing::Beside {
                stretches, spare, ..
            } => {
                let mut stretch = spare.try_recv().unwrap_or_default();
                stretch.clear();
                stretch.extend_from_slice(bytes);
                let ended = |_| io::Error::other("the thread that hashes the export has ended");
                stretches.send(stretch).map_err(ended)?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Option<Sha256> {
        match self {
            Hashing::Here(hasher) => Some(*hasher),
            Hashing::Beside {
                stretches, hasher, ..
            } => {
                drop(stretches);
                hasher.join().ok()
            }
        }
    }
}

impl<R: Read> Hashed<R> {
    /// Hashes a stream of `len` bytes.
    pub(super) fn new(stream: R, len: u64) -> Hashed<R> {
        Hashed {
            stream,
            hashing: Hashing::new(len),
            read: 0,
        }
    }

    /// The hash in hex, where all of `len` bytes were read.
    pub(super) fn whole(self, len: u64) -> Option<String> {
        let hasher = self.hashing.finish()?;
        (self.read == len).then(|| HEXLOWER.encode(&hasher.finalize()))
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.stream.read(into)?;
        if n > 0 {
            self.hashing.update(&into[..n])?;
        }
        self.read += n as u64;
        Ok(n)
    }
}

/// SHA-256 of bytes, in hex.
pub(super) fn of_bytes(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_same_hash_here_and_beside_whatever_the_stretches() {
        let bytes: Vec<u8> = (0..(BESIDE as usize + 7))
            .map(|n| (n % 251) as u8)
            .collect();
        for len in [0, 1, 100_003, bytes.len()] {
            let bytes = &bytes[..len];
            for room in [1_000, 65_536, 1 << 20] {
                let mut stream = Hashed::new(bytes, len as u64);
                let mut into = vec![0; room];
                while stream.read(&mut into).unwrap() > 0 {}
                assert_eq!(
                    stream.whole(len as u64),
                    Some(of_bytes(bytes)),
                    "{len} {room}"
                );
            }
        }
        // Of a stream that was not read to its end there is none.
        let mut stream = Hashed::new(bytes.as_slice(), bytes.len() as u64);
        stream.read_exact(&mut [0; 10]).unwrap();
        assert_eq!(stream.whole(bytes.len() as u64), None);
    }
}
