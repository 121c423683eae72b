//! Server Object: the path of its URL, which stands before every path. The rest of the URL is the user's to
//! say.

use super::piece::{Field, Kind};
use crate::document::Object;
use crate::ir::{self, Info, Origin, Origins};
use crate::report::{Code, Diagnostic, Report, catalogue};
use openapiv3::Server;

pub(super) const SERVER: &[Field] = &[
    ("url", Kind::Required),
    ("description", Kind::Text),
    (
        "variables",
        Kind::InnerMap(&[("default", Kind::Required), ("enum", Kind::Texts)]),
    ),
];

/// Says of variables that are not declared, and of a default that is none of the values listed, that they are
/// taken as they stand; of variables that stand nowhere, and of a query and a fragment, that they are not.
fn check(server: &Server, index: usize, root: &Object<'_>, report: &mut Report) {
    let child = root.get("servers");
    let node = child
        .as_ref()
        .and_then(|it| it.node.as_sequence()?.get(index));
    let (Some(child), Some(node)) = (&child, node) else {
        return;
    };
    let mut warn = |code: &'static Code, message: String, generated: String| {
        let diagnostic = Diagnostic::new(code, message);
        let pointer = format!("{}/{index}", child.pointer);
        let diagnostic = diagnostic.at_pointer(node.place, &pointer, "this server");
        let generated = match index {
            0 => generated,
            _ => "nothing: the first server counts".to_owned(),
        };
        report.add(diagnostic.generated(generated));
    };
    let variable = &catalogue::SERVER_VARIABLE;
    let names = server.url.split('{').skip(1);
    let names = names.filter_map(|it| it.split_once('}').map(|(name, _)| name));
    let used: Vec<&str> = names.collect();
    let declared = |name: &str| {
        server
            .variables
            .iter()
            .flatten()
            .any(|(known, _)| known == name)
    };
    for name in used.iter().filter(|it| !declared(it)) {
        let message = format!("the variable `{name}` of a server is not among its `variables`");
        warn(variable, message, format!("`{{{name}}}`, as it stands"));
    }
    for (name, declared) in server.variables.iter().flatten() {
        let (default, listed) = (&declared.default, &declared.enumeration);
        if !used.contains(&name.as_str()) {
            let message = format!("the variable `{name}` of a server is not in its `url`");
            warn(variable, message, "nothing for it".to_owned());
        } else if !listed.is_empty() && !listed.contains(default) {
            let message = format!("the default of the variable `{name}` is none of its `enum`");
            warn(variable, message, format!("`{default}` all the same"));
        }
    }
    let url = url(server);
    let (before, fragment) = url
        .split_once('#')
        .map_or((url.as_str(), false), |it| (it.0, true));
    for (there, what) in [(before.contains('?'), "query"), (fragment, "fragment")] {
        if there {
            let message = format!("the URL of a server has a {what}");
            warn(&catalogue::SERVER_URL, message, "nothing for it".to_owned());
        }
    }
}

/// The path of the first server; those of others are reported, if they differ.
pub(super) fn base_path(
    servers: &[Server],
    root: &Object<'_>,
    report: &mut Report,
) -> Option<String> {
    let first = servers.first()?;
    for (index, server) in servers.iter().enumerate() {
        check(server, index, root, report);
    }
    let first = path(first);
    let others = servers.iter().map(path).zip(0..).skip(1);
    let child = root.get("servers");
    for (_, index) in others.filter(|(path, _)| *path != first) {
        let node = child
            .as_ref()
            .and_then(|it| it.node.as_sequence()?.get(index));
        if let (Some(child), Some(node)) = (&child, node) {
            let message = "a server whose paths begin in another way than those of the first";
            let diagnostic = Diagnostic::new(&catalogue::OTHER_SERVER, message);
            let pointer = format!("{}/{index}", child.pointer);
            let diagnostic = diagnostic.at_pointer(node.place, &pointer, "this one");
            report.add(diagnostic.generated(format!("`{first}` before every path")));
        }
    }
    Some(first)
}

