/* SPDX-License-Identifier: ISC */
#include "front/front.h"

#include "front/gate.h"
#include "front/place.h"
#include "front/rule.h"
#include "front/status.h"
#include "proto/gemini.h"
#include "proto/uri.h"
#include "site/results.h"

/* What makes line no legal request whoever is asked, or an empty view. */
static struct str
request_fault(struct str line, struct uri *uri)
{
	if (line.len == 0)
		return STR("empty request; expected gemini://HOST/PATH");
	if (!uri_parse(line, uri))
		return STR("not a valid URI; expected gemini://HOST/PATH with "
			   "all else percent-encoded");
	if (uri->scheme.len == 0) /* G-20 */
		return STR("not an absolute URI; expected gemini://HOST/PATH");
	if (uri->has_userinfo) /* G-24 */
		return STR("user information in the URI; expected none");
	if (uri->has_fragment) /* G-25 */
		return STR("fragment in the URI; expected none");
	if (place_is_gemini(uri) && uri->host.len == 0) /* G-23 */
		return STR("no host in the URI; expected gemini://HOST/PATH");
	return STR("");
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
answer_words(const struct shelf *shelf, struct str words,
    const struct found *asked, struct reply *reply)
{
	if (!results_write(&reply->found, shelf, VIEW_GEMINI, asked, words))
		return status_answer(reply, GEMINI_FAILURE,
		    STR("the search failed"));
	reply->body = buf_str(&reply->found);
	return status_answer(reply, GEMINI_SUCCESS,
	    results_media(shelf->image));
}

/* Line ends as a blank: there is one line to answer (G-71). */
static bool
is_input(char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n' || text[i] == '\r')
			text[i] = ' ';
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return false;
	}
	return true;
}

/* A plus sign is a plus sign (G-50). */
static enum answer
answer_search(const struct shelf *shelf, struct str query,
    const struct found *asked, struct reply *reply)
{
	char storage[GEMINI_URI_MAX + 1];
	struct str words;

	if (query.len == 0)
		return status_answer(reply, GEMINI_INPUT,
		    results_prompt(shelf));
	if (!uri_decode(query, storage, sizeof(storage), &words) ||
	    !is_input(storage, words.len))
		return status_answer(reply, GEMINI_BAD_REQUEST,
		    STR("control byte in the query; expected text"));
	return answer_words(shelf, words, asked, reply);
}

/* Why it cannot be read is nobody's business (G-80). */
static enum answer
answer_file(const struct shelf *shelf, const struct resource *resource,
    struct reply *reply)
{
	bool gone;

	if (reply_open(reply, shelf, resource, &gone))
		return status_answer(reply, GEMINI_SUCCESS, resource->media);
	if (gone)
		return status_answer(reply, GEMINI_NOT_FOUND, STR("not found"));
	return status_answer(reply, GEMINI_FAILURE,
	    STR("this file cannot be read at present")); /* G-75 */
}

static enum answer
answer_page(const struct shelf *shelf, struct str key, struct str query,
    struct reply *reply)
{
	struct resource *resource;
	struct found found;

	if (!shelf_find(shelf, VIEW_GEMINI, key, &found))
		return status_answer(reply, GEMINI_NOT_FOUND, STR("not found"));
	if (found.search > 0)
		return answer_search(shelf, query, &found, reply);
	resource = &found.resource;
	if (resource->kind == RESOURCE_REDIRECT)
		return status_answer(reply, GEMINI_MOVED, resource->media);
	if (resource->kind == RESOURCE_FILE)
		return answer_file(shelf, resource, reply);
	reply->body = resource->body;
	return status_answer(reply, GEMINI_SUCCESS, resource->media);
}

static enum answer
answer_rule(const struct path_rule *rule, struct reply *reply)
{
	return status_answer(reply, (enum gemini_status)rule->status,
	    rule_moves(rule) ? rule->meta : rule_text(rule, VIEW_GEMINI));
}

static bool
is_robots(struct str key)
{
	return str_eq(key, STR("/robots.txt"));
}

/* Crawlers must see what is asked of them, and nothing else first. */
static enum answer
answer_key(const struct shelf *shelf, const struct request *request,
    struct str key, struct str query, struct reply *reply)
{
	struct path_rule rule;
	enum answer answer;

