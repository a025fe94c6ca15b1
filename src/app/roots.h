/* SPDX-License-Identifier: ISC */
#ifndef APP_ROOTS_H
#define APP_ROOTS_H

/*
 * roots -- the folder of a capsule and those mounted in it, open.
 *
 * A build reads them, and so do, as long as the server runs, its workers for
 * large files, which inherit the descriptors.
 */

#include <stdbool.h>

#include "app/settings.h"
#include "base/diag.h"
#include "base/mounts.h"

struct roots {
	const struct vhost_settings *is; /* NULL = nothing is open */
	struct folder folder;		 /* what to read from */
	struct folder own;
	struct folder *mounted;
	struct mount *at;
	struct mounts mounts;
};

/*
 * False, with errors in d that name the line of file where the folder or the
 * mount stands, if there is one, if any of them is no folder that can be
 * opened, or is where a profile has its sources; then nothing is open. What of
 * the capsule a mount hides is a warning [mount-hides]. Neither r nor is may
 * move while it is open.
 */
bool roots_open(struct roots *r, const struct vhost_settings *is,
    struct str file, struct diags *d);

/* May be closed already, or all zeros. */
void roots_close(struct roots *r);

/* Where a path of the capsule is on the disk, as a view or in a. */
struct str roots_name(const struct roots *r, struct arena *a, struct str path);

#endif
