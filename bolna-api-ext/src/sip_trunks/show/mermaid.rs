//! Diagrams in the language of Mermaid.

use std::fmt::{self, Write as _};

use super::diagram::Diagram;

/// A [`Diagram`] as a flowchart of Mermaid; `Display` writes it.
#[derive(Clone, Copy, Debug)]
pub struct Mermaid<'a>(pub(super) &'a Diagram);

impl fmt::Display for Mermaid<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagram {
            trunks,
            gateways,
            numbers,
        } = self.0;
        f.write_str("flowchart LR\n")?;
        for (index, node) in trunks.iter().enumerate() {
            let class = if node.is_inactive { ":::inactive" } else { "" };
            writeln!(f, "  t{index}[{}]{class}", Quoted(&node.label))?;
        }
        for (index, label) in gateways.iter().enumerate() {
            writeln!(f, "  g{index}[{}]", Quoted(std::slice::from_ref(label)))?;
        }
        for (index, label) in numbers.iter().enumerate() {
            writeln!(f, "  n{index}([{}])", Quoted(std::slice::from_ref(label)))?;
        }
        for (index, node) in trunks.iter().enumerate() {
            for number in &node.numbers {
                writeln!(f, "  n{number} --> t{index}")?;
            }
            for (gateway, edge) in &node.gateways {
                writeln!(f, "  t{index} -->|{}| g{gateway}", Quoted(std::slice::from_ref(edge)))?;
            }
        }
        if trunks.iter().any(|node| node.is_inactive) {
            f.write_str("  classDef inactive stroke-dasharray: 4\n")?;
        }
        Ok(())
    }
}

/// Lines as a text of the language, in quotes and with the codes of characters for whatever its grammar, Markdown or HTML would take for
/// theirs: all of ASCII that is neither a letter, a digit, a blank nor one of these where they stand within a word: `.`, `-`, `:`, `,`.
struct Quoted<'a>(&'a [String]);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for (index, line) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("<br>")?;
            }
            let mut before = ' ';
            let mut characters = line.chars().peekable();
            while let Some(character) = characters.next() {
                let after = characters.peek().copied().unwrap_or(' ');
                if is_plain(before, character, after) {
                    f.write_char(character)?;
                } else {
                    write!(f, "#{};", u32::from(character))?;
                }
                before = character;
            }
        }
        f.write_char('"')
    }
}

fn is_plain(before: char, character: char, after: char) -> bool {
    let is_word = |character: char| character.is_alphanumeric();
    match character {
        // Behind `www` begins a link of Markdown.
        '.' | '-' | ':' => is_word(before) && is_word(after) && !matches!((before, character), ('w' | 'W', '.')),
        ',' => true,
        character => is_word(character) || character == ' ' || !character.is_ascii(),
    }
}

#[cfg(test)]
mod tests {
    use bolna_api::types::SipTrunk;

    use super::*;

    #[test]
    fn what_people_wrote_is_a_label_and_nothing_else() {
        let trunks: Vec<SipTrunk> = serde_json::from_str(
            r##"[{"name": "1. a\"] --> b[\"<b>&amp;</b> #35; `*end*`\n%%", "provider": "end", "is_active": false,
                 "gateways": [{"gateway_address": "http://a b", "priority": 2}, {"gateway_address": "www.example.com"}],
                 "phone_numbers": [{"phone_number": "+14155550100"}]}]"##,
        )
        .unwrap();
        insta::assert_snapshot!(Diagram::new(&trunks).mermaid(), @r##"
        flowchart LR
          t0["1#46; a#34;#93; #45;#45;#62; b#91;#34;#60;b#62;#38;amp#59;#60;#47;b#62; #35;35#59; #96;#42;end#42;#96;�#37;#37;<br>end<br>not active"]:::inactive
          g0["www#46;example.com:5060"]
          g1["http#58;#47;#47;a b:5060"]
          n0(["#43;14155550100"])
          n0 --> t0
          t0 -->|"1st, priority 1"| g0
          t0 -->|"2nd, priority 2"| g1
          classDef inactive stroke-dasharray: 4
        "##);
    }
}
