/* SPDX-License-Identifier: ISC */
/*
 * The input is what a peer sends. The answer is the same however the bytes
 * arrive, whatever is sent is a legal reply, and who is no member never gets a
 * page of a zone.
 */
#include "proto/gemini.h"
#include "proto/uri.h"
#include "unit/fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* G-60 and G-62, but for the CRLF: no C0, DEL, or C1 as UTF-8. */
static void
check_meta(struct str meta)
{
	assert(meta.len >= 1 && meta.len <= GEMINI_META_MAX);
	assert(meta.at[0] != ' ');
	for (size_t i = 0; i < meta.len; i++) {
		unsigned char c = (unsigned char)meta.at[i];

		assert(c >= 0x20 && c != 0x7f);
		if (c == 0xc2 && i + 1 < meta.len)
			assert((unsigned char)meta.at[i + 1] >= 0xa0);
	}
}

static void
check_header(struct str head)
{
	assert(head.len >= 6 && str_ends(head, STR("\r\n")));
	assert(head.at[0] >= '1' && head.at[0] <= '6');
	assert(char_is_digit(head.at[1]) && head.at[2] == ' ');
	check_meta(str_take(str_skip(head, 3), head.len - 5));
}

static bool
is_sent(int status) /* G-63 */
{
	static const int sent[] = {
		10, 20, 30, 31, 40, 41, 44, 50, 51, 52, 53, 59, 60, 61, 62
	};

	for (size_t i = 0; i < FIXTURE_COUNT(sent); i++)
		if (sent[i] == status)
			return true;
	return false;
}

static void
check_reply(const struct reply *reply)
{
	int status = (reply->head.at[0] - '0') * 10 + reply->head.at[1] - '0';

	check_header(reply->head);
	assert(status == reply->status && is_sent(status));
	assert(status == 20 || reply->body.len == 0); /* G-64 */
	assert(str_index(reply->path, '?') == reply->path.len);
}

static bool
is_of_a_rule(struct str target)
{
	for (size_t i = 0; i < FIXTURE_COUNT(fixture_rules); i++)
		if (str_eq(fixture_rules[i].meta, target))
			return true;
	return false;
}

/* G-69, X-17: a path of this host, or just what its owner wants. */
static void
check_target(struct str head)
{
	struct str target = str_take(str_skip(head, 3), head.len - 5);
	struct uri uri;

	assert(uri_parse(target, &uri));
	assert((uri.scheme.len == 0 && !uri.has_authority) ||
	       is_of_a_rule(target));
}

/* O-55; by their names, so that nothing is asked that may be wrong. */
static void
check_secrets(struct str body)
{
	for (size_t i = 0; i < FIXTURE_COUNT(fixture_resources); i++) {
		const struct fixture_resource *r = &fixture_resources[i];

		if (str_starts(r->key, STR("/members/")) ||
		    str_starts(r->key, STR("/private")))
			assert(!str_eq(body, r->resource.body));
	}
}

/* Who is refused for want of room gets no page but robots.txt. */
static void
check_crowd(const struct request *request, const struct reply *reply)
{
	if (request->admission == ADMIT_SLOWER)
		assert(reply->status == 44 || reply->status == 53 ||
		       reply->status == 59 || str_eq(reply->body, STR("#\n")));
	if (request->admission == ADMIT_LATER)
		assert(reply->status == 41 || reply->status == 53 ||
		       reply->status == 59);
}

static bool
is_member(const struct visitor *visitor)
{
	return visitor != NULL && visitor->cert[0] == FIXTURE_ADA;
}

static void
check_sent(const struct request *request, const struct reply *reply)
{
	check_reply(reply);
	if (reply->status == 30 || reply->status == 31)
		check_target(reply->head);
	if (!is_member(request->visitor))
		check_secrets(reply->body);
	check_crowd(request, reply);
}

static void
check_answer(const struct shelves *shelves, const struct request *request)
{
	struct reply whole, pieces;
	enum answer answer = front_gemini.answer(shelves, request, &whole);
	enum answer dribbled =
	    fixture_dribble(&front_gemini, shelves, request, &pieces);

	assert(answer == dribbled);
	if (request->bytes.len == front_gemini.line_max)
		assert(answer != ANSWER_MORE);
	if (answer == ANSWER_SEND) {
		assert(str_eq(whole.head, pieces.head));
		assert(str_eq(whole.body, pieces.body));
		check_sent(request, &whole);
	}
	reply_release(&whole);
	reply_release(&pieces);
}

/* The same bytes from several visitors, and in a crowd. */
static void
check_all(const struct shelves *shelves, struct request request)
{
	static const enum fixture_person people[] = {
		FIXTURE_ADA,
		FIXTURE_BOB,
		FIXTURE_EVE,
	};

	check_answer(shelves, &request);
	request.shelf = SHELF_NONE;
	for (size_t i = 0; i < FIXTURE_COUNT(people); i++) {
		struct visitor visitor = fixture_visitor(people[i]);

		request.visitor = &visitor;
		check_answer(shelves, &request);
	}
	request.visitor = NULL;
	request.wait_s = 1;
	request.admission = ADMIT_SLOWER;
	check_answer(shelves, &request);
	request.admission = ADMIT_LATER;
	check_answer(shelves, &request);
}

static void
check_any_meta(struct str meta)
{
	char storage[GEMINI_META_MAX + 16];
	struct buf out;

	buf_fixed(&out, storage, sizeof(storage));
	gemini_header(&out, GEMINI_FAILURE, meta);
	assert(!out.cut);
	check_header(buf_str(&out));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture fixture;
	struct request request = {
		.bytes = { (const char *)data, size },
		.port = 1970,
	};

	if (fixture.bytes.len == 0)
		fixture_init(&fixture, 2000);
	check_any_meta(request.bytes);
	request.bytes = str_take(request.bytes, front_gemini.line_max);
	check_all(&fixture.shelves, request);
	request.ended = true;
	check_answer(&fixture.shelves, &request);
	return 0;
}
