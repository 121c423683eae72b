use any_type::operations::*;
use serde_json::json;

client!(any_type);

answers! {
    get_string => json!("anything");
    get_object => json!({ "message": "An object was successfully returned" });
    get_array => json!(["foo", "bar"]);
}

accepts! {
    put_string(PutStringRequest::new(json!("anything")));
    put_object(PutObjectRequest::new(json!({ "foo": "bar" })));
    put_array(PutArrayRequest::new(json!(["foo", "bar"])));
}
