CREATE TABLE instance (
    id TEXT PRIMARY KEY,
    secret BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    pinged_at INTEGER NOT NULL
) STRICT;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    configured_url TEXT NOT NULL,
    -- Of all that the config says of it: what is unchanged is not written again at a start.
    entry_print INTEGER NOT NULL DEFAULT 0,
    retired_at INTEGER,
    url TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    moved_to TEXT,
    moved_since INTEGER,
    moved_times INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL,
    detail TEXT,
    failing_since INTEGER,
    -- When the feed wishes to be left alone: one bit an hour from midnight (UTC), one bit a day from Monday.
    ttl_s INTEGER,
    skip_hours INTEGER NOT NULL DEFAULT 0,
    skip_days INTEGER NOT NULL DEFAULT 0,
    -- What is learnt of when it publishes.
    pace BLOB,
    told_blind_at INTEGER,
    complaints TEXT NOT NULL DEFAULT '[]',
    -- What was found in it, less what was pruned. Kept up by the writer, so that the health page does not count a
    -- million rows.
    items INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    -- By what its items are known again: learnt.
    identity TEXT NOT NULL DEFAULT 'guid'
) STRICT;

CREATE INDEX sources_live ON sources (id) WHERE retired_at IS NULL;

-- Of the config's whole list, where its order is that of the ids: a start with the same list reads no source.
CREATE TABLE sources_list (print INTEGER) STRICT;
INSERT INTO sources_list (print) VALUES (NULL);

-- When each source was and is to be polled: all that a poll which brought nothing writes, so a few bytes a source.
CREATE TABLE source_polls (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    every_ms INTEGER NOT NULL,
    -- When the config last changed what is polled: an answer asked for before then must not overwrite the state.
    configured_at INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    last_ok_at INTEGER,
    last_polled_at INTEGER,
    -- Date of the last poll that was recorded: the same record twice counts once.
    recorded_at INTEGER,
    next_due_at INTEGER,
    -- How many polls its last days expected and how many succeeded.
    week BLOB NOT NULL DEFAULT x''
) STRICT;
CREATE INDEX source_polls_due ON source_polls (next_due_at) WHERE next_due_at IS NOT NULL;

-- One row a kind: the same again renews it.
CREATE TABLE source_events (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    kind TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    times INTEGER NOT NULL,
    items INTEGER NOT NULL,
    PRIMARY KEY (source_id, kind)
) STRICT, WITHOUT ROWID;

-- What sites asked of us: a restart keeps every promise. Rows go when their date has passed.
CREATE TABLE sites (
    site TEXT PRIMARY KEY,
    until INTEGER NOT NULL,
    refusals INTEGER NOT NULL
) STRICT;

CREATE TABLE robots (
    file TEXT PRIMARY KEY,
    body BLOB NOT NULL,
    until INTEGER NOT NULL
) STRICT;

-- Hubs that were asked to tell of a feed's news (WebSub). What proves the hub is derived from the instance's secret.
CREATE TABLE subscriptions (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    hub TEXT NOT NULL,
    topic TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    leased_until INTEGER
) STRICT;

CREATE TABLE topics (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    url TEXT NOT NULL,
    activity TEXT NOT NULL,
    last_page TEXT,
    posts TEXT NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (source_id, url)
) STRICT;
CREATE INDEX topics_age ON topics (read_at);

-- The entries of a feed at its last poll: a print of the bytes of each, and its keys.
CREATE TABLE known_entries (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    -- When the feed was last read whole.
    whole_at INTEGER NOT NULL,
    entries BLOB NOT NULL
) STRICT;

-- How many polls an hour expected of all sources, and how many succeeded.
CREATE TABLE poll_hours (
    hour INTEGER PRIMARY KEY,
    expected INTEGER NOT NULL,
    succeeded INTEGER NOT NULL
) STRICT;

-- The rating that a source sums its reviews up in, when it changed.
CREATE TABLE ratings (
    source_id INTEGER NOT NULL REFERENCES sources (id),
    at INTEGER NOT NULL,
    value REAL NOT NULL,
    best REAL NOT NULL,
    count INTEGER,
    PRIMARY KEY (source_id, at)
) STRICT, WITHOUT ROWID;

-- What is remembered of a watched page between polls, as the reader wrote it.
CREATE TABLE page_watches (
    source_id INTEGER PRIMARY KEY REFERENCES sources (id),
    at INTEGER NOT NULL,
    watch TEXT NOT NULL
) STRICT;

