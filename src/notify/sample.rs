//! One notice of each kind, for tests: a bad Saturday of the Bistrot Lumen.

use crate::model::{
    AlertFacts, BrandFigures, BrandTrends, ChangeKind, ChangeReason, Coverage, CurvePoint, DAY_MS, DiffPart,
    DigestFacts, DigestPeriod, Field, Finding, HOUR_MS, HealthFacts, IncidentId, IncidentLine, IncidentState, Language,
    Locale, MINUTE_MS, MentionId, Message, NetText, NewChange, NewVoice, Notice, NoticeDraft, NoticeId, PageLine,
    Priority, Quote, Relayed, RisingTopic, Role, Severity, SourceLine, SourceStatus, Stage, StoryLine, Timestamp,
    ToneLabel, TrendKind, Trigger, VoiceKind, message_id,
};

/// 21 November 2026, 14:40 in Paris.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_795_268_400_000);

/// The opening of a crisis.
pub(crate) fn alert(locale: Locale) -> Notice {
    staged(locale, Stage::Opened)
}

/// A crisis at a stage.
pub(crate) fn staged(locale: Locale, stage: Stage) -> Notice {
    let topic = match stage {
        Stage::Opened => "i12.open".to_owned(),
        Stage::Update(number) => format!("i12.u{number}"),
        Stage::Closed => "i12.end".to_owned(),
    };
    let mut notice = notice(locale, &topic, Priority::High, Message::Alert(Box::new(alert_facts(stage))));
    notice.draft.incident = Some(IncidentId(12));
    if stage != Stage::Opened {
        notice.draft.root_message_id = Some(message_id("maison", "i12.open", "crise@lumen.example", "lumen.example"));
    }
    if stage == Stage::Closed {
        notice.created_at = NOW.plus_millis(190 * MINUTE_MS);
    }
    notice
}

/// A digest with something in every section.
pub(crate) fn digest(locale: Locale, period: DigestPeriod) -> Notice {
    let topic = format!("{}.2026-11-21", period.as_str());
    notice(locale, &topic, Priority::Low, Message::Digest(Box::new(digest_facts(period))))
}

/// A digest of a day on which nothing was said.
pub(crate) fn quiet(locale: Locale) -> Notice {
    let mut facts = digest_facts(DigestPeriod::Daily);
    facts.brands.truncate(1);
    facts.brands[0] = figures("Bistrot Lumen", Role::Own, [0, 3, 0, 1, 0]);
    (facts.stories, facts.quotes, facts.incidents, facts.pages, facts.blind) = Default::default();
    facts.trends.clear();
    facts.curve.iter_mut().for_each(|point| (point.mentions, point.negative) = (0, 0));
    facts.coverage = Coverage { expected: 1_440, succeeded: 1_440 };
    notice(locale, "daily.2026-11-21", Priority::Low, Message::Digest(Box::new(facts)))
}

/// Two sources that are no longer read, one that is again.
pub(crate) fn health(locale: Locale) -> Notice {
    let facts = HealthFacts {
        blind: vec![blind("Avis en ligne", SourceStatus::Blocked), blind("Gazette", SourceStatus::SelectorLost)],
        recovered: vec!["Forum des gourmets".to_owned()],
        sources: 42,
        outage: false,
        own_sites: false,
        page_url: Some("https://vigie.lumen.example/sources".to_owned()),
    };
    notice(locale, "health.1795268400", Priority::Normal, Message::Health(Box::new(facts)))
}

/// A shop of one's own that sends its visitors away.
pub(crate) fn site(locale: Locale) -> Notice {
    let down = SourceLine {
        detail: Some("the server answered 502".to_owned()),
        url: Some("https://boutique.lumen.example/".to_owned()),
        ..blind("Notre boutique", SourceStatus::Unreachable)
    };
    let facts = HealthFacts {
        blind: vec![down],
        recovered: Vec::new(),
        sources: 42,
        outage: false,
        own_sites: true,
        page_url: Some("https://vigie.lumen.example/sources".to_owned()),
    };
    notice(locale, "site.1795268400", Priority::Normal, Message::Health(Box::new(facts)))
}

/// A feed that is gone for good, and one that says nothing any more.
pub(crate) fn quiet_sources(locale: Locale) -> Notice {
    let facts = HealthFacts {
        blind: vec![
            SourceLine {
                detail: Some("410 Gone: the publisher says that it will not come back".to_owned()),
                ..blind("Gazette", SourceStatus::Gone)
            },
            SourceLine {
                detail: Some("nothing new for 21 days, although it used to publish more often".to_owned()),
                since: None,
                ..blind("Blog du chef", SourceStatus::Silent)
            },
        ],
        recovered: Vec::new(),
        sources: 42,
        outage: false,
        own_sites: false,
        page_url: None,
    };
    notice(locale, "health.1795268401", Priority::Normal, Message::Health(Box::new(facts)))
}

