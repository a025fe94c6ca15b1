/* SPDX-License-Identifier: ISC */
/* The processes of a server: which there are, and that they come back. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 10000
#define PROCESSES 4

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

static int
cleanup(void **state)
{
	server_remove(*state);
	return 0;
}

static int
start(void **state)
{
	server_start(*state);
	return 0;
}

/* The children of a server that are called so, in order of their numbers. */
static size_t
named(const struct server *s, const char *name, pid_t pids[PROCESSES])
{
	struct ran r = run(LIMIT_S,
	    "for p in $(cat /proc/%d/task/%d/children); do"
	    " grep -qsx %s /proc/$p/comm && echo $p; done; true",
	    (int)s->pid, (int)s->pid, name);
	struct str rest = buf_str(&r.out), line;
	size_t count = 0;
	uint64_t pid;

	while (count < PROCESSES && str_cut(rest, '\n', &line, &rest)) {
		assert_true(str_number(line, INT32_MAX, &pid));
		pids[count++] = (pid_t)pid;
	}
	ran_release(&r);
	return count;
}

static void
assert_serving(const struct server *s)
{
	const struct wire_kind gemini = wire_gemini(s);
	const struct wire_kind gopher = wire_gopher(s);

	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	wire_must(&gopher, "/index.gmi\r\n", "# Here");
}

static const struct {
	const char *name;
	size_t count;
} roles[] = {
	{ "vitae-signer", 1 },
	{ "vitae-builder", 1 },
	{ "vitae-worker", 2 },
};

static void
each_role_has_its_processes(void **state)
{
	pid_t pids[PROCESSES];

	for (size_t i = 0; i < COUNT(roles); i++)
		assert_int_equal(named(*state, roles[i].name, pids),
		    roles[i].count);
	assert_serving(*state);
}

static bool
is_replaced(const struct server *s, size_t role, pid_t before)
{
	const int64_t latest = now_ms() + LIMIT_MS;
	pid_t pids[PROCESSES];

	while (now_ms() < latest) {
		size_t count = named(s, roles[role].name, pids);
		bool gone = count == roles[role].count;

		for (size_t i = 0; i < count; i++)
			gone = gone && pids[i] != before;
		if (gone)
			return true;
		pause_ms(20);
	}
	return false;
}

static void
x26_whoever_is_killed_is_replaced(void **state)
{
	const struct server *s = *state;
	pid_t pids[PROCESSES] = { 0 };

	for (size_t i = 0; i < COUNT(roles); i++) {
		assert_true(named(s, roles[i].name, pids) > 0);
		assert_int_equal(kill(pids[0], SIGKILL), 0);
		check_row(is_replaced(s, i, pids[0]), roles[i].name);
		for (int again = 0; again < 4; again++)
			assert_serving(s);
	}
}

/* How many images it has by a descriptor, and in its memory. */
static void
expect_images(pid_t pid, const char *says)
{
	ran_must(run(LIMIT_S,
		     "echo $(ls -l /proc/%d/fd | grep -c memfd:vitae-image)"
		     " open, $(grep -c memfd:vitae-image /proc/%d/maps)"
		     " mapped",
		     (int)pid, (int)pid),
	    0, says);
}

/* When the first ones were forked there was no image yet: these might have. */
static void
who_replaces_another_has_no_image_of_the_supervisor(void **state)
{
	const struct server *s = *state;
	pid_t pids[PROCESSES] = { 0 };

	assert_serving(s);
	for (size_t i = 0; i < 2; i++) {
		assert_true(named(s, roles[i].name, pids) > 0);
		assert_int_equal(kill(pids[0], SIGKILL), 0);
		assert_true(is_replaced(s, i, pids[0]));
	}
	assert_int_equal(named(s, "vitae-signer", pids), 1);
	expect_images(pids[0], "0 open, 0 mapped");
	must_run("echo '# There' > %s/capsule/there.gmi", s->folder);
	for (int i = 0; i < 500 && !server_log_says(s, "rebuilt in"); i++)
		pause_ms(20);
	assert_int_equal(named(s, "vitae-builder", pids), 1);
	expect_images(pids[0], "1 open, 1 mapped");
}

/* What is built stays, and nobody waits for what is not. */
static void
a_builder_that_stands_still_harms_no_reader(void **state)
{
	const struct server *s = *state;
	pid_t pids[PROCESSES] = { 0 };

	assert_int_equal(named(s, "vitae-builder", pids), 1);
	assert_int_equal(kill(pids[0], SIGSTOP), 0);
	must_run("echo '# Later' > %s/capsule/later.gmi", s->folder);
	assert_int_equal(kill(s->pid, SIGHUP), 0);
	for (int again = 0; again < 10; again++)
		assert_serving(s);
	assert_int_equal(kill(pids[0], SIGCONT), 0);
	for (int i = 0; i < 500 && !server_log_says(s, "rebuilt in"); i++)
		pause_ms(20);
	assert_true(server_log_says(s, "rebuilt in"));
}

