/* SPDX-License-Identifier: ISC */
#include "site/gemsub.h"

#include "base/count.h"
#include "parse/date.h"

#define DAY_LEN ((size_t)10) /* of "2024-05-01" */

static bool
is_heading(const struct block *block, int level)
{
	return block->kind == BLOCK_HEADING && block->level == level;
}

static const struct block *
find_title(const struct doc *doc)
{
	const struct block *b = doc->first;

	while (b != NULL && !is_heading(b, 1))
		b = b->next;
	return b;
}

struct str
gemsub_title(const struct doc *doc)
{
	const struct block *heading = find_title(doc);

	if (doc->title.len > 0 || heading == NULL)
		return doc->title;
	return heading->text;
}

struct str
gemsub_subtitle(const struct doc *doc)
{
	const struct block *b = doc->first;

	if (doc->title.len == 0) {
		b = find_title(doc);
		b = b != NULL ? b->next : NULL;
	}
	for (; b != NULL && b->kind == BLOCK_HEADING; b = b->next)
		if (is_heading(b, 2))
			return b->text;
	return (struct str){ NULL, 0 };
}

/* "2024-05-01" and no other form: the one that clients look for (S-04). */
static bool
is_iso(struct str s)
{
	const struct str form = STR("dddd-dd-dd");

	if (s.len != form.len)
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (form.at[i] == '-' ? s.at[i] != '-'
				      : !char_is_digit(s.at[i]))
			return false;
	return true;
}

/* "2024-05-011" has no day (S-07). */
static bool
read_day(struct str label, struct date *day)
{
	struct str iso = str_take(label, DAY_LEN);

	if (!is_iso(iso) ||
	    (label.len > DAY_LEN && char_is_digit(label.at[DAY_LEN])))
		return false;
	return date_read(iso, day) && date_is_day(day) && date_exists(day);
}

/* What separates a day from a title: one sign with a blank behind (S-05). */
static struct str
without_sign(struct str title)
{
	static const struct str signs[] = {
		STR_INIT("-"),
		STR_INIT(":"),
		STR_INIT("|"),
		STR_INIT("\u00b7"),
		STR_INIT("\u2013"),
		STR_INIT("\u2014"),
	};

	for (size_t i = 0; i < COUNT(signs); i++) {
		struct str rest = str_skip(title, signs[i].len);

		if (str_starts(title, signs[i]) &&
		    (rest.len == 0 || rest.at[0] == ' '))
			return str_trim(rest);
	}
	return title;
}

bool
gemsub_entry(const struct block *block, struct date *day, struct str *title)
{
	struct str label = block->text;

	if (block->kind != BLOCK_LINK || block->nav || !read_day(label, day))
		return false;
	*title = without_sign(str_trim(
	    str_skip(label, str_index(label, ' '))));
	return true;
}

bool
gemsub_is_feed(const struct doc *doc)
{
	const struct block *b = doc->first;
	struct str title;
	struct date day;

	while (b != NULL && !gemsub_entry(b, &day, &title))
		b = b->next;
	return b != NULL;
}
