/* SPDX-License-Identifier: ISC */
#include "page/feeds.h"

#include "model/terms.h"
#include "model/value.h"
#include "model/zone.h"
#include "page/feed_entries.h"
#include "page/home.h"
#include "page/log.h"
#include "page/path.h"
#include "page/person.h"
#include "page/section.h"
#include "page/sentence.h"

#define FILE_NAME "atom.xml"
#define TINYLOG STR("Tinylog") /* what it is called in every language */

static const struct profile *
main_of(const struct profile *p)
{
	return p->languages != NULL ? p->languages : p;
}

/* What a translation does not say of itself holds as its original has it. */
static struct str
setting(const struct profile *p, enum key key)
{
	struct str own = profile_value(p, key);

	return own.len > 0 ? own : profile_value(main_of(p), key);
}

static bool
has_tinylog(const struct profile *p)
{
	return str_eq_nocase(setting(p, KEY_TINYLOG), STR("yes"));
}

/* The views in which it would have an entry. */
static unsigned
views_of(const struct profile *p, enum feeds_kind kind)
{
	switch (kind) {
	case FEEDS_NEWS:
		return feed_news_views(p);
	case FEEDS_LOG:
		return feed_log_views(p);
	case FEEDS_PUBLICATIONS:
		return feed_publications_views(p);
	case FEEDS_TINYLOG:
		return has_tinylog(p) ? feed_news_views(p) & 1u << VIEW_GEMINI
				      : 0;
	default:
		return feed_news_views(p) | feed_log_views(p) |
		       feed_publications_views(p);
	}
}

/* The page that says the same. */
static struct str
page_of(struct arena *a, const struct profile *p, enum feeds_kind kind)
{
	const struct section *s = NULL;

	if (kind == FEEDS_LOG)
		return log_path(a, p);
	if (kind == FEEDS_NEWS || kind == FEEDS_TINYLOG)
		s = profile_section(p, SECTION_NEWS);
	if (kind == FEEDS_PUBLICATIONS)
		s = profile_section(p, SECTION_PUBLICATIONS);
	return s != NULL ? section_path(a, p, s) : home_path(a, p);
}

struct str
feeds_path(struct arena *a, const struct profile *p, enum feeds_kind kind)
{
	struct str page;

	if (views_of(p, kind) == 0)
		return (struct str){ NULL, 0 };
	if (kind == FEEDS_TINYLOG)
		return path_generated(a, p, STR("tinylog"));
	if (kind == FEEDS_ALL)
		return arena_printf(a, "%.*s/" FILE_NAME, STR_ARG(p->root));
	if (kind == FEEDS_PUBLICATIONS)
		p = main_of(p);
	page = page_of(a, p, kind);
	return arena_printf(a, "%.*s/" FILE_NAME, STR_ARG(page));
}

static void
add_way(struct arena *a, struct doc *docs, const struct profile *p,
    enum feeds_kind kind)
{
	struct str page = page_of(a, p, kind);
	struct str path = feeds_path(a, p, kind);
	struct doc *doc = docs;

	if (path.len == 0)
		return;
	while (doc != NULL && !str_eq(doc->path, page))
		doc = doc->next;
	if (doc != NULL)
		doc_add_way(a, doc, path,
		    kind == FEEDS_TINYLOG ? TINYLOG
					  : term_of(doc->lang, TERM_FEED));
}

void
feeds_add_ways(struct arena *a, struct doc *docs, const struct profile *p)
{
	for (enum feeds_kind kind = FEEDS_NEWS; kind < FEEDS_COUNT; kind++)
		add_way(a, docs, p, kind);
}

