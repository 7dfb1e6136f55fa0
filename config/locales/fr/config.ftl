# config : ce qui se dit d’un fichier de configuration.
config-level-error = erreur 
config-level-warning = attention 
config-level-help = que faire 
config-meant = Vouliez-vous dire `{ $meant }` ?
config-valid = Valeurs possibles : { $valid }.
config-init-site = Notre site
config-init-login = Si le relais demande un mot de passe, écrivez-le seul dans un fichier (chmod 600), dont voici le nom :

# Le fichier lui-même.
config-file-missing = Ce fichier n’existe pas.
config-file-missing-remedy = Créez-le avec `vigie init`, ou donnez son chemin avec `--config`.
config-file-denied = Ce fichier ne peut pas être lu : accès refusé.
config-file-denied-remedy = Donnez le droit de lecture à l’utilisateur du service, par exemple `chmod 640` et `chgrp`.
config-file-unreadable = Ce fichier ne peut pas être lu : { $reason }.
config-file-unreadable-remedy = Vérifiez que ce chemin désigne un fichier ordinaire.
config-file-unwritable = Ce fichier ne peut pas être écrit : { $reason }.
config-file-held = Un autre programme écrit dans ce fichier et n’a pas fini en { $seconds } secondes. Rien n’a été ajouté : réessayez.
config-file-too-long = Ce fichier dépasse 4 Mo : ce n’est pas une configuration.
config-file-too-long-remedy = Vérifiez le chemin.
config-file-not-text = Ce fichier n’est pas du texte UTF-8 (ligne { $reason }).
config-file-not-text-remedy = Enregistrez-le en UTF-8 dans votre éditeur.

# La syntaxe de TOML.
config-toml = Ceci n’est pas du TOML valide.
config-toml-label = l’analyseur dit : { $reason }
config-toml-remedy = Une ligne s’écrit `clé = valeur`, un texte entre guillemets droits.
config-toml-duplicate = Cette clé est déjà donnée dans la même section.
config-toml-duplicate-label = deuxième fois
config-toml-duplicate-remedy = Gardez une seule des deux lignes.
config-toml-quote = Un texte doit être entre guillemets droits.
config-toml-quote-label = sans guillemets
config-toml-quote-remedy = Écrivez par exemple `name = "Acme"`.
config-toml-string = Ce texte n’est pas fermé, ou contient un caractère interdit.
config-toml-string-remedy = Fermez les guillemets sur la même ligne. Un texte qui contient des guillemets droits s’écrit entre apostrophes : '"Acme" AND avis'.
config-toml-escape = Après une barre oblique inverse, ce caractère ne veut rien dire.
config-toml-escape-remedy = Doublez la barre (`\\`), ou mettez le texte entre apostrophes.
config-toml-no-value = Cette clé n’a pas de valeur.
config-toml-no-value-remedy = Donnez-lui une valeur, ou effacez la ligne.
config-toml-header = Ce titre de section n’est pas fermé.
config-toml-header-remedy = Une section s’écrit `[mail]`, un élément d’une liste `[[brand]]`.
config-toml-array = Cette liste est mal formée.
config-toml-array-remedy = Séparez les éléments par des virgules et fermez le crochet : `["a", "b"]`.
config-toml-inline-table = Cette table entre accolades n’est pas fermée.
config-toml-inline-table-remedy = Fermez l’accolade, ou écrivez une section `[nom]`.
config-toml-key = Ceci ne peut pas être le nom d’une clé.
config-toml-key-remedy = Un nom de clé n’a que des lettres, des chiffres et des tirets bas.
config-toml-deep = Trop de niveaux imbriqués.
config-toml-deep-remedy = Une configuration n’en a pas plus de trois.

