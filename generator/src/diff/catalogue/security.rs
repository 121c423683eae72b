//! Security.

use super::{always, both, clients, codes, compatible, docs, servers};

codes! { SECURITY:
    SCHEME_DEFINITION_REMOVED "BD0801" "security-scheme-removed" "a security scheme is gone"
        always(compatible("the operations that asked for it are compared by themselves"));
    SCHEME_DEFINITION_ADDED "BD0802" "security-scheme-added" "a security scheme is new"
        always(compatible("the operations that ask for it are compared by themselves"));
    SCHEME_DEFINITION_CHANGED "BD0803" "security-scheme-changed" "a credential is sent in another way"
        always(both("the credential is not looked for where it is sent"));
    SCHEME_DESCRIPTION_CHANGED "BD0804" "security-scheme-description-changed" "what is said of a security scheme"
        always(docs("words for readers"));
    SECURITY_ADDED "BD0805" "security-added" "an operation that was open asks for a credential"
        always(clients("clients in the field give none"));
    SECURITY_REMOVED "BD0806" "security-removed" "an operation asks for no credential any more"
        always(servers("new clients give none, and servers in the field ask for one"));
    ALTERNATIVE_REMOVED "BD0807" "security-alternative-removed" "a way to be let in is gone"
        always(clients("clients that use it are refused"));
    ALTERNATIVE_ADDED "BD0808" "security-alternative-added" "there is another way to be let in"
        always(compatible("who is let in already still is"));
    SCOPE_REQUIRED "BD0809" "security-scope-required" "a credential needs a further scope"
        always(clients("tokens in the field may lack it"));
    SCOPE_DROPPED "BD0810" "security-scope-dropped" "a credential needs a scope no more"
        always(compatible("who has it is served as well"));
    UNUSED_SCHEME_CHANGED "BD0811" "unused-security-scheme-changed" "a credential that no operation asks for is sent in another way"
        always(compatible("the operations that come to ask for it, or did, are compared by themselves"));
    ALTERNATIVE_NOT_NEEDED "BD0812" "security-alternative-not-needed" "a way to be let in is gone, and another asks for no more"
        always(compatible("who uses it is let in by the other"));
    SECURITY_REPLACED "BD0813" "security-replaced" "no way to be let in is one of before"
        always(servers("servers in the field let in nobody who shows what is asked for now"));
    SCOPES_WEAKENED "BD0814" "security-scopes-weakened" "a credential needs a scope no more, and no way to be let in is one of before"
        always(servers("servers in the field ask for the scope, and new clients need not have it"));
}
