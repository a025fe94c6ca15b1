/* SPDX-License-Identifier: ISC */
/* Gemtext to Gopher and back: no word and no link is lost on the way. */
#include "unit/roundtrip_props.h"

#include "base/count.h"
#include "unit/unit.h"

#define TEN "0123456789 "
#define LONG TEN TEN TEN TEN TEN TEN TEN TEN

static const struct {
	const char *why;
	const char *source;
} rows[] = {
	{ "a title, headings and text",
	    "# One\nText.\n## Two\n### Three\nMore.\n" },
	{ "no title", "Text of its own.\n\nMore of it.\n" },
	{ "lists and quotations", "* one\n* two\n\n> three\n>\n> four\n" },
	{ "O-25 lines that are broken", LONG "\n* " LONG "\n> " LONG "\n" },
	{ "O-25 and words", "01234567890123456789012345678901234567890123456789"
			    "012345678901234567890123456789\n" },
	{ "a drawing and its description",
	    "```A cat\n /\\_/\\\n( o.o )\n```\n" },
	{ "code", "```c\nint\nmain(void)\n{\n\treturn 0;\n}\n```\n" },
	{ "own links", "=> b.gmi B\n=> ../c%20d/?x C\n=> / Home\n=> e/ E\n" },
	{ "O-22 links of other protocols",
	    "=> https://w.example/a?b#c Web\n=> mailto:a@b.example Mail\n"
	    "=> gemini://g.example/ Capsule\n=> tel:+123\n" },
	{ "O-23 links to holes",
	    "=> gopher://g.example One\n=> gopher://g.example:71/0a%20b Two\n"
	    "=> gopher://g.example/7/find Find\n"
	    "=> gopher://g.example/g%ff Bytes\n"
	    "=> gopher://[::1]/1x Six\n" },
	{ "O-24 links to terminals and fingers",
	    "=> telnet://a@t.example:6502 Games\n=> tn3270://t.example\n"
	    "=> finger://f.example/me Plan\n=> finger://f.example:80 Plan\n" },
	{ "O-12 a label that goes on below", "=> b.gmi " LONG "\n" },
	{ "what is none", "=> gopher: nowhere\n=> ../../.. above\n=>\n" },
	{ "types that are no links",
	    "=> gopher://g.example/ix One\n=> gopher://g.example/3x Two\n"
	    "=> gopher://g.example/zx Three\n" },
	{ "what would be markup on the other side",
	    "\\!title\n!title\n=name\n-name\n.\n*\n#\n:txt=0\n"
	    "iinfo\tx\ty\t1\n1Dir\t/d\n" },
	{ "Chinese", "# \u6587\u5b57\n\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587"
		     "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587"
		     "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587"
		     "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587"
		     "\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\u4e2d\u6587\n" },
	{ "no final line end, and CRs", "# One\r\n=> b.gmi\r\nEnd" },
	{ "nothing", "" },
};

static void
nothing_is_lost(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *wrong = roundtrip_holds(str_of(rows[i].source));

		if (wrong != NULL)
			fail_msg("%s: %s", rows[i].why, wrong);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost),
	};

	return cmocka_run_group_tests_name("roundtrip", tests, NULL, NULL);
}
