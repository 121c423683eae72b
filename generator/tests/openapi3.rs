//! What is wrong with an OpenAPI 3.0 document is told, once, and what it says otherwise is read.

#[path = "openapi3/compositions.rs"]
mod compositions;

use bindsmith::config::Config;
use bindsmith::ir::{Api, Operation, SchemaKind};
use bindsmith::report::Diagnostic;
use bindsmith::source::Sources;
use bindsmith::{Reader, Session};
use std::path::Path;

mod openapi3 {
    mod forms;
    mod servers;
    mod values;
}

struct Text(String);

impl Reader for Text {
    fn read(&self, _: &Path) -> std::io::Result<Vec<u8>> {
        Ok(self.0.clone().into_bytes())
    }
}

/// What becomes of a document, and what is said of it.
struct Run {
    api: Api,
    said: Vec<Diagnostic>,
}

impl Run {
    /// Of a document with these fields beside those that every document has.
    fn of(fields: &str) -> Self {
        let head = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\n";
        let (config, reader) = (Config::of("spec.yaml"), Text(format!("{head}{fields}\n")));
        let mut session = Session::new(&config, &reader, Sources::default());
        let api = session.api();
        let said = session.report.diagnostics().to_vec();
        Run {
            api: api.unwrap_or_else(|| panic!("{said:?}")),
            said,
        }
    }

    /// Of a document with one operation of these fields, and these components.
    fn operation(fields: &str, components: &str) -> Self {
        Run::of(&format!(
            "paths: {{/a: {{get: {{operationId: a, {fields}}}}}}}\ncomponents: {{{components}}}"
        ))
    }

    /// Of one parameter with these fields.
    fn parameter(fields: &str) -> Self {
        let responses = "responses: {'200': {description: ok}}";
        Run::operation(&format!("parameters: [{{{fields}}}], {responses}"), "")
    }

    /// Of one schema with these fields.
    fn schema(fields: &str) -> Self {
        Run::of(&format!(
            "paths: {{}}\ncomponents: {{schemas: {{S: {{{fields}}}}}}}"
        ))
    }

    fn first(&self) -> &Operation {
        self.api.operations.first().unwrap()
    }

    /// Asserts that nothing is said but this: for each diagnostic its code, the pointer of its first place,
    /// a part of its message, and what was generated.
    #[track_caller]
    fn says(&self, expected: &[[&str; 4]]) {
        let said: Vec<[&str; 4]> = self.said.iter().map(brief).collect();
        assert_eq!(said.len(), expected.len(), "{said:#?}");
        for (said, expected) in said.iter().zip(expected) {
            let equal = [0, 1, 3].iter().all(|it| said[*it] == expected[*it]);
            assert!(equal && said[2].contains(expected[2]), "{said:#?}");
        }
    }
}

fn brief(it: &Diagnostic) -> [&str; 4] {
    let pointer = it.labels.first().and_then(|it| it.pointer.as_deref());
    let generated = it.generated.as_deref();
    [
        it.code.id,
        pointer.unwrap_or(""),
        &it.message,
        generated.unwrap_or(""),
    ]
}

const OK: &str = "responses: {'200': {description: ok}}";

#[test]
fn a_reference_to_an_object_of_another_kind_leads_nowhere() {
    let components = "responses: {R: {description: r}}, parameters: {Q: {name: q, in: query, schema: {type: \
                      string}}}, schemas: {S: {type: string}}, requestBodies: {B: {content: {text/plain: {}}}}";
    let run = Run::operation(
        "parameters: [{$ref: '#/components/requestBodies/B'}], requestBody: {$ref: '#/components/schemas/S'}, \
         responses: {'200': {$ref: '#/components/parameters/Q'}, '201': {description: c, headers: {X: {$ref: \
         '#/components/schemas/S'}}, content: {application/json: {schema: {$ref: '#/components/responses/R'}}}}}",
        components,
    );
    let at = "/paths/~1a/get";
    run.says(&[
        [
            "BS0203",
            &format!("{at}/parameters/0/$ref"),
            "is no parameter",
            "`B`: nothing: the parameter is left out",
        ],
        [
            "BS0203",
            &format!("{at}/requestBody/$ref"),
            "is no request body",
            "`S`: nothing: the body is left out",
        ],
        [
            "BS0203",
            &format!("{at}/responses/200/$ref"),
            "is no response",
            "`Q`: a response without a schema",
        ],
        [
            "BS0203",
            &format!("{at}/responses/201/content/application~1json/schema/$ref"),
            "is no schema",
            "`R`: an opaque type over any JSON value",
        ],
        [
            "BS0203",
            &format!("{at}/responses/201/headers/X/$ref"),
            "is no header",
            "`S`: nothing for this header",
        ],
    ]);
    assert!(run.first().parameters.is_empty() && run.first().body.is_none());
}

