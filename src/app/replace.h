/* SPDX-License-Identifier: ISC */
#ifndef APP_REPLACE_H
#define APP_REPLACE_H

/*
 * replace -- a file that appears whole or not at all.
 */

#include <stdbool.h>

#include "base/str.h"

/*
 * Make bytes the contents of the file at path: written and synced beside it,
 * then renamed. Readers see the old file or the new one. A file that is there
 * keeps its mode and owner; of a symbolic link it is the file it leads to.
 * False, with a line in the log and the old file untouched, if that fails or
 * path is a device or folder, or a file that may not be written.
 */
bool replace_file(const char *path, struct str bytes);

/* All of bytes to fd, synced; closes fd. False, with errno set, if not. */
bool replace_fill(int fd, struct str bytes);

#endif
