use custom_base_url_more_options::operations::PathsGetEmptyRequest;

// The base URL takes the place of the template of the host.
client!(custom_base_url_more_options);

accepts! {
    paths_get_empty(PathsGetEmptyRequest::new("test12", "key1").with_key_version("v1"));
}
