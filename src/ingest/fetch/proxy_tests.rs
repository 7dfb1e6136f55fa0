use super::super::guard::Refusal;
use super::super::server::{Server, reply};
use super::super::{Accept, Answer, FailureKind, FetchPolicy, Fetcher, Request};
use super::*;
use crate::model::{Secret, Timestamp};

const LOGIN: &str = "\r\nproxy-authorization: Basic dmlnaWU6czNzYW1l\r\n";

fn fetcher(proxy: &Server, allow_hosts: &[&str], login: bool) -> Fetcher {
    let login = login.then(|| ("vigie".to_owned(), Secret::new("s3same")));
    let policy = FetchPolicy {
        proxy: Some(model::Proxy { address: proxy.url("/"), login }),
        allow_hosts: allow_hosts.iter().map(|host| (*host).to_owned()).collect(),
        per_host_interval: Duration::ZERO,
        ..FetchPolicy::default()
    };
    Fetcher::new(policy).unwrap()
}

async fn ask(fetcher: &Fetcher, url: &str) -> Answer {
    let url = url.parse().unwrap();
    let request = Request { robots: false, ..Request::new(&url, Accept::Feed) };
    fetcher.fetch(&request, Timestamp::from_millis(1_772_442_300_000)).await
}

#[tokio::test]
async fn http_goes_through_the_proxy_with_its_whole_address_and_the_login() {
    let proxy = Server::start(|_| reply("200 OK", "<rss/>")).await;
    for login in [true, false] {
        let answer = ask(&fetcher(&proxy, &[], login), "http://1.1.1.1/feed?a=b").await;
        assert!(matches!(answer, Answer::Fresh(_)), "{answer:?}");
        let asked = proxy.seen().pop().unwrap();
        assert!(asked.starts_with("GET http://1.1.1.1/feed?a=b HTTP/1.1\r\n"), "{asked}");
        assert_eq!(asked.contains(LOGIN), login, "{asked}");
    }
}

#[tokio::test]
async fn https_goes_through_a_tunnel_that_alone_sees_the_login() {
    let proxy = Server::start(|_| reply("407 Proxy Authentication Required", "")).await;
    let Answer::Failed(failure) = ask(&fetcher(&proxy, &[], true), "https://1.1.1.1/feed").await else { panic!() };
    assert_eq!(failure.kind, FailureKind::Connect, "{failure}");
    assert!(failure.detail.contains("proxy authorization required"), "{failure}");
    let asked = proxy.seen().pop().unwrap();
    assert!(asked.starts_with("CONNECT 1.1.1.1:443 HTTP/1.1\r\n") && asked.to_lowercase().contains("basic"), "{asked}");
}

#[tokio::test]
async fn f82_what_lies_inside_is_neither_asked_of_the_proxy_nor_led_to_by_it() {
    let proxy = Server::start(|head| {
        if head.contains("/moved") {
            reply("302 Found\nLocation: http://169.254.169.254/", "")
        } else {
            reply("200 OK", "")
        }
    })
    .await;
    let fetcher = fetcher(&proxy, &[], false);
    for url in ["http://10.0.0.1/", "http://localhost/", "http://1.1.1.1/moved"] {
        let Answer::Failed(failure) = ask(&fetcher, url).await else { panic!("{url} was asked") };
        assert_eq!(failure.kind, FailureKind::Refused, "{url}: {failure}");
    }
    assert_eq!(proxy.paths(), ["http://1.1.1.1/moved"]);
}

#[tokio::test]
async fn a14_a_name_that_leads_inside_is_not_handed_to_the_proxy() {
    let house = Server::start(|_| reply("200 OK", "secret")).await;
    let guard = Arc::new(Guard::new(&[]).unwrap());
    let proxy = Proxy::new(&model::Proxy { address: house.url("/"), login: None }, &guard).unwrap();
    for inside in ["http://localhost/", "https://localhost/"] {
        let refused = proxy.clone().open(&Uri::from_static(inside)).await.unwrap_err();
        assert!(refused.is::<Refusal>(), "{inside}: {refused}");
    }
    assert_eq!(house.seen(), [""; 0]);
}

#[tokio::test]
async fn hosts_of_the_house_are_asked_without_the_proxy() {
    let proxy = Server::start(|_| reply("200 OK", "proxy")).await;
    let own = Server::start(|_| reply("200 OK", "own")).await;
    let answer = ask(&fetcher(&proxy, &[&own.host], true), own.url("/feed").as_str()).await;
    let Answer::Fresh(page) = answer else { panic!("{answer:?}") };
    assert_eq!((&page.bytes[..], own.paths(), proxy.seen().len()), (&b"own"[..], vec!["/feed".to_owned()], 0));
    assert!(own.seen().iter().all(|head| !head.contains("proxy-authorization")));
}
