//! Shapes of values: objects, lists, alternatives, types.

use super::{always, both, clients, codes, compatible, directed, docs, servers};
use crate::diff::change::Wire::{BreaksClients, BreaksServers, Compatible};

codes! { SCHEMAS:
    TYPE_CHANGED "BD0601" "type-changed" "a value is of another type"
        always(both("what one side writes the other does not read"));
    TYPE_WIDENED "BD0602" "type-widened" "a type has more values"
        directed(
            compatible("what clients in the field send is among them"),
            clients("clients in the field may meet values that they do not read"));
    TYPE_NARROWED "BD0603" "type-narrowed" "a type has fewer values"
        directed(
            clients("what clients in the field send may be refused"),
            servers("servers in the field may answer what new clients do not read"));
    FORMAT_CHANGED "BD0604" "format-changed" "a value is written in another way"
        always(both("what one side writes the other does not read"));
    FORMAT_WORD_CHANGED "BD0605" "format-word-changed" "a format that asks for no type of its own"
        always(compatible("the text is sent as it is"));
    PROPERTY_REMOVED "BD0606" "property-removed" "an optional property is gone"
        directed(
            clients("what clients send is refused, or ignored")
                .ours(Compatible, "generated servers ignore what they do not know"),
            clients("readers find it no more")
                .ours(Compatible, "generated clients take it as absent"));
    REQUIRED_PROPERTY_REMOVED "BD0607" "required-property-removed" "a required property is gone"
        directed(
            both("what clients send is refused, or ignored; servers in the field ask for it"),
            clients("readers rely on it"));
    PROPERTY_ADDED "BD0608" "property-added" "an optional property is new"
        directed(
            compatible("clients in the field do not send it"),
            compatible("clients in the field ignore it"));
    PROPERTY_ADDED_TO_CLOSED "BD0609" "property-added-to-closed" "an object that was closed has a new property"
        directed(
            compatible("clients in the field do not send it"),
            clients("clients in the field refuse what the document forbade")
                .ours(Compatible, "generated clients ignore what they do not know"));
    REQUIRED_PROPERTY_ADDED "BD0610" "required-property-added" "a required property is new"
        directed(
            clients("clients in the field do not send it"),
            servers("servers in the field do not send it, and new clients rely on it"));
    PROPERTY_REQUIRED "BD0611" "property-required" "a property becomes required"
        directed(
            clients("clients in the field may leave it out"),
            servers("servers in the field may leave it out, and new clients rely on it"));
    PROPERTY_OPTIONAL "BD0612" "property-optional" "a property becomes optional"
        directed(
            compatible("clients in the field send it"),
            clients("readers rely on it"));
    PROPERTY_READ_ONLY "BD0613" "property-read-only" "a property is set by the server alone"
        directed(
            clients("what clients send is refused, or ignored")
                .ours(Compatible, "generated servers read it as before"),
            compatible("it is sent as before"));
    PROPERTY_WRITABLE "BD0614" "property-writable" "a property is read-only no more"
        directed(
            compatible("clients in the field leave it out"),
            compatible("it is sent as before"));
    REQUIRED_PROPERTY_WRITABLE "BD0615" "required-property-writable" "a required property is read-only no more"
        directed(
            clients("clients in the field leave it out"),
            compatible("it is sent as before"));
    NULL_ALLOWED "BD0616" "null-allowed" "null becomes a value"
        directed(
            compatible("clients in the field send none"),
            clients("clients in the field may meet a null"));
    NULL_FORBIDDEN "BD0617" "null-forbidden" "null is a value no more"
        directed(
            clients("clients in the field may send a null"),
            servers("servers in the field may send a null"));
    ADDITIONAL_FORBIDDEN "BD0618" "additional-properties-forbidden" "properties that are not named are forbidden"
        directed(
            clients("clients in the field may send some"),
            servers("servers in the field may send some")
                .ours(Compatible, "generated clients ignore what they do not know"));
    ADDITIONAL_ALLOWED "BD0619" "additional-properties-allowed" "properties that are not named are allowed"
        directed(
            compatible("clients in the field send none"),
            clients("clients in the field refuse what the document forbade")
                .ours(Compatible, "generated clients ignore what they do not know"));
    ADDITIONAL_TYPED "BD0620" "additional-properties-typed" "properties that are not named are of a type"
        directed(
            clients("clients in the field may send others"),
            servers("servers in the field may send others"));
    ADDITIONAL_UNTYPED "BD0621" "additional-properties-untyped" "properties that are not named may be anything"
        directed(
            compatible("what clients in the field send is among them"),
            clients("clients in the field may meet values that they do not read"));
    TAG_CHANGED "BD0622" "discriminator-changed" "objects are told apart by another property"
        always(both("neither side finds the property"));
    TAG_ADDED "BD0623" "discriminator-added" "objects are told apart by a property"
        directed(
            clients("clients in the field may leave it out"),
            servers("servers in the field may leave it out, and new clients look for it"));
    TAG_REMOVED "BD0624" "discriminator-removed" "objects are told apart by a property no more"
        directed(
            compatible("clients in the field send it"),
            clients("clients in the field look for it"));
    ALTERNATIVE_OBJECT_REMOVED "BD0625" "alternative-removed" "one of several is gone"
        directed(
            clients("what clients in the field send may be it"),
            servers("servers in the field may answer it, and new clients do not know it")
                .ours(Compatible, "generated clients keep it as `Unknown`"));
    ALTERNATIVE_OBJECT_ADDED "BD0626" "alternative-added" "one of several is new"
        directed(
            compatible("clients in the field do not send it"),
            clients("clients in the field do not know it")
                .ours(Compatible, "generated clients keep it as `Unknown`"));
    XML_CHANGED "BD0627" "xml-changed" "a value has another form in XML"
        always(both("what one side writes as XML the other does not read"));
    SCHEMA_DESCRIPTION_CHANGED "BD0628" "schema-description-changed" "what is said of a value"
        always(docs("words for readers"));
    DEFINITION_MISSING "BD0629" "definition-missing" "a reference leads nowhere now"
        always(compatible("what is sent is not known"));
    DEFINITION_FOUND "BD0630" "definition-found" "a reference that led nowhere has a definition"
        always(compatible("what is sent was not known"));
    REFERENCE_CHANGED "BD0631" "reference-changed" "a value is of another definition"
        always(compatible("what stands in the two is compared by itself"));
    PROPERTY_REMOVED_FROM_CLOSED "BD0632" "property-removed-from-closed" "an optional property of a closed object is gone"
        directed(
            clients("what clients send is refused"),
            both("readers find it no more; servers in the field may send what new clients refuse")
                .ours(Compatible, "generated clients take it as absent, and ignore what they do not know"));
    REQUIRED_PROPERTY_REMOVED_FROM_CLOSED "BD0633" "required-property-removed-from-closed" "a required property of a closed object is gone"
        directed(
            both("what clients send is refused; servers in the field ask for it"),
            both("readers rely on it; servers in the field send what new clients refuse")
                .ours(BreaksClients, "readers rely on it; generated clients ignore what they do not know"));
    REQUIRED_PROPERTY_ADDED_TO_CLOSED "BD0634" "required-property-added-to-closed" "an object that was closed has a new required property"
        directed(
            both("clients in the field do not send it; servers in the field refuse it"),
            both("servers in the field do not send it, and new clients rely on it; clients in the field refuse it")
                .ours(BreaksServers, "servers in the field do not send it; generated clients ignore what they do not know"));
    REQUIRED_PROPERTY_READ_ONLY "BD0635" "required-property-read-only" "a required property is set by the server alone"
        directed(
            both("what clients send is refused, or ignored; servers in the field ask for it")
                .ours(BreaksServers, "servers in the field ask for it; generated servers read it as before"),
            compatible("it is sent as before"));
    PROPERTY_WRITE_ONLY "BD0636" "property-write-only" "a property is sent by clients alone"
        directed(
            compatible("it is sent as before"),
            clients("readers find it no more")
                .ours(Compatible, "generated clients take it as absent"));
    REQUIRED_PROPERTY_WRITE_ONLY "BD0637" "required-property-write-only" "a required property is sent by clients alone"
        directed(
            compatible("it is sent as before"),
            clients("readers rely on it"));
    PROPERTY_READABLE "BD0638" "property-readable" "a property is write-only no more"
        directed(
            compatible("it is sent as before"),
            compatible("clients in the field ignore it"));
    REQUIRED_PROPERTY_READABLE "BD0639" "required-property-readable" "a required property is write-only no more"
        directed(
            compatible("it is sent as before"),
            servers("servers in the field do not send it, and new clients rely on it"));
    ALTERNATIVES_REPLACED "BD0640" "alternatives-replaced" "none of several that have to be sent is one of before"
        always(servers("servers in the field take none of what new clients have to send"));
    SCHEMA_DEPRECATED "BD0641" "schema-deprecated" "a value is deprecated"
        always(docs("it means what it did"));
    SCHEMA_REVIVED "BD0642" "schema-revived" "a value is deprecated no more"
        always(docs("it means what it did"));
}
