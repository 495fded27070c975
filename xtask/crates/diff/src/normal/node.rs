//! A node of a document together with where it stands.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::{Map, Value};

use document::Pointer;

/// A value of a document, and its place there. Cheap to clone: the place is shared with the nodes above.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) value: &'a Value,
    place: Place<'a>,
}

/// The tokens down to a node, the last one first.
#[derive(Clone, Debug, Default)]
struct Place<'a>(Option<Rc<Link<'a>>>);

#[derive(Debug)]
struct Link<'a> {
    above: Place<'a>,
    token: Token<'a>,
}

#[derive(Debug)]
enum Token<'a> {
    Key(Cow<'a, str>),
    Index(usize),
}

impl<'a> Node<'a> {
    /// The whole of a document.
    pub(crate) fn root(value: &'a Value) -> Self {
        Self {
            value,
            place: Place::default(),
        }
    }

    /// The node at `pointer` below this one.
    pub(crate) fn descend(&self, pointer: &Pointer) -> Option<Self> {
        let mut node = self.clone();
        for token in pointer.tokens() {
            let (value, token) = match node.value {
                Value::Object(members) => (members.get(token)?, Token::Key(Cow::Owned(token.clone()))),
                Value::Array(items) => {
                    let index = token.parse().ok()?;
                    (items.get(index)?, Token::Index(index))
                }
                _ => return None,
            };
            node = node.below(value, token);
        }
        Some(node)
    }

    fn below(&self, value: &'a Value, token: Token<'a>) -> Self {
        let above = self.place.clone();
        Self {
            value,
            place: Place(Some(Rc::new(Link { above, token }))),
        }
    }

    /// The member `key` of an object.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        let (key, value) = self.value.as_object()?.get_key_value(key)?;
        Some(self.below(value, Token::Key(Cow::Borrowed(key))))
    }

    /// The members of an object; of anything else none.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        let above = self.clone();
        let members = self.value.as_object().into_iter().flat_map(Map::iter);
        members.map(move |(key, value)| (key.as_str(), above.below(value, Token::Key(Cow::Borrowed(key)))))
    }

    /// The members of the object `key`.
    pub(crate) fn members_of(&self, key: &str) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        self.get(key).into_iter().flat_map(|node| node.members())
    }

    /// The items of an array; of anything else none.
    pub(crate) fn items(&self) -> impl Iterator<Item = Self> + use<'a> {
        let above = self.clone();
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(move |(index, value)| above.below(value, Token::Index(index)))
    }

    /// The items of the array `key`.
    pub(crate) fn items_of(&self, key: &str) -> impl Iterator<Item = Self> + use<'a> {
        self.get(key).into_iter().flat_map(|node| node.items())
    }

    /// The text of the member `key`.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.as_object()?.get(key)?.as_str()
    }

    /// Whether the member `key` is `true`.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// What tells this node from every other node of the two documents while they are compared.
    pub(crate) fn address(&self) -> usize {
        std::ptr::from_ref(self.value).addr()
    }

    /// Where it is.
    pub(crate) fn pointer(&self) -> Pointer {
        let mut tokens = Vec::new();
        let mut place = &self.place;
        while let Place(Some(link)) = place {
            tokens.push(match &link.token {
                Token::Key(key) => key.clone().into_owned(),
                Token::Index(index) => index.to_string(),
            });
            place = &link.above;
        }
        tokens.reverse();
        Pointer::from_tokens(tokens)
    }

    /// The last key on the way to it.
    pub(crate) fn key(&self) -> Option<&str> {
        match &self.place.0.as_ref()?.token {
            Token::Key(key) => Some(key),
            Token::Index(_) => None,
        }
    }
}
