/* SPDX-License-Identifier: ISC */
#include "parse/bibtex.h"

#include <string.h>

#include "base/count.h"
#include "base/utf8.h"
#include "parse/bibread.h"
#include "parse/bibscan.h"
#include "parse/person.h"
#include "parse/slug.h"
#include "parse/tex.h"
#include "parse/verbatim.h"

static const struct str types[] = {
	STR_INIT("article"),
	STR_INIT("book"),
	STR_INIT("booklet"),
	STR_INIT("conference"),
	STR_INIT("dataset"),
	STR_INIT("inbook"),
	STR_INIT("incollection"),
	STR_INIT("inproceedings"),
	STR_INIT("manual"),
	STR_INIT("mastersthesis"),
	STR_INIT("misc"),
	STR_INIT("online"),
	STR_INIT("patent"),
	STR_INIT("phdthesis"),
	STR_INIT("proceedings"),
	STR_INIT("report"),
	STR_INIT("software"),
	STR_INIT("techreport"),
	STR_INIT("thesis"),
	STR_INIT("unpublished"),
};

/* Fields that hold an address or the path of a file, never typography. */
static const struct str addresses[] = {
	STR_INIT("arxiv"),
	STR_INIT("blog"),
	STR_INIT("code"),
	STR_INIT("crossref"),
	STR_INIT("demo"),
	STR_INIT("doi"),
	STR_INIT("eprint"),
	STR_INIT("file"),
	STR_INIT("html"),
	STR_INIT("pdf"),
	STR_INIT("poster"),
	STR_INIT("preview"),
	STR_INIT("slides"),
	STR_INIT("supp"),
	STR_INIT("supplementary"),
	STR_INIT("url"),
	STR_INIT("video"),
	STR_INIT("website"),
};

/* What every style of BibTeX defines. */
static const struct {
	struct str name;
	struct str value;
} months[] = {
	{ STR_INIT("jan"), STR_INIT("January") },
	{ STR_INIT("feb"), STR_INIT("February") },
	{ STR_INIT("mar"), STR_INIT("March") },
	{ STR_INIT("apr"), STR_INIT("April") },
	{ STR_INIT("may"), STR_INIT("May") },
	{ STR_INIT("jun"), STR_INIT("June") },
	{ STR_INIT("jul"), STR_INIT("July") },
	{ STR_INIT("aug"), STR_INIT("August") },
	{ STR_INIT("sep"), STR_INIT("September") },
	{ STR_INIT("oct"), STR_INIT("October") },
	{ STR_INIT("nov"), STR_INIT("November") },
	{ STR_INIT("dec"), STR_INIT("December") },
};

static bool
is_among(struct str name, const struct str *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(list[i], name))
			return true;
	return false;
}

static struct bib_string *
define(struct bibtex *b, struct str name, struct str value)
{
	struct bib_string *string = arena_new(b->arena, struct bib_string);

	string->value = value;
	string->number = b->bib->strings++;
	names_put(&b->strings, name, string);
	return string;
}

void
bibtex_init(struct bibtex *b, struct arena *a, struct diags *d,
    struct bib *bib)
{
	*b = (struct bibtex){ .arena = a, .diags = d, .bib = bib };
	bib_init(bib, a);
	names_init(&b->strings, a);
	for (size_t i = 0; i < COUNT(months); i++)
		define(b, months[i].name, months[i].value);
}

static struct str
field_text(struct arena *a, const struct bib_field *f)
{
	if (is_among(f->name, addresses, COUNT(addresses)))
		return tex_address(a, f->value);
	return tex_text(a, f->value);
}

static void
add_field(struct bibread *r, struct bib_entry *e, struct bib_field ***end,
    struct bib_field field)
{
	const struct bib_field *twin = bib_own(e, field.name);

	if (twin != NULL)
		diag_add(r->to->diags, DIAG_WARNING, field.at, "bib-twice",
		    "'%.*s' a second time; the one in line %zu is shown",
		    STR_ARG(field.name), twin->at.line);
	field.text = field_text(r->to->arena, &field);
	**end = arena_new(r->to->arena, struct bib_field);
	***end = field;
	*end = &(**end)->next;
	if (twin != NULL)
		return;
	if (str_eq(field.name, STR("author")))
		e->authors = person_list(r->to->arena, field.value);
	else if (str_eq(field.name, STR("editor")))
		e->editors = person_list(r->to->arena, field.value);
}

static void
read_fields(struct bibread *r, struct bib_entry *e)
{
	struct bib_field **end = &e->fields;
	struct bib_field field;
	size_t count = 0;

	while (bibread_field(r, &field)) {
		if (count++ < BIBTEX_FIELDS_MAX)
			add_field(r, e, &end, field);
		else if (count == BIBTEX_FIELDS_MAX + 2)
			diag_add(r->to->diags, DIAG_WARNING, field.at,
			    "bib-limit",
			    "more than %d fields; the rest is left out",
			    BIBTEX_FIELDS_MAX);
	}
}

