# What eval, backtest and train say
cli-eval-head = Figures in per cent, each with its 95 % interval (bootstrap); then what others reach on the test texts of the set.
cli-eval-file = { $file }, { $n ->
    [one] { $n } text
   *[other] { $n } texts
 }
cli-eval-figure = { $measure }: { $share } ({ $low } to { $high }){ $others ->
    [no] {""}
   *[other] {" "}— { $others }
 }{ $note ->
    [no] {""}
   *[other] ; { $note }
 }
cli-eval-measure-tone-recall = tone, macro recall
cli-eval-measure-tone-f1 = tone, macro F1
cli-eval-measure-tone-accuracy = tone, right
cli-eval-measure-language = language told right
cli-eval-measure-moderation-f1 = attacks against the rest, macro F1
cli-eval-measure-moderation-precision = attacks, precision
cli-eval-measure-moderation-recall = attacks, recall
cli-eval-measure-stories-f1 = pairs of one story, F1
cli-eval-measure-stories-precision = pairs of one story, precision
cli-eval-measure-stories-recall = pairs of one story, recall
cli-train-line = { $file }: { $n ->
    [one] { $n } text
   *[other] { $n } texts
 }, { $bytes } bytes
cli-backtest-polls-head = Policy: feeds, items measured, requests a feed and day; minutes from publication to poll: mean, half, 9 in 10, 99 in 100 within; mean over feeds; longest time unasked
cli-backtest-polls-line = { $policy }: { $feeds }, { $items }, { $polls }; { $mean }, { $half }, { $most }, { $nearly }; { $per_feed }; { $longest }
cli-backtest-polls-fixed = Fixed interval
cli-backtest-polls-learnt = Learnt schedule, as many requests in every minute
cli-backtest-polls-priced = Learnt schedule, as the service asks
