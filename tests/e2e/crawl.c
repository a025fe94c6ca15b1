/* SPDX-License-Identifier: ISC */
#include "e2e/crawl.h"

#include "e2e/reading.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/uri.h"
#include "unit/json_check.h"

#define INPUT 10
#define SUCCESS 20
#define MOVED 31

static void
blame(const struct visit *v, const char *fault)
{
	if (fault == NULL)
		return;
	fprintf(stderr, "%.*s\n", STR_ARG(v->body));
	fail_msg("%s %c \"%.*s\", linked from \"%.*s\": %s",
	    v->view == VIEW_GEMINI ? "gemini" : "gopher",
	    v->item != 0 ? v->item : ' ', STR_ARG(v->asked), STR_ARG(v->from),
	    fault);
}

/*
 * The decoded path of a Gemini URL, or of a selector, which is encoded in our
 * menus and as it is in an author's gopher URL.
 */
static struct str
path_of(struct arena *a, enum view v, struct str asked)
{
	char *storage = arena_array(a, asked.len + 1, 1);
	struct str path;
	struct uri uri;

	if (v == VIEW_GOPHER) {
		if (!uri_decode(asked, storage, asked.len + 1, &path))
			path = asked;
		return str_starts(path, STR("/"))
			   ? path
			   : arena_printf(a, "/%.*s", STR_ARG(path));
	}
	assert_true(uri_parse(asked, &uri));
	assert_int_equal(uri_path_decode(uri.path, storage, asked.len + 1,
			     &path),
	    URI_PATH_OK);
	return path;
}

/* A visit to be made, unless it is known. */
static void
plan(struct crawl *c, struct visit wanted)
{
	struct visit *v = c->first;

	while (v != NULL && (v->view != wanted.view || v->item != wanted.item ||
				!str_eq(v->asked, wanted.asked)))
		v = v->next;
	if (v == NULL) {
		v = *c->end = arena_new(&c->arena, struct visit);
		*v = wanted;
		v->path = path_of(&c->arena, v->view, v->asked);
		c->end = &v->next;
	}
	v->direct = v->direct || wanted.direct;
	if (v->direct && v->status != 0 && v->status != SUCCESS)
		blame(v, "a link of ours needs a redirect (T-18)");
}

static void
note_foreign(struct crawl *c, enum view v, struct str url)
{
	struct foreign **at = &c->foreign[v];

	while (*at != NULL && !str_eq((*at)->url, url))
		at = &(*at)->next;
	if (*at != NULL)
		return;
	*at = arena_new(&c->arena, struct foreign);
	(*at)->url = url;
	c->foreign_count[v]++;
}

static bool
is_own(const struct crawl *c, enum view v, struct str host, int32_t port)
{
	return str_eq(host, c->site->host) && port == c->site->port[v];
}

static bool
plan_gopher_url(struct crawl *c, const struct visit *from, struct str url)
{
	char *storage = arena_array(&c->arena, url.len + 1, 1);
	struct gopher_target to;

	if (!gopher_url_parse(url, storage, url.len + 1, &to) ||
	    !is_own(c, VIEW_GOPHER, to.host, to.port))
		return false;
	plan(c,
	    (struct visit){
		.view = VIEW_GOPHER,
		.asked = to.selector,
		.item = to.type,
		.from = from->asked,
	    });
	return true;
}

static bool
plan_gemini_url(struct crawl *c, const struct visit *from, struct str url,
    const struct uri *uri, bool direct)
{
	int32_t port = uri->port == URI_NO_PORT ? GEMINI_PORT : uri->port;

	if (!str_eq(uri->scheme, STR("gemini")) ||
	    !is_own(c, VIEW_GEMINI, uri->host, port))
		return false;
	plan(c,
	    (struct visit){
		.view = VIEW_GEMINI,
		.asked = str_take(url, str_index(url, '#')),
		.direct = direct,
		.from = from->asked,
	    });
	return true;
}

/* url is absolute. */
static void
plan_url(struct crawl *c, const struct visit *from, struct str url, bool direct)
{
	struct uri uri;

	if (!uri_parse(url, &uri))
		blame(from, "a link that is no URL (T-17)");
	if (!plan_gemini_url(c, from, url, &uri, direct) &&
	    !plan_gopher_url(c, from, url))
		note_foreign(c, from->view, url);
}

static struct str
resolved(struct crawl *c, const struct visit *v, struct str reference)
{
	struct str url = uri_resolve(&c->arena, v->asked, reference);

	if (url.len == 0)
		blame(v, "a link that is no URL (T-17)");
	return url;
}

static void
read_gemtext(struct crawl *c, const struct visit *v, bool ours)
{
	struct gemtext page = { .rest = v->body };
	struct str url;

	blame(v, gemtext_fault(v->body));
	if (ours)
		blame(v, page_fault(v->body));
	while (gemtext_link(&page, &url))
		plan_url(c, v, resolved(c, v, url),
		    ours && str_starts(url, STR("/")));
}

