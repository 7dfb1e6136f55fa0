//! F55: what a page is taken to do by itself before anything is known of it, by the kind of the change.

use super::*;

const DAY: i64 = 1_440;

/// Served for a week, of which what `at` says is put into the page.
#[track_caller]
fn told(at: impl Fn(i64) -> String, want: &[ChangeKind]) {
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(7 * 24, |minute| page(&at(minute))).check(want);
}

/// The first before noon of the third day, the second from then on.
fn once<'t>(minute: i64, before: &'t str, after: &'t str) -> &'t str {
    if minute < 2 * DAY + 720 { before } else { after }
}

#[test]
fn f55_another_text_in_a_box_is_for_the_weekly_digest_the_first_time_already() {
    let voice = |minute| once(minute, "<p>Un accueil en or.</p><p>Karine", "<p>On y retourne.</p><p>Joel");
    told(|minute| format!("<div class=vo>{}</p></div>", voice(minute)), &[ChangeKind::Watched]);
}

#[test]
fn another_text_below_its_label_its_question_or_at_length_is_told() {
    let both = [ChangeKind::Watched, ChangeKind::Text];
    let terms = |minute| once(minute, "Secteur un", "Conventions annulées");
    told(|minute| format!("<dl><dt>Honoraires</dt><dd>{}</dd></dl>", terms(minute)), &both);
    let row = |minute| once(minute, "Nordhost, Helsinki", "Cloudmere, Dublin");
    told(|minute| format!("<table><tr><th>Hébergeur</th><td>{}</td></tr></table>", row(minute)), &both);
    let answer = |minute| once(minute, "Oui, sans frais.", "Avec un préavis de trois mois.");
    told(|minute| format!("<details open><summary>Et partir ?</summary><p>{}</p></details>", answer(minute)), &both);
    let long = "Les comptes de la société ont été certifiés en mars, et le bilan de l'année sera publié à l'été.";
    let withdrawn = |minute| once(minute, long, "Ce passage n'est plus en ligne.");
    told(|minute| format!("<section><div class=z>{}</div></section>", withdrawn(minute)), &both);
}

#[test]
fn hours_limits_names_stocks_and_rates_are_facts_wherever_they_stand() {
    let check = |around: &str, before: &str, after: &str, kind| {
        told(|minute| around.replace("{}", once(minute, before, after)), &[ChangeKind::Watched, kind]);
    };
    let table = "<table><tr><td>Lundi</td><td>{}</td></tr></table>";
    check(table, "8 h 30 – 19 h", "9 h 30 – 17 h", ChangeKind::Figure);
    check(table, "9am to 6pm", "10am to 5pm", ChangeKind::Text);
    let plans = "<table><tr><td>Postes</td><td>1</td><td>{}</td><td>25</td></tr></table>";
    check(plans, "5", "3", ChangeKind::Figure);
    let sheet = "<article><h3>Lampe {}</h3><p>129,00 €</p><p>Livrée en point relais</p></article>";
    check(sheet, "Orion 3", "Orion 4", ChangeKind::Figure);
    let stock = "<article><h3>Lampe Orion</h3><p>129,00 €</p><p class=st>{}</p></article>";
    check(stock, "En stock", "Sur commande, six semaines", ChangeKind::Text);
    let rate = "<figure><b>{}</b><figcaption>TAEG fixe, de 12 à 60 mois</figcaption></figure>";
    check(rate, "4,15 %", "5,40 %", ChangeKind::Price);
    check("<p>La collecte se tiendra {} au gymnase.</p>", "samedi 28 mars", "samedi 4 avril", ChangeKind::Text);
}

#[test]
fn an_entry_that_keeps_its_subject_is_told_whatever_it_costs_now() {
    let list = |fee: &str| format!("<ul><li>Deposit: five weeks' rent<li>{fee}<li>Pets by agreement</ul>");
    let both = [ChangeKind::Watched, ChangeKind::Text];
    told(|minute| list(once(minute, "No fee for references", "References: £45 a person")), &both);
}

#[test]
fn f55_a_table_of_rates_tells_no_price_and_a_list_of_prices_in_several_currencies_does() {
    let rates = |minute: i64| {
        let day = (minute + 500) / DAY;
        let row =
            |(i, name): (i64, &&str)| format!("<tr><th>{name}</th><td>1,{:04}</td></tr>", 843 + 97 * i + day * 37 % 90);
        format!("<table>{}</table>", (0..).zip(&["USD", "GBP", "CHF"]).map(row).collect::<String>())
    };
    told(rates, &[ChangeKind::Watched]);
    let prices = |minute| once(minute, "<li>39 €<li>43 $<li>35 £", "<li>49 €<li>53 $<li>45 £");
    told(|minute| format!("<ul>{}</ul>", prices(minute)), &[ChangeKind::Watched, ChangeKind::Price]);
}

#[test]
fn f55_a_list_in_ranks_changes_places_by_itself() {
    let league = |minute: i64| {
        let round = usize::try_from((minute + 500) / (2 * DAY)).unwrap();
        let names = ["Vannes", "Avranches", "Pau", "Laval"];
        let row =
            |i: usize| format!("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", i + 1, names[(i + round) % 4], 44 - i);
        format!("<table>{}</table>", (0..4).map(row).collect::<String>())
    };
    told(league, &[ChangeKind::Watched]);
}

