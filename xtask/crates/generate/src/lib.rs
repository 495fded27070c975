//! From the lowered contract to Rust: the generator, then small changes to its syntax tree, then printing.

mod blame;
mod clash;
mod harden;
pub mod outline;
pub mod package;
mod positions;
mod print;
mod progenitor;

use std::collections::BTreeMap;

use document::finding::{Failure, Finding};
use document::progress::Progress;
use document::rule::Rule;
use document::{Document, Input, Pointer};
use lower::Lowered;

/// Every rule of this stage, those of packages among them.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().chain(package::RULES).copied()
}

document::rules! {
    const RULES: &[&Rule];

    static REFUSED: Rule = Rule {
        id: "G001",
        title: "the generator refuses the lowered contract",
        explanation: "progenitor, or typify below it, does not take something that OpenAPI 3.0 allows, or panics at it. The \
                      operation or schema that it cannot take is named; it is found by giving the generator more and more of them. \
                      Correct the contract with an overlay action, or write a pass.",
        example: "requestBody:\n  content:\n    application/xml: {schema: {type: string}}",
    };

    static UNEXPECTED: Rule = Rule {
        id: "G002",
        title: "the generated code is not what the hardening expects",
        explanation: "A change that is made to the generator's output found nothing to change. This is a fault of the pipeline, most \
                      likely after an update of the generator, and not of the document: adjust `xtask/crates/generate/src/harden/`.",
        example: "progenitor 0.16 builds requests in another way",
    };

    static CLASH: Rule = Rule {
        id: "G003",
        title: "two names become one in Rust",
        explanation: "Names of types, properties, parameters and operations become Rust names: characters that Rust does not allow are \
                      replaced, and the case is that of Rust. Two names that were different in the contract are the same then. \
                      Give one of them another name with an overlay action.",
        example: "properties:\n  agent-id: {type: string}\n  agentId: {type: string}",
    };

    static POSITION: Rule = Rule {
        id: "G004",
        title: "branches that only their position names",
        explanation: "Nothing in the contract tells what the branches of a union are called, so the generator numbers them: `Variant0` \
                      is whatever stands first. When the vendor sorts them in another way, or adds one before, the same name is \
                      another branch. Give each branch a name of its own: `x-rust-variant`, set by an overlay action that selects \
                      the branch by what it holds; or a component, or a `title` that nothing else has.",
        example: "oneOf:\n  - {type: string, format: date}\n  - {type: string}",
    };
}

/// What a run makes.
pub struct Generated {
    /// Path below the folder of generated code → text.
    pub files: BTreeMap<String, String>,
    /// The document as the generator took it.
    pub lowered: Document,
    /// Everything that was found and dealt with.
    pub findings: Vec<Finding>,
}

/// Generates a client from a contract and its corrections: bytes in, files out. `cited` is what the header of each file
/// calls the contract.
///
/// # Errors
///
/// Any stage found an error.
pub fn generate(
    contract: &Input,
    corrections: Option<&Input>,
    cited: &str,
    progress: &dyn Progress,
) -> Result<Generated, Failure> {
    let corrected = lower::correct(contract, corrections, progress)?;
    print_lowered(lower::lower(corrected, progress)?, cited, progress)
}

fn print_lowered(lowered: Lowered, cited: &str, progress: &dyn Progress) -> Result<Generated, Failure> {
    match files(&lowered, cited, progress) {
        Ok(Printed { files, mut findings }) => {
            findings.extend(lowered.findings);
            findings.sort_by(|a, b| (&a.location, a.rule.id, &a.pointer).cmp(&(&b.location, b.rule.id, &b.pointer)));
            Ok(Generated {
                files,
                lowered: lowered.document,
                findings,
            })
        }
        Err(failure) => Err(failure.after(lowered.findings)),
    }
}

/// Everything that is found on the way, the generator's refusals included; actions of the corrections that do not apply
/// are left out, and named, as are places that are bound by position. With an error among them nothing is to be written.
pub fn find(contract: &Input, corrections: Option<&Input>, progress: &dyn Progress) -> Vec<Finding> {
    let corrected = lower::correct_as_far_as_possible(contract, corrections, progress);
    let (document, faults) = match corrected {
        Ok(corrected) => corrected,
        Err(failure) => return failure.findings,
    };
    let bound = corrections.map_or(Ok(()), |corrections| lower::refuse_positions(contract, corrections));
    let mut findings = bound.err().map(|failure| failure.findings).unwrap_or_default();
    findings.extend(faults);
    let rest = lower::lower(document, progress).and_then(|lowered| print_lowered(lowered, "", progress));
    let rest = rest.map(|generated| generated.findings);
    match rest {
        Ok(rest) | Err(Failure { findings: rest }) => findings.extend(rest),
    }
    findings
}

/// The hardened code as text, and what was found in it.
struct Printed {
    files: BTreeMap<String, String>,
    findings: Vec<Finding>,
}

fn files(lowered: &Lowered, cited: &str, progress: &dyn Progress) -> Result<Printed, Failure> {
    progenitor::on_its_thread(|| print_hardened(lowered, cited, progress))
        .unwrap_or_else(|refusal| Err(unexpected_code(&lowered.document, &refusal.0)))
}

fn print_hardened(lowered: &Lowered, cited: &str, progress: &dyn Progress) -> Result<Printed, Failure> {
    let Lowered {
        document, typed, facts, ..
    } = lowered;
    progress.begin("generating the client");
    let mut file = progenitor::generate(typed).map_err(|refusal| blame::name(typed, document, &refusal))?;
    clash::check(&file, document)?;
    progress.begin("hardening the client");
    harden::harden(&mut file, facts).map_err(|unexpected| unexpected_code(document, &unexpected.to_string()))?;
    progress.begin("printing");
    let findings = positions::find(&file, document);
    let files = print::print(file, cited);
    Ok(Printed { files, findings })
}

fn unexpected_code(lowered: &Document, message: &str) -> Failure {
    let root = Pointer::root();
    let remedy = "this is a fault of the pipeline: adjust `xtask/crates/generate/src/harden/`";
    Finding::error(&UNEXPECTED, lowered.locate(&root), root, message, remedy).into()
}
