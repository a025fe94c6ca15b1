/* SPDX-License-Identifier: ISC */
#include "page/menu.h"

#include "base/buf.h"
#include "proto/gopher.h"
#include "proto/uri.h"

#define TELNET_PORT 23
#define HTTP_PORT 80

/* Decoded or not, as the map has it: a triplet stays one (O-17). */
static struct str
encoded_path(struct arena *a, struct str path)
{
	struct buf out;

	buf_init(&out);
	while (path.len > 0) {
		size_t plain = str_index(path, '%');

		uri_path_encode(&out, str_take(path, plain));
		uri_mend(&out, str_take(str_skip(path, plain), 3));
		path = str_skip(path, plain + 3);
	}
	return buf_keep(&out, a);
}

static struct str
gopher_url(struct arena *a, const struct gopher_target *to)
{
	struct buf out;

	buf_init(&out);
	gopher_url_write(&out, to);
	return buf_keep(&out, a);
}

static void
add_port(struct buf *out, uint16_t port, uint16_t usual)
{
	if (port != usual)
		buf_printf(out, ":%u", (unsigned)port);
}

/* The selector is who one logs in as (O-24). */
static struct str
terminal_url(struct arena *a, const struct gopher_target *to)
{
	struct buf out;

	buf_init(&out);
	buf_printf(&out, "%s://", to->type == 'T' ? "tn3270" : "telnet");
	uri_path_encode(&out, to->selector);
	if (to->selector.len > 0)
		buf_char(&out, '@');
	buf_add(&out, to->host);
	add_port(&out, to->port, TELNET_PORT);
	return buf_keep(&out, a);
}

/* "GET /path" at a web server's port: older than "URL:". */
static struct str
web_url(struct arena *a, const struct gopher_target *to)
{
	struct buf out;

	buf_init(&out);
	buf_printf(&out, "http://%.*s", STR_ARG(to->host));
	add_port(&out, to->port, HTTP_PORT);
	uri_mend(&out, str_skip(to->selector, 4));
	return buf_keep(&out, a);
}

struct str
menu_target(struct arena *a, const struct menu_line *line, char type,
    const struct origin *o)
{
	struct gopher_target to = {
		.type = type,
		.selector = line->selector,
		.host = line->own ? o->host : line->host,
		.port = line->own ? o->port[VIEW_GOPHER] : line->port,
	};
	struct str url;

	if (to.port == 0)
		to.port = GOPHER_PORT;
	if (menu_url(line->selector, &url))
		return url;
	if (type == 'w')
		return uri_mended(a, line->selector);
	if (type == 'i' || type == '3')
		return STR("");
	if (type == '8' || type == 'T')
		return terminal_url(a, &to);
	if (str_starts(line->selector, STR("GET /")))
		return web_url(a, &to);
	if (line->own && str_starts(line->selector, STR("/")))
		return encoded_path(a, line->selector);
	return gopher_url(a, &to);
}
