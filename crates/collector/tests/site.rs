//! What the server answers, and what it refuses.

#![allow(clippy::unwrap_used)]

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use dangol_collector::{ServeError, Server, cache, site};
use http_body_util::BodyExt as _;
use std::io::{Read as _, Write as _};
use std::path::Path;
use tower::ServiceExt as _;

const BUILD: &str = "dangol/model/0123456789abcdef";

fn folder() -> tempfile::TempDir {
    let parent = tempfile::tempdir().unwrap();
    let site = parent.path().join("site");
    let put = |name: &str, text: &str| {
        let path = site.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    std::fs::create_dir_all(&site).unwrap();
    std::fs::write(parent.path().join("secret.txt"), "secret").unwrap();
    put("index.html", &"<p>home</p>".repeat(100));
    put("404.html", "<p>no such page</p>");
    put("shop/index.html", "<p>shop</p>");
    put("shop/data.json", &"{\"a\":1}".repeat(100));
    put("dangol/dangol.js", &"let a = 1;".repeat(100));
    put("dangol/widget-0123456789ab.wasm", &"\0asm".repeat(100));
    put("dangol/model/entry.json", "{}");
    put(&format!("{BUILD}/0.dgm"), &"DGLM".repeat(100));
    put(".git/config", "secret");
    put("단골.txt", "단골");
    parent
}

async fn ask(site: &Path, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let router = site::router(&site.join("site")).unwrap();
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status, parts.headers, body)
}

async fn get(site: &Path, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    ask(site, Request::get(path).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn files_come_with_their_type_and_rule() {
    let folder = folder();
    let model = format!("/{BUILD}/0.dgm");
    for (path, kind, rule) in [
        ("/", "text/html; charset=utf-8", cache::ASK_FIRST),
        ("/shop/", "text/html; charset=utf-8", cache::ASK_FIRST),
        ("/shop/data.json", "application/json", cache::ASK_FIRST),
        (
            "/dangol/dangol.js",
            "text/javascript; charset=utf-8",
            cache::ASK_FIRST,
        ),
        (
            "/dangol/model/entry.json",
            "application/json",
            cache::ASK_FIRST,
        ),
        (
            "/dangol/widget-0123456789ab.wasm",
            "application/wasm",
            cache::FOR_EVER,
        ),
        (model.as_str(), "application/octet-stream", cache::FOR_EVER),
        (
            "/%EB%8B%A8%EA%B3%A8.txt",
            "text/plain; charset=utf-8",
            cache::ASK_FIRST,
        ),
    ] {
        let (status, headers, body) = get(folder.path(), path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert_eq!(headers["content-type"], kind, "{path}");
        assert_eq!(headers["cache-control"], rule, "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert!(
            headers.contains_key("etag") && headers.contains_key("last-modified"),
            "{path}"
        );
        assert!(!body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_the_sites_own_page() {
    let folder = folder();
    for path in [
        "/nothing",
        "/shop/nothing.html",
        "/dangol/model/0123456789abcdef/9.dgm",
    ] {
        let (status, headers, body) = get(folder.path(), path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(body, b"<p>no such page</p>", "{path}");
        assert_eq!(headers["cache-control"], cache::ASK_FIRST, "{path}");
    }
    std::fs::remove_file(folder.path().join("site/404.html")).unwrap();
    let (status, _, body) = get(folder.path(), "/nothing").await;
    assert_eq!(
        (status, body.as_slice()),
        (StatusCode::NOT_FOUND, &b"Not found.\n"[..])
    );
}

#[tokio::test]
async fn nothing_outside_of_the_folder_or_hidden_in_it_is_served() {
    let folder = folder();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/shop/../../secret.txt",
        "/shop/..%5c..%5csecret.txt",
        "//secret.txt",
        "/.git/config",
        "/%2Egit/config",
        "/shop%2f..%2f.git/config",
        "/shop/%2e%2e/.git%2fconfig",
    ] {
        let (status, _, body) = get(folder.path(), path).await;
        assert_ne!(status, StatusCode::OK, "{path}");
        assert!(!body.windows(6).any(|part| part == b"secret"), "{path}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let folder = folder();
    let (_, headers, _) = get(folder.path(), "/dangol/model/entry.json").await;
    for (name, value) in [
        ("if-none-match", "etag"),
        ("if-modified-since", "last-modified"),
    ] {
        let request = Request::get("/dangol/model/entry.json").header(name, &headers[value]);
        let (status, again, body) = ask(folder.path(), request.body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::NOT_MODIFIED, "{name}");
        assert_eq!(again["cache-control"], cache::ASK_FIRST, "{name}");
        assert!(body.is_empty(), "{name}");
    }
}

#[tokio::test]
async fn texts_are_compressed_and_models_are_not() {
    let folder = folder();
    let model = format!("/{BUILD}/0.dgm");
    for (path, accepted, encoding) in [
        ("/", "gzip, br", Some("br")),
        ("/", "gzip", Some("gzip")),
        ("/", "identity", None),
        ("/dangol/widget-0123456789ab.wasm", "br", Some("br")),
        ("/shop/data.json", "br", Some("br")),
        (model.as_str(), "gzip, br", None),
    ] {
        let request = Request::get(path).header("accept-encoding", accepted);
        let (_, headers, _) = ask(folder.path(), request.body(Body::empty()).unwrap()).await;
        let found = headers
            .get("content-encoding")
            .map(|value| value.to_str().unwrap());
        assert_eq!(found, encoding, "{path} for {accepted}");
        let weak = headers["etag"].to_str().unwrap().starts_with("W/");
        assert_eq!(weak, encoding.is_some(), "{path} for {accepted}");
    }
}

#[tokio::test]
async fn head_sends_no_body_and_post_is_refused() {
    let folder = folder();
    let head = Request::head("/shop/").body(Body::empty()).unwrap();
    let (status, headers, body) = ask(folder.path(), head).await;
    assert_eq!((status, body.len()), (StatusCode::OK, 0));
    assert_eq!(headers["content-length"], "11");
    let post = Request::post("/shop/").body(Body::empty()).unwrap();
    let (status, ..) = ask(folder.path(), post).await;
    assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_folder_without_its_slash_is_sent_to_it() {
    let folder = folder();
    let (status, headers, _) = get(folder.path(), "/shop").await;
    assert!(status.is_redirection());
    assert_eq!(headers["location"], "/shop/");
}

#[tokio::test]
async fn a_site_that_is_no_folder_is_refused() {
    let folder = folder();
    for name in ["missing", "secret.txt"] {
        let error = site::router(&folder.path().join(name)).unwrap_err();
        assert!(matches!(error, ServeError::Site { .. }), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_socket_answers_until_it_is_told_to_stop() {
    let folder = folder();
    let address = "127.0.0.1:0".parse().unwrap();
    let server = Server::bind(&folder.path().join("site"), None, address)
        .await
        .unwrap();
    let address = server.address();
    assert_ne!(address.port(), 0);
    let taken = Server::bind(&folder.path().join("site"), None, address).await;
    assert!(matches!(taken, Err(ServeError::Listen { .. })));

    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async {
        let _ = stopped.await;
    }));
    let answer = tokio::task::spawn_blocking(move || {
        let mut stream = std::net::TcpStream::connect(address).unwrap();
        stream
            .write_all(b"GET /shop/ HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    })
    .await
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert!(answer.ends_with("<p>shop</p>"), "{answer}");
    stop.send(()).unwrap();
    running.await.unwrap().unwrap();
}
