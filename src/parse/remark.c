/* SPDX-License-Identifier: ISC */
#include "parse/remark.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX /* a line below all that there is */

struct remark {
	struct str text;
	size_t below; /* the line of the part that stands below */
	bool written;
};

static void
add_line(struct buf *lines, size_t line)
{
	buf_add(lines, (struct str){ (const char *)&line, sizeof(line) });
}

static void
add_node(struct buf *lines, const struct node *n)
{
	add_line(lines, n->at.line);
	for (const struct field *f = n->fields; f != NULL; f = f->next)
		add_line(lines, f->at.line);
	for (const struct link *l = n->links; l != NULL; l = l->next)
		add_line(lines, l->at.line);
}

/* The lines of all parts, in any order. */
static void
add_parts(struct buf *lines, const struct profile *p)
{
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		add_line(lines, f->at.line);
	for (const struct section *s = p->sections; s != NULL; s = s->next) {
		add_line(lines, s->at.line);
		for (const struct node *n = s->nodes; n != NULL; n = n->next)
			add_node(lines, n);
	}
}

static int
by_number(const void *a, const void *b)
{
	size_t x, y;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	return (x > y) - (x < y);
}

static size_t
number_at(const struct buf *lines, size_t i)
{
	size_t line = NOWHERE;

	if (i * sizeof(line) < lines->len)
		memcpy(&line, lines->at + i * sizeof(line), sizeof(line));
	return line;
}

void
remarks_init(struct remarks *r, struct arena *a, const struct profile *p)
{
	const struct comment *c;
	struct buf lines;
	size_t next = 0;

	buf_init(&lines);
	add_parts(&lines, p);
	if (lines.len > 0)
		qsort(lines.at, lines.len / sizeof(size_t), sizeof(size_t),
		    by_number);
	r->count = 0;
	for (c = p->comments; c != NULL; c = c->next)
		r->count++;
	r->at = arena_array(a, r->count + 1, sizeof(*r->at));
	c = p->comments;
	for (size_t i = 0; i < r->count; i++, c = c->next) {
		while (number_at(&lines, next) < c->at.line)
			next++;
		r->at[i].text = c->text;
		r->at[i].below = number_at(&lines, next);
	}
	buf_release(&lines);
}

void
remarks_write(struct remarks *r, size_t line, struct buf *out)
{
	size_t low = 0;
	size_t high = r->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r->at[middle].below < line)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < r->count && r->at[low].below == line; low++) {
		if (r->at[low].written)
			return;
		r->at[low].written = true;
		buf_add(out, r->at[low].text);
		buf_char(out, '\n');
	}
}

bool
remarks_write_last(struct remarks *r, struct buf *out)
{
	size_t len = out->len;

	remarks_write(r, NOWHERE, out);
	return out->len > len;
}
