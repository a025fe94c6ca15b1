/* SPDX-License-Identifier: ISC */
#include "model/words.h"

#include "model/language.h"
#include "model/spelling.h"

#define PROFILE (1u << SCOPE_PROFILE)
#define ENTRY (1u << SCOPE_ENTRY)
#define SECTION (1u << SCOPE_SECTION)

/* Where a key is one; in the header, unless it says otherwise. */
static const unsigned scopes[KEY_COUNT] = {
	[KEY_DEGREE] = PROFILE | ENTRY,
	[KEY_PROJECT] = ENTRY,
	[KEY_DATES] = ENTRY,
	[KEY_NOW] = ENTRY,
	[KEY_AS_OF] = ENTRY,
	[KEY_WITH] = ENTRY,
	[KEY_MENTOR] = ENTRY,
	[KEY_ADVISOR] = ENTRY,
	[KEY_THESIS] = ENTRY,
	[KEY_SUPPORT] = ENTRY,
	[KEY_NOTE] = ENTRY,
	[KEY_LINK] = ENTRY,
	[KEY_ID] = ENTRY,
	[KEY_ONLY] = SECTION,
	[KEY_NOT] = SECTION,
	[KEY_HOME] = SECTION,
	[KEY_ORDER] = SECTION,
	[KEY_SLUG] = SECTION,
};

/* They are parts of addresses, and the same in all languages. */
static const struct str slugs[SECTION_COUNT] = {
	[SECTION_FREE] = STR_INIT("section"),
	[SECTION_ABOUT] = STR_INIT("about"),
	[SECTION_NEWS] = STR_INIT("news"),
	[SECTION_RESEARCH] = STR_INIT("research"),
	[SECTION_PUBLICATIONS] = STR_INIT("publications"),
	[SECTION_PROJECTS] = STR_INIT("projects"),
	[SECTION_SOFTWARE] = STR_INIT("software"),
	[SECTION_STUDENTS] = STR_INIT("students"),
	[SECTION_POSITIONS] = STR_INIT("positions"),
	[SECTION_EDUCATION] = STR_INIT("education"),
	[SECTION_TEACHING] = STR_INIT("teaching"),
	[SECTION_TALKS] = STR_INIT("talks"),
	[SECTION_SERVICE] = STR_INIT("service"),
	[SECTION_AWARDS] = STR_INIT("awards"),
	[SECTION_CONTACT] = STR_INIT("contact"),
	[SECTION_LINKS] = STR_INIT("links"),
	[SECTION_LOG] = STR_INIT("log"),
};

/* The word of list that stands at offset, or right in front of it. */
static struct str
word_at(struct str list, size_t offset)
{
	size_t start = offset;
	size_t end = offset;

	while (start > 0 && list.at[start - 1] != ' ')
		start--;
	while (end < list.len && list.at[end] != ' ')
		end++;
	return str_skip(str_take(list, end), start);
}

/* As spelling_order; nearly always the first letter tells. */
static int
order_of(struct str word, struct str other)
{
	unsigned char a, b;

	if (word.len > 0 && other.len > 0) {
		a = (unsigned char)char_lower(word.at[0]);
		b = (unsigned char)other.at[0];
		if (a != b && (a < 0x80 || b < 0x80))
			return a < b ? -1 : 1;
	}
	return spelling_order(word, other);
}

bool
word_in(struct str word, struct str list)
{
	while (list.len > 0) {
		struct str middle = word_at(list, list.len / 2);
		int order = order_of(word, middle);
		size_t start = (size_t)(middle.at - list.at);

		if (order == 0)
			return true;
		if (order < 0)
			list.len = start > 0 ? start - 1 : 0;
		else
			list = str_skip(list, start + middle.len + 1);
	}
	return false;
}

static bool
is_in_scope(enum key key, enum key_scope scope)
{
	unsigned of = scopes[key] != 0 ? scopes[key] : PROFILE;

	return (of & (1u << scope)) != 0;
}

static enum key
key_of(const struct language *of, struct str text, enum key_scope scope)
{
	const struct key_word *k = of->keys;

	while (k->word.len > 0 && !(spelling_may_be(text, k->word) &&
				      is_in_scope(k->key, scope) &&
				      spelling_alike(text, k->word)))
		k++;
	return k->key;
}

enum key
word_key(struct str text, enum key_scope scope)
{
	if (text.len > SPELLING_MAX)
		return KEY_NONE;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		enum key key = KEY_NONE;

		if (language_may_have(languages[i], text))
			key = key_of(languages[i], text, scope);
		if (key != KEY_NONE)
			return key;
	}
	return KEY_NONE;
}

