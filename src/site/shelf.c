/* SPDX-License-Identifier: ISC */
#include "site/shelf.h"

#include "base/buf.h"
#include "proto/uri.h"

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
shelf_has_view(const struct shelf *shelf, enum view v)
{
	return shelf->image->origin.port[v] != 0;
}

/* "search" of "ascii/search". */
static struct str
without_tree(struct str key, enum tree *tree)
{
	struct str root, rest;

	if (!str_cut(key, '/', &root, &rest) ||
	    !str_eq(root, str_skip(TREE_ASCII_ROOT, 1)))
		return key;
	*tree = TREE_ASCII;
	return rest;
}

bool
shelf_find(const struct shelf *shelf, enum view v, struct str key,
    struct found *found)
{
	struct str bare = v == VIEW_GEMINI ? str_skip(key, 1) : key;

	found->tree = TREE_MAIN;
	if (v == VIEW_GOPHER && shelf->image->ascii)
		bare = without_tree(bare, &found->tree);
	if (shelf->search != NULL && shelf_is_search(bare, &found->search))
		return true;
	*found = (struct found){ 0 };
	return image_find(shelf->image, v, key, &found->resource);
}

/* What an author has put where a form would be is on Gemini as well. */
struct str
shelf_usual_path(const struct shelf *shelf, struct str path)
{
	const struct image *image = shelf->image;
	struct resource found;
	struct str page;

	if (image->ascii && tree_page(TREE_ASCII, path, &page))
		return page;
	if (tree_page(TREE_GEMTEXT, path, &page) &&
	    image_find(image, VIEW_GOPHER, str_skip(path, 1), &found) &&
	    !image_find(image, VIEW_GEMINI, path, &found))
		return page;
	return path;
}

enum folder_result
shelf_open(const struct shelf *shelf, const struct resource *resource,
    struct folder_file *file)
{
	if (shelf->folder == NULL)
		return FOLDER_MISSING;
	return shelf->folder->open(shelf->folder, resource->file, file);
}

static int
find_name(const struct shelves *shelves, struct str name)
{
	for (size_t i = 0; i < shelves->count; i++) {
		const struct image *image = shelves->at[i].image;

		for (uint32_t h = 0; h < image->hosts; h++)
			if (str_eq(name, image_host(image, h)))
				return (int)i;
	}
	return SHELF_NONE;
}

int
shelves_find(const struct shelves *shelves, struct str host)
{
	char pattern[URI_HOST_MAX + 1];
	struct buf wild;
	int found = find_name(shelves, host);

	if (found != SHELF_NONE)
		return found;
	buf_fixed(&wild, pattern, sizeof(pattern));
	buf_char(&wild, '*');
	buf_add(&wild, str_skip(host, str_index(host, '.')));
	if (wild.len > 1)
		found = find_name(shelves, buf_str(&wild));
	return found != SHELF_NONE ? found : find_name(shelves, STR("*"));
}
