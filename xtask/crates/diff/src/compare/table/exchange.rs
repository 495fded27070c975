//! Operations, and what is around schemas.

use super::check_contract;
use crate::model::Wire::{self, Breaking, Docs, Risky, Safe};

type Row = (&'static str, &'static str, &'static [(&'static str, Wire)]);

const OPERATIONS: &[Row] = &[
    (
        "paths: {/a: {get: {}}}",
        "paths: {/a: {get: {}}, /b: {get: {}, post: {}}}",
        &[("path.item.added", Safe)],
    ),
    (
        "paths: {/a: {get: {}}}",
        "paths: {}",
        &[("path.item.removed", Breaking)],
    ),
    (
        "paths: {/a: {get: {}}}",
        "paths: {/a: {get: {}, post: {}}}",
        &[("operation.endpoint.added", Safe)],
    ),
    (
        "paths: {/a: {get: {}, post: {}}}",
        "paths: {/a: {get: {}}}",
        &[("operation.endpoint.removed", Breaking)],
    ),
    (
        "op: {operationId: a}",
        "op: {operationId: b}",
        &[("operation.id.changed", Docs)],
    ),
    ("op: {}", "op: {operationId: b}", &[("operation.id.added", Docs)]),
    (
        "op: {tags: [a]}",
        "op: {tags: [b]}",
        &[("operation.tags.changed", Docs)],
    ),
    (
        "op: {}",
        "op: {deprecated: true}",
        &[("operation.deprecated.added", Safe)],
    ),
    (
        "op: {}",
        "op: {x-sunset: '2027-01-31'}",
        &[("operation.sunset.added", Risky)],
    ),
    (
        "op: {x-sunset: '2027-01-31'}",
        "op: {x-sunset: '2026-12-31'}",
        &[("operation.sunset.advanced", Risky)],
    ),
    ("op: {}", "op: {x-internal: true}", &[("extension.value.added", Docs)]),
    ("op: {}", "op: {sumary: text}", &[("field.unknown.added", Risky)]),
    ("op: {}", "op: {summary: text}", &[("prose.text.added", Docs)]),
    (
        "paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, required: true, schema: {type: string}}]}}}",
        "paths: {'/a/{agent_id}': {get: {parameters: [{name: agent_id, in: path, required: true, schema: {type: string}}]}}}",
        &[("parameter.name.renamed", Docs)],
    ),
];

const PARAMETERS: &[Row] = &[
    (
        "op: {}",
        "op: {parameters: [{name: a, in: query, schema: {type: string}}]}",
        &[("parameter.optional.added", Safe)],
    ),
    (
        "op: {}",
        "op: {parameters: [{name: a, in: query, required: true, schema: {type: string}}]}",
        &[("parameter.required.added", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {}",
        &[("parameter.optional.removed", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: query, required: true}]}",
        &[("parameter.required.added", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: header}]}",
        &[("parameter.location.changed", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: array}}]}",
        "op: {parameters: [{name: a, in: query, style: pipeDelimited, schema: {type: array}}]}",
        &[("parameter.style.changed", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: array}}]}",
        "op: {parameters: [{name: a, in: query, explode: false, schema: {type: array}}]}",
        &[("parameter.explode.changed", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: object}}]}",
        "op: {parameters: [{name: a, in: query, content: {application/json: {schema: {type: object}}}}]}",
        &[("parameter.content.changed", Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: query, allowReserved: true, allowEmptyValue: true, deprecated: true}]}",
        &[
            ("parameter.allow-reserved.added", Safe),
            ("parameter.allow-empty.added", Safe),
            ("parameter.deprecated.added", Safe),
        ],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: integer, maximum: 9}}]}",
        "op: {parameters: [{name: a, in: query, schema: {type: integer, maximum: 8}}]}",
        &[("schema.maximum.lowered", Breaking)],
    ),
];

