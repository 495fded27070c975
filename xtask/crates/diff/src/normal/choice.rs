//! Choices between schemas: `anyOf` and `oneOf`, without null and without what another branch says as well.

use serde_json::Value;

use super::accepts;
use super::node::Node;
use super::side::Side;
use super::types::Types;
use super::value_set::ValueSet;
use super::values;

/// A choice between schemas, of which null was taken out.
#[derive(Clone, Debug)]
pub(crate) struct Union<'a> {
    /// The keyword, to tell where it is.
    pub(crate) node: Node<'a>,
    /// Exactly one branch must hold.
    pub(crate) exclusive: bool,
    pub(crate) branches: Vec<Node<'a>>,
}

/// What `anyOf` or `oneOf` comes to.
#[derive(Clone, Debug)]
pub(super) enum Choice<'a> {
    /// No value, null apart.
    Nothing,
    /// One schema.
    One(Union<'a>),
    /// Types and nothing else.
    Types(Types, Union<'a>),
    /// A list of values and nothing else.
    Values(Vec<&'a Value>, Union<'a>),
    Several(Union<'a>),
}

/// How many values are held against the branches beside their own.
const MAX_ASKED: usize = 20_000;

impl<'a> Choice<'a> {
    /// Reads the keyword at `node`. `None` when it lists no schemas.
    pub(super) fn read(side: &Side<'a>, node: Node<'a>, exclusive: bool) -> Option<Self> {
        node.items().next()?;
        let mut branches: Vec<_> = node
            .items()
            .filter(|branch| !takes_at_most_null(side.unwrap(branch).value))
            .collect();
        if !exclusive {
            drop_covered(side, &mut branches);
        }
        let types = simple_types(&branches, exclusive);
        let values = types.map_or_else(|| simple_values(&branches, exclusive), |_| None);
        let union = Union {
            node,
            exclusive,
            branches,
        };
        Some(match (union.branches.len(), types, values) {
            (0, ..) => Self::Nothing,
            (1, ..) => Self::One(union),
            (_, Some(types), _) => Self::Types(types, union),
            (_, None, Some(values)) => Self::Values(values, union),
            (_, None, None) => Self::Several(union),
        })
    }
}

/// Whether a schema takes no value but null, as far as it says so itself: `type: 'null'`, `const: null`, `enum: [null]`,
/// `false`, and values of which none is of its type.
fn takes_at_most_null(schema: &Value) -> bool {
    let members = match schema {
        Value::Bool(all) => return !all,
        Value::Object(members) => members,
        _ => return false,
    };
    let types = members.get("type").and_then(Types::parse).unwrap_or(Types::ALL) & Types::NOT_NULL;
    let is_taken = |value: &Value| types.has(Types::from_value(value));
    let listed = members.get("enum").and_then(Value::as_array);
    types.is_none()
        || members.get("const").is_some_and(|value| !is_taken(value))
        || listed.is_some_and(|values| !values.iter().any(is_taken))
}

/// The values of a schema that lists values and says nothing else about them.
fn listed_values<'a>(schema: &Node<'a>) -> Option<Vec<&'a Value>> {
    let mut types = Types::ALL;
    let mut listed: Option<Vec<&'a Value>> = None;
    for (keyword, node) in schema.members() {
        match keyword {
            "type" => types = Types::parse(node.value)?,
            "const" if listed.is_none() => listed = Some(vec![node.value]),
            "enum" if listed.is_none() => listed = Some(node.value.as_array()?.iter().collect()),
            keyword if values::is_annotation(keyword) => {}
            _ => return None,
        }
    }
    let mut listed = listed?;
    listed.retain(|value| types.has(Types::from_value(value)));
    Some(listed)
}

/// The types of a schema that names types and says nothing else.
fn bare_types(schema: &Value) -> Option<Types> {
    let members = schema.as_object()?.iter();
    let mut constraints = members.filter(|(keyword, _)| !values::is_annotation(keyword));
    match (constraints.next(), constraints.next()) {
        (Some((keyword, types)), None) if keyword == "type" => Types::parse(types),
        _ => None,
    }
}

/// Drops the branches of an `anyOf` whose values another one takes as well: an open enumeration is written
/// `anyOf: [{enum: [a, b]}, {type: string}]`. Objects and arrays stay: what they are made of matters to readers, even
/// where any would do.
fn drop_covered<'a>(side: &Side<'a>, branches: &mut Vec<Node<'a>>) {
    let mut known = ValueSet::default();
    branches.retain(|branch| known.insert(side.unwrap(branch).value));
    let scalars = Types::NOT_NULL.without(Types::OBJECT | Types::ARRAY);
    let opened: Vec<_> = branches.iter().map(|branch| side.unwrap(branch)).collect();
    let open: Vec<(usize, Option<Types>)> = opened
        .iter()
        .enumerate()
        .filter(|(_, schema)| listed_values(schema).is_none())
        .map(|(index, schema)| {
            let any = values::is_anything(schema.value).then_some(Types::NOT_NULL);
            (index, any.or_else(|| bare_types(schema.value)))
        })
        .collect();
    let wide = open.iter().filter_map(|(_, types)| *types);
    let wide = wide.fold(Types::NONE, |all, types| all | types) & scalars;
    let mut index = 0;
    branches.retain(|_| {
        let Some(schema) = opened.get(index) else { return true };
        index += 1;
        let bare = open
            .iter()
            .find(|(other, _)| *other + 1 == index)
            .and_then(|(_, types)| *types);
        if let Some(own) = bare {
            let is_wider = |types: Types| types.has(own) && types != own;
            let is_covered =
                scalars.has(own & Types::NOT_NULL) && open.iter().filter_map(|(_, types)| *types).any(is_wider);
            return !is_covered;
        }
        if let Some(values) = listed_values(schema) {
            let mut missing = values
                .into_iter()
                .filter(|value| !value.is_null() && !wide.has(Types::from_value(value)));
            let Some(first) = missing.next() else { return false };
            let missing: Vec<_> = std::iter::once(first).chain(missing).collect();
            let narrow: Vec<_> = open.iter().filter(|(_, types)| types.is_none()).collect();
            let is_covered = missing.len().saturating_mul(narrow.len()) <= MAX_ASKED
                && narrow.iter().any(|(other, _)| {
                    let other = opened.get(*other).map(std::slice::from_ref).unwrap_or_default();
                    let takes = |value: &&Value| {
                        scalars.has(Types::from_value(value)) && accepts::all(side, other, value) == Some(true)
                    };
                    missing.iter().all(takes)
                });
            return !is_covered;
        }
        let own = schema.value.get("type").and_then(Types::parse);
        !own.is_some_and(|own| wide.has(own & Types::NOT_NULL))
    });
}

/// The types of a choice whose branches name types and nothing else.
fn simple_types(branches: &[Node<'_>], exclusive: bool) -> Option<Types> {
    let mut all = Types::NONE;
    for branch in branches {
        let types = bare_types(branch.value)?;
        if exclusive && all.meets(types) {
            return None;
        }
        all = all | types;
    }
    Some(all)
}

/// The values of a choice whose branches list values and nothing else.
fn simple_values<'a>(branches: &[Node<'a>], exclusive: bool) -> Option<Vec<&'a Value>> {
    let (mut all, mut known) = (Vec::new(), ValueSet::default());
    for branch in branches {
        let listed = listed_values(branch)?;
        if exclusive && listed.iter().any(|value| known.contains(value)) {
            return None;
        }
        all.extend(listed.into_iter().filter(|value| known.insert(value)));
    }
    Some(all)
}
