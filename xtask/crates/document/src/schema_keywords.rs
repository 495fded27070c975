//! Which keywords of a schema are about which type of value (JSON Schema 2020-12, Validation, section 6).

/// Keywords about values of one type.
pub const STRING: [&str; 6] = [
    "pattern",
    "minLength",
    "maxLength",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];
/// Keywords about values of one type.
pub const NUMBER: [&str; 5] = [
    "multipleOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
];
/// Keywords about values of one type.
pub const ARRAY: [&str; 9] = [
    "items",
    "prefixItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "unevaluatedItems",
];
/// Keywords about values of one type.
pub const OBJECT: [&str; 10] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
];

/// Bounds of numbers.
pub const BOUNDS_OF_NUMBERS: [&str; 4] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
/// Bounds of lengths and counts.
pub const BOUNDS_OF_COUNTS: [&str; 6] = [
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// Whether a keyword says something about values of one type only, and nothing about all others.
pub fn is_about_one_type(keyword: &str) -> bool {
    let lists: [&[&str]; 4] = [&STRING, &NUMBER, &ARRAY, &OBJECT];
    lists.iter().any(|list| list.contains(&keyword))
}
