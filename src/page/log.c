/* SPDX-License-Identifier: ISC */
#include "page/log.h"

#include "model/terms.h"
#include "page/section.h"

struct str
log_path(struct arena *a, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_LOG);

	if (s != NULL)
		return section_path(a, p, s);
	return arena_printf(a, "%.*s/log", STR_ARG(p->root));
}

struct str
log_title(const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_LOG);

	return s != NULL ? s->title : term_of(profile_lang(p), TERM_LOG);
}

/* "2026-04-17 A title" */
static struct str
post_label(struct arena *a, const struct section *post)
{
	if (post->date.year == 0)
		return post->title;
	return arena_printf(a, "%.*s %.*s",
	    STR_ARG(date_text(a, &post->date)), STR_ARG(post->title));
}

void
log_add(struct arena *a, struct doc *doc, const struct profile *p, size_t max)
{
	const struct section *post = p->posts;

	for (; post != NULL && max > 0; post = post->next) {
		struct block *block = doc_add_link(a, doc,
		    section_path(a, p, post), post_label(a, post));

		block->tight = post != p->posts;
		block->views = section_views(post);
		block->at = post->at;
		max--;
	}
}

static void
add_way(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *post, enum term words)
{
	struct block *block;

	if (post == NULL)
		return;
	block = doc_add_link(a, doc, section_path(a, p, post),
	    term_with(a, doc->lang, words, post->title));
	block->nav = true;
	block->views = section_views(post);
}

static struct doc *
list_page(struct arena *a, const struct profile *p)
{
	const struct section *s = profile_section(p, SECTION_LOG);
	struct doc *doc = doc_new(a, log_path(a, p), log_title(p),
	    profile_lang(p));

	doc->menu = true;
	if (s != NULL)
		section_add(a, doc, p, s);
	log_add(a, doc, p, SIZE_MAX);
	return doc;
}

static void
add_ways(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *newer, const struct section *older)
{
	struct block **from = doc->end;

	add_way(a, doc, p, newer, TERM_NEWER);
	add_way(a, doc, p, older, TERM_OLDER);
	doc_add_link(a, doc, log_path(a, p), log_title(p))->nav = true;
	for (struct block *b = (*from)->next; b != NULL; b = b->next)
		b->tight = true;
}

struct doc *
log_pages(struct arena *a, const struct profile *p)
{
	const struct section *newer = NULL;
	struct doc *list;
	struct doc **end;

	if (p->posts == NULL)
		return NULL;
	list = list_page(a, p);
	end = &list->next;
	for (const struct section *s = p->posts; s != NULL; s = s->next) {
		/* One without text is a file, which is served as it is. */
		if (s->nodes == NULL)
			continue;
		*end = section_page(a, p, s);
		add_ways(a, *end, p, newer, s->next);
		end = &(*end)->next;
		newer = s;
	}
	return list;
}
