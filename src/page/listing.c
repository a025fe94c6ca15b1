/* SPDX-License-Identifier: ISC */
#include "page/listing.h"

#include <stdlib.h>

#include "base/buf.h"
#include "model/terms.h"
#include "proto/uri.h"

enum group {
	GROUP_DATED,
	GROUP_FOLDERS,
	GROUP_OTHERS,
};

static enum group
group_of(const struct listing_entry *e)
{
	if (date_is_day(&e->day))
		return GROUP_DATED;
	return e->folder ? GROUP_FOLDERS : GROUP_OTHERS;
}

static int
by_place(const void *a, const void *b)
{
	const struct listing_entry *left = a;
	const struct listing_entry *right = b;
	enum group group = group_of(left);
	int order = (int)group - (int)group_of(right);

	if (order == 0 && group == GROUP_DATED)
		order = date_cmp(&right->day, &left->day);
	return order != 0 ? order : str_cmp(left->path, right->path);
}

static struct str
name_of(struct arena *a, const struct listing_entry *e)
{
	if (e->title.len > 0)
		return e->title;
	return e->folder ? arena_printf(a, "%.*s/", STR_ARG(e->name))
			 : e->name;
}

/* A label that begins with a day is what programs subscribe to (S-04). */
static struct str
text_of(struct arena *a, const struct listing_entry *e)
{
	struct str name = name_of(a, e);
	struct str day;

	if (!date_is_day(&e->day))
		return name;
	day = date_text(a, &e->day);
	if (str_starts(name, day))
		return name;
	return arena_printf(a, "%.*s %.*s", STR_ARG(day), STR_ARG(name));
}

/* What a reader should know besides; a slash says what a folder is. */
static struct str
remarks_of(struct arena *a, const struct listing_entry *e, struct str lang)
{
	bool dated = date_is_day(&e->day) || !date_is_day(&e->changed);
	const char *comma = e->weight.len > 0 ? ", " : "";

	if (e->folder)
		return e->title.len > 0 ? term_of(lang, TERM_FOLDER) : STR("");
	if (dated)
		return e->weight;
	return arena_printf(a, "%.*s%s%.*s", STR_ARG(e->weight), comma,
	    STR_ARG(date_text(a, &e->changed)));
}

static struct str
target_of(struct arena *a, struct str path, bool folder)
{
	struct buf out;

	buf_init(&out);
	uri_path_encode(&out, path);
	if (folder && !str_ends(path, STR("/")))
		buf_char(&out, '/');
	return buf_keep(&out, a);
}

static void
add_entry(struct arena *a, struct doc *doc, const struct listing_entry *e,
    bool tight)
{
	struct str remarks = remarks_of(a, e, doc->lang);
	struct block *link = doc_add_link(a, doc,
	    target_of(a, e->path, e->folder), text_of(a, e));

	link->tight = tight;
	link->label = link->text;
	if (remarks.len > 0)
		link->label = arena_printf(a, "%.*s (%.*s)",
		    STR_ARG(link->text), STR_ARG(remarks));
}

static bool
is_first(const struct listing_entry *entries, size_t i)
{
	return i == 0 || group_of(&entries[i]) != group_of(&entries[i - 1]);
}

static void
add_rest(struct arena *a, struct doc *doc, size_t count)
{
	doc_add(a, doc, BLOCK_TEXT,
	    term_with(a, doc->lang, TERM_UNLISTED,
		arena_printf(a, "%zu", count)));
}

void
listing_add(struct arena *a, struct doc *doc, struct listing_entry *entries,
    size_t count)
{
	size_t shown = count < LISTING_MAX ? count : LISTING_MAX;

	qsort(entries, count, sizeof(*entries), by_place);
	for (size_t i = 0; i < shown; i++)
		add_entry(a, doc, &entries[i], !is_first(entries, i));
	if (shown < count)
		add_rest(a, doc, count - shown);
}

void
listing_add_up(struct arena *a, struct doc *doc, struct str path,
    struct str title)
{
	doc_add_way(a, doc, target_of(a, path, true),
	    term_with(a, doc->lang, TERM_UP, title));
}
