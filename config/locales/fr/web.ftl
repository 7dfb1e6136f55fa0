# La page.
web-other-language = English
web-summary-calm = Tout est calme : { $sources ->
    [one] une source lue
   *[other] { $sources } sources lues
}.
web-summary-calm-blind = Pas d’incident ; { $blind ->
    [one] une source sur { $sources } n’est pas lue
   *[other] { $blind } sources sur { $sources } ne sont pas lues
}.
web-summary-incidents = { $incidents ->
    [one] Un incident en cours
   *[other] { $incidents } incidents en cours
}.
web-warning-outbox = { $count ->
    [one] Un message attend
   *[other] { $count } messages attendent
} depuis { $age } : le courrier ne part pas. { $why }
web-warning-dead = { $count ->
    [one] Un message n’a pas pu être remis
   *[other] { $count } messages n’ont pas pu être remis
} : « vigie status » dit pourquoi.
web-incidents = Incidents en cours
web-no-incidents = Aucun incident.
web-see-incident = Voir l’incident
web-no-incident = Cet incident n’existe pas.
web-severity-notice = Veille
web-severity-warning = Alerte
web-severity-critical = Crise
web-incident-fact = { $mentions ->
    [one] Une mention
   *[other] { $mentions } mentions
} depuis le { $since }, dont { $negative ->
    [0] aucune négative
    [one] une négative
   *[other] { $negative } négatives
} ({ $share } de négatif, contre { $usual } d’ordinaire).
web-opened = Ouvert le { $at }.
web-acknowledged = Pris en charge par { $by } le { $at }.
web-closed = Clos le { $at }.
web-take-on = Prendre en charge
web-take-on-as = Au nom de : { $by }
web-somebody = la page de vigie
web-bad-key = Ce bouton n’est pas valable : rouvrez la page de l’incident.
web-timeline = Chronologie
web-worst = Mentions les plus négatives
web-event-opened = Ouverture, { $severity } : { $mentions } mentions en { $span }, dont { $negative } négatives.
web-event-updated = Suite { $number }, { $severity } : { $mentions } mentions en { $span }, dont { $negative } négatives.
web-event-acknowledged = Pris en charge par { $by }.
web-event-calmed = Les chiffres reviennent à l’ordinaire.
web-event-closed = Fin de l’incident.
web-brands = Marques, sept derniers jours
web-role-own = votre marque
web-role-competitor = concurrent
web-role-sector = secteur
web-mentions = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
}
web-negative = { $count ->
    [one] { $count } négative
   *[other] { $count } négatives
}
web-positive = { $count ->
    [one] { $count } positive
   *[other] { $count } positives
}
web-apart = { $count ->
    [one] Non comptée : une mention trouvée à la première lecture d’une source, ou longtemps après sa publication.
   *[other] Non comptées : { $count } mentions trouvées à la première lecture d’une source, ou longtemps après leur publication.
}
web-change-none = Pas encore de semaine d’avant à quoi comparer.
web-change = × { $ratio } par rapport aux sept jours d’avant ({ $before }).
web-trend-empty = Aucune mention sur la période.
web-exclude = { $count ->
    [one] Ses corrections proposent { $count } terme à exclure
   *[other] Ses corrections proposent { $count } termes à exclure
}
web-exclude-how = Pour cela, mettez ceci à la place de la requête de la marque dans la configuration :
web-trend = Le plus haut : { $count } en six heures, dès le { $at }.
web-now-axis = maintenant
web-see-trends = Ce qui est nouveau : sujets, voix, qui est repris
web-see-search = Chercher dans les archives
web-search = Chercher dans les archives
web-search-query = Requête
web-search-example = (remboursement OR rappel) NEAR/5 bouilloire NOT "à venir"
web-search-brand = Marque
web-search-tone = Ton
web-search-span = Période
web-search-all = Toutes
web-search-any-tone = Tous
web-search-ever = Depuis toujours
web-search-days = { $days ->
    [one] Le dernier jour
   *[other] Les { $days } derniers jours
}
web-search-go = Chercher
web-search-found = { $count ->
    [0] Rien n’a été trouvé.
    [one] { $count } mention.
   *[other] { $count } mentions.
}
web-search-first = { $count ->
    [0] Rien n’a été trouvé parmi les mentions les plus récentes ; les plus anciennes n’ont pas été regardées. Précisez un mot, une marque ou une période.
    [one] La mention la plus récente ; il peut y en avoir d’autres.
   *[other] Les { $count } mentions les plus récentes ; il peut y en avoir d’autres.
}
web-search-table = Télécharger en tableau (CSV)
sheet-id = Numéro
sheet-published = Publié
sheet-seen = Vu
sheet-brand = Marque
sheet-source = Source
sheet-author = Auteur
sheet-title = Titre
sheet-text = Texte
sheet-tone = Ton
sheet-address = Adresse
web-trends = Ce qui est nouveau
web-trends-how = Les sept derniers jours, comparés aux mêmes jours des quatre semaines d’avant. On compte les récits : un texte repris par quarante sites compte une fois.
web-trends-head = { $stories ->
    [one] 1 récit, comparé
   *[other] { $stories } récits, comparés
 } à { $past } du passé
web-trends-voices = Nouvelles voix
web-trends-relayed = Qui a été repris
web-latest = Dernières mentions
web-no-mentions = Aucune mention encore : les premières arrivent quand les sources sont lues.
web-tone-negative = négatif, sûr à { $confidence }
web-tone-neutral = neutre, sûr à { $confidence }
web-tone-positive = positif, sûr à { $confidence }
web-correct = Corriger
web-correct-negative = Négatif
web-correct-neutral = Neutre
web-correct-positive = Positif
web-correct-not-about-us = Ne parle pas de la marque
web-flags = À modérer : { $kinds }
web-no-mention = Cette mention n’existe pas.
web-edits = { $count ->
    [one] Modifiée { $count } fois
   *[other] Modifiée { $count } fois
}
web-pages = Pages qui ont changé, sept derniers jours
web-sources = Santé des sources
web-coverage = Couverture des dernières 24 heures : { $share } des lectures prévues ont réussi.
web-source = Source
web-status = État
web-last-ok = Dernière lecture
web-next = Prochaine
web-content = Contenu
web-coverage-week = Couverture (7 j)
web-rating = { $stars } ({ $count ->
    [one] { $count } note
   *[other] { $count } notes
 })
web-watched-page = page suivie
web-items = { $items ->
    [one] { $items } article
   *[other] { $items } articles
}, { $mentions ->
    [one] { $mentions } mention
   *[other] { $mentions } mentions
}
web-never = plus jamais
web-now = maintenant
web-in = dans { $span }
web-status-new = pas encore lue
web-status-ok = lue
web-status-unreachable = injoignable
web-status-unreadable = illisible
web-status-blocked = bloquée par une protection anti-robot
web-status-throttled = demande à patienter
web-status-forbidden = interdite par robots.txt
web-status-refused = adresse refusée par sécurité
web-status-missing = introuvable
web-status-gone = fermée définitivement
web-status-silent = muette depuis bien plus longtemps que d’habitude
web-status-selector-lost = la zone suivie a disparu
