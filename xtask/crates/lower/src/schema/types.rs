//! A schema of several types as one of branches.

use serde_json::{Value, json};

use super::edit::{self, Members, is_annotation};
use document::types::of_keyword;
pub(crate) use document::types::{COMBINING, fits, implied, of_format, type_of};
use document::{Pointer, SourceMap};

/// Turns a schema of several types into `oneOf` with a branch for each, which has the keywords that are about its type.
/// What is said about all of them stays.
pub(crate) fn split(members: &mut Members, source: &mut SourceMap, pointer: &Pointer, types: &[&str]) {
    let mut branches: Vec<Members> = types
        .iter()
        .map(|name| Members::from_iter([("type".to_owned(), json!(name))]))
        .collect();
    let keywords: Vec<String> = members
        .keys()
        .filter(|keyword| !is_annotation(keyword))
        .cloned()
        .collect();
    for keyword in keywords {
        let Some(value) = members.shift_remove(&keyword) else {
            continue;
        };
        let about = of_keyword(&keyword, &value);
        let place = source.take(&pointer.join(&keyword));
        for (index, (name, branch)) in types.iter().zip(&mut branches).enumerate() {
            let kept = match keyword.as_str() {
                "type" => None,
                "enum" => values_of(&value, name, types),
                _ if about.is_empty() || about.contains(name) => Some(value.clone()),
                _ => None,
            };
            let Some(kept) = kept else { continue };
            branch.insert(keyword.clone(), kept);
            if let Some(place) = &place {
                let to = pointer.join("oneOf").join(index.to_string()).join(&keyword);
                source.put(&to, place.clone());
            }
        }
        // The branches were written where the types were.
        if let ("type", Some(place)) = (keyword.as_str(), place) {
            let location = place.location().cloned();
            let mut list = source.get(&pointer.join("oneOf")).cloned().unwrap_or_default();
            list.set_location(location);
            source.put(&pointer.join("oneOf"), list);
        }
    }
    // An enumeration without a value of a type leaves nothing of that type.
    let enumerated = branches.iter().any(|branch| branch.contains_key("enum"));
    let mut branches: Vec<Value> = branches.into_iter().map(Value::Object).collect();
    if enumerated {
        edit::retain(&mut branches, source, &pointer.join("oneOf"), |branch| {
            branch.get("enum").is_some()
        });
    }
    members.insert("oneOf".to_owned(), branches.into());
}

/// The values of an enumeration that are of type `name` and of none of the narrower `types`.
fn values_of(values: &Value, name: &str, types: &[&str]) -> Option<Value> {
    let of_type = |value: &&Value| match name {
        "number" if types.contains(&"integer") => type_of(value) == "number",
        name => fits(value, name),
    };
    let kept: Vec<Value> = values.as_array()?.iter().filter(of_type).cloned().collect();
    (!kept.is_empty()).then(|| kept.into())
}
