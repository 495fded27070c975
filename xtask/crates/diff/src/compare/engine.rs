//! Which parts are compared with which: each pair once for each direction, however often and in whatever circles they
//! are referred to.

use std::collections::{HashMap, HashSet, VecDeque};

use serde_json::Value;

use super::base_path::BasePath;
use super::change::Change;
use super::pairs::{PairId, PerPair};
use super::schemas::renames::Names;
use crate::judge::{Effect, Variance};
use crate::model::Direction;
use crate::normal::paths::PathOperation;
use crate::normal::side::component;
use crate::normal::{Node, Side, values};
use document::Pointer;

/// What kind of parts a pair is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum PairKind {
    Document,
    /// The requests and responses of an operation.
    Operation,
    /// A parameter or a header.
    Parameter,
    Header,
    Body,
    Response,
    MediaType,
    Encoding,
    Schema,
    Security,
    SecurityScheme,
    Servers,
    Callback,
    Link,
}

/// How a value is written in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Written {
    /// As JSON, or in another way that keeps the types.
    Json,
    /// As a form: each member is a field or a part.
    Form,
    /// As a field of a form: what is no object is a string, or several of them; an object is JSON.
    Field,
    /// As a parameter: a string, or several of them, in a style.
    Parameter,
    /// As a header: the same, with nothing escaped.
    Header,
}

impl Written {
    /// How the members of an object are written.
    fn of_member(self) -> Self {
        match self {
            Self::Form => Self::Field,
            Self::Field => Self::Json,
            other => other,
        }
    }

    /// Whether a value of these types is written as strings.
    pub(crate) fn is_text(self, has_object: bool) -> bool {
        match self {
            Self::Json | Self::Form => false,
            Self::Field => !has_object,
            Self::Parameter | Self::Header => true,
        }
    }
}

/// From which side of an exchange, and how, a pair is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Sense {
    pub(crate) direction: Direction,
    pub(crate) variance: Variance,
    /// Whether nullability is compared by the caller.
    pub(crate) without_null: bool,
    pub(crate) written: Written,
}

impl Sense {
    pub(crate) fn new(direction: Direction) -> Self {
        Self {
            direction,
            variance: Variance::Covariant,
            without_null: false,
            written: Written::Json,
        }
    }

    /// Of a value that is written in this way.
    pub(crate) fn written(self, written: Written) -> Self {
        Self { written, ..self }
    }

    /// Of the members of an object.
    pub(crate) fn of_members(self) -> Self {
        self.written(self.written.of_member())
    }

    /// Of a part that the whole varies with in this way.
    pub(crate) fn with_variance(self, variance: Variance) -> Self {
        Self {
            variance: self.variance.and(variance),
            without_null: false,
            ..self
        }
    }
}

/// The other side: callbacks and webhooks are requests that callers answer.
pub(crate) fn inverse(direction: Direction) -> Direction {
    match direction {
        Direction::Request => Direction::Response,
        Direction::Response => Direction::Request,
        other => other,
    }
}

/// What an effect is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Term {
    Is(Effect),
    /// That of another pair, as this one varies with it.
    Of(PairId, Variance),
}

/// A pair, and what was found at it.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    pub(crate) subject: PairKind,
    pub(crate) sense: Sense,
    pub(crate) old: Vec<Node<'a>>,
    pub(crate) new: Vec<Node<'a>>,
    /// What its effect is made of.
    pub(crate) terms: Vec<Term>,
    /// The pairs whose changes are told because this one is reached.
    pub(crate) reaches: Vec<PairId>,
    pub(crate) changes: Vec<Change<'a>>,
    /// The name of the operation that it is.
    pub(crate) operation: Option<String>,
}

type Key = (PairKind, Vec<usize>, Vec<usize>, Sense);

/// All pairs.
#[derive(Debug)]
pub(crate) struct Engine<'a> {
    pub(crate) old: Side<'a>,
    pub(crate) new: Side<'a>,
    /// What moved between servers and paths.
    pub(crate) base_path: BasePath,
    pub(crate) records: PerPair<Record<'a>>,
    known: HashMap<Key, Option<PairId>>,
    open: VecDeque<PairId>,
    /// The operations of the pairs that are of operations.
    pub(crate) operations: HashMap<PairId, (PathOperation<'a>, PathOperation<'a>)>,
    /// How the names of properties were read that went while others came.
    pub(crate) property_names: Names,
    /// Pairs of components that stand in the same place under different names.
    pub(crate) renames: Vec<(String, String)>,
    /// The components of the base that were compared with something.
    pub(crate) met: HashSet<String>,
}

impl<'a> Engine<'a> {
    pub(crate) fn new(old: Side<'a>, new: Side<'a>) -> Self {
        Self {
            base_path: BasePath::find(&old.root(), &new.root()),
            old,
            new,
            records: PerPair::new(),
            known: HashMap::new(),
            open: VecDeque::new(),
            operations: HashMap::new(),
            property_names: Names::default(),
            renames: Vec::new(),
            met: HashSet::new(),
        }
    }

    /// The pair that has not been looked at for the longest time.
    pub(crate) fn next(&mut self) -> Option<PairId> {
        self.open.pop_front()
    }

