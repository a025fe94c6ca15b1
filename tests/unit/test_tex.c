/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"
#include "parse/tex.h"
#include "unit/unit.h"

struct row {
	const char *why;
	struct str in;
	struct str want;
};

static const struct row texts[] = {
	{ "G18 plain", STR_INIT("Foo bar"), STR_INIT("Foo bar") },
	{ "G18 accents of a sign",
	    STR_INIT("\\'e \\`a \\^o \\\"u \\~n \\=a \\.z"),
	    STR_INIT("\u00e9 \u00e0 \u00f4 \u00fc \u00f1 \u0101 \u017c") },
	{ "G18 accents of a letter",
	    STR_INIT("\\u{g} \\v{s} \\H{o} \\c{c} \\d{a} \\k{a} \\r{u} \\c s"),
	    STR_INIT("\u011f \u0161 \u0151 \u00e7 \u1ea1 \u0105 "
		     "\u016f \u015f") },
	{ "G18 an accent in braces", STR_INIT("{\\'e}{\\\"{o}}\\'{a}"),
	    STR_INIT("\u00e9\u00f6\u00e1") },
	{ "G18 dotless letters get the accent only",
	    STR_INIT("Garc\\'{\\i}a \\'\\i \\v{\\j}"),
	    STR_INIT("Garc\u00eda \u00ed\u01f0") },
	{ "two accents, the inner one nearer", STR_INIT("\\'{\\^e}"),
	    STR_INIT("\u1ebf") },
	{ "an accent on nothing", STR_INIT("a\\~{}b \\^"),
	    STR_INIT("a~b ^") },
	{ "G18 special letters",
	    STR_INIT("\\ss \\ae{} {\\O} \\aa \\L\\'od\\'z \\i"),
	    STR_INIT("\u00df\u00e6 \u00d8 \u00e5\u0141\u00f3d\u017a \u0131") },
	{ "letters as they are", STR_INIT("Z\u00fcrich"),
	    STR_INIT("Z\u00fcrich") },
	{ "G1 composed", STR_INIT("Zu\u0308rich"), STR_INIT("Z\u00fcrich") },
	{ "G18 dashes", STR_INIT("1--2 a---b c-d"),
	    STR_INIT("1\u20132 a\u2014b c-d") },
	{ "G18 quotes", STR_INIT("``a'' `b' it's"),
	    STR_INIT("\u201ca\u201d 'b' it's") },
	{ "ties and thin spaces", STR_INIT("A.~B\\,C\\ D"),
	    STR_INIT("A. B C D") },
	{ "G18 braces protect, no more", STR_INIT("{V}ideo{GLUE} }{"),
	    STR_INIT("VideoGLUE") },
	{ "signs behind a backslash", STR_INIT("\\& \\% \\$ \\# \\_ \\{\\}"),
	    STR_INIT("& % $ # _ {}") },
	{ "hyphenation points vanish", STR_INIT("data\\-base\\/s"),
	    STR_INIT("databases") },
	{ "fonts vanish", STR_INIT("\\emph{a} {\\it b} \\textbf{c}"),
	    STR_INIT("a b c") },
	{ "an unknown command is told", STR_INIT("\\zzz{a} \\alpha"),
	    STR_INIT("\\zzz a \\alpha") },
	{ "G18 math is left alone", STR_INIT("$O(n^{2})~--$ a~b"),
	    STR_INIT("$O(n^{2})~--$ a b") },
	{ "a dollar of its own", STR_INIT("{5}$ a--b"),
	    STR_INIT("5$ a\u2013b") },
	{ "G18 a URL is no typography",
	    STR_INIT("see \\url{http://a/~b--c\\_d}"),
	    STR_INIT("see http://a/~b--c_d") },
	{ "G18 a link tells both", STR_INIT("\\href{http://a/~b}{the {x}} y"),
	    STR_INIT("the x (http://a/~b) y") },
	{ "a link in a link", STR_INIT("\\href{u}{a \\href{v}{b}}"),
	    STR_INIT("a v b (u)") },
	{ "a link cut short", STR_INIT("\\href{u}{a"), STR_INIT("au") },
	{ "an open group is all there is", STR_INIT("\\url{a{b"),
	    STR_INIT("ab") },
	{ "G1 blanks are one", STR_INIT(" a\n\t b\u00a0 "), STR_INIT("a b") },
	{ "G1 controls and bidi marks go", STR_INIT("a\x01\u202e\xc2\x85z"),
	    STR_INIT("az") },
	{ "X-17 no UTF-8", STR_INIT("a\xff"), STR_INIT("a\ufffd") },
	{ "a backslash at the end", STR_INIT("a\\"), STR_INIT("a\\") },
	{ "nothing", STR_INIT(""), STR_INIT("") },
};

static const struct row addresses[] = {
	{ "G18 as it is", STR_INIT("https://a.org/~b--c?d=e&f#g"),
	    STR_INIT("https://a.org/~b--c?d=e&f#g") },
	{ "TeX's signs", STR_INIT("http://a.org/b\\_c\\%20d{\\~{}}e"),
	    STR_INIT("http://a.org/b_c%20d~e") },
	{ "TeX's tilde", STR_INIT("http://a.org/$\\sim$b{\\textasciitilde}c"),
	    STR_INIT("http://a.org/~b~c") },
	{ "a command around it", STR_INIT("\\url{http://a.org/}"),
	    STR_INIT("http://a.org/") },
	{ "a path with blanks", STR_INIT("a  b's\n c.pdf"),
	    STR_INIT("a b's c.pdf") },
	{ "a price", STR_INIT("a$b"), STR_INIT("a$b") },
};

static void
tex_becomes_text(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct str got = tex_text(&a, texts[i].in);

		if (!str_eq(got, texts[i].want))
			print_error("%s: %.*s\n", texts[i].why, STR_ARG(got));
		check_row(str_eq(got, texts[i].want), texts[i].why);
	}
	arena_release(&a);
}

static void
addresses_stay(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		check_row(str_eq(tex_address(&a, addresses[i].in),
			      addresses[i].want),
		    addresses[i].why);
	assert_str(tex_plain(&a, STR(" a_{b}\\\x02  c")), STR("a_{b}\\ c"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tex_becomes_text),
		cmocka_unit_test(addresses_stay),
	};

	return cmocka_run_group_tests_name("tex", tests, NULL, NULL);
}
