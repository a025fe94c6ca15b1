/* SPDX-License-Identifier: ISC */
/* Restart in place: for a new binary, other settings, another folder. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/start.h"
#include "e2e/storm.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LIMIT_MS 20000
#define TURN_MS 50

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
	server_stop(*state);
	server_remove(*state);
	return 0;
}

/* How often the log says a line, such as "ready". */
static size_t
times(const struct server *s, const char *line)
{
	struct buf log = server_log(s);
	struct str rest = buf_str(&log), needle = str_of(line);
	size_t count = 0;
	size_t at;

	while ((at = str_find(rest, needle)) < rest.len) {
		rest = str_skip(rest, at + needle.len);
		count++;
	}
	buf_release(&log);
	return count;
}

/* Within a while, during which a storm goes on, if there is one. */
static bool
comes(const struct server *s, const char *line, size_t count,
    struct storm *storm)
{
	const int64_t latest = now_ms() + LIMIT_MS;

	while (times(s, line) < count && now_ms() < latest) {
		if (storm != NULL)
			storm_turn(storm, TURN_MS);
		else
			pause_ms(TURN_MS);
	}
	return times(s, line) >= count;
}

/* Those of before may answer a little longer than there are new ones. */
static bool
becomes(const struct wire_kind *kind, const char *request, const char *text)
{
	const int64_t latest = now_ms() + LIMIT_MS;
	const struct str wanted = str_of(text);
	bool there = false;

	while (!there && now_ms() < latest) {
		struct wire w;
		struct str heard;

		wire_ask(&w, kind, str_of(request));
		heard = wire_heard(&w);
		there = str_find(heard, wanted) < heard.len;
		wire_close(&w);
		if (!there)
			pause_ms(TURN_MS);
	}
	return there;
}

static bool
is_here(void *arg, struct str reply)
{
	(void)arg;
	return str_find(reply, STR("# Here")) < reply.len;
}

static struct storm *
storm_at(const struct server *s)
{
	static struct storm_target targets[2];

	targets[0] = (struct storm_target){
		.port = s->gemini,
		.tls = true,
		.request = STR("gemini://localhost/\r\n"),
		.clients = 8,
		.right = is_here,
	};
	targets[1] = (struct storm_target){
		.port = s->gopher,
		.request = STR("/index.gmi\r\n"),
		.clients = 8,
		.right = is_here,
	};
	return storm_new(targets, COUNT(targets));
}

static void
storm_was_calm(struct storm *storm)
{
	storm_calm(storm);
	storm_print(storm);
	assert_true(storm_replies(storm) > 0);
	assert_int_equal(storm_faults(storm), 0);
	storm_free(storm);
}

/* Which file the process has been executed from, by device and inode. */
static ino_t
binary_of(const struct server *s)
{
	char path[64];
	struct stat st;

	snprintf(path, sizeof(path), "/proc/%d/exe", (int)s->pid);
	assert_int_equal(stat(path, &st), 0);
	return st.st_ino;
}

/* Another program instead of vitae. */
static void
run_as(struct server *s, const char *program, void (*start)(struct server *s))
{
	const char *vitae = getenv("VITAE");
	char before[1024], path[128];

	assert_non_null(vitae);
	snprintf(before, sizeof(before), "%s", vitae);
	snprintf(path, sizeof(path), "%s/%s", s->folder, program);
	setenv("VITAE", path, 1);
	start(s);
	setenv("VITAE", before, 1);
}

static void
run_copy(struct server *s)
{
	must_run("cp \"$VITAE\" %s/vitae", s->folder);
	run_as(s, "vitae", server_start);
}

static void
x44_a_new_binary_takes_over_without_a_refused_connection(void **state)
{
	struct server *s = *state;
	struct storm *storm;
	ino_t before;

	/* So that those of before are needed for a while. */
	must_run("cd %s/capsule && seq 4000 |"
		 " split -l 1 -a 4 --additional-suffix=.gmi - page",
	    s->folder);
	run_copy(s);
	before = binary_of(s);
	storm = storm_at(s);
	for (size_t again = 2; again <= 4; again++) {
		must_run("cp %s/vitae %s/new && mv %s/new %s/vitae", s->folder,
		    s->folder, s->folder, s->folder);
		assert_int_equal(kill(s->pid, SIGUSR2), 0);
		assert_true(comes(s, "vitae: ready\n", again, storm));
		assert_true(binary_of(s) != before);
		before = binary_of(s);
		storm_ask(storm, 100);
	}
	storm_was_calm(storm);
}

