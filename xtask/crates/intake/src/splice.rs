//! Edits the text of the contract until it says what it should, and leaves every other line as it is.
//!
//! A person reviews a change of the contract as a diff, and what is published shall stay as it was published: an
//! operation or component is taken line by line from the page that brings it. Only where that is not possible (JSON,
//! another indentation) the smallest node that differs is written anew. Whatever happens here, the result is read again
//! and compared with what was wanted.

use std::ops::Range;

use serde_json::{Map, Value};

use super::emit;
use super::lines::Lines;
use super::source::Source;
use crate::CONTRACT;
use document::{Document, Pointer};

/// How far a level is indented where the contract does not show it.
const STEP: usize = 2;

/// The text `contract`, which was read as `document`, changed so that it says `wanted`. `None` when it cannot be done.
pub(super) fn splice(contract: &str, document: &Document, wanted: &Value, pages: &[&Source]) -> Option<String> {
    if document.value == *wanted {
        return Some(contract.to_owned());
    }
    // What was copied from a page may depend on an anchor elsewhere in it: then everything is written anew.
    [pages, &[]].into_iter().find_map(|pages| {
        let text = attempt(contract, document, wanted, pages)?;
        let read = document::load_text(CONTRACT, &text, 0).ok()?;
        (read.value == *wanted).then_some(text)
    })
}

/// Whether the contract can be edited line by line.
pub(super) fn is_block_style(text: &str, document: &Document) -> bool {
    Lines::new(text, document, 0).is_block(&Pointer::root())
}

fn attempt(contract: &str, document: &Document, wanted: &Value, pages: &[&Source]) -> Option<String> {
    let target = Lines::new(contract, document, 0);
    let pages: Vec<_> = pages
        .iter()
        .map(|page| Lines::new(&page.text, &page.document, page.above))
        .collect();
    let root = Pointer::root();
    if !target.is_block(&root) {
        return None;
    }
    let mut splicer = Splicer {
        step: step(&target),
        target: &target,
        pages: &pages,
        edits: Vec::new(),
    };
    splicer.members(&root, document.value.as_object()?, wanted.as_object()?)?;
    Some(splicer.finish())
}

fn step(target: &Lines<'_>) -> usize {
    let paths = Pointer::from_tokens(["paths"]);
    let first = target
        .document
        .get(&paths)
        .and_then(Value::as_object)
        .and_then(|paths| paths.keys().next());
    let block = first.and_then(|first| target.block(&paths.join(first)));
    block.map_or(STEP, |block| block.indent).max(1)
}

struct Edit {
    lines: Range<usize>,
    with: Vec<String>,
}

struct Splicer<'a> {
    target: &'a Lines<'a>,
    pages: &'a [Lines<'a>],
    step: usize,
    edits: Vec<Edit>,
}

