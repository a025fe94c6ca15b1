/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "base/utf8.h"
#include "proto/gopher.h"

static const struct {
	const char *why;
	struct str in;
	bool ended;
	enum gopher_line want;
	struct str selector;
	struct str words;
} framing[] = {
	{ "O-01", STR_INIT("/a\r\n"), false, GOPHER_LINE, STR_INIT("/a"),
	    STR_INIT("") },
	{ "O-01 first TAB", STR_INIT("/a\tw x\tz\r\n"), false, GOPHER_LINE,
	    STR_INIT("/a"), STR_INIT("w x") },
	{ "O-02", STR_INIT("\r\n"), false, GOPHER_LINE, STR_INIT(""),
	    STR_INIT("") },
	{ "O-03", STR_INIT("/a\n"), false, GOPHER_LINE, STR_INIT("/a"),
	    STR_INIT("") },
	{ "O-06 the rest", STR_INIT("/a\r\n/b\r\n"), false, GOPHER_LINE,
	    STR_INIT("/a"), STR_INIT("") },
	{ "O-07 end of stream", STR_INIT("/a"), true, GOPHER_LINE,
	    STR_INIT("/a"), STR_INIT("") },
	{ "O-07 in the line end", STR_INIT("/a\r"), true, GOPHER_LINE,
	    STR_INIT("/a"), STR_INIT("") },
	{ "no request at all", STR_INIT(""), true, GOPHER_MORE, STR_INIT(""),
	    STR_INIT("") },
	{ "rule 1", STR_INIT("/a"), false, GOPHER_MORE, STR_INIT(""),
	    STR_INIT("") },
	{ "rule 1 CR alone", STR_INIT("/a\r"), false, GOPHER_MORE,
	    STR_INIT(""), STR_INIT("") },
	{ "O-08 NUL", STR_INIT("/x\0y\r\n"), false, GOPHER_BAD,
	    STR_INIT("/x\0y"), STR_INIT("") },
	{ "O-08 ESC", STR_INIT("/x\x1b[2J\r\n"), false, GOPHER_BAD,
	    STR_INIT("/x\x1b[2J"), STR_INIT("") },
	{ "O-08 DEL", STR_INIT("\x7f\r\n"), false, GOPHER_BAD,
	    STR_INIT("\x7f"), STR_INIT("") },
	{ "O-08 CR inside", STR_INIT("a\rb\r\n"), false, GOPHER_BAD,
	    STR_INIT("a\rb"), STR_INIT("") },
	{ "O-08 UTF-8", STR_INIT("/\xdc\r\n"), false, GOPHER_BAD,
	    STR_INIT("/\xdc"), STR_INIT("") },
	{ "rule 6 in a later field", STR_INIT("a\tb\tc\x01\r\n"), false,
	    GOPHER_BAD, STR_INIT("a"), STR_INIT("b") },
	{ "words may be Latin-1", STR_INIT("s\tcaf\xe9\r\n"), false,
	    GOPHER_LINE, STR_INIT("s"), STR_INIT("caf\xe9") },
	{ "O-51 at the first byte", STR_INIT("\x16"), false, GOPHER_TLS,
	    STR_INIT(""), STR_INIT("") },
	{ "O-51", STR_INIT("\x16\x03\x01\r\n"), false, GOPHER_TLS,
	    STR_INIT(""), STR_INIT("") },
};

static void
frames_requests(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(framing) / sizeof(framing[0]); i++) {
		struct gopher_request got = { .has_words = false };

		check_row(gopher_request_line(framing[i].in, framing[i].ended,
			      &got) == framing[i].want,
		    framing[i].why);
		assert_str(got.selector, framing[i].selector);
		assert_str(got.words, framing[i].words);
	}
}

static enum gopher_line
verdict_with(char c, size_t at)
{
	char line[] = "a\tb\tc\td\r\n";
	struct gopher_request got;

	line[at] = c;
	return gopher_request_line((struct str){ line, sizeof(line) - 1 },
	    false, &got);
}

/* In any of the fields; LF is the end, and 16 at the start is TLS. */
static void
rule6_no_control_byte_anywhere(void **state)
{
	(void)state;
	for (size_t at = 0; at < 7; at += 2) {
		for (char c = '\0'; c < 0x7f; c++) {
			bool legal = c >= ' ' || c == '\t' || c == '\n';

			if (at > 0 || c != '\x16')
				assert_int_equal(verdict_with(c, at),
				    legal ? GOPHER_LINE : GOPHER_BAD);
		}
		assert_int_equal(verdict_with('\x7f', at), GOPHER_BAD);
	}
}

static void
tells_an_empty_field_from_none(void **state)
{
	struct gopher_request got;

	(void)state;
	assert_int_equal(gopher_request_line(STR("a\t\r\n"), false, &got),
	    GOPHER_LINE); /* rule 9 */
	assert_true(got.has_words && got.words.len == 0);
	assert_int_equal(gopher_request_line(STR("a\r\n"), false, &got),
	    GOPHER_LINE);
	assert_false(got.has_words);
}

