/* SPDX-License-Identifier: ISC */
#include "app/restart.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/read.h"
#include "base/buf.h"
#include "base/count.h"
#include "base/log.h"
#include "base/mem.h"

#define LISTEN_FDS_START 3 /* sd_listen_fds(3) */
#define COMMAND_MAX ((size_t)1 << 20)

/* The number in front of the first colon of text, which loses both; or -1. */
static int
next_number(struct str *text)
{
	struct str digits;
	uint64_t value;

	str_cut(*text, ':', &digits, text);
	return str_number(digits, INT32_MAX, &value) ? (int)value : -1;
}

/* Nobody but us, and not by accident: it is there, and open. */
static void
keep_to_ourselves(int fd)
{
	int flags = fcntl(fd, F_GETFD);

	if (flags >= 0)
		fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
}

static void
add_door(struct handover *h, int fd, struct str name)
{
	if (fd < 0 || h->door_count == HANDOVER_DOORS_MAX)
		return;
	keep_to_ourselves(fd);
	h->doors[h->door_count++] = (struct handed){ fd, name };
}

/* "7:gemini@[::]:1965 8:" */
static void
inherit_doors(struct handover *h)
{
	struct str text = str_of(getenv("VITAE_DOORS")), word;

	while (text.len > 0) {
		int fd;

		str_cut(text, ' ', &word, &text);
		fd = next_number(&word);
		add_door(h, fd, word);
	}
}

/* "1234:2 1230:0:11": process, role, control. */
static void
inherit_elders(struct handover *h)
{
	struct str text = str_of(getenv("VITAE_BEFORE")), word;

	while (text.len > 0 && h->elder_count < HANDOVER_ELDERS_MAX) {
		int pid, role, control;

		str_cut(text, ' ', &word, &text);
		pid = next_number(&word);
		role = next_number(&word);
		control = next_number(&word);
		if (pid <= 1 || role < 0 || role >= ROLES)
			continue;
		keep_to_ourselves(control);
		h->elders[h->elder_count++] =
		    (struct elder){ (enum role)role, pid, control, true };
	}
}

/* Of systemd, if it meant us. */
static void
inherit_activated(struct handover *h)
{
	struct str count = str_of(getenv("LISTEN_FDS"));
	struct str meant = str_of(getenv("LISTEN_PID"));
	uint64_t sockets, pid;

	if (!str_number(count, HANDOVER_DOORS_MAX, &sockets) ||
	    !str_number(meant, INT32_MAX, &pid) || pid != (uint64_t)getpid())
		return;
	for (int i = 0; i < (int)sockets; i++)
		add_door(h, LISTEN_FDS_START + i, STR(""));
}

void
restart_inherit(struct handover *h)
{
	static const char *const said[] = { "VITAE_DOORS", "VITAE_BEFORE",
		"LISTEN_FDS", "LISTEN_PID", "LISTEN_FDNAMES" };

	*h = (struct handover){ .door_count = 0 };
	inherit_doors(h);
	inherit_elders(h);
	inherit_activated(h);
	for (size_t i = 0; i < COUNT(said); i++)
		unsetenv(said[i]);
}

/* "gemini@127.0.0.1:0" */
static bool
is_called(struct str name, const char *protocol, struct str address)
{
	struct str before, after;

	return str_cut(name, '@', &before, &after) &&
	       str_eq(before, str_of(protocol)) && str_eq(after, address);
}

/* Whether any port will do: then only one that was asked for in these words. */
static bool
has_any_port(struct str address)
{
	return str_ends(address, STR(":0"));
}

bool
restart_take(struct handover *h, const char *protocol, struct str address,
    struct listener *out)
{
	for (size_t i = 0; i < h->door_count; i++) {
		struct handed *door = &h->doors[i];

		if (door->fd < 0 ||
		    (has_any_port(address) &&
			!is_called(door->name, protocol, address)) ||
		    !listener_adopt(door->fd, address, out))
			continue;
		door->fd = -1;
		return true;
	}
	return false;
}

void
restart_close_rest(struct handover *h)
{
	for (size_t i = 0; i < h->door_count; i++) {
		const struct handed *door = &h->doors[i];

		if (door->fd < 0)
			continue;
		/* Ours had a name; whoever connects to another gets nothing. */
		if (door->name.len == 0)
			log_line("the socket %d that was handed over is for no"
				 " address that is served; closed",
			    door->fd);
		close(door->fd);
	}
	h->door_count = 0;
}

