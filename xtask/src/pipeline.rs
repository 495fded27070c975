//! The stages in their order: text in, text out, nothing touched on the way.

use std::collections::BTreeMap;

use openapiv3::OpenAPI;

use crate::document::{self, Document};
use crate::finding::{Failure, Finding};
use crate::{generate, lower, overlay};

/// A file as it was read.
pub struct Input {
    /// How messages name it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A stage, for those who watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Load,
    Overlay,
    Lower,
    Generate,
    Harden,
    Print,
}

impl Stage {
    /// What is happening, for a person.
    pub fn label(self) -> &'static str {
        match self {
            Self::Load => "reading the contract",
            Self::Overlay => "applying the overlay",
            Self::Lower => "lowering to OpenAPI 3.0",
            Self::Generate => "generating the client",
            Self::Harden => "hardening the client",
            Self::Print => "printing",
        }
    }
}

/// What a run makes.
pub struct Output {
    /// Path below the folder of generated code → text.
    pub files: BTreeMap<String, String>,
    /// The document as the generator took it.
    pub lowered: Document,
    /// Everything that was found and dealt with.
    pub findings: Vec<Finding>,
}

/// The contract with its corrections, as OpenAPI 3.1.
///
/// # Errors
///
/// A file cannot be read as a document, or the overlay does not fit the contract.
pub fn correct(contract: &Input, corrections: Option<&Input>, watch: &dyn Fn(Stage)) -> Result<Document, Failure> {
    watch(Stage::Load);
    let contract = document::load(&contract.name, &contract.bytes)?;
    watch(Stage::Overlay);
    match corrections {
        Some(corrections) => overlay::apply(&contract, &document::load(&corrections.name, &corrections.bytes)?),
        None => Ok(contract),
    }
}

/// The corrected contract as the generator takes it, and what was found on the way.
///
/// # Errors
///
/// It has something in it that cannot be represented.
pub fn prepare(corrected: Document, watch: &dyn Fn(Stage)) -> Result<(OpenAPI, Document, Vec<Finding>), Failure> {
    watch(Stage::Lower);
    let (lowered, findings) = lower::lower(corrected)?;
    match lower::typed::read(&lowered) {
        Ok(typed) => Ok((typed, lowered, findings)),
        Err(failure) => Err(failure.after(findings)),
    }
}

/// From the contract to the files of the generated client.
///
/// # Errors
///
/// Any stage found an error; nothing has been written then, because nothing is written here.
pub fn run(contract: &Input, corrections: Option<&Input>, watch: &dyn Fn(Stage)) -> Result<Output, Failure> {
    run_as(&contract.name, contract, corrections, watch)
}

/// The same, with the contract called `cited` in the header of each file.
///
/// # Errors
///
/// As [`run`].
pub fn run_as(
    cited: &str,
    contract: &Input,
    corrections: Option<&Input>,
    watch: &dyn Fn(Stage),
) -> Result<Output, Failure> {
    let corrected = correct(contract, corrections, watch)?;
    let (typed, lowered, findings) = prepare(corrected, watch)?;
    match generate::generate(&typed, &lowered, cited, watch) {
        Ok(files) => Ok(Output {
            files,
            lowered,
            findings,
        }),
        Err(failure) => Err(failure.after(findings)),
    }
}
