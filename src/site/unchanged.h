/* SPDX-License-Identifier: ISC */
#ifndef SITE_UNCHANGED_H
#define SITE_UNCHANGED_H

/*
 * unchanged -- files that are what they were when a build read them last.
 *
 * A file is that if it is the same one, of the same size, with the same times.
 * But one that was changed right before it was read, or in what the clock takes
 * for the future, may since have been changed once more without another time:
 * that one is read again.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/folder.h"
#include "site/files.h"
#include "site/memory.h"

/* No file system tells times apart less finely; FAT does by two seconds. */
#define UNCHANGED_AFTER ((int64_t)3 * 1000000000)

/*
 * The file at f->path, as it was found to be when it was read in this way: a
 * part of the profile, or one that may be large, is looked at in another.
 * False if it has to be read, or if there is no memory.
 */
bool unchanged_find(struct memory *m, const struct folder_entry *entry,
    unsigned way, struct file *f);

/* Keep what has been found; if its bytes are what they were, so is version. */
void unchanged_keep(struct memory *m, const struct folder_entry *entry,
    unsigned way, struct file *f);

#endif