/* How long the key is: 0 if the fields begin at once. */
static size_t
key_length(struct str rest)
{
	size_t word = bibscan_name(rest);
	size_t len = 0;

	while (len < rest.len && strchr(",=\n", rest.at[len]) == NULL)
		len++;
	if (len == rest.len || rest.at[len] != '=')
		return len;
	return bibscan_is_field(str_skip(rest, word)) ? word : 0;
}

static struct str
read_key(struct bibread *r)
{
	struct str key;
	size_t len;

	bibread_blanks(r);
	len = key_length(bibread_rest(r));
	key = tex_plain(r->to->arena, str_take(bibread_rest(r), len));
	r->at += len;
	if (len == 0)
		return key;
	bibread_blanks(r);
	if (r->at < r->end && bibread_char(r) != ',')
		bibread_warn(r, bibread_place(r, r->at),
		    "no comma behind the key", key);
	return key;
}

static void
warn_full(struct bibread *r, struct place at)
{
	diag_add(r->to->diags, DIAG_WARNING, at, "bib-limit",
	    "more than %d entries; what begins here is left out",
	    BIBTEX_ENTRIES_MAX);
	r->full = true;
}

/* False if there is one of that key already, or no room. */
static bool
keep_entry(struct bibread *r, struct bib_entry *e)
{
	struct bib *bib = r->to->bib;
	const struct bib_entry *twin = NULL;

	if (bib->count == BIBTEX_ENTRIES_MAX) {
		warn_full(r, e->at);
		return false;
	}
	if (e->key.len > 0)
		twin = bib_entry_of(bib, e->key);
	if (twin != NULL) {
		struct str key = bibread_shown(r, e->key);

		diag_add(r->to->diags, DIAG_WARNING, e->at, "bib-twice",
		    "a second '%.*s', left out; the first is %.*s:%zu",
		    STR_ARG(key), STR_ARG(twin->at.file), twin->at.line);
		return false;
	}
	*bib->end = e;
	bib->end = &e->next;
	bib->count++;
	if (e->key.len > 0)
		names_put(&bib->keys, e->key, e);
	return true;
}

static void
read_entry(struct bibread *r, struct str type, struct place at)
{
	struct bib_entry *e = arena_new(r->to->arena, struct bib_entry);

	e->at = at;
	e->type = bibread_lower(r->to->arena, type);
	e->key = read_key(r);
	if (e->key.len == 0)
		diag_add(r->to->diags, DIAG_WARNING, at, "bib-no-key",
		    "no key; nothing can cite it");
	if (!keep_entry(r, e))
		r->at = r->end;
	else
		read_fields(r, e);
	e->uses = r->uses;
}

/* More than one in one command is nothing BibTeX knows. */
static void
read_strings(struct bibread *r, struct str source)
{
	struct bib_field field;

	while (bibread_field(r, &field)) {
		struct bib_string *s = define(r->to, field.name, field.value);

		s->source = source;
		s->uses = r->uses;
	}
}

static bool
is_comment(const struct bib_head *head)
{
	return str_eq_nocase(head->type, STR("comment"));
}

/* Where what the head at r->at begins ends, in front of its closing sign. */
static size_t
find_end(struct bibread *r, const struct bib_head *head, bool *closed)
{
	size_t open = r->at + head->len;
	struct str rest = str_skip(r->text, open);
	size_t len = 0;

	if (!is_comment(head))
		return open + bibscan_body(rest, head->open, closed);
	/* Without an end it is one word, which is looked for only once. */
	*closed = false;
	if (!r->open_comment && head->open == '{')
		len = bibscan_group(rest, closed);
	return *closed ? open + len : open;
}

static void
read_body(struct bibread *r, const struct bib_head *head, struct place at,
    struct str source)
{
	r->uses = NULL;
	r->to->user++;
	if (str_eq_nocase(head->type, STR("string")))
		read_strings(r, str_trim(source));
	else if (!str_eq_nocase(head->type, STR("preamble")) &&
		 !is_comment(head))
		read_entry(r, head->type, at);
}

/* What the head at r->at begins. */
static void
read_command(struct bibread *r, const struct bib_head *head)
{
	struct place at = bibread_place(r, r->at);
	struct bib_entry **last = r->to->bib->end;
	size_t start = r->at;
	bool closed;
	size_t end = find_end(r, head, &closed);
	struct str source = str_skip(str_take(r->text, end + closed), start);

	r->at += head->len;
	r->end = end;
	r->torn = !closed;
	r->told = closed || (is_comment(head) && r->open_comment);
	read_body(r, head, at, source);
	if (!r->told)
		bibread_warn(r, at, "not closed:", bibread_line(source));
	if (*last != NULL)
		(*last)->source = str_trim(source);
	r->open_comment = r->open_comment || (is_comment(head) && !closed);
	r->at = end + closed;
	r->end = r->text.len;
}

