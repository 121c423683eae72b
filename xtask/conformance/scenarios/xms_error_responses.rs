use xms_error_responses::Error;
use xms_error_responses::operations::*;
use xms_error_responses::types::*;

client!(xms_error_responses);

test!(no_error, {
    let request = PetDoSomethingRequest::new("stay");
    let answer = client().pet_do_something(request).await.expect("a success");
    assert_eq!(answer.into_body(), PetAction::new());
    let answer = client()
        .pet_get_pet_by_id(PetGetPetByIdRequest::new("tommy"))
        .await;
    let PetGetPetByIdResponse::Ok(pet) = answer.expect("a success") else {
        panic!("another status");
    };
    let mut tommy = Pet::new().with_ani_type("Dog");
    tommy.name = Some("Tommy Tomson".to_owned());
    assert_eq!(pet.into_body(), tommy);
});

test!(sad, {
    let answer = client()
        .pet_do_something(PetDoSomethingRequest::new("jump"))
        .await;
    let Err(Error::Api(PetDoSomethingError::InternalServerError(answer))) = answer else {
        panic!("{answer:?}");
    };
    let error = pet_sad_error::Base::new()
        .with_action_response("grrrr")
        .with_error_message("casper aint happy")
        .with_reason("need more treats");
    assert_eq!(answer.into_body(), PetActionError::PetSadError(error));
});

test!(hungry, {
    let answer = client()
        .pet_do_something(PetDoSomethingRequest::new("fetch"))
        .await;
    let Err(Error::Api(PetDoSomethingError::Default(answer))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(answer.status(), 404);
    let error = PetHungryOrThirstyError::new()
        .with_action_response("howl")
        .with_error_message("scooby is low")
        .with_reason("need more everything")
        .with_hungry_or_thirsty("hungry and thirsty");
    assert_eq!(
        answer.into_body(),
        PetActionError::PetHungryOrThirstyError(error)
    );
});

/// Pets that are not found, and how the server says so.
macro_rules! misses {
    ($($test:ident: $id:literal => $variant:ident, $error:expr;)+) => { $(test!($test, {
        let answer = client().pet_get_pet_by_id(PetGetPetByIdRequest::new($id)).await;
        let Err(Error::Api(PetGetPetByIdError::$variant(answer))) = answer else {
            panic!("{answer:?}");
        };
        assert_eq!(answer.into_body(), $error);
    });)+ };
}

misses! {
    animal_not_found: "coyoteUgly" => NotFound, NotFoundErrorBase::from(
        AnimalNotFound::new()
            .with_some_base_prop("problem finding animal")
            .with_reason("the type of animal requested is not available")
            .with_name("coyote")
    );
    link_not_found: "weirdAlYankovic" => NotFound, NotFoundErrorBase::from(
        LinkNotFound::new()
            .with_some_base_prop("problem finding pet")
            .with_reason("link to pet not found")
            .with_what_sub_address("pet/yourpet was not found")
    );
    a_text: "ringo" => BadRequest, "ringo is missing";
    a_number: "alien123" => NotImplemented, 123;
    undeclared: "nobody" => Default, "That's all folks!!";
}

test!(pet_has_models_param, {
    let client = xms_error_responses::Client::builder(crate::helpers::url());
    let client = client.retries(xms_error_responses::client::Retries::none());
    let client = client.build().expect("a client");
    let request = PetHasModelsParamRequest::new().with_models("value1");
    let answer = client.pet_has_models_param(request).await;
    let Err(Error::Api(PetHasModelsParamError::InternalServerError(answer))) = answer else {
        panic!("{answer:?}");
    };
    assert!(matches!(answer.into_body(), PetActionError::PetSadError(_)));
});
