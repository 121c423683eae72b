//! What every `style` is on the wire, in every place, by hand in both directions.

use axum::extract::Request;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt;
use std::sync::{Arc, Mutex};
use styles_api::client::Client;
use styles_api::operations::styles::properties::{Filter, State};
use styles_api::operations::*;
use styles_api::server::{self, Response, Styles};
use styles_api::types::{Color, Pageable};
use std::collections::BTreeMap;
use tower_service::Service;

type Seen = (String, HeaderMap);

/// A client whose peer answers 204 whatever it is asked, and what the peer was asked.
fn peer() -> (Client, Arc<Mutex<Option<Seen>>>) {
    let asked = Arc::new(Mutex::new(None));
    let note = Arc::clone(&asked);
    let router = axum::Router::new().fallback(move |request: Request| async move {
        let target = request.uri().path_and_query().unwrap().to_string();
        *note.lock().unwrap() = Some((target, request.headers().clone()));
        StatusCode::NO_CONTENT
    });
    let client = Client::builder("http://peer").service(router);
    (client.check_requests().build().unwrap(), asked)
}

fn red() -> Color {
    Color::new(255).with_name("red")
}

fn labels(label: &str, entries: Color) -> LabelsRequest {
    LabelsRequest::new(LabelsRequired {
        label: label.to_owned(),
        labels: vec![1, 2],
        exploded: vec![1, 2],
        object: red(),
        entries,
    })
}

fn matrices(matrix: &str, object: Color) -> MatricesRequest {
    MatricesRequest::new(MatricesRequired {
        matrix: matrix.to_owned(),
        matrices: vec![1, 2],
        exploded: vec![1, 2],
        object,
        entries: red(),
    })
}

fn more(key: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(key.to_owned(), "v".to_owned())])
}

fn objects(simple: Color) -> ObjectsRequest {
    ObjectsRequest::new(ObjectsRequired { simple, exploded: red(), deep: red() })
}

#[tokio::test]
async fn a_client_writes_every_style() {
    let (client, peer) = peer();
    let seen = || peer.lock().unwrap().take().unwrap();

    let list = vec![1, 2];
    let request = ListsRequest::new(list.clone())
        .with_form(list.clone())
        .with_commas(list.clone())
        .with_spaces(list.clone())
        .with_pipes(list.clone())
        .with_file("a/b?c")
        .with_x_simple(list);
    client.lists(request).await.unwrap();
    let (target, headers) = seen();
    assert_eq!(
        target,
        "/lists/1,2?form=1&form=2&commas=1%2C2&spaces=1%202&pipes=1%7C2&file=a/b?c"
    );
    assert_eq!(headers["x-simple"], "1,2");

    client.labels(labels("a/b", red())).await.unwrap();
    assert_eq!(seen().0, "/labels/.a%2Fb/.1,2/.1.2/.name,red,r,255/.name=red.r=255");

    client.matrices(matrices("a;b", red())).await.unwrap();
    assert_eq!(
        seen().0,
        "/matrices;matrix=a%3Bb/;matrices=1,2/;exploded=1;exploded=2/;object=name,red,r,255/;name=red;r=255"
    );
    client.matrices(matrices("", red())).await.unwrap();
    assert!(seen().0.starts_with("/matrices;matrix/;matrices=1,2/"));

    let request = objects(red())
        .with_commas(red())
        .with_spaces(red())
        .with_pipes(red())
        .with_x_color(red());
    client.objects(request).await.unwrap();
    let (target, headers) = seen();
    assert_eq!(
        target,
        "/objects/name,red,r,255/name=red,r=255?deep%5Bname%5D=red&deep%5Br%5D=255\
         &commas=name%2Cred%2Cr%2C255&spaces=name%20red%20r%20255&pipes=name%7Cred%7Cr%7C255"
    );
    assert_eq!(headers["x-color"], "name=red,r=255");

    let filter = Filter::new().with_state(State::Open).with_limit(2);
    client.properties(PropertiesRequest::new().with_filter(filter).with_page(3)).await.unwrap();
    assert_eq!(seen().0, "/properties?limit=2&state=open&page=3");

    let page = Pageable::new().with_page(1).with_sort(vec!["a,b".to_owned(), "c".to_owned()]);
    let request = PagesRequest::new(page.clone());
    client.pages(request.clone().with_more(more("k"))).await.unwrap();
    assert_eq!(seen().0, "/pages?page=1&sort=a%2Cb&sort=c&k=v");
    // it would be read as the other's
    let error = client.pages(request.with_more(more("page"))).await.unwrap_err();
    assert!(error.to_string().contains("`page` is another parameter"), "{error}");

    let place = vec!["a".to_owned(), "b".to_owned()];
    client.json(JsonRequest::new(place).with_filter(Color::new(1))).await.unwrap();
    assert_eq!(seen().0, "/json/%5B%22a%22%2C%22b%22%5D?filter=%7B%22r%22%3A1%7D");

    let request = CookiesRequest::new("a;b").with_sizes(vec![1, 2]).with_color(Color::new(1));
    client.cookies(request).await.unwrap();
    assert_eq!(seen().1["cookie"], "session=a%3Bb; sizes=1%2C2; color=r%2C1");
}

