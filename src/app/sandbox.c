/* SPDX-License-Identifier: ISC */
#include "app/sandbox.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>

#include "app/sandbox_part.h"
#include "base/log.h"

static bool
limit(unsigned what, rlim_t most, const char *name)
{
	struct rlimit now;

	if (getrlimit(what, &now) == 0) {
		if (most > now.rlim_max)
			most = now.rlim_max;
		now = (struct rlimit){ most, most };
		if (setrlimit(what, &now) == 0)
			return true;
	}
	log_line("the limit of %s cannot be set: %s", name, strerror(errno));
	return false;
}

/*
 * Of processes there may be none more, however many the same user has: the
 * limit is looked at by fork() alone. Of files that are written there is no
 * limit: standard error is one, if the log goes there.
 */
static bool
limit_child(const struct sandbox *s)
{
	if (!limit(RLIMIT_CORE, 0, "core files"))
		return false;
	if (s->descriptors > 0 &&
	    !limit(RLIMIT_NOFILE, s->descriptors, "descriptors"))
		return false;
	return SANDBOX_SANITIZED || limit(RLIMIT_NPROC, 0, "processes");
}

bool
sandbox_enter(const struct sandbox *sandbox)
{
	return sandbox_become(sandbox) && limit_child(sandbox) &&
	       sandbox_confine(sandbox);
}

bool
sandbox_supervisor(void)
{
	return limit(RLIMIT_CORE, 0, "core files") && sandbox_lower();
}

const char *
sandbox_describe(void)
{
	return sandbox_platform();
}
