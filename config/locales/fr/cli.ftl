# La ligne de commande.
cli-about = vigie veille sur ce qui se dit d’une marque, et prévient par courriel quand il le faut.
cli-examples =
    Exemples :
      vigie demo                           voir vigie à l’œuvre, sans rien régler
      vigie init                           écrire un premier vigie.toml
      vigie check                          la configuration est-elle juste ?
      vigie run                            veiller
      vigie mentions 'remise NEAR/5 retard' chercher dans ce qui a été trouvé
cli-about-demo = Voir vigie à l’œuvre dans un petit monde à elle
cli-about-init = Écrire une première configuration
cli-about-check = Dire tout ce qui ne va pas dans la configuration, ou ce qu’elle surveille
cli-about-run = Veiller : lire, reconnaître, détecter, prévenir, jusqu’à l’arrêt
cli-about-poll = Lire les sources une fois, sans le service
cli-about-sources = Lister les sources et leur santé
cli-about-pages = Montrer les pages suivies : ce qui y est tenu pour du bruit, ce qui a changé
cli-about-discover = Trouver ce qui peut se lire à une adresse
cli-about-add = Ajouter une source à la configuration
cli-about-mentions = Chercher les mentions avec le langage de requête
cli-about-explain = Dire pourquoi une mention en est une, et d’où vient son ton
cli-about-correct = Dire soi-même le ton d’une mention, ou qu’elle parle d’autre chose ; vigie en apprend
cli-about-retone = Relire l’archive avec ce qui a été appris, et dire ce qui change
cli-about-query = Vérifier une requête, la dire en toutes lettres ou l’essayer sur des textes
cli-about-incidents = Lister les incidents
cli-about-trends = Dire ce qui se dit des marques et ne se disait pas avant
cli-about-ack = Prendre un incident en charge
cli-about-digest = Montrer la synthèse telle qu’elle partirait maintenant
cli-about-test-email = Envoyer un courriel d’essai par le chemin d’une alerte
cli-about-stats = Compter ce que la base contient
cli-about-status = Dire si tout va bien
cli-about-eval = Mesurer ton, langue, modération et récits sur des textes étiquetés
cli-about-analyse = Dire ce que vigie pense de textes : langue, ton, marques, insultes
cli-about-train = Réapprendre les tables du ton, sur des textes étiquetés
cli-about-read = Montrer ce qui serait lu d’un fichier : un flux, une page, un fil de discussion
cli-about-backtest = Passer le détecteur de pics sur une série de comptes
cli-examples-mentions =
    Exemples :
      vigie mentions '"Acme" AND remboursement' --since 7d
      vigie mentions --tone negative --limit 50 --json
cli-examples-analyse =
    Exemples :
      vigie analyse avis.jsonl --brands Acme,Norvane --json
      echo "Merci Acme" | vigie analyse --brands Acme
      vigie analyse export.csv
      zcat messages.jsonl.gz | vigie analyse --stories --json
cli-examples-poll =
    Exemples :
      vigie poll --once
      vigie poll --once --all --json
      vigie poll --once --opml flux.opml --brands marques.txt --state .vigie
cli-examples-sources =
    Exemples :
      vigie sources                            leur santé
      vigie sources expand                     chaque adresse derrière la configuration
      vigie sources presets                    chaque service connu par son nom
      vigie sources probe Reddit               interroger une fois, et dire ce qui a été trouvé
      vigie sources import flux.opml --dry-run
cli-examples-add =
    Exemples :
      vigie add https://www.example.org/feed
      vigie add --preset reddit sub=france,vosfinances
      vigie add --preset discourse url=https://forum.example.org --name Forum --dry-run
