//! What a diagram shows, whatever the language that it is written in.

use std::collections::HashMap;

use bolna_api::types::SipTrunk;

use super::dot::Dot;
use super::mermaid::Mermaid;
use super::text::{name, one_line, place};
use crate::sip_trunks::gateway_ext::SipTrunkGatewayExt;
use crate::sip_trunks::number;
use crate::sip_trunks::trunk_ext::SipTrunkExt;

/// Trunks with their numbers on one side, and their gateways on the other, in the order in which calls try them.
///
/// A trunk that says that it is not active is dashed. A number that stands on two trunks is one node with two edges, however it is spelled
/// there, so that it can be seen.
///
/// ```
/// use bolna_api_ext::sip_trunks::show::Diagram;
/// use bolna_api_ext::types::SipTrunk;
///
/// let trunks: Vec<SipTrunk> = serde_json::from_str(
///     r#"[{"name": "Desk", "gateways": [{"gateway_address": "a.example"}], "phone_numbers": [{"phone_number": "+14155550100"}]}]"#,
/// )?;
/// let diagram = Diagram::new(&trunks);
/// assert_eq!(
///     diagram.mermaid().to_string(),
///     "flowchart LR\n  \
///        t0[\"Desk\"]\n  \
///        g0[\"a.example:5060\"]\n  \
///        n0([\"#43;14155550100\"])\n  \
///        n0 --> t0\n  \
///        t0 -->|\"1st, priority 1\"| g0\n"
/// );
/// assert!(diagram.dot().to_string().starts_with("digraph trunks {"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagram {
    pub(super) trunks: Vec<TrunkNode>,
    /// The labels of the gateways.
    pub(super) gateways: Vec<String>,
    /// The numbers, as they are spelled first.
    pub(super) numbers: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TrunkNode {
    /// What stands in it, a line each.
    pub(super) label: Vec<String>,
    pub(super) is_inactive: bool,
    /// The indexes of its gateways, with what the edge says, in the order in which they are tried.
    pub(super) gateways: Vec<(usize, String)>,
    /// The indexes of its numbers, each once.
    pub(super) numbers: Vec<usize>,
}

impl Diagram {
    /// The diagram of these trunks. Deleted numbers are not in it.
    #[must_use]
    pub fn new(trunks: &[SipTrunk]) -> Self {
        let mut diagram = Self::default();
        let mut known: HashMap<String, usize> = HashMap::new();
        for trunk in trunks {
            let node = diagram.node(trunk, &mut known);
            diagram.trunks.push(node);
        }
        diagram
    }

    fn node(&mut self, trunk: &SipTrunk, known: &mut HashMap<String, usize>) -> TrunkNode {
        let mut gateways = Vec::new();
        for (order, gateway) in (1..).zip(trunk.gateways_by_priority()) {
            gateways.push((
                self.gateways.len(),
                format!("{}, priority {}", ordinal(order), gateway.routing_priority()),
            ));
            self.gateways.push(place(trunk, gateway));
        }
        let mut numbers = Vec::new();
        for entry in trunk.active_numbers().filter_map(|entry| entry.phone_number.as_deref()) {
            let next = self.numbers.len();
            let index = *known.entry(number::normal(entry)).or_insert(next);
            if index == next {
                self.numbers.push(one_line(entry).into_owned());
            }
            if !numbers.contains(&index) {
                numbers.push(index);
            }
        }
        TrunkNode {
            label: label(trunk),
            is_inactive: trunk.is_active == Some(false),
            gateways,
            numbers,
        }
    }

    /// The diagram in the language of [Mermaid](https://mermaid.js.org/syntax/flowchart.html), which pages of GitHub and GitLab draw.
    #[must_use]
    pub fn mermaid(&self) -> Mermaid<'_> {
        Mermaid(self)
    }

    /// The diagram in the language of [Graphviz](https://graphviz.org/doc/info/lang.html): `dot -Tsvg`.
    #[must_use]
    pub fn dot(&self) -> Dot<'_> {
        Dot(self)
    }
}

