# The mails: alerts, digests, health of the watch. Subjects: 70 characters at most.

mail-tag-critical = CRISIS
mail-tag-warning = ALERT
mail-tag-notice = WATCH
mail-tag-end = END
mail-tag-info = INFO

mail-subject-open = [{ $tag }] { $brand }: { $about ->
    [negative] { $count ->
        [one] { $count } negative mention
       *[other] { $count } negative mentions
    }
   *[volume] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }
 } in { $span }{ $risen ->
    [yes] {" "}(x{ $ratio })
   *[no] {""}
 }
mail-subject-update = [{ $tag }] { $brand }: update, { $about ->
    [negative] { $count ->
        [one] { $count } negative mention
       *[other] { $count } negative mentions
    }
   *[volume] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }
 } in { $span }
mail-subject-end = [{ $tag }] { $brand }: calm again, { $span }
mail-subject-digest = [{ $tag }] { $brand }: { $quiet ->
    [yes] nothing to report
   *[no] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }, { $negative } negative
 }{ $period ->
    [weekly] {" "}in 7 days
    [bare] {""}
   *[daily] , { $date }
 }
mail-subject-health = [{ $tag }] { $state ->
    [cut] The network of the watch seems to be cut
    [back] { $count ->
        [one] { $name } is being read again
       *[other] { $count } sources are being read again
    }
    [online] { $count ->
        [one] { $name }: site restored
       *[other] { $count } of your sites are restored
    }
    [down] { $count ->
        [one] { $name }: site down
       *[other] { $count } of your sites are down
    }
    [odd] { $count ->
        [one] { $name }: site to check
       *[other] { $count } of your sites are to be checked
    }
    [silent] { $count ->
        [one] { $name } publishes nothing any more
       *[other] { $count } sources publish nothing any more
    }
   *[blind] { $count ->
        [one] { $name } is no longer being read
       *[other] { $count } sources are no longer being read
    }
 }
mail-brands = { $count ->
    [one] { $count } brand
   *[other] { $count } brands
 }

mail-alert-headline = { $stage ->
    [update] { $total ->
        [one] { $total } mention since it began
       *[other] { $total } mentions since it began
    }{ $about ->
        [negative] , { $count } of them negative
       *[volume] { $young ->
            [yes] {""}
           *[no] , { $count } of them
        }
    }{ $young ->
        [yes] {""}
       *[no] {" "}in the last { $span }
    }
    [end] Calm again after { $lasted }
   *[open] { $about ->
        [negative] { $count ->
            [one] { $count } negative mention
           *[other] { $count } negative mentions
        }
       *[volume] { $count ->
            [one] { $count } mention
           *[other] { $count } mentions
        }
    } in { $span }
 }
mail-alert-lead = { $stage ->
    [end] From { $since } until calm returned: { $mentions ->
        [one] { $mentions } mention
       *[other] { $mentions } mentions
    }, { $negative } of them negative. At the peak, { $stories ->
        [one] { $stories } distinct story
       *[other] { $stories } distinct stories
    } in { $span }, where { $expected } are expected ({ $low } to { $high }).
   *[on] Since { $since }: { $mentions ->
        [one] { $mentions } mention
       *[other] { $mentions } mentions
    }, { $share } of them negative against the usual { $usual }. { $compared ->
        [rate] { $stories ->
            [one] One distinct story
           *[other] { $stories } distinct stories
        }, where { $rate } are expected { $unit ->
            [hour] an hour
            [day] a day
           *[week] a week
        }.
       *[window] In the { $span } of the peak, { $stories ->
            [one] one distinct story
           *[other] { $stories } distinct stories
        } where { $expected } are expected{ $compared ->
            [guess] .
           *[range] {" "}({ $low } to { $high }).
        }
    }
 }
mail-alert-first = First mention: { $source }, on { $at }.
mail-alert-acknowledged = Taken on by { $by }, on { $at }.
mail-alert-told = This mail went to: { $names }{ $cut ->
    [yes] {" "}and { $more } others
   *[no] {""}
 }.