/* It has to say what it is wherever it is listed: "Ada Example: News". */
static struct str
title_of(struct arena *a, const struct profile *p, enum feeds_kind kind)
{
	struct str name = profile_value(p, KEY_NAME);
	const struct section *s;
	struct str part;

	switch (kind) {
	case FEEDS_ALL:
		return name;
	case FEEDS_LOG:
		part = log_title(p);
		break;
	case FEEDS_TINYLOG:
		part = TINYLOG;
		break;
	default:
		s = profile_section(p,
		    kind == FEEDS_NEWS ? SECTION_NEWS : SECTION_PUBLICATIONS);
		part = s->title;
	}
	return arena_printf(a, "%.*s%.*s%.*s", STR_ARG(name),
	    STR_ARG(sentence_sign(STR(": "), part)), STR_ARG(part));
}

static struct str
icon_of(const struct profile *p)
{
	struct str icon = setting(p, KEY_ICON);

	return value_is_icon(icon) ? icon : (struct str){ NULL, 0 };
}

static void
set_page(const struct feed_maker *m, struct feed *feed, struct str path)
{
	const struct doc *doc = names_find(&m->docs, path);

	feed->page = path;
	if (doc == NULL)
		return;
	feed->item = doc->menu ? '1' : '0';
	feed->views = doc->views;
}

static struct feed *
make_head(const struct feed_maker *m, const struct profile *p,
    enum feeds_kind kind)
{
	struct feed *feed = arena_new(m->arena, struct feed);

	feed->path = feeds_path(m->arena, p, kind);
	set_page(m, feed, page_of(m->arena, p, kind));
	feed->title = title_of(m->arena, p, kind);
	feed->subtitle = person_line(m->arena, p);
	feed->author = profile_value(p, KEY_NAME);
	feed->email = setting(p, KEY_EMAIL);
	feed->lang = profile_lang(p);
	feed->rights = setting(p, KEY_LICENCE);
	feed->icon = icon_of(p);
	feed->tiny = kind == FEEDS_TINYLOG;
	zone_read(setting(p, KEY_TIMEZONE), &feed->zone);
	return feed;
}

static void
add_entries(struct feed_maker *m, const struct profile *p,
    enum feeds_kind kind)
{
	bool all = kind == FEEDS_ALL;

	if (all || kind == FEEDS_NEWS || kind == FEEDS_TINYLOG)
		feed_add_news(m, p);
	if (all || kind == FEEDS_LOG)
		feed_add_log(m, p);
	if (all || kind == FEEDS_PUBLICATIONS)
		feed_add_publications(m, p);
}

/* One that is not there in this view, or is that of another profile: NULL. */
static struct feed *
make_feed(struct feed_maker *m, const struct profile *p, enum feeds_kind kind)
{
	struct feed *feed;

	if ((views_of(p, kind) & 1u << m->view) == 0 ||
	    (kind == FEEDS_PUBLICATIONS && p != main_of(p)))
		return NULL;
	feed = make_head(m, p, kind);
	if (m->view != VIEW_GEMINI &&
	    guarded_zone(p->guarded, feed->path) != 0)
		return NULL;
	add_entries(m, p, kind);
	feed->first = feed_take(m, FEEDS_ENTRIES);
	return feed->path.len > 0 && feed->first != NULL ? feed : NULL;
}

static struct feed *
make_view(struct feed_maker *m, const struct profile *p)
{
	struct feed *first = NULL;
	struct feed **end = &first;

	for (; p != NULL; p = p->next)
		for (enum feeds_kind kind = 0; kind < FEEDS_COUNT; kind++) {
			*end = make_feed(m, p, kind);
			if (*end != NULL)
				end = &(*end)->next;
		}
	return first;
}

struct feeds
feeds_of(struct arena *a, const struct profile *p, struct doc *docs,
    const struct origin *o)
{
	struct feeds feeds;

	for (enum view v = 0; v < VIEW_KINDS; v++) {
		struct feed_maker m = { .arena = a, .origin = o, .view = v };

		feeds.of[v] = NULL;
		if (v == VIEW_WEB && !origin_has(o, v))
			continue; /* it would have no URL */
		feed_maker_init(&m, docs);
		feeds.of[v] = make_view(&m, p);
	}
	return feeds;
}
