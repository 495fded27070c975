//! What tells one page from another.

use std::hash::{DefaultHasher, Hasher};
use std::io;

use serde::Serialize;

/// A number that two pages share only if their items are the same. `None` where items cannot be written as JSON.
pub(super) fn of<T: Serialize>(items: &[T]) -> Option<u64> {
    let mut hash = Hash(DefaultHasher::new());
    serde_json::to_writer(&mut hash, items).ok()?;
    Some(hash.0.finish())
}

/// Takes what is written into a hash, so that nothing of a page is kept.
struct Hash(DefaultHasher);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_items_in_the_same_order_have_the_same_fingerprint() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_eq!(of::<u8>(&[]), of::<u8>(&[]));
        for other in [&["b", "a"][..], &["a"], &["ab"], &[]] {
            assert_ne!(of(&["a", "b"]), of(other), "{other:?}");
        }
    }
}
