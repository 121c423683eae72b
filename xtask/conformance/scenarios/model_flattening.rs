use model_flattening::operations::*;
use model_flattening::types::*;
use std::collections::BTreeMap;

client!(model_flattening);

fn tags() -> BTreeMap<String, String> {
    let tags = [("tag1", "value1"), ("tag2", "value3")];
    BTreeMap::from(tags.map(|(key, value)| (key.to_owned(), value.to_owned())))
}

/// As the server has them; most of it is read-only.
fn known(number: u8) -> FlattenedProduct {
    let mut known = FlattenedProduct::new();
    known.id = Some(number.to_string());
    known.name = Some(format!("Resource{number}"));
    known
}

fn whole(number: u8, product: &str) -> FlattenedProduct {
    use flattened_product::{Properties, ProvisioningStateValues};
    let mut properties = Properties::new().with_p_name(product).with_type("Flat");
    properties.provisioning_state = Some("Succeeded".to_owned());
    properties.provisioning_state_values = Some(ProvisioningStateValues::Ok);
    let mut known = known(number)
        .with_location("Building 44")
        .with_tags(tags())
        .with_properties(properties);
    known.r#type = Some("Microsoft.Web/sites".to_owned());
    known
}

fn dictionary() -> BTreeMap<String, FlattenedProduct> {
    BTreeMap::from([
        ("Product1".to_owned(), whole(1, "Product1")),
        ("Product2".to_owned(), known(2).with_location("Building 44")),
        ("Product3".to_owned(), known(3)),
    ])
}

/// As they are sent.
fn sent(location: &str, name: &str) -> FlattenedProduct {
    let properties = flattened_product::Properties::new()
        .with_p_name(name)
        .with_type("Flat");
    FlattenedProduct::new()
        .with_location(location)
        .with_properties(properties)
}

fn sent_dictionary() -> BTreeMap<String, FlattenedProduct> {
    BTreeMap::from([
        (
            "Resource1".to_owned(),
            sent("West US", "Product1").with_tags(tags()),
        ),
        ("Resource2".to_owned(), sent("Building 44", "Product2")),
    ])
}

fn simple(image: ProductUrl) -> SimpleProduct {
    use simple_product_properties::MaxProductCapacity::Large;
    let details = SimpleProductProperties::new("max name", Large).with_max_product_image(image);
    SimpleProduct::new("123")
        .with_base_product_description("product description")
        .with_details(details)
}

answers! {
    get_array => vec![whole(1, "Product1"), known(2).with_location("Building 44"), known(3)];
    get_dictionary => dictionary();
    get_resource_collection => ResourceCollection::new()
        .with_dictionaryofresources(dictionary())
        .with_arrayofresources(vec![
            whole(4, "Product4"),
            known(5).with_location("Building 44"),
            known(6),
        ])
        .with_productresource(known(7).with_location("Building 44"));
}

accepts! {
    put_array(PutArrayRequest::new().with_resource_array(vec![
        Resource::new().with_location("West US").with_tags(tags()),
        Resource::new().with_location("Building 44"),
    ]));
    put_dictionary(PutDictionaryRequest::new().with_resource_dictionary(sent_dictionary()));
    put_resource_collection(
        PutResourceCollectionRequest::new().with_resource_complex_object(
            ResourceCollection::new()
                .with_arrayofresources(vec![
                    sent("West US", "Product1").with_tags(tags()),
                    sent("East US", "Product2"),
                ])
                .with_dictionaryofresources(sent_dictionary())
                .with_productresource(sent("India", "Azure"))
        )
    );
}

test!(put_simple_product, {
    let image = ProductUrl::new().with_odata_value("http://foo");
    let product = simple(image.with_generic_value("https://generic"));
    let request = PutSimpleProductRequest::new().with_simple_body_product(product.clone());
    let answer = client().put_simple_product(request).await;
    assert_eq!(answer.expect("a success").into_body(), product);
});

test!(post_flattened_simple_product, {
    let product = simple(ProductUrl::new().with_odata_value("http://foo"));
    let request = PostFlattenedSimpleProductRequest::new();
    let request = request.with_simple_body_product(product.clone());
    let answer = client().post_flattened_simple_product(request).await;
    assert_eq!(answer.expect("a success").into_body(), product);
});

test!(put_simple_product_with_grouping, {
    let product = simple(ProductUrl::new().with_odata_value("http://foo"));
    let request = PutSimpleProductWithGroupingRequest::new("groupproduct");
    let request = request.with_simple_body_product(product.clone());
    let answer = client().put_simple_product_with_grouping(request).await;
    assert_eq!(answer.expect("a success").into_body(), product);
});
