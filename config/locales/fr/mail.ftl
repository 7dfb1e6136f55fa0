# Les mails : alertes, synthèses, santé de la veille. Sujets : 70 signes au plus.

mail-tag-critical = CRISE
mail-tag-warning = ALERTE
mail-tag-notice = VEILLE
mail-tag-end = FIN
mail-tag-info = INFO

mail-subject-open = [{ $tag }] { $brand } : { $about ->
    [negative] { $count ->
        [one] { $count } mention négative
       *[other] { $count } mentions négatives
    }
   *[volume] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }
 } en { $span }{ $risen ->
    [yes] {" "}(x{ $ratio })
   *[no] {""}
 }
mail-subject-update = [{ $tag }] { $brand } : suite, { $about ->
    [negative] { $count ->
        [one] { $count } mention négative
       *[other] { $count } mentions négatives
    }
   *[volume] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }
 } en { $span }
mail-subject-end = [{ $tag }] { $brand } : retour au calme, { $span }
mail-subject-digest = [{ $tag }] { $brand } : { $quiet ->
    [yes] rien à signaler
   *[no] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }, { $negative ->
        [one] { $negative } négative
       *[other] { $negative } négatives
    }
 }{ $period ->
    [weekly] {" "}en 7 jours
    [bare] {""}
   *[daily] , { $date }
 }
mail-subject-health = [{ $tag }] { $state ->
    [cut] Le réseau de la veille semble coupé
    [back] { $count ->
        [one] { $name } est de nouveau lue
       *[other] { $count } sources sont de nouveau lues
    }
    [online] { $count ->
        [one] { $name } : site rétabli
       *[other] { $count } de vos sites sont rétablis
    }
    [down] { $count ->
        [one] { $name } : site en panne
       *[other] { $count } de vos sites sont en panne
    }
    [odd] { $count ->
        [one] { $name } : site à vérifier
       *[other] { $count } de vos sites sont à vérifier
    }
    [silent] { $count ->
        [one] { $name } ne publie plus rien
       *[other] { $count } sources ne publient plus rien
    }
   *[blind] { $count ->
        [one] { $name } n’est plus lue
       *[other] { $count } sources ne sont plus lues
    }
 }
mail-brands = { $count ->
    [one] { $count } marque
   *[other] { $count } marques
 }

mail-alert-headline = { $stage ->
    [update] { $total ->
        [one] { $total } mention depuis le début
       *[other] { $total } mentions depuis le début
    }{ $about ->
        [negative] , dont { $count ->
            [one] { $count } négative
           *[other] { $count } négatives
        }
       *[volume] { $young ->
            [yes] {""}
           *[no] , dont { $count }
        }
    }{ $young ->
        [yes] {""}
       *[no] {" "}dans les { $span } passées
    }
    [end] Retour au calme après { $lasted }
   *[open] { $about ->
        [negative] { $count ->
            [one] { $count } mention négative
           *[other] { $count } mentions négatives
        }
       *[volume] { $count ->
            [one] { $count } mention
           *[other] { $count } mentions
        }
    } en { $span }
 }
mail-alert-lead = { $stage ->
    [end] Du { $since } au retour au calme : { $mentions ->
        [one] { $mentions } mention
       *[other] { $mentions } mentions
    }, dont { $negative ->
        [one] { $negative } négative
       *[other] { $negative } négatives
    }. Au plus fort, { $stories ->
        [one] { $stories } récit distinct
       *[other] { $stories } récits distincts
    } en { $span }, là où l’on en attend { $expected } (de { $low } à { $high }).
   *[on] Depuis le { $since } : { $mentions ->
        [one] { $mentions } mention
       *[other] { $mentions } mentions
    }, négatives à { $share }, contre { $usual } d’ordinaire. { $compared ->
        [rate] { $stories ->
            [one] Un récit distinct
           *[other] { $stories } récits distincts
        }, quand on en attend { $rate } par { $unit ->
            [hour] heure
            [day] jour
           *[week] semaine
        }.
       *[window] Sur les { $span } du pic, { $stories ->
            [one] un récit distinct
           *[other] { $stories } récits distincts
        } là où l’on en attend { $expected }{ $compared ->
            [guess] .
           *[range] {" "}(de { $low } à { $high }).
        }
    }
 }
mail-alert-first = Première mention : { $source }, le { $at }.
mail-alert-acknowledged = Pris en charge par { $by }, le { $at }.
mail-alert-told = Ont reçu ce mail : { $names }{ $cut ->
    [yes] {" "}et { $more } autres
   *[no] {""}
 }.