/* The command line as it was; empty, with a line in the log, if unknown. */
static char **
command_line(struct buf *text)
{
	const char *why;
	char **argv;
	size_t count = 0;

	buf_init(text);
	why = read_file("/proc/self/cmdline", COMMAND_MAX, text);
	if (why != NULL || text->len == 0) {
		log_line("/proc/self/cmdline: %s",
		    why != NULL ? why : "is empty");
		return NULL;
	}
	buf_char(text, '\0');
	/* One for "-n", and one for the end. */
	argv = mem_new(text->len + 2, sizeof(*argv));
	for (size_t at = 0; at + 1 < text->len;
	     at += strlen(text->at + at) + 1)
		argv[count++] = text->at + at;
	return argv;
}

/* In the child: what would be printed is for nobody. */
static void
look_at_everything(char **argv, char *option)
{
	int nobody = open("/dev/null", O_WRONLY | O_CLOEXEC);
	sigset_t all;
	size_t count = 0;

	while (argv[count] != NULL)
		count++;
	/* Behind "vitae serve"; what comes later is as it was. */
	memmove(argv + 3, argv + 2, (count - 1) * sizeof(*argv));
	argv[2] = option;
	if (nobody >= 0)
		dup2(nobody, STDOUT_FILENO);
	sigfillset(&all);
	sigprocmask(SIG_UNBLOCK, &all, NULL);
	unsetenv("NOTIFY_SOCKET");
	execvp(argv[0], argv);
	log_line("%s: %s", argv[0], strerror(errno));
	_exit(127);
}

pid_t
restart_rehearse(void)
{
	char option[] = "-n";
	struct buf text;
	char **argv = command_line(&text);
	pid_t pid = -1;

	if (argv != NULL) {
		pid = fork();
		if (pid == 0)
			look_at_everything(argv, option);
		if (pid < 0)
			log_line("the program cannot be tried out: %s",
			    strerror(errno));
	}
	free(argv);
	buf_release(&text);
	return pid;
}

static void
open_across(int fd, bool across)
{
	int flags = fd >= 0 ? fcntl(fd, F_GETFD) : -1;

	if (flags >= 0)
		fcntl(fd, F_SETFD,
		    across ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC);
}

static void
set_across(const struct handover *h, bool across)
{
	for (size_t i = 0; i < h->door_count; i++)
		open_across(h->doors[i].fd, across);
	for (size_t i = 0; i < h->elder_count; i++)
		if (h->elders[i].role == ROLE_SIGNER)
			open_across(h->elders[i].control, across);
}

static bool
set_environment(const struct handover *h)
{
	struct buf doors, before;
	bool set;

	buf_init(&doors);
	buf_init(&before);
	for (size_t i = 0; i < h->door_count; i++)
		buf_printf(&doors, "%s%d:%.*s", i > 0 ? " " : "",
		    h->doors[i].fd, STR_ARG(h->doors[i].name));
	for (size_t i = 0; i < h->elder_count; i++) {
		const struct elder *e = &h->elders[i];

		buf_printf(&before, "%s%d:%d", i > 0 ? " " : "", (int)e->pid,
		    (int)e->role);
		if (e->role == ROLE_SIGNER && e->control >= 0)
			buf_printf(&before, ":%d", e->control);
	}
	buf_char(&doors, '\0');
	buf_char(&before, '\0');
	set = setenv("VITAE_DOORS", doors.at, 1) == 0 &&
	      setenv("VITAE_BEFORE", before.at, 1) == 0;
	buf_release(&doors);
	buf_release(&before);
	return set;
}

void
restart_now(const struct handover *h)
{
	struct buf text;
	char **argv = command_line(&text);

	if (argv != NULL && set_environment(h)) {
		set_across(h, true);
		execvp(argv[0], argv);
		log_line("%s: %s; what runs stays", argv[0], strerror(errno));
		set_across(h, false);
		unsetenv("VITAE_DOORS");
		unsetenv("VITAE_BEFORE");
	}
	free(argv);
	buf_release(&text);
}
