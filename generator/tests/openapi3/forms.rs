//! Forms, and what of an object is none.

use crate::Run;

#[test]
fn fields_without_a_name_are_told_and_those_with_one_are_built() {
    for more in ["true", "{type: integer}"] {
        for media_type in ["application/x-www-form-urlencoded", "multipart/form-data"] {
            let schema = format!(
                "{{type: object, properties: {{p: {{type: string}}}}, additionalProperties: {more}}}"
            );
            let body = format!("requestBody: {{content: {{{media_type}: {{schema: {schema}}}}}}}");
            let responses = "responses: {'200': {description: ok}}";
            let run = Run::operation(&format!("{body}, {responses}"), "");
            let at = format!(
                "/paths/~1a/get/requestBody/content/{}/schema/additionalProperties",
                media_type.replace('/', "~1")
            );
            let message = "`additionalProperties` of a form is not built";
            run.says(&[["BS0403", &at, message, "the fields that have a name alone"]]);
            let names = run.api.operations[0].parameters.iter();
            assert_eq!(names.map(|it| it.name.as_str()).collect::<Vec<_>>(), ["p"]);
        }
    }
}
