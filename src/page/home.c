/* SPDX-License-Identifier: ISC */
#include "page/home.h"

#include "model/terms.h"
#include "model/value.h"
#include "page/contact.h"
#include "page/cv.h"
#include "page/entry.h"
#include "page/feeds.h"
#include "page/languages.h"
#include "page/log.h"
#include "page/person.h"
#include "page/section.h"
#include "page/sentence.h"
#include "page/show.h"
#include "page/sitemap.h"
#include "page/source.h"
#include "page/twin.h"

static struct str
words(const struct profile *p, enum term term)
{
	return term_of(profile_lang(p), term);
}

static void
add_text(struct arena *a, struct doc *doc, struct str text, bool tight)
{
	if (text.len > 0)
		doc_add(a, doc, BLOCK_TEXT, text)->tight = tight;
}

static void
add_banner(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct block *block;

	if (p->banner.len == 0)
		return;
	block = doc_add(a, doc, BLOCK_PRE, p->banner);
	block->alt = profile_value(p, KEY_BANNER_ALT);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_BANNER)
			block->at = f->at;
}

static void
add_photo(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str photo = profile_value(p, KEY_PHOTO);
	struct str label = profile_value(p, KEY_PHOTO_ALT);

	if (photo.len == 0)
		return;
	if (label.len == 0)
		label = term_with(a, doc->lang, TERM_PHOTO_OF,
		    profile_value(p, KEY_NAME));
	doc_add_link(a, doc, photo, label)->at = p->fields->at;
}

/* A way to another page. */
static struct block *
add_way(struct arena *a, struct doc *doc, struct str path, struct str label)
{
	struct block *block = doc_add_link(a, doc, path, label);

	block->nav = true;
	block->tight = true;
	return block;
}

static void
add_nav(struct arena *a, struct doc *doc, const struct profile *p,
    const struct section *s, struct str label)
{
	struct block *block = add_way(a, doc, section_path(a, p, s), label);

	block->views = section_views(s);
	block->at = s->at;
}

/* The log has a part of the page of its own, if it is not a mere section. */
static void
add_log(struct arena *a, struct doc *doc, const struct profile *p)
{
	unsigned zone = guarded_zone(p->guarded, log_path(a, p));
	struct block *heading;

	if (p->posts == NULL)
		return;
	heading = doc_add(a, doc, BLOCK_HEADING, log_title(p));
	if (zone != 0)
		heading->views = 1u << VIEW_GEMINI;
	if (zone == 0 || zone == doc->zone)
		log_add(a, doc, p, HOME_POSTS);
	add_way(a, doc, log_path(a, p), words(p, TERM_ALL_POSTS));
}

static bool
has_page(const struct section *s, struct str slug, unsigned zone)
{
	while (s != NULL && (s->zone != zone || !str_eq(s->slug, slug)))
		s = s->next;
	return s != NULL;
}

/* Whether the page above it lies in the same zone, and so leads to it. */
static bool
is_inside(const struct profile *p, const struct section *page)
{
	struct str above = page->slug;

	while (above.len > 0 && above.at[above.len - 1] != '/')
		above.len--;
	if (above.len == 0)
		return false;
	above.len--;
	return has_page(p->sections, above, page->zone) ||
	       has_page(p->pages, above, page->zone);
}

static void
add_pages(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str cv = cv_path(a, p);
	struct str map = sitemap_path(a, p);
	struct str feed = feeds_path(a, p, FEEDS_ALL);

	if (p->sections == NULL && p->pages == NULL)
		return;
	doc_add(a, doc, BLOCK_HEADING, words(p, TERM_PAGES));
	for (const struct section *s = p->sections; s != NULL; s = s->next)
		add_nav(a, doc, p, s, section_label(a, s));
	for (const struct section *s = p->pages; s != NULL; s = s->next)
		if (section_is_open(p, s, doc->path) || !is_inside(p, s))
			add_nav(a, doc, p, s, s->title);
	languages_add_missing(a, doc, p);
	if (cv.len > 0)
		add_way(a, doc, cv, words(p, TERM_CV));
	if (map.len > 0)
		add_way(a, doc, map, words(p, TERM_SITEMAP));
	add_way(a, doc, STR("/search"), words(p, TERM_SEARCH));
	if (feed.len > 0)
		add_way(a, doc, feed, words(p, TERM_FEED));
}