# Les clés et les types.
config-unknown-key = Clé inconnue `{ $key }` dans { $section }.
config-unknown-key-top = Clé inconnue `{ $key }`.
config-key-elsewhere = `{ $key }` n’est pas à sa place ici.
config-key-elsewhere-remedy = Déplacez cette ligne sous { $home }.
config-wrong-type = `{ $key }` attend { $expected }, pas { $found }.
config-wrong-type-remedy = Écrivez par exemple : { $example }
config-type-text = un texte entre guillemets
config-type-text-example = "Acme"
config-type-texts = une liste de textes
config-type-texts-example = { "[\"Acme\", \"Rival\"]" }
config-type-flag = `true` ou `false`
config-type-flag-example = true
config-type-number = un nombre entier
config-type-number-example = 587
config-type-duration = une durée avec son unité
config-type-duration-example = "15 min"
config-type-share = une part en pour cent
config-type-share-example = "5 %"
config-type-size = une taille avec son unité
config-type-size-example = "10 Mo"
config-type-time = une heure entre guillemets
config-type-time-example = "08:00"
config-type-table = une section
config-type-table-example = { "[" }{ $key }{ "]" }
config-type-tables = une suite de sections à doubles crochets
config-type-tables-example = { "[[" }{ $key }{ "]]" }
config-found-string = un texte
config-found-integer = un nombre
config-found-float = un nombre à virgule
config-found-boolean = vrai ou faux
config-found-datetime = une date
config-found-array = une liste
config-found-table = une section
config-empty = `{ $key }` est vide.
config-empty-remedy = Donnez une valeur, ou effacez la ligne.
config-choice = `{ $key }` ne peut pas être « { $value } ».
config-choice-remedy = Corrigez cette valeur.
config-number-range = `{ $key }` doit être entre { $low } et { $high }.
config-number-range-remedy = Corrigez ce nombre.

# Durées, tailles, heures.
config-duration-number = « { $value } » n’est pas une durée.
config-duration-number-remedy = Écrivez par exemple "15 min", "1 h 30", "2 jours".
config-duration-no-unit = « { $value } » : il manque une unité.
config-duration-no-unit-remedy = Écrivez par exemple "15 min", "1 h 30", "2 jours".
config-duration-unit = « { $word } » n’est pas une unité de temps.
config-duration-unit-remedy = Unités : s, min, h, jours, semaines, mois, ans. Par exemple "15 min".
config-duration-unit-meant = « { $word } » n’est pas une unité de temps.
config-duration-unit-meant-remedy = Vouliez-vous dire `{ $meant }` ?
config-duration-too-large = « { $value } » dépasse cent ans.
config-duration-too-large-remedy = Écrivez par exemple "15 min", "1 h 30", "2 jours".
config-too-short = `{ $key }` est trop court : au moins { $least }.
config-too-short-remedy = Allongez cette durée.
config-too-often = Une source est lue au plus une fois par minute.
config-too-often-remedy = Écrivez par exemple "15 min". Un site qui est à vous peut être lu plus souvent : nommez-le dans `allow_hosts` de [fetch].
config-share = « { $value } » n’est pas une part entre 0,01 % et 100 %.
config-share-remedy = Écrivez par exemple "5 %" ou "2,5 %".
config-freshness-and-every = `every` fixe quand la source est lue ; `freshness` le laisse à ce que l’on apprend d’elle.
config-freshness-and-every-remedy = Gardez l’un des deux.
config-size-number = « { $value } » n’est pas une taille.
config-size-number-remedy = Écrivez par exemple "10 Mo".
config-size-no-unit = « { $value } » : il manque une unité.
config-size-no-unit-remedy = Écrivez par exemple "10 Mo".
config-size-unit = « { $word } » n’est pas une unité de taille.
config-size-unit-remedy = Unités : o, ko, Mo, Go. Par exemple "10 Mo".
config-size-unit-meant = « { $word } » n’est pas une unité de taille.
config-size-unit-meant-remedy = Vouliez-vous dire `{ $meant }` ?
config-size-too-large = « { $value } » est trop grand.
config-size-too-large-remedy = Écrivez par exemple "10 Mo".
config-size-range = `{ $key }` doit être entre 1 o et { $most } Mo.
config-size-range-remedy = Écrivez par exemple "10 Mo".
config-time = « { $value } » n’est pas une heure.
config-time-remedy = De "00:00" à "23:59" : par exemple "08:00".
config-weekday = « { $day } » n’est pas un jour.
config-weekday-remedy = Écrivez par exemple "lundi 08:00".
config-time-zone = Fuseau horaire inconnu : « { $name } ».
config-time-zone-remedy = Écrivez un nom de l’IANA, par exemple "Europe/Paris".

