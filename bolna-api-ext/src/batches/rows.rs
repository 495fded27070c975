//! The rows of a batch, and the CSV file (RFC 4180) that they become. Pure.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim, Writer};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::e164::E164;

/// The column that has the numbers (contract: `file`).
const NUMBER: &str = "contact_number";

/// Rows that were checked, in their order.
#[derive(Default)]
pub(super) struct Rows {
    /// Every other column, in the order of its first occurrence.
    columns: Vec<String>,
    rows: Vec<(E164, BTreeMap<String, String>)>,
}

/// A row of a batch cannot be used: nothing was sent. It is the source of an [`Error`](crate::Error) of the kind
/// [`InvalidRequest`](crate::ErrorKind::InvalidRequest), and repeats nothing of the row.
///
/// ```no_run
/// # async fn run(bolna: bolna_api_ext::Bolna) {
/// use std::error::Error;
/// use bolna_api_ext::batches::InvalidRow;
///
/// let error = bolna.batches().create("agent").row("unknown", ()).send().await.unwrap_err();
/// if let Some(invalid) = error.source().and_then(|source| source.downcast_ref::<InvalidRow>()) {
///     println!("correct row {:?}: {}", invalid.row, invalid.reason);
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRow {
    /// The row, counted from 1, a header not counted. `None` if it is about all of them.
    pub row: Option<usize>,
    /// The column.
    pub column: Option<String>,
    /// What is wrong there.
    pub reason: String,
}

impl Rows {
    /// Adds a row: a number, and variables by name.
    pub(super) fn add(&mut self, number: &str, variables: impl Serialize) -> Result<(), InvalidRow> {
        let mut variables = self.object(variables)?;
        if variables.remove(NUMBER).is_some() {
            return Err(self.invalid(
                Some(NUMBER),
                "the number is given already, and must not be a variable, too",
            ));
        }
        self.push(number, variables)
    }

    /// Adds a row that has the number in [`NUMBER`].
    pub(super) fn add_record(&mut self, record: impl Serialize) -> Result<(), InvalidRow> {
        let mut record = self.object(record)?;
        match record.remove(NUMBER) {
            Some(Value::String(number)) => self.push(&number, record),
            // A number without its `+` is none in E.164 form.
            Some(_) => Err(self.invalid(Some(NUMBER), "a phone number is a string, as `\"+14155550187\"`")),
            None => Err(self.invalid(Some(NUMBER), "required, and it is not there")),
        }
    }

    /// Adds every row of a CSV file with a header.
    pub(super) fn add_csv(&mut self, content: &[u8]) -> Result<(), InvalidRow> {
        let mut reader = ReaderBuilder::new().trim(Trim::All).from_reader(content);
        let header = reader.headers().map_err(|error| self.unreadable(&error))?.clone();
        for record in reader.records() {
            let record = record.map_err(|error| self.unreadable(&error))?;
            self.add_record(fields(&header, &record))?;
        }
        Ok(())
    }

    /// The file, with a header.
    pub(super) fn to_csv(&self) -> Result<Vec<u8>, InvalidRow> {
        if self.rows.is_empty() {
            return Err(InvalidRow {
                row: None,
                column: None,
                reason: "there is no row, and a batch has somebody to call".to_owned(),
            });
        }
        let mut writer = Writer::from_writer(Vec::new());
        let header = std::iter::once(NUMBER).chain(self.columns.iter().map(String::as_str));
        let mut written = writer.write_record(header);
        for (number, variables) in &self.rows {
            let variable = |column| variables.get(column).map_or("", String::as_str);
            let row = std::iter::once(number.as_str()).chain(self.columns.iter().map(variable));
            written = written.and_then(|()| writer.write_record(row));
        }
        // Writing to memory does not fail, and every row has the same columns.
        written.map_err(|error| self.unreadable(&error))?;
        writer
            .into_inner()
            .map_err(|error| self.invalid(None, &error.to_string()))
    }

    fn push(&mut self, number: &str, variables: Map<String, Value>) -> Result<(), InvalidRow> {
        let number = number.parse();
        let number = number.map_err(|error| self.invalid(Some(NUMBER), &format!("{error}")))?;
        let mut row = BTreeMap::new();
        for (name, value) in variables {
            let text = match value {
                // An empty cell: the column is there all the same, so that it does not depend on the data.
                Value::Null => String::new(),
                Value::String(text) => text,
                value @ (Value::Bool(_) | Value::Number(_)) => value.to_string(),
                Value::Array(_) | Value::Object(_) => {
                    return Err(self.invalid(Some(&name), "a list or an object, which no column of a file can hold"));
                }
            };
            row.insert(name, text);
        }
        for name in row.keys() {
            if !self.columns.contains(name) {
                self.columns.push(name.clone());
            }
        }
        self.rows.push((number, row));
        Ok(())
    }

