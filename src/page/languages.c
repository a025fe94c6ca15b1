/* SPDX-License-Identifier: ISC */
#include "page/languages.h"

#include "base/names.h"
#include "model/terms.h"
#include "model/value.h"
#include "page/entry.h"
#include "page/home.h"
#include "page/pages.h"
#include "page/section.h"

/* One language, and its sections; of equal ones the first. */
struct tongue {
	const struct profile *profile;
	const struct section *of_id[SECTION_COUNT];
	struct names of_slug;
};

/* What is needed to find the same page in another language. */
struct linker {
	struct arena *arena;
	struct names docs; /* by path */
	struct tongue *tongues;
	size_t count;
};

static struct str
name_of(const struct profile *p)
{
	return term_of(profile_lang(p), TERM_OTHER_LANGUAGE);
}

static void
tongue_init(struct tongue *t, struct arena *a, const struct profile *p)
{
	*t = (struct tongue){ .profile = p };
	names_init(&t->of_slug, a);
	for (struct section *s = p->sections; s != NULL; s = s->next) {
		if (t->of_id[s->id] == NULL)
			t->of_id[s->id] = s;
		if (names_find(&t->of_slug, s->slug) == NULL)
			names_put(&t->of_slug, s->slug, s);
	}
}

/* What s, of another language, is in this one, or NULL. */
static const struct section *
counterpart(const struct tongue *t, const struct section *s)
{
	if (s->id != SECTION_FREE && t->of_id[s->id] != NULL)
		return t->of_id[s->id];
	return names_find(&t->of_slug, s->slug);
}

/* Where the page at that path of one language would be in the other. */
static struct str
other_path(struct arena *a, const struct tongue *one, struct str path,
    const struct tongue *other)
{
	struct str rest = str_skip(path, one->profile->root.len);
	const struct section *s = names_find(&one->of_slug, str_skip(rest, 1));

	if (str_eq(path, home_path(a, one->profile)))
		return home_path(a, other->profile);
	if (s != NULL)
		s = counterpart(other, s);
	if (s != NULL)
		return section_path(a, other->profile, s);
	return arena_printf(a, "%.*s%.*s", STR_ARG(other->profile->root),
	    STR_ARG(rest));
}

/* Where a home page says how else it can be read, others at their ends. */
static struct block **
place_in(struct doc *doc, bool home)
{
	struct block **link = &doc->first;

	if (!home)
		return doc->end;
	while (*link != NULL && (*link)->kind != BLOCK_HEADING)
		link = &(*link)->next;
	return link;
}

static struct block *
block_before(const struct doc *doc, struct block **link)
{
	struct block *block = doc->first;

	if (link == &doc->first)
		return NULL;
	while (&block->next != link)
		block = block->next;
	return block;
}

/* Takes what was appended behind `from` to another place; gives its end. */
static struct block **
move_last(struct doc *doc, struct block **from, struct block **to)
{
	struct block *block = *from;

	if (to == from)
		return doc->end;
	doc->end = from;
	doc->last = block_before(doc, from);
	*from = NULL;
	block->next = *to;
	*to = block;
	return &block->next;
}

static struct block **
add_way(struct linker *l, struct doc *doc, const struct profile *other,
    const struct doc *there, struct block **to)
{
	struct block **from = doc->end;
	struct block *way = doc_add_link(l->arena, doc, there->path,
	    name_of(other));

	way->nav = true;
	way->tight = true;
	way->views = there->views;
	return move_last(doc, from, to);
}

/* A language that lies elsewhere: "https://example.org/fr Français". */
static struct block **
add_elsewhere(struct linker *l, struct doc *home, const struct field *f,
    struct block **to)
{
	struct block **from = home->end;
	struct str url, label;
	struct block *block;

	str_cut(f->value, ' ', &url, &label);
	if (value_is_url(url))
		block = doc_add_link(l->arena, home, url, str_trim(label));
	else
		block = doc_add(l->arena, home, BLOCK_TEXT,
		    arena_printf(l->arena, "%.*s: %.*s",
			STR_ARG(field_label(f)), STR_ARG(f->value)));
	block->tight = true;
	block->at = f->at;
	return move_last(home, from, to);
}

static void
add_ways(struct linker *l, struct doc *doc, const struct tongue *t)
{
	const struct profile *p = t->profile;
	bool home = str_eq(doc->path, home_path(l->arena, p));
	struct block **to = place_in(doc, home);
	struct block **start = to;
	struct block *below = *to;

	for (size_t i = 0; i < l->count; i++) {
		const struct tongue *o = &l->tongues[i];
		const struct doc *there = NULL;

		if (o != t)
			there = names_find(&l->docs,
			    other_path(l->arena, t, doc->path, o));
		if (there != NULL)
			to = add_way(l, doc, o->profile, there, to);
	}
	for (const struct field *f = p->fields; home && f != NULL; f = f->next)
		if (f->key == KEY_OTHER_LANG)
			to = add_elsewhere(l, doc, f, to);
	if (home && *start != NULL && *start != below)
		(*start)->tight = false;
}

static void
put_names(struct linker *l, struct doc *docs)
{
	for (; docs != NULL; docs = docs->next)
		if (names_find(&l->docs, docs->path) == NULL)
			names_put(&l->docs, docs->path, docs);
}

static size_t
count_languages(const struct profile *p)
{
	size_t count = 0;

	for (; p != NULL; p = p->next)
		count++;
	return count;
}

struct doc *
languages_pages(struct arena *a, const struct profile *p,
    const struct origin *o)
{
	struct linker l = { .arena = a, .count = count_languages(p) };
	struct doc **homes = arena_array(a, l.count + 1, sizeof(struct doc *));
	struct doc **end = &homes[0];
	struct doc *doc;

	names_init(&l.docs, a);
	l.tongues = arena_array(a, l.count, sizeof(*l.tongues));
	for (size_t i = 0; i < l.count; i++, p = p->next) {
		tongue_init(&l.tongues[i], a, p);
		homes[i] = pages_of(a, p, o);
		*end = homes[i];
		put_names(&l, homes[i]);
		while (*end != NULL)
			end = &(*end)->next;
	}
	doc = homes[0];
	for (size_t i = 0; i < l.count; i++)
		for (; doc != NULL && doc != homes[i + 1]; doc = doc->next)
			add_ways(&l, doc, &l.tongues[i]);
	return homes[0];
}

void
languages_add_missing(struct arena *a, struct doc *doc,
    const struct profile *p)
{
	const struct profile *main = p->languages;
	struct tongue own;

	if (main == NULL || str_eq(main->root, p->root))
		return;
	tongue_init(&own, a, p);
	for (const struct section *s = main->sections; s != NULL; s = s->next) {
		struct block *block;

		if (counterpart(&own, s) != NULL)
			continue;
		block = doc_add_link(a, doc, section_path(a, main, s),
		    arena_printf(a, "%.*s (%.*s)",
			STR_ARG(section_label(a, s)), STR_ARG(name_of(main))));
		block->nav = true;
		block->tight = true;
		block->views = section_views(s);
	}
}
