/* SPDX-License-Identifier: ISC */
#include "model/language.h"

const struct language *const languages[LANGUAGE_COUNT] = {
	&language_english,
	&language_chinese,
	&language_german,
	&language_french,
	&language_spanish,
	&language_japanese,
};

const struct language *
language_of(struct str tag)
{
	struct str primary, rest;

	str_cut(tag, '-', &primary, &rest);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (str_eq_nocase(primary, languages[i]->tag))
			return languages[i];
	return NULL;
}

bool
language_may_have(const struct language *of, struct str word)
{
	return !of->cjk || !str_is_ascii(word);
}
