# The page.
web-other-language = Français
web-summary-calm = All is calm: { $sources ->
    [one] one source read
   *[other] { $sources } sources read
}.
web-summary-calm-blind = No incident; { $blind ->
    [one] one source of { $sources } is not being read
   *[other] { $blind } sources of { $sources } are not being read
}.
web-summary-incidents = { $incidents ->
    [one] One incident going on
   *[other] { $incidents } incidents going on
}.
web-warning-outbox = { $count ->
    [one] One message has been waiting
   *[other] { $count } messages have been waiting
} for { $age }: mail does not leave. { $why }
web-warning-dead = { $count ->
    [one] One message could not be delivered
   *[other] { $count } messages could not be delivered
}: “vigie status” says why.
web-incidents = Incidents going on
web-no-incidents = No incident.
web-see-incident = See the incident
web-no-incident = There is no such incident.
web-severity-notice = Watch
web-severity-warning = Alert
web-severity-critical = Crisis
web-incident-fact = { $mentions ->
    [one] One mention
   *[other] { $mentions } mentions
} since { $since }, { $negative ->
    [0] none
   *[other] { $negative }
} of them negative ({ $share }, against the usual { $usual }).
web-opened = Opened { $at }.
web-acknowledged = Taken on by { $by }, { $at }.
web-closed = Closed { $at }.
web-take-on = Take it on
web-take-on-as = In the name of: { $by }
web-somebody = vigie’s page
web-bad-key = This button is not valid: open the incident’s page again.
web-timeline = Timeline
web-worst = Most negative mentions
web-event-opened = Opened, { $severity }: { $mentions } mentions in { $span }, { $negative } of them negative.
web-event-updated = Update { $number }, { $severity }: { $mentions } mentions in { $span }, { $negative } of them negative.
web-event-acknowledged = Taken on by { $by }.
web-event-calmed = The figures are back to the usual.
web-event-closed = End of the incident.
web-brands = Brands, last seven days
web-role-own = your brand
web-role-competitor = competitor
web-role-sector = sector
web-mentions = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
}
web-negative = { $count } negative
web-positive = { $count } positive
web-apart = { $count ->
    [one] Not counted: one mention found when a source was first read, or long after it was published.
   *[other] Not counted: { $count } mentions found when a source was first read, or long after they were published.
}
web-change-none = No week before to compare with yet.
web-change = × { $ratio } against the seven days before ({ $before }).
web-trend-empty = No mention in the period.
web-exclude = { $count ->
    [one] Its corrections propose { $count } term to exclude
   *[other] Its corrections propose { $count } terms to exclude
}
web-exclude-how = To do so, put this in place of the brand’s query in the configuration:
web-trend = Highest: { $count } in six hours, from { $at }.
web-now-axis = now
web-see-trends = What is new: topics, voices, who is taken up
web-see-search = Search the archive
web-search = Search the archive
web-search-query = Query
web-search-example = (refund OR recall) NEAR/5 kettle NOT "coming soon"
web-search-brand = Brand
web-search-tone = Tone
web-search-span = Period
web-search-all = All
web-search-any-tone = Any
web-search-ever = Ever
web-search-days = { $days ->
    [one] Last day
   *[other] Last { $days } days
}
web-search-go = Search
web-search-found = { $count ->
    [0] Nothing was found.
    [one] { $count } mention.
   *[other] { $count } mentions.
}
web-search-first = { $count ->
    [0] Nothing was found among the newest mentions; older ones were not looked at. Name a word, a brand or a period.
    [one] The newest mention; there may be more.
   *[other] The { $count } newest mentions; there may be more.
}
web-search-table = Download as a table (CSV)
sheet-id = Number
sheet-published = Published
sheet-seen = Seen
sheet-brand = Brand
sheet-source = Source
sheet-author = Author
sheet-title = Title
sheet-text = Text
sheet-tone = Tone
sheet-address = Address
web-trends = What is new
web-trends-how = The last seven days against the same days of the four weeks before. Counted in stories: a text that forty sites reprint counts once.
web-trends-head = { $stories ->
    [one] 1 story
   *[other] { $stories } stories
 }, held against { $past } of the past
web-trends-voices = New voices
web-trends-relayed = Who was taken up
web-latest = Latest mentions
web-no-mentions = No mention yet: the first ones come as the sources are read.
web-tone-negative = negative, { $confidence } sure
web-tone-neutral = neutral, { $confidence } sure
web-tone-positive = positive, { $confidence } sure
web-correct = Correct
web-correct-negative = Negative
web-correct-neutral = Neutral
web-correct-positive = Positive
web-correct-not-about-us = Not about the brand
web-flags = To moderate: { $kinds }
web-no-mention = There is no such mention.
web-edits = { $count ->
    [one] Edited once
   *[other] Edited { $count } times
}
web-pages = Pages that changed, last seven days
web-sources = Health of the sources
web-coverage = Coverage of the last 24 hours: { $share } of the planned reads succeeded.
web-source = Source
web-status = State
web-last-ok = Last read
web-next = Next
web-content = Content
web-coverage-week = Coverage (7 d)
web-rating = { $stars } ({ $count ->
    [one] { $count } rating
   *[other] { $count } ratings
 })
web-watched-page = watched page
web-items = { $items ->
    [one] { $items } item
   *[other] { $items } items
}, { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
}
web-never = never again
web-now = now
web-in = in { $span }
web-status-new = not read yet
web-status-ok = read
web-status-unreachable = unreachable
web-status-unreadable = unreadable
web-status-blocked = blocked by an anti-robot wall
web-status-throttled = asks us to wait
web-status-forbidden = forbidden by robots.txt
web-status-refused = address refused for safety
web-status-missing = not found
web-status-gone = gone for good
web-status-silent = silent for much longer than usual
web-status-selector-lost = the watched region has vanished
