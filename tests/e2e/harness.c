/* SPDX-License-Identifier: ISC */
#include "e2e/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "unit/remove_tree.h"

#define PATH_SIZE 512
#define START_MS 20000
#define STOP_MS 15000 /* above the server's own bound for draining */

int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
pause_ms(int ms)
{
	poll(NULL, 0, ms);
}

static void
read_into(struct buf *b, int fd)
{
	char block[8192];
	ssize_t got;

	while ((got = read(fd, block, sizeof(block))) > 0)
		buf_add(b, (struct str){ block, (size_t)got });
}

static void
make_folders_of(char *path)
{
	for (char *slash = path + 1; (slash = strchr(slash, '/')) != NULL;
	     slash++) {
		*slash = '\0';
		if (mkdir(path, 0755) < 0)
			assert_int_equal(errno, EEXIST);
		*slash = '/';
	}
}

static void
write_source(const char *folder, const struct source *source)
{
	char path[PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof(path), "%s/capsule/%s", folder, source->path);
	make_folders_of(path);
	file = fopen(path, "wb");
	assert_non_null(file);
	fputs(source->text, file);
	assert_int_equal(fclose(file), 0);
}

void
server_make(struct server *s, const struct source *files, size_t count)
{
	*s = (struct server){ .folder = "/tmp/vitae-e2e-XXXXXX" };
	assert_non_null(mkdtemp(s->folder));
	/* It is read by another user, if the tests are root's. */
	assert_int_equal(chmod(s->folder, 0755), 0);
	for (size_t i = 0; i < count; i++)
		write_source(s->folder, &files[i]);
}

struct buf
server_log(const struct server *s)
{
	char path[PATH_SIZE];
	struct buf log;
	int fd;

	buf_init(&log);
	snprintf(path, sizeof(path), "%s/log", s->folder);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		read_into(&log, fd);
		close(fd);
	}
	return log;
}

/* The port in the line "vitae: serving SCHEME://localhost:PORT/...". */
static uint16_t
served_port(struct str log, const char *scheme)
{
	char sign[64];
	struct str rest, digits;
	uint64_t port;

	snprintf(sign, sizeof(sign), "vitae: serving %s://localhost:", scheme);
	rest = str_skip(log, str_find(log, str_of(sign)));
	if (rest.len == 0)
		return 0;
	str_cut(str_skip(rest, strlen(sign)), '/', &digits, &rest);
	assert_true(str_number(digits, 65535, &port));
	return (uint16_t)port;
}

static bool
is_ready(struct server *s)
{
	struct buf log = server_log(s);
	struct str text = buf_str(&log);
	bool ready = str_find(text, STR("vitae: ready\n")) < text.len;

	if (ready) {
		s->gemini = served_port(text, "gemini");
		s->gopher = served_port(text, "gopher");
	}
	buf_release(&log);
	return ready;
}

/* Made anew before the start: the old one says "ready" already. */
static int
open_log(const char *folder)
{
	char path[PATH_SIZE];
	int fd;

	snprintf(path, sizeof(path), "%s/log", folder);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC,
	    0644);
	assert_true(fd >= 0);
	return fd;
}

/* In the child, which ends when the test program does: never returns. */
static void
become_server(const char *command, int log)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (dup2(log, STDERR_FILENO) >= 0 && dup2(log, STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static void
give_up(struct server *s, const char *why)
{
	struct buf log = server_log(s);

	if (s->pid != 0 && waitpid(s->pid, NULL, WNOHANG) == 0) {
		kill(s->pid, SIGKILL);
		waitpid(s->pid, NULL, 0);
	}
	s->pid = 0;
	print_error("the server's log:\n%.*s\n", STR_ARG(buf_str(&log)));
	buf_release(&log);
	fail_msg("%s", why);
}

static void
launch(struct server *s, const char *command)
{
	int64_t latest = now_ms() + START_MS;
	int log = open_log(s->folder);

	s->pid = fork();
	assert_true(s->pid >= 0);
	if (s->pid == 0)
		become_server(command, log);
	close(log);
	while (!is_ready(s)) {
		if (waitpid(s->pid, NULL, WNOHANG) != 0 || now_ms() > latest)
			give_up(s, "the server did not start; is VITAE set?");
		pause_ms(5);
	}
}

void
server_run(struct server *s, const char *options, const char *what)
{
	char command[PATH_SIZE];

	snprintf(command, sizeof(command),
	    "exec \"$VITAE\" serve --gemini 127.0.0.1:0 --gopher 127.0.0.1:0"
	    " --certs %s/certs --workers 2 %s %s/%s",
	    s->folder, options, s->folder, what);
	launch(s, command);
}

void
server_run_file(struct server *s)
{
	char command[PATH_SIZE];

	snprintf(command, sizeof(command),
	    "exec \"$VITAE\" serve -c %s/vitae.conf", s->folder);
	launch(s, command);
}

void
server_run_host(struct server *s, const char *lines, const char *host)
{
	char path[PATH_SIZE];
	FILE *file;

	snprintf(path, sizeof(path), "%s/vitae.conf", s->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fprintf(file,
	    "gemini = 127.0.0.1:0\ngopher = 127.0.0.1:0\nworkers = 1\n"
	    "certs = certs\n%s[host localhost]\ncapsule = capsule\n%s",
	    lines, host);
	assert_int_equal(fclose(file), 0);
	server_run_file(s);
}

void
server_run_conf(struct server *s, const char *lines)
{
	server_run_host(s, lines, "");
}

void
server_start(struct server *s)
{
	server_run(s, "--host localhost --host 127.0.0.1", "capsule");
}

static bool
log_has_report(const struct server *s)
{
	static const char *const signs[] = {
		"ERROR: AddressSanitizer",
		"ERROR: LeakSanitizer",
		"runtime error:",
		"Assertion",
	};
	struct buf log = server_log(s);
	struct str text = buf_str(&log);
	bool found = false;

	for (size_t i = 0; i < COUNT(signs); i++)
		found = found || str_find(text, str_of(signs[i])) < text.len;
	buf_release(&log);
	return found;
}

void
server_stop(struct server *s)
{
	int64_t latest = now_ms() + STOP_MS;
	int status = 0;

	if (s->pid == 0)
		return;
	assert_int_equal(kill(s->pid, SIGTERM), 0);
	while (waitpid(s->pid, &status, WNOHANG) == 0) {
		if (now_ms() > latest)
			give_up(s, "the server did not stop");
		pause_ms(5);
	}
	s->pid = 0;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		give_up(s, "the server ended badly");
	if (log_has_report(s))
		give_up(s, "a sanitizer has reported something");
}

void
server_remove(struct server *s)
{
	remove_tree(s->folder);
}

static struct server *
made_for_group(void **state, const struct source *files, size_t count)
{
	static struct server s;

	server_make(&s, files, count);
	*state = &s;
	return &s;
}

int
server_for_group(void **state, const struct source *files, size_t count)
{
	server_start(made_for_group(state, files, count));
	return 0;
}

int
server_by_file(void **state, const struct source *files, size_t count)
{
	server_run_file(made_for_group(state, files, count));
	return 0;
}

int
server_after_group(void **state)
{
	struct server *s = *state;

	server_stop(s);
	server_remove(s);
	return 0;
}

int
server_stop_after(void **state)
{
	server_stop(*state);
	return 0;
}

int
server_remove_after(void **state)
{
	server_remove(*state);
	return 0;
}

bool
server_log_says(const struct server *s, const char *text)
{
	struct buf log = server_log(s);
	bool says = str_find(buf_str(&log), str_of(text)) < log.len;

	buf_release(&log);
	return says;
}
