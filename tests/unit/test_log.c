/* SPDX-License-Identifier: ISC */
#include "base/log.h"

#include <unistd.h>

#include "unit/unit.h"

static const struct {
	const char *why;
	struct str text, want;
} rows[] = {
	{ "plain", STR_INIT("GET /a~b"), STR_INIT("GET /a~b") },
	{ "nothing", STR_INIT(""), STR_INIT("") },
	{ "UTF-8 stays", STR_INIT("\xc3\xa9\xe4\xb8\xad"),
	    STR_INIT("\xc3\xa9\xe4\xb8\xad") },
	{ "X-18 terminal escape", STR_INIT("\x1b[2Jx"), STR_INIT("\\x1b[2Jx") },
	{ "X-18 forged line", STR_INIT("a\r\nvitae: b"),
	    STR_INIT("a\\x0d\\x0avitae: b") },
	{ "TAB", STR_INIT("a\tb"), STR_INIT("a\\x09b") },
	{ "NUL", STR_INIT("a\0b"), STR_INIT("a\\x00b") },
	{ "DEL", STR_INIT("\x7f"), STR_INIT("\\x7f") },
	{ "C1 as UTF-8: CSI", STR_INIT("\xc2\x9b"
				       "2J"),
	    STR_INIT("\\xc2\\x9b2J") },
	{ "C1 as a raw byte", STR_INIT("\x9b"), STR_INIT("\\x9b") },
	{ "invalid bytes, one by one", STR_INIT("a\xff\xe4\xb8z"),
	    STR_INIT("a\\xff\\xe4\\xb8z") },
	{ "overlong", STR_INIT("\xc0\xaf"), STR_INIT("\\xc0\\xaf") },
	{ "line separator", STR_INIT("\xe2\x80\xa8"),
	    STR_INIT("\\xe2\\x80\\xa8") },
	{ "right-to-left override", STR_INIT("\xe2\x80\xae"),
	    STR_INIT("\\xe2\\x80\\xae") },
};

static void
unprintable_is_escaped(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&out);
		log_escape(&out, rows[i].text);
		check_row(str_eq(buf_str(&out), rows[i].want), rows[i].why);
	}
	buf_release(&out);
}

/* What log_line wrote, by way of a pipe in the place of standard error. */
static struct str
logged(const char *text, char *storage, size_t size)
{
	int ends[2];
	int kept = dup(STDERR_FILENO);
	ssize_t got;

	assert_true(kept >= 0);
	assert_int_equal(pipe(ends), 0);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	log_line("<%s>", text);
	assert_true(dup2(kept, STDERR_FILENO) >= 0);
	close(ends[1]);
	close(kept);
	got = read(ends[0], storage, size);
	close(ends[0]);
	assert_true(got >= 0);
	return (struct str){ storage, (size_t)got };
}

static void
line_is_one_line(void **state)
{
	char storage[256];

	(void)state;
	assert_str(logged("a\nb\x1b", storage, sizeof(storage)),
	    STR("vitae: <a\\x0ab\\x1b>\n"));
}

/* The worst case: each byte becomes four, and the line still ends. */
static void
long_line_is_cut_and_still_ends(void **state)
{
	char text[5000];
	char storage[16384];
	struct str got;

	(void)state;
	memset(text, '\x01', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	got = logged(text, storage, sizeof(storage));
	assert_true(str_starts(got, STR("vitae: <\\x01\\x01")));
	assert_true(str_ends(got, STR("\\x01\n")));
	assert_true(got.len < 8100);
	assert_int_equal(str_index(got, '\n'), got.len - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unprintable_is_escaped),
		cmocka_unit_test(line_is_one_line),
		cmocka_unit_test(long_line_is_cut_and_still_ends),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
