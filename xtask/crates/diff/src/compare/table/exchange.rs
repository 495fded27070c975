//! Operations, and what is around schemas.

use super::{ContractRow, check_contract};
use crate::model::Wire::{Breaking, Docs, Risky, Safe};
use crate::rules;

const OPERATIONS: &[ContractRow] = &[
    (
        "paths: {/a: {get: {}}}",
        "paths: {/a: {get: {}}, /b: {get: {}, post: {}}}",
        &[(&rules::path::ITEM_ADDED, Safe)],
    ),
    (
        "paths: {/a: {get: {}}}",
        "paths: {}",
        &[(&rules::path::ITEM_REMOVED, Breaking)],
    ),
    (
        "paths: {/a: {get: {}}}",
        "paths: {/a: {get: {}, post: {}}}",
        &[(&rules::operation::ENDPOINT_ADDED, Safe)],
    ),
    (
        "paths: {/a: {get: {}, post: {}}}",
        "paths: {/a: {get: {}}}",
        &[(&rules::operation::ENDPOINT_REMOVED, Breaking)],
    ),
    (
        "op: {operationId: a}",
        "op: {operationId: b}",
        &[(&rules::operation::ID_CHANGED, Docs)],
    ),
    ("op: {}", "op: {operationId: b}", &[(&rules::operation::ID_ADDED, Docs)]),
    (
        "op: {tags: [a]}",
        "op: {tags: [b]}",
        &[(&rules::operation::TAGS_CHANGED, Docs)],
    ),
    (
        "op: {}",
        "op: {deprecated: true}",
        &[(&rules::operation::DEPRECATED_ADDED, Safe)],
    ),
    (
        "op: {}",
        "op: {x-sunset: '2027-01-31'}",
        &[(&rules::operation::SUNSET_ADDED, Risky)],
    ),
    (
        "op: {x-sunset: '2027-01-31'}",
        "op: {x-sunset: '2026-12-31'}",
        &[(&rules::operation::SUNSET_ADVANCED, Risky)],
    ),
    (
        "op: {}",
        "op: {x-internal: true}",
        &[(&rules::extension::VALUE_ADDED, Docs)],
    ),
    ("op: {}", "op: {sumary: text}", &[(&rules::field::UNKNOWN_ADDED, Risky)]),
    ("op: {}", "op: {summary: text}", &[(&rules::prose::TEXT_ADDED, Docs)]),
    (
        "paths: {'/a/{id}': {get: {parameters: [{name: id, in: path, required: true, schema: {type: string}}]}}}",
        "paths: {'/a/{agent_id}': {get: {parameters: [{name: agent_id, in: path, required: true, schema: {type: string}}]}}}",
        &[(&rules::parameter::NAME_RENAMED, Docs)],
    ),
];

const PARAMETERS: &[ContractRow] = &[
    (
        "op: {}",
        "op: {parameters: [{name: a, in: query, schema: {type: string}}]}",
        &[(&rules::parameter::OPTIONAL_ADDED, Safe)],
    ),
    (
        "op: {}",
        "op: {parameters: [{name: a, in: query, required: true, schema: {type: string}}]}",
        &[(&rules::parameter::REQUIRED_ADDED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {}",
        &[(&rules::parameter::OPTIONAL_REMOVED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: query, required: true}]}",
        &[(&rules::parameter::REQUIRED_ADDED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: header}]}",
        &[(&rules::parameter::LOCATION_CHANGED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: array}}]}",
        "op: {parameters: [{name: a, in: query, style: pipeDelimited, schema: {type: array}}]}",
        &[(&rules::parameter::STYLE_CHANGED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: array}}]}",
        "op: {parameters: [{name: a, in: query, explode: false, schema: {type: array}}]}",
        &[(&rules::parameter::EXPLODE_CHANGED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: object}}]}",
        "op: {parameters: [{name: a, in: query, content: {application/json: {schema: {type: object}}}}]}",
        &[(&rules::parameter::CONTENT_CHANGED, Breaking)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: query, allowReserved: true, allowEmptyValue: true, deprecated: true}]}",
        &[
            (&rules::parameter::ALLOW_RESERVED_ADDED, Safe),
            (&rules::parameter::ALLOW_EMPTY_ADDED, Safe),
            (&rules::parameter::DEPRECATED_ADDED, Safe),
        ],
    ),
    (
        "op: {parameters: [{name: a, in: query, schema: {type: integer, maximum: 9}}]}",
        "op: {parameters: [{name: a, in: query, schema: {type: integer, maximum: 8}}]}",
        &[(&rules::schema::MAXIMUM_LOWERED, Breaking)],
    ),
];