cli-usage-unknown = l’option { $given } n’existe pas.
cli-usage-extra = { $given } est de trop.
cli-usage-no-command = il manque une commande.
cli-usage-command = la commande { $given } n’existe pas.
cli-usage-missing = il manque { $given }.
cli-usage-empty = { $given } demande une valeur.
cli-usage-value = { $value } n’est pas une valeur de { $given }.
cli-usage-conflict = { $given } et { $other } ne vont pas ensemble.
cli-usage-other = { $given } : { $why }
cli-usage-meant = Vouliez-vous dire { $meant } ?
cli-usage-allowed = Écrivez : { $allowed }
cli-takes-language = fr ou en
cli-takes-number = un nombre entier
cli-takes-figure = un nombre, comme 24 ou 2.5
cli-takes-time = une durée, comme 90s, 15min ou 30d
cli-takes-tone = négatif, neutre ou positif
cli-usage-see = Voyez { $command } --help.
cli-failed = vigie : { $why }
cli-config-wrong = la configuration n’est pas juste.
cli-config-spoilt = rien n’a été écrit, car la configuration ne serait plus juste.
cli-io-missing = ce fichier ou ce dossier n’existe pas
cli-io-denied = accès refusé
cli-io-full = le disque est plein
cli-io-taken = ce port est déjà pris : donnez-en un autre à `listen` sous [web]
cli-no-config = il n’y a pas de configuration à { $path }. Écrivez-en une avec « vigie init », ou nommez-en une avec --config.
cli-no-database = il n’y a encore rien à lire : { $path } n’existe pas. « vigie run » ou « vigie poll --once » le créent.
cli-no-brand = aucune marque ne s’appelle « { $name } ». Il y a : { $known }.
cli-no-mention = la mention { $id } n’existe pas.
cli-no-recipient = aucun destinataire ne s’appelle « { $name } ».
cli-check-well = { $path } est juste : { $brands ->
    [one] { $brands } marque
   *[other] { $brands } marques
}, { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
}, { $recipients ->
    [one] { $recipients } destinataire
   *[other] { $recipients } destinataires
}. Ensuite : vigie test-email, puis vigie run.
cli-check-proxy = Les sources sont interrogées par le proxy { $proxy }
cli-init-language = Langue des courriels (fr, en) :
cli-init-brand = Nom de la marque :
cli-init-site = Adresse de son site (peut rester vide) :
cli-init-mail = Adresse de la personne à prévenir :
cli-init-relay = Relais SMTP, hôte ou hôte:port (vide : les courriels sont écrits dans des fichiers) :
cli-init-missing = il manque une réponse : { $what } Donnez-la en option (voir vigie init --help).
cli-init-aborted = rien n’a été écrit.
cli-init-exists = { $path } existe déjà ; --force l’écrase.
cli-init-done = { $path } est écrit. Relisez-le, puis : vigie check.
cli-poll-once = « vigie poll » fait une seule passe : écrivez vigie poll --once. Pour veiller sans arrêt : vigie run.
cli-poll-brand = { $path }, ligne { $line } : { $why }
cli-poll-host = « { $host } » n’est pas un hôte : écrivez --allow-hosts 127.0.0.0/8, localhost ou intranet.example:8080.
cli-poll-nothing = il n’y a rien à lire ou rien à reconnaître : la liste OPML doit nommer au moins un flux, et celle des marques au moins une marque, une par ligne.
cli-poll-summary = { $polled ->
    [one] Une source lue
   *[other] { $polled } sources lues
 } en { $seconds } s : { $same ->
    [one] { $same } inchangée
   *[other] { $same } inchangées
 }, { $failed } en échec ; { $items ->
    [one] { $items } nouvel article
   *[other] { $items } nouveaux articles
 }, { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }.
cli-poll-failure = { $name } : { $why }
cli-source = { $name } : { $status } ; { $paged ->
    [yes] page suivie
   *[no] { $items ->
        [one] { $items } article
       *[other] { $items } articles
     }, { $mentions ->
        [one] { $mentions } mention
       *[other] { $mentions } mentions
     }
 }, couverture { $coverage }{ $next ->
    [none] {""}
   *[other] , prochaine lecture dans { $next }
 }
