use extensible_enums_swagger::operations::*;
use extensible_enums_swagger::types::Pet;
use extensible_enums_swagger::types::pet::{DaysOfWeek, IntEnum};

client!(extensible_enums_swagger);

fn pet(name: &str, day: DaysOfWeek, number: &str) -> Pet {
    Pet::new(IntEnum::from(number))
        .with_name(name)
        .with_days_of_week(day)
}

macro_rules! finds {
    ($($test:ident: $id:literal => $pet:expr;)+) => { $(test!($test, {
        let answer = client().pet_get_by_pet_id(PetGetByPetIdRequest::new($id)).await;
        assert_eq!(answer.expect("a success").into_body(), $pet);
    });)+ };
}

finds! {
    expected: "tommy" => pet("Tommy Tomson", DaysOfWeek::Monday, "1");
    unexpected: "casper" => pet("Casper Ghosty", DaysOfWeek::Unknown("Weekend".to_owned()), "2");
    allowed: "scooby" => pet("Scooby Scarface", DaysOfWeek::Thursday, "2.1");
}

test!(pet_add_pet, {
    let retriever = pet("Retriever", DaysOfWeek::Friday, "3");
    let request = PetAddPetRequest::new().with_pet_param(retriever.clone());
    let answer = client().pet_add_pet(request).await;
    assert_eq!(answer.expect("a success").into_body(), retriever);
});
