# config: what is said of a config file.
config-level-error = error
config-level-warning = warning
config-level-help = help
config-meant = Did you mean `{ $meant }`?
config-valid = Possible values: { $valid }.
config-init-site = Our site
config-init-login = If the relay wants a password, write it alone into a file (chmod 600), whose name goes here:

# The file itself.
config-file-missing = This file does not exist.
config-file-missing-remedy = Make it with `vigie init`, or give its path with `--config`.
config-file-denied = This file cannot be read: permission denied.
config-file-denied-remedy = Let the user of the service read it, for instance with `chmod 640` and `chgrp`.
config-file-unreadable = This file cannot be read: { $reason }.
config-file-unreadable-remedy = See that this path names a plain file.
config-file-unwritable = This file cannot be written: { $reason }.
config-file-held = This file is being written by another program, which did not end within { $seconds } seconds. Nothing was added: try again.
config-file-too-long = This file is longer than 4 MB: it is no configuration.
config-file-too-long-remedy = Check the path.
config-file-not-text = This file is not UTF-8 text (line { $reason }).
config-file-not-text-remedy = Save it as UTF-8 in your editor.

# TOML's syntax.
config-toml = This is not valid TOML.
config-toml-label = { $reason }
config-toml-remedy = A line reads `key = value`, and text stands between straight quotes.
config-toml-duplicate = This key is already given in the same section.
config-toml-duplicate-label = second time
config-toml-duplicate-remedy = Keep one of the two lines.
config-toml-quote = Text must stand between straight quotes.
config-toml-quote-label = no quotes
config-toml-quote-remedy = Write for instance `name = "Acme"`.
config-toml-string = This text is not closed, or holds a forbidden character.
config-toml-string-remedy = Close the quotes on the same line. Text that holds straight quotes goes between apostrophes: '"Acme" AND review'.
config-toml-escape = After a backslash, this character means nothing.
config-toml-escape-remedy = Double the backslash (`\\`), or put the text between apostrophes.
config-toml-no-value = This key has no value.
config-toml-no-value-remedy = Give it a value, or delete the line.
config-toml-header = This section header is not closed.
config-toml-header-remedy = A section reads `[mail]`, an element of a list `[[brand]]`.
config-toml-array = This list is malformed.
config-toml-array-remedy = Put commas between the elements and close the bracket: `["a", "b"]`.
config-toml-inline-table = This table between braces is not closed.
config-toml-inline-table-remedy = Close the brace, or write a `[name]` section.
config-toml-key = This cannot be the name of a key.
config-toml-key-remedy = The name of a key has letters, digits and underscores only.
config-toml-deep = Too many nested levels.
config-toml-deep-remedy = A configuration has no more than three.

# Keys and types.
config-unknown-key = Unknown key `{ $key }` in { $section }.
config-unknown-key-top = Unknown key `{ $key }`.
config-key-elsewhere = `{ $key }` does not belong here.
config-key-elsewhere-remedy = Move this line under { $home }.
config-wrong-type = `{ $key }` wants { $expected }, not { $found }.
config-wrong-type-remedy = Write for instance: { $example }
config-type-text = text between quotes
config-type-text-example = "Acme"
config-type-texts = a list of texts
config-type-texts-example = { "[\"Acme\", \"Rival\"]" }
config-type-flag = `true` or `false`
config-type-flag-example = true
config-type-number = a whole number
config-type-number-example = 587
config-type-duration = a length of time with its unit
config-type-duration-example = "15 min"
config-type-share = a share in percent
config-type-share-example = "5 %"
config-type-size = a size with its unit
config-type-size-example = "10 MB"
config-type-time = a time of day between quotes
config-type-time-example = "08:00"
config-type-table = a section
config-type-table-example = { "[" }{ $key }{ "]" }
config-type-tables = sections with double brackets
config-type-tables-example = { "[[" }{ $key }{ "]]" }
config-found-string = text
config-found-integer = a number
config-found-float = a decimal number
config-found-boolean = true or false
config-found-datetime = a date
config-found-array = a list
config-found-table = a section
config-empty = `{ $key }` is empty.
config-empty-remedy = Give it a value, or delete the line.
config-choice = `{ $key }` cannot be "{ $value }".
config-choice-remedy = Correct this value.
config-number-range = `{ $key }` must be between { $low } and { $high }.
config-number-range-remedy = Correct this number.

