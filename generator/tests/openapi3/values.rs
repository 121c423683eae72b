//! Limits, and values that are held to them.

use crate::Run;

#[test]
fn of_a_bound_and_one_that_is_excluded_the_tighter_holds() {
    for (least, excluded, held) in [("10", "5", false), ("5", "10", true), ("5", "5.0", true)] {
        let fields = format!("type: number, minimum: {least}, exclusiveMinimum: {excluded}");
        let limits = Run::schema(&fields).api.schemas[0].limits.clone();
        let bound = if held { excluded } else { least };
        assert_eq!(limits.minimum.as_deref(), Some(bound), "{fields}");
        assert_eq!(limits.exclusive_minimum, held, "{fields}");
        let fields = format!("type: number, maximum: -{least}, exclusiveMaximum: -{excluded}");
        let limits = Run::schema(&fields).api.schemas[0].limits.clone();
        assert_eq!(limits.maximum, Some(format!("-{bound}")), "{fields}");
        assert_eq!(limits.exclusive_maximum, held, "{fields}");
    }
}

#[test]
fn a_bound_that_is_no_finite_number_is_shown() {
    for bound in [".nan", "1e999", "1e-99999999999"] {
        let run = Run::schema(&format!("type: number, minimum: {bound}"));
        let at = "/components/schemas/S/minimum";
        let message = format!("a number that a float can hold, not `{bound}`");
        run.says(&[["BS0203", at, &message, "as if it were absent"]]);
        assert_eq!(run.api.schemas[0].limits.minimum, None);
    }
}

#[test]
fn numbers_in_quotes_are_read_and_told() {
    for (fields, key, meant) in [
        ("type: number, minimum: '5'", "minimum", "5"),
        (
            "type: number, exclusiveMaximum: '5'",
            "exclusiveMaximum",
            "5",
        ),
        ("type: array, items: {}, minItems: '3.0'", "minItems", "3"),
    ] {
        let run = Run::schema(fields);
        let at = format!("/components/schemas/S/{key}");
        let meant = format!("as if it were `{meant}`");
        run.says(&[["BS0203", &at, "must be a number, not a string", &meant]]);
    }
    let message = "values of an `enum` are strings";
    for (of, values) in [
        ("number", "1, '1.5'"),
        ("integer", "'1', '2'"),
        ("boolean", "'true'"),
    ] {
        let run = Run::schema(&format!("type: {of}, enum: [{values}]"));
        let at = "/components/schemas/S";
        run.says(&[["BS0307", at, message, "what stands in the quotes"]]);
    }
    Run::schema("type: string, enum: ['1', '2']").says(&[]);
}

#[test]
fn a_default_that_its_schema_does_not_take_is_told_and_left_out() {
    let (format, limits) = ("not of its `format`", "beyond its limits");
    for (fields, what) in [
        ("type: integer, format: int32, default: 3000000000", format),
        ("type: integer, default: 9223372036854775808", format),
        ("type: number, format: uint8, default: 256", format),
        ("type: string, format: uuid, default: zz", format),
        ("type: string, format: date, default: 2020-13-45", format),
        ("type: integer, minimum: 5, default: 1", limits),
        (
            "type: number, maximum: 5, exclusiveMaximum: true, default: 5.0",
            limits,
        ),
        ("type: integer, multipleOf: 2, default: 3", limits),
        ("type: string, maxLength: 2, default: äöü", limits),
        ("type: array, items: {}, minItems: 1, default: []", limits),
        ("type: object, minProperties: 1, default: {}", limits),
        (
            "type: integer, enum: [9007199254740993], default: 9007199254740992",
            "not in its `enum`",
        ),
    ] {
        let run = Run::schema(fields);
        let at = "/components/schemas/S/default";
        run.says(&[["BS0305", at, what, "nothing for it"]]);
        assert_eq!(run.api.schemas[0].default, None, "{fields}");
    }
    for fields in [
        "type: integer, format: int32, default: -2147483648",
        "type: number, format: int64, default: 5",
        "type: number, minimum: 0.1, maximum: 0.1, default: 0.10",
        "type: number, maximum: 12345678901234567890123, default: 12345678901234567890123",
        "type: string, format: uuid, default: 0A1B2C3D-4e5f-4a7b-8c9d-0e1f2a3b4c5d",
        "type: string, format: date, default: 2024-02-29",
        "type: string, maxLength: 3, default: äöü",
    ] {
        let run = Run::schema(fields);
        run.says(&[]);
        assert!(run.api.schemas[0].default.is_some(), "{fields}");
    }
}