mail-alert-learning = This brand's past is still short (under 7 days): what is expected is a first estimate.
mail-alert-rarity = { $unit ->
    [days] An ordinary day rises this high about once in { $count } days.
    [months] An ordinary day rises this high about once in { $count } months.
    [years] An ordinary day rises this high about once in { $count } years.
   *[decade] An ordinary day does not rise this high in ten years.
 }
mail-alert-quotes = The harshest mentions
mail-alert-origin = Where it began
mail-alert-stories = What spreads most
mail-alert-curve = The last { $points } hours

mail-figure-negative = { $count ->
    [one] negative
   *[other] negative
 }
mail-figure-share = { $share } of all
mail-figure-mentions = { $count ->
    [one] mention
   *[other] mentions
 }
mail-figure-reprises = { $count ->
    [0] no reprint
    [one] { $count } a reprint
   *[other] { $count } of them reprints
 }
mail-figure-stories = { $count ->
    [one] distinct story
   *[other] distinct stories
 }
mail-figure-ratio = { $risen ->
    [yes] x{ $ratio } at the peak
   *[no] expected: { $rate } { $unit ->
        [hour] an hour
        [day] a day
       *[week] a week
    }
 }

mail-action-take-on = Take it on
mail-action-see = See the mentions
mail-action-sources = See the sources

mail-quote-from = { $by ->
    [known] { $author }, at { $source }
   *[unknown] { $source }
 }, { $at }
mail-quote-judged = { $tone ->
    [negative] Negative tone
    [positive] Positive tone
   *[neutral] Neutral tone
 }, told by { $by }
mail-quote-why = { $tone ->
    [negative] Negative tone
    [positive] Positive tone
   *[neutral] Neutral tone
 }, { $confidence } sure{ $told ->
    [yes] : { $words }
   *[no] {""}
 }{ $named ->
    [yes] {" "}· watched term: { $brand }
   *[no] {""}
 }
mail-story = { $source }, { $pickups ->
    [one] { $at }{ $negative ->
        [0] {""}
       *[other] {" "}· negative
    }
   *[other] since { $at } · { $pickups } mentions{ $outlets ->
        [0] {""}
        [one] {""}
       *[other] {" "}on { $outlets } sites
    }{ $negative ->
        [0] {""}
       *[other] , { $negative } of them negative
    }
 }

mail-curve-alt = { $unit ->
    [hour] Mentions hour by hour ({ $points } hours, { $total } in all)
   *[day] Mentions day by day ({ $points } days, { $total } in all)
 }: a peak of { $peak } on { $at }, { $negative } of them negative; { $last } at the end. { $trend ->
    [up] The curve is rising.
    [down] The curve is falling.
   *[level] The curve is level.
 }
mail-curve-first = start: { $at }
mail-curve-peak = peak: { $count }, { $at }
mail-curve-last = end: { $count }, { $at }
mail-curve-legend = Bars: mentions; their lower part, in dark red: negative.{ $known ->
    [yes] {" "}Dashes: stories expected, { $expected } an hour.
   *[no] {""}
 }

mail-curve-apart = { $count ->
    [one] The curve leaves out one mention of a source’s history, or found long after it was published.
   *[other] The curve leaves out { $count } mentions of a source’s history, or found long after they were published.
 }

mail-unknown-title = What is not known
mail-unknown-coverage = { $whole ->
    [yes] All that should have been read was read ({ $expected ->
        [one] { $expected } poll
       *[other] { $expected } polls
    }).
    [but] { $expected ->
        [0] No poll was due
        [one] The poll that was due succeeded
       *[other] All { $expected } polls that were due succeeded
    }, but not every source is being read: mentions may be missing.
   *[no] { $share } of what should have been read was read ({ $succeeded } polls of { $expected }): mentions may be missing.
 }
mail-unknown-blind = { $count ->
    [one] One source is not being read at the moment:
   *[other] { $count } sources are not being read at the moment:
 }
mail-more = { $linked ->
    [yes] See { $count ->
        [one] the other one
       *[other] the { $count } others
    }
   *[no] and { $count ->
        [one] one other
       *[other] { $count } others
    }
 }