const BODIES: &[ContractRow] = &[
    (
        "op: {}",
        "op: {requestBody: {content: {application/json: {}}}}",
        &[(&rules::body::OPTIONAL_ADDED, Safe)],
    ),
    (
        "op: {}",
        "op: {requestBody: {required: true, content: {application/json: {}}}}",
        &[(&rules::body::REQUIRED_ADDED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {requestBody: {required: true, content: {application/json: {}}}}",
        &[(&rules::body::REQUIRED_ADDED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {}",
        &[(&rules::body::OPTIONAL_REMOVED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {requestBody: {content: {application/json: {}, text/csv: {}}}}",
        &[(&rules::media_type::DEFINITION_ADDED, Safe)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}, text/csv: {}}}}",
        "op: {requestBody: {content: {application/json: {}}}}",
        &[(&rules::media_type::DEFINITION_REMOVED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {}}}}",
        "op: {requestBody: {content: {application/json: {schema: {type: object}}}}}",
        &[(&rules::schema::DEFINITION_ADDED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}}}}}",
        "op: {requestBody: {content: {multipart/form-data: {schema: {properties: {a: {type: string}}}, encoding: {a: {contentType: text/csv}}}}}}",
        &[(&rules::encoding::CONTENT_TYPE_CHANGED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {multipart/form-data: {encoding: {a: {style: form}}}}}}",
        "op: {requestBody: {content: {multipart/form-data: {encoding: {a: {style: pipeDelimited}}}}}}",
        &[(&rules::encoding::STYLE_CHANGED, Breaking)],
    ),
];

const RESPONSES: &[ContractRow] = &[
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {}, '202': {}}}",
        &[(&rules::response::STATUS_ADDED, Breaking)],
    ),
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {}, '429': {}}}",
        &[(&rules::response::STATUS_ADDED, Risky)],
    ),
    (
        "op: {responses: {'200': {}, '202': {}}}",
        "op: {responses: {'200': {}}}",
        &[(&rules::response::STATUS_REMOVED, Safe)],
    ),
    (
        "op: {responses: {'200': {}, '400': {}}}",
        "op: {responses: {'400': {}}}",
        &[(&rules::response::STATUS_REMOVED, Breaking)],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {}}}}}",
        "op: {responses: {'200': {content: {application/json: {}, text/csv: {}}}}}",
        &[(&rules::media_type::DEFINITION_ADDED, Risky)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {required: true, schema: {type: string}}}}}}",
        &[(&rules::header::REQUIRED_ADDED, Safe)],
    ),
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        &[(&rules::header::OPTIONAL_ADDED, Safe)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {required: true}}}}}",
        "op: {responses: {'200': {}}}",
        &[(&rules::header::REQUIRED_REMOVED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string, maxLength: 3}}}}}}",
        "op: {responses: {'200': {headers: {x-a: {schema: {type: string, maxLength: 4}}}}}}",
        &[(&rules::schema::MAX_LENGTH_RAISED, Breaking)],
    ),
    (
        "op: {responses: {'200': {}}}",
        "op: {responses: {'200': {links: {a: {operationId: b}}}}}",
        &[(&rules::link::DEFINITION_ADDED, Safe)],
    ),
    (
        "op: {responses: {'200': {links: {a: {operationId: b}}}}}",
        "op: {responses: {'200': {links: {a: {operationId: c}}}}}",
        &[(&rules::link::DEFINITION_CHANGED, Risky)],
    ),
    (
        "op: {responses: {default: {content: {text/plain: {schema: {type: string, maxLength: 3}}}}}}",
        "op: {responses: {default: {content: {text/plain: {schema: {type: string, maxLength: 3}}}}, '404': {content: {text/plain: {schema: {type: string, maxLength: 4}}}}}}",
        &[(&rules::schema::MAX_LENGTH_RAISED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: object}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: object}, explode: true}}}}}",
        &[(&rules::header::EXPLODE_CHANGED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: object}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: object}, style: form, explode: false}}}}}",
        &[(&rules::header::STYLE_CHANGED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {content: {text/plain: {schema: {type: string}}}}}}}}",
        &[(&rules::header::CONTENT_CHANGED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}, deprecated: true}}}}}",
        &[(&rules::header::DEPRECATED_ADDED, Safe)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}, allowReserved: true}}}}}",
        &[(&rules::header::ALLOW_RESERVED_ADDED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {X-A: {schema: {type: string}, allowEmptyValue: true}}}}}",
        &[(&rules::header::ALLOW_EMPTY_ADDED, Breaking)],
    ),
    (
        "op: {responses: {'200': {headers: {Content-Type: {schema: {type: string}}}}}}",
        "op: {responses: {'200': {headers: {Content-Type: {schema: {type: integer}}}}}}",
        &[(&rules::header::IGNORED_CHANGED, Docs)],
    ),
];