#[tokio::test]
async fn what_would_arrive_as_another_value_is_not_sent() {
    let (client, peer) = peer();
    let named = |name: &str| Color::new(1).with_name(name);
    let failed = [
        (client.labels(labels("a", named("a.b"))).await.unwrap_err().to_string(), "`entries`"),
        (client.matrices(matrices("a", named("a,b"))).await.unwrap_err().to_string(), "`object`"),
        (client.objects(objects(named("a,b"))).await.unwrap_err().to_string(), "`simple`"),
        // what the document does not allow
        (client.objects(objects(Color::new(256))).await.unwrap_err().to_string(), "/path/simple/r"),
    ];
    for (error, place) in failed {
        assert!(error.contains(place), "{error}");
    }
    assert!(peer.lock().unwrap().is_none());
}

/// Says what it was given.
struct Echo;

macro_rules! echo {
    ($($operation:ident $request:ident $error:ident,)*) => {
        impl Styles for Echo {
            $(async fn $operation(&self, request: $request) -> Result<Response<()>, $error> {
                let said = format!("{request:?}").parse().unwrap();
                let mut response = Response::new(());
                response.headers_mut().insert("x-said", said);
                Ok(response)
            })*
        }
    };
}

echo! {
    lists ListsRequest ListsError,
    labels LabelsRequest LabelsError,
    matrices MatricesRequest MatricesError,
    objects ObjectsRequest ObjectsError,
    properties PropertiesRequest PropertiesError,
    pages PagesRequest PagesError,
    json JsonRequest JsonError,
    cookies CookiesRequest CookiesError,
}

/// What a handler is given, or what the server says instead.
async fn ask(target: &str, headers: &[(&str, &str)]) -> Result<String, (u16, String)> {
    ask_of(server::builder(), target, headers).await
}