	if (is_robots(key))
		return answer_page(shelf, key, query, reply);
	if (!gate_is_open(shelf, request, key, reply, &answer))
		return answer;
	if (image_rule(shelf->image, key, &rule))
		return answer_rule(&rule, reply);
	return answer_page(shelf, key, query, reply);
}

/* Whether there is room for a request; if not, *answer says so. */
static bool
is_admitted(const struct request *request, struct str key, struct reply *reply,
    enum answer *answer)
{
	char seconds[16];
	struct buf text;

	switch (request->admission) {
	case ADMIT:
		return true;
	case ADMIT_SLOWER:
		if (is_robots(key))
			return true;
		buf_fixed(&text, seconds, sizeof(seconds));
		buf_printf(&text, "%u", request->wait_s); /* D-04 */
		*answer = status_answer(reply, GEMINI_SLOW_DOWN,
		    buf_str(&text));
		return false;
	case ADMIT_LATER:
		break;
	}
	*answer = status_answer(reply, GEMINI_UNAVAILABLE,
	    STR("too many visitors; try again in a minute"));
	return false;
}

static enum answer
answer_path(const struct shelf *shelf, const struct request *request,
    const struct uri *uri, struct reply *reply)
{
	char storage[GEMINI_URI_MAX + 1];
	struct str key = STR("");
	enum uri_path path = uri_path_decode(uri->path, storage,
	    sizeof(storage), &key);
	enum answer answer;

	if (!is_admitted(request, key, reply, &answer))
		return answer;
	switch (path) {
	case URI_PATH_OK:
		return answer_key(shelf, request, key, uri->query, reply);
	case URI_PATH_BAD:
		return status_answer(reply, GEMINI_BAD_REQUEST,
		    STR("control byte in the path; expected none"));
	case URI_PATH_ABOVE: /* D-11 */
		return status_answer(reply, GEMINI_BAD_REQUEST,
		    STR("path leads above the root; expected one below it"));
	case URI_PATH_SLASH:
	case URI_PATH_TOO_LONG:
		break;
	}
	return status_answer(reply, GEMINI_NOT_FOUND, STR("not found"));
}

/* All behind the last '@': a name and a password stand in front of it. */
static struct str
nameless(struct str line)
{
	while (str_index(line, '@') < line.len)
		line = str_skip(line, str_index(line, '@') + 1);
	return line;
}

/*
 * What of a request may be logged: no query, no name or password, which
 * may be anywhere if the line is no URL at all, and no parameters of Titan,
 * whose token is a password. uri is what has come of a line without fault.
 */
static struct str
loggable(struct str line, const struct uri *uri)
{
	line = str_take(line, str_index(line, '?'));
	if (uri == NULL || !uri->has_authority)
		return nameless(line);
	if (!place_is_gemini(uri))
		line = str_take(line, str_index(line, ';'));
	return line;
}

/* The checks in the order of G-35. A query is for the search only (G-51). */
static enum answer
answer_line(const struct shelves *shelves, const struct request *request,
    struct str line, struct reply *reply)
{
	char storage[PLACE_MAX];
	struct buf why;
	struct uri uri;
	struct str fault = request_fault(line, &uri);

	reply->path = loggable(line, fault.len > 0 ? NULL : &uri);
	if (fault.len > 0)
		return status_answer(reply, GEMINI_BAD_REQUEST, fault);
	buf_fixed(&why, storage, sizeof(storage));
	if (!place_find(shelves, request, &uri, &reply->shelf, &why))
		return status_answer(reply, GEMINI_REFUSED, buf_str(&why));
	return answer_path(&shelves->at[reply->shelf], request, &uri, reply);
}

static enum answer
gemini_answer(const struct shelves *shelves, const struct request *request,
    struct reply *reply)
{
	struct str line;

	reply_init(reply);
	reply->shelf = request->shelf;
	switch (gemini_request_line(request->bytes, &line)) {
	case GEMINI_LINE:
		return answer_line(shelves, request, line, reply);
	case GEMINI_MORE: /* half a line and no more: no reply, G-16 */
		return request->ended ? ANSWER_SILENT : ANSWER_MORE;
	case GEMINI_BAD:
		break;
	}
	return status_answer(reply, GEMINI_BAD_REQUEST,
	    STR("expected one line of at most 1024 bytes and CRLF"));
}

const struct front front_gemini = {
	.name = "gemini",
	.view = VIEW_GEMINI,
	.port = GEMINI_PORT,
	.tls = true,
	.line_max = GEMINI_LINE_MAX,
	.answer = gemini_answer,
};
