/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CAPSULES_H
#define UNIT_CAPSULES_H

/*
 * capsules -- whole capsules, compiled: those of tests/golden, the sample, and
 * one that would like its text to be more.
 */

#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "golden/sources.h"
#include "site/load.h"
#include "unit/hostile.h"
#include "unit/loaded.h"

#define CAPSULES_MAX 64
#define GOLDEN "tests/golden"
#define SAMPLE "capsule"

struct capsule {
	char name[64];
	struct loaded loaded;
	bool *authored; /* for each resource: as its author wrote it */
	struct buf art; /* all lines in fences on Gemini, each with its LF */
};

struct capsules {
	struct capsule at[CAPSULES_MAX];
	size_t count;
};

static inline void
capsules_add_art(struct buf *art, struct str gemtext)
{
	bool fenced = false;
	struct str line;

	while (gemtext.len > 0) {
		str_cut(gemtext, '\n', &line, &gemtext);
		if (str_starts(line, STR("```")))
			fenced = !fenced;
		else if (fenced)
			buf_printf(art, "%.*s\n", STR_ARG(line));
	}
}

static inline bool
capsules_has(const struct folder *folder, struct str path)
{
	struct arena a;
	struct str bytes;
	bool found;

	arena_init(&a);
	found = folder->read(folder, path, LOAD_FILE_MAX, &a, &bytes) ==
		FOLDER_OK;
	arena_release(&a);
	return found;
}

/*
 * Whether what Gopher has there is a map, or a file, and not what was made of
 * one: those of gemtext are.
 */
static inline bool
capsules_is_authored(const struct folder *folder, struct str key)
{
	static const char *const maps[] = { "gophermap", "index.gph" };
	bool found = false;
	char path[512];

	if (str_ends(key, STR(".gmi")) || str_ends(key, STR(".gemini")))
		return false;
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%.*s%s%s", STR_ARG(key),
		    key.len > 0 ? "/" : "", maps[i]);
		found |= capsules_has(folder, str_of(path));
	}
	return found || (key.len > 0 && capsules_has(folder, key));
}

static inline void
capsules_add(struct capsules *c, const char *name,
    const struct folder *folder)
{
	struct capsule *new = &c->at[c->count];
	const struct image *image = &new->loaded.image;

	assert_true(c->count++ < CAPSULES_MAX);
	snprintf(new->name, sizeof(new->name), "%s", name);
	buf_init(&new->art);
	load_from(&new->loaded, folder, NULL);
	assert_true(new->loaded.built);
	new->authored = mem_new(image->resources + 1, sizeof(bool));
	for (uint32_t i = 0; i < image->resources; i++) {
		struct resource r;
		struct str key;
		enum view v;

		image_at(image, i, &v, &key, &r);
		if (v == VIEW_GEMINI && r.kind == RESOURCE_BODY &&
		    str_starts(r.media, STR("text/gemini")))
			capsules_add_art(&new->art, r.body);
		new->authored[i] = v == VIEW_GOPHER &&
					    capsules_is_authored(folder, key);
	}
}

static inline void
capsules_add_sources(struct capsules *c, const char *path)
{
	struct folder real, sources;

	assert_true(folder_open(&real, path));
	sources = sources_of(&real);
	capsules_add(c, path, &sources);
	folder_close(&real);
}

static inline void
capsules_add_golden(struct capsules *c)
{
	struct folder_list list;
	struct folder golden;
	struct arena a;
	char path[512];

	arena_init(&a);
	assert_true(folder_open(&golden, GOLDEN));
	assert_int_equal(golden.list(&golden, STR(""), &a, &list), FOLDER_OK);
	for (size_t i = 0; i < list.count; i++) {
		if (list.at[i].kind != FOLDER_DIRECTORY)
			continue;
		snprintf(path, sizeof(path), GOLDEN "/%.*s",
		    STR_ARG(list.at[i].name));
		capsules_add_sources(c, path);
	}
	folder_close(&golden);
	arena_release(&a);
}

/* Each text as a paragraph, an item, a quote, a label and a drawing. */
static inline void
capsules_add_hostile(struct capsules *c)
{
	struct memory_file file = { .path = STR("profile.txt") };
	const struct memory_folder files = { .files = &file, .count = 1 };
	const struct folder folder = memory_folder(&files);
	struct buf text;

	buf_init(&text);
	buf_add(&text, STR("Name: Eve Example\n\n# Texts\n"));
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct str t = hostile_texts[i].text;

		buf_printf(&text, "\\%.*s\n\n* %.*s\n\n> %.*s\n\n", STR_ARG(t),
		    STR_ARG(t), STR_ARG(t));
		buf_printf(&text, "=> https://h.example/%zu %.*s\n\n", i,
		    STR_ARG(t));
		if (!str_starts(t, STR("```")))
			buf_printf(&text, "```art\n%.*s\n```\n", STR_ARG(t));
	}
	file.bytes = buf_str(&text);
	capsules_add(c, "hostile texts", &folder);
	buf_release(&text);
}

static inline void
capsules_load(struct capsules *c)
{
	c->count = 0;
	capsules_add_golden(c);
	capsules_add_sources(c, SAMPLE);
	capsules_add_hostile(c);
}

static inline void
capsules_unload(struct capsules *c)
{
	for (size_t i = 0; i < c->count; i++) {
		buf_release(&c->at[i].art);
		free(c->at[i].authored);
		unload(&c->at[i].loaded);
	}
}

#endif
