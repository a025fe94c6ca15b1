/* SPDX-License-Identifier: ISC */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

/*
 * config -- vitae.conf(5): settings as a text, and back.
 *
 * Read line by line, with inih for what a line is. Whatever is wrong is a
 * finding with line and column, and reading goes on: one run, all findings. No
 * file is opened but the one that is read.
 */

#include <stdbool.h>

#include "app/settings.h"
#include "base/buf.h"
#include "base/diag.h"

#define CONFIG_FILE_MAX ((size_t)1 << 20) /* bytes */
#define CONFIG_LINE_MAX 199		  /* bytes that inih has room for */

/*
 * Read the file at path into s, which is as settings_init() left it. False if
 * there are errors in d; then s is only good for settings_release(). path is
 * borrowed for as long as s.
 */
bool config_read(struct settings *s, const char *path, struct diags *d);

/*
 * The same of a text; path names it in messages, and relative paths in it are
 * seen from the folder that path lies in.
 */
bool config_parse(struct settings *s, struct str text, const char *path,
    struct diags *d);

/*
 * Append all of s as a text that config_parse() makes the same settings of.
 * False if a value cannot stand in a file, as a path with a line end in it; a
 * comment is in its place.
 */
bool config_print(const struct settings *s, struct buf *out);

#endif
