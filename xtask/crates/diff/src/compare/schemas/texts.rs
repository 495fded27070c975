//! What travels as a string: parameters, headers, and the fields and parts of forms. What counts is which strings can be
//! sent, not which type of JSON they are made from: `1` is sent as the same string whether it is an integer or a string.

use std::collections::HashSet;

use serde_json::{Number, Value};

use super::super::change::Change;
use super::super::engine::Written;
use super::super::scope::Scope;
use super::Pair;
use crate::judge::{Effect, Verdict};
use crate::model::{Direction, Wire};
use crate::normal::values::{count, is_annotation, shown};
use crate::normal::{Node, Side, Types, View, accepts, formats};
use crate::rules;
use document::schema_keywords;

/// How many alternatives of a schema are told apart, and how deep lists are looked into.
const MOST: usize = 32;
const DEPTH: usize = 4;

/// Whether all that one side sends is taken by the other one.
#[derive(Clone, Debug, PartialEq)]
enum Taken {
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

/// Tells how the strings differ that can be sent, where the types do not say it. `true` when nothing else is left to look at.
pub(super) fn compare<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) -> bool {
    null(scope, pair);
    if pair.old.never || pair.new.never || pair.is_same_text() {
        return false;
    }
    let (olds, news) = (
        alternatives(&scope.engine.old, &pair.old),
        alternatives(&scope.engine.new, &pair.new),
    );
    let (Some(olds), Some(news)) = (olds, news) else {
        return false;
    };
    let kinds = |views: &[View<'a>]| views.iter().fold(Types::NONE, |all, view| all | view.types);
    let (was, is) = (kinds(&olds), kinds(&news));
    let listed = |views: &[View<'a>]| views.iter().any(|view| view.values.is_some());
    let lists = (listed(&olds), listed(&news));
    let is_mixed = (was | is) != Types::STRING && lists == (true, true);
    // A choice excludes what fits several branches, and the strings tell that best.
    let is_choice = !pair.old.unions().is_empty() || !pair.new.unions().is_empty();
    // Where a string can be more than one value of JSON, and where the types are others, they do not tell.
    let is_ambiguous = was.has(Types::STRING) && was != Types::STRING;
    if was == is && !is_ambiguous && !is_mixed && lists.0 == lists.1 && !is_choice {
        return false;
    }
    let raw = scope.sense.written == Written::Header;
    let old = Sender {
        side: &scope.engine.old,
        nodes: &pair.old.nodes,
        views: &olds,
        raw,
    };
    let new = Sender {
        side: &scope.engine.new,
        nodes: &pair.new.nodes,
        views: &news,
        raw,
    };
    let (forward, backward) = (old.taken_by(&new, DEPTH), new.taken_by(&old, DEPTH));
    let witness = match (&forward, &backward) {
        (Taken::But(Some(witness)), _) | (_, Taken::But(Some(witness))) => Some(witness.clone()),
        _ => None,
    };
    let effect = effect(&forward, &backward, scope.sense.direction);
    let is_decided = forward != Taken::Open && backward != Taken::Open;
    let (rule, keyword) = match (&forward, &backward, lists) {
        // The types do not tell: what the keywords do has rows of its own, unless the strings are the same.
        _ if was == is && !is_mixed && effect != Effect::Equal && (lists.0 == lists.1 && !is_choice || !is_decided) => {
            return false;
        }
        (_, _, (true, false)) if was == is => (&rules::schema::ENUM_REMOVED, "enum"),
        (_, _, (false, true)) if was == is => (&rules::schema::ENUM_ADDED, "enum"),
        (Taken::All, Taken::But(_), _) => (&rules::schema::TYPE_WIDENED, "type"),
        (Taken::But(_), Taken::All, _) => (&rules::schema::TYPE_NARROWED, "type"),
        _ => (&rules::schema::TYPE_CHANGED, "type"),
    };
    let (before, mut after) = (described(&olds), described(&news));
    if before == after {
        if effect == Effect::Equal {
            // Strings alone have hints of their own, which the rest tells.
            return was != Types::STRING;
        }
        after.push_str(" of other values");
    }
    let message = format!("it takes {after}, and took {before}, written as strings");
    let change = pair.change(rule, effect, keyword, message).counterexample(witness);
    if effect == Effect::Equal {
        let verdict = Verdict::Always(Wire::Docs, "The same strings are sent.");
        scope.tell(change.judged(verdict));
    } else {
        scope.change(change);
    }
    true
}

/// The effect, as far as the direction needs to know it: what is open counts only where it can break somebody.
fn effect(forward: &Taken, backward: &Taken, direction: Direction) -> Effect {
    use Taken::{All, But, Open};
    match (forward, backward, direction) {
        (All, All, _) => Effect::Equal,
        (All, But(_), _) => Effect::Widened,
        (But(_), All, _) => Effect::Narrowed,
        (But(_), But(_), _) => Effect::Incomparable,
        (All, Open, Direction::Request) => Effect::Widened,
        (Open, All, Direction::Response) => Effect::Narrowed,
        (But(_), Open, Direction::Request | Direction::Both) => Effect::Incomparable,
        (Open, But(_), Direction::Response | Direction::Both) => Effect::Incomparable,
        _ => Effect::Unknown,
    }
}

/// Null has no string: what is null is left out (RFC 6570 section 3.2.1).
fn null<'a>(scope: &mut Scope<'_, 'a>, pair: &Pair<'a>) {
    let (rule, message) = match (pair.old.null, pair.new.null) {
        (Some(false), Some(true)) => (&rules::schema::NULL_ADDED, "it may be null now"),
        (Some(true), Some(false)) => (&rules::schema::NULL_REMOVED, "it may not be null any more"),
        _ => return,
    };
    let is_said = |view: &View<'a>| {
        view.parts
            .iter()
            .any(|part| part.node.is("nullable") || part.get("type").is_some())
    };
    if is_said(&pair.old) && is_said(&pair.new) {
        let verdict = Verdict::Always(Wire::Docs, "Null has no string, and is left out.");
        let change: Change<'a> = pair.change(rule, Effect::Equal, "type", message);
        let said = |null: Option<bool>| null.map(Value::Bool);
        scope.tell(
            change
                .values(said(pair.old.null).as_ref(), said(pair.new.null).as_ref())
                .judged(verdict),
        );
    }
}

