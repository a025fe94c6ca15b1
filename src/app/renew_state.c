/* SPDX-License-Identifier: ISC */
#include "app/renew_state.h"

#include <stdio.h>

#include "base/log.h"

enum renew_state
renew_settle(const char *path, bool used, bool last, const struct diags *d)
{
	if (!used && !last)
		return RENEW_DOUBTFUL;
	diags_print(d, stderr);
	if (used)
		return RENEW_FINE;
	log_line("%s: what was in use before stays in use", path);
	return RENEW_BROKEN;
}
