//! What values of enums are on the wire.

use enums_api::operations::things::find_things::{
    Always, Kind, Mixed as MixedText, Ratio as RatioText,
};
use enums_api::support::text::WireText;
use enums_api::types::thing::{Constant, Half, Level, Money, Never, Quoted, TagsItem, Untyped};
use enums_api::types::{Mixed, Ratio, Thing};
use serde_json::{from_str, json, to_string, to_value};

#[test]
fn numbers_are_compared_as_numbers() {
    assert_eq!(from_str::<Ratio>("3.140").unwrap(), Ratio::Pi);
    assert_eq!(from_str::<Ratio>("0.0000001").unwrap(), Ratio::Tiny);
    assert_eq!(from_str::<Ratio>("-2").unwrap(), Ratio::ValueMinus2);
    assert_eq!(from_str::<Ratio>("2.75").unwrap(), Ratio::Unknown(2.75));
    assert_eq!(
        to_string(&[Ratio::Pi, Ratio::Unknown(2.75)]).unwrap(),
        "[3.14,2.75]"
    );
    assert_eq!(from_str::<Half>("1.5").unwrap(), Half::Value1Point5);
    let money = from_str::<Money>("2.5976931e+101").unwrap();
    assert!(!matches!(money, Money::Unknown(_)));
    assert_eq!(to_string(&money).unwrap(), "2.5976931e+101");
    assert_eq!(from_str::<Quoted>("38.50").unwrap(), Quoted::Value38Point5);
    assert_eq!(from_str::<Untyped>("1").unwrap(), Untyped::Value1);
    assert!(from_str::<Ratio>("\"3.14\"").is_err());
}

#[test]
fn a_constant_keeps_what_is_not_it() {
    assert_eq!(from_str::<Constant>("\"thing\"").unwrap(), Constant::Thing);
    assert_eq!(from_str::<Never>("false").unwrap(), Never::False);
    assert_eq!(from_str::<Never>("true").unwrap(), Never::Unknown(true));
    assert_eq!(
        to_value([Never::False, Never::Unknown(true)]).unwrap(),
        json!([false, true])
    );
}

#[test]
fn values_of_several_types_are_told_by_type() {
    for (text, value) in [
        ("\"auto\"", Mixed::Auto),
        ("10", Mixed::Value10),
        ("-1", Mixed::ValueMinus1),
        ("2.5", Mixed::Value2Point5),
        ("true", Mixed::True),
        ("\"10\"", Mixed::Unknown(json!("10"))),
        ("[1]", Mixed::Unknown(json!([1]))),
        ("false", Mixed::Unknown(json!(false))),
    ] {
        assert_eq!(from_str::<Mixed>(text).unwrap(), value);
        assert_eq!(to_string(&value).unwrap(), text);
    }
    assert_eq!(from_str::<Level>("\"high\"").unwrap(), Level::High);
    assert_eq!(from_str::<Level>("1").unwrap(), Level::Value1);
}

#[test]
fn null_is_no_value_of_an_enum() {
    let thing: Thing = from_str(r#"{"constant":"thing","nullable":null,"mixed":null}"#).unwrap();
    assert!(thing.nullable.as_ref().unwrap().is_null());
    assert!(thing.mixed.as_ref().unwrap().is_null());
    assert_eq!(
        to_value(&thing).unwrap(),
        json!({"constant": "thing", "nullable": null, "mixed": null})
    );
}

#[test]
fn an_enum_beside_a_list_is_of_its_items() {
    let thing: Thing = from_str(r#"{"constant":"thing","tags":["a","c"]}"#).unwrap();
    let tags = [TagsItem::A, TagsItem::Unknown("c".to_owned())];
    assert_eq!(thing.tags.as_deref(), Some(&tags[..]));
}

#[test]
fn in_a_path_and_a_query() {
    for (text, value) in [
        ("0.5", RatioText::Value0Point5),
        ("2500", RatioText::Value2Point5e3),
        ("7", RatioText::Unknown(7.0)),
    ] {
        assert_eq!(RatioText::from_wire(text).unwrap(), value);
        assert_eq!(value.to_wire().unwrap(), text);
    }
    assert!(RatioText::from_wire("x").is_err());
    assert_eq!(Always::from_wire("true").unwrap(), Always::True);
    assert_eq!(Kind::from_wire("Full-Time").unwrap(), Kind::FullTime);
    for (text, value) in [
        ("all", MixedText::All),
        ("1", MixedText::Value1),
        ("2.5", MixedText::Value2Point5),
        ("true", MixedText::True),
        ("[", MixedText::Unknown(json!("["))),
        ("3", MixedText::Unknown(json!("3"))),
    ] {
        assert_eq!(MixedText::from_wire(text).unwrap(), value);
        assert_eq!(value.to_wire().unwrap(), text);
    }
}
