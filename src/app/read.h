/* SPDX-License-Identifier: ISC */
#ifndef APP_READ_H
#define APP_READ_H

/*
 * read -- a whole file of bounded size.
 */

#include <stddef.h>

#include "base/buf.h"

/*
 * Append the regular file at path, which may be a symbolic link, to bytes. NULL
 * or why not, in words fit for a message; it never waits for a FIFO.
 */
const char *read_file(const char *path, size_t max, struct buf *bytes);

#endif
