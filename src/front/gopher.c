/* SPDX-License-Identifier: ISC */
#include "front/front.h"

#include "front/hurl.h"
#include "front/selector.h"
#include "proto/gopher.h"
#include "proto/uri.h"
#include "site/results.h"

/* The keys' historic spelling is theirs; no version (O-48, O-49). */
static const char caps[] = "CAPS\r\n"
			   "CapsVersion=1\r\n"
			   "ExpireCapsAfter=3600\r\n"
			   "PathDelimeter=/\r\n"
			   "PathIdentity=.\r\n"
			   "PathParent=..\r\n"
			   "PathParentDouble=FALSE\r\n"
			   "PathKeepPreDelimeter=FALSE\r\n"
			   "ServerDefaultEncoding=UTF-8\r\n"
			   "ServerSoftware=Vitae\r\n";

static enum answer
answer_made(struct reply *reply, char item)
{
	reply->head = buf_str(&reply->out);
	reply->status = (unsigned char)item;
	return ANSWER_SEND;
}

/* Fixed texts only: nothing of the request comes back (O-43, X-18). */
static enum answer
answer_error(struct reply *reply, struct str message)
{
	gopher_error(&reply->out, message);
	return answer_made(reply, '3');
}

static bool
is_caps(struct str selector)
{
	return str_eq(selector, STR("caps.txt")) ||
	       str_eq(selector, STR("/caps.txt"));
}

/* Upper-case word, blank, target, blank, "HTTP/": no selector of ours. */
static bool
is_http(struct str line)
{
	struct str method, target, version;

	if (!str_cut(line, ' ', &method, &target) || method.len == 0)
		return false;
	for (size_t i = 0; i < method.len; i++)
		if (method.at[i] < 'A' || method.at[i] > 'Z')
			return false;
	return str_cut(target, ' ', &target, &version) && target.len > 0 &&
	       str_starts(version, STR("HTTP/"));
}

static enum answer
answer_words(const struct shelf *shelf, struct str words, size_t page,
    struct reply *reply)
{
	if (!results_write(&reply->found, shelf, VIEW_GOPHER, words, page))
		return answer_error(reply, STR("The search failed"));
	reply->body = buf_str(&reply->found);
	return answer_made(reply, '7');
}

/* Here, and behind '?' only, a plus sign stands for a blank (rule 11). */
static struct str
plus_to_blank(struct str text, char *storage)
{
	for (size_t i = 0; i < text.len; i++)
		storage[i] = text.at[i] == '+' ? ' ' : text.at[i];
	return (struct str){ storage, text.len };
}

/* "/search TAB words", or "/search?words" as curl and a link send it. */
static enum answer
answer_search(const struct shelf *shelf, const struct gopher_request *request,
    size_t page, struct reply *reply)
{
	char blanks[GOPHER_LINE_MAX], storage[GOPHER_LINE_MAX];
	struct str selector = request->selector;
	struct str query = str_skip(selector, str_index(selector, '?') + 1);
	struct str words;

	/* No Gopher+ at a search: a lone '+' is what is looked for (rule 9). */
	if (request->words.len > 0)
		return answer_words(shelf, request->words, page, reply);
	if (!uri_decode(plus_to_blank(query, blanks), storage,
		sizeof(storage), &words))
		words = query;
	return answer_words(shelf, words, page, reply);
}

/* A capsule's own caps.txt comes before the one made here. */
static enum answer
answer_selector(const struct shelf *shelf,
    const struct gopher_request *request, struct reply *reply)
{
	struct str selector = request->selector;
	struct found found;

	if (!selector_find(shelf, selector, &found)) {
		if (!is_caps(selector))
			return answer_error(reply, STR("Not found"));
		buf_add(&reply->out, str_of(caps));
		return answer_made(reply, '0');
	}
	if (found.search > 0)
		return answer_search(shelf, request, found.search, reply);
	if (found.resource.kind == RESOURCE_REDIRECT)
		return answer_error(reply, STR("Moved elsewhere"));
	reply->body = found.resource.body;
	return answer_made(reply, found.resource.item);
}

/* A field behind the selector means something to the search only (O-46). */
static enum answer
answer_request(const struct shelf *shelf,
    const struct gopher_request *request, struct reply *reply)
{
	struct str selector = request->selector;

	reply->path = str_take(selector, str_index(selector, '?'));
	if (is_http(selector)) /* O-50 */
		return answer_error(reply,
		    STR("This is a Gopher server and does not speak HTTP"));
	switch (hurl_page(request, &reply->out)) {
	case HURL_NONE:
		break;
	case HURL_PAGE:
		return answer_made(reply, 'h');
	case HURL_LONG:
		return answer_error(reply, STR("URL too long"));
	case HURL_BAD:
		return answer_error(reply, STR("Not a URL to pass on"));
	}
	return answer_selector(shelf, request, reply);
}

static enum answer
gopher_answer(const struct shelf *shelf, const struct request *request,
    struct reply *reply)
{
	struct gopher_request asked;

	reply_init(reply);
	switch (gopher_request_line(request->bytes, request->ended, &asked)) {
	case GOPHER_LINE:
		return answer_request(shelf, &asked, reply);
	case GOPHER_MORE:
		return request->ended ? ANSWER_SILENT : ANSWER_MORE;
	case GOPHER_BAD:
		return answer_error(reply, STR("Not a selector"));
	case GOPHER_LONG:
		return answer_error(reply, STR("Request too long"));
	case GOPHER_TLS: /* the client then falls back fast, O-51 */
		break;
	}
	return ANSWER_SILENT;
}

const struct front front_gopher = {
	.name = "gopher",
	.view = VIEW_GOPHER,
	.port = GOPHER_PORT,
	.tls = false,
	.status_is_char = true,
	.line_max = GOPHER_LINE_MAX,
	.answer = gopher_answer,
};
