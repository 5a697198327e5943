//! Which network a request comes from; used for limits in memory, and never written down.

use axum::extract::{ConnectInfo, Request};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address of the client. Behind a reverse proxy that is the last entry of
/// `X-Forwarded-For`, which the proxy wrote; what stands before it anybody could have written.
pub fn address(request: &Request, behind_proxy: bool) -> IpAddr {
    let forwarded = || {
        let mut values = request.headers().get_all("x-forwarded-for").iter();
        let last = values.next_back()?.to_str().ok()?;
        last.rsplit(',').next()?.trim().parse().ok()
    };
    behind_proxy
        .then(forwarded)
        .flatten()
        .or_else(|| connected(request))
        // Only where there is no socket, as in tests of the router alone.
        .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Whether the request comes from this machine and through no proxy.
pub fn is_local(request: &Request) -> bool {
    let headers = request.headers();
    let proxied = ["forwarded", "x-forwarded-for"]
        .iter()
        .any(|name| headers.contains_key(*name));
    !proxied && connected(request).is_some_and(|address| address.to_canonical().is_loopback())
}

fn connected(request: &Request) -> Option<IpAddr> {
    let info = request.extensions().get::<ConnectInfo<SocketAddr>>();
    info.map(|ConnectInfo(peer)| peer.ip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(forwarded: &str, peer: &str) -> Request {
        let mut request = Request::new(Body::empty());
        if !forwarded.is_empty() {
            let value = forwarded.parse().unwrap();
            request.headers_mut().insert("x-forwarded-for", value);
        }
        let peer: SocketAddr = peer.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    }

    #[test]
    fn a_forged_header_counts_only_where_a_proxy_is_trusted_and_only_its_end() {
        let forged = request("203.0.113.7, 198.51.100.2", "127.0.0.1:9");
        assert_eq!(address(&forged, false).to_string(), "127.0.0.1");
        assert_eq!(address(&forged, true).to_string(), "198.51.100.2");
        let nonsense = request("no address", "192.0.2.1:9");
        assert_eq!(address(&nonsense, true).to_string(), "192.0.2.1");
        assert!(!is_local(&forged));
        assert!(is_local(&request("", "127.0.0.1:9")) && !is_local(&request("", "192.0.2.1:9")));
    }
}