# Marques et sources.
config-no-brand = Aucune marque à surveiller.
config-no-brand-remedy = Ajoutez `[[brand]]`, et dessous `name = "Acme"`.
config-brand-name = Cette marque n’a pas de nom.
config-brand-name-remedy = Ajoutez `name = "Acme"`.
config-brand-twice = Deux marques s’appellent « { $name } ».
config-brand-twice-label = déjà pris
config-brand-twice-remedy = Donnez un autre nom à l’une des deux ; `query` peut rester la même.
config-search-name = Une recherche enregistrée n’a pas de nom.
config-search-name-remedy = Nommez-la, par exemple : name = "homonymes"
config-search-twice = Deux recherches enregistrées s’appellent { $name }.
config-search-twice-remedy = Renommez l’une d’elles.
config-search-what = Une recherche enregistrée demande une requête ou un fichier, et un seul des deux.
config-search-what-remedy = Écrivez query = "…", ou file = "homonymes.query" avec la requête dans ce fichier.
config-search-file = { $file } ne peut pas être lu comme une recherche enregistrée. { $reason }
config-search-file-remedy = Donnez le chemin d’un fichier texte, relatif à celui-ci, que vigie puisse lire.
config-tone-model = Ce [[tone]] ne nomme aucun modèle.
config-tone-model-remedy = Donnez le chemin d’un fichier ONNX : model = "tone.onnx"
config-tone-tokenizer = Ce [[tone]] ne nomme aucun découpage en morceaux (tokenizer).
config-tone-tokenizer-remedy = Donnez le chemin de celui du modèle : tokenizer = "tokenizer.json"
config-tone-labels = Les étiquettes sont "negative", "neutral" et "positive", chacune une fois.
config-tone-labels-remedy = Écrivez-les dans l’ordre des sorties du modèle ; son config.json le donne sous id2label.
config-tone-language = La tonalité se lit en français (fr) et en anglais (en) ; « { $value } » n’en est pas.
config-tone-language-remedy = Écrivez languages = ["fr"], ["en"] ou ["fr", "en"].
config-tone-twice = Un autre [[tone]] a déjà un modèle pour cette langue.
config-tone-twice-remedy = Donnez à chacun ses propres `languages`.
config-tone-unbuilt = Cette vigie a été construite sans les grands modèles de tonalité.
config-tone-unbuilt-remedy = Construisez-la avec `cargo build --release --locked --features larger-tone`, ou retirez [[tone]].
config-tone-file = { $file } ne peut pas être lu. { $reason }
config-tone-file-remedy = Donnez le chemin du fichier, relatif à celui-ci.
config-tone-pieces = Ce tokenizer ne peut pas servir : { $reason }
config-tone-pieces-remedy = Donnez le tokenizer.json publié à côté du modèle.
config-tone-weights = Ce modèle ne peut pas être lu : { $reason }
config-tone-weights-remedy = Exportez-le de nouveau en ONNX, poids compris dans le fichier, avec des entrées en nombres entiers.
config-tone-input = Ce modèle demande une entrée « { $name } » que vigie ne sait pas donner.
config-tone-input-remedy = Exportez un classifieur de textes : ses entrées sont input_ids, et au besoin attention_mask et token_type_ids.
config-tone-outputs = { $n ->
    [one] Ce modèle donne { $n } chiffre pour un texte, il en faut trois.
   *[other] Ce modèle donne { $n } chiffres pour un texte, il en faut trois.
}
config-tone-outputs-remedy = Exportez un classifieur à trois étiquettes : négatif, neutre, positif.
config-tone-run = Ce modèle a été lu, mais échoue sur un texte : { $reason }
config-tone-run-remedy = Exportez-le de nouveau en ONNX, pour un texte de longueur quelconque, sans optimisations propres à une machine.
config-unknown-source = Aucune source ne s’appelle « { $name } ».
config-unknown-source-remedy = Ajoutez une source de ce nom.
config-no-source = Aucune source à lire.
config-no-source-remedy = Ajoutez `[[source]]`, et dessous `url = "https://…"`.
config-source-url = Cette source n’a pas d’adresse.
config-source-url-remedy = Ajoutez `url = "https://…"`.
config-source-twice = Deux sources s’appellent « { $name } ».
config-source-twice-label = déjà pris
config-source-twice-remedy = Donnez un autre nom à l’une des deux.
config-url = Cette adresse n’est pas valide.
config-url-remedy = Copiez-la depuis la barre d’adresse du navigateur.
config-url-no-scheme = Cette adresse n’a pas de `https://`.
config-url-no-scheme-remedy = Écrivez l’adresse entière, par exemple "https://www.example.org/feed".
config-url-scheme = Seules les adresses en http et https sont lues.
config-url-scheme-remedy = Cherchez l’adresse du même contenu en https.
config-url-user = Une adresse ne doit contenir ni nom d’utilisateur ni mot de passe.
config-url-user-remedy = Enlevez ce qui précède le `@`.
config-url-too-long = Cette adresse dépasse 2 048 caractères.
config-url-too-long-remedy = Enlevez ses paramètres inutiles.
config-url-private = Cette adresse est celle d’une machine privée : elle ne sera pas lue.
config-url-private-remedy = Si elle est à vous, nommez-la dans `allow_hosts` de [fetch].
config-url-twice = « { $name } » lit déjà cette adresse de la même façon.
config-url-twice-remedy = Effacez l’une des deux sources.
config-kind-list = Une liste OPML n’est pas une source.
config-kind-list-remedy = Ajoutez ce qu’elle contient avec `vigie sources import fichier.opml`, et effacez cette source.
config-closed = { $why }
config-closed-label = rien à lire ici
config-closed-remedy = Faites-vous envoyer ses notifications par courriel et lisez cette boîte, ou importez ses exports ; effacez cette source.
config-key-of-preset = `{ $key }` ne vaut pas pour une source `kind = "{ $kind }"`.
config-key-of-preset-remedy = Nommez le service avec `kind = …` (« vigie sources presets » les liste), ou effacez `{ $key }`.
config-preset-key = `{ $key }` ne vaut pas pour une source `kind = "{ $kind }"`.
config-preset-key-remedy = Elle prend : { $valid }.
config-preset-needs = Une source `kind = "{ $kind }"` doit savoir quoi lire.
config-preset-needs-remedy = Donnez { $keys }. « vigie sources presets » montre un exemple.
config-preset-many = Cela fait plus de { $most } sources.
config-preset-many-remedy = Partagez-la, ou nommez moins de choses.
config-preset-too-often = { $kind } n’est interrogé que toutes les { $least } au plus.
config-preset-too-often-remedy = Augmentez `every`, ou enlevez-le.
config-preset-words = `{ $key }` ne peut pas être ces mots.
config-preset-words-remedy = Écrivez 500 caractères au plus, sur une ligne.
config-preset-site = `{ $key }` n’est pas l’adresse d’un site.
config-preset-site-remedy = Écrivez-la entière et sans mot de passe : "https://forum.example.org".
config-preset-host = « { $value } » n’est pas le nom d’un site.
config-preset-host-remedy = Écrivez-le sans `https://` et sans chemin : "acme.example".
config-preset-name = « { $value } » n’est pas un nom pour `{ $key }`.
config-preset-name-remedy = Copiez-le depuis l’adresse dans le navigateur, sans barre oblique.
config-preset-path = « { $value } » n’est pas ce que prend `{ $key }`.
config-preset-path-remedy = Copiez les noms depuis l’adresse dans le navigateur : "acme/app".
config-preset-number = « { $value } » n’est pas un numéro pour `{ $key }`.
config-preset-number-remedy = Écrivez les chiffres de l’adresse, entre guillemets : "42".
config-preset-country = « { $value } » n’est pas un pays.
config-preset-country-remedy = Écrivez ses deux lettres : "fr", "be", "gb".
config-preset-edition = « { $value } » n’est pas une édition.
config-preset-edition-remedy = Écrivez une langue et un pays : "fr-FR", "fr-BE", "en-GB".
config-preset-channel = « { $value } » n’est pas l’identifiant d’une chaîne YouTube.
config-preset-channel-remedy = Il commence par UC et compte 24 caractères : voyez « Partager la chaîne » sur sa page.
config-preset-under = `{ $key }` n’est pas une adresse qui commence par { $start }
config-preset-under-remedy = Copiez-la entière depuis la page du service.
config-token-inline = `{ $key }` ne doit pas être dans ce fichier : il finirait dans des sauvegardes et des courriels.
config-token-inline-remedy = Mettez-le dans un fichier à part (chmod 600) et écrivez `token_file = "…"`, ou utilisez `credential`.
config-token-needed = Une source `kind = "{ $kind }"` a besoin de votre propre jeton.
config-token-needed-remedy = Ajoutez `token_file = "…"` (chmod 600) ou `credential = "…"`. « vigie sources presets » dit où l’obtenir.
config-token-twice = `token_file` et `credential` sont deux façons de donner le jeton.
config-token-twice-remedy = Gardez l’un des deux.
config-token-query = Ce jeton n’est pas écrit `nom=valeur`.
config-token-query-remedy = Mettez dans le fichier ce qui suit le `?` de l’adresse privée : `feed=…&user=…` pour Reddit, `key=…` pour Stack Exchange.
config-token-odd = Ce jeton contient des espaces ou d’autres caractères inattendus.
config-token-odd-remedy = Mettez dans le fichier le jeton seul, sur une ligne.
config-key-of-kind = `{ $key }` ne vaut que pour une source `kind = "{ $kind }"`.
config-key-of-kind-remedy = Ajoutez `kind = "{ $kind }"`, ou effacez `{ $key }`.
config-key-of-watch = `{ $key }` ne vaut que pour une page `watch = "{ $watch }"`.
config-key-of-watch-remedy = Ajoutez `watch = "{ $watch }"`, ou effacez `{ $key }`.
config-intake-path = Cette source n’a pas de chemin.
config-intake-path-remedy = Ajoutez `path = "…"` : un fichier ou un dossier. Un chemin relatif part du dossier du fichier de configuration.
config-maildir-from = Les expéditeurs dont on lit les messages ne sont pas nommés.
config-maildir-from-remedy = Ajoutez par exemple `from = ["alertes@plateforme.example", "@agence.example"]` : aucun autre message n’est ouvert.
config-maildir-sender = « { $value } » n’est ni une adresse ni un domaine.
config-maildir-sender-remedy = Écrivez par exemple "alertes@plateforme.example", ou "@plateforme.example" pour tous ses expéditeurs.
config-webhook-name = Ce webhook n’a pas de nom.
config-webhook-name-remedy = Ajoutez `name = "boutique"` : les éléments s’envoient alors à `/in/boutique`.
config-webhook-secret = Ce webhook n’a pas de secret : n’importe qui pourrait y écrire.
config-webhook-secret-remedy = Ajoutez `secret_file = "…"`, un fichier que seul le service peut lire, ou `credential = "…"`.
config-webhook-secrets = `secret_file` et `credential` sont deux façons de donner le secret.
config-webhook-secrets-remedy = Gardez l’une des deux.
config-webhook-short = Ce secret est trop court : au moins { $least } caractères.
config-webhook-short-remedy = Tirez-en un, par exemple avec `openssl rand -hex 32`.
config-selector = « { $value } » n’est pas un sélecteur CSS.
config-selector-remedy = Écrivez par exemple "#prix", ".offre > h2" ou "main".
config-forum-selector = Sans `engine`, le sélecteur `{ $key }` est nécessaire.
config-forum-selector-remedy = Ajoutez `{ $key } = "…"`, ou retirez tous les sélecteurs : les moteurs connus n’en demandent aucun.

