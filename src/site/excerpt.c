/* SPDX-License-Identifier: ISC */
#include "site/excerpt.h"

#include <stdlib.h>

#include "base/buf.h"

void
excerpts_init(struct excerpts *x, struct arena *a, struct diags *d,
    const struct bib *bib)
{
	*x = (struct excerpts){ .arena = a, .diags = d };
	x->strings = arena_array(a, bib->strings + 1,
	    sizeof(struct bib_string *));
	x->taken = arena_array(a, bib->strings + 1, sizeof(*x->taken));
}

static void
take(struct excerpts *x, const struct bib_use *uses)
{
	for (; uses != NULL; uses = uses->next) {
		size_t number = uses->string->number;

		if (x->taken[number] == x->entry)
			continue;
		x->taken[number] = x->entry;
		x->strings[x->count++] = uses->string;
	}
}

static int
compare(const void *left, const void *right)
{
	const struct bib_string *const *a = left;
	const struct bib_string *const *b = right;

	return (*a)->number < (*b)->number ? -1 : 1;
}

/* The strings of e, those that these are made of, and so on, in order. */
static void
take_all(struct excerpts *x, const struct bib_entry *e)
{
	x->entry++;
	x->count = 0;
	take(x, e->uses);
	if (e->parent != NULL)
		take(x, e->parent->uses);
	for (size_t i = 0; i < x->count; i++)
		take(x, x->strings[i]->uses);
	qsort(x->strings, x->count, sizeof(struct bib_string *), compare);
}

static void
add(struct buf *out, struct str source)
{
	buf_add(out, source);
	buf_char(out, '\n');
}

/* Two strings may come of one command. */
static void
add_strings(struct buf *out, const struct excerpts *x)
{
	const char *last = NULL;

	for (size_t i = 0; i < x->count; i++) {
		struct str source = x->strings[i]->source;

		if (source.at != last)
			add(out, source);
		last = source.at;
		if (out->len > EXCERPT_EXTRA_MAX)
			return;
	}
	if (x->count > 0)
		buf_char(out, '\n');
}

static void
add_whole(struct buf *out, struct excerpts *x, const struct bib_entry *e)
{
	take_all(x, e);
	add_strings(out, x);
	add(out, e->source);
	if (e->parent != NULL) {
		buf_char(out, '\n');
		add(out, e->parent->source);
	}
	x->extra += out->len - e->source.len;
	x->full = x->extra > EXCERPT_EXTRA_MAX;
}

struct str
excerpts_of(struct excerpts *x, const struct bib_entry *e)
{
	bool alone = e->uses == NULL && e->parent == NULL;
	struct buf out;

	buf_init(&out);
	if (!alone && !x->full)
		add_whole(&out, x, e);
	if (alone || x->full) {
		buf_clear(&out);
		add(&out, e->source);
	}
	if (!alone && x->full)
		diag_add(x->diags, DIAG_WARNING, e->at, "bib-limit",
		    "its file lacks what it refers to: that would be "
		    "more than %zu MiB with all others",
		    EXCERPT_EXTRA_MAX >> 20);
	return buf_keep(&out, x->arena);
}
