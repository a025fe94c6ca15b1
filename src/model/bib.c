/* SPDX-License-Identifier: ISC */
#include "model/bib.h"

#include <stdlib.h>

#include "base/count.h"

#define YEAR_DIGITS 4

void
bib_init(struct bib *b, struct arena *a)
{
	*b = (struct bib){ 0 };
	b->end = &b->first;
	names_init(&b->keys, a);
}

const struct bib_entry *
bib_entry_of(const struct bib *b, struct str key)
{
	return names_find(&b->keys, key);
}

const struct bib_field *
bib_own(const struct bib_entry *e, struct str name)
{
	const struct bib_field *f = e->fields;

	while (f != NULL && !str_eq(f->name, name))
		f = f->next;
	return f;
}

static struct str
own_text(const struct bib_entry *e, struct str name)
{
	const struct bib_field *f = bib_own(e, name);

	return f != NULL ? f->text : (struct str){ NULL, 0 };
}

/* What speaks of the parent alone: a child has these of its own or not. */
static bool
is_inherited(struct str name)
{
	static const struct str own[] = {
		STR_INIT("title"),
		STR_INIT("abstract"),
		STR_INIT("note"),
		STR_INIT("award"),
		STR_INIT("selected"),
		STR_INIT("doi"),
		STR_INIT("url"),
		STR_INIT("pdf"),
		STR_INIT("pages"),
	};

	for (size_t i = 0; i < COUNT(own); i++)
		if (str_eq(name, own[i]))
			return false;
	return true;
}

struct str
bib_text(const struct bib_entry *e, struct str name)
{
	struct str text = own_text(e, name);

	if (text.len > 0 || e->parent == NULL || !is_inherited(name))
		return text;
	text = own_text(e->parent, name);
	if (text.len == 0 && str_eq(name, STR("booktitle")))
		text = own_text(e->parent, STR("title"));
	return text;
}

/* The first run of exactly four digits. */
static unsigned
year_in(struct str text)
{
	uint64_t year = 0;
	size_t run = 0;

	for (size_t i = 0; i <= text.len; i++) {
		if (i < text.len && char_is_digit(text.at[i])) {
			run++;
			continue;
		}
		if (run == YEAR_DIGITS) {
			str_number((struct str){ text.at + i - run, run }, 9999,
			    &year);
			break;
		}
		run = 0;
	}
	return (unsigned)year;
}

static unsigned
own_year(const struct bib_entry *e)
{
	unsigned year = year_in(own_text(e, STR("year")));

	return year > 0 ? year : year_in(own_text(e, STR("date")));
}

unsigned
bib_year(const struct bib_entry *e)
{
	unsigned year = own_year(e);

	return year > 0 || e->parent == NULL ? year : own_year(e->parent);
}

struct dated {
	const struct bib_entry *entry;
	unsigned year;
	size_t rank;
};

static int
compare(const void *left, const void *right)
{
	const struct dated *a = left;
	const struct dated *b = right;

	if (a->year != b->year)
		return a->year > b->year ? -1 : 1;
	return a->rank < b->rank ? -1 : 1;
}

struct bib_list
bib_by_year(struct arena *a, const struct bib *b)
{
	struct dated *dated = arena_array(a, b->count + 1, sizeof(*dated));
	struct bib_list list = { NULL, 0 };

	for (const struct bib_entry *e = b->first; e != NULL; e = e->next) {
		struct dated *d = &dated[list.count];

		*d = (struct dated){ e, bib_year(e), list.count };
		list.count++;
	}
	qsort(dated, list.count, sizeof(*dated), compare);
	list.at = arena_array(a, list.count + 1, sizeof(struct bib_entry *));
	for (size_t i = 0; i < list.count; i++)
		list.at[i] = dated[i].entry;
	return list;
}
