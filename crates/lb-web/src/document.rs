//! The OpenAPI document.

use std::borrow::Cow;

use serde_json::{Value, json};
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{AdditionalProperties, ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi, PartialSchema, ToSchema};

use crate::access::AccessPaths;
use crate::booking::BookingInterface;
use crate::hub::HubInterface;
use crate::problem::{PROBLEM_JSON, Problem, ProblemField};
use crate::routes;

/// Returns the OpenAPI document as JSON, the same bytes from every build of the same source.
#[must_use]
pub fn openapi() -> String {
    // A document of plain texts can always be written; the tests compare it with the committed one.
    let mut text = Interface::openapi().to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Landbridge",
        description = "Plans, compares and checks the ways of goods through one land-sea freight corridor.\n\n\
            What the corridor holds and what can be planned, everybody may ask; orders, bookings and records ask for a session or a \
            key. Whatever records something takes an `Idempotency-Key`. Times are RFC 3339 in UTC with the local \
            time beside them. Identical questions get identical bytes apart from `elapsed_us` and `now`. Errors are \
            `application/problem+json` with a stable `code`; docs/errors.md lists the codes.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/", description = "The server that answers this document")),
    tags(
        (name = "corridor", description = "What the corridor holds"),
        (name = "planning", description = "Questions"),
        (name = "server", description = "The server itself")
    ),
    paths(
        routes::corridor, routes::places, routes::place, routes::cargo, routes::unit_types, routes::sources,
        routes::crossings, routes::map, routes::plan, routes::race, routes::reach, routes::claims, routes::health,
        routes::openapi
    ),
    components(schemas(Problem, ProblemField)),
    modifiers(&BookingPaths, &AccessPaths, &Errors, &Optional)
)]
struct Interface;

/// Adds the operations of the journal.
struct BookingPaths;

impl Modify for BookingPaths {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        openapi.merge(BookingInterface::openapi());
        openapi.merge(HubInterface::openapi());
    }
}

/// Adds to every operation the errors that it can answer with.
struct Errors;

/// Takes the empty defaults off the members of requests: a reader of the document would make members with a default out of
/// what may be left out. What a left-out member means stands in its description.
struct Optional;

impl Modify for Optional {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let Some(components) = openapi.components.as_mut() else { return };
        for schema in components.schemas.values_mut() {
            let RefOr::T(Schema::Object(schema)) = schema else { continue };
            for member in schema.properties.values_mut() {
                match member {
                    RefOr::Ref(reference) => reference.default = None,
                    RefOr::T(Schema::Object(member)) => member.default = None,
                    RefOr::T(Schema::Array(member)) => member.default = None,
                    RefOr::T(_) => {}
                }
            }
        }
    }
}

/// An error response: its name among the components, its status, and the codes behind it.
pub struct ErrorResponse {
    /// Its name among the components.
    pub name: &'static str,
    /// The HTTP status.
    pub status: &'static str,
    /// The codes behind it, with what they mean.
    pub description: &'static str,
    /// Code and detail of the example.
    pub example: (&'static str, &'static str),
}

const BAD_JSON: ErrorResponse = ErrorResponse {
    name: "BadJson",
    status: "400",
    description: "`request.bad_json`: the body is not the expected JSON; `line` and `column` say where",
    example: ("request.bad_json", "unknown field `form`, expected `from` at line 1 column 7"),
};
const BAD_QUERY: ErrorResponse = ErrorResponse {
    name: "BadQuery",
    status: "400",
    description: "`request.bad_query`: a parameter is missing, unknown, given twice, or of another type",
    example: ("request.bad_query", "missing field `from`"),
};
const NOT_FOUND: ErrorResponse = ErrorResponse {
    name: "NotFound",
    status: "404",
    description: "`request.not_found`: nothing has this identifier",
    example: ("request.not_found", "expected a place of the corridor, found `KZKOF`"),
};
const TOO_LARGE: ErrorResponse = ErrorResponse {
    name: "TooLarge",
    status: "413",
    description: "`request.too_large`: the body has more than 64 KiB",
    example: ("request.too_large", "expected at most 65536 bytes"),
};
const BAD_CONTENT_TYPE: ErrorResponse = ErrorResponse {
    name: "BadContentType",
    status: "415",
    description: "`request.bad_content_type`: the body is not declared as `application/json`",
    example: ("request.bad_content_type", "content-type: expected application/json, found `text/plain`"),
};
const BAD_HOST: ErrorResponse = ErrorResponse {
    name: "BadHost",
    status: "421",
    description: "`request.bad_host`: a server on a loopback address is addressed by another name",
    example: ("request.bad_host", "host: expected localhost, 127.0.0.1 or [::1]"),
};
const REFUSED: ErrorResponse = ErrorResponse {
    name: "Refused",
    status: "422",
    description: "The question cannot be answered as asked; `code` says why and `fields` which fields are wrong",
    example: ("request.unknown_place", "from: expected a place of the corridor, found `KZKOF`"),
};
const FAULT: ErrorResponse = ErrorResponse {
    name: "Fault",
    status: "500",
    description: "`server.fault`: a fault of the server, not of the request",
    example: ("server.fault", "the server failed while answering"),
};
const UNAVAILABLE: ErrorResponse = ErrorResponse {
    name: "Unavailable",
    status: "503",
    description: "`server.busy`: too many questions wait already; `server.timeout`: no answer within 30 seconds. \
        `retry-after` says when to ask again",
    example: ("server.busy", "too many questions wait already; ask again in a moment"),
};