/* One that does not run, or finds fault, must not take the place of one. */
static void
x43_a_broken_binary_changes_nothing(void **state)
{
	struct server *s = *state;

	run_copy(s);
	must_run("printf '#!/bin/sh\\nexit 3\\n' >%s/new && chmod +x %s/new &&"
		 " mv %s/new %s/vitae",
	    s->folder, s->folder, s->folder, s->folder);
	assert_int_equal(kill(s->pid, SIGUSR2), 0);
	assert_true(comes(s, "what runs stays as it is", 1, NULL));
	wire_must(&(struct wire_kind){ .port = s->gemini, .tls = true },
	    "gemini://127.0.0.1/\r\n", "20 ");
	assert_int_equal(times(s, "vitae: ready\n"), 1);
}

static void
append(const struct server *s, const char *lines)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/vitae.conf", s->folder);
	file = fopen(path, "ab");
	assert_non_null(file);
	fputs(lines, file);
	assert_int_equal(fclose(file), 0);
}

static void
x43_settings_that_have_changed_are_taken_over(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;
	struct storm *storm;

	server_run_conf(s, "");
	storm = storm_at(s);
	append(s, "redirect = /old /index.gmi\n");
	assert_int_equal(kill(s->pid, SIGHUP), 0);
	assert_true(comes(s, "vitae: ready\n", 2, storm));
	storm_was_calm(storm);
	gemini = wire_gemini(s);
	assert_true(becomes(&gemini, "gemini://localhost/old\r\n", "30 "));
}

static void
x43_broken_settings_are_told_once_and_change_nothing(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;

	server_run_conf(s, "");
	gemini = wire_gemini(s);
	append(s, "no-such-key = 1\n");
	assert_int_equal(kill(s->pid, SIGHUP), 0);
	assert_true(comes(s, "what runs stays as it is", 1, NULL));
	assert_int_equal(kill(s->pid, SIGHUP), 0);
	assert_true(comes(s, "nothing new", 2, NULL));
	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	assert_int_equal(times(s, "no-such-key"), 1);
	assert_int_equal(times(s, "vitae: ready\n"), 1);
}

/* As who deploys does it: the new one beside the old one, then a link. */
static void
a_folder_that_is_another_one_is_served(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini;

	server_start(s);
	gemini = wire_gemini(s);
	must_run("cd %s && cp -R capsule next &&"
		 " cp next/index.gmi next/there.gmi &&"
		 " mv capsule old && mv next capsule",
	    s->folder);
	assert_true(becomes(&gemini, "gemini://localhost/there.gmi\r\n",
	    "# Here"));
	must_run("cd %s && mv capsule gone", s->folder);
	assert_true(comes(s, "is not there any more", 1, NULL));
	wire_must(&gemini, "gemini://localhost/there.gmi\r\n", "20 ");
	assert_int_equal(times(s, "vitae: ready\n"), 2);
}

static void
build_image(const struct server *s, const char *text, const char *options)
{
	must_run("echo '%s' >%s/capsule/index.gmi &&"
		 " \"$VITAE\" build %s -o %s/image %s/capsule",
	    text, s->folder, options, s->folder, s->folder);
}

/* from one image to the next, past one that is none. */
static void
an_image_that_is_replaced_is_served(void **state)
{
	struct server *s = *state;
	struct wire_kind at = { .tls = true, .sni = "localhost" };

	server_start_image(s, "--host localhost");
	at.port = s->gemini;
	must_run("echo nonsense >%s/image", s->folder);
	assert_true(comes(s, "not an image", 1, NULL));
	wire_must(&at, "gemini://localhost/\r\n", "20 ");
	build_image(s, "# New", "--host localhost");
	assert_true(becomes(&at, "gemini://localhost/\r\n", "# New"));
	assert_int_equal(times(s, "vitae: ready\n"), 1);
	build_image(s, "# Elsewhere", "--host elsewhere.example");
	assert_true(comes(s, "vitae: ready\n", 2, NULL));
	at.sni = "elsewhere.example";
	assert_true(becomes(&at, "gemini://elsewhere.example/\r\n",
	    "# Elsewhere"));
}

#define PASSED_ON 3 /* the first descriptor that systemd passes on */

/* Bound and listening, as systemd would have it; the port. */
static uint16_t
listen_first(void)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (const void *)&at, sizeof(at)), 0);
	assert_int_equal(listen(fd, 16), 0);
	assert_int_equal(getsockname(fd, (void *)&at, &len), 0);
	if (fd != PASSED_ON) {
		assert_int_equal(dup2(fd, PASSED_ON), PASSED_ON);
		close(fd);
	}
	return ntohs(at.sin_port);
}

