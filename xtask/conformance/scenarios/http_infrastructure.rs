use http_infrastructure::client::{Redirects, Retries};
use http_infrastructure::operations::*;
use http_infrastructure::types::{self, A, B, C, D};
use http_infrastructure::{Client, Error};
use std::time::Duration;

/// One that follows redirects, repeats any method at once, and keeps cookies, by which the server
/// knows a request that comes again.
fn client() -> Client {
    let network = reqwest::Client::builder().cookie_store(true);
    let network = network.redirect(reqwest::redirect::Policy::none()).build();
    Client::builder(crate::helpers::url())
        .reqwest_client(network.expect("a network"))
        .redirects(Redirects::follow(5))
        .retries(Retries::new(2).pause(Duration::from_millis(1)).any_method())
        .build()
        .expect("a client")
}

/// One that does neither.
fn plain() -> Client {
    let client = Client::builder(crate::helpers::url()).retries(Retries::none());
    client.build().expect("a client")
}

/// Operations and the status of their success.
macro_rules! succeeds {
    ($($name:ident => $status:literal;)+) => { $(test!($name, {
        let answer = client().$name(Default::default()).await.expect("a success");
        assert_eq!(answer.status(), $status);
    });)+ };
}

/// Operations and the status of their error, which has no body though the document declares one.
macro_rules! fails {
    ($($name:ident => $status:literal;)+) => { $(test!($name, {
        let status = match client().$name(Default::default()).await {
            Err(Error::Decode(error)) => error.response().status(),
            Err(Error::Api(error)) => error.status(),
            other => panic!("{other:?}"),
        };
        assert_eq!(status, $status);
    });)+ };
}

/// Operations of several successes, and which one it is.
macro_rules! answers_as {
    ($($name:ident => $variant:path, $body:expr;)+) => { $(test!($name, {
        let answer = client().$name(Default::default()).await.expect("a success");
        let $variant(answer) = answer else { panic!("{answer:?}") };
        assert_eq!(answer.into_body(), $body);
    });)+ };
}

/// Operations and the error that the document declares.
macro_rules! fails_as {
    ($($name:ident => $variant:path, $status:literal, $check:expr;)+) => { $(test!($name, {
        let answer = client().$name(Default::default()).await;
        let Err(Error::Api($variant(answer))) = answer else { panic!("{answer:?}") };
        assert_eq!(answer.status(), $status);
        let check: fn(_) -> bool = $check;
        assert!(check(answer.into_body()));
    });)+ };
}

answers! {
    http_success_get200 => http_success_get200::OkResponse::True;
    multiple_responses_get200_model_a200_valid => A::new().with_status_code("200");
    // a property that the document does not know is none
    multiple_responses_get200_model_a200_invalid => A::new();
    multiple_responses_get_default_model_a200_valid => A::new().with_status_code("200");
}

succeeds! {
    http_success_put200 => 200;
    http_success_post200 => 200;
    http_success_delete200 => 200;
    http_success_head200 => 200;
    http_success_patch200 => 200;
    http_success_put201 => 201;
    http_success_post201 => 201;
    http_success_put202 => 202;
    http_success_post202 => 202;
    http_success_delete202 => 202;
    http_success_patch202 => 202;
    http_success_put204 => 204;
    http_success_post204 => 204;
    http_success_delete204 => 204;
    http_success_head204 => 204;
    http_success_patch204 => 204;
    http_redirects_head300 => 200;
    http_redirects_get300 => 200;
    http_redirects_head301 => 200;
    http_redirects_get301 => 200;
    http_redirects_head302 => 200;
    http_redirects_get302 => 200;
    http_redirects_post303 => 200;
    http_redirects_head307 => 200;
    http_redirects_get307 => 200;
    http_redirects_put307 => 200;
    http_redirects_post307 => 200;
    http_redirects_delete307 => 200;
    http_redirects_options307 => 200;
    http_redirects_patch307 => 200;
    http_retry_head408 => 200;
    http_retry_put500 => 200;
    http_retry_patch500 => 200;
    http_retry_get502 => 200;
    http_retry_post503 => 200;
    http_retry_delete503 => 200;
    http_retry_put504 => 200;
    http_retry_patch504 => 200;
    multiple_responses_get_default_none200_invalid => 200;
    multiple_responses_get_default_none200_none => 200;
}

