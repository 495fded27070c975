//! A program that calls each operation of a generated client.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use document::Input;
use document::operations;
use document::progress::Silent;
use document::reference;
use generate::package::{self, Package};
use serde_json::Value;

use crate::sample::{self, Extent};
use crate::setters::{self, Setter};

/// How many branches of unions are tried, one a call.
const BRANCHES: usize = 4;

/// Why no program was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The document does not go through the pipeline.
    #[error("{0}")]
    Refused(#[from] document::finding::Failure),
    /// The package cannot be put together, or the generated client is not as it is known here.
    #[error("{0}")]
    Unexpected(String),
}

/// The files of two packages, `client` and `caller`, and what was left out: path → text.
///
/// # Errors
///
/// The document does not go through the pipeline, or the client that comes out is not as it is known here.
pub fn write(contract: &Input, corrections: Option<&Input>) -> Result<BTreeMap<String, String>, Error> {
    let corrected = lower::correct(contract, corrections, &Silent)?;
    let generated = generate::generate(contract, corrections, &contract.name, &Silent)?;
    let source = |path: &str| {
        let text = generated.files.get(path);
        text.ok_or_else(|| Error::Unexpected(format!("the generated client has no file {path}")))
    };
    let not_rust = |error: syn::Error| Error::Unexpected(error.to_string());
    let operations = setters::read_operations(source("builder.rs")?).map_err(not_rust)?;
    let types = setters::read_types(source("types/builder.rs")?).map_err(not_rust)?;
    let program = Program {
        root: &corrected.value,
        types: &types,
    };
    let main = program.write(&operations, &generated.lowered.value);
    let package = package::files(Package {
        document: &corrected.value,
        source: &contract.name,
        generated: generated.files,
    })
    .map_err(Error::Unexpected)?;
    let name = package_name(&package)?;
    let mut files: BTreeMap<String, String> = package
        .into_iter()
        .map(|(path, text)| (format!("client/{path}"), text))
        .collect();
    files.insert("caller/src/main.rs".to_owned(), main);
    files.insert("caller/Cargo.toml".to_owned(), manifest(&name));
    files.insert("corrected.json".to_owned(), corrected.value.to_string());
    Ok(files)
}

fn package_name(package: &BTreeMap<String, String>) -> Result<String, Error> {
    let manifest = package.get("Cargo.toml").map(String::as_str).unwrap_or_default();
    let name = manifest
        .lines()
        .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    name.map(str::to_owned)
        .ok_or_else(|| Error::Unexpected("the package has no name".to_owned()))
}

fn manifest(client: &str) -> String {
    format!(
        "[package]\nname = \"caller\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         client = {{ package = \"{client}\", path = \"../client\", default-features = false }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"serde\"] }}\n\
         reqwest = {{ version = \"0.13\", default-features = false }}\nserde = \"1\"\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[workspace]\n"
    )
}

struct Program<'a> {
    /// The corrected document.
    root: &'a Value,
    /// Type → the setters of its builder.
    types: &'a BTreeMap<String, Vec<Setter>>,
}

