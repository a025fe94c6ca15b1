/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/status.h"
#include "base/clock.h"
#include "front/front.h"

#define DAY_MS ((int64_t)24 * 3600 * 1000)

static const struct status_host hosts[] = {
	{
	    .name = STR_INIT("example.org"),
	    .image_bytes = 3400000,
	    .image_at = 5 * DAY_MS,
	    .findings = { [DIAG_HINT] = 2, [DIAG_WARNING] = 1 },
	    .text = STR_INIT("c/profile.txt:3:1: warning: no date [no-date]\n"),
	    .certified = true,
	    .days_left = 89,
	},
	{
	    .name = STR_INIT("b\"\\.example"),
	    .image_bytes = 1000,
	    .stale = true,
	    .findings = { [DIAG_ERROR] = 1 },
	    .certified = true,
	    .days_left = -2,
	},
};

static const struct status_role roles[] = {
	{ "signer", 0 },
	{ "builder", 2 },
};

/* A server of two days with a bit of everything. */
static struct status
some_status(struct counters *counters)
{
	const struct conn_report page = {
		.front = &front_gemini,
		.status = 20,
		.bytes = 2345,
		.complete = true,
	};
	const struct conn_report menu = {
		.front = &front_gopher,
		.status = '1',
		.bytes = 100,
	};

	counters_add(counters_of(counters, 0), &page);
	counters_add(counters_of(counters, 1), &page);
	counters_add(counters_of(counters, 1), &menu);
	counters_shook(counters_of(counters, 0), false);
	counters_shook(counters_of(counters, 1), false);
	counters_up(&counters_of(counters, 1)->starts, 3);
	counters_set(&counters_of(counters, 1)->open, 4);
	return (struct status){
		.now = 5 * DAY_MS + 150000,
		.since = 3 * DAY_MS,
		.hosts = hosts,
		.host_count = COUNT(hosts),
		.counters = counters,
		.workers = 2,
		.roles = roles,
		.role_count = COUNT(roles),
		.sandbox = "Landlock 7, seccomp",
	};
}

static void
assert_says(struct str text, const char *what)
{
	if (str_find(text, str_of(what)) == text.len && *what != '\0')
		fail_msg("no \"%s\" in\n%.*s", what, STR_ARG(text));
}

static void
for_people(void **state)
{
	static const char *const lines[] = {
		"running for 2 days, 2 workers, Landlock 7, seccomp\n",
		"builder: ended 2 times without being told to\n",
		"\nexample.org\n    image 3.4 MB, taken over 2 minutes ago\n",
		"    certificate for 89 more days\n",
		"    last build: 0 errors, 1 warning, 2 hints\n",
		"    c/profile.txt:3:1: warning: no date [no-date]\n",
		"    certificate is over\n",
		"an older image is served\n",
		"gemini  2 requests, 5 kB: 20 2\n",
		"gopher  1 request, 100 B, cut short 1: 1 1\n",
		"TLS     2 handshakes, 0 resumed, 0 failed\n",
		"connections 4 open, 0 accepted, 0 refused\n",
		"worker 1  2 requests, 4 open, started 3 times\n",
	};
	struct counters *counters = counters_new(2);
	struct status status = some_status(counters);
	struct buf out;

	(void)state;
	buf_init(&out);
	status_text(&out, &status);
	for (size_t i = 0; i < COUNT(lines); i++)
		assert_says(buf_str(&out), lines[i]);
	buf_release(&out);
	counters_free(counters);
}

static void
for_prometheus(void **state)
{
	static const char *const lines[] = {
		"# TYPE vitae_requests_total counter\n",
		("vitae_requests_total{worker=\"1\",protocol=\"gemini\","
		 "status=\"20\"} 1\n"),
		("vitae_requests_total{worker=\"1\",protocol=\"gopher\","
		 "status=\"1\"} 1\n"),
		"vitae_handshakes_total{worker=\"0\",result=\"full\"} 1\n",
		"vitae_connections_open{worker=\"1\"} 4\n",
		"vitae_image_age_seconds{host=\"example.org\"} 150\n",
		"vitae_image_stale{host=\"b\\\"\\\\.example\"} 1\n",
		"vitae_findings{host=\"example.org\",level=\"hint\"} 2\n",
		"vitae_certificate_days_left{host=\"b\\\"\\\\.example\"} -2\n",
		"vitae_uptime_seconds 172950\n",
		"vitae_process_ends_total{role=\"builder\"} 2\n",
	};
	struct counters *counters = counters_new(2);
	struct status status = some_status(counters);
	struct buf out;

	(void)state;
	buf_init(&out);
	status_prometheus(&out, &status);
	for (size_t i = 0; i < COUNT(lines); i++)
		assert_says(buf_str(&out), lines[i]);
	buf_release(&out);
	counters_free(counters);
}

