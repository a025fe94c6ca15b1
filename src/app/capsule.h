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

struct findings {
	FILE *out;		      /* one line each; set by the caller */
	struct place named;	      /* where the path is; no line = nowhere */
	size_t count[DIAG_ERROR + 1]; /* by level, of the last build */
	bool opened;		      /* there is such a folder */
};

/*
 * Compile the folder at path, for the names and with the policy in how, and
 * append its image to image, which must be empty. Findings name their file by a
 * path that begins with the given one, so that an editor can jump there. False
 * if there were errors, a missing or unreadable folder among them; then image
 * stays empty.
 */
bool capsule_build(const char *path, const struct load *how,
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
