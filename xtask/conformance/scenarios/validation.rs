use ::validation::operations::*;
use ::validation::types::*;

client!(validation);

fn product() -> Product {
    Product::new(product::ProductRequired {
        child: ChildProduct::new(child_product::ConstProperty::Constant),
        const_child: ConstantProduct::new(
            constant_product::ConstProperty::Constant,
            constant_product::ConstProperty2::Constant2,
        ),
        const_int: product::ConstInt::Value0,
        const_string: product::ConstString::Constant,
    })
}

accepts! {
    get_with_constant_in_path(GetWithConstantInPathRequest::new(
        get_with_constant_in_path::ConstantParam::Constant
    ));
}

test!(post_with_constant_in_body, {
    use post_with_constant_in_body::ConstantParam::Constant;
    let request = PostWithConstantInBodyRequest::new(Constant).with_body(product());
    let answer = client().post_with_constant_in_body(request).await;
    assert_eq!(answer.expect("a success").into_body(), product());
});
