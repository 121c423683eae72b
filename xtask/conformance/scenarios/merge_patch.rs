use merge_patch::operations::PatchSingleRequest;
use serde_json::json;
use std::collections::BTreeMap;

client!(merge_patch);

accepts! {
    // The server looks at the media type, and wants the 14 bytes that `{"foo": "bar"}` has with a space,
    // which nobody has to write.
    patch_single(PatchSingleRequest::new(BTreeMap::from([("foo".to_owned(), json!("bars"))])));
}
