//! Fingerprints of pages, by which repetitions are recognized without keeping the pages.

use std::hash::{DefaultHasher, Hasher};
use std::io;

use serde::Serialize;

/// Computes the hash of the items as JSON; `None` if they cannot be serialized.
pub(super) fn compute<T: Serialize>(items: &[T]) -> Option<u64> {
    let mut hash = Hash(DefaultHasher::new());
    serde_json::to_writer(&mut hash, items).ok()?;
    Some(hash.0.finish())
}

/// Computes the hash of the id of an item: of what it has in `id`, a string or a number. `None` for one without an id.
pub(super) fn of_id<T: Serialize>(item: &T) -> Option<u64> {
    let item = serde_json::to_value(item).ok()?;
    let id = item.get("id").filter(|id| id.is_string() || id.is_number())?;
    compute(std::slice::from_ref(id))
}

/// Hashes what is written to it.
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
    fn an_item_has_the_fingerprint_of_its_id_and_none_without_one() {
        use serde_json::json;
        assert_eq!(
            of_id(&json!({"id": "1", "status": "queued"})),
            of_id(&json!({"id": "1"}))
        );
        assert_ne!(of_id(&json!({"id": "1"})), of_id(&json!({"id": 1})));
        for item in [json!({"id": null}), json!({"name": "1"}), json!("id"), json!([])] {
            assert_eq!(of_id(&item), None, "{item}");
        }
    }

    #[test]
    fn only_the_same_items_in_the_same_order_have_the_same_fingerprint() {
        assert_eq!(compute(&["a", "b"]), compute(&["a", "b"]));
        assert_eq!(compute::<u8>(&[]), compute::<u8>(&[]));
        for other in [&["b", "a"][..], &["a"], &["ab"], &[]] {
            assert_ne!(compute(&["a", "b"]), compute(other), "{other:?}");
        }
    }
}
