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

/*
 * A terminal that nobody sees: a tmux server of its own, and no place but the
 * folder for what clients remember, so that neither the developer's sessions
 * nor his bookmarks are touched.
 */
struct screen {
	const char *folder;
	int64_t id; /* of the socket: one that goes may still be held */
};

static struct ran
tmux(const struct screen *screen, const char *words)
{
	const char *home = screen->folder;

	return run(10,
	    "HOME=%s XDG_CONFIG_HOME=%s XDG_DATA_HOME=%s XDG_CACHE_HOME=%s "
	    "TERM=xterm LC_ALL=C.UTF-8 tmux -f /dev/null -S %s/tmux-%lld %s",
	    home, home, home, home, home, (long long)screen->id, words);
}

static struct ran
screen_open(const struct screen *screen, const char *command)
{
	char words[1024];

	snprintf(words, sizeof(words), "new-session -d -x 100 -y 40 \"%s\"",
	    command);
	return tmux(screen, words);
}

static bool
screen_press(const struct screen *screen, const char *keys)
{
	char words[1024];
	struct ran r;
	bool pressed;

	if (strlen(keys) == 0)
		return true;
	snprintf(words, sizeof(words), "send-keys %s", keys);
	r = tmux(screen, words);
	pressed = r.status == 0;
	ran_release(&r);
	return pressed;
}

static bool
screen_waits(const struct screen *screen, int64_t latest, const char *text)
{
	struct ran r = { .status = 0 };
	bool shown = false;

	buf_init(&r.out);
	while (!shown && r.status == 0 && now_ms() < latest) {
		ran_release(&r);
		pause_ms(50);
		r = tmux(screen, "capture-pane -p");
		shown = ran_says(&r, text);
	}
	if (!shown)
		print_error("in the place of '%s':\n%.*s\n", text,
		    STR_ARG(buf_str(&r.out)));
	ran_release(&r);
	return shown;
}

static bool
is_shown(const struct server *s, int64_t limit_ms, const char *command,
    const char *prompt, const char *keys, const char *text)
{
	const struct screen screen = { s->folder, now_ms() };
	int64_t latest = now_ms() + limit_ms;
	struct ran r = screen_open(&screen, command);
	bool shown = r.status == 0 &&
		     screen_waits(&screen, latest, prompt) &&
		     screen_press(&screen, keys) &&
		     screen_waits(&screen, latest, text);

	if (!shown)
		print_error("... after %s\n", command);
	ran_release(&r);
	r = tmux(&screen, "kill-server");
	ran_release(&r);
	return shown;
}

/* Now and then amfora misses its own first drawing: half the time for each. */
bool
screen_answers(const struct server *s, int limit_s, const char *command,
    const char *prompt, const char *keys, const char *text)
{
	int64_t half = (int64_t)limit_s * 1000 / 2;
	bool shown = is_shown(s, half, command, prompt, keys, text);

	return shown || is_shown(s, half, command, prompt, keys, text);
}

bool
screen_shows(const struct server *s, int limit_s, const char *command,
    const char *keys, const char *text)
{
	return screen_answers(s, limit_s, command, "", keys, text);
}
