//! Every service that is known by name: what it answers is read.
//!
//! The samples are our own, in the shapes that the services' documentation and the programs that use them show; what is
//! read of them is in `tests/data/presets/readings.txt` (`UPDATE_EXPECT=1` writes it again).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use vigie::config::sources::presets::{Grade, all};
use vigie::config::{SourceConfig, Surroundings, parse};
use vigie::ingest::read::{Input, read};
use vigie::model::{Draft, Locale, NetText, ReadAs};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/presets").join(name)
}

/// Other ways than the example's that lead to other readers.
const MORE: &[(&str, &str)] = &[
    ("lemmy", "url = \"https://jlai.lu\""),
    ("dailymotion", "user = \"acme\""),
    ("discourse", "url = \"https://forum.acme.example\"\nwhat = \"topics\""),
    ("discourse", "url = \"https://forum.acme.example\"\nquery = \"acme\""),
];

/// The sources that a preset's example becomes.
fn example(name: &str, example: &str) -> Vec<SourceConfig> {
    let dir = tempfile::tempdir().unwrap();
    for file in ["bluesky-token", "x-token", "facebook-page-token", "google-token"] {
        fs::write(dir.path().join(file), "s3cr3t").unwrap();
        fs::set_permissions(dir.path().join(file), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let around = Surroundings { base_dir: dir.path().to_owned(), ..Surroundings::default() };
    let text = format!(
        "[[brand]]\nname = \"Acme\"\n[[recipient]]\nmail = \"ann@acme.example\"\n[[source]]\nkind = \"{name}\"\n{example}\n"
    );
    parse(&text, "vigie.toml", &around, Locale::En).unwrap_or_else(|report| panic!("{name}: {report}")).config.sources
}

/// The sample of an answer that is read so.
fn sample(preset: &str, read_as: &ReadAs) -> PathBuf {
    let shape = match read_as {
        ReadAs::Api { shape } => shape,
        ReadAs::Reviews => return data("samples/reviews.html"),
        _ => return data(&format!("samples/{preset}.xml")),
    };
    let shape = serde_json::to_value(shape).unwrap();
    let shape = shape.as_str().unwrap();
    let found = ["json", "xml", "html"].into_iter().map(|end| data(&format!("samples/{shape}.{end}")));
    found.into_iter().find(|path| path.exists()).unwrap_or_else(|| panic!("{preset}: no sample of {shape}"))
}

fn told(draft: &Draft) -> String {
    let maybe = |text: Option<&str>| text.unwrap_or("-").to_owned();
    let rating = draft.rating.map(|rating| format!(" {}/{}", rating.value, rating.best)).unwrap_or_default();
    format!(
        "{} | {} | {} | {} | {}{rating} | {}",
        maybe(draft.guid.as_deref()),
        maybe(draft.url.as_deref()),
        draft.title,
        maybe(draft.author.as_ref().map(NetText::as_str)),
        draft.published.map_or("-".to_owned(), |at| at.to_string()),
        draft.text.as_str().replace('\n', " / "),
    )
}

#[test]
fn every_preset_has_an_expansion_a_reader_and_a_sample() {
    let (mut out, mut read_samples) = (String::new(), BTreeSet::new());
    let examples = all().filter(|preset| preset.grade != Grade::D).map(|preset| (preset.name, preset.example));
    for (name, lines) in examples.chain(MORE.iter().copied()) {
        let sources = example(name, lines);
        assert!(!sources.is_empty(), "{}", name);
        let mut seen = BTreeSet::new();
        for source in &sources {
            let used = source.preset.as_ref().unwrap();
            let first = [(&source.url, &source.read_as)];
            for (url, read_as) in
                first.into_iter().chain(used.fallbacks.iter().map(|place| (&place.url, &place.read_as)))
            {
                let path = sample(name, read_as);
                if !seen.insert(path.clone()) {
                    continue;
                }
                let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                let input = Input { bytes: &bytes, content_type: None, url, text: None };
                let reading = read(&input, read_as);
                let file = path.file_name().unwrap().to_string_lossy().into_owned();
                writeln!(out, "{name} <- {file}").unwrap();
                assert!(!reading.drafts.is_empty(), "{} reads nothing of {file}: {:?}", name, reading.complaints);
                for draft in &reading.drafts {
                    writeln!(out, "  {}", told(draft)).unwrap();
                }
                if let Some(sum) = reading.standing {
                    let count = sum.count.map_or("-".to_owned(), |count| count.to_string());
                    writeln!(out, "  = {}/{} of {count}", sum.rating.value, sum.rating.best).unwrap();
                }
                for complaint in &reading.complaints {
                    writeln!(out, "  ! {}", complaint.detail).unwrap();
                }
                read_samples.insert(file);
            }
        }
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(data("readings.txt"), &out).unwrap();
    }
    assert_eq!(out, fs::read_to_string(data("readings.txt")).unwrap_or_default());
}

#[test]
fn samples_of_one_thing_in_two_shapes_are_known_again() {
    let identity = |sample: &str, read_as: &ReadAs| {
        let bytes = fs::read(data(&format!("samples/{sample}"))).unwrap();
        let url = "https://itunes.apple.com/fr/rss/customerreviews/id=310633997/page=1/xml".parse().unwrap();
        let input = Input { bytes: &bytes, content_type: None, url: &url, text: None };
        read(&input, read_as).drafts[0].identity()
    };
    let api = |word: &str| ReadAs::Api { shape: serde_json::from_value(word.into()).unwrap() };
    let both = [
        identity("app_store_feed.xml", &api("app_store_feed")),
        identity("app_store_json.json", &api("app_store_json")),
    ];
    assert_eq!((both[0].guid, both[0].link), (both[1].guid, both[1].link));
    let both = [identity("hn.xml", &ReadAs::Feed), identity("hacker_news.json", &api("hacker_news"))];
    assert_eq!(both[0].guid, both[1].guid);
    let both = [identity("bluesky-author.xml", &ReadAs::Feed), identity("bluesky.json", &api("bluesky"))];
    assert_eq!(both[0].guid, both[1].guid);
    let both = [identity("mastodon.xml", &ReadAs::Feed), identity("mastodon.json", &api("mastodon"))];
    assert_eq!((both[0].link, both[0].print), (both[1].link, both[1].print));
}
