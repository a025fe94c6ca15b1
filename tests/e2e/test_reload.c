/* SPDX-License-Identifier: ISC */
/* Pages that change while they are served. */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/start.h"
#include "e2e/wire.h"
#include "proto/origin.h"
#include "unit/remove_tree.h"

#define LIMIT_MS 20000
#define HALF_WAY_MS 400
#define IN_A_ROW 8 /* connections: each worker has taken some of so many */

#define HEAD "# Ada Lovelace\n\n## About\n\n"
#define OLD HEAD "The old words.\n"
#define NEW HEAD "The new words.\n"
#define NEWER HEAD "The words after them.\n"
#define BROKEN NEWER "\n```\nnever closed\n"

static const struct source sources[] = {
	{ "profile.txt", OLD },
	{ "../web/paper.txt", "The old paper.\n" },
};

static void
put_path(const struct server *s, const char *name, char path[160])
{
	snprintf(path, 160, "%s/%s", s->folder, name);
}

static void
put(const struct server *s, const char *name, const char *text)
{
	char path[160];
	FILE *file;

	put_path(s, name, path);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static bool
shows(const struct server *s, enum view v, const char *path, const char *text)
{
	const struct wire_kind kind = v == VIEW_GEMINI ? wire_gemini(s)
						       : wire_gopher(s);
	struct str heard;
	char request[256];
	struct wire w;
	bool found;

	snprintf(request, sizeof(request), "%s%s\r\n",
	    v == VIEW_GEMINI ? "gemini://localhost" : "", path);
	wire_ask(&w, &kind, str_of(request));
	assert_int_equal(w.end, WIRE_ENDED);
	heard = wire_heard(&w);
	found = str_find(heard, str_of(text)) < heard.len;
	wire_close(&w);
	return found;
}

static bool
both_show(const struct server *s, const char *path, const char *text)
{
	return shows(s, VIEW_GEMINI, path, text) &&
	       shows(s, VIEW_GOPHER, path, text);
}

/* Until both protocols do, whichever worker answers; how long that took. */
static int64_t
wait_for(const struct server *s, const char *path, const char *text)
{
	const int64_t start = now_ms();
	int64_t first = start;

	for (int in_a_row = 0; in_a_row < IN_A_ROW; in_a_row++) {
		if (now_ms() > start + LIMIT_MS)
			fail_msg("%s without \"%s\"", path, text);
		if (!both_show(s, path, text)) {
			in_a_row = -1;
			first = now_ms();
		}
	}
	return first - start;
}

static void
wait_for_log(const struct server *s, const char *text)
{
	const int64_t latest = now_ms() + LIMIT_MS;

	while (!server_log_says(s, text)) {
		if (now_ms() > latest)
			fail_msg("no \"%s\" in the log", text);
		pause_ms(10);
	}
}

static int
make(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	return 0;
}

static int
end(void **state)
{
	server_stop(*state);
	server_remove(*state);
	return 0;
}

static void
a_changed_page_is_served(void **state)
{
	struct server *s = *state;
	int64_t ms;

	server_start(s);
	assert_true(both_show(s, "/about", "The old words."));
	put(s, "capsule/profile.txt", NEW);
	ms = wait_for(s, "/about", "The new words.");
	print_message("a change is served after %d ms\n", (int)ms);
	assert_true(server_log_says(s, "capsule: rebuilt in "));
	put(s, "capsule/more.txt", "A new file.\n");
	wait_for(s, "/more.txt", "A new file.");
}

/* However long it takes to be written. */
static void
half_a_page_is_not_served(void **state)
{
	struct server *s = *state;
	char path[160];
	int64_t until;
	int fd;

	server_start(s);
	put_path(s, "capsule/profile.txt", path);
	fd = open(path, O_WRONLY | O_TRUNC);
	assert_true(fd >= 0);
	assert_true(write(fd, HEAD, strlen(HEAD)) > 0);
	for (until = now_ms() + HALF_WAY_MS; now_ms() < until;)
		assert_true(both_show(s, "/about", "The old words."));
	assert_true(write(fd, "The new words.\n", 15) > 0);
	close(fd);
	wait_for(s, "/about", "The new words.");
}

static void
x36_an_error_keeps_what_was_served(void **state)
{
	struct server *s = *state;

	server_start(s);
	put(s, "capsule/profile.txt", BROKEN);
	wait_for_log(s, "capsule: not rebuilt: 1 error");
	assert_true(server_log_says(s, "[open-fence]"));
	assert_true(both_show(s, "/about", "The old words."));
	put(s, "capsule/profile.txt", NEWER);
	wait_for(s, "/about", "The words after them.");
}

static void
what_is_mounted_changes_too(void **state)
{
	struct server *s = *state;

	server_run_host(s, "", "[mount /papers]\nroot = web\n");
	assert_true(both_show(s, "/papers/paper.txt", "The old paper."));
	put(s, "web/paper.txt", "The new paper.\n");
	wait_for(s, "/papers/paper.txt", "The new paper.");
}

static void
sighup_looks_at_all(void **state)
{
	struct server *s = *state;

	server_start(s);
	kill(s->pid, SIGHUP);
	wait_for_log(s, "nothing new");
	assert_true(both_show(s, "/about", "The old words."));
}

/* What was served of a folder that is gone is; one in its place is taken. */
static void
x36_a_folder_may_be_gone(void **state)
{
	struct server *s = *state;
	char path[160];

	server_start(s);
	put_path(s, "capsule", path);
	assert_int_equal(remove_tree(path), 0);
	wait_for_log(s, "capsule: the folder is gone");
	assert_true(both_show(s, "/about", "The old words."));
	assert_int_equal(mkdir(path, 0755), 0);
	put(s, "capsule/profile.txt", NEW);
	wait_for(s, "/about", "The new words.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_changed_page_is_served, make,
		    end),
		cmocka_unit_test_setup_teardown(half_a_page_is_not_served,
		    make, end),
		cmocka_unit_test_setup_teardown(
		    x36_an_error_keeps_what_was_served, make, end),
		cmocka_unit_test_setup_teardown(what_is_mounted_changes_too,
		    make, end),
		cmocka_unit_test_setup_teardown(sighup_looks_at_all, make,
		    end),
		cmocka_unit_test_setup_teardown(x36_a_folder_may_be_gone, make,
		    end),
	};

	return cmocka_run_group_tests_name("reload", tests, NULL, NULL);
}
