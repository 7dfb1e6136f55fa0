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
cli-about-mentions = Search the mentions with the query language
cli-about-explain = Say why a mention is one, and where its tone comes from
cli-about-incidents = List the incidents
cli-about-ack = Take an incident on
cli-about-digest = Print the digest as it would leave now
cli-about-test-email = Send a test mail by the way that an alert would take
cli-about-status = Say whether everything is all right
cli-about-eval = Measure the tone on labelled texts
cli-about-read = Show what would be read of a file: a feed, a page, a thread
cli-about-backtest = Run the spike detector over a series of counts
cli-examples-mentions =
    Examples:
      vigie mentions '"Acme" AND refund' --since 7d
      vigie mentions --tone negative --limit 50 --json
cli-examples-poll =
    Examples:
      vigie poll --once
      vigie poll --once --all --json
cli-failed = vigie: { $why }
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
cli-poll-summary = { $polled ->
    [one] One source
   *[other] { $polled } sources
} polled in { $seconds } s: { $same } unchanged, { $failed } failed; { $items } new items, { $mentions } mentions.
cli-source = { $name }: { $status }; { $items } items, { $mentions } mentions, coverage { $coverage }
cli-event = { $at }: { $what }
cli-event-history = { $items ->
    [one] history of { $items } item imported, not counted
   *[other] history of { $items } items imported, not counted
}
cli-event-reidentified = feed re-identified: { $items } items recognised
cli-event-redated = items dated anew: { $items } recognised
cli-event-shared_ids = one id stands on several items: { $items } told apart by their words
cli-event-reused_ids = { $items ->
    [one] an id used again for another item: both kept
   *[other] { $items } ids used again for other items: all kept
}
cli-event-archive = archive of { $items } items imported, not counted
cli-event-caught_up = { $items } items brought in after a time of failures
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
cli-explain-edits = { $count ->
    [one] Edited once since it was found:
   *[other] Edited { $count } times since it was found, the last edits first:
}
cli-explain-gained = now names { $brands }
cli-explain-lost = no longer names { $brands }
cli-explain-counted = It counts for alerts.
cli-explain-not-counted = It does not count for alerts: it was published long before it was found, or came with the source’s first reading.
cli-incidents-none = No incident.
cli-incident = #{ $id } { $severity }, { $brand }: { $state }, opened { $at }; { $mentions } mentions at the peak, { $negative } negative
cli-state-open = open
cli-state-acknowledged = taken on
cli-state-closed = over
cli-ack-done = Incident { $id } of { $brand } taken on by { $by }.
cli-ack-not-open = incident { $id } of { $brand } is not waiting for anybody: it is taken on already, or over.
cli-ack-unknown = there is no incident { $id }. “vigie incidents --all” lists them.
cli-digest-preview = write vigie digest --preview: digests leave by themselves at the hours of the configuration.
cli-test-sent = { $to }: accepted by { $route }.
cli-test-failed = { $to }: not accepted: { $why }
cli-status = { $sources } sources, { $items } items, { $mentions } mentions, { $incidents } open incidents, { $megabytes } MB. Coverage of the last 24 hours: { $coverage }. Mails: { $sent } sent, { $waiting } waiting, { $dead } given up.
cli-status-blind = Source { $name } is not read ({ $status }): { $detail }
cli-status-waiting = Mail { $topic } to { $to } waits until { $at } after { $attempts } tries: { $why }
cli-status-dead = Mail { $topic } to { $to } was given up after { $attempts } tries: { $why }
cli-eval-head = File: texts; macro-recall (95 % interval), macro-F1, accuracy, in per cent
cli-eval-line = { $file }: { $n }; { $recall } ({ $low } to { $high }), { $f1 }, { $accuracy }
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