/// What is valid on one side as a list of schemas without choices. `None` where they are too many.
fn alternatives<'a>(side: &Side<'a>, view: &View<'a>) -> Option<Vec<View<'a>>> {
    if !view.rest.is_empty() || !view.unclear.is_empty() {
        return None;
    }
    let mut all: Vec<Vec<Node<'a>>> = vec![view.nodes.clone()];
    for union in view.unions() {
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
    let views = all.iter().map(|nodes| View::of(side, nodes));
    let views: Vec<_> = views.filter(|view| !view.never && !view.types.is_none()).collect();
    // A choice in a choice is looked at no further.
    let is_flat = |inner: &View<'a>| {
        inner.rest.is_empty() && inner.unclear.is_empty() && inner.unions().len() <= view.unions().len()
    };
    (views.iter().all(is_flat) && !views.is_empty()).then_some(views)
}

/// One side, with all that it can send.
struct Sender<'s, 'a> {
    side: &'s Side<'a>,
    nodes: &'s [Node<'a>],
    views: &'s [View<'a>],
    /// Whether a comma in a value is written as it is: only a header has no way to escape it.
    raw: bool,
}

impl<'a> Sender<'_, 'a> {
    fn taken_by(&self, other: &Sender<'_, 'a>, depth: usize) -> Taken {
        let known = other.listed();
        let mut all = Taken::All;
        for view in self.views {
            all = all.and(|| self.view_taken_by(view, other, &known, depth));
        }
        all
    }

    /// The strings of what is listed and bound by nothing else. An enumeration may have tens of thousands.
    fn listed(&self) -> HashSet<String> {
        let is_exclusive = |view: &View<'a>| view.unions().iter().any(|union| union.exclusive);
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
            .filter(|value| Types::of(value) == kind)
            .map(|value| (*value).clone());
        let mut samples = samples(view, kind);
        samples.extend(
            other
                .views
                .iter()
                .flat_map(|view| self::samples(view, kind))
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
            other.below(&self::items(list), |others| items.taken_by(others, depth))
        })
    }

    /// The items of lists as senders of their own.
    fn below(&self, nodes: &[Node<'a>], ask: impl FnOnce(&Sender<'_, 'a>) -> Taken) -> Taken {
        let view = View::of(self.side, nodes);
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
                .any(|view| view.unions().iter().any(|union| union.exclusive));
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
                    let inner = View::of(self.side, &nodes);
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
            let is_usual = self::text(&value).as_deref() == Some(text);
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
            let inner = View::of(self.side, &nodes);
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

/// Whether all of `nodes` take `value`, with the formats that can be asked about a sample.
fn takes<'a>(side: &Side<'a>, nodes: &[Node<'a>], value: &Value) -> Option<bool> {
    accepts(side, nodes, value).or_else(|| {
        let view = View::of(side, nodes);
        if !view.types.has(Types::of(value)) {
            return Some(false);
        }
        let (formats, text) = (view.all("format"), value.as_str()?);
        let named = || formats.iter().filter_map(|format| format.value.as_str());
        if named().any(|format| formats::is_ruled_out(format, text)) {
            return Some(false);
        }
        let is_sample = formats.len() == 1 && named().any(|format| formats::sample(format) == Some(text));
        let is_alone =
            !has_other_keywords(&view, Types::STRING, &["format"]) && view.unions().is_empty() && view.values.is_none();
        (is_alone && is_sample).then_some(true)
    })
}

/// The string that a value is sent as. Lists and objects are several, and null is none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => Some(match number.as_f64() {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is a whole number of at most 15 digits"
            )]
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => (float as i64).to_string(),
            _ => number.to_string(),
        }),
        _ => None,
    }
}

