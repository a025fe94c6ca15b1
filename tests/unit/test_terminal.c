/* SPDX-License-Identifier: ISC */
#include "app/terminal.h"

#include <stdlib.h>

#include "unit/unit.h"

/* What comes out of pieces, each an argument of terminal_write. */
static void
assert_shown(bool guarded, const struct str *pieces, size_t count,
    struct str want)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);
	struct terminal t;

	assert_non_null(out);
	terminal_init(&t, out, guarded);
	for (size_t i = 0; i < count; i++)
		terminal_write(&t, pieces[i]);
	assert_true(terminal_end(&t));
	fclose(out);
	assert_str(((struct str){ text, len }), want);
	free(text);
}

static const struct {
	const char *why;
	struct str in, want;
} rows[] = {
	{ "plain", STR_INIT("a\nb\n"), STR_INIT("a\nb\n") },
	{ "TAB stays", STR_INIT("1a\t/\th\t70\r\n"),
	    STR_INIT("1a\t/\th\t70\n") },
	{ "X-18 escape", STR_INIT("\x1b]0;x\x07\n"),
	    STR_INIT("\\x1b]0;x\\x07\n") },
	{ "CR inside a line", STR_INIT("a\rb\n"), STR_INIT("a\\x0db\n") },
	{ "no line end at the end", STR_INIT("abc"), STR_INIT("abc") },
	{ "UTF-8", STR_INIT("\xc3\xa9\xe4\xb8\xad\n"),
	    STR_INIT("\xc3\xa9\xe4\xb8\xad\n") },
	{ "invalid", STR_INIT("\xff\n"), STR_INIT("\\xff\n") },
	{ "cut character at the end", STR_INIT("\xe4\xb8"),
	    STR_INIT("\\xe4\\xb8") },
};

static void
terminal_is_guarded(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_shown(true, &rows[i].in, 1, rows[i].want);
}

static void
file_gets_the_bytes_as_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_shown(false, &rows[i].in, 1, rows[i].in);
}

static void
pieces_make_no_difference(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct str bytes[32];

		assert_true(rows[i].in.len <= 32);
		for (size_t k = 0; k < rows[i].in.len; k++)
			bytes[k] = str_take(str_skip(rows[i].in, k), 1);
		assert_shown(true, bytes, rows[i].in.len, rows[i].want);
	}
}

/* Wherever the store is full, a character in two halves stays one. */
static void
long_line_keeps_its_characters(void **state)
{
	(void)state;
	for (size_t shift = 0; shift < 3; shift++) {
		char text[3 * 4096];
		struct str all = { text, shift };

		memset(text, 'x', shift);
		for (; all.len + 3 <= sizeof(text); all.len += 3)
			memcpy(text + all.len, "\xe4\xb8\xad", 3);
		assert_shown(true, &all, 1, all);
	}
}

static void
a_full_disk_is_noticed_before_the_end(void **state)
{
	static const char much[64 * 1024];
	FILE *full = fopen("/dev/full", "w");
	struct terminal t;

	(void)state;
	if (full == NULL)
		skip();
	terminal_init(&t, full, false);
	assert_false(terminal_failed(&t));
	terminal_write(&t, (struct str){ much, sizeof(much) });
	assert_true(terminal_failed(&t));
	assert_false(terminal_end(&t));
	fclose(full);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terminal_is_guarded),
		cmocka_unit_test(file_gets_the_bytes_as_they_are),
		cmocka_unit_test(pieces_make_no_difference),
		cmocka_unit_test(long_line_keeps_its_characters),
		cmocka_unit_test(a_full_disk_is_noticed_before_the_end),
	};

	return cmocka_run_group_tests_name("terminal", tests, NULL, NULL);
}
