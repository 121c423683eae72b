// The base URL takes the place of the template of the host.
client!(custom_base_url);

accepts! {
    paths_get_empty(Default::default());
}
