/* SPDX-License-Identifier: ISC */
/* Files that are too large for an image, on their way from disk to reader. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/wire.h"
#include "site/crlf.h"
#include "site/files.h"

#define LIMIT_MS 20000
#define MIB ((size_t)1024 * 1024)
#define NOISE (10 * MIB)
#define HUGE ((size_t)5 * 1024 * MIB) /* sparse: it takes no room anywhere */
#define MUCH (256 * MIB)
#define STALLS (16 * MIB) /* more than the kernel takes from us */
#define LINES 20000
#define PATH_SIZE 256

/* What the capsule's files hold. */
static struct buf noise; /* the first NOISE bytes of STALLS */
static struct buf text;

static void
make_noise(void)
{
	uint64_t x = 0x9e3779b97f4a7c15u;

	buf_init(&noise);
	while (noise.len < STALLS) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		buf_add(&noise, (struct str){ (const char *)&x, sizeof(x) });
	}
}

/* Line ends of both kinds, lone dots, and none at the end. */
static void
make_text(void)
{
	buf_init(&text);
	for (int i = 0; i < LINES; i++)
		buf_printf(&text, "%d%s\n%s", i, i % 3 == 0 ? "\r" : "",
		    i % 5 == 0 ? ".\n" : "");
	buf_add(&text, STR("."));
}

/* A file in the capsule, as it is before anybody has it open. */
static int
open_file(const struct server *s, const char *name, int flags)
{
	char path[PATH_SIZE];
	int fd;

	snprintf(path, sizeof(path), "%s/capsule/%s", s->folder, name);
	fd = open(path, flags | O_CLOEXEC, 0644);
	assert_true(fd >= 0);
	return fd;
}

static void
write_file(const struct server *s, const char *name, struct str bytes,
    off_t size)
{
	int fd = open_file(s, name, O_WRONLY | O_CREAT | O_TRUNC);

	assert_int_equal(write(fd, bytes.at, bytes.len), bytes.len);
	assert_int_equal(ftruncate(fd, size), 0);
	assert_int_equal(close(fd), 0);
}

static int
setup(void **state)
{
	static const struct source sources[] = {
		{ "profile.txt", "Name: Ada Lovelace\n"
				 "Email: ada@example.org\n" },
		{ "small.txt", "small\n" },
	};
	static struct server s;

	make_noise();
	make_text();
	server_make(&s, sources, COUNT(sources));
	write_file(&s, "noise.bin", str_take(buf_str(&noise), NOISE), NOISE);
	write_file(&s, "text.txt", buf_str(&text), (off_t)text.len);
	write_file(&s, "huge.bin", STR("\x01"), (off_t)HUGE);
	*state = &s;
	return 0;
}

static int
cleanup(void **state)
{
	buf_release(&noise);
	buf_release(&text);
	return server_remove_after(state);
}

/*
 * What a test may spoil is there anew for each, as is the only worker. Nothing
 * is built meanwhile: what a file was at the start is what the image says.
 */
static int
start(void **state)
{
	struct server *s = *state;
	char user[128];

	write_file(s, "stalls.bin", buf_str(&noise), (off_t)STALLS);
	write_file(s, "gone.bin", buf_str(&noise), (off_t)MIB);
	snprintf(user, sizeof(user), "user = %s\nreload = no\n",
	    our_name());
	server_run_conf(s, user);
	return 0;
}

static int
stop(void **state)
{
	server_stop(*state);
	must_run("rm -rf %s/capsule/gone.bin",
	    ((const struct server *)*state)->folder);
	return 0;
}

/* The three ways to a file, and what stands before it. */
static const struct {
	struct wire_kind (*kind)(const struct server *s);
	const char *before;
	bool gemini;
} ways[] = {
	{ wire_gemini, "gemini://localhost/", true },
	{ wire_gopher, "/", false },
	{ wire_gophers, "/", false },
};

