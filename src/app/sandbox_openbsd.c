/* SPDX-License-Identifier: ISC */
#include "app/sandbox_part.h"

#ifdef __OpenBSD__

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

static const char *const promises[ROLES] = {
	[ROLE_SIGNER] = "stdio recvfd sendfd",
	[ROLE_BUILDER] = "stdio rpath recvfd sendfd",
	[ROLE_WORKER] = "stdio rpath inet recvfd",
};

/* Tables that libraries read when they are first asked: types, time zones. */
static const char *const tables[] = {
	"/etc/magic",
	"/usr/local/share/misc",
	"/etc/localtime",
	"/usr/share/zoneinfo",
};

bool
sandbox_become(const struct sandbox *s)
{
	return account_become(s->account);
}

/* It takes names alone: that of a folder that is open is "." in it. */
static bool
leave_folders(const struct sandbox *s)
{
	for (size_t i = 0; i < s->folder_count; i++)
		if (fchdir(s->folders[i]) < 0 || unveil(".", "r") < 0)
			return false;
	return s->folder_count == 0 || chdir("/") == 0;
}

static bool
leave_tables(enum role role)
{
	size_t count = sizeof(tables) / sizeof(*tables);

	for (size_t i = 0; role == ROLE_BUILDER && i < count; i++)
		if (unveil(tables[i], "r") < 0 && errno != ENOENT)
			return false;
	return true;
}

/* A role without "rpath" has no files, whatever is veiled. */
bool
sandbox_confine(const struct sandbox *s)
{
	if (s->off || (leave_folders(s) && leave_tables(s->role) &&
			  unveil(NULL, NULL) == 0 &&
			  pledge(promises[s->role], "") == 0))
		return true;
	log_line("rights cannot be given up: %s", strerror(errno));
	return false;
}

/* It executes itself at a restart, which may then need all of it. */
bool
sandbox_lower(void)
{
	return true;
}

const char *
sandbox_platform(void)
{
	return "unveil, pledge";
}

#endif
