//! Properties of an object.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static REQUIRED_ADDED: Rule = Rule {
        id: "property.required.added",
        title: "a property must be there",
        explanation: "It is new and required, or it was optional. In a request, callers who leave it out are refused; \
                      in a response, it is an additional guarantee.",
        example: "-  required: [name]\n+  required: [name, region]",
    };

    pub(crate) static REQUIRED_REMOVED: Rule = Rule {
        id: "property.required.removed",
        title: "a property need not be there any more, or is gone",
        explanation: "In a response, callers who rely on it break. In a request, one that became optional is still \
                      taken; one that is gone is ignored or refused.",
        example: "-  required: [name, region]\n+  required: [name]",
    };

    pub(crate) static OPTIONAL_ADDED: Rule = Rule {
        id: "property.optional.added",
        title: "an optional property is new",
        explanation: "Callers who do not know it may leave it out, or ignore it. In a response of a closed object \
                      (`additionalProperties: false`) it breaks what the contract had promised.",
        example: "-  properties: {name: {type: string}}\n+  properties: {name: {type: string}, port: {type: integer}}",
    };

    pub(crate) static OPTIONAL_REMOVED: Rule = Rule {
        id: "property.optional.removed",
        title: "an optional property is gone",
        explanation: "Callers who read it find nothing there, or anything. Callers who send it are ignored, or refused \
                      where the object is closed.",
        example: "-  properties: {name: {type: string}, port: {type: integer}}\n+  properties: {name: {type: string}}",
    };

    pub(crate) static NAME_RENAMED: Rule = Rule {
        id: "property.name.renamed",
        title: "a property has another name, likely",
        explanation: "One property is gone and one is new, with the same schema, and their names or descriptions are \
                      alike. It is told once instead of twice. By the old name nothing is found, and what is sent is \
                      ignored or refused.",
        example: "-  agentId: {type: string}\n+  agent_id: {type: string}",
    };

    pub(crate) static READ_ONLY_ADDED: Rule = Rule {
        id: "property.read-only.added",
        title: "a property is read-only now",
        explanation: "It is no part of requests any more: callers who send it are ignored, or refused. In responses it \
                      stays.",
        example: "-  id: {type: string}\n+  id: {type: string, readOnly: true}",
    };

    pub(crate) static READ_ONLY_REMOVED: Rule = Rule {
        id: "property.read-only.removed",
        title: "a property is not read-only any more",
        explanation: "It is a part of requests now; where it is required, callers have to send it. In responses it \
                      stays.",
        example: "-  id: {type: string, readOnly: true}\n+  id: {type: string}",
    };

    pub(crate) static WRITE_ONLY_ADDED: Rule = Rule {
        id: "property.write-only.added",
        title: "a property is write-only now",
        explanation: "It is no part of responses any more: callers who read it find nothing. In requests it stays.",
        example: "-  secret: {type: string}\n+  secret: {type: string, writeOnly: true}",
    };

    pub(crate) static WRITE_ONLY_REMOVED: Rule = Rule {
        id: "property.write-only.removed",
        title: "a property is not write-only any more",
        explanation: "It is a part of responses now. In requests it stays.",
        example: "-  secret: {type: string, writeOnly: true}\n+  secret: {type: string}",
    };
}
