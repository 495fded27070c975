//! `openapi/accepted.toml`: the findings that were looked at and are let through, each with its reason and its end.
//!
//! ```toml
//! [[accept]]
//! id = "property.optional.removed"             # as reports and `cargo xtask explain` have it; `*` stands for anything
//! place = "SIPTrunkGateway.*"              # subject, JSON Pointer or Rust item; `*` for anything, `?` for one character
//! reason = "Nobody sets it: it never did anything."
//! until = 2026-12-31                       # the last day on which it holds
//! ```

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use wildmatch::WildMatch;

use super::model::{Report, SurfaceChange};
use document::Input;
use document::finding::{Failure, Finding, clean};
use document::rule::{Rule, near};
use document::{Location, Pointer};

document::rules! {
    /// Every rule of this file.
    pub const RULES: &[&Rule];

    static INVALID: Rule = Rule {
        id: "A001",
        title: "the list of accepted findings is not valid",
        explanation: "`accepted.toml` is TOML with a table `[[accept]]` for each entry, which has `id`, `place`, `reason` and `until` and \
                      nothing else. `id` is that of a rule of `diff`, or a pattern that fits some: what fits none would accept \
                      nothing for ever, as after a spelling mistake. An entry without a reason, or without an end, would stay for ever and nobody would know why.",
        example: "[[accept]]\nid = \"property.optional.removed\"\nplace = \"SIPTrunkGateway.port\"\nreason = \"It never did anything.\"\nuntil = \
                  2026-12-31",
    };

    static STALE: Rule = Rule {
        id: "A002",
        title: "an accepted finding is not there any more",
        explanation: "An entry of `accepted.toml` matches no finding of this comparison. It would let through whatever matches it later, \
                      so it closes the gate. Remove it; where the finding is still there, adjust `id` or `place`.",
        example: "[[accept]]\nid = \"property.optional.removed\"\nplace = \"SIPTrunkGateway.prot\"      # misspelt",
    };

    static ENDED: Rule = Rule {
        id: "A003",
        title: "the time of an accepted finding is over",
        explanation: "`until` is the last day on which an entry of `accepted.toml` holds. From the next day on its findings count again. \
                      Decide anew: mend what was accepted, or set another day and say in `reason` why.",
        example: "[[accept]]\nid = \"property.optional.removed\"\nplace = \"SIPTrunkGateway.port\"\nreason = \"Until the next release.\"\nuntil = \
                  2020-01-01",
    };
}

/// The file, read.
#[derive(Debug, Default)]
pub struct Accepted {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    id: WildMatch,
    place: WildMatch,
    shown: String,
    reason: String,
    until: NaiveDate,
    location: Location,
    number: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<Spanned<Written>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    place: String,
    reason: String,
    until: toml::value::Datetime,
}

impl Accepted {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// As [`Accepted::parse`], or it is no text.
    pub fn read(input: &Input) -> Result<Self, Failure> {
        Self::parse(&input.name, document::text(&input.name, &input.bytes)?)
    }