static struct str
without_slash(struct str url)
{
	return str_ends(url, STR("/")) ? str_take(url, url.len - 1) : url;
}

static bool
is_homepage(const struct profile *p, struct str url)
{
	const struct field *f = p->fields;

	while (f != NULL && (f->key != KEY_HOMEPAGE ||
				!str_eq(without_slash(f->value),
				    without_slash(url))))
		f = f->next;
	return f != NULL;
}

/* The web site is there once, in its author's words if there are any. */
static void
add_twins(struct arena *a, struct doc *doc, const struct profile *p,
    const struct origin *o)
{
	struct str web = twin_web_url(a, doc, o);

	twin_add(a, doc, o, is_homepage(p, web) ? STR("") : web);
}

static void
add_homepage(struct arena *a, struct doc *doc, const struct profile *p,
    const struct field *field)
{
	struct str name = profile_value(p, KEY_NAME);
	struct str label = words(p, TERM_ON_WEB);
	struct block *block;

	if (name.len > 0)
		label = term_with(a, profile_lang(p), TERM_SITE_OF, name);
	if (value_is_url(field->value))
		block = doc_add_link(a, doc, field->value, label);
	else
		block = doc_add(a, doc, BLOCK_ITEM,
		    arena_printf(a, "%.*s: %.*s", STR_ARG(label),
			STR_ARG(field->value)));
	block->at = field->at;
	block->tight = true;
	doc->elsewhere->views = ALL_VIEWS;
}

/* The heading is shown where something stands below it. */
static void
add_elsewhere(struct arena *a, struct doc *doc, const struct profile *p,
    const struct origin *o)
{
	doc->elsewhere =
	    doc_add(a, doc, BLOCK_HEADING, words(p, TERM_ELSEWHERE));
	doc->elsewhere->views = 0;
	add_twins(a, doc, p, o);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_HOMEPAGE)
			add_homepage(a, doc, p, f);
}

static void
add_source(struct arena *a, struct doc *doc, const struct profile *p)
{
	add_way(a, doc, SOURCE_FILE, words(p, TERM_SOURCE))->tight = false;
}

/* "Updated 2026-11-23. Licence: CC BY 4.0" */
static void
add_footer(struct arena *a, struct doc *doc, const struct profile *p)
{
	struct str updated = person_values(a, p, KEY_UPDATED);
	struct buf text;

	buf_init(&text);
	if (updated.len > 0)
		buf_add(&text, term_with(a, profile_lang(p), TERM_UPDATED,
				   updated));
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_LICENCE && !value_is_url(f->value))
			sentence_add_labelled(&text, field_label(f), f->value);
	add_text(a, doc, buf_keep(&text, a), false);
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_LICENCE && value_is_url(f->value))
			doc_add_link(a, doc, f->value, field_label(f))->at =
			    f->at;
	if (source_is_served(p))
		add_source(a, doc, p);
}

struct str
home_path(struct arena *a, const struct profile *p)
{
	return p->root.len > 0 ? arena_str(a, p->root) : STR("/");
}

struct doc *
home_page(struct arena *a, const struct profile *p, const struct origin *o)
{
	struct str name = profile_value(p, KEY_NAME);
	struct doc *doc;

	if (name.len == 0)
		name = words(p, TERM_HOME);
	doc = doc_new(a, home_path(a, p), name, profile_lang(p));
	doc->menu = true;
	doc_guard(doc, p->guarded);
	add_banner(a, doc, p);
	person_add(a, doc, p);
	add_photo(a, doc, p);
	contact_add(a, doc, p);
	show_add(a, doc, p);
	add_log(a, doc, p);
	add_pages(a, doc, p);
	add_elsewhere(a, doc, p, o);
	add_footer(a, doc, p);
	return doc;
}