    fn object(&self, row: impl Serialize) -> Result<Map<String, Value>, InvalidRow> {
        match serde_json::to_value(row) {
            Ok(Value::Object(row)) => Ok(row),
            // `()`, and `None`: no variables.
            Ok(Value::Null) => Ok(Map::new()),
            Ok(_) => Err(self.invalid(
                None,
                "a list or a single value, where names belong: give a struct or a map",
            )),
            Err(error) => Err(self.invalid(None, &error.to_string())),
        }
    }

    /// What is wrong with the row that would be the next.
    fn invalid(&self, column: Option<&str>, reason: &str) -> InvalidRow {
        InvalidRow {
            row: Some(self.rows.len() + 1),
            column: column.map(str::to_owned),
            reason: reason.to_owned(),
        }
    }

    fn unreadable(&self, error: &csv::Error) -> InvalidRow {
        let reason = match error.kind() {
            csv::ErrorKind::Utf8 { .. } => "the file is not UTF-8".to_owned(),
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("{len} fields, and the header has {expected_len}")
            }
            _ => error.to_string(),
        };
        self.invalid(None, &reason)
    }
}

/// The fields of a record by the names of the header. A column without a name cannot be a variable.
fn fields<'r>(header: &'r StringRecord, record: &'r StringRecord) -> BTreeMap<&'r str, &'r str> {
    let named = header.iter().zip(record).filter(|(name, _)| !name.is_empty());
    named.collect()
}

/// `` row 3: `contact_number`: a phone number in E.164 form, … ``.
impl std::fmt::Display for InvalidRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(row) = self.row {
            write!(f, "row {row}: ")?;
        }
        if let Some(column) = &self.column {
            write!(f, "`{column}`: ")?;
        }
        f.write_str(&self.reason)
    }
}

impl std::error::Error for InvalidRow {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn text(rows: &Rows) -> String {
        String::from_utf8(rows.to_csv().unwrap()).unwrap()
    }

    #[test]
    fn rows_are_a_file_with_a_column_for_each_variable_of_any_row() {
        let mut rows = Rows::default();
        rows.add("+14155550187", json!({"name": "Ana", "guests": 3})).unwrap();
        rows.add("+14155550188", ()).unwrap();
        rows.add_record(json!({"contact_number": "+14155550189", "name": "Li, \"Ben\"\nJr", "vip": true, "age": null}))
            .unwrap();
        assert_eq!(
            text(&rows),
            "contact_number,guests,name,age,vip\n+14155550187,3,Ana,,\n+14155550188,,,,\n\
             +14155550189,,\"Li, \"\"Ben\"\"\nJr\",,true\n"
        );
    }

    #[test]
    fn a_file_is_read_and_checked() {
        let mut rows = Rows::default();
        rows.add_csv(b"\xef\xbb\xbfname , contact_number,\nAna, +14155550187 ,x\n")
            .unwrap();
        assert_eq!(text(&rows), "contact_number,name\n+14155550187,Ana\n");
    }

    #[test]
    fn a_row_that_is_wrong_is_named() {
        let mut rows = Rows::default();
        rows.add("+14155550187", ()).unwrap();
        for (error, expected) in [
            (
                rows.add("4155557391", ()),
                "row 2: `contact_number`: must be a phone number in E.164 form, such as +14155550100, and it does not begin with `+`",
            ),
            (
                rows.add("+14155550188", json!({"tags": ["a"]})),
                "row 2: `tags`: a list or an object, which no column of a file can hold",
            ),
            (
                rows.add("+14155550188", json!({"contact_number": "+14155550189"})),
                "row 2: `contact_number`: the number is given already, and must not be a variable, too",
            ),
            (
                rows.add("+14155550188", 7),
                "row 2: a list or a single value, where names belong: give a struct or a map",
            ),
            (
                rows.add_record(json!({"name": "Ana"})),
                "row 2: `contact_number`: required, and it is not there",
            ),
            (
                rows.add_record(json!({"contact_number": 14155550187u64})),
                "row 2: `contact_number`: a phone number is a string, as `\"+14155550187\"`",
            ),
            (
                rows.add_csv(b"contact_number,name\n+14155550188,Ana,x\n"),
                "row 2: 3 fields, and the header has 2",
            ),
            (
                rows.add_csv(b"contact_number\n+14155550188\n\xff\n"),
                "row 3: the file is not UTF-8",
            ),
        ] {
            assert_eq!(error.unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn nobody_to_call_is_no_batch() {
        let error = Rows::default().to_csv().unwrap_err();
        assert_eq!(error.to_string(), "there is no row, and a batch has somebody to call");
    }
}
