/* SPDX-License-Identifier: ISC */
#include "site/gemlogs.h"

#include "base/names.h"
#include "model/terms.h"
#include "page/feed.h"
#include "parse/gemtext.h"
#include "proto/uri.h"
#include "site/gemsub.h"
#include "site/landing.h"
#include "site/post_text.h"

/* A page with days. */
struct gemlog {
	const struct doc *says;
	struct doc *shown; /* where a way may stand, or NULL */
	struct str path;   /* where it is, in any view */
	const struct landing *at;
	struct str lang;
	unsigned views;
	struct str feed; /* its path */
	struct gemlog *next;
};

struct maker {
	const struct gemlogs *g;
	struct arena *arena;
	struct landings landings;
	struct names taken[VIEW_KINDS]; /* paths of feeds */
	struct names listed;		/* landings that are entries, by path */
	struct feed **end[VIEW_KINDS];
	struct gemlog *first;
	struct gemlog **last;
	struct names texts; /* documents of files, by path */
	size_t room;	    /* for texts */
};

static void
keep(struct maker *m, struct gemlog log)
{
	if (log.says == NULL || !gemsub_is_feed(log.says))
		return;
	*m->last = arena_new(m->arena, struct gemlog);
	**m->last = log;
	m->last = &(*m->last)->next;
}

static void
keep_doc(struct maker *m, struct doc *doc)
{
	if (doc->zone == 0)
		keep(m,
		    (struct gemlog){
			.says = doc,
			.shown = doc,
			.path = doc->path,
			.lang = doc->lang,
			.views = doc->form.len > 0 ? ALL_VIEWS : doc->views,
		    });
}

/*
 * A file of gemtext that is no page on Gopher: a map has its folder there, or a
 * folder its name.
 */
static bool
is_bare(const struct file *f)
{
	return str_starts(f->media.type, STR("text/gemini")) && !f->paged &&
	       !f->large && f->zone == 0 && (!f->index || f->mapped);
}

static void
keep_file(struct maker *m, const struct file *f)
{
	struct arena *a = m->arena;
	struct str path = arena_printf(a, "/%.*s", STR_ARG(f->path));
	struct str at = path;
	struct diags unheard; /* it is served as it is */

	if (f->index)
		at = str_take(path, file_folder(f).len + 1);
	if (!is_bare(f) || policy_rules(m->g->policy, at))
		return;
	diags_init(&unheard, a);
	keep(m,
	    (struct gemlog){
		.says = gemtext_read(a, f->bytes, path, &unheard),
		.path = at,
		.lang = f->lang.len > 0 ? f->lang : m->g->lang,
		.views = f->index ? file_index_views(f) : file_views(f),
	    });
}

/* "/posts" of "/posts.gmi". */
static struct str
stem_of(struct str path)
{
	struct str stem = path;

	while (stem.len > 0 && !str_ends(stem, STR(".")) &&
	       !str_ends(stem, STR("/")))
		stem.len--;
	return str_ends(stem, STR(".")) ? str_take(stem, stem.len - 1) : path;
}

static struct str
feed_path(struct arena *a, const struct gemlog *log)
{
	struct str page = log->at->path;

	if (str_ends(page, STR("/")))
		return arena_printf(a, "%.*satom.xml", STR_ARG(page));
	if (log->says->source.len > 0)
		page = log->says->source;
	return arena_printf(a, "%.*s.xml", STR_ARG(stem_of(page)));
}

/* By something of the author's, or for members. */
static bool
is_taken(const struct maker *m, struct str path)
{
	return landings_find(&m->landings, path) != NULL ||
	       policy_rules(m->g->policy, path) ||
	       guarded_zone(m->g->profile->guarded, path) != 0;
}

/* Not the page itself, which is no news on it. */
static const struct landing *
other_than(const struct gemlog *log, const struct landing *to)
{
	return to != log->at ? to : NULL;
}

static void
note_listed(struct maker *m, struct gemlog *log)
{
	const struct block *b = log->says->first;
	struct str title;
	struct date day;

	for (; b != NULL; b = b->next) {
		const struct landing *to = NULL;

		if (gemsub_entry(b, &day, &title))
			to = other_than(log,
			    landings_of(&m->landings, b->target));
		if (to != NULL)
			names_put(&m->listed, to->path, log);
	}
}

