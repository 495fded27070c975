//! JSON Pointer (RFC 6901).

use std::fmt;

/// A place in a document, as the tokens of a JSON Pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pointer(Vec<String>);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// The pointer with these tokens, unescaped.
    pub fn from_tokens<T: Into<String>>(tokens: impl IntoIterator<Item = T>) -> Self {
        Self(tokens.into_iter().map(Into::into).collect())
    }

    /// Reads `/a/b~1c` or, as in a `$ref`, `#/a/b~1c`. `None` when it is neither: RFC 6901 section 3 wants a slash first.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        if text.is_empty() {
            return Some(Self::root());
        }
        let unescape = |token: &str| token.replace("~1", "/").replace("~0", "~");
        Some(Self::from_tokens(text.strip_prefix('/')?.split('/').map(unescape)))
    }

    /// The place `token` below this one.
    pub fn join(&self, token: impl Into<String>) -> Self {
        let mut joined = self.clone();
        joined.push(token);
        joined
    }

    /// Goes down to `token`.
    pub fn push(&mut self, token: impl Into<String>) {
        self.0.push(token.into());
    }

    /// Goes back up.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// The tokens, unescaped.
    pub fn tokens(&self) -> &[String] {
        &self.0
    }

    /// The last token.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// The place above this one; nothing is above the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        Some(Self(above.to_vec()))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|token| write!(f, "/{}", token.replace('~', "~0").replace('/', "~1")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_and_a_tilde_in_a_token_survive_the_round_trip() {
        let pointer = Pointer::from_tokens(["paths", "/a~b/{id}"]);
        assert_eq!(pointer.to_string(), "/paths/~1a~0b~1{id}");
        assert_eq!(Pointer::parse(&pointer.to_string()), Some(pointer));
    }

    #[test]
    fn a_local_reference_is_a_pointer_and_anything_else_is_not() {
        assert_eq!(
            Pointer::parse("#/components/schemas/A"),
            Some(Pointer::from_tokens(["components", "schemas", "A"]))
        );
        assert_eq!(Pointer::parse("#"), Some(Pointer::root()));
        assert_eq!(Pointer::parse("other.yaml#/A"), None);
        assert_eq!(Pointer::parse("#anchor"), None);
    }
}
