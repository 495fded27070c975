//! Which rows of a table are missing, added and different, whatever the order of the rows.

use std::collections::BTreeMap;
use std::fmt;

use super::schemas::COMBINING;
use super::table::{Row, Table};
use document::report::plural;

/// How a table differs from what is expected of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Expected, and not there.
    pub missing: Vec<Row>,
    /// There, and not expected.
    pub added: Vec<Row>,
    /// There as one thing, expected as another: first what is expected, then what is.
    pub different: Vec<(Row, Row)>,
}

impl Differences {
    /// How `found` differs from `expected`.
    #[must_use]
    pub fn between(expected: &Table, found: &Table) -> Self {
        let mut open = by_key(found);
        let mut differences = Self::default();
        for (key, rows) in by_key(expected) {
            let mut others = open.remove(key).unwrap_or_default();
            // Rows of one key are rare; those that are equal belong together.
            let unmatched: Vec<&Row> = rows
                .into_iter()
                .filter(|row| match others.iter().position(|other| same(row, other)) {
                    Some(index) => {
                        others.remove(index);
                        false
                    }
                    None => true,
                })
                .collect();
            let mut others = others.into_iter();
            for row in unmatched {
                match others.next() {
                    Some(other) => differences.different.push((row.clone(), other.clone())),
                    None => differences.missing.push(row.clone()),
                }
            }
            differences.added.extend(others.cloned());
        }
        differences.added.extend(open.into_values().flatten().cloned());
        differences
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.added.is_empty() && self.different.is_empty()
    }

    /// How many there are of each kind, in a few words.
    #[must_use]
    pub fn summary(&self) -> String {
        format!(
            "{} missing, {} added, {} different",
            plural(self.missing.len(), "row"),
            self.added.len(),
            self.different.len()
        )
    }
}

/// The rows of each key, in their order.
fn by_key(table: &Table) -> BTreeMap<&[String], Vec<&Row>> {
    let mut rows: BTreeMap<&[String], Vec<&Row>> = BTreeMap::new();
    for row in &table.rows {
        let key = row.0.get(..table.key).unwrap_or(&row.0);
        rows.entry(key).or_default().push(row);
    }
    rows
}

/// The last column of operations is a list of statuses, whose order says nothing. That of schemas has one order. The type of a
/// composition may be said beside it or by its branches alone, which have rows of their own.
fn same(left: &Row, right: &Row) -> bool {
    if let ([place, kind, rest @ ..], [other_place, other_kind, other_rest @ ..]) = (&left.0[..], &right.0[..])
        && place == other_place
        && rest == other_rest
        && [kind, other_kind].iter().any(|kind| COMBINING.contains(&kind.as_str()))
        && !kind.starts_with("->")
        && !other_kind.starts_with("->")
    {
        return true;
    }
    let ([head @ .., last], [other_head @ .., other_last]) = (&left.0, &right.0);
    let statuses = || Some(sorted_statuses(last)? == sorted_statuses(other_last)?);
    head == other_head && (last == other_last || statuses() == Some(true) || same_constraints(last, other_last))
}

/// Whether two lists of constraints say the same: `minimum=0.0` is `minimum=0`, since JSON Schema has one kind of numbers
/// (2020-12 core, section 4.2.2).
fn same_constraints(left: &str, right: &str) -> bool {
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    let mut pairs = left.iter().zip(&right);
    left.len() == right.len() && pairs.all(|(left, right)| left == right || same_number(left, right))
}

/// Whether `keyword=number` stands on both sides with one number.
fn same_number(left: &str, right: &str) -> bool {
    let (Some((keyword, left)), Some((other, right))) = (left.split_once('='), right.split_once('=')) else {
        return false;
    };
    let number = |text: &str| text.parse::<serde_json::Number>().ok()?.as_f64();
    keyword == other && number(left).is_some_and(|left| number(right) == Some(left))
}

/// The statuses in order, if that is what `text` is.
fn sorted_statuses(text: &str) -> Option<Vec<&str>> {
    let mut statuses: Vec<&str> = text.split(',').collect();
    let status = |text: &&str| text.len() == 3 && text.starts_with(|first: char| first.is_ascii_digit());
    statuses.sort_unstable();
    statuses
        .iter()
        .all(|text| status(text) || *text == "default")
        .then_some(statuses)
}