const BODIES: &[Row] = &[
    (
        "op: {}",
        "op: {requestBody: {content: {application/json: {}}}}",
        &[("body.optional.added", Safe)],
    ),
    (
        "op: {}",
        "op: {requestBody: {required: true, content: {application/json: {}}}}",
        &[("body.required.added", Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {requestBody: {required: true, content: {application/json: {}}}}",
        &[("body.required.added", Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {}",
        &[("body.optional.removed", Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {requestBody: {content: {application/json: {}, text/csv: {}}}}",
        &[("media-type.definition.added", Safe)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}, text/csv: {}}}}",
        "op: {requestBody: {content: {application/json: {}}}}",
        &[("media-type.definition.removed", Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {requestBody: {content: {application/json: {schema: {type: object}}}}}",
        &[("schema.definition.added", Breaking)],
    ),
    (
        "op: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}}}}}",
        "op: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}, encoding: {a: {contentType: text/csv}}}}}}",
        &[("encoding.content-type.changed", Breaking)],
    ),
    (
        "op: {requestBody: {content: {multipart/form-data: {encoding: {a: {style: form}}}}}}",
        "op: {requestBody: {content: {multipart/form-data: {encoding: {a: {style: pipeDelimited}}}}}}",
        &[("encoding.style.changed", Breaking)],
    ),
];

const RESPONSES: &[Row] = &[
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {}, '202': {}}}",
        &[("response.status.added", Breaking)],
    ),
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {}, '429': {}}}",
        &[("response.status.added", Risky)],
    ),
    (
        "op: {responses: {'200': {}, '202': {}}}",
        "op: {responses: {'200': {}}}",
        &[("response.status.removed", Safe)],
    ),
    (
        "op: {responses: {'200': {}, '400': {}}}",
        "op: {responses: {'400': {}}}",
        &[("response.status.removed", Breaking)],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {}}}}}",
        "op: {responses: {'200': {content: {application/json: {}, text/csv: {}}}}}",
        &[("media-type.definition.added", Risky)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {required: true, schema: {type: string}}}}}}",
        &[("header.required.added", Safe)],
    ),
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        &[("header.optional.added", Safe)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {required: true}}}}}",
        "op: {responses: {'200': {}}}",
        &[("header.required.removed", Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string, maxLength: 3}}}}}}",
        "op: {responses: {'200': {headers: {x-a: {schema: {type: string, maxLength: 4}}}}}}",
        &[("schema.max-length.raised", Breaking)],
    ),
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {links: {a: {operationId: b}}}}}",
        &[("link.definition.added", Safe)],
    ),
    (
        "op: {responses: {'200': {links: {a: {operationId: b}}}}}",
        "op: {responses: {'200': {links: {a: {operationId: c}}}}}",
        &[("link.definition.changed", Risky)],
    ),
    (
        "op: {responses: {default: {content: {text/plain: {schema: {type: string, maxLength: 3}}}}}}",
        "op: {responses: {default: {content: {text/plain: {schema: {type: string, maxLength: 3}}}}, '404': {content: {text/plain: {schema: {type: string, maxLength: 4}}}}}}",
        &[("schema.max-length.raised", Breaking)],
    ),
];

const INVERSE: &[Row] = &[
    (
        "op: {}",
        "op: {callbacks: {done: {'{$url}': {post: {}}}}}",
        &[("callback.definition.added", Safe)],
    ),
    (
        "op: {callbacks: {done: {'{$url}': {post: {}}}}}",
        "op: {}",
        &[("callback.definition.removed", Breaking)],
    ),
    (
        "op: {callbacks: {done: {'{$url}': {post: {}}}}}",
        "op: {callbacks: {done: {'{$hook}': {post: {}}}}}",
        &[("callback.expression.changed", Breaking)],
    ),
    // The API sends it: more of it breaks those who receive it, less does not.
    (
        "op: {callbacks: {done: {'{$url}': {post: {requestBody: {content: {application/json: {schema: {enum: [a]}}}}}}}}}",
        "op: {callbacks: {done: {'{$url}': {post: {requestBody: {content: {application/json: {schema: {enum: [a, b]}}}}}}}}}",
        &[("schema.enum.value-added", Breaking)],
    ),
    (
        "webhooks: {a: {post: {}}}",
        "webhooks: {a: {post: {}}, b: {post: {}}}",
        &[("webhook.definition.added", Safe)],
    ),
    (
        "webhooks: {a: {post: {}}}",
        "webhooks: {}",
        &[("webhook.definition.removed", Breaking)],
    ),
    (
        "webhooks: {a: {post: {requestBody: {content: {application/json: {schema: {maximum: 9}}}}}}}",
        "webhooks: {a: {post: {requestBody: {content: {application/json: {schema: {maximum: 8}}}}}}}",
        &[("schema.maximum.lowered", Safe)],
    ),
    // Callers answer it.
    (
        "webhooks: {a: {post: {responses: {'200': {content: {application/json: {schema: {maximum: 9}}}}}}}}",
        "webhooks: {a: {post: {responses: {'200': {content: {application/json: {schema: {maximum: 8}}}}}}}}",
        &[("schema.maximum.lowered", Breaking)],
    ),
];

const SCHEMES: &str = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a.example', scopes: {read: r, write: w}}}}}}";

const SECURITY: &[Row] = &[
    (
        "op: {security: []}",
        "op: {security: [{key: []}]}",
        &[("security.requirement.added", Breaking)],
    ),
    (
        "op: {security: [{key: []}]}",
        "op: {security: [{key: []}, {oauth: []}]}",
        &[("security.alternative.added", Safe)],
    ),
    (
        "op: {security: [{key: []}]}",
        "op: {security: [{key: []}, {}]}",
        &[("security.alternative.added", Safe)],
    ),
    (
        "op: {security: [{key: []}, {oauth: []}]}",
        "op: {security: [{key: []}]}",
        &[("security.alternative.removed", Breaking)],
    ),
    (
        "op: {security: [{oauth: [read]}]}",
        "op: {security: [{oauth: [read, write]}]}",
        &[("security.scope.added", Breaking)],
    ),
    (
        "op: {security: [{key: []}]}",
        "op: {security: [{key: [], oauth: []}]}",
        &[("security.requirement.added", Breaking)],
    ),
    (
        "op: {}\nsecurity: [{key: []}]",
        "op: {}",
        &[("security.requirement.removed", Safe)],
    ),
];

