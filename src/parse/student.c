/* SPDX-License-Identifier: ISC */
#include "parse/student.h"

#include "base/utf8.h"
#include "model/language.h"
#include "model/phrase.h"
#include "model/spelling.h"
#include "parse/date.h"

#define NAME_WORDS_MAX 6
#define DEGREE_BYTES_MAX 200

/* The citations at the end of text: "[@a; @b]"; empty if there are none. */
static struct str
citations_of(struct str text)
{
	size_t start = text.len;
	size_t i = text.len;

	while (i > 1 && text.at[i - 1] == ']') {
		while (i > 0 && text.at[i - 1] != '[')
			i--;
		if (i == 0 || text.at[i] != '@')
			break;
		start = --i;
		while (i > 0 && text.at[i - 1] == ' ')
			i--;
	}
	return str_skip(text, start);
}

/* The length of the sign that text begins with, narrow or wide, or 0. */
static size_t
sign_len(struct str text, struct str narrow, struct str wide)
{
	if (str_starts(text, narrow))
		return narrow.len;
	return str_starts(text, wide) ? wide.len : 0;
}

static size_t
opener_len(struct str text)
{
	return sign_len(text, STR("("), STR("（"));
}

static size_t
closer_len(struct str text)
{
	return sign_len(text, STR(")"), STR("）"));
}

/* "NAME (DETAILS)" taken apart; false if text has not that form. */
static bool
split_details(struct str text, struct str *name, struct str *details)
{
	size_t depth = 0;
	size_t open = 0;
	size_t end = 0;

	for (size_t i = 0; i < text.len; i++) {
		struct str rest = str_skip(text, i);

		if (opener_len(rest) > 0 && depth++ == 0)
			open = i;
		if (closer_len(rest) > 0 && depth > 0 && --depth == 0)
			end = i;
	}
	if (depth > 0 || end == 0 ||
	    end + closer_len(str_skip(text, end)) < text.len)
		return false;
	*name = str_trim(str_take(text, open));
	*details = str_take(str_skip(text, open), end - open);
	*details = str_trim(str_skip(*details, opener_len(*details)));
	return name->len > 0 && details->len > 0 &&
	       (name->len < open || text.at[open] != '(');
}

/* The part in front of the first comma that is in no bracket. */
static struct str
next_part(struct str *rest)
{
	struct str part = *rest;
	size_t depth = 0;
	size_t comma = 0;
	size_t len = 0;

	for (; len < part.len && comma == 0; len++) {
		struct str here = str_skip(part, len);

		if (opener_len(here) > 0)
			depth++;
		else if (closer_len(here) > 0 && depth > 0)
			depth--;
		else if (depth == 0)
			comma = sign_len(here, STR(","), STR("，"));
	}
	if (comma > 0)
		len--;
	*rest = str_trim(str_skip(part, len + comma));
	return str_trim(str_take(part, len));
}

/*
 * Whether text begins with word, as a word of its own: "on Mirage". Longer
 * Chinese ones need no blank, but a single character may be a part of another.
 */
static bool
leads(struct str word, struct str text, bool glued)
{
	struct str rest = str_skip(text, word.len);

	if (!spelling_same(str_take(text, word.len), word))
		return false;
	return str_starts(rest, STR(" ")) ||
	       sign_len(rest, STR(":"), STR("：")) > 0 ||
	       (glued && word.len > 3 && phrase_is_cjk(word));
}

/* text behind the longest word of list that leads it; else empty. */
static struct str
behind(struct str text, struct str list, bool glued)
{
	struct str best = { NULL, 0 };
	struct str word;

	while (list.len > 0) {
		struct str rest;

		str_cut(list, ' ', &word, &list);
		if (!leads(word, text, glued))
			continue;
		rest = str_skip(text, word.len);
		rest = str_skip(rest, sign_len(rest, STR(":"), STR("：")));
		rest = str_trim(rest);
		if (best.len == 0 || rest.len < best.len)
			best = rest;
	}
	return best;
}

/* "on Mirage", "项目：Mirage" */
static struct str
behind_on(struct str text)
{
	struct str rest = { NULL, 0 };

	for (size_t i = 0; i < LANGUAGE_COUNT && rest.len == 0; i++)
		rest = behind(text, languages[i]->on, false);
	return rest;
}

