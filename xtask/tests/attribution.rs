//! Which changes of the generated crate follow from which findings: with the generator itself.

use diff::model::{Direction, Finding, Place, Rust, SurfaceChange, Wire};
use diff::surface::{self, Names, attribute};
use document::progress::Silent;
use document::rule::Rule;
use document::{Document, Input, Pointer};
use generate::Generated;

static RULE: Rule = Rule {
    id: "a.b.c",
    title: "",
    explanation: "",
    example: "",
};

const BASE: &str = "openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: list_pets
      parameters: [{in: query, name: page-size, schema: {type: integer}}]
      responses:
        '200': {description: all, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
  /owners:
    get:
      operationId: list_owners
      responses:
        '200': {description: all, content: {application/json: {schema: {type: object, properties: {count: {type: integer}}}}}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        petAge: {type: integer}
        kind: {type: string, enum: [cat, big-dog]}
";

fn run(text: &str) -> (Document, Generated) {
    let input = Input {
        name: "api.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let document = lower::correct(&input, None, &Silent).unwrap();
    (document, generate::generate(&input, None, "api", &Silent).unwrap())
}

/// The items that follow from a finding at these pointers, where `from` is replaced by `to`; then those that follow
/// from none.
fn follow(from: &str, to: &str, base: &str, revision: &str) -> (Vec<String>, Vec<String>) {
    assert!(BASE.contains(from));
    let (old, of_base) = run(BASE);
    let (new, of_revision) = run(&BASE.replace(from, to));
    let place = |document: &Document, pointer: &str| {
        let pointer = Pointer::parse(pointer).filter(|pointer| !pointer.tokens().is_empty())?;
        assert!(document.get(&pointer).is_some(), "{pointer}");
        let location = document.locate(&pointer);
        Some(Place { pointer, location })
    };
    let mut findings = vec![Finding {
        rule: &RULE,
        subject: String::new(),
        direction: Direction::Both,
        wire: Wire::Safe,
        rust: None,
        base: place(&old, base),
        revision: place(&new, revision),
        nearest: None,
        old: None,
        new: None,
        operations: Vec::new(),
        message: String::new(),
        why: String::new(),
        counterexample: None,
        accepted: None,
    }];
    let mut changes = surface::compare(&of_base.files, &of_revision.files).unwrap();
    let names = (
        Names::new(&old, &of_base.lowered),
        Names::new(&new, &of_revision.lowered),
    );
    attribute(&mut findings, &mut changes, &names.0, &names.1);
    let worst = changes
        .iter()
        .filter(|change| !change.findings.is_empty())
        .map(|change| change.rust)
        .max();
    assert_eq!(findings[0].rust, Some(worst.unwrap_or(Rust::None)));
    let (own, alone): (Vec<_>, Vec<_>) = changes.into_iter().partition(|change| !change.findings.is_empty());
    let items = |changes: Vec<SurfaceChange>| changes.into_iter().map(|change| change.item).collect();
    (items(own), items(alone))
}

#[test]
fn a_finding_leads_to_the_items_that_were_generated_from_its_place() {
    let pet = "/components/schemas/Pet";
    let get = "/paths/~1pets/get";
    for (from, to, base, revision, item) in [
        (
            "petAge: {type: integer}",
            "petAge: {type: string}",
            format!("{pet}/properties/petAge/type"),
            format!("{pet}/properties/petAge/type"),
            "types::Pet::pet_age",
        ),
        (
            "        petAge: {type: integer}\n",
            "",
            format!("{pet}/properties/petAge"),
            String::new(),
            "types::Pet::pet_age",
        ),
        (
            "[cat, big-dog]",
            "[cat]",
            format!("{pet}/properties/kind/enum/1"),
            String::new(),
            "types::PetKind::BigDog",
        ),
        (
            "[cat, ",
            "[cat, owl, ",
            String::new(),
            format!("{pet}/properties/kind/enum/1"),
            "types::PetKind::Owl",
        ),
        (
            "name: page-size, schema: {type: integer}",
            "name: page-size, schema: {type: string}",
            format!("{get}/parameters/0/schema"),
            format!("{get}/parameters/0/schema"),
            "builder::ListPets::page_size",
        ),
        (
            "list_pets",
            "all_pets",
            format!("{get}/operationId"),
            format!("{get}/operationId"),
            "Client::list_pets",
        ),
    ] {
        let (own, alone) = follow(from, to, &base, &revision);
        assert!(own.iter().any(|own| own == item), "{item}: {own:?}, alone: {alone:?}");
        assert_eq!(alone, [""; 0], "{item}");
    }
}

/// A field can be absent whether or not the contract asks for it; what a request must have is checked when it is built.
#[test]
fn what_is_required_changes_no_item() {
    let revision = "/components/schemas/Pet/required/1";
    let (own, alone) = follow("[name]", "[name, petAge]", "", revision);
    assert_eq!((own, alone), (Vec::new(), Vec::new()));
}

#[test]
fn an_operation_that_goes_takes_its_own_types_with_it() {
    let (paths, _) = BASE.split_once("components:").unwrap();
    let (_, owners) = paths.split_once("  /owners:").unwrap();
    let gone = format!("  /owners:{owners}");
    let (own, alone) = follow(&gone, "", "/paths/~1owners", "");
    assert!(own.contains(&"Client::list_owners".to_owned()), "{own:?}");
    assert!(
        own.iter().any(|item| item.starts_with("types::ListOwners")),
        "{own:?}, alone: {alone:?}"
    );
    assert_eq!(alone, [""; 0]);
}

#[test]
fn what_is_somewhere_else_is_left_to_itself() {
    let age = "petAge: {type: integer}";
    let name = "/components/schemas/Pet/properties/name";
    let (own, alone) = follow(age, "petAge: {type: string}", name, name);
    assert_eq!(own, [""; 0]);
    assert_eq!(alone, ["types::Pet::pet_age"]);
}