cli-source-ttl = { $ttl } au moins entre deux lectures, à la demande du flux
cli-source-skips = pas de lecture aux heures ou aux jours que le flux désigne
cli-page = { $name } ({ $watch }) : { $state ->
    [new] pas encore lue
    [learning] en apprentissage, { $samples ->
        [one] { $samples } relevé
       *[other] { $samples } relevés
    }
    [pending] un changement attend d’être revu, depuis le { $at }
   *[known] suivie depuis le { $at }, { $samples } relevés
 }
cli-page-noise = laissé de côté : { $kind ->
    [spans] les nombres de
    [text] le texte
    [place] ce qui suit un certain bloc, tel que
    [roll] une liste qui avance d’elle-même, à présent sur
   *[path] tout ce qui est à cet endroit, tel que
 } « { $shown } » ({ $path })
cli-page-change = { $at } : { $kind ->
    [watched] suivie à partir de là
    [price] prix changé
    [offer] offre changée
    [terms] conditions changées
    [figure] chiffre changé
    [layout] mise en page changée, texte identique
    [back] retour à ce qui était dit avant
    [site] site changé
   *[text] texte changé
 }, importance { $importance }{ $told ->
    [daily] {""}
    [weekly] , dans la synthèse de la semaine seulement
   *[no] , pas dans les synthèses
 }
cli-pages-none = aucune page n’est suivie : une source kind = "page" en fait une.
cli-source-expanded = { $name }  [{ $kind }{ $graded ->
    [yes] , note { $grade }
   *[no] {""}
 }, { $format }, { $pace ->
    [sent] reçu à tout moment
    [learnt] cadence apprise
   *[fixed] cadence { $every }
 }]
cli-source-else = sinon { $url } ({ $format })
cli-source-token = avec votre propre jeton
cli-preset = { $kind }  [note { $grade }, cadence { $every }, { $least } au plus vite]  { $keys }
cli-preset-closed = { $kind }  [note { $grade } : ne peut pas se lire]
cli-preset-note = { $note } ({ $evidence }, { $date } ; pas essayé auprès du service lui-même)
cli-no-source = aucune source ne s’appelle « { $name } ». « vigie sources expand » les liste.
cli-preview = { $items ->
    [one] { $items } article
   *[other] { $items } articles
 }, le dernier { $newest }, écart habituel { $rhythm } ; { $matched ->
    [one] { $matched } correspondrait
   *[other] { $matched } correspondraient
 } ({ $brands })
cli-probe-turn = { $name } : son site vient d’être interrogé pour une autre source ; la suite dans { $span }…
cli-probe-sent = rien ne se lit ici : ce qu’un programme y envoie est pris aussitôt
cli-probe-topics = { $topics ->
    [one] { $topics } sujet
   *[other] { $topics } sujets
 } dans la liste
cli-import-file = nommez le fichier à importer : vigie sources import flux.opml
cli-import-private = une machine privée : nommez-la dans fetch.allow_hosts si elle est à vous
cli-import-known = déjà lue
cli-import-preview = { $added ->
    [one] { $added } source serait ajoutée
   *[other] { $added } sources seraient ajoutées
 } à { $path }. Rien n’a été écrit.
cli-import-nothing = Rien à ajouter à { $path }.
cli-import-done = { $added ->
    [one] { $added } source a été ajoutée
   *[other] { $added } sources ont été ajoutées
 } à { $path }. Ensuite : vigie check, puis systemctl reload vigie.
