# Ce que disent eval, backtest et train
cli-eval-head = Chiffres en pour cent, chacun avec son intervalle à 95 % (bootstrap) ; puis ce que d’autres atteignent sur les textes de test du jeu.
cli-eval-file = { $file }, { $n ->
    [one] { $n } texte
   *[other] { $n } textes
 }
cli-eval-figure = { $measure } : { $share } (de { $low } à { $high }){ $others ->
    [no] {""}
   *[other] {" "}— { $others }
 }{ $note ->
    [no] {""}
   *[other]  ; { $note }
 }
cli-eval-measure-tone-recall = ton, rappel macro
cli-eval-measure-tone-f1 = ton, F1 macro
cli-eval-measure-tone-accuracy = ton, part juste
cli-eval-measure-language = langue reconnue
cli-eval-measure-moderation-f1 = attaques contre le reste, F1 macro
cli-eval-measure-moderation-precision = attaques, précision
cli-eval-measure-moderation-recall = attaques, rappel
cli-eval-measure-stories-f1 = paires d’un même récit, F1
cli-eval-measure-stories-precision = paires d’un même récit, précision
cli-eval-measure-stories-recall = paires d’un même récit, rappel
cli-train-line = { $file } : { $n ->
    [one] { $n } texte
   *[other] { $n } textes
 }, { $bytes } octets
cli-backtest-polls-head = Politique : flux, articles mesurés, requêtes par flux et par jour ; minutes de la publication à la lecture : moyenne, la moitié, 9 sur 10, 99 sur 100 en moins de ; moyenne par flux ; plus longue attente entre deux requêtes
cli-backtest-polls-line = { $policy } : { $feeds }, { $items }, { $polls } ; { $mean }, { $half }, { $most }, { $nearly } ; { $per_feed } ; { $longest }
cli-backtest-polls-fixed = Intervalle fixe
cli-backtest-polls-learnt = Rythme appris, autant de requêtes chaque minute
cli-backtest-polls-priced = Rythme appris, tel que le service l’applique