/* Called instead of vitae: systemd knows the process before it is one. */
static void
wrap(const struct server *s, const char *settings)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/wrapper", s->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\nexport %s\nexec %s \"$@\"\n", settings,
	    getenv("VITAE"));
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0755), 0);
}

static void
run_wrapped(struct server *s, const char *lines)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/vitae.conf", s->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fprintf(file, "%s\ngopher = 127.0.0.1:0\nworkers = 1\n"
		      "[host localhost]\ncapsule = capsule\n",
	    lines);
	assert_int_equal(fclose(file), 0);
	run_as(s, "wrapper", server_run_file);
}

/* Whoever came before there was a server waits, and is served. */
static void
sockets_of_systemd_are_taken_over(void **state)
{
	struct server *s = *state;
	struct wire_kind gemini = { .tls = true, .sni = "localhost" };
	char line[64];
	struct wire early;

	gemini.port = listen_first();
	wire_open(&early, &(struct wire_kind){ .port = gemini.port });
	wrap(s, "LISTEN_FDS=1 LISTEN_PID=$$");
	snprintf(line, sizeof(line), "gemini = 127.0.0.1:%u", gemini.port);
	run_wrapped(s, line);
	close(PASSED_ON);
	assert_int_equal(s->gemini, gemini.port);
	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
	wire_hear(&early, 200);
	assert_int_equal(early.end, WIRE_OPEN);
	wire_close(&early);
	assert_int_equal(kill(s->pid, SIGUSR2), 0);
	assert_true(comes(s, "vitae: ready\n", 2, NULL));
	wire_must(&gemini, "gemini://localhost/\r\n", "20 ");
}

/* Else nobody would learn why nothing answers there. */
static void
a_socket_for_no_address_of_ours_is_told(void **state)
{
	struct server *s = *state;

	listen_first();
	wrap(s, "LISTEN_FDS=1 LISTEN_PID=$$");
	run_wrapped(s, "gemini = 127.0.0.1:0");
	close(PASSED_ON);
	assert_true(server_log_says(s, "is for no address that is served"));
}

static int
listen_for_news(const struct server *s, char path[128])
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	snprintf(path, 128, "%s/notify", s->folder);
	memcpy(at.sun_path, path, strlen(path));
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (const void *)&at, sizeof(at)), 0);
	return fd;
}

/* Until that is among the news, or never. */
static void
expect_news(int fd, const char *wanted)
{
	const struct timeval limit = { .tv_sec = LIMIT_S };
	char news[1024];
	ssize_t got;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	do {
		got = recv(fd, news, sizeof(news) - 1, 0);
		assert_true(got > 0);
		news[got] = '\0';
	} while (strstr(news, wanted) == NULL);
}

static void
systemd_is_told_how_we_are(void **state)
{
	struct server *s = *state;
	char path[128], settings[256], main_pid[32];
	int fd = listen_for_news(s, path);

	snprintf(settings, sizeof(settings),
	    "NOTIFY_SOCKET=%s WATCHDOG_USEC=400000 WATCHDOG_PID=$$", path);
	wrap(s, settings);
	run_wrapped(s, "gemini = 127.0.0.1:0");
	snprintf(main_pid, sizeof(main_pid), "MAINPID=%d\n", (int)s->pid);
	expect_news(fd, "READY=1\n");
	expect_news(fd, "WATCHDOG=1\n");
	assert_int_equal(kill(s->pid, SIGHUP), 0);
	expect_news(fd, "RELOADING=1\nMONOTONIC_USEC=");
	expect_news(fd, main_pid);
	assert_int_equal(kill(s->pid, SIGUSR2), 0);
	expect_news(fd, "RELOADING=1\n");
	expect_news(fd, main_pid);
	expect_news(fd, "WATCHDOG=1\n");
	server_stop(s);
	expect_news(fd, "STOPPING=1\n");
	close(fd);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, setup, cleanup)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EACH(x44_a_new_binary_takes_over_without_a_refused_connection),
		EACH(x43_a_broken_binary_changes_nothing),
		EACH(x43_settings_that_have_changed_are_taken_over),
		EACH(x43_broken_settings_are_told_once_and_change_nothing),
		EACH(an_image_that_is_replaced_is_served),
		EACH(sockets_of_systemd_are_taken_over),
		EACH(a_socket_for_no_address_of_ours_is_told),
		cmocka_unit_test_setup_teardown(systemd_is_told_how_we_are,
		    setup, server_remove_after),
		EACH(a_folder_that_is_another_one_is_served),
	};

	return cmocka_run_group_tests_name("restart", tests, NULL, NULL);
}