static void
ask(const struct server *s, size_t way, const char *name, struct wire *w)
{
	const struct wire_kind kind = ways[way].kind(s);
	char line[PATH_SIZE];

	snprintf(line, sizeof(line), "%s%s\r\n", ways[way].before, name);
	wire_open(w, &kind);
	assert_true(!kind.tls || w->shaken);
	wire_send(w, str_of(line));
}

static struct str
body_of(const struct wire *w, size_t way)
{
	struct str heard = wire_heard(w);

	if (!ways[way].gemini)
		return heard;
	assert_true(str_starts(heard, STR("20 ")));
	return str_skip(heard, str_index(heard, '\n') + 1);
}

static void
wait_for_bytes(const struct wire *w)
{
	struct pollfd on = { .fd = w->fd, .events = POLLIN };

	assert_int_equal(poll(&on, 1, LIMIT_MS), 1);
}

/* In kilobytes; an allocator that finds errors needs more for itself. */
#ifdef __SANITIZE_ADDRESS__
#define GROWTH_MAX ((uint64_t)256 * 1024)
#else
#define GROWTH_MAX ((uint64_t)16 * 1024)
#endif

/* Kilobytes of memory that the worker has. */
static uint64_t
memory_of(const struct server *s)
{
	uint64_t kilobytes;
	struct ran r;
	pid_t worker;

	server_workers(s, &worker, 1);
	r = run(10, "awk '/^VmRSS/ { print $2 }' /proc/%d/status",
	    (int)worker);
	assert_true(str_number(str_trim(buf_str(&r.out)), UINT32_MAX,
	    &kilobytes));
	ran_release(&r);
	return kilobytes;
}

/* Read so much of a plain reply, and keep none of it. */
static void
swallow(const struct wire *w, uint64_t much)
{
	static char waste[MIB / 4];

	while (much > 0) {
		ssize_t got;

		wait_for_bytes(w);
		got = recv(w->fd, waste, sizeof(waste), 0);
		assert_true(got > 0);
		much -= (uint64_t)got < much ? (uint64_t)got : much;
	}
}

static void
x23_gigabytes_do_not_enter_memory(void **state)
{
	const struct server *s = *state;
	uint64_t before = memory_of(s);
	struct wire w;

	ask(s, 1, "huge.bin", &w);
	swallow(&w, MUCH);
	assert_true(memory_of(s) < before + GROWTH_MAX);
	wire_abort(&w);
}

/* In any form of Gopher+: what is read of it now, and what the image says. */
static void
a_length_has_64_bits(void **state)
{
	const struct wire_kind gopher = wire_gopher(*state);
	struct wire w;

	wire_open(&w, &gopher);
	wire_send(&w, STR("/huge.bin\t+\r\n"));
	wait_for_bytes(&w);
	wire_hear(&w, 1);
	assert_true(str_starts(wire_heard(&w), STR("+5368709120\r\n\x01")));
	wire_abort(&w);
	wire_ask(&w, &gopher, STR("/huge.bin\t!\r\n"));
	assert_true(str_find(wire_heard(&w), STR("<5242880K>")) <
		    w.heard.len);
	wire_close(&w);
}

static void
o31_every_byte_arrives(void **state)
{
	struct str want = str_take(buf_str(&noise), NOISE);

	for (size_t i = 0; i < COUNT(ways); i++) {
		struct wire w;

		ask(*state, i, "noise.bin", &w);
		wire_hear(&w, LIMIT_MS);
		assert_int_equal(w.end, WIRE_ENDED);
		assert_true(str_eq(body_of(&w, i), want));
		wire_close(&w);
	}
}