struct str
word_key_name(enum key key)
{
	const struct key_word *k = languages[0]->keys;

	while (k->word.len > 0 && k->key != key)
		k++;
	return k->word;
}

/* A short word is too near to too many others, of six languages at that. */
static size_t
edits_allowed(const struct language *of, struct str word)
{
	if (of == languages[0])
		return word.len < 3 ? 0 : word.len < 5 ? 1
						       : 2;
	return word.len < 6 ? 0 : 1;
}

/* That of a language, if it is nearer than *best edits. */
static const struct key_word *
nearest_of(const struct language *of, struct str text, enum key_scope scope,
    size_t *best)
{
	const struct key_word *nearest = NULL;

	for (const struct key_word *k = of->keys; k->word.len > 0; k++) {
		size_t limit = edits_allowed(of, k->word);
		size_t away;

		if (text.len + limit < k->word.len ||
		    k->word.len + limit < text.len)
			continue;
		if (is_in_scope(k->key, scope) &&
		    spelling_near(text, k->word, limit, &away) &&
		    away < *best) {
			*best = away;
			nearest = k;
		}
	}
	return nearest;
}

struct str
word_nearest(struct str text, enum key_scope scope)
{
	struct str nearest = { NULL, 0 };
	size_t best = SPELLING_MAX;

	if (text.len < 2 || text.len > SPELLING_MAX)
		return nearest;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct key_word *k =
		    nearest_of(languages[i], text, scope, &best);

		if (k != NULL)
			nearest = k->word;
	}
	if (nearest.len > 0 && word_key(text, scope) != KEY_NONE)
		nearest.len = 0;
	return nearest;
}

static enum section_id
section_of(const struct language *of, struct str title)
{
	const struct title_word *t = of->synonyms;

	for (size_t i = SECTION_FREE + 1; i < SECTION_COUNT; i++)
		if (spelling_may_be(title, of->titles[i]) &&
		    spelling_alike(title, of->titles[i]))
			return (enum section_id)i;
	while (t->title.len > 0 && !(spelling_may_be(title, t->title) &&
				       spelling_alike(title, t->title)))
		t++;
	return t->id;
}

enum section_id
word_section(struct str title)
{
	enum section_id id = SECTION_FREE;

	if (title.len > 2 * SPELLING_MAX)
		return SECTION_FREE;
	while (title.len > 0 && (title.at[0] == ' ' || title.at[0] == '-'))
		title = str_skip(title, 1);
	for (size_t i = 0; i < LANGUAGE_COUNT && id == SECTION_FREE; i++)
		if (language_may_have(languages[i], title))
			id = section_of(languages[i], title);
	return id;
}

bool
word_section_is_list(enum section_id id)
{
	return id != SECTION_FREE && id != SECTION_ABOUT &&
	       id != SECTION_RESEARCH && id != SECTION_CONTACT;
}

struct str
word_section_slug(enum section_id id)
{
	return slugs[id];
}

struct str
word_section_title(struct str lang, enum section_id id)
{
	const struct language *of = language_of(lang);

	return (of != NULL ? of : languages[0])->titles[id];
}

bool
word_is_news(struct str word)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (word_in(word, languages[i]->news))
			return true;
	return false;
}

bool
word_is_nearly_news(struct str word)
{
	if (word_is_news(word))
		return false;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		struct str list = languages[i]->news;
		struct str next;
		size_t away;

		/* Of two characters, one is half the word. */
		if (languages[i]->cjk)
			continue;
		while (list.len > 0) {
			str_cut(list, ' ', &next, &list);
			if (spelling_near(word, next, 1, &away))
				return true;
		}
	}
	return false;
}

/* "Ph.D" or "U.S": letters by threes at most, with dots between. */
static bool
is_initials(struct str word)
{
	struct str piece;
	size_t pieces = 0;

	while (word.len > 0) {
		str_cut(word, '.', &piece, &word);
		if (piece.len == 0 || piece.len > 3)
			return false;
		for (size_t i = 0; i < piece.len; i++)
			if (!char_is_letter(piece.at[i]))
				return false;
		pieces++;
	}
	return pieces > 1;
}

bool
word_is_abbreviation(struct str word)
{
	if (!str_ends(word, STR(".")))
		return false;
	word.len--;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (word_in(word, languages[i]->abbreviations))
			return true;
	return is_initials(word);
}
