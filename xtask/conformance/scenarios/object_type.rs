use object_type::Error;
use object_type::operations::{PutError, PutRequest};
use serde_json::{Value, json};
use std::collections::BTreeMap;

client!(object_type);

fn object(key: &str, value: &str) -> BTreeMap<String, Value> {
    BTreeMap::from([(key.to_owned(), json!(value))])
}

answers! {
    get => object("message", "An object was successfully returned");
}

accepts! {
    put(PutRequest::new(object("foo", "bar")));
}

test!(put_of_another_object, {
    let answer = client().put(PutRequest::new(object("foo", "baz"))).await;
    let Err(Error::Api(PutError::Default(answer))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(answer.status(), 400);
    let message = object("message", "The object you passed was incorrect");
    assert_eq!(answer.into_body(), message);
});
