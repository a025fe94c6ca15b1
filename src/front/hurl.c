/* SPDX-License-Identifier: ISC */
#include "front/hurl.h"

#include "front/escape.h"
#include "proto/gopher_plus.h"
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

static void
add_page(struct buf *out, struct str url)
{
	buf_add(out, STR("<!DOCTYPE html>\n"
			 "<html lang=\"en\">\n"
			 "<head>\n"
			 "<meta charset=\"utf-8\">\n"
			 "<meta http-equiv=\"refresh\" content=\"5; url="));
	escape_html(out, url);
	buf_add(out, STR("\">\n"
			 "<title>A link out of Gopher</title>\n"
			 "</head>\n"
			 "<body>\n"
			 "<p>This link leads out of Gopher: <a href=\""));
	escape_html(out, url);
	buf_add(out, STR("\">"));
	escape_html(out, url);
	buf_add(out, STR("</a></p>\n"
			 "</body>\n"
			 "</html>\n"));
}

/* A trailing TAB is nothing, and a Gopher+ marker is no query (O-46). */
static bool
words_are_query(struct str words)
{
	struct str view;

	return words.len > 0 &&
	       gopher_plus_parse(words, &view) == GOPHER_PLUS_NONE;
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