fn items<'a>(view: &View<'a>) -> Vec<Node<'a>> {
    view.all("items")
}

fn bound(view: &View<'_>, keyword: &str) -> Option<u64> {
    let all = view.all(keyword).into_iter().filter_map(|node| count(node.value));
    if keyword.starts_with("max") {
        all.min()
    } else {
        all.max()
    }
}

/// Whether a schema asks for more of values of a kind than that they are of it, but for `known`.
fn has_other_keywords(view: &View<'_>, kind: Types, known: &[&str]) -> bool {
    let about: &[&str] = match kind {
        Types::STRING => &schema_keywords::STRING,
        Types::ARRAY => &schema_keywords::ARRAY,
        Types::OBJECT => &schema_keywords::OBJECT,
        _ => &schema_keywords::NUMBER,
    };
    let mut keywords = view.parts.iter().flat_map(|part| part.keywords.iter());
    keywords.any(|(keyword, value)| {
        let keyword = keyword.as_str();
        let counts = match keyword {
            "format" => formats::effect(None, value.as_str(), kind) != Effect::Equal,
            "type" | "enum" | "const" | "allOf" | "anyOf" | "oneOf" | "$ref" | "$dynamicRef" => false,
            "not" | "if" => true,
            "minLength" | "minItems" if count(value) == Some(0) => false,
            keyword => about.contains(&keyword),
        };
        counts && !known.contains(&keyword) && !is_annotation(keyword)
    })
}

/// Whether two schemas ask for the same of values of a kind.
fn says_the_same(one: &View<'_>, other: &View<'_>, kind: Types) -> bool {
    let about: &[&str] = if kind == Types::STRING {
        &schema_keywords::STRING
    } else {
        &schema_keywords::NUMBER
    };
    let asks = |view: &View<'_>| {
        let mut all: Vec<_> = about
            .iter()
            .chain(&["format", "not", "if"])
            .flat_map(|keyword| {
                view.all(keyword)
                    .into_iter()
                    .map(move |node| (*keyword, node.value.clone()))
            })
            .collect();
        all.sort_by(|one, other| {
            one.0
                .cmp(other.0)
                .then_with(|| one.1.to_string().cmp(&other.1.to_string()))
        });
        all.dedup();
        all
    };
    let is_plain = |view: &View<'_>| view.values.is_none() && !view.unions().iter().any(|union| union.exclusive);
    other.types.has(kind) && is_plain(one) && is_plain(other) && asks(one) == asks(other)
}

/// Values of a kind that may tell two schemas apart.
fn samples(view: &View<'_>, kind: Types) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    if kind == Types::STRING {
        let sizes = [
            bound(view, "minLength").unwrap_or(0),
            bound(view, "maxLength").unwrap_or(64),
        ];
        all.extend(["text", "a,b", "", "1", "0.5", "true"].map(Value::from));
        all.extend(
            sizes
                .iter()
                .filter(|size| **size <= 4_096)
                .map(|size| Value::from("x".repeat(usize::try_from(*size).unwrap_or_default()))),
        );
        let formats = view.all("format").into_iter();
        all.extend(formats.filter_map(|format| Some(Value::from(formats::sample(format.value.as_str()?)?))));
        return all;
    }
    let is_integer = kind == Types::INTEGER;
    all.extend(
        ["0", "1", "-1", "7", "1234567", "-1234567"]
            .iter()
            .filter_map(|text| Some(Value::Number(text.parse().ok()?))),
    );
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] {
        for bound in view.all(keyword).into_iter().filter_map(|node| node.value.as_i64()) {
            all.extend(
                [bound.checked_sub(1), Some(bound), bound.checked_add(1)]
                    .into_iter()
                    .flatten()
                    .map(Value::from),
            );
        }
    }
    if !is_integer {
        all = all
            .into_iter()
            .filter_map(|value| Number::from_f64(value.as_f64()? + 0.5))
            .map(Value::Number)
            .collect();
    }
    all
}

/// What the alternatives take, for a person.
fn described(views: &[View<'_>]) -> String {
    const SHOWN: usize = 5;
    let mut parts: Vec<String> = Vec::new();
    for view in views {
        let part = match &view.values {
            Some(values) => {
                let more = values.len().saturating_sub(SHOWN);
                let values: Vec<_> = values.iter().take(SHOWN).map(|value| shown(value)).collect();
                match more {
                    0 => values.join(", "),
                    more => format!("{} and {more} more", values.join(", ")),
                }
            }
            None if view.types == Types::ARRAY => "array".to_owned(),
            None => view.types.names(),
        };
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(" or ")
}
