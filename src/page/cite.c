/* SPDX-License-Identifier: ISC */
#include "page/cite.h"

#include <string.h>

#include "base/buf.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "model/phrase.h"
#include "page/entries.h"
#include "page/reference.h"

#define CITATION_MAX ((size_t)1000) /* bytes between its brackets */
#define SUGGESTED_MAX 50	    /* as many keys are compared with others */
#define COMPARED_MAX 2000	    /* ... of which as many are looked at */
#define TITLE_SHOWN 200		    /* columns of it in a message */

struct citer {
	struct arena *arena;
	const struct bib *bib;
	struct diags *diags;
	size_t unknown;
	struct link **end; /* of the node's links */
	struct place at;   /* of the node */
};

/* What stands in the brackets that s begins with; false if it cites nothing. */
static bool
read_brackets(struct str s, struct str *inner)
{
	size_t close = str_index(str_take(s, CITATION_MAX), ']');
	struct str rest, one;

	if (!str_starts(s, STR("[@")) || close >= CITATION_MAX ||
	    close >= s.len)
		return false;
	*inner = str_skip(str_take(s, close), 1);
	rest = *inner;
	while (rest.len > 0) {
		str_cut(rest, ';', &one, &rest);
		one = str_trim(one);
		if (one.len < 2 || one.at[0] != '@' ||
		    str_index(one, ' ') < one.len)
			return false;
	}
	return true;
}

/* Where the sentence is over: only citations and closing marks follow. */
static size_t
find_tail(struct str text)
{
	size_t tail = text.len;
	size_t i = 0;

	while (i < text.len) {
		struct str inner;
		size_t len = 1;

		if (read_brackets(str_skip(text, i), &inner))
			len = inner.len + 2;
		else if (strchr(" .,;:!?)\"'", text.at[i]) == NULL)
			len = 0;
		if (len == 0)
			tail = text.len;
		else if (tail == text.len)
			tail = i;
		i += len > 0 ? len : 1;
	}
	return tail;
}

static struct str
nearest_key(const struct bib *bib, struct str key)
{
	const struct bib_entry *e = bib->first;
	struct nearest n = nearest_to(key);

	for (int i = 0; e != NULL && i < COMPARED_MAX; i++, e = e->next)
		nearest_look(&n, e->key);
	return n.name;
}

static void
warn_unknown(struct citer *c, struct str key)
{
	struct str near = { NULL, 0 };

	if (c->unknown++ < SUGGESTED_MAX)
		near = nearest_key(c->bib, key);
	if (near.len > 0)
		diag_add(c->diags, DIAG_WARNING, c->at, "unknown-cite",
		    "no entry has the key '%.*s'; did you mean '%.*s'?",
		    STR_ARG(key), STR_ARG(near));
	else
		diag_add(c->diags, DIAG_WARNING, c->at, "unknown-cite",
		    "no entry of a bibliography has the key '%.*s'",
		    STR_ARG(key));
}

static void
add_link(struct citer *c, const struct bib_entry *e)
{
	struct link *link = arena_new(c->arena, struct link);

	link->target = reference_path(c->arena, e);
	link->label = reference_short(c->arena, e);
	link->at = c->at;
	*c->end = link;
	c->end = &link->next;
}

/* Links for all that is cited, and its names; false if a key is unknown. */
static bool
cite_all(struct citer *c, struct str inner, struct buf *names)
{
	bool known = true;
	struct str one;

	while (inner.len > 0) {
		const struct bib_entry *e;

		str_cut(inner, ';', &one, &inner);
		one = str_skip(str_trim(one), 1);
		e = bib_entry_of(c->bib, one);
		if (e == NULL) {
			warn_unknown(c, one);
			known = false;
			continue;
		}
		add_link(c, e);
		if (names->len > 0)
			buf_add(names, STR("; "));
		buf_add(names, reference_short(c->arena, e));
	}
	return known;
}

static void
trim_end(struct buf *out)
{
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		out->len--;
}

static void
put_citation(struct citer *c, struct buf *out, struct str inner, bool ended)
{
	struct buf names;

	buf_init(&names);
	if (!cite_all(c, inner, &names))
		buf_printf(out, "[%.*s]", STR_ARG(inner));
	else if (out->len > 0 && (!ended || phrase_wants_more(buf_str(out))))
		buf_printf(out, "[%.*s]", STR_ARG(buf_str(&names)));
	else if (out->len > 0)
		trim_end(out);
	else
		buf_add(out, buf_str(&names)); /* there is nothing else */
	buf_release(&names);
}