#[test]
fn the_same_reference_means_what_it_should_where_it_may_stand() {
    let run = Run::operation(
        "parameters: [{$ref: '#/components/parameters/Q'}], responses: {'200': {$ref: \
         '#/components/parameters/Q'}}",
        "parameters: {Q: {name: q, in: query, schema: {type: string}}}",
    );
    assert_eq!(run.said.len(), 1, "{:?}", run.said);
    assert_eq!(run.first().parameters.len(), 1);
}

#[test]
fn references_in_a_circle_are_told_as_such() {
    let run = Run::operation(
        "responses: {'200': {$ref: '#/components/responses/A'}}",
        "responses: {A: {$ref: '#/components/responses/B'}, B: {$ref: '#/components/responses/A'}}",
    );
    let circle = run.said.iter().find(|it| it.code.id == "BS0208").unwrap();
    assert_eq!(circle.labels[0].text, "goes in a circle");
    let run = Run::operation(
        "parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/A'}}], responses: {'200': \
         {description: ok}}",
        "schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}",
    );
    assert!(
        run.said.iter().all(|it| it.code.id == "BS0208"),
        "{:?}",
        run.said
    );
}

#[test]
fn what_a_property_tells_to_be_the_whole_again_is_no_alternative() {
    let one_of = |other: &str| {
        format!(
            "{{oneOf: [{{$ref: '#/components/schemas/{other}'}}, {{$ref: '#/components/schemas/N'}}], \
             discriminator: {{propertyName: t, mapping: {{x: '#/components/schemas/{other}'}}}}}}"
        )
    };
    for to in ["P", "Q"] {
        let run = Run::operation(
            "responses: {'200': {description: ok}}",
            &format!(
                "schemas: {{P: {}, Q: {}, N: {{type: object, required: [t], properties: {{t: {{type: string}}}}}}}}",
                one_of(to),
                one_of("P")
            ),
        );
        let told = run.said.iter().filter(|it| it.code.id == "BS0208");
        assert!(told.count() > 0, "{:?}", run.said);
        let mut schemas = run.api.schemas.iter();
        let whole = schemas.find(|it| it.name.as_deref() == Some("P")).unwrap();
        let SchemaKind::Choice { alternatives, .. } = &whole.kind else {
            panic!("{:?}", whole.kind);
        };
        let names: Vec<&str> = alternatives.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["N"]);
    }
}

#[test]
fn of_two_that_lead_to_each_other_one_is_cut() {
    let definitions = [
        "C: {oneOf: [{$ref: '#/components/schemas/O'}, {$ref: '#/components/schemas/X'}], discriminator: \
         {propertyName: kind}}",
        "O: {oneOf: [{$ref: '#/components/schemas/C'}, {type: integer}]}",
        "X: {type: object, required: [kind], properties: {kind: {type: string}}}",
    ];
    let mut other = definitions;
    other.reverse();
    for definitions in [definitions, other] {
        let run = Run::operation(
            "responses: {'200': {description: ok}}",
            &format!("schemas: {{{}}}", definitions.join(", ")),
        );
        let find = |name: &str| {
            let mut schemas = run.api.schemas.iter();
            schemas.find(|it| it.name.as_deref() == Some(name)).unwrap()
        };
        assert!(matches!(&find("O").kind, SchemaKind::OneOf(slots) if slots.len() == 2));
        let SchemaKind::Choice { alternatives, .. } = &find("C").kind else {
            panic!("{:?}", find("C").kind);
        };
        assert_eq!(alternatives.len(), 1, "{alternatives:?}");
    }
}

