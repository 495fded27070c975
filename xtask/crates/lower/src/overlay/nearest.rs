//! What the target of a stale action is likely to mean now: the node that the same path leads to when one step of it is
//! another one, is left out, or has others before it.
//!
//! A path is handled as the text of its segments (RFC 9535, section 1.5), so that wildcards and filters stay as they were
//! written; what a path selects is for the library to say.

use serde_json::Value;
use strsim::normalized_levenshtein;

use super::select;
use document::Pointer;

/// How alike two names are at least, of 1, where little else speaks for one of them.
const ALIKE: f64 = 0.5;
/// How many levels of a document are searched below the last step that is still there.
const DEPTH: usize = 3;
/// How many nodes are looked at there.
const NODES: usize = 2_000;
/// What a step that is left out or put in costs, of 1: as much as a name that is a third another one.
const STEP: f64 = 0.3;

/// A segment of a path, as it was written.
#[derive(Clone, Debug, PartialEq)]
struct Segment {
    written: String,
    /// Of a segment that selects one member, its name.
    name: Option<String>,
}

impl Segment {
    fn named(name: &str) -> Self {
        let is_plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|one| one.is_ascii_alphanumeric() || one == '_');
        let written = if is_plain {
            format!(".{name}")
        } else {
            format!("['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"))
        };
        let name = Some(name.to_owned());
        Self { written, name }
    }

    /// The step from a node to its member or element.
    fn step(parent: &Value, token: &str) -> Self {
        if parent.is_array() {
            Self {
                written: format!("[{token}]"),
                name: None,
            }
        } else {
            Self::named(token)
        }
    }
}

/// The path that `target`, which selects nothing in `document`, is likely to mean; `None` where nothing is near.
pub(super) fn find(document: &Value, target: &str) -> Option<String> {
    let segments = split(target)?;
    // What is selected by the longest beginning that selects anything.
    let known = (0..segments.len())
        .rev()
        .find(|length| !selected(document, segments.get(..*length).unwrap_or_default()).is_empty())?;
    let mut found: Vec<(f64, Vec<Segment>)> = Vec::new();
    let mut offer = |cost: f64, path: Vec<Segment>| {
        if leads_somewhere(document, &path) {
            found.push((cost, path));
        }
    };
    moved_to_component(document, &segments, known, &mut offer);
    left_out(&segments, known, &mut offer);
    put_in(document, &segments, known, &mut offer);
    renamed(document, &segments, known, &mut offer);
    // The first of those that cost the same.
    let best = found.into_iter().min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    Some(join(&best.1))
}

/// The schema that was written there is a component now.
fn moved_to_component(document: &Value, segments: &[Segment], known: usize, offer: &mut impl FnMut(f64, Vec<Segment>)) {
    let (before, behind) = segments.split_at(known);
    for node in selected(document, before) {
        let reference = node_at(document, &node).and_then(|node| node.get("$ref")?.as_str());
        let Some(pointer) = reference.and_then(|reference| Pointer::parse(reference.strip_prefix('#')?)) else {
            continue;
        };
        let steps = steps(document, &pointer);
        offer(0.0, [steps.as_slice(), behind].concat());
    }
}

/// One level or two that there were are not there any more: `items`, or `allOf` and its element.
fn left_out(segments: &[Segment], known: usize, offer: &mut impl FnMut(f64, Vec<Segment>)) {
    let (before, behind) = segments.split_at(known);
    for (count, cost) in [(1, STEP), (2, STEP + 0.1)] {
        match behind.get(count..) {
            Some(rest) if !rest.is_empty() => offer(cost, [before, rest].concat()),
            _ => {}
        }
    }
}

/// What was there is some levels below now: in `items`, or in an element of `allOf`.
fn put_in(document: &Value, segments: &[Segment], known: usize, offer: &mut impl FnMut(f64, Vec<Segment>)) {
    // Below the root or `paths` anything could be found.
    if known < 2 {
        return;
    }
    let (before, behind) = segments.split_at(known);
    for node in selected(document, before) {
        let mut open = vec![(node.clone(), 0)];
        let mut next = 0;
        while let Some((pointer, depth)) = open.get(next).cloned().filter(|_| next < NODES) {
            next += 1;
            if depth > 0 {
                let path = [steps(document, &pointer).as_slice(), behind].concat();
                offer(STEP + 0.1 * f64::from(depth), path);
            }
            if usize::try_from(depth).is_ok_and(|depth| depth < DEPTH) {
                let below = node_at(document, &pointer).map(keys).unwrap_or_default();
                open.extend(below.into_iter().map(|key| (pointer.join(&key), depth + 1)));
            }
        }
    }
}

