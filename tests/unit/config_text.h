/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CONFIG_TEXT_H
#define UNIT_CONFIG_TEXT_H

/*
 * config_text -- a vitae.conf as a text, and what is found in it.
 */

#include <stdio.h>

#include "app/config.h"
#include "unit/unit.h"

#define FILE_NAME "etc/vitae.conf"
#define AT FILE_NAME ":"
#define LONG "0123456789012345678901234567890123456789"

struct config_text {
	struct settings settings;
	struct arena arena;
	struct diags diags;
	bool fine;
};

static inline void
config_text_read(struct config_text *r, struct str text)
{
	settings_init(&r->settings);
	arena_init(&r->arena);
	diags_init(&r->diags, &r->arena);
	r->fine = config_parse(&r->settings, text, FILE_NAME, &r->diags);
}

static inline void
config_text_release(struct config_text *r)
{
	settings_release(&r->settings);
	arena_release(&r->arena);
}

/* As they are printed; the caller's to free. */
static inline char *
config_text_findings(const struct config_text *r)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	diags_print(&r->diags, out);
	assert_int_equal(fclose(out), 0);
	return text;
}

#define HOST "[host a.example]\ncapsule = x\n"

#endif
