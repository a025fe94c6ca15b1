/* SPDX-License-Identifier: ISC */
#include "site/inventory.h"

struct taker {
	struct inventory *inventory;
	struct names pages;   /* struct doc, by path */
	struct names sources; /* struct doc, by the file that it is made of */
};

static struct inventory_item *
add_item(struct arena *a, struct inventory_folder *in, struct str path)
{
	struct inventory_item *item = arena_new(a, struct inventory_item);
	size_t name = path.len;

	while (path.at[name - 1] != '/')
		name--;
	item->path = path;
	item->name = str_skip(path, name);
	item->next = in->first;
	in->first = item;
	in->count++;
	return item;
}

/* "/" of "/a", "/d" of "/d/a". */
static struct str
folder_of(struct str path)
{
	size_t len = path.len;

	while (len > 1 && path.at[len - 1] != '/')
		len--;
	return str_take(path, len > 1 ? len - 1 : 1);
}

/* With all that it is in. */
static struct inventory_folder *
folder_at(struct taker *t, struct str path)
{
	struct inventory *inv = t->inventory;
	struct inventory_folder *folder = names_find(&inv->folders, path);
	struct inventory_folder *up = NULL;

	if (folder != NULL)
		return folder;
	folder = arena_new(inv->arena, struct inventory_folder);
	folder->path = path;
	folder->page = names_find(&t->pages, path);
	if (path.len > 1) {
		struct inventory_item *item;

		up = folder_at(t, folder_of(path));
		item = add_item(inv->arena, up, path);
		item->folder = folder;
		folder->name = item->name;
	}
	folder->up = up;
	folder->next = inv->last;
	inv->last = folder;
	names_put(&inv->folders, path, folder);
	return folder;
}

/* What is Markdown is read as the page that it is shown as. */
static void
take_file(struct taker *t, struct file *f)
{
	struct arena *a = t->inventory->arena;
	struct str path = arena_printf(a, "/%.*s", STR_ARG(f->path));
	struct inventory_folder *in;
	struct inventory_item *item;

	if (f->made)
		return;
	in = folder_at(t, folder_of(path));
	item = add_item(a, in, path);
	item->file = f;
	item->doc = names_find(&t->sources, path);
	if (item->doc != NULL && item->doc->form.len == 0)
		item->path = item->doc->path;
	if (f->index)
		in->index = f;
}

static void
take_map(struct taker *t, const struct doc *doc)
{
	if (doc->folder || str_eq(doc->path, STR("/")))
		folder_at(t, doc->path);
	else
		add_item(t->inventory->arena,
		    folder_at(t, folder_of(doc->path)), doc->path)
		    ->doc = doc;
}

/* The first of them that has something to say. */
static void
take_head(struct taker *t, const struct file *f)
{
	struct str path =
	    arena_printf(t->inventory->arena, "/%.*s", STR_ARG(f->path));
	struct inventory_folder *in = folder_at(t, folder_of(path));

	if (str_ends(path, STR("/gophertag")))
		in->tag = f;
	else if (in->head == NULL || in->head->bytes.len == 0)
		in->head = f;
}

void
inventory_take(struct inventory *inv, struct arena *a, struct doc *docs,
    const struct files *files)
{
	struct taker t = { .inventory = inv };

	*inv = (struct inventory){ .arena = a };
	names_init(&inv->folders, a);
	names_init(&t.pages, a);
	names_init(&t.sources, a);
	for (struct doc *doc = docs; doc != NULL; doc = doc->next) {
		names_put(&t.pages, doc->path, doc);
		if (doc->source.len > 0)
			names_put(&t.sources, doc->source, doc);
	}
	for (struct file *f = files->first; f != NULL; f = f->next)
		take_file(&t, f);
	for (const struct file *f = files->heads; f != NULL; f = f->next)
		take_head(&t, f);
	for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
		if (doc->map != NULL)
			take_map(&t, doc);
}
