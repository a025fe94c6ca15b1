/* SPDX-License-Identifier: ISC */
#include "site/scan.h"

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str bytes;
	enum scan_kind kind;
} texts[] = {
	{ "nothing", { NULL, 0 }, SCAN_ASCII },
	{ "ASCII", STR_INIT("a\r\n\t~"), SCAN_ASCII },
	{ "characters of two, three and four bytes",
	    STR_INIT("a\xc3\xa4\xe4\xb8\xad\xf0\x9f\x98\x80z"), SCAN_UTF8 },
	{ "one at the end", STR_INIT("abc\xf0\x9f\x98\x80"), SCAN_UTF8 },
	{ "M-04 Latin-1", STR_INIT("caf\xe9 au lait"), SCAN_OTHER },
	{ "M-04 a character that is cut at the end",
	    STR_INIT("abc\xf0\x9f\x98"), SCAN_OTHER },
	{ "M-04 its first byte alone", STR_INIT("abcdef\xc3"), SCAN_OTHER },
	{ "M-04 one cut by another", STR_INIT("\xe4\xb8\xc3\xa4 more"),
	    SCAN_OTHER },
	{ "M-04 a byte that only continues", STR_INIT("a\xc3\xa4\xa4"),
	    SCAN_OTHER },
	{ "M-04 a surrogate", STR_INIT("a\xed\xa0\x80z"), SCAN_OTHER },
	{ "M-04 overlong", STR_INIT("\xe0\x80\xaf and on"), SCAN_OTHER },
	{ "a NUL", STR_INIT("a\0b"), SCAN_BINARY },
	{ "a NUL behind what is no UTF-8", STR_INIT("\xe9zzzzzz\0"),
	    SCAN_BINARY },
	{ "a NUL within a character", STR_INIT("\xf0\x9f\0\x98"),
	    SCAN_BINARY },
};

static void
bytes_are_what_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		check_row(scan_bytes(texts[i].bytes) == texts[i].kind,
		    texts[i].why);
}

/* In pieces of one size, of which the first may be shorter. */
static enum scan_kind
scan_in(struct str bytes, size_t first, size_t each)
{
	struct scan s;

	scan_init(&s);
	scan_add(&s, str_take(bytes, first));
	bytes = str_skip(bytes, first);
	for (; bytes.len > 0; bytes = str_skip(bytes, each))
		scan_add(&s, str_take(bytes, each));
	return scan_end(&s);
}

static void
it_does_not_matter_where_they_are_divided(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++)
		for (size_t each = 1; each <= 6; each++)
			for (size_t first = 0; first <= each; first++)
				check_row(scan_in(texts[i].bytes, first,
					      each) == texts[i].kind,
				    texts[i].why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_what_they_are),
		cmocka_unit_test(it_does_not_matter_where_they_are_divided),
	};

	return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
