/* SPDX-License-Identifier: ISC */
/*
 * The input is what a peer sends. The answer is the same however the bytes
 * arrive, every menu keeps the grammar, in Gopher+ as well, no URL can change
 * its page or a header of HTTP, and in a crowd nobody gets more than an error
 * or robots.txt.
 */
#include <limits.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "proto/gopher.h"
#include "unit/fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Take a field off *line: no CR, LF or NUL, at least min bytes, then a TAB. */
static struct str
take_field(struct str *line, size_t min)
{
	struct str field;
	bool cut = str_cut(*line, '\t', &field, line);

	assert(cut && field.len >= min);
	assert(str_index(field, '\r') == field.len);
	assert(str_index(field, '\n') == field.len);
	assert(str_index(field, '\0') == field.len);
	return field;
}

/* One line of O-10, without its LF; returns type and text. */
static struct str
check_item(struct str line)
{
	struct str shown = take_field(&line, 1);
	uint64_t port;

	take_field(&line, 0);
	take_field(&line, 1);
	assert(str_ends(line, STR("\r")));
	line.len--;
	assert(line.len <= 5 && str_number(line, UINT16_MAX, &port));
	return shown;
}

static void
check_menu(struct str menu)
{
	struct str line;

	assert(str_ends(menu, STR("\r\n")));
	while (str_cut(menu, '\n', &line, &menu) &&
	       !str_eq(line, STR(".\r"))) {
		struct str shown = check_item(line);

		assert(utf8_width(str_skip(shown, 1)) <= GOPHER_WIDTH);
	}
	assert(str_eq(line, STR(".\r")) && menu.len == 0);
}

static size_t
count(struct str text, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < text.len; i++)
		n += text.at[i] == c;
	return n;
}

/* As many tags and quotes as any other page: the URL added none. */
static void
check_page(const struct shelves *shelves, struct str page)
{
	struct request request = { .bytes = STR("URL:https://e/\n") };
	struct reply plain;
	enum answer answer = front_gopher.answer(shelves, &request, &plain);

	assert(answer == ANSWER_SEND && plain.status == 'h');
	assert(count(page, '<') == count(plain.head, '<'));
	assert(count(page, '>') == count(plain.head, '>'));
	assert(count(page, '"') == count(plain.head, '"'));
	assert(count(page, '\'') == 0);
	assert(utf8_valid(page) == page.len);
}

/* The lines of blocks that a menu line leads. */
static void
check_blocks(struct str rest)
{
	struct str line;

	assert(str_starts(rest, STR("+INFO: ")) || str_eq(rest, STR(".\r\n")));
	while (str_cut(rest, '\n', &line, &rest) &&
	       !str_eq(line, STR(".\r"))) {
		if (str_starts(line, STR("+INFO: ")))
			check_item(str_skip(line, 7));
		else
			assert(str_eq(line, STR("+ADMIN:\r")) ||
			       str_eq(line, STR("+VIEWS:\r")) ||
			       (str_starts(line, STR(" ")) &&
				   str_ends(line, STR(">\r"))));
	}
	assert(str_eq(line, STR(".\r")) && rest.len == 0);
}

/* A code and who is told, and a text or the item that leads on. */
static void
check_failure(struct str rest)
{
	struct str who, line;

	assert(str_cut(rest, '\n', &who, &rest));
	assert(str_eq(str_skip(who, 1), STR(" <ada@example.org>\r")));
	assert(str_cut(rest, '\n', &line, &rest));
	if (who.at[0] == '3')
		check_item(line);
	else
		assert(who.at[0] == '1' || who.at[0] == '2');
	assert(str_eq(rest, STR(".\r\n")));
}

/* Whether it is in the form of Gopher+; if so, all of it is checked. */
static bool
check_plus(const struct reply *reply)
{
	struct str first = reply->head.len > 0 ? reply->head : reply->body;
	bool in_two = reply->head.len > 0 && reply->body.len > 0;

	if (reply->status == '3' && str_starts(first, STR("--1\r\n")))
		check_failure(str_skip(first, 5));
	else if (in_two && str_eq(first, STR("+-1\r\n")))
		check_menu(reply->body);
	else if (!in_two && str_starts(first, STR("+-1\r\n")))
		check_blocks(str_skip(first, 5));
	else
		return str_starts(first, STR("+-2\r\n"));
	return true;
}