static bool
is_post(const struct maker *m, const struct gemlog *log)
{
	return !str_ends(log->at->path, STR("/")) &&
	       names_find(&m->listed, log->at->path) != NULL;
}

/* A label that is a day and no more names nothing: then its page does. */
static struct str
title_of(const struct landing *to, const struct block *link, struct str title)
{
	if (title.len == 0 && to != NULL && to->doc != NULL)
		title = gemsub_title(to->doc);
	return title.len > 0 ? title : link->text;
}

/* Not for the page itself, nor for what some or all may not see there. */
static bool
set_landing(struct feed_entry *e, const struct gemlog *log,
    const struct landing *to, enum view v)
{
	e->path = to->path;
	e->gopher = to->gopher;
	e->item = to->item;
	e->views = to->views;
	return other_than(log, to) != NULL && to->zone == 0 &&
	       (to->views & 1u << v) != 0;
}

static bool
set_url(struct arena *a, struct feed_entry *e, struct str target)
{
	struct uri uri;

	e->path = uri_mended(a, target);
	return uri_parse(e->path, &uri) && uri_scheme_is_public(uri.scheme) &&
	       uri.host.len > 0;
}

/* NULL if the block is none of the view's. */
static struct feed_entry *
make_entry(const struct maker *m, const struct gemlog *log,
    const struct block *b, enum view v)
{
	struct feed_entry entry = { .item = 0 };
	const struct landing *to;
	struct feed_entry *made;

	if ((b->views & 1u << v) == 0 ||
	    !gemsub_entry(b, &entry.published, &entry.title))
		return NULL;
	to = landings_of(&m->landings, b->target);
	if (to != NULL ? !set_landing(&entry, log, to, v)
		       : !set_url(m->arena, &entry, b->target))
		return NULL;
	entry.title = title_of(to, b, entry.title);
	made = arena_new(m->arena, struct feed_entry);
	*made = entry;
	return made;
}

/* Each page once (S-06). */
static struct feed_entry *
make_entries(const struct maker *m, const struct gemlog *log, enum view v)
{
	const struct block *b = log->says->first;
	struct feed_entry *first = NULL;
	struct feed_entry **end = &first;
	struct names seen;

	names_init(&seen, m->arena);
	for (; b != NULL; b = b->next) {
		struct feed_entry *e = make_entry(m, log, b, v);

		if (e == NULL || names_find(&seen, e->path) != NULL)
			continue;
		names_put(&seen, e->path, e);
		*end = e;
		end = &e->next;
	}
	return feed_newest(m->arena, first, FEEDS_ENTRIES);
}

/* Several pages may list one post. */
static struct doc *
file_text(struct maker *m, const struct file *f)
{
	struct doc *text = names_find(&m->texts, f->path);

	if (text == NULL && f->bytes.len <= m->room)
		text = post_text(m->arena, f, GEMLOGS_TEXT_MAX);
	if (text != NULL)
		names_put(&m->texts, f->path, text);
	return text;
}

static const struct doc *
text_at(struct maker *m, struct str path, enum view v)
{
	const struct landing *at = landings_find(&m->landings, path);

	if (at == NULL)
		return NULL;
	if (at->doc == NULL)
		return file_text(m, at->file);
	if (at->doc->form.len == 0 && (at->doc->views & 1u << v) == 0)
		return NULL;
	return at->doc;
}

static void
add_texts(struct maker *m, struct feed_entry *e, enum view v)
{
	for (; e != NULL; e = e->next) {
		const struct doc *text = text_at(m, e->path, v);
		size_t len = text != NULL ? post_len(text) : 0;

		if (text == NULL || len > GEMLOGS_TEXT_MAX || len > m->room)
			continue;
		m->room -= len;
		e->content = text;
	}
}

/* It has to say what it is wherever it is listed (S-02). */
static struct str
feed_title(const struct maker *m, const struct gemlog *log)
{
	struct str title = gemsub_title(log->says);

	if (title.len > 0)
		return title;
	return arena_printf(m->arena, "%.*s%.*s", STR_ARG(m->g->origin->host),
	    STR_ARG(log->at->path));
}

