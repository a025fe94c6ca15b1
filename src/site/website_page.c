/* SPDX-License-Identifier: ISC */
#include "site/website_page.h"

#include "model/terms.h"
#include "page/home.h"
#include "page/reference.h"
#include "parse/date.h"
#include "proto/uri.h"
#include "render/jsonld.h"
#include "render/web_page.h"
#include "render/xml.h"

/* Where the page stands that links are to lead from, and to what. */
struct place_of {
	struct website_pages *pages;
	struct str path;
};

static void
put_entries(struct website_pages *p, const struct bib *bib)
{
	struct bib_entry *e = bib != NULL ? bib->first : NULL;

	names_init(&p->entries, &p->scratch);
	for (; e != NULL; e = e->next)
		names_put(&p->entries, reference_path(&p->scratch, e), e);
}

void
website_pages_init(struct website_pages *p, const struct website *w)
{
	p->website = w;
	arena_init(&p->scratch);
	names_init(&p->docs, &p->scratch);
	for (struct doc *doc = w->docs; doc != NULL; doc = doc->next)
		if ((doc->views & 1u << VIEW_WEB) != 0)
			names_put(&p->docs, doc->path, doc);
	put_entries(p, w->profile->bib);
}

void
website_pages_release(struct website_pages *p)
{
	arena_release(&p->scratch);
}

struct str
website_file(struct website_pages *p, struct str path)
{
	if (str_eq(path, STR("/")))
		return STR("index.html");
	return arena_printf(&p->scratch, "%.*s/index.html",
	    STR_ARG(str_skip(path, 1)));
}

/* Behind a slash, where web servers have a folder's index. */
static bool
is_page(const struct website_pages *p, struct str path)
{
	return names_find(&p->docs, path) != NULL ||
	       (website_lists(p) && str_eq(path, STR("/search")));
}

static void
put_path(struct buf *out, const struct website_pages *p, struct str path)
{
	uri_path_encode(out, str_skip(path, 1));
	if (path.len > 1 && is_page(p, path) && !str_ends(path, STR("/")))
		buf_char(out, '/');
}

/* From the page at one path to what is at another, in a. */
static struct str
relative_url(const struct website_pages *p, struct arena *a, struct str from,
    struct str to)
{
	struct buf out;

	buf_init(&out);
	if (from.len == 1)
		buf_add(&out, STR("./"));
	for (size_t i = 0; i < from.len && from.len > 1; i++)
		if (from.at[i] == '/')
			buf_add(&out, STR("../"));
	put_path(&out, p, to);
	return buf_keep(&out, a);
}

static struct str
canonical_url(struct website_pages *p, struct str path)
{
	const struct origin *o = p->website->origin;
	struct buf out;

	if (o->web.len == 0)
		return STR("");
	buf_init(&out);
	buf_add(&out, o->web);
	put_path(&out, p, path);
	return buf_keep(&out, &p->scratch);
}

/* What html_how asks for its links. */
static struct str
own_url(const struct html_how *how, struct arena *a, const struct block *link)
{
	const struct place_of *from = how->of;
	struct str to = link->gopher.len > 0 ? link->gopher : link->target;

	return relative_url(from->pages, a, from->path, to);
}

static struct web_link *
link_new(struct website_pages *p, struct str url, struct str text)
{
	struct web_link *link = arena_new(&p->scratch, struct web_link);

	link->url = url;
	link->text = text;
	return link;
}

static bool
is_term(const struct doc *doc, const struct block *b, enum term term)
{
	return str_eq(b->text, term_of(doc->lang, term));
}

/* A way to the same page over another protocol: the footer has them. */
static bool
is_twin(const struct doc *doc, const struct block *b)
{
	return b->kind == BLOCK_LINK && b->nav &&
	       (is_term(doc, b, TERM_ON_GEMINI) ||
		   is_term(doc, b, TERM_ON_GOPHER) ||
		   is_term(doc, b, TERM_ON_WEB));
}

