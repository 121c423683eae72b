//! What values of several alternatives are on the wire.

use alternatives_api::operations::pets::add_pet::Pet as NewPet;
use alternatives_api::types::holder::{Mixed, Weight, WeightListItem, WeightListItemListed};
use alternatives_api::types::pair::PairItem;
use alternatives_api::types::scalar::ScalarListed;
use alternatives_api::types::{
    Animal, Cat, Circle, Command, Dog, Holder, Letter, Node, Part, Pet, Scalar, Shape, Tree,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_str, json, to_value};

/// Reads JSON and writes the same.
fn same<T: Serialize + DeserializeOwned>(json: Value) -> T {
    let value: T = from_str(&json.to_string()).unwrap();
    assert_eq!(to_value(&value).unwrap(), json);
    value
}

#[test]
fn an_object_is_the_one_that_it_has_the_properties_of() {
    assert!(matches!(same(json!({"lives": 9})), Pet::Cat(_)));
    assert!(matches!(
        same(json!({"kind": "dog", "name": "Rex"})),
        Pet::Dog(_)
    ));
    // all of it is known to dogs first
    assert!(matches!(same(json!({"name": "Rex"})), Pet::Dog(_)));
    // a constant that is another
    assert!(matches!(
        same(json!({"kind": "cow", "name": "Berta"})),
        Pet::Unknown(_)
    ));
    // of no kind without what is required
    assert!(matches!(same(json!({"kind": "cat"})), Pet::Unknown(_)));
    // what a client does not know is left out, as everywhere
    let cat: Pet = from_str(r#"{"lives": 9, "age": 3}"#).unwrap();
    assert_eq!(cat, Cat::new(9).into());
    // serde would take a list for a struct
    assert!(matches!(same(json!(["cat", 9])), Pet::List(_)));
    assert!(matches!(same(json!([[{"lives": 1}], []])), Pet::List(_)));
    assert!(matches!(same(json!("cat")), Pet::Unknown(_)));
    assert!(matches!(same(json!({"lives": 9})), NewPet::Cat(_)));
    assert_eq!(same::<NewPet>(json!("Tom")), "Tom".to_owned().into());
}

#[test]
fn of_those_that_fit_the_one_that_leaves_out_the_least_holds() {
    assert!(matches!(same(json!({"by": {"id": 1}})), Letter::Draft(_)));
    assert!(matches!(
        same(json!({"by": {"id": 1, "name": "Ann"}})),
        Letter::Sent(_)
    ));
    // one deep within another decides
    let answers = json!([{"answers": [{"pages": 1}, {"by": {"name": "Bob"}}]}]);
    let Letter::Sent(sent) = same(json!({"by": {"id": 1}, "answers": answers})) else {
        panic!("it has answers");
    };
    let answers = sent.answers.unwrap();
    assert!(matches!(answers.as_slice(), [Letter::Sent(_)]));
    // two are left out by one, one by the others
    let letter: Letter = from_str(r#"{"by": {"id": 1, "name": "Ann"}, "new": 1}"#).unwrap();
    assert!(matches!(letter, Letter::Sent(_)));
    // as many by each
    let letter: Letter = from_str(r#"{"new": 1}"#).unwrap();
    assert!(matches!(letter, Letter::Draft(_)));
}

#[test]
fn a_value_with_much_that_nobody_knows_is_read_all_the_same() {
    let leaf = json!({"by": {"id": 1, "name": "Ann"}, "new": 1});
    let deep = (0..60).fold(leaf, |it, _| json!({"answers": [it], "new": 1}));
    let mut letter: Letter = from_str(&deep.to_string()).unwrap();
    let mut depth = 0;
    while let Letter::Sent(sent) = letter {
        let Some(answer) = sent.answers.and_then(|it| it.into_iter().next()) else {
            break;
        };
        (letter, depth) = (answer, depth + 1);
    }
    assert_eq!(depth, 60);
}

#[test]
fn a_discriminator_says_which() {
    assert!(matches!(
        same(json!({"kind": "cat", "lives": 1})),
        Animal::Cat(_)
    ));
    assert!(matches!(same(json!({"kind": "dog"})), Animal::Dog(_)));
    // as the mapping has it, whatever the definition lists
    assert!(matches!(same(json!({"kind": "puppy"})), Animal::Puppy(_)));
    assert!(matches!(same(json!({"kind": "cow"})), Animal::Unknown(_)));
    let error = from_str::<Animal>(r#"{"kind": "cat"}"#).unwrap_err();
    assert!(
        error.to_string().contains("missing field `lives`"),
        "{error}"
    );
}

#[test]
fn scalars_are_told_by_what_says_most() {
    let read = |json: Value| same::<Scalar>(json);
    assert_eq!(read(json!(5)), Scalar::Integer(5));
    assert_eq!(read(json!(5.5)), Scalar::Number(5.5));
    // more than the integers hold
    let large: Scalar = from_str("18446744073709551615").unwrap();
    assert_eq!(large, Scalar::Number(18446744073709551615.0));
    assert!(matches!(read(json!("2024-02-29")), Scalar::Date(_)));
    assert_eq!(
        read(json!("2024-02-30")),
        Scalar::Text("2024-02-30".to_owned())
    );
    assert_eq!(read(json!("all")), Scalar::Listed(ScalarListed::All));
    assert_eq!(read(json!("some")), Scalar::Text("some".to_owned()));
    assert_eq!(read(json!(true)), Scalar::Boolean(true));
    assert!(matches!(read(json!({"a": [null]})), Scalar::Unknown(_)));
}

#[test]
fn null_is_told_of_the_whole() {
    let holder: Holder = same(json!({"maybe": null, "scalar": null}));
    assert!(holder.scalar.unwrap().is_null());
    let holder: Holder = same(json!({"maybe": {"name": "Rex"}}));
    let mut dog = Dog::default();
    dog.name = Some("Rex".to_owned());
    assert_eq!(holder.maybe.unwrap().into_value(), Some(dog));
}

#[test]
fn alternatives_stand_within_alternatives() {
    let weight = Weight::List(vec![
        WeightListItem::Listed(WeightListItemListed::Bold),
        WeightListItem::Number(400.0),
        WeightListItem::Unknown(json!("thin")),
    ]);
    let read: Weight = from_str(r#"["bold", 400, "thin"]"#).unwrap();
    assert_eq!(read, weight);
    assert_eq!(to_value(weight).unwrap(), json!(["bold", 400.0, "thin"]));
    let tree: Tree = same(json!({"left": {"left": "a", "right": "b"}, "right": "c"}));
    let Tree::Object(tree) = tree else { panic!() };
    assert!(matches!(*tree.left, Tree::Object(_)));
    assert!(matches!(
        same(json!({"left": "a", "leaf": 1})),
        Tree::Twig(_)
    ));
}

#[test]
fn names_of_types_and_lists_of_items() {
    assert_eq!(
        same::<Command>(json!("ls -l")),
        Command::Text("ls -l".to_owned())
    );
    assert!(matches!(same(json!(["ls", "-l"])), Command::List(_)));
    assert!(matches!(same(json!([1])), Command::Unknown(_)));
    let pair: Vec<PairItem> = same(json!(["a", 1]));
    assert_eq!(pair, [PairItem::Text("a".to_owned()), PairItem::Integer(1)]);
    assert_eq!(same::<Mixed>(json!(true)), Mixed::True);
    assert_eq!(same::<Mixed>(json!(2)), Mixed::Value2);
    assert_eq!(same::<Circle>(json!("x")), Circle::Text("x".to_owned()));
}

#[test]
fn what_stands_beside_holds_for_all() {
    let Shape::Circle(circle) = same(json!({"color": "red", "radius": 1.5})) else {
        panic!()
    };
    assert_eq!(circle.color, "red");
    assert!(matches!(
        same(json!({"color": "red", "side": 1.5})),
        Shape::Square(_)
    ));
    assert!(matches!(same(json!({"side": 1.5})), Shape::Unknown(_)));
    assert!(matches!(same(json!({"id": 1, "lives": 9})), Part::Cat(_)));
    assert!(matches!(same(json!({"id": 1, "name": "x"})), Part::Fox(_)));
}

#[test]
fn what_is_read_again_and_again_has_an_end() {
    let mut json = json!(1);
    for _ in 0..100 {
        json = json!({"child": json, "kind": 5});
    }
    assert!(matches!(same(json), Node::Unknown(_)));
}