const SERVERS: &[Row] = &[
    (
        "op: {}\nservers: [{url: 'https://a.example'}]",
        "op: {}\nservers: [{url: 'https://b.example'}]",
        &[("server.url.changed", Breaking)],
    ),
    (
        "op: {}\nservers: [{url: 'https://a.example'}]",
        "op: {}\nservers: [{url: 'https://a.example'}, {url: 'https://b.example'}]",
        &[("server.url.added", Safe)],
    ),
    (
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: eu}}}]",
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: us}}}]",
        &[("server.variable-default.changed", Breaking)],
    ),
    (
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: eu, enum: [eu, us]}}}]",
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: eu, enum: [eu]}}}]",
        &[("server.variable-enum.narrowed", Breaking)],
    ),
];

const WHOLE: &[Row] = &[
    (
        "info: {title: T, version: '1'}",
        "info: {title: T, version: '2'}",
        &[("info.version.changed", Docs)],
    ),
    (
        "info: {title: T, version: '1'}",
        "info: {title: T, version: '1', license: {name: MIT}}",
        &[("info.metadata.added", Docs)],
    ),
    (
        "tags: [{name: a}]",
        "tags: [{name: a, description: b}]",
        &[("tag.definition.changed", Docs)],
    ),
    ("tags: [{name: a}]", "tags: []", &[("tag.definition.removed", Docs)]),
    (
        "components: {}",
        "jsonSchemaDialect: https://a.example",
        &[("document.dialect.added", Risky)],
    ),
    (
        "components: {schemas: {}}",
        "components: {schemas: {A: {type: string}}}",
        &[("component.definition.added", Docs)],
    ),
    (
        "components: {schemas: {A: {type: string}}}",
        "components: {schemas: {A: {type: integer}}}",
        &[("schema.type.changed", Docs)],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}\ncomponents: {schemas: {A: {type: string}}}",
        "op: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}\ncomponents: {schemas: {B: {type: string}}}",
        &[("component.name.renamed", Docs)],
    ),
    (
        "op: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}\ncomponents: {schemas: {A: {type: string}}}",
        "op: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/X'}}}}}\ncomponents: {schemas: {A: {type: string}}}",
        &[("document.reference.broken", Risky)],
    ),
    ("op: {}", "op: {security: none}", &[("document.type.broken", Risky)]),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: query}, {name: a, in: query}]}",
        &[("document.parameter.broken", Risky)],
    ),
];

#[test]
fn each_change_around_schemas_has_its_verdict() {
    let rows = [OPERATIONS, PARAMETERS, BODIES, RESPONSES, INVERSE, SERVERS, WHOLE].concat();
    for (base, revision, expected) in rows {
        check_contract(base, revision, expected);
    }
}

#[test]
fn each_change_of_credentials_has_its_verdict() {
    for (base, revision, expected) in SECURITY {
        check_contract(
            &format!("{base}\n{SCHEMES}"),
            &format!("{revision}\n{SCHEMES}"),
            expected,
        );
    }
}

#[test]
fn each_change_of_a_security_scheme_has_its_verdict() {
    let rows: &[Row] = &[
        (
            "{type: apiKey, in: header, name: A}",
            "{type: apiKey, in: header, name: B}",
            &[("security-scheme.definition.changed", Breaking)],
        ),
        (
            "{type: http, scheme: bearer}",
            "{type: http, scheme: bearer, bearerFormat: JWT}",
            &[("security-scheme.bearer-format.changed", Docs)],
        ),
        ("{type: http, scheme: bearer}", "{type: http, scheme: Bearer}", &[]),
        (
            "{type: openIdConnect, openIdConnectUrl: 'https://a.example'}",
            "{type: openIdConnect, openIdConnectUrl: 'https://b.example'}",
            &[("security-scheme.url.changed", Breaking)],
        ),
        (
            "{type: oauth2, flows: {implicit: {scopes: {r: a}}}}",
            "{type: oauth2, flows: {implicit: {scopes: {r: a, w: b}}}}",
            &[("security-scheme.scope.added", Safe)],
        ),
        (
            "{type: oauth2, flows: {implicit: {scopes: {}}, password: {scopes: {}}}}",
            "{type: oauth2, flows: {implicit: {scopes: {}}}}",
            &[("security-scheme.flow.removed", Breaking)],
        ),
    ];
    for (base, revision, expected) in rows {
        let contract = |scheme: &str| {
            format!("op: {{}}\nsecurity: [{{s: [r]}}]\ncomponents: {{securitySchemes: {{s: {scheme}}}}}")
        };
        check_contract(&contract(base), &contract(revision), expected);
    }
}
