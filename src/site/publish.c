/* SPDX-License-Identifier: ISC */
#include "site/publish.h"

#include <assert.h>

#include "base/buf.h"
#include "proto/gemini.h"
#include "proto/uri.h"
#include "render/fold.h"
#include "render/render.h"
#include "site/bodies.h"
#include "site/crlf.h"
#include "site/shelf.h"
#include "site/trees.h"

#define MENU STR("application/gopher-menu")
#define TEXT STR("text/plain")
#define ATOM STR("application/atom+xml")
#define GEMTEXT STR("text/gemini; charset=utf-8")

/* Without a lang of its own, a reader guesses from the words (M-02). */
static struct str
with_lang(struct arena *a, struct str type, struct str lang)
{
	if (lang.len == 0 || str_find(type, STR("lang=")) < type.len)
		return type;
	return arena_printf(a, "%.*s; lang=%.*s", STR_ARG(type),
	    STR_ARG(lang));
}

static bool
add_redirect(struct publish *p, struct str key, struct str path)
{
	struct resource r = { .kind = RESOURCE_REDIRECT, .item = '1' };
	struct buf target;

	buf_init(&target);
	uri_path_encode(&target, path);
	r.media = buf_keep(&target, p->arena);
	return seal_add(p->seal, VIEW_GEMINI, key, &r);
}

/*
 * A page that a zone stands below is that zone's folder: the guard sends
 * readers from "/members" to "/members/" (G-84).
 */
static bool
is_folder(const struct publish *p, const struct doc *doc)
{
	return doc->folder ||
	       (doc->zone != 0 &&
		   p->guarded->at[doc->zone - 1].len == doc->path.len + 1);
}

static void
publish_page_gemini(struct publish *p, const struct doc *doc,
    uint64_t version)
{
	struct resource r = { .kind = RESOURCE_BODY, .item = '1' };
	struct str slashed =
	    arena_printf(p->arena, "%.*s/", STR_ARG(doc->path));
	bool folder = is_folder(p, doc);
	bool added;

	r.body = body_gemini(p, doc, version);
	r.media = with_lang(p->arena, GEMTEXT, doc->lang);
	added = seal_add(p->seal, VIEW_GEMINI, folder ? slashed : doc->path,
	    &r);
	assert(added); /* pages come first, and their paths differ */
	if (!str_eq(doc->path, STR("/")))
		add_redirect(p, folder ? doc->path : slashed,
		    folder ? slashed : doc->path);
}

static struct str
with_charset(struct arena *a, struct str type, enum charset charset)
{
	struct str name = charset_name(charset);
	struct buf out;

	buf_init(&out);
	buf_printf(&out, "%.*s; charset=", STR_ARG(type));
	for (size_t i = 0; i < name.len; i++)
		buf_char(&out, char_lower(name.at[i]));
	return buf_keep(&out, a);
}

/* What none of ours can spell is better read by some than by nobody. */
static enum charset
charset_in(const struct publish *p, const struct doc *doc, enum tree tree)
{
	switch (tree) {
	case TREE_MAIN:
		return trees_can_spell(doc, p->charset) ? p->charset
							: CHARSET_UTF8;
	case TREE_ASCII:
		return CHARSET_ASCII;
	case TREE_GEMTEXT:
	case TREE_COUNT:
		break;
	}
	return CHARSET_UTF8;
}

static struct resource
form_resource(struct publish *p, const struct doc *doc,
    const struct gopher_form *form)
{
	struct resource r = { .kind = RESOURCE_BODY, .item = '0' };

	if (form->tree == TREE_GEMTEXT) {
		r.media = with_lang(p->arena, GEMTEXT, doc->lang);
	} else if (doc->map != NULL || doc->menu) {
		r.media = MENU;
		r.item = '1';
	} else {
		r.media = with_charset(p->arena, TEXT, form->charset);
	}
	return r;
}

static void
publish_form(struct publish *p, const struct doc *doc, enum tree tree,
    uint64_t version)
{
	struct str path = doc_path(p->arena, doc, tree);
	const struct gopher_form form = {
		.origin = p->origin,
		.tree = tree,
		.charset = charset_in(p, doc, tree),
	};
	struct resource r = form_resource(p, doc, &form);

	r.body = body_gopher(p, doc, &form, version);
	seal_add(p->seal, VIEW_GOPHER, str_skip(path, 1), &r);
}

