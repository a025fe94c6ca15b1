/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "app/sandbox_part.h"
#include "base/log.h"

/* As ps(1) shows it. */
static const char *const names[ROLES] = {
	[ROLE_SIGNER] = "vitae-signer",
	[ROLE_BUILDER] = "vitae-builder",
	[ROLE_WORKER] = "vitae-worker",
};

static bool
set(int option, unsigned long value, const char *what)
{
	if (prctl(option, value, 0, 0, 0) == 0)
		return true;
	log_line("%s cannot be set: %s", what, strerror(errno));
	return false;
}

/*
 * Whoever changes the user loses the signal that says that the parent is gone,
 * and can no longer be looked at through /proc. The builder finds its folders
 * there, to watch them; the others have nothing to be read.
 */
static bool
restore(const struct sandbox *s, int signal_of_death, pid_t parent)
{
	bool open = s->role == ROLE_BUILDER || SANDBOX_SANITIZED;

	return set(PR_SET_PDEATHSIG, (unsigned long)signal_of_death,
		   "the signal of a supervisor's death") &&
	       set(PR_SET_DUMPABLE, open, "whether memory may be read") &&
	       getppid() == parent;
}

bool
sandbox_become(const struct sandbox *s)
{
	pid_t parent = getppid();
	int signal_of_death = 0;

	prctl(PR_SET_NAME, names[s->role]);
	prctl(PR_GET_PDEATHSIG, &signal_of_death);
	return rights_bound(0) && account_become(s->account) &&
	       rights_keep(0) && restore(s, signal_of_death, parent);
}

bool
sandbox_confine(const struct sandbox *s)
{
	if (!set(PR_SET_NO_NEW_PRIVS, 1, "no_new_privs"))
		return false;
	return s->off || (files_confine(s) && calls_confine(s->role));
}

bool
sandbox_lower(void)
{
	uint64_t keep = rights_of_supervisor();

	return rights_bound(keep) && rights_keep(keep) &&
	       set(PR_SET_NO_NEW_PRIVS, 1, "no_new_privs");
}

const char *
sandbox_platform(void)
{
	static char text[64];
	int version = files_version();

	snprintf(text, sizeof(text), "no Landlock");
	if (version > 0)
		snprintf(text, sizeof(text), "Landlock %d", version);
	snprintf(text + strlen(text), sizeof(text) - strlen(text), ", %s",
	    calls_available() ? "seccomp" : "no seccomp");
	return text;
}