static struct str
cite_text(struct citer *c, struct str text)
{
	size_t tail = find_tail(text);
	struct buf out;
	size_t i = str_find(text, STR("[@"));

	if (i == text.len)
		return text;
	buf_init(&out);
	buf_add(&out, str_take(text, i));
	while (i < text.len) {
		struct str rest = str_skip(text, i);
		struct str inner;
		size_t len = 1;

		if (read_brackets(rest, &inner)) {
			put_citation(c, &out, inner, i >= tail);
			len = inner.len + 2;
		} else {
			len += str_find(str_skip(rest, 1), STR("[@"));
			buf_add(&out, str_take(rest, len));
		}
		i += len;
	}
	trim_end(&out);
	return buf_keep(&out, c->arena);
}

static struct field *
cite_fields(struct citer *c, const struct field *from)
{
	struct field *fields = NULL;
	struct field **end = &fields;

	for (; from != NULL; from = from->next) {
		*end = arena_new(c->arena, struct field);
		**end = *from;
		(*end)->value = cite_text(c, from->value);
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return fields;
}

/* A part that a field tells is that field's text: to be cited once. */
static struct str
cite_part(struct citer *c, struct str part, const struct node *from,
    const struct field *cited)
{
	const struct field *f = from->fields;

	for (; f != NULL; f = f->next, cited = cited->next)
		if (f->value.at == part.at && f->value.len == part.len)
			return cited->value;
	return cite_text(c, part);
}

static const struct student *
cite_student(struct citer *c, const struct node *from,
    const struct field *cited)
{
	const struct student *s = from->student;
	struct student *copy;

	if (s == NULL)
		return NULL;
	copy = arena_new(c->arena, struct student);
	copy->name = cite_part(c, s->name, from, cited);
	copy->project = cite_part(c, s->project, from, cited);
	copy->degree = cite_part(c, s->degree, from, cited);
	copy->dates = cite_part(c, s->dates, from, cited);
	copy->now = cite_part(c, s->now, from, cited);
	return copy;
}

static struct link **
copy_links(struct arena *a, const struct link *from, struct link **end)
{
	for (; from != NULL; from = from->next) {
		*end = arena_new(a, struct link);
		**end = *from;
		(*end)->next = NULL;
		end = &(*end)->next;
	}
	return end;
}

static struct node *
cite_node(struct citer *c, const struct node *node)
{
	struct node *copy = arena_new(c->arena, struct node);

	*copy = *node;
	copy->next = NULL;
	if (node->kind != NODE_TEXT && node->kind != NODE_ITEM)
		return copy;
	copy->links = NULL;
	c->end = copy_links(c->arena, node->links, &copy->links);
	c->at = node->at;
	if (node->student == NULL)
		copy->text = cite_text(c, node->text);
	copy->fields = cite_fields(c, node->fields);
	copy->note = cite_text(c, node->note);
	copy->student = cite_student(c, node, copy->fields);
	return copy;
}

static struct section *
cite_section(struct citer *c, const struct section *s)
{
	struct section *copy = arena_new(c->arena, struct section);
	struct node **end = &copy->nodes;

	*copy = *s;
	copy->nodes = NULL;
	copy->next = NULL;
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		*end = cite_node(c, n);
		end = &(*end)->next;
	}
	return copy;
}

static struct section *
cite_sections(struct citer *c, const struct section *from)
{
	struct section *sections = NULL;
	struct section **end = &sections;

	for (; from != NULL; from = from->next) {
		*end = cite_section(c, from);
		end = &(*end)->next;
	}
	return sections;
}

/* Only Publications may be empty so far, as its list comes of elsewhere. */
static void
drop_empty(struct profile *p, struct diags *d)
{
	struct section **link = &p->sections;

	while (*link != NULL) {
		const struct section *s = *link;
		struct str title =
		    str_take(s->title, utf8_fit(s->title, TITLE_SHOWN));

		if (s->nodes != NULL) {
			link = &(*link)->next;
			continue;
		}
		diag_add(d, DIAG_WARNING, s->at, "empty-section",
		    "section '%.*s' is empty and not shown", STR_ARG(title));
		*link = s->next;
	}
}

const struct profile *
cite_profile(struct arena *a, const struct profile *p, const struct bib *bib,
    struct diags *d)
{
	struct citer c = { .arena = a, .bib = bib, .diags = d };
	struct profile *copy = arena_new(a, struct profile);

	*copy = *p;
	copy->bib = bib;
	copy->sections = cite_sections(&c, p->sections);
	copy->pages = cite_sections(&c, p->pages);
	copy->posts = cite_sections(&c, p->posts);
	entries_add(a, copy, d);
	drop_empty(copy, d);
	return copy;
}
