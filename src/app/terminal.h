/* SPDX-License-Identifier: ISC */
#ifndef APP_TERMINAL_H
#define APP_TERMINAL_H

/*
 * terminal -- strangers' bytes on their way to somebody's screen.
 *
 * Into a file or a pipe they go as they are. A terminal obeys control bytes, so
 * there all but line feed and TAB are shown as \xHH, the CR of a CRLF is left
 * out, and so is nothing else.
 */

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/str.h"

struct terminal {
	FILE *out;
	bool guarded;
	struct buf line; /* guarded: what has come of it */
	char storage[4096];
};

void terminal_init(struct terminal *t, FILE *out, bool guarded);

void terminal_write(struct terminal *t, struct str bytes);

/* Whether something could not be written, so that more is of no use. */
bool terminal_failed(const struct terminal *t);

/* Write what is left of a last line; false if anything could not be written. */
bool terminal_end(struct terminal *t);

#endif