/* "now at Example", "现为博士生" */
static struct str
behind_now(struct str text)
{
	struct str rest = { NULL, 0 };

	for (size_t i = 0; i < LANGUAGE_COUNT && rest.len == 0; i++)
		rest = behind(text, languages[i]->now, true);
	return rest;
}

/* What a part tells, and the value in it; NULL for a part of no form. */
static struct str *
place_of(struct student *student, struct str part, struct str *value)
{
	*value = behind_on(part);
	if (value->len > 0)
		return &student->project;
	*value = part;
	if (part.len <= DEGREE_BYTES_MAX &&
	    phrase_kind(part) == KEY_DEGREE)
		return &student->degree;
	return date_has_year(part) ? &student->dates : NULL;
}

/* Makes *so_far, which ends right before part, end with it. */
static void
extend(struct str *so_far, struct str part)
{
	so_far->len = (size_t)(part.at + part.len - so_far->at);
}

/*
 * The details into *student; false if none is recognised, or one thing is told
 * in two places. A part of no form goes on with the one before it: "on A, B".
 */
static bool
read_details(struct str rest, struct student *student)
{
	struct str *last = NULL;
	bool known = false;

	while (rest.len > 0) {
		struct str value;
		struct str now = behind_now(rest);
		struct str part = next_part(&rest);
		struct str *place = place_of(student, part, &value);

		if (now.len > 0) {
			student->now = now;
			return true;
		}
		if (part.len == 0)
			continue;
		known = known || place != NULL;
		if (place == NULL)
			place = last != NULL ? last : &student->degree;
		if (place == last)
			extend(last, part);
		else if (place->len > 0)
			return false;
		else
			*place = value;
		last = place;
	}
	return known;
}

struct student
student_read(struct str text)
{
	struct student student = { .name = text };
	struct str name, details;

	if (!split_details(text, &name, &details))
		return student;
	student.name = name;
	if (!read_details(details, &student))
		student = (struct student){ .name = text };
	return student;
}

/* A few words, the first of them with a capital or in a script without. */
static bool
is_name(struct str name)
{
	uint32_t point;
	size_t words = 1;

	for (size_t i = 0; i < name.len; i++) {
		words += name.at[i] == ' ';
		if (char_is_digit(name.at[i]) || name.at[i] == ':')
			return false;
	}
	return words <= NAME_WORDS_MAX && utf8_next(name, &point) > 0 &&
	       utf8_is_word(point) &&
	       (point >= 0x80 || utf8_is_upper(point));
}

bool
student_fits(struct str text)
{
	struct student student = student_read(text);

	return is_name(student.name) &&
	       (student.project.len > 0 || student.now.len > 0);
}

/* The last part that text told of; what cites stands behind it. */
static struct str *
last_part(struct student *s)
{
	if (s->now.len > 0)
		return &s->now;
	if (s->dates.len > 0)
		return &s->dates;
	if (s->degree.len > 0)
		return &s->degree;
	return s->project.len > 0 ? &s->project : &s->name;
}

/* "NAME (DETAILS) [@key]" means what "NAME (DETAILS [@key])" does. */
static struct student
read_cited(struct arena *a, struct str text)
{
	struct str citations = citations_of(text);
	struct student student =
	    student_read(str_trim(str_take(text, text.len - citations.len)));
	struct str *last = last_part(&student);

	if (citations.len > 0)
		*last = arena_printf(a, "%.*s %.*s", STR_ARG(*last),
		    STR_ARG(citations));
	return student;
}

struct student
student_of(struct arena *a, const struct node *item)
{
	struct student student = read_cited(a, item->text);

	for (const struct field *f = item->fields; f != NULL; f = f->next) {
		struct str *part = NULL;

		if (f->key == KEY_PROJECT)
			part = &student.project;
		else if (f->key == KEY_DEGREE)
			part = &student.degree;
		else if (f->key == KEY_DATES)
			part = &student.dates;
		else if (f->key == KEY_NOW)
			part = &student.now;
		if (part != NULL && part->len == 0)
			*part = f->value;
	}
	return student;
}
