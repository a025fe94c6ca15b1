/* SPDX-License-Identifier: ISC */
#ifndef BASE_LANG_H
#define BASE_LANG_H

/*
 * lang -- names of languages.
 */

#include "base/str.h"

/* A BCP 47 tag by its form: subtags of one to eight (M-06). */
bool lang_is_tag(struct str tag);

#endif