cli-add-waits = Quelqu’un d’autre est en train d’ajouter à { $path } : on l’attend…
cli-add-what = donnez une adresse, ou --preset avec clé=valeur : vigie add --preset reddit sub=france
cli-add-pair = « { $pair } » n’est pas écrit clé=valeur.
cli-add-refused = rien n’a été ajouté, car cette adresse ne serait jamais interrogée : { $why }. Si la machine est à vous, écrivez d’abord ceci sous [fetch] dans la configuration : allow_hosts = ["{ $host }"]
cli-add-preview = Ceci serait ajouté à { $path }. Rien n’a été écrit.
cli-add-done = Ajouté à { $path }. Ensuite : vigie sources probe, puis systemctl reload vigie.
cli-discover-refused = rien n’a pu être regardé : { $why }
cli-discover-itself = l’adresse elle-même
cli-discover-named = nommé par la page
cli-discover-header = nommé par le serveur
cli-discover-engine = publié par son moteur
cli-discover-linked = un lien de la page
cli-discover-usual = un endroit habituel
cli-discover-next = Mettez l’un d’eux dans la configuration, ou : vigie add ADRESSE
cli-discover-nothing = Aucun flux n’a été trouvé. La page elle-même peut être surveillée avec kind = "page", un forum avec kind = "forum".
cli-elsewhere = redirige pour de bon, depuis le { $at }, vers un autre site, { $url } : si c’est voulu, mettez cette adresse dans la configuration
cli-event = { $at } : { $what }
cli-event-history = { $items ->
    [one] historique de { $items } article importé, non compté
   *[other] historique de { $items } articles importé, non compté
}
cli-event-reidentified = flux ré-identifié : { $items ->
    [one] { $items } article reconnu
   *[other] { $items } articles reconnus
 }
cli-event-redated = articles redatés : { $items ->
    [one] { $items } reconnu
   *[other] { $items } reconnus
 }
cli-event-shared_ids = un même identifiant sur plusieurs articles : { $items ->
    [one] { $items } distingué par ses mots
   *[other] { $items } distingués par leurs mots
 }
cli-event-reused_ids = { $items ->
    [one] un identifiant repris pour un autre article : les deux sont gardés
   *[other] { $items } identifiants repris pour d’autres articles : tous sont gardés
}
cli-event-archive = archive de { $items ->
    [one] { $items } article
   *[other] { $items } articles
 } importée, non comptée
cli-event-caught_up = { $items ->
    [one] { $items } article rattrapé
   *[other] { $items } articles rattrapés
 } après une période d’échecs
cli-event-ids_distrusted = identifiants jugés instables : les adresses distinguent les articles
cli-mention = #{ $id } · { $at } · { $brand } · { $source } · { $tone }
cli-mentions-none = Aucune mention trouvée.
cli-tone-negative = négatif
cli-tone-neutral = neutre
cli-tone-positive = positif
cli-language-fr = français
cli-language-en = anglais
cli-language-other = autre langue
cli-field-title = titre
cli-field-text = texte
cli-field-author = auteur
cli-field-url = adresse
cli-explain-what = Mention #{ $id } de { $brand }, { $source }, { $at }, { $language }
cli-explain-terms = Termes de la requête, et où ils se trouvent :
cli-explain-tone = Ton envers la marque : { $tone } (score { $score }, sûr à { $confidence }), décidé par :
cli-explain-corrected = Ton dit par { $by }, le { $at } (vigie avait lu : { $read })
cli-explain-confirmed = { $by } a confirmé le { $at } qu’il s’agit bien de la marque (ton lu : { $read })
cli-explain-rejected = Ne parle pas de la marque, selon { $by }, le { $at } (ton lu : { $read })
cli-explain-aside = Mise à part : parle sans doute d’autre chose que la marque
cli-explain-learnt = Appris des corrections pour { $brand } :
cli-explain-bias = Sources de ce genre ({ $kind }), d’après { $lessons ->
    [one] { $lessons } correction
   *[other] { $lessons } corrections
 } : négatif { $against }, neutre { $neither }, positif { $towards }
