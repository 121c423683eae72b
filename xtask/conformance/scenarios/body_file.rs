use http_body_util::BodyExt;

client!(body_file);

test!(files_get_file, {
    let answer = client().files_get_file(Default::default()).await;
    let bytes = answer.expect("a success").into_body().bytes().await;
    let bytes = bytes.expect("the bytes");
    assert_eq!(bytes.len(), 8725);
    assert!(bytes.starts_with(b"\x89PNG\r\n"));
});

test!(files_get_empty_file, {
    let answer = client().files_get_empty_file(Default::default()).await;
    let bytes = answer.expect("a success").into_body().bytes().await;
    assert!(bytes.expect("the bytes").is_empty());
});

// Three gigabytes, of which no more than a piece is held at a time.
test!(files_get_file_large, {
    let answer = client().files_get_file_large(Default::default()).await;
    let mut body = answer.expect("a success").into_body();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.expect("a piece");
        let piece = frame.data_ref().map_or(0, |piece| piece.len());
        assert!(piece < 16 << 20);
        length += piece;
    }
    assert_eq!(length, 3000 << 20);
});
