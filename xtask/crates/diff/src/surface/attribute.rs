//! Which change of the surface follows from which finding of the contract.
//!
//! The lowered document knows of each node where it was written. So a finding at a place is about the type, the field or
//! the operation that was generated from what is written there, whatever it is called in Rust. Where that is not certain
//! a change is left without a finding, and is shown by itself.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::model::{Finding, Place, Rust, SurfaceChange};
use document::operations;
use document::{Document, Location, Pointer, SourceMap};

/// What was generated from a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Owner {
    kind: Kind,
    /// As [`plain`] gives it, as all names here.
    item: String,
    member: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Kind {
    Type,
    Operation,
}

/// One side of the comparison: the document that findings are about, and what was generated from its nodes.
pub struct Names<'a> {
    document: &'a Document,
    owners: HashMap<Location, BTreeSet<Owner>>,
}

impl<'a> Names<'a> {
    /// `lowered` is what the generator took of `document`.
    #[must_use]
    pub fn new(document: &'a Document, lowered: &Document) -> Self {
        let mut names = Self {
            document,
            owners: HashMap::new(),
        };
        let schemas = Pointer::from_tokens(["components", "schemas"]);
        let components = lowered.get(&schemas).and_then(Value::as_object).into_iter().flatten();
        for (name, schema) in components {
            let owner = Owner {
                kind: Kind::Type,
                item: plain(name),
                member: None,
            };
            if let Some(source) = lowered.source.get(&schemas.join(name)) {
                names.schema(&owner, schema, source);
            }
        }
        for pointer in operations::pointers(lowered) {
            if let (Some(operation), Some(source)) = (lowered.get(&pointer), lowered.source.get(&pointer)) {
                names.operation(operation, source);
            }
        }
        names
    }

    fn schema(&mut self, owner: &Owner, schema: &Value, source: &SourceMap) {
        self.own(owner, source);
        for (keyword, value, place) in children(schema, source) {
            match keyword.as_str() {
                "properties" => {
                    self.own(owner, place);
                    for (name, property, place) in children(value, place) {
                        self.all(&owner.member(&name), property, place);
                    }
                }
                // Each element of these names a member.
                "enum" | "required" => {
                    self.own(owner, place);
                    for (_, element, place) in children(value, place) {
                        let name = element.as_str().map_or_else(|| element.to_string(), str::to_owned);
                        self.own(&owner.member(&name), place);
                    }
                }
                _ => self.all(owner, value, place),
            }
        }
    }

    fn operation(&mut self, operation: &Value, source: &SourceMap) {
        let owner = Owner {
            kind: Kind::Operation,
            item: plain(operations::text(operation, "operationId")),
            member: None,
        };
        self.own(&owner, source);
        for (field, value, place) in children(operation, source) {
            match field.as_str() {
                "parameters" => {
                    for (_, parameter, place) in children(value, place) {
                        self.all(&owner.member(operations::text(parameter, "name")), parameter, place);
                    }
                }
                "requestBody" => self.all(&owner.member("body"), value, place),
                "responses" => {
                    self.all(&owner.member("send"), value, place);
                    self.all(&owner.member("send_for_response"), value, place);
                }
                _ => self.all(&owner, value, place),
            }
        }
    }

    /// The node and everything below it.
    fn all(&mut self, owner: &Owner, value: &Value, source: &SourceMap) {
        self.own(owner, source);
        for (_, value, place) in children(value, source) {
            self.all(owner, value, place);
        }
    }

    fn own(&mut self, owner: &Owner, source: &SourceMap) {
        if let Some(location) = source.location() {
            self.owners.entry(location.clone()).or_default().insert(owner.clone());
        }
    }

    /// What was generated from the node at `place`, or from the nearest one above it from which something was; and from
    /// the property or parameter that it is in.
    fn find_owners(&self, place: &Place) -> BTreeSet<Owner> {
        let mut found = BTreeSet::new();
        let mut pointer = Some(place.pointer.clone());
        while let Some(current) = pointer {
            let is_member = current
                .parent()
                .and_then(|parent| Some(["properties", "parameters"].contains(&parent.last()?)))
                .unwrap_or_default();
            if found.is_empty() || is_member {
                found.extend(self.owners_at(&current).cloned());
            }
            if is_member {
                break;
            }
            pointer = current.parent();
        }
        found
    }

    /// What was generated from anything in the node at `place`: it came, or went, as a whole.
    fn within(&self, place: &Place) -> BTreeSet<Owner> {
        let mut found = BTreeSet::new();
        if let (Some(value), Some(source)) = (
            self.document.get(&place.pointer),
            self.document.source.get(&place.pointer),
        ) {
            self.gather(value, source, &mut found);
        }
        found
    }