cli-explain-elsewhere = Parle d’autre chose que la marque, d’après les corrections (sûr à { $share })
cli-explain-flags = À modérer par une personne :
cli-explain-flag = { $kind }, gravité { $severity } sur 3, { $voice } :
cli-explain-offence = Le modèle anglais y voit une attaque (sûr à { $share }) :
cli-flag-insult = insulte
cli-flag-hate = haine
cli-flag-threat = menace
cli-flag-obscene = grossièreté
cli-flag-sexual = propos sexuel
cli-voice-own = propos de l’auteur
cli-voice-quoted = cité
cli-voice-against = dénoncé ou nié
cli-voice-oneself = l’auteur de lui-même
cli-explain-story = Son récit : { $pickups ->
    [one] publié une fois
   *[other] publié { $pickups } fois
 }, d’abord par { $source } le { $at }{ $outlets ->
    [0] .
    [one] {" "}; sur un site : { $sites }.
   *[other] {" "}; sur { $outlets } sites : { $sites }.
 }
cli-explain-hit = { $field } : { $words }
cli-explain-topics = En hausse cette semaine-là, et dit ici : { $topics }
cli-explain-irony = Le ton est celui des mots : l’ironie n’est pas comprise.
cli-explain-edits = { $count ->
    [one] Modifiée { $count } fois depuis qu’elle a été trouvée :
   *[other] Modifiée { $count } fois depuis qu’elle a été trouvée, dernières modifications d’abord :
}
cli-explain-gained = nomme désormais { $brands }
cli-explain-lost = ne nomme plus { $brands }
cli-explain-counted = Elle compte pour les alertes.
cli-explain-not-counted = Elle ne compte pas pour les alertes : publiée longtemps avant d’être trouvée, ou venue avec la première lecture de la source.
cli-incidents-none = Aucun incident.
cli-incident = #{ $id } { $severity }, { $brand } : { $state }, ouvert le { $at } ; { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } au plus fort, dont { $negative ->
    [one] { $negative } négative
   *[other] { $negative } négatives
 }
cli-state-open = ouvert
cli-state-acknowledged = pris en charge
cli-state-closed = clos
cli-ack-done = Incident { $id } de { $brand } pris en charge par { $by }.
cli-ack-not-open = l’incident { $id } de { $brand } n’attend personne : il est déjà pris en charge, ou clos.
cli-ack-unknown = l’incident { $id } n’existe pas. « vigie incidents --all » les liste.
cli-digest-preview = écrivez vigie digest --preview : les synthèses partent d’elles-mêmes aux heures de la configuration.
cli-test-sent = { $to } : accepté par { $route }.
cli-test-failed = { $to } : refusé : { $why }
cli-status = { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }, { $items ->
    [one] { $items } article
   *[other] { $items } articles
 }, { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 }, { $incidents ->
    [one] { $incidents } incident ouvert
   *[other] { $incidents } incidents ouverts
 }, { $megabytes } Mo. Couverture des dernières 24 heures : { $coverage }. Courriels : { $sent ->
    [one] { $sent } envoyé
   *[other] { $sent } envoyés
 }, { $waiting } en attente, { $dead ->
    [one] { $dead } abandonné
   *[other] { $dead } abandonnés
 }.
cli-status-blind = La source { $name } n’est pas lue ({ $status }) : { $detail }
cli-status-waiting = Le courriel { $topic } pour { $to } attend jusqu’au { $at } après { $attempts ->
    [one] { $attempts } essai
   *[other] { $attempts } essais
 } : { $why }
cli-status-dead = Le courriel { $topic } pour { $to } est abandonné après { $attempts ->
    [one] { $attempts } essai
   *[other] { $attempts } essais
 } : { $why }
cli-stats = { $sources ->
    [one] { $sources } source
   *[other] { $sources } sources
 }, { $entries ->
    [one] { $entries } article connu
   *[other] { $entries } articles connus
 }, dont { $texts ->
    [one] { $texts } gardé avec son texte
   *[other] { $texts } gardés avec leur texte
 } ; { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
 } dans { $mentioned ->
    [one] { $mentioned } article
   *[other] { $mentioned } articles
 }, { $stories ->
    [one] { $stories } récit
   *[other] { $stories } récits
 } ; { $bytes } octets.
