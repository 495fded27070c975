//! Null, which OpenAPI 3.0 says by a keyword of its own and JSON Schema by a type, a value or a branch.

use serde_json::Value;

use super::{ChangeKind, Members, is_annotation, is_null};

/// Sets `nullable` where a schema says in another way that null is valid. Values and branches that are null stay: what they
/// stand for is said, and no place moves.
pub(super) fn unify(members: &mut Members, tell: &mut dyn FnMut(ChangeKind)) {
    // Where nothing else is valid, null is the type.
    if members.get("const").is_some_and(Value::is_null) {
        return;
    }
    let of_types = name_one_type(members, tell);
    let of_values = list(members, "enum").is_some_and(|values| some_but_not_all(values, Value::is_null));
    let of_branches = ["anyOf", "oneOf"].into_iter().any(|keyword| {
        let branches = list(members, keyword).unwrap_or_default();
        some_but_not_all(branches, is_null)
    });
    let of_all = nullable_branch(members);
    if let Some(index) = of_all {
        tell(ChangeKind::NullableBranch(index));
    }
    if of_types || of_values || of_branches || of_all.is_some() {
        members.insert("nullable".to_owned(), true.into());
    }
}

/// Makes `type: [string, 'null']` `type: string`; says whether null was among the types, and not the only one.
fn name_one_type(members: &mut Members, tell: &mut dyn FnMut(ChangeKind)) -> bool {
    let Some(written) = list(members, "type") else {
        return false;
    };
    let Some(names) = written.iter().map(Value::as_str).collect::<Option<Vec<_>>>() else {
        return false;
    };
    let others: Vec<&str> = names.iter().copied().filter(|name| *name != "null").collect();
    if others.is_empty() {
        return false;
    }
    let nullable = others.len() < names.len();
    let single = others.iter().all(|name| Some(name) == others.first());
    if !single && !nullable {
        return false;
    }
    let all: Vec<String> = names.into_iter().map(str::to_owned).collect();
    let kept = match others.as_slice() {
        [first, ..] if single => Value::from(*first),
        others => others.iter().copied().map(Value::from).collect(),
    };
    members.insert("type".to_owned(), kept);
    tell(ChangeKind::TypeList(all));
    nullable
}

/// The branch of `allOf` that only adds `nullable` to what the others say. By the letter of JSON Schema it says nothing; who
/// writes it means the whole.
fn nullable_branch(members: &Members) -> Option<usize> {
    let branches = list(members, "allOf")?;
    let only_nullable = |branch: &Value| {
        let says = branch.get("nullable") == Some(&Value::Bool(true));
        let members = branch.as_object();
        says && members.is_some_and(|members| members.keys().all(|key| is_annotation(key) || key == "type"))
    };
    (branches.len() > 1 && members.get("nullable").is_none())
        .then(|| branches.iter().position(only_nullable))
        .flatten()
}

fn list<'a>(members: &'a Members, keyword: &str) -> Option<&'a [Value]> {
    members.get(keyword)?.as_array().map(Vec::as_slice)
}

fn some_but_not_all(values: &[Value], test: impl Fn(&Value) -> bool) -> bool {
    let found = values.iter().filter(|value| test(value)).count();
    found > 0 && found < values.len()
}
