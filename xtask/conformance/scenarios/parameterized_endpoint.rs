// The base URL takes the place of the template of the host.
client!(parameterized_endpoint);

accepts! {
    get(Default::default());
}
