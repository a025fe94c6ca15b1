/* SPDX-License-Identifier: ISC */
#ifndef MODEL_WORDS_H
#define MODEL_WORDS_H

/*
 * words -- the vocabulary of profile text: keys, section titles, role words.
 *
 * A look-up ignores letter case, and knows the words of every language that
 * model/language.h has, whatever that of the profile is.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Whether word is in list: words in small letters, in the order of their bytes,
 * with a blank between. O(log n).
 */
bool word_in(struct str word, struct str list);

/* Field keys (G10, G14 to G16). */
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
	KEY_ICON,
	KEY_BANNER,
	KEY_BANNER_ALT,
	KEY_PHOTO,
	KEY_PHOTO_ALT,
	KEY_KEY,
	KEY_OTHER_LANG,
	KEY_TIMEZONE,
	KEY_TINYLOG,
	KEY_ROBOTS,
	KEY_WIDTH,
	KEY_CHARSET,
	KEY_ASCII,
	KEY_SECURITY_CONTACT,
	KEY_SOURCE,
	KEY_HOURS,
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
	KEY_ID,
	/* of a section */
	KEY_ONLY,
	KEY_NOT,
	KEY_HOME,
	KEY_ORDER,
	KEY_SLUG,
	KEY_COUNT,
};

enum key_scope {
	SCOPE_PROFILE,
	SCOPE_ENTRY,
	SCOPE_SECTION,
};

/*
 * The key that text names in that scope ("Email", "e-mail", "Mentors"), or
 * KEY_NONE.
 */
enum key word_key(struct str text, enum key_scope scope);

/* Its usual spelling in English, for labels: "Email", "As of". */
struct str word_key_name(enum key key);

/*
 * The spelling of a known key of that scope within edit distance 2 of text (1
 * for words of less than five letters, where two would fit anything, 0 for less
 * than three; beyond English 1, from six bytes on), for a did-you-mean. Empty
 * if there is none, or text is a known key. Two letters that changed places
 * count as one edit. Constant time.
 */
struct str word_nearest(struct str text, enum key_scope scope);

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
struct str word_section_slug(enum section_id id); /* "about" */

/* Its usual title in a language, in English if that is unknown: "About". */
struct str word_section_title(struct str lang, enum section_id id);

/* Whether it is a list by its nature, as News and Publications are. */
bool word_section_is_list(enum section_id id);

/* Words that make a paragraph a news item: "News", "Update" (G10). */
bool word_is_news(struct str word);

/* Such a word but for one letter: "Nwes", "Updates". */
bool word_is_nearly_news(struct str word);

/*
 * Ends in a dot that ends no sentence: "Ph.D.", "Inc.", "U.S.". A name such as
 * "example.com." is none.
 */
bool word_is_abbreviation(struct str word);

#endif
