/* SPDX-License-Identifier: ISC */
#include "app/restart.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "unit/unit.h"

static int
listen_at(const char *address)
{
	struct listener l;

	assert_int_equal(listener_open(str_of(address), &l), 0);
	return l.fd;
}

static void
say(const char *variable, const char *name, int a, int b)
{
	char text[128];

	snprintf(text, sizeof(text), "%d:%s %d:%s", a, name, b, name);
	assert_int_equal(setenv(variable, text, 1), 0);
}

static bool
is_open(int fd)
{
	return fcntl(fd, F_GETFD) >= 0;
}

/* With any port, only what was asked for in these very words will do. */
static void
doors_are_taken_over_by_name(void **state)
{
	static const char address[] = "127.0.0.1:0";
	struct handover h;
	struct listener l = { .fd = -1 };
	int one = listen_at(address);
	int other = listen_at(address);

	(void)state;
	say("VITAE_DOORS", "gemini@127.0.0.1:0", one, other);
	restart_inherit(&h);
	assert_null(getenv("VITAE_DOORS"));
	assert_int_equal(h.door_count, 2);
	assert_false(restart_take(&h, "gopher", STR("127.0.0.1:0"), &l));
	assert_false(restart_take(&h, "gemini", STR("127.0.0.2:0"), &l));
	assert_true(restart_take(&h, "gemini", STR("127.0.0.1:0"), &l));
	assert_int_equal(l.fd, one);
	assert_true(l.port != 0);
	assert_int_equal(fcntl(one, F_GETFD) & FD_CLOEXEC, FD_CLOEXEC);
	restart_close_rest(&h);
	assert_false(is_open(other));
	assert_true(is_open(one));
	close(one);
}

/* Whoever opened it: what it is bound to says what it is for. */
static void
doors_are_taken_over_by_address(void **state)
{
	struct handover h;
	struct listener l = { .fd = -1 };
	int fd = listen_at("127.0.0.1:0");
	struct sockaddr_in at = { 0 };
	socklen_t len = sizeof(at);
	char address[32];

	(void)state;
	assert_int_equal(getsockname(fd, (void *)&at, &len), 0);
	snprintf(address, sizeof(address), "127.0.0.1:%u",
	    ntohs(at.sin_port));
	say("VITAE_DOORS", "", fd, -1);
	restart_inherit(&h);
	assert_int_equal(h.door_count, 1);
	assert_false(restart_take(&h, "gemini", STR("127.0.0.1:1"), &l));
	assert_false(restart_take(&h, "gemini", STR("127.0.0.1:0"), &l));
	assert_true(restart_take(&h, "gemini", str_of(address), &l));
	assert_false(restart_take(&h, "gemini", str_of(address), &l));
	assert_int_equal(l.port, ntohs(at.sin_port));
	restart_close_rest(&h);
	assert_true(is_open(fd));
	close(fd);
}

/* What is no listening socket is nobody's door. */
static void
nothing_else_is_a_door(void **state)
{
	struct handover h;
	struct listener l;
	int ends[2];

	(void)state;
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	say("VITAE_DOORS", "gemini@127.0.0.1:0", ends[0], ends[1]);
	restart_inherit(&h);
	assert_false(restart_take(&h, "gemini", STR("127.0.0.1:0"), &l));
	restart_close_rest(&h);
	assert_false(is_open(ends[0]) || is_open(ends[1]));
}

static const struct {
	const char *why;
	const char *text;
	size_t count;
	struct elder first;
} befores[] = {
	{ "none", "", 0, { 0 } },
	{ "a worker", "1234:2", 1, { ROLE_WORKER, 1234, -1, true } },
	{ "two", "1234:2 7:0", 2, { ROLE_WORKER, 1234, -1, true } },
	{ "no role", "1234", 0, { 0 } },
	{ "a role that is none", "1234:3", 0, { 0 } },
	{ "the first process of all", "1:2", 0, { 0 } },
	{ "no process", "x:2", 0, { 0 } },
	{ "everybody", "-1:2", 0, { 0 } },
};

static void
children_of_before_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(befores); i++) {
		const struct elder *wanted = &befores[i].first;
		struct handover h;

		assert_int_equal(setenv("VITAE_BEFORE", befores[i].text, 1), 0);
		restart_inherit(&h);
		check_row(h.elder_count == befores[i].count, befores[i].why);
		if (h.elder_count == 0)
			continue;
		check_row(h.elders[0].pid == wanted->pid &&
			      h.elders[0].role == wanted->role &&
			      h.elders[0].control == wanted->control &&
			      h.elders[0].before,
		    befores[i].why);
	}
}

/* Variables meant for another process: sd_listen_fds(3). */
static void
sockets_for_somebody_else_are_left_alone(void **state)
{
	struct handover h;

	(void)state;
	setenv("LISTEN_FDS", "1", 1);
	setenv("LISTEN_PID", "1", 1);
	restart_inherit(&h);
	assert_int_equal(h.door_count, 0);
	assert_null(getenv("LISTEN_FDS"));
	assert_null(getenv("LISTEN_PID"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(doors_are_taken_over_by_name),
		cmocka_unit_test(doors_are_taken_over_by_address),
		cmocka_unit_test(nothing_else_is_a_door),
		cmocka_unit_test(children_of_before_are_known),
		cmocka_unit_test(sockets_for_somebody_else_are_left_alone),
	};

	return cmocka_run_group_tests_name("restart", tests, NULL, NULL);
}