# Destinataires et courriels.
config-no-recipient = Personne n’est prévenu.
config-no-recipient-remedy = Ajoutez `[[recipient]]`, et dessous `mail = "vous@example.org"`.
config-recipient-mail = Ce destinataire n’a pas d’adresse.
config-recipient-mail-remedy = Ajoutez `mail = "vous@example.org"`.
config-recipient-twice = Deux destinataires s’appellent « { $name } ».
config-recipient-twice-label = déjà pris
config-recipient-twice-remedy = Donnez un autre nom à l’un des deux.
config-mail-twice = « { $mail } » est déjà destinataire.
config-mail-twice-remedy = Gardez un seul des deux ; `brands` peut nommer plusieurs marques.
config-unknown-brand = Aucune marque ne s’appelle « { $name } ».
config-unknown-brand-remedy = Ajoutez une marque de ce nom.
config-no-operator = Personne ne sera prévenu si une source ou l’envoi des courriels s’arrête.
config-no-operator-remedy = Mettez `operator = true` chez un destinataire.
config-mail = « { $value } » n’est pas une adresse électronique.
config-mail-remedy = Écrivez par exemple "ann@example.org".
config-mail-from = L’adresse de l’expéditeur manque.
config-mail-from-remedy = Ajoutez `from = "vigie@example.org"`, une adresse que le relais accepte.
config-mail-without-relay = `{ $key }` ne sert à rien sans `relay`.
config-mail-without-relay-remedy = Ajoutez `relay = "smtp.example.org"`, ou effacez cette ligne.
config-mail-clear = Vers { $host }, les courriels et le mot de passe passeraient en clair.
config-mail-clear-remedy = Écrivez `security = "tls"` (port 465) ou "starttls" (port 587).
config-relay = Ceci n’est pas un nom de machine.
config-relay-remedy = Écrivez le nom seul, par exemple "smtp.example.org" ; le port va dans `port`.
config-proxy-address = Le proxy n’a pas d’adresse.
config-proxy-address-remedy = Ajoutez `address = "http://proxy.example.org:3128"`, ou effacez la section.
config-proxy = Ceci n’est pas l’adresse d’un proxy.
config-proxy-remedy = Écrivez http://, la machine et le port, et rien après, par exemple "http://proxy.example.org:3128". L’identifiant va dans `user` et `password_file`.
config-ca-file = Ce fichier de certificats n’existe pas.
config-ca-file-remedy = Un chemin relatif part du dossier de la configuration.
config-ca-file-content = Ce fichier ne contient aucun certificat lisible.
config-ca-file-content-remedy = Il faut un fichier PEM : chaque certificat entre BEGIN CERTIFICATE et END CERTIFICATE.

