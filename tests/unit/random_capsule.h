/* SPDX-License-Identifier: ISC */
#ifndef UNIT_RANDOM_CAPSULE_H
#define UNIT_RANDOM_CAPSULE_H

/*
 * random_capsule -- texts of all kinds that a capsule has, which lead to each
 * other; of one seed always the same ones.
 */

#include "base/buf.h"
#include "unit/unit.h"

static const struct str capsule_paths[] = {
	STR_INIT("profile.txt"),
	STR_INIT("pages/talk.txt"),
	STR_INIT("log/2026-01-02-ada.txt"),
	STR_INIT("log/2026-03-01-looms.txt"),
	STR_INIT("index.gmi"),
	STR_INIT("README.md"),
	STR_INIT("notes/index.gmi"),
	STR_INIT("notes/a.gmi"),
	STR_INIT("notes/b.gmi"),
	STR_INIT("notes/2026-02-03-c.gmi"),
	STR_INIT("notes/d.md"),
	STR_INIT("notes/e.txt"),
	STR_INIT("plain/header.gmi"),
	STR_INIT("plain/f.txt"),
	STR_INIT("plain/raw"),
	STR_INIT("plain/g.gmi"),
	STR_INIT("plain/x.png"),
	STR_INIT("hole/gophermap"),
	STR_INIT("hole/h.gph"),
	STR_INIT("hole/i.txt"),
	STR_INIT("m/secret.gmi"),
	STR_INIT("m/s.txt"),
	STR_INIT("big.txt"),
	STR_INIT("big"),
	STR_INIT("notes.txt"),
	STR_INIT("robots.txt"),
};

static const struct str capsule_words[] = {
	STR_INIT("engine"),
	STR_INIT("loom"),
	STR_INIT("Ada"),
	STR_INIT("caf\xc3\xa9"),
	STR_INIT("\xe9\x83\x91\xe9\xb9\x8f"),
	STR_INIT("number"),
	STR_INIT("opal"),
	STR_INIT("the"),
	STR_INIT("2026-04-17"),
	STR_INIT("\xe2\x80\x9cweave\xe2\x80\x9d"),
};

struct chance {
	uint64_t state;
};

/* Below n. */
static inline size_t
chance_below(struct chance *c, size_t n)
{
	c->state = c->state * UINT64_C(6364136223846793005) + 1;
	return (size_t)(c->state >> 33) % n;
}

static inline struct str
chance_word(struct chance *c)
{
	return capsule_words[chance_below(c, COUNT(capsule_words))];
}

static inline struct str
chance_path(struct chance *c)
{
	return capsule_paths[chance_below(c, COUNT(capsule_paths))];
}

/* Of the capsule, or of another one. */
static inline void
put_target(struct buf *out, struct chance *c)
{
	if (chance_below(c, 3) == 0)
		buf_add(out, STR("gemini://example.net"));
	buf_printf(out, "/%.*s", STR_ARG(chance_path(c)));
}

static inline void
put_words(struct buf *out, struct chance *c, size_t most)
{
	for (size_t left = 1 + chance_below(c, most); left > 0; left--) {
		buf_add(out, chance_word(c));
		buf_char(out, left > 1 ? ' ' : '\n');
	}
}

static inline void
put_gemtext(struct buf *out, struct chance *c)
{
	if (chance_below(c, 4) > 0)
		buf_add(out, STR("# "));
	put_words(out, c, 3);
	for (size_t left = chance_below(c, 5); left > 0; left--) {
		put_words(out, c, 30);
		buf_add(out, STR("=> "));
		put_target(out, c);
		buf_char(out, ' ');
		put_words(out, c, 2);
	}
	if (chance_below(c, 6) == 0)
		buf_add(out, STR("```art\n  /\\\n```\n=> telnet://x/\n"));
}

static inline void
put_markdown(struct buf *out, struct chance *c)
{
	buf_add(out, STR("# "));
	put_words(out, c, 3);
	buf_add(out, STR("\n- "));
	put_words(out, c, 9);
	buf_printf(out, "\nSee [it](/%.*s) and\n", STR_ARG(chance_path(c)));
	put_words(out, c, 20);
}

static inline void
put_map(struct buf *out, struct chance *c)
{
	put_words(out, c, 9);
	buf_printf(out, "0A text\t/%.*s\n", STR_ARG(chance_path(c)));
	if (chance_below(c, 2) == 0)
		buf_add(out, STR("*\n"));
}

static inline void
put_profile(struct buf *out, struct chance *c)
{
	static const struct str fields[] = {
		STR_INIT("Email: ada@example.org\n"),
		STR_INIT("Charset: ISO-8859-1\n"),
		STR_INIT("Ascii: yes\n"),
		STR_INIT("Updated: 2026-04-17\n"),
		STR_INIT("Lang: de\n"),
		STR_INIT("Lang: 7\n"), /* an error */
	};
	const size_t field = chance_below(c, 3 * COUNT(fields));

	buf_add(out, STR("# Ada Lovelace\n\nName: Ada Lovelace\n"));
	if (field < COUNT(fields))
		buf_add(out, fields[field]);
	buf_add(out, STR("\n## Research\n\n"));
	put_gemtext(out, c);
	buf_add(out, STR("\n## News\n\n* 2026-04-17: "));
	put_words(out, c, 9);
	buf_printf(out, "\n=> /%.*s Read\n", STR_ARG(chance_path(c)));
}

static inline void
put_large(struct buf *out, struct chance *c)
{
	put_words(out, c, 5);
	if (chance_below(c, 3) > 0)
		while (out->len < (size_t)70 << 10)
			buf_add(out, STR("------------------------------\n"));
	put_words(out, c, 5);
}

/* What somebody may write there; at times what cannot be text. */
static inline void
put_text_at(struct buf *out, struct chance *c, struct str path)
{
	if (chance_below(c, 30) == 0)
		buf_add(out, STR("\xff\xfe\x01"));
	if (str_eq(path, STR("profile.txt")))
		put_profile(out, c);
	else if (str_starts(path, STR("big")))
		put_large(out, c);
	else if (str_ends(path, STR(".md")))
		put_markdown(out, c);
	else if (str_starts(path, STR("hole/")))
		put_map(out, c);
	else if (str_ends(path, STR(".png")) && chance_below(c, 2) == 0)
		buf_add(out, STR("\x89PNG\r\n\x1a\n"));
	else
		put_gemtext(out, c);
}

#endif