/// The host of the first server, and how it and the others of that host are reached.
pub(super) fn info(servers: &[Server], root: &Object<'_>) -> Info {
    let urls: Vec<String> = servers.iter().map(url).collect();
    let places = urls.iter().filter_map(|it| absolute(it));
    let places = places.map(|(scheme, rest)| (scheme, rest.split('/').next().unwrap_or_default()));
    let places: Vec<(&str, &str)> = places.collect();
    let host = places.first().map(|(_, host)| *host);
    let schemes = places.iter().filter(|it| Some(it.1) == host);
    let schemes = schemes.filter(|it| !it.0.is_empty());
    let origin = |key| root.get(key).map(|it| it.origin());
    let child = root.get("servers");
    let all = servers.iter().enumerate().flat_map(|(index, server)| {
        let node = child
            .as_ref()
            .and_then(|it| Some((it, it.node.as_sequence()?.get(index)?)));
        let origin = node.map(|(child, node)| Origin {
            place: node.place,
            pointer: format!("{}/{index}", child.pointer),
        });
        let urls = origin.map(|origin| (origin, every_url(server)));
        urls.into_iter().flat_map(|(origin, urls)| {
            urls.into_iter()
                .map(move |url| served(origin.clone(), &url))
        })
    });
    Info {
        servers: all.collect(),
        host: host.map(str::to_owned),
        schemes: schemes.map(|it| it.0.to_owned()).collect(),
        origins: Origins {
            info: origin("info"),
            host: origin("servers"),
            base_path: origin("servers"),
            schemes: origin("servers"),
        },
        ..Info::default()
    }
}

fn served(origin: Origin, url: &str) -> ir::Server {
    let whole = absolute(url.split(['?', '#']).next().unwrap_or_default());
    ir::Server {
        origin,
        scheme: whole.map(|it| it.0.to_owned()).filter(|it| !it.is_empty()),
        host: whole.map(|it| it.1.split('/').next().unwrap_or_default().to_owned()),
        path: path_of(url),
    }
}

/// How many values of the variables of a server are looked at: each is a URL.
const VALUES: usize = 64;

/// The URL with the defaults of its variables, and with each other value that one of them may have.
fn every_url(server: &Server) -> Vec<String> {
    let variables = server.variables.iter().flatten();
    let others = variables.flat_map(|(name, variable)| {
        let values = variable.enumeration.iter();
        let values = values.filter(|it| **it != variable.default);
        values.map(move |it| (name, it))
    });
    let others = others.take(VALUES);
    let others = others.map(|it| url_with(server, Some(it)));
    [url(server)].into_iter().chain(others).collect()
}

/// The URL, with the defaults of its variables.
fn url(server: &Server) -> String {
    url_with(server, None)
}

/// With this value of one of them.
fn url_with(server: &Server, other: Option<(&String, &String)>) -> String {
    let mut pieces = server.url.split('{');
    let mut url = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let variable = piece.split_once('}').and_then(|(name, rest)| {
            let default = &server.variables.as_ref()?.get(name)?.default;
            let other = other.filter(|(it, _)| *it == name);
            Some((other.map_or(default, |(_, value)| value), rest))
        });
        match variable {
            // braces in a value are no variable
            Some((value, rest)) => url.extend([value.as_str(), rest]),
            None => url.extend(["{", piece]),
        }
    }
    url
}

/// The scheme, and what stands behind the slashes: `https://host/path`, `//host/path`.
fn absolute(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once("//")?;
    let scheme = match scheme {
        "" => scheme,
        _ => scheme.strip_suffix(':')?,
    };
    Some((scheme, rest))
}

fn path(server: &Server) -> String {
    path_of(&url(server))
}

/// The path of a URL; relative ones are of the document's own.
fn path_of(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let path = match absolute(url) {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    let segments = path
        .split('/')
        .filter(|it| !it.is_empty() && *it != "." && *it != "..");
    segments.map(|it| format!("/{it}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{path, url};
    use openapiv3::{Server, ServerVariable};

    #[test]
    fn the_path_of_a_server_is_that_of_its_url() {
        let variable = |default: &str| ServerVariable {
            default: default.to_owned(),
            ..ServerVariable::default()
        };
        let variables = [("host", "a.example:8443"), ("version", "v2")];
        let variables = variables.map(|(name, default)| (name.to_owned(), variable(default)));
        let path = |url: &str| {
            path(&Server {
                url: url.to_owned(),
                variables: Some(variables.clone().into_iter().collect()),
                ..Server::default()
            })
        };
        assert_eq!(path("https://a.example/api/v1/"), "/api/v1");
        assert_eq!(path("https://{host}/{version}?a=b"), "/v2");
        assert_eq!(path("//a.example"), "");
        assert_eq!(path("/api//v1"), "/api/v1");
        assert_eq!(path("./v1"), "/v1");
        assert_eq!(path("/"), "");
        assert_eq!(path(""), "");
    }

    #[test]
    fn a_default_is_taken_as_it_stands() {
        let variable = |default: &str| ServerVariable {
            default: default.to_owned(),
            ..ServerVariable::default()
        };
        let variables = [("host", "{a}.example"), ("a", "{b}"), ("b", "1")];
        let variables = variables.map(|(name, default)| (name.to_owned(), variable(default)));
        let server = Server {
            url: "https://{host}/{a}{b}/{open".to_owned(),
            variables: Some(variables.into_iter().collect()),
            ..Server::default()
        };
        assert_eq!(url(&server), "https://{a}.example/{b}1/{open");
    }
}
