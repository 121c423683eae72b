//! What values are on the wire.

use serde_json::{from_str, json, to_value};
use values_api::types::{Lamp, Level, Shape};

#[test]
fn an_enum_of_integers_is_integers_and_keeps_others() {
    assert_eq!(from_str::<Level>("2").unwrap(), Level::Bright);
    assert_eq!(from_str::<Level>("-5").unwrap(), Level::ValueMinus5);
    assert_eq!(from_str::<Level>("7").unwrap(), Level::Unknown(7));
    assert_eq!(to_value([Level::Off, Level::Unknown(7)]).unwrap(), json!([0, 7]));
    assert_eq!(Level::Dim.to_string(), "1");
    assert!(from_str::<Level>("\"1\"").is_err());
}

#[test]
fn names_of_extensions_are_names_of_variants_alone() {
    assert_eq!(to_value(Shape::Round).unwrap(), json!("a"));
    assert_eq!(from_str::<Shape>("\"b\"").unwrap(), Shape::Square);
}

#[test]
fn what_only_servers_set_is_not_asked_of_clients() {
    let lamp = Lamp::new(Level::Dim, "Anglepoise");
    assert_eq!(to_value(&lamp).unwrap(), json!({"level": 1, "name": "Anglepoise"}));
    let lamp: Lamp = from_str(r#"{"id": 3, "level": 0, "name": "x", "color": null}"#).unwrap();
    assert_eq!(lamp.id, Some(3));
    assert!(lamp.color.is_some());
}
