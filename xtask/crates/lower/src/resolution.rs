//! Whether references lead anywhere, each link of a chain looked at once.

use std::collections::HashSet;

use serde_json::Value;

use document::reference;

/// The references of a document.
pub(super) struct Resolution<'a> {
    root: &'a Value,
    /// References that were followed to their end, whatever it was.
    followed: HashSet<&'a str>,
}

impl<'a> Resolution<'a> {
    pub(super) fn new(root: &'a Value) -> Self {
        Self {
            root,
            followed: HashSet::new(),
        }
    }

    /// What is wrong with a reference itself: not with one that it leads to, which is looked at in its own place. Of the
    /// references in a circle the first one is told.
    pub(super) fn check(&mut self, reference: &Value) -> Result<(), String> {
        let Some(text) = reference.as_str() else {
            return Err(format!("`$ref` is {reference}, not a string"));
        };
        let mut next = self.target(text)?.get("$ref").and_then(Value::as_str);
        let mut seen = HashSet::new();
        while let Some(link) = next.filter(|link| self.followed.insert(link)) {
            if link == text {
                return Err(format!("`{text}` leads back to itself"));
            }
            seen.insert(link);
            next = self.target(link).ok().and_then(|target| target.get("$ref")?.as_str());
        }
        match next {
            Some(link) if seen.contains(link) => Err(format!("`{link}` leads back to itself")),
            _ => Ok(()),
        }
    }

    /// What a reference refers to.
    fn target(&self, text: &str) -> Result<&'a Value, String> {
        let Some(pointer) = reference::target(text) else {
            return Err(format!("`{text}` is not a JSON pointer into this document"));
        };
        self.root
            .pointer(&pointer.to_string())
            .ok_or_else(|| format!("`{text}` refers to nothing"))
    }
}
