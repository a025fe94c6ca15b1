/* SPDX-License-Identifier: ISC */
#include "site/proof.h"

#include "unit/findings.h"
#include "unit/unit.h"

#define UTF8 STR_INIT("text/plain; charset=utf-8")
#define TEXT STR_INIT("text/plain")
#define BOM "\xef\xbb\xbf"

#define NO_BOM "begins with a byte order mark; save it without one"
#define LONE_CR "a CR without LF; save it with LF or CRLF throughout"
#define MIXED "LF and CRLF; save it with one of them throughout"
#define NUL "a NUL, so it is no text; no charset is stated"
#define NO_UTF8 "not UTF-8, so no charset is stated; convert it"

static const struct {
	const char *why;
	struct str type;
	struct str bytes;
	const char *findings;
} texts[] = {
	{ "nothing at all", UTF8, { NULL, 0 }, "" },
	{ "LF", UTF8, STR_INIT("a\n\nb\n"), "" },
	{ "LF, but at the end", UTF8, STR_INIT("a\nb"), "" },
	{ "CRLF", UTF8, STR_INIT("a\r\n\r\nb\r\n"), "" },
	{ "CRLF, but at the end", UTF8, STR_INIT("a\r\nb"), "" },
	{ "G-67 CRLF, then LF", UTF8, STR_INIT("a\r\nbc\nd\r\n"),
	    "f:2:3: warning: " MIXED " [line-ends]\n" },
	{ "G-67 LF, then CRLF", UTF8, STR_INIT("\na\nb\r\n"),
	    "f:3:3: warning: " MIXED " [line-ends]\n" },
	{ "G-67 CR alone", UTF8, STR_INIT("a\rb\r"),
	    "f:1:2: warning: " LONE_CR " [line-ends]\n" },
	{ "G-67 CR at the end", UTF8, STR_INIT("a\r\nb\r"),
	    "f:2:2: warning: " LONE_CR " [line-ends]\n" },
	{ "G-67 CR in front of CRLF", UTF8, STR_INIT("a\r\r\n"),
	    "f:1:2: warning: " LONE_CR " [line-ends]\n" },
	{ "G-67 CR and a mixture: one finding", UTF8,
	    STR_INIT("a\nb\r\nc\rd\n"),
	    "f:3:2: warning: " LONE_CR " [line-ends]\n" },
	{ "columns are characters", UTF8,
	    STR_INIT("\xc3\xa4\xe4\xb8\xad\r"),
	    "f:1:3: warning: " LONE_CR " [line-ends]\n" },
	{ "G-68 a byte order mark", UTF8, STR_INIT(BOM "a\n"),
	    "f:1:1: warning: " NO_BOM " [bom]\n" },
	{ "G-68 elsewhere it is none", UTF8, STR_INIT("a" BOM "\n"), "" },
	{ "G-67, G-68 both", UTF8, STR_INIT(BOM "\r\n\n"),
	    "f:1:1: warning: " NO_BOM " [bom]\n"
	    "f:2:1: warning: " MIXED " [line-ends]\n" },
	{ "M-04 Latin-1", TEXT, STR_INIT("a\ncaf\xe9\n"),
	    "f:2:4: hint: " NO_UTF8 " [charset]\n" },
	{ "M-04 no UTF-8: lines are anybody's guess", TEXT,
	    STR_INIT("\xff\xfe"
		     "a\r\n\n\r"),
	    "f:1:1: hint: " NO_UTF8 " [charset]\n" },
	{ "M-04 a NUL", TEXT, STR_INIT("a\nb\0c\n"),
	    "f:2:2: hint: " NUL " [charset]\n" },
	{ "M-04 a NUL behind what is no UTF-8", TEXT, STR_INIT("a\xe9\0"),
	    "f:1:2: hint: " NUL " [charset]\n" },
	{ "no text", STR_INIT("application/pdf"),
	    STR_INIT(BOM "\xff\r\n\n\r"), "" },
};

static void
texts_are_doubted_with_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct file file = {
			.path = STR("f"),
			.bytes = texts[i].bytes,
			.media = { texts[i].type, '0' },
			.kind = scan_bytes(texts[i].bytes),
		};
		struct diags d;
		struct arena a;
		struct str got;

		arena_init(&a);
		diags_init(&d, &a);
		proof_file(&file, &d);
		got = findings_printed(&d);
		if (!str_eq(got, str_of(texts[i].findings)))
			fail_msg("%s: %.*s", texts[i].why, STR_ARG(got));
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_doubted_with_a_place),
	};

	return cmocka_run_group_tests_name("proof", tests, NULL, NULL);
}
