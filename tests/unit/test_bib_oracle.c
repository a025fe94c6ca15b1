/* SPDX-License-Identifier: ISC */
/*
 * Our reading of .bib files against that of two other programs: libbtparse,
 * which reads as BibTeX itself does (entries, values, how names divide), and
 * bib2xml of bibutils, which makes Unicode of TeX (titles, names, years).
 * Without the one or the other its tests are skipped.
 */
#include <stdlib.h>
#include <unistd.h>

#include "base/utf8.h"
#include "parse/tex.h"
#include "unit/bib_text.h"
#include "unit/unit.h"

#define FOLDER "tests/oracle/bib/"

static const char *const files[] = {
	FOLDER "plain.bib",
	FOLDER "strings.bib",
	FOLDER "people.bib",
	FOLDER "accents.bib",
	FOLDER "nested.bib",
	FOLDER "crossref.bib",
};

/* Where we are right and bib2xml is not. */
static const struct {
	const char *key;
	const char *why;
} other_titles[] = {
	{ "math", "it takes \\log for the letter \\l and \"og\"" },
	{ "quotes", "it ends a value at a quote within braces" },
};

struct compared {
	struct arena arena;
	struct bib_read ours;
	struct str theirs; /* what the other program wrote */
	size_t entries;	   /* of theirs */
	size_t lost;	   /* of these, not among ours */
	size_t titles;	   /* that are equal */
};

static void
read_stream(FILE *in, struct buf *out)
{
	char block[4096];
	size_t got;

	while ((got = fread(block, 1, sizeof(block), in)) > 0)
		buf_add(out, (struct str){ block, got });
}

static void
read_both(struct compared *c, const char *program, const char *path)
{
	struct buf bytes;
	struct str command;
	FILE *in = fopen(path, "r");

	arena_init(&c->arena);
	c->entries = c->lost = c->titles = 0;
	assert_non_null(in);
	buf_init(&bytes);
	read_stream(in, &bytes);
	fclose(in);
	bib_read_text(&c->ours, arena_str(&c->arena, buf_str(&bytes)));
	buf_clear(&bytes);
	command = arena_printf(&c->arena, "'%s' '%s' 2>/dev/null", program,
	    path);
	in = popen(command.at, "r");
	assert_non_null(in);
	read_stream(in, &bytes);
	pclose(in);
	c->theirs = arena_str(&c->arena, buf_str(&bytes));
	buf_release(&bytes);
}

static void
release(struct compared *c)
{
	arena_release(&c->ours.arena);
	arena_release(&c->arena);
}

/* Built by the Makefile beside the tests, if it can be. */
static const char *
bt_read(void)
{
	static char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof(path) - 64);
	struct str folder = { path, len > 0 ? (size_t)len : 0 };

	for (int i = 0; i < 2; i++)
		while (folder.len > 0 && folder.at[--folder.len] != '/')
			continue;
	snprintf(path + folder.len, 64, "/oracle/bt_read");
	return access(path, X_OK) == 0 ? path : NULL;
}

static bool
has_bib2xml(void)
{
	return system("command -v bib2xml >/dev/null") == 0;
}

/* Single blanks, as the other programs have them. */
static struct str
collapsed(struct arena *a, struct str text)
{
	struct buf out;
	struct str kept;

	buf_init(&out);
	text = str_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		bool blank = strchr(" \t\r\n", text.at[i]) != NULL;

		if (!blank)
			buf_char(&out, text.at[i]);
		else if (out.at[out.len - 1] != ' ')
			buf_char(&out, ' ');
	}
	kept = arena_str(a, buf_str(&out));
	buf_release(&out);
	return kept;
}

static void
assert_line(struct str line, struct str want)
{
	if (!str_eq(line, want))
		fail_msg("theirs \"%.*s\", ours \"%.*s\"", STR_ARG(line),
		    STR_ARG(want));
}

/* The line that is next in what the other program wrote. */
static void
next_is(struct compared *c, struct str want)
{
	struct str line;

	str_cut(c->theirs, '\n', &line, &c->theirs);
	assert_line(line, want);
}

/* Names are compared as text: braces may hold together what we divide. */
static void
next_is_person(struct compared *c, struct str field, struct str name)
{
	struct arena *a = &c->arena;
	struct str line, front;

	str_cut(c->theirs, '\n', &line, &c->theirs);
	front = arena_printf(a, "name\t%.*s\t", STR_ARG(field));
	assert_true(str_starts(line, front));
	assert_line(tex_text(a, str_skip(line, front.len)), name);
}

