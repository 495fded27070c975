//! Which objects an OpenAPI description has and which fields they have, in 3.0 and in 3.1.
//!
//! OpenAPI Specification 3.0.4 and 3.1.1, section 4.8 of each; JSON Schema 2020-12 for the schemas of 3.1.

/// A kind of object of an OpenAPI description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
}

impl Kind {
    /// What the specification calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "OpenAPI Object",
            Self::Info => "Info Object",
            Self::Contact => "Contact Object",
            Self::License => "License Object",
            Self::Server => "Server Object",
            Self::ServerVariable => "Server Variable Object",
            Self::Components => "Components Object",
            Self::PathItem => "Path Item Object",
            Self::Operation => "Operation Object",
            Self::ExternalDocs => "External Documentation Object",
            Self::Parameter => "Parameter Object",
            Self::RequestBody => "Request Body Object",
            Self::MediaType => "Media Type Object",
            Self::Encoding => "Encoding Object",
            Self::Response => "Response Object",
            Self::Example => "Example Object",
            Self::Link => "Link Object",
            Self::Header => "Header Object",
            Self::Tag => "Tag Object",
            Self::Schema => "Schema Object",
            Self::Discriminator => "Discriminator Object",
            Self::Xml => "XML Object",
            Self::SecurityScheme => "Security Scheme Object",
            Self::OAuthFlows => "OAuth Flows Object",
            Self::OAuthFlow => "OAuth Flow Object",
        }
    }

    /// The field `name` of such an object.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Whether `{"$ref": …}` may stand in its place. A Path Item and a Schema have `$ref` as a field of their own.
    pub fn may_be_reference(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Parameter | RequestBody | Response | Example | Link | Header | SecurityScheme
        )
    }
}

/// The methods of a Path Item, in the order of the specification.
pub const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What the value of a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A value that has no objects of a description in it: text, numbers, examples, defaults.
    Data,
    /// An object of this kind.
    One(Kind),
    /// An array of them.
    List(Kind),
    /// An object whose members are of this kind.
    Map(Kind),
    /// An object of objects whose members are of this kind: callbacks.
    MapOfMaps(Kind),
}

/// Which versions have a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Both,
    Only30,
    Only31,
}

/// A field of an object.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub holds: Holds,
    pub since: Since,
}

const fn both(name: &'static str, holds: Holds) -> Field {
    Field {
        name,
        holds,
        since: Since::Both,
    }
}

const fn data(name: &'static str) -> Field {
    both(name, Holds::Data)
}

const fn new(name: &'static str, holds: Holds) -> Field {
    Field {
        name,
        holds,
        since: Since::Only31,
    }
}

