//! What a report comes to: the worst of it, how much there is, and the version that it asks for.

use semver::Version;

use super::model::{Bump, Report, Rust, Wire};

/// What a report comes to. What was accepted is in it: it happens all the same, and only the gate lets it through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The worst on the wire; absent when nothing was found.
    pub wire: Option<Wire>,
    /// The worst in Rust; absent when the surfaces were not compared.
    pub rust: Option<Rust>,
    /// How much there is.
    pub counts: Counts,
    /// What SemVer asks for.
    pub bump: Bump,
    /// The version that the crate has and the one that it needs; absent where it is not known, or needs none.
    pub versions: Option<(Version, Version)>,
}

/// How many findings, and changes of the surface, are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// On the wire.
    pub breaking: usize,
    pub risky: usize,
    pub safe: usize,
    pub docs: usize,
    /// Public items.
    pub rust_breaking: usize,
    pub rust_additive: usize,
    /// Findings that `accepted.toml` lets through; they are in the others, too.
    pub accepted: usize,
}

impl Verdict {
    /// Sums up `report`.
    #[must_use]
    pub fn from_report(report: &Report) -> Self {
        let findings = &report.findings;
        let on_wire = |wire| findings.iter().filter(|finding| finding.wire == wire).count();
        let surface = || report.surface.iter().flatten();
        let in_rust = |rust| surface().filter(|change| change.rust == rust).count();
        let wire = findings.iter().map(|finding| finding.wire).max();
        let compared = report.surface.is_some() || findings.iter().any(|finding| finding.rust.is_some());
        let of_findings = findings.iter().filter_map(|finding| finding.rust);
        let rust = of_findings.chain(surface().map(|change| change.rust)).max();
        let rust = compared.then(|| rust.unwrap_or(Rust::None));
        let bump = bump(wire, rust);
        let version = report
            .version
            .as_deref()
            .and_then(|version| Version::parse(version).ok());
        let versions = version.filter(|_| bump != Bump::None).map(|version| {
            let next = next(&version, bump);
            (version, next)
        });
        Self {
            wire,
            rust,
            counts: Counts {
                breaking: on_wire(Wire::Breaking),
                risky: on_wire(Wire::Risky),
                safe: on_wire(Wire::Safe),
                docs: on_wire(Wire::Docs),
                rust_breaking: in_rust(Rust::Breaking),
                rust_additive: in_rust(Rust::Additive),
                accepted: findings.iter().filter(|finding| finding.accepted.is_some()).count(),
            },
            bump,
            versions,
        }
    }

    /// Whether nothing changed, for callers and for dependents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wire.is_none() && matches!(self.rust, None | Some(Rust::None))
    }

    /// The worst of both, in one word.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match (self.wire, self.rust) {
            (Some(Wire::Breaking), _) | (_, Some(Rust::Breaking)) => "breaking",
            (Some(Wire::Risky), _) => "risky",
            (Some(Wire::Safe), _) | (_, Some(Rust::Additive)) => "compatible",
            (Some(Wire::Docs), _) => "documentation only",
            (None, _) => "no semantic change",
        }
    }
}

/// SemVer 2.0.0 sections 6 to 8. A change that can break somebody is no patch; where it is not known what became of the
/// public items, something that was added is an addition to them.
fn bump(wire: Option<Wire>, rust: Option<Rust>) -> Bump {
    match (wire, rust) {
        (Some(Wire::Breaking), _) | (_, Some(Rust::Breaking)) => Bump::Major,
        (Some(Wire::Risky), _) | (_, Some(Rust::Additive)) | (Some(Wire::Safe), None) => Bump::Minor,
        (Some(Wire::Safe | Wire::Docs), _) => Bump::Patch,
        (None, _) => Bump::None,
    }
}

/// The version that `bump` asks for behind `version`. Cargo takes the first part that is not zero for the major one:
/// below 1.0.0 what breaks is a minor version, below 0.1.0 everything is.
fn next(version: &Version, bump: Bump) -> Version {
    let &Version {
        major, minor, patch, ..
    } = version;
    // A release of what was a pre-release so far is that version itself.
    if bump != Bump::None && !version.pre.is_empty() {
        return Version::new(major, minor, patch);
    }
    match (bump, major, minor) {
        (Bump::None, ..) => version.clone(),
        (Bump::Major, 0, 0) | (Bump::Minor | Bump::Patch, 0, _) => Version::new(major, minor, patch + 1),
        (Bump::Major, 0, _) | (Bump::Minor, ..) => Version::new(major, minor + 1, 0),
        (Bump::Major, ..) => Version::new(major + 1, 0, 0),
        (Bump::Patch, ..) => Version::new(major, minor, patch + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    #[test]
    fn the_next_version_is_the_one_that_cargo_reads_as_that_step() {
        for (version, major, minor, patch) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.1.2", "0.2.0", "0.1.3", "0.1.3"),
            ("0.0.4", "0.0.5", "0.0.5", "0.0.5"),
            ("1.0.0-rc.1", "1.0.0", "1.0.0", "1.0.0"),
        ] {
            let version = Version::parse(version).unwrap();
            let steps = [Bump::Major, Bump::Minor, Bump::Patch].map(|bump| next(&version, bump).to_string());
            assert_eq!(steps, [major, minor, patch], "{version}");
            assert_eq!(next(&version, Bump::None), version);
        }
    }

    #[test]
    fn the_step_follows_from_the_worst_of_both() {
        for (wire, rust, expected) in [
            (Some(Wire::Breaking), Some(Rust::None), Bump::Major),
            (Some(Wire::Docs), Some(Rust::Breaking), Bump::Major),
            (None, Some(Rust::Breaking), Bump::Major),
            (Some(Wire::Risky), Some(Rust::None), Bump::Minor),
            (Some(Wire::Safe), Some(Rust::Additive), Bump::Minor),
            (Some(Wire::Safe), Some(Rust::None), Bump::Patch),
            (Some(Wire::Safe), None, Bump::Minor),
            (Some(Wire::Docs), Some(Rust::None), Bump::Patch),
            (None, Some(Rust::None), Bump::None),
            (None, None, Bump::None),
        ] {
            assert_eq!(bump(wire, rust), expected, "{wire:?} {rust:?}");
        }
    }

    #[test]
    fn a_report_is_counted_and_its_worst_is_its_word() {
        let verdict = Verdict::from_report(&testing::report());
        assert_eq!(
            (verdict.wire, verdict.rust),
            (Some(Wire::Breaking), Some(Rust::Breaking))
        );
        assert_eq!(verdict.word(), "breaking");
        let Counts {
            breaking,
            risky,
            safe,
            docs,
            rust_breaking,
            rust_additive,
            accepted,
        } = verdict.counts;
        assert_eq!((breaking, risky, safe, docs), (1, 1, 1, 1));
        assert_eq!((rust_breaking, rust_additive, accepted), (2, 1, 0));
        assert_eq!(verdict.versions.unwrap().1.to_string(), "0.2.0");
    }

    #[test]
    fn nothing_is_nothing_whether_or_not_the_surfaces_were_compared() {
        let mut report = testing::empty();
        assert!(Verdict::from_report(&report).is_empty());
        report.surface = None;
        let verdict = Verdict::from_report(&report);
        assert!(verdict.is_empty() && verdict.rust.is_none() && verdict.versions.is_none());
        assert_eq!(verdict.word(), "no semantic change");
    }
}
