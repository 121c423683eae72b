//! What a family of definitions is on the wire.

use families_api::types::{Fish, Salmon, SawShark, Shark, Squid, shark};
use serde_json::{Value, from_str, json, to_value};

fn read(text: &str) -> Fish {
    from_str(text).unwrap()
}

#[test]
fn a_value_is_what_its_tag_says() {
    let fish = read(r#"{"length": 1, "location": "sea", "kind": "salmon"}"#);
    let mut salmon = Salmon::new(1.0);
    salmon.location = Some("sea".to_owned());
    assert_eq!(fish, salmon.clone().into());
    let expected = json!({"kind": "salmon", "length": 1.0, "location": "sea"});
    assert_eq!(to_value(&fish).unwrap(), expected);
    // also where no choice is
    assert_eq!(to_value(&salmon).unwrap(), expected);
}

#[test]
fn children_of_children_are_known_to_all_above_them() {
    let text = r#"{"kind": "SawShark", "length": 2, "age": 3, "teeth": 4}"#;
    let mut saw = SawShark::new(2.0, 3);
    saw.teeth = Some(4);
    assert_eq!(read(text), saw.clone().into());
    assert_eq!(from_str::<Shark>(text).unwrap(), saw.into());
    let text = r#"{"kind": "shark", "length": 2, "age": 3}"#;
    let own = shark::Base::new(2.0, 3);
    assert_eq!(read(text), own.clone().into());
    assert_eq!(from_str::<Shark>(text).unwrap(), own.into());
}

#[test]
fn what_is_not_listed_is_kept() {
    for text in [
        r#"{"kind":"whale","length":30,"songs":[1,2]}"#,
        r#"{"length":30}"#,
        r#"{"kind":7}"#,
    ] {
        let fish = read(text);
        assert!(matches!(fish, Fish::Unknown(_)), "{fish:?}");
        assert_eq!(to_value(fish).unwrap(), from_str::<Value>(text).unwrap());
    }
}

#[test]
fn what_is_not_of_its_kind_is_an_error() {
    let error = from_str::<Fish>(r#"{"kind": "shark", "length": 2}"#).unwrap_err();
    assert!(error.to_string().contains("missing field `age`"), "{error}");
    assert!(from_str::<Fish>("[]").is_err());
}

#[test]
fn a_fish_may_eat_a_fish() {
    let text = r#"{"kind": "Fish", "length": 1, "prey": {"kind": "Eel", "length": 0.5}}"#;
    let Fish::Fish(fish) = read(text) else {
        panic!()
    };
    assert!(matches!(fish.prey.as_deref(), Some(Fish::Eel(_))));
}

#[test]
fn an_object_with_properties_of_any_name_keeps_its_tag_once() {
    let text = r#"{"kind":"Squid","length":1.0,"arms":10}"#;
    let fish = read(text);
    let arms = [("arms".to_owned(), 10)];
    let squid = Squid::new(1.0).with_additional_properties(arms.into());
    assert_eq!(fish, Fish::from(squid));
    assert_eq!(to_value(fish).unwrap(), from_str::<Value>(text).unwrap());
}
