# What is new: topics, voices, who is taken up. Mails, page and command line say it in the same words.
trend-none = Nothing is said more than usual.
trend-topic = { $stories ->
    [one] 1 story
   *[other] { $stories } stories
 } ({ $expected } expected) on { $outlets ->
    [one] 1 site
   *[other] { $outlets } sites
 } · { $negative } of { $mentions ->
    [one] 1 mention negative
   *[other] { $mentions } mentions negative
 }
trend-voice = { $kind ->
    [author] New author
   *[outlet] New site
 }: { $name }, { $mentions ->
    [one] 1 mention
   *[other] { $mentions } mentions
 }{ $negative ->
    [0] {""}
   *[other] , { $negative } negative
 }
trend-relayed = First to tell: { $outlet }, { $stories ->
    [one] 1 story
   *[other] { $stories } stories
 } taken up { $relays ->
    [one] once elsewhere
   *[other] { $relays } times elsewhere
 } (“{ $title }”)
