# The command line.
cli-about = vigie, the lookout: watches what is said of a brand, and mails when it matters.
cli-examples =
    Examples:
      vigie demo                          see the main job at work, with nothing to set up
      vigie init                          write a first vigie.toml
      vigie check                         is the configuration right?
      vigie run                           watch
      vigie mentions 'refund NEAR/5 late' search what was found
cli-about-demo = See the main job at work on a small world of its own
cli-about-init = Write a first configuration
cli-about-check = Say all that is wrong with the configuration, or what it watches
cli-about-run = Watch: poll, match, detect, mail, until stopped
cli-about-poll = Poll once, without the daemon
cli-about-sources = List the sources with their health
cli-about-pages = Show the watched pages: what is taken for noise in them, what changed
cli-about-discover = Find what can be polled at an address
cli-about-add = Add a source to the configuration
cli-about-mentions = Search the mentions with the query language
cli-about-explain = Say why a mention is one, and where its tone comes from
cli-about-correct = Tell the tone of a mention yourself, or that it is about something else; vigie learns from it
cli-about-retone = Read the archive anew with what was learnt, and say what changes
cli-about-query = Check a query, say it in words, or test it on texts
cli-about-incidents = List the incidents
cli-about-trends = Tell what is said of the brands that was not said before
cli-about-ack = Take an incident on
cli-about-digest = Print the digest as it would leave now
cli-about-test-email = Send a test mail by the way that an alert would take
cli-about-stats = Count what the database holds
cli-about-status = Say whether everything is all right
cli-about-eval = Measure tone, language, moderation and stories on labelled texts
cli-about-analyse = Say what vigie thinks of texts: language, tone, brands, insults
cli-about-train = Train the tables of the tone anew, on labelled texts
cli-about-read = Show what would be read of a file: a feed, a page, a thread
cli-about-backtest = Run the spike detector over a series of counts
cli-examples-mentions =
    Examples:
      vigie mentions '"Acme" AND refund' --since 7d
      vigie mentions --tone negative --limit 50 --json
cli-examples-analyse =
    Examples:
      vigie analyse reviews.jsonl --brands Acme,Norvane --json
      echo "Thanks, Acme" | vigie analyse --brands Acme
      vigie analyse export.csv
      zcat posts.jsonl.gz | vigie analyse --stories --json
cli-examples-poll =
    Examples:
      vigie poll --once
      vigie poll --once --all --json
      vigie poll --once --opml feeds.opml --brands brands.txt --state .vigie
cli-examples-sources =
    Examples:
      vigie sources                            their health
      vigie sources expand                     every address behind the configuration
      vigie sources presets                    every service that is known by name
      vigie sources probe Reddit               ask once, and say what was found
      vigie sources import feeds.opml --dry-run
cli-examples-add =
    Examples:
      vigie add https://www.example.org/feed
      vigie add --preset reddit sub=france,vosfinances
      vigie add --preset discourse url=https://forum.example.org --name Forum --dry-run
cli-usage-unknown = there is no option { $given }.
cli-usage-extra = { $given } is one word too many.
cli-usage-no-command = a command is missing.
cli-usage-command = there is no command { $given }.
cli-usage-missing = { $given } is missing.
cli-usage-empty = { $given } needs a value.
cli-usage-value = { $value } is no value of { $given }.
cli-usage-conflict = { $given } and { $other } do not go together.
cli-usage-other = { $given }: { $why }
cli-usage-meant = Did you mean { $meant }?
cli-usage-allowed = Write: { $allowed }
cli-takes-language = fr or en
cli-takes-number = a whole number
cli-takes-figure = a number, such as 24 or 2.5
cli-takes-time = a length of time, such as 90s, 15min or 30d
cli-takes-tone = negative, neutral or positive
cli-usage-see = See { $command } --help.
cli-failed = vigie: { $why }
cli-config-wrong = the configuration is not right.
cli-config-spoilt = nothing was written, for the configuration would no longer be right.
cli-io-missing = no such file or folder
cli-io-denied = access denied
cli-io-full = the disk is full
cli-io-taken = this port is taken already: give another one to `listen` under [web]
cli-no-config = there is no configuration at { $path }. Write one with “vigie init”, or name one with --config.
cli-no-database = there is nothing to read yet: { $path } does not exist. It is made by “vigie run” or “vigie poll --once”.
cli-no-brand = no brand is called “{ $name }”. There are: { $known }.
cli-no-mention = there is no mention { $id }.
cli-no-recipient = no recipient is called “{ $name }”.
cli-check-well = { $path } is right: { $brands ->
    [one] { $brands } brand
   *[other] { $brands } brands
}, { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}, { $recipients ->
    [one] { $recipients } recipient
   *[other] { $recipients } recipients
}. Next: vigie test-email, then vigie run.
cli-check-proxy = Sources are asked through the proxy { $proxy }
cli-init-language = Language of the mails (en, fr):
cli-init-brand = Name of the brand:
cli-init-site = Address of its site (may be left empty):
cli-init-mail = Mail address of who is told:
cli-init-relay = SMTP relay, host or host:port (left empty: mails are written to files):
cli-init-missing = an answer is missing: { $what } Give it as an option (see vigie init --help).
cli-init-aborted = nothing was written.
cli-init-exists = { $path } exists already; --force overwrites it.
cli-init-done = { $path } is written. Read it, then: vigie check.
cli-poll-once = “vigie poll” makes one pass: write vigie poll --once. To keep polling: vigie run.
cli-poll-brand = { $path }, line { $line }: { $why }
cli-poll-host = “{ $host }” is no host: write --allow-hosts 127.0.0.0/8, localhost or intranet.example:8080.
cli-poll-nothing = there is nothing to read or nothing to recognise: the OPML list must name at least one feed, and the list of brands at least one brand, one a line.
cli-poll-summary = { $polled ->
    [one] One source
   *[other] { $polled } sources
 } polled in { $seconds } s: { $same } unchanged, { $failed } failed; { $items ->
    [one] { $items } new item
   *[other] { $items } new items
 }, { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }.
