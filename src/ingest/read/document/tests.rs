//! Pages of all sorts, and what is read of them.

use url::Url;

use super::*;

fn read(source: &str) -> Document {
    let url = Url::parse("https://journal.example/2026/03/acme").unwrap();
    document(&Input { bytes: source.as_bytes(), content_type: Some("text/html; charset=utf-8"), url: &url, text: None })
}

#[track_caller]
fn check(source: &str, kind: &str, want: &str) {
    let page = read(source);
    assert_eq!((page.kind.as_str(), page.text.as_str()), (kind, want));
}

const FIRST: &str =
    "Des clients attendent depuis trois mois un remboursement que la société avait promis pour janvier.";
const SECOND: &str = "Acme n’a pas souhaité répondre à nos questions, et renvoie à ses conditions générales de vente.";

fn article(inside: &str) -> String {
    format!(
        "<html><head><title>Acme | Le Journal</title></head><body><nav><a href=/>Accueil</a> <a href=/a>À la une</a></nav>\
         <header><p>Le journal de la ville et de ses environs, tous les matins dans votre boîte aux lettres.</p></header>\
         <article><h1>Acme ne rembourse pas</h1><p class=byline>Par Zoé Martin</p><p>{FIRST}</p>{inside}<p>{SECOND}</p>\
         </article><aside><p>Le temps qu’il fera demain dans toute la région, avec les prévisions de la semaine.</p></aside>\
         <footer><p>Mentions légales, plan du site, abonnements et publicité : écrivez à la rédaction du journal.</p></footer>\
         </body></html>"
    )
}

#[test]
fn the_body_is_read_without_what_stands_round_it() {
    check(&article(""), "article", &format!("{FIRST}\n{SECOND}"));
}

#[test]
fn captions_calls_and_other_stories_are_left_out() {
    for beside in [
        "<figure><img src=a><figcaption>Le siège d’Acme, à Lyon, photographié la semaine dernière.</figcaption></figure>",
        "<p>Abonnez-vous à notre <a href=/n>lettre du matin</a></p>",
        "<div class='related-articles'><p>Le concurrent d’Acme se porte bien, et le dit volontiers à qui veut l’entendre.</p></div>",
        "<div class=wp-caption>Photo : Agence</div>",
        "<h3>À lire aussi</h3><ul><li><a href=/b>Le concurrent d’Acme se porte bien</a></ul>",
        "<p>Lire aussi : <a href=/b>Le concurrent d’Acme se porte bien</a></p>",
        "<div id=comments><p>Moi aussi j’attends, c’est une honte et personne ne répond jamais au téléphone.</p></div>",
        "<p>Advertisement</p>",
        "<p>Zoé Martin/AFP</p>",
        "<p>Un client devant le siège d’Acme (AP Photo/Zoé Martin)</p>",
    ] {
        check(&article(beside), "article", &format!("{FIRST}\n{SECOND}"));
    }
}

#[test]
fn what_asks_for_consent_is_no_article_though_the_body_is_hidden_behind_it() {
    let asks =
        "Avec votre accord, nos partenaires et nous utilisons des cookies pour stocker des données personnelles. "
            .repeat(9);
    let body = format!("<p>{FIRST}</p><p>{SECOND}</p>");
    for (hidden, want) in [("", format!("{FIRST}\n{SECOND}")), (" style='display: none'", format!("{FIRST}\n{SECOND}"))]
    {
        let page = format!(
            "<title>T</title><div id=cmpbox class=cmpboxWelcomeGDPR><p>{asks}</p></div><main><h1>Acme</h1>\
             <div id=articleBody{hidden}>{body}</div></main>"
        );
        check(&page, "article", &want);
    }
    let all = format!("<title>T</title><div id=didomi-host><p>{asks}</p></div>");
    check(&all, "article", asks.trim_end());
}

