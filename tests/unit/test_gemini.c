/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "proto/gemini.h"

static const struct {
	const char *why;
	struct str in;
	enum gemini_line want;
	struct str line;
} framing[] = {
	{ "G-01", STR_INIT("gemini://h/\r\n"), GEMINI_LINE,
	    STR_INIT("gemini://h/") },
	{ "G-05 LF alone ends nothing", STR_INIT("gemini://h/\n"), GEMINI_MORE,
	    STR_INIT("") },
	{ "G-05 a CRLF behind it", STR_INIT("gemini://h/\n\r\n"), GEMINI_LINE,
	    STR_INIT("gemini://h/\n") },
	{ "G-06 CR inside", STR_INIT("gemini://h/\rb\r\n"), GEMINI_BAD,
	    STR_INIT("") },
	{ "G-06 two CRs", STR_INIT("gemini://h/\r\r\n"), GEMINI_BAD,
	    STR_INIT("") },
	{ "G-07 LF still on its way", STR_INIT("gemini://h/\r"), GEMINI_MORE,
	    STR_INIT("") },
	{ "G-07 nothing yet", STR_INIT(""), GEMINI_MORE, STR_INIT("") },
	{ "G-08 bytes behind", STR_INIT("a\r\nb\r\n"), GEMINI_LINE,
	    STR_INIT("a") },
	{ "G-09", STR_INIT("\r\n"), GEMINI_LINE, STR_INIT("") },
	{ "G-13 NUL ends nothing", STR_INIT("a\0b\r\n"), GEMINI_LINE,
	    STR_INIT("a\0b") },
};

static void
frames_requests(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(framing) / sizeof(framing[0]); i++) {
		struct str line = STR("");

		check_row(gemini_request_line(framing[i].in, &line) ==
			      framing[i].want,
		    framing[i].why);
		assert_str(line, framing[i].line);
	}
}

static void
bounds_the_line(void **state)
{
	char in[GEMINI_LINE_MAX + 100];
	struct str line;

	(void)state;
	memset(in, '0', sizeof(in));
	assert_int_equal(GEMINI_MORE, /* G-02: CRLF may still follow */
	    gemini_request_line((struct str){ in, 1024 }, &line));
	assert_int_equal(GEMINI_BAD, /* G-04: at once */
	    gemini_request_line((struct str){ in, 1025 }, &line));
	assert_int_equal(GEMINI_BAD,
	    gemini_request_line((struct str){ in, sizeof(in) }, &line));
	in[1024] = '\r';
	assert_int_equal(GEMINI_MORE,
	    gemini_request_line((struct str){ in, 1025 }, &line));
	in[1025] = '\n';
	assert_int_equal(GEMINI_LINE, /* G-02 */
	    gemini_request_line((struct str){ in, 1026 }, &line));
	assert_int_equal(line.len, 1024);
	in[1024] = '0';
	in[1025] = '\r';
	in[1026] = '\n';
	assert_int_equal(GEMINI_BAD, /* G-03 */
	    gemini_request_line((struct str){ in, 1027 }, &line));
}

static const struct {
	const char *why;
	enum gemini_status status;
	struct str meta;
	struct str want;
} headers[] = {
	{ "G-60", GEMINI_SUCCESS, STR_INIT("text/gemini; lang=en"),
	    STR_INIT("20 text/gemini; lang=en\r\n") },
	{ "G-60 one blank", GEMINI_GONE, STR_INIT(" \tgone "),
	    STR_INIT("52 gone\r\n") },
	{ "D-04", GEMINI_SLOW_DOWN, STR_INIT("17"), STR_INIT("44 17\r\n") },
	{ "G-86", GEMINI_CERTIFICATE, STR_INIT("choose one"),
	    STR_INIT("60 choose one\r\n") },
	{ "G-61 never empty", GEMINI_NOT_FOUND, STR_INIT(""),
	    STR_INIT("51 -\r\n") },
	{ "G-62 C0, DEL", GEMINI_FAILURE, STR_INIT("a\x1b[2J\0b\x7f"),
	    STR_INIT("40 a?[2J?b?\r\n") },
	{ "G-62 C1", GEMINI_FAILURE, STR_INIT("a\xc2\x9b"
					      "2J"),
	    STR_INIT("40 a?2J\r\n") },
	{ "G-62 invalid UTF-8", GEMINI_FAILURE, STR_INIT("\xdc\xc0\xae"),
	    STR_INIT("40 ???\r\n") },
	{ "G-62 BOM", GEMINI_FAILURE, STR_INIT("\xef\xbb\xbfx"),
	    STR_INIT("40 ?x\r\n") },
	{ "G-62 UTF-8 stays", GEMINI_FAILURE, STR_INIT("\xc3\xa9"),
	    STR_INIT("40 \xc3\xa9\r\n") },
	{ "X-14", GEMINI_MOVED, STR_INIT("/dir\r\n20 text/plain\r\n\r\nx"),
	    STR_INIT("31 /dir??20 text/plain????x\r\n") },
};

static void
cleans_headers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
		struct buf out;

		buf_init(&out);
		gemini_header(&out, headers[i].status, headers[i].meta);
		check_row(str_eq(buf_str(&out), headers[i].want),
		    headers[i].why);
		buf_release(&out);
	}
}

static void
cuts_headers_in_whole_characters(void **state)
{
	char meta[GEMINI_META_MAX + 2];
	struct buf out;

	(void)state;
	memset(meta, 'a', sizeof(meta));
	meta[GEMINI_META_MAX - 1] = '\xc3';
	meta[GEMINI_META_MAX] = '\xa9';
	buf_init(&out);
	gemini_header(&out, GEMINI_FAILURE, (struct str){ meta, sizeof(meta) });
	/* D-03: the two bytes of the last character do not fit. */
	assert_int_equal(out.len, 3 + GEMINI_META_MAX - 1 + 2);
	assert_true(str_ends(buf_str(&out), STR("a\r\n")));
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(frames_requests),
		cmocka_unit_test(bounds_the_line),
		cmocka_unit_test(cleans_headers),
		cmocka_unit_test(cuts_headers_in_whole_characters),
	};

	return cmocka_run_group_tests_name("gemini", tests, NULL, NULL);
}
