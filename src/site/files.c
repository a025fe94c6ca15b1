/* SPDX-License-Identifier: ISC */
#include "site/files.h"

#include "base/utf8.h"
#include "model/doc.h"
#include "site/large.h"
#include "site/listings.h"
#include "site/load.h"
#include "site/native_kind.h"
#include "site/proof.h"
#include "site/sources.h"
#include "site/translations.h"
#include "site/unchanged.h"

/* How a file is looked at, for site/unchanged. */
enum {
	WAY_LARGE = 1 << 0,
	WAY_SERVED = 1 << 1,
};

struct walk {
	const struct folder *folder;
	bool stream;
	const struct eyes *eyes;
	struct memory *memory;
	struct arena *arena;
	struct diags *diags;
	struct media_guess guess;
	struct files *files;
	const struct folder_entry *sources; /* in the root: "profile...." */
	size_t source_count;
	bool profile; /* there is one: folders have their meanings */
};

/* A folder, and by which ones the walk came to it. */
struct level {
	struct str path;
	struct folder_id id;
	const struct level *up; /* NULL = this is the root */
	size_t depth;
};

struct str
file_folder(const struct file *f)
{
	size_t len = f->path.len;

	while (len > 0 && f->path.at[len - 1] != '/')
		len--;
	return str_take(f->path, len);
}

struct str
file_name(const struct file *f)
{
	return str_skip(f->path, file_folder(f).len);
}

unsigned
file_views(const struct file *f)
{
	return f->zone != 0 || f->paged ? 1u << VIEW_GEMINI : ALL_VIEWS;
}

