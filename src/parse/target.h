/* SPDX-License-Identifier: ISC */
#ifndef PARSE_TARGET_H
#define PARSE_TARGET_H

/*
 * target -- where a link in a file leads, as site/link takes it.
 */

#include "base/arena.h"
#include "base/str.h"

/*
 * reference, which is not empty, as seen from base, the encoded path of the
 * file that it stands in (RFC 3986 5.2): a URL, or the encoded path of what is
 * in the capsule, with query and fragment, at most as high as its root. What no
 * URI may hold is encoded, a host in letters of any script is an A-label (T-17,
 * T-20). What is no reference even so is returned as it then is.
 */
struct str target_of(struct arena *a, struct str base, struct str reference);

#endif