    /// Reads the text of the file `name`.
    ///
    /// # Errors
    ///
    /// It is not what it should be.
    pub fn parse(name: &str, text: &str) -> Result<Self, Failure> {
        let refuse = |offset: usize, pointer: Pointer, message: String| -> Failure {
            let remedy = "`cargo xtask explain A001` shows an entry";
            Finding::error(&INVALID, place_of(name, text, offset), pointer, message, remedy).into()
        };
        let file: File = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            refuse(
                offset,
                Pointer::root(),
                format!("not a list of accepted findings: {}", error.message()),
            )
        })?;
        let entries = file.accept.into_iter().enumerate().map(|(number, written)| {
            let start = written.span().start;
            let Written {
                id,
                place,
                reason,
                until,
            } = written.into_inner();
            let here = |field: &str| pointer(number).join(field);
            if reason.trim().is_empty() {
                return Err(refuse(start, here("reason"), "the entry has no reason".to_owned()));
            }
            let pattern = WildMatch::new(&id);
            if !crate::rules().any(|rule| pattern.matches(rule.id)) {
                let message = match near(&id, crate::rules()).as_slice() {
                    [] => format!("no finding has the id `{}`", clean(&id)),
                    near => format!(
                        "no finding has the id `{}`; did you mean {}?",
                        clean(&id),
                        near.join(", ")
                    ),
                };
                return Err(refuse(start, here("id"), message));
            }
            let day = until.date.filter(|_| until.time.is_none()).and_then(|date| {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            });
            let Some(until) = day else {
                return Err(refuse(
                    start,
                    here("until"),
                    format!("`{until}` is not a day, as `2026-12-31` is one"),
                ));
            };
            Ok(Entry {
                shown: format!("`{}` at `{}`", clean(&id), clean(&place)),
                id: pattern,
                place: WildMatch::new(&place),
                reason,
                until,
                location: place_of(name, text, start),
                number,
            })
        });
        Ok(Self {
            entries: entries.collect::<Result<_, _>>()?,
        })
    }

    /// Marks what is accepted in `report`, and says which entries close the gate: those that match nothing, and those
    /// whose last day was before `today`.
    pub fn apply(&self, report: &mut Report, today: NaiveDate) -> Vec<Finding> {
        let mut closing = Vec::new();
        for entry in &self.entries {
            let holds = entry.until >= today;
            let mut matched = false;
            for finding in report
                .findings
                .iter_mut()
                .filter(|finding| entry.matches_finding(finding))
            {
                matched = true;
                if holds {
                    finding.accepted.get_or_insert_with(|| entry.reason.clone());
                }
            }
            for change in report
                .surface
                .iter_mut()
                .flatten()
                .filter(|change| entry.matches_change(change))
            {
                matched = true;
                if holds {
                    change.accepted.get_or_insert_with(|| entry.reason.clone());
                }
            }
            let Entry { shown, until, .. } = entry;
            if !matched {
                let message = format!("{shown} is accepted and is not there any more");
                closing.push(entry.closes(&STALE, message, "remove the entry, or adjust its `id` or `place`"));
            } else if !holds {
                let message = format!("{shown} was accepted until {until}");
                closing.push(entry.closes(&ENDED, message, "mend it, or set another day and say why"));
            }
        }
        let Report { findings, surface, .. } = report;
        for change in surface.iter_mut().flatten().filter(|change| change.accepted.is_none()) {
            let reasons = change
                .findings
                .iter()
                .map(|index| findings.get(*index)?.accepted.as_ref());
            // All of them: one that is not accepted breaks as much as several.
            if let Some(reasons) = reasons.collect::<Option<Vec<_>>>() {
                change.accepted = reasons.first().map(|reason| (*reason).clone());
            }
        }
        closing
    }
}

impl Entry {
    fn matches_finding(&self, finding: &super::model::Finding) -> bool {
        let places = [&finding.base, &finding.revision].into_iter().flatten();
        self.id.matches(finding.rule.id)
            && (self.place.matches(&finding.subject)
                || places
                    .map(|place| place.pointer.to_string())
                    .any(|pointer| self.place.matches(&pointer)))
    }

    fn matches_change(&self, change: &SurfaceChange) -> bool {
        self.id.matches(change.rule().id) && self.place.matches(&change.item)
    }

    fn closes(&self, rule: &'static Rule, message: String, remedy: &str) -> Finding {
        Finding::error(rule, self.location.clone(), pointer(self.number), message, remedy)
    }
}

fn pointer(number: usize) -> Pointer {
    Pointer::from_tokens(["accept".to_owned(), number.to_string()])
}