fn notice(locale: Locale, topic: &str, priority: Priority, message: Message) -> Notice {
    let recipient = "crise@lumen.example";
    Notice {
        id: NoticeId(1),
        attempts: 0,
        created_at: NOW,
        draft: NoticeDraft {
            topic: topic.to_owned(),
            message_id: message_id("maison", topic, recipient, "lumen.example"),
            root_message_id: None,
            incident: None,
            recipient: recipient.to_owned(),
            locale,
            time_zone: "Europe/Paris".to_owned(),
            due_at: NOW,
            priority,
            message,
        },
    }
}

fn alert_facts(stage: Stage) -> AlertFacts {
    let finding = Finding {
        at: NOW,
        trigger: Trigger::Both,
        severity: Severity::Critical,
        window_minutes: 40,
        mentions: 41,
        stories: 35,
        negative: 34,
        expected: 3.9,
        expected_low: 1.0,
        expected_high: 8.0,
        usual_negative_share: 0.12,
        z: 7.4,
        return_days: 2_400.0,
        coverage: 0.98,
        learning: false,
        since: NOW.plus_millis(-40 * MINUTE_MS),
    };
    let grown = u32::from(stage != Stage::Opened) * 17;
    AlertFacts {
        brand: "Bistrot Lumen".to_owned(),
        incident: IncidentId(12),
        stage,
        severity: Severity::Critical,
        opened_at: NOW,
        finding,
        total_mentions: 41 + grown,
        total_negative: 34 + grown,
        total_stories: 35,
        first: Some(quotes(NOW).remove(0)),
        quotes: quotes(NOW),
        stories: vec![StoryLine {
            title: "Intoxication alimentaire : le Bistrot Lumen ferme sa terrasse".into(),
            url: Some("https://gazette.example/lumen".to_owned()),
            source_name: "La Gazette du quartier".to_owned(),
            first_seen_at: NOW.plus_millis(-25 * MINUTE_MS),
            pickups: 6,
            outlets: 4,
            negative: 5,
        }],
        curve: curve(NOW.hour_start().plus_millis(HOUR_MS), 48, HOUR_MS),
        coverage: Coverage { expected: 240, succeeded: 235 },
        blind: vec![blind("Avis en ligne", SourceStatus::Blocked)],
        told: vec!["Camille".to_owned(), "Équipe de crise".to_owned()],
        acknowledged: (stage != Stage::Opened).then(|| ("Camille".to_owned(), NOW.plus_millis(6 * MINUTE_MS))),
        page_url: Some("https://vigie.lumen.example/incidents/12".to_owned()),
        ack_url: Some("https://vigie.lumen.example/incidents/12/take-on?key=abc&to=1".to_owned()),
    }
}

fn digest_facts(period: DigestPeriod) -> DigestFacts {
    let (length, points, step) =
        if period == DigestPeriod::Daily { (DAY_MS, 24, HOUR_MS) } else { (7 * DAY_MS, 7, DAY_MS) };
    let midnight = NOW.plus_millis(-14 * HOUR_MS - 40 * MINUTE_MS);
    DigestFacts {
        period,
        from: midnight.plus_millis(-length),
        to: midnight,
        brands: vec![
            figures("Bistrot Lumen", Role::Own, [58, 12, 34, 2, 9]),
            figures("Brasserie du Port", Role::Competitor, [31, 35, 4, 4, 12]),
            figures("Cantine Ardoise", Role::Competitor, [11, 11, 1, 0, 3]),
            figures("restauration", Role::Sector, [1_204, 1_180, 140, 131, 300]),
        ],
        stories: vec![StoryLine {
            title: "Le Bistrot Lumen ouvre une seconde adresse".into(),
            url: Some("https://gazette.example/seconde".to_owned()),
            source_name: "La Gazette du quartier".to_owned(),
            first_seen_at: midnight.plus_millis(-9 * HOUR_MS),
            pickups: 12,
            outlets: 9,
            negative: 0,
        }],
        quotes: quotes(midnight),
        trends: vec![trends(midnight)],
        incidents: vec![IncidentLine {
            incident: IncidentId(12),
            brand: "Bistrot Lumen".to_owned(),
            severity: Severity::Critical,
            state: IncidentState::Closed,
            opened_at: midnight.plus_millis(-10 * HOUR_MS),
            closed_at: Some(midnight.plus_millis(-7 * HOUR_MS)),
            mentions: 58,
        }],
        pages: vec![PageLine {
            source_name: "Brasserie du Port, la carte".to_owned(),
            url: "https://port.example/carte".to_owned(),
            at: midnight.plus_millis(-4 * HOUR_MS),
            change: NewChange {
                kind: ChangeKind::Price,
                importance: 0.9,
                reasons: vec![
                    ChangeReason::Amount {
                        before: "19.50 €".into(),
                        after: "17.90 €".into(),
                        change: Some(-1.6 / 19.5),
                    },
                    ChangeReason::Share { share: 0.04 },
                ],
                diff: vec![
                    DiffPart::Skipped,
                    DiffPart::Same("Menu du midi".into()),
                    DiffPart::Removed("19,50 €".into()),
                    DiffPart::Added("17,90 €".into()),
                    DiffPart::Same("du mardi au".into()),
                    DiffPart::Removed("vendredi".into()),
                    DiffPart::Added("samedi".into()),
                    DiffPart::Skipped,
                ],
            },
        }],
        curve: curve(midnight, points, step),
        coverage: Coverage { expected: 1_440, succeeded: 1_402 },
        blind: vec![blind("Avis en ligne", SourceStatus::Blocked)],
        page_url: Some("https://vigie.lumen.example/".to_owned()),
    }
}

