/* SPDX-License-Identifier: ISC */
#include "front/front.h"

#include "front/http.h"
#include "front/hurl.h"
#include "front/moved.h"
#include "front/plus.h"
#include "front/rule.h"
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

/* Our texts or the owner's: nothing of the request comes back (O-43, X-18). */
static enum answer
answer_error(struct reply *reply, struct str message)
{
	gopher_error(&reply->out, message);
	return answer_made(reply, '3');
}

/* With or without a slash in front. */
static bool
is_file(struct str selector, struct str name)
{
	return str_eq(selector, name) ||
	       (str_starts(selector, STR("/")) &&
		   str_eq(str_skip(selector, 1), name));
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

static enum answer
answer_moved(const struct shelf *shelf, struct str target,
    struct reply *reply)
{
	moved_menu(&reply->out, shelf, target);
	return answer_made(reply, '3');
}

static enum answer
answer_rule(const struct shelf *shelf, const struct path_rule *rule,
    struct reply *reply)
{
	if (rule_moves(rule))
		return answer_moved(shelf, rule->meta, reply);
	return answer_error(reply, rule_text(rule, VIEW_GOPHER));
}

/* The port that takes TLS is the one that all links have (O-52). */
static enum answer
answer_caps(const struct shelf *shelf, bool tls, struct reply *reply)
{
	struct str admin = shelf->image->admin;

	buf_add(&reply->out, str_of(caps));
	if (admin.len > 0)
		buf_printf(&reply->out, "ServerAdmin=%.*s\r\n",
		    STR_ARG(admin));
	if (tls)
		buf_printf(&reply->out, "ServerTLSPort=%u\r\n",
		    shelf->image->origin.port[VIEW_GOPHER]);
	return answer_made(reply, '0');
}

/* A capsule's own caps.txt comes before the one made here. */
static enum answer
answer_nothing(const struct shelf *shelf, struct str selector, bool tls,
    struct reply *reply)
{
	if (is_file(selector, STR("caps.txt")))
		return answer_caps(shelf, tls, reply);
	return answer_error(reply, STR("Not found"));
}

static enum answer
answer_selector(const struct shelf *shelf,
    const struct gopher_request *request, bool tls, struct reply *reply)
{
	struct str selector = request->selector;
	struct selected selected;
	const struct found *found = &selected.found;

	if (!selector_find(shelf, selector, &selected))
		return answer_nothing(shelf, selector, tls, reply);
	if (selected.ruled)
		return answer_rule(shelf, &selected.rule, reply);
	if (found->search > 0)
		return answer_search(shelf, request, found->search, reply);
	if (found->resource.kind == RESOURCE_REDIRECT)
		return answer_moved(shelf, found->resource.media, reply);
	reply->body = found->resource.body;
	return answer_made(reply, found->resource.item);
}

/* A field behind the selector means something to the search only. */
static enum answer
answer_request(const struct shelf *shelf,
    const struct gopher_request *request, bool tls, struct reply *reply)
{
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
	return answer_selector(shelf, request, tls, reply);
}

/* Whether there is room for a request; if not, the reply says so. */
static bool
is_admitted(const struct request *request, struct str selector,
    struct reply *reply)
{
	char storage[GOPHER_WIDTH + 1];
	struct buf text;

	buf_fixed(&text, storage, sizeof(storage));
	switch (request->admission) {
	case ADMIT:
		return true;
	case ADMIT_SLOWER:
		if (is_file(selector, STR("robots.txt"))) /* */
			return true;
		buf_printf(&text, "Too many requests; try again in %u seconds",
		    request->wait_s);
		break;
	case ADMIT_LATER:
		buf_add(&text, STR("Too many visitors; try again in a minute"));
		break;
	}
	answer_error(reply, buf_str(&text));
	return false;
}

static enum answer
answer_line(const struct shelf *shelf, const struct request *request,
    const struct gopher_request *asked, struct reply *reply)
{
	struct str selector = asked->selector;
	bool admitted;

	reply->path = str_take(selector, str_index(selector, '?'));
	if (http_is_request(selector)) { /* O-50 */
		http_answer(shelf, request, selector, reply);
		return ANSWER_SEND;
	}
	admitted = is_admitted(request, selector, reply);
	if (admitted)
		answer_request(shelf, asked, request->tls_here, reply);
	plus_wrap(shelf, asked, !admitted, reply);
	return ANSWER_SEND;
}

static enum answer
gopher_answer(const struct shelves *shelves, const struct request *request,
    struct reply *reply)
{
	struct gopher_request asked;

	reply_init(reply);
	reply->shelf = request->shelf;
	switch (gopher_request_line(request->bytes, request->ended, &asked)) {
	case GOPHER_LINE:
		return answer_line(&shelves->at[request->shelf], request,
		    &asked, reply);
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
