/* SPDX-License-Identifier: ISC */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

/*
 * json -- values of JSON (RFC 8259), one after the other, indented.
 *
 * Nothing else writes the author's words between quotes. In an object each
 * value has a name; in an array, and outside, it is NULL. Bytes that are no
 * UTF-8 become U+FFFD.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "base/str.h"

struct json {
	struct buf *out; /* borrowed */
	size_t depth;
	bool first; /* of the values of what was opened last */
};

void json_init(struct json *j, struct buf *out);

/* A value that others follow in, up to the end. */
void json_object(struct json *j, const char *name);
void json_object_end(struct json *j);
void json_array(struct json *j, const char *name);
void json_array_end(struct json *j);

void json_text(struct json *j, const char *name, struct str text);

/* As json_text; nothing at all if there is no text. */
void json_text_if(struct json *j, const char *name, struct str text);

#endif