impl fmt::Display for Differences {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        lines.extend(self.missing.iter().map(|row| format!("missing    {}", shown(row))));
        lines.extend(self.added.iter().map(|row| format!("added      {}", shown(row))));
        for (expected, found) in &self.different {
            lines.push(format!("different  {}", shown(found)));
            lines.push(format!("  expected {}", shown(expected)));
        }
        f.write_str(&lines.join("\n"))
    }
}

/// The fields that are not empty.
fn shown(Row(fields): &Row) -> String {
    let fields: Vec<&str> = fields
        .iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    fields.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::{OPERATIONS, SCHEMAS};

    fn table(columns: [&'static str; 4], key: usize, rows: &[&str]) -> Table {
        let text = format!("{}\n{}", columns.join("\t"), rows.join("\n").replace(' ', "\t"));
        let empty = Table {
            columns,
            key,
            rows: Vec::new(),
        };
        empty.read_like(text.as_bytes()).unwrap()
    }

    fn schemas(rows: &[&str]) -> Table {
        table(SCHEMAS, 1, rows)
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let differences = Differences::between(&schemas(&["A a  ", "B b  "]), &schemas(&["B b  ", "A a  "]));
        assert!(differences.is_empty(), "{differences}");
        assert_eq!(differences.summary(), "0 rows missing, 0 added, 0 different");
    }

    #[test]
    fn each_row_is_missing_or_added_or_different() {
        let expected = schemas(&["A a  ", "B b required default=1", "C c  "]);
        let found = schemas(&["D d  ", "C c  ", "B b  default=1"]);
        let differences = Differences::between(&expected, &found);
        insta::assert_snapshot!(differences, @"
        missing    A  a
        added      D  d
        different  B  b  default=1
          expected B  b  required  default=1
        ");
        assert_eq!(differences.summary(), "1 row missing, 1 added, 1 different");
    }

    #[test]
    fn the_type_of_a_composition_may_be_said_by_its_branches_alone() {
        let with = |kind: &str| schemas(&[&format!("A {kind} required "), "A|oneOf0 ->B  "]);
        assert!(Differences::between(&with("object"), &with("oneOf")).is_empty());
        assert_eq!(Differences::between(&with("object"), &with("->B")).different.len(), 1);
        assert_eq!(
            Differences::between(&with("object"), &with("string")).different.len(),
            1
        );
        // What is no composition has no branches.
        assert_eq!(
            Differences::between(&schemas(&["A object required "]), &with("oneOf"))
                .added
                .len(),
            1
        );
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        let with = |constraints: &str| schemas(&[&format!("A number required {constraints}")]);
        assert!(Differences::between(&with("minimum=0.0"), &with("minimum=0")).is_empty());
        assert!(Differences::between(&with("default=1e1"), &with("default=10")).is_empty());
        for other in ["minimum=0.1", "maximum=0", "minimum=", "minimum=\"0\""] {
            let differences = Differences::between(&with("minimum=0.0"), &with(other));
            assert_eq!(differences.different.len(), 1, "{other}");
        }
    }

    #[test]
    fn a_row_that_is_there_twice_counts_twice() {
        let differences = Differences::between(&schemas(&["A a  ", "A b  "]), &schemas(&["A b  ", "A b  ", "A a  "]));
        assert_eq!(differences.added.len(), 1);
        assert_eq!(differences.summary(), "0 rows missing, 1 added, 0 different");
    }

    #[test]
    fn an_operation_is_the_same_whatever_the_order_of_its_statuses_but_not_of_anything_else() {
        let operations = |rows: &[&str]| table(OPERATIONS, 2, rows);
        let between = |expected, found| Differences::between(&operations(&[expected]), &operations(&[found]));
        assert!(between("GET /a  200,404", "GET /a  404,200").is_empty());
        assert_eq!(between("GET /a  200,404", "GET /a  200").different.len(), 1);
        assert_eq!(between("GET /a  200", "PUT /a  200").missing.len(), 1);
        assert_eq!(between("GET /a x,y 200", "GET /a y,x 200").different.len(), 1);
    }
}
