/* SPDX-License-Identifier: ISC */
#include "parse/person.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "parse/tex.h"

#define PARTS_MAX 3 /* of "von Last, Jr, First" */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether s begins with a blank, "and", and a blank or the end. */
static bool
is_and(struct str s)
{
	return s.len >= 4 && is_blank(s.at[0]) &&
	       str_eq_nocase((struct str){ s.at + 1, 3 }, STR("and")) &&
	       (s.len == 4 || is_blank(s.at[4]));
}

static size_t
depth_behind(size_t depth, char c)
{
	if (c == '{')
		return depth + 1;
	return depth - (c == '}' && depth > 0);
}

/* The first name of the list, taken off it with the "and" behind it. */
static struct str
next_name(struct str *list)
{
	struct str name = *list;
	size_t depth = 0;
	size_t i = 0;

	while (i < name.len && (depth > 0 || !is_and(str_skip(name, i)))) {
		depth = depth_behind(depth, name.at[i]);
		i++;
	}
	*list = str_skip(name, i + 4);
	return str_trim(str_take(name, i));
}

/* The parts between the commas that are not empty; how many there are. */
static size_t
split_name(struct str name, struct str parts[PARTS_MAX])
{
	size_t count = 0;
	size_t depth = 0;
	size_t start = 0;

	for (size_t i = 0; i <= name.len; i++) {
		struct str part;

		if (i < name.len && (name.at[i] != ',' || depth > 0)) {
			depth = depth_behind(depth, name.at[i]);
			continue;
		}
		part = str_trim(str_skip(str_take(name, i), start));
		start = i + 1;
		if (part.len == 0)
			continue;
		if (count < PARTS_MAX)
			parts[count] = part;
		count++;
	}
	return count;
}

/* "First von Last, Jr" */
static struct str
display(struct arena *a, struct str name)
{
	struct str parts[PARTS_MAX] = { { NULL, 0 } };
	size_t count = split_name(name, parts);
	struct buf turned;
	struct str shown;

	if (count == 1)
		return tex_text(a, parts[0]);
	if (count > PARTS_MAX)
		return tex_text(a, name);
	buf_init(&turned);
	buf_add(&turned, parts[count == PARTS_MAX ? 2 : 1]);
	buf_char(&turned, ' ');
	buf_add(&turned, parts[0]);
	if (count == PARTS_MAX) {
		buf_add(&turned, STR(", "));
		buf_add(&turned, parts[1]);
	}
	shown = tex_text(a, buf_str(&turned));
	buf_release(&turned);
	return shown;
}

struct bib_people
person_list(struct arena *a, struct str tex)
{
	struct bib_people people = { NULL, false };
	struct bib_person **end = &people.first;

	while (tex.len > 0) {
		struct str name = next_name(&tex);
		struct str shown;

		if (tex.len == 0 && str_eq_nocase(name, STR("others"))) {
			people.others = true;
			break;
		}
		shown = display(a, name);
		if (!utf8_has_word(shown))
			continue;
		*end = arena_new(a, struct bib_person);
		(*end)->name = shown;
		end = &(*end)->next;
	}
	return people;
}