# Secrets.
config-password-inline = Le mot de passe ne doit pas être dans ce fichier.
config-password-inline-remedy = Écrivez-le seul dans un fichier (chmod 600) et nommez ce fichier : `password_file = "smtp-password"`. Changez ce mot de passe si d’autres ont pu le lire.
config-password-twice = `password_file` et `credential` sont deux façons de donner le mot de passe.
config-password-twice-remedy = Gardez l’un des deux.
config-password-without-user = Un mot de passe sans utilisateur ne sert à rien.
config-password-without-user-remedy = Ajoutez `user = "…"`.
config-user-without-password = Un utilisateur sans mot de passe ne peut pas s’identifier.
config-user-without-password-remedy = Ajoutez `password_file` ou `credential`.
config-secret-missing = Le fichier du secret n’existe pas : { $file }.
config-secret-missing-remedy = Créez-le (chmod 600). Un chemin relatif part du dossier de la configuration.
config-secret-unreadable = Le fichier du secret ne peut pas être lu ({ $reason }).
config-secret-unreadable-remedy = Donnez-le à l’utilisateur du service : `chown` et `chmod 600`.
config-secret-odd = Ceci ne peut pas être le fichier d’un secret.
config-secret-odd-remedy = Il faut un fichier ordinaire, en texte UTF-8, de moins de 4 ko.
config-secret-empty = Le fichier du secret est vide.
config-secret-empty-remedy = Écrivez-y le secret (mot de passe, jeton), seul sur une ligne.
config-secret-readable = Tout le monde sur cette machine peut lire ce secret (droits { $mode }).
config-secret-readable-remedy = Fermez-le : `chmod 600 { $file }`.
config-credential-name = « { $name } » ne peut pas être le nom d’un secret de systemd.
config-credential-name-remedy = Écrivez le nom donné dans `LoadCredential=`, par exemple "smtp-password".
config-credential-outside = systemd n’a donné aucun secret à ce programme.
config-credential-outside-remedy = Ajoutez au service `LoadCredential={ $name }:/etc/vigie/{ $name }`, ou nommez plutôt un fichier.
config-credential-unchecked = Ce secret n’a pas pu être vérifié : systemd ne le donne qu’au service.
config-credential-unchecked-remedy = Le service le vérifiera à son démarrage.

