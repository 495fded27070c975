//! What a schema that stands inside another one is called when it becomes a type.

use std::collections::{HashMap, HashSet};

use heck::{ToPascalCase, ToSnakeCase};
use serde_json::Value;

use document::operations;
use document::{Document, Pointer};

/// The extension that gives a schema its name in Rust.
pub(crate) const GIVEN: &str = "x-rust-name";

/// Words at the end of an object's name that say where it occurs and not what it is.
const PLACES: [&str; 14] = [
    "response", "request", "payload", "body", "input", "output", "create", "update", "created", "updated", "patch",
    "params", "schema", "model",
];

/// Property names that say nothing without the object that they belong to.
const VAGUE: [&str; 8] = ["type", "kind", "status", "state", "mode", "name", "value", "format"];

/// Whose property a schema is, as words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner {
    /// The component or the operation.
    name: Vec<String>,
    /// The objects between it and the property.
    inner: Vec<String>,
}

impl Owner {
    fn full(&self) -> Vec<String> {
        [self.name.as_slice(), &self.inner].concat()
    }

    /// Without words that say where the object occurs.
    fn short(&self) -> Vec<String> {
        [without_place(self.name.clone()).as_slice(), &self.inner].concat()
    }
}

/// Whose property the schema at `pointer` is, and what the property is called. `None` where no name is to be had.
pub(crate) fn place(
    pointer: &Pointer,
    ids: &HashMap<Pointer, String>,
    parameters: &HashMap<Pointer, String>,
) -> Option<(Owner, String)> {
    let tokens = pointer.tokens();
    let (name, rest) = match tokens {
        [first, second, name, rest @ ..] if first == "components" && second == "schemas" => (words(name), rest),
        [first, path, method, rest @ ..] if first == "paths" => {
            let operation = Pointer::from_tokens([first, path, method]);
            let owner = words(ids.get(&operation)?);
            if let [list, index, ..] = rest
                && list == "parameters"
            {
                let name = parameters.get(&operation.join(list).join(index))?.to_snake_case();
                let inner = Vec::new();
                return Some((Owner { name: owner, inner }, name));
            }
            (owner, rest)
        }
        _ => return None,
    };
    let mut names: Vec<String> = Vec::new();
    let root = match rest.first().map(String::as_str) {
        Some("requestBody") => "body",
        Some("responses") => "response",
        _ => "",
    };
    let mut last = root.to_owned();
    let mut tokens = rest.iter();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "properties" => names.push(std::mem::replace(&mut last, tokens.next()?.to_snake_case())),
            "items" if last == root => last = format!("{root}_item"),
            "items" => last = singular(&last),
            "additionalProperties" => last = format!("{last}_value"),
            // The union itself has the name of the property.
            "oneOf" | "anyOf" => last = format!("{last}_option"),
            _ => {}
        }
    }
    let property = if last.is_empty() { "value".to_owned() } else { last };
    let inner = names.iter().flat_map(|name| words(name)).collect();
    Some((Owner { name, inner }, property))
}

/// Where each operation is, and what it is called.
pub(crate) fn operation_ids(document: &Document) -> HashMap<Pointer, String> {
    let pointers = operations::pointers(document).into_iter();
    let named = pointers.filter_map(|pointer| {
        let id = operations::text(document.get(&pointer)?, "operationId").to_owned();
        Some((pointer, id))
    });
    named.collect()
}

/// Where each parameter is, and what it is called.
pub(crate) fn parameters(document: &Document) -> HashMap<Pointer, String> {
    let mut names = HashMap::new();
    for operation in operations::pointers(document) {
        let list = operation.join("parameters");
        let items = document.get(&list).and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in items.enumerate() {
            names.insert(
                list.join(index.to_string()),
                operations::text(parameter, "name").to_owned(),
            );
        }
    }
    names
}