struct nook {
	char folder[64];
	char path[STATUS_PATH_SIZE];
};

static int
make_nook(void **state)
{
	static struct nook p;

	snprintf(p.folder, sizeof(p.folder), "/tmp/vitae-status-XXXXXX");
	assert_non_null(mkdtemp(p.folder));
	snprintf(p.path, sizeof(p.path), "%s/socket", p.folder);
	*state = &p;
	return 0;
}

static int
remove_nook(void **state)
{
	struct nook *p = *state;

	unlink(p->path);
	return rmdir(p->folder);
}

static int
call(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0 && strlen(path) < sizeof(address.sun_path));
	memcpy(address.sun_path, path, strlen(path));
	assert_int_equal(
	    connect(fd, (const void *)&address, sizeof(address)), 0);
	return fd;
}

/* What comes back, up to the size of the text; how much. */
static size_t
hear(int fd, char *text, size_t size)
{
	size_t len = 0;
	ssize_t got;

	while (len < size && (got = read(fd, text + len, size - len)) > 0)
		len += (size_t)got;
	close(fd);
	return len;
}

static void
who_asks_gets_all_of_it(void **state)
{
	static const struct {
		const char *line;
		const char *says;
	} rows[] = {
		{ "text\n", "running for" },
		{ "prometheus\n", "# HELP vitae_requests_total" },
		{ "nonsense\n", "" },
	};
	const struct nook *p = *state;
	struct counters *counters = counters_new(2);
	struct status status = some_status(counters);
	int listener = status_listen(p->path);

	assert_true(listener >= 0);
	for (size_t i = 0; i < COUNT(rows); i++) {
		int fd = call(p->path);
		char text[16384];
		size_t len;

		assert_true(write(fd, rows[i].line, strlen(rows[i].line)) > 0);
		status_reply(listener, &status);
		len = hear(fd, text, sizeof(text));
		assert_int_equal(len > 0, rows[i].says[0] != '\0');
		assert_says((struct str){ text, len }, rows[i].says);
	}
	status_close(listener, p->path);
	counters_free(counters);
}

static void
who_says_nothing_does_not_hold_us_up(void **state)
{
	const struct nook *p = *state;
	struct counters *counters = counters_new(2);
	struct status status = some_status(counters);
	int listener = status_listen(p->path);
	int fd = call(p->path);
	int64_t before = clock_ms();

	status_reply(listener, &status);
	assert_true(clock_ms() - before < INT64_C(3) * STATUS_WAIT_MS);
	close(fd);
	status_close(listener, p->path);
	counters_free(counters);
}

static void
the_socket_is_its_owner_s_alone(void **state)
{
	const struct nook *p = *state;
	int listener = status_listen(p->path);
	struct stat st;

	assert_int_equal(stat(p->path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	status_close(listener, p->path);
	assert_int_equal(access(p->path, F_OK), -1);
}

static void
one_that_answers_is_left_alone_a_dead_one_replaced(void **state)
{
	const struct nook *p = *state;
	int first = status_listen(p->path);
	int again;

	assert_true(first >= 0);
	assert_int_equal(status_listen(p->path), -1);
	close(first); /* the file stays */
	again = status_listen(p->path);
	assert_true(again >= 0);
	status_close(again, p->path);
}

static void
where_it_is(void **state)
{
	char path[STATUS_PATH_SIZE];

	(void)state;
	assert_int_equal(setenv("RUNTIME_DIRECTORY", "/run/some", 1), 0);
	assert_true(status_path(NULL, path));
	assert_string_equal(path, "/run/some/vitae.status");
	assert_true(status_path("/else/where", path));
	assert_string_equal(path, "/else/where");
	assert_false(status_path("/a-path-that-is-too-long-for-any-socket/"
				 "0123456789012345678901234567890123456789/"
				 "0123456789012345678901234567890123456789",
	    path));
	assert_int_equal(unsetenv("RUNTIME_DIRECTORY"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(for_people),
		cmocka_unit_test(for_prometheus),
		cmocka_unit_test_setup_teardown(who_asks_gets_all_of_it,
		    make_nook, remove_nook),
		cmocka_unit_test_setup_teardown(
		    who_says_nothing_does_not_hold_us_up, make_nook,
		    remove_nook),
		cmocka_unit_test_setup_teardown(
		    the_socket_is_its_owner_s_alone, make_nook,
		    remove_nook),
		cmocka_unit_test_setup_teardown(
		    one_that_answers_is_left_alone_a_dead_one_replaced,
		    make_nook, remove_nook),
		cmocka_unit_test(where_it_is),
	};

	return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
