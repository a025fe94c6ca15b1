/* SPDX-License-Identifier: ISC */
#include "e2e/start.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "e2e/program.h"

#define PATH_SIZE 512
#define RUN_S 20
#define START_MS 20000

void
must_run(const char *format, ...)
{
	char command[2048];
	struct ran r;
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	assert_true(len > 0 && (size_t)len < sizeof(command));
	r = run(RUN_S, "%s", command);
	if (r.status != 0)
		fail_msg("%s: exit status %d:\n%.*s", command, r.status,
		    STR_ARG(buf_str(&r.out)));
	ran_release(&r);
}

void
server_make_copy(struct server *s, const char *path)
{
	server_make(s, NULL, 0);
	must_run("cp -R %s %s/capsule", path, s->folder);
	must_run("cd %s && { [ -d capsule ] ||"
		 " { mv capsule profile.txt && mkdir capsule &&"
		 " mv profile.txt capsule; }; }",
	    s->folder);
}

/* In the child: never returns. */
static void
become_server(const struct server *s)
{
	const char *vitae = getenv("VITAE");
	char log[PATH_SIZE], certs[PATH_SIZE], image[PATH_SIZE];

	snprintf(log, sizeof(log), "%s/log", s->folder);
	snprintf(certs, sizeof(certs), "%s/certs", s->folder);
	snprintf(image, sizeof(image), "%s/image", s->folder);
	if (vitae != NULL && freopen(log, "w", stdout) != NULL &&
	    dup2(STDOUT_FILENO, STDERR_FILENO) >= 0)
		execl(vitae, "vitae", "serve", "--gemini", "127.0.0.1:0",
		    "--gopher", "127.0.0.1:0", "--certs", certs, "--workers",
		    "2", image, (char *)NULL);
	_exit(127);
}

/* The port in the line "vitae: serving SCHEME://localhost:PORT/". */
static uint16_t
port_in(struct str log, const char *scheme)
{
	struct str line, digits, rest;
	uint64_t port;
	char sign[64];

	snprintf(sign, sizeof(sign), "serving %s://localhost:", scheme);
	line = str_skip(log, str_find(log, str_of(sign)) + strlen(sign));
	str_cut(line, '/', &digits, &rest);
	assert_true(str_number(digits, UINT16_MAX, &port));
	return (uint16_t)port;
}

static bool
is_ready(struct server *s)
{
	struct buf log = server_log(s);
	struct str text = buf_str(&log);
	bool ready = str_find(text, STR("vitae: ready\n")) < text.len;

	if (ready) {
		s->gemini = port_in(text, "gemini");
		s->gopher = port_in(text, "gopher");
	}
	buf_release(&log);
	return ready;
}

void
server_start_image(struct server *s, const char *options)
{
	int64_t latest = now_ms() + START_MS;

	must_run("$VITAE build %s -o %s/image %s/capsule", options, s->folder,
	    s->folder);
	must_run("rm -f %s/log", s->folder);
	s->pid = fork();
	assert_true(s->pid >= 0);
	if (s->pid == 0) {
		die_with_parent();
		become_server(s);
	}
	while (!is_ready(s)) {
		assert_int_equal(waitpid(s->pid, NULL, WNOHANG), 0);
		assert_true(now_ms() < latest);
		pause_ms(5);
	}
}