static struct feed *
make_feed(const struct maker *m, const struct gemlog *log,
    struct feed_entry *first)
{
	const struct profile *p = m->g->profile;
	struct feed *feed = arena_new(m->arena, struct feed);

	feed->path = log->feed;
	feed->page = log->at->path;
	feed->gopher = log->at->gopher;
	feed->item = log->at->item;
	feed->views = log->views;
	feed->title = feed_title(m, log);
	feed->subtitle = gemsub_subtitle(log->says);
	feed->author = profile_value(p, KEY_NAME);
	if (feed->author.len == 0)
		feed->author = m->g->origin->host;
	feed->email = profile_value(p, KEY_EMAIL);
	feed->lang = log->lang;
	feed->first = first;
	return feed;
}

/* Whether there is one in that view now. */
static bool
add_feed(struct maker *m, const struct gemlog *log, enum view v)
{
	struct feed_entry *first;

	if ((log->views & 1u << v) == 0 ||
	    (v == VIEW_WEB && !origin_has(m->g->origin, v)) ||
	    names_find(&m->taken[v], log->feed) != NULL)
		return false;
	first = make_entries(m, log, v);
	if (first == NULL)
		return false;
	add_texts(m, first, v);
	*m->end[v] = make_feed(m, log, first);
	names_put(&m->taken[v], log->feed, *m->end[v]);
	m->end[v] = &(*m->end[v])->next;
	return true;
}

static bool
leads_to(const struct doc *doc, struct str target)
{
	const struct block *b = doc->first;

	while (b != NULL &&
	       (b->kind != BLOCK_LINK || !str_eq(b->target, target)))
		b = b->next;
	return b != NULL;
}

static void
add_way(struct maker *m, const struct gemlog *log, unsigned views)
{
	struct doc *doc = log->shown;
	struct str target = uri_path_encoded(m->arena, log->feed);

	if (doc != NULL && !leads_to(doc, target))
		doc_add_way(m->arena, doc, target,
		    term_of(doc->lang, TERM_FEED))
		    ->views = views;
}

static void
add_feeds(struct maker *m, struct gemlog *log)
{
	unsigned views = 0;

	log->feed = feed_path(m->arena, log);
	if (is_post(m, log) || is_taken(m, log->feed))
		return;
	for (enum view v = 0; v < VIEW_KINDS; v++)
		if (add_feed(m, log, v))
			views |= 1u << v;
	if (views != 0)
		add_way(m, log, views);
}

/* What the profile has at a path stays. */
static void
note_feeds(struct maker *m, struct feeds *feeds)
{
	for (enum view v = 0; v < VIEW_KINDS; v++) {
		names_init(&m->taken[v], m->arena);
		m->end[v] = &feeds->of[v];
		for (; *m->end[v] != NULL; m->end[v] = &(*m->end[v])->next)
			names_put(&m->taken[v], (*m->end[v])->path,
			    *m->end[v]);
	}
}

/* Any page may be one, and few are. */
static void
find_pages(struct maker *m, struct doc *pages, const struct files *files)
{
	m->last = &m->first;
	for (struct doc *doc = pages; doc != NULL; doc = doc->next)
		keep_doc(m, doc);
	for (const struct file *f = files->first; f != NULL; f = f->next)
		keep_file(m, f);
}

void
gemlogs_add(const struct gemlogs *g, const struct doc *docs,
    struct doc *pages, const struct files *files, struct feeds *feeds)
{
	struct maker m = {
		.g = g,
		.arena = g->arena,
		.room = GEMLOGS_ALL_MAX,
	};

	find_pages(&m, pages, files);
	if (m.first == NULL)
		return;
	landings_init(&m.landings, m.arena, g->origin, docs, files);
	names_init(&m.listed, m.arena);
	names_init(&m.texts, m.arena);
	note_feeds(&m, feeds);
	for (struct gemlog *log = m.first; log != NULL; log = log->next) {
		log->at = landings_find(&m.landings, log->path);
		note_listed(&m, log);
	}
	for (struct gemlog *log = m.first; log != NULL; log = log->next)
		add_feeds(&m, log);
}