unsigned
file_index_views(const struct file *f)
{
	if (!f->index)
		return 0;
	return f->mapped ? 1u << VIEW_GEMINI : file_views(f);
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

bool
files_hide(struct str name)
{
	return str_starts(name, STR(".")) || str_ends(name, STR("~")) ||
	       (str_starts(name, STR("#")) && str_ends(name, STR("#"))) ||
	       str_ends(name, STR(".bak")) || str_ends(name, STR(".tmp"));
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

/* A text of the profile, which is not served as it is. */
static bool
is_part(const struct walk *w, struct str path)
{
	return (w->profile && source_is_page(path)) || translation_is(path);
}

/* As it is, so that it matters what it is. */
static bool
is_served(const struct walk *w, const struct file *f)
{
	return !is_part(w, f->path) && !listings_is_head(file_name(f));
}

static void
set_media(struct walk *w, struct file *f)
{
	struct str type = media_type(&w->guess, f->path, f->bytes);

	if (media_is_text(type))
		f->kind = scan_bytes(f->bytes);
	f->media = media_named(w->arena, type, f->kind);
}

static bool
keep(struct walk *w, struct file *f)
{
	w->files->bytes += f->bytes.len;
	if (w->files->bytes > LOAD_TOTAL_MAX) {
		diag_add(w->diags, DIAG_ERROR, place_of(f->path), "too-large",
		    "with this file the capsule is larger than %zu MiB",
		    LOAD_TOTAL_MAX >> 20);
		return false;
	}
	if (is_part(w, f->path)) {
		*w->files->sources_end = f;
		w->files->sources_end = &f->next;
		return true;
	}
	if (listings_is_head(str_skip(f->path, file_folder(f).len))) {
		*w->files->heads_end = f;
		w->files->heads_end = &f->next;
		return true;
	}
	proof_file(f, w->diags);
	*w->files->end = f;
	w->files->end = &f->next;
	return true;
}

static bool
is_profile(struct str path)
{
	return str_eq(path, FILES_SOURCE) || translation_is(path);
}

/* A link to a source would show its comments (X-12). */
static bool
is_source(struct walk *w, struct str path, const struct folder_entry *entry)
{
	const struct folder_entry *source = w->sources;
	const struct folder_entry *end = source + w->source_count;

	while (source < end && (!is_profile(source->name) ||
				   str_eq(source->name, path) ||
				   !folder_same(entry->id, source->id)))
		source++;
	if (source == end)
		return false;
	diag_add(w->diags, DIAG_WARNING, place_of(path), "source-link",
	    "%.*s under another name; not served", STR_ARG(source->name));
	return true;
}

/* What a page is made of is needed as a whole. */
static bool
is_large(const struct walk *w, struct str path, uint64_t size)
{
	return w->stream && size > FILES_LARGE && !is_part(w, path) &&
	       !native_is_source(path);
}

static enum folder_result
read_file(struct walk *w, struct file *f, const struct folder_entry *entry)
{
	enum folder_result got;

	if (is_large(w, f->path, entry->size))
		return large_find(w->folder, w->arena, &w->guess, f);
	got = w->folder->read(w->folder, f->path, LOAD_FILE_MAX, w->arena,
	    &f->bytes);
	f->size = f->bytes.len;
	f->changed = entry->changed;
	if (got == FOLDER_OK && is_served(w, f))
		set_media(w, f);
	return got;
}

static enum folder_result
find_file(struct walk *w, struct file *f, const struct folder_entry *entry)
{
	unsigned way = is_large(w, f->path, entry->size) ? WAY_LARGE : 0;
	enum folder_result got;

	if (is_served(w, f))
		way |= WAY_SERVED;
	if (unchanged_find(w->memory, entry, way, f))
		return FOLDER_OK;
	got = read_file(w, f, entry);
	if (got == FOLDER_OK)
		unchanged_keep(w->memory, entry, way, f);
	return got;
}

static bool
add_file(struct walk *w, struct str path, const struct folder_entry *entry,
    bool index)
{
	struct file *f = arena_new(w->arena, struct file);
	enum folder_result got;

	f->path = path;
	f->index = index;
	got = find_file(w, f, entry);
	if (got != FOLDER_OK) {
		warn_unread(w, path, got);
		return true;
	}
	if (is_private_key(f->bytes)) {
		diag_add(w->diags, DIAG_WARNING, place_of(path), "private-key",
		    "begins as a private key does; not served");
		return true;
	}
	return keep(w, f);
}

static bool walk_folder(struct walk *w, struct str path,
    const struct level *up);

static bool
add_folder(struct walk *w, struct str path, const struct level *up)
{
	if (up->depth < LOAD_DEPTH_MAX)
		return walk_folder(w, path, up);
	diag_add(w->diags, DIAG_WARNING, place_of(path), "too-deep",
	    "more than %d folders deep; not served", LOAD_DEPTH_MAX);
	return true;
}

static bool
count_entry(struct walk *w, struct str folder)
{
	eyes_see(w->eyes, EYES_FILES, w->files->entries, 0);
	if (++w->files->entries <= LOAD_ENTRIES_MAX)
		return true;
	diag_add(w->diags, DIAG_ERROR, place_of(folder), "too-large",
	    "here the capsule has more than %d files and folders",
	    LOAD_ENTRIES_MAX);
	return false;
}

static bool
add_entry(struct walk *w, const struct level *in,
    const struct folder_list *among, const struct folder_entry *entry)
{
	struct str path = arena_printf(w->arena, "%.*s%s%.*s",
	    STR_ARG(in->path), in->path.len > 0 ? "/" : "",
	    STR_ARG(entry->name));

	if ((files_hide(entry->name) && !listings_is_head(entry->name)) ||
	    str_eq(path, FILES_SOURCE))
		return true;
	/* No request can carry such a name, nor a menu line show it (X-16). */
	if (!utf8_is_line(entry->name)) {
		/* As text of the message it is escaped, as a place not. */
		diag_add(w->diags, DIAG_WARNING, place_of(in->path), "bad-name",
		    "\"%.*s\" has a name that is not plain text; not served",
		    STR_ARG(entry->name));
		return true;
	}
	switch (entry->kind) {
	case FOLDER_FILE:
		return is_source(w, path, entry) ||
		       add_file(w, path, entry, is_index(entry->name, among));
	case FOLDER_DIRECTORY:
		return add_folder(w, path, in);
	case FOLDER_OTHER:
		diag_add(w->diags, DIAG_WARNING, place_of(path), "not-served",
		    "not a regular file, or a link to nothing; not served");
		break;
	}
	return true;
}

/* Followed, it would be there once more in itself, and so without end. */
static bool
is_loop(struct walk *w, const struct level *l)
{
	const struct level *back = l->up;

	while (back != NULL && !folder_same(back->id, l->id))
		back = back->up;
	if (back == NULL)
		return false;
	diag_add(w->diags, DIAG_WARNING, place_of(l->path), "folder-loop",
	    "a link back to /%.*s; not served", STR_ARG(back->path));
	return true;
}

/* Names are sorted, so they stand together. */
static void
find_sources(struct walk *w, const struct folder_list *root)
{
	const struct str prefix = STR("profile.");
	const struct folder_entry *end = root->at + root->count;

	w->sources = root->at;
	if (root->count == 0)
		return;
	while (w->sources < end && !str_starts(w->sources->name, prefix))
		w->sources++;
	while (w->sources + w->source_count < end &&
	       str_starts(w->sources[w->source_count].name, prefix)) {
		w->profile |= str_eq(w->sources[w->source_count].name,
		    FILES_SOURCE);
		w->source_count++;
	}
}

static bool
walk_folder(struct walk *w, struct str path, const struct level *up)
{
	struct level here = { .path = path, .up = up };
	struct folder_list list;
	enum folder_result got =
	    w->folder->list(w->folder, path, w->arena, &list);

	if (got != FOLDER_OK) {
		warn_unread(w, path, got);
		return true;
	}
	here.id = list.id;
	if (is_loop(w, &here))
		return true;
	if (up == NULL)
		find_sources(w, &list);
	else
		here.depth = up->depth + 1;
	for (size_t i = 0; i < list.count; i++)
		if (!count_entry(w, path) ||
		    !add_entry(w, &here, &list, &list.at[i]))
			return false;
	return true;
}

bool
files_find(struct files *files, const struct folder *folder, bool stream,
    const struct eyes *eyes, struct memory *memory, struct arena *a,
    struct diags *d)
{
	struct walk w = {
		.folder = folder,
		.stream = stream,
		.eyes = eyes,
		.memory = memory,
		.arena = a,
		.diags = d,
		.files = files,
	};
	bool complete;

	*files = (struct files){ .folder = folder };
	files->end = &files->first;
	files->sources_end = &files->sources;
	files->heads_end = &files->heads;
	media_init(&w.guess);
	complete = walk_folder(&w, STR(""), NULL);
	media_release(&w.guess);
	return complete;
}
