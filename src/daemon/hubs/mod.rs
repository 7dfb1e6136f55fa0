//! Hubs tell of a feed's news as soon as they are published (WebSub, W3C 2018): who was asked, and who keeps their word.
//!
//! A poll that finds a hub in its feed asks it, and every later poll looks whether the lease is to be renewed: there is no
//! loop of its own. A source whose hub tells is still asked every two hours; when a poll finds what the hub did not
//! tell, it is asked as if there were no hub until the hub tells again. What proves a hub (token in the address, secret
//! under its signature) is derived from the instance's own secret, so that nothing has to be kept.

pub(super) mod told;

use std::time::Duration;

use anyhow::Result;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tracing::{debug, info, warn};
use url::Url;
use url::form_urlencoded::Serializer;

use super::{App, Rules};
use crate::model::{HOUR_MS, Hub, SourceId, Subscription, Timestamp, hex, shown};

/// The lease that is asked for; the hub decides.
const LEASE: Duration = Duration::from_hours(10 * 24);
/// The longest lease that is believed, and the shortest that is taken: less would be renewed at every poll.
const LEASES: (Duration, Duration) = (Duration::from_hours(3), Duration::from_hours(30 * 24));
/// A lease is renewed when so little of it is left.
const RENEWED_MS: i64 = 36 * HOUR_MS;
/// A hub that does not answer, or refuses, is asked again after this long.
const AGAIN_MS: i64 = 24 * HOUR_MS;
/// How long a source rests whose hub tells.
pub(crate) const REST: Duration = Duration::from_hours(2);

/// What a hub says that it was asked for.
pub struct Asked<'a> {
    /// The source, and what proves that the address was given to the hub.
    pub source: SourceId,
    /// See `source`.
    pub token: &'a str,
    /// Address of the feed.
    pub topic: &'a str,
}

/// Asks the source's hub to tell, when it has not promised to, or its promise is about to end. `found` is what the feed
/// says today; a hub that it names no longer is not asked again.
pub(crate) async fn follow(app: &App, rules: &Rules, id: SourceId, found: Option<Hub>, now: Timestamp) -> Result<()> {
    let Some(base) = rules.config.web.public_url.as_ref().filter(|_| rules.config.web.websub) else { return Ok(()) };
    let known = app.hubs.get(id);
    let Some(hub) = found.or_else(|| known.as_ref().map(|known| known.hub.clone())) else { return Ok(()) };
    let known = known.filter(|known| known.hub == hub);
    if known.as_ref().is_some_and(|known| !is_to_be_asked(known, now)) {
        return Ok(());
    }
    let subscription = Subscription {
        hub: hub.clone(),
        asked_at: now,
        // Kept: a renewal that fails does not end what was promised.
        leased_until: known.and_then(|known| known.leased_until),
    };
    // Before it is asked: a hub may confirm before it answers.
    app.hubs.set(id, subscription.clone());
    app.store.save_subscription(id, subscription).await?;
    let callback = callback(base, &app.store.instance().secret, id, &hub);
    let secret = proof(&app.store.instance().secret, "secret", id, &hub);
    let form = Serializer::new(String::new())
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.topic", &hub.topic)
        .append_pair("hub.callback", &callback)
        .append_pair("hub.secret", &secret)
        .append_pair("hub.lease_seconds", &LEASE.as_secs().to_string())
        .finish();
    let url = match rules.fetcher.check(&hub.url) {
        Ok(url) => url,
        Err(failure) => {
            warn!(source.id = %id, "The hub {} is not asked: {failure}", shown(&hub.url));
            return Ok(());
        }
    };
    let (name, topic) = (shown(url.as_str()), shown(&hub.topic));
    match rules.fetcher.post(&url, form, now).await {
        Ok(200..=299) => debug!(source.id = %id, "The hub {name} was asked to tell of {topic}"),
        Ok(status) => warn!(source.id = %id, "The hub {name} will not tell of {topic}: it answered {status}"),
        Err(answer) => warn!(source.id = %id, "The hub {name} could not be asked: {answer:?}"),
    }
    Ok(())
}

fn is_to_be_asked(known: &Subscription, now: Timestamp) -> bool {
    // What it was asked after now was asked while the clock was ahead.
    let is_ahead = known.asked_at > now;
    let ends_soon = known.leased_until.is_none_or(|until| until.since(now) < RENEWED_MS);
    is_ahead || ends_soon && now.since(known.asked_at) >= if known.leased_until.is_some() { HOUR_MS } else { AGAIN_MS }
}

/// A hub promises to tell; false when it was not asked.
pub async fn lease(app: &App, asked: &Asked<'_>, lasts: Option<Duration>) -> Result<bool> {
    let Some(mut subscription) = agreed(app, asked) else { return Ok(false) };
    let until = app.clock.now().plus(lasts.unwrap_or(LEASE).clamp(LEASES.0, LEASES.1));
    if subscription.leased_until.is_none() {
        info!(source.id = %asked.source, "The hub {} tells of {}", shown(&subscription.hub.url), shown(asked.topic));
    }
    subscription.leased_until = Some(until);
    app.hubs.set(asked.source, subscription.clone());
    app.store.save_subscription(asked.source, subscription).await?;
    Ok(true)
}

