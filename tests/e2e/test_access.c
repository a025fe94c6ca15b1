/* SPDX-License-Identifier: ISC */
/*
 * The log of requests as a running server writes it: nothing of a query, one
 * object of JSON in a line, and the cause of a handshake that failed.
 */
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "unit/json_check.h"

#define LIMIT_S 20

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n" },
};

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	server_run_conf(&s, "[log]\nformat = json\naddress = truncated\n"
			    "file = access.log\n");
	return 0;
}

/* The line that says so, as soon as it is there. */
static struct ran
await_line(const struct server *s, const char *says)
{
	struct pollfd changed = { .events = POLLIN };
	struct inotify_event event;
	char path[256];
	struct ran r;

	snprintf(path, sizeof(path), "%s/access.log", s->folder);
	changed.fd = inotify_init1(IN_CLOEXEC);
	assert_true(inotify_add_watch(changed.fd, path, IN_MODIFY) >= 0);
	for (;;) {
		r = run(LIMIT_S, "grep -m 1 '%s' %s", says, path);
		if (r.status == 0)
			break;
		ran_release(&r);
		assert_int_equal(poll(&changed, 1, LIMIT_S * 1000), 1);
		assert_true(read(changed.fd, &event, sizeof(event)) > 0);
	}
	close(changed.fd);
	return r;
}

static void
assert_logged(const struct server *s, const char *says)
{
	struct ran r = await_line(s, says);
	struct str line, rest;

	str_cut(buf_str(&r.out), '\n', &line, &rest);
	check_row(json_is_whole(line), says);
	ran_release(&r);
}

static void
x45_x18_requests_are_logged_without_their_query(void **state)
{
	const struct server *s = *state;

	ran_must(run(LIMIT_S, "\"$VITAE\" get --connect 127.0.0.1:%u"
			      " 'gemini://localhost:%u/search?secret'",
		     s->gemini, s->gemini),
	    0, "# Search");
	assert_logged(s, "\"client\":\"127.0.0.0\",.*\"status\":20,"
			 "\"path\":\"/search\",\"complete\":true");
	ran_must(run(LIMIT_S, "curl -sS 'gopher://127.0.0.1:%u/0a%%22b'",
		     s->gopher),
	    0, "Not");
	assert_logged(s, "\"type\":\"3\",\"path\":\"a..x22b\"");
	ran_must(run(LIMIT_S, "grep -c secret %s/access.log", s->folder), 1,
	    "0");
}

static void
a_failed_handshake_names_its_cause(void **state)
{
	const struct server *s = *state;
	struct ran r = run(LIMIT_S,
	    "printf 'GET / HTTP/1.0\\r\\n\\r\\n' |"
	    " curl -sS telnet://127.0.0.1:%u",
	    s->gemini);

	ran_release(&r);
	assert_logged(s, "\"failed\":\"plain text on the TLS port\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    x45_x18_requests_are_logged_without_their_query),
		cmocka_unit_test(a_failed_handshake_names_its_cause),
	};

	return cmocka_run_group_tests_name("access log", tests, setup,
	    server_after_group);
}