static void
publish_page_gopher(struct publish *p, const struct doc *doc,
    uint64_t version)
{
	for (enum tree tree = 0; tree < TREE_COUNT; tree++)
		if (tree == TREE_MAIN || (doc->trees & 1u << tree) != 0)
			publish_form(p, doc, tree, version);
}

void
publish_page(struct publish *p, const struct doc *doc)
{
	uint64_t version = memory_page(p->memory, doc, p->origin);

	if ((doc->views & 1u << VIEW_GEMINI) != 0)
		publish_page_gemini(p, doc, version);
	if ((doc->views & 1u << VIEW_GOPHER) != 0)
		publish_page_gopher(p, doc, version);
	index_doc(p->index, doc, version);
	p->counts.pages++;
}

/* In UTF-8, and not said to be so once more in the bytes themselves. */
static bool
is_plain(const struct resource *r)
{
	struct str type, charset;

	str_cut(r->media, ';', &type, &charset);
	return str_starts(type, STR("text/")) &&
	       !str_eq(type, STR("text/gemini")) &&
	       !str_eq(type, STR("text/html")) &&
	       !str_eq(type, STR("text/xml")) &&
	       str_eq_nocase(str_trim(charset), STR("charset=utf-8"));
}

/* Whatever the charset, ASCII is in it; other text stays what it is. */
static void
become_lines(struct publish *p, struct resource *r, enum scan_kind kind)
{
	r->lines = kind != SCAN_BINARY;
	if (is_plain(r) && kind == SCAN_ASCII && p->charset != CHARSET_UTF8)
		r->media = with_charset(p->arena,
		    str_take(r->media, str_index(r->media, ';')), p->charset);
}

/* As Gopher sends it; in the charset, if that can spell it. */
static void
become_text(struct publish *p, struct resource *r, enum charset charset)
{
	if (!is_plain(r) || !fold_is_readable(r->body, charset))
		charset = CHARSET_UTF8;
	if (charset != CHARSET_UTF8)
		r->media = with_charset(p->arena,
		    str_take(r->media, str_index(r->media, ';')), charset);
	r->body = crlf_text(p->arena, r->body, charset);
}

static struct resource
resource_of(struct publish *p, const struct file *f, enum view v)
{
	struct resource r = {
		.kind = f->large ? RESOURCE_FILE : RESOURCE_BODY,
		.media = f->media.type,
		.item = f->media.item,
	};

	if (f->large) {
		r.file = f->path;
		r.size = f->size;
	} else {
		r.body = f->bytes;
	}
	if (str_starts(r.media, STR("text/gemini")))
		r.media = with_lang(p->arena, r.media,
		    f->lang.len > 0 ? f->lang : p->lang);
	if (v == VIEW_GOPHER && r.item == '0') {
		if (f->large)
			become_lines(p, &r, f->kind);
		else
			become_text(p, &r, p->charset);
	}
	return r;
}

/* One file as what it is in each view. */
struct served {
	struct resource gemini;
	struct resource gopher;
};

/* path begins with a slash, and ends in one if it is a folder's. */
static bool
add_served(struct publish *p, struct str path, const struct served *s,
    unsigned views)
{
	struct str key = str_skip(path, 1);
	bool added = seal_add(p->seal, VIEW_GEMINI, path, &s->gemini);

	if (str_ends(key, STR("/")))
		key.len--;
	if ((views & 1u << VIEW_GOPHER) != 0)
		added &= seal_add(p->seal, VIEW_GOPHER, key, &s->gopher);
	return added;
}

/* dir/index.gmi as /dir/ and, without the slash, its selector. */
static bool
publish_index(struct publish *p, const struct file *f, const struct served *s)
{
	struct str folder = file_folder(f);
	struct str path = arena_printf(p->arena, "/%.*s", STR_ARG(folder));
	struct str bare = str_take(path, path.len - 1);
	bool added = add_served(p, path, s, file_index_views(f));

	if (bare.len > 0)
		added &= add_redirect(p, bare, path);
	return added;
}

/* The first page of results comes without a number. */
static bool
is_search(struct publish *p, const struct file *f)
{
	size_t page;

	if (!shelf_is_search(f->path, &page))
		return false;
	diag_add(p->diags, DIAG_WARNING, (struct place){ .file = f->path },
	    "path-taken", "/%.*s is where readers search; not served",
	    STR_ARG(f->path));
	return true;
}

