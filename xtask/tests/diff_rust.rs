//! What `cargo xtask diff` says about Rust, held against the compiler: code that compiles against the crate of the base
//! does not compile against that of the revision exactly where the verdict is `breaking`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::checkout::root;
use tempfile::TempDir;

use crate::command::run_in;

const BASE: &str = "openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
servers: [{url: 'https://pets.example'}]
paths:
  /pets:
    get:
      operationId: list_pets
      parameters: [{in: query, name: limit, schema: {type: integer}}]
      responses:
        '200': {description: all, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
    post:
      operationId: add_pet
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: done}}
  /pets/{id}:
    get:
      operationId: read_pet
      parameters: [{in: path, name: id, required: true, schema: {type: integer}}]
      responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet:
      type: object
      description: A pet.
      required: [name]
      properties:
        name: {type: string}
        age: {type: integer}
        kind: {type: string, enum: [cat, dog]}
        born: {type: string, format: date-time}
";

/// A change, as texts that replace others, with code of dependents that could notice it. What of the code does not compile
/// against the base is no code of a dependent and is left out.
struct Case {
    name: &'static str,
    edits: &'static [(&'static str, &'static str)],
    code: &'static [&'static str],
}

const DEFAULT: &str = "fn f() -> types::Pet { let mut pet = types::Pet::default(); pet.name = None; pet }";
const MATCH: &str =
    "fn f(k: types::PetKind) -> u8 { match k { types::PetKind::Cat => 1, types::PetKind::Dog => 2, _ => 3 } }";
const BUILD: &str = "fn f() -> types::builder::Pet { types::Pet::builder().name(\"Tom\") }";
const AGE: &str = "fn f(pet: &types::Pet) -> Option<i64> { pet.age }";
const SET_AGE: &str = "fn f() -> types::builder::Pet { types::Pet::builder().age(3_i64) }";
const NAME: &str = "fn f(pet: types::Pet) -> Option<String> { pet.name }";
const READ: &str = "fn f(client: &Client) { client.read_pet().id(3_i64); }";
const LIST: &str = "async fn f(client: &Client) -> usize { client.list_pets().send().await.unwrap().len() }";
const LIMIT: &str = "fn f(client: &Client) { client.list_pets().limit(3_i64); }";
const ADD: &str = "async fn f(client: &Client, pet: types::Pet) { client.add_pet().body(pet).send().await.unwrap(); }";