static const struct profile *
profile_of(const struct website_pages *p, const struct doc *doc)
{
	const struct profile *all = p->website->profile;
	const struct profile *found = all;

	for (; all != NULL; all = all->next)
		if (all->root.len > 0 && str_starts(doc->path, all->root) &&
		    (doc->path.len == all->root.len ||
			doc->path.at[all->root.len] == '/'))
			found = all;
	return found;
}

static const struct doc *
home_of(struct website_pages *p, const struct profile *profile)
{
	return names_find(&p->docs, home_path(&p->scratch, profile));
}

/* The heading above the list of pages, or NULL. */
static const struct block *
heading_of_pages(const struct doc *home)
{
	const struct block *b = home->first;

	while (b != NULL &&
	       (b->kind != BLOCK_HEADING || !is_term(home, b, TERM_PAGES)))
		b = b->next;
	return b;
}

static bool
is_listed(const struct block *b)
{
	return b != NULL && b->kind == BLOCK_LINK && b->nav;
}

static bool
is_below(struct str path, struct str page)
{
	return str_starts(path, page) &&
	       (path.len == page.len || path.at[page.len] == '/');
}

/* The pages that the home page lists, as seen from doc. */
static const struct web_link *
pages_from(struct website_pages *p, const struct doc *doc,
    const struct doc *home)
{
	const struct block *b = heading_of_pages(home);
	struct web_link *first = NULL;
	struct web_link **end = &first;

	b = b != NULL ? block_shown(b->next, VIEW_WEB) : NULL;
	for (; is_listed(b); b = block_shown(b->next, VIEW_WEB)) {
		if (names_find(&p->docs, b->target) == NULL)
			continue;
		*end = link_new(p,
		    relative_url(p, &p->scratch, doc->path, b->target),
		    b->text);
		(*end)->here = is_below(doc->path, b->target);
		end = &(*end)->next;
	}
	return first;
}

static struct web_link *
twin_of(struct website_pages *p, const struct doc *doc, enum view v)
{
	const bool gemini = v == VIEW_GEMINI;
	const char item = doc->menu ? '1' : '0';
	struct str path = doc->path;
	struct web_link *link;
	struct str url;

	if (gemini && doc->form.len > 0 && path.len > 1)
		path = doc->form;
	url = origin_url(&p->scratch, p->website->origin, v, path, item);
	if (url.len == 0 || (!gemini && (doc->views & 1u << v) == 0) ||
	    (gemini && doc->form.len == 0 && (doc->views & 1u << v) == 0))
		return NULL;
	link = link_new(p, url,
	    term_of(doc->lang, gemini ? TERM_ON_GEMINI : TERM_ON_GOPHER));
	link->type = STR("text/gemini");
	if (!gemini)
		link->type = doc->menu ? STR("application/gopher-menu")
				       : STR("text/plain");
	return link;
}

static const struct web_link *
twins_of(struct website_pages *p, const struct doc *doc)
{
	struct web_link *gemini = twin_of(p, doc, VIEW_GEMINI);
	struct web_link *gopher = twin_of(p, doc, VIEW_GOPHER);

	if (gemini == NULL)
		return gopher;
	gemini->next = gopher;
	return gemini;
}

static const struct doc *
translation(const struct website_pages *p, const struct doc *doc,
    const struct block *b)
{
	const struct doc *there = NULL;

	if (b->kind == BLOCK_LINK && b->nav)
		there = names_find(&p->docs, b->target);
	if (there == NULL || str_eq(there->lang, doc->lang) ||
	    !str_eq(b->text, term_of(there->lang, TERM_OTHER_LANGUAGE)))
		return NULL;
	return there;
}

