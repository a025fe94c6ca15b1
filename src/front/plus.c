/* SPDX-License-Identifier: ISC */
#include "front/plus.h"

#include "front/selector.h"
#include "front/title.h"
#include "proto/gopher_plus.h"
#include "proto/uri.h"
#include "site/results.h"

#define MENU STR("application/gopher-menu")
#define MENU_PLUS STR("application/gopher+-menu")

#define SELECTOR_MAX ((size_t)3 * GOPHER_LINE_MAX) /* bytes, encoded */

/* What is asked about, as its plain answer shows it. */
struct subject {
	const struct shelf *shelf;
	struct str selector; /* as asked for */
	char type;
	struct str media;
	struct str body; /* of a file, nothing */
	uint64_t size;	 /* in bytes, of what will be sent */
	bool known;	 /* it is in the image: */
	struct selected selected;
};

static bool
is_menu(char type)
{
	return type == '1' || type == '7';
}

/* Of what is made here and is no resource. */
static struct str
media_of(char type)
{
	if (is_menu(type))
		return MENU;
	return type == 'h' ? STR("text/html") : STR("text/plain");
}

static void
use(struct reply *reply, struct buf *made)
{
	buf_release(&reply->found);
	reply_close(reply);
	reply->found = *made;
	reply->head = STR("");
	reply->body = buf_str(&reply->found);
}

static void
refuse(const struct subject *s, struct str text, struct reply *reply)
{
	struct buf *out = &reply->out;

	buf_release(&reply->found);
	reply_close(reply);
	buf_clear(out);
	gopher_plus_error(out, GOPHER_PLUS_MISSING, s->shelf->image->admin,
	    text);
	buf_printf(out, "%.*s\r\n", STR_ARG(text));
	gopher_end(out);
	reply->head = buf_str(out);
	reply->body = STR("");
	reply->status = '3';
}

/*
 * The plain error stands in reply->out: an item with the text and, if the page
 * has moved, one that leads on. There is room for it twice.
 */
static void
wrap_error(const struct subject *s, bool busy, struct reply *reply)
{
	const size_t start = reply->out.len;
	struct buf *out = &reply->out;
	struct str first, rest, text, address;
	enum gopher_plus_error code = GOPHER_PLUS_MISSING;

	str_cut(reply->head, '\n', &first, &rest);
	str_cut(str_skip(first, 1), '\t', &text, &address);
	if (busy)
		code = GOPHER_PLUS_BUSY;
	else if (!str_eq(rest, STR(".\r\n")))
		code = GOPHER_PLUS_MOVED;
	gopher_plus_error(out, code, s->shelf->image->admin, text);
	if (code != GOPHER_PLUS_MOVED)
		buf_printf(out, "%.*s\r\n", STR_ARG(text));
	buf_add(out, rest);
	reply->head = str_skip(buf_str(out), start);
}

static void
put_facts(struct buf *out, const struct image *image, struct str media,
    uint64_t size)
{
	gopher_plus_admin(out, image->admin, image->updated);
	gopher_plus_view(out, media, size);
}

/* Nothing is said of what is elsewhere, was moved, or has no bytes yet. */
static void
put_found(struct buf *out, const struct shelf *shelf, struct str selector)
{
	struct selected selected;
	const struct found *found = &selected.found;
	const struct resource *r = &found->resource;

	if (selector_find(shelf, selector, &selected) && !selected.ruled &&
	    found->search == 0 && r->kind != RESOURCE_REDIRECT)
		put_facts(out, shelf->image, r->media,
		    r->kind == RESOURCE_FILE ? r->size : r->body.len);
}

/* line has its CR, but no LF. */
static void
put_line(struct buf *out, const struct shelf *shelf, struct str line)
{
	const struct origin *origin = &shelf->image->origin;
	struct str text, selector, host, port;
	uint64_t number;

	buf_add(out, GOPHER_PLUS_INFO);
	buf_add(out, line);
	buf_char(out, '\n');
	str_cut(line, '\t', &text, &line);
	str_cut(line, '\t', &selector, &line);
	str_cut(str_trim(line), '\t', &host, &port);
	if (str_starts(selector, STR("/")) &&
	    str_eq(host, uri_host_bare(origin->host)) &&
	    str_number(port, UINT16_MAX, &number) &&
	    number == origin->port[VIEW_GOPHER])
		put_found(out, shelf, selector);
}

