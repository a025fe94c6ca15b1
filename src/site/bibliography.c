/* SPDX-License-Identifier: ISC */
#include "site/bibliography.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "page/publications.h"
#include "parse/bibtex.h"
#include "site/excerpt.h"

struct loader {
	const struct folder *folder;
	struct arena *arena;
	struct diags *diags;
	struct bibtex bibtex;
	struct buf bytes;
};

/* What folder.h asks of a path. */
static bool
is_path(struct str path)
{
	struct str segment;
	bool more = true;

	while (more) {
		more = str_cut(path, '/', &segment, &path);
		if (segment.len == 0 || str_eq(segment, STR(".")) ||
		    str_eq(segment, STR("..")))
			return false;
	}
	return true;
}

static enum folder_result
load_file(struct loader *l, struct str path)
{
	struct str source;
	enum folder_result got;

	if (!is_path(path))
		return FOLDER_OUTSIDE;
	got = l->folder->read(l->folder, path, BIBTEX_SOURCE_MAX, l->arena,
	    &source);
	if (got != FOLDER_OK)
		return got;
	bibtex_read(&l->bibtex, source, path);
	buf_add(&l->bytes, source);
	if (source.len > 0 && !str_ends(source, STR("\n")))
		buf_char(&l->bytes, '\n');
	return FOLDER_OK;
}

static void
load_field(struct loader *l, const struct field *f)
{
	struct str path = f->value;
	enum folder_result got;

	if (str_starts(path, STR("/")))
		path = str_skip(path, 1);
	got = load_file(l, path);
	if (got != FOLDER_OK)
		diag_add(l->diags, DIAG_WARNING, f->at, "missing-file",
		    "%.*s: %s", STR_ARG(f->value), folder_reason(got));
}

static void
load_default(struct loader *l)
{
	struct place at = { .file = PUBLICATIONS_FILE };
	enum folder_result got = load_file(l, PUBLICATIONS_FILE);

	if (got != FOLDER_OK && got != FOLDER_MISSING)
		diag_add(l->diags, DIAG_WARNING, at, "missing-file", "%s",
		    folder_reason(got));
}

void
bibliography_load(struct bibliography *b, const struct folder *folder,
    struct arena *a, const struct profile *p, struct diags *d)
{
	struct loader l = { .folder = folder, .arena = a, .diags = d };
	bool named = false;

	bibtex_init(&l.bibtex, a, d, &b->bib);
	buf_init(&l.bytes);
	for (const struct field *f = p->fields; f != NULL; f = f->next) {
		if (f->key != KEY_BIBLIOGRAPHY)
			continue;
		load_field(&l, f);
		named = true;
	}
	if (!named)
		load_default(&l);
	bibtex_finish(&l.bibtex);
	b->bytes = buf_keep(&l.bytes, a);
}

/* In front, so that a file of the folder with that path is what yields. */
static void
add_file(struct arena *a, struct files *files, struct str path,
    struct str bytes)
{
	struct file *f = arena_new(a, struct file);

	f->path = path;
	f->bytes = bytes;
	f->size = bytes.len;
	f->media.type = utf8_valid(bytes) == bytes.len
			    ? STR("text/x-bibtex; charset=utf-8")
			    : STR("text/x-bibtex");
	f->media.item = '0';
	f->made = true;
	f->next = files->first;
	files->first = f;
}

static bool
has_file(const struct files *files, struct str path)
{
	const struct file *f = files->first;

	while (f != NULL && !str_eq(f->path, path))
		f = f->next;
	return f != NULL;
}

void
bibliography_files(const struct bibliography *b, struct arena *a,
    const struct guarded *g, struct files *files, struct diags *d)
{
	struct excerpts excerpts;

	if (b->bib.count > 0 && !has_file(files, PUBLICATIONS_FILE))
		add_file(a, files, PUBLICATIONS_FILE, b->bytes);
	excerpts_init(&excerpts, a, d, &b->bib);
	for (const struct bib_entry *e = b->bib.first; e != NULL; e = e->next)
		if (publications_has_file(a, g, e))
			add_file(a, files, publications_file(a, e),
			    excerpts_of(&excerpts, e));
}