static const struct web_link *
languages_of(struct website_pages *p, const struct doc *doc)
{
	const struct block *b = block_shown(doc->first, VIEW_WEB);
	struct web_link *first = NULL;
	struct web_link **end = &first;

	for (; b != NULL; b = block_shown(b->next, VIEW_WEB)) {
		const struct doc *there = translation(p, doc, b);

		if (there == NULL)
			continue;
		*end = link_new(p,
		    relative_url(p, &p->scratch, doc->path, there->path),
		    b->text);
		(*end)->lang = there->lang;
		end = &(*end)->next;
	}
	return first;
}

static const struct web_link *
feeds_of_site(struct website_pages *p, const struct doc *doc)
{
	const struct feed *f = p->website->feeds->of[VIEW_WEB];
	struct web_link *first = NULL;
	struct web_link **end = &first;

	for (; f != NULL; f = f->next) {
		if (f->tiny || !str_eq(f->lang, doc->lang))
			continue;
		*end = link_new(p,
		    relative_url(p, &p->scratch, doc->path, f->path),
		    f->title);
		(*end)->type = STR("application/atom+xml");
		end = &(*end)->next;
	}
	return first;
}

/* What the header or the footer of a page has is not in it once more. */
static bool
is_elsewhere(struct website_pages *p, const struct doc *doc,
    const struct profile *profile, const struct block *b)
{
	if (is_twin(doc, b) || translation(p, doc, b) != NULL)
		return true;
	if (!b->nav || doc->source.len > 0)
		return false;
	return (b->kind == BLOCK_LINK && doc->path.len > 1 &&
		   str_eq(b->target, home_path(&p->scratch, profile))) ||
	       b->kind == BLOCK_TEXT;
}

/* The block behind the list of pages, which the header has as well. */
static const struct block *
behind_pages(const struct block *heading)
{
	const struct block *b = heading->next;

	while (is_listed(b))
		b = b->next;
	return b;
}

/* Whether nothing is left that a heading would be above. */
static bool
is_idle(const struct block *b, const struct block *next)
{
	return b->kind == BLOCK_HEADING &&
	       (next == NULL ||
		   (next->kind == BLOCK_HEADING && next->level <= b->level));
}

/* Without headings that are above nothing now. */
static struct block *
tidied(struct block *first, const struct doc *doc)
{
	struct block **link = &first;

	while (*link != NULL) {
		const struct block *b = *link;

		if (is_idle(b, b->next) && doc->elsewhere != NULL &&
		    str_eq(b->text, doc->elsewhere->text))
			*link = b->next;
		else
			link = &(*link)->next;
	}
	return first;
}

/* An entry of a list of dated links, as gemtext has them. */
static bool
is_dated(const struct block *b)
{
	struct date day;

	return b->kind == BLOCK_LINK && !b->nav && b->text.len > 10 &&
	       date_read(str_take(b->text, 10), &day) && date_is_day(&day);
}

/* The first of them is no link of the item that it stands below. */
static void
stand_apart(struct block *b, const struct block *above)
{
	if (above != NULL && is_dated(b) && !is_dated(above))
		b->tight = false;
}

/* The page as the web shows it. */
static struct doc
shown_on_web(struct website_pages *p, const struct doc *doc,
    const struct profile *profile, bool home)
{
	const struct block *heading = home ? heading_of_pages(doc) : NULL;
	const struct block *b = block_shown(doc->first, VIEW_WEB);
	struct doc shown = *doc;
	struct block **end = &shown.first;
	struct block *above = NULL;

	while (b != NULL) {
		if (b == heading) {
			b = block_shown(behind_pages(b), VIEW_WEB);
			continue;
		}
		if (!is_elsewhere(p, doc, profile, b)) {
			*end = arena_new(&p->scratch, struct block);
			**end = *b;
			stand_apart(*end, above);
			above = *end;
			end = &(*end)->next;
		}
		b = block_shown(b->next, VIEW_WEB);
	}
	*end = NULL;
	shown.first = tidied(shown.first, doc);
	return shown;
}