#[test]
fn a_field_that_the_specification_does_not_have_is_told() {
    let run = Run::operation(
        "parmeters: [], x-more: 1, responses: {'200': {description: ok, headers: {X: {shema: {}, schema: \
         {type: string}}}}}",
        "schemas: {A: {type: object, requierd: [a], example: 1, title: A, properties: {requierd: {type: \
         string}}}}",
    );
    let told = run.said.iter().filter(|it| it.code.id == "BS0210");
    let told: Vec<(&str, Option<String>)> = told
        .map(|it| (it.message.as_str(), it.help.clone()))
        .collect();
    let may = |field: &str| Some(format!("`{field}` may be meant"));
    assert_eq!(
        told,
        [
            ("`parmeters` is no field of an operation", may("parameters")),
            ("`shema` is no field of a header", may("schema")),
            ("`requierd` is no field of a schema", may("required")),
        ],
        "{:?}",
        run.said
    );
}

#[test]
fn a_cookie_that_no_client_can_send_is_left_out() {
    let left_out = |name: &str| {
        let run = Run::parameter(&format!(
            "name: '{name}', in: cookie, schema: {{type: string}}"
        ));
        assert!(run.first().parameters.is_empty(), "{name}");
        run.says(&[[
            "BS0403",
            "/paths/~1a/get/parameters/0",
            "cannot be the name of a cookie",
            "nothing",
        ]]);
    };
    ["a b", "é", "a;b", "a=b", "\"a\""]
        .into_iter()
        .for_each(left_out);
    let run = Run::parameter("name: __Host-a.b, in: cookie, schema: {type: string}");
    run.says(&[]);
    assert_eq!(run.first().parameters.len(), 1);
}

#[test]
fn a_key_in_a_cookie_that_no_client_can_send_is_told() {
    let run = Run::operation(
        OK,
        "securitySchemes: {k: {type: apiKey, in: cookie, name: 'a b'}}",
    );
    let generated = "what the document says: calls with this key fail";
    let at = "/components/securitySchemes/k";
    run.says(&[["BS0409", at, "no name of a cookie", generated]]);
}

#[test]
fn a_header_of_a_response_that_no_server_can_send_is_told() {
    let header = "'X Y': {schema: {type: string}}";
    let run = Run::operation(
        &format!("responses: {{'200': {{description: ok, headers: {{{header}}}}}}}"),
        "",
    );
    let at = "/paths/~1a/get/responses/200/headers/X Y";
    run.says(&[[
        "BS0403",
        at,
        "`X Y` cannot be the name of a header",
        "nothing",
    ]]);
}

#[test]
fn a_second_response_for_one_status_is_told() {
    let run = Run::operation(
        "responses: {4xx: {description: one}, 4XX: {description: two}}",
        "",
    );
    run.says(&[[
        "BS0407",
        "/paths/~1a/get/responses/4XX",
        "`4XX`",
        "the first one",
    ]]);
    assert_eq!(run.first().responses.len(), 1);
    assert_eq!(run.first().responses[0].description.as_deref(), Some("one"));
}

#[test]
fn help_for_lists_in_lists_is_of_this_format() {
    let run = Run::parameter(
        "name: q, in: query, explode: false, schema: {type: array, items: {type: array, items: {type: string}}}",
    );
    assert_eq!(run.said.len(), 1, "{:?}", run.said);
    let help = run.said[0].help.as_deref().unwrap();
    assert!(
        help.contains("application/json") && !help.contains("collectionFormat"),
        "{help}"
    );
}

#[test]
fn what_a_parameter_of_swagger_2_says_by_itself_is_told_in_headers_too() {
    let header = "X: {type: integer, minimum: 1}";
    let run = Run::operation(
        &format!("responses: {{'200': {{description: ok, headers: {{{header}}}}}}}"),
        "",
    );
    let at = "/paths/~1a/get/responses/200/headers/X";
    let absent = "as if it were absent";
    run.says(&[
        [
            "BS0209",
            &format!("{at}/type"),
            "`type` is of Swagger 2.0",
            absent,
        ],
        [
            "BS0209",
            &format!("{at}/minimum"),
            "`minimum` is of Swagger 2.0",
            absent,
        ],
        ["BS0404", at, "without a `type`", "a string"],
    ]);
}

