# Erreurs et avertissements du langage de requête.
query-empty = La requête est vide.
query-empty-remedy = Écrivez le nom de la marque, par exemple : "Acme Corp"
query-negative = La requête ne dit que ce qui doit manquer : presque tout y répondrait.
query-negative-remedy = Ajoutez ce qui doit être présent, par exemple : Acme NOT recrutement
query-unclosed-quote = Le guillemet { $quote } n’est jamais fermé.
query-unclosed-quote-remedy = Fermez-le après le dernier mot de l’expression : "service client"
query-unclosed-brace = L’accolade n’est jamais fermée.
query-unclosed-brace-remedy = Les accolades tiennent un mot à la casse exacte ; fermez-les après lui, comme dans { "{" }BT{ "}" }
query-unclosed-comment = Le commentaire n’est jamais fermé.
query-unclosed-comment-remedy = Fermez-le par >>>
query-unclosed-parenthesis = La parenthèse n’est jamais fermée.
query-unclosed-parenthesis-remedy = Ajoutez la parenthèse ) qui manque après le groupe.
query-unopened-parenthesis = Cette parenthèse ne ferme rien.
query-unopened-parenthesis-remedy = Retirez-la, ou ouvrez le groupe par ( avant elle.
query-empty-group = Il n’y a rien entre les parenthèses.
query-empty-group-remedy = Écrivez un terme entre elles, ou retirez-les.
query-missing-operand = Il manque un terme à { $operator }.
query-missing-operand-remedy = Écrivez un terme à côté de { $operator } ; pour chercher le mot lui-même, mettez-le entre guillemets : "{ $operator }"
query-unknown-field = Le champ { $name }: n’existe pas.
query-unknown-field-nearest = Vouliez-vous dire { $nearest }: ?
query-unknown-field-remedy = Les champs sont title:, text:, author:, url:, site:, lang:, source:, kind:, tag:, rating:, date:, brand:, sentiment:, cluster:, is: et search: ; pour chercher le texte lui-même, mettez-le entre guillemets.
query-unknown-operator = L’opérateur { $name } n’existe pas.
query-unknown-operator-remedy = Vouliez-vous dire { $nearest }/5 ?
query-bad-distance = { $written } demande une distance de 1 à 100 mots.
query-bad-distance-remedy = Écrivez par exemple Acme NEAR/5 arnaque, Acme NEAR/5f arnaque (dans cet ordre) ou "Acme arnaque"~5
query-missing-value = Rien ne suit le champ.
query-missing-value-remedy = Écrivez sa valeur juste après les deux-points, sans espace : title:Acme
query-bad-language = { $written } n’est pas une langue reconnue.
query-bad-language-remedy = Écrivez lang:fr, lang:en ou lang:other
query-bad-site = { $written } n’est pas un nom d’hôte.
query-bad-site-remedy = Écrivez l’hôte seul, par exemple : site:forum.example.com
query-bad-value = { $written } n’est pas une valeur que ce champ connaît.
query-bad-value-remedy = Écrivez par exemple : { $allowed }
query-bad-edits = { $written } ne peut pas être cherché à quelques lettres près.
query-bad-edits-remedy = Écrivez ~1 après un mot simple d’au moins 3 lettres, ou ~2 après un mot d’au moins 6, sans joker, accolades ni = : acme~1
query-bad-pattern = /{ $written }/ n’est pas une expression régulière.
query-bad-pattern-remedy = Fermez chaque groupe et chaque crochet, et mettez \ devant un signe pris pour lui-même : /acme\.(fr|com)/
query-pattern-too-large = /{ $written }/ demanderait trop de mémoire.
query-pattern-too-large-remedy = Répétez moins, par exemple \w+ au lieu de \w{ "{" }1000{ "}" }, ou coupez l’expression en deux.
query-pattern-everywhere = /{ $written }/ convient à un texte vide, et répondrait donc partout.
query-pattern-everywhere-remedy = Demandez au moins un caractère : + au lieu de *
query-unknown-search = Aucune recherche n’est enregistrée sous le nom { $name }.
query-unknown-search-nearest = Vouliez-vous dire search:{ $nearest } ?
query-unknown-search-remedy = Enregistrez-la dans la configuration par [[search]], ou prenez-en une qui vient avec vigie : jobs, coupons, classifieds, obituaries.
query-search-in-itself = La recherche { $name } se contient elle-même.
query-search-in-itself-remedy = Retirez-en search:{ $name }, ou d’une recherche qu’elle contient.
query-bad-search = La recherche enregistrée { $name } est fausse. { $why }
query-bad-search-remedy = Corrigez la recherche enregistrée.
query-search-too-long = Avec tout ce que contient search:{ $name }, la requête est trop longue.
query-search-too-long-remedy = Coupez-la en deux, ou enregistrez des recherches plus courtes.
query-of-mentions = brand:, sentiment:, cluster: et is: ne se savent que des mentions, et c’est cette requête qui les trouve.
query-of-mentions-remedy = Servez-vous-en pour chercher dans les archives : vigie mentions 'acme sentiment:negative'
query-field-elsewhere = On ne sait rien ici de { $name }: ; ce qu’il demande est laissé de côté.
query-field-elsewhere-remedy = Retirez-le, ou dites la même chose avec site:, source: ou lang:
query-no-word = Il n’y a aucun mot dans { $written }.
query-no-word-remedy = Un terme demande une lettre, un chiffre ou un emoji.
query-only-wildcards = { $written } répondrait à tous les mots.
query-only-wildcards-remedy = Ajoutez-y des lettres, par exemple : acme*
query-not-in-near = Ce qui doit manquer ne peut pas être près d’autre chose.
query-not-in-near-remedy = Mettez la proximité entre parenthèses : NOT (Acme NEAR/3 emploi)
query-filter-in-near = Les champs tels que site:, lang: et date: n’ont pas de mots : rien ne peut être près d’eux.
query-filter-in-near-remedy = Mettez la proximité entre parenthèses : (Acme NEAR/3 arnaque) AND site:example.com
query-too-deep = Plus de { $most } parenthèses sont emboîtées.
query-too-deep-remedy = Coupez la requête en deux, ou retirez les parenthèses inutiles.
query-too-long = La requête dépasse { $most } octets.
query-too-long-remedy = Coupez-la en deux.
query-mixed = AND et OR se côtoient sans parenthèses ; AND est lu d’abord, et une espace vaut AND.
query-mixed-remedy = Dites par des parenthèses ce qui va ensemble : Acme AND (arnaque OR fraude)
query-no-operator = { $word } n’est pas un opérateur : il est cherché comme un mot.
query-no-operator-remedy = Vouliez-vous dire { $proposed } ?
query-too-broad = { $term } est si court qu’il répondra à bien d’autres choses.
query-too-broad-remedy = Écrivez un terme plus long, ou liez-le à un autre par NEAR/3.
# Ce que demande une requête, en toutes lettres.
query-explain-or = au moins l’un de :
query-explain-and = tout ceci :
query-explain-not = rien de :
query-explain-near = avec au plus { $words ->
    [one] { $words } mot
   *[other] { $words } mots
} entre les deux, dans la même phrase :
query-explain-near-ordered = suivi, après au plus { $words ->
    [one] { $words } mot
   *[other] { $words } mots
} de la même phrase, par :
query-explain-sentence = dans la même phrase :
query-explain-paragraph = dans le même paragraphe :
query-explain-word = le mot { $term }
query-explain-phrase = les mots à la suite { $term }
query-explain-nearly = un mot proche de { $term }
query-explain-as-written = exactement { $term }, casse et accents compris
query-explain-exact-case = { $term }, casse comprise
query-explain-exact-accents = { $term }, accents compris
query-explain-pattern = l’expression régulière { $term }
query-explain-filter = { $term }, qui ne regarde aucun mot
query-explain-search = la recherche enregistrée { $name } :
