/* SPDX-License-Identifier: ISC */
/*
 * What a build that takes long shows on a terminal, and only there.
 */
#include <pty.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/program.h"
#include "e2e/start.h"

#define LIMIT_S 120
#define PAGES 20000
#define PAGES_PER_FOLDER 500
#define WORDS 20 /* of each: it is the search that takes its time */
#define ERASE "\r\033[K"
#define SERVED "20,041 pages and 1 file (" /* with 40 listings */

static void
write_page(const char *folder, int page)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%d.gmi", folder, page);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "# Page %d\n\nWords of its own:", page);
	for (int word = 0; word < WORDS; word++)
		fprintf(file, " w%d", page * WORDS + word);
	assert_int_equal(fclose(file), 0);
}

static int
setup(void **state)
{
	static const struct source index = { "index.gmi", "# Many pages\n" };
	static struct server s;
	char folder[96];

	server_make(&s, &index, 1);
	for (int page = 0; page < PAGES; page++) {
		snprintf(folder, sizeof(folder), "%s/capsule/%d", s.folder,
		    page / PAGES_PER_FOLDER);
		if (page % PAGES_PER_FOLDER == 0)
			assert_int_equal(mkdir(folder, 0755), 0);
		write_page(folder, page);
	}
	*state = &s;
	return 0;
}

static int
teardown(void **state)
{
	server_remove(*state);
	return 0;
}

/* The shell's standard streams are a terminal of 80 columns. */
static struct ran
run_on_terminal(const char *term, const char *command)
{
	const struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct ran r = { .status = -1 };
	char block[4096];
	int screen, status;
	ssize_t got;
	pid_t pid = forkpty(&screen, NULL, NULL, &size);

	assert_true(pid >= 0);
	if (pid == 0) {
		alarm(LIMIT_S);
		setenv("TERM", term, 1);
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	buf_init(&r.out);
	while ((got = read(screen, block, sizeof(block))) > 0)
		buf_add(&r.out, (struct str){ block, (size_t)got });
	close(screen);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status))
		r.status = WEXITSTATUS(status);
	return r;
}

static struct ran
build_on_terminal(const struct server *s, const char *term)
{
	char command[512];

	snprintf(command, sizeof(command), "exec $VITAE build -o %s/image"
					   " %s/capsule",
	    s->folder, s->folder);
	return run_on_terminal(term, command);
}

/* All of it is pieces that erase the one before, the last of them nothing. */
static void
a_terminal_shows_how_far_it_is_and_is_clean_in_the_end(void **state)
{
	struct ran r = build_on_terminal(*state, "xterm");
	struct str out = buf_str(&r.out);
	struct str end = STR("\r\033[K");
	size_t last = 0;

	assert_int_equal(r.status, 0);
	if (!str_starts(out, end) || !ran_says(&r, " of 40,") ||
	    !ran_says(&r, ERASE "completing the search" ERASE))
		fail_msg("%.*s", STR_ARG(out));
	for (size_t i = 0; i + end.len <= out.len; i++)
		if (str_starts(str_skip(out, i), end))
			last = i + end.len;
	assert_true(str_index(out, '\n') >= last);
	out = str_skip(out, last);
	assert_true(str_find(out, STR(SERVED)) < out.len);
	ran_release(&r);
}

static void
a_terminal_that_cannot_erase_shows_none_of_it(void **state)
{
	struct ran r = build_on_terminal(*state, "dumb");

	assert_false(ran_says(&r, "\033"));
	assert_false(ran_says(&r, "completing"));
	ran_must(r, 0, SERVED);
}

static void
a_pipe_gets_none_of_it(void **state)
{
	const struct server *s = *state;
	struct ran r = run(LIMIT_S, "TERM=xterm $VITAE check %s/capsule",
	    s->folder);

	assert_str(str_take(buf_str(&r.out), 30),
	    STR("0 errors, 0 warnings, 0 hints\n"));
	assert_false(ran_says(&r, "\r"));
	ran_must(r, 0, "\n" SERVED);
}

/* A server that is to be quiet is, also while it builds. */
static void
quiet_is_quiet(void **state)
{
	const struct server *s = *state;
	struct ran r;
	char command[512];

	snprintf(command, sizeof(command),
	    "exec $VITAE serve -n --quiet --gemini none"
	    " --gopher 127.0.0.1:7070 %s/capsule >%s/conf",
	    s->folder, s->folder);
	r = run_on_terminal("xterm", command);
	assert_int_equal(r.status, 0);
	assert_str(buf_str(&r.out), STR(""));
	ran_release(&r);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    a_terminal_shows_how_far_it_is_and_is_clean_in_the_end),
		cmocka_unit_test(a_terminal_that_cannot_erase_shows_none_of_it),
		cmocka_unit_test(a_pipe_gets_none_of_it),
		cmocka_unit_test(quiet_is_quiet),
	};

	return cmocka_run_group_tests_name("progress", tests, setup, teardown);
}