static void
bounds_the_line(void **state)
{
	char in[GOPHER_LINE_MAX + 100];
	struct gopher_request got;

	(void)state;
	memset(in, 'a', sizeof(in));
	in[5] = '\0'; /* O-05: too long comes before bad, at any cut */
	assert_int_equal(GOPHER_MORE,
	    gopher_request_line((struct str){ in, GOPHER_LINE_MAX - 1 }, false,
		&got));
	assert_int_equal(GOPHER_LONG,
	    gopher_request_line((struct str){ in, GOPHER_LINE_MAX }, false,
		&got));
	in[GOPHER_LINE_MAX] = '\n';
	assert_int_equal(GOPHER_LONG,
	    gopher_request_line((struct str){ in, sizeof(in) }, true, &got));
	in[GOPHER_LINE_MAX - 1] = '\n';
	in[5] = 'a';
	assert_int_equal(GOPHER_LINE,
	    gopher_request_line((struct str){ in, sizeof(in) }, false, &got));
	assert_int_equal(got.selector.len, GOPHER_LINE_MAX - 1);
}

static const struct {
	const char *why;
	char type;
	uint16_t port;
	struct str text, selector, host;
	struct str want;
} items[] = {
	{ "O-10", '1', 70, STR_INIT("News"), STR_INIT("/news"),
	    STR_INIT("h.example"),
	    STR_INIT("1News\t/news\th.example\t70\r\n") },
	{ "O-13", '0', 65535, STR_INIT("a\tb\r\nc\0d"), STR_INIT("/\t\n"),
	    STR_INIT("h\r"), STR_INIT("0a b  c d\t/  \th \t65535\r\n") },
	{ "O-13 in the type", '\n', 1, STR_INIT("x"), STR_INIT(""),
	    STR_INIT("h"), STR_INIT(" x\t\th\t1\r\n") },
	{ "rule 28 C1", 'i', 1, STR_INIT("a\xc2\x9b"
					 "2J\x1b[m"),
	    STR_INIT(""),
	    STR_INIT("h"), STR_INIT("ia 2J [m\t\th\t1\r\n") },
	{ "O-10 empty host", '1', 70, STR_INIT(""), STR_INIT(""), STR_INIT(""),
	    STR_INIT("1\t\terror.host\t70\r\n") },
	{ "another server's selector", '1', 70, STR_INIT("\xc3\xa9"),
	    STR_INIT("/caf\xe9"), STR_INIT("h"),
	    STR_INIT("1\xc3\xa9\t/caf\xe9\th\t70\r\n") },
};

static void
writes_items(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
		struct buf out;

		buf_init(&out);
		gopher_item(&out, items[i].type, items[i].text,
		    items[i].selector, items[i].host, items[i].port);
		check_row(str_eq(buf_str(&out), items[i].want), items[i].why);
		buf_release(&out);
	}
}

static void
writes_info_lines_and_the_end(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	gopher_info(&out, STR("Hello"));
	gopher_info(&out, STR(""));
	gopher_end(&out);
	assert_str(buf_str(&out), /* O-15, O-16, O-37 */
	    STR("iHello\t\tnull.host\t1\r\ni\t\tnull.host\t1\r\n.\r\n"));
	buf_release(&out);
}

static void
writes_errors(void **state)
{
	struct str wide = STR("\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc\xa2\xe6\xbc"
			      "\xa2 234567890 234567890 234567890 234567890 "
			      "234567890 234567890");
	struct str shown, rest;
	struct buf out;

	(void)state;
	buf_init(&out);
	gopher_error(&out, STR("Not found"));
	assert_str(buf_str(&out), /* O-43 */
	    STR("3Not found\t\terror.host\t1\r\n.\r\n"));
	buf_clear(&out);
	gopher_error(&out, wide); /* rule 21: columns, not bytes */
	assert_true(str_cut(buf_str(&out), '\t', &shown, &rest));
	assert_int_equal(utf8_width(str_skip(shown, 1)), GOPHER_WIDTH);
	buf_release(&out);
}

