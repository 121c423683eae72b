use chrono::Utc;
use std::collections::BTreeMap;
use xml_service::operations::*;
use xml_service::types::*;
use xml_service::{DateTime, HttpDate};

client!(xml_service);

fn time(text: &str) -> DateTime {
    text.parse().expect("a time")
}

fn http_date(text: &str) -> HttpDate {
    text.parse::<chrono::DateTime<Utc>>()
        .expect("a time")
        .into()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|it| it.to_string()).collect()
}

fn slideshow() -> Slideshow {
    let slide = |title| Slide::new().with_type("all").with_title(title);
    let items = texts(&["Why WonderWidgets are great", "", "Who buys WonderWidgets"]);
    Slideshow::new()
        .with_title("Sample Slide Show")
        .with_date("Date of publication")
        .with_author("Yours Truly")
        .with_slides(vec![
            slide("Wake up to WonderWidgets!"),
            slide("Overview").with_items(items),
        ])
}

fn banana(name: &str, flavor: &str, expiration: &str) -> Banana {
    Banana::new()
        .with_name(name)
        .with_flavor(flavor)
        .with_expiration(time(expiration))
}

fn cavendish() -> Banana {
    banana("Cavendish", "Sweet", "2018-02-28T00:40:00.123Z")
}

fn plantain() -> Banana {
    banana("Plantain", "Savory", "2018-02-28T00:40:00.123Z")
}

fn apples(good: &[&str], bad: &[&str]) -> AppleBarrel {
    AppleBarrel::new()
        .with_good_apples(texts(good))
        .with_bad_apples(texts(bad))
}

fn no_meta() -> RootWithRefAndNoMeta {
    let model = ComplexTypeNoMeta::new().with_id("myid");
    RootWithRefAndNoMeta::new()
        .with_ref_to_model(model)
        .with_something("else")
}

fn meta() -> RootWithRefAndMeta {
    let model = ComplexTypeWithMeta::new().with_id("myid");
    RootWithRefAndMeta::new()
        .with_ref_to_model(model)
        .with_something("else")
}

fn week() -> RetentionPolicy {
    RetentionPolicy::new(true).with_days(7)
}

fn service_properties() -> StorageServiceProperties {
    let metrics = |include| {
        Metrics::new(true)
            .with_version("1.0")
            .with_include_ap_is(include)
            .with_retention_policy(week())
    };
    let logging = Logging::new(logging::LoggingRequired {
        version: "1.0".to_owned(),
        delete: true,
        read: false,
        write: true,
        retention_policy: week(),
    });
    StorageServiceProperties::new()
        .with_logging(logging)
        .with_hour_metrics(metrics(false))
        .with_minute_metrics(metrics(true))
}

fn identifiers() -> SignedIdentifiers {
    let policy = AccessPolicy::new(access_policy::AccessPolicyRequired {
        start: time("2009-09-28T08:49:37.123Z"),
        expiry: time("2009-09-29T08:49:37.123Z"),
        permission: "rwd".to_owned(),
    });
    vec![SignedIdentifier::new(
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=",
        policy,
    )]
}

fn container(name: &str, etag: &str) -> Container {
    let properties = ContainerProperties::new(http_date("2016-10-26T20:39:39Z"), etag);
    Container::new(name, properties)
}

answers! {
    xml_get_simple => slideshow();
    xml_get_wrapped_lists => apples(&["Fuji", "Gala"], &["Red Delicious"]);
    xml_get_empty_list => Slideshow::new();
    xml_get_empty_wrapped_lists => apples(&[], &[]);
    xml_get_root_list => vec![cavendish(), plantain()];
    xml_get_root_list_single_item => vec![cavendish()];
    xml_get_empty_root_list => Vec::<Banana>::new();
    xml_get_empty_child_element => banana("Unknown Banana", "", "2012-02-24T00:53:52.789Z");
    xml_get_complex_type_ref_no_meta => no_meta();
    xml_get_complex_type_ref_with_meta => meta();
    xml_get_service_properties => service_properties();
    xml_get_acls => identifiers();
    xml_get_bytes => ModelWithByteProperty::new().with_bytes("Hello world");
    xml_get_uri => ModelWithUrlProperty::new().with_url("https://myaccount.blob.core.windows.net/");
    xml_get_x_ms_text => ObjectWithXMsTextProperty::new()
        .with_language("english")
        .with_content("I am text");
    xml_json_output => JsonOutput::new().with_id(42);
}

