/* SPDX-License-Identifier: ISC */
#include "front/front.h"

#include "proto/gemini.h"
#include "proto/uri.h"
#include "site/results.h"

/* Bytes of a text made here: host names that do not fit are left out. */
#define MADE_MAX 256

static enum answer
answer_with(struct reply *reply, enum gemini_status status, struct str meta)
{
	gemini_header(&reply->out, status, meta);
	reply->head = buf_str(&reply->out);
	reply->status = (int)status;
	return ANSWER_SEND;
}

static bool
is_gemini(const struct uri *uri)
{
	return str_eq_nocase(uri->scheme, STR("gemini")); /* G-21 */
}

/* What makes line no legal request whoever is asked, or an empty view. */
static struct str
request_fault(struct str line, struct uri *uri)
{
	if (line.len == 0)
		return STR("empty request"); /* G-09 */
	if (!uri_parse(line, uri))
		return STR("not a valid URI");
	if (uri->scheme.len == 0)
		return STR("not an absolute URI"); /* G-20 */
	if (uri->has_userinfo)
		return STR("user information in the URI"); /* G-24 */
	if (uri->has_fragment)
		return STR("fragment in the URI"); /* G-25 */
	if (is_gemini(uri) && uri->host.len == 0)
		return STR("no host in the URI"); /* G-23 */
	return STR("");
}

static bool
host_is_served(const struct image *image, struct str host)
{
	char storage[URI_HOST_MAX + 1];
	struct str name;

	if (!uri_host_canonical(host, storage, &name))
		return false;
	for (uint32_t i = 0; i < image->hosts; i++)
		if (str_eq(name, image_host(image, i)))
			return true;
	return false;
}

/* The port listened on may be mapped to another, public one (G-34). */
static bool
port_is_served(const struct image *image, uint16_t local, int32_t port)
{
	if (port == URI_NO_PORT || port == GEMINI_PORT)
		return true;
	return port > 0 &&
	       (port == local || port == image->origin.port[VIEW_GEMINI]);
}

static enum answer
refuse_host(const struct image *image, struct reply *reply)
{
	char made[MADE_MAX];
	struct buf text;

	buf_fixed(&text, made, sizeof(made));
	buf_add(&text, STR("host not served here, but:"));
	for (uint32_t i = 0; i < image->hosts; i++)
		buf_printf(&text, " %.*s", STR_ARG(image_host(image, i)));
	return answer_with(reply, GEMINI_REFUSED, buf_str(&text));
}

static enum answer
refuse_port(const struct image *image, uint16_t local, struct reply *reply)
{
	uint16_t public = image->origin.port[VIEW_GEMINI];
	char made[MADE_MAX];
	struct buf text;

	buf_fixed(&text, made, sizeof(made));
	buf_printf(&text, "port not served here, but: %u",
	    (unsigned)(public != 0 ? public : local));
	return answer_with(reply, GEMINI_REFUSED, buf_str(&text));
}

/* The page is in the capsule's own language: so is most of what it quotes. */
static struct str
results_media(const struct image *image)
{
	struct resource home;

	if (image_find(image, VIEW_GEMINI, STR("/"), &home) &&
	    str_starts(home.media, STR("text/gemini")))
		return home.media;
	return STR("text/gemini; charset=utf-8");
}

static enum answer
answer_words(const struct shelf *shelf, struct str words, size_t page,
    struct reply *reply)
{
	if (!results_write(&reply->found, shelf, VIEW_GEMINI, words, page))
		return answer_with(reply, GEMINI_FAILURE,
		    STR("the search failed"));
	reply->body = buf_str(&reply->found);
	return answer_with(reply, GEMINI_SUCCESS, results_media(shelf->image));
}

static bool
has_control(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] < ' ' || text.at[i] == 0x7f)
			return true;
	return false;
}

/* A plus sign is a plus sign (G-50). */
static enum answer
answer_search(const struct shelf *shelf, struct str query, size_t page,
    struct reply *reply)
{
	char storage[GEMINI_URI_MAX + 1];
	struct str words;

