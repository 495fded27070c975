//! Merges what is published into the contract. Pure: bytes in, text out; files and network are behind [`gather::Rim`].
//!
//! ```text
//! pages, documents ── understand ──▶ sources ── agree ──▶ merge (values) ──▶ what the contract shall say
//! the text of the contract ── splice ──▶ a text that says it, read again to be sure
//! ```
//!
//! | module | what it is |
//! |---|---|
//! | [`gather`] | the texts that the command line names, from files and through [`fetch`] |
//! | [`fetch`] | which URLs are fetched and which redirects are followed |
//! | `index` | the links of an `llms.txt` |
//! | `source` | a page with one operation, or a whole document |
//! | `agree` | sources that contradict each other or the contract |
//! | `base` | what the pages are merged into: a whole document, the contract, or the first page |
//! | `merge`, `reach` | the contract as data, without what nothing reaches any more |
//! | `splice`, `lines`, `emit` | the contract as a text, with no line changed that need not be |
//! | [`provenance`], `record` | per operation, where it came from, when, and its digest |
//! | [`transcribe`] | operations that a person wrote, into the provenance |
//! | `summary`, `detail` | which operations were taken, and how two values differ |

mod agree;
mod base;
mod detail;
mod emit;
pub mod fetch;
pub mod gather;
mod index;
mod lines;
mod merge;
#[cfg(test)]
mod property_tests;
pub mod provenance;
mod reach;
mod record;
pub mod rules;
mod source;
mod splice;
mod summary;
#[cfg(test)]
mod testing;
pub mod transcribe;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use document::Input;
use document::finding::{Failure, Finding};
use document::{Document, Pointer};

use provenance::Origin;

use gather::Gathered;
use rules::{DISAGREEMENT, INDEX, SPLICE, refuse_all_of};
use source::Source;
use summary::Changes;

pub use source::Taken;

/// The contract, below the root of the checkout.
pub const CONTRACT: &str = "openapi/bolna.yaml";
/// Where each of its operations came from.
pub const PROVENANCE: &str = "openapi/provenance.toml";

/// An operation by its method, in capitals, and its path template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OperationKey {
    pub path: String,
    pub method: String,
}

impl OperationKey {
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        let (method, path) = (method.to_uppercase(), path.to_owned());
        Self { path, method }
    }

    /// Its path item and itself in `contract`.
    #[must_use]
    pub fn find<'a>(&self, contract: &'a Value) -> Option<(&'a Value, &'a Value)> {
        let item = contract.get("paths")?.get(&self.path)?;
        Some((item, item.get(self.method.to_lowercase())?))
    }

    /// Where it is in a description.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        Pointer::from_tokens(["paths".to_owned(), self.path.clone(), self.method.to_lowercase()])
    }
}

impl fmt::Display for OperationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

/// What is in `openapi/` before: files that are not there yet are absent.
#[derive(Default)]
pub struct Before {
    pub contract: Option<Input>,
    pub provenance: Option<Input>,
}

/// What is to be in `openapi/`, and how that differs from before.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The text of the contract.
    pub contract: String,
    /// The text of the provenance.
    pub provenance: String,
    /// Which operations and components changed.
    pub changes: Changes,
    /// What else a person should know, a line each.
    pub notes: Vec<String>,
    /// What is wrong with pages of an index: they were not taken, the rest was.
    pub faults: Vec<Finding>,
    /// The operations of the contract that no source brings.
    pub without_page: Vec<WithoutPage>,
}

/// An operation of the contract that no source brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutPage {
    pub operation: OperationKey,
    /// Whether it was published or transcribed; absent where the provenance does not have it.
    pub origin: Option<Origin>,
    /// Where it came from.
    pub source: String,
}