/* No more lines and tags than there are without a path. */
static bool
check_http(const struct shelves *shelves, const struct reply *reply)
{
	struct request request = { .bytes = STR("GET / HTTP/1.1\n") };
	struct str lines = reply->head;
	struct reply plain;

	if (!str_starts(lines, STR("HTTP/1.1 ")))
		return false;
	assert(utf8_valid(lines) == lines.len && str_is_ascii(lines));
	if (reply->status != 'h')
		return true;
	front_gopher.answer(shelves, &request, &plain);
	assert(count(lines, '\r') == count(plain.head, '\r'));
	assert(count(lines, '<') == count(plain.head, '<') ||
	       count(lines, '<') == 0);
	assert(str_find(lines, STR("\r\nLocation: "
				   "https://web.example/~ada/")) < lines.len);
	return true;
}

static void
check_reply(const struct shelves *shelves, const struct reply *reply)
{
	assert(str_index(reply->path, '?') == reply->path.len);
	if (check_http(shelves, reply) || check_plus(reply))
		return;
	if (reply->status == 'h')
		check_page(shelves, reply->head);
	else if (reply->status == '3')
		check_menu(reply->head);
	else if (reply->status == '1' || reply->status == '7')
		check_menu(reply->body);
}

static void
check_answer(const struct shelves *shelves, const struct request *request)
{
	struct reply whole, pieces;
	enum answer answer = front_gopher.answer(shelves, request, &whole);
	enum answer dribbled =
	    fixture_dribble(&front_gopher, shelves, request, &pieces);

	assert(answer == dribbled);
	if (request->bytes.len == front_gopher.line_max)
		assert(answer != ANSWER_MORE);
	if (answer == ANSWER_SEND) {
		assert(str_eq(whole.head, pieces.head));
		assert(str_eq(whole.body, pieces.body));
		check_reply(shelves, &whole);
	}
	reply_release(&whole);
	reply_release(&pieces);
}

static void
check_crowd(const struct shelves *shelves, struct request request)
{
	struct reply reply;

	request.wait_s = UINT_MAX;
	request.admission = ADMIT_SLOWER;
	check_answer(shelves, &request);
	if (front_gopher.answer(shelves, &request, &reply) == ANSWER_SEND)
		assert(reply.status == '3' ||
		       str_eq(reply.body, STR("#\r\n")) ||
		       str_starts(reply.body, STR("+-1\r\n+INFO: 0")));
	reply_release(&reply);
	request.admission = ADMIT_LATER;
	check_answer(shelves, &request);
	if (front_gopher.answer(shelves, &request, &reply) == ANSWER_SEND)
		assert(reply.status == '3');
	reply_release(&reply);
}

static void
check_any_item(struct str field)
{
	char type = field.len > 0 ? field.at[0] : 'i';
	struct buf out;
	struct str line, rest;

	buf_init(&out);
	gopher_item(&out, type, field, field, field, 70);
	assert(str_cut(buf_str(&out), '\n', &line, &rest) && rest.len == 0);
	check_item(line);
	buf_clear(&out);
	gopher_error(&out, field);
	check_menu(buf_str(&out));
	buf_release(&out);
}

/* Written, it is a URL of the same target again. */
static void
check_written(const struct gopher_target *target)
{
	struct gopher_target again;
	char *storage;
	struct buf out;

	buf_init(&out);
	gopher_url_write(&out, target);
	storage = mem_new(out.len + 1, 1);
	assert(gopher_url_parse(buf_str(&out), storage, out.len + 1, &again));
	assert(again.type == target->type && again.port == target->port);
	assert(str_eq(again.selector, target->selector));
	assert(str_eq(again.words, target->words));
	assert(str_eq(again.host, target->host));
	free(storage);
	buf_release(&out);
}

static void
check_url(struct str url)
{
	char storage[GOPHER_LINE_MAX];
	struct gopher_target target;

	if (!gopher_url_parse(url, storage, sizeof(storage), &target))
		return;
	assert(target.type > ' ' && target.type < 0x7f && target.port > 0);
	assert(target.host.len > 0 && target.host.at[0] != '[');
	for (size_t i = 0; i < target.selector.len; i++)
		assert((unsigned char)target.selector.at[i] >= 0x20);
	check_written(&target);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture fixture;
	struct request request = { .bytes = { (const char *)data, size } };

	if (fixture.bytes.len == 0)
		fixture_init(&fixture, 1965);
	check_any_item(request.bytes);
	check_url(request.bytes);
	request.bytes = str_take(request.bytes, front_gopher.line_max);
	check_answer(&fixture.shelves, &request);
	check_crowd(&fixture.shelves, request);
	request.ended = true;
	check_answer(&fixture.shelves, &request);
	return 0;
}