static bool
has_ended(pid_t pid)
{
	const int64_t latest = now_ms() + LIMIT_MS;

	while (kill(pid, 0) == 0 && now_ms() < latest)
		pause_ms(20);
	return kill(pid, 0) < 0;
}

static void
must_all_end(void **state, int how, bool well)
{
	struct server *s = *state;
	pid_t pids[PROCESSES * COUNT(roles)];
	size_t count = 0;
	int status;

	for (size_t i = 0; i < COUNT(roles); i++)
		count += named(s, roles[i].name, pids + count);
	assert_int_equal(count, 4);
	assert_int_equal(kill(s->pid, how), 0);
	assert_int_equal(waitpid(s->pid, &status, 0), s->pid);
	s->pid = 0;
	assert_true(!well || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
	for (size_t i = 0; i < count; i++)
		assert_true(has_ended(pids[i]));
}

static void
sigterm_ends_all_of_them(void **state)
{
	must_all_end(state, SIGTERM, true);
}

/* However it ends: nobody is left to serve what nobody can change. */
static void
none_is_left_without_a_supervisor(void **state)
{
	must_all_end(state, SIGKILL, false);
}

static bool
says(const struct server *s, const char *file, const char *text)
{
	struct ran r = run(LIMIT_S, "grep -s '%s' %s/%s", text, s->folder,
	    file);
	bool there = r.status == 0;

	ran_release(&r);
	return there;
}

/* As logrotate(8) does it: rename, then the signal */
static void
sigusr1_reopens_the_log(void **state)
{
	struct server *s = *state;
	const struct wire_kind gopher = wire_gopher(s);

	wire_must(&gopher, "/before\r\n", "3");
	assert_true(says(s, "requests", "/before"));
	must_run("mv %s/requests %s/requests.1", s->folder, s->folder);
	assert_int_equal(kill(s->pid, SIGUSR1), 0);
	/* A worker may still be told of it: until then it has the old one. */
	for (int i = 0; i < 100 && !says(s, "requests", "/after"); i++)
		wire_must(&gopher, "/after\r\n", "3");
	assert_true(says(s, "requests", "/after"));
	assert_false(server_log_says(s, "cannot be opened"));
}

static int
start_logging(void **state)
{
	server_run_conf(*state, "[log]\nfile = requests\n");
	return 0;
}

/* Keys in workers, no builder for an image: fewer processes. */
static void
without_a_signer_there_is_none(void **state)
{
	struct server *s = *state;
	pid_t pids[PROCESSES];

	server_start_image(s, "");
	assert_int_equal(named(s, "vitae-builder", pids), 0);
	assert_int_equal(named(s, "vitae-signer", pids), 1);
	server_stop(s);
	server_run(s, "--no-signer --no-sandbox", "capsule");
	assert_int_equal(named(s, "vitae-signer", pids), 0);
	assert_int_equal(named(s, "vitae-builder", pids), 1);
	assert_serving(s);
	server_stop(s);
}

/* Counts go on when a worker is replaced, and the loss is told. */
static void
status_knows_of_all_of_them(void **state)
{
	struct server *s = *state;
	pid_t pids[PROCESSES] = { 0 };
	char options[128];

	snprintf(options, sizeof(options),
	    "--host localhost --status %s/socket", s->folder);
	server_run(s, options, "capsule");
	assert_serving(s);
	assert_true(named(s, "vitae-worker", pids) > 0);
	assert_int_equal(kill(pids[0], SIGKILL), 0);
	assert_true(is_replaced(s, 2, pids[0]));
	ran_must(run(LIMIT_S, "\"$VITAE\" status %s/socket", s->folder), 0,
	    "2 workers");
	ran_must(run(LIMIT_S, "\"$VITAE\" status --prometheus %s/socket",
		     s->folder),
	    0, "vitae_handshakes_total");
	server_stop(s);
	ran_must(run(LIMIT_S, "\"$VITAE\" status %s/socket 2>&1", s->folder),
	    1, "");
}

#define SERVED(test, begin) \
	cmocka_unit_test_setup_teardown(test, begin, server_stop_after)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SERVED(each_role_has_its_processes, start),
		SERVED(x26_whoever_is_killed_is_replaced, start),
		SERVED(who_replaces_another_has_no_image_of_the_supervisor,
		    start),
		SERVED(a_builder_that_stands_still_harms_no_reader, start),
		SERVED(sigusr1_reopens_the_log, start_logging),
		cmocka_unit_test_setup(sigterm_ends_all_of_them, start),
		cmocka_unit_test_setup(none_is_left_without_a_supervisor,
		    start),
		cmocka_unit_test(status_knows_of_all_of_them),
		cmocka_unit_test(without_a_signer_there_is_none),
	};

	return cmocka_run_group_tests_name("processes", tests, setup, cleanup);
}
