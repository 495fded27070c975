//! Credentials, and the schemes that they are of.

use super::{ContractRow, check_contract};
use crate::model::Wire::{Breaking, Docs, Safe};
use crate::rules;

const SCHEMES: &str = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.example', scopes: {read: r, write: w}}}}}}";

const SECURITY: &[ContractRow] = &[
    (
        "op: {security: []}",
        "op: {security: [{key: []}]}",
        &[(&rules::security::REQUIREMENT_ADDED, Breaking)],
    ),
    (
        "op: {security: [{key: []}]}",
        "op: {security: [{key: []}, {oauth: []}]}",
        &[(&rules::security::ALTERNATIVE_ADDED, Safe)],
    ),
    (
        "op: {security: [{key: []}]}",
        "op: {security: [{key: []}, {}]}",
        &[(&rules::security::ALTERNATIVE_ADDED, Safe)],
    ),
    (
        "op: {security: [{key: []}, {oauth: []}]}",
        "op: {security: [{key: []}]}",
        &[(&rules::security::ALTERNATIVE_REMOVED, Breaking)],
    ),
    (
        "op: {security: [{oauth: [read]}]}",
        "op: {security: [{oauth: [read, write]}]}",
        &[(&rules::security::SCOPE_ADDED, Breaking)],
    ),
    (
        "op: {security: [{key: []}]}",
        "op: {security: [{key: [], oauth: []}]}",
        &[(&rules::security::REQUIREMENT_ADDED, Breaking)],
    ),
    (
        "op: {}\nsecurity: [{key: []}]",
        "op: {}",
        &[(&rules::security::REQUIREMENT_REMOVED, Safe)],
    ),
];

const SCHEME: &[ContractRow] = &[
    (
        "{type: apiKey, in: header, name: A}",
        "{type: apiKey, in: header, name: B}",
        &[(&rules::security_scheme::DEFINITION_CHANGED, Breaking)],
    ),
    (
        "{type: http, scheme: bearer}",
        "{type: http, scheme: bearer, bearerFormat: JWT}",
        &[(&rules::security_scheme::BEARER_FORMAT_CHANGED, Docs)],
    ),
    ("{type: http, scheme: bearer}", "{type: http, scheme: Bearer}", &[]),
    (
        "{type: openIdConnect, openIdConnectUrl: 'https://a.example'}",
        "{type: openIdConnect, openIdConnectUrl: 'https://b.example'}",
        &[(&rules::security_scheme::URL_CHANGED, Breaking)],
    ),
    (
        "{type: oauth2, flows: {implicit: {scopes: {r: a}}}}",
        "{type: oauth2, flows: {implicit: {scopes: {r: a, w: b}}}}",
        &[(&rules::security_scheme::SCOPE_ADDED, Safe)],
    ),
    (
        "{type: oauth2, flows: {implicit: {scopes: {}}, password: {scopes: {}}}}",
        "{type: oauth2, flows: {implicit: {scopes: {}}}}",
        &[(&rules::security_scheme::FLOW_REMOVED, Breaking)],
    ),
];

/// All rows.
pub(super) fn rows() -> Vec<ContractRow> {
    [SECURITY, SCHEME].concat()
}

#[test]
fn each_change_of_credentials_has_its_verdict() {
    for (base, revision, expected) in SECURITY {
        check_contract(
            &format!("{base}\n{SCHEMES}"),
            &format!("{revision}\n{SCHEMES}"),
            expected,
        );
    }
}

#[test]
fn each_change_of_a_security_scheme_has_its_verdict() {
    for (base, revision, expected) in SCHEME {
        let contract = |scheme: &str| {
            format!("op: {{}}\nsecurity: [{{s: [r]}}]\ncomponents: {{securitySchemes: {{s: {scheme}}}}}")
        };
        check_contract(&contract(base), &contract(revision), expected);
    }
}
