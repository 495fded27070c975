//! The keywords of a Schema Object: those of OpenAPI 3.0, those of JSON Schema 2020-12, and where they overlap.

use super::grammar::Holds::{self, Data, List, Map, One};
use super::grammar::{Field, Kind, Since};

const fn field(name: &'static str, holds: Holds, since: Since) -> Field {
    Field { name, holds, since }
}

const fn both(name: &'static str, holds: Holds) -> Field {
    field(name, holds, Since::Both)
}

const fn new(name: &'static str, holds: Holds) -> Field {
    field(name, holds, Since::Only31)
}

pub(super) const FIELDS: &[Field] = &[
    both("$ref", Data),
    both("title", Data),
    both("description", Data),
    both("type", Data),
    both("format", Data),
    both("enum", Data),
    both("default", Data),
    both("example", Data),
    both("deprecated", Data),
    both("readOnly", Data),
    both("writeOnly", Data),
    field("nullable", Data, Since::Only30),
    both("multipleOf", Data),
    both("maximum", Data),
    both("exclusiveMaximum", Data),
    both("minimum", Data),
    both("exclusiveMinimum", Data),
    both("maxLength", Data),
    both("minLength", Data),
    both("pattern", Data),
    both("maxItems", Data),
    both("minItems", Data),
    both("uniqueItems", Data),
    both("maxProperties", Data),
    both("minProperties", Data),
    both("required", Data),
    both("properties", Map(Kind::Schema)),
    both("additionalProperties", One(Kind::Schema)),
    both("items", One(Kind::Schema)),
    both("allOf", List(Kind::Schema)),
    both("oneOf", List(Kind::Schema)),
    both("anyOf", List(Kind::Schema)),
    both("not", One(Kind::Schema)),
    both("discriminator", One(Kind::Discriminator)),
    both("xml", One(Kind::Xml)),
    both("externalDocs", One(Kind::ExternalDocs)),
    new("const", Data),
    new("examples", Data),
    new("prefixItems", List(Kind::Schema)),
    new("contains", One(Kind::Schema)),
    new("minContains", Data),
    new("maxContains", Data),
    new("patternProperties", Map(Kind::Schema)),
    new("propertyNames", One(Kind::Schema)),
    new("dependentRequired", Data),
    new("dependentSchemas", Map(Kind::Schema)),
    new("unevaluatedItems", One(Kind::Schema)),
    new("unevaluatedProperties", One(Kind::Schema)),
    new("if", One(Kind::Schema)),
    new("then", One(Kind::Schema)),
    new("else", One(Kind::Schema)),
    new("contentEncoding", Data),
    new("contentMediaType", Data),
    new("contentSchema", One(Kind::Schema)),
    new("$defs", Map(Kind::Schema)),
    new("definitions", Map(Kind::Schema)),
    new("$id", Data),
    new("$schema", Data),
    new("$anchor", Data),
    new("$dynamicRef", Data),
    new("$dynamicAnchor", Data),
    new("$vocabulary", Data),
    new("$comment", Data),
];
