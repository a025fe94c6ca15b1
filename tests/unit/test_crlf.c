/* SPDX-License-Identifier: ISC */
#include "site/crlf.h"

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text;
	struct str want;
} rows[] = {
	{ "nothing stays nothing", STR_INIT(""), STR_INIT("") },
	{ "O-30 LF becomes CRLF", STR_INIT("a\nb\n"), STR_INIT("a\r\nb\r\n") },
	{ "O-30 CRLF stays", STR_INIT("a\r\n\r\nb\r\n"),
	    STR_INIT("a\r\n\r\nb\r\n") },
	{ "O-30 the last line gets its end", STR_INIT("a\nb"),
	    STR_INIT("a\r\nb\r\n") },
	{ "O-30 blank lines count", STR_INIT("\n\n"), STR_INIT("\r\n\r\n") },
	{ "rule 18 lone dot", STR_INIT("a\n.\nb\n"),
	    STR_INIT("a\r\n. \r\nb\r\n") },
	{ "rule 18 lone dot at the end", STR_INIT("."), STR_INIT(". \r\n") },
	{ "rule 18 lone dot in CRLF", STR_INIT(".\r\n"), STR_INIT(". \r\n") },
	{ "rule 18 other dots stay", STR_INIT("..\n.x\n"),
	    STR_INIT("..\r\n.x\r\n") },
	{ "a CR within a line is the author's", STR_INIT("a\rb\n"),
	    STR_INIT("a\rb\r\n") },
	{ "UTF-16 is no text in lines", STR_INIT("a\0\n\0"),
	    STR_INIT("a\0\n\0") },
};

static void
lines_end_as_gopher_wants(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(str_eq(crlf_text(&a, rows[i].text, CHARSET_UTF8),
			      rows[i].want),
		    rows[i].why);
	arena_release(&a);
}

static const struct {
	const char *why;
	struct str text;
	struct str latin1;
	struct str ascii;
} spelled[] = {
	{ "ASCII", STR_INIT("a\tb\n"), STR_INIT("a\tb\r\n"),
	    STR_INIT("a\tb\r\n") },
	{ "letters", STR_INIT("Käse, Dvořák\n"),
	    STR_INIT("K\xe4se, Dvor\xe1k\r\n"),
	    STR_INIT("Kase, Dvorak\r\n") },
	{ "a table keeps its columns", STR_INIT("œ│新│\n"),
	    STR_INIT("o|??|\r\n"), STR_INIT("o|??|\r\n") },
	{ "a byte order mark is no letter", STR_INIT("\ufeffa\n"),
	    STR_INIT("a\r\n"), STR_INIT("a\r\n") },
	{ "rule 18 a dot that was none", STR_INIT("…\n"),
	    STR_INIT(". \r\n"), STR_INIT(". \r\n") },
	{ "other bytes are in a charset of the author's",
	    STR_INIT("\xe4 ä\n"), STR_INIT("\xe4 ä\r\n"),
	    STR_INIT("\xe4 ä\r\n") },
	{ "UTF-16 is no text in lines", STR_INIT("\0a\0\n"),
	    STR_INIT("\0a\0\n"), STR_INIT("\0a\0\n") },
};

static void
letters_are_those_of_the_charset(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(spelled); i++) {
		struct str text = spelled[i].text;

		check_row(str_eq(crlf_text(&a, text, CHARSET_LATIN1),
			      spelled[i].latin1),
		    spelled[i].why);
		check_row(str_eq(crlf_text(&a, text, CHARSET_ASCII),
			      spelled[i].ascii),
		    spelled[i].why);
	}
	arena_release(&a);
}

static void
twice_is_once(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(crlf_text(&a, rows[i].want, CHARSET_UTF8).at ==
			      rows[i].want.at,
		    rows[i].why);
	arena_release(&a);
}

/* All that matters to the lines, in every order there is. */
static const char letters[] = { 'a', '.', '\r', '\n' };
#define TEXT_MAX 6

static struct str
nth_text(size_t n, char storage[TEXT_MAX])
{
	size_t len = 0;

	for (; n > 0; n = (n - 1) / COUNT(letters))
		storage[len++] = letters[(n - 1) % COUNT(letters)];
	return (struct str){ storage, len };
}

static void
convert_in_pieces(struct buf *out, struct str text, unsigned cuts)
{
	struct crlf c = { 0 };

	buf_clear(out);
	while (text.len > 0) {
		size_t len = 1;

		while (len < text.len && !(cuts & 1u << (text.len - len)))
			len++;
		crlf_add(&c, out, str_take(text, len));
		text = str_skip(text, len);
	}
	crlf_end(&c, out);
}

/* Cut in every way, and cut at every byte what is longer. */
static void
in_pieces_it_is_the_same_O30(void **state)
{
	char storage[TEXT_MAX];
	struct str text;
	struct arena a;
	struct buf out;

	(void)state;
	arena_init(&a);
	buf_init(&out);
	for (size_t n = 0; (text = nth_text(n, storage)).len < TEXT_MAX; n++) {
		struct str want = crlf_text(&a, text, CHARSET_UTF8);

		for (unsigned cuts = 0; cuts < 1u << TEXT_MAX; cuts += 2) {
			convert_in_pieces(&out, text, cuts);
			assert_str(buf_str(&out), want);
		}
	}
	for (size_t i = 0; i < COUNT(rows) - 1; i++) {
		convert_in_pieces(&out, rows[i].text, ~0u);
		check_row(str_eq(buf_str(&out), rows[i].want), rows[i].why);
	}
	buf_release(&out);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_end_as_gopher_wants),
		cmocka_unit_test(letters_are_those_of_the_charset),
		cmocka_unit_test(twice_is_once),
		cmocka_unit_test(in_pieces_it_is_the_same_O30),
	};

	return cmocka_run_group_tests_name("crlf", tests, NULL, NULL);
}
