/* SPDX-License-Identifier: ISC */
#include "site/shelf.h"

bool
shelf_is_search(struct str key, size_t *page)
{
	struct str name, number;
	uint64_t value = 1;

	if (str_cut(key, '/', &name, &number) &&
	    (str_starts(number, STR("0")) ||
		!str_number(number, SEARCH_PAGES_MAX, &value)))
		return false;
	*page = (size_t)value;
	return str_eq(name, SHELF_SEARCH);
}

bool
shelf_find(const struct shelf *shelf, enum view v, struct str key,
    struct found *found)
{
	struct str bare = v == VIEW_GEMINI ? str_skip(key, 1) : key;

	if (shelf->search != NULL && shelf_is_search(bare, &found->search))
		return true;
	found->search = 0;
	return image_find(shelf->image, v, key, &found->resource);
}