/* An entry of the bibliography, as it stands there. */
static bool
is_entry(struct crawl *c, const struct visit *v)
{
	struct str entry = str_trim(v->body);
	struct str all;

	return str_ends(v->path, STR(".bib")) && entry.len > 0 &&
	       site_file(c->site, STR("publications.bib"), &c->arena, &all) &&
	       str_find(all, entry) < all.len;
}

/* A file that nobody wrote, as it must be. */
static bool
is_made(struct crawl *c, const struct visit *v)
{
	struct str source;

	if (str_ends(v->path, STR("/cv.txt")))
		return v->body.len > 0;
	if (str_ends(v->path, STR("/resume.json")))
		return json_is_whole(v->body);
	if (str_ends(v->path, STR("/atom.xml")))
		return str_starts(v->body, STR("<?xml"));
	return str_eq(v->path, STR("/source/profile.txt")) &&
	       site_file(c->site, STR("profile.txt"), &c->arena, &source) &&
	       str_eq(v->body, source);
}

static void
read_success(struct crawl *c, const struct visit *v)
{
	struct str bytes;
	bool is_file = site_file(c->site, v->path, &c->arena, &bytes);

	if (is_file && !str_eq(v->body, bytes))
		blame(v, "other bytes than the file's (G-65)");
	if (visit_is_page(v))
		read_gemtext(c, v, !is_file);
	else if (!is_file && !is_entry(c, v) && !is_made(c, v))
		blame(v, "neither a page nor a file");
}

static void
visit_gemini(struct crawl *c, struct visit *v)
{
	struct str reply = c->site->ask(c->site, v->view, v->asked, &c->arena);
	size_t len = str_find(reply, STR("\r\n"));

	v->body = reply;
	blame(v, header_fault(str_take(reply, len)));
	v->status = (reply.at[0] - '0') * 10 + reply.at[1] - '0';
	v->media = str_take(str_skip(reply, 3), len - 3);
	v->body = str_skip(reply, len + 2);
	if (v->status == SUCCESS)
		read_success(c, v);
	else if (v->status == INPUT && str_eq(v->path, STR("/search")))
		blame(v, v->body.len > 0 ? "a body behind a question" : NULL);
	else if (v->status != MOVED || v->direct || v->body.len > 0)
		blame(v, "neither success nor a welcome redirect");
	else
		plan_url(c, v, resolved(c, v, v->media), true);
}

/* RFC 4266, but for what would have to be encoded. */
static struct str
url_of(struct arena *a, const struct menu_line *line)
{
	return arena_printf(a, "gopher://%.*s:%u/%c%.*s", STR_ARG(line->host),
	    line->port, line->type, STR_ARG(line->selector));
}

static void
read_menu(struct crawl *c, const struct visit *v)
{
	struct str rest = v->body;
	struct menu_line line;

	blame(v, menu_fault(v->body));
	while (menu_line(&rest, &line)) {
		if (line.type == 'i')
			continue;
		if (!is_own(c, VIEW_GOPHER, line.host, line.port)) {
			note_foreign(c, VIEW_GOPHER, url_of(&c->arena, &line));
			continue;
		}
		if (str_starts(line.selector, STR("URL:")))
			plan_url(c, v, str_skip(line.selector, 4), false);
		plan(c,
		    (struct visit){
			.view = VIEW_GOPHER,
			.asked = line.selector,
			.item = line.type,
			.from = v->asked,
		    });
	}
}

/* O-30, and a blank behind a lone dot: from the words of the manual. */
static struct str
as_text(struct arena *a, struct str bytes)
{
	struct str line, text;
	struct buf out;

	buf_init(&out);
	while (bytes.len > 0) {
		str_cut(bytes, '\n', &line, &bytes);
		if (str_ends(line, STR("\r")))
			line.len--;
		buf_printf(&out, "%.*s%s\r\n", STR_ARG(line),
		    str_eq(line, STR(".")) ? " " : "");
	}
	text = arena_str(a, buf_str(&out));
	buf_release(&out);
	return text;
}

/* An attribute's value up to its quotation mark, references resolved. */
static void
add_attribute(struct buf *out, struct str html)
{
	static const struct {
		struct str reference;
		char c;
	} known[] = {
		{ STR_INIT("&amp;"), '&' },
		{ STR_INIT("&#39;"), '\'' },
		{ STR_INIT("&quot;"), '"' },
		{ STR_INIT("&lt;"), '<' },
	};

	for (size_t i = 0; i < html.len && html.at[i] != '"'; i++) {
		char c = html.at[i];

		for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++) {
			struct str reference = known[k].reference;

			if (!str_starts(str_skip(html, i), reference))
				continue;
			c = known[k].c;
			i += reference.len - 1;
			break;
		}
		buf_char(out, c);
	}
}

