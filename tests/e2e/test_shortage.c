/* SPDX-License-Identifier: ISC */
/* What a server does without memory, disk or descriptors to build with. */
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 20000
#define PATH_SIZE 256
#define FULL "/dev/full" /* where no write ever finds room */

static const struct source files[] = {
	{ "index.gmi", "# Here\n" },
};

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, files, COUNT(files));
	*state = &s;
	return 0;
}

static void
save(const struct server *s, const char *name, struct str text)
{
	char path[PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof(path), "%s/capsule/%s", s->folder, name);
	file = fopen(path, "wb");
	assert_non_null(file);
	fwrite(text.at, 1, text.len, file);
	assert_int_equal(fclose(file), 0);
}

static void
must_log(const struct server *s, const char *text)
{
	const int64_t latest = now_ms() + LIMIT_MS;

	while (!server_log_says(s, text) && now_ms() < latest)
		pause_ms(10);
	if (!server_log_says(s, text))
		fail_msg("the log does not say \"%s\"", text);
}

static bool
says_so(const struct wire *w, const char *text)
{
	return str_find(wire_heard(w), str_of(text)) < wire_heard(w).len;
}

static void
must_become(const struct server *s, const char *request, const char *says)
{
	const struct wire_kind kind = wire_gemini(s);
	const int64_t latest = now_ms() + LIMIT_MS;
	struct wire w;

	wire_ask(&w, &kind, str_of(request));
	while (!says_so(&w, says) &&
	       now_ms() < latest) {
		wire_close(&w);
		pause_ms(20);
		wire_ask(&w, &kind, str_of(request));
	}
	assert_true(says_so(&w, says));
	wire_close(&w);
}

static pid_t
builder_of(const struct server *s)
{
	struct ran r = run(LIMIT_S,
	    "for p in $(cat /proc/%d/task/%d/children); do"
	    " grep -qsx vitae-builder /proc/$p/comm && printf %%s $p;"
	    " done; true",
	    (int)s->pid, (int)s->pid);
	uint64_t pid;

	assert_true(str_number(buf_str(&r.out), INT32_MAX, &pid));
	ran_release(&r);
	return (pid_t)pid;
}

static void
limit_builder(const struct server *s, int what, rlim_t most)
{
	struct rlimit limit;
	pid_t builder = builder_of(s);

	assert_int_equal(prlimit(builder, what, NULL, &limit), 0);
	limit.rlim_cur = most;
	assert_int_equal(prlimit(builder, what, &limit, NULL), 0);
}

#if !defined(__SANITIZE_ADDRESS__)
/* A text that takes more to build than there is. */
static void
save_much(const struct server *s)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, STR("# Much\n"));
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, "A line of its own, number %d\n", i);
	save(s, "much.gmi", buf_str(&text));
	buf_release(&text);
}
#endif

static void
a_builder_without_memory_is_replaced(void **state)
{
#if defined(__SANITIZE_ADDRESS__)
	(void)state;
	skip(); /* its shadow is larger than any such limit */
#else
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s);

	limit_builder(s, RLIMIT_AS, 1 << 20);
	save_much(s);
	must_log(s, "vitae: builder ");
	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	must_become(s, "gemini://localhost/much.gmi\r\n", "20 ");
#endif
}

/* A build that can open nothing publishes nothing of what it could not see. */
static void
a_builder_without_descriptors_leaves_what_was_there(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s);

	limit_builder(s, RLIMIT_NOFILE, 3);
	save(s, "index.gmi", STR("# There\n"));
	must_log(s, "what is served of it stays");
	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	limit_builder(s, RLIMIT_NOFILE, 100);
	must_become(s, "gemini://localhost/\r\n", "# There\n");
}

static void
a_log_on_a_full_disk_stops_nobody(void **state)
{
	struct server *s = *state;

	server_run_conf(s, "[log]\nfile = " FULL "\nformat = tab\n");
	for (int i = 0; i < 20; i++)
		must_become(s, "gemini://localhost/\r\n", "20 ");
	save(s, "index.gmi", STR("# Full\n"));
	must_become(s, "gemini://localhost/\r\n", "# Full\n");
}

static int
start_as_us(void **state)
{
	server_start_as_us(*state);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    a_builder_without_memory_is_replaced, start_as_us,
		    server_stop_after),
		cmocka_unit_test_setup_teardown(
		    a_builder_without_descriptors_leaves_what_was_there,
		    start_as_us, server_stop_after),
		cmocka_unit_test_teardown(a_log_on_a_full_disk_stops_nobody,
		    server_stop_after),
	};

	return cmocka_run_group_tests_name("shortage", tests, setup,
	    server_remove_after);
}
