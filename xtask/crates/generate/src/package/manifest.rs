//! `Cargo.toml` of a package: that of `bolna-api`, standing alone.

use toml::{Table, Value};

const WORKSPACE: &str = include_str!("../../../../../Cargo.toml");
const BOLNA_API: &str = include_str!("../../../../../bolna-api/Cargo.toml");

/// The feature that holds texts against the patterns of a document.
const PATTERN: &str = "pattern";

/// The call of a pattern in generated code.
const PATTERN_CALL: &str = "crate::wire::pattern(";

/// Whether this generated code holds a text against a pattern.
pub(super) fn has_patterns<'a>(mut generated: impl Iterator<Item = &'a str>) -> bool {
    generated.any(|text| text.contains(PATTERN_CALL))
}

/// The manifest of the package `name`, for the API with this title.
pub(super) fn write(name: &str, title: &str, has_patterns: bool) -> Result<String, String> {
    let workspace = parse(WORKSPACE)?;
    let model = parse(BOLNA_API)?;
    let versions = workspace
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let mut dependencies = Table::new();
    for (name, dependency) in table(&model, "dependencies")? {
        let shared = versions.and_then(|versions| versions.get(name));
        let resolved = resolve(dependency, shared).ok_or_else(|| format!("the dependency `{name}` has no version"))?;
        dependencies.insert(name.clone(), resolved);
    }
    let mut features = table(&model, "features")?.clone();
    let default = has_patterns.then(|| Value::from(PATTERN));
    features.insert("default".to_owned(), Value::Array(default.into_iter().collect()));
    let inherited = |field: &str| {
        let value = workspace
            .get("workspace")
            .and_then(|workspace| workspace.get("package")?.get(field));
        value.cloned().ok_or_else(|| format!("the workspace has no `{field}`"))
    };
    let package = Table::from_iter([
        ("name".to_owned(), Value::from(name)),
        (
            "description".to_owned(),
            Value::from(format!("Typed client of {title}, generated from its OpenAPI document")),
        ),
        ("version".to_owned(), Value::from("0.1.0")),
        ("edition".to_owned(), inherited("edition")?),
        ("rust-version".to_owned(), inherited("rust-version")?),
        ("publish".to_owned(), Value::from(false)),
        ("readme".to_owned(), Value::from("README.md")),
    ]);
    let sections = [
        ("package", package),
        ("features", features),
        ("dependencies", dependencies),
        // A package below another workspace is not of it.
        ("workspace", Table::new()),
    ];
    let printed: Result<Vec<_>, _> = sections
        .into_iter()
        .map(|(name, section)| toml::to_string(&Table::from_iter([(name.to_owned(), Value::Table(section))])))
        .collect();
    Ok(printed.map_err(|error| error.to_string())?.join("\n"))
}

fn parse(text: &str) -> Result<Table, String> {
    text.parse()
        .map_err(|error: toml::de::Error| error.message().to_owned())
}

fn table<'a>(manifest: &'a Table, name: &str) -> Result<&'a Table, String> {
    let table = manifest.get(name).and_then(Value::as_table);
    table.ok_or_else(|| format!("`bolna-api` has no [{name}]"))
}

/// `{ workspace = true, … }` with what the workspace says in its place. `None` when it says nothing, or a path.
fn resolve(dependency: &Value, shared: Option<&Value>) -> Option<Value> {
    let own = dependency.as_table()?;
    let mut resolved = match (own.get("workspace"), shared?) {
        (Some(Value::Boolean(true)), Value::String(version)) => {
            Table::from_iter([("version".to_owned(), Value::from(version.as_str()))])
        }
        (Some(Value::Boolean(true)), Value::Table(shared)) => shared.clone(),
        _ => return None,
    };
    for (field, value) in own.iter().filter(|(field, _)| *field != "workspace") {
        match (resolved.get_mut(field), value) {
            // Features add up.
            (Some(Value::Array(shared)), Value::Array(more)) => shared.extend(more.iter().cloned()),
            _ => {
                resolved.insert(field.clone(), value.clone());
            }
        }
    }
    (resolved.contains_key("version") && !resolved.contains_key("path")).then_some(Value::Table(resolved))
}

#[cfg(test)]
mod tests {

    use super::*;

    fn manifest(has_patterns: bool) -> Table {
        write("pets", "Pets \"R\" Us", has_patterns).unwrap().parse().unwrap()
    }

    #[test]
    fn patterns_are_on_where_the_document_has_some() {
        let default = |has_patterns| manifest(has_patterns)["features"]["default"].clone();
        assert_eq!(default(true), Value::from(vec![PATTERN]));
        assert_eq!(default(false), Value::Array(vec![]));
        assert!(has_patterns(
            ["", "|value, place| crate::wire::pattern(value, place, \"a\")"].into_iter()
        ));
        assert!(!super::has_patterns(["self.pattern(value)"].into_iter()));
    }

    #[test]
    fn bolna_api_itself_is_as_a_package_would_be() {
        let generated = support::checkout::files(&support::checkout::root().join("bolna-api/src/generated"));
        let texts = generated.values().map(|bytes| str::from_utf8(bytes).unwrap());
        let wanted = if super::has_patterns(texts) {
            Value::from(vec![PATTERN])
        } else {
            Value::Array(vec![])
        };
        let default = &parse(BOLNA_API).unwrap()["features"]["default"];
        assert_eq!(default, &wanted, "`default` in bolna-api/Cargo.toml");
        let ext = parse(include_str!("../../../../../bolna-api-ext/Cargo.toml")).unwrap();
        let none = Value::Array(vec![]);
        let of_ext = ext["dependencies"]["bolna-api"].get("features").unwrap_or(&none);
        assert_eq!(
            of_ext, &wanted,
            "the features of `bolna-api` in bolna-api-ext/Cargo.toml"
        );
    }

    #[test]
    fn the_manifest_stands_alone() {
        let manifest = manifest(false);
        assert_eq!(manifest["package"]["name"].as_str(), Some("pets"));
        assert_eq!(manifest["package"]["edition"].as_str(), Some("2024"));
        assert!(manifest["workspace"].as_table().unwrap().is_empty());
        assert!(manifest["features"].get("schemars").is_some());
        let model = parse(BOLNA_API).unwrap();
        for (name, _) in model["dependencies"].as_table().unwrap() {
            let dependency = manifest["dependencies"][name].as_table().unwrap();
            assert!(
                dependency.contains_key("version") && !dependency.contains_key("workspace"),
                "{name}"
            );
        }
        assert_eq!(manifest["dependencies"]["schemars"]["optional"].as_bool(), Some(true));
    }
}
