use ::constants::operations::*;

client!(constants);

accepts! {
    contants_put_client_constants(
        ContantsPutClientConstantsRequest::new(ContantsPutClientConstantsRequired {
            path_constant: "path".into(),
            header_constant: true.into(),
            query_constant: 100.into(),
        })
    );
}