# Durations, sizes, times of day.
config-duration-number = "{ $value }" is not a length of time.
config-duration-number-remedy = Write for instance "15 min", "1 h 30", "2 days".
config-duration-no-unit = "{ $value }" lacks a unit.
config-duration-no-unit-remedy = Write for instance "15 min", "1 h 30", "2 days".
config-duration-unit = "{ $word }" is not a unit of time.
config-duration-unit-remedy = Units: s, min, h, days, weeks, months, years. For instance "15 min".
config-duration-unit-meant = "{ $word }" is not a unit of time.
config-duration-unit-meant-remedy = Did you mean `{ $meant }`?
config-duration-too-large = "{ $value }" is over a hundred years.
config-duration-too-large-remedy = Write for instance "15 min", "1 h 30", "2 days".
config-too-short = `{ $key }` is too short: { $least } at least.
config-too-short-remedy = Make it longer.
config-too-often = A source is asked once a minute at most.
config-too-often-remedy = Write for instance "15 min". A site of your own may be asked more often: name it in `allow_hosts` of [fetch].
config-share = "{ $value }" is not a share between 0.01 % and 100 %.
config-share-remedy = Write "5 %" or "2.5 %", for example.
config-freshness-and-every = `every` fixes when the source is asked; `freshness` leaves it to what is learnt of it.
config-freshness-and-every-remedy = Keep one of them.
config-size-number = "{ $value }" is not a size.
config-size-number-remedy = Write for instance "10 MB".
config-size-no-unit = "{ $value }" lacks a unit.
config-size-no-unit-remedy = Write for instance "10 MB".
config-size-unit = "{ $word }" is not a unit of size.
config-size-unit-remedy = Units: B, kB, MB, GB. For instance "10 MB".
config-size-unit-meant = "{ $word }" is not a unit of size.
config-size-unit-meant-remedy = Did you mean `{ $meant }`?
config-size-too-large = "{ $value }" is too large.
config-size-too-large-remedy = Write for instance "10 MB".
config-size-range = `{ $key }` must be between 1 B and { $most } MB.
config-size-range-remedy = Write for instance "10 MB".
config-time = "{ $value }" is not a time of day.
config-time-remedy = From "00:00" to "23:59": for instance "08:00".
config-weekday = "{ $day }" is not a day.
config-weekday-remedy = Write for instance "monday 08:00".
config-time-zone = Unknown time zone "{ $name }".
config-time-zone-remedy = Write an IANA name, for instance "Europe/Paris".