/// The name, and below it what says most about the trunk.
fn label(trunk: &SipTrunk) -> Vec<String> {
    let mut label = vec![name(trunk).into_owned()];
    let transport = trunk.transport.as_ref().map(AsRef::as_ref);
    let details = [
        trunk.provider.as_deref(),
        transport.map(|name| name.strip_prefix("transport-").unwrap_or(name)),
        trunk.auth_type.as_ref().map(AsRef::as_ref),
    ];
    let details: Vec<_> = details.into_iter().flatten().map(one_line).collect();
    if !details.is_empty() {
        label.push(details.join(", "));
    }
    if trunk.is_active == Some(false) {
        label.push("not active".to_owned());
    }
    label
}

fn ordinal(order: usize) -> String {
    let ending = match (order % 10, order % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{order}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_are_those_of_english() {
        let shown: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111]
            .into_iter()
            .map(ordinal)
            .collect();
        assert_eq!(shown.join(" "), "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th");
    }

    #[test]
    fn a_number_on_two_trunks_is_one_node_and_a_deleted_one_is_none() {
        let trunks: Vec<SipTrunk> = serde_json::from_str(
            r#"[{"phone_numbers": [{"phone_number": "+1 415 555 0100"}, {"phone_number": "14155550100"}]},
                {"phone_numbers": [{"phone_number": "14155550100"}, {"phone_number": "+14155550101", "deleted": true}, {}]}]"#,
        )
        .unwrap();
        let diagram = Diagram::new(&trunks);
        assert_eq!(diagram.numbers, ["+1 415 555 0100"]);
        let numbers: Vec<_> = diagram.trunks.iter().map(|node| node.numbers.clone()).collect();
        assert_eq!(numbers, [[0], [0]]);
    }

    /// The texts in quotes of each line, and the lines without them.
    fn split(diagram: &str) -> (Vec<String>, Vec<String>) {
        let mut quoted = Vec::new();
        let mut lines = Vec::new();
        for line in diagram.lines() {
            let (mut bare, mut text, mut is_quoted) = (String::new(), String::new(), false);
            let mut characters = line.chars();
            while let Some(character) = characters.next() {
                match (character, is_quoted) {
                    ('"', true) => {
                        quoted.push(std::mem::take(&mut text));
                        is_quoted = false;
                    }
                    ('"', false) => is_quoted = true,
                    ('\\', true) => text.extend([character].into_iter().chain(characters.next())),
                    (character, true) => text.push(character),
                    (character, false) => bare.push(character),
                }
            }
            assert!(!is_quoted, "{line}");
            lines.push(bare);
        }
        (quoted, lines)
    }

    proptest::proptest! {
        #![proptest_config(support::steady())]

        #[test]
        fn no_text_gets_out_of_its_label(texts in proptest::array::uniform4(".{0,12}|[\"\\\\\\]\\[`#;&<>%{}\n -]{0,8}")) {
            let trunks = |[name, provider, address, number]: [String; 4]| -> Vec<SipTrunk> {
                serde_json::from_value(serde_json::json!([{"name": name, "provider": provider, "gateways": [{"gateway_address": address}],
                    "phone_numbers": [{"phone_number": number}]}]))
                .unwrap()
            };
            let plain = Diagram::new(&trunks(["a", "b", "c", "d"].map(str::to_owned)));
            let diagram = Diagram::new(&trunks(texts));
            // What stands outside of quotes is the same, whatever the texts are.
            let (quoted, lines) = split(&diagram.mermaid().to_string());
            proptest::prop_assert_eq!(lines, split(&plain.mermaid().to_string()).1);
            let taken = |text: &String| text.replace("<br>", "").contains(['<', '>', '&', '[', ']', '`', '*', '_', '%']);
            proptest::prop_assert!(!quoted.iter().any(taken), "{quoted:?}");
            let (quoted, lines) = split(&diagram.dot().to_string());
            proptest::prop_assert_eq!(lines, split(&plain.dot().to_string()).1);
            let escapes = |text: &String| text.replace("\\\\", "").replace("\\\"", "").replace("\\n", "").contains('\\');
            proptest::prop_assert!(!quoted.iter().any(escapes), "{quoted:?}");
        }
    }
}
