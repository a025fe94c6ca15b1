/* SPDX-License-Identifier: ISC */
#include "model/terms.h"

static const struct str english[TERM_COUNT] = {
	[TERM_HOME] = STR_INIT("Home"),
	[TERM_PAGES] = STR_INIT("Pages"),
	[TERM_ELSEWHERE] = STR_INIT("Elsewhere"),
	[TERM_CONTACT] = STR_INIT("Contact"),
	[TERM_MORE] = STR_INIT("More"),
	[TERM_MORE_ABOUT] = STR_INIT("More about {}"),
	[TERM_ALL_NEWS] = STR_INIT("All news"),
	[TERM_ON_GOPHER] = STR_INIT("This page on Gopher"),
	[TERM_ON_GEMINI] = STR_INIT("This page on Gemini"),
	[TERM_ON_WEB] = STR_INIT("This page on the web"),
	[TERM_SITE_OF] = STR_INIT("{}'s web site"),
	[TERM_HOME_OF] = STR_INIT("Home: {}"),
	[TERM_UPDATED] = STR_INIT("Updated {}"),
	[TERM_SEARCH] = STR_INIT("Search these pages"),
	[TERM_SITEMAP] = STR_INIT("All pages"),
	[TERM_FEED] = STR_INIT("Atom feed"),
	[TERM_CV] = STR_INIT("Curriculum vitae"),
	[TERM_CV_TEXT] = STR_INIT("Curriculum vitae as one text file"),
	[TERM_NOW] = STR_INIT("Now"),
	[TERM_TODAY] = STR_INIT("today"),
	[TERM_OTHER_LANGUAGE] = STR_INIT("English"),
};

struct str
term_of(struct str lang, enum term term)
{
	(void)lang;
	return english[term];
}

struct str
term_with(struct arena *a, struct str lang, enum term term, struct str value)
{
	struct str words = term_of(lang, term);
	size_t at = str_find(words, STR("{}"));

	return arena_printf(a, "%.*s%.*s%.*s", STR_ARG(str_take(words, at)),
	    STR_ARG(value), STR_ARG(str_skip(words, at + 2)));
}
