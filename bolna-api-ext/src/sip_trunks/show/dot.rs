//! Diagrams in the language of Graphviz.

use std::fmt::{self, Write as _};

use super::diagram::Diagram;

/// A [`Diagram`] as Graphviz dot; `Display` writes it.
#[derive(Clone, Copy, Debug)]
pub struct Dot<'a>(pub(super) &'a Diagram);

impl fmt::Display for Dot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagram {
            trunks,
            gateways,
            numbers,
        } = self.0;
        f.write_str("digraph trunks {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n")?;
        f.write_str("  edge [fontname=\"sans-serif\", fontsize=10];\n")?;
        for (index, node) in trunks.iter().enumerate() {
            let style = if node.is_inactive { "dashed" } else { "bold" };
            writeln!(f, "  t{index} [label={}, style={style}];", Quoted(&node.label))?;
        }
        for (index, label) in gateways.iter().enumerate() {
            writeln!(
                f,
                "  g{index} [label={}, shape=component];",
                Quoted(std::slice::from_ref(label))
            )?;
        }
        for (index, label) in numbers.iter().enumerate() {
            writeln!(
                f,
                "  n{index} [label={}, style=rounded];",
                Quoted(std::slice::from_ref(label))
            )?;
        }
        for (index, node) in trunks.iter().enumerate() {
            for number in &node.numbers {
                writeln!(f, "  n{number} -> t{index};")?;
            }
            for (gateway, edge) in &node.gateways {
                writeln!(
                    f,
                    "  t{index} -> g{gateway} [label={}];",
                    Quoted(std::slice::from_ref(edge))
                )?;
            }
        }
        f.write_str("}\n")
    }
}

/// Lines as a string of the language (its page on the grammar, and `escString` on that of its types): a backslash begins an escape there, and `&` a
/// character of HTML.
struct Quoted<'a>(&'a [String]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for (index, line) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\\n")?;
            }
            for character in line.chars() {
                match character {
                    '"' => f.write_str("\\\"")?,
                    '\\' => f.write_str("\\\\")?,
                    '&' => f.write_str("&amp;")?,
                    other => f.write_char(other)?,
                }
            }
        }
        f.write_char('"')
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::types::SipTrunk;

    use super::*;

    #[test]
    fn what_people_wrote_is_a_label_and_nothing_else() {
        let trunks: Vec<SipTrunk> = serde_json::from_str(
            r#"[{"name": "a\"]; b -> c [label=\"\\N\n<b>&amp;</b>", "provider": "end", "is_active": false,
                 "gateways": [{"gateway_address": "sip.example.com", "priority": 2}, {"gateway_address": "back\\"}],
                 "phone_numbers": [{"phone_number": "+14155550100"}]}]"#,
        )
        .unwrap();
        insta::assert_snapshot!(Diagram::new(&trunks).dot(), @r#"
        digraph trunks {
          rankdir=LR;
          node [shape=box, fontname="sans-serif"];
          edge [fontname="sans-serif", fontsize=10];
          t0 [label="a\"]; b -> c [label=\"\\N�<b>&amp;amp;</b>\nend\nnot active", style=dashed];
          g0 [label="back\\:5060", shape=component];
          g1 [label="sip.example.com:5060", shape=component];
          n0 [label="+14155550100", style=rounded];
          n0 -> t0;
          t0 -> g0 [label="1st, priority 1"];
          t0 -> g1 [label="2nd, priority 2"];
        }
        "#);
    }
}
