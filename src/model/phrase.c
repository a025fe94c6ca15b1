/* SPDX-License-Identifier: ISC */
#include "model/phrase.h"

#include "base/utf8.h"
#include "model/language.h"

#define WORD_MAX ((size_t)24) /* bytes of one without its dots */

#define WIDE_COLON STR("：")

static const struct str signs = STR_INIT(" ,;:/()[]\"，、；：／・（）「」");

/* The length of the sign that text begins with, or 0. */
static size_t
sign_len(struct str text)
{
	uint32_t point;
	size_t len = utf8_next(text, &point);

	if (len == 1 &&
	    (char_is_letter(text.at[0]) || char_is_digit(text.at[0])))
		return 0;
	return str_find(signs, str_take(text, len)) < signs.len ? len : 0;
}

/* The first word of *line, without the signs around it; skips it in *line. */
static struct str
next_word(struct str *line)
{
	struct str word = *line;
	size_t len;

	while ((len = sign_len(word)) > 0)
		word = str_skip(word, len);
	len = 0;
	while (len < word.len && sign_len(str_skip(word, len)) == 0)
		len++;
	*line = str_skip(word, len);
	return str_take(word, len);
}

static struct str
without_dots(struct str word, char storage[WORD_MAX])
{
	size_t len = 0;

	for (size_t i = 0; i < word.len && len < WORD_MAX; i++)
		if (word.at[i] != '.' && word.at[i] != '-')
			storage[len++] = word.at[i];
	return (struct str){ storage, len };
}

static int
rank(enum key kind)
{
	if (kind == KEY_DEGREE)
		return 4;
	if (kind == KEY_POSITION)
		return 3;
	if (kind == KEY_INSTITUTION)
		return 2;
	return kind == KEY_DEPARTMENT ? 1 : 0;
}

/* A word of one of the languages with blanks between theirs. */
static enum key
kind_in(const struct language *of, struct str plain, bool dotted)
{
	if (word_in(plain, of->degrees) ||
	    (dotted && word_in(plain, of->dotted_degrees)))
		return KEY_DEGREE;
	if (word_in(plain, of->roles))
		return KEY_POSITION;
	if (word_in(plain, of->institutions))
		return KEY_INSTITUTION;
	return word_in(plain, of->departments) ? KEY_DEPARTMENT : KEY_FIELD;
}

struct match {
	size_t len;
	enum key kind;
};

/* The longest word of list that text begins with, if longer than *match. */
static void
match_list(struct match *match, struct str text, struct str list, enum key kind)
{
	struct str word;

	while (list.len > 0) {
		str_cut(list, ' ', &word, &list);
		/* Elsewhere it is a part of another word. */
		if (kind == KEY_DEPARTMENT && word.len < text.len)
			continue;
		if (word.len > match->len && str_starts(text, word))
			*match = (struct match){ word.len, kind };
	}
}

static struct match
match_all(struct str text)
{
	struct match match = { 0, KEY_FIELD };

	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct language *of = languages[i];

		if (!of->cjk)
			continue;
		match_list(&match, text, of->degrees, KEY_DEGREE);
		match_list(&match, text, of->roles, KEY_POSITION);
		match_list(&match, text, of->institutions, KEY_INSTITUTION);
		match_list(&match, text, of->departments, KEY_DEPARTMENT);
	}
	return match;
}

bool
phrase_is_cjk(struct str text)
{
	uint32_t point;

	return utf8_next(text, &point) > 0 && utf8_is_cjk(point);
}

/* The words stand without blanks: of "博士后" the whole counts, no "博士". */
static enum key
kind_of_run(struct str run)
{
	enum key best = KEY_FIELD;

	while (run.len > 0) {
		struct match match = { 1, KEY_FIELD };

		if (phrase_is_cjk(run))
			match = match_all(run);
		if (rank(match.kind) > rank(best))
			best = match.kind;
		run = str_skip(run, match.len > 0 ? match.len : 1);
	}
	return best;
}

static enum key
word_kind(struct str word, bool last)
{
	char storage[WORD_MAX];
	struct str plain = without_dots(word, storage);
	bool dotted = plain.len + 1 < word.len;
	enum key best = kind_of_run(word);

	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		enum key kind = KEY_FIELD;

		if (language_may_have(languages[i], plain))
			kind = kind_in(languages[i], plain, dotted);
		if (rank(kind) > rank(best))
			best = kind;
	}
	if (last && best == KEY_FIELD &&
	    str_eq_nocase(plain, STR("research")))
		return KEY_INSTITUTION;
	return best;
}

