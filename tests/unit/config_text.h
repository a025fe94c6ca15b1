/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CONFIG_TEXT_H
#define UNIT_CONFIG_TEXT_H

/*
 * config_text -- a vitae.conf as a text, and what is found in it; for tests
 * and the fuzz target.
 */

#include "app/config.h"

#define FILE_NAME "etc/vitae.conf"
#define AT FILE_NAME ":"
#define LONG "0123456789012345678901234567890123456789"

struct config_text {
	struct settings settings;
	struct arena arena;
	struct diags diags;
	bool fine;
};

/* As the file at path: relative paths in it are seen from that one's folder. */
static inline void
config_text_read_at(struct config_text *r, struct str text, const char *path)
{
	settings_init(&r->settings);
	arena_init(&r->arena);
	diags_init(&r->diags, &r->arena);
	r->fine = config_parse(&r->settings, text, path, &r->diags);
}

static inline void
config_text_read(struct config_text *r, struct str text)
{
	config_text_read_at(r, text, FILE_NAME);
}

static inline void
config_text_release(struct config_text *r)
{
	settings_release(&r->settings);
	arena_release(&r->arena);
}

#define HOST "[host a.example]\ncapsule = x\n"
#define HOST2 "[host b.example]\ncapsule = x\n"

#endif