    fn gather(&self, value: &Value, source: &SourceMap, found: &mut BTreeSet<Owner>) {
        found.extend(
            source
                .location()
                .and_then(|at| self.owners.get(at))
                .into_iter()
                .flatten()
                .cloned(),
        );
        for (_, value, place) in children(value, source) {
            self.gather(value, place, found);
        }
    }

    fn owners_at(&self, pointer: &Pointer) -> impl Iterator<Item = &Owner> {
        let location = self.document.source.get(pointer).and_then(SourceMap::location);
        location.and_then(|at| self.owners.get(at)).into_iter().flatten()
    }
}

impl Owner {
    fn member(&self, name: &str) -> Self {
        Self {
            member: Some(plain(name)),
            ..self.clone()
        }
    }
}

/// The members or elements of a value with their places, those that have one.
fn children<'a>(value: &'a Value, source: &'a SourceMap) -> Vec<(String, &'a Value, &'a SourceMap)> {
    let named: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(elements) => elements
            .iter()
            .enumerate()
            .map(|(index, value)| (index.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    let placed = named.into_iter().filter_map(|(name, value)| {
        let place = source.get(&Pointer::from_tokens([name.as_str()]))?;
        Some((name, value, place))
    });
    placed.collect()
}

/// A name without what differs between the contract and Rust: case, and what stands between words.
fn plain(name: &str) -> String {
    let name = name.strip_prefix("r#").unwrap_or(name);
    name.chars()
        .filter(|character| character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a change of the surface is about.
struct Affected {
    owner: Owner,
    /// It is about a trait of the item, and not about the item or one of its members.
    of_trait: bool,
}

fn affected(change: &SurfaceChange) -> Option<Affected> {
    let (path, of_trait) = match change.item.split_once(": ") {
        Some((path, _)) => (path, true),
        None => (change.item.as_str(), false),
    };
    let parts: Vec<&str> = path.split("::").collect();
    let (kind, item, member) = match parts.as_slice() {
        ["types", "builder", item, rest @ ..] | ["types", item, rest @ ..] => (Kind::Type, item, rest.first()),
        ["Client", method] => (Kind::Operation, method, None),
        ["builder", item, rest @ ..] => (Kind::Operation, item, rest.first()),
        _ => return None,
    };
    let owner = Owner {
        kind,
        item: plain(item),
        member: member.map(|member| plain(member)),
    };
    Some(Affected { owner, of_trait })
}

/// Says in each finding what it means in Rust, and in each change which findings it follows from.
pub fn attribute(findings: &mut [Finding], changes: &mut [SurfaceChange], base: &Names<'_>, revision: &Names<'_>) {
    let subjects: Vec<Option<Affected>> = changes.iter().map(affected).collect();
    let mut by_owner: HashMap<&Owner, Vec<usize>> = HashMap::new();
    for (index, subject) in subjects.iter().enumerate() {
        if let Some(subject) = subject {
            by_owner.entry(&subject.owner).or_default().push(index);
        }
    }
    let mut types_of: Vec<BTreeSet<String>> = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        let sides = [(&finding.base, base), (&finding.revision, revision)];
        let placed = || sides.iter().filter_map(|(place, names)| Some((place.as_ref()?, names)));
        let mut owners: BTreeSet<Owner> = placed().flat_map(|(place, names)| names.find_owners(place)).collect();
        types_of.push(
            owners
                .iter()
                .filter(|owner| owner.kind == Kind::Type)
                .map(|owner| owner.item.clone())
                .collect(),
        );
        if finding.base.is_some() != finding.revision.is_some() {
            let whole = placed().flat_map(|(place, names)| names.within(place));
            owners.extend(whole.filter(|owner| owner.member.is_none()));
        }
        for change in owners.iter().filter_map(|owner| by_owner.get(owner)).flatten() {
            if let Some(change) = changes.get_mut(*change) {
                change.findings.push(index);
            }
        }
    }
    // A type has, or has not, a trait because of one of its members: certain where only one of them changed.
    for (change, subject) in changes.iter_mut().zip(&subjects) {
        let Some(Affected { owner, of_trait: true }) = subject else {
            continue;
        };
        if change.findings.is_empty() && owner.kind == Kind::Type {
            let mut of_type = types_of
                .iter()
                .enumerate()
                .filter(|(_, types)| types.contains(&owner.item));
            if let (Some((index, _)), None) = (of_type.next(), of_type.next()) {
                change.findings.push(index);
            }
        }
    }
    for finding in findings.iter_mut() {
        finding.rust = Some(Rust::None);
    }
    for change in changes.iter_mut() {
        change.findings.sort_unstable();
        change.findings.dedup();
        for index in &change.findings {
            if let Some(finding) = findings.get_mut(*index) {
                finding.rust = finding.rust.max(Some(change.rust));
            }
        }
    }
}
