//! What can be wrong with what is to be taken into the contract.

use document::finding::{Failure, Finding};
use document::rule::Rule;
use document::{Location, Pointer};

document::rules! {
    /// Every rule of this stage.
    pub const RULES: &[&Rule];

    pub(crate) static NO_FENCE: Rule = Rule {
        id: "V001",
        title: "a page without an OpenAPI document",
        explanation: "A published page has its OpenAPI document in a fence that is headed by a language, a method and a path. The page \
                      has no such fence: it is perhaps a guide and no page of the API reference.",
        example: "````yaml GET /sip-trunks/trunks\nopenapi: 3.1.0\n````",
    };

    pub(crate) static MANY_FENCES: Rule = Rule {
        id: "V002",
        title: "a page with several OpenAPI documents",
        explanation: "A published page describes one operation. With two documents it would be unclear which of them holds for what both \
                      describe. Save them as two pages, or vendor the whole document.",
        example: "````yaml GET /trunks\n…\n````\n\n````yaml POST /trunks\n…\n````",
    };

    pub(crate) static HEADING: Rule = Rule {
        id: "V003",
        title: "a fence whose heading does not match its document",
        explanation: "The heading of the fence names another operation than the document in it has. One of the two is a mistake of the \
                      page, and which one it is nobody here can know.",
        example: "````yaml GET /trunks\npaths:\n  /trunks:\n    post: {}\n````",
    };

    pub(crate) static OPERATIONS: Rule = Rule {
        id: "V004",
        title: "not the operations that were expected",
        explanation: "The document of a page has exactly one operation, and a whole document has at least one. Save a document with \
                      several operations as a file of its own: it then replaces the contract.",
        example: "paths: {}",
    };

    pub(crate) static OTHER_API: Rule = Rule {
        id: "V005",
        title: "a document of another API",
        explanation: "`info.title` and the URLs of `servers` say which API a document describes. Those of a page must be the contract's \
                      (one URL in common is enough), and a whole document must agree in one of the two. If the API was really renamed, \
                      change the title or the URL in `openapi/bolna.yaml` first.",
        example: "info:\n  title: Petstore",
    };

    pub(crate) static HTML: Rule = Rule {
        id: "V006",
        title: "HTML instead of Markdown",
        explanation: "What came is a page as browsers show it. Reference sites serve the Markdown of a page beside it: usually the same \
                      URL with `.md` behind it.",
        example: "<!doctype html>",
    };

    pub(crate) static DISAGREEMENT: Rule = Rule {
        id: "V007",
        title: "two sources disagree",
        explanation: "Two of the given sources bring the same operation or the same component, and not with the same content: they were \
                      published at different times. Fetch both again, or vendor them one after the other, the newer one last.",
        example: "cargo xtask vendor list.md get.md      # with a different `Error` in each",
    };

    pub(crate) static UNREACHED: Rule = Rule {
        id: "V008",
        title: "a URL that cannot be fetched",
        explanation: "The server did not answer in time, or not with success. Nothing was changed. `--timeout` gives a slow server more \
                      time.",
        example: "cargo xtask vendor https://example.com/gone.md",
    };

    pub(crate) static ADDRESS: Rule = Rule {
        id: "V009",
        title: "a URL that is not fetched",
        explanation: "Only `https` is fetched, and plain `http` from this machine itself (a loopback address), so that nobody on the way \
                      can change the contract. Redirects must stay on the host and never go from `https` to `http`; at most five are \
                      followed. A name and a password have no place in a URL, because it is written down as the source.",
        example: "cargo xtask vendor http://example.com/openapi.yaml",
    };

    pub(crate) static TOO_LARGE: Rule = Rule {
        id: "V010",
        title: "an answer that is too large",
        explanation: "A document may have 40 MiB, a page or an `llms.txt` 4 MiB, and an index may name 1,000 pages. What is larger is \
                      something else, or never ends.",
        example: "a download without an end",
    };

    pub(crate) static CUT_OFF: Rule = Rule {
        id: "V011",
        title: "a page that was cut off",
        explanation: "The fence with the document is not closed, so that the end of the document is missing. Fetch the page again.",
        example: "````yaml GET /trunks\nopenapi: 3.1.0",
    };

    pub(crate) static DANGLING: Rule = Rule {
        id: "V012",
        title: "a reference to a component that nobody brings",
        explanation: "The operation refers to a component that is neither in its document nor in the contract.",
        example: "$ref: '#/components/schemas/Missing'",
    };

    pub(crate) static OTHERWISE: Rule = Rule {
        id: "V013",
        title: "a page that says otherwise what holds for all operations",
        explanation: "The version of OpenAPI and the `security` of the root hold for every operation of the contract, and a page describes \
                      one. Taken over, its operation would mean something else here. Vendor the whole document, or change the contract \
                      for all operations first.",
        example: "openapi: 3.0.3      # in a page, where the contract is 3.1.0",
    };

    pub(crate) static PROVENANCE: Rule = Rule {
        id: "V014",
        title: "the provenance is not valid",
        explanation: "`openapi/provenance.toml` has an `[[operation]]` for each operation of the contract, with the texts `method`, `path`, \
                      `origin` (`published` or `transcribed`), `source`, `retrieved` and `digest`.",
        example: "[[operation]]\nmethod = \"GET\"\norigin = \"guessed\"",
    };

    pub(crate) static INDEX: Rule = Rule {
        id: "V015",
        title: "an index that names nothing to take",
        explanation: "An `llms.txt` links to an OpenAPI document (a link that names openapi and ends in .json, .yaml or .yml) or to pages \
                      (links that end in .md), on its own host. This one has neither, or no page with an operation.",
        example: "# Docs\n\n- [Guide](https://example.com/guide.html)",
    };

    pub(crate) static SPLICE: Rule = Rule {
        id: "V016",
        title: "the contract cannot be edited as a text",
        explanation: "The new text of the contract was read again and did not say what it should. That is a fault of this command, or the \
                      contract is written with anchors and aliases that cross what was changed. Nothing was written.",
        example: "a: &a {type: string}\nb: *a      # and `a` is to be removed",
    };

    pub(crate) static BY_HAND: Rule = Rule {
        id: "V017",
        title: "a published operation that was changed by hand",
        explanation: "`openapi/provenance.toml` says of an operation that it is word for word as published, and its digest is another one \
                      now: the operation in `openapi/bolna.yaml`, or a component that it reaches, was edited. What is published is \
                      changed by `cargo xtask vendor` only; a correction is an overlay action.",
        example: "[[operation]]\nmethod = \"GET\"\npath = \"/sip-trunks/trunks\"\norigin = \"published\"",
    };
}

/// An error at a place.
pub(super) fn refuse(
    rule: &'static Rule,
    location: Location,
    pointer: Pointer,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Failure {
    Finding::error(rule, location, pointer, message, remedy).into()
}

/// An error about a file or a URL as a whole.
pub(super) fn refuse_all_of(
    rule: &'static Rule,
    name: &str,
    message: impl Into<String>,
    remedy: impl Into<String>,
) -> Failure {
    Finding::error_of_file(rule, name, message, remedy).into()
}