const CASES: &[Case] = &[
    Case {
        name: "a description changes",
        edits: &[("A pet.", "An animal.")],
        code: &[DEFAULT, MATCH, BUILD, AGE, SET_AGE, LIST, LIMIT, ADD],
    },
    Case {
        name: "a component is renamed",
        edits: &[("schemas/Pet", "schemas/Animal"), ("    Pet:", "    Animal:")],
        code: &["fn f(pet: types::Pet) {}"],
    },
    Case {
        name: "a property is added",
        edits: &[("        age:", "        size: {type: integer}\n        age:")],
        code: &[
            DEFAULT,
            BUILD,
            AGE,
            SET_AGE,
            "fn f(types::Pet { name, .. }: types::Pet) -> Option<String> { name }",
        ],
    },
    Case {
        name: "a property is removed",
        edits: &[("        age: {type: integer}\n", "")],
        code: &[AGE, SET_AGE, BUILD],
    },
    Case {
        name: "a property has another type",
        edits: &[("age: {type: integer}", "age: {type: string}")],
        code: &[AGE, SET_AGE],
    },
    Case {
        name: "a property becomes required",
        edits: &[("[name]", "[name, age]")],
        code: &[AGE, SET_AGE],
    },
    Case {
        name: "an enum has one value more",
        edits: &[("[cat, dog]", "[cat, dog, owl]")],
        code: &[MATCH, "fn f() -> types::PetKind { types::PetKind::Cat }"],
    },
    Case {
        name: "an enum has one value less",
        edits: &[("[cat, dog]", "[cat]")],
        code: &[MATCH, "fn f() -> types::PetKind { types::PetKind::Dog }"],
    },
    Case {
        name: "an operation is added",
        edits: &[(
            "    post:",
            "    delete:\n      operationId: drop_pets\n      responses: {'204': {description: done}}\n    post:",
        )],
        code: &[LIST, LIMIT, ADD],
    },
    Case {
        name: "an operation has another name",
        edits: &[("list_pets", "all_pets")],
        code: &[LIST, LIMIT],
    },
    Case {
        name: "an optional parameter is added",
        edits: &[(
            "parameters: [",
            "parameters: [{in: query, name: page, schema: {type: integer}}, ",
        )],
        code: &[LIST, LIMIT],
    },
    Case {
        name: "a parameter has another type",
        edits: &[(
            "name: limit, schema: {type: integer}",
            "name: limit, schema: {type: string}",
        )],
        code: &[LIMIT],
    },
    Case {
        name: "a response is one object and no list",
        edits: &[(
            "{type: array, items: {$ref: '#/components/schemas/Pet'}}",
            "{$ref: '#/components/schemas/Pet'}",
        )],
        code: &[LIST],
    },
    Case {
        name: "a time becomes a text",
        edits: &[(", format: date-time", "")],
        code: &["fn f(pet: types::Pet) -> Option<i64> { pet.born.map(|born| born.timestamp()) }"],
    },
    Case {
        name: "a pattern is added",
        edits: &[("name: {type: string}", "name: {type: string, pattern: '^[A-Z]'}")],
        code: &[NAME],
    },
    Case {
        name: "a string has a format of which there is a type",
        edits: &[("name: {type: string}", "name: {type: string, format: uuid}")],
        code: &[NAME, BUILD],
    },
    Case {
        name: "a string has a format that is a hint",
        edits: &[("name: {type: string}", "name: {type: string, format: markdown}")],
        code: &[NAME, BUILD, DEFAULT],
    },
    Case {
        name: "an integer is a number",
        edits: &[("age: {type: integer}", "age: {type: number}")],
        code: &[AGE, SET_AGE],
    },
    Case {
        name: "an enumeration becomes any string",
        edits: &[(", enum: [cat, dog]", "")],
        code: &[MATCH, "fn f(pet: types::Pet) -> Option<types::PetKind> { pet.kind }"],
    },
    Case {
        name: "a string is bound to an enumeration",
        edits: &[("name: {type: string}", "name: {type: string, enum: [Tom, Rex]}")],
        code: &[NAME],
    },
    Case {
        name: "a value becomes a list of it",
        edits: &[("age: {type: integer}", "age: {type: array, items: {type: integer}}")],
        code: &[AGE, SET_AGE],
    },
    Case {
        name: "a property is renamed",
        edits: &[("        age:", "        years:")],
        code: &[AGE, SET_AGE, BUILD],
    },
    Case {
        name: "a property has a default",
        edits: &[("age: {type: integer}", "age: {type: integer, default: 1}")],
        code: &[AGE, SET_AGE, DEFAULT],
    },
    Case {
        name: "an operation is called with another method",
        edits: &[("    post:", "    put:")],
        code: &[ADD, LIST],
    },
    Case {
        name: "an operation is removed",
        edits: &[(
            "    post:
      operationId: add_pet
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: done}}
",
            "",
        )],
        code: &[ADD, LIST],
    },
    Case {
        name: "success has another status",
        edits: &[("'200': {description: all", "'201': {description: all")],
        code: &[LIST],
    },
    Case {
        name: "a parameter is sent in a header",
        edits: &[("in: query, name: limit", "in: header, name: limit")],
        code: &[LIMIT, LIST],
    },
    Case {
        name: "a parameter becomes a list",
        edits: &[(
            "name: limit, schema: {type: integer}",
            "name: limit, schema: {type: array, items: {type: integer}}",
        )],
        code: &[LIMIT],
    },
    Case {
        name: "a parameter of the path has another type",
        edits: &[(
            "required: true, schema: {type: integer}",
            "required: true, schema: {type: string}",
        )],
        code: &[READ],
    },
    Case {
        name: "a schema is split into an `allOf`",
        edits: &[(
            "    Pet:
      type: object
      description: A pet.
      required: [name]
      properties:
        name: {type: string}
",
            "    Named:
      type: object
      required: [name]
      properties:
        name: {type: string}
    Pet:
      type: object
      description: A pet.
      allOf: [{$ref: '#/components/schemas/Named'}]
      properties:
",
        )],
        code: &[NAME, BUILD, AGE, DEFAULT],
    },
];

