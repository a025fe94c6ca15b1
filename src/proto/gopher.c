/* SPDX-License-Identifier: ISC */
#include "proto/gopher.h"

#include "base/utf8.h"
#include "proto/uri.h"

#define TLS_HANDSHAKE '\x16' /* record type, RFC 8446 5.1 */

/* TABs divide fields and are not looked at here. */
static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.at[i];

		if ((c < 0x20 && c != '\t') || c == 0x7f)
			return true;
	}
	return false;
}

bool
gopher_selector_is_legal(struct str selector)
{
	return !has_control(selector) &&
	       str_index(selector, '\t') == selector.len &&
	       utf8_valid(selector) == selector.len;
}

static enum gopher_line
split_fields(struct str line, struct gopher_request *request)
{
	struct str fields, further;

	request->has_words = str_cut(line, '\t', &request->selector, &fields);
	str_cut(fields, '\t', &request->words, &fields);
	str_cut(fields, '\t', &request->later, &further);
	if (has_control(line) || !gopher_selector_is_legal(request->selector))
		return GOPHER_BAD;
	return GOPHER_LINE;
}

/*
 * Nothing is judged before the line is complete but its length, so that the
 * verdict is the same however the bytes arrive.
 */
enum gopher_line
gopher_request_line(struct str in, bool ended, struct gopher_request *request)
{
	struct str seen = str_take(in, GOPHER_LINE_MAX);
	size_t len = str_index(seen, '\n');

	if (in.len > 0 && in.at[0] == TLS_HANDSHAKE)
		return GOPHER_TLS;
	if (len == GOPHER_LINE_MAX)
		return GOPHER_LONG;
	if (len == in.len && (!ended || in.len == 0))
		return GOPHER_MORE;
	if (len > 0 && in.at[len - 1] == '\r')
		len--;
	return split_fields(str_take(in, len), request);
}

/* Bytes that are not UTF-8 stay: another server's selector may hold them. */
static void
add_field(struct buf *out, struct str field)
{
	while (field.len > 0) {
		uint32_t point = 0;
		size_t len = utf8_next(field, &point);

		if (len == 0)
			buf_char(out, field.at[0]);
		else if (utf8_is_control(point))
			buf_char(out, ' ');
		else
			buf_add(out, str_take(field, len));
		field = str_skip(field, len > 0 ? len : 1);
	}
}

/* The fields behind the text. */
static void
add_address(struct buf *out, struct str selector, struct str host,
    uint16_t port)
{
	buf_char(out, '\t');
	add_field(out, selector);
	buf_char(out, '\t');
	add_field(out, host.len > 0 ? uri_host_bare(host) : STR("error.host"));
	buf_printf(out, "\t%u\r\n", (unsigned)port);
}

void
gopher_item(struct buf *out, char type, struct str text, struct str selector,
    struct str host, uint16_t port)
{
	add_field(out, (struct str){ &type, 1 });
	add_field(out, text);
	add_address(out, selector, host, port);
}

void
gopher_info(struct buf *out, struct str text)
{
	gopher_item(out, 'i', text, STR(""), STR("null.host"), 1);
}

void
gopher_end(struct buf *out)
{
	buf_add(out, STR(".\r\n"));
}

void
gopher_error(struct buf *out, struct str message)
{
	size_t start;

	buf_char(out, '3');
	start = out->len;
	add_field(out, message);
	/* Measured once clean: a control has no width, its blank has. */
	out->len = start + utf8_fit(str_skip(buf_str(out), start),
			       GOPHER_WIDTH);
	add_address(out, STR(""), STR("error.host"), 1);
	gopher_end(out);
}

/* What stands behind the path's first slash: '?' too, as curl sends it. */
static struct str
typed_selector(struct str url, const struct uri *uri)
{
	struct str rest = str_take(url, str_index(url, '#'));

	if (uri->path.len == 0)
		return uri->path;
	return str_skip(rest, (size_t)(uri->path.at - url.at) + 1);
}

/* Nothing, or an item type and a selector that stays within its field. */
static bool
is_typed(struct str typed)
{
	return typed.len == 0 ||
	       (typed.at[0] > ' ' && typed.at[0] <= '~' && !has_control(typed));
}

bool
gopher_url_parse(struct str url, char *storage, size_t cap,
    struct gopher_target *target)
{
	struct str typed;
	struct uri uri;

	if (!uri_parse(url, &uri) || uri.host.len == 0 || uri.has_userinfo ||
	    !str_eq_nocase(uri.scheme, STR("gopher")) || uri.port == 0)
		return false;
	if (!uri_decode(typed_selector(url, &uri), storage, cap, &typed) ||
	    !is_typed(typed))
		return false;
	*target = (struct gopher_target){
		.type = '1',
		.host = uri_host_bare(uri.host),
		.port = uri.port == URI_NO_PORT ? GOPHER_PORT
						: (uint16_t)uri.port,
	};
	if (typed.len > 0)
		target->type = typed.at[0];
	str_cut(str_skip(typed, 1), '\t', &target->selector, &target->words);
	return true;
}

void
gopher_url_write(struct buf *out, const struct gopher_target *target)
{
	bool v6 = str_index(target->host, ':') < target->host.len &&
		  !str_starts(target->host, STR("["));

	buf_printf(out, "gopher://%s%.*s%s", v6 ? "[" : "",
	    STR_ARG(target->host), v6 ? "]" : "");
	if (target->port != GOPHER_PORT)
		buf_printf(out, ":%u", (unsigned)target->port);
	buf_char(out, '/');
	if (target->type == '1' && target->selector.len == 0 &&
	    target->words.len == 0)
		return;
	/* Types that a path may hold as they are, which clients look for. */
	if (str_index(STR("+:;"), target->type) < 3)
		buf_char(out, target->type);
	else
		uri_path_encode(out, (struct str){ &target->type, 1 });
	uri_path_encode(out, target->selector);
	if (target->words.len == 0)
		return;
	buf_add(out, STR("%09"));
	uri_path_encode(out, target->words);
}