impl Program<'_> {
    /// `lowered` has the ids of the operations.
    fn write(&self, known: &setters::Operations, lowered: &Value) -> String {
        let mut calls = String::new();
        for operation in operations::all(lowered) {
            let id = operations::text(operation.value, "operationId");
            let Some(setters) = known.get(id) else {
                let _ = writeln!(calls, "    left_out({id:?}, \"the client has no such method\");");
                continue;
            };
            // By the document as it was corrected: the lowered one has lost bounds and branches.
            let written = operations::all(self.root)
                .find(|written| (written.path, written.method) == (operation.path, operation.method));
            let Some(written) = written else {
                let _ = writeln!(calls, "    left_out({id:?}, \"the document has no such operation\");");
                continue;
            };
            let extents = [Extent::Least]
                .into_iter()
                .chain((0..BRANCHES).map(|branch| Extent::All { branch }));
            let mut before: Vec<String> = Vec::new();
            for extent in extents {
                match self.call(id, setters, &written, extent) {
                    Ok(call) if before.contains(&call) => {}
                    Ok(call) => {
                        let label = match extent {
                            Extent::Least => "least".to_owned(),
                            Extent::All { branch } => format!("all {branch}"),
                        };
                        let _ = writeln!(
                            calls,
                            "    run({id:?}, {label:?}, async |is_fixed| {{\n        let client = if is_fixed {{ &fixed }} else {{ &dynamic }};\n        {call}.send().await.map(drop)\n    }}).await;"
                        );
                        before.push(call);
                    }
                    Err(reason) => {
                        let _ = writeln!(calls, "    left_out({id:?}, {reason:?});");
                    }
                }
            }
        }
        let headers = self.credentials();
        let mut text = include_str!("caller.rs.txt").replace("/* headers */", &headers);
        text = text.replace("    /* calls */\n", &calls);
        text
    }

    fn call(
        &self,
        id: &str,
        setters: &[Setter],
        operation: &operations::Operation<'_>,
        extent: Extent,
    ) -> Result<String, String> {
        let mut call = format!("client.{id}()");
        let shared = operation.item.get("parameters");
        let own = operation.value.get("parameters");
        let both = [own, shared]
            .into_iter()
            .flatten()
            .filter_map(Value::as_array)
            .flatten();
        let mut seen = Vec::new();
        for parameter in both.filter_map(|parameter| reference::follow(self.root, parameter)) {
            let name = operations::text(parameter, "name");
            let place = operations::text(parameter, "in");
            // Ignored by OpenAPI, as what the request has anyway.
            let is_ignored = place == "header"
                && ["accept", "authorization", "content-type"].contains(&name.to_lowercase().as_str());
            let is_required = parameter.get("required") == Some(&Value::Bool(true)) || place == "path";
            if is_ignored || seen.contains(&(name, place)) || (extent == Extent::Least && !is_required) {
                continue;
            }
            seen.push((name, place));
            let setter = setters.iter().find(|setter| setter.wire_name.as_deref() == Some(name));
            let setter = setter.ok_or_else(|| format!("no setter of the parameter `{name}`"))?;
            let schema = parameter
                .get("schema")
                .or_else(|| parameter.get("content")?.as_object()?.values().next()?.get("schema"));
            let value = schema.and_then(|schema| sample::value(self.root, schema, extent));
            let value = value.ok_or_else(|| format!("no value of the parameter `{name}`"))?;
            let _ = write!(call, ".{}({})", setter.method, json(&setter.takes, &value));
        }
        self.set_body(&mut call, setters, operation, extent)?;
        Ok(call)
    }

    fn set_body(
        &self,
        call: &mut String,
        setters: &[Setter],
        operation: &operations::Operation<'_>,
        extent: Extent,
    ) -> Result<(), String> {
        let body = operation
            .value
            .get("requestBody")
            .and_then(|body| reference::follow(self.root, body));
        let Some(body) = body else {
            return Ok(());
        };
        let is_required = body.get("required") == Some(&Value::Bool(true));
        let (media_type, content) = body
            .get("content")
            .and_then(Value::as_object)
            .and_then(|content| content.iter().next())
            .ok_or("a body without content")?;
        let setter = setters
            .iter()
            .find(|setter| setter.wire_name.is_none())
            .ok_or("no setter of the body")?;
        if extent == Extent::Least && !is_required {
            return Ok(());
        }
        let schema = content.get("schema").ok_or("a body without a schema")?;
        if media_type.starts_with("multipart/") {
            let name = setter.takes.rsplit("::").next().unwrap_or_default().trim();
            let parts = self.types.get(name).ok_or_else(|| format!("no builder of {name}"))?;
            let value = sample::value(self.root, schema, extent).ok_or("no value of the form")?;
            let _ = write!(call, ".body_map(|form| form");
            for (part, value) in value.as_object().into_iter().flatten() {
                let setter = parts.iter().find(|setter| setter.wire_name.as_deref() == Some(part));
                let setter = setter.ok_or_else(|| format!("no setter of the part `{part}`"))?;
                let _ = if setter.takes.ends_with("File") {
                    write!(
                        call,
                        ".{}(client::multipart::File::from(\"contact_number\\n+14155550100\\n\").with_name(\"a.csv\").with_media_type(\"text/csv\").unwrap())",
                        setter.method
                    )
                } else {
                    write!(call, ".{}({})", setter.method, json(&setter.takes, value))
                };
            }
            call.push(')');
            return Ok(());
        }
        let value = sample::value(self.root, schema, extent).ok_or("no value of the body")?;
        let _ = write!(call, ".{}({})", setter.method, json(&setter.takes, &value));
        Ok(())
    }

    /// The headers in which the security schemes of the document want something.
    fn credentials(&self) -> String {
        let schemes = self
            .root
            .pointer("/components/securitySchemes")
            .and_then(Value::as_object);
        let mut lines = String::new();
        for scheme in schemes.into_iter().flat_map(serde_json::Map::values) {
            let field = |name| operations::text(scheme, name);
            let header = match (field("type"), field("scheme").to_lowercase().as_str(), field("in")) {
                ("http", "basic", _) => Some(("authorization", "Basic dXNlcjpwYXNz")),
                ("http" | "oauth2" | "openIdConnect", ..) => Some(("authorization", "Bearer key")),
                ("apiKey", _, "header") => Some((field("name"), "key")),
                _ => None,
            };
            if let Some((name, value)) = header {
                let name = name.to_lowercase();
                let _ = writeln!(
                    lines,
                    "    headers.insert({name:?}, HeaderValue::from_static({value:?}));"
                );
            }
        }
        lines
    }
}

/// A value of the type `takes`, read of JSON.
fn json(takes: &str, value: &Value) -> String {
    format!("json::<{takes}>({:?})", value.to_string())
}
