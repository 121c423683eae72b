//! Which Swagger file a scenario of the test server belongs to: the server names them, but does not say.

/// Names by how they begin; the longest beginning counts.
const BEGINNINGS: &[(&str, &str)] = &[
    ("Body", "body-binary"),
    ("BodyTime", "body-time"),
    ("ClientWithEnumParam", "client-enum"),
    ("Constant", "constants"),
    ("ConstantsIn", "validation"),
    ("CustomBaseUri", "custom-baseUrl"),
    ("CustomBaseUriMoreOptions", "custom-baseUrl-more-options"),
    ("CustomHeaderInRequest", "header"),
    ("ErrorWithSecrets", "error-with-secrets"),
    ("ExplicitOptional", "required-optional"),
    ("ExplicitRequired", "required-optional"),
    ("FileStream", "body-file"),
    ("FormdataStream", "body-formdata"),
    ("GeneralOptional", "required-optional"),
    ("Get", "xml-service"),
    ("GetArrayAsAnything", "any-type"),
    ("GetObjectAsAnything", "any-type"),
    ("GetStringAsAnything", "any-type"),
    ("GetParameterizedHost", "parameterized-endpoint"),
    ("Header", "header"),
    ("Http", "httpInfrastructure"),
    ("ImplicitOptional", "required-optional"),
    ("LROPatchInline", "lro"),
    ("MediaType", "media_types"),
    (
        "MultiapiCustomBaseUrlApiVersionTwo",
        "multiapi-v2-custom-base-url",
    ),
    ("MultiapiDifferentCallsApiVersionOne", "multiapi-v1"),
    ("MultiapiDifferentCallsApiVersionThree", "multiapi-v3"),
    ("MultiapiDifferentCallsApiVersionTwo", "multiapi-v2"),
    ("MultiapiGetTestTwoApiVersionOne", "multiapi-v0"),
    ("MultiapiGetTestTwoApiVersionThree", "multiapi-v3"),
    ("MultiapiGetTestTwoApiVersionTwo", "multiapi-v2"),
    ("MultiapiLRO", "multiapi-v1"),
    ("MultiapiOperationGroupPaging", "multiapi-v3"),
    ("MultiapiPaging", "multiapi-v3"),
    ("MultiapiPostTestFourApiVersionThree", "multiapi-v3"),
    ("MultiapiPostTestFourApiVersionTwo", "multiapi-v2"),
    ("MultiapiPutTestFiveApiVersionThree", "multiapi-v3"),
    ("MultiapiPutTestOneApiVersionOne", "multiapi-v1"),
    ("MultiapiPutTestOneApiVersionTwo", "multiapi-v2"),
    ("MultiapiPutTestThreeApiVersionTwo", "multiapi-v2"),
    ("MultiapiCustomBaseUrl", "multiapi-v1-custom-base-url"),
    ("MultipleInheritance", "multiple-inheritance"),
    ("NonStringEnums", "non-string-enum"),
    ("ObjectType", "object-type"),
    ("Optional", "required-optional"),
    ("Paging", "paging"),
    ("PassMergePatch", "merge-patch"),
    ("Put", "xml-service"),
    ("PutArrayAsAnything", "any-type"),
    ("PutObjectAsAnything", "any-type"),
    ("PutStringAsAnything", "any-type"),
    ("RequestWithSecrets", "error-with-secrets"),
    ("ResponsesScenario", "httpInfrastructure"),
    ("SecurityAad", "security-aad"),
    ("SecurityKey", "security-key"),
    ("Storage", "xml-service"),
    ("StreamUploadFile", "body-formdata"),
    ("UpdatePetWithForm", "body-formdata-urlencoded"),
    ("UrlEncodedData", "body-formdata-urlencoded"),
    ("UrlPath", "url"),
    ("UrlQueries", "url"),
    ("UrlQueriesArrayMulti", "url-multi-collectionFormat"),
    ("Xml", "xml-service"),
    ("additionalProperties", "additionalProperties"),
    ("allowedValueEnum", "extensible-enums-swagger"),
    ("animalNotFound", "xms-error-responses"),
    ("expectedEnum", "extensible-enums-swagger"),
    ("expectedNoErrors", "xms-error-responses"),
    ("expectedPet", "xms-error-responses"),
    ("getArray", "body-array"),
    ("getBool", "body-boolean"),
    ("getByte", "body-byte"),
    ("getComplex", "body-complex"),
    ("getComposed", "body-complex"),
    ("getDate", "body-date"),
    ("getDateTime", "body-datetime"),
    ("getDateTimeRfc1123", "body-datetime-rfc1123"),
    ("getDecimal", "body-number"),
    ("getDictionary", "body-dictionary"),
    ("getDouble", "body-number"),
    ("getDuration", "body-duration"),
    ("getEnum", "body-string"),
    ("getFloat", "body-number"),
    ("getInteger", "body-integer"),
    ("getInvalidUnixTime", "body-integer"),
    ("getLong", "body-integer"),
    ("getModelFlatten", "model-flattening"),
    ("getNullUnixTime", "body-integer"),
    ("getNumber", "body-number"),
    ("getString", "body-string"),
    ("getUnixTime", "body-integer"),
    ("intError", "xms-error-responses"),
    ("json", "xml-service"),
    ("linkNotFound", "xms-error-responses"),
    ("postModelFlatten", "model-flattening"),
    ("putArray", "body-array"),
    ("putBool", "body-boolean"),
    ("putByte", "body-byte"),
    ("putComplex", "body-complex"),
    ("putDate", "body-date"),
    ("putDateTime", "body-datetime"),
    ("putDateTimeRfc1123", "body-datetime-rfc1123"),
    ("putDecimal", "body-number"),
    ("putDictionary", "body-dictionary"),
    ("putDouble", "body-number"),
    ("putDuration", "body-duration"),
    ("putEnum", "body-string"),
    ("putFloat", "body-number"),
    ("putInteger", "body-integer"),
    ("putLong", "body-integer"),
    ("putModelFlatten", "model-flattening"),
    ("putString", "body-string"),
    ("putUnixTime", "body-integer"),
    ("reservedWords", "reserved-words"),
    ("roundTripEnum", "extensible-enums-swagger"),
    ("sendErrorWithParamName", "xms-error-responses"),
    ("stringError", "xms-error-responses"),
    ("unexpectedEnum", "extensible-enums-swagger"),
    ("verifyIncorrectErrorParsing", "incorrect-error-response"),
];