/* As it is now: that shows where it comes from. */
static void
o30_a_long_text_has_the_line_ends_of_a_short_one(void **state)
{
	const struct server *s = *state;
	const struct str now = str_skip(buf_str(&text), 10);
	struct arena a;

	arena_init(&a);
	assert_true(now.len > FILES_LARGE);
	write_file(s, "text.txt", now, (off_t)now.len);
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct str want = now;
		struct wire w;

		if (!ways[i].gemini)
			want = crlf_text(&a, want, CHARSET_UTF8);
		ask(s, i, "text.txt", &w);
		wire_hear(&w, LIMIT_MS);
		assert_int_equal(w.end, WIRE_ENDED);
		assert_true(str_eq(body_of(&w, i), want));
		wire_close(&w);
	}
	arena_release(&a);
}

/* Nothing that looks whole is sent of what is not (G-96). */
static void
g96_x35_a_file_that_shrinks_is_cut(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(ways); i++) {
		struct wire w;

		write_file(s, "stalls.bin", buf_str(&noise), (off_t)STALLS);
		ask(s, i, "stalls.bin", &w);
		wait_for_bytes(&w);
		write_file(s, "stalls.bin", STR(""), 0);
		wire_hear(&w, LIMIT_MS);
		assert_true(w.end == WIRE_CUT || w.end == WIRE_BROKEN);
		assert_true(w.heard.len < STALLS);
		wire_close(&w);
	}
	assert_true(server_log_says(s, " cut short\n"));
}

/* Who has begun with the old one gets all of it, and nothing of the new. */
static void
x35_a_file_that_is_replaced_is_the_old_or_the_new_one(void **state)
{
	const struct server *s = *state;
	const struct str fresh = str_take(buf_str(&noise), MIB);

	for (size_t i = 0; i < COUNT(ways); i++) {
		struct wire old, new;

		write_file(s, "stalls.bin", STR("old"), (off_t)STALLS);
		write_file(s, "fresh", fresh, (off_t)fresh.len);
		ask(s, i, "stalls.bin", &old);
		wait_for_bytes(&old);
		must_run("cd %s/capsule && mv fresh stalls.bin", s->folder);
		ask(s, i, "stalls.bin", &new);
		wire_hear(&new, LIMIT_MS);
		wire_hear(&old, LIMIT_MS);
		assert_int_equal(new.end, WIRE_ENDED);
		assert_true(str_eq(body_of(&new, i), fresh));
		assert_int_equal(old.end, WIRE_ENDED);
		assert_int_equal(body_of(&old, i).len, STALLS);
		assert_true(str_starts(body_of(&old, i), STR("old\0\0")));
		wire_close(&old);
		wire_close(&new);
	}
}

/* What may stand where a file was, as commands in the capsule. */
static const struct {
	const char *why;
	const char *command;
} spoilt[] = {
	{ "X-35 deleted", "true" },
	{ "X-09 a FIFO", "mkfifo gone.bin" },
	{ "X-09 a device", "ln -s /dev/zero gone.bin" },
	{ "X-09 a folder", "mkdir gone.bin" },
	{ "X-08 a link that leads out", "ln -s ../log gone.bin" },
	{ "X-08 an absolute one", "ln -s /etc/passwd gone.bin" },
	{ "X-11 a link to itself", "ln -s gone.bin gone.bin" },
};

static void
g80_x08_x09_what_is_no_file_any_more_is_not_there(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s);
	const struct wire_kind gopher = wire_gopher(s);

	for (size_t i = 0; i < COUNT(spoilt); i++) {
		print_message("%s\n", spoilt[i].why);
		must_run("cd %s/capsule && rm -rf gone.bin && %s", s->folder,
		    spoilt[i].command);
		wire_must(&gemini, "gemini://localhost/gone.bin\r\n",
		    "51 not found\r\n");
		wire_must(&gopher, "/gone.bin\r\n", "3Not found\t");
	}
}

static void
x08_a_link_within_the_folder_is_followed(void **state)
{
	const struct server *s = *state;
	struct wire w;

	must_run("cd %s/capsule && ln -sf noise.bin gone.bin", s->folder);
	ask(s, 0, "gone.bin", &w);
	wire_hear(&w, LIMIT_MS);
	assert_int_equal(body_of(&w, 0).len, NOISE);
	wire_close(&w);
}