cli-analyse-summary = { $count ->
    [one] { $count } texte
   *[other] { $count } textes
 } en { $seconds } s, { $rate } par seconde{ $refused ->
    [0] .
    [one]  ; une ligne n’a pas pu être lue.
   *[other]  ; { $refused } lignes n’ont pas pu être lues.
 }
cli-analyse-no-text = la première ligne ne nomme aucune colonne de textes : écrivez `text`, `texte`, `contenu` ou `message` au-dessus de cette colonne, ou un objet JSON par ligne, ou nommez le fichier en .txt si chaque ligne est un texte
cli-analyse-too-long = cette ligne dépasse 4 Mo
cli-analyse-json = ce n’est pas un objet JSON où `text` est un texte : { $why }
cli-analyse-brand = « { $name } » ne peut pas être cherché : écrivez un nom qui a des lettres ou des chiffres.
cli-trends-head = { $brand } : { $stories ->
    [one] 1 récit, comparé
   *[other] { $stories } récits, comparés
 } à { $past } du passé
cli-correct-tone = Mention { $id } ({ $brand }) : ton { $tone } (vigie avait lu : { $read })
cli-correct-not-about-us = Mention { $id } : ne parle pas de { $brand }, mise à part
cli-correct-about-us = Mention { $id } : parle bien de { $brand }
cli-correct-terms = Termes que la requête de { $brand } pourrait exclure :
cli-correct-term = NOT { $term } : écarterait { $removes ->
    [one] { $removes } mention rejetée
   *[other] { $removes } mentions rejetées
 } sur { $rejected }, et { $costs ->
    [one] { $costs } gardée
   *[other] { $costs } gardées
 } sur { $kept }
cli-retone-tone = { $id } { $brand } : { $before } → { $after } · { $title }
cli-retone-aside = { $id } { $brand } : mise à part, parle d’autre chose · { $title }
cli-retone-back = { $id } { $brand } : reprise ({ $after }) · { $title }
cli-retone-done = { $read ->
    [one] { $read } mention relue
   *[other] { $read } mentions relues
 }, { $changed ->
    [one] { $changed } changée
   *[other] { $changed } changées
 }
cli-retone-would = { $read ->
    [one] { $read } mention relue
   *[other] { $read } mentions relues
 }, { $changed ->
    [one] { $changed } changerait
   *[other] { $changed } changeraient
 }
cli-demo-start = Un petit monde démarre sur cette machine ; Ctrl-C pour finir.
cli-demo-page = Page : { $page }
cli-demo-mails = Courriels : { $mails }
cli-demo-event = { $place } : { $what }
cli-demo-post = { $place } : { $author }, « { $what } »
cli-demo-mail = Courriel pour { $to } : { $subject } ({ $file })
cli-demo-place-press = Presse
cli-demo-place-blog = Blog
cli-demo-place-forum = Forum
cli-demo-place-reviews = Avis
cli-demo-place-prices = Le concurrent change son prix
cli-demo-place-wire = Dépêche, reprise par trois journaux
cli-demo-complete = Les courriels attendus ont été acceptés : la crise, une suite dans son fil, la synthèse.
cli-demo-incomplete = Courriels encore attendus : { $missing }.
cli-demo-root = la crise
cli-demo-update = une suite dans son fil
cli-demo-digest = la synthèse

# `vigie query`
cli-query-well = La requête peut être posée. Écrite en entier :
cli-query-too-long = Le fichier dépasse 4 Mio.
cli-query-no-trial = Ligne { $line } : ni requête (?), ni texte à trouver (+) ou à laisser (-).
cli-query-missed = Ligne { $line } : { $query } ne trouve pas : { $text }
cli-query-hit = Ligne { $line } : { $query } trouve, à tort : { $text }
cli-query-tested = { $count ->
    [one] { $count } texte essayé
   *[other] { $count } textes essayés
}, { $failed } en défaut.