fails! {
    http_success_head404 => 404;
    // the method must not change, and the document has the redirect as an answer
    http_redirects_put301 => 301;
    http_redirects_patch302 => 302;
    http_client_failure_head400 => 400;
    http_client_failure_get400 => 400;
    http_client_failure_put400 => 400;
    http_client_failure_post400 => 400;
    http_client_failure_delete400 => 400;
    http_client_failure_options400 => 400;
    http_client_failure_patch400 => 400;
    http_client_failure_head401 => 401;
    http_client_failure_get402 => 402;
    http_client_failure_get403 => 403;
    http_client_failure_options403 => 403;
    http_client_failure_put404 => 404;
    http_client_failure_patch405 => 405;
    http_client_failure_post406 => 406;
    http_client_failure_delete407 => 407;
    http_client_failure_put409 => 409;
    http_client_failure_head410 => 410;
    http_client_failure_get411 => 411;
    http_client_failure_get412 => 412;
    http_client_failure_options412 => 412;
    http_client_failure_put413 => 413;
    http_client_failure_patch414 => 414;
    http_client_failure_post415 => 415;
    http_client_failure_get416 => 416;
    http_client_failure_delete417 => 417;
    http_client_failure_head429 => 429;
    http_server_failure_head501 => 501;
    http_server_failure_get501 => 501;
    http_server_failure_post505 => 505;
    http_server_failure_delete505 => 505;
    http_failure_get_no_model_error => 400;
    http_failure_get_no_model_empty => 400;
    multiple_responses_get_default_none400_invalid => 400;
    multiple_responses_get_default_none400_none => 400;
    multiple_responses_get200_model_a400_none => 400;
    multiple_responses_get200_model_a400_valid => 400;
    multiple_responses_get200_model_a400_invalid => 400;
    multiple_responses_get200_model_a202_valid => 202;
    multiple_responses_get_default_model_a400_valid => 400;
    multiple_responses_get202_none204_none_default_none400_none => 400;
    multiple_responses_get202_none204_none_default_none400_invalid => 400;
    get_http_payloads_200_a_204_none_default_error_response_201_valid => 201;
    get_http_payloads_200_a_204_none_default_error_response_202_none => 202;
}

undecodable! {
    // no body, where the document has an object
    multiple_responses_get200_model_a200_none;
    multiple_responses_get_default_model_a200_none;
    // the server answers `OPTIONS` itself, with a list of methods
    http_success_options200;
    // no body, where the document has a boolean
    http_retry_options502;
}

answers_as! {
    multiple_responses_get200_model201_model_default_error200_valid =>
        MultipleResponsesGet200Model201ModelDefaultError200ValidResponse::Ok,
        A::new().with_status_code("200");
    multiple_responses_get200_model201_model_default_error201_valid =>
        MultipleResponsesGet200Model201ModelDefaultError201ValidResponse::Created,
        B::new().with_status_code("201").with_text_status_code("Created");
    get_http_payloads_200_a_201_c_404_d_default_error_response_200_valid =>
        GetHttpPayloads200A201C404DDefaultErrorResponse200ValidResponse::Ok,
        A::new().with_status_code("200");
    get_http_payloads_200_a_201_c_404_d_default_error_response_201_valid =>
        GetHttpPayloads200A201C404DDefaultErrorResponse201ValidResponse::Created,
        C::new().with_http_code("201");
    get_http_payloads_200_a_204_none_default_error_response_200_valid =>
        GetHttpPayloads200A204NoneDefaultErrorResponse200ValidResponse::Ok,
        A::new().with_status_code("200");
    get_http_payloads_200_a_204_none_default_error_response_204_none =>
        GetHttpPayloads200A204NoneDefaultErrorResponse204NoneResponse::NoContent,
        ();
    multiple_responses_get202_none204_none_default_error204_none =>
        MultipleResponsesGet202None204NoneDefaultError204NoneResponse::NoContent,
        ();
    multiple_responses_get202_none204_none_default_none204_none =>
        MultipleResponsesGet202None204NoneDefaultNone204NoneResponse::NoContent,
        ();
}