#[test]
fn f55_the_same_words_of_a_short_line_are_told_once_and_others_of_it_again() {
    let sign = |minute: i64| {
        let day = usize::try_from((minute + 500) / (2 * DAY)).unwrap();
        format!("<div>Permanence : docteur {}</div>", ["Lemoine", "Hallier", "Ferrand", "Ortega"][day])
    };
    told(sign, &[ChangeKind::Watched, ChangeKind::Text]);
}

#[test]
fn f54_headings_that_are_numbered_are_no_news() {
    let heads = |numbers: [&str; 3]| {
        let head = |(number, text): (&str, &str)| format!("<h3>{number}{text}</h3><p>Un mot de {text}.</p>");
        numbers.into_iter().zip(["Livraison", "Paiement", "Retours"]).map(head).collect::<String>()
    };
    told(|minute| heads(if minute < 3 * DAY { [""; 3] } else { ["1. ", "2. ", "3. "] }), &[ChangeKind::Watched]);
}

#[test]
fn f55_a_notice_for_the_day_alone_is_gone_before_it_is_told() {
    let notice = |minute: i64| {
        let is_day = (8 * 60..17 * 60).contains(&(minute % DAY)) && minute / DAY % 2 == 1;
        if is_day { "<div class=avis>Circulation alternée rue Haute</div>" } else { "" }.to_owned()
    };
    told(notice, &[ChangeKind::Watched]);
}

/// A list of links, a text with links and headings, told of once a dress came on the third day.
#[track_caller]
fn dressed(dress: impl Fn(&str) -> String, want: &[ChangeKind]) {
    let plain = page(
        "<ul><li><a href=/a>Toutes nos boutiques</a><li><a href=/b>Les ateliers</a><li><a href=/c>Le carnet</a>\
         <li><a href=/d>Nous écrire</a><li><a href=/e>La presse</a></ul><h2>Livraison</h2><p>Chez vous, ou en <a href=/r>point \
         relais</a> près du travail.</p><h2>Paiement</h2><p>Par carte.</p><h2>Retours</h2><p>Sous un mois.</p><h2>Garantie</h2>\
         <p>Deux ans.</p>",
    );
    let mut watched = Watched::new(WatchFor::Text);
    let at = |minute: i64| if minute < 3 * DAY { plain.clone() } else { dress(&plain) };
    watched.hours(6 * 24, at).check(want);
}

#[test]
fn f54_the_same_words_at_one_end_of_many_lines_are_layout() {
    let only = [ChangeKind::Watched];
    dressed(|text| text.replace("</a>", " (s'ouvre ailleurs)</a>"), &only);
    dressed(|text| text.replace("<li><a", "<li>Nouveau : <a"), &only);
    dressed(|text| text.replace("</h2>", " – mis à jour le 3 mars 2026</h2>"), &only);
    let lettered = |text: &str| {
        ["a", "b", "c", "d"]
            .iter()
            .fold(text.to_owned(), |text, letter| text.replacen("<h2>", &format!("<h2 >{letter}) "), 1))
    };
    dressed(lettered, &only);
}

#[test]
fn a_word_that_says_a_fact_of_many_lines_is_no_layout_and_one_line_is_no_many() {
    let both = [ChangeKind::Watched, ChangeKind::Text];
    dressed(|text| text.replace("</h2>", " : interrompue</h2>"), &both);
    dressed(|text| text.replace("Les ateliers", "Les ateliers du soir et du samedi"), &[ChangeKind::Watched]);
    dressed(|text| text.replace("Par carte.", "Par carte, en trois fois."), &both);
}

#[test]
fn f54_terms_in_the_rows_of_a_table_say_what_they_said_in_a_list() {
    let terms = "<dl><dt>Arrivée</dt><dd>Dès 15 h</dd><dt>Animaux</dt><dd>Bienvenus</dd></dl>";
    let rows = "<table><tr><th>Arrivée</th><td>Dès 15 h</td></tr><tr><th>Animaux</th><td>Bienvenus</td></tr></table>";
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(6 * 24, |minute| page(if minute < 3 * DAY { terms } else { rows })).check(&[ChangeKind::Watched]);
}

#[test]
fn a_link_round_much_of_the_page_is_no_link() {
    let rows = |days: i64| {
        let own = [1, 2, 3, 4, 5, 6, 7, 8].map(|n| format!("<p>Engagement n° {n} de la maison, tenu.</p>")).concat();
        page(&format!("<a href=/x><div>{own}<p>Le préavis est porté à {days} jours.</p></div></a>"))
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(48, |_| rows(30)).check(&[ChangeKind::Watched]);
    watched.hours(24, |_| rows(60)).check(&[ChangeKind::Figure]);
}

#[test]
fn a_figure_alone_is_known_by_the_term_above_it() {
    let terms = |minute: i64| {
        let (quota, views) = if minute < 2_880 { ("10,000", "10,000") } else { ("2,000", "12,400") };
        (
            page(&format!("<dl><dt>Requests a day</dt><dd>{quota}</dd><dt>Hosted in</dt><dd>Germany</dd></dl>")),
            page(&format!("<dl><dt>Views</dt><dd>{views}</dd><dt>Hosted in</dt><dd>Germany</dd></dl>")),
        )
    };
    let mut watched = Watched::new(WatchFor::Text);
    watched.hours(72, |minute| terms(minute).0).check(&[ChangeKind::Watched, ChangeKind::Figure]);
    Watched::new(WatchFor::Text).hours(72, |minute| terms(minute).1).check(&[ChangeKind::Watched]);
}
