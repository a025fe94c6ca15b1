/* SPDX-License-Identifier: ISC */
#ifndef PARSE_BURDEN_H
#define PARSE_BURDEN_H

/*
 * burden -- Markdown that no parser should be given.
 */

#include <stdbool.h>

#include "base/str.h"

/*
 * Whether reading source would take cmark more than a second or so: where its
 * work is not linear, an upper bound of it is too large. That is a blank line
 * within many lists, and a link within the brackets of many pictures.
 */
bool burden_is_heavy(struct str source);

#endif