const INVERSE: &[ContractRow] = &[
    (
        "op: {}",
        "op: {callbacks: {done: {'{$url}': {post: {}}}}}",
        &[(&rules::callback::DEFINITION_ADDED, Safe)],
    ),
    (
        "op: {callbacks: {done: {'{$url}': {post: {}}}}}",
        "op: {}",
        &[(&rules::callback::DEFINITION_REMOVED, Breaking)],
    ),
    (
        "op: {callbacks: {done: {'{$url}': {post: {}}}}}",
        "op: {callbacks: {done: {'{$hook}': {post: {}}}}}",
        &[(&rules::callback::EXPRESSION_CHANGED, Breaking)],
    ),
    // The API sends it: more of it breaks those who receive it, less does not.
    (
        "op: {callbacks: {done: {'{$url}': {post: {requestBody: {content: {application/json: {schema: {enum: [a]}}}}}}}}}",
        "op: {callbacks: {done: {'{$url}': {post: {requestBody: {content: {application/json: {schema: {enum: [a, b]}}}}}}}}}",
        &[(&rules::schema::ENUM_VALUE_ADDED, Breaking)],
    ),
    (
        "webhooks: {a: {post: {}}}",
        "webhooks: {a: {post: {}}, b: {post: {}}}",
        &[(&rules::webhook::DEFINITION_ADDED, Safe)],
    ),
    (
        "webhooks: {a: {post: {}}}",
        "webhooks: {}",
        &[(&rules::webhook::DEFINITION_REMOVED, Breaking)],
    ),
    (
        "webhooks: {a: {post: {requestBody: {content: {application/json: {schema: {maximum: 9}}}}}}}",
        "webhooks: {a: {post: {requestBody: {content: {application/json: {schema: {maximum: 8}}}}}}}",
        &[(&rules::schema::MAXIMUM_LOWERED, Safe)],
    ),
    // Callers answer it.
    (
        "webhooks: {a: {post: {responses: {'200': {content: {application/json: {schema: {maximum: 9}}}}}}}}",
        "webhooks: {a: {post: {responses: {'200': {content: {application/json: {schema: {maximum: 8}}}}}}}}",
        &[(&rules::schema::MAXIMUM_LOWERED, Breaking)],
    ),
];

const SERVERS: &[ContractRow] = &[
    (
        "op: {}\nservers: [{url: 'https://a.example'}]",
        "op: {}\nservers: [{url: 'https://b.example'}]",
        &[(&rules::server::URL_CHANGED, Breaking)],
    ),
    (
        "op: {}\nservers: [{url: 'https://a.example'}]",
        "op: {}\nservers: [{url: 'https://a.example'}, {url: 'https://b.example'}]",
        &[(&rules::server::URL_ADDED, Safe)],
    ),
    (
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: eu}}}]",
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: us}}}]",
        &[(&rules::server::VARIABLE_DEFAULT_CHANGED, Breaking)],
    ),
    (
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: eu, enum: [eu, us]}}}]",
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {default: eu, enum: [eu]}}}]",
        &[(&rules::server::VARIABLE_ENUM_NARROWED, Breaking)],
    ),
    (
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {enum: [eu]}}}]",
        "op: {}\nservers: [{url: 'https://{r}.example', variables: {r: {enum: [eu], default: eu}}}]",
        &[(&rules::server::VARIABLE_DEFAULT_ADDED, Breaking)],
    ),
];