mail-source-new = not read yet
mail-source-ok = read
mail-source-unreachable = does not answer
mail-source-unreadable = answers something else than it should
mail-source-blocked = behind an anti-robot wall
mail-source-throttled = asks to come back later
mail-source-forbidden = forbidden by its robots.txt
mail-source-refused = address outside what is allowed
mail-source-missing = not found (404)
mail-source-gone = gone for good (410)
mail-source-silent = silent: nothing new for much longer than usual
mail-source-selector-lost = page rebuilt: the selector finds nothing
mail-site-line = { $detail }{ $dated ->
    [yes] {" "}· since { $since }
   *[no] {""}
 } · { $seen ->
    [yes] last check that succeeded: { $last }
   *[no] no check has succeeded yet: is the address right?
 }
mail-source-line = { $status }{ $dated ->
    [yes] , since { $since }
   *[no] {""}
 }{ $detailed ->
    [yes] {" "}({ $detail })
   *[no] {""}
 }

mail-digest-headline = { $period ->
    [weekly] Week of { $from } to { $to }
    [day] { $from }
   *[daily] { $start } to { $end }
 }
mail-digest-lead = { $quiet ->
    [yes] { $read ->
        [yes] Nothing to report: no mention, and the watch did read its sources ({ $polls ->
            [one] { $polls } poll
           *[other] { $polls } polls
        }, { $share } of what was planned).
       *[no] No mention, but no source could be read: this silence says nothing.
    }
   *[no] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }, { $negative } of them negative{ $compared ->
        [yes] {"; "}{ $period ->
            [weekly] the week before
           *[daily] the day before
        }: { $before }
       *[no] {""}
    }.
 }
mail-digest-brands = The brands
mail-digest-incidents = The alerts
mail-digest-stories = What people talk about
mail-digest-quotes = Negative mentions to read
mail-digest-trends = { $named ->
    [yes] What is new of { $brand }
   *[no] What is new
 }
mail-digest-pages = Pages that changed
mail-digest-pages-key = Struck: removed. Bold underlined: added. In text: [-⁠removed-] and {"{"}+added+{"}"}.
mail-digest-watched = Pages watched from now on
mail-digest-curve = { $period ->
    [weekly] Day by day
   *[daily] Hour by hour
 }
mail-column-brand = Brand
mail-column-mentions = Mentions
mail-column-negative = Negative
mail-column-positive = Positive
mail-column-share = Share of voice
mail-role = { $role ->
    [own] {""}
    [competitor] competitor
   *[sector] sector
 }
mail-change = { $same ->
    [yes] as before
   *[no] { $change }, from { $before }
 }
mail-incident = [{ $tag }] { $brand }: { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
 } at the peak
mail-incident-note = { $state ->
    [open] opened on { $opened }, still going on, { $lasted }
    [acknowledged] opened on { $opened }, taken on, { $lasted }
   *[closed] opened on { $opened }, closed after { $lasted }
 }
mail-page-at = { $kind ->
    [watched] watched since { $at }
    [price] price changed, seen on { $at }
    [offer] offer changed, seen on { $at }
    [terms] terms changed, seen on { $at }
    [figure] figure changed, seen on { $at }
    [layout] layout changed, same text, seen on { $at }
    [back] back to what it said before, seen on { $at }
    [site] site checked on { $at }
   *[text] change seen on { $at }
 }
mail-page-share = { $share } of the text
mail-page-amount = from { $before } to { $after }{ $known ->
    [yes] {" "}({ $change })
   *[no] {""}
 }
mail-page-named = names a watched brand
mail-page-clauses = { $named ->
    [yes] { $count ->
        [one] clause concerned: { $clauses }
       *[other] { $count } clauses concerned: { $clauses }
     }
   *[no] { $count ->
        [one] one clause concerned
       *[other] { $count } clauses concerned
     }
 }
mail-clause = { $fate ->
    [added] clause added
    [removed] clause removed
   *[reworded] clause reworded
 }