impl Splicer<'_> {
    /// Brings the members of the object at `pointer`, which is in block style, from `old` to `new`.
    fn members(&mut self, pointer: &Pointer, old: &Map<String, Value>, new: &Map<String, Value>) -> Option<()> {
        for (key, value) in old {
            let here = pointer.join(key);
            match new.get(key) {
                Some(wanted) if wanted == value => {}
                Some(wanted) => self.change(&here, value, wanted)?,
                None => self.edit(self.target.block(&here)?.lines, Vec::new()),
            }
        }
        let first = self.target.block(&pointer.join(old.keys().next()?))?;
        let mut at = first.lines.start;
        for (key, value) in new {
            let here = pointer.join(key);
            if old.contains_key(key) {
                at = self.target.block(&here)?.lines.end;
            } else {
                let with = self.text(&here, value, first.indent);
                self.edit(at..at, with);
            }
        }
        Some(())
    }

    fn change(&mut self, pointer: &Pointer, old: &Value, new: &Value) -> Option<()> {
        let block = self.target.block(pointer)?;
        if is_whole(pointer)
            && let Some(with) = self.published(pointer, new, block.indent)
        {
            self.edit(block.lines, with);
            return Some(());
        }
        match (old, new) {
            (Value::Object(old), Value::Object(new)) if !new.is_empty() && self.target.is_block(pointer) => {
                self.members(pointer, old, new)
            }
            _ => {
                let with = self.text(pointer, new, block.indent);
                self.edit(block.lines, with);
                Some(())
            }
        }
    }

    /// The lines of a member, as published as far as possible.
    fn text(&self, pointer: &Pointer, value: &Value, indent: usize) -> Vec<String> {
        if let Some(lines) = self.published(pointer, value, indent) {
            return lines;
        }
        let key = pointer.last().unwrap_or_default();
        match value {
            // A path with two operations from two pages: the key, then each operation as its page has it.
            Value::Object(members) if !is_whole(pointer) && !members.is_empty() => {
                let heading = emit::member(key, &Value::Null, None, indent);
                let heading = heading
                    .into_iter()
                    .map(|line| line.trim_end_matches(" null").to_owned());
                let members = members.iter();
                let below = members.flat_map(|(key, value)| self.text(&pointer.join(key), value, indent + self.step));
                heading.chain(below).collect()
            }
            _ => {
                let mut pages = self.pages.iter();
                let page = pages.find(|page| page.document.get(pointer) == Some(value));
                emit::member(
                    key,
                    value,
                    page.and_then(|page| page.document.source.get(pointer)),
                    indent,
                )
            }
        }
    }

    /// The lines of a page that says the same at that place with the same indentation.
    fn published(&self, pointer: &Pointer, value: &Value, indent: usize) -> Option<Vec<String>> {
        let page = (self.pages.iter()).find(|page| page.document.get(pointer) == Some(value))?;
        let block = page.block(pointer).filter(|block| block.indent == indent)?;
        let above = pointer.parent()?;
        let lines = page.all().get(block.lines).filter(|_| page.is_block(&above))?;
        Some(
            lines
                .iter()
                .map(|line| line.trim_end_matches('\r').to_owned())
                .collect(),
        )
    }

    fn edit(&mut self, lines: Range<usize>, with: Vec<String>) {
        self.edits.push(Edit { lines, with });
    }

    fn finish(mut self) -> String {
        // Stable: what is inserted at one place stays in its order, and comes before what was there.
        self.edits.sort_by_key(|edit| (edit.lines.start, edit.lines.end));
        let old = self.target.all();
        let mut lines: Vec<&str> = Vec::with_capacity(old.len());
        let mut done = 0;
        for edit in &self.edits {
            lines.extend(old.get(done..edit.lines.start).unwrap_or_default());
            lines.extend(edit.with.iter().map(String::as_str));
            done = edit.lines.end;
        }
        lines.extend(old.get(done..).unwrap_or_default());
        lines.join("\n")
    }
}

/// Whether the node is an operation, a component or something below one, which are taken as they were published.
fn is_whole(pointer: &Pointer) -> bool {
    let tokens = pointer.tokens();
    tokens.len() >= 3
        && tokens
            .first()
            .is_some_and(|first| first == "paths" || first == "components")
}

#[cfg(test)]
mod tests {
    use similar::TextDiff;

    use super::*;
    use crate::merge;
    use crate::testing::{dedent, page};

    const OURS: &str = "
        openapi: 3.1.0   # as published
        paths:
          /a:
            get:
              description: >-
                One, folded
                here.
              x: {$ref: '#/components/schemas/A'}

          # about b
          /b:
            post:
              x: {$ref: '#/components/schemas/B'}
        components:
          schemas:
            A:
              properties:
                port:
                  default: 5060
                mode: {enum: ['no', 'yes']}
            B:
              type: string

    ";

    /// The diff of the contract once it has taken `pages`.
    fn diff(ours: &str, pages: &[&str]) -> String {
        let pages: Vec<Source> = pages.iter().map(|text| page(text)).collect();
        let pages: Vec<&Source> = pages.iter().collect();
        let ours = format!("{}\n", dedent(ours));
        let document = document::load_text(CONTRACT, &ours, 0).unwrap();
        let wanted = merge::merge(&document.value, &pages).value;
        let text = splice(&ours, &document, &wanted, &pages).unwrap();
        let diff = TextDiff::from_lines(ours.as_str(), text.as_str());
        diff.unified_diff().context_radius(1).to_string()
    }

