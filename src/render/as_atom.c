/* SPDX-License-Identifier: ISC */
#include "render/render.h"

#include "model/value.h"
#include "model/zone.h"
#include "proto/uri.h"
#include "render/xml.h"

#define ATOM STR("http://www.w3.org/2005/Atom")
#define ATOM_TYPE STR("application/atom+xml")

struct writer {
	struct buf *out;
	const struct feed *feed;
	const struct origin *origin;
	enum view view;
	struct arena scratch;
};

/* A page, and where it is one. */
struct shown {
	struct str path;
	struct str gopher; /* empty = path */
	char item;
	unsigned views; /* 0 = everywhere */
};

static struct str
either(struct str one, struct str other)
{
	return one.len > 0 ? one : other;
}

static void
put_element(struct writer *w, const char *name, struct str text)
{
	xml_element(w->out, name, text);
	buf_char(w->out, '\n');
}

/* Required, also where nobody knows when: then it is long ago (S-10). */
static void
put_date(struct writer *w, const char *name, struct date date)
{
	bool zoned = date.timed && w->feed->zone != 0;
	struct str text;

	if (date.year == 0)
		date = (struct date){ .year = 1970 };
	/* A day is its noon, as readers of dated links have it (S-06, S-16). */
	if (date_is_day(&date) && !date.timed) {
		date.hour = 12;
		date.timed = true;
	}
	text = date_rfc3339(&w->scratch, &date);
	if (zoned)
		text = arena_printf(&w->scratch, "%.*s%.*s",
		    STR_ARG(str_take(text, text.len - 1)),
		    STR_ARG(zone_text(&w->scratch, w->feed->zone)));
	put_element(w, name, text);
}

static void
put_link(struct writer *w, const char *rel, struct str type, struct str url)
{
	buf_printf(w->out, "<link rel=\"%s\"", rel);
	if (type.len > 0)
		xml_attribute(w->out, "type", type);
	xml_attribute(w->out, "href", url);
	buf_add(w->out, STR(" />\n"));
}

/* Two alternates must differ in their type (RFC 4287 4.1.1, 4.1.2). */
static struct str
page_type(enum view v, char item)
{
	switch (v) {
	case VIEW_GEMINI:
		return STR("text/gemini");
	case VIEW_GOPHER:
		return item == '1' ? STR("application/gopher-menu")
				   : STR("text/plain");
	case VIEW_WEB:
		return STR("text/html");
	case VIEW_KINDS:
		break;
	}
	return STR("");
}

static void
put_view(struct writer *w, enum view v, const struct shown *at)
{
	struct str path = v == VIEW_GEMINI ? at->path
					   : either(at->gopher, at->path);
	struct str url;

	if (!origin_has(w->origin, v) ||
	    (at->views != 0 && (at->views & 1u << v) == 0))
		return;
	url = origin_url(&w->scratch, w->origin, v, path, at->item);
	put_link(w, "alternate", page_type(v, at->item), url);
}

/* The page: first where this feed's reader is, then elsewhere. */
static void
put_alternates(struct writer *w, const struct shown *at)
{
	if (!str_starts(at->path, STR("/"))) {
		put_link(w, "alternate", STR(""),
		    uri_mended(&w->scratch, at->path));
		return;
	}
	put_view(w, w->view, at);
	for (enum view v = 0; v < VIEW_KINDS; v++)
		if (v != w->view)
			put_view(w, v, at);
}

static void
put_feed_page(struct writer *w)
{
	const struct feed *f = w->feed;
	const struct shown at = {
		.path = either(f->page, STR("/")),
		.gopher = f->gopher,
		.item = f->item != 0 ? f->item : '1',
		.views = f->views,
	};

	put_alternates(w, &at);
}

static void
put_entry_page(struct writer *w, const struct feed_entry *e)
{
	const struct shown at = {
		.path = e->path,
		.gopher = e->gopher,
		.item = e->item != 0 ? e->item : '0',
		.views = e->views,
	};

	if (e->path.len > 0)
		put_alternates(w, &at);
	else
		put_feed_page(w); /* S-11 */
}

