/* SPDX-License-Identifier: ISC */
/*
 * Every example of capsule(5) as it is read and shown: the literal blocks of
 * docs/capsule.5, each put into a capsule, against tests/manual/want.
 *
 *	test_manual --accept   write what is made now; review the difference
 */

#include "parse/header.h"
#include "site/image.h"
#include "site/load.h"
#include "unit/findings.h"
#include "unit/memory_folder.h"
#include "unit/unit.h"

#define MANUAL "docs/capsule.5"
#define WANTED "tests/manual/want"

static const struct str host = STR_INIT("example.org");

static const struct str bib = STR_INIT(
    "@inproceedings{shockwave,\n"
    "  title = {Shockwave},\n"
    "  author = {Example, Ada and others},\n"
    "  booktitle = {NSDI'23},\n"
    "  year = 2023,\n"
    "}\n");

static const struct str header = STR_INIT(
    "Name: Ada Example\n"
    "Email: ada@example.org\n");

static const struct str students = STR_INIT(
    "\n# Students\n"
    "* Lynn Liu (on HyperAPX)\n");

struct example {
	size_t line; /* of the manual */
	bool raw;    /* in its section about raw pages */
	struct buf text;
};

/* Where a roff escape ends, and what it stands for. */
static struct str
unescape(struct str s, struct buf *out)
{
	static const struct {
		struct str escape;
		struct str text;
	} escapes[] = {
		{ STR_INIT("\\e"), STR_INIT("\\") },
		{ STR_INIT("\\&"), STR_INIT("") },
		{ STR_INIT("\\-"), STR_INIT("-") },
		{ STR_INIT("\\(ga"), STR_INIT("`") },
		{ STR_INIT("\\(aq"), STR_INIT("'") },
		{ STR_INIT("\\(bu"), STR_INIT("\xe2\x80\xa2") },
		{ STR_INIT("\\(en"), STR_INIT("\xe2\x80\x93") },
		{ STR_INIT("\\(:A"), STR_INIT("\xc3\x84") },
		{ STR_INIT("\\(:O"), STR_INIT("\xc3\x96") },
		{ STR_INIT("\\(:U"), STR_INIT("\xc3\x9c") },
		{ STR_INIT("\\(:a"), STR_INIT("\xc3\xa4") },
		{ STR_INIT("\\(:o"), STR_INIT("\xc3\xb6") },
		{ STR_INIT("\\(:u"), STR_INIT("\xc3\xbc") },
	};

	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		if (str_starts(s, escapes[i].escape)) {
			buf_add(out, escapes[i].text);
			return str_skip(s, escapes[i].escape.len);
		}
	}
	fail_msg("an escape this test does not know: %.*s", STR_ARG(s));
	return str_skip(s, 1);
}

/* "\[u4E2D]" */
static bool
unescape_point(struct str *s, struct buf *out)
{
	char *end;
	unsigned long point;

	if (!str_starts(*s, STR("\\[u")))
		return false;
	point = strtoul(s->at + 3, &end, 16);
	assert_true(point >= 0x800 && point < 0x10000 && *end == ']');
	buf_char(out, (char)(0xe0 | point >> 12));
	buf_char(out, (char)(0x80 | (point >> 6 & 0x3f)));
	buf_char(out, (char)(0x80 | (point & 0x3f)));
	*s = str_skip(*s, (size_t)(end + 1 - s->at));
	return true;
}

static void
add_line(struct buf *out, struct str line)
{
	while (line.len > 0) {
		size_t plain = str_index(line, '\\');

		buf_add(out, str_take(line, plain));
		line = str_skip(line, plain);
		if (line.len > 0 && !unescape_point(&line, out))
			line = unescape(line, out);
	}
	buf_char(out, '\n');
}

/* A manual while it is read. */
struct manual {
	struct str rest;
	size_t line;
	bool raw;
};

static bool
next_example(struct manual *m, struct example *e)
{
	bool inside = false;
	struct str line;

	buf_clear(&e->text);
	while (str_cut(m->rest, '\n', &line, &m->rest)) {
		m->line++;
		if (str_starts(line, STR(".Sh ")))
			m->raw = str_eq(line, STR(".Sh RAW PAGES"));
		if (str_starts(line, STR(".Bd -literal"))) {
			e->line = m->line + 1;
			e->raw = m->raw;
			inside = true;
		} else if (inside && str_eq(line, STR(".Ed"))) {
			return true;
		} else if (inside) {
			add_line(&e->text, line);
		}
	}
	return false;
}

static bool
is_written(struct arena *a, struct str text)
{
	struct line_list lines;
	struct diags d;

	diags_init(&d, a);
	return lines_split(a, text, STR(""), &d, &lines) &&
	       header_is_written(&lines) &&
	       lines.at[0].kind == LINE_FIELD;
}

/* What surrounds an example, so that it is a capsule. */
static void
complete(const struct example *e, struct str *profile, struct str *entries,
    struct arena *a)
{
	struct str text = buf_str(&e->text);
	bool written = is_written(a, text);
	struct str before = header;
	struct str behind = students;
	struct str named = STR("Name: ");

