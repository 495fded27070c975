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

/// The address of a server as RFC 3986 section 6.2 compares them: scheme and host without case, no port that the scheme
/// implies; and without the slash at its end, which means nothing before a path.
pub(crate) fn server_url(url: &str) -> String {
    let url = url.trim_end_matches('/');
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    // Names of variables have case.
    if scheme.contains('{') || host.contains('{') {
        return url.to_owned();
    }
    let (scheme, host) = (scheme.to_ascii_lowercase(), host.to_ascii_lowercase());
    let port = match scheme.as_str() {
        "https" | "wss" => ":443",
        "http" | "ws" => ":80",
        _ => "",
    };
    let host = host.strip_suffix(port).unwrap_or(&host);
    format!("{scheme}://{host}{path}")
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
    fn the_address_of_a_server_has_one_form() {
        assert_eq!(
            server_url("HTTPS://API.Example.com:443/V1/"),
            "https://api.example.com/V1"
        );
        assert_eq!(server_url("http://a:8080"), "http://a:8080");
        assert_eq!(server_url("https://{Region}.A/v1"), "https://{Region}.A/v1");
        assert_eq!((server_url("/"), server_url("/V1/")), (String::new(), "/V1".to_owned()));
    }

    #[test]
    fn the_names_of_path_parameters_are_no_part_of_a_path() {
        assert_eq!(template("/a/{id}/b/{name}.{x}"), "/a/{}/b/{}.{}");
        assert_eq!(template("/a/{id"), "/a/{id");
        assert_eq!(variables("/a/{id}/b/{name}.json"), ["id", "name"]);
    }
}
