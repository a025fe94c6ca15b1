/* SPDX-License-Identifier: ISC */
#include "front/hurl.h"

#include "proto/uri.h"

static bool
scheme_is_allowed(struct str scheme)
{
	return str_eq_nocase(scheme, STR("http")) ||
	       str_eq_nocase(scheme, STR("https")) ||
	       str_eq_nocase(scheme, STR("gemini")) ||
	       str_eq_nocase(scheme, STR("mailto")) ||
	       str_eq_nocase(scheme, STR("ftp"));
}

/* User information would let one host be taken for another. */
static bool
url_is_allowed(struct str url)
{
	struct uri uri;

	if (!uri_parse(url, &uri) || !scheme_is_allowed(uri.scheme) ||
	    uri.has_userinfo)
		return false;
	if (str_eq_nocase(uri.scheme, STR("mailto")))
		return !uri.has_authority && uri.path.len > 0;
	return uri.host.len > 0;
}

/* The five characters that mean something in HTML text and attributes. */
static void
add_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.at[i]) {
		case '&':
			buf_add(out, STR("&amp;"));
			break;
		case '<':
			buf_add(out, STR("&lt;"));
			break;
		case '>':
			buf_add(out, STR("&gt;"));
			break;
		case '"':
			buf_add(out, STR("&quot;"));
			break;
		case '\'':
			buf_add(out, STR("&#39;"));
			break;
		default:
			buf_char(out, text.at[i]);
		}
	}
}

static void
add_page(struct buf *out, struct str url)
{
	buf_add(out, STR("<!DOCTYPE html>\n"
			 "<html lang=\"en\">\n"
			 "<head>\n"
			 "<meta charset=\"utf-8\">\n"
			 "<meta http-equiv=\"refresh\" content=\"5; url="));
	add_escaped(out, url);
	buf_add(out, STR("\">\n"
			 "<title>A link out of Gopher</title>\n"
			 "</head>\n"
			 "<body>\n"
			 "<p>This link leads out of Gopher: <a href=\""));
	add_escaped(out, url);
	buf_add(out, STR("\">"));
	add_escaped(out, url);
	buf_add(out, STR("</a></p>\n"
			 "</body>\n"
			 "</html>\n"));
}

/* A trailing TAB is nothing, and a Gopher+ marker is no query (O-46). */
static bool
words_are_query(struct str words)
{
	return words.len > 0 && !str_eq(words, STR("+")) &&
	       !str_eq(words, STR("!")) && !str_eq(words, STR("$"));
}

/* w3m sends the first '?' of any selector as a TAB. */
static struct str
rejoin(const struct gopher_request *request, struct buf *joined)
{
	buf_add(joined, request->selector);
	if (words_are_query(request->words)) {
		buf_char(joined, '?');
		buf_add(joined, request->words);
	}
	return buf_str(joined);
}

enum hurl
hurl_page(const struct gopher_request *request, struct buf *out)
{
	char storage[GOPHER_LINE_MAX];
	struct buf joined;
	struct str url;

	buf_fixed(&joined, storage, sizeof(storage));
	url = rejoin(request, &joined);
	if (str_starts(url, STR("/")))
		url = str_skip(url, 1);
	if (!str_starts(url, STR("URL:")))
		return HURL_NONE;
	url = str_skip(url, 4);
	if (!url_is_allowed(url))
		return HURL_BAD;
	add_page(out, url);
	if (!out->cut)
		return HURL_PAGE;
	buf_clear(out);
	return HURL_LONG;
}
