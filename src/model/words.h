/* SPDX-License-Identifier: ISC */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

/*
 * words -- the vocabulary of profile text: keys, section titles, role words.
 *
 * One table per kind. A look-up ignores letter case.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Whether word is in list: words in small letters with blanks between. */
bool word_in(struct str word, struct str list);

/* Field keys (G10, G14, G16). */
enum key {
	KEY_NONE,
	/* of the profile */
	KEY_NAME,
	KEY_PRONOUNS,
	KEY_POSITION,
	KEY_INSTITUTION,
	KEY_DEPARTMENT,
	KEY_DEGREE, /* of a student as well */
	KEY_FIELD,
	KEY_EMAIL,
	KEY_PHONE,
	KEY_OFFICE,
	KEY_ADDRESS,
	KEY_HOMEPAGE,
	KEY_ORCID,
	KEY_SCHOLAR,
	KEY_CODE,
	KEY_LANG,
	KEY_LICENCE,
	KEY_UPDATED,
	KEY_BIBLIOGRAPHY,
	KEY_ME,
	/* of an entry */
	KEY_PROJECT,
	KEY_DATES,
	KEY_NOW,
	KEY_AS_OF,
	KEY_WITH,
	KEY_MENTOR,
	KEY_ADVISOR,
	KEY_THESIS,
	KEY_SUPPORT,
	KEY_NOTE,
	KEY_LINK,
	KEY_COUNT,
};

enum key_scope {
	SCOPE_PROFILE,
	SCOPE_ENTRY,
};

/*
 * The key that text names in that scope ("Email", "e-mail", "Mentors"), or
 * KEY_NONE.
 */
enum key word_key(struct str text, enum key_scope scope);

/* Its usual spelling, for labels and messages: "Email", "As of". */
struct str word_key_name(enum key key);

/*
 * The known key of that scope within edit distance 2 of text (1 for words of
 * less than five letters, where two would fit anything, 0 for less than three),
 * for a did-you-mean; KEY_NONE if there is none, or text is a known key. Two
 * letters that changed places count as one edit. Constant time.
 */
enum key word_nearest_key(struct str text, enum key_scope scope);

/* Section ids (G15). */
enum section_id {
	SECTION_FREE, /* any other title */
	SECTION_ABOUT,
	SECTION_NEWS,
	SECTION_RESEARCH,
	SECTION_PUBLICATIONS,
	SECTION_PROJECTS,
	SECTION_SOFTWARE,
	SECTION_STUDENTS,
	SECTION_POSITIONS,
	SECTION_EDUCATION,
	SECTION_TEACHING,
	SECTION_TALKS,
	SECTION_SERVICE,
	SECTION_AWARDS,
	SECTION_CONTACT,
	SECTION_LINKS,
	SECTION_LOG,
	SECTION_COUNT,
};

/* The id that a title or a slug names ("Biography", "news"). */
enum section_id word_section(struct str title);
struct str word_section_slug(enum section_id id);  /* "about" */
struct str word_section_title(enum section_id id); /* "About" */

/* Whether it is a list by its nature, as News and Publications are. */
bool word_section_is_list(enum section_id id);

/* Words that make a paragraph a news item: "News", "Update" (G10). */
bool word_is_news(struct str word);

/* Such a word but for one letter: "Nwes", "Updates". */
bool word_is_nearly_news(struct str word);

/* Of a date in words: "Apr", "summer" (G17). */
bool word_is_month(struct str word);

/*
 * Ends in a dot that ends no sentence: "Ph.D.", "Inc.", "U.S.". A name such as
 * "example.com." is none.
 */
bool word_is_abbreviation(struct str word);

#endif
