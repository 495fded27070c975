//! Whether all strings that one side can send are taken by the other one.

use std::collections::HashSet;

use serde_json::{Number, Value};

use super::values::{bound, has_other_keywords, items, samples, says_the_same, takes, text};
use crate::normal::{Node, Side, Types, View};

/// How many alternatives of a schema are told apart.
const MOST: usize = 32;

/// Whether all that one side sends is taken by the other one.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Taken {
    All,
    /// Not this one.
    But(Option<Value>),
    /// It could not be decided.
    Open,
}

impl Taken {
    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::All => other(),
            Self::But(_) => self,
            Self::Open => match other() {
                Self::But(witness) => Self::But(witness),
                _ => Self::Open,
            },
        }
    }
}

/// What is valid on one side as a list of schemas without choices. `None` where they are too many.
pub(super) fn alternatives<'a>(side: &Side<'a>, view: &View<'a>) -> Option<Vec<View<'a>>> {
    if !view.rest.is_empty() || !view.unclear.is_empty() {
        return None;
    }
    let mut all: Vec<Vec<Node<'a>>> = vec![view.nodes.clone()];
    for union in &view.unions {
        let mut next = Vec::new();
        for nodes in &all {
            for branch in &union.branches {
                next.push([nodes.as_slice(), std::slice::from_ref(branch)].concat());
            }
        }
        if next.len() > MOST {
            return None;
        }
        all = next;
    }
    let views = all.iter().map(|nodes| View::of_alternative(side, nodes));
    let views: Vec<_> = views.filter(|view| !view.never && !view.types.is_none()).collect();
    // A choice in a choice is looked at no further.
    let is_flat =
        |inner: &View<'a>| inner.rest.is_empty() && inner.unclear.is_empty() && inner.unions.len() <= view.unions.len();
    (views.iter().all(is_flat) && !views.is_empty()).then_some(views)
}

/// One side, with all that it can send.
pub(super) struct Sender<'s, 'a> {
    pub(super) side: &'s Side<'a>,
    pub(super) nodes: &'s [Node<'a>],
    pub(super) views: &'s [View<'a>],
    /// Whether a comma in a value is written as it is: only a header has no way to escape it.
    pub(super) raw: bool,
}

