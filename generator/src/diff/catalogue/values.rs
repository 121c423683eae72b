//! Values: enums, defaults, bounds.

use super::{always, both, clients, codes, compatible, directed, docs, servers};
use crate::diff::catalogue::{Effect, Effects};
use crate::diff::change::Wire::Compatible;

/// Fewer values than before, of the same type.
const TIGHTER: Effects = directed(
    clients("what clients in the field send may be refused"),
    TIGHTER_ANSWER,
);

const TIGHTER_ANSWER: Effect =
    servers("servers in the field may go beyond the bound, and new clients rely on it")
        .ours(Compatible, "generated clients hold no answer to bounds");

/// More values than before, of the same type.
const LOOSER: Effects = directed(
    compatible("what clients in the field send is allowed"),
    LOOSER_ANSWER,
);

const LOOSER_ANSWER: Effect = clients("clients in the field may rely on the bound")
    .ours(Compatible, "generated clients hold no answer to bounds");

const OTHER_ANSWER: Effect = both("either side may answer or rely on what the other does not know")
    .ours(Compatible, "generated clients hold no answer to bounds");

codes! { VALUES:
    ENUM_VALUE_ADDED "BD0701" "enum-value-added" "a value of an enum is new"
        directed(
            compatible("clients in the field do not send it"),
            clients("clients in the field do not know it")
                .ours(Compatible, "generated clients keep it as `Unknown`"));
    ENUM_VALUE_REMOVED "BD0702" "enum-value-removed" "a value of an enum is gone"
        directed(
            clients("clients in the field may send it"),
            servers("servers in the field may answer it, and new clients do not know it")
                .ours(Compatible, "generated clients keep it as `Unknown`"));
    ENUM_ADDED "BD0703" "enum-added" "values are of a list"
        directed(
            clients("clients in the field may send others"),
            servers("servers in the field may answer others, and new clients do not know them")
                .ours(Compatible, "generated clients keep them as `Unknown`"));
    ENUM_REMOVED "BD0704" "enum-removed" "values are of a list no more"
        directed(
            compatible("what clients in the field send is allowed"),
            clients("clients in the field do not know others")
                .ours(Compatible, "generated clients keep them as `Unknown`"));
    ENUM_TEXT_CHANGED "BD0705" "enum-names-changed" "what a value of an enum is called"
        directed(compatible("the name is not sent"), compatible("the name is not sent"));
    DEFAULT_CHANGED "BD0706" "default-changed" "what stands where no value is given is another"
        directed(
            clients("whoever leaves it out asks for something else"),
            compatible("clients in the field are told what is meant by the server"));
    DEFAULT_ADDED "BD0707" "default-added" "something stands where no value is given"
        directed(
            compatible("who leaves it out is told what that means"),
            compatible("who leaves it out is told what that means"));
    DEFAULT_REMOVED "BD0708" "default-removed" "nothing stands where no value is given"
        directed(
            clients("whoever leaves it out may ask for something else"),
            compatible("clients in the field are told what is meant by the server"));
    MINIMUM_TIGHTENED "BD0709" "minimum-tightened" "a minimum is new or higher" TIGHTER;
    MINIMUM_LOOSENED "BD0710" "minimum-loosened" "a minimum is gone or lower" LOOSER;
    MAXIMUM_TIGHTENED "BD0711" "maximum-tightened" "a maximum is new or lower" TIGHTER;
    MAXIMUM_LOOSENED "BD0712" "maximum-loosened" "a maximum is gone or higher" LOOSER;
    MULTIPLE_OF_TIGHTENED "BD0713" "multiple-of-tightened" "a value has to be a multiple" TIGHTER;
    MULTIPLE_OF_LOOSENED "BD0714" "multiple-of-loosened" "a value needs to be a multiple no more" LOOSER;
    MIN_LENGTH_TIGHTENED "BD0715" "min-length-tightened" "a least length is new or higher" TIGHTER;
    MIN_LENGTH_LOOSENED "BD0716" "min-length-loosened" "a least length is gone or lower" LOOSER;
    MAX_LENGTH_TIGHTENED "BD0717" "max-length-tightened" "a greatest length is new or lower" TIGHTER;
    MAX_LENGTH_LOOSENED "BD0718" "max-length-loosened" "a greatest length is gone or higher" LOOSER;
    PATTERN_ADDED "BD0719" "pattern-added" "a pattern is new" TIGHTER;
    PATTERN_REMOVED "BD0720" "pattern-removed" "a pattern is gone" LOOSER;
    PATTERN_CHANGED "BD0721" "pattern-changed" "a pattern is another"
        directed(clients("what clients in the field send may be refused"), OTHER_ANSWER);
    MIN_ITEMS_TIGHTENED "BD0722" "min-items-tightened" "a least count of elements is new or higher" TIGHTER;
    MIN_ITEMS_LOOSENED "BD0723" "min-items-loosened" "a least count of elements is gone or lower" LOOSER;
    MAX_ITEMS_TIGHTENED "BD0724" "max-items-tightened" "a greatest count of elements is new or lower" TIGHTER;
    MAX_ITEMS_LOOSENED "BD0725" "max-items-loosened" "a greatest count of elements is gone or higher" LOOSER;
    UNIQUE_ITEMS_ADDED "BD0726" "unique-items-added" "elements have to differ" TIGHTER;
    UNIQUE_ITEMS_REMOVED "BD0727" "unique-items-removed" "elements need to differ no more" LOOSER;
    MIN_PROPERTIES_TIGHTENED "BD0728" "min-properties-tightened" "a least count of properties is new or higher" TIGHTER;
    MIN_PROPERTIES_LOOSENED "BD0729" "min-properties-loosened" "a least count of properties is gone or lower" LOOSER;
    MAX_PROPERTIES_TIGHTENED "BD0730" "max-properties-tightened" "a greatest count of properties is new or lower" TIGHTER;
    MAX_PROPERTIES_LOOSENED "BD0731" "max-properties-loosened" "a greatest count of properties is gone or higher" LOOSER;
    MULTIPLE_OF_CHANGED "BD0732" "multiple-of-changed" "a value has to be a multiple of something else"
        directed(clients("what clients in the field send may be refused"), OTHER_ANSWER);
    REQUIRED_DEFAULT_CHANGED "BD0733" "required-default-changed" "what stands where no value is given, of what has to be given"
        always(docs("nobody leaves it out"));
    ENUM_REPLACED "BD0734" "enum-replaced" "no value of an enum that has to be sent is one of before"
        always(servers("servers in the field take none of what new clients have to send"));
}