accepts! {
    xml_put_simple(XmlPutSimpleRequest::new(slideshow()));
    xml_put_wrapped_lists(XmlPutWrappedListsRequest::new(
        apples(&["Fuji", "Gala"], &["Red Delicious"])
    ));
    xml_put_empty_list(XmlPutEmptyListRequest::new(Slideshow::new()));
    xml_put_empty_wrapped_lists(XmlPutEmptyWrappedListsRequest::new(apples(&[], &[])));
    xml_put_root_list(XmlPutRootListRequest::new(vec![cavendish(), plantain()]));
    xml_put_root_list_single_item(XmlPutRootListSingleItemRequest::new(vec![cavendish()]));
    xml_put_empty_root_list(XmlPutEmptyRootListRequest::new(Vec::new()));
    xml_put_empty_child_element(XmlPutEmptyChildElementRequest::new(
        banana("Unknown Banana", "", "2012-02-24T00:53:52.789Z")
    ));
    xml_put_complex_type_ref_no_meta(XmlPutComplexTypeRefNoMetaRequest::new(no_meta()));
    xml_put_complex_type_ref_with_meta(XmlPutComplexTypeRefWithMetaRequest::new(meta()));
    xml_put_service_properties(XmlPutServicePropertiesRequest::new(service_properties()));
    xml_put_acls(XmlPutAclsRequest::new(identifiers()));
    xml_put_binary(XmlPutBinaryRequest::new(
        ModelWithByteProperty::new().with_bytes("Hello world")
    ));
    xml_put_uri(XmlPutUriRequest::new(
        ModelWithUrlProperty::new().with_url("https://myaccount.blob.core.windows.net/")
    ));
    xml_json_input(XmlJsonInputRequest::new(JsonInput::new().with_id(42)));
}

test!(xml_get_headers, {
    let answer = client()
        .xml_get_headers(Default::default())
        .await
        .expect("a success");
    let headers: XmlGetHeadersHeaders = answer.declared_headers().expect("the headers");
    assert_eq!(headers.custom_header.as_deref(), Some("custom-value"));
});

test!(xml_list_containers, {
    let answer = client().xml_list_containers(Default::default()).await;
    let list = answer.expect("a success").into_body();
    assert_eq!(
        list.service_endpoint,
        "https://myaccount.blob.core.windows.net/"
    );
    assert_eq!(list.prefix, None);
    assert_eq!(list.max_results, 3);
    assert_eq!(list.next_marker, "video");
    let mut audio = container("audio", "0x8CACB9BD7C6B1B2");
    audio.properties.public_access = Some(PublicAccessType::Container);
    let images = container("images", "0x8CACB9BD7C1EEEC");
    let texts = container("textfiles", "0x8CACB9BD7BACAC3");
    assert_eq!(list.containers, Some(vec![audio, images, texts]));
});

test!(xml_list_blobs, {
    let answer = client().xml_list_blobs(Default::default()).await;
    let list = answer.expect("a success").into_body();
    let container = "https://myaccount.blob.core.windows.net/mycontainer";
    assert_eq!(list.container_name.as_deref(), Some(container));
    assert_eq!(list.next_marker.as_deref(), Some(""));
    let blobs = list.blobs.expect("blobs").blob.expect("blobs");
    assert_eq!(blobs.len(), 5);
    assert_eq!(blobs[0].name, "blob1.txt");
    assert_eq!(blobs[0].properties.content_length, Some(100));
    assert_eq!(blobs[0].properties.content_encoding.as_deref(), Some(""));
    assert_eq!(
        blobs[0].properties.lease_status,
        Some(LeaseStatus::Unlocked)
    );
    let metadata = [
        ("Color", "blue"),
        ("BlobNumber", "01"),
        ("SomeMetadataName", "SomeMetadataValue"),
    ];
    let metadata = metadata.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(blobs[0].metadata, Some(BTreeMap::from(metadata)));
    assert_eq!(
        blobs[1].snapshot.as_deref(),
        Some("2009-09-09T09:20:03.0427659Z")
    );
    assert_eq!(blobs[4].properties.x_ms_blob_sequence_number, Some(3));
    assert_eq!(
        blobs[4].properties.blob_type,
        Some(blob_properties::BlobType::PageBlob)
    );
});
