/* SPDX-License-Identifier: ISC */
#ifndef APP_VHOST_H
#define APP_VHOST_H

/*
 * vhost -- a virtual host while the server runs: its image, and who may see
 * what in it.
 */

#include <stdbool.h>
#include <stdio.h>

#include "app/capsule.h"
#include "app/frozen.h"
#include "app/renew.h"
#include "app/settings.h"
#include "site/image.h"

struct vhost {
	const struct settings *settings; /* borrowed, as what follows */
	const struct vhost_settings *is;
	struct frozen frozen;
	struct image image;
	struct str names[HOSTS_MAX]; /* those of the image */
	size_t name_count;
	/* Of each zone of the image; renew fills in the lists. */
	const char *member_files[POLICY_ZONES_MAX];
	struct members members[POLICY_ZONES_MAX];
	struct findings findings;
};

/*
 * Compile the capsule of a host, or read its image. Findings go to out. False,
 * with errors there or in the log, if that fails. vhost_release() in either
 * case.
 */
bool vhost_open(struct vhost *v, const struct settings *s, size_t host,
    FILE *out);
void vhost_release(struct vhost *v);

/* Compile alone: the image of a folder, as capsule_build() does it. */
bool vhost_build(const struct settings *s, size_t host, struct findings *f,
    struct buf *image);

/* What it proves itself with, and its lists, as renew wants them. */
struct renew_host vhost_renewal(struct vhost *v);

#endif