CREATE TABLE page_changes (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    at INTEGER NOT NULL,
    url TEXT NOT NULL,
    importance REAL NOT NULL,
    change TEXT NOT NULL,
    UNIQUE (source_id, at)
) STRICT;
CREATE INDEX page_changes_at ON page_changes (at);

CREATE TABLE brands (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    query TEXT NOT NULL,
    watched_since INTEGER NOT NULL,
    watched_at INTEGER,
    -- Polls that added a mention, and how many of them the last watch had seen. A time would not do: a poll is
    -- dated by its request, and commits after a watch that began later.
    touches INTEGER NOT NULL DEFAULT 0,
    touches_watched INTEGER NOT NULL DEFAULT 0,
    retired_at INTEGER
) STRICT;

CREATE TABLE brand_hours (
    brand_id INTEGER NOT NULL REFERENCES brands (id),
    hour INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    stories INTEGER NOT NULL,
    negative INTEGER NOT NULL,
    positive INTEGER NOT NULL,
    late INTEGER NOT NULL,
    PRIMARY KEY (brand_id, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE stories (
    id INTEGER PRIMARY KEY,
    first_seen_at INTEGER NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    url TEXT,
    title TEXT NOT NULL,
    pickups INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_age ON stories (first_seen_at);

-- What texts are compared by while their story is open: its first, and a few that differ from it. Big-endian 32 bits.
CREATE TABLE story_sketches (
    id INTEGER PRIMARY KEY,
    story_id INTEGER NOT NULL REFERENCES stories (id),
    at INTEGER NOT NULL,
    outlet TEXT,
    minima BLOB NOT NULL,
    shingles INTEGER NOT NULL,
    words BLOB NOT NULL,
    names BLOB NOT NULL,
    links BLOB NOT NULL
) STRICT;
CREATE INDEX story_sketches_age ON story_sketches (at);
CREATE INDEX story_sketches_story ON story_sketches (story_id);

CREATE TABLE items (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES sources (id),
    story_id INTEGER REFERENCES stories (id),
    guid TEXT,
    url TEXT,
    -- Whose site it stands on; of mentions only.
    outlet TEXT,
    title TEXT NOT NULL,
    author TEXT,
    text TEXT NOT NULL,
    published INTEGER,
    updated INTEGER,
    lang_hint TEXT,
    rating_value REAL,
    rating_best REAL,
    language TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    mentioned INTEGER NOT NULL,
    revisions INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX items_age ON items (mentioned, seen_at);
CREATE INDEX items_story ON items (story_id) WHERE story_id IS NOT NULL;

-- By what a kept item is known again, 0 for what it has not: one row for each id it went by. It lies in the order of its
-- key, so that what a source has published is one stretch of pages. The address counts without id only.
CREATE TABLE item_keys (
    -- Of sources, without a reference: sources are retired and never deleted, and each check is a search of its own.
    source_id INTEGER NOT NULL,
    print INTEGER NOT NULL,
    guid INTEGER NOT NULL,
    link INTEGER NOT NULL,
    -- The address again, beside an id too: it is all that is left when a source changes its ids and its words at once.
    address INTEGER NOT NULL,
    item_id INTEGER NOT NULL REFERENCES items (id),
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (source_id, print, guid, link)
) STRICT, WITHOUT ROWID;
CREATE INDEX item_keys_guid ON item_keys (source_id, guid) WHERE guid <> 0;
CREATE INDEX item_keys_link ON item_keys (source_id, link) WHERE link <> 0;
CREATE INDEX item_keys_item ON item_keys (item_id);

-- Keys alone: the text was pruned, or never kept, and the key stays so that it is never new again. A row is what one
-- poll brought: 24 bytes a key, print, id and address, each little-endian, 0 for what it has not.
CREATE TABLE key_runs (
    source_id INTEGER NOT NULL,
    kept_at INTEGER NOT NULL,
    keys BLOB NOT NULL,
    PRIMARY KEY (source_id, kept_at)
) STRICT, WITHOUT ROWID;

-- Prints of items that have neither id nor address, for a month: an edit of one is near.
CREATE TABLE item_nears (
    item_id INTEGER PRIMARY KEY REFERENCES items (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    near INTEGER NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX item_nears_source ON item_nears (source_id, at, near);

CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES items (id),
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Brands that the next text names and this one does not, and the reverse.
    gained TEXT NOT NULL,
    lost TEXT NOT NULL,
    UNIQUE (item_id, number)
) STRICT;

-- What people said of mentions, each time. It carries the words that it teaches by: a correction outlives its mention.
CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    mention_id INTEGER NOT NULL,
    brand_id INTEGER NOT NULL REFERENCES brands (id),
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    tone TEXT,
    about INTEGER NOT NULL,
    read TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    hits TEXT NOT NULL,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- Whether a later one speaks of the same mention.
    replaced INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX corrections_mention ON corrections (mention_id);
CREATE INDEX corrections_brand ON corrections (brand_id) WHERE replaced = 0;

CREATE TABLE mentions (
    id INTEGER PRIMARY KEY,
    item_id INTEGER NOT NULL REFERENCES items (id),
    brand_id INTEGER NOT NULL REFERENCES brands (id),
    source_id INTEGER NOT NULL REFERENCES sources (id),
    story_id INTEGER NOT NULL REFERENCES stories (id),
    seen_at INTEGER NOT NULL,
    counted INTEGER NOT NULL,
    -- 1 when it is the story's first counted mention of the brand.
    leads INTEGER NOT NULL,
    tone TEXT NOT NULL,
    score REAL NOT NULL,
    confidence REAL NOT NULL,
    evidence TEXT NOT NULL,
    hits TEXT NOT NULL,
    flags TEXT NOT NULL,
    -- 0, or set aside as being about something else: 1, and 2 when it counted before.
    excluded INTEGER NOT NULL DEFAULT 0,
    -- The last correction by a person.
    correction_id INTEGER REFERENCES corrections (id),
    UNIQUE (item_id, brand_id)
) STRICT;
-- Holds all that series, totals and story lists read, so that they never touch the rows.
CREATE INDEX mentions_brand ON mentions (brand_id, seen_at, id, counted, tone, leads, story_id, source_id, item_id, score, confidence, excluded);
CREATE INDEX mentions_seen ON mentions (seen_at, id);
CREATE INDEX mentions_story ON mentions (story_id, brand_id, counted);

-- Who has spoken of each brand, and since when: what is new is told by it, long after the texts are pruned.
CREATE TABLE voices (
    brand_id INTEGER NOT NULL REFERENCES brands (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    negative INTEGER NOT NULL,
    PRIMARY KEY (brand_id, kind, name)
) STRICT, WITHOUT ROWID;

-- Of items with mentions only; the text itself stays in items.
CREATE VIRTUAL TABLE mention_fts USING fts5 (
    title, text, author,
    content = '', contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE incidents (
    id INTEGER PRIMARY KEY,
    brand_id INTEGER NOT NULL REFERENCES brands (id),
    opened_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    severity TEXT NOT NULL,
    finding TEXT NOT NULL,
    peak TEXT NOT NULL,
    updates INTEGER NOT NULL,
    told_mentions INTEGER NOT NULL,
    told_at INTEGER NOT NULL,
    calm_since INTEGER,
    acknowledged_by TEXT,
    acknowledged_at INTEGER,
    closed_at INTEGER,
    UNIQUE (brand_id, opened_at)
) STRICT;
CREATE INDEX incidents_opened ON incidents (opened_at);
CREATE INDEX incidents_open ON incidents (brand_id) WHERE state <> 'closed';

CREATE TABLE timeline (
    id INTEGER PRIMARY KEY,
    incident_id INTEGER NOT NULL REFERENCES incidents (id),
    at INTEGER NOT NULL,
    word TEXT NOT NULL,
    event TEXT NOT NULL,
    UNIQUE (incident_id, at, word)
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    topic TEXT NOT NULL,
    root_message_id TEXT,
    incident_id INTEGER REFERENCES incidents (id),
    recipient TEXT NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    priority INTEGER NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    leased_until INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    settled_at INTEGER,
    last_error TEXT
) STRICT;
CREATE INDEX outbox_waiting ON outbox (priority, due_at) WHERE state = 'waiting';
CREATE INDEX outbox_leased ON outbox (leased_until) WHERE state = 'leased';
CREATE INDEX outbox_state ON outbox (state, settled_at);
CREATE INDEX outbox_created ON outbox (created_at);
