/* SPDX-License-Identifier: ISC */
#include "parse/student.h"

#include "base/utf8.h"
#include "model/phrase.h"
#include "parse/date.h"

#define NAME_WORDS_MAX 6
#define DEGREE_BYTES_MAX 200

/* "NAME (DETAILS)" taken apart; false if text has not that form. */
static bool
split_details(struct str text, struct str *name, struct str *details)
{
	size_t depth = 0;
	size_t at = text.len;

	if (!str_ends(text, STR(")")))
		return false;
	do {
		at--;
		if (text.at[at] == ')')
			depth++;
		else if (text.at[at] == '(')
			depth--;
	} while (depth > 0 && at > 0);
	if (depth > 0 || at < 2 || text.at[at - 1] != ' ')
		return false;
	*name = str_take(text, at - 1);
	text.len--;
	*details = str_trim(str_skip(text, at + 1));
	return details->len > 0;
}

/* The part in front of the first comma that is in no bracket. */
static struct str
next_part(struct str *rest)
{
	struct str part = *rest;
	size_t depth = 0;
	size_t len = 0;

	for (; len < part.len; len++) {
		if (part.at[len] == '(')
			depth++;
		else if (part.at[len] == ')' && depth > 0)
			depth--;
		else if (part.at[len] == ',' && depth == 0)
			break;
	}
	*rest = str_trim(str_skip(part, len + 1));
	return str_trim(str_take(part, len));
}

/* text behind its first word, if that is the given one; else empty. */
static struct str
behind(struct str text, struct str word)
{
	if (text.len < word.len + 2 || text.at[word.len] != ' ' ||
	    !str_eq_nocase(str_take(text, word.len), word))
		return (struct str){ NULL, 0 };
	return str_skip(text, word.len + 1);
}

/* What a part tells, and the value in it; NULL for a part of no form. */
static struct str *
place_of(struct student *student, struct str part, struct str *value)
{
	*value = behind(part, STR("on"));
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
		struct str now = behind(rest, STR("now"));
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

const struct student *
student_of(struct arena *a, const struct node *item)
{
	struct student *student = arena_new(a, struct student);

	*student = student_read(item->text);
	for (const struct field *f = item->fields; f != NULL; f = f->next) {
		struct str *part = NULL;

		if (f->key == KEY_PROJECT)
			part = &student->project;
		else if (f->key == KEY_DEGREE)
			part = &student->degree;
		else if (f->key == KEY_DATES)
			part = &student->dates;
		else if (f->key == KEY_NOW)
			part = &student->now;
		if (part != NULL && part->len == 0)
			*part = f->value;
	}
	return student;
}
