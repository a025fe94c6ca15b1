/* SPDX-License-Identifier: ISC */
#include "site/banner.h"

#include "base/buf.h"
#include "base/folder.h"
#include "base/utf8.h"
#include "parse/clean.h"

#define BANNER_BYTES_MAX ((size_t)64 * 1024)
#define BANNER_ERRORS_MAX 20

static const struct field *
banner_field(const struct profile *p)
{
	const struct field *f = p->fields;

	while (f != NULL && f->key != KEY_BANNER)
		f = f->next;
	return f;
}

/* The lines of source; empty if some of it cannot be text. */
static struct str
clean_lines(struct arena *a, struct str source, struct str path,
    struct diags *d)
{
	struct place at = { path, 1, 1 };
	struct str raw, lines;
	size_t bad = 0;
	struct buf out;

	if (str_starts(source, UTF8_BOM))
		source = str_skip(source, UTF8_BOM.len);
	buf_init(&out);
	for (; source.len > 0 && bad < BANNER_ERRORS_MAX; at.line++) {
		str_cut(source, '\n', &raw, &source);
		if (str_ends(raw, STR("\r")))
			raw.len--;
		bad += clean_check(raw, at, BANNER_ERRORS_MAX - bad, d);
		if (bad == 0)
			buf_add(&out, clean_pre(a, raw));
		buf_char(&out, '\n');
	}
	lines = bad == 0 ? arena_str(a, buf_str(&out)) : STR("");
	buf_release(&out);
	return lines;
}

struct str
banner_load(const struct files *files, struct arena *a,
    const struct profile *p, struct diags *d)
{
	const struct field *field = banner_field(p);
	const struct file *file = files->first;
	struct str path;

	if (field == NULL)
		return STR("");
	path = field->value;
	if (str_starts(path, STR("/")))
		path = str_skip(path, 1);
	while (file != NULL && !str_eq(file->path, path))
		file = file->next;
	if (file != NULL && !file->large && file->size <= BANNER_BYTES_MAX)
		return clean_lines(a, file->bytes, path, d);
	diag_add(d, DIAG_WARNING, field->at, "missing-file", "%.*s: %s",
	    STR_ARG(field->value),
	    folder_reason(file != NULL ? FOLDER_TOO_LONG : FOLDER_MISSING));
	return STR("");
}