fails_as! {
    http_failure_get_empty_error => HttpFailureGetEmptyErrorError::Default, 400,
        |error: types::Error| error.message.as_deref() == Some("");
    multiple_responses_get200_model201_model_default_error400_valid =>
        MultipleResponsesGet200Model201ModelDefaultError400ValidError::Default, 400,
        |error: types::Error| error.message.as_deref() == Some("client error");
    get_http_payloads_200_a_201_c_404_d_default_error_response_404_valid =>
        GetHttpPayloads200A201C404DDefaultErrorResponse404ValidError::NotFound, 404,
        |error| error == D::new().with_http_status_code("404");
    get_http_payloads_200_a_201_c_404_d_default_error_response_400_valid =>
        GetHttpPayloads200A201C404DDefaultErrorResponse400ValidError::Default, 400,
        |error: types::Error| error.message.as_deref() == Some("client error");
    get_http_payloads_200_a_204_none_default_error_response_400_valid =>
        GetHttpPayloads200A204NoneDefaultErrorResponse400ValidError::Default, 400,
        |error: types::Error| error.message.as_deref() == Some("client error");
    multiple_responses_get202_none204_none_default_error400_valid =>
        MultipleResponsesGet202None204NoneDefaultError400ValidError::Default, 400,
        |error: types::Error| error.message.as_deref() == Some("client error");
    // an object of other properties
    multiple_responses_get_default_model_a400_none =>
        MultipleResponsesGetDefaultModelA400NoneError::Default, 400,
        |error| error == A::new();
}

// No schema, so the bytes are there, for whoever wants them.
test!(
    multiple_responses_get202_none204_none_default_none202_invalid,
    {
        use MultipleResponsesGet202None204NoneDefaultNone202InvalidResponse::Accepted;
        let client = client();
        let operation = client
            .multiple_responses_get202_none204_none_default_none202_invalid(Default::default());
        let answer = operation.await.expect("a success");
        let Accepted(answer) = answer else {
            panic!("{answer:?}")
        };
        let bytes = answer.into_body().bytes().await.expect("the bytes");
        assert_eq!(bytes, r#"{"property":"value"}"#);
    }
);

test!(
    multiple_responses_get202_none204_none_default_error202_none,
    {
        use MultipleResponsesGet202None204NoneDefaultError202NoneResponse::Accepted;
        let client = client();
        let operation =
            client.multiple_responses_get202_none204_none_default_error202_none(Default::default());
        let answer = operation.await.expect("a success");
        let Accepted(answer) = answer else {
            panic!("{answer:?}")
        };
        assert!(
            answer
                .into_body()
                .bytes()
                .await
                .expect("the bytes")
                .is_empty()
        );
    }
);

test!(a_redirect_is_an_answer, {
    let answer = plain().http_redirects_get301(Default::default()).await;
    let Err(Error::Api(HttpRedirectsGet301Error::MovedPermanently(answer))) = answer else {
        panic!("{answer:?}");
    };
    assert_eq!(answer.headers()["location"], "/http/success/get/200");
});

test!(nothing_is_sent_again_unless_asked_to, {
    let answer = plain().http_retry_get502(Default::default()).await;
    let Err(Error::Decode(error)) = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(error.response().status(), 502);
});
