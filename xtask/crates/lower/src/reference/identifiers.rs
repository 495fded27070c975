//! Names of schemas other than JSON pointers: references by them become pointers, and the names go.

use std::collections::HashMap;

use serde_json::Value;

use super::{Findings, Pass, references};
use crate::schema::edit;
use document::rule::Rule;
use document::visit::{self, Order};
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "identifiers",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static KEYWORD: Rule = Rule {
        id: "L031",
        title: "a keyword about the schema itself",
        explanation: "`$id`, `$anchor`, `$schema`, `$vocabulary` and `$comment` (JSON Schema 2020-12, Core, section 8) name a schema, \
                      say how it is to be read, or are notes of its authors. OpenAPI 3.0 has none of them. References by such a name \
                      have become JSON pointers when they are left out.",
        example: "Trunk:\n  $id: https://example.com/trunk\n  $comment: shared with the web application",
    };

    static REFERENCE: Rule = Rule {
        id: "L032",
        title: "a reference that is not a JSON pointer from the root",
        explanation: "A `$ref` may name an `$anchor` or an `$id`, and below a schema that has an `$id` a pointer begins there (JSON \
                      Schema 2020-12, Core, section 8.2). Such a reference becomes a pointer from the root of this document. A pointer \
                      to `#/$defs/…` in a schema that has `$defs` and no `$id` is a fault that copying a schema from elsewhere \
                      leaves; it is read as what was meant. What cannot be found here is an error, because nothing is fetched.",
        example: "Trunk:\n  properties: {gateway: {$ref: '#/$defs/Gateway'}}\n  $defs: {Gateway: {type: object}}",
    };
}

const KEYWORDS: [&str; 5] = ["$id", "$anchor", "$schema", "$vocabulary", "$comment"];

/// Which schemas have a name of their own, and which.
#[derive(Default)]
struct Named {
    ids: Vec<(String, Pointer)>,
    anchors: HashMap<String, Vec<Pointer>>,
    definitions: Vec<Pointer>,
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    let mut named = Named::default();
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let text = |keyword| schema.get(keyword).and_then(Value::as_str).map(str::to_owned);
        named.ids.extend(text("$id").map(|id| (id, pointer.clone())));
        if let Some(anchor) = text("$anchor") {
            named.anchors.entry(anchor).or_default().push(pointer.clone());
        }
        if schema.get("$defs").is_some() || schema.get("definitions").is_some() {
            named.definitions.push(pointer.clone());
        }
    });
    let mut found: Vec<(Pointer, String, Pointer)> = Vec::new();
    let mut texts = Vec::new();
    references::each(value, &mut |_, pointer, text| {
        texts.push((pointer.clone(), text.clone()))
    });
    for (pointer, text) in texts {
        if let Some(target) = named.resolve(value, &pointer, &text)
            && references::target(&text).as_ref() != Some(&target)
        {
            found.push((pointer, text, target));
        }
    }
    for (pointer, text, target) in found {
        if let Some(reference) = value.pointer_mut(&pointer.to_string()) {
            *reference = references::to(&target).into();
        }
        let message = format!("`{text}` is not a JSON pointer from the root of the document");
        let done = format!("read as `{}`", references::to(&target));
        if is_mistaken(&named, &text) {
            findings.warning(&REFERENCE, source, &pointer, message, done)
        } else {
            findings.note(&REFERENCE, source, &pointer, message, done)
        }
    }
    visit::schemas(value, Order::Down, &mut |pointer, schema| {
        let Some(members) = schema.as_object_mut() else { return };
        for keyword in KEYWORDS
            .into_iter()
            .filter(|keyword| members.contains_key(*keyword))
            .collect::<Vec<_>>()
        {
            let message = format!("`{keyword}` is about the schema and not about its values");
            findings.note(&KEYWORD, source, &pointer.join(keyword), message, "left out");
            edit::remove(members, source, pointer, keyword);
        }
    });
}

/// Whether a reference is right by no rule, and only understood: a pointer where no `$id` moves the root.
fn is_mistaken(named: &Named, text: &str) -> bool {
    text.starts_with("#/") && named.ids.is_empty()
}

