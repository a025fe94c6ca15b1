/* SPDX-License-Identifier: ISC */
#include "app/status_main.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "app/status.h"
#include "base/log.h"
#include "base/write.h"

#define ANSWER_S 10 /* a supervisor that is busy building may take a moment */

static int
usage(void)
{
	fputs("usage: vitae status [--prometheus] [SOCKET]\n", stderr);
	return 2;
}

/* -1 with errno. */
static int
call(const char *path)
{
	const struct timeval limit = { .tv_sec = ANSWER_S };
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	memcpy(address.sun_path, path, strlen(path));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	if (connect(fd, (const void *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

/* All of the answer to standard output; false if there is none. */
static bool
copy(int fd)
{
	char block[8192];
	bool any = false;
	ssize_t got;

	while ((got = recv(fd, block, sizeof(block), 0)) > 0) {
		if (!write_all(STDOUT_FILENO,
			(struct str){ block, (size_t)got }))
			return false;
		any = true;
	}
	if (got == 0 && !any)
		errno = ENOMSG;
	return got == 0 && any;
}

static int
ask(const char *path, struct str format)
{
	int fd = call(path);
	bool told = fd >= 0 &&
		    send(fd, format.at, format.len, MSG_NOSIGNAL) ==
			(ssize_t)format.len &&
		    copy(fd);

	if (!told)
		log_line("%s: no server answers: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return told ? 0 : 1;
}

int
status_main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "prometheus", no_argument, NULL, 'p' },
		{ NULL, 0, NULL, 0 },
	};
	char path[STATUS_PATH_SIZE];
	struct str format = STR("text\n");
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 'p')
			return usage();
		format = STR("prometheus\n");
	}
	if (argc - optind > 1)
		return usage();
	if (status_path(argv[optind], path))
		return ask(path, format);
	if (argv[optind] == NULL)
		log_line("no server has said where it answers: name its"
			 " socket, as its --status does");
	return 1;
}