#[test]
fn what_a_post_is_filed_under_does_not_silence_it_under_many_comments() {
    let comment =
        format!("<li class=comment><p>{}</p></li>", "Bravo pour cette recette, que j’ai faite dimanche. ".repeat(4));
    let page = format!(
        "<title>T</title><div class='post-7 type-post category-popular-recipes tag-newsletter'><h1>Acme</h1>\
         <div class=entry-content><p>{FIRST}</p><p>{SECOND}</p></div></div><ol id=comments>{}</ol>",
        comment.repeat(30)
    );
    check(&page, "article", &format!("{FIRST}\n{SECOND}"));
}

#[test]
fn the_lead_before_the_body_is_read_with_it() {
    let lead = "Acme a reconnu lundi avoir perdu les dossiers de milliers de clients.";
    let page = |class: &str| {
        let (first, second) = (format!("<p>{FIRST}</p>").repeat(3), format!("<p>{SECOND}</p>"));
        read(&format!(
            "<title>T</title><article><h1>Acme</h1><p class={class}>{lead}</p><div class=article-body>{first}{second}</div>"
        ))
    };
    for class in ["fig-chapo", "article__lead", "articleStandfirst"] {
        assert!(page(class).text.as_str().starts_with(lead), "{class}");
    }
    assert!(page("leaderboard").text.as_str().starts_with(FIRST));
}

#[test]
fn a_sentence_of_the_article_may_tell_of_signing_up() {
    let told = "Elle a écrit à son agent : « Please sign up for <a href=/acme>Acme</a>, so we have a place to collaborate; here \
                is the invite link that the company sent to all of its customers on Monday, before the outage began, and to nobody else since. »";
    let text = told.replace("<a href=/acme>", "").replace("</a>", "");
    check(&article(&format!("<p>{told}</p>")), "article", &format!("{FIRST}\n{text}\n{SECOND}"));
    let call = "Un article de la rédaction d’Acme, qui paraît tous les jours à midi, avec toutes les nouvelles de la ville. \
                Sign up for <a href=/n>the letter</a> and read it before everybody else does, on any screen you like.";
    check(&article(&format!("<p>{call}</p>")), "article", &format!("{FIRST}\n{SECOND}"));
}

#[test]
fn sentences_that_resemble_furniture_stay() {
    for told in [
        "« Nous regrettons cette panne », a dit Acme à l’AFP.",
        "Customers who sign up for the Acme plan pay twice as much.",
        "Hackers may get full access to the servers of Acme.",
        "Copyright law is what Acme appeals to.",
    ] {
        check(&article(&format!("<p>{told}</p>")), "article", &format!("{FIRST}\n{told}\n{SECOND}"));
    }
    let last = |line: &str| article("").replace("</article>", &format!("<p>{line}</p></article>"));
    for told in ["By Tuesday, Acme had restored its service.", "— Nous regrettons cette panne, dit-il."] {
        check(&last(told), "article", &format!("{FIRST}\n{SECOND}\n{told}"));
    }
    for signed in ["By Zoé Martin and Max Weber, Le Journal.", "— Zoé Martin"] {
        check(&last(signed), "article", &format!("{FIRST}\n{SECOND}"));
    }
}

#[test]
fn a_first_sentence_may_hold_a_year_or_a_byword() {
    let page = |line: &str| article("").replace("<p class=byline>Par Zoé Martin", &format!("<p>{line}"));
    for told in [
        "Hunderttausende von Kunden warten noch immer.",
        "En 2019, Acme a perdu un procès.",
        "Acme was sold by its founder.",
    ] {
        check(&page(told), "article", &format!("{told}\n{FIRST}\n{SECOND}"));
    }
    for signed in
        ["Publié par Zoé Martin, le 3 mars 2026.", "By Zoe Martin, staff writer, 3 March 2026.", "3 mars 2026"]
    {
        check(&page(signed), "article", &format!("{FIRST}\n{SECOND}"));
    }
}

#[test]
fn short_lines_behind_a_lead_to_another_story_stay() {
    let told = "« Non », dit-elle.";
    let lead = "<p>Lire aussi : <a href=/b>Le rival se porte bien</a></p>";
    check(&article(&format!("{lead}<p>{told}</p>")), "article", &format!("{FIRST}\n{told}\n{SECOND}"));
}