static void
wrap_menu(const struct subject *s, struct reply *reply)
{
	struct str rest = s->body;
	struct str line;
	struct buf out;

	if (!is_menu(s->type) || reply->file >= 0) {
		refuse(s, STR("Not a menu"), reply);
		return;
	}
	buf_init(&out);
	buf_add(&out, GOPHER_PLUS_TO_DOT);
	while (str_cut(rest, '\n', &line, &rest) &&
	       !str_eq(line, STR(".\r")) && out.len <= RESULTS_MAX)
		put_line(&out, s->shelf, line);
	gopher_end(&out);
	if (out.len <= RESULTS_MAX) {
		use(reply, &out);
	} else {
		buf_release(&out);
		refuse(s, STR("Too long a menu for Gopher+"), reply);
	}
}

/* As menus have it, whatever form of it the client has sent. */
static struct str
selector_of(const struct subject *s, char storage[SELECTOR_MAX])
{
	struct buf out;

	if (!s->known)
		return s->selector;
	buf_fixed(&out, storage, SELECTOR_MAX);
	buf_char(&out, '/');
	uri_path_encode(&out, s->selected.key);
	return buf_str(&out);
}

static void
wrap_item(const struct subject *s, struct reply *reply)
{
	const struct image *image = s->shelf->image;
	struct str key = s->known ? s->selected.key : s->selector;
	char encoded[SELECTOR_MAX], name[TITLE_MAX];
	struct buf out;

	buf_init(&out);
	buf_add(&out, GOPHER_PLUS_TO_DOT);
	buf_add(&out, GOPHER_PLUS_INFO);
	gopher_item(&out, s->type,
	    title_of(image, s->type, key, s->body, name),
	    selector_of(s, encoded), image->origin.host,
	    image->origin.port[VIEW_GOPHER]);
	put_facts(&out, image, s->media, s->size);
	gopher_end(&out);
	use(reply, &out);
}

/* Of a file that is sent as it is, all know how long it will be. */
static struct str
start_of(const struct subject *s, struct reply *reply)
{
	if (reply->file < 0 || reply->file_lines)
		return is_menu(s->type) ? GOPHER_PLUS_TO_DOT
					: GOPHER_PLUS_TO_END;
	gopher_plus_size(&reply->out, s->size);
	return buf_str(&reply->out);
}

static void
wrap_body(const struct subject *s, struct str view, struct reply *reply)
{
	if (is_menu(s->type) && str_eq_nocase(view, MENU_PLUS)) {
		wrap_menu(s, reply);
	} else if (view.len > 0 &&
		   !str_eq_nocase(view, gopher_plus_view_name(s->media))) {
		refuse(s, STR("No such view"), reply);
	} else {
		reply->head = start_of(s, reply);
		reply->body = s->body;
	}
}

/* Which field may hold a marker: words that are looked for are none (rule 9).*/
static struct str
find_marker(const struct gopher_request *asked, struct subject *s)
{
	const struct found *found = &s->selected.found;

	s->known = selector_find(s->shelf, asked->selector, &s->selected) &&
		   !s->selected.ruled;
	s->media = media_of(s->type);
	if (s->known && found->search > 0)
		return asked->later;
	if (s->known)
		s->media = found->resource.media;
	return asked->words;
}

static void
wrap(const struct shelf *shelf, const struct gopher_request *asked, bool busy,
    struct reply *reply)
{
	struct subject s = {
		.shelf = shelf,
		.selector = asked->selector,
		.type = (char)reply->status,
		.body = reply->body.len > 0 ? reply->body : reply->head,
	};
	struct str marker = find_marker(asked, &s);
	enum gopher_plus plus;
	struct str view;

	s.size = reply->file >= 0 ? reply->file_size : s.body.len;
	plus = gopher_plus_parse(marker, &view);
	if (plus == GOPHER_PLUS_NONE)
		return;
	if (reply->status == '3')
		wrap_error(&s, busy, reply);
	else if (plus == GOPHER_PLUS_BODY)
		wrap_body(&s, view, reply);
	else if (plus == GOPHER_PLUS_ITEM)
		wrap_item(&s, reply);
	else
		wrap_menu(&s, reply);
}

void
plus_wrap(const struct shelf *shelf, const struct gopher_request *asked,
    bool busy, struct reply *reply)
{
	if (asked->words.len > 0 || asked->later.len > 0)
		wrap(shelf, asked, busy, reply);
}