/// The slow one: it compiles a crate for each case, and what depends on it.
#[test]
fn code_stops_compiling_exactly_where_the_verdict_is_breaking() {
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    generate(path, "base", BASE);
    let mut members = vec!["base".to_owned(), "with-base".to_owned()];
    let mut of_base = Vec::new();
    let mut verdicts = Vec::new();
    for (number, case) in CASES.iter().enumerate() {
        let revision = case.edits.iter().fold(BASE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{}: {from}", case.name);
            text.replace(from, to)
        });
        let name = format!("case-{number}");
        generate(path, &name, &revision);
        let ran = run_in(
            path,
            &["diff", "base.yaml", &format!("{name}.yaml"), "--format", "json"],
        );
        let report: Value = serde_json::from_str(&ran.stdout).unwrap();
        verdicts.push(report["verdict"]["rust"].as_str().unwrap().to_owned());

        let bins: Vec<_> = (case.code.iter().enumerate())
            .map(|(index, code)| (format!("c{number}-{index}"), *code))
            .collect();
        dependent(path, &format!("with-{name}"), &name, &bins);
        members.extend([format!("with-{name}"), name]);
        of_base.extend(bins);
    }
    dependent(path, "with-base", "base", &of_base);
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(path.join("Cargo.toml"), manifest).unwrap();
    // With the versions of this workspace nothing has to be resolved, so that no network is needed.
    fs::copy(root().join("Cargo.lock"), path.join("Cargo.lock")).unwrap();

    let compiled = compiled(path);
    for (number, (case, verdict)) in CASES.iter().zip(&verdicts).enumerate() {
        let bins = (0..case.code.len()).map(|index| format!("c{number}-{index}"));
        let bins: Vec<_> = bins
            .filter(|bin| compiled.contains(&("with-base".to_owned(), bin.clone())))
            .collect();
        assert!(
            !bins.is_empty(),
            "{}: no code that compiles against the base",
            case.name
        );
        let mut broken = bins
            .iter()
            .filter(|bin| !compiled.contains(&(format!("with-case-{number}"), (*bin).clone())));
        let breaks = broken.next().is_some();
        assert_eq!(
            verdict == "breaking",
            breaks,
            "{}: the verdict is {verdict}, and the compiler says {breaks}",
            case.name
        );
    }
    // So that the generator cannot make all of them one and the same.
    for verdict in ["none", "additive", "breaking"] {
        assert!(verdicts.iter().any(|given| given == verdict), "{verdicts:?}");
    }
}

/// Writes the document and the crate that is generated from it, which is called as its folder is.
fn generate(path: &Path, name: &str, document: &str) {
    let file = format!("{name}.yaml");
    fs::write(path.join(&file), document).unwrap();
    let ran = run_in(path, &["regen", "--spec", &file, "--out", name]);
    assert_eq!(ran.code, Some(0), "{name}: {}", ran.stderr);
    let manifest = path.join(name).join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    let text = text
        .replace("name = \"pets\"", &format!("name = \"{name}\""))
        .replace("[workspace]\n", "");
    fs::write(manifest, text).unwrap();
}

/// Writes a package with a program for each piece of code, all of them with the crate `of` as `pets`.
fn dependent(path: &Path, name: &str, of: &str, bins: &[(String, &str)]) {
    let mut manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n
         [dependencies]\npets = {{ package = \"{of}\", path = \"../{of}\", default-features = false }}\n"
    );
    fs::create_dir_all(path.join(name)).unwrap();
    for (bin, code) in bins {
        write!(manifest, "\n[[bin]]\nname = \"{bin}\"\npath = \"{bin}.rs\"\n").unwrap();
        let text = format!("#![allow(warnings)]\nuse pets::{{Client, types}};\n{code}\nfn main() {{}}\n");
        fs::write(path.join(name).join(format!("{bin}.rs")), text).unwrap();
    }
    fs::write(path.join(name).join("Cargo.toml"), manifest).unwrap();
}

/// The packages and programs that compile.
fn compiled(path: &Path) -> BTreeSet<(String, String)> {
    let output = Command::new(env!("CARGO"))
        .args([
            "check",
            "--offline",
            "--quiet",
            "--workspace",
            "--bins",
            "--keep-going",
            "--message-format",
            "json",
        ])
        .current_dir(path)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("package"),
        )
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let made = messages
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| {
            let manifest = Path::new(message["manifest_path"].as_str()?);
            let package = manifest.parent()?.file_name()?.to_str()?.to_owned();
            Some((package, message["target"]["name"].as_str()?.to_owned()))
        });
    let made: BTreeSet<_> = made.collect();
    let crates = made
        .iter()
        .filter(|(package, _)| package == "base" || package.starts_with("case-"))
        .count();
    assert_eq!(crates, CASES.len() + 1, "{}", String::from_utf8_lossy(&output.stderr));
    made
}