#[test]
fn a_recipe_is_read_with_its_ingredients_and_sells_none_of_its_pans() {
    let data = r#"<script type="application/ld+json">{"@type":"Recipe","name":"Tarte","recipeIngredient":["200 g de beurre Acme"],
        "recipeInstructions":[{"@type":"HowToSection","itemListElement":[{"@type":"HowToStep","text":"Étaler la pâte."},
        {"@type":"HowToStep","text":"Cuire."}]}]}</script>"#;
    let page = read(&format!(
        "<title>Tarte</title>{data}<h1>Tarte</h1><p>{FIRST}</p><p>{SECOND} Étaler la pâte.</p>\
         <ul><li><a href=/p>Poêle</a> <span class=price>54,07 €</span> <button>Ajouter au panier</button></ul>"
    ));
    let want = format!("{FIRST}\n{SECOND} Étaler la pâte.\nPoêle 54,07 €\n200 g de beurre Acme\nCuire.");
    assert_eq!((page.kind, page.offers.len(), page.text.as_str()), (DocumentKind::Article, 0, want.as_str()));
}

#[test]
fn a_recipe_is_signed_and_dated() {
    let data = r#"<script type="application/ld+json">{"@type":"Recipe","name":"Tarte","author":"Lou","datePublished":"2026-03-02"}</script>"#;
    let page = read(&format!("{data}{}", article("")));
    assert_eq!(
        (page.author.unwrap().as_str(), page.published.unwrap().to_string().get(..10)),
        ("Lou", Some("2026-03-02"))
    );
}

#[test]
fn headings_lists_and_links_of_the_article_stay() {
    let own = "<h2>Trois mois d’attente</h2><ul><li>une lettre en janvier ;<li>deux en février.</ul>";
    let want = format!("{FIRST}\nTrois mois d’attente\nune lettre en janvier ;\ndeux en février.\n{SECOND}");
    check(&article(own), "article", &want);
}

#[test]
fn who_is_quoted_in_a_figure_is_read() {
    let quoted = "<figure><blockquote><p>On nous a menti, tout simplement, et pendant trois mois.</p></blockquote>\
                  <figcaption>Zoé Martin, cliente</figcaption></figure>";
    let want = format!("{FIRST}\nOn nous a menti, tout simplement, et pendant trois mois.\n{SECOND}");
    check(&article(quoted), "article", &want);
}

#[test]
fn short_entries_of_a_list_stay_before_the_first_sentence() {
    let source = format!(
        "<body><article><h1>Acme</h1><p>5 mars</p><p>Ce que les clients d’Acme attendent depuis janvier</p>\
         <ul><li>une lettre<li>leur argent</ul><p>{FIRST}</p><p>{SECOND}</p></article>"
    );
    let want =
        format!("Ce que les clients d’Acme attendent depuis janvier\nune lettre\nleur argent\n{FIRST}\n{SECOND}");
    check(&source, "article", &want);
    let typed = format!("<body><article><h1>Acme</h1><p>+ Une lettre<br>+ Leur argent</p><p>{FIRST}</p></article>");
    check(&typed, "article", &format!("+ Une lettre\n+ Leur argent\n{FIRST}"));
}

#[test]
fn lines_that_only_breaks_part_are_read_however_short() {
    let song = "Le vent se lève\nsur la mer\net la barque\ns'en va\nsans retour\nla la la";
    let page = format!("<p>Prénom Nom<br>3 mars 2026</p><p>{}</p>", song.replace('\n', "<br>"));
    check(&format!("<title>Chanson</title><body><div class=post-body>{page}</div>"), "article", song);
    let flour = "300 g de farine<br>1 œuf<br>2 pommes<br>1 pincée de sel<br>Un peu d'eau";
    let page = article("").replace("<p class=byline>Par Zoé Martin", &format!("<p>{flour}"));
    check(&page, "article", &format!("{}\n{FIRST}\n{SECOND}", flour.replace("<br>", "\n")));
}