/// One name is another one: the status 201 in place of 200, a path with another parameter, a component.
fn renamed(document: &Value, segments: &[Segment], known: usize, offer: &mut impl FnMut(f64, Vec<Segment>)) {
    for (place, segment) in segments.iter().enumerate().take(known + 1) {
        let (Some(name), Some(before), Some(behind)) =
            (&segment.name, segments.get(..place), segments.get(place + 1..))
        else {
            continue;
        };
        let is_status = before.last().and_then(|last| last.name.as_deref()) == Some("responses");
        for node in selected(document, before) {
            let Some(Value::Object(members)) = node_at(document, &node) else {
                continue;
            };
            for sibling in members.keys().filter(|sibling| *sibling != name) {
                let alike = normalized_levenshtein(name, sibling);
                // Another status of the same class that holds the rest speaks for itself; any other one does so
                // if nothing else is where the path ends.
                let holds = is_status && place == known && !behind.is_empty();
                if alike >= ALIKE || holds {
                    let further = f64::from(u32::try_from(known - place).unwrap_or(u32::MAX));
                    offer(
                        1.0 - alike + further,
                        [before, &[Segment::named(sibling)], behind].concat(),
                    );
                }
            }
        }
    }
}

fn leads_somewhere(document: &Value, path: &[Segment]) -> bool {
    let nodes = selected(document, path);
    let fits = |node: &Value| node.is_object() || node.is_array();
    !nodes.is_empty() && nodes.iter().all(|node| node_at(document, node).is_some_and(fits))
}

fn selected(document: &Value, path: &[Segment]) -> Vec<Pointer> {
    select(document, &join(path)).unwrap_or_default()
}

fn node_at<'a>(document: &'a Value, pointer: &Pointer) -> Option<&'a Value> {
    document.pointer(&pointer.to_string())
}

fn keys(node: &Value) -> Vec<String> {
    match node {
        Value::Object(members) => members.keys().cloned().collect(),
        Value::Array(elements) => (0..elements.len()).map(|index| index.to_string()).collect(),
        _ => Vec::new(),
    }
}

/// The segments that lead to `pointer`.
fn steps(document: &Value, pointer: &Pointer) -> Vec<Segment> {
    let mut node = Some(document);
    let step = |token: &String| {
        let parent = node.unwrap_or(&Value::Null);
        let segment = Segment::step(parent, token);
        node = match parent {
            Value::Array(elements) => token.parse::<usize>().ok().and_then(|index| elements.get(index)),
            parent => parent.get(token),
        };
        segment
    };
    pointer.tokens().iter().map(step).collect()
}

fn join(path: &[Segment]) -> String {
    let written: String = path.iter().map(|segment| segment.written.as_str()).collect();
    format!("${written}")
}

/// The segments of a path that the library could read.
fn split(path: &str) -> Option<Vec<Segment>> {
    let mut rest = path.trim().strip_prefix('$')?.trim_start();
    let mut segments = Vec::new();
    while !rest.is_empty() {
        let end = if rest.starts_with('[') {
            end_of_brackets(rest)?
        } else {
            let dots = rest.len() - rest.trim_start_matches('.').len();
            let shorthand = rest.get(dots..)?;
            if shorthand.starts_with('[') {
                dots + end_of_brackets(shorthand)?
            } else {
                dots + shorthand.find(['.', '[', ' ']).unwrap_or(shorthand.len())
            }
        };
        // A path that is not at its end has something there.
        let (written, behind) = rest.split_at_checked(end).filter(|(written, _)| !written.is_empty())?;
        segments.push(Segment {
            written: written.to_owned(),
            name: name(written),
        });
        rest = behind.trim_start();
    }
    Some(segments)
}