/// A hub will not tell, or no longer; false when it was not asked.
pub async fn deny(app: &App, asked: &Asked<'_>) -> Result<bool> {
    let Some(mut subscription) = agreed(app, asked) else { return Ok(false) };
    warn!(source.id = %asked.source, "The hub {} will not tell of {}", shown(&subscription.hub.url), shown(asked.topic));
    subscription.leased_until = None;
    app.hubs.set(asked.source, subscription.clone());
    app.hubs.heard(asked.source, false);
    app.store.save_subscription(asked.source, subscription).await?;
    Ok(true)
}

/// The secret under the signature of what this address is told; nothing when the address was given to no hub.
pub fn secret(app: &App, id: SourceId, token: &str) -> Option<String> {
    let rules = app.rules();
    let hub = app.hubs.get(id).filter(|_| rules.config.web.websub && rules.sources.get(id).is_some())?.hub;
    let key = &app.store.instance().secret;
    is_given(key, id, &hub, token).then(|| proof(key, "secret", id, &hub))
}

fn agreed(app: &App, asked: &Asked<'_>) -> Option<Subscription> {
    let known = app.hubs.get(asked.source).filter(|_| app.rules().config.web.websub)?;
    let is_ours = is_given(&app.store.instance().secret, asked.source, &known.hub, asked.token);
    (is_ours && known.hub.topic == asked.topic).then_some(known)
}

fn callback(base: &Url, key: &[u8; 32], id: SourceId, hub: &Hub) -> String {
    format!("{}/push/{id}/{}", base.as_str().trim_end_matches('/'), proof(key, "token", id, hub))
}

fn is_given(key: &[u8; 32], id: SourceId, hub: &Hub, token: &str) -> bool {
    let Some(given) = keyed(key, token) else { return false };
    keyed(key, &proof(key, "token", id, hub))
        .is_some_and(|wanted| given.verify(&wanted.finalize().into_bytes()).is_ok())
}

fn proof(key: &[u8; 32], what: &str, id: SourceId, hub: &Hub) -> String {
    let tag = keyed(key, &format!("websub {what}\n{id}\n{}\n{}", hub.url, hub.topic));
    tag.map(|tag| hex(&tag.finalize().into_bytes()[..20])).unwrap_or_default()
}

fn keyed(key: &[u8; 32], text: &str) -> Option<Hmac<Sha256>> {
    // A key of any length is a key for HMAC (RFC 2104): the error cannot happen.
    let mut tag = <Hmac<Sha256>>::new_from_slice(key).ok()?;
    tag.update(text.as_bytes());
    Some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_772_438_400_000);

    #[track_caller]
    fn check(asked_hours_ago: i64, left_hours: Option<i64>, want: bool) {
        let subscription = Subscription {
            hub: Hub { url: String::new(), topic: String::new() },
            asked_at: NOW.plus_millis(-asked_hours_ago * HOUR_MS),
            leased_until: left_hours.map(|left| NOW.plus_millis(left * HOUR_MS)),
        };
        assert_eq!(is_to_be_asked(&subscription, NOW), want, "{asked_hours_ago} {left_hours:?}");
    }

    #[test]
    fn a_hub_is_asked_again_before_its_lease_ends_and_not_at_every_poll() {
        check(24 * 8, Some(48), false);
        check(24 * 9, Some(24), true);
        check(0, Some(24), false);
        check(24 * 20, Some(-240), true);
        check(2, None, false);
        check(25, None, true);
        check(-24 * 40, Some(24 * 50), true);
    }

    #[test]
    fn a_proof_is_of_one_source_and_one_hub() {
        let hub = Hub { url: "https://hub.example/".to_owned(), topic: "https://a.example/feed".to_owned() };
        let other = Hub { topic: "https://a.example/other".to_owned(), ..hub.clone() };
        let proofs = [
            proof(&[7; 32], "token", SourceId(1), &hub),
            proof(&[7; 32], "secret", SourceId(1), &hub),
            proof(&[7; 32], "token", SourceId(2), &hub),
            proof(&[7; 32], "token", SourceId(1), &other),
            proof(&[8; 32], "token", SourceId(1), &hub),
        ];
        assert_eq!(proofs.iter().collect::<std::collections::HashSet<_>>().len(), proofs.len());
        assert!(is_given(&[7; 32], SourceId(1), &hub, &proofs[0]));
        assert!(!is_given(&[7; 32], SourceId(1), &hub, &proofs[2]));
        assert!(!is_given(&[7; 32], SourceId(1), &hub, ""));
    }
}