cli-poll-failure = { $name }: { $why }
cli-source = { $name }: { $status }; { $paged ->
    [yes] watched page
   *[no] { $items ->
        [one] { $items } item
       *[other] { $items } items
     }, { $mentions ->
        [one] { $mentions } mention
       *[other] { $mentions } mentions
     }
 }, coverage { $coverage }{ $next ->
    [none] {""}
   *[other] , asked again in { $next }
 }
cli-source-ttl = { $ttl } at least between two readings, as the feed asks
cli-source-skips = not read at the hours or on the days that the feed names
cli-page = { $name } ({ $watch }): { $state ->
    [new] not read yet
    [learning] being learnt, { $samples ->
        [one] { $samples } answer
       *[other] { $samples } answers
    }
    [pending] a change waits to be seen again, since { $at }
   *[known] watched since { $at }, { $samples } answers
 }
cli-page-noise = left out: { $kind ->
    [spans] the numbers of
    [text] the text
    [place] what follows a certain block, such as
    [roll] a list that moves on by itself, now to
   *[path] all that stands there, such as
 } "{ $shown }" ({ $path })
cli-page-change = { $at }: { $kind ->
    [watched] watched from here on
    [price] price changed
    [offer] offer changed
    [terms] terms changed
    [figure] figure changed
    [layout] layout changed, same text
    [back] back to what it said before
    [site] site changed
   *[text] text changed
 }, importance { $importance }{ $told ->
    [daily] {""}
    [weekly] , in the weekly digest only
   *[no] , in no digest
 }
cli-pages-none = no page is watched: a source with kind = "page" makes one.
cli-source-expanded = { $name }  [{ $kind }{ $graded ->
    [yes] , grade { $grade }
   *[no] {""}
 }, { $format }, { $pace ->
    [sent] taken at any time
    [learnt] learnt schedule
   *[fixed] every { $every }
 }]
cli-source-else = else { $url } ({ $format })
cli-source-token = with your own token
cli-preset = { $kind }  [grade { $grade }, every { $every }, { $least } at the fastest]  { $keys }
cli-preset-closed = { $kind }  [grade { $grade }: cannot be polled]
cli-preset-note = { $note } ({ $evidence }, { $date }; not tried against the service itself)
cli-no-source = no source is called “{ $name }”. “vigie sources expand” lists them.
cli-preview = { $items ->
    [one] { $items } item
   *[other] { $items } items
 }, newest { $newest }, usual gap { $rhythm }; { $matched } would match ({ $brands })
cli-probe-turn = { $name }: its site was just asked for another source; its turn comes in { $span }…
cli-probe-sent = nothing is read here: what a program sends is taken at once
cli-probe-topics = { $topics ->
    [one] { $topics } topic
   *[other] { $topics } topics
 } in the list
cli-import-file = name the file to import: vigie sources import feeds.opml
cli-import-private = a private host: name it in fetch.allow_hosts if it is yours
cli-import-known = polled already
cli-import-preview = { $added ->
    [one] One source
   *[other] { $added } sources
 } would be added to { $path }. Nothing was written.
cli-import-nothing = Nothing to add to { $path }.
cli-import-done = { $added ->
    [one] One source was
   *[other] { $added } sources were
 } added to { $path }. Next: vigie check, then systemctl reload vigie.
