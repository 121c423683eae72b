//! What Mattermost's clients and the operations for tokens have to say to each other, written by hand.

/// Each client calls both operations, as one who may and then as a guest. How it writes its requests.
const CLIENTS: [(&str, &str, &str); 3] = [
    ("mattermostautodriver", "Bearer", r#"{"token_id":"t1"}"#),
    ("mattermostdriver", "Bearer", r#"{"token_id": "t1"}"#),
    ("@mattermost/client", "BEARER", r#"{"token_id":"t1"}"#),
];

const OK: &str = r#"200 [application/json] {"status":"OK"}"#;

const FORBIDDEN: &str = r#"403 [application/json] {"status_code":403,"id":"api.context.permissions.app_error","message":"You do not have the appropriate permissions.","request_id":"r1"}"#;

/// Whether the server printed of its calls what it should; else the first line that is another is told.
pub fn is_right(printed: &str) -> bool {
    let mut lines = printed.lines();
    for (client, scheme, body) in CLIENTS {
        for (token, answer) in [("admin-token", OK), ("guest", FORBIDDEN)] {
            for operation in ["enable", "disable"] {
                let path = format!("/api/v4/users/tokens/{operation}");
                let request = format!("POST {path} [{scheme} {token}] [application/json] {body}");
                for wanted in [&request, &format!("{operation} t1"), answer] {
                    let line = lines.next().unwrap_or_default();
                    if line.replace(r#"\""#, "\"") != *wanted {
                        println!("FAULT: {client}: {line}\n  and not {wanted}");
                        return false;
                    }
                }
            }
        }
        println!("{client}: both operations for tokens and the 403 of each, right to the byte");
    }
    let more = lines.next();
    if let Some(line) = more {
        println!("FAULT: {line}\n  and nothing more");
    }
    more.is_none()
}

/// Whether `@mattermost/client` read each answer as it was meant.
pub fn understood(said: &str) -> bool {
    let ok = r#""answer":{"status":"OK"}"#;
    let forbidden = r#""error":{"message":"You do not have the appropriate permissions.","server_error_id":"api.context.permissions.app_error","status_code":403}"#;
    let wanted: Vec<String> = [("admin-token", ok), ("guest", forbidden)]
        .iter()
        .flat_map(|(token, came)| {
            let names = ["enableUserAccessToken", "disableUserAccessToken"];
            names.map(|name| format!(r#"{{"name":"{name}","token":"{token}",{came}}}"#))
        })
        .collect();
    let well = said.lines().eq(wanted.iter().map(String::as_str));
    if !well {
        println!("FAULT: @mattermost/client:\n{said}");
    }
    well
}