/* In a process of its own: more than there is time for, as fast as it goes. */
static pid_t
begin_downloads(const struct server *s)
{
	pid_t child = fork();
	struct wire w;

	assert_true(child >= 0);
	if (child > 0)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	ask(s, 1, "huge.bin", &w);
	swallow(&w, HUGE);
	_exit(1);
}

static void
x23_others_have_their_turns(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s);
	const struct wire_kind gopher = wire_gopher(s);
	pid_t child = begin_downloads(s);

	for (int i = 0; i < 25; i++) {
		wire_must(&gemini, "gemini://localhost/small.txt\r\n", "20 ");
		wire_must(&gopher, "/small.txt\r\n", "small\r\n");
	}
	assert_int_equal(waitpid(child, NULL, WNOHANG), 0);
	assert_int_equal(kill(child, SIGKILL), 0);
	waitpid(child, NULL, 0);
}

#define CROWD 99

static void
x23_who_does_not_read_takes_little_memory(void **state)
{
	const struct server *s = *state;
	uint64_t before = memory_of(s);
	struct wire crowd[CROWD];
	const struct wire_kind gemini = wire_gemini(s);

	for (size_t i = 0; i < CROWD; i++)
		ask(s, i % COUNT(ways), "noise.bin", &crowd[i]);
	for (size_t i = 0; i < CROWD; i++)
		wait_for_bytes(&crowd[i]);
	wire_must(&gemini, "gemini://localhost/small.txt\r\n", "20 ");
	assert_true(memory_of(s) < before + GROWTH_MAX);
	for (size_t i = 0; i < CROWD; i++)
		wire_abort(&crowd[i]);
}

/* One descriptor is left, and that is the connection's. */
static void
leave_one_descriptor(const struct server *s)
{
	struct rlimit limit = { 0 };
	char path[PATH_SIZE];
	struct stat st;
	pid_t worker;

	server_workers(s, &worker, 1);
	do
		snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)worker,
		    (int)limit.rlim_cur++);
	while (lstat(path, &st) == 0);
	limit.rlim_max = limit.rlim_cur;
	assert_int_equal(prlimit(worker, RLIMIT_NOFILE, &limit, NULL), 0);
}

static void
g75_x24_without_a_descriptor_it_is_trouble_that_passes(void **state)
{
	const struct server *s = *state;
	const struct wire_kind gemini = wire_gemini(s);

	leave_one_descriptor(s);
	wire_must(&gemini, "gemini://localhost/noise.bin\r\n",
	    "40 this file cannot be read at present\r\n");
	wire_must(&gemini, "gemini://localhost/small.txt\r\n", "20 ");
}

#define WITH_SERVER(test) cmocka_unit_test_setup_teardown(test, start, stop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVER(x23_gigabytes_do_not_enter_memory),
		WITH_SERVER(a_length_has_64_bits),
		WITH_SERVER(o31_every_byte_arrives),
		WITH_SERVER(o30_a_long_text_has_the_line_ends_of_a_short_one),
		WITH_SERVER(g96_x35_a_file_that_shrinks_is_cut),
		WITH_SERVER(
		    x35_a_file_that_is_replaced_is_the_old_or_the_new_one),
		WITH_SERVER(g80_x08_x09_what_is_no_file_any_more_is_not_there),
		WITH_SERVER(x08_a_link_within_the_folder_is_followed),
		WITH_SERVER(x23_others_have_their_turns),
		WITH_SERVER(x23_who_does_not_read_takes_little_memory),
		WITH_SERVER(
		    g75_x24_without_a_descriptor_it_is_trouble_that_passes),
	};

	return cmocka_run_group_tests_name("large", tests, setup, cleanup);
}