cli-add-waits = Somebody else is adding to { $path } at this moment: waiting for them…
cli-add-what = give one address, or --preset with key=value: vigie add --preset reddit sub=france
cli-add-pair = “{ $pair }” is not written key=value.
cli-add-refused = nothing was added, because this address would never be asked: { $why }. If the machine is yours, write this under [fetch] in the configuration first: allow_hosts = ["{ $host }"]
cli-add-preview = This would be added to { $path }. Nothing was written.
cli-add-done = Added to { $path }. Next: vigie sources probe, then systemctl reload vigie.
cli-discover-refused = nothing could be looked at: { $why }
cli-discover-itself = the address itself
cli-discover-named = named by the page
cli-discover-header = named by the server
cli-discover-engine = published by its engine
cli-discover-linked = a link on the page
cli-discover-usual = a usual place
cli-discover-next = Put one of these into the configuration, or: vigie add ADDRESS
cli-discover-nothing = No feed was found. The page itself can be watched with kind = "page", a forum with kind = "forum".
cli-elsewhere = since { $at } it redirects for good to another site, { $url }: if that is right, put this address into the configuration
cli-event = { $at }: { $what }
cli-event-history = { $items ->
    [one] history of { $items } item imported, not counted
   *[other] history of { $items } items imported, not counted
}
cli-event-reidentified = feed re-identified: { $items ->
    [one] { $items } item
   *[other] { $items } items
 } recognised
cli-event-redated = items dated anew: { $items } recognised
cli-event-shared_ids = one id stands on several items: { $items ->
    [one] { $items } told apart by its words
   *[other] { $items } told apart by their words
 }
cli-event-reused_ids = { $items ->
    [one] an id used again for another item: both kept
   *[other] { $items } ids used again for other items: all kept
}
cli-event-archive = archive of { $items ->
    [one] { $items } item
   *[other] { $items } items
 } imported, not counted
cli-event-caught_up = { $items ->
    [one] { $items } item
   *[other] { $items } items
 } brought in after a time of failures
cli-event-ids_distrusted = ids no longer believed: addresses tell the items apart
cli-mention = #{ $id } · { $at } · { $brand } · { $source } · { $tone }
cli-mentions-none = No mention found.
cli-tone-negative = negative
cli-tone-neutral = neutral
cli-tone-positive = positive
cli-language-fr = French
cli-language-en = English
cli-language-other = another language
cli-field-title = title
cli-field-text = text
cli-field-author = author
cli-field-url = address
cli-explain-what = Mention #{ $id } of { $brand }, { $source }, { $at }, { $language }
cli-explain-terms = Terms of the query, and where they stand:
cli-explain-tone = Tone towards the brand: { $tone } (score { $score }, { $confidence } sure), decided by:
cli-explain-corrected = Tone told by { $by } on { $at } (vigie had read: { $read })
cli-explain-confirmed = { $by } confirmed on { $at } that it is about the brand (tone read: { $read })
cli-explain-rejected = Not about the brand, according to { $by } on { $at } (tone read: { $read })
cli-explain-aside = Set aside: probably about something else than the brand
cli-explain-learnt = Learnt from corrections for { $brand }:
cli-explain-bias = Sources of this kind ({ $kind }), by { $lessons ->
    [one] { $lessons } correction
   *[other] { $lessons } corrections
 }: negative { $against }, neutral { $neither }, positive { $towards }
cli-explain-elsewhere = About something else than the brand, by the corrections ({ $share } sure)
cli-explain-flags = For a person to moderate:
cli-explain-flag = { $kind }, severity { $severity } of 3, { $voice }:
cli-explain-offence = The English model sees an attack ({ $share } sure):
cli-flag-insult = insult
cli-flag-hate = hate
cli-flag-threat = threat
cli-flag-obscene = obscenity
cli-flag-sexual = sexual
cli-voice-own = the author’s own words
cli-voice-quoted = quoted
cli-voice-against = spoken against or denied
cli-voice-oneself = of the author himself
cli-explain-story = Its story: { $pickups ->
    [one] told once
   *[other] told { $pickups } times
 }, first by { $source } on { $at }{ $outlets ->
    [0] .
    [one] ; on one site: { $sites }.
   *[other] ; on { $outlets } sites: { $sites }.
 }
