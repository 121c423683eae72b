use merge_patch::operations::PatchSingleRequest;
use serde_json::json;
use std::collections::BTreeMap;

client!(merge_patch);

accepts! {
    patch_single(PatchSingleRequest::new(BTreeMap::from([("foo".to_owned(), json!("bar"))])));
}
