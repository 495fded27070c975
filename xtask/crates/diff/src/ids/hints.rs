//! Schemas: what they say beside which values are valid.

use super::{Id, id};

pub(super) const IDS: &[Id] = &[
    id(
        "schema.default.added",
        "a value has a default",
        "In a request, callers who leave the value out get something that they did not ask for. In a response, it says what a missing value means.",
        "-  type: integer\n+  type: integer\n+  default: 5060",
    ),
    id(
        "schema.default.removed",
        "a value has no default any more",
        "In a request, callers who leave the value out get something else, or nothing. In a response, it said what a missing value means.",
        "-  type: integer\n-  default: 5060\n+  type: integer",
    ),
    id(
        "schema.default.changed",
        "a value has another default",
        "In a request, callers who leave the value out get something else. In a response, it says what a missing value means.",
        "-  default: 5060\n+  default: 5061",
    ),
    id(
        "schema.deprecated.added",
        "a property or a schema is advised against",
        "It works as it did, and may go in a later version.",
        "-  type: string\n+  type: string\n+  deprecated: true",
    ),
    id(
        "schema.deprecated.removed",
        "a property or a schema is not advised against any more",
        "It works as it did, and is meant to stay.",
        "-  type: string\n-  deprecated: true\n+  type: string",
    ),
    id(
        "schema.discriminator.added",
        "a property tells types apart",
        "Programs choose a type by the value of the property. Which values are valid stays the same.",
        "+  discriminator: {propertyName: kind}",
    ),
    id(
        "schema.discriminator.removed",
        "no property tells types apart any more",
        "Programs have to choose a type by something else. Which values are valid stays the same.",
        "-  discriminator: {propertyName: kind}",
    ),
    id(
        "schema.discriminator.changed",
        "another property tells types apart",
        "Programs that choose a type by the old property choose by something else.",
        "-  discriminator: {propertyName: kind}\n+  discriminator: {propertyName: type}",
    ),
    id(
        "schema.discriminator.values-changed",
        "other values tell types apart",
        "A value leads to another type. Where no mapping is written, the value is the name of the component, so that renaming the component changes what is sent.",
        "-  mapping: {sip: '#/components/schemas/Sip'}\n+  mapping: {voip: '#/components/schemas/Sip'}",
    ),
    id(
        "schema.xml.added",
        "it is said how a value is written in XML",
        "Messages that are XML look different. Messages that are JSON do not.",
        "-  type: string\n+  type: string\n+  xml: {attribute: true}",
    ),
    id(
        "schema.xml.removed",
        "it is not said any more how a value is written in XML",
        "Messages that are XML look different. Messages that are JSON do not.",
        "-  type: string\n-  xml: {attribute: true}\n+  type: string",
    ),
    id(
        "schema.xml.changed",
        "a value is written in XML in another way",
        "Messages that are XML look different. Messages that are JSON do not.",
        "-  xml: {name: id}\n+  xml: {name: identifier}",
    ),
];
