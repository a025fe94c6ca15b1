/* SPDX-License-Identifier: ISC */
#include "parse/flat.h"

#include "base/utf8.h"
#include "parse/clean.h"
#include "parse/folded.h"
#include "parse/target.h"
#include "proto/uri.h"

#define LEVEL_MAX 3

/* To stay linear: how deep labels hold labels, how many links are compared. */
#define LABELS_MAX 8
#define LINKS_COMPARED 64

struct flat_ref {
	struct flat_ref *outer;
	struct flat_ref *next;
	struct str target;
	struct str label;
	size_t line;
	size_t start; /* of its label in the text */
	size_t depth;
};

/* The text is told, and so are its links. */
static void
begin(struct flat *f)
{
	buf_clear(&f->text);
	f->refs = NULL;
	f->refs_end = &f->refs;
	f->ref = NULL;
	f->said = false;
}

void
flat_init(struct flat *f, struct arena *a, struct doc *doc)
{
	*f = (struct flat){
		.arena = a,
		.doc = doc,
		.base = uri_path_encoded(a, doc->path),
	};
	nest_init(&f->nest, a, doc);
	buf_init(&f->text);
	begin(f);
}

void
flat_release(struct flat *f)
{
	buf_release(&f->text);
}

void
flat_add(struct flat *f, struct str text)
{
	text = clean_loose(f->arena, text);
	if (f->ref == NULL && !f->said)
		f->said = utf8_has_word(text);
	buf_add(&f->text, text);
}

void
flat_fold(struct flat *f)
{
	buf_char(&f->text, FOLDED_FOLD);
}

void
flat_break(struct flat *f)
{
	buf_char(&f->text, FOLDED_BREAK);
}

void
flat_open_ref(struct flat *f, struct str target, size_t line)
{
	struct flat_ref *ref = arena_new(f->arena, struct flat_ref);

	ref->outer = f->ref;
	ref->depth = f->ref != NULL ? f->ref->depth + 1 : 1;
	ref->target = target_of(f->arena, f->base, target);
	ref->line = line;
	ref->start = f->text.len;
	f->ref = ref;
	*f->refs_end = ref;
	f->refs_end = &ref->next;
}

/* What has been added from start on. */
static struct str
line_from(struct flat *f, size_t start)
{
	return folded_one_line(f->arena, str_skip(buf_str(&f->text), start));
}

/* Whoever has raw may free it. */
static struct str
cleaned(struct arena *a, struct str raw)
{
	return clean_text(a, clean_loose(a, arena_str(a, raw)));
}

static struct str
titled(struct arena *a, struct str label, struct str title)
{
	title = cleaned(a, title);
	if (title.len == 0 || str_eq(title, label))
		return label;
	if (label.len == 0)
		return title;
	return arena_printf(a, "%.*s (%.*s)", STR_ARG(label), STR_ARG(title));
}

void
flat_close_ref(struct flat *f, struct str title)
{
	struct flat_ref *ref = f->ref;

	f->ref = ref->outer;
	if (ref->depth <= LABELS_MAX)
		ref->label = line_from(f, ref->start);
	ref->label = titled(f->arena, ref->label, title);
}

/* The text as a line or more; one that the author has broken is several. */
static void
put_lines(struct flat *f, struct span span)
{
	struct str rest = buf_str(&f->text);
	struct str line;

	while (rest.len > 0) {
		str_cut(rest, FOLDED_BREAK, &line, &rest);
		line = folded_one_line(f->arena, line);
		if (line.len == 0)
			continue;
		nest_text(&f->nest, line, span);
		span.first = span.last;
	}
}

static bool
is_told(const struct flat_ref *from, const struct flat_ref *ref)
{
	for (int i = 0; from != ref && i < LINKS_COMPARED; i++) {
		if (str_eq(from->target, ref->target) &&
		    str_eq(from->label, ref->label))
			return true;
		from = from->next;
	}
	return false;
}

static void
put_links(struct flat *f, struct span span)
{
	for (const struct flat_ref *r = f->refs; r != NULL; r = r->next) {
		if (is_told(f->refs, r))
			continue;
		nest_link(&f->nest, r->target,
		    r->label.len > 0 ? r->label : r->target, span, r->line);
		span.first = span.last;
		f->doc->menu = true;
	}
	begin(f);
}

void
flat_paragraph(struct flat *f, struct span span)
{
	struct str text = buf_str(&f->text);

	if (folded_is_table(text))
		nest_pre(&f->nest, folded_lines(f->arena, text, FOLDED_FOLD),
		    STR(""), span);
	else if (f->said || f->refs == NULL)
		put_lines(f, span);
	put_links(f, span);
}

/* False if the document is not called so. */
static bool
is_title(struct flat *f, int level, struct str text)
{
	struct str *title = &f->doc->title;
	bool first = !f->headed && f->nest.quotes == 0;

	f->headed = true;
	if (!first || !((title->len == 0 && level == 1) ||
			  str_eq_nocase(*title, text)))
		return false;
	*title = text;
	return true;
}

void
flat_heading(struct flat *f, int level, struct span span)
{
	struct str text = line_from(f, 0);

	if (text.len > 0 && !is_title(f, level, text))
		nest_heading(&f->nest, level < LEVEL_MAX ? level : LEVEL_MAX,
		    text, span);
	put_links(f, span);
}

void
flat_code(struct flat *f, struct str lines, struct str alt, struct span span)
{
	lines = folded_lines(f->arena, lines, '\n');
	alt = cleaned(f->arena, alt);
	if (str_trim(lines).len > 0)
		nest_pre(&f->nest, lines, alt, span);
}
