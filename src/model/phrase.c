/* SPDX-License-Identifier: ISC */
#include "model/phrase.h"

#define WORD_MAX ((size_t)24) /* bytes of one without its dots */

/* Words stand here without their dots and hyphens. */
static const struct str degrees = STR_INIT(
    "phd dphil dr drs doctor doctorate msc bsc mphil mba meng "
    "beng master master's masters bachelor bachelor's diplom "
    "dipl habilitation");

/* Degrees with their dots only: "MA" is a state, "MS" a company. */
static const struct str dotted_degrees = STR_INIT("ms ma bs ba md jd");

static const struct str roles = STR_INIT(
    "professor professorin prof researcher scientist engineer "
    "student candidate postdoc postdoctoral fellow lecturer "
    "instructor teacher director manager dean head chair "
    "developer programmer architect analyst consultant "
    "investigator assistant associate intern librarian editor "
    "founder president mathematician physicist mitarbeiter "
    "mitarbeiterin");

static const struct str institutions = STR_INIT(
    "university universität université universidad universidade "
    "università universiteit hochschule polytechnic institute "
    "institut instituto laboratory laboratories lab labs college "
    "school academy center centre "
    "hospital foundation observatory museum technologies inc ltd "
    "llc gmbh corp corporation company");

static const struct str departments = STR_INIT(
    "department dept faculty division");

/* Words of an address, and countries that end one. */
static const struct str places = STR_INIT(
    "street road avenue building room floor suite");
static const struct str countries = STR_INIT(
    "usa uk england scotland wales ireland germany france netherlands "
    "belgium luxembourg switzerland austria italy spain portugal greece "
    "poland czechia hungary sweden norway denmark finland turkey israel "
    "egypt india china taiwan japan korea singapore malaysia thailand "
    "vietnam indonesia australia canada mexico brazil argentina chile");

/* Small as they stand, or first in the line: IT and MY are something else. */
static const struct str sentence_words = STR_INIT(
    "i'm i’m i've i’ve am is are was were my me we our you your he she his "
    "they their it its who which that this these there have has had been "
    "hi hello welcome ich bin je suis");

static const struct str wanting_words = STR_INIT(
    "a an the of and or at in for with to on by from as into");

/* The first word of *line, without the signs around it; skips it in *line. */
static struct str
next_word(struct str *line)
{
	static const char signs[] = " ,;:/()[]\"";
	struct str set = { signs, sizeof(signs) - 1 };
	struct str word = *line;
	size_t len = 0;

	while (word.len > 0 && str_index(set, word.at[0]) < set.len)
		word = str_skip(word, 1);
	while (len < word.len && str_index(set, word.at[len]) == set.len)
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

static enum key
word_kind(struct str word, bool last)
{
	char storage[WORD_MAX];
	struct str plain = without_dots(word, storage);
	bool dotted = plain.len + 1 < word.len;

	if (word_in(plain, degrees) ||
	    (dotted &&
		word_in(plain, dotted_degrees)))
		return KEY_DEGREE;
	if (word_in(plain, roles))
		return KEY_POSITION;
	if (word_in(plain, institutions) ||
	    (last && str_eq_nocase(plain, STR("research"))))
		return KEY_INSTITUTION;
	return word_in(plain, departments) ? KEY_DEPARTMENT : KEY_FIELD;
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

/* How many digits word has, if it has nothing else. */
static size_t
digits_of(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!char_is_digit(word.at[i]))
			return 0;
	return word.len;
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

		if (digits == 5 || digits == 6)
			return true;
		number = number || digits > 0;
		street = street || word_in(word, places);
		last = word;
	}
	return (number && street) || (comma && word_in(last, countries));
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

/* In small letters as listed, the first one aside in the first word. */
static bool
is_of_sentence(struct str word, bool first)
{
	for (size_t i = first ? 1 : 0; i < word.len; i++)
		if (char_is_letter(word.at[i]) && !is_small(word.at[i]))
			return false;
	return word_in(word, sentence_words);
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

bool
phrase_is_piece(struct str line)
{
	bool small = line.len > 0 && is_small(line.at[0]);
	struct str word, last = { NULL, 0 };

	while ((word = next_word(&line)).len > 0)
		last = word;
	return small || (last.len > 0 && is_small(last.at[0]) &&
			    word_in(last, wanting_words));
}