mail-alert-learning = Le passé de cette marque est encore court (moins de 7 jours) : l’attendu est une première estimation.
mail-alert-rarity = { $unit ->
    [days] Un jour ordinaire ne monte aussi haut qu’une fois en { $count } jours environ.
    [months] Un jour ordinaire ne monte aussi haut qu’une fois en { $count } mois environ.
    [years] Un jour ordinaire ne monte aussi haut qu’une fois en { $count } ans environ.
   *[decade] Un jour ordinaire ne monte pas aussi haut en dix ans.
 }
mail-alert-quotes = Les mentions les plus dures
mail-alert-origin = Là où tout a commencé
mail-alert-stories = Ce qui circule le plus
mail-alert-curve = Les { $points } dernières heures

mail-figure-negative = { $count ->
    [one] négative
   *[other] négatives
 }
mail-figure-share = { $share } du total
mail-figure-mentions = { $count ->
    [one] mention
   *[other] mentions
 }
mail-figure-reprises = { $count ->
    [0] sans reprise
    [one] dont { $count } reprise
   *[other] dont { $count } reprises
 }
mail-figure-stories = { $count ->
    [one] récit distinct
   *[other] récits distincts
 }
mail-figure-ratio = { $risen ->
    [yes] x{ $ratio } au pic
   *[no] attendu : { $rate } par { $unit ->
        [hour] heure
        [day] jour
       *[week] semaine
    }
 }

mail-action-take-on = Prendre en charge
mail-action-see = Voir les mentions
mail-action-sources = Voir les sources

mail-quote-from = { $by ->
    [known] { $author }, sur { $source }
   *[unknown] { $source }
 }, le { $at }
mail-quote-judged = { $tone ->
    [negative] Ton négatif
    [positive] Ton positif
   *[neutral] Ton neutre
 }, dit par { $by }
mail-quote-why = { $tone ->
    [negative] Ton négatif
    [positive] Ton positif
   *[neutral] Ton neutre
 }, sûr à { $confidence }{ $told ->
    [yes] {" "}: { $words }
   *[no] {""}
 }{ $named ->
    [yes] {" "}· terme suivi : { $brand }
   *[no] {""}
 }
mail-story = { $source }, { $pickups ->
    [one] le { $at }{ $negative ->
        [0] {""}
       *[other] {" "}· négative
    }
   *[other] depuis le { $at } · { $pickups } mentions{ $outlets ->
        [0] {""}
        [one] {""}
       *[other] {" "}sur { $outlets } sites
    }{ $negative ->
        [0] {""}
        [one] , dont une négative
       *[other] , dont { $negative } négatives
    }
 }

mail-curve-alt = { $unit ->
    [hour] Mentions heure par heure ({ $points } heures, { $total } en tout)
   *[day] Mentions jour par jour ({ $points } jours, { $total } en tout)
 } : pic de { $peak } le { $at }, dont { $negative ->
    [one] { $negative } négative
   *[other] { $negative } négatives
 } ; { $last } à la fin. { $trend ->
    [up] La courbe monte.
    [down] La courbe redescend.
   *[level] La courbe est stable.
 }
mail-curve-first = début : { $at }
mail-curve-peak = pic : { $count }, le { $at }
mail-curve-last = fin : { $count }, le { $at }
mail-curve-legend = Barres : mentions ; partie basse, en rouge sombre : négatives.{ $known ->
    [yes] {" "}Tirets : récits attendus, { $expected } par heure.
   *[no] {""}
 }

mail-curve-apart = { $count ->
    [one] La courbe laisse de côté une mention de l’historique d’une source, ou trouvée longtemps après sa publication.
   *[other] La courbe laisse de côté { $count } mentions de l’historique d’une source, ou trouvées longtemps après leur publication.
 }

mail-unknown-title = Ce que l’on ne sait pas
mail-unknown-coverage = { $whole ->
    [yes] Tout ce qui devait être lu l’a été ({ $expected ->
        [one] { $expected } relevé
       *[other] { $expected } relevés
    }).
    [but] { $expected ->
        [0] Aucun relevé n’était prévu
        [one] Le relevé prévu a abouti
       *[other] Les { $expected } relevés prévus ont abouti
    }, mais toutes les sources ne sont pas lues : il peut manquer des mentions.
   *[no] { $share } de ce qui devait être lu l’a été ({ $succeeded } relevés sur { $expected }) : il peut manquer des mentions.
 }
mail-unknown-blind = { $count ->
    [one] Une source n’est pas lue en ce moment :
   *[other] { $count } sources ne sont pas lues en ce moment :
 }
mail-more = { $linked ->
    [yes] Voir { $count ->
        [one] l’autre
       *[other] les { $count } autres
    }
   *[no] et { $count ->
        [one] une autre
       *[other] { $count } autres
    }
 }

