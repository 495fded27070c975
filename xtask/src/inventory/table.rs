//! Rows as a text: fields with tabs between them, one line a row, the names of the columns in the first.

use std::fmt;

use csv::{QuoteStyle, ReaderBuilder, StringRecord, Terminator, WriterBuilder};

/// A row, by columns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row(pub [String; 4]);

/// Rows under the names of their columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns.
    pub columns: [&'static str; 4],
    /// How many columns, from the left, say which row it is.
    pub key: usize,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Why a text is no such table.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The first line has other names.
    #[error("line 1 does not name the columns {}", .expected.join(", "))]
    Columns {
        /// The names that it should have.
        expected: [&'static str; 4],
    },
    /// A line has more or fewer fields than there are columns.
    #[error("line {line} has {found}, where there are 4 columns", found = document::report::plural(*.fields, "field"))]
    Fields {
        /// Counted from 1.
        line: u64,
        /// How many it has.
        fields: usize,
    },
    /// It is no text at all.
    #[error("{0}")]
    Unreadable(String),
}

impl Table {
    /// Reads a table with the columns of this one.
    ///
    /// # Errors
    ///
    /// It is no table, or has other columns.
    pub fn read_like(&self, bytes: &[u8]) -> Result<Self, TableError> {
        let mut reader = ReaderBuilder::new()
            .delimiter(b'\t')
            .quoting(false)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut records = reader.records();
        let record = |next: Option<csv::Result<StringRecord>>| {
            next.transpose()
                .map_err(|error| TableError::Unreadable(error.to_string()))
        };
        let expected = self.columns;
        let head = record(records.next())?;
        if head.is_none_or(|head| !head.iter().eq(expected)) {
            return Err(TableError::Columns { expected });
        }
        let mut rows = Vec::new();
        while let Some(next) = record(records.next())? {
            let fields: Vec<String> = next.iter().map(str::to_owned).collect();
            let row = fields.try_into().map_err(|fields: Vec<String>| TableError::Fields {
                line: next.position().map_or(0, csv::Position::line),
                fields: fields.len(),
            })?;
            rows.push(Row(row));
        }
        Ok(Self { rows, ..self.clone() })
    }
}

/// What would end a field or a row is written as an escape: names are the vendor's, and may have anything in them.
fn field(text: &str) -> String {
    text.replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut writer = WriterBuilder::new()
            .delimiter(b'\t')
            .quote_style(QuoteStyle::Never)
            .terminator(Terminator::Any(b'\n'))
            .from_writer(Vec::new());
        writer.write_record(self.columns).map_err(|_| fmt::Error)?;
        for Row(fields) in &self.rows {
            let fields = fields.iter().map(|text| field(text));
            writer
                .write_record(fields.collect::<Vec<_>>())
                .map_err(|_| fmt::Error)?;
        }
        let bytes = writer.into_inner().map_err(|_| fmt::Error)?;
        f.write_str(String::from_utf8_lossy(&bytes).trim_end_matches('\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::SCHEMAS;

    fn table(rows: &[[&str; 4]]) -> Table {
        Table {
            columns: SCHEMAS,
            key: 1,
            rows: rows.iter().map(|row| Row(row.map(str::to_owned))).collect(),
        }
    }

    #[test]
    fn what_is_written_is_read_again_quotes_included() {
        let written = table(&[
            ["A", "object", "", "title=\"A \\\"b\\\"\""],
            ["A.b", "->B", "required", ""],
            ["\"", "any", "", "enum=[\"\", \"a,b\"]"],
        ]);
        let text = written.to_string();
        assert!(text.contains("\nA.b\t->B\trequired\t\n"), "{text}");
        assert_eq!(table(&[]).read_like(text.as_bytes()), Ok(written.clone()));
        let windows = text.replace('\n', "\r\n");
        assert_eq!(table(&[]).read_like(windows.as_bytes()), Ok(written));
    }

    #[test]
    fn a_name_with_a_tab_or_a_line_break_stays_one_field() {
        let text = table(&[["a\tb\nc\rd", "any", "", ""]]).to_string();
        assert_eq!(text.lines().nth(1), Some("a\\tb\\nc\\rd\tany\t\t"));
    }

    #[test]
    fn another_head_and_other_numbers_of_fields_are_refused_with_their_line() {
        let refused = |text: &[u8]| table(&[]).read_like(text).unwrap_err().to_string();
        let head = "line 1 does not name the columns place, type, required, constraints";
        assert_eq!(refused(b""), head);
        assert_eq!(refused(b"method\tpath\tflags\tstatuses\n"), head);
        let text = b"place\ttype\trequired\tconstraints\nA\tany\t\t\nB\tany\n";
        assert_eq!(refused(text), "line 3 has 2 fields, where there are 4 columns");
        assert!(refused(b"place\ttype\trequired\tconstraints\n\xff\t\t\t\n").contains("UTF-8"));
    }
}