const ALL: [ErrorResponse; 9] =
    [BAD_JSON, BAD_QUERY, NOT_FOUND, TOO_LARGE, BAD_CONTENT_TYPE, BAD_HOST, REFUSED, FAULT, UNAVAILABLE];

impl Modify for Errors {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        if let Some(components) = openapi.components.as_mut() {
            let named = ALL.iter().map(|error| (error.name.to_owned(), RefOr::T(error.response())));
            components.responses.extend(named);
        }
        for (path, item) in &mut openapi.paths.paths {
            let operations =
                [item.get.as_mut(), item.post.as_mut(), item.patch.as_mut(), item.delete.as_mut()];
            for operation in operations.into_iter().flatten() {
                add_errors(operation, path);
            }
        }
    }
}

fn add_errors(operation: &mut Operation, path: &str) {
    let has_body = operation.request_body.is_some();
    let is_query = |parameter: &RefOr<Parameter>| match parameter {
        RefOr::T(parameter) => parameter.parameter_in == ParameterIn::Query,
        RefOr::Ref(_) => false,
    };
    let has_query = operation.parameters.iter().flatten().any(is_query);
    let mut errors = vec![BAD_HOST, FAULT, UNAVAILABLE];
    if has_body {
        errors.extend([BAD_JSON, TOO_LARGE, BAD_CONTENT_TYPE]);
    }
    if has_query {
        errors.push(BAD_QUERY);
    }
    if path.contains('{') {
        errors.push(NOT_FOUND);
    }
    // What an address names may be the wrong thing to ask this about: the composition of a ship.
    if has_body || has_query || path.contains('{') {
        errors.push(REFUSED);
    }
    errors.iter().for_each(|error| error.add_to(operation));
}

impl ErrorResponse {
    /// Says that an operation may answer so.
    pub fn add_to(&self, operation: &mut Operation) {
        let reference = RefOr::Ref(Ref::from_response_name(self.name));
        operation.responses.responses.insert(self.status.to_owned(), reference);
    }

    /// Returns it as the document has it among its components.
    pub fn response(&self) -> Response {
        let (code, detail) = self.example;
        let example = serde_json::to_value(Problem::new(code, detail)).ok();
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).example(example);
        ResponseBuilder::new().description(self.description).content(PROBLEM_JSON, content.build()).build()
    }
}

/// The schema of a GeoJSON feature collection, whose features' properties depend on what they show.
///
/// Source: RFC 7946.
#[derive(Debug)]
pub enum FeatureCollection {}

impl ToSchema for FeatureCollection {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("FeatureCollection")
    }
}

impl PartialSchema for FeatureCollection {
    fn schema() -> RefOr<Schema> {
        let word = |words: &[&str]| {
            let words: Vec<Value> = words.iter().map(|word| json!(word)).collect();
            ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words))
        };
        let anything =
            || ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(true)));
        let coordinates = ArrayBuilder::new()
            .description(Some("`[lon, lat]` of a point, or a list of them for a line"))
            .items(ObjectBuilder::new().schema_type(SchemaType::AnyValue));
        let geometry = ObjectBuilder::new()
            .property("type", word(&["LineString", "Point"]))
            .required("type")
            .property("coordinates", coordinates)
            .required("coordinates");
        let feature = ObjectBuilder::new()
            .property("type", word(&["Feature"]))
            .required("type")
            .property("geometry", geometry)
            .required("geometry")
            .property(
                "properties",
                anything().description(Some("`kind` is `link` or `place`; every feature has `id`")),
            )
            .required("properties");
        let collection = ObjectBuilder::new()
            .description(Some("A GeoJSON feature collection (RFC 7946): links as lines, places as points."))
            .property("type", word(&["FeatureCollection"]))
            .required("type")
            .property("features", ArrayBuilder::new().items(feature))
            .required("features");
        RefOr::T(Schema::Object(collection.build()))
    }
}

/// The schema of an OpenAPI document: an object.
#[derive(Debug)]
pub enum Document {}

impl ToSchema for Document {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Document")
    }
}

impl PartialSchema for Document {
    fn schema() -> RefOr<Schema> {
        let document = ObjectBuilder::new()
            .description(Some("An OpenAPI 3.1 document."))
            .additional_properties(Some(AdditionalProperties::FreeForm(true)));
        RefOr::T(Schema::Object(document.build()))
    }
}
