/* SPDX-License-Identifier: ISC */
#include "app/status.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"

#define SYSTEM_FOLDER "/run/vitae"
#define LINE_MAX_BYTES 64

static const char *
folder(void)
{
	const char *given = getenv("RUNTIME_DIRECTORY");
	struct stat st;

	/* systemd may name several, with colons between. */
	if (given != NULL && given[0] == '/' && strchr(given, ':') == NULL)
		return given;
	if (geteuid() != 0)
		return getenv("XDG_RUNTIME_DIR");
	if (stat(SYSTEM_FOLDER, &st) == 0 && S_ISDIR(st.st_mode))
		return SYSTEM_FOLDER;
	return NULL;
}

bool
status_path(const char *said, char path[STATUS_PATH_SIZE])
{
	const char *in = said == NULL ? folder() : NULL;
	int len;

	if (said != NULL)
		len = snprintf(path, STATUS_PATH_SIZE, "%s", said);
	else if (in != NULL && in[0] == '/')
		len = snprintf(path, STATUS_PATH_SIZE, "%s/vitae.status", in);
	else
		return false;
	if (len > 0 && len < STATUS_PATH_SIZE)
		return true;
	log_line("%s: too long a path for a socket", said != NULL ? said : in);
	return false;
}

static struct sockaddr_un
address_of(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };

	memcpy(address.sun_path, path, strlen(path));
	return address;
}

/* Whether somebody does; a socket of a server that is gone refuses. */
static bool
is_answered(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool answered;

	if (fd < 0)
		return false;
	answered = connect(fd, (const void *)address, sizeof(*address)) == 0 ||
		   errno == EAGAIN;
	close(fd);
	return answered;
}

static bool
is_socket(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISSOCK(st.st_mode);
}

/* Nobody else may connect, not even for a moment. */
static bool
bind_alone(int fd, const struct sockaddr_un *address)
{
	mode_t before = umask(0177);
	bool bound = bind(fd, (const void *)address, sizeof(*address)) == 0;

	umask(before);
	return bound && listen(fd, 8) == 0;
}

int
status_listen(const char *path)
{
	const struct sockaddr_un address = address_of(path);
	int fd;

	if (is_answered(&address)) {
		log_line("%s: another server answers there: vitae status is of"
			 " that one",
		    path);
		return -1;
	}
	if (is_socket(path))
		unlink(path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && bind_alone(fd, &address))
		return fd;
	log_line("%s: no vitae status: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

void
status_close(int listener, const char *path)
{
	if (listener < 0)
		return;
	close(listener);
	unlink(path);
}

static bool
wait_for(int fd, short what, int64_t latest)
{
	struct pollfd on = { .fd = fd, .events = what };
	int64_t left = latest - clock_ms();

	return left > 0 && poll(&on, 1, (int)left) == 1;
}

/* The line, without its end; empty if none came in time. */
static struct str
hear(int fd, char line[LINE_MAX_BYTES], int64_t latest)
{
	size_t len = 0;

	while (len < LINE_MAX_BYTES && wait_for(fd, POLLIN, latest)) {
		ssize_t got = recv(fd, line + len, LINE_MAX_BYTES - len, 0);
		struct str said;

		if (got <= 0)
			break;
		len += (size_t)got;
		said = (struct str){ line, len };
		if (str_find(said, STR("\n")) < len)
			return str_take(said, str_find(said, STR("\n")));
	}
	return STR("");
}

static void
say(int fd, struct str text, int64_t latest)
{
	while (text.len > 0 && wait_for(fd, POLLOUT, latest)) {
		ssize_t sent = send(fd, text.at, text.len, MSG_NOSIGNAL);

		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			return;
		if (sent > 0)
			text = str_skip(text, (size_t)sent);
	}
}

void
status_reply(int listener, const struct status *status)
{
	const int64_t latest = clock_ms() + STATUS_WAIT_MS;
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	char line[LINE_MAX_BYTES];
	struct str wanted;
	struct buf out;

	if (fd < 0)
		return;
	buf_init(&out);
	wanted = hear(fd, line, latest);
	if (str_eq(wanted, STR("text")))
		status_text(&out, status);
	else if (str_eq(wanted, STR("prometheus")))
		status_prometheus(&out, status);
	say(fd, buf_str(&out), latest);
	buf_release(&out);
	close(fd);
}
