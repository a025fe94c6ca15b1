/* SPDX-License-Identifier: ISC */
#include "proto/uri.h"

#include <arpa/inet.h>
#include <idn2.h>
#include <string.h>

#include "base/count.h"
#include "proto/uri_bytes.h"

#define LABEL_MAX 63 /* RFC 1035 2.3.4 */

/*
 * Whether every byte of s is unreserved, a sub-delimiter or in extra; a '%' in
 * extra admits triplets, whole ones only.
 */
static bool
is_legal(struct str s, const char *extra)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.at[i];

		if (!byte_is_unreserved(c) && !byte_is_sub_delim(c) &&
		    !byte_is_in(c, extra))
			return false;
		if (c == '%' && triplet_value(str_skip(s, i)) < 0)
			return false;
	}
	return true;
}

static bool
scheme_is_legal(struct str scheme)
{
	if (scheme.len == 0 || !char_is_letter(scheme.at[0]))
		return false;
	for (size_t i = 0; i < scheme.len; i++) {
		char c = scheme.at[i];

		if (!char_is_letter(c) && !char_is_digit(c) &&
		    !byte_is_in(c, "+-."))
			return false;
	}
	return true;
}

/* A colon in the first segment can only be a scheme's (RFC 3986 4.2). */
static bool
take_scheme(struct str *rest, struct str *scheme)
{
	size_t end = 0;

	while (end < rest->len && !byte_is_in(rest->at[end], ":/?#"))
		end++;
	if (end == rest->len || rest->at[end] != ':')
		return true;
	*scheme = str_take(*rest, end);
	*rest = str_skip(*rest, end + 1);
	return scheme_is_legal(*scheme);
}

static bool
ipv6_parse(struct str text, struct in6_addr *address)
{
	char copy[INET6_ADDRSTRLEN];

	/* A NUL would hide what stands behind it from inet_pton. */
	if (text.len == 0 || text.len >= sizeof(copy) ||
	    str_index(text, '\0') < text.len)
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return inet_pton(AF_INET6, copy, address) == 1;
}

static bool
is_bracketed(struct str host)
{
	return host.len >= 2 && host.at[0] == '[' &&
	       host.at[host.len - 1] == ']';
}

/* What stands between the brackets; IPvFuture is refused by ipv6_parse. */
static struct str
inside_brackets(struct str host)
{
	return str_take(str_skip(host, 1), host.len - 2);
}

static bool
host_is_legal(struct str host)
{
	struct in6_addr address;

	if (is_bracketed(host))
		return ipv6_parse(inside_brackets(host), &address);
	return is_legal(host, ""); /* and no triplet: G-40 */
}

/* text: nothing, or ':' and what follows it. */
static bool
port_parse(struct str text, int32_t *port)
{
	uint64_t number;

	if (text.len > 0 && text.at[0] != ':')
		return false;
	text = str_skip(text, 1);
	if (text.len == 0)
		return true;
	if (!str_number(text, UINT16_MAX, &number))
		return false;
	*port = (int32_t)number;
	return true;
}

static bool
take_host(struct str text, struct uri *uri)
{
	bool literal = str_starts(text, STR("["));
	size_t end = literal ? str_index(text, ']') + 1 : str_index(text, ':');

	if (end > text.len)
		return false;
	uri->host = str_take(text, end);
	return host_is_legal(uri->host) &&
	       port_parse(str_skip(text, end), &uri->port);
}

static bool
take_authority(struct str *rest, struct uri *uri)
{
	struct str authority, before, after;

	if (!str_starts(*rest, STR("//")))
		return true;
	*rest = str_skip(*rest, 2);
	authority = str_take(*rest, str_index(*rest, '/'));
	*rest = str_skip(*rest, authority.len);
	uri->has_authority = true;
	if (!str_cut(authority, '@', &before, &after))
		return take_host(authority, uri);
	uri->has_userinfo = true;
	uri->userinfo = before;
	return is_legal(before, ":%") && take_host(after, uri);
}

bool
uri_parse(struct str text, struct uri *uri)
{
	struct str rest;

	*uri = (struct uri){ .port = URI_NO_PORT };
	uri->has_fragment = str_cut(text, '#', &rest, &uri->fragment);
	uri->has_query = str_cut(rest, '?', &rest, &uri->query);
	if (!take_scheme(&rest, &uri->scheme) || !take_authority(&rest, uri))
		return false;
	uri->path = rest;
	return is_legal(uri->path, ":@%/") && is_legal(uri->query, ":@%/?") &&
	       is_legal(uri->fragment, ":@%/?");
}

static bool
canonical_address(struct str text, char *storage, struct str *canonical)
{
	struct in6_addr address;

	if (!ipv6_parse(text, &address))
		return false;
	storage[0] = '[';
	inet_ntop(AF_INET6, &address, storage + 1, INET6_ADDRSTRLEN);
	canonical->at = storage;
	canonical->len = strlen(storage) + 1;
	storage[canonical->len - 1] = ']';
	storage[canonical->len] = '\0';
	return true;
}

/* Letters, digits, hyphens and, since the DNS has them, underlines. */
static bool
canonical_name(struct str name, char *storage, struct str *canonical)
{
	size_t label = 0;

	if (str_ends(name, STR("."))) /* G-39 */
		name.len--;
	if (name.len > URI_HOST_MAX)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];

		if (c == '.' ? label == 0 : ++label > LABEL_MAX)
			return false;
		if (c == '.')
			label = 0;
		else if (!char_is_letter(c) && !char_is_digit(c) &&
			 !byte_is_in(c, "-_"))
			return false;
		storage[i] = char_lower(c);
	}
	storage[name.len] = '\0';
	*canonical = (struct str){ storage, name.len };
	return label > 0;
}

/* Allocates, but only for names as people write them: G-12 keeps these out. */
static bool
canonical_idn(struct str name, char *storage, struct str *canonical)
{
	char copy[4 * URI_HOST_MAX + 1];
	char *ascii = NULL;
	bool ok;

	if (name.len >= sizeof(copy) || str_index(name, '\0') < name.len)
		return false;
	memcpy(copy, name.at, name.len);
	copy[name.len] = '\0';
	if (idn2_to_ascii_8z(copy, &ascii,
		IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) != IDN2_OK)
		return false;
	ok = canonical_name(str_of(ascii), storage, canonical);
	idn2_free(ascii);
	return ok;
}

bool
uri_host_canonical(struct str host, char storage[URI_HOST_MAX + 1],
    struct str *canonical)
{
	if (is_bracketed(host))
		return canonical_address(inside_brackets(host), storage,
		    canonical);
	if (str_index(host, ':') < host.len)
		return canonical_address(host, storage, canonical);
	if (str_is_ascii(host))
		return canonical_name(host, storage, canonical);
	return canonical_idn(host, storage, canonical);
}

struct str
uri_host_bare(struct str host)
{
	if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
		return str_take(str_skip(host, 1), host.len - 2);
	return host;
}

bool
uri_scheme_is_public(struct str scheme)
{
	static const char *const public[] = {
		"gemini", "gopher", "gophers", "http", "https", "finger",
		"spartan", "nex", "titan", "misfin", "mailto", "xmpp", "irc",
		"ircs", "tel", "ftp", "telnet", "tn3270"
	};

	for (size_t i = 0; i < COUNT(public); i++)
		if (str_eq_nocase(scheme, str_of(public[i])))
			return true;
	return false;
}
