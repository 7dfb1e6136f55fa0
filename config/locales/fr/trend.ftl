# Ce qui est nouveau : sujets, voix, qui est repris. Courriels, page et ligne de commande le disent avec les mêmes mots.
trend-none = Rien ne se dit plus que d’habitude.
trend-topic = { $stories ->
    [one] 1 récit
   *[other] { $stories } récits
 } ({ $expected } attendus) sur { $outlets ->
    [one] 1 site
   *[other] { $outlets } sites
 } · { $negative ->
    [0] aucune négative
    [one] 1 négative
   *[other] { $negative } négatives
 } sur { $mentions ->
    [one] 1 mention
   *[other] { $mentions } mentions
 }
trend-voice = { $kind ->
    [author] Nouvel auteur
   *[outlet] Nouveau site
 } : { $name }, { $mentions ->
    [one] 1 mention
   *[other] { $mentions } mentions
 }{ $negative ->
    [0] {""}
    [one] , dont une négative
   *[other] , dont { $negative } négatives
 }
trend-relayed = Premier à le dire : { $outlet }, { $stories ->
    [one] 1 récit repris
   *[other] { $stories } récits repris
 } { $relays ->
    [one] une fois ailleurs
   *[other] { $relays } fois ailleurs
 } (« { $title } »)