static void
next_are_people(struct compared *c, struct str field,
    const struct bib_people *people)
{
	for (const struct bib_person *p = people->first; p != NULL; p = p->next)
		next_is_person(c, field, p->name);
	if (people->others)
		next_is_person(c, field, STR("others"));
}

static void
next_is_entry(struct compared *c, const struct bib_entry *e)
{
	struct arena *a = &c->arena;

	next_is(c, arena_printf(a, "entry\t%.*s\t%.*s", STR_ARG(e->type),
		       STR_ARG(e->key)));
	for (const struct bib_field *f = e->fields; f != NULL; f = f->next) {
		struct str value = collapsed(a, f->value);

		next_is(c, arena_printf(a, "field\t%.*s\t%.*s",
			       STR_ARG(f->name), STR_ARG(value)));
		if (str_eq(f->name, STR("author")))
			next_are_people(c, f->name, &e->authors);
		else if (str_eq(f->name, STR("editor")))
			next_are_people(c, f->name, &e->editors);
	}
}

static void
values_and_names_are_btparses(void **state)
{
	const char *program = bt_read();

	(void)state;
	if (program == NULL) {
		print_message("no libbtparse: bt_read was not built\n");
		skip();
	}
	for (size_t i = 0; i < COUNT(files); i++) {
		struct compared c;

		read_both(&c, program, files[i]);
		check_row(c.ours.diags.count[DIAG_ERROR] == 0, files[i]);
		for (const struct bib_entry *e = c.ours.bib.first; e != NULL;
		     e = e->next)
			next_is_entry(&c, e);
		assert_line(c.theirs, STR(""));
		release(&c);
	}
}

/* What stands between the first front and end in *text, which goes behind. */
static bool
take_between(struct str *text, struct str front, struct str end,
    struct str *inner)
{
	struct str rest = str_skip(*text, str_find(*text, front) + front.len);

	*inner = str_take(rest, str_find(rest, end));
	if (str_find(*text, front) == text->len)
		return false;
	*text = str_skip(rest, inner->len + end.len);
	return true;
}

/* Only letters and digits, small, without the entities of XML. */
static void
add_letters(struct buf *out, struct arena *a, struct str text)
{
	uint32_t point;
	size_t len;

	text = utf8_fold(a, text);
	while ((len = utf8_next(text, &point)) > 0) {
		if (point == '&' && str_index(text, ';') < sizeof("&quot"))
			len = str_index(text, ';') + 1;
		else if (utf8_is_word(point))
			buf_add(out, str_take(text, len));
		text = str_skip(text, len);
	}
}

static struct str
kept(struct arena *a, struct buf *out)
{
	struct str text = arena_str(a, buf_str(out));

	buf_release(out);
	return text;
}

static struct str
letters(struct arena *a, struct str text)
{
	struct buf out;

	buf_init(&out);
	add_letters(&out, a, text);
	return kept(a, &out);
}

/* bib2xml divides a title at its colon. */
static struct str
their_title(struct arena *a, struct str mods)
{
	struct str info, title, sub = { NULL, 0 };

	take_between(&mods, STR("<titleInfo>"), STR("</titleInfo>"), &info);
	take_between(&info, STR("<title>"), STR("</title>"), &title);
	take_between(&info, STR("<subTitle>"), STR("</subTitle>"), &sub);
	return letters(a, arena_printf(a, "%.*s %.*s", STR_ARG(title),
			      STR_ARG(sub)));
}

/* One name, between bars, unless it is there: bib2xml tells each once. */
static void
add_once(struct buf *names, struct arena *a, struct str name)
{
	struct str one =
	    arena_printf(a, "|%.*s|", STR_ARG(letters(a, name)));

	if (str_find(buf_str(names), one) == names->len)
		buf_add(names, one);
}

static struct str
their_names(struct arena *a, struct str mods)
{
	struct str name, part;
	struct buf names;

	buf_init(&names);
	while (take_between(&mods, STR("<name"), STR("</name>"), &name)) {
		struct str whole = { NULL, 0 };

		if (str_find(name, STR(">author<")) == name.len)
			continue;
		while (take_between(&name, STR("<namePart"),
		    STR("</namePart>"), &part))
			whole = arena_printf(a, "%.*s %.*s", STR_ARG(whole),
			    STR_ARG(str_skip(part, str_index(part, '>'))));
		add_once(&names, a, whole);
	}
	return kept(a, &names);
}

static struct str
our_names(struct arena *a, const struct bib_people *people)
{
	struct buf names;

	buf_init(&names);
	for (const struct bib_person *p = people->first; p != NULL; p = p->next)
		add_once(&names, a, p->name);
	if (people->others)
		add_once(&names, a, STR("others"));
	return kept(a, &names);
}