#[test]
fn a_heading_is_not_silenced_by_an_address_made_of_its_words() {
    let page = article("<h3 id=nav_social_media__0>Sur les réseaux sociaux</h3>");
    check(&page, "article", &format!("{FIRST}\nSur les réseaux sociaux\n{SECOND}"));
    check(&article("<h3 class=nav-title>Sur les réseaux sociaux</h3>"), "article", &format!("{FIRST}\n{SECOND}"));
}

#[test]
fn of_several_articles_the_one_with_the_heading_is_read() {
    let other = "Le concurrent d’Acme se porte bien, et le dit volontiers à qui veut l’entendre. ".repeat(6);
    let others = format!("<article><h2>Autre</h2><p>{other}</p></article>").repeat(3);
    let own = format!("<p>{FIRST}</p><p>{SECOND}</p>").repeat(2);
    let source = format!("<body><div><article><h1>Acme ne rembourse pas</h1>{own}</article>{others}</div>");
    let text = read(&source).text;
    assert!(text.as_str().contains(FIRST) && !text.as_str().contains("se porte bien"), "{text}");
}

#[test]
fn a_page_of_blocks_without_a_name_is_found_by_its_paragraphs() {
    let source = format!(
        "<body><div><ul><li><a href=/>Accueil</a><li><a href=/x>Le reste</a></ul></div><div><div><div>{FIRST}<br><br>{SECOND}</div></div></div>\
         <div><p>Tous droits réservés.</p></div>"
    );
    let text = read(&source).text;
    assert!(text.as_str().contains(FIRST) && text.as_str().contains(SECOND), "{text}");
    assert!(!text.as_str().contains("Accueil"), "{text}");
}

#[test]
fn what_the_page_says_of_itself_gives_title_author_and_date() {
    let data = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Acme ne rembourse pas",
        "author":[{"@type":"Person","name":"Zoé Martin"},{"name":"Al Fox"}],"datePublished":"2026-03-01T08:00:00+01:00"}</script>"#;
    let page = read(&article(data));
    assert_eq!(page.title.as_str(), "Acme ne rembourse pas");
    assert_eq!(page.author.as_ref().map(NetText::as_str), Some("Zoé Martin, Al Fox"));
    assert_eq!(page.published.map(|at| at.to_string()).as_deref(), Some("2026-03-01T07:00:00Z"));
    let metas = "<meta name=author content='Zoé'><meta property=article:published_time content=2026-03-01T08:00:00Z>";
    let page = read(&format!("<html><head>{metas}<title>T</title></head><body><h1>Acme</h1>"));
    assert_eq!((page.title.as_str(), page.author.as_ref().map(NetText::as_str)), ("Acme", Some("Zoé")));
    assert_eq!(page.published.map(|at| at.to_string()).as_deref(), Some("2026-03-01T08:00:00Z"));
}

#[test]
fn of_several_names_a_page_has_the_one_that_its_title_bears() {
    let check = |head: &str, h1: &str, want: &str| {
        let page = read(&format!("<html><head>{head}</head><body><h1>{h1}</h1><p>{FIRST}</p>"));
        assert_eq!(page.title.as_str(), want, "{head}");
    };
    let data = r#"<script type="application/ld+json">{"@type":"Article","name":"New Zealand","headline":"a country"}</script>"#;
    check(&format!("<title>New Zealand - Wikipedia</title>{data}"), "New Zealand", "New Zealand");
    let data =
        r#"<script type="application/ld+json">{"@type":"Article","name":"x1","headline":"Acme recalls"}</script>"#;
    check(&format!("<title>Acme recalls | Site</title>{data}"), "Site", "Acme recalls");
    let alike = "<meta property=og:title content='The Site - Latest News'>";
    check(&format!("<title>Acme recalls - The Site</title>{alike}"), "Acme recalls", "Acme recalls");
    check(&format!("<title>Acme recalls - Le Site</title>{alike}"), "Le Site", "The Site - Latest News");
    check("<title>A tale - Chapter 1 | Archive</title>", "Archive", "A tale - Chapter 1");
    check("<title>The Site | Acme recalls</title>", "Acme recalls its phones", "Acme recalls its phones");
    let told =
        "<meta property=og:title content='Acme recalls - The Site'><meta property=og:site_name content='The Site'>";
    check(&format!("<title>Acme recalls - The Site</title>{told}"), "The Site", "Acme recalls");
    let told = "<meta property=og:title content='Acme recalls its phones | A site'>";
    check(
        &format!("<title>Acme recalls its phones | A site</title>{told}"),
        "Acme recalls its phones",
        "Acme recalls its phones",
    );
    let told = "<meta property=og:title content='Acme - Recall of phones'>";
    check(&format!("<title>Acme - Recall of phones</title>{told}"), "Acme", "Acme - Recall of phones");
}

