//! Components: their names, and those that nothing refers to.

use document::rule::Rule;

document::rules! {
    pub(super) const RULES: &[&Rule];

    pub(crate) static NAME_RENAMED: Rule = Rule {
        id: "component.name.renamed",
        title: "a component has another name",
        explanation: "It stands where the other one stood, and the other name is gone. Names of components are not \
                      sent. A generated type has the name, so that code that uses it breaks.",
        example: "-    Trunk: {type: object}\n+    SipTrunk: {type: object}",
    };

    pub(crate) static DEFINITION_ADDED: Rule = Rule {
        id: "component.definition.added",
        title: "a component is new that nothing refers to",
        explanation: "Components that operations use are compared as parts of them. This one is used by none.",
        example: "+    Spare: {type: object}",
    };

    pub(crate) static DEFINITION_REMOVED: Rule = Rule {
        id: "component.definition.removed",
        title: "a component is gone that nothing referred to",
        explanation: "Components that operations use are compared as parts of them. This one was used by none.",
        example: "-    Spare: {type: object}",
    };
}
