//! `version: 1.10` is a number in YAML, 1.1; the version is what was written.

use serde_json::Value;

use super::{Findings, Pass};
use document::rule::Rule;
use document::{Document, Pointer};

pub(crate) const PASS: Pass = Pass {
    name: "info_version",
    rules: RULES,
    run,
};

document::rules! {
    const RULES: &[&Rule];

    static RULE: Rule = Rule {
        id: "L002",
        title: "a version that is written as a number",
        explanation: "`info.version` is a string (OpenAPI 3.1 section 4.8.2.1). Written without quotes, `1.0` is a number in YAML and \
                      would print as `1` or, for `1.10`, as `1.1`. The text is taken as it stands in the file.",
        example: "info:\n  title: An API\n  version: 1.10",
    };
}

fn run(document: &mut Document, findings: &mut Findings) {
    let Document { value, source } = document;
    let here = Pointer::from_tokens(["info", "version"]);
    let Some(version @ Value::Number(_)) = value.pointer_mut("/info/version") else {
        return;
    };
    let written = source
        .spelling(&here)
        .map_or_else(|| version.to_string(), str::to_owned);
    findings.warning(
        &RULE,
        source,
        &here,
        format!("`info.version` is the number {written}, not a string"),
        format!("taken as the string \"{written}\""),
    );
    *version = Value::String(written);
}

#[cfg(test)]
mod tests {
    use crate::testing::lowered;

    #[test]
    fn a_number_becomes_the_text_that_was_written() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            info: {version: 1.10}
        "), @"
        -info: {version: 1.1}
        +info: {version: '1.10'}
        warning[L002] test.yaml:1:8 /info/version: `info.version` is the number 1.10, not a string
        ");
    }

    #[test]
    fn a_text_stays() {
        insta::assert_snapshot!(lowered(super::PASS, r"
            info: {version: '1.10'}
        "), @"unchanged");
    }
}
