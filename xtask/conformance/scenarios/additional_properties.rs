use ::additional_properties::operations::*;
use ::additional_properties::types::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

client!(additional_properties);

fn born() -> BTreeMap<String, Value> {
    BTreeMap::from([
        ("birthdate".to_owned(), json!("2017-12-13T02:29:51Z")),
        ("complexProperty".to_owned(), json!({ "color": "Red" })),
    ])
}

fn texts<const N: usize>(pairs: [(&str, &str); N]) -> BTreeMap<String, String> {
    BTreeMap::from(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())))
}

fn sizes() -> BTreeMap<String, f64> {
    let sizes = [("height", 5.61), ("weight", 599.0), ("footsize", 11.5)];
    BTreeMap::from(sizes.map(|(key, value)| (key.to_owned(), value)))
}

/// Operations whose answer is what was sent, with the status.
macro_rules! keeps {
    ($($name:ident($request:ident) => $pet:expr;)+) => { $(test!($name, {
        let mut pet = $pet;
        let answer = client().$name($request::new(pet.clone())).await;
        pet.status = Some(true);
        assert_eq!(answer.expect("a success").into_body(), pet);
    });)+ };
}

keeps! {
    pets_create_ap_true(PetsCreateApTrueRequest) => {
        let mut pet = PetApTrue::new(1).with_name("Puppy");
        pet.additional_properties = born();
        pet
    };
    pets_create_cat_ap_true(PetsCreateCatApTrueRequest) => {
        let mut cat = CatApTrue::new(1).with_name("Lisa").with_friendly(true);
        cat.additional_properties = born();
        cat
    };
    pets_create_ap_object(PetsCreateApObjectRequest) => {
        let mut pet = PetApObject::new(2).with_name("Hira");
        let sibling = json!({
            "id": 1,
            "name": "Puppy",
            "birthdate": "2017-12-13T02:29:51Z",
            "complexProperty": { "color": "Red" },
        });
        pet.additional_properties = BTreeMap::from([
            ("siblings".to_owned(), json!([sibling])),
            ("picture".to_owned(), json!("//////4=")),
        ]);
        pet
    };
    pets_create_ap_string(PetsCreateApStringRequest) => {
        let mut pet = PetApString::new(3).with_name("Tommy");
        pet.additional_properties =
            texts([("color", "red"), ("weight", "10 kg"), ("city", "Bombay")]);
        pet
    };
    pets_create_ap_in_properties(PetsCreateApInPropertiesRequest) =>
        PetApInProperties::new(4).with_name("Bunny").with_additional_properties(sizes());
    pets_create_ap_in_properties_with_ap_string(PetsCreateApInPropertiesWithApStringRequest) => {
        let mut pet = PetApInPropertiesWithApString::new(5, "westus")
            .with_name("Funny")
            .with_additional_properties2(sizes());
        pet.additional_properties =
            texts([("color", "red"), ("city", "Seattle"), ("food", "tikka masala")]);
        pet
    };
}