	*entries = bib;
	if (str_starts(text, STR("@"))) {
		*entries = text;
		text = STR("");
	}
	if (e->raw || str_find(text, named) < text.len)
		before = STR("");
	if (e->raw || str_find(text, STR("# Students")) < text.len)
		behind = STR("");
	*profile = arena_printf(a, "%.*s%s%.*s%.*s", STR_ARG(before),
	    written || before.len == 0 ? "" : "\n", STR_ARG(text),
	    STR_ARG(behind));
}

static void
compile(struct str profile, struct str entries, struct diags *d,
    struct buf *bytes)
{
	const struct memory_file files[] = {
		{ .path = STR("profile.txt"), .bytes = profile },
		{ .path = STR("publications.bib"), .bytes = entries },
		{ .path = STR("files/paper.pdf"), .bytes = STR("%PDF") },
		{ .path = STR("files/talk.pdf"), .bytes = STR("%PDF") },
		{ .path = STR("files/shockwave.pdf"), .bytes = STR("%PDF") },
		{ .path = STR("files/key.asc"), .bytes = STR("a key\n") },
		{ .path = STR("files/me.jpg"), .bytes = STR("\xff\xd8\xff") },
		{ .path = STR("files/banner.txt"), .bytes = STR("+-+\n") },
	};
	const struct memory_folder m = {
		.files = files,
		.count = sizeof(files) / sizeof(files[0]),
	};
	const struct folder folder = memory_folder(&m);
	const struct load load = {
		.folder = &folder,
		.origin = { .host = host, .port = { 1965, 70 } },
		.hosts = &host,
		.host_count = 1,
	};

	load_image(&load, d, bytes);
}

static bool
is_in(struct str base, struct str key, struct str body)
{
	struct resource r;
	struct image image;

	return image_open(base, &image) == NULL &&
	       image_find(&image, VIEW_GEMINI, key, &r) &&
	       str_eq(r.body, body);
}

/* The texts of a capsule that are not those of the one without example. */
static void
show_pages(struct str bytes, struct str base, struct buf *out)
{
	struct image image;

	assert_null(image_open(bytes, &image));
	for (uint32_t i = 0; i < image.resources; i++) {
		struct resource r;
		struct str key;
		enum view v;

		image_at(&image, i, &v, &key, &r);
		if (v != VIEW_GEMINI || r.kind != RESOURCE_BODY ||
		    !str_starts(r.media, STR("text/")) ||
		    is_in(base, key, r.body))
			continue;
		buf_printf(out, "--- %.*s\n", STR_ARG(key));
		buf_add(out, r.body);
	}
}

/* An example that is in error, or that loses something, is a bad one. */
static void
must_be_good(const struct example *e, const struct diags *d)
{
	if (d->count[DIAG_ERROR] == 0 && d->count[DIAG_WARNING] == 0)
		return;
	diags_print(d, stderr);
	fail_msg("%s:%zu: not a good example:\n%.*s", MANUAL, e->line,
	    STR_ARG(buf_str(&e->text)));
}

static void
show_example(const struct example *e, struct str base, struct buf *out)
{
	struct str profile, entries;
	struct diags d;
	struct arena a;
	struct buf bytes;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&bytes);
	complete(e, &profile, &entries, &a);
	compile(profile, entries, &d, &bytes);
	must_be_good(e, &d);
	buf_add(out, STR("=== example\n"));
	buf_add(out, buf_str(&e->text));
	buf_add(out, STR("--- findings\n"));
	buf_add(out, findings_printed(&d));
	show_pages(buf_str(&bytes), base, out);
	buf_release(&bytes);
	arena_release(&a);
}

static struct str
read_file(struct arena *a, const char *path)
{
	struct folder here;
	struct str text = { NULL, 0 };

	assert_true(folder_open(&here, "."));
	here.read(&here, str_of(path), (size_t)1 << 20, a, &text);
	folder_close(&here);
	return text;
}

/* All of them, and how many. */
static size_t
show_examples(struct arena *a, struct buf *out)
{
	const struct example none = { 0 };
	struct manual m = { .rest = read_file(a, MANUAL) };
	struct example e = { 0 };
	struct str profile, entries;
	struct diags d;
	struct buf base;
	size_t count = 0;

	diags_init(&d, a);
	buf_init(&base);
	buf_init(&e.text);
	complete(&none, &profile, &entries, a);
	compile(profile, entries, &d, &base);
	for (; next_example(&m, &e); count++)
		show_example(&e, buf_str(&base), out);
	buf_release(&e.text);
	buf_release(&base);
	return count;
}

static void
examples_are_shown_as_wanted(void **state)
{
	struct arena a;
	struct buf got;
	struct str want;

	(void)state;
	arena_init(&a);
	buf_init(&got);
	assert_true(show_examples(&a, &got) > 10);
	want = read_file(&a, WANTED);
	assert_str(buf_str(&got), want);
	buf_release(&got);
	arena_release(&a);
}

static int
accept_all(void)
{
	FILE *file = fopen(WANTED, "w");
	struct arena a;
	struct buf got;

	if (file == NULL)
		return 1;
	arena_init(&a);
	buf_init(&got);
	show_examples(&a, &got);
	fwrite(got.at, 1, got.len, file);
	buf_release(&got);
	arena_release(&a);
	return fclose(file) != 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(examples_are_shown_as_wanted),
	};

	if (argc == 2 && strcmp(argv[1], "--accept") == 0)
		return accept_all();
	return cmocka_run_group_tests_name("manual", tests, NULL, NULL);
}