mail-source-new = pas encore lue
mail-source-ok = lue
mail-source-unreachable = ne répond pas
mail-source-unreadable = répond autre chose que ce qu’elle devrait
mail-source-blocked = barrée par un mur anti-robots
mail-source-throttled = demande de revenir plus tard
mail-source-forbidden = interdite par son robots.txt
mail-source-refused = adresse hors de ce qui est permis
mail-source-missing = introuvable (404)
mail-source-gone = disparue pour de bon (410)
mail-source-silent = muette : rien de nouveau depuis bien plus longtemps que d’habitude
mail-source-selector-lost = page refaite : le repère ne trouve plus rien
mail-site-line = { $detail }{ $dated ->
    [yes] {" "}· depuis le { $since }
   *[no] {""}
 } · { $seen ->
    [yes] dernier contrôle réussi le { $last }
   *[no] aucun contrôle n’a encore réussi : l’adresse est-elle la bonne ?
 }
mail-source-line = { $status }{ $dated ->
    [yes] , depuis le { $since }
   *[no] {""}
 }{ $detailed ->
    [yes] {" "}({ $detail })
   *[no] {""}
 }

mail-digest-headline = { $period ->
    [weekly] Semaine du { $from } au { $to }
    [day] Journée du { $from }
   *[daily] Du { $start } au { $end }
 }
mail-digest-lead = { $quiet ->
    [yes] { $read ->
        [yes] Rien à signaler : aucune mention, et la veille a bien lu ses sources ({ $polls ->
            [one] { $polls } relevé
           *[other] { $polls } relevés
        }, { $share } de ce qui était prévu).
       *[no] Aucune mention, mais aucune source n’a pu être lue : ce silence ne dit rien.
    }
   *[no] { $count ->
        [one] { $count } mention
       *[other] { $count } mentions
    }, dont { $negative ->
        [one] { $negative } négative
       *[other] { $negative } négatives
    }{ $compared ->
        [yes] {" ; "}{ $period ->
            [weekly] la semaine d’avant
           *[daily] la veille
        } : { $before }
       *[no] {""}
    }.
 }
mail-digest-brands = Les marques
mail-digest-incidents = Les alertes
mail-digest-stories = Ce dont on parle
mail-digest-quotes = Mentions négatives à lire
mail-digest-trends = { $named ->
    [yes] Ce qui est nouveau sur { $brand }
   *[no] Ce qui est nouveau
 }
mail-digest-pages = Pages qui ont changé
mail-digest-pages-key = Barré : retiré. Gras souligné : ajouté. En texte : [-⁠retiré-] et {"{"}+ajouté+{"}"}.
mail-digest-watched = Pages suivies à partir de maintenant
mail-digest-curve = { $period ->
    [weekly] Jour par jour
   *[daily] Heure par heure
 }
mail-column-brand = Marque
mail-column-mentions = Mentions
mail-column-negative = Négatives
mail-column-positive = Positives
mail-column-share = Part de voix
mail-role = { $role ->
    [own] {""}
    [competitor] concurrent
   *[sector] secteur
 }
mail-change = { $same ->
    [yes] comme avant
   *[no] { $change }, contre { $before }
 }
mail-incident = [{ $tag }] { $brand } : { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
 } au plus fort
mail-incident-note = { $state ->
    [open] ouverte le { $opened }, toujours en cours, { $lasted }
    [acknowledged] ouverte le { $opened }, prise en charge, { $lasted }
   *[closed] ouverte le { $opened }, close après { $lasted }
 }
mail-page-at = { $kind ->
    [watched] suivie depuis le { $at }
    [price] prix changé, vu le { $at }
    [offer] offre changée, vue le { $at }
    [terms] conditions changées, vues le { $at }
    [figure] chiffre changé, vu le { $at }
    [layout] mise en page changée, texte identique, vue le { $at }
    [back] retour à ce qui était dit avant, vu le { $at }
    [site] site contrôlé le { $at }
   *[text] changement vu le { $at }
 }
mail-page-share = { $share } du texte
mail-page-amount = de { $before } à { $after }{ $known ->
    [yes] {" "}({ $change })
   *[no] {""}
 }
mail-page-named = une marque suivie y est nommée
mail-page-clauses = { $named ->
    [yes] { $count ->
        [one] clause touchée : { $clauses }
       *[other] { $count } clauses touchées : { $clauses }
     }
   *[no] { $count ->
        [one] une clause touchée
       *[other] { $count } clauses touchées
     }
 }
mail-clause = { $fate ->
    [added] clause ajoutée
    [removed] clause retirée
   *[reworded] clause reformulée
 }
mail-clause-untitled = Hors de toute clause numérotée
mail-clause-period = { $sense ->
    [falls] un délai tombe de { $before } à { $after }
   *[rises] un délai passe de { $before } à { $after }
 }
