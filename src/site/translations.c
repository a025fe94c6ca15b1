/* SPDX-License-Identifier: ISC */
#include "site/translations.h"

#include "base/buf.h"
#include "base/lang.h"
#include "model/language.h"
#include "page/cite.h"
#include "parse/check.h"
#include "parse/profile.h"
#include "site/banner.h"
#include "site/sources.h"

#define PREFIX STR("profile.")
#define SUFFIX STR(".txt")

struct reader {
	struct arena *arena;
	struct diags *diags;
	const struct files *files;
	const struct date *today;
	const struct bib *bib;
	const struct guarded *guarded;
};

bool
translation_is(struct str path)
{
	return path.len >= PREFIX.len + SUFFIX.len &&
	       str_starts(path, PREFIX) && str_ends(path, SUFFIX) &&
	       str_index(path, '/') == path.len;
}

static struct str
tag_of(struct str path)
{
	return str_skip(str_take(path, path.len - SUFFIX.len), PREFIX.len);
}

/* Tags are the same in any case; an address is not. */
static struct str
root_of(struct arena *a, struct str tag)
{
	struct buf root;

	buf_fixed(&root, arena_array(a, tag.len + 1, 1), tag.len + 1);
	buf_char(&root, '/');
	for (size_t i = 0; i < tag.len; i++)
		buf_char(&root, char_lower(tag.at[i]));
	return buf_str(&root);
}

static struct str
primary_of(struct str tag)
{
	return str_take(tag, str_index(tag, '-'));
}

static bool
is_tag(struct str tag)
{
	size_t primary = primary_of(tag).len;

	return lang_is_tag(tag) && primary >= 2 && primary <= 3;
}

/*
 * Whether p is what its name says. "profile.old.txt" is a copy, and nobody's
 * language: what is no known one has to be named in the text as well.
 */
static bool
is_in_language(const struct profile *p, struct str tag)
{
	const struct field *f = p->fields;

	while (f != NULL && f->key != KEY_LANG)
		f = f->next;
	if (f == NULL || f->label.len == 0)
		return language_of(tag) != NULL;
	return str_eq_nocase(primary_of(f->value), primary_of(tag));
}

static void
warn_lang(const struct reader *r, const struct file *f, struct str tag,
    const char *how)
{
	diag_add(r->diags, DIAG_WARNING, (struct place){ .file = f->path },
	    "bad-lang", "'%.*s' %s; not served", STR_ARG(tag), how);
}

static const struct profile *
parse_file(const struct reader *r, const struct file *f, struct str tag)
{
	const struct profile *p;

	if (!is_tag(tag)) {
		warn_lang(r, f, tag, "is no language tag such as de or zh");
		return NULL;
	}
	p = profile_parse_in(r->arena, f->bytes, f->path, tag, r->diags);
	if (p == NULL || is_in_language(p, tag))
		return p;
	warn_lang(r, f, tag, "is not what its field Lang says");
	return NULL;
}

/* NULL if it had errors, or is in no language. */
static struct profile *
read_file(const struct reader *r, const struct file *f)
{
	struct str tag = tag_of(f->path);
	const struct profile *parsed = parse_file(r, f, tag);
	struct profile own;
	struct profile *kept;

	if (parsed == NULL)
		return NULL;
	own = *parsed;
	own.root = root_of(r->arena, tag);
	own.guarded = r->guarded;
	sources_add(r->arena, r->files, tag, &own, r->diags);
	own.banner = banner_load(r->files, r->arena, &own, r->diags);
	check_today(&own, r->today, r->diags);
	kept = arena_new(r->arena, struct profile);
	*kept = *cite_profile(r->arena, &own, r->bib, r->diags);
	return kept;
}

static bool
has_root(const struct profile *p, struct str root)
{
	while (p != NULL && !str_eq(p->root, root))
		p = p->next;
	return p != NULL;
}

/* False, with a warning, if another one has its address. */
static bool
is_alone(const struct reader *r, const struct profile *first,
    const struct profile *p)
{
	if (!has_root(first, p->root))
		return true;
	diag_add(r->diags, DIAG_WARNING, (struct place){ .file = p->file },
	    "path-taken", "%.*s is another translation, which is served",
	    STR_ARG(p->root));
	return false;
}

const struct profile *
translations_add(struct arena *a, const struct files *files,
    const struct profile *p, const struct date *today, struct diags *d)
{
	const struct reader r = { a, d, files, today, p->bib, p->guarded };
	struct profile *first = arena_new(a, struct profile);
	struct profile *last = first;

	*first = *p;
	for (const struct file *f = files->sources; f != NULL; f = f->next) {
		struct profile *q = NULL;

		if (translation_is(f->path))
			q = read_file(&r, f);
		if (q == NULL || !is_alone(&r, first, q))
			continue;
		q->languages = first;
		last->next = q;
		last = q;
	}
	if (last != first)
		first->languages = first;
	return first;
}
