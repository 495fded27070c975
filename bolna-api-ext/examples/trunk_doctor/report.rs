//! What the doctor has to say.

use bolna_api_ext::sip_trunks::doctor::{Finding, Severity};
use bolna_api_ext::sip_trunks::show::{Diagram, gateways_table, trunks_table};
use bolna_api_ext::sip_trunks::watch::Change;
use bolna_api_ext::types::SipTrunk;
use serde_json::json;

use super::arguments::FailOn;
use super::support::printable;

pub(crate) struct Report {
    pub(crate) trunks: Vec<SipTrunk>,
    pub(crate) findings: Vec<Finding>,
    /// What changed since a list from before, if there is one.
    pub(crate) changes: Option<Vec<Change>>,
}

/// Whether there are colours.
#[derive(Clone, Copy)]
pub(crate) struct Paint {
    pub(crate) is_on: bool,
}

impl Paint {
    /// A text in a colour: the parameters of SGR (ECMA-48, section 8.3.117).
    fn text(self, sgr: &str, text: &str) -> String {
        if self.is_on {
            format!("\x1b[{sgr}m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    fn severity(self, severity: Severity, text: &str) -> String {
        let sgr = match severity {
            Severity::Error => "1;31",
            Severity::Warning => "1;33",
            _ => "1;36",
        };
        self.text(sgr, text)
    }
}

impl Report {
    /// Whether there is a finding at which something is to be done.
    pub(crate) fn is_found(&self, FailOn(least): FailOn) -> bool {
        least.is_some_and(|least| self.findings.iter().any(|finding| finding.severity >= least))
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }

    pub(crate) fn json(&self) -> Result<String, serde_json::Error> {
        let mut report = json!({
            "trunks": self.trunks.len(),
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "notes": self.count(Severity::Note),
            "findings": self.findings,
        });
        if let (Some(changes), Some(fields)) = (&self.changes, report.as_object_mut()) {
            fields.insert("changes".to_owned(), serde_json::to_value(changes)?);
        }
        serde_json::to_string_pretty(&report).map(|text| format!("{text}\n"))
    }

    pub(crate) fn text(&self, paint: Paint) -> String {
        let mut parts = vec![
            trunks_table(&self.trunks).to_string(),
            gateways_table(&self.trunks).to_string(),
        ];
        if let Some(changes) = &self.changes {
            parts.push(since(changes));
        }
        parts.extend(self.findings.iter().map(|finding| found(finding, paint)));
        parts.push(self.summary(paint));
        let title = paint.text(
            "1",
            "The diagram, in the language of Mermaid; `--format dot` has it for Graphviz:",
        );
        parts.push(format!("{title}\n\n{}", Diagram::new(&self.trunks).mermaid()));
        parts.join("\n")
    }

    fn summary(&self, paint: Paint) -> String {
        let trunks = count(self.trunks.len(), "trunk");
        let mut found = Vec::new();
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let number = self.count(severity);
            if number > 0 {
                found.push(paint.severity(severity, &count(number, &severity.to_string())));
            }
        }
        if found.is_empty() {
            let fine = paint.text("1;32", "nothing is wrong");
            return format!("{trunks}: {fine}\n");
        }
        format!("{trunks}: {}\n", found.join(", "))
    }
}

/// A finding, in four lines.
fn found(finding: &Finding, paint: Paint) -> String {
    let head = paint.severity(finding.severity, &format!("{}[{}]", finding.severity, finding.code()));
    let trunk = paint.text("1", &printable(finding.trunk()));
    let [field, message] = [&finding.field, &finding.message].map(|text| printable(text));
    let rule = finding.rule;
    format!(
        "{head} {trunk}: {field}: {message}\n  {}\n  {}\n",
        rule.consequence, rule.remedy
    )
}

fn since(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "Nothing changed.\n".to_owned();
    }
    let lines = changes
        .iter()
        .map(|change| format!("  {}\n", printable(&change.to_string())));
    format!("Since then:\n{}", lines.collect::<String>())
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
