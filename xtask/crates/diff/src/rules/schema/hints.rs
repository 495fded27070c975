//! What a schema says beside which values are valid.

use document::rule::Rule;

document::rules! {
    pub(in crate::rules) const HINTS: &[&Rule];

    pub(crate) static DEFAULT_ADDED: Rule = Rule {
        id: "schema.default.added",
        title: "`default` was added",
        explanation: "In a request, callers who leave the value out get something that they did not ask for. In a \
                      response, it says what a missing value means.",
        example: "-  type: integer\n+  type: integer\n+  default: 5060",
    };

    pub(crate) static DEFAULT_REMOVED: Rule = Rule {
        id: "schema.default.removed",
        title: "`default` was removed",
        explanation: "In a request, callers who leave the value out get something else, or nothing. In a response, it \
                      said what a missing value means.",
        example: "-  type: integer\n-  default: 5060\n+  type: integer",
    };

    pub(crate) static DEFAULT_CHANGED: Rule = Rule {
        id: "schema.default.changed",
        title: "`default` was changed",
        explanation: "In a request, callers who leave the value out get something else. In a response, it says what a \
                      missing value means.",
        example: "-  default: 5060\n+  default: 5061",
    };

    pub(crate) static DEPRECATED_ADDED: Rule = Rule {
        id: "schema.deprecated.added",
        title: "a property or a schema was deprecated",
        explanation: "It works as it did, and may go in a later version.",
        example: "-  type: string\n+  type: string\n+  deprecated: true",
    };

    pub(crate) static DEPRECATED_REMOVED: Rule = Rule {
        id: "schema.deprecated.removed",
        title: "a property or a schema is no longer deprecated",
        explanation: "It works as it did, and is meant to stay.",
        example: "-  type: string\n-  deprecated: true\n+  type: string",
    };

    pub(crate) static DISCRIMINATOR_ADDED: Rule = Rule {
        id: "schema.discriminator.added",
        title: "`discriminator` was added",
        explanation: "Programs choose a type by the value of the property. Which values are valid stays the same.",
        example: "+  discriminator: {propertyName: kind}",
    };

    pub(crate) static DISCRIMINATOR_REMOVED: Rule = Rule {
        id: "schema.discriminator.removed",
        title: "`discriminator` was removed",
        explanation: "Programs have to choose a type by something else. Which values are valid stays the same.",
        example: "-  discriminator: {propertyName: kind}",
    };

    pub(crate) static DISCRIMINATOR_CHANGED: Rule = Rule {
        id: "schema.discriminator.changed",
        title: "the property of `discriminator` was changed",
        explanation: "Programs that choose a type by the old property choose by something else. In a request it is the \
                      server that chooses, and callers fill the old property.",
        example: "-  discriminator: {propertyName: kind}\n+  discriminator: {propertyName: type}",
    };

    pub(crate) static DISCRIMINATOR_VALUES_CHANGED: Rule = Rule {
        id: "schema.discriminator.values-changed",
        title: "the mapping of `discriminator` was changed",
        explanation: "A value leads to another type. Where no mapping is written, the value is the name of the \
                      component, so that renaming the component changes what is sent.",
        example: "-  mapping: {sip: '#/components/schemas/Sip'}\n+  mapping: {voip: '#/components/schemas/Sip'}",
    };

    pub(crate) static XML_ADDED: Rule = Rule {
        id: "schema.xml.added",
        title: "`xml` was added",
        explanation: "Messages that are XML look different. Messages that are JSON do not.",
        example: "-  type: string\n+  type: string\n+  xml: {attribute: true}",
    };

    pub(crate) static XML_REMOVED: Rule = Rule {
        id: "schema.xml.removed",
        title: "`xml` was removed",
        explanation: "Messages that are XML look different. Messages that are JSON do not.",
        example: "-  type: string\n-  xml: {attribute: true}\n+  type: string",
    };

    pub(crate) static XML_CHANGED: Rule = Rule {
        id: "schema.xml.changed",
        title: "`xml` was changed",
        explanation: "Messages that are XML look different. Messages that are JSON do not.",
        example: "-  xml: {name: id}\n+  xml: {name: identifier}",
    };
}
