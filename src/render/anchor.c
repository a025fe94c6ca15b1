/* SPDX-License-Identifier: ISC */
#include "render/anchor.h"

#include <string.h>

#include "base/utf8.h"

/* The character that ends where s does; 0 if there is none. */
static uint32_t
last_char(struct str s)
{
	uint32_t point = 0;
	size_t start = s.len;

	while (start > 0 && ((unsigned char)s.at[--start] & 0xc0) == 0x80)
		continue;
	utf8_next(str_skip(s, start), &point);
	return point;
}

static uint32_t
first_char(struct str s)
{
	uint32_t point = 0;

	utf8_next(s, &point);
	return point;
}

/* Whether a word goes on from one character to the next. */
static bool
is_inside_word(uint32_t before, uint32_t behind)
{
	return utf8_is_word(before) && utf8_is_word(behind) &&
	       !utf8_is_cjk(before) && !utf8_is_cjk(behind);
}

static bool
is_whole(struct str text, size_t at, struct str label)
{
	struct str before = str_take(text, at);
	struct str behind = str_skip(text, at + label.len);

	return !is_inside_word(last_char(before), first_char(label)) &&
	       !is_inside_word(last_char(label), first_char(behind));
}

/* How many anchors begin before that place; false if one of all overlaps. */
static bool
find_slot(const struct anchors *a, size_t at, size_t len, size_t *slot)
{
	size_t i = 0;

	while (i < a->count && a->all[i].at < at)
		i++;
	*slot = i;
	if (i > 0 && a->all[i - 1].at + a->all[i - 1].len > at)
		return false;
	return i == a->count || at + len <= a->all[i].at;
}

static void
insert(struct anchors *a, size_t slot, struct anchor new)
{
	memmove(a->all + slot + 1, a->all + slot,
	    (a->count - slot) * sizeof(*a->all));
	a->all[slot] = new;
	a->count++;
}

bool
anchors_add(struct anchors *a, struct str text, const struct block *link)
{
	struct str label = link->text;
	size_t at = 0;
	size_t slot;

	if (label.len == 0 || a->tried == ANCHORS_MAX)
		return false;
	a->tried++;
	for (; at + label.len <= text.len; at++) {
		at += str_find(str_skip(text, at), label);
		if (at + label.len > text.len)
			return false;
		if (is_whole(text, at, label) &&
		    find_slot(a, at, label.len, &slot)) {
			insert(a, slot,
			    (struct anchor){ at, label.len, link });
			return true;
		}
	}
	return false;
}

bool
anchors_hold(const struct anchors *a, const struct block *link)
{
	for (size_t i = 0; i < a->count; i++)
		if (a->all[i].link == link)
			return true;
	return false;
}