#[test]
fn an_article_in_several_boxes_is_read_whole() {
    let long = format!("<p>{SECOND}</p>").repeat(6);
    let boxed = |text: &str| format!("<section><div><div class=n><p>{text}</p></div></div></section>");
    let page = |before: &str, behind: &str| {
        format!(
            "<article><div>{before}<section><div><div class=n>{long}</div></div></section><h2>Why</h2>{behind}</div>
             <div><a href=/a>{FIRST}</a></div><p>Rue des Bouleaux 12, 1000 Bruxelles, téléphone 02 512 34 56, boîte 7</article>"
        )
    };
    let body = format!("{FIRST}\n{}\nWhy\n{FIRST}", [SECOND; 6].join("\n"));
    assert_eq!(read(&page(&boxed(FIRST), &boxed(FIRST))).text.as_str(), body);
}

#[test]
fn what_nobody_sees_is_no_part_of_the_text() {
    let hidden = ["style='display : none'", "style='visibility: hidden'", "hidden", "aria-hidden=true"];
    for how in hidden {
        let page = read(&format!("<article><p>{FIRST}</p><p {how}>{SECOND}</p><p>{FIRST}</p></article>"));
        assert_eq!(page.text.as_str(), format!("{FIRST}\n{FIRST}"), "{how}");
    }
}

#[test]
fn a_page_that_says_no_date_has_that_of_its_address() {
    let check = |address: &str, head: &str, want: Option<&str>| {
        let source = format!("<html><head>{head}</head><body><p>{FIRST}</p>");
        let url = Url::parse(address).unwrap();
        let page = document(&Input { bytes: source.as_bytes(), content_type: None, url: &url, text: None });
        assert_eq!(page.published.map(|at| at.to_string()[..10].to_owned()).as_deref(), want, "{address} {head}");
    };
    check("https://a.example/2018/02/01/title", "", Some("2018-02-01"));
    check("https://a.example/news/2018-02-01-title.html", "", Some("2018-02-01"));
    for none in ["/2018/02/", "/2018/02-01", "/2018/13/41/title", "/9018/02/01/title", "/é018/02/01", "/20180201"] {
        check(&format!("https://a.example{none}"), "", None);
    }
    check("https://a.example/2018/02/01/title", "<meta name=DC.Created content=2017-12-31>", Some("2017-12-31"));
    check("https://a.example/", "<abbr class=published title=2018-02-01>Thursday</abbr>", Some("2018-02-01"));
}

#[test]
fn a_page_that_a_program_draws_is_read_from_its_data() {
    let body = format!("{FIRST} {SECOND} {FIRST}");
    let source = format!(
        r#"<html><body><div id=root></div><script type="application/ld+json">{{"@type":"Article","articleBody":"{body}"}}</script>"#
    );
    check(&source, "article", &body);
}