/// Optional scenarios that the server never counts, whatever it is asked: where it serves them, it names
/// their counter and does not increment it (`legacy/routes/multiapi.js` of 3.3.51).
pub const NEVER_COUNTED: [&str; 4] = [
    "MultiapiDifferentCallsApiVersionOne",
    "MultiapiDifferentCallsApiVersionTwo",
    "MultiapiDifferentCallsApiVersionThree",
    "MultiapiPostTestFourApiVersionThreePDF",
];

/// Whether the server counts this scenario when it serves it.
pub fn is_counted(scenario: &str) -> bool {
    !NEVER_COUNTED.contains(&scenario)
}

/// A scenario that no beginning fits: it is in the table, so that it is not overlooked.
pub const UNKNOWN: &str = "(of no known file)";

/// The name of the Swagger file.
pub fn document(scenario: &str) -> &'static str {
    let fits = BEGINNINGS.iter().filter(|(it, _)| scenario.starts_with(it));
    let longest = fits.max_by_key(|(beginning, _)| beginning.len());
    longest.map_or(UNKNOWN, |(_, document)| document)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_counts() {
        assert_eq!(document("getDateTimeRfc1123Null"), "body-datetime-rfc1123");
        assert_eq!(document("getDateTimeNull"), "body-datetime");
        assert_eq!(document("getDateNull"), "body-date");
        assert_eq!(document("brandNew"), UNKNOWN);
    }

    #[test]
    fn every_file_with_scenarios_has_tests() {
        for (_, name) in BEGINNINGS {
            let document = crate::documents::Document {
                path: Default::default(),
                name: (*name).to_owned(),
            };
            assert!(document.tests().is_some(), "no tests for {name}");
        }
    }
}
