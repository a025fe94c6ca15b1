/* SPDX-License-Identifier: ISC */
/*
 * The input is what a peer sends. The answer is the same however the bytes
 * arrive, and whatever is sent is a legal reply.
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

static void
check_reply(const struct reply *reply)
{
	check_header(reply->head);
	assert(reply->head.at[0] - '0' == reply->status / 10);
	assert(reply->status == 10 || reply->status == 20 || /* G-63 */
	       reply->status == 31 || reply->status == 51 ||
	       reply->status == 53 || reply->status == 59);
	assert(reply->status == 20 || reply->body.len == 0); /* G-64 */
	assert(str_index(reply->path, '?') == reply->path.len);
}

/* G-69, X-17: a path of this host. */
static void
check_target(struct str head)
{
	struct uri uri;

	assert(uri_parse(str_take(str_skip(head, 3), head.len - 5), &uri));
	assert(uri.scheme.len == 0 && !uri.has_authority);
}

static void
check_answer(const struct shelf *shelf, const struct request *request)
{
	struct reply whole, pieces;
	enum answer answer = front_gemini.answer(shelf, request, &whole);
	enum answer dribbled =
	    fixture_dribble(&front_gemini, shelf, request, &pieces);

	assert(answer == dribbled);
	if (request->bytes.len == front_gemini.line_max)
		assert(answer != ANSWER_MORE);
	if (answer == ANSWER_SEND) {
		assert(str_eq(whole.head, pieces.head));
		assert(str_eq(whole.body, pieces.body));
		check_reply(&whole);
		if (whole.status == 31)
			check_target(whole.head);
	}
	reply_release(&whole);
	reply_release(&pieces);
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
	check_answer(&fixture.shelf, &request);
	request.ended = true;
	check_answer(&fixture.shelf, &request);
	return 0;
}
