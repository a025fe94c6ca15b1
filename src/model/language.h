/* SPDX-License-Identifier: ISC */
#ifndef MODEL_LANGUAGE_H
#define MODEL_LANGUAGE_H

/*
 * language -- what Vitae knows of a language: one file for each.
 *
 * The words of all languages are known in every profile (G10), so a page may
 * mix them; what pages add to their author's words is in the page's own. A
 * list is one text: words in small letters, in the order of their bytes, with a
 * blank between.
 *
 * To add a language, write a file beside english.c and name it in language.c.
 */

#include "base/str.h"
#include "model/terms.h"
#include "model/words.h"

struct key_word {
	struct str word;
	enum key key;
};

struct title_word {
	struct str title;
	enum section_id id;
};

struct language {
	struct str tag; /* BCP 47, without a region: "zh" */
	bool cjk;	/* written in Chinese characters or kana */
	struct str terms[TERM_COUNT];
	const struct key_word *keys; /* up to one without a word */
	struct str titles[SECTION_COUNT];
	const struct title_word *synonyms; /* likewise; of these titles */
	struct str news;		   /* labels of news */
	struct str on;			   /* leads to a student's project */
	struct str now;			   /* leads to where one is today */
	struct str abbreviations;	   /* without their dots */

	/* Of phrases (G19); degrees have no dots and hyphens here. */
	struct str degrees;
	struct str dotted_degrees; /* none without their dots */
	struct str roles;
	struct str institutions;
	struct str departments;
	struct str places; /* words of an address beside a number */
	struct str countries;
	struct str sentence; /* what only sentences have */
	struct str wanting;  /* what wants another word behind it */
};

extern const struct language language_english;
extern const struct language language_chinese;
extern const struct language language_german;
extern const struct language language_french;
extern const struct language language_spanish;
extern const struct language language_japanese;

#define LANGUAGE_COUNT 6

/* English first. */
extern const struct language *const languages[LANGUAGE_COUNT];

/* That of a BCP 47 tag: "zh-Hans-CN" is found as zh; NULL if unknown. */
const struct language *language_of(struct str tag);

/*
 * Whether word can be one of that language at all: none written in Chinese
 * characters or kana is of ASCII alone. Cheap, for loops over languages.
 */
bool language_may_have(const struct language *of, struct str word);

#endif