static const struct {
	const char *why;
	struct str url;
	bool valid;
	char type;
	uint16_t port;
	struct str selector;
	struct str host;
} urls[] = {
	{ "O-23", STR_INIT("gopher://h:7070/0/a.txt"), true, '0', 7070,
	    STR_INIT("/a.txt"), STR_INIT("h") },
	{ "O-23 no path", STR_INIT("gopher://h"), true, '1', 70, STR_INIT(""),
	    STR_INIT("h") },
	{ "O-23 root", STR_INIT("gopher://h/"), true, '1', 70, STR_INIT(""),
	    STR_INIT("h") },
	{ "O-23 type alone", STR_INIT("GOPHER://h/0"), true, '0', 70,
	    STR_INIT(""), STR_INIT("h") },
	{ "O-23 decoded", STR_INIT("gopher://h/0/a%20b%E9"), true, '0', 70,
	    STR_INIT("/a b\xe9"), STR_INIT("h") },
	{ "O-23 search", STR_INIT("gopher://h/7/s%09w"), true, '7', 70,
	    STR_INIT("/s"), STR_INIT("h") },
	{ "O-23 question mark", STR_INIT("gopher://h/7/s?w#f"), true, '7', 70,
	    STR_INIT("/s?w"), STR_INIT("h") },
	{ "first letter is the type", STR_INIT("gopher://h/foo/bar"), true, 'f',
	    70, STR_INIT("oo/bar"), STR_INIT("h") },
	{ "IPv6", STR_INIT("gopher://[::1]/1"), true, '1', 70, STR_INIT(""),
	    STR_INIT("::1") },
	{ "X-14 CRLF", STR_INIT("gopher://h/0a%0D%0Ab"), false, 0, 0,
	    STR_INIT(""), STR_INIT("") },
	{ "NUL", STR_INIT("gopher://h/0%00"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
	{ "TAB as type", STR_INIT("gopher://h/%09a"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
	{ "other scheme", STR_INIT("gemini://h/"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
	{ "gophers has no item", STR_INIT("gophers://h/"), false, 0, 0,
	    STR_INIT(""), STR_INIT("") },
	{ "no host", STR_INIT("gopher:///0a"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
	{ "userinfo", STR_INIT("gopher://u@h/"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
	{ "O-14 port 0", STR_INIT("gopher://h:0/"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
	{ "no URI", STR_INIT("gopher://h/0a b"), false, 0, 0, STR_INIT(""),
	    STR_INIT("") },
};

static void
parses_urls(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		char storage[64];
		struct gopher_target got = { .type = 0 };

		check_row(gopher_url_parse(urls[i].url, storage,
			      sizeof(storage), &got) == urls[i].valid,
		    urls[i].why);
		if (!urls[i].valid) {
			check_row(got.type == 0, urls[i].why);
			continue;
		}
		check_row(got.type == urls[i].type, urls[i].why);
		check_row(got.port == urls[i].port, urls[i].why);
		assert_str(got.selector, urls[i].selector);
		assert_str(got.host, urls[i].host);
	}
}

#define HOST STR_INIT("h.example")

/* type, selector, words, host, port */
static const struct {
	const char *why;
	struct gopher_target target;
	struct str want;
} written[] = {
	{ "O-23", { '0', STR_INIT("/a b?c"), { NULL, 0 }, HOST, 7070 },
	    STR_INIT("gopher://h.example:7070/0/a%20b%3Fc") },
	{ "RFC 4266 2.1 the root", { '1', { NULL, 0 }, { NULL, 0 }, HOST, 70 },
	    STR_INIT("gopher://h.example/") },
	{ "O-23 a type alone", { '7', { NULL, 0 }, { NULL, 0 }, HOST, 70 },
	    STR_INIT("gopher://h.example/7") },
	{ "O-23 words", { '7', STR_INIT("/s"), STR_INIT("a b"), HOST, 70 },
	    STR_INIT("gopher://h.example/7/s%09a%20b") },
	{ "an address",
	    { '1', STR_INIT("x"), { NULL, 0 }, STR_INIT("2001:db8::1"), 70 },
	    STR_INIT("gopher://[2001:db8::1]/1x") },
	{ "bytes", { ';', STR_INIT("\xe9%"), { NULL, 0 }, HOST, 70 },
	    STR_INIT("gopher://h.example/;%E9%25") },
};

/* What is written is read as what it was. */
static void
writes_urls(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(written); i++) {
		const struct gopher_target *want = &written[i].target;
		struct gopher_target got = { .type = 0 };
		char storage[64];
		struct buf out;

		buf_init(&out);
		gopher_url_write(&out, want);
		assert_str(buf_str(&out), written[i].want);
		check_row(gopher_url_parse(buf_str(&out), storage,
			      sizeof(storage), &got),
		    written[i].why);
		check_row(got.type == want->type, written[i].why);
		check_row(got.port == want->port, written[i].why);
		assert_str(got.selector, want->selector);
		assert_str(got.words, want->words);
		assert_str(got.host, want->host);
		buf_release(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_requests),
		cmocka_unit_test(rule6_no_control_byte_anywhere),
		cmocka_unit_test(tells_an_empty_field_from_none),
		cmocka_unit_test(bounds_the_line),
		cmocka_unit_test(writes_items),
		cmocka_unit_test(writes_info_lines_and_the_end),
		cmocka_unit_test(writes_errors),
		cmocka_unit_test(parses_urls),
		cmocka_unit_test(writes_urls),
	};

	return cmocka_run_group_tests_name("gopher", tests, NULL, NULL);
}
