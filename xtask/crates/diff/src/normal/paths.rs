//! The operations of a document, and the paths by which the two documents know them.

use super::node::Node;
use super::side::Side;
use document::grammar::METHODS;

/// An operation of a path or a webhook.
#[derive(Clone, Debug)]
pub(crate) struct PathOperation<'a> {
    /// In small letters, as the document has it.
    pub(crate) method: &'static str,
    pub(crate) path: &'a str,
    pub(crate) item: Node<'a>,
    pub(crate) node: Node<'a>,
}

impl PathOperation<'_> {
    /// `GET /call`.
    pub(crate) fn name(&self) -> String {
        name(self.method, self.path)
    }
}

/// `GET /call`.
pub(crate) fn name(method: &str, path: &str) -> String {
    format!("{} {path}", method.to_uppercase())
}

/// The operations of the path item at `item`, which is that of `path`.
pub(crate) fn operations<'a>(side: &Side<'a>, path: &'a str, item: &Node<'a>) -> Vec<PathOperation<'a>> {
    // Beside its own fields a Path Item may have a `$ref` (OpenAPI 3.1.1 section 4.8.9.1); its own come first.
    let shared = item.text("$ref").and_then(|_| side.open(item));
    let all = METHODS.iter().filter_map(|method| {
        let own = item.get(method).map(|node| (item.clone(), node));
        let (item, node) = own.or_else(|| {
            shared
                .as_ref()
                .and_then(|shared| Some((shared.clone(), shared.get(method)?)))
        })?;
        node.value.is_object().then_some(PathOperation {
            method,
            path,
            item,
            node,
        })
    });
    all.collect()
}

/// A path without the names of its parameters, which nobody sends: `/call/{id}` → `/call/{}`.
pub(crate) fn template(path: &str) -> String {
    let mut template = String::new();
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((_, after)) = behind.split_once('}') else {
            break;
        };
        template.push_str(before);
        template.push_str("{}");
        rest = after;
    }
    template.push_str(rest);
    template
}

/// The names of the parameters of a path, in their order.
pub(crate) fn variables(path: &str) -> Vec<&str> {
    let behind = path.split('{').skip(1);
    behind
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_path_parameters_are_no_part_of_a_path() {
        assert_eq!(template("/a/{id}/b/{name}.{x}"), "/a/{}/b/{}.{}");
        assert_eq!(template("/a/{id"), "/a/{id");
        assert_eq!(variables("/a/{id}/b/{name}.json"), ["id", "name"]);
    }
}
