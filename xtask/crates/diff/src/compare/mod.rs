//! What two contracts differ in: one row for each cause.
//!
//! Parts are compared in pairs (`engine`), each pair once for each direction. A pair tells its changes and what its own
//! effect is made of; when all pairs are known, effects are solved, and `emit` makes findings of what is reached.

mod annotations;
mod base_path;
mod bodies;
mod callbacks;
mod change;
mod components;
mod contract;
mod differ;
mod emit;
mod encoding;
mod engine;
mod info;
mod links;
mod media_types;
mod operations;
#[cfg(test)]
mod oracle_tests;
mod pairs;
mod parameters;
mod paths;
#[cfg(test)]
mod property_tests;
mod responses;
mod schemas;
mod scope;
mod scopes;
mod security;
#[cfg(test)]
mod sent_property_tests;
mod servers;
mod subject;
#[cfg(test)]
mod table;

use engine::{Engine, PairKind, Sense};
use pairs::PairId;
use schemas::renames::Names;
use scope::Scope;

use super::judge::Effect;
use super::model::{Direction, Finding};
use super::normal::Side;
use document::normal::{self, ChangeKind};
use document::{Document, Pointer};

/// What changed from `base` to `revision`, in the normal form that the generator reads too: worst first, then by place. `rust`
/// and `accepted` are for others to fill in.
#[must_use]
pub fn compare(base: &Document, revision: &Document) -> Vec<Finding> {
    let [base, revision] = &[base, revision].map(|document| {
        let mut document = document.clone();
        // A type that a composition repeated is taken out, and then its branches have to name theirs.
        let changes = normal::normalize(&mut document);
        let lost_its_type = |change: &ChangeKind| matches!(change, ChangeKind::Repetition { keywords, .. } if keywords.iter().any(|keyword| keyword == "type"));
        if changes.iter().any(|change| lost_its_type(&change.kind)) {
            normal::normalize(&mut document);
        }
        document
    });
    compare_to_the_letter(base, revision)
}

/// The same of documents as they are written, by the letter of JSON Schema.
fn compare_to_the_letter(base: &Document, revision: &Document) -> Vec<Finding> {
    let (mut engine, mut whole) = pair_all(base, revision, Names::default());
    if let Some(names) = engine.property_names.corrected() {
        (engine, whole) = pair_all(base, revision, names);
    }
    components::renames(&mut engine, whole);
    emit::findings(&engine, whole)
}

/// Looks at all pairs of two documents, with what is known of the names of properties.
fn pair_all<'a>(base: &'a Document, revision: &'a Document, names: Names) -> (Engine<'a>, PairId) {
    let mut engine = Engine::new(Side::new(base), Side::new(revision));
    engine.property_names = names;
    let whole = engine.whole();
    drain(&mut engine);
    components::rest(&mut engine, whole);
    drain(&mut engine);
    (engine, whole)
}

/// How the values that the schema at `to` takes relate to those of the one at `from`, whoever sends them.
#[must_use]
pub fn effect(base: &Document, from: &Pointer, revision: &Document, to: &Pointer) -> Effect {
    let mut engine = Engine::new(Side::new(base), Side::new(revision));
    let (Some(old), Some(new)) = (engine.old.root().descend(from), engine.new.root().descend(to)) else {
        return Effect::Unknown;
    };
    let pair = engine.pair(PairKind::Schema, &[old], &[new], Sense::new(Direction::None));
    drain(&mut engine);
    // Two schemas that say the same, and refer to nothing, are no pair.
    pair.map_or(Effect::Equal, |pair| engine.effects()[pair])
}

/// Looks at each pair, and at those that are found on the way.
fn drain(engine: &mut Engine<'_>) {
    while let Some(id) = engine.next() {
        let record = &engine.records[id];
        let (subject, sense) = (record.subject, record.sense);
        let (olds, news) = (record.old.clone(), record.new.clone());
        let scope = &mut Scope { engine, id, sense };
        if subject == PairKind::Schema {
            schemas::compare(scope, &olds, &news);
            continue;
        }
        let ([old, ..], [new, ..]) = (olds.as_slice(), news.as_slice()) else {
            continue;
        };
        match subject {
            PairKind::Document => contract::compare(scope, old, new),
            PairKind::Operation => operations::compare(scope),
            PairKind::Parameter => parameters::compare(scope, old, new, &parameters::PARAMETER),
            PairKind::Header => parameters::compare(scope, old, new, &parameters::HEADER),
            PairKind::Body => bodies::compare(scope, old, new),
            PairKind::Response => responses::compare(scope, old, new),
            PairKind::MediaType => media_types::compare(scope, old, new),
            PairKind::Encoding => encoding::compare(scope, old, new),
            PairKind::Security => security::compare(scope, old, new),
            PairKind::SecurityScheme => scopes::compare(scope, old, new),
            PairKind::Servers => servers::compare(scope, old, new),
            PairKind::Callback => callbacks::compare(scope, old, new),
            PairKind::Link => links::compare(scope, old, new),
            PairKind::Schema => {}
        }
    }
}
