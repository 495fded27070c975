//! `cargo xtask inventory`: a document as two tables, and held against two tables.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::cli::Listed;
use crate::inventory::Inventory;
use crate::inventory::compare::Differences;
use crate::inventory::table::{Table, TableError};
use crate::usage_error::UsageError;
use crate::workspace::{self, CONTRACT};
use document::Input;
use document::finding::Failure;
use document::report::plural;

/// Which document is looked at: as published, without its overlay.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// The contract of the checkout with this root.
    Checkout(&'a Path),
    /// Any other document.
    Elsewhere(&'a Path),
}

/// How a document differs from two tables.
#[derive(Debug)]
pub struct Checked {
    name: String,
    operations: (usize, Differences),
    schemas: (usize, Differences),
}

/// Prints a table of `subject`.
///
/// # Errors
///
/// It cannot be read as a document.
pub fn print(subject: Target<'_>, listed: Listed) -> Result<Table, Failure> {
    let (_, inventory) = read(subject)?;
    Ok(match listed {
        Listed::Operations => inventory.operations,
        Listed::Schemas => inventory.schemas,
    })
}

/// Holds `subject` against the tables in two files.
///
/// # Errors
///
/// A file cannot be read, or is not what it should be.
pub fn check(subject: Target<'_>, [operations, schemas]: [&PathBuf; 2]) -> Result<Checked, Box<dyn std::error::Error>> {
    let (name, found) = read(subject)?;
    let differences = |path: &Path, found: &Table| -> Result<_, Box<dyn std::error::Error>> {
        let (input, _) = workspace::read_elsewhere(path, None)?;
        let expected = found
            .read_like(&input.bytes)
            .map_err(|error| not_a_table(&input, &error))?;
        Ok((found.rows.len(), Differences::between(&expected, found)))
    };
    Ok(Checked {
        operations: differences(operations, &found.operations)?,
        schemas: differences(schemas, &found.schemas)?,
        name,
    })
}

fn read(subject: Target<'_>) -> Result<(String, Inventory), Failure> {
    let input = match subject {
        Target::Checkout(root) => workspace::read(root, CONTRACT)?,
        Target::Elsewhere(spec) => workspace::read_elsewhere(spec, None)?.0,
    };
    let document = document::load(&input.name, &input.bytes)?;
    Ok((input.name, Inventory::collect(document)))
}

fn not_a_table(input: &Input, error: &TableError) -> UsageError {
    UsageError {
        message: format!("{} is no table to compare with: {error}", input.name),
        help: "`cargo xtask inventory operations` and `cargo xtask inventory schemas` print what is expected, in this order"
            .to_owned(),
    }
}

impl Checked {
    /// Whether the document is what the tables say.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.operations.1.is_empty() && self.schemas.1.is_empty()
    }

    /// That it is not, in one line.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        let (operations, schemas) = (self.operations.1.summary(), self.schemas.1.summary());
        let name = &self.name;
        let reason =
            || format!("error: {name} is not what the tables say\n  operations: {operations}\n  schemas: {schemas}");
        (!self.is_same()).then(reason)
    }
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_same() {
            let (operations, rows) = (self.operations.0, self.schemas.0);
            return write!(
                f,
                "{}: {}, {} of schemas; no row missing, none added, none different",
                self.name,
                plural(operations, "operation"),
                plural(rows, "row")
            );
        }
        let parts = [&self.operations.1, &self.schemas.1];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(ToString::to_string)
            .collect();
        f.write_str(&parts.join("\n"))
    }
}
