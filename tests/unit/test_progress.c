/* SPDX-License-Identifier: ISC */
#include "app/progress.h"

#include <stdlib.h>

#include "unit/unit.h"

#define ERASE "\r\033[K"

/* Neither a clock nor a terminal can be handed an argument. */
static int64_t time_ms;
static size_t width;

static int64_t
fake_now(void)
{
	return time_ms;
}

static size_t
fake_columns(FILE *out)
{
	(void)out;
	return width;
}

/* A build that anybody looks at, and all that has been written about it. */
struct watched {
	struct progress progress;
	FILE *out;
	char *text;
	size_t len;
};

static void
watched_begin(struct watched *w)
{
	time_ms = 1000;
	width = 80;
	w->out = open_memstream(&w->text, &w->len);
	assert_non_null(w->out);
	progress_begin_on(&w->progress, w->out, fake_now, fake_columns);
}

static void
watched_end(struct watched *w)
{
	fclose(w->out);
	free(w->text);
}

static void
see(struct watched *w, int64_t ms, enum eyes_step step, size_t done, size_t all)
{
	time_ms = 1000 + ms;
	eyes_see(&w->progress.eyes, step, done, all);
}

static void
assert_written(struct watched *w, struct str want)
{
	fflush(w->out);
	assert_str(((struct str){ w->text, w->len }), want);
}

static const struct {
	const char *why;
	enum eyes_step step;
	size_t done, all, columns;
	struct str want;
} lines[] = {
	{ "files, of nobody knows how many", EYES_FILES, 12345, 0, 80,
	    STR_INIT(ERASE "reading: 12,345 files and folders") },
	{ "pages and files, of all", EYES_PAGES, 400, 1200, 80,
	    STR_INIT(ERASE "pages and files: 400 of 1,200") },
	{ "the search", EYES_SEARCH, 0, 0, 80,
	    STR_INIT(ERASE "completing the search") },
	{ "the last column stays free", EYES_SEARCH, 0, 0, 22,
	    STR_INIT(ERASE "completing the search") },
	{ "never as wide as the terminal", EYES_SEARCH, 0, 0, 21,
	    STR_INIT(ERASE) },
	{ "no width at all", EYES_FILES, 1, 0, 0, STR_INIT(ERASE) },
};

static void
a_line_says_how_far_it_is(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct watched w;

		watched_begin(&w);
		width = lines[i].columns;
		see(&w, PROGRESS_DELAY_MS, lines[i].step, lines[i].done,
		    lines[i].all);
		check_row(str_eq(((struct str){ w.text, w.len }),
			      lines[i].want),
		    lines[i].why);
		watched_end(&w);
	}
}

static void
a_short_build_shows_nothing(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w);
	for (int64_t ms = 0; ms < PROGRESS_DELAY_MS; ms++)
		see(&w, ms, ms < 250 ? EYES_FILES : EYES_PAGES, 1, 2);
	progress_end(&w.progress);
	assert_written(&w, STR(""));
	watched_end(&w);
}

/* Told of a thousand times a second, it writes ten times. */
static void
a_line_is_not_written_more_often_than_can_be_read(void **state)
{
	struct watched w;
	struct str text, before;
	size_t lines_seen = 0;

	(void)state;
	watched_begin(&w);
	for (int64_t ms = 0; ms < PROGRESS_DELAY_MS + 1000; ms++)
		see(&w, ms, EYES_FILES, 1, 0);
	fflush(w.out);
	text = (struct str){ w.text, w.len };
	while (str_cut(text, '\r', &before, &text))
		lines_seen++;
	assert_int_equal(lines_seen, 1000 / PROGRESS_EVERY_MS);
	watched_end(&w);
}

static void
a_new_step_does_not_wait(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w);
	see(&w, 500, EYES_FILES, 11, 0);
	see(&w, 501, EYES_FILES, 12, 0);
	see(&w, 502, EYES_SEARCH, 0, 0);
	see(&w, 503, EYES_SEARCH, 0, 0);
	assert_written(&w,
	    STR(ERASE "reading: 11 files and folders" ERASE
		      "completing the search"));
	watched_end(&w);
}

static void
the_line_is_gone_at_the_end(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w);
	see(&w, 600, EYES_SEARCH, 0, 0);
	progress_end(&w.progress);
	progress_end(&w.progress);
	assert_written(&w, STR(ERASE "completing the search" ERASE));
	watched_end(&w);
}

/* The window may get narrow while a line stands in it. */
static void
what_has_no_room_any_more_is_erased(void **state)
{
	struct watched w;

	(void)state;
	watched_begin(&w);
	see(&w, 600, EYES_PAGES, 1, 2);
	width = 10;
	see(&w, 700, EYES_PAGES, 2, 2);
	assert_written(&w, STR(ERASE "pages and files: 1 of 2" ERASE));
	watched_end(&w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_says_how_far_it_is),
		cmocka_unit_test(a_short_build_shows_nothing),
		cmocka_unit_test(
		    a_line_is_not_written_more_often_than_can_be_read),
		cmocka_unit_test(a_new_step_does_not_wait),
		cmocka_unit_test(the_line_is_gone_at_the_end),
		cmocka_unit_test(what_has_no_room_any_more_is_erased),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
