use body_complex::operations::*;
use body_complex::types::*;
use body_complex::{Base64, Date, DateTime, HttpDate, Nullable};
use chrono::Utc;
use serde_json::json;
use std::collections::BTreeMap;

type Error<E> = body_complex::Error<E>;

client!(body_complex);

fn date(text: &str) -> Date {
    text.parse().expect("a date")
}

fn time(text: &str) -> DateTime {
    text.parse().expect("a time")
}

fn http_date(text: &str) -> HttpDate {
    text.parse::<chrono::DateTime<Utc>>()
        .expect("a time")
        .into()
}

fn array() -> ArrayWrapper {
    let text = |text: &str| Nullable::from(text.to_owned());
    ArrayWrapper::new().with_array(vec![
        text("1, 2, 3, 4"),
        text(""),
        Nullable::Null,
        text("&S#$(*Y"),
        text("The quick brown fox jumps over the lazy dog"),
    ])
}

fn dictionary() -> DictionaryWrapper {
    let pairs = [
        ("txt", "notepad"),
        ("bmp", "mspaint"),
        ("xls", "excel"),
        ("exe", ""),
    ];
    let pairs = pairs.map(|(key, value)| (key.to_owned(), Nullable::from(value.to_owned())));
    let mut map = BTreeMap::from(pairs);
    map.insert(String::new(), Nullable::Null);
    DictionaryWrapper::new().with_default_program(map)
}

fn siamese() -> Siamese {
    let dog = |id, name: &str, food: &str| Dog::new().with_id(id).with_name(name).with_food(food);
    Siamese::new()
        .with_id(2)
        .with_name("Siameeee")
        .with_color("green")
        .with_hates(vec![
            dog(1, "Potato", "tomato"),
            dog(-1, "Tomato", "french fries"),
        ])
        .with_breed("persian")
}

fn shark() -> shark::Base {
    shark::Base::new(20.0, time("2012-01-05T01:00:00Z"))
        .with_age(6)
        .with_species("predator")
}

fn sawshark() -> Sawshark {
    Sawshark::new(10.0, time("1900-01-05T01:00:00Z"))
        .with_age(105)
        .with_species("dangerous")
        .with_picture(vec![255, 255, 255, 255, 254])
}

fn siblings() -> Vec<Fish> {
    let goblin = Goblinshark::new(30.0, time("2015-08-08T00:00:00Z"))
        .with_age(1)
        .with_species("scary")
        .with_jawsize(5)
        // a color that the document does not list
        .with_color(goblinshark::Color::Unknown("pinkish-gray".to_owned()));
    vec![shark().into(), sawshark().into(), goblin.into()]
}

fn salmon() -> salmon::Base {
    salmon::Base::new(1.0)
        .with_location("alaska")
        .with_iswild(true)
        .with_species("king")
        .with_siblings(siblings())
}

fn smart_salmon() -> SmartSalmon {
    let mut salmon = SmartSalmon::new(1.0)
        .with_location("alaska")
        .with_iswild(true)
        .with_species("king")
        .with_siblings(siblings());
    salmon.additional_properties = BTreeMap::from([
        ("additionalProperty1".to_owned(), json!(1)),
        ("additionalProperty2".to_owned(), json!(false)),
        ("additionalProperty3".to_owned(), json!("hello")),
        ("additionalProperty4".to_owned(), json!({ "a": 1, "b": 2 })),
        ("additionalProperty5".to_owned(), json!([1, 3])),
    ]);
    salmon
}

fn recursive() -> Fish {
    let coho = salmon::Base::new(2.0)
        .with_location("atlantic")
        .with_iswild(true)
        .with_species("coho")
        .with_siblings(vec![shark().into(), sawshark().into()]);
    let alone = sawshark().with_siblings(Vec::new());
    let shark = shark().with_siblings(vec![coho.into(), alone.clone().into()]);
    let siblings = vec![shark.into(), alone.into()];
    salmon().with_siblings(siblings).into()
}

