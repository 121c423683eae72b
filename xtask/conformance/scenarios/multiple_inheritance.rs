use ::multiple_inheritance::operations::*;
use ::multiple_inheritance::types::{Cat, Feline, Horse, Kitten, Pet};

client!(multiple_inheritance);

/// Operations that send a value, and what the server says to it.
macro_rules! says {
    ($($name:ident($request:expr) => $text:literal;)+) => { $(test!($name, {
        let answer = client().$name($request).await.expect("a success");
        assert_eq!(answer.into_body(), $text);
    });)+ };
}

answers! {
    get_pet => Pet::new("Peanut");
    get_horse => Horse::new("Fred").with_is_a_show_horse(true);
    get_feline => Feline::new().with_meows(true).with_hisses(true);
    get_cat => Cat::new("Whiskers").with_likes_milk(true).with_meows(true).with_hisses(true);
    get_kitten => Kitten::new("Gatito")
        .with_likes_milk(true)
        .with_meows(true)
        .with_hisses(true)
        .with_eats_mice_yet(false);
}

says! {
    put_pet(PutPetRequest::new(Pet::new("Butter"))) => "Pet was correct!";
    put_horse(PutHorseRequest::new(Horse::new("General").with_is_a_show_horse(false)))
        => "Horse was correct!";
    put_feline(PutFelineRequest::new(Feline::new().with_meows(false).with_hisses(true)))
        => "Feline was correct!";
    put_cat(PutCatRequest::new(
        Cat::new("Boots").with_likes_milk(false).with_meows(true).with_hisses(false)
    )) => "Cat was correct!";
    put_kitten(PutKittenRequest::new(
        Kitten::new("Kitty")
            .with_likes_milk(false)
            .with_meows(true)
            .with_hisses(false)
            .with_eats_mice_yet(true)
    )) => "Kitten was correct!";
}