/* O-45: the page must lead to the link. */
static const char *
hurl_fault(const struct visit *v)
{
	struct str sign = STR("href=\"");
	size_t at = str_find(v->body, sign);
	struct buf href;
	bool found;

	buf_init(&href);
	add_attribute(&href, str_skip(v->body, at + sign.len));
	found = str_eq(buf_str(&href), str_skip(v->asked, 4));
	buf_release(&href);
	return found ? NULL : "no page that leads to the link (O-45)";
}

static void
read_file(const struct visit *v, struct arena *a, struct str bytes)
{
	if (v->item == '1')
		blame(v, "a file in place of a menu (O-28)");
	if (v->item == '0')
		bytes = as_text(a, bytes);
	if (!str_eq(v->body, bytes))
		blame(v, "other bytes than the file's (O-31)");
}

/* Gemtext as a text: its lines end in CRLF, and its links are URLs. */
static void
read_gemtext_file(struct crawl *c, const struct visit *v)
{
	struct buf lines;
	struct gemtext page;
	struct str url;

	buf_init(&lines);
	for (size_t i = 0; i < v->body.len; i++)
		if (v->body.at[i] != '\r')
			buf_char(&lines, v->body.at[i]);
	blame(v, text_fault(v->body));
	blame(v, gemtext_fault(buf_str(&lines)));
	blame(v, page_fault(buf_str(&lines)));
	page = (struct gemtext){ .rest = buf_keep(&lines, &c->arena) };
	while (gemtext_link(&page, &url))
		plan_url(c, v, url, false);
}

static bool
is_error(struct str reply)
{
	struct menu_line line;

	return menu_line(&reply, &line) && line.type == '3';
}

/* A file of gemtext is a page there, and the form of one. */
static bool
is_own_page(const struct visit *v)
{
	return str_ends(v->path, STR(".gmi")) ||
	       (v->item == '1' && str_ends(v->body, STR("\r\n.\r\n")));
}

static void
visit_gopher(struct crawl *c, struct visit *v)
{
	struct arena *a = &c->arena;
	struct str bytes;

	v->body = c->site->ask(c->site, v->view, v->asked, a);
	v->status = SUCCESS;
	/* Asked without words: test_search.c knows what it says (O-41). */
	if (v->item == '7')
		return;
	if (is_error(v->body))
		blame(v, "an error (O-28)");
	if (str_starts(v->asked, STR("URL:")))
		blame(v, v->item == 'h' ? hurl_fault(v) : "not 'h' (O-22)");
	else if (!is_own_page(v) && site_file(c->site, v->path, a, &bytes))
		read_file(v, a, bytes);
	else if (v->item == '1')
		read_menu(c, v);
	else if (v->item == '0' && str_ends(v->path, STR(".gmi")))
		read_gemtext_file(c, v);
	else if (v->item == '0')
		blame(v, text_fault(v->body));
	else if (v->item != '9' || !is_made(c, v))
		blame(v, "neither a menu, a text nor a file (O-28)");
}

void
crawl_run(struct crawl *c, const struct site *site)
{
	*c = (struct crawl){ .site = site };
	arena_init(&c->arena);
	c->end = &c->first;
	plan(c,
	    (struct visit){
		.view = VIEW_GEMINI,
		.asked = origin_url(&c->arena,
		    &(struct origin){
			.host = site->host,
			.port = { site->port[VIEW_GEMINI],
			    site->port[VIEW_GOPHER] },
		    },
		    VIEW_GEMINI, STR("/"), '1'),
		.direct = true,
	    });
	plan(c,
	    (struct visit){
		.view = VIEW_GOPHER,
		.item = '1',
		.asked = STR_INIT("/"),
	    });
	for (struct visit *v = c->first; v != NULL; v = v->next) {
		if (v->view == VIEW_GEMINI)
			visit_gemini(c, v);
		else
			visit_gopher(c, v);
	}
}

void
crawl_release(struct crawl *c)
{
	arena_release(&c->arena);
}

const struct visit *
crawl_find(const struct crawl *c, enum view v, struct str path)
{
	const struct visit *at = c->first;

	while (at != NULL && (at->view != v || !str_eq(at->path, path) ||
				 at->status != SUCCESS))
		at = at->next;
	return at;
}

bool
visit_is_page(const struct visit *v)
{
	if (v->view == VIEW_GEMINI)
		return str_starts(v->media, STR("text/gemini"));
	return v->item == '1' || v->item == '0';
}

void
visit_text(const struct visit *v, struct buf *out)
{
	struct str rest = v->body;
	struct menu_line line;

	if (v->view == VIEW_GEMINI || v->item != '1') {
		buf_add(out, v->body);
		return;
	}
	while (menu_line(&rest, &line))
		buf_printf(out, "%.*s\n", STR_ARG(line.text));
	/* The type also where the author wrote it, in front of the selector. */
	rest = v->body;
	while (menu_line(&rest, &line))
		if (line.type != 'i')
			buf_printf(out, "%.*s %c%.*s %.*s\n",
			    STR_ARG(line.selector), line.type,
			    STR_ARG(line.selector), STR_ARG(line.host));
}