mail-clause-untitled = Outside any numbered clause
mail-clause-period = { $sense ->
    [falls] a period falls from { $before } to { $after }
   *[rises] a period rises from { $before } to { $after }
 }
mail-clause-time = { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
     }
    [days] { $count ->
        [one] { $count } day
       *[other] { $count } days
     }
    [weeks] { $count ->
        [one] { $count } week
       *[other] { $count } weeks
     }
    [months] { $count ->
        [one] { $count } month
       *[other] { $count } months
     }
   *[years] { $count ->
        [one] { $count } year
       *[other] { $count } years
     }
 }
mail-clause-amount = an amount goes from { $before } to { $after }
mail-clause-negation = { $sense ->
    [added] a negation appears: it may now say the contrary
   *[removed] a negation disappears: it may now say the contrary
 }
mail-clause-duty = { $sense ->
    [added] a duty appears
   *[removed] a duty disappears
 }
mail-page-effective = effective date given: { $date }
mail-page-availability = availability: { $before }, then { $after }
mail-page-certificate = { $days ->
    [0] its certificate ends in less than a day, on { $until }
    [one] its certificate ends in { $days } day, on { $until }
   *[other] its certificate ends in { $days } days, on { $until }
 }
mail-page-slow = slow: its answer took { $seconds } s to begin, and others before it took long
mail-page-noindex = asks search engines not to show it
mail-availability = { $word ->
    [in-stock] in stock
    [out-of-stock] sold out
    [on-order] on order
    [discontinued] discontinued
   *[limited] in limited supply
 }

mail-health-about = { $state ->
    [online] Your sites
    [down] Your sites
    [odd] Your sites
   *[other] Health of the watch
 }
mail-health-headline = { $state ->
    [cut] The network of the watch seems to be cut
    [back] { $count ->
        [one] One source is being read again
       *[other] { $count } sources are being read again
    }
    [online] { $count ->
        [one] Your site answers again as it should
       *[other] { $count } of your sites answer again as they should
    }
    [down] { $count ->
        [one] Your site is down
       *[other] { $count } of your sites are down or do not show what is expected there
    }
    [odd] { $count ->
        [one] Your site does not show what is expected there
       *[other] { $count } of your sites do not show what is expected there
    }
    [silent] { $count ->
        [one] One source publishes nothing any more
       *[other] { $count } sources publish nothing any more
    }
   *[blind] { $count ->
        [one] One source is no longer being read
       *[other] { $count } sources are no longer being read
    }
 }
mail-health-lead = { $state ->
    [cut] Nothing that the watch asks can be reached, so its own network is probably cut. What is said meanwhile is read when it is back, under its own date.
    [back] The watch sees again what it should see ({ $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    } in all).
    [online] The last check went well.
    [down] Several checks in a row failed: your visitors are probably affected.
    [odd] An answer comes, but several checks in a row did not find what is expected in it.
    [silent] Reading still works, but nothing new has appeared for much longer than usual.
   *[blind] What is said there escapes the watch ({ $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    } in all). The others are read as usual.
 }
mail-health-blind = { $state ->
    [down] What the check says
    [odd] What the check says
    [silent] Publish nothing any more
   *[other] No longer being read
 }
mail-health-recovered = { $state ->
    [online] Restored
    [down] Restored
    [odd] Restored
   *[other] Being read again
 }
mail-health-next = The watch keeps trying, and will tell you when they answer again.
mail-health-next-site = The checks go on; you will be told as soon as they go well again.
mail-health-next-gone = A source that is gone for good is no longer asked: give its new address in the configuration (“vigie discover” helps to find it), or remove it.
mail-health-next-silent = Where a silent source has moved or stopped, give its new address in the configuration, or remove it.

mail-test-subject = [INFO] Test mail: the way works
mail-test-about = Test
mail-test-headline = This mail has arrived
mail-test-lead = Written on { $at }, your time. Alerts and digests will come the same way.
mail-test-next = If this mail was among the junk, mark its sender as safe: an alert must not end there.

mail-footer = Written by vigie, instance { $instance }
mail-footer-incident = Alert no. { $number }
