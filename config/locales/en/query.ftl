# Errors and warnings of the query language.
query-empty = The query is empty.
query-empty-remedy = Write the name of the brand, for example: "Acme Corp"
query-negative = The query says only what must not be there, so nearly everything would match.
query-negative-remedy = Add what must be there, for example: Acme NOT jobs
query-unclosed-quote = The quotation mark { $quote } is never closed.
query-unclosed-quote-remedy = Close it after the last word of the phrase: "customer service"
query-unclosed-brace = The brace is never closed.
query-unclosed-brace-remedy = Braces hold a word in exact case; close them after it, as in { "{" }BT{ "}" }
query-unclosed-comment = The comment is never closed.
query-unclosed-comment-remedy = Close it with >>>
query-unclosed-parenthesis = The parenthesis is never closed.
query-unclosed-parenthesis-remedy = Add the missing ) after the group.
query-unopened-parenthesis = This parenthesis closes nothing.
query-unopened-parenthesis-remedy = Take it out, or open the group with ( before it.
query-empty-group = There is nothing between the parentheses.
query-empty-group-remedy = Write a term between them, or take them out.
query-missing-operand = { $operator } lacks a term.
query-missing-operand-remedy = Write a term beside { $operator }; to look for the word itself, put it in quotation marks: "{ $operator }"
query-unknown-field = There is no field { $name }:.
query-unknown-field-nearest = Did you mean { $nearest }:?
query-unknown-field-remedy = The fields are title:, text:, author:, url:, site:, lang:, source:, kind:, tag:, rating:, date:, brand:, sentiment:, cluster:, is: and search:; to look for the text itself, put it in quotation marks.
query-unknown-operator = There is no operator { $name }.
query-unknown-operator-remedy = Did you mean { $nearest }/5?
query-bad-distance = { $written } needs a distance from 1 to 100 words.
query-bad-distance-remedy = Write for example Acme NEAR/5 scam, Acme NEAR/5f scam (in this order) or "Acme scam"~5
query-missing-value = Nothing follows the field.
query-missing-value-remedy = Write its value right after the colon, without a blank: title:Acme
query-bad-language = { $written } is not a language that is told apart.
query-bad-language-remedy = Write lang:fr, lang:en or lang:other
query-bad-site = { $written } is not a host name.
query-bad-site-remedy = Write the host alone, for example: site:forum.example.com
query-bad-value = { $written } is not something that this field knows.
query-bad-value-remedy = Write for example: { $allowed }
query-bad-edits = { $written } cannot be looked for with letters changed.
query-bad-edits-remedy = Write ~1 after a plain word of 3 letters or more, or ~2 after one of 6 or more, without wildcards, braces or =: acme~1
query-bad-pattern = /{ $written }/ is not a regular expression.
query-bad-pattern-remedy = Close every group and bracket, and put \ before a sign that is meant as itself: /acme\.(fr|com)/
query-pattern-too-large = /{ $written }/ would need too much memory.
query-pattern-too-large-remedy = Repeat less, for example \w+ instead of \w{ "{" }1000{ "}" }, or split the expression in two.
query-pattern-everywhere = /{ $written }/ fits an empty text, so it would match everywhere.
query-pattern-everywhere-remedy = Ask for at least one character: + instead of *
query-unknown-search = No search is saved under the name { $name }.
query-unknown-search-nearest = Did you mean search:{ $nearest }?
query-unknown-search-remedy = Save it in the configuration as a [[search]], or use one that comes with vigie: jobs, coupons, classifieds, obituaries.
query-search-in-itself = The search { $name } contains itself.
query-search-in-itself-remedy = Take search:{ $name } out of it, or out of a search that it contains.
query-bad-search = The saved search { $name } is wrong. { $why }
query-bad-search-remedy = Mend the saved search.
query-search-too-long = With all that search:{ $name } contains, the query is too long.
query-search-too-long-remedy = Split it in two, or save shorter searches.
query-of-mentions = brand:, sentiment:, cluster: and is: are known of mentions only, and this query is what finds them.
query-of-mentions-remedy = Use them to search the archive: vigie mentions 'acme sentiment:negative'
query-field-elsewhere = Nothing is known here of { $name }:; what it asks for is left out.
query-field-elsewhere-remedy = Take it out, or say the same with site:, source: or lang:
query-no-word = There is no word in { $written }.
query-no-word-remedy = A term needs a letter, a digit or an emoji.
query-only-wildcards = { $written } would match every word.
query-only-wildcards-remedy = Add letters to it, for example: acme*
query-not-in-near = What must not be there cannot stand near something.
query-not-in-near-remedy = Put the proximity in parentheses: NOT (Acme NEAR/3 jobs)
query-filter-in-near = Fields such as site:, lang: and date: have no words, so nothing stands near them.
query-filter-in-near-remedy = Put the proximity in parentheses: (Acme NEAR/3 scam) AND site:example.com
query-too-deep = More than { $most } parentheses stand within one another.
query-too-deep-remedy = Split the query in two, or take out parentheses that are not needed.
query-too-long = The query is longer than { $most } bytes.
query-too-long-remedy = Split it in two.
query-mixed = AND and OR stand side by side without parentheses; AND is read first, and a blank is an AND.
query-mixed-remedy = Say with parentheses what belongs together: Acme AND (scam OR fraud)
query-no-operator = { $word } is no operator: it is looked for as a word.
query-no-operator-remedy = Did you mean { $proposed }?
query-too-broad = { $term } is so short that it will match much else.
query-too-broad-remedy = Write a longer term, or bind it to another one with NEAR/3.
# What a query asks, in words.
query-explain-or = at least one of:
query-explain-and = all of:
query-explain-not = not:
query-explain-near = with at most { $words ->
    [one] one word
   *[other] { $words } words
} between, in the same sentence:
query-explain-near-ordered = followed, after at most { $words ->
    [one] one word
   *[other] { $words } words
} of the same sentence, by:
query-explain-sentence = in the same sentence:
query-explain-paragraph = in the same paragraph:
query-explain-word = the word { $term }
query-explain-phrase = the words in a row { $term }
query-explain-nearly = a word that is nearly { $term }
query-explain-as-written = exactly { $term }, case and accents included
query-explain-exact-case = { $term }, case included
query-explain-exact-accents = { $term }, accents included
query-explain-pattern = the regular expression { $term }
query-explain-filter = { $term }, which looks at no word
query-explain-search = the saved search { $name }:
