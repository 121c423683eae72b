use required_optional::Error;
use required_optional::operations::*;
use required_optional::types::*;

client!(required_optional);

accepts! {
    implicit_put_optional_query(Default::default());
    implicit_put_optional_header(Default::default());
    implicit_put_optional_body(Default::default());
    implicit_put_optional_binary_body(Default::default());
    implicit_get_optional_global_query(Default::default());
    explicit_put_optional_binary_body(Default::default());
    explicit_put_required_binary_body(ExplicitPutRequiredBinaryBodyRequest::new("hello"));
    explicit_post_optional_integer_parameter(Default::default());
    explicit_post_optional_integer_property(
        ExplicitPostOptionalIntegerPropertyRequest::new().with_body_parameter(IntOptionalWrapper::new())
    );
    explicit_post_optional_integer_header(Default::default());
    explicit_post_optional_string_parameter(Default::default());
    explicit_post_optional_string_property(
        ExplicitPostOptionalStringPropertyRequest::new().with_body_parameter(StringOptionalWrapper::new())
    );
    explicit_post_optional_string_header(Default::default());
    explicit_post_optional_class_parameter(Default::default());
    explicit_post_optional_class_property(
        ExplicitPostOptionalClassPropertyRequest::new().with_body_parameter(ClassOptionalWrapper::new())
    );
    explicit_post_optional_array_parameter(Default::default());
    explicit_post_optional_array_property(
        ExplicitPostOptionalArrayPropertyRequest::new().with_body_parameter(ArrayOptionalWrapper::new())
    );
    explicit_post_optional_array_header(Default::default());
}

// What is required cannot be left out: `new` asks for it. What a path cannot hold is not sent.
test!(implicit_get_required_path, {
    let request = ImplicitGetRequiredPathRequest::new("");
    let answer = client().implicit_get_required_path(request).await;
    assert!(matches!(answer, Err(Error::Request(_))), "{answer:?}");
});

test!(implicit_get_required_global_path, {
    let request = ImplicitGetRequiredGlobalPathRequest::new("..");
    let answer = client().implicit_get_required_global_path(request).await;
    assert!(matches!(answer, Err(Error::Request(_))), "{answer:?}");
});