    #[test]
    fn one_changed_property_is_one_changed_line() {
        let page = "
            paths:
              /a:
                get:
                  description: One, folded here.
                  x: {$ref: '#/components/schemas/A'}
            components:
              schemas:
                A:
                  properties:
                    port:
                      default: 5061
                    mode: {enum: ['no', 'yes']}
        ";
        insta::assert_snapshot!(diff(OURS, &[page]), @"
        @@ -18,3 +18,3 @@
                 port:
        -          default: 5060
        +          default: 5061
                 mode: {enum: ['no', 'yes']}
        ");
    }

    #[test]
    fn in_another_indentation_or_in_json_only_what_differs_is_written_anew() {
        let wide = "
            paths:
                /a:
                    get: {description: 'One, folded here.', x: {$ref: '#/components/schemas/A'}}
            components:
                schemas:
                    A:
                        properties: {port: {default: 5061}, mode: {enum: ['no', 'yes', 'on']}}
        ";
        let json = r##"
            {"paths": {"/a": {"get": {"description": "One, folded here.", "x": {"$ref": "#/components/schemas/A"}}}},
             "components": {"schemas": {"A": {"properties": {"port": {"default": 5061}, "mode": {"enum": ["no", "yes", "on"]}}}}}}
        "##;
        let said = diff(OURS, &[wide]);
        insta::assert_snapshot!(said, @"
        @@ -18,4 +18,8 @@
                 port:
        -          default: 5060
        -        mode: {enum: ['no', 'yes']}
        +          default: 5061
        +        mode:
        +          enum:
        +            - 'no'
        +            - 'yes'
        +            - 'on'
             B:
        ");
        assert_eq!(diff(OURS, &[json]), said);
    }

    #[test]
    fn two_operations_of_a_new_path_come_as_published_with_their_components() {
        let of = |method: &str, more: &str| {
            format!(
                "
            paths:
              /c/{{id}}:
                {method}:
                  description: >-
                    Folded in
                    the page.
                  x: {{$ref: '#/components/schemas/C'}}
            components:
              schemas:
                A:
                  properties:
                    port:
                      default: 5060
                    mode: {{enum: ['no', 'yes']}}
                C:   # new
                  type: integer
            {more}"
            )
        };
        insta::assert_snapshot!(diff(OURS, &[&of("get", ""), &of("patch", "")]), @"
        @@ -13,2 +13,13 @@
               x: {$ref: '#/components/schemas/B'}
        +  /c/{id}:
        +    get:
        +      description: >-
        +        Folded in
        +        the page.
        +      x: {$ref: '#/components/schemas/C'}
        +    patch:
        +      description: >-
        +        Folded in
        +        the page.
        +      x: {$ref: '#/components/schemas/C'}
         components:
        @@ -20,2 +31,4 @@
                 mode: {enum: ['no', 'yes']}
        +    C:   # new
        +      type: integer
             B:
        ");
    }

    #[test]
    fn an_orphan_goes_with_its_lines_and_a_section_with_its_last_member() {
        let page = "
            paths:
              /b:
                post:
                  x: [{$ref: '#/components/parameters/P'}]
            components:
              parameters:
                P:
                  name: p
        ";
        insta::assert_snapshot!(diff(OURS, &[page]), @"
        @@ -12,3 +12,3 @@
             post:
        -      x: {$ref: '#/components/schemas/B'}
        +      x: [{$ref: '#/components/parameters/P'}]
         components:
        @@ -20,4 +20,5 @@
                 mode: {enum: ['no', 'yes']}
        -    B:
        -      type: string
        +  parameters:
        +    P:
        +      name: p
        ");
    }

    #[test]
    fn an_operation_with_aliases_is_written_out() {
        let page = "
            info: &text {title: text}
            paths:
              /b:
                post:
                  x: *text
        ";
        insta::assert_snapshot!(diff(OURS, &[page]), @"
        @@ -12,3 +12,4 @@
             post:
        -      x: {$ref: '#/components/schemas/B'}
        +      x:
        +        title: text
         components:
        @@ -20,4 +21,2 @@
                 mode: {enum: ['no', 'yes']}
        -    B:
        -      type: string
        ");
    }

    #[test]
    fn a_contract_without_components_gets_them_at_its_end() {
        let ours = "
            openapi: 3.1.0
            paths: {}
        ";
        let page = "
            paths:
              /b:
                post:
                  x: {$ref: '#/components/schemas/B'}
            components:
              schemas:
                B:
                  type: string
        ";
        insta::assert_snapshot!(diff(ours, &[page]), @"
        @@ -1,3 +1,10 @@
         openapi: 3.1.0
        -paths: {}
        +paths:
        +  /b:
        +    post:
        +      x: {$ref: '#/components/schemas/B'}
        +components:
        +  schemas:
        +    B:
        +      type: string
        ");
    }
}
