use body_formdata_urlencoded::operations::*;

client!(body_formdata_urlencoded);

accepts! {
    formdataurlencoded_update_pet_with_form(
        FormdataurlencodedUpdatePetWithFormRequest::new(FormdataurlencodedUpdatePetWithFormRequired {
            pet_id: 1,
            pet_age: 42,
            pet_food: formdataurlencoded_update_pet_with_form::PetFood::Meat,
            pet_type: formdataurlencoded_update_pet_with_form::PetType::Dog,
        })
        .with_name("Fido")
    );
    formdataurlencoded_partial_constant_body(
        FormdataurlencodedPartialConstantBodyRequest::new(FormdataurlencodedPartialConstantBodyRequired {
            access_token: "foo".to_owned(),
            grant_type: formdataurlencoded_partial_constant_body::GrantType::AccessToken,
            service: "bar".to_owned(),
        })
    );
}
