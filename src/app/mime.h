/* SPDX-License-Identifier: ISC */
#ifndef APP_MIME_H
#define APP_MIME_H

/*
 * mime -- names of media types, as somebody has written them.
 */

#include <stdbool.h>

#include "base/str.h"

/*
 * "text/plain", also with parameters: "; name=value" or "; name=\"value\"" (RFC
 * 2045 5.1, names as in RFC 6838 4.2).
 */
bool mime_is_type(struct str text);

#endif