fn trends(midnight: Timestamp) -> BrandTrends {
    let topic = |term: &str, companions: &[&str], [stories, outlets, mentions, negative]: [u32; 4]| RisingTopic {
        kind: TrendKind::Words,
        term: term.into(),
        companions: companions.iter().map(|&word| word.into()).collect(),
        stories,
        outlets,
        expected: 0.3,
        g2: 41.2,
        z: 4.1,
        mentions,
        negative,
        positive: 0,
        quotes: quotes(midnight).into_iter().take(1).collect(),
    };
    BrandTrends {
        brand: "Bistrot Lumen".to_owned(),
        stories: 46,
        past_stories: 61,
        rising: vec![
            topic("intoxication", &["malades dans la nuit", "fermeture"], [17, 9, 29, 26]),
            topic("#lumengate", &[], [6, 4, 8, 7]),
        ],
        voices: vec![NewVoice {
            kind: VoiceKind::Outlet,
            name: "gazette.example".into(),
            mentions: 4,
            negative: 3,
            first_at: midnight.plus_millis(-5 * HOUR_MS),
        }],
        relayed: vec![Relayed {
            outlet: "gourmets.example".into(),
            stories: 2,
            relays: 11,
            title: "Malades après un dîner au Bistrot Lumen".into(),
            url: Some("https://gourmets.example/t/1".to_owned()),
        }],
    }
}

fn figures(brand: &str, role: Role, [mentions, before, negative, negative_before, positive]: [u32; 5]) -> BrandFigures {
    BrandFigures {
        brand: brand.to_owned(),
        role,
        mentions,
        mentions_before: Some(before),
        stories: mentions,
        negative,
        negative_before: Some(negative_before),
        positive,
    }
}

fn blind(name: &str, status: SourceStatus) -> SourceLine {
    let since = NOW.plus_millis(-5 * HOUR_MS);
    SourceLine {
        name: name.to_owned(),
        status,
        detail: Some("Cloudflare answered 403".to_owned()),
        since: Some(since),
        last_ok: Some(since.plus_millis(-5 * MINUTE_MS)),
        url: None,
    }
}

fn curve(end: Timestamp, points: i64, step: i64) -> Vec<CurvePoint> {
    let start = end.plus_millis(-points * step);
    let point = |i: i64| {
        let mentions = match points - 1 - i {
            0 => 27,
            1 => 19,
            2 => 6,
            _ => u32::try_from(i * 7 % 5).unwrap_or(0),
        };
        let negative = if mentions > 5 { mentions * 4 / 5 } else { mentions / 3 };
        CurvePoint { start: start.plus_millis(i * step), mentions, negative }
    };
    (0..points).map(point).collect()
}

fn quotes(end: Timestamp) -> Vec<Quote> {
    let quote = |id: i64, text: &str, title: &str, author: Option<&str>, source: &str| {
        let span = |word: &str| text.find(word).map(|at| (at, at + word.len()));
        Quote {
            mention: MentionId(id),
            text: text.into(),
            brand_spans: ["Bistrot Lumen", "Lumen"].into_iter().find_map(span).into_iter().collect(),
            tone_spans: ["malades", "arnaque", "honteux"].into_iter().filter_map(span).collect(),
            title: title.into(),
            url: Some(format!("https://forum.example/t/{id}")),
            source_name: source.to_owned(),
            author: author.map(NetText::from),
            at: end.plus_millis(-(38 - id * 5) * MINUTE_MS),
            language: Language::Fr,
            tone: ToneLabel::Negative,
            confidence: 0.87,
            judged_by: None,
            field: Field::Text,
        }
    };
    vec![
        quote(
            1,
            "Nous étions six à table samedi, quatre ont été malades dans la nuit. Au Bistrot Lumen, personne ne répond.",
            "Malades après un dîner au Bistrot Lumen",
            Some("gourmet75"),
            "Forum des gourmets",
        ),
        quote(
            2,
            "Le menu à 39 € du Lumen est une arnaque : trois plats sur cinq manquaient, et c'est honteux.",
            "Avis : Bistrot Lumen",
            None,
            "Avis en ligne",
        ),
    ]
}
