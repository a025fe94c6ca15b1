/* SPDX-License-Identifier: ISC */
#include "site/website.h"

#include "model/terms.h"
#include "page/home.h"
#include "page/languages.h"
#include "proto/uri.h"
#include "render/render.h"
#include "render/web_page.h"
#include "site/shelf.h"
#include "site/website_page.h"

static void
warn_taken(const struct website *w, struct str path)
{
	diag_add(w->diags, DIAG_WARNING, (struct place){ .file = path },
	    "path-taken", "another page or file is there; not exported");
}

static void
add(const struct website *w, struct str path, struct str bytes)
{
	if (!exported_add(w->out, path, bytes))
		warn_taken(w, path);
}

/* Gopher's, Gemini's, and what pages are made of and no more. */
static bool
is_kept(const struct file *f)
{
	return (file_views(f) & 1u << VIEW_WEB) != 0 &&
	       !str_eq(f->path, STR("favicon.txt")) &&
	       !str_eq(f->path, STR("caps.txt")) &&
	       !str_eq(f->path, STR("robots.txt"));
}

static void
add_files(const struct website *w)
{
	for (const struct file *f = w->files->first; f != NULL; f = f->next)
		if (is_kept(f))
			add(w, f->path, arena_str(w->out->arena, f->bytes));
}

static void
add_feeds(const struct website *w)
{
	for (const struct feed *f = w->feeds->of[VIEW_WEB]; f != NULL;
	     f = f->next) {
		struct str path = str_skip(f->path, 1);
		struct buf body;

		if (f->tiny || exported_has(w->out, path))
			continue;
		buf_init(&body);
		render_atom(&body, f, w->origin, VIEW_WEB);
		add(w, path, buf_keep(&body, w->out->arena));
	}
}

/* What the author says to robots, or nothing, and where all pages are. */
static void
add_robots(const struct website *w)
{
	const struct file *f = w->files->first;
	struct buf out;

	while (f != NULL && !str_eq(f->path, STR("robots.txt")))
		f = f->next;
	buf_init(&out);
	if (f != NULL)
		buf_add(&out, f->bytes);
	if (w->origin->web.len > 0) {
		if (out.len > 0)
			buf_char(&out, '\n');
		buf_add(&out, STR("Sitemap: "));
		origin_put_web_url(&out, w->origin, STR("/sitemap.xml"));
		buf_char(&out, '\n');
	}
	if (out.len > 0)
		add(w, STR("robots.txt"), buf_keep(&out, w->out->arena));
	buf_release(&out);
}

void
website_write(const struct website *w)
{
	struct website_pages pages;

	website_pages_init(&pages, w);
	add(w, WEB_STYLE_FILE, web_style());
	for (const struct doc *doc = w->docs; doc != NULL; doc = doc->next)
		if ((doc->views & 1u << VIEW_WEB) != 0)
			add(w, website_file(&pages, doc->path),
			    website_page(&pages, doc));
	if (website_lists(&pages))
		add(w, website_file(&pages, STR("/search")),
		    website_list(&pages));
	if (w->origin->web.len > 0)
		add(w, STR("sitemap.xml"), website_map(&pages));
	add_robots(w);
	add_files(w);
	add_feeds(w);
	website_pages_release(&pages);
}