fn dot_salmon(location: &str, wild: bool) -> DotSalmon {
    DotSalmon::new()
        .with_location(location)
        .with_iswild(wild)
        .with_species("king")
}

answers! {
    basic_get_valid => Basic::new().with_id(2).with_name("abc").with_color(basic::Color::Yellow);
    basic_get_empty => Basic::new();
    primitive_get_int => IntWrapper::new().with_field1(-1).with_field2(2);
    primitive_get_long => LongWrapper::new().with_field1(1_099_511_627_775).with_field2(-999_511_627_788);
    primitive_get_float => FloatWrapper::new().with_field1(1.05).with_field2(-0.003);
    primitive_get_double => DoubleWrapper::new().with_field1(3e-100)
        .with_field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose(-5e-57);
    primitive_get_bool => BooleanWrapper::new().with_field_true(true).with_field_false(false);
    primitive_get_string => StringWrapper::new()
        .with_field("goodrequest")
        .with_empty("")
        .with_null(Nullable::Null);
    primitive_get_date => DateWrapper::new()
        .with_field(date("0001-01-01"))
        .with_leap(date("2016-02-29"));
    primitive_get_date_time => DatetimeWrapper::new()
        .with_field(time("0001-01-01T00:00:00Z"))
        .with_now(time("2015-05-18T18:38:00Z"));
    primitive_get_date_time_rfc1123 => Datetimerfc1123Wrapper::new()
        .with_field(http_date("0001-01-01T00:00:00Z"))
        .with_now(http_date("2015-05-18T11:38:00Z"));
    primitive_get_duration =>
        DurationWrapper::new().with_field("P123DT22H14M12.011S".parse::<body_complex::Duration>().expect("a duration"));
    primitive_get_byte => ByteWrapper::new()
        .with_field(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246]);
    array_get_valid => array();
    array_get_empty => ArrayWrapper::new().with_array(Vec::new());
    array_get_not_provided => ArrayWrapper::new();
    dictionary_get_valid => dictionary();
    dictionary_get_empty => DictionaryWrapper::new().with_default_program(BTreeMap::new());
    dictionary_get_null => DictionaryWrapper::new().with_default_program(Nullable::Null);
    dictionary_get_not_provided => DictionaryWrapper::new();
    inheritance_get_valid => siamese();
    polymorphism_get_valid => Fish::from(salmon());
    polymorphism_get_complicated => Salmon::from(smart_salmon());
    polymorphism_get_dot_syntax => DotFish::from(dot_salmon("sweden", true));
    polymorphism_get_composed_with_discriminator => DotFishMarket::new()
        .with_sample_salmon(dot_salmon("sweden", false))
        .with_salmons(vec![dot_salmon("sweden", false), dot_salmon("atlantic", true)])
        .with_sample_fish(dot_salmon("australia", false).into())
        .with_fishes(vec![dot_salmon("australia", false).into(), dot_salmon("canada", true).into()]);
    polymorphicrecursive_get_valid => recursive();
    readonlyproperty_get_valid => {
        let mut object = ReadonlyObj::new().with_size(2);
        object.id = Some("1234".to_owned());
        object
    };
}