/* What stands behind '%' is meant as a comment, though BibTeX reads it. */
static void
hint_commented(struct bibread *r, const struct bib_head *head)
{
	struct str type = bibread_shown(r, head->type);

	diag_add(r->to->diags, DIAG_HINT, bibread_place(r, r->at),
	    "bib-comment",
	    "'@%.*s' behind '%%' is not read, though BibTeX reads it",
	    STR_ARG(type));
}

/* Whether s begins with the type of an entry and signs of what follows. */
static bool
is_known_type(struct str s)
{
	return is_among(str_take(s, bibscan_name(s)), types, COUNT(types));
}

/* A line that begins as an entry would, but for its '@' or its brace. */
static void
warn_outside(struct bibread *r)
{
	struct str line = bibread_line(bibread_rest(r));
	struct bib_head head;
	struct str word = line;

	if (str_starts(line, STR("@")))
		word = str_skip(line, 1);
	if (!is_known_type(word) || bibscan_head(bibread_rest(r), &head))
		return;
	word = str_skip(word, bibscan_name(word));
	if (str_starts(line, STR("@")) || str_starts(word, STR("{")))
		bibread_warn(r, bibread_place(r, r->at),
		    "not read as an entry:", line);
}

static bool
is_line_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* An entry that begins here is read, or mentioned if it is commented out. */
static bool
read_here(struct bibread *r, bool commented)
{
	struct bib_head head;

	if (bibread_char(r) != '@' || !bibscan_head(bibread_rest(r), &head))
		return false;
	if (commented)
		hint_commented(r, &head);
	else
		read_command(r, &head);
	return !commented;
}

static void
read_all(struct bibread *r)
{
	bool commented = false;
	bool fresh = true; /* nothing but blanks on the line so far */

	while (r->at < r->end && !r->full) {
		char c = bibread_char(r);

		if (fresh && c == '%')
			commented = true;
		else if (fresh && (c == '@' || char_is_letter(c)))
			warn_outside(r);
		fresh = c == '\n' || (fresh && is_line_blank(c));
		commented = commented && c != '\n';
		if (!read_here(r, commented))
			r->at++;
	}
}

struct str
bibtex_read(struct bibtex *b, struct str source, struct str file)
{
	struct bibread r = {
		.to = b,
		.text = source,
		.end = source.len,
		.place = { file, 1, 1 },
	};
	size_t valid = utf8_valid(source);

	if (valid < source.len) {
		struct bibread count = r;

		diag_add(b->diags, DIAG_WARNING, bibread_place(&count, valid),
		    "bib-charset", "not UTF-8 here; read as Latin-1");
		r.text = verbatim_decode(b->arena, source);
		r.end = r.text.len;
	}
	read_all(&r);
	return r.text;
}

static void
find_parent(struct bibtex *b, struct bib_entry *e)
{
	const struct bib_field *f = bib_own(e, STR("crossref"));

	if (f == NULL)
		return;
	e->parent = bib_entry_of(b->bib, f->text);
	if (e->parent == e)
		e->parent = NULL;
	if (e->parent == NULL) {
		struct str key = f->text;

		key = str_take(key, utf8_fit(key, BIB_SHOWN));
		diag_add(b->diags, DIAG_WARNING, f->at, "bib-crossref",
		    "no other entry has the key '%.*s'", STR_ARG(key));
	}
}

static void
check_entry(struct bibtex *b, const struct bib_entry *e)
{
	if (bib_text(e, STR("title")).len == 0)
		diag_add(b->diags, DIAG_WARNING, e->at, "bib-no-title",
		    "no title; its key stands for it");
	if (bib_year(e) == 0)
		diag_add(b->diags, DIAG_WARNING, e->at, "bib-no-year",
		    "no year; it is listed last");
}

static struct str
slug_base(struct arena *a, const struct bib_entry *e)
{
	struct str name = e->key;

	if (name.len == 0)
		name = bib_text(e, STR("title"));
	for (size_t i = 0; i < name.len; i++)
		if (char_is_letter(name.at[i]))
			return slug_of(a, name);
	/* A slug needs a letter. */
	return slug_of(a, arena_printf(a, "entry %.*s", STR_ARG(name)));
}

void
bibtex_finish(struct bibtex *b)
{
	struct slugs slugs;

	slugs_init(&slugs, b->arena, b->bib->count);
	for (struct bib_entry *e = b->bib->first; e != NULL; e = e->next) {
		e->slug = slugs_add(&slugs, slug_base(b->arena, e));
		e->lines = verbatim_lines(b->arena, e->source);
	}
	for (struct bib_entry *e = b->bib->first; e != NULL; e = e->next)
		find_parent(b, e);
	for (struct bib_entry *e = b->bib->first; e != NULL; e = e->next)
		check_entry(b, e);
}