impl Kind {
    /// The fields that such an object may have, `x-` extensions apart.
    pub fn fields(self) -> &'static [Field] {
        use Holds::{Data, List, Map, MapOfMaps, One};
        match self {
            Self::OpenApi => {
                const {
                    &[
                        data("openapi"),
                        both("info", One(Kind::Info)),
                        new("jsonSchemaDialect", Data),
                        both("servers", List(Kind::Server)),
                        both("paths", Map(Kind::PathItem)),
                        new("webhooks", Map(Kind::PathItem)),
                        both("components", One(Kind::Components)),
                        data("security"),
                        both("tags", List(Kind::Tag)),
                        both("externalDocs", One(Kind::ExternalDocs)),
                    ]
                }
            }
            Self::Info => {
                const {
                    &[
                        data("title"),
                        new("summary", Data),
                        data("description"),
                        data("termsOfService"),
                        both("contact", One(Kind::Contact)),
                        both("license", One(Kind::License)),
                        data("version"),
                    ]
                }
            }
            Self::Contact => const { &[data("name"), data("url"), data("email")] },
            Self::License => const { &[data("name"), new("identifier", Data), data("url")] },
            Self::Server => {
                const {
                    &[
                        data("url"),
                        data("description"),
                        both("variables", Map(Kind::ServerVariable)),
                    ]
                }
            }
            Self::ServerVariable => const { &[data("enum"), data("default"), data("description")] },
            Self::Components => {
                const {
                    &[
                        both("schemas", Map(Kind::Schema)),
                        both("responses", Map(Kind::Response)),
                        both("parameters", Map(Kind::Parameter)),
                        both("examples", Map(Kind::Example)),
                        both("requestBodies", Map(Kind::RequestBody)),
                        both("headers", Map(Kind::Header)),
                        both("securitySchemes", Map(Kind::SecurityScheme)),
                        both("links", Map(Kind::Link)),
                        both("callbacks", MapOfMaps(Kind::PathItem)),
                        new("pathItems", Map(Kind::PathItem)),
                    ]
                }
            }
            Self::PathItem => {
                const {
                    &[
                        data("$ref"),
                        data("summary"),
                        data("description"),
                        both("get", One(Kind::Operation)),
                        both("put", One(Kind::Operation)),
                        both("post", One(Kind::Operation)),
                        both("delete", One(Kind::Operation)),
                        both("options", One(Kind::Operation)),
                        both("head", One(Kind::Operation)),
                        both("patch", One(Kind::Operation)),
                        both("trace", One(Kind::Operation)),
                        both("servers", List(Kind::Server)),
                        both("parameters", List(Kind::Parameter)),
                    ]
                }
            }
            Self::Operation => {
                const {
                    &[
                        data("tags"),
                        data("summary"),
                        data("description"),
                        both("externalDocs", One(Kind::ExternalDocs)),
                        data("operationId"),
                        both("parameters", List(Kind::Parameter)),
                        both("requestBody", One(Kind::RequestBody)),
                        both("responses", Map(Kind::Response)),
                        both("callbacks", MapOfMaps(Kind::PathItem)),
                        data("deprecated"),
                        data("security"),
                        both("servers", List(Kind::Server)),
                    ]
                }
            }
            Self::ExternalDocs => const { &[data("description"), data("url")] },
            Self::Parameter => {
                const {
                    &[
                        data("name"),
                        data("in"),
                        data("description"),
                        data("required"),
                        data("deprecated"),
                        data("allowEmptyValue"),
                        data("style"),
                        data("explode"),
                        data("allowReserved"),
                        both("schema", One(Kind::Schema)),
                        data("example"),
                        both("examples", Map(Kind::Example)),
                        both("content", Map(Kind::MediaType)),
                    ]
                }
            }
            Self::RequestBody => {
                const {
                    &[
                        data("description"),
                        both("content", Map(Kind::MediaType)),
                        data("required"),
                    ]
                }
            }
            Self::MediaType => {
                const {
                    &[
                        both("schema", One(Kind::Schema)),
                        data("example"),
                        both("examples", Map(Kind::Example)),
                        both("encoding", Map(Kind::Encoding)),
                    ]
                }
            }
            Self::Encoding => {
                const {
                    &[
                        data("contentType"),
                        both("headers", Map(Kind::Header)),
                        data("style"),
                        data("explode"),
                        data("allowReserved"),
                    ]
                }
            }
            Self::Response => {
                const {
                    &[
                        data("description"),
                        both("headers", Map(Kind::Header)),
                        both("content", Map(Kind::MediaType)),
                        both("links", Map(Kind::Link)),
                    ]
                }
            }
            Self::Example => {
                const {
                    &[
                        data("summary"),
                        data("description"),
                        data("value"),
                        data("externalValue"),
                    ]
                }
            }
            Self::Link => {
                const {
                    &[
                        data("operationRef"),
                        data("operationId"),
                        data("parameters"),
                        data("requestBody"),
                        data("description"),
                        both("server", One(Kind::Server)),
                    ]
                }
            }
            Self::Header => {
                const {
                    &[
                        data("description"),
                        data("required"),
                        data("deprecated"),
                        data("allowEmptyValue"),
                        data("style"),
                        data("explode"),
                        data("allowReserved"),
                        both("schema", One(Kind::Schema)),
                        data("example"),
                        both("examples", Map(Kind::Example)),
                        both("content", Map(Kind::MediaType)),
                    ]
                }
            }
            Self::Tag => {
                const {
                    &[
                        data("name"),
                        data("description"),
                        both("externalDocs", One(Kind::ExternalDocs)),
                    ]
                }
            }
            Self::Schema => super::grammar_schema::FIELDS,
            Self::Discriminator => const { &[data("propertyName"), data("mapping")] },
            Self::Xml => {
                const {
                    &[
                        data("name"),
                        data("namespace"),
                        data("prefix"),
                        data("attribute"),
                        data("wrapped"),
                    ]
                }
            }
            Self::SecurityScheme => {
                const {
                    &[
                        data("type"),
                        data("description"),
                        data("name"),
                        data("in"),
                        data("scheme"),
                        data("bearerFormat"),
                        both("flows", One(Kind::OAuthFlows)),
                        data("openIdConnectUrl"),
                    ]
                }
            }
            Self::OAuthFlows => {
                const {
                    &[
                        both("implicit", One(Kind::OAuthFlow)),
                        both("password", One(Kind::OAuthFlow)),
                        both("clientCredentials", One(Kind::OAuthFlow)),
                        both("authorizationCode", One(Kind::OAuthFlow)),
                    ]
                }
            }
            Self::OAuthFlow => {
                const {
                    &[
                        data("authorizationUrl"),
                        data("tokenUrl"),
                        data("refreshUrl"),
                        data("scopes"),
                    ]
                }
            }
        }
    }
}