fn place_of(name: &str, text: &str, offset: usize) -> Location {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Location {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
        ..Location::start_of(name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing;
    use super::*;

    const FILE: &str = "# why\n[[accept]]\nid = \"property.*\"\nplace = \"Gateway.p?rt\"\nreason = \"never used\"\nuntil = 2026-12-31\n";

    fn apply(text: &str, today: &str) -> (Report, Vec<String>) {
        let mut report = testing::report();
        let accepted = Accepted::parse("openapi/accepted.toml", text).unwrap();
        let closing = accepted.apply(&mut report, today.parse().unwrap());
        (report, closing.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn an_entry_accepts_by_id_and_subject_on_its_last_day() {
        let (report, closing) = apply(FILE, "2026-12-31");
        assert_eq!(closing, [""; 0]);
        let accepted: Vec<_> = report
            .findings
            .iter()
            .filter(|finding| finding.accepted.is_some())
            .collect();
        assert_eq!(accepted.len(), 1);
        assert_eq!(accepted[0].subject, "Gateway.port");
        assert_eq!(accepted[0].accepted.as_deref(), Some("never used"));
    }

    #[test]
    fn what_follows_from_an_accepted_finding_alone_is_accepted_too() {
        let (report, _) = apply(FILE, "2026-01-01");
        let surface = report.surface.unwrap();
        let accepted = |item: &str| {
            surface
                .iter()
                .find(|change| change.item == item)
                .unwrap()
                .accepted
                .is_some()
        };
        assert!(accepted("types::Gateway::port"));
        assert!(!accepted("types::Old"), "it has no cause in the contract");
    }

    #[test]
    fn a_pointer_and_a_rust_item_are_places_too() {
        let by_pointer = FILE.replace("Gateway.p?rt", "/components/schemas/Gateway/*");
        assert_eq!(apply(&by_pointer, "2026-01-01").1, [""; 0]);
        let by_item = FILE
            .replace("property.*", "rust.item.removed")
            .replace("Gateway.p?rt", "types::Old");
        let (report, closing) = apply(&by_item, "2026-01-01");
        assert_eq!(closing, [""; 0]);
        assert!(report.surface.unwrap().iter().any(|change| change.accepted.is_some()));
    }

    #[test]
    fn an_entry_that_matches_nothing_or_has_ended_closes_the_gate_with_its_line() {
        let (_, stale) = apply(&FILE.replace("p?rt", "gone"), "2026-01-01");
        insta::assert_snapshot!(stale.join("\n"), @"
        error[A002]: `property.*` at `Gateway.gone` is accepted and is not there any more
          --> openapi/accepted.toml:2:1
           at /accept/0
         help: remove the entry, or adjust its `id` or `place`
        ");
        let (report, ended) = apply(FILE, "2027-01-01");
        insta::assert_snapshot!(ended.join("\n"), @"
        error[A003]: `property.*` at `Gateway.p?rt` was accepted until 2026-12-31
          --> openapi/accepted.toml:2:1
           at /accept/0
         help: mend it, or set another day and say why
        ");
        assert!(
            report.findings.iter().all(|finding| finding.accepted.is_none()),
            "it counts again"
        );
    }

    #[test]
    fn what_is_not_an_entry_is_refused_with_its_line() {
        for (from, to, said) in [
            ("reason = \"never used\"\n", "", "openapi/accepted.toml:2:1"),
            ("never used", " ", "the entry has no reason"),
            ("2026-12-31", "\"2026-12-31\"", "openapi/accepted.toml:6:9"),
            ("2026-12-31", "12:00:00", "is not a day"),
            ("until", "untill", "unknown field `untill`"),
            ("[[accept]]", "[[accepted]]", "unknown field `accepted`"),
        ] {
            let error = Accepted::parse("openapi/accepted.toml", &FILE.replace(from, to))
                .unwrap_err()
                .to_string();
            assert!(
                error.contains(said) && error.starts_with("error[A001]"),
                "{to}: {error}"
            );
        }
    }

    #[test]
    fn an_id_that_no_finding_can_have_is_refused_with_those_that_are_near() {
        let refused = ["property.removed", "property.required.aded", "propertys.*", "D001"].map(|id| {
            let failure = Accepted::parse("openapi/accepted.toml", &FILE.replace("property.*", id)).unwrap_err();
            failure.findings[0].message.clone()
        });
        insta::assert_snapshot!(refused.join("\n"), @r#"
        no finding has the id `property.removed`; did you mean property.optional.removed, property.required.removed, property.read-only.removed?
        no finding has the id `property.required.aded`; did you mean property.required.added?
        no finding has the id `propertys.*`
        no finding has the id `D001`
        "#);
    }

    #[test]
    fn an_empty_file_accepts_nothing() {
        assert_eq!(apply("# nothing yet\n", "2026-01-01").1, [""; 0]);
    }
}
