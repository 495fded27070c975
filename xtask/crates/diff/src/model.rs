//! What a comparison of two contracts says: findings, and the verdict that they add up to. It is data; `render/` has the
//! forms in which it is shown, and `judge` makes it from what `compare` sees.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rules;
use document::rule::Rule;
use document::{Location, Pointer};

/// The side of an exchange that a part of the contract is on. Severity follows from it: a server that accepts less
/// breaks its callers in a request, one that says more breaks them in a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Callers write it: parameters, request bodies; responses of callbacks and webhooks.
    Request,
    /// Callers read it: responses and their headers; requests of callbacks and webhooks.
    Response,
    /// It is in both: a schema that is used in requests and responses.
    Both,
    /// It is about the contract as a whole, or about prose.
    None,
}

/// What a change means for programs that speak to the API, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// Prose, examples, names that are not sent: nothing that a program sees.
    Docs,
    /// What worked goes on working.
    Safe,
    /// It can break a caller who relies on more than the contract promises, or it could not be decided.
    Risky,
    /// A caller who keeps to the contract breaks.
    Breaking,
}

/// What a change means for code that depends on the generated crate, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rust {
    /// The public items are the same.
    None,
    /// There are more public items; what compiled goes on compiling.
    Additive,
    /// Code that compiled against the base need not compile against the revision.
    Breaking,
}

/// Where something stands on one of the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The node in the document.
    pub pointer: Pointer,
    /// File, line and column; the first of the file where the node has no line of its own.
    pub location: Location,
}

/// One cause: one row of a report, however many operations it reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What kind of change it is: one of [`super::rules()`].
    pub rule: &'static Rule,
    /// What it is about, for a person: `GET /call`, `SIPTrunkGateway.port`, a parameter's name.
    pub subject: String,
    /// On which side of an exchange the cause is reached.
    pub direction: Direction,
    /// What it means on the wire.
    pub wire: Wire,
    /// What it means in Rust; absent until the surfaces of both sides were generated and compared.
    pub rust: Option<Rust>,
    /// Where it was; absent for what was added.
    pub base: Option<Place>,
    /// Where it is now; absent for what was removed.
    pub revision: Option<Place>,
    /// Of what was removed, the nearest place around it that is left in the revision; absent for everything else.
    pub nearest: Option<Place>,
    /// What was there, small enough to be shown; absent for what was added.
    pub old: Option<Value>,
    /// What is there now; absent for what was removed.
    pub new: Option<Value>,
    /// The operations that it reaches, as `GET /sip-trunks/trunks`, sorted; all that refer to the cause, on either side.
    pub operations: Vec<String>,
    /// What changed, in one sentence without a full stop.
    pub message: String,
    /// Why the severity is what it is, in one sentence with a full stop.
    pub why: String,
    /// A value that one side takes and the other does not, where one was found.
    pub counterexample: Option<Value>,
    /// Why it was accepted, by `accepted.toml`: it is shown and does not count for the gate.
    pub accepted: Option<String>,
}

/// A public item of the generated crate that is not what it was. Where the cause is a finding of the contract, the
/// finding's `rust` says it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurfaceChange {
    /// The path of the item in the crate, for example `types::SipTrunkResponse::port`.
    pub item: String,
    /// What it means for dependents.
    pub rust: Rust,
    /// How it was declared; absent for what was added.
    pub old: Option<String>,
    /// How it is declared; absent for what was removed.
    pub new: Option<String>,
    /// Why, in one sentence with a full stop.
    pub why: String,
    /// The findings that it follows from, by their index in [`Report::findings`]; none where no cause is certain.
    pub findings: Vec<usize>,
    /// Why it was accepted, by `accepted.toml`, or because all that it follows from was.
    pub accepted: Option<String>,
}

/// The part of a version that has to be raised, by SemVer 2.0.0; below 1.0.0 a minor version stands for a major one, as
/// Cargo reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bump {
    /// Nothing to release.
    None,
    /// 0.1.2 → 0.1.3, 1.2.3 → 1.2.4.
    Patch,
    /// 1.2.3 → 1.3.0; below 1.0.0 an addition is a patch.
    Minor,
    /// 1.2.3 → 2.0.0, 0.1.2 → 0.2.0.
    Major,
}

/// A side of the comparison, as reports name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// A path, or a revision and a path: `HEAD:openapi/bolna.yaml`.
    pub name: String,
    /// What else there is to know: that it is compared as published, and why.
    pub note: Option<String>,
}

/// Everything that a report shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The contract that callers know.
    pub base: Side,
    /// The contract as it shall be.
    pub revision: Side,
    /// One row a cause: worst first, then by place.
    pub findings: Vec<Finding>,
    /// What changed in the generated crate; absent when it was not asked for, or when a side cannot be generated.
    pub surface: Option<Vec<SurfaceChange>>,
    /// Why the surfaces could not be compared.
    pub surface_missing: Option<String>,
    /// The version of the generated crate on the base side, for the bump.
    pub version: Option<String>,
}

impl SurfaceChange {
    /// What kind of change it is.
    #[must_use]
    pub fn rule(&self) -> &'static Rule {
        match (&self.old, &self.new) {
            (None, Some(_)) => &rules::rust::ITEM_ADDED,
            (Some(_), None) => &rules::rust::ITEM_REMOVED,
            _ => &rules::rust::ITEM_CHANGED,
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "both",
            Self::None => "none",
        })
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Docs => "docs",
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        })
    }
}

impl fmt::Display for Rust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        })
    }
}