# Brands and sources.
config-no-brand = No brand to watch.
config-no-brand-remedy = Add `[[brand]]`, and under it `name = "Acme"`.
config-brand-name = This brand has no name.
config-brand-name-remedy = Add `name = "Acme"`.
config-brand-twice = Two brands are called "{ $name }".
config-brand-twice-label = already taken
config-brand-twice-remedy = Give one of them another name; `query` may stay the same.
config-search-name = A saved search has no name.
config-search-name-remedy = Name it, for example: name = "homonyms"
config-search-twice = Two saved searches are named { $name }.
config-search-twice-remedy = Rename one of them.
config-search-what = A saved search needs a query or a file, and only one of them.
config-search-what-remedy = Write query = "…", or file = "homonyms.query" with the query in that file.
config-search-file = { $file } cannot be read as a saved search. { $reason }
config-search-file-remedy = Give the path of a text file, relative to this one, that vigie may read.
config-tone-model = This [[tone]] names no model.
config-tone-model-remedy = Give the path of an ONNX file: model = "tone.onnx"
config-tone-tokenizer = This [[tone]] names no tokenizer.
config-tone-tokenizer-remedy = Give the path of the model's tokenizer: tokenizer = "tokenizer.json"
config-tone-labels = The labels must be "negative", "neutral" and "positive", each once.
config-tone-labels-remedy = Write them in the order of the model's outputs; its config.json tells it under id2label.
config-tone-language = A tone is read in French (fr) and in English (en); “{ $value }” is neither.
config-tone-language-remedy = Write languages = ["fr"], ["en"] or ["fr", "en"].
config-tone-twice = Another [[tone]] already has a model for this language.
config-tone-twice-remedy = Give each of them its own `languages`.
config-tone-unbuilt = This vigie was built without larger models for the tone.
config-tone-unbuilt-remedy = Build it with `cargo build --release --locked --features larger-tone`, or leave out [[tone]].
config-tone-file = { $file } cannot be read. { $reason }
config-tone-file-remedy = Give the path of the file, relative to this one.
config-tone-pieces = This tokenizer cannot be used: { $reason }
config-tone-pieces-remedy = Give the tokenizer.json that lies beside the model where it was published.
config-tone-weights = This model cannot be read: { $reason }
config-tone-weights-remedy = Export it to ONNX again, weights in the same file, with inputs for whole numbers.
config-tone-input = This model wants an input "{ $name }" that vigie cannot give.
config-tone-input-remedy = Export a text classifier: its inputs are input_ids, and at will attention_mask and token_type_ids.
config-tone-outputs = { $n ->
    [one] This model gives { $n } figure for a text, where three are wanted.
   *[other] This model gives { $n } figures for a text, where three are wanted.
}
config-tone-outputs-remedy = Export a classifier of three labels: negative, neutral, positive.
config-tone-run = This model was read, and fails on a text: { $reason }
config-tone-run-remedy = Export it to ONNX again, for one text of any length, without optimisations for one machine.
config-unknown-source = No source is called "{ $name }".
config-unknown-source-remedy = Add a source of that name.
config-no-source = No source to read.
config-no-source-remedy = Add `[[source]]`, and under it `url = "https://…"`.
config-source-url = This source has no address.
config-source-url-remedy = Add `url = "https://…"`.
config-source-twice = Two sources are called "{ $name }".
config-source-twice-label = already taken
config-source-twice-remedy = Give one of them another name.
config-url = This address is not valid.
config-url-remedy = Copy it from the browser's address bar.
config-url-no-scheme = This address lacks its `https://`.
config-url-no-scheme-remedy = Write the whole address, for instance "https://www.example.org/feed".
config-url-scheme = Only http and https addresses are read.
config-url-scheme-remedy = Look for the same content under https.
config-url-user = An address must hold neither user name nor password.
config-url-user-remedy = Take out what stands before the `@`.
config-url-too-long = This address is longer than 2,048 characters.
config-url-too-long-remedy = Take out the parameters that it does not need.
config-url-private = This address is that of a private machine: it will not be read.
config-url-private-remedy = If it is yours, name it in `allow_hosts` of [fetch].
config-url-twice = "{ $name }" already reads this address in the same way.
config-url-twice-remedy = Delete one of the two sources.
config-kind-list = An OPML list is not a source.
config-kind-list-remedy = Add what it holds with `vigie sources import file.opml`, and remove this source.
config-closed = { $why }
config-closed-label = nothing to poll here
config-closed-remedy = Let the network mail you what it notifies and read that mailbox, or import its exports; delete this source.
config-key-of-preset = `{ $key }` does not fit a source with `kind = "{ $kind }"`.
config-key-of-preset-remedy = Name the service with `kind = …` (“vigie sources presets” lists them), or delete `{ $key }`.
config-preset-key = `{ $key }` does not fit a source with `kind = "{ $kind }"`.
config-preset-key-remedy = It takes: { $valid }.
config-preset-needs = A source with `kind = "{ $kind }"` must be told what to read.
config-preset-needs-remedy = Give { $keys }. “vigie sources presets” shows an example.
config-preset-many = This makes more than { $most } sources.
config-preset-many-remedy = Split it, or name fewer things.
config-preset-too-often = { $kind } is asked every { $least } at most.
config-preset-too-often-remedy = Raise `every`, or leave it out.
config-preset-words = `{ $key }` cannot be these words.
config-preset-words-remedy = Write 500 characters at most, on one line.
config-preset-site = `{ $key }` is not the address of a site.
config-preset-site-remedy = Write it whole and without a password: "https://forum.example.org".
config-preset-host = "{ $value }" is not the name of a site.
config-preset-host-remedy = Write it without `https://` and without a path: "acme.example".
config-preset-name = "{ $value }" is not a name that `{ $key }` takes.
config-preset-name-remedy = Copy it from the address in the browser, without slashes.
config-preset-path = "{ $value }" is not what `{ $key }` takes.
config-preset-path-remedy = Copy the names from the address in the browser: "acme/app".
config-preset-number = "{ $value }" is not a number for `{ $key }`.
config-preset-number-remedy = Write the digits of the address, between quotes: "42".
config-preset-country = "{ $value }" is not a country.
config-preset-country-remedy = Write its two letters: "fr", "be", "gb".
config-preset-edition = "{ $value }" is not an edition.
config-preset-edition-remedy = Write a language and a country: "fr-FR", "fr-BE", "en-GB".
config-preset-channel = "{ $value }" is not the id of a YouTube channel.
config-preset-channel-remedy = It begins with UC and has 24 characters: see “Share channel” on its page.
config-preset-under = `{ $key }` is not an address that begins with { $start }
config-preset-under-remedy = Copy it whole from the service's page.
config-token-inline = `{ $key }` must not be in this file: it would end up in backups and mails.
config-token-inline-remedy = Put it into a file of its own (chmod 600) and write `token_file = "…"`, or use `credential`.
config-token-needed = A source with `kind = "{ $kind }"` needs your own token.
config-token-needed-remedy = Add `token_file = "…"` (chmod 600) or `credential = "…"`. “vigie sources presets” says where to get it.
config-token-twice = `token_file` and `credential` are two ways to give the token.
config-token-twice-remedy = Keep one of them.
config-token-query = This token is not written as `name=value`.
config-token-query-remedy = Put into the file what stands behind the `?` of the private address: `feed=…&user=…` for Reddit, `key=…` for Stack Exchange.
config-token-odd = This token holds spaces or other odd characters.
config-token-odd-remedy = Put into the file the token alone, on one line.
config-key-of-kind = `{ $key }` only fits a source with `kind = "{ $kind }"`.
config-key-of-kind-remedy = Add `kind = "{ $kind }"`, or delete `{ $key }`.
config-key-of-watch = `{ $key }` only fits a page with `watch = "{ $watch }"`.
config-key-of-watch-remedy = Add `watch = "{ $watch }"`, or delete `{ $key }`.
config-intake-path = This source has no path.
config-intake-path-remedy = Add `path = "…"`: a file or a folder. A relative path starts from the config file's folder.
config-maildir-from = The senders whose mails are read are not named.
config-maildir-from-remedy = Add for instance `from = ["alerts@platform.example", "@agency.example"]`: no other mail is looked into.
config-maildir-sender = "{ $value }" is neither an address nor a domain.
config-maildir-sender-remedy = Write for instance "alerts@platform.example", or "@platform.example" for all of its senders.
config-webhook-name = This webhook has no name.
config-webhook-name-remedy = Add `name = "shop"`: items are then posted to `/in/shop`.
config-webhook-secret = This webhook has no secret: anybody could post to it.
config-webhook-secret-remedy = Add `secret_file = "…"`, a file that only the service can read, or `credential = "…"`.
config-webhook-secrets = `secret_file` and `credential` are two ways to give the secret.
config-webhook-secrets-remedy = Keep one of the two.
config-webhook-short = This secret is too short: { $least } characters at least.
config-webhook-short-remedy = Draw one, for instance with `openssl rand -hex 32`.
config-selector = "{ $value }" is not a CSS selector.
config-selector-remedy = Write for instance "#price", ".offer > h2" or "main".
config-forum-selector = Without `engine`, the selector `{ $key }` is needed.
config-forum-selector-remedy = Add `{ $key } = "…"`, or leave out all selectors: the engines that are known need none.