	if (query.len == 0)
		return answer_with(reply, GEMINI_INPUT, results_prompt(shelf));
	if (!uri_decode(query, storage, sizeof(storage), &words) ||
	    has_control(words))
		return answer_with(reply, GEMINI_BAD_REQUEST,
		    STR("control byte in the query"));
	return answer_words(shelf, words, page, reply);
}

static enum answer
answer_key(const struct shelf *shelf, struct str key, struct str query,
    struct reply *reply)
{
	struct resource *resource;
	struct found found;

	if (!shelf_find(shelf, VIEW_GEMINI, key, &found))
		return answer_with(reply, GEMINI_NOT_FOUND, STR("not found"));
	if (found.search > 0)
		return answer_search(shelf, query, found.search, reply);
	resource = &found.resource;
	if (resource->kind == RESOURCE_REDIRECT)
		return answer_with(reply, GEMINI_MOVED, resource->media);
	reply->body = resource->body;
	return answer_with(reply, GEMINI_SUCCESS, resource->media);
}

static enum answer
answer_path(const struct shelf *shelf, const struct uri *uri,
    struct reply *reply)
{
	char storage[GEMINI_URI_MAX + 1];
	struct str key;

	switch (uri_path_decode(uri->path, storage, sizeof(storage), &key)) {
	case URI_PATH_OK:
		return answer_key(shelf, key, uri->query, reply);
	case URI_PATH_BAD:
		return answer_with(reply, GEMINI_BAD_REQUEST,
		    STR("control byte in the path"));
	case URI_PATH_ABOVE:
		return answer_with(reply, GEMINI_BAD_REQUEST,
		    STR("path leads above the root")); /* D-11 */
	case URI_PATH_SLASH:
	case URI_PATH_TOO_LONG:
		break;
	}
	return answer_with(reply, GEMINI_NOT_FOUND, STR("not found"));
}

/*
 * What of a request may be logged: no query, and no name or password in
 * front of the host, also if the line is no URI at all.
 */
static struct str
loggable(struct str line)
{
	struct str scheme, rest, authority, path, user, host;

	line = str_take(line, str_index(line, '?'));
	if (!str_cut(line, ':', &scheme, &rest) || !str_starts(rest, STR("//")))
		return line;
	str_cut(str_skip(rest, 2), '/', &authority, &path);
	if (!str_cut(authority, '@', &user, &host))
		return line;
	return str_skip(line, (size_t)(authority.at - line.at) + user.len + 1);
}

/* The checks in the order of G-35. A query is for the search only (G-51). */
static enum answer
answer_line(const struct shelf *shelf, const struct request *request,
    struct str line, struct reply *reply)
{
	struct uri uri;
	struct str fault = request_fault(line, &uri);

	reply->path = loggable(line);
	if (fault.len > 0)
		return answer_with(reply, GEMINI_BAD_REQUEST, fault);
	if (!is_gemini(&uri))
		return answer_with(reply, GEMINI_REFUSED,
		    STR("scheme not served here, but: gemini"));
	if (!host_is_served(shelf->image, uri.host))
		return refuse_host(shelf->image, reply);
	if (!port_is_served(shelf->image, request->port, uri.port))
		return refuse_port(shelf->image, request->port, reply);
	return answer_path(shelf, &uri, reply);
}

static enum answer
gemini_answer(const struct shelf *shelf, const struct request *request,
    struct reply *reply)
{
	struct str line;

	reply_init(reply);
	switch (gemini_request_line(request->bytes, &line)) {
	case GEMINI_LINE:
		return answer_line(shelf, request, line, reply);
	case GEMINI_MORE: /* half a line and no more: no reply, G-16 */
		return request->ended ? ANSWER_SILENT : ANSWER_MORE;
	case GEMINI_BAD:
		break;
	}
	return answer_with(reply, GEMINI_BAD_REQUEST,
	    STR("not one line of at most 1024 bytes and CRLF"));
}

const struct front front_gemini = {
	.name = "gemini",
	.view = VIEW_GEMINI,
	.port = GEMINI_PORT,
	.tls = true,
	.line_max = GEMINI_LINE_MAX,
	.answer = gemini_answer,
};