const WHOLE: &[ContractRow] = &[
    (
        "info: {title: T, version: '1'}",
        "info: {title: T, version: '2'}",
        &[(&rules::info::VERSION_CHANGED, Docs)],
    ),
    (
        "info: {title: T, version: '1'}",
        "info: {title: T, version: '1', license: {name: MIT}}",
        &[(&rules::info::METADATA_ADDED, Docs)],
    ),
    (
        "tags: [{name: a}]",
        "tags: [{name: a, description: b}]",
        &[(&rules::tag::DEFINITION_CHANGED, Docs)],
    ),
    (
        "tags: [{name: a}]",
        "tags: []",
        &[(&rules::tag::DEFINITION_REMOVED, Docs)],
    ),
    (
        "components: {}",
        "jsonSchemaDialect: https://a.example",
        &[(&rules::document::DIALECT_ADDED, Risky)],
    ),
    (
        "components: {schemas: {}}",
        "components: {schemas: {A: {type: string}}}",
        &[(&rules::component::DEFINITION_ADDED, Docs)],
    ),
    (
        "components: {schemas: {A: {type: string}}}",
        "components: {schemas: {A: {type: integer}}}",
        &[(&rules::schema::TYPE_CHANGED, Docs)],
    ),
    (
        "op: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}\ncomponents: {schemas: {A: {type: string}}}",
        "op: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}\ncomponents: {schemas: {B: {type: string}}}",
        &[(&rules::component::NAME_RENAMED, Docs)],
    ),
    (
        "op: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}\ncomponents: {schemas: {A: {type: string}}}",
        "op: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/X'}}}}}\ncomponents: {schemas: {A: {type: string}}}",
        &[(&rules::document::REFERENCE_BROKEN, Risky)],
    ),
    (
        "op: {}",
        "op: {security: none}",
        &[(&rules::document::TYPE_BROKEN, Risky)],
    ),
    (
        "op: {parameters: [{name: a, in: query}]}",
        "op: {parameters: [{name: a, in: query}, {name: a, in: query}]}",
        &[(&rules::document::PARAMETER_BROKEN, Risky)],
    ),
    (
        "info: {title: T}",
        "info: {title: T, version: '1'}",
        &[(&rules::info::VERSION_ADDED, Docs)],
    ),
    (
        "info: {title: T, version: '1', contact: {name: a}}",
        "info: {title: T, version: '1', contact: {name: b}}",
        &[(&rules::info::METADATA_CHANGED, Docs)],
    ),
    (
        "jsonSchemaDialect: https://a.example",
        "jsonSchemaDialect: https://b.example",
        &[(&rules::document::DIALECT_CHANGED, Risky)],
    ),
    (
        "op: {requestBody: {content: {application/json: {schema: {type: string}}}}}",
        "op: {requestBody: {content: {application/json: {schema: {type: strnig}}}}}",
        &[(&rules::document::TYPE_BROKEN, Risky)],
    ),
    (
        "op: {requestBody: {content: {application/json: {schema: {type: 5, maxLength: 9}}}}}",
        "op: {requestBody: {content: {application/json: {schema: {type: 5, maxLength: 8}}}}}",
        &[(&rules::schema::MAX_LENGTH_LOWERED, Breaking)],
    ),
    (
        "op: {requestBody: {content: {application/json: {schema: {type: [string], enum: [a, b]}}}}}",
        "op: {requestBody: {content: {application/json: {schema: {type: [string, text], enum: [a]}}}}}",
        &[
            (&rules::document::TYPE_BROKEN, Risky),
            (&rules::schema::ENUM_VALUE_REMOVED, Breaking),
        ],
    ),
];

/// All rows.
pub(super) fn rows() -> Vec<ContractRow> {
    [OPERATIONS, PARAMETERS, BODIES, RESPONSES, INVERSE, SERVERS, WHOLE].concat()
}

#[test]
fn each_change_around_schemas_has_its_verdict() {
    for (base, revision, expected) in rows() {
        check_contract(base, revision, expected);
    }
}
