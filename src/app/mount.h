/* SPDX-License-Identifier: ISC */
#ifndef APP_MOUNT_H
#define APP_MOUNT_H

/*
 * mount -- a folder under a path of a capsule, as somebody has given it.
 */

#include <stdbool.h>

#include "app/settings.h"
#include "base/arena.h"
#include "base/str.h"

#define MOUNTS_MAX 32 /* of a host */

/* As a finding has it; why is NULL if there is nothing to find. */
struct mount_fault {
	const char *code;
	const char *why;
};

/*
 * Add a mount to those of the host, in a, under a path such as "/papers", and
 * return it in *added, without its folder, unless there is a fault.
 */
struct mount_fault mount_add(struct vhost_settings *is, struct arena *a,
    struct str path, struct mount_settings **added);

/* "/papers=DIR" of a command line; false, with a line in the log. */
bool mount_option(struct vhost_settings *is, struct arena *a,
    const char *text);

#endif
