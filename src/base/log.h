/* SPDX-License-Identifier: ISC */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/*
 * log -- one line per event on standard error.
 *
 * The line is written with one write(2), so lines of several processes do not
 * mix. Control characters, marks that reorder text, and bytes that are not
 * valid UTF-8 are written as \xHH: nothing from the wire can forge a line or
 * talk to a terminal.
 */

#include "base/buf.h"
#include "base/str.h"

/* "vitae: " and the message; cut at 2,000 bytes. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* text with everything unprintable escaped. */
void log_escape(struct buf *out, struct str text);

/* The same of its first character, or byte that is none; returns its length. */
size_t log_escape_next(struct buf *out, struct str text);

#endif
