/* SPDX-License-Identifier: ISC */
#include "site/files.h"

#include "base/utf8.h"
#include "site/load.h"

struct walk {
	const struct folder *folder;
	struct arena *arena;
	struct diags *diags;
	struct media_guess guess;
	struct files *files;
};

struct str
file_folder(const struct file *f)
{
	size_t len = f->path.len;

	while (len > 0 && f->path.at[len - 1] != '/')
		len--;
	return str_take(f->path, len);
}

static struct place
place_of(struct str path)
{
	return (struct place){ .file = path };
}

static void
warn_unread(struct walk *w, struct str path, enum folder_result why)
{
	diag_add(w->diags, DIAG_WARNING, place_of(path), "not-served",
	    "%s; not served", folder_reason(why));
}

/* Dot files, and what editors leave beside the files they save (X-10). */
static bool
is_hidden(struct str name)
{
	return str_starts(name, STR(".")) || str_ends(name, STR("~")) ||
	       (str_starts(name, STR("#")) && str_ends(name, STR("#"))) ||
	       str_ends(name, STR(".bak")) || str_ends(name, STR(".tmp"));
}

/* No request can carry such a name, nor a menu line show it (X-16). */
static bool
is_text(struct str name)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(name, &point)) > 0) {
		if (utf8_is_control(point))
			return false;
		name = str_skip(name, len);
	}
	return name.len == 0;
}

/* RFC 7468, and OpenPGP's and OpenSSH's own. */
static bool
is_private_key(struct str bytes)
{
	struct str first, rest;

	str_cut(str_take(bytes, 80), '\n', &first, &rest);
	return str_starts(first, STR("-----BEGIN ")) &&
	       str_find(first, STR("PRIVATE KEY")) < first.len;
}

static bool
is_index(struct str name, const struct folder_list *among)
{
	if (str_eq(name, STR("index.gmi")))
		return true;
	if (!str_eq(name, STR("index.gemini")))
		return false;
	for (size_t i = 0; i < among->count; i++)
		if (str_eq(among->at[i].name, STR("index.gmi")))
			return false;
	return true;
}

static bool
keep(struct walk *w, struct str path, struct str bytes, bool index)
{
	struct file *f = arena_new(w->arena, struct file);

	w->files->bytes += bytes.len;
	if (w->files->bytes > LOAD_TOTAL_MAX) {
		diag_add(w->diags, DIAG_ERROR, place_of(path), "too-large",
		    "with this file the capsule is larger than %zu MiB",
		    LOAD_TOTAL_MAX >> 20);
		return false;
	}
	f->path = path;
	f->bytes = bytes;
	f->media = media_of(&w->guess, w->arena, path, bytes);
	f->index = index;
	*w->files->end = f;
	w->files->end = &f->next;
	return true;
}

static bool
add_file(struct walk *w, struct str path, bool index)
{
	struct str bytes;
	enum folder_result got = w->folder->read(w->folder, path,
	    LOAD_FILE_MAX, w->arena, &bytes);

	if (got != FOLDER_OK) {
		warn_unread(w, path, got);
		return true;
	}
	if (is_private_key(bytes)) {
		diag_add(w->diags, DIAG_WARNING, place_of(path), "private-key",
		    "begins as a private key does; not served");
		return true;
	}
	return keep(w, path, bytes, index);
}

static bool walk_folder(struct walk *w, struct str path, size_t depth);

static bool
add_folder(struct walk *w, struct str path, size_t depth)
{
	if (depth < LOAD_DEPTH_MAX)
		return walk_folder(w, path, depth + 1);
	diag_add(w->diags, DIAG_WARNING, place_of(path), "too-deep",
	    "more than %d folders deep; not served: a link that leads back up?",
	    LOAD_DEPTH_MAX);
	return true;
}

static bool
count_entry(struct walk *w, struct str folder)
{
	if (++w->files->entries <= LOAD_ENTRIES_MAX)
		return true;
	diag_add(w->diags, DIAG_ERROR, place_of(folder), "too-large",
	    "here the capsule has more than %d files and folders",
	    LOAD_ENTRIES_MAX);
	return false;
}

static bool
add_entry(struct walk *w, struct str folder, const struct folder_list *among,
    const struct folder_entry *entry, size_t depth)
{
	struct str path = arena_printf(w->arena, "%.*s%s%.*s",
	    STR_ARG(folder), folder.len > 0 ? "/" : "", STR_ARG(entry->name));

	if (is_hidden(entry->name) || str_eq(path, FILES_SOURCE))
		return true;
	if (!is_text(entry->name)) {
		/* As text of the message it is escaped, as a place not. */
		diag_add(w->diags, DIAG_WARNING, place_of(folder), "bad-name",
		    "\"%.*s\" has a name that is not plain text; not served",
		    STR_ARG(entry->name));
		return true;
	}
	switch (entry->kind) {
	case FOLDER_FILE:
		return add_file(w, path, is_index(entry->name, among));
	case FOLDER_DIRECTORY:
		return add_folder(w, path, depth);
	case FOLDER_OTHER:
		diag_add(w->diags, DIAG_WARNING, place_of(path), "not-served",
		    "not a regular file, or a link to nothing; not served");
		break;
	}
	return true;
}

static bool
walk_folder(struct walk *w, struct str path, size_t depth)
{
	struct folder_list list;
	enum folder_result got =
	    w->folder->list(w->folder, path, w->arena, &list);

	if (got != FOLDER_OK) {
		warn_unread(w, path, got);
		return true;
	}
	for (size_t i = 0; i < list.count; i++)
		if (!count_entry(w, path) ||
		    !add_entry(w, path, &list, &list.at[i], depth))
			return false;
	return true;
}

bool
files_find(struct files *files, const struct folder *folder, struct arena *a,
    struct diags *d)
{
	struct walk w = {
		.folder = folder,
		.arena = a,
		.diags = d,
		.files = files,
	};
	bool complete;

	*files = (struct files){ 0 };
	files->end = &files->first;
	media_init(&w.guess);
	complete = walk_folder(&w, STR(""), 0);
	media_release(&w.guess);
	return complete;
}