mail-clause-time = { $unit ->
    [hours] { $count ->
        [one] { $count } heure
       *[other] { $count } heures
     }
    [days] { $count ->
        [one] { $count } jour
       *[other] { $count } jours
     }
    [weeks] { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
     }
    [months] { $count } mois
   *[years] { $count ->
        [one] { $count } an
       *[other] { $count } ans
     }
 }
mail-clause-amount = un montant passe de { $before } à { $after }
mail-clause-negation = { $sense ->
    [added] une négation apparaît : le sens a pu s’inverser
   *[removed] une négation disparaît : le sens a pu s’inverser
 }
mail-clause-duty = { $sense ->
    [added] une obligation apparaît
   *[removed] une obligation disparaît
 }
mail-page-effective = date d’effet annoncée : { $date }
mail-page-availability = disponibilité : { $before }, puis { $after }
mail-page-certificate = { $days ->
    [0] son certificat expire dans moins d’un jour, le { $until }
    [one] son certificat expire dans { $days } jour, le { $until }
   *[other] son certificat expire dans { $days } jours, le { $until }
 }
mail-page-slow = lente : sa réponse a mis { $seconds } s à commencer, et d’autres avant elle ont tardé
mail-page-noindex = demande aux moteurs de recherche de ne pas la montrer
mail-availability = { $word ->
    [in-stock] en stock
    [out-of-stock] épuisé
    [on-order] sur commande
    [discontinued] retiré de la vente
   *[limited] en quantité limitée
 }

mail-health-about = { $state ->
    [online] Vos sites
    [down] Vos sites
    [odd] Vos sites
   *[other] Santé de la veille
 }
mail-health-headline = { $state ->
    [cut] Le réseau de la veille semble coupé
    [back] { $count ->
        [one] Une source est de nouveau lue
       *[other] { $count } sources sont de nouveau lues
    }
    [online] { $count ->
        [one] Votre site répond de nouveau comme il se doit
       *[other] { $count } de vos sites répondent de nouveau comme il se doit
    }
    [down] { $count ->
        [one] Votre site est en panne
       *[other] { $count } de vos sites sont en panne ou ne montrent pas ce qui y est attendu
    }
    [odd] { $count ->
        [one] Votre site ne montre pas ce qui y est attendu
       *[other] { $count } de vos sites ne montrent pas ce qui y est attendu
    }
    [silent] { $count ->
        [one] Une source ne publie plus rien
       *[other] { $count } sources ne publient plus rien
    }
   *[blind] { $count ->
        [one] Une source n’est plus lue
       *[other] { $count } sources ne sont plus lues
    }
 }
mail-health-lead = { $state ->
    [cut] Rien de ce que la veille interroge ne répond : son propre réseau est sans doute coupé. Ce qui se dit entre-temps sera lu à son retour, à sa vraie date.
    [back] La veille voit de nouveau ce qu’elle doit voir ({ $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    } en tout).
    [online] Le dernier contrôle a réussi.
    [down] Plusieurs contrôles de suite ont échoué : vos visiteurs sont sans doute touchés.
    [odd] La réponse arrive, mais plusieurs contrôles de suite n’y ont pas trouvé ce qui est attendu.
    [silent] La lecture réussit toujours, mais rien de nouveau ne paraît depuis bien plus longtemps que d’habitude.
   *[blind] Ce qui s’y dit échappe à la veille ({ $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    } en tout). Les autres sont lues comme d’habitude.
 }
mail-health-blind = { $state ->
    [down] Ce que dit le contrôle
    [odd] Ce que dit le contrôle
    [silent] Ne publient plus
   *[other] Ne sont plus lues
 }
mail-health-recovered = { $state ->
    [online] Rétablis
    [down] Rétablis
    [odd] Rétablis
   *[other] Sont de nouveau lues
 }
mail-health-next = La veille continue d’essayer, et vous le dira quand elles répondront de nouveau.
mail-health-next-site = Les contrôles continuent ; vous serez prévenus dès qu’ils réussiront de nouveau.
mail-health-next-gone = Une source disparue pour de bon n’est plus interrogée : donnez sa nouvelle adresse dans la configuration (« vigie discover » aide à la trouver), ou retirez-la.
mail-health-next-silent = Si une source muette a déménagé ou s’est arrêtée, donnez sa nouvelle adresse dans la configuration, ou retirez-la.

mail-test-subject = [INFO] Mail d’essai : le chemin fonctionne
mail-test-about = Essai
mail-test-headline = Ce mail est bien arrivé
mail-test-lead = Écrit le { $at }, à votre heure. Les alertes et les synthèses arriveront par le même chemin.
mail-test-next = Si ce mail était dans les indésirables, marquez l’expéditeur comme sûr : une alerte ne doit pas y finir.

mail-footer = Écrit par vigie, instance { $instance }
mail-footer-incident = Alerte nº { $number }
