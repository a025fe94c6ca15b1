/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"
#include "model/zone.h"
#include "render/gemtext.h"
#include "render/render.h"

/* "@AdaExample@h.example": a name that can be answered to is one word. */
static void
put_author(struct buf *out, const struct feed *feed, const struct origin *o)
{
	struct str rest = feed->author;
	uint32_t point;
	size_t len;

	if (rest.len == 0)
		return;
	buf_add(out, STR("author: @"));
	while ((len = utf8_next(rest, &point)) > 0) {
		if (utf8_is_word(point))
			buf_add(out, str_take(rest, len));
		rest = str_skip(rest, len);
	}
	buf_printf(out, "@%.*s\n", STR_ARG(o->host));
}

static void
put_head(struct buf *out, const struct feed *feed, const struct origin *o)
{
	buf_printf(out, "# %.*s\n", STR_ARG(feed->title));
	put_author(out, feed, o);
	if (feed->icon.len > 0)
		buf_printf(out, "avatar: %.*s\n", STR_ARG(feed->icon));
	if (feed->rights.len > 0)
		buf_printf(out, "license: %.*s\n", STR_ARG(feed->rights));
}

static void
put_day(struct buf *out, const struct feed *feed, const struct date *date)
{
	struct arena a;

	arena_init(&a);
	buf_printf(out, "\n## %.*s ", STR_ARG(date_text(&a, date)));
	if (date->timed)
		buf_printf(out, "%02u:%02u %.*s\n", date->hour, date->minute,
		    STR_ARG(zone_text(&a, feed->zone)));
	else
		buf_add(out, STR("12:00 +00:00\n"));
	arena_release(&a);
}

/* Without blank lines: some programs take one for the end of an entry. */
static void
put_content(struct buf *out, const struct doc *doc)
{
	const struct block *b = block_shown(doc->first, VIEW_GEMINI);

	for (; b != NULL; b = block_shown(b->next, VIEW_GEMINI))
		if (!b->nav)
			gemtext_block(out, b);
}

void
render_tinylog(struct buf *out, const struct feed *feed,
    const struct origin *o)
{
	put_head(out, feed, o);
	for (const struct feed_entry *e = feed->first; e != NULL; e = e->next) {
		put_day(out, feed, &e->published);
		if (e->content != NULL)
			put_content(out, e->content);
	}
}