# Recipients and mails.
config-no-recipient = Nobody is told.
config-no-recipient-remedy = Add `[[recipient]]`, and under it `mail = "you@example.org"`.
config-recipient-mail = This recipient has no address.
config-recipient-mail-remedy = Add `mail = "you@example.org"`.
config-recipient-twice = Two recipients are called "{ $name }".
config-recipient-twice-label = already taken
config-recipient-twice-remedy = Give one of them another name.
config-mail-twice = "{ $mail }" is a recipient already.
config-mail-twice-remedy = Keep one of them; `brands` may name several brands.
config-unknown-brand = No brand is called "{ $name }".
config-unknown-brand-remedy = Add a brand of that name.
config-no-operator = Nobody will be told when a source or the mails stop working.
config-no-operator-remedy = Put `operator = true` with a recipient.
config-mail = "{ $value }" is not a mail address.
config-mail-remedy = Write for instance "ann@example.org".
config-mail-from = The sender's address is missing.
config-mail-from-remedy = Add `from = "vigie@example.org"`, an address that the relay accepts.
config-mail-without-relay = `{ $key }` is of no use without `relay`.
config-mail-without-relay-remedy = Add `relay = "smtp.example.org"`, or delete this line.
config-mail-clear = To { $host }, mails and password would travel in the clear.
config-mail-clear-remedy = Write `security = "tls"` (port 465) or "starttls" (port 587).
config-relay = This is not a host name.
config-relay-remedy = Write the name alone, for instance "smtp.example.org"; the port goes into `port`.
config-proxy-address = The proxy has no address.
config-proxy-address-remedy = Add `address = "http://proxy.example.org:3128"`, or delete the section.
config-proxy = This is not a proxy’s address.
config-proxy-remedy = Write http://, the machine and the port, and nothing after it, for instance "http://proxy.example.org:3128". A login goes into `user` and `password_file`.
config-ca-file = This file of certificates does not exist.
config-ca-file-remedy = A relative path starts from the config file's folder.
config-ca-file-content = This file holds no certificate that can be read.
config-ca-file-content-remedy = A PEM file is wanted: each certificate between BEGIN CERTIFICATE and END CERTIFICATE.