# Le service.
config-listen = « { $value } » n’est pas une adresse où servir des pages.
config-listen-remedy = Écrivez par exemple "127.0.0.1:8080", ou "off".
config-listen-webhooks = Des webhooks sont configurés, et rien ne peut leur être envoyé tant qu’aucune page n’est servie.
config-listen-webhooks-remedy = Écrivez par exemple "127.0.0.1:8080", ou effacez les sources `kind = "webhook"`.
config-websub = Les hubs ne peuvent annoncer les nouveautés que là où des pages sont servies, à une adresse qu’ils atteignent.
config-websub-remedy = Donnez `public_url`, une adresse accessible de l’extérieur, ou effacez `websub`.
config-listen-open = Quiconque atteint cette adresse peut lire les pages, en clair.
config-listen-open-remedy = Restez sur "127.0.0.1:8080" derrière un serveur mandataire en https, et donnez son adresse dans `public_url`.
config-allow-host = Ceci n’est ni une machine, ni une adresse, ni un réseau.
config-allow-host-remedy = Écrivez par exemple "intranet.example.org", "127.0.0.1:8081" ou "10.0.0.0/8".
config-header = `{ $key }` ne peut avoir que des lettres sans accent, des chiffres et des signes, 200 au plus.
config-header-remedy = Enlevez les autres caractères.
config-retention = Les mentions seraient effacées avant les articles où elles sont.
config-retention-remedy = Gardez `mentions` au moins aussi longtemps que `items`.
config-update-after = `update_after` attend trois durées : première suite, deuxième, puis toutes les autres.
config-update-after-remedy = Écrivez par exemple ["5 min", "15 min", "1 h"].