static void
warn_taken(struct publish *p, const struct file *f, struct str address)
{
	diag_add(p->diags, DIAG_WARNING, (struct place){ .file = f->path },
	    "path-taken", "/%.*s is another page, which is served",
	    STR_ARG(address));
}

bool
publish_can_reach(struct arena *a, const struct origin *origin, struct str path)
{
	struct origin o = *origin;

	o.port[VIEW_GEMINI] = UINT16_MAX;
	return origin_url(a, &o, VIEW_GEMINI, path, '0').len <= GEMINI_URI_MAX;
}

static bool
is_reachable(struct publish *p, const struct file *f)
{
	struct str path = arena_printf(p->arena, "/%.*s", STR_ARG(f->path));

	if (publish_can_reach(p->arena, p->origin, path))
		return true;
	diag_add(p->diags, DIAG_WARNING, (struct place){ .file = f->path },
	    "not-served", "its URL is longer than %d bytes; not served",
	    GEMINI_URI_MAX);
	return false;
}

/* In no other zone, or the guard of one would not hold for the other. */
static bool
has_folder(struct publish *p, const struct file *f)
{
	struct str path =
	    arena_printf(p->arena, "/%.*s", STR_ARG(file_folder(f)));

	if (!f->index)
		return false;
	if (f->zone == 0 || guarded_zone(p->guarded, path) == f->zone)
		return true;
	diag_add(p->diags, DIAG_WARNING, (struct place){ .file = f->path },
	    "zone-leak", "%.*s is not in its zone; not served there",
	    STR_ARG(path));
	return false;
}

/* A text file as the tree in ASCII has it, if that does. */
static void
publish_spelled(struct publish *p, const struct file *f, struct str path)
{
	struct str key = str_skip(tree_path(p->arena, TREE_ASCII, path), 1);
	struct resource r = {
		.kind = RESOURCE_BODY,
		.media = f->media.type,
		.body = f->bytes,
		.item = f->media.item,
	};

	if ((f->trees & 1u << TREE_ASCII) == 0)
		return;
	become_text(p, &r, CHARSET_ASCII);
	seal_add(p->seal, VIEW_GOPHER, key, &r);
}

/* Gemtext is a page; where one is made of it, that has been counted. */
static void
count_file(struct eyes_counts *counts, const struct file *f)
{
	if (str_starts(f->media.type, STR("text/gemini"))) {
		counts->pages += f->paged ? 0 : 1;
		return;
	}
	counts->files++;
	if (f->large) {
		counts->large++;
		counts->streamed += f->size;
	} else {
		counts->bytes += f->bytes.len;
	}
}

void
publish_file(struct publish *p, const struct file *f)
{
	struct served served = { .gemini = resource_of(p, f, VIEW_GEMINI) };
	struct str path = arena_printf(p->arena, "/%.*s", STR_ARG(f->path));

	if (!is_reachable(p, f) || is_search(p, f))
		return;
	if ((file_views(f) & 1u << VIEW_GOPHER) != 0)
		served.gopher = resource_of(p, f, VIEW_GOPHER);
	if (add_served(p, path, &served, file_views(f))) {
		publish_spelled(p, f, path);
		index_file(p->index, f);
		count_file(&p->counts, f);
	} else {
		warn_taken(p, f, f->path);
	}
	if (has_folder(p, f) && !publish_index(p, f, &served))
		warn_taken(p, f, file_folder(f));
}

void
publish_feed(struct publish *p, enum view v, const struct feed *feed)
{
	struct resource r = {
		.kind = RESOURCE_BODY,
		.media = ATOM,
		.item = '0',
	};
	struct str key = feed->path;
	struct buf body;

	buf_init(&body);
	if (feed->tiny) {
		r.media = with_lang(p->arena, GEMTEXT, feed->lang);
		render_tinylog(&body, feed, p->origin);
	} else {
		render_atom(&body, feed, p->origin, v);
	}
	r.body = buf_keep(&body, p->arena);
	if (v == VIEW_GOPHER) {
		r.body = crlf_text(p->arena, r.body, CHARSET_UTF8);
		key = str_skip(key, 1);
	}
	seal_add(p->seal, v, key, &r);
}

void
publish_search(struct publish *p)
{
	p->seal->search = index_finish(p->index);
	if (p->seal->search.len == 0)
		diag_add(p->diags, DIAG_ERROR, (struct place){ 0 }, "no-search",
		    "SQLite, without its FTS5, cannot make the search");
	add_redirect(p, STR("/search/"), STR("/search"));
}
