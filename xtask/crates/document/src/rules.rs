//! What can be wrong with a document as a text, before anything of it is understood.

use crate::rule::Rule;
use crate::rules;

rules! {
    /// Every rule of this stage.
    pub const RULES: &[&Rule];

    pub static UNREADABLE: Rule = Rule {
        id: "D001",
        title: "a file cannot be read",
        explanation: "The file is missing, or it is a directory, or its permissions forbid reading it.\n\
                      Run the command in the checkout, or name the file with `--spec`.",
        example: "cargo xtask regen --spec missing.yaml --out client",
    };

    pub(crate) static ENCODING: Rule = Rule {
        id: "D002",
        title: "a file is not UTF-8 text",
        explanation: "Documents are read as UTF-8, with or without a byte order mark. UTF-16, Latin-1 and binary files are refused \
                      rather than guessed at, because a wrong guess changes names in silence. Convert the file.",
        example: "iconv -f UTF-16 -t UTF-8 published.yaml > openapi/bolna.yaml",
    };

    pub(crate) static TOO_LARGE: Rule = Rule {
        id: "D003",
        title: "a file is too large",
        explanation: "A document may have 40 MiB. A description of an API that is larger than that is usually another file.",
        example: "a log, an archive or a dump, named by mistake",
    };

    pub(crate) static SYNTAX: Rule = Rule {
        id: "D004",
        title: "a file is not well-formed YAML 1.2 or JSON",
        explanation: "The text cannot be parsed at the place named. YAML is read by version 1.2 with the core schema: `no`, `yes`, \
                      `on` and `off` are strings, a tab may not indent, and a file has one document. What begins like a JSON \
                      object is read as JSON (RFC 8259), unless the name of the file ends in `.yaml` or `.yml`.",
        example: "info:\n  title: a: b      # a colon and a space inside a plain value: quote it",
    };

    pub(crate) static DUPLICATE_KEY: Rule = Rule {
        id: "D005",
        title: "a key stands twice in one object",
        explanation: "YAML 1.2 section 3.2.1.1 wants unique keys, and RFC 8259 section 4 says that readers disagree on what a second \
                      one means. Keep one of the two.",
        example: "properties:\n  id: {type: string}\n  id: {type: integer}",
    };

    pub(crate) static TOO_DEEP: Rule = Rule {
        id: "D006",
        title: "a document is nested too deeply",
        explanation: "Objects and arrays may be nested 128 levels deep. Real descriptions stay below 40; what is deeper would exhaust \
                      the stack of the tools that read it later.",
        example: "[[[[[[[[…]]]]]]]]",
    };

    pub(crate) static TOO_MANY_NODES: Rule = Rule {
        id: "D007",
        title: "a document has too many nodes",
        explanation: "A document may have 4 million nodes, of which 200,000 may be what aliases stand for. A few lines of aliases of \
                      aliases can stand for more than any memory holds.",
        example: "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]      # and so on",
    };

    pub(crate) static NUMBER: Rule = Rule {
        id: "D008",
        title: "a number is out of range",
        explanation: "Integers are read exactly, from -9223372036854775808 to 18446744073709551615, other numbers as 64-bit floating \
                      point. What does not fit, and infinity and not-a-number, which JSON does not have, are errors and not rounded. \
                      Quote the value if it is a string. A bound is let through: `regen` leaves out one that is beyond 64 bits.",
        example: "default: 1e400",
    };

    pub(crate) static NOT_JSON: Rule = Rule {
        id: "D009",
        title: "YAML that JSON cannot say",
        explanation: "OpenAPI documents are written in the part of YAML that is JSON (OpenAPI 3.1 section 4.3): no tags but those of \
                      the core schema, keys that are scalars, and no merge keys (`<<` belongs to YAML 1.1).",
        example: "thing: !custom {a: 1}",
    };

    pub static UNWRITABLE: Rule = Rule {
        id: "D010",
        title: "the output cannot be written",
        explanation: "Everything succeeded, but the folder cannot be written: permissions, a full disk, or a file where a folder must \
                      be. What was there before is still there.",
        example: "cargo xtask regen      # in a checkout that is mounted read-only",
    };
}

/// Found where a document begins to be understood: by `lower`, which lists it, and by `intake`.
pub static NOT_OPENAPI: Rule = Rule {
    id: "L003",
    title: "a document is not an OpenAPI description",
    explanation: "The root must be an object with `openapi: 3.0.x` or `openapi: 3.1.x`. Swagger 2.0 has `swagger: \"2.0\"`: convert \
                  it first.",
    example: "swagger: \"2.0\"",
};
