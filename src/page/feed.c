/* SPDX-License-Identifier: ISC */
#include "page/feed.h"

#include <stdlib.h>

#include "base/buf.h"
#include "proto/uri.h"

/* A tag needs a date on which its host was its maker's: never change this. */
#define YEAR_OF_ALL 2026

/* An IP literal is no authority of a tag (RFC 4151 2.1); neither is a port. */
static void
add_host(struct buf *out, struct str host)
{
	for (size_t i = 0; i < host.len; i++) {
		char c = char_lower(host.at[i]);

		if (char_is_letter(c) || char_is_digit(c) || c == '.')
			buf_char(out, c);
		else
			buf_char(out, '-');
	}
}

static void
add_day(struct buf *out, const struct date *day)
{
	if (date_is_day(day))
		buf_printf(out, "%04u-%02u-%02u", day->year, day->month,
		    day->day);
	else
		buf_printf(out, "%04u",
		    day->year != 0 ? day->year : YEAR_OF_ALL);
}

struct str
feed_id(struct arena *a, struct str host, const struct date *day,
    struct str path)
{
	struct buf id;

	buf_init(&id);
	buf_add(&id, STR("tag:"));
	add_host(&id, host);
	buf_char(&id, ',');
	add_day(&id, day);
	buf_char(&id, ':');
	uri_path_encode(&id, path);
	return buf_keep(&id, a);
}

/* An entry that is to be put in order. */
struct placed {
	struct feed_entry *entry;
	size_t index;
};

static int
compare(const void *left, const void *right)
{
	const struct placed *a = left;
	const struct placed *b = right;
	int order = date_cmp(&b->entry->published, &a->entry->published);

	if (order != 0)
		return order;
	return a->index < b->index ? -1 : 1;
}

struct feed_entry *
feed_newest(struct arena *a, struct feed_entry *first, size_t max)
{
	struct feed_entry **end = &first;
	struct placed *placed;
	size_t count = 0;

	for (const struct feed_entry *e = first; e != NULL; e = e->next)
		count++;
	placed = arena_array(a, count + 1, sizeof(*placed));
	for (size_t i = 0; i < count; i++, first = first->next)
		placed[i] = (struct placed){ first, i };
	qsort(placed, count, sizeof(*placed), compare);
	for (size_t i = 0; i < count && i < max; i++) {
		*end = placed[i].entry;
		end = &placed[i].entry->next;
	}
	*end = NULL;
	return first;
}

struct date
feed_updated(const struct feed *feed)
{
	struct date newest = feed->updated;

	if (newest.year != 0)
		return newest;
	for (const struct feed_entry *e = feed->first; e != NULL; e = e->next) {
		if (date_cmp(&e->published, &newest) > 0)
			newest = e->published;
		if (date_cmp(&e->updated, &newest) > 0)
			newest = e->updated;
	}
	return newest;
}
