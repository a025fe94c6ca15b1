/* SPDX-License-Identifier: ISC */
#ifndef APP_CAPSULE_H
#define APP_CAPSULE_H

/*
 * capsule -- from a path on the command line to an image, for all commands.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "site/load.h"

struct roots;
struct vhost_settings;

struct findings {
	FILE *out;		      /* one line each; set by the caller */
	bool quiet;		      /* no progress; set by the caller */
	size_t count[DIAG_ERROR + 1]; /* by level, so far */
	struct eyes_counts counts;    /* of what the last build came to */
	bool opened;		      /* there is such a folder */
};

/*
 * Open the folder of a host and what is mounted in it, as roots_open() does;
 * file is the one that names them, or empty.
 */
bool capsule_open(struct roots *roots, const struct vhost_settings *is,
    struct str file, struct findings *f);

/*
 * Compile what is open, for the names and with the policy in how, and append
 * its image to image, which must be empty. Findings name their file by a path
 * that begins with the one given for the folder, so that an editor can jump
 * there. False if there were errors; then image stays empty.
 */
bool capsule_build(const struct roots *roots, const struct load *how,
    struct findings *f, struct buf *image);

/*
 * Append the bytes of the image file at path to image, which must be empty.
 * NULL, or why not, in words fit for a message. Whether they are an image is
 * image_open()'s question.
 */
const char *capsule_read(const char *path, struct buf *image);

/* True if something is at path and it is no folder: an image, it is hoped. */
bool capsule_is_file(const char *path);

#endif