static uint64_t
their_year(struct str mods)
{
	uint64_t year = 0;
	struct str date;

	if (take_between(&mods, STR("<dateIssued>"), STR("<"), &date))
		str_number(str_take(date, 4), 9999, &year);
	return year;
}

static bool
is_other_title(struct str key)
{
	for (size_t i = 0; i < COUNT(other_titles); i++)
		if (str_eq(key, str_of(other_titles[i].key)))
			return true;
	return false;
}

/* What bib2xml says of an entry; one that it makes of @preamble has no year. */
static void
compare_mods(struct compared *c, struct str mods, bool strict)
{
	struct arena *a = &c->arena;
	const struct bib_entry *e;
	bool title;
	struct str key;

	take_between(&mods, STR("ID=\""), STR("\""), &key);
	e = bib_entry_of(&c->ours.bib, key);
	if (e == NULL && their_year(mods) == 0)
		return;
	c->entries++;
	c->lost += e == NULL;
	if (e == NULL)
		return;
	title = str_eq(their_title(a, mods),
	    letters(a, bib_text(e, STR("title"))));
	c->titles += title;
	if (!title && (!strict || !is_other_title(key)))
		print_error("title of %.*s: %.*s\n", STR_ARG(key),
		    STR_ARG(their_title(a, mods)));
	if (!strict)
		return;
	assert_true(title != is_other_title(key));
	assert_line(their_names(a, mods), our_names(a, &e->authors));
	assert_int_equal(their_year(mods), bib_year(e));
}

static void
compare_all_mods(struct compared *c, bool strict)
{
	struct str rest = c->theirs;
	struct str mods;

	while (take_between(&rest, STR("<mods "), STR("</mods>"), &mods))
		compare_mods(c, mods, strict);
}

static void
text_is_bibutils(void **state)
{
	(void)state;
	if (!has_bib2xml()) {
		print_message("no bib2xml here\n");
		skip();
	}
	for (size_t i = 0; i < COUNT(files); i++) {
		struct compared c;

		read_both(&c, "bib2xml", files[i]);
		compare_all_mods(&c, true);
		check_row(c.lost == 0, files[i]);
		check_row(c.entries == c.ours.bib.count, files[i]);
		release(&c);
	}
}

/* What the other two give up on, or read as one entry. */
static const struct {
	const char *path;
	const char *keys;
} damaged[] = {
	{ FOLDER "damaged/commas.bib", "first second third" },
	{ FOLDER "damaged/braces.bib", "open close unclosed last" },
	{ FOLDER "damaged/quotes.bib", "open inside bare last" },
};

static void
damage_loses_nothing(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(damaged); i++) {
		struct compared c;
		struct str keys = { NULL, 0 };

		read_both(&c, "true", damaged[i].path);
		for (const struct bib_entry *e = c.ours.bib.first; e != NULL;
		     e = e->next) {
			keys = arena_printf(&c.arena, "%.*s%s%.*s",
			    STR_ARG(keys), keys.len > 0 ? " " : "",
			    STR_ARG(e->key));
			check_row(bib_text(e, STR("title")).len > 0,
			    damaged[i].path);
			check_row(str_eq(our_names(&c.arena, &e->authors),
				      STR("|adaexample|")),
			    damaged[i].path);
			check_row(bib_year(e) > 2019, damaged[i].path);
		}
		assert_line(keys, str_of(damaged[i].keys));
		check_row(c.ours.diags.first != NULL, damaged[i].path);
		release(&c);
	}
}

/* A line on how somebody's own file compares. */
static void
report(const char *path)
{
	const size_t *found;
	struct compared c;

	read_both(&c, "bib2xml", path);
	compare_all_mods(&c, false);
	found = c.ours.diags.count;
	printf("%s: %zu entries, bib2xml %zu, of these not ours %zu, "
	       "findings %zu, equal titles %zu\n",
	    path, c.ours.bib.count, c.entries, c.lost,
	    found[DIAG_HINT] + found[DIAG_WARNING] + found[DIAG_ERROR],
	    c.titles);
	release(&c);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_and_names_are_btparses),
		cmocka_unit_test(text_is_bibutils),
		cmocka_unit_test(damage_loses_nothing),
	};

	for (int i = 1; i < argc; i++)
		report(argv[i]);
	if (argc > 1)
		return 0;
	return cmocka_run_group_tests_name("bib_oracle", tests, NULL, NULL);
}