/// Behind the bracket that closes the first one.
fn end_of_brackets(text: &str) -> Option<usize> {
    let (mut depth, mut quote, mut escaped) = (0_usize, None, false);
    for (place, one) in text.char_indices() {
        match (quote, one) {
            _ if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), close) if open == close => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(one),
            (None, '[') => depth += 1,
            (None, ']') if depth == 1 => return Some(place + 1),
            (None, ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The name that a segment selects, if it selects one.
fn name(written: &str) -> Option<String> {
    if let Some(shorthand) = written.strip_prefix('.') {
        let is_name = !shorthand.starts_with(['.', '*', '[']);
        return is_name.then(|| shorthand.to_owned());
    }
    let inner = written.strip_prefix('[')?.strip_suffix(']')?.trim();
    if let Some(single) = inner.strip_prefix('\'').and_then(|inner| inner.strip_suffix('\'')) {
        // RFC 9535 section 2.3.1: the escapes of JSON, and that of the single quote.
        let double = single.replace("\\'", "'").replace('"', "\\\"");
        return serde_json::from_str(&format!("\"{double}\"")).ok();
    }
    inner
        .starts_with('"')
        .then(|| serde_json::from_str(inner).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contract() -> Value {
        json!({
            "paths": {
                "/trunks/{trunk_id}": {
                    "get": {"responses": {"201": {"content": {"application/json": {"schema": {
                        "type": "array", "items": {"properties": {"name": {"type": "string"}}},
                    }}}}, "404": {"description": "none"}}},
                    "put": {"responses": {"200": {"content": {"application/json": {"schema": {
                        "$ref": "#/components/schemas/Trunk",
                    }}}}}},
                },
                "/agents": {"get": {"responses": {"200": {"description": "all"}}}},
            },
            "components": {"schemas": {
                "Trunk": {"properties": {"gateway": {"type": "object"}, "it's": {"type": "object"}}},
                "Wrapped": {"allOf": [{"properties": {"port": {"type": "integer"}}}]},
            }},
        })
    }

    fn nearest(target: &str) -> String {
        find(&contract(), target).unwrap_or_else(|| "nothing".to_owned())
    }

    #[test]
    fn the_same_schema_at_another_status_is_meant() {
        assert_eq!(
            nearest("$.paths['/trunks/{trunk_id}'].get.responses['200'].content['application/json'].schema.items"),
            "$.paths['/trunks/{trunk_id}'].get.responses['201'].content['application/json'].schema.items"
        );
    }

    #[test]
    fn a_path_with_another_parameter_is_meant_and_not_any_other_path() {
        assert_eq!(
            nearest("$.paths[\"/trunks/{id}\"].get"),
            "$.paths['/trunks/{trunk_id}'].get"
        );
        assert_eq!(nearest("$.paths['/batches'].post"), "nothing");
    }

    #[test]
    fn a_schema_that_became_a_component_or_an_array_or_is_wrapped_no_more_is_meant() {
        assert_eq!(
            nearest(
                "$.paths['/trunks/{trunk_id}'].put.responses['200'].content['application/json'].schema.properties.gateway"
            ),
            "$.components.schemas.Trunk.properties.gateway"
        );
        assert_eq!(
            nearest(
                "$.paths['/trunks/{trunk_id}'].get.responses['201'].content['application/json'].schema.properties.name"
            ),
            "$.paths['/trunks/{trunk_id}'].get.responses['201'].content['application/json'].schema.items.properties.name"
        );
        assert_eq!(
            nearest("$.components.schemas.Wrapped.properties.port"),
            "$.components.schemas.Wrapped.allOf[0].properties.port"
        );
        assert_eq!(
            nearest("$.components.schemas.Trunk.allOf[1].properties.gateway"),
            "$.components.schemas.Trunk.properties.gateway"
        );
    }

    #[test]
    fn a_misspelt_name_is_meant_and_quotes_are_written_as_they_must_be() {
        assert_eq!(
            nearest("$.components.schemas.Trunk.properties.getaway"),
            "$.components.schemas.Trunk.properties.gateway"
        );
        assert_eq!(
            nearest("$.components.schemas.Trunk.properties['its']"),
            "$.components.schemas.Trunk.properties['it\\'s']"
        );
        assert_eq!(nearest("$.components.schemas.Trunk.properties.password"), "nothing");
    }

    #[test]
    fn what_is_no_name_stays_as_it_was_written() {
        assert_eq!(
            nearest("$.paths[?@.get == ']'] . get"),
            "nothing",
            "a filter that selects nothing"
        );
        assert_eq!(
            nearest("$.components.schemas['Trunks'].properties[*]"),
            "$.components.schemas.Trunk.properties[*]"
        );
        assert_eq!(nearest("$..gatewax"), "nothing");
    }
}