    /// The pair of two parts. `None` when they say the same and refer to nothing, so that nothing can be found.
    pub(crate) fn pair(
        &mut self,
        subject: PairKind,
        old: &[Node<'a>],
        new: &[Node<'a>],
        sense: Sense,
    ) -> Option<PairId> {
        self.note(old, new);
        let (old, new) = match subject {
            PairKind::Schema => (unwrapped(&self.old, old), unwrapped(&self.new, new)),
            PairKind::Operation => (old.to_vec(), new.to_vec()),
            _ => (opened(&self.old, old), opened(&self.new, new)),
        };
        let addresses = |nodes: &[Node<'a>]| nodes.iter().map(Node::address).collect::<Vec<_>>();
        let key = (subject, addresses(&old), addresses(&new), sense);
        if let Some(known) = self.known.get(&key) {
            return *known;
        }
        let equal = old.len() == new.len() && old.iter().zip(&new).all(|(old, new)| old.value == new.value);
        let refers = || old.iter().any(|node| values::has_reference(node.value));
        // Operations are always looked at: much of what they say stands elsewhere.
        let is_leaf = !matches!(
            subject,
            PairKind::Document | PairKind::Operation | PairKind::Security | PairKind::Servers
        );
        let id = if is_leaf && equal && !refers() {
            None
        } else {
            Some(self.add(subject, old, new, sense))
        };
        self.known.insert(key, id);
        id
    }

    /// The pair of both documents as a whole, from which all others are reached.
    pub(crate) fn whole(&mut self) -> PairId {
        let (old, new) = (self.old.root(), self.new.root());
        self.add(PairKind::Document, vec![old], vec![new], Sense::new(Direction::None))
    }

    fn add(&mut self, subject: PairKind, old: Vec<Node<'a>>, new: Vec<Node<'a>>, sense: Sense) -> PairId {
        let id = self.records.push(Record {
            subject,
            sense,
            old,
            new,
            terms: Vec::new(),
            reaches: Vec::new(),
            changes: Vec::new(),
            operation: None,
        });
        self.open.push_back(id);
        id
    }

    /// Remembers which components were met, and under which names.
    fn note(&mut self, old: &[Node<'a>], new: &[Node<'a>]) {
        let named = |node: &Node<'a>| Side::reference(node).and_then(whole_component);
        let olds: Vec<_> = old.iter().filter_map(named).collect();
        let news: Vec<_> = new.iter().filter_map(named).collect();
        for name in &olds {
            if !self.met.contains(*name) {
                self.met.insert((*name).to_owned());
            }
        }
        if let ([old], [new]) = (olds.as_slice(), news.as_slice())
            && old != new
        {
            self.renames.push(((*old).to_owned(), (*new).to_owned()));
        }
    }

    /// Remembers that two components of a list were compared.
    pub(crate) fn meet(&mut self, list: &str, old: &str, new: &str) {
        let pointer = |name: &str| Pointer::from_tokens(["components", list, name]).to_string();
        self.met.insert(pointer(old));
        if old != new {
            self.renames.push((pointer(old), pointer(new)));
        }
    }

    /// The effect of each pair: the least that satisfies all of them, so that circles end.
    pub(crate) fn effects(&self) -> PerPair<Effect> {
        let mut users: PerPair<Vec<PairId>> = self.records.filled(Vec::new());
        for (id, record) in self.records.iter() {
            for term in &record.terms {
                if let Term::Of(part, _) = term {
                    users[*part].push(id);
                }
            }
        }
        let mut effects = self.records.filled(Effect::Equal);
        let mut open: VecDeque<PairId> = self.records.ids().collect();
        while let Some(id) = open.pop_front() {
            let effect = sum(&self.records[id].terms, &effects);
            if effects[id] != effect {
                effects[id] = effect;
                open.extend(&users[id]);
            }
        }
        effects
    }
}

/// The effect of all terms together.
pub(crate) fn sum(terms: &[Term], effects: &PerPair<Effect>) -> Effect {
    terms.iter().fold(Effect::Equal, |all, term| {
        all.join(match term {
            Term::Is(effect) => *effect,
            Term::Of(part, variance) => variance.apply(effects[*part]),
        })
    })
}

/// The component that `reference` is to, where it is to a whole one.
fn whole_component(reference: &str) -> Option<&str> {
    component(reference).filter(|pointer| reference.strip_prefix('#') == Some(pointer))
}

fn unwrapped<'a>(side: &Side<'a>, nodes: &[Node<'a>]) -> Vec<Node<'a>> {
    let mut unwrapped: Vec<Node<'a>> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let node = side.unwrap(node);
        let known = unwrapped.iter().any(|other| other.address() == node.address());
        let says_nothing = nodes.len() > 1 && *node.value == Value::Bool(true);
        if !(known || says_nothing) {
            unwrapped.push(node);
        }
    }
    unwrapped
}

fn opened<'a>(side: &Side<'a>, nodes: &[Node<'a>]) -> Vec<Node<'a>> {
    nodes
        .iter()
        .map(|node| side.open(node).unwrap_or_else(|| node.clone()))
        .collect()
}