async fn ask_of(
    builder: server::Builder,
    target: &str,
    headers: &[(&str, &str)],
) -> Result<String, (u16, String)> {
    let mut request = http::Request::get(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(axum::body::Body::empty()).unwrap();
    let mut router = builder.styles(Echo).build();
    let (parts, body) = router.call(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    match parts.headers.get("x-said") {
        Some(said) => Ok(said.to_str().unwrap().to_owned()),
        None => Err((parts.status.as_u16(), String::from_utf8_lossy(&body).into_owned())),
    }
}

#[tokio::test]
async fn a_server_reads_every_style() {
    let red = format!("{:?}", red());
    let said = ask("/lists/1,2?form=1&form=2&commas=1,2&spaces=1+2&pipes=1|2&file=a/b", &[]).await;
    let said = said.unwrap();
    assert!(said.contains("simple: [1, 2], form: Some([1, 2]), commas: Some([1, 2])"), "{said}");
    assert!(said.contains("spaces: Some([1, 2]), pipes: Some([1, 2]), file: Some(\"a/b\")"), "{said}");

    let said = ask("/labels/.a%2Cb/.1,2/.1.2/.r,255,name,red/.r=255.name=red", &[]).await.unwrap();
    assert_eq!(
        said,
        format!("LabelsRequest {{ label: \"a,b\", labels: [1, 2], exploded: [1, 2], object: {red}, entries: {red} }}")
    );

    let target = "/matrices;matrix=a%3Bb/;matrices=1,2/;exploded=1;exploded=2/;object=r,255,name,red/;r=255;name=red";
    assert_eq!(
        ask(target, &[]).await.unwrap(),
        format!("MatricesRequest {{ matrix: \"a;b\", matrices: [1, 2], exploded: [1, 2], object: {red}, entries: {red} }}")
    );

    let target = "/objects/r,255,name,red/r=255,name=red?deep[r]=255&deep[name]=red&commas=r,255,name,red\
                  &spaces=r%20255%20name%20red&pipes=r%7C255%7Cname%7Cred";
    let said = ask(target, &[("x-color", "r=255, name=red")]).await.unwrap();
    assert_eq!(said.matches(&red).count(), 7, "{said}");

    let said = ask("/pages?page=1&sort=a,b&sort=c&k=v", &[]).await.unwrap();
    let page = r#"Pageable { page: Some(1), sort: Some(["a,b", "c"]) }"#;
    assert_eq!(said, format!("PagesRequest {{ pageable: {page}, more: Some({:?}) }}", more("k")));

    let said = ask("/properties?page=3&state=shut&other=1", &[]).await.unwrap();
    assert_eq!(
        said,
        "PropertiesRequest { filter: Some(Filter { state: Some(Shut), limit: None }), page: Some(3) }"
    );
    let said = ask("/properties?other=1", &[]).await.unwrap();
    assert_eq!(said, "PropertiesRequest { filter: None, page: None }");

    let said = ask("/json/%5B%22a%22%5D?filter=%7B%22r%22:1%7D&xml=%3Ca/%3E", &[]).await.unwrap();
    assert!(said.contains("place: [\"a\"], filter: Some(Color { r: 1, name: None }), xml: Some(\"<a/>\")"), "{said}");

    let cookies = [("cookie", "other=1; session=a%3Bb; sizes=1%2C2"), ("cookie", "color=r%2C1")];
    let said = ask("/cookies", &cookies).await.unwrap();
    assert!(said.contains("session: \"a;b\", sizes: Some([1, 2]), color: Some(Color { r: 1"), "{said}");
}

#[tokio::test]
async fn a_server_refuses_what_is_no_value_of_its_style() {
    for (target, why) in [
        ("/labels/a/.1/.1/.r,1/.r=1", "label"),
        ("/labels/.a/.1/.1/.r/.r=1", "object"),
        ("/matrices;other=a/;matrices=1/;exploded=1/;object=r,1/;r=1", "matrix"),
        ("/objects/r,1/r=1?deep[r]=300", "/query/deep/r"),
        ("/objects/r,1/r=1?deep[r]=1&deep[r]=2", "deep"),
        ("/objects/r,1/r=1?deep[name]=red", "/query/deep/r"),
        ("/objects/r,1/r=1", "deep"),
        ("/objects/r,1/r?deep[r]=1", "exploded"),
        ("/properties?limit=0", "/query/filter/limit"),
        ("/json/%5B1", "place"),
        ("/json/%5B1%5D", "/path/place/0"),
        ("/cookies", "/cookie/session"),
    ] {
        let (status, said) = ask(target, &[]).await.unwrap_err();
        assert_eq!(status, 400, "{target}: {said}");
        assert!(said.contains(why), "{target}: {said}");
    }
    let (status, _) = ask("/cookies", &[("cookie", "session=a; session=b")]).await.unwrap_err();
    assert_eq!(status, 400);
}

#[tokio::test]
async fn json_in_a_parameter_has_the_depth_of_a_body() {
    let target = "/json/[%22a%22]?filter={%22r%22:1,%22x%22:{%22y%22:1}}";
    let target = target.replace('[', "%5B").replace(']', "%5D").replace('{', "%7B").replace('}', "%7D");
    ask(&target, &[]).await.unwrap();
    ask_of(server::builder().json_depth(2), &target, &[]).await.unwrap();
    let (status, said) = ask_of(server::builder().json_depth(1), &target, &[]).await.unwrap_err();
    assert_eq!(status, 400);
    assert!(said.contains("/query/filter") && said.contains("nested too deep"), "{said}");
    assert!(!said.contains("/path/place"), "{said}");
}