cli-explain-hit = { $field }: { $words }
cli-explain-topics = Rising that week, and said here: { $topics }
cli-explain-irony = The tone is that of the words: irony is not understood.
cli-explain-edits = { $count ->
    [one] Edited once since it was found:
   *[other] Edited { $count } times since it was found, the last edits first:
}
cli-explain-gained = now names { $brands }
cli-explain-lost = no longer names { $brands }
cli-explain-counted = It counts for alerts.
cli-explain-not-counted = It does not count for alerts: it was published long before it was found, or came with the source’s first reading.
cli-incidents-none = No incident.
cli-incident = #{ $id } { $severity }, { $brand }: { $state }, opened { $at }; { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } at the peak, { $negative } negative
cli-state-open = open
cli-state-acknowledged = taken on
cli-state-closed = over
cli-ack-done = Incident { $id } of { $brand } taken on by { $by }.
cli-ack-not-open = incident { $id } of { $brand } is not waiting for anybody: it is taken on already, or over.
cli-ack-unknown = there is no incident { $id }. “vigie incidents --all” lists them.
cli-digest-preview = write vigie digest --preview: digests leave by themselves at the hours of the configuration.
cli-test-sent = { $to }: accepted by { $route }.
cli-test-failed = { $to }: not accepted: { $why }
cli-status = { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }, { $items ->
    [one] { $items } item
   *[other] { $items } items
 }, { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }, { $incidents ->
    [one] { $incidents } open incident
   *[other] { $incidents } open incidents
 }, { $megabytes } MB. Coverage of the last 24 hours: { $coverage }. Mails: { $sent } sent, { $waiting } waiting, { $dead } given up.
cli-status-blind = Source { $name } is not read ({ $status }): { $detail }
cli-status-waiting = Mail { $topic } to { $to } waits until { $at } after { $attempts ->
    [one] { $attempts } try
   *[other] { $attempts } tries
 }: { $why }
cli-status-dead = Mail { $topic } to { $to } was given up after { $attempts ->
    [one] { $attempts } try
   *[other] { $attempts } tries
 }: { $why }
cli-stats = { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }, { $entries ->
    [one] { $entries } item
   *[other] { $entries } items
 } known, { $texts } of them kept with their text; { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } in { $mentioned ->
    [one] { $mentioned } item
   *[other] { $mentioned } items
 }, { $stories ->
    [one] { $stories } story
   *[other] { $stories } stories
 }; { $bytes } bytes.
cli-analyse-summary = { $count ->
    [one] { $count } text
   *[other] { $count } texts
 } in { $seconds } s, { $rate } a second{ $refused ->
    [0] .
    [one] ; one row could not be read.
   *[other] ; { $refused } rows could not be read.
 }
cli-analyse-no-text = the first line names no column of texts: write `text`, `body`, `content` or `message` above that column, or one JSON object a line, or call the file .txt if every line is a text
cli-analyse-too-long = this line is longer than 4 MB
cli-analyse-json = this is no JSON object in which `text` is a text: { $why }
cli-analyse-brand = “{ $name }” cannot be looked for: write a name with letters or digits.
cli-trends-head = { $brand }: { $stories ->
    [one] 1 story
   *[other] { $stories } stories
 }, held against { $past } of the past
cli-correct-tone = Mention { $id } ({ $brand }): tone { $tone } (vigie had read: { $read })
cli-correct-not-about-us = Mention { $id }: not about { $brand }, set aside
cli-correct-about-us = Mention { $id }: about { $brand }
cli-correct-terms = Terms that the query of { $brand } might exclude:
cli-correct-term = NOT { $term }: would remove { $removes } of { $rejected } rejected mentions, and { $costs } of { $kept } kept ones
cli-retone-tone = { $id } { $brand }: { $before } → { $after } · { $title }
cli-retone-aside = { $id } { $brand }: set aside, about something else · { $title }
cli-retone-back = { $id } { $brand }: taken back ({ $after }) · { $title }
cli-retone-done = { $read ->
    [one] { $read } mention
   *[other] { $read } mentions
 } read anew, { $changed } changed
cli-retone-would = { $read ->
    [one] { $read } mention
   *[other] { $read } mentions
 } read anew, { $changed } would change
cli-demo-start = A small world starts on loopback; Ctrl-C ends it.
cli-demo-page = Page: { $page }
cli-demo-mails = Mails: { $mails }
cli-demo-event = { $place }: { $what }
cli-demo-post = { $place }: { $author }, “{ $what }”
cli-demo-mail = Mail to { $to }: { $subject } ({ $file })
cli-demo-place-press = Press
cli-demo-place-blog = Blog
cli-demo-place-forum = Forum
cli-demo-place-reviews = Review
cli-demo-place-prices = The competitor changes its price
cli-demo-place-wire = Wire, taken over by three newspapers
cli-demo-complete = The expected mails were accepted: the crisis, an update in its thread, the digest.
cli-demo-incomplete = Mails still missing: { $missing }.
cli-demo-root = the crisis
cli-demo-update = an update in its thread
cli-demo-digest = the digest

# `vigie query`
cli-query-well = The query can be asked. In full it is:
cli-query-too-long = The file is longer than 4 MiB.
cli-query-no-trial = Line { $line }: neither a query (?) nor a text to hit (+) or not (-).
cli-query-missed = Line { $line }: { $query } does not hit: { $text }
cli-query-hit = Line { $line }: { $query } hits, and should not: { $text }
cli-query-tested = { $count ->
    [one] 1 text
   *[other] { $count } texts
} tested, { $failed } wrong.