# Secrets.
config-password-inline = The password must not be in this file.
config-password-inline-remedy = Write it alone into a file (chmod 600) and name that file: `password_file = "smtp-password"`. Change this password if others may have read it.
config-password-twice = `password_file` and `credential` are two ways to give the password.
config-password-twice-remedy = Keep one of them.
config-password-without-user = A password without a user is of no use.
config-password-without-user-remedy = Add `user = "…"`.
config-user-without-password = A user without a password cannot log in.
config-user-without-password-remedy = Add `password_file` or `credential`.
config-secret-missing = The file of the secret does not exist: { $file }.
config-secret-missing-remedy = Make it (chmod 600). A relative path starts from the config file's folder.
config-secret-unreadable = The file of the secret cannot be read ({ $reason }).
config-secret-unreadable-remedy = Give it to the user of the service: `chown` and `chmod 600`.
config-secret-odd = This cannot be the file of a secret.
config-secret-odd-remedy = It must be a plain file of UTF-8 text under 4 kB.
config-secret-empty = The file of the secret is empty.
config-secret-empty-remedy = Write the secret (password, token) into it, alone on a line.
config-secret-readable = Everybody on this machine can read this secret (mode { $mode }).
config-secret-readable-remedy = Close it: `chmod 600 { $file }`.
config-credential-name = "{ $name }" cannot be the name of a systemd credential.
config-credential-name-remedy = Write the name given in `LoadCredential=`, for instance "smtp-password".
config-credential-outside = systemd gave no credential to this program.
config-credential-outside-remedy = Add `LoadCredential={ $name }:/etc/vigie/{ $name }` to the service, or name a file instead.
config-credential-unchecked = This credential could not be checked: systemd gives it to the service alone.
config-credential-unchecked-remedy = The service will check it when it starts.

# The service.
config-listen = "{ $value }" is not an address to serve pages at.
config-listen-remedy = Write for instance "127.0.0.1:8080", or "off".
config-listen-webhooks = Webhooks are configured, and nothing can be posted to them while no page is served.
config-listen-webhooks-remedy = Write for instance "127.0.0.1:8080", or delete the `kind = "webhook"` sources.
config-websub = Hubs can only tell of news where pages are served, at an address that they can reach.
config-websub-remedy = Give `public_url`, an address that can be reached from outside, or delete `websub`.
config-listen-open = Anybody who reaches this address can read the pages, in the clear.
config-listen-open-remedy = Stay on "127.0.0.1:8080" behind an https proxy, and give its address in `public_url`.
config-allow-host = This is neither a host, nor an address, nor a network.
config-allow-host-remedy = Write for instance "intranet.example.org", "127.0.0.1:8081" or "10.0.0.0/8".
config-header = `{ $key }` can only have letters without accents, digits and signs, 200 at most.
config-header-remedy = Take out the other characters.
config-retention = Mentions would be deleted before the items that they are in.
config-retention-remedy = Keep `mentions` at least as long as `items`.
config-update-after = `update_after` wants three lengths of time: first update, second, then all others.
config-update-after-remedy = Write for instance ["5 min", "15 min", "1 h"].
