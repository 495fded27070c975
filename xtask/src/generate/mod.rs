//! From the lowered contract to Rust: the generator, then small changes to its syntax tree, then printing.

mod blame;
mod clash;
mod facts;
mod harden;
mod print;
mod progenitor;

use std::collections::BTreeMap;

use openapiv3::OpenAPI;

use crate::document::{Document, Pointer};
use crate::finding::{Code, Failure, Finding};
use crate::pipeline::Stage;

/// Every code of this stage.
pub const CODES: &[&Code] = &[&REFUSED, &UNEXPECTED, &CLASH];

const REFUSED: Code = Code {
    id: "G001",
    title: "the generator refuses the lowered contract",
    explanation: "progenitor, or typify below it, does not take something that OpenAPI 3.0 allows, or panics at it. The \
                  operation or schema that it cannot take is named; it is found by giving the generator more and more of them. \
                  Correct the contract with an overlay action, or write a pass.",
    example: "requestBody:\n  content:\n    application/xml: {schema: {type: string}}",
};

const UNEXPECTED: Code = Code {
    id: "G002",
    title: "the generated code is not what the hardening expects",
    explanation: "A change that is made to the generator's output found nothing to change. This is a fault of the pipeline, most \
                  likely after an update of the generator, and not of the document: adjust `xtask/src/generate/harden/`.",
    example: "progenitor 0.16 builds requests in another way",
};

const CLASH: Code = Code {
    id: "G003",
    title: "two names become one in Rust",
    explanation: "Names of types, properties, parameters and operations become Rust names: characters that Rust does not allow are \
                  replaced, and the case is that of Rust. Two names that were different in the contract are the same then. \
                  Give one of them another name with an overlay action.",
    example: "properties:\n  agent-id: {type: string}\n  agentId: {type: string}",
};

/// The files of the generated client: path below its folder → text. `contract` is the name of the document, for the
/// header of each file.
///
/// # Errors
///
/// The generator refuses the document.
pub fn generate(
    typed: &OpenAPI,
    lowered: &Document,
    contract: &str,
    watch: &dyn Fn(Stage),
) -> Result<BTreeMap<String, String>, Failure> {
    progenitor::on_its_thread(watch, |watch| make(typed, lowered, contract, watch))
        .unwrap_or_else(|refusal| Err(unexpected_code(lowered, &refusal.0)))
}

fn make(
    typed: &OpenAPI,
    lowered: &Document,
    contract: &str,
    watch: &dyn Fn(Stage),
) -> Result<BTreeMap<String, String>, Failure> {
    watch(Stage::Generate);
    let mut file = progenitor::generate(typed).map_err(|refusal| blame::name(typed, lowered, &refusal))?;
    clash::check(&file, lowered)?;
    watch(Stage::Harden);
    harden::harden(&mut file, &facts::Facts::of(lowered))
        .map_err(|unexpected| unexpected_code(lowered, &unexpected.to_string()))?;
    watch(Stage::Print);
    Ok(print::print(file, contract))
}

fn unexpected_code(lowered: &Document, message: &str) -> Failure {
    let root = Pointer::root();
    let remedy = "this is a fault of the pipeline: adjust `xtask/src/generate/harden/`";
    Finding::error(&UNEXPECTED, lowered.locate(&root), root, message, remedy).into()
}
