/* SPDX-License-Identifier: ISC */
#ifndef UNIT_FEED_FILES_H
#define UNIT_FEED_FILES_H

/*
 * feed_files -- files of capsules that have feeds, and what is in these.
 */

#include "unit/between.h"
#include "unit/loaded.h"

#define HEAD "Name: Ada Example\nEmail: ada@example.org\n"
#define FILES_MAX 4

/* One element of each entry, with bars between: "Second|First". */
static inline struct str
entries_of(struct arena *a, struct str atom, const char *element)
{
	struct str from = arena_printf(a, "<%s>", element);
	struct str text = { NULL, 0 };
	struct str all = { NULL, 0 };
	struct str entry;

	while (take_between(&atom, STR("<entry"), STR("</entry>"), &entry)) {
		assert_true(take_between(&entry, from, STR("<"), &text));
		all = arena_printf(a, "%.*s%s%.*s", STR_ARG(all),
		    all.len > 0 ? "|" : "", STR_ARG(text));
	}
	return all;
}

#define PROFILE(text)                            \
	{                                        \
		.path = STR_INIT("profile.txt"), \
		.bytes = STR_INIT(HEAD text),    \
	}
#define POST(name, text)                       \
	{                                      \
		.path = STR_INIT("log/" name), \
		.bytes = STR_INIT("# " text),  \
	}
#define BIB(text)                                     \
	{                                             \
		.path = STR_INIT("publications.bib"), \
		.bytes = STR_INIT(text),              \
	}
#define ENTRY(key, title, fields) \
	"@misc{" key ", title = {" title "}, " fields "}\n"
#define NEWS STR_INIT("/news/atom.xml")
#define LOG STR_INIT("/log/atom.xml")
#define PUBLICATIONS STR_INIT("/publications/atom.xml")
#define ALL STR_INIT("/atom.xml")

static const struct memory_file full[] = {
	PROFILE("Timezone: -03:30\nTinylog: yes\nIcon: \U0001f98a\n"
		"Licence: CC BY 4.0\n\n"
		"# News\n* Undated\n* 2023-04-17 One\n  => /log See\n"
		"* 2024-02-29 09:05 Two\n* 2023-04-17 * Three\n"
		"* 2023-05 Month\n"),
	POST("2024-03-01-a.txt", "A post\nText.\n"),
	BIB(ENTRY("w", "A work", "year = 2023")),
};

#endif
