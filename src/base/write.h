/* SPDX-License-Identifier: ISC */
#ifndef BASE_WRITE_H
#define BASE_WRITE_H

/*
 * write -- bytes to a descriptor, however many calls that takes.
 */

#include <stdbool.h>

#include "base/str.h"

/* All of bytes; false, with errno set, if that fails. */
bool write_all(int fd, struct str bytes);

#endif