/// A name that is not in `taken`, which holds names in the case of types.
pub(crate) fn choose(given: Option<&str>, owners: &[Owner], property: &str, taken: &HashSet<String>) -> String {
    let first = owners.first().cloned().unwrap_or_default();
    let common = common_prefix(owners.iter().map(Owner::short));
    let vague = VAGUE.contains(&property);
    let candidates = [
        given.map(|given| given.to_pascal_case()),
        (!common.is_empty()).then(|| joined(&common, property)),
        (common.is_empty() && !vague).then(|| property.to_pascal_case()),
        Some(joined(&first.short(), property)),
        Some(joined(&first.full(), property)),
        Some([first.full(), words(property)].concat().join("_").to_pascal_case()),
    ];
    // As they are in Rust: `AU5Kind` is `Au5Kind`.
    let free = |name: &String| !name.is_empty() && !taken.contains(&name.to_pascal_case());
    candidates.into_iter().flatten().find(free).unwrap_or_else(|| {
        let base = joined(&first.full(), property);
        (2..).map(|number| format!("{base}{number}")).find(free).unwrap_or(base)
    })
}

/// `sip_trunk` and `transport` are `SipTrunkTransport`; `agent` and `agent_status` are `AgentStatus`: words in which the
/// owner ends and the property begins stand once.
fn joined(owner: &[String], property: &str) -> String {
    let own = words(property);
    let overlap = (1..=owner.len().min(own.len()))
        .rev()
        .find(|length| own.starts_with(owner.get(owner.len() - length..).unwrap_or_default()));
    let rest = own.get(overlap.unwrap_or(0)..).unwrap_or_default();
    [owner, rest].concat().join("_").to_pascal_case()
}

fn common_prefix(owners: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let shared = |common: Vec<String>, owner: Vec<String>| {
        let pairs = common.into_iter().zip(owner).take_while(|(left, right)| left == right);
        pairs.map(|(word, _)| word).collect()
    };
    owners.reduce(shared).unwrap_or_default()
}

fn without_place(mut owner: Vec<String>) -> Vec<String> {
    while owner.len() > 1 && owner.last().is_some_and(|word| PLACES.contains(&word.as_str())) {
        owner.pop();
    }
    owner
}

fn words(name: &str) -> Vec<String> {
    name.to_snake_case()
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// One of many, for the elements of an array: the rules of English that names of properties need.
fn singular(plural: &str) -> String {
    let stem = |ending: &str| plural.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Some(stem) = stem("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "uses"] {
        if stem(ending).is_some() {
            return plural.strip_suffix("es").unwrap_or(plural).to_owned();
        }
    }
    match plural.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u', 'i'])) {
        Some(stem) => stem.to_owned(),
        None => plural.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owners(names: &[&str]) -> Vec<Owner> {
        let owner = |name: &&str| Owner {
            name: words(name),
            inner: Vec::new(),
        };
        names.iter().map(owner).collect()
    }

    fn name(names: &[&str], property: &str) -> String {
        choose(None, &owners(names), property, &HashSet::from(["Voice".to_owned()]))
    }

    #[test]
    fn the_words_that_all_owners_share_name_it() {
        assert_eq!(name(&["sip_trunk"], "transport"), "SipTrunkTransport");
        assert_eq!(name(&["sip_trunk", "sip_gateway"], "transport"), "SipTransport");
        assert_eq!(name(&["agent", "batch"], "language"), "Language");
        assert_eq!(
            name(&["agent", "batch"], "status"),
            "AgentStatus",
            "a status is one of something"
        );
        assert_eq!(name(&["call_status"], "status"), "CallStatus");
        assert_eq!(name(&["agent"], "agent_status"), "AgentStatus");
        assert_eq!(name(&["agent", "batch"], "voice"), "AgentVoice", "`Voice` is taken");
    }

    #[test]
    fn words_that_say_where_and_not_what_are_left_out() {
        let place = |text: &str| {
            let (owner, _) = place(&Pointer::parse(text).unwrap(), &HashMap::new(), &HashMap::new()).unwrap();
            owner.short()
        };
        assert_eq!(
            place("/components/schemas/SIPTrunkResponse/properties/transport"),
            ["sip", "trunk"]
        );
        assert_eq!(
            place("/components/schemas/AgentCreateRequest/properties/a/properties/b"),
            ["agent", "a"]
        );
        assert_eq!(place("/components/schemas/Response/properties/a"), ["response"]);
    }

    #[test]
    fn elements_are_named_in_the_singular() {
        for (plural, one) in [
            ("codecs", "codec"),
            ("policies", "policy"),
            ("statuses", "status"),
            ("addresses", "address"),
            ("status", "status"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }
}
