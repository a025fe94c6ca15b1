/* SPDX-License-Identifier: ISC */
/*
 * Any bytes as a .bib file: all text is clean, the sources of the entries
 * follow each other in the file, and no "@type{key," is passed over in silence.
 */
#include <assert.h>

#include "base/utf8.h"
#include "unit/bib_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_clean(struct arena *a, struct str text)
{
	struct str rest = text;
	uint32_t point = ' ';
	bool blank = true;
	size_t len;

	assert(utf8_valid(text) == text.len);
	assert(str_eq(utf8_nfc(a, text), text));
	while ((len = utf8_next(rest, &point)) > 0) {
		assert(!utf8_is_control(point) && !utf8_is_bidi(point));
		assert(!utf8_is_blank(point) || (point == ' ' && !blank));
		blank = utf8_is_blank(point);
		rest = str_skip(rest, len);
	}
	assert(text.len == 0 || !blank);
}

static void
check_people(struct arena *a, const struct bib_people *people)
{
	const struct bib_person *p = people->first;

	for (; p != NULL; p = p->next) {
		assert(p->name.len > 0);
		check_clean(a, p->name);
	}
}

/* What something is made of stands above it, and once in its list. */
static void
check_uses(const struct bib_read *r, const struct bib_use *use, const char *by)
{
	for (; use != NULL; use = use->next) {
		assert(use->string->source.at < by);
		assert(use->string->number < r->bib.strings);
		for (const struct bib_use *u = use->next; u != NULL;
		     u = u->next)
			assert(u->string != use->string);
	}
}

static void
check_entry(struct bib_read *r, const struct bib_entry *e, const char **from)
{
	struct arena *a = &r->arena;

	assert(e->source.at >= *from && e->source.at[0] == '@');
	*from = e->source.at + e->source.len;
	assert(*from <= r->text.at + r->text.len);
	assert(e->parent != e);
	check_uses(r, e->uses, e->source.at);
	check_clean(a, e->type);
	check_clean(a, e->key);
	check_people(a, &e->authors);
	check_people(a, &e->editors);
	for (const struct bib_field *f = e->fields; f != NULL; f = f->next) {
		check_clean(a, f->name);
		check_clean(a, f->text);
	}
}

/* Whether a line is about an entry, by a simpler reading: "@word{key,". */
static bool
is_entry(struct str line)
{
	size_t i = 1;

	if (line.len == 0 || line.at[0] != '@')
		return false;
	while (i < line.len && char_is_letter(line.at[i]))
		i++;
	if (i < 2 || i == line.len || line.at[i] != '{' ||
	    str_eq_nocase(str_take(line, i), STR("@comment")) ||
	    str_eq_nocase(str_take(line, i), STR("@preamble")) ||
	    str_eq_nocase(str_take(line, i), STR("@string")))
		return false;
	line = str_skip(line, i + 1);
	i = 0;
	while (i < line.len && (char_is_letter(line.at[i]) ||
				   char_is_digit(line.at[i])))
		i++;
	return i > 0 && i < line.len && line.at[i] == ',';
}

static bool
is_told(const struct bib_read *r, const char *at, size_t line)
{
	for (const struct bib_entry *e = r->bib.first; e != NULL; e = e->next)
		if (e->source.at == at)
			return true;
	for (const struct diag *d = r->diags.first; d != NULL; d = d->next)
		if (d->at.line == line || d->more > 0)
			return true;
	return false;
}

/* In any letter case, and behind any NUL. */
static bool
holds(struct str text, struct str word)
{
	for (size_t i = 0; i + word.len <= text.len; i++)
		if (str_eq_nocase((struct str){ text.at + i, word.len }, word))
			return true;
	return false;
}

/* An @comment may hold entries, and is silent about them. */
static void
check_entries(const struct bib_read *r)
{
	struct str rest = r->text;
	struct str line;
	size_t number = 0;

	if (holds(rest, STR("{@")) || holds(rest, STR("@comment")) ||
	    holds(rest, STR("@preamble")))
		return;
	while (rest.len > 0) {
		str_cut(rest, '\n', &line, &rest);
		number++;
		assert(!is_entry(line) || is_told(r, line.at, number));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct bib_read r;
	struct str source;
	const char *from;

	if (size == 0 || size > 4096)
		return 0; /* the last property takes quadratic time */
	arena_init(&arena);
	source = arena_str(&arena, (struct str){ (const char *)data, size });
	bib_read_text(&r, source);
	from = r.text.at;
	for (const struct bib_entry *e = r.bib.first; e != NULL; e = e->next)
		check_entry(&r, e, &from);
	check_entries(&r);
	arena_release(&r.arena);
	arena_release(&arena);
	return 0;
}