accepts! {
    basic_put_valid(BasicPutValidRequest::new(
        basic_put_valid::ApiVersion::Value20160229,
        Basic::new().with_id(2).with_name("abc").with_color(basic::Color::Magenta)
    ));
    primitive_put_int(PrimitivePutIntRequest::new(
        IntWrapper::new().with_field1(-1).with_field2(2)
    ));
    primitive_put_long(PrimitivePutLongRequest::new(
        LongWrapper::new().with_field1(1_099_511_627_775).with_field2(-999_511_627_788)
    ));
    primitive_put_float(PrimitivePutFloatRequest::new(
        FloatWrapper::new().with_field1(1.05).with_field2(-0.003)
    ));
    primitive_put_double(PrimitivePutDoubleRequest::new(
        DoubleWrapper::new().with_field1(3e-100)
            .with_field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose(-5e-57)
    ));
    primitive_put_bool(PrimitivePutBoolRequest::new(
        BooleanWrapper::new().with_field_true(true).with_field_false(false)
    ));
    primitive_put_string(PrimitivePutStringRequest::new(
        StringWrapper::new().with_field("goodrequest").with_empty("").with_null(Nullable::Null)
    ));
    primitive_put_date(PrimitivePutDateRequest::new(
        DateWrapper::new().with_field(date("0001-01-01")).with_leap(date("2016-02-29"))
    ));
    primitive_put_date_time(PrimitivePutDateTimeRequest::new(
        DatetimeWrapper::new()
            .with_field(time("0001-01-01T00:00:00Z"))
            .with_now(time("2015-05-18T18:38:00Z"))
    ));
    primitive_put_date_time_rfc1123(PrimitivePutDateTimeRfc1123Request::new(
        Datetimerfc1123Wrapper::new()
            .with_field(http_date("0001-01-01T00:00:00Z"))
            .with_now(http_date("2015-05-18T11:38:00Z"))
    ));
    primitive_put_duration(PrimitivePutDurationRequest::new(
        DurationWrapper::new().with_field("P123DT22H14M12.011S".parse::<body_complex::Duration>().expect("a duration"))
    ));
    primitive_put_byte(PrimitivePutByteRequest::new(
        ByteWrapper::new().with_field(Base64::from(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246]))
    ));
    array_put_valid(ArrayPutValidRequest::new(array()));
    array_put_empty(ArrayPutEmptyRequest::new(ArrayWrapper::new().with_array(Vec::new())));
    dictionary_put_valid(DictionaryPutValidRequest::new(dictionary()));
    dictionary_put_empty(DictionaryPutEmptyRequest::new(
        DictionaryWrapper::new().with_default_program(BTreeMap::new())
    ));
    inheritance_put_valid(InheritancePutValidRequest::new(siamese()));
    polymorphism_put_valid(PolymorphismPutValidRequest::new(salmon().into()));
    polymorphism_put_complicated(PolymorphismPutComplicatedRequest::new(smart_salmon().into()));
    polymorphicrecursive_put_valid(PolymorphicrecursivePutValidRequest::new(recursive()));
    // what is read-only is left out
    readonlyproperty_put_valid(ReadonlypropertyPutValidRequest::new(ReadonlyObj::new().with_size(2)));
}

undecodable! {
    // no body
    basic_get_not_provided;
    basic_get_invalid;
}

// The name is null, which the document does not allow; the identifier may be.
test!(basic_get_null, {
    let answer = client().basic_get_null(Default::default()).await;
    let basic = answer.expect("a success").into_body();
    assert_eq!(basic.id, Some(Nullable::Null));
    assert_eq!(basic.name, None);
});

// Without a discriminator, what came is kept.
test!(polymorphism_get_composed_without_discriminator, {
    let client = client();
    let operation = client.polymorphism_get_composed_without_discriminator(Default::default());
    let answer = operation.await;
    let market = answer.expect("a success").into_body();
    assert_eq!(market.sample_salmon, Some(dot_salmon("sweden", false)));
    let salmons = vec![dot_salmon("sweden", false), dot_salmon("atlantic", true)];
    assert_eq!(market.salmons, Some(salmons));
    let Some(DotFish::Unknown(fish)) = market.sample_fish else {
        panic!("{:?}", market.sample_fish);
    };
    assert_eq!(fish["location"], "australia");
    assert_eq!(fish["iswild"], false);
});

// The server wants the discriminator, and answers without one.
test!(polymorphism_put_missing_discriminator, {
    let request = PolymorphismPutMissingDiscriminatorRequest::new(salmon().into());
    let answer = client()
        .polymorphism_put_missing_discriminator(request)
        .await;
    let Salmon::Unknown(fish) = answer.expect("a success").into_body() else {
        panic!("a kind, though none was sent");
    };
    assert_eq!(fish["location"], "alaska");
    assert_eq!(fish["siblings"].as_array().map(Vec::len), Some(3));
});
