/* SPDX-License-Identifier: ISC */
#ifndef APP_COMPILED_H
#define APP_COMPILED_H

/*
 * compiled -- which capsule a command compiles, as its options say: one of the
 * command line alone, or a host of a file that is vitae serve's.
 */

#include <getopt.h>
#include <stdbool.h>

#include "app/settings.h"

struct compiled {
	struct settings settings;   /* with one host, or what the file says */
	struct vhost_settings host; /* of the command line */
	const char *config;	    /* NULL = no file */
};

enum {
	COMPILED_HOST = 256,
	COMPILED_GEMINI_PORT,
	COMPILED_GOPHER_PORT,
	COMPILED_WEB,
	COMPILED_MOUNT,
	COMPILED_END, /* behind it, a command's own */
};

/* For getopt_long(3), with 'c' among the short ones. */
/* clang-format off */
#define COMPILED_OPTIONS                                                    \
	{ "config", required_argument, NULL, 'c' },                         \
	{ "host", required_argument, NULL, COMPILED_HOST },                 \
	{ "gemini-port", required_argument, NULL, COMPILED_GEMINI_PORT },   \
	{ "gopher-port", required_argument, NULL, COMPILED_GOPHER_PORT },   \
	{ "web", required_argument, NULL, COMPILED_WEB },                   \
	{ "mount", required_argument, NULL, COMPILED_MOUNT }
/* clang-format on */

void compiled_init(struct compiled *c);
void compiled_release(struct compiled *c);

/* One of the above; false, perhaps with a line in the log, if it is none. */
bool compiled_option(struct compiled *c, int option, const char *value);

/* Whether they fit together, with that many arguments behind them. */
bool compiled_fits(const struct compiled *c, int arguments);

/*
 * The host in c->settings that is meant: the folder, or that of the file, whose
 * name is the command line's. -1, with a line in the log, if there is none.
 */
int compiled_find(struct compiled *c, const char *capsule);

#endif