/// Computes everything. `today` is the day that is written down, `YYYY-MM-DD`.
///
/// # Errors
///
/// A source is not what it should be, or contradicts another one or the contract, or the contract or its provenance
/// cannot be read. Errors of several sources are told at once. A page of an index does not keep the others from being
/// taken: what is wrong with it is told in the plan, unless nothing else is left.
pub fn plan(before: &Before, gathered: &Gathered, today: &str) -> Result<Plan, Failure> {
    let mut notes = gathered.notes.clone();
    let old = match &before.contract {
        Some(contract) if !contract.bytes.trim_ascii().is_empty() => Some(contract),
        _ => None,
    };
    let old = old.map(load).transpose()?;
    let Understood {
        mut sources,
        mut faults,
    } = understand(gathered, &mut notes)?;
    agree::with_each_other(&sources)?;
    if let Some((_, contract)) = &old {
        let whole = sources.iter().filter(|source| source.operation.is_none());
        all(whole.map(|whole| agree::with_contract(whole, contract)))?;
    }

    let (text, document) = base::base(old.as_ref(), &sources, &mut notes)?;
    keep_sound(&mut sources, &mut faults, |page| agree::with_contract(page, &document))?;
    let merged = merge::merge(&document.value, &pages(&sources));
    keep_sound(&mut sources, &mut faults, |page| {
        agree::is_complete(page, &merged.value)
    })?;
    let pages = pages(&sources);
    // Without the pages that turned out to be at fault.
    let merged = merge::merge(&document.value, &pages);
    notes.extend(
        merged
            .left_out
            .iter()
            .map(|component| format!("left out {component}, which nothing reaches")),
    );
    notes.extend(pages.iter().flat_map(|page| not_taken(page, &document)));
    notes.extend(pages.iter().flat_map(|page| lacking(page, &merged.value)));

    let contract = splice::splice(&text, &document, &merged.value, &pages).ok_or_else(|| {
        let remedy = "nothing was written; vendor the whole document instead, and report this with the page";
        refuse_all_of(&SPLICE, CONTRACT, "the edited text does not say what it should", remedy)
    })?;

    let taken = taken(&sources);
    let nothing = Value::Null;
    let before_value = old.as_ref().map_or(&nothing, |(_, document)| &document.value);
    let changes = Changes::between(before_value, &merged.value, &pages);
    let without_page = without_page(
        before.provenance.as_ref(),
        &merged.value,
        &taken,
        &unclear(gathered, &sources),
    )?;
    let provenance = record::update(
        before.provenance.as_ref(),
        &merged.value,
        &taken,
        Origin::Published,
        today,
    )?;
    notes.sort();
    notes.dedup();
    Ok(Plan {
        contract,
        provenance,
        changes,
        notes,
        faults,
        without_page,
    })
}

fn pages(sources: &[Source]) -> Vec<&Source> {
    sources.iter().filter(|source| source.operation.is_some()).collect()
}

/// Takes out of `sources` the pages of an index that `check` refuses.
///
/// # Errors
///
/// It refuses what was named itself, or all there is.
fn keep_sound(
    sources: &mut Vec<Source>,
    faults: &mut Vec<Finding>,
    check: impl Fn(&Source) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut findings = Vec::new();
    let mut found = Vec::new();
    sources.retain(|source| {
        let refused = source.operation.is_some().then(|| check(source).err()).flatten();
        let Some(failure) = refused else { return true };
        if source.is_listed {
            found.extend(failure.findings);
        } else {
            findings.extend(failure.findings);
        }
        false
    });
    if !findings.is_empty() || sources.is_empty() {
        findings.append(&mut found);
        findings.append(faults);
        return Err(Failure { findings });
    }
    faults.append(&mut found);
    Ok(())
}

/// The pages of an index of which nothing was taken because they are at fault: what they describe may well be published
/// still.
fn unclear<'a>(gathered: &'a Gathered, sources: &[Source]) -> BTreeSet<&'a str> {
    let is_taken = |name: &str| sources.iter().any(|source| source.name == name);
    let listed = gathered.listed.iter().map(|(_, page)| page.name.as_str());
    let unreached = gathered.unreached.iter().map(String::as_str);
    listed.chain(unreached).filter(|name| !is_taken(name)).collect()
}

/// The operations of `contract` that are not in `taken`, but for those that came from a page which is `unclear` now.
fn without_page(
    provenance: Option<&Input>,
    contract: &Value,
    taken: &BTreeMap<OperationKey, String>,
    unclear: &BTreeSet<&str>,
) -> Result<Vec<WithoutPage>, Failure> {
    let (_, known) = record::read(provenance)?;
    let mut known: BTreeMap<OperationKey, provenance::Entry> = (known.operations.into_iter())
        .map(|entry| (OperationKey::new(&entry.method, &entry.path), entry))
        .collect();
    let mut missing = Vec::new();
    for operation in OperationKey::all(contract) {
        if taken.contains_key(&operation) {
            continue;
        }
        let (origin, source) = match known.remove(&operation) {
            Some(entry) => (Some(entry.origin), entry.source),
            None => (None, String::new()),
        };
        if !unclear.contains(source.as_str()) {
            missing.push(WithoutPage {
                operation,
                origin,
                source,
            });
        }
    }
    Ok(missing)
}

