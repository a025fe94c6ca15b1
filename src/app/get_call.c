/* SPDX-License-Identifier: ISC */
#include "app/get_call.h"

#include "base/buf.h"
#include "proto/gemini.h"
#include "proto/gopher.h"
#include "proto/uri.h"

/* ADDR:PORT, an IPv6 address in brackets. */
static bool
parse_connect(struct str text, struct client_call *call)
{
	size_t colon = text.len;
	uint64_t port;

	while (colon > 0 && text.at[colon - 1] != ':')
		colon--;
	if (colon < 2 || !str_number(str_skip(text, colon), 65535, &port) ||
	    port == 0)
		return false;
	call->address = uri_host_bare(str_take(text, colon - 1));
	call->port = (uint16_t)port;
	return call->address.len > 0;
}

/* 64 hexadecimal digits, colons as openssl prints them left out. */
static bool
parse_fingerprint(struct str text, struct get_storage *s, struct str *digits)
{
	struct buf out;

	buf_fixed(&out, s->fingerprint, sizeof(s->fingerprint));
	for (size_t i = 0; i < text.len; i++) {
		char c = char_lower(text.at[i]);

		if (char_is_digit(c) || (c >= 'a' && c <= 'f'))
			buf_char(&out, c);
		else if (c != ':')
			return false;
	}
	*digits = buf_str(&out);
	return !out.cut && out.len == CLIENT_FINGERPRINT_LEN;
}

/* The request is the URL itself; a fragment is the reader's own (D-05). */
static const char *
gemini_call(struct str url, const struct uri *uri, struct get_storage *s,
    struct client_call *call)
{
	struct buf out;

	url = str_take(url, str_index(url, '#'));
	if (uri->has_userinfo)
		return "user names have no place in a Gemini URL";
	if (url.len > GEMINI_URI_MAX)
		return "longer than the 1024 bytes that Gemini allows";
	if (!uri_host_canonical(uri->host, s->host, &call->name))
		return "no usable host name in it";
	buf_fixed(&out, s->request, sizeof(s->request));
	buf_add(&out, url);
	buf_add(&out, STR("\r\n"));
	call->request = buf_str(&out);
	call->address = call->name = uri_host_bare(call->name);
	call->port = GEMINI_PORT;
	if (uri->port != URI_NO_PORT)
		call->port = (uint16_t)uri->port;
	return NULL;
}

/* What a gophers URL has behind its scheme is what a gopher URL has. */
static struct str
as_plain(struct str url, struct get_storage *s)
{
	struct buf out;

	buf_fixed(&out, s->plain, sizeof(s->plain));
	buf_add(&out, STR("gopher"));
	buf_add(&out, str_skip(url, STR("gophers").len));
	return out.cut ? STR("") : buf_str(&out);
}

static const char *
gopher_call(struct str url, struct get_storage *s, struct client_call *call)
{
	struct gopher_target target;
	struct buf out;

	if (!gopher_url_parse(url, s->selector, sizeof(s->selector), &target))
		return "not a gopher URL";
	/* %0d%0a would be a second request. */
	if (str_index(target.selector, '\r') < target.selector.len ||
	    str_index(target.selector, '\n') < target.selector.len)
		return "a line end in the selector";
	if (!uri_host_canonical(target.host, s->host, &call->address))
		return "no usable host name in it";
	buf_fixed(&out, s->request, sizeof(s->request));
	buf_add(&out, target.selector);
	if (target.words.len > 0)
		buf_char(&out, '\t');
	buf_add(&out, target.words);
	buf_add(&out, STR("\r\n"));
	call->request = buf_str(&out);
	call->address = call->name = uri_host_bare(call->address);
	call->port = target.port;
	return out.cut ? "the selector is too long" : NULL;
}

const char *
get_call(const struct get_options *o, struct get_storage *s,
    struct client_call *call, bool *gemini)
{
	const char *wrong;
	struct uri uri;

	if (!uri_parse(o->url, &uri))
		return "not a URL";
	if (str_eq_nocase(uri.scheme, STR("gemini")))
		wrong = gemini_call(o->url, &uri, s, call);
	else if (str_eq_nocase(uri.scheme, STR("gopher")))
		wrong = gopher_call(o->url, s, call);
	else if (str_eq_nocase(uri.scheme, STR("gophers")))
		wrong = gopher_call(as_plain(o->url, s), s, call);
	else
		wrong = "none of gemini, gopher and gophers";
	if (wrong != NULL)
		return wrong;
	*gemini = str_eq_nocase(uri.scheme, STR("gemini"));
	call->tls = !str_eq_nocase(uri.scheme, STR("gopher"));
	if (o->connect.len > 0 && !parse_connect(o->connect, call))
		return "--connect takes ADDR:PORT";
	if (o->fingerprint.len > 0 &&
	    !parse_fingerprint(o->fingerprint, s, &call->fingerprint))
		return "--fingerprint takes the 64 digits of a SHA-256";
	if (o->key != NULL && o->cert == NULL)
		return "--key is of no use without --cert";
	call->cert = o->cert;
	call->key = o->key != NULL ? o->key : o->cert;
	if (o->sni.len > 0)
		call->name = o->sni;
	call->timeout_ms = (int)o->timeout * 1000;
	return NULL;
}