#[test]
fn a_product_is_described_behind_its_tabs_and_among_its_properties() {
    let said = "Une vis qui tient dans tous les murs, même les plus tendres.";
    let check = |page: &str, want: &str| {
        let url = Url::parse("https://shop.example/product/vis").unwrap();
        let bytes = page.as_bytes();
        let page = document(&Input { bytes, content_type: Some("text/html; charset=utf-8"), url: &url, text: None });
        assert_eq!(page.text.as_str(), want);
    };
    // A row of tabs begins no section of reviews, nor does the name of a property one of delivery.
    let tabs = "<ul><li><a href=#d>Description</a><li><a href=#r>Reviews (1)</a></ul>";
    check(&format!("<h1>Vis</h1>{tabs}<p>{said}</p>"), &format!("Vis\n{said}"));
    let sent = "<dl><dt>Shipping:</dt><dd>at checkout</dd></dl>";
    check(&format!("<h1>Vis</h1>{sent}<p>{said}</p>"), &format!("Vis\nat checkout\n{said}"));
    // Some shops set the heading beside what they say, in a column that comes last.
    let long = format!("{said} {said} {said}");
    check(&format!("<div><div><p>{long}</p></div><div><h1>Vis</h1></div></div>"), &format!("{long}\nVis"));
    let rows = "<tr><th>A<td>1 m<tr><th>B<td>2 m<tr><th>C<td>3 m<tr><th>D<td>4 m";
    let table = format!("<h1>Vis</h1><p>{said}</p><table>{rows}</table>");
    check(&table, &format!("Vis\n{said}\nA\n1 m\nB\n2 m\nC\n3 m\nD\n4 m"));
    let row = "<div><span>Longueur</span><span>32 mm de bout en bout</span></div>";
    check(&format!("<h1>Vis</h1><p>{said}</p>{row}"), &format!("Vis\n{said}\nLongueur 32 mm de bout en bout"));
}

#[test]
fn a_product_is_read_with_its_folded_description_and_its_reviews_apart() {
    let source = r#"<html><script type="application/ld+json">{"@type":"Product","name":"Vis","offers":{"price":"3.50",
        "priceCurrency":"EUR"},"aggregateRating":{"ratingValue":4,"reviewCount":2},"review":{"author":"Al",
        "reviewBody":"Casse net.","reviewRating":{"ratingValue":1}}}</script><body><main><h1>Vis</h1>
        <div class="tab-panel" style="display:none"><h2>Description</h2><p>Une vis qui tient dans tous les murs, même les plus tendres.</p>
        <ul><li>acier inoxydable<li>tête fraisée</ul></div><h2>Avis clients</h2><p>Casse net au premier tour de clé, je suis très déçu.</p>
        <h2>Vous aimerez aussi</h2><p>Un écrou qui va avec toutes les vis de la maison, ou presque.</p></main>"#;
    let page = read(source);
    assert_eq!(page.kind, DocumentKind::Product);
    let want = "Vis\nDescription\nUne vis qui tient dans tous les murs, même les plus tendres.\nacier inoxydable\ntête fraisée";
    assert_eq!(page.text.as_str(), want);
    assert_eq!(page.offers[0].price.map(|price| price.to_string()).as_deref(), Some("3.50 EUR"));
    assert_eq!((page.posts.len(), page.standing.and_then(|s| s.count)), (1, Some(2)));
}

#[test]
fn a_page_of_few_words_is_all_that_it_says() {
    check("<title>T</title><p>Bonjour", "article", "Bonjour");
    check("", "article", "");
}

#[test]
fn hostile_pages_are_read_in_bounded_time_r7() {
    for source in [
        "<div>".repeat(100_000),
        "<p>a<b>".repeat(100_000),
        "<p class='related share comment'>mot mot mot".repeat(20_000),
        "<a href=x>mot</a> ".repeat(50_000),
        "<div itemscope itemtype=Product><p itemprop=offers itemscope>".repeat(10_000),
        "<script type='application/ld+json'>[{\"@type\":\"Product\",\"offers\":[".repeat(10_000),
        format!("<h1>x</h1>{}<button>buy now</button>", "<p class=price>1 €".repeat(20_000)),
        "\u{202e}\u{0}<![CDATA[<!--".repeat(1_000),
    ] {
        let page = read(&source);
        assert!(page.offers.len() <= 500 && page.posts.len() <= 1_000);
    }
}
