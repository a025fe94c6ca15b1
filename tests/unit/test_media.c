/* SPDX-License-Identifier: ISC */
#include "site/media.h"

#include <stdlib.h>

#include "unit/unit.h"

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"

static struct media
media_of(struct media_guess *g, struct arena *a, struct str name,
    struct str bytes)
{
	return media_named(a, media_type(g, name, bytes), scan_bytes(bytes));
}

struct guess_row {
	const char *why;
	struct str name;
	struct str bytes;
	struct str type;
	char item;
};

/* The types of all of them, by their bytes or else without. */
static void
check_guesses(const struct guess_row *rows, size_t count, bool by_bytes)
{
	struct media_guess g;
	struct arena a;

	arena_init(&a);
	media_init(&g);
	for (size_t i = 0; i < count; i++) {
		struct media m =
		    media_of(&g, &a, rows[i].name, rows[i].bytes);

		check_row(str_eq(m.type, rows[i].type), rows[i].why);
		check_row(m.item == rows[i].item, rows[i].why);
		check_row(media_is_known(rows[i].name) == !by_bytes,
		    rows[i].why);
		check_row(strchr("09Ihs", m.item) != NULL, "rule 35");
	}
	assert_true(g.tried == by_bytes);
	media_release(&g);
	arena_release(&a);
}

static const struct guess_row suffixed[] = {
	{ "M-01 gmi", STR_INIT("a.gmi"), STR_INIT("# A\n"),
	    STR_INIT("text/gemini; charset=utf-8"), '0' },
	{ "M-01 gemini", STR_INIT("a.gemini"), STR_INIT("# A\n"),
	    STR_INIT("text/gemini; charset=utf-8"), '0' },
	{ "M-11 txt", STR_INIT("d/a.txt"), STR_INIT("a"),
	    STR_INIT("text/plain; charset=utf-8"), '0' },
	{ "M-11 md", STR_INIT("a.md"), STR_INIT("a"),
	    STR_INIT("text/markdown; charset=utf-8"), '0' },
	{ "O-27 a map", STR_INIT("d/gophermap"), STR_INIT("a\tb\n"),
	    STR_INIT("text/plain; charset=utf-8"), '0' },
	{ "O-27 one with a name", STR_INIT("a.gophermap"), STR_INIT("a\n"),
	    STR_INIT("text/plain; charset=utf-8"), '0' },
	{ "O-27 the other kind", STR_INIT("index.gph"), STR_INIT("a\n"),
	    STR_INIT("text/plain; charset=utf-8"), '0' },
	{ "M-11 Atom", STR_INIT("feed.atom"), STR_INIT("<feed/>"),
	    STR_INIT("application/atom+xml"), '9' },
	{ "M-11 gempub", STR_INIT("a.gpub"), STR_INIT("PK"),
	    STR_INIT("application/gpub+zip"), '9' },
	{ "M-04 no charset that is not true", STR_INIT("a.txt"),
	    STR_INIT("caf\xe9"), STR_INIT("text/plain"), '0' },
	{ "M-04 nothing is valid UTF-8", STR_INIT("a.txt"), { NULL, 0 },
	    STR_INIT("text/plain; charset=utf-8"), '0' },
	{ "M-04 bytes with a NUL are no text", STR_INIT("a.txt"),
	    STR_INIT("a\0b\0"), STR_INIT("text/plain"), '0' },
	{ "M-10 no charset on binary types", STR_INIT("a.pdf"),
	    STR_INIT("%PDF-1.7"), STR_INIT("application/pdf"), '9' },
	{ "letter case", STR_INIT("A.PDF"), STR_INIT("%PDF-1.7"),
	    STR_INIT("application/pdf"), '9' },
	{ "O-21 HTML", STR_INIT("a.htm"), STR_INIT("<p>"),
	    STR_INIT("text/html; charset=utf-8"), 'h' },
	{ "O-21 image", STR_INIT("a.b.jpeg"), STR_INIT("\xff\xd8"),
	    STR_INIT("image/jpeg"), 'I' },
	{ "GIF is I: all clients know it", STR_INIT("a.gif"),
	    STR_INIT("GIF89a"), STR_INIT("image/gif"), 'I' },
	{ "O-21 sound", STR_INIT("a.opus"), STR_INIT("OggS"),
	    STR_INIT("audio/ogg"), 's' },
	{ "the suffix wins over the bytes", STR_INIT("a.bib"),
	    STR_INIT("%PDF-1.7"), STR_INIT("text/x-bibtex; charset=utf-8"),
	    '0' },
	{ "ASCII armour", STR_INIT("me.asc"), STR_INIT("-----BEGIN PGP"),
	    STR_INIT("text/plain; charset=utf-8"), '0' },
};

static void
suffixes_need_no_libmagic(void **state)
{
	(void)state;
	check_guesses(suffixed, COUNT(suffixed), false);
}

static const struct guess_row bare[] = {
	{ "M-08 no suffix", STR_INIT("files/figure"), STR_INIT(PNG),
	    STR_INIT("image/png"), 'I' },
	{ "M-08 unknown suffix", STR_INIT("a.figure"), STR_INIT(PNG),
	    STR_INIT("image/png"), 'I' },
	{ "M-08 the dot of a folder is no suffix's", STR_INIT("a.pdf/figure"),
	    STR_INIT(PNG), STR_INIT("image/png"), 'I' },
	{ "M-09 us-ascii may become utf-8", STR_INIT("README"),
	    STR_INIT("Read me first, please.\n"),
	    STR_INIT("text/plain; charset=utf-8"), '0' },
	{ "M-09 inode/x-empty", STR_INIT("empty"), { NULL, 0 },
	    STR_INIT("application/octet-stream"), '9' },
	{ "M-08 unknown bytes", STR_INIT("x"), STR_INIT("\1\2\xfe\xff\3"),
	    STR_INIT("application/octet-stream"), '9' },
};

static void
bytes_decide_without_a_suffix(void **state)
{
	(void)state;
	check_guesses(bare, COUNT(bare), true);
}

static void
a_machine_without_magic_tables_still_answers(void **state)
{
	struct media_guess g;
	struct arena a;
	struct media m;

	(void)state;
	arena_init(&a);
	media_init(&g);
	setenv("MAGIC", "/nonexistent/magic", 1);
	m = media_of(&g, &a, STR("figure"), STR(PNG));
	assert_str(m.type, STR("application/octet-stream"));
	assert_int_equal(m.item, '9');
	m = media_of(&g, &a, STR("a.txt"), STR("a"));
	assert_str(m.type, STR("text/plain; charset=utf-8"));
	unsetenv("MAGIC");
	media_release(&g);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(suffixes_need_no_libmagic),
		cmocka_unit_test(bytes_decide_without_a_suffix),
		cmocka_unit_test(a_machine_without_magic_tables_still_answers),
	};

	return cmocka_run_group_tests_name("media", tests, NULL, NULL);
}