static void
put_author(struct writer *w, struct str title)
{
	const struct feed *f = w->feed;

	buf_add(w->out, STR("<author>\n"));
	put_element(w, "name", either(f->author, title));
	if (value_is_mail(f->email))
		put_element(w, "email", f->email);
	buf_add(w->out, STR("</author>\n"));
}

static void
put_lang(struct writer *w, struct str lang)
{
	if (lang.len > 0)
		xml_attribute(w->out, "xml:lang", lang);
}

static void
put_head(struct writer *w)
{
	const struct feed *f = w->feed;
	const struct date always = { 0 };
	struct arena *a = &w->scratch;
	struct str title = either(f->title, w->origin->host);

	put_element(w, "id", feed_id(a, w->origin->host, &always, f->path));
	put_element(w, "title", title);
	if (f->subtitle.len > 0)
		put_element(w, "subtitle", f->subtitle);
	put_date(w, "updated", feed_updated(f));
	put_author(w, title);
	if (origin_has(w->origin, w->view))
		put_link(w, "self", ATOM_TYPE,
		    origin_url(a, w->origin, w->view, f->path, '0'));
	put_feed_page(w);
	if (f->rights.len > 0)
		put_element(w, "rights", f->rights);
	put_element(w, "generator", STR("Vitae"));
}

/* Over Gopher this is a text, and no line of one begins with a dot (O-36). */
static void
put_lines(struct writer *w, struct str text)
{
	while (text.len > 0) {
		size_t len = str_index(text, '\n') + 1;

		if (text.at[0] == '.') {
			buf_add(w->out, STR("&#46;"));
			text = str_skip(text, 1);
			len--;
		}
		xml_text(w->out, str_take(text, len));
		text = str_skip(text, len);
	}
}

/*
 * As escaped HTML, which every reader takes (RFC 4287 3.1.1.2). The same as
 * XHTML elements is lost on those that look for text only.
 */
static void
put_content(struct writer *w, const struct doc *doc)
{
	const struct html_how how = {
		.view = w->view,
		.origin = w->origin,
	};
	struct buf html;

	buf_init(&html);
	render_html(&html, doc, &how);
	buf_add(w->out, STR("<content type=\"html\">"));
	put_lines(w, buf_str(&html));
	buf_add(w->out, STR("</content>\n"));
	buf_release(&html);
}

static struct str
entry_id(struct writer *w, const struct feed_entry *e)
{
	if (e->id.len > 0)
		return e->id;
	return feed_id(&w->scratch, w->origin->host, &e->published, e->path);
}

static void
put_entry(struct writer *w, const struct feed_entry *e)
{
	const struct doc *doc = e->content;
	struct date updated = e->updated;
	struct str id = entry_id(w, e);

	if (updated.year == 0)
		updated = e->published;
	buf_add(w->out, STR("<entry"));
	if (doc != NULL && !str_eq(doc->lang, w->feed->lang))
		put_lang(w, doc->lang);
	buf_add(w->out, STR(">\n"));
	put_element(w, "id", id);
	put_element(w, "title", either(e->title, id));
	if (e->published.year != 0)
		put_date(w, "published", e->published);
	put_date(w, "updated", updated);
	put_entry_page(w, e);
	if (e->summary.len > 0)
		put_element(w, "summary", e->summary);
	if (doc != NULL)
		put_content(w, doc);
	buf_add(w->out, STR("</entry>\n"));
}

void
render_atom(struct buf *out, const struct feed *feed, const struct origin *o,
    enum view v)
{
	struct writer w = {
		.out = out,
		.feed = feed,
		.origin = o,
		.view = v,
	};

	arena_init(&w.scratch);
	buf_add(out, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"));
	buf_add(out, STR("<feed"));
	xml_attribute(out, "xmlns", ATOM);
	put_lang(&w, feed->lang);
	buf_add(out, STR(">\n"));
	put_head(&w);
	for (const struct feed_entry *e = feed->first; e != NULL; e = e->next)
		put_entry(&w, e);
	buf_add(out, STR("</feed>\n"));
	arena_release(&w.scratch);
}