impl Named {
    /// The place that the reference `text` at `pointer` names, from the root.
    fn resolve(&self, root: &Value, pointer: &Pointer, text: &str) -> Option<Pointer> {
        let (base, fragment) = text.split_once('#').unwrap_or((text, ""));
        if !base.is_empty() {
            let (_, resource) = self.ids.iter().find(|(id, _)| is_same(id, base))?;
            return self.within(root, resource, fragment);
        }
        if let Some(found) = self
            .resource(pointer)
            .and_then(|resource| self.within(root, resource, fragment))
        {
            return Some(found);
        }
        if let Some(found) = self.within(root, &Pointer::root(), fragment) {
            return Some(found);
        }
        let above = self.definitions.iter().filter(|schema| contains(schema, pointer));
        above
            .rev_by_depth()
            .find_map(|schema| self.within(root, schema, fragment))
    }

    /// The nearest schema above that has an `$id`.
    fn resource(&self, pointer: &Pointer) -> Option<&Pointer> {
        let above = self
            .ids
            .iter()
            .map(|(_, schema)| schema)
            .filter(|schema| contains(schema, pointer));
        above.max_by_key(|schema| schema.tokens().len())
    }

    /// What `fragment` names in the resource at `resource`.
    fn within(&self, root: &Value, resource: &Pointer, fragment: &str) -> Option<Pointer> {
        // RFC 6901 section 6: a pointer in a fragment is percent-encoded.
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8().ok()?;
        for fragment in [fragment, &decoded] {
            if !fragment.is_empty() && !fragment.starts_with('/') {
                let anchors = self.anchors.get(fragment)?;
                let mut here = anchors.iter().filter(|schema| contains(resource, schema));
                return here.next().filter(|_| here.next().is_none()).cloned();
            }
            let below = Pointer::parse(fragment)?;
            let found = Pointer::from_tokens(resource.tokens().iter().chain(below.tokens()));
            if root.pointer(&found.to_string()).is_some() {
                return Some(found);
            }
        }
        None
    }
}

trait ByDepth<'a> {
    fn rev_by_depth(self) -> std::vec::IntoIter<&'a Pointer>;
}

impl<'a, I: Iterator<Item = &'a Pointer>> ByDepth<'a> for I {
    /// The nearest first.
    fn rev_by_depth(self) -> std::vec::IntoIter<&'a Pointer> {
        let mut all: Vec<_> = self.collect();
        all.sort_by_key(|pointer| std::cmp::Reverse(pointer.tokens().len()));
        all.into_iter()
    }
}

/// Whether `inner` is `outer` or below it.
fn contains(outer: &Pointer, inner: &Pointer) -> bool {
    inner.tokens().starts_with(outer.tokens())
}