impl<'a> Sender<'_, 'a> {
    pub(super) fn taken_by(&self, other: &Sender<'_, 'a>, depth: usize) -> Taken {
        let known = other.listed();
        let mut all = Taken::All;
        for view in self.views {
            all = all.and(|| self.view_taken_by(view, other, &known, depth));
        }
        all
    }

    /// The strings of what is listed and bound by nothing else. An enumeration may have tens of thousands.
    fn listed(&self) -> HashSet<String> {
        let is_exclusive = |view: &View<'a>| view.unions.iter().any(|union| union.exclusive);
        let kinds = [Types::NUMBER, Types::STRING];
        let is_plain = |view: &&View<'a>| kinds.iter().all(|kind| !has_other_keywords(view, *kind, &[]));
        if self.views.iter().any(is_exclusive) {
            return HashSet::new();
        }
        let views = self.views.iter().filter(is_plain);
        views
            .filter_map(|view| view.values.as_ref())
            .flatten()
            .filter_map(|value| text(value))
            .collect()
    }

    fn view_taken_by(&self, view: &View<'a>, other: &Sender<'_, 'a>, known: &HashSet<String>, depth: usize) -> Taken {
        if let Some(values) = &view.values {
            let is_known = |value: &Value| text(value).is_some_and(|text| known.contains(&text));
            return values
                .iter()
                .filter(|value| !is_known(value))
                .fold(Taken::All, |all, value| {
                    all.and(|| self.value_taken_by(value, other, depth))
                });
        }
        let kinds = [
            Types::BOOLEAN,
            Types::INTEGER,
            Types::FRACTION,
            Types::STRING,
            Types::ARRAY,
            Types::OBJECT,
        ];
        kinds
            .into_iter()
            .filter(|kind| view.types.has(*kind))
            .fold(Taken::All, |all, kind| {
                all.and(|| match kind {
                    Types::BOOLEAN => [Value::Bool(true), Value::Bool(false)]
                        .iter()
                        .fold(Taken::All, |all, value| {
                            all.and(|| self.value_taken_by(value, other, depth))
                        }),
                    Types::ARRAY => self.lists_taken_by(view, other, depth),
                    Types::OBJECT if self.raw && other.has_free(Types::STRING, self.raw, depth) => Taken::All,
                    Types::OBJECT if other.views.iter().any(|view| view.types.has(Types::OBJECT)) => Taken::Open,
                    Types::OBJECT => Taken::But(None),
                    kind => self.kind_taken_by(view, kind, other, depth),
                })
            })
    }

    /// A value of a list, if it is valid at all.
    fn value_taken_by(&self, value: &Value, other: &Sender<'_, 'a>, depth: usize) -> Taken {
        let Some(text) = text(value) else { return Taken::Open };
        match (self.takes(value), other.takes_text(&text, depth)) {
            (Some(false), _) | (_, Some(true)) => Taken::All,
            (Some(true), Some(false)) => Taken::But(Some(value.clone())),
            _ => Taken::Open,
        }
    }

    /// Strings and numbers of which there is no list.
    fn kind_taken_by(&self, view: &View<'a>, kind: Types, other: &Sender<'_, 'a>, depth: usize) -> Taken {
        if other.has_free(kind, self.raw, depth) || other.views.iter().any(|other| says_the_same(view, other, kind)) {
            return Taken::All;
        }
        // What one of them lists or is bound by is where they may part.
        let listed = other.views.iter().filter_map(|view| view.values.as_ref()).flatten();
        let listed = listed
            .filter(|value| Types::from_value(value) == kind)
            .map(|value| (*value).clone());
        let mut samples = samples(view, kind);
        samples.extend(
            other
                .views
                .iter()
                .flat_map(|view| super::values::samples(view, kind))
                .chain(listed),
        );
        let refused = samples.iter().find(|value| {
            let text = text(value);
            self.takes(value) == Some(true) && text.is_some_and(|text| other.takes_text(&text, depth) == Some(false))
        });
        if let Some(value) = refused {
            return Taken::But(Some(value.clone()));
        }
        // A format or a pattern of strings is not asked for; a number is hardly ever meant by it.
        let others = other.views.iter().fold(Types::NONE, |all, view| all | view.types);
        let is_number_alone = !others.meets(Types::STRING | Types::ARRAY | Types::OBJECT);
        if kind == Types::STRING && is_number_alone {
            Taken::But(None)
        } else {
            Taken::Open
        }
    }

    fn lists_taken_by(&self, view: &View<'a>, other: &Sender<'_, 'a>, depth: usize) -> Taken {
        let Some(depth) = depth.checked_sub(1) else {
            return Taken::Open;
        };
        let bounds = |view: &View<'a>| (bound(view, "minItems").unwrap_or(0), bound(view, "maxItems"));
        let (fewest, most) = bounds(view);
        let items = items(view);
        let lists: Vec<_> = other.views.iter().filter(|view| view.types.has(Types::ARRAY)).collect();
        if lists.is_empty() {
            let is_free_header = self.raw && other.has_free(Types::STRING, self.raw, depth);
            // A list of one item is written as the item is.
            return if is_free_header {
                Taken::All
            } else if most.is_some_and(|most| most <= 1) {
                self.below(&items, |items| items.taken_by(other, depth))
            } else {
                Taken::But(None)
            };
        }
        let [list] = lists.as_slice() else { return Taken::Open };
        if [view, list]
            .iter()
            .any(|view| has_other_keywords(view, Types::ARRAY, &["items", "minItems", "maxItems"]))
        {
            return Taken::Open;
        }
        let (least, greatest) = bounds(list);
        let fits = least <= fewest && greatest.is_none_or(|greatest| most.is_some_and(|most| most <= greatest));
        if !fits {
            return Taken::But(None);
        }
        self.below(&items, |items| {
            other.below(&super::values::items(list), |others| items.taken_by(others, depth))
        })
    }

    /// The items of lists as senders of their own.
    fn below(&self, nodes: &[Node<'a>], ask: impl FnOnce(&Sender<'_, 'a>) -> Taken) -> Taken {
        let view = View::of_nodes(self.side, nodes);
        match alternatives(self.side, &view) {
            Some(views) => ask(&Sender {
                side: self.side,
                nodes,
                views: &views,
                raw: self.raw,
            }),
            None => Taken::Open,
        }
    }

    /// Whether some alternative takes every string, or every number of a kind, that there is.
    fn has_free(&self, kind: Types, raw: bool, depth: usize) -> bool {
        let excludes = self.views.len() > 1
            && self
                .views
                .iter()
                .any(|view| view.unions.iter().any(|union| union.exclusive));
        let is_free = |view: &View<'a>, kind: Types| {
            view.types.has(kind) && view.values.is_none() && !has_other_keywords(view, kind, &[])
        };
        !excludes
            && self.views.iter().any(|view| {
                let is_item = |view: &View<'a>| {
                    let is_one = bound(view, "minItems").unwrap_or(0) <= 1
                        && bound(view, "maxItems").is_none_or(|most| most >= 1);
                    let is_plain = !has_other_keywords(view, Types::ARRAY, &["items", "minItems", "maxItems"]);
                    view.types.has(Types::ARRAY) && is_one && is_plain
                };
                let in_list = || {
                    // In a header a string that has a comma is several items.
                    let is_split = raw && kind == Types::STRING && bound(view, "maxItems").is_some();
                    let Some(depth) = depth.checked_sub(1) else {
                        return false;
                    };
                    let nodes = items(view);
                    let inner = View::of_nodes(self.side, &nodes);
                    !is_split
                        && alternatives(self.side, &inner).is_some_and(|views| {
                            let items = Sender {
                                side: self.side,
                                nodes: &nodes,
                                views: &views,
                                raw: self.raw,
                            };
                            items.has_free(kind, raw, depth)
                        })
                };
                is_free(view, Types::STRING) || is_free(view, kind) || is_item(view) && in_list()
            })
    }

    /// Whether a value of JSON is valid.
    fn takes(&self, value: &Value) -> Option<bool> {
        takes(self.side, self.nodes, value)
    }

    /// Whether a string is one that some valid value is written as.
    fn takes_text(&self, text: &str, depth: usize) -> Option<bool> {
        let mut all = Some(false);
        let mut add = |taken: Option<bool>| {
            all = match (all, taken) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (None, _) | (_, None) => None,
                _ => Some(false),
            };
        };
        add(self.takes(&Value::from(text)));
        match text {
            "true" => add(self.takes(&Value::Bool(true))),
            "false" => add(self.takes(&Value::Bool(false))),
            _ => {}
        }
        if let Ok(number) = text.parse::<Number>() {
            let value = Value::Number(number);
            let is_usual = super::values::text(&value).as_deref() == Some(text);
            match self.takes(&value) {
                // `1.50` and `01` are numbers to some readers.
                Some(true) if !is_usual => add(None),
                taken => add(taken),
            }
        }
        for view in self.views.iter().filter(|view| view.types.has(Types::ARRAY)) {
            let parts: Vec<&str> = if self.raw {
                text.split(',').map(str::trim).collect()
            } else {
                vec![text]
            };
            let number = u64::try_from(parts.len()).unwrap_or(u64::MAX);
            let fits = bound(view, "minItems").unwrap_or(0) <= number
                && bound(view, "maxItems").is_none_or(|most| number <= most);
            let is_plain = !has_other_keywords(view, Types::ARRAY, &["items", "minItems", "maxItems"]);
            let (Some(depth), true) = (depth.checked_sub(1), fits) else {
                add(if fits { None } else { Some(false) });
                continue;
            };
            let nodes = items(view);
            let inner = View::of_nodes(self.side, &nodes);
            let Some(views) = alternatives(self.side, &inner).filter(|_| is_plain) else {
                add(None);
                continue;
            };
            let items = Sender {
                side: self.side,
                nodes: &nodes,
                views: &views,
                raw: self.raw,
            };
            let mut taken = Some(true);
            for part in parts {
                taken = match (taken, items.takes_text(part, depth)) {
                    (Some(false), _) | (_, Some(false)) => Some(false),
                    (None, _) | (_, None) => None,
                    _ => Some(true),
                };
            }
            add(taken);
        }
        all
    }
}
