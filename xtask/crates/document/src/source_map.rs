//! Where each node of a document was written: pointer → file, line and column.
//!
//! The map follows the document through the overlay and the passes: what they move takes its place along, what they
//! make anew is found at the nearest node above it that somebody wrote.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::Pointer;

/// A place in a file, as editors count: lines and columns from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file, as the command names it.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

impl Location {
    /// The beginning of `file`.
    pub fn start_of(file: &str) -> Self {
        Self {
            file: file.into(),
            line: 1,
            column: 1,
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// The places of a node and of everything below it.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    /// The key of a member, the first character of anything else.
    at: Option<Location>,
    /// A number as it was written, where printing the value would not give it back: `1.10` is 1.1.
    spelling: Option<Box<str>>,
    /// Shared with copies until one of them changes: documents are copied as a whole, and their places hardly ever change.
    children: Arc<HashMap<Box<str>, SourceMap>>,
}

impl SourceMap {
    /// A node that was written at `location`.
    pub fn with_root(location: Location) -> Self {
        Self {
            at: Some(location),
            ..Self::default()
        }
    }

    /// The same node, a number that was written as `spelling`.
    pub fn spelled(mut self, spelling: &str) -> Self {
        self.spelling = Some(spelling.into());
        self
    }

    /// Puts `child` below this node.
    pub fn insert(&mut self, token: &str, child: SourceMap) {
        Arc::make_mut(&mut self.children).insert(token.into(), child);
    }

    /// The place of this node alone.
    pub fn location(&self) -> Option<&Location> {
        self.at.as_ref()
    }

    /// Moves this node alone.
    pub fn set_location(&mut self, location: Option<Location>) {
        self.at = location;
    }

    /// The place of the node at `pointer`, or of the nearest one above it that has a place.
    pub fn locate(&self, pointer: &Pointer) -> Option<&Location> {
        let mut node = self;
        let mut nearest = node.at.as_ref();
        for token in pointer.tokens() {
            let Some(child) = node.children.get(token.as_str()) else {
                break;
            };
            node = child;
            nearest = node.at.as_ref().or(nearest);
        }
        nearest
    }

    /// How the number at `pointer` was written, if that differs from how it prints.
    pub fn spelling(&self, pointer: &Pointer) -> Option<&str> {
        self.get(pointer)?.spelling.as_deref()
    }

    /// The node below this one, to change it; where there is none, nothing is copied.
    fn child_mut(&mut self, token: &str) -> Option<&mut SourceMap> {
        if !self.children.contains_key(token) {
            return None;
        }
        Arc::make_mut(&mut self.children).get_mut(token)
    }

    /// The node at `pointer`.
    pub fn get(&self, pointer: &Pointer) -> Option<&SourceMap> {
        pointer
            .tokens()
            .iter()
            .try_fold(self, |node, token| node.children.get(token.as_str()))
    }

    /// Takes the node at `pointer` out of the map.
    pub fn take(&mut self, pointer: &Pointer) -> Option<SourceMap> {
        let (last, above) = pointer.tokens().split_last()?;
        let parent = above.iter().try_fold(self, |node, token| node.child_mut(token))?;
        Arc::make_mut(&mut parent.children).remove(last.as_str())
    }

    /// Puts `node` at `pointer`, making the nodes above it where there are none.
    pub fn put(&mut self, pointer: &Pointer, node: SourceMap) {
        *self.entry(pointer) = node;
    }

    /// The node at `pointer`, made where there is none.
    pub fn entry(&mut self, pointer: &Pointer) -> &mut SourceMap {
        pointer.tokens().iter().fold(self, |parent, token| {
            Arc::make_mut(&mut parent.children)
                .entry(token.as_str().into())
                .or_default()
        })
    }

    /// Follows the removal of element `index` from the array at `pointer`: the ones behind it move up.
    pub fn remove_element(&mut self, array: &Pointer, index: usize) {
        let Some(parent) = array
            .tokens()
            .iter()
            .try_fold(self, |node, token| node.child_mut(token))
        else {
            return;
        };
        let children = Arc::make_mut(&mut parent.children);
        children.remove(index.to_string().as_str());
        for behind in index + 1.. {
            let Some(element) = children.remove(behind.to_string().as_str()) else {
                break;
            };
            children.insert((behind - 1).to_string().into(), element);
        }
    }

    /// Follows a merge by the rules of the Overlay specification (objects member by member, arrays appended, the rest
    /// replaced) of a value with the places of `update` into this node. `offsets` says how long an array was before.
    pub fn merge(&mut self, update: &SourceMap, value: &serde_json::Value, target: Option<&serde_json::Value>) {
        use serde_json::Value;
        match (value, target) {
            (Value::Object(members), Some(Value::Object(old))) => {
                for (key, member) in members {
                    let Some(place) = update.children.get(key.as_str()) else {
                        continue;
                    };
                    let children = Arc::make_mut(&mut self.children);
                    let child = children.entry(key.as_str().into()).or_default();
                    if !old.contains_key(key) {
                        *child = place.clone();
                        continue;
                    }
                    child.merge(place, member, old.get(key));
                }
            }
            (Value::Array(items), Some(Value::Array(old))) => {
                for index in 0..items.len() {
                    let Some(place) = update.children.get(index.to_string().as_str()) else {
                        continue;
                    };
                    Arc::make_mut(&mut self.children).insert((old.len() + index).to_string().into(), place.clone());
                }
            }
            _ => *self = update.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map_of_line(line: u32) -> SourceMap {
        SourceMap::with_root(Location {
            file: "a.yaml".into(),
            line,
            column: 1,
        })
    }

    fn line(map: &SourceMap, pointer: &str) -> Option<u32> {
        map.locate(&Pointer::parse(pointer).unwrap())
            .map(|location| location.line)
    }

    #[test]
    fn a_node_that_nobody_wrote_is_found_at_the_nearest_one_above() {
        let mut map = map_of_line(1);
        map.put(&Pointer::from_tokens(["a"]), map_of_line(2));
        assert_eq!(line(&map, "/a/made/up"), Some(2));
        assert_eq!(line(&map, "/b"), Some(1));
    }

    #[test]
    fn what_is_behind_a_removed_element_moves_up() {
        let mut map = map_of_line(1);
        for index in 0..3 {
            map.put(
                &Pointer::from_tokens(["list", &index.to_string()]),
                map_of_line(10 + index),
            );
        }
        map.remove_element(&Pointer::from_tokens(["list"]), 0);
        assert_eq!(line(&map, "/list/0"), Some(11));
        assert_eq!(line(&map, "/list/1"), Some(12));
        assert_eq!(line(&map, "/list/2"), Some(1), "there is no third element any more");
    }

    #[test]
    fn what_an_overlay_adds_lies_in_the_overlay_and_what_it_keeps_does_not() {
        let mut map = map_of_line(1);
        map.put(&Pointer::from_tokens(["kept"]), map_of_line(2));
        map.put(&Pointer::from_tokens(["changed"]), map_of_line(3));
        map.put(&Pointer::from_tokens(["tags", "0"]), map_of_line(4));
        let mut update = map_of_line(100);
        update.put(&Pointer::from_tokens(["changed"]), map_of_line(101));
        update.put(&Pointer::from_tokens(["tags", "0"]), map_of_line(102));
        update.put(&Pointer::from_tokens(["added", "deep"]), map_of_line(103));

        let value = serde_json::json!({"changed": 1, "tags": ["b"], "added": {"deep": 1}});
        let target = serde_json::json!({"kept": 1, "changed": 2, "tags": ["a"]});
        map.merge(&update, &value, Some(&target));

        let lines = ["/kept", "/changed", "/tags/0", "/tags/1", "/added/deep"].map(|pointer| line(&map, pointer));
        assert_eq!(lines, [Some(2), Some(101), Some(4), Some(102), Some(103)]);
    }
}