#[test]
fn keywords_of_a_later_version_are_told_with_that_version() {
    let keywords = [
        "const: 1",
        "prefixItems: []",
        "$defs: {}",
        "contentEncoding: base64",
        "unevaluatedProperties: false",
        "dependentRequired: {}",
        "propertyNames: {}",
    ];
    for keyword in keywords {
        let key = keyword.split(':').next().unwrap();
        let at = format!("/components/schemas/S/{key}");
        let message = "is of OpenAPI 3.1, and means nothing";
        let run = Run::schema(keyword);
        run.says(&[["BS0209", &at, message, "as if it were absent"]]);
    }
}

#[test]
fn what_is_read_as_another_version_has_it_is_told_and_read() {
    let cases = [
        ("type: [string, 'null']", "type", "OpenAPI 3.1"),
        (
            "type: integer, exclusiveMinimum: 4",
            "exclusiveMinimum",
            "OpenAPI 3.1",
        ),
        (
            "type: number, exclusiveMaximum: 4.5",
            "exclusiveMaximum",
            "OpenAPI 3.1",
        ),
        ("type: string, examples: [a]", "examples", "OpenAPI 3.1"),
        (
            "type: object, properties: {a: {type: string}}, discriminator: a",
            "discriminator",
            "Swagger 2.0",
        ),
    ];
    for (fields, key, version) in cases {
        let run = Run::schema(fields);
        let at = format!("/components/schemas/S/{key}");
        run.says(&[["BS0209", &at, version, "what it means there"]]);
    }
    let run = Run::schema("type: integer, exclusiveMinimum: 4");
    let limits = &run.api.schemas[0].limits;
    assert!(limits.exclusive_minimum && limits.minimum.as_deref() == Some("4"));
    Run::schema("type: integer, minimum: 4, exclusiveMinimum: true").says(&[]);
}

#[test]
fn what_is_null_and_should_be_an_object_or_a_list_is_told() {
    let absent = "as if it were absent";
    Run::of("paths: null").says(&[["BS0203", "/paths", "`paths` that is null", absent]]);
    let run = Run::of("paths: {}\ncomponents: null");
    run.says(&[["BS0203", "/components", "`components` that is null", absent]]);
    let run = Run::of("paths: {}\ncomponents: {schemas: null}");
    run.says(&[[
        "BS0203",
        "/components/schemas",
        "`schemas` that is null",
        absent,
    ]]);
    for key in ["requestBody", "parameters", "security"] {
        let run = Run::operation(&format!("{key}: null, {OK}"), "");
        let at = format!("/paths/~1a/get/{key}");
        run.says(&[["BS0203", &at, "that is null", absent]]);
    }
    Run::schema("type: string, description: null, default: null").says(&[]);
}

#[test]
fn a_style_that_does_not_hold_where_it_stands_is_told_with_those_that_do() {
    let run = Run::parameter("name: q, in: query, style: label, schema: {type: string}");
    let at = "/paths/~1a/get/parameters/0/style";
    let message = "`style: label` is none of what may stand here: `form`, ";
    run.says(&[["BS0203", at, message, "as if it were absent"]]);
}

#[test]
fn a_parameter_that_is_said_twice_is_told() {
    let at = "/paths/~1a/get/parameters/0/content";
    let run = Run::parameter(
        "name: q, in: query, schema: {type: string}, content: {application/json: {}}",
    );
    run.says(&[[
        "BS0403",
        at,
        "`content` beside `schema`",
        "what `schema` says",
    ]]);
    let run = Run::parameter("name: q, in: query, content: {application/json: {}, text/plain: {}}");
    assert!(
        run.said.iter().any(|it| brief(it)[3] == "the first one"),
        "{:?}",
        run.said
    );
}
