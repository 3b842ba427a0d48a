//! Where a value of JSON ends, found by counting brackets.

/// How deep a value may be nested.
pub(super) const DEEP: usize = 512;

/// Where in a value the scan stands.
#[derive(Default)]
pub(super) struct Scan {
    pub(super) depth: usize,
    in_string: bool,
    escaped: bool,
    /// In a number or a word outside of every bracket.
    pub(super) bare: bool,
}

impl Scan {
    /// How many bytes belong to the value, and whether it ends there; else the place of what is odd.
    pub(super) fn over(&mut self, held: &[u8]) -> Result<(usize, bool), usize> {
        let mut n = 0;
        while n < held.len() {
            if self.in_string {
                if self.escaped {
                    self.escaped = false;
                    n += 1;
                    continue;
                }
                match memchr::memchr2(b'"', b'\\', &held[n..]) {
                    None => return Ok((held.len(), false)),
                    Some(at) => {
                        n += at + 1;
                        match held[n - 1] {
                            b'"' => self.in_string = false,
                            _ => self.escaped = true,
                        }
                    }
                }
                if !self.in_string && self.depth == 0 {
                    return Ok((n, true));
                }
                continue;
            }
            if self.depth > 0 {
                let is_mark = |b: &u8| matches!(b, b'"' | b'{' | b'}' | b'[' | b']');
                match held[n..].iter().position(is_mark) {
                    Some(at) => n += at,
                    None => return Ok((held.len(), false)),
                }
            }
            match held[n] {
                b'"' if self.bare => return Err(n),
                b'"' => self.in_string = true,
                b'{' | b'[' => {
                    self.depth += 1;
                    if self.bare || self.depth > DEEP {
                        return Err(n);
                    }
                }
                b'}' | b']' => {
                    if self.depth == 0 {
                        return self.ends(n);
                    }
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Ok((n + 1, true));
                    }
                }
                b',' | b':' if self.depth == 0 => return self.ends(n),
                b if b.is_ascii_whitespace() && self.depth == 0 => return self.ends(n),
                _ if self.depth == 0 => self.bare = true,
                _ => {}
            }
            n += 1;
        }
        Ok((n, false))
    }

    fn ends(&self, n: usize) -> Result<(usize, bool), usize> {
        match self.bare {
            true => Ok((n, true)),
            false => Err(n),
        }
    }
}
