/* SPDX-License-Identifier: ISC */
#include "model/terms.h"

#include "model/language.h"

struct str
term_of(struct str lang, enum term term)
{
	const struct language *of = language_of(lang);

	/* Its own name is not English, whatever it is. */
	if (of == NULL && term == TERM_OTHER_LANGUAGE)
		return lang;
	if (of == NULL || of->terms[term].len == 0)
		of = languages[0];
	return of->terms[term];
}

struct str
term_with(struct arena *a, struct str lang, enum term term, struct str value)
{
	struct str words = term_of(lang, term);
	size_t at = str_find(words, STR("{}"));

	return arena_printf(a, "%.*s%.*s%.*s", STR_ARG(str_take(words, at)),
	    STR_ARG(value), STR_ARG(str_skip(words, at + 2)));
}