/* How many digits word has, if it has nothing else. */
static size_t
digits_of(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!char_is_digit(word.at[i]))
			return 0;
	return word.len;
}

static bool
is_street(struct str word)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (language_may_have(languages[i], word) &&
		    word_in(word, languages[i]->places))
			return true;
	return false;
}

static bool
is_country(struct str word)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (word_in(word, languages[i]->countries))
			return true;
	return false;
}

/* "中关村东路30号": a word of an address right behind a number. */
static bool
has_house_number(struct str word)
{
	while (word.len > 0) {
		struct match match = { 0, KEY_FIELD };
		bool digit = char_is_digit(word.at[0]);

		word = str_skip(word, 1);
		if (!digit || !phrase_is_cjk(word))
			continue;
		for (size_t i = 0; i < LANGUAGE_COUNT; i++)
			if (languages[i]->cjk)
				match_list(&match, word, languages[i]->places,
				    KEY_ADDRESS);
		if (match.len > 0)
			return true;
	}
	return false;
}

/* A country behind a comma, a number with a street, a postal code. */
static bool
is_place(struct str line)
{
	bool comma = str_index(line, ',') < line.len;
	bool number = false;
	bool street = false;
	struct str word, last = { NULL, 0 };

	while ((word = next_word(&line)).len > 0) {
		size_t digits = digits_of(word);

		if (digits == 5 || digits == 6 || has_house_number(word))
			return true;
		number = number || digits > 0;
		street = street || is_street(word);
		last = word;
	}
	return (number && street) || (comma && is_country(last));
}

enum key
phrase_kind(struct str line)
{
	enum key best = is_place(line) ? KEY_ADDRESS : KEY_FIELD;
	struct str word = next_word(&line);

	while (word.len > 0) {
		struct str next = next_word(&line);
		enum key kind = word_kind(word, next.len == 0);

		if (rank(kind) > rank(best))
			best = kind;
		word = next;
	}
	return best;
}

static bool
is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether a word of list stands in run, whose words have no blanks. */
static bool
run_has(struct str run, struct str list)
{
	struct str word;

	while (list.len > 0) {
		str_cut(list, ' ', &word, &list);
		if (str_find(run, word) < run.len)
			return true;
	}
	return false;
}

/* Small as they stand, or first in the line: IT and MY are something else. */
static bool
is_written_small(struct str word, bool first)
{
	for (size_t i = first ? 1 : 0; i < word.len; i++)
		if (char_is_letter(word.at[i]) && !is_small(word.at[i]))
			return false;
	return true;
}

static bool
is_of_sentence(struct str word, bool first)
{
	bool small = is_written_small(word, first);
	bool run = !str_is_ascii(word);

	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct language *of = languages[i];

		if (of->cjk ? run && run_has(word, of->sentence)
			    : small && word_in(word, of->sentence))
			return true;
	}
	return false;
}

static bool
wants_more(struct str word)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (word_in(word, languages[i]->wanting))
			return true;
	return false;
}

bool
phrase_is_sentence(struct str line)
{
	struct str word = next_word(&line);
	bool first = true;

	while (word.len > 0) {
		struct str next = next_word(&line);

		/* A numeral stands last: "Analysis I". */
		if (is_of_sentence(word, first) ||
		    (next.len > 0 && str_eq(word, STR("I"))))
			return true;
		word = next;
		first = false;
	}
	return false;
}

/* The last word of text, without the signs around it. */
static struct str
last_word(struct str text)
{
	struct str word, last = { NULL, 0 };

	while ((word = next_word(&text)).len > 0)
		last = word;
	return last;
}

bool
phrase_wants_more(struct str text)
{
	return wants_more(last_word(text));
}

bool
phrase_is_piece(struct str line)
{
	struct str last = last_word(line);

	return (line.len > 0 && is_small(line.at[0])) ||
	       (last.len > 0 && is_small(last.at[0]) && wants_more(last));
}

bool
phrase_announces(struct str line)
{
	return str_ends(line, STR(":")) || str_ends(line, WIDE_COLON);
}

bool
phrase_cut(struct str line, struct str *before, struct str *after)
{
	size_t narrow = str_index(line, ':');
	size_t wide = str_find(line, WIDE_COLON);

	if (narrow <= wide)
		return str_cut(line, ':', before, after);
	*before = str_take(line, wide);
	*after = str_skip(line, wide + WIDE_COLON.len);
	return true;
}