fn load(contract: &Input) -> Result<(String, Document), Failure> {
    let text = document::text(&contract.name, &contract.bytes)?.to_owned();
    let document = document::load(&contract.name, &contract.bytes)?;
    Ok((text, document))
}

/// The sources, and what is wrong with the pages of an index that are not among them.
struct Understood {
    sources: Vec<Source>,
    faults: Vec<Finding>,
}

fn understand(gathered: &Gathered, notes: &mut Vec<String>) -> Result<Understood, Failure> {
    let (mut sources, mut findings) = (Vec::new(), Vec::new());
    let mut faults = gathered.faults.clone();
    for taken in &gathered.given {
        match source::understand(taken) {
            Ok(source) => sources.push(source),
            Err(failure) => findings.extend(failure.findings),
        }
    }
    for (index, taken) in &gathered.listed {
        if source::is_guide(taken) {
            notes.push(format!(
                "skipped {}, which has no OpenAPI document ({index})",
                taken.name
            ));
            continue;
        }
        match source::understand(taken) {
            Ok(source) => sources.push(Source {
                is_listed: true,
                ..source
            }),
            Err(failure) => faults.extend(failure.findings),
        }
    }
    if sources.is_empty() {
        findings.append(&mut faults);
    }
    if !findings.is_empty() {
        findings.append(&mut faults);
        return Err(Failure { findings });
    }
    if let (true, Some((index, _))) = (sources.is_empty(), gathered.listed.first()) {
        let message = format!(
            "no page of the index has an OpenAPI document, of {} that were fetched",
            gathered.listed.len()
        );
        return Err(refuse_all_of(
            &INDEX,
            index,
            message,
            "name a page of the API reference, or an OpenAPI document",
        ));
    }
    let mut whole = sources.iter().filter(|source| source.operation.is_none());
    if let (Some(first), Some(second)) = (whole.next(), whole.next()) {
        let message = format!(
            "{} is a whole document too, and each would replace the contract",
            first.name
        );
        return Err(refuse_all_of(
            &DISAGREEMENT,
            &second.name,
            message,
            "name one of the two",
        ));
    }
    Ok(Understood { sources, faults })
}

/// The components that a page refers to and does not have, and the contract has.
fn lacking(page: &Source, merged: &Value) -> Vec<String> {
    let reached = page
        .operation
        .as_ref()
        .map(|operation| reach::from_operation(merged, operation));
    let absent = |component: &reach::Component| {
        let pointer = component.pointer().to_string();
        page.document.value.pointer(&pointer).is_none() && merged.pointer(&pointer).is_some()
    };
    let absent = reached.into_iter().flatten().filter(absent);
    let told = absent.map(|component| {
        format!(
            "kept {component} as the contract has it: {} refers to it and does not have it",
            page.name
        )
    });
    told.collect()
}

/// What a page says about the whole API that the contract does not say: a page changes its operation only.
fn not_taken(page: &Source, contract: &Document) -> Vec<String> {
    let rest = |document: &Document| {
        let mut members = document.value.as_object().cloned().unwrap_or_default();
        members.retain(|key, _| key != "paths" && key != "components");
        Value::Object(members)
    };
    let details = detail::between(&rest(contract), &rest(&page.document));
    let told = details
        .iter()
        .map(|detail| format!("not taken from {}, which is a page: {detail}", page.name));
    told.collect()
}

/// Each operation that is brought, and what the provenance says of it.
fn taken(sources: &[Source]) -> BTreeMap<OperationKey, String> {
    let mut taken = BTreeMap::new();
    // A page says more about its operation than a whole document: it comes last.
    let (pages, whole): (Vec<&Source>, Vec<&Source>) = sources.iter().partition(|source| source.operation.is_some());
    for source in whole.into_iter().chain(pages) {
        let operations = match &source.operation {
            Some(operation) => BTreeSet::from([operation.clone()]),
            None => OperationKey::all(&source.document.value).into_iter().collect(),
        };
        taken.extend(
            operations
                .into_iter()
                .map(|operation| (operation, source.cited.clone())),
        );
    }
    taken
}

/// Every error of `results`.
fn all(results: impl Iterator<Item = Result<(), Failure>>) -> Result<(), Failure> {
    let findings: Vec<_> = results
        .filter_map(Result::err)
        .flat_map(|failure| failure.findings)
        .collect();
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Failure { findings })
    }
}