/// Whether a reference without its fragment names the schema with this `$id`: in full, or by its last segments.
fn is_same(id: &str, base: &str) -> bool {
    let id = id.trim_end_matches('#');
    id == base || id.strip_suffix(base).is_some_and(|rest| rest.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn keywords_about_the_schema_are_left_out_and_properties_of_that_name_are_not() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  $schema: https://json-schema.org/draft/2020-12/schema
                  $comment: a note
                  properties:
                    $id: {type: string, $comment: deep}
        "), @"
         components:
           schemas:
             A:
        -      $schema: 'https://json-schema.org/draft/2020-12/schema'
        -      $comment: a note
        -      properties: {$id: {type: string, $comment: deep}}
        +      properties: {$id: {type: string}}
        note[L031] test.yaml:4:7 /components/schemas/A/$schema: `$schema` is about the schema and not about its values
        note[L031] test.yaml:5:7 /components/schemas/A/$comment: `$comment` is about the schema and not about its values
        note[L031] test.yaml:7:29 /components/schemas/A/properties/$id/$comment: `$comment` is about the schema and not about its values
        ");
    }

    #[test]
    fn a_reference_by_anchor_or_by_id_becomes_a_pointer() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  $id: https://example.com/schemas/a.json
                  properties:
                    local: {$ref: '#/$defs/B'}
                    anchor: {$ref: '#b'}
                    root: {$ref: '#/components/schemas/C'}
                  $defs: {B: {$anchor: b, type: string}}
                C:
                  properties:
                    full: {$ref: 'https://example.com/schemas/a.json'}
                    relative: {$ref: 'a.json#/$defs/B'}
                    anchored: {$ref: 'a.json#b'}
        "), @"
         components:
           schemas:
             A:
        -      $id: 'https://example.com/schemas/a.json'
               properties:
        -        local: {$ref: '#/$defs/B'}
        -        anchor: {$ref: '#b'}
        +        local: {$ref: '#/components/schemas/A/$defs/B'}
        +        anchor: {$ref: '#/components/schemas/A/$defs/B'}
        -      $defs: {B: {$anchor: b, type: string}}
        +      $defs: {B: {type: string}}
             C:
               properties:
        -        full: {$ref: 'https://example.com/schemas/a.json'}
        -        relative: {$ref: 'a.json#/$defs/B'}
        -        anchored: {$ref: 'a.json#b'}
        +        full: {$ref: '#/components/schemas/A'}
        +        relative: {$ref: '#/components/schemas/A/$defs/B'}
        +        anchored: {$ref: '#/components/schemas/A/$defs/B'}
        note[L031] test.yaml:4:7 /components/schemas/A/$id: `$id` is about the schema and not about its values
        note[L032] test.yaml:6:17 /components/schemas/A/properties/local/$ref: `#/$defs/B` is not a JSON pointer from the root of the document
        note[L032] test.yaml:7:18 /components/schemas/A/properties/anchor/$ref: `#b` is not a JSON pointer from the root of the document
        note[L031] test.yaml:9:19 /components/schemas/A/$defs/B/$anchor: `$anchor` is about the schema and not about its values
        note[L032] test.yaml:12:16 /components/schemas/C/properties/full/$ref: `https://example.com/schemas/a.json` is not a JSON pointer from the root of the document
        note[L032] test.yaml:13:20 /components/schemas/C/properties/relative/$ref: `a.json#/$defs/B` is not a JSON pointer from the root of the document
        note[L032] test.yaml:14:20 /components/schemas/C/properties/anchored/$ref: `a.json#b` is not a JSON pointer from the root of the document
        ");
    }

    #[test]
    fn a_pointer_that_was_copied_with_its_schema_is_read_from_there() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            components:
              schemas:
                A:
                  properties: {b: {items: {$ref: '#/$defs/B'}}}
                  $defs: {B: {type: string}}
        "), @"
         components:
           schemas:
             A:
        -      properties: {b: {items: {$ref: '#/$defs/B'}}}
        +      properties: {b: {items: {$ref: '#/components/schemas/A/$defs/B'}}}
        warning[L032] test.yaml:4:32 /components/schemas/A/properties/b/items/$ref: `#/$defs/B` is not a JSON pointer from the root of the document
        ");
    }

    #[test]
    fn a_percent_encoded_pointer_is_decoded_and_what_is_nowhere_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            paths: {'/a/{id}': {get: {parameters: [{schema: {type: string}}]}}}
            components:
              schemas:
                A: {$ref: '#/paths/~1a~1%7Bid%7D/get/parameters/0/schema'}
                B: {$ref: '#nowhere'}
                C: {$ref: 'https://example.com/nowhere'}
                D: {$anchor: twice}
                E: {$anchor: twice}
                F: {$ref: '#twice'}
        "), @"
         components:
           schemas:
        -    A: {$ref: '#/paths/~1a~1%7Bid%7D/get/parameters/0/schema'}
        +    A: {$ref: '#/paths/~1a~1{id}/get/parameters/0/schema'}
        -    D: {$anchor: twice}
        -    E: {$anchor: twice}
        +    D: {}
        +    E: {}
        warning[L032] test.yaml:4:9 /components/schemas/A/$ref: `#/paths/~1a~1%7Bid%7D/get/parameters/0/schema` is not a JSON pointer from the root of the document
        note[L031] test.yaml:7:9 /components/schemas/D/$anchor: `$anchor` is about the schema and not about its values
        note[L031] test.yaml:8:9 /components/schemas/E/$anchor: `$anchor` is about the schema and not about its values
        ");
    }
}