static struct str
updated_line(struct website_pages *p, const struct doc *doc,
    const struct profile *profile)
{
	struct str day = profile_value(profile, KEY_UPDATED);

	if (day.len == 0)
		return STR("");
	return term_with(&p->scratch, doc->lang, TERM_UPDATED, day);
}

static struct str
site_name(const struct website_pages *p, const struct profile *profile,
    const struct doc *home)
{
	struct str name = profile_value(profile, KEY_NAME);

	if (name.len == 0 && home != NULL)
		name = doc_label(home);
	return name.len > 0 ? name : p->website->origin->host;
}

/* What programs are told of a home page and of a publication's. */
static struct str
told(struct website_pages *p, const struct doc *doc,
    const struct profile *profile, bool home)
{
	const struct bib_entry *e = names_find(&p->entries, doc->path);
	struct buf out;

	buf_init(&out);
	if (home)
		jsonld_person(&out, profile, p->website->origin);
	else if (e != NULL)
		jsonld_article(&out, profile, e, p->website->origin);
	return buf_keep(&out, &p->scratch);
}

static struct str
write_page(struct website_pages *p, const struct doc *doc)
{
	const struct profile *profile = profile_of(p, doc);
	const struct doc *home = home_of(p, profile);
	const struct place_of from = { p, doc->path };
	struct web_page page = {
		.how = { .view = VIEW_WEB,
		    .origin = p->website->origin,
		    .own_url = own_url,
		    .of = &from,
		    .title = true,
		    .nav = true },
		.profile = profile,
		.site = site_name(p, profile, home),
		.home = doc == home,
		.home_url = relative_url(p, &p->scratch, doc->path,
		    home_path(&p->scratch, profile)),
		.style_url = relative_url(p, &p->scratch, doc->path,
		    arena_printf(&p->scratch, "/%.*s",
			STR_ARG(WEB_STYLE_FILE))),
		.canonical = canonical_url(p, doc->path),
		.alternates = twins_of(p, doc),
		.languages = languages_of(p, doc),
		.feeds = feeds_of_site(p, doc),
	};
	struct doc shown = shown_on_web(p, doc, profile, page.home);
	struct buf out;

	if (home != NULL)
		page.pages = pages_from(p, doc, home);
	if (doc != home)
		page.updated = updated_line(p, doc, profile);
	page.jsonld = told(p, doc, profile, page.home);
	page.doc = &shown;
	buf_init(&out);
	render_web_page(&out, &page);
	return buf_keep(&out, p->website->out->arena);
}

struct str
website_page(struct website_pages *p, const struct doc *doc)
{
	return write_page(p, doc);
}

bool
website_lists(const struct website_pages *p)
{
	return p->website->docs != NULL &&
	       names_find(&p->docs, STR("/search")) == NULL;
}

struct str
website_list(struct website_pages *p)
{
	const struct doc *docs = p->website->docs;
	struct doc *list = doc_new(&p->scratch, STR("/search"),
	    term_of(docs->lang, TERM_SITEMAP), docs->lang);

	for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
		if ((doc->views & 1u << VIEW_WEB) != 0)
			doc_add_link(&p->scratch, list, doc->path,
			    doc_label(doc))
			    ->tight = list->first != list->last;
	list->views = 1u << VIEW_WEB;
	return write_page(p, list);
}

struct str
website_map(struct website_pages *p)
{
	const struct doc *doc = p->website->docs;
	struct buf out;

	buf_init(&out);
	buf_add(&out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			  "<urlset xmlns=\"http://www.sitemaps.org/schemas/"
			  "sitemap/0.9\">\n"));
	for (; doc != NULL; doc = doc->next) {
		if ((doc->views & 1u << VIEW_WEB) == 0)
			continue;
		buf_add(&out, STR("<url>"));
		xml_element(&out, "loc", canonical_url(p, doc->path));
		buf_add(&out, STR("</url>\n"));
	}
	buf_add(&out, STR("</urlset>\n"));
	return buf_keep(&out, p->website->out->arena);
}
