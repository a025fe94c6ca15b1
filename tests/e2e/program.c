/* SPDX-License-Identifier: ISC */
#include "e2e/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void
become_shell(const char *command, int out)
{
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);

	setpgid(0, 0);
	dup2(nothing, STDIN_FILENO);
	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

/* Until the other end of the pipe is closed by all who have it. */
static bool
read_until(struct buf *b, int fd, int64_t latest)
{
	char block[8192];
	ssize_t got;
	struct pollfd on = { .fd = fd, .events = POLLIN };

	while (now_ms() < latest && poll(&on, 1, 1000) >= 0) {
		if (on.revents == 0)
			continue;
		got = read(fd, block, sizeof(block));
		if (got <= 0)
			return true;
		buf_add(b, (struct str){ block, (size_t)got });
	}
	return false;
}

struct ran
run(int limit_s, const char *format, ...)
{
	struct ran r = { .status = -1 };
	char command[2048];
	int ends[2], status, len;
	va_list args;
	bool in_time;
	pid_t pid;

	va_start(args, format);
	len = vsnprintf(command, sizeof(command), format, args);
	va_end(args);
	assert_true(len > 0 && (size_t)len < sizeof(command));
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		become_shell(command, ends[1]);
	close(ends[1]);
	buf_init(&r.out);
	in_time = read_until(&r.out, ends[0],
	    now_ms() + (int64_t)limit_s * 1000);
	close(ends[0]);
	if (!in_time)
		kill(-pid, SIGKILL);
	waitpid(pid, &status, 0);
	if (in_time && WIFEXITED(status))
		r.status = WEXITSTATUS(status);
	return r;
}

bool
ran_says(const struct ran *r, const char *text)
{
	struct str out = buf_str(&r->out);

	return str_find(out, str_of(text)) < out.len;
}

void
ran_release(struct ran *r)
{
	buf_release(&r->out);
}

void
ran_must(struct ran r, int status, const char *says)
{
	if (r.status != status || !ran_says(&r, says))
		fail_msg("exit status %d:\n%.*s", r.status,
		    STR_ARG(buf_str(&r.out)));
	ran_release(&r);
}
