/* SPDX-License-Identifier: ISC */
#include "site/large.h"

#include <stdlib.h>

#include "site/index.h"
#include "unit/loaded.h"

#define GIB ((uint64_t)1 << 30)

/* Text of any length up to LOAD_FILE_MAX and a little more. */
static char room[LOAD_FILE_MAX + 16];

/* The unit again and again, in len bytes; with a tail in front of the end. */
static struct str
fill(struct str unit, size_t len, struct str tail)
{
	for (size_t i = 0; i < len; i++)
		room[i] = unit.at[i % unit.len];
	memcpy(room + len - tail.len, tail.at, tail.len);
	return (struct str){ room, len };
}

struct found {
	struct arena arena;
	struct diags diags;
	struct files files;
};

/* Of a capsule with a profile; NULL if nothing of that path is served. */
static const struct file *
find(struct found *f, struct memory_file file, bool stream)
{
	const struct memory_file files[] = { { .path = FILES_SOURCE }, file };
	const struct memory_folder m = { .files = files, .count = 2 };
	const struct folder folder = memory_folder(&m);

	arena_init(&f->arena);
	diags_init(&f->diags, &f->arena);
	assert_true(files_find(&f->files, &folder, stream, NULL, NULL,
	    &f->arena, &f->diags));
	f->files.folder = NULL; /* it has been on this stack */
	return f->files.first;
}

static const struct {
	const char *why;
	struct str path;
	size_t size;
	bool embedded; /* not streamed */
	bool large;
} sizes[] = {
	{ "64 KiB", STR_INIT("a.pdf"), FILES_LARGE, false, false },
	{ "one byte more", STR_INIT("a.pdf"), FILES_LARGE + 1, false, true },
	{ "for an image in a file", STR_INIT("a.pdf"), FILES_LARGE + 1, true,
	    false },
	{ "text as well", STR_INIT("a.txt"), FILES_LARGE + 1, false, true },
	{ "pages are made of gemtext", STR_INIT("d/a.gmi"), FILES_LARGE + 1,
	    false, false },
	{ "by its other name", STR_INIT("d/a.gemini"), FILES_LARGE + 1, false,
	    false },
	{ "of Markdown", STR_INIT("README.md"), FILES_LARGE + 1, false,
	    false },
	{ "of maps", STR_INIT("gophermap"), FILES_LARGE + 1, false, false },
	{ "of maps of folders", STR_INIT("d/gophermap"), FILES_LARGE + 1,
	    false, false },
	{ "of maps elsewhere", STR_INIT("a.gophermap"), FILES_LARGE + 1,
	    false, false },
	{ "of the other maps", STR_INIT("a.gph"), FILES_LARGE + 1, false,
	    false },
	{ "what just ends like one", STR_INIT("mygophermap"),
	    FILES_LARGE + 1, false, true },
};

static void
what_is_large_stays_in_its_folder(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(sizes); i++) {
		const struct file *file;
		struct found f;

		file = find(&f,
		    (struct memory_file){
			.path = sizes[i].path,
			.bytes = fill(STR("a\n"), sizes[i].size, STR("")),
			.changed = 86400,
		    },
		    !sizes[i].embedded);
		assert_non_null(file);
		check_row(file->large == sizes[i].large, sizes[i].why);
		check_row(file->size == sizes[i].size, sizes[i].why);
		check_row(file->changed == 86400, sizes[i].why);
		check_row(f.files.bytes == file->bytes.len, sizes[i].why);
		check_row(file->large || file->bytes.len == file->size,
		    sizes[i].why);
		arena_release(&f.arena);
	}
}

static void
sources_are_read_whatever_their_size(void **state)
{
	static const char *const paths[] = { "pages/a.txt", "log/a.txt",
		"profile.de.txt" };

	(void)state;
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct found f;

		assert_null(find(&f,
		    (struct memory_file){
			.path = str_of(paths[i]),
			.bytes = fill(STR("a\n"), FILES_LARGE + 1, STR("")),
		    },
		    true));
		assert_non_null(f.files.sources);
		assert_int_equal(f.files.sources->bytes.len, FILES_LARGE + 1);
		arena_release(&f.arena);
	}
}

/* Without a word of them read but the first. */
static void
two_gibibytes_are_no_burden(void **state)
{
	static const struct memory_file film = {
		.path = STR_INIT("film.mp4"),
		.bytes = STR_INIT("\0\0\0\x18"
				  "ftypmp42"),
		.size = 2 * GIB,
	};
	const struct file *file;
	struct found f;

	(void)state;
	file = find(&f, film, true);
	assert_non_null(file);
	assert_true(file->large);
	assert_int_equal(file->size, 2 * GIB);
	assert_int_equal(file->bytes.len, LARGE_BEGIN);
	assert_memory_equal(file->bytes.at, film.bytes.at, film.bytes.len);
	assert_str(file->media.type, STR("video/mp4"));
	assert_null(f.diags.first);
	arena_release(&f.arena);
}

#define PNG "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0"
#define KEY "-----BEGIN PRIVATE KEY-----\n"

static const struct {
	const char *why;
	struct memory_file file;
	struct str type; /* empty = not served */
	const char *code;
} kinds[] = {
	{ "M-08 no suffix",
	    { .path = STR_INIT("figure"),
		.bytes = STR_INIT(PNG),
		.size = GIB },
	    STR_INIT("image/png"), NULL },
	{ "M-04 a NUL: whatever it is, it is no text",
	    { .path = STR_INIT("a.txt"), .bytes = STR_INIT("a"), .size = GIB },
	    STR_INIT("text/plain"), "charset" },
	{ "X-12 a private key",
	    { .path = STR_INIT("a.pem"), .bytes = STR_INIT(KEY), .size = GIB },
	    STR_INIT(""), "private-key" },
	{ "X-12 a private key that is called a text",
	    { .path = STR_INIT("a.txt"), .bytes = STR_INIT(KEY), .size = GIB },
	    STR_INIT(""), "private-key" },
	{ "X-08 a link out",
	    { .path = STR_INIT("a.pdf"),
		.size = GIB,
		.result = FOLDER_OUTSIDE },
	    STR_INIT(""), "not-served" },
	{ "X-11 unreadable",
	    { .path = STR_INIT("a.pdf"),
		.size = GIB,
		.result = FOLDER_DENIED },
	    STR_INIT(""), "not-served" },
};

static void
large_files_are_known_by_how_they_begin(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		const struct diag *d;
		struct found f;
		const struct file *file = find(&f, kinds[i].file, true);

		check_row((file != NULL) == (kinds[i].type.len > 0),
		    kinds[i].why);
		if (file != NULL)
			assert_str(file->media.type, kinds[i].type);
		d = f.diags.first;
		check_row((d != NULL) == (kinds[i].code != NULL),
		    kinds[i].why);
		if (d != NULL)
			assert_string_equal(d->code, kinds[i].code);
		arena_release(&f.arena);
	}
}

#define UTF8 STR_INIT("text/plain; charset=utf-8")
#define PLAIN STR_INIT("text/plain")

static const struct {
	const char *why;
	struct str unit;
	size_t size;
	struct str tail;
	struct str type;
	enum scan_kind kind;
	const char *finding; /* where and which */
} texts[] = {
	{ "M-04 ASCII", STR_INIT("a line\n"), 1 << 20, STR_INIT(""), UTF8,
	    SCAN_ASCII, "" },
	{ "M-04 characters across each border",
	    STR_INIT("\xe4\xb8\xad\xe6\x96\x87\n"), 917504,
	    STR_INIT(""), UTF8, SCAN_UTF8, "" },
	{ "M-04 the last byte counts", STR_INIT("\xc3\xa4"), 1 << 20,
	    STR_INIT("a\xe9"), PLAIN, SCAN_OTHER, "f.txt [charset]" },
	{ "M-04 and so does the first", STR_INIT("\xe9\n"), 1 << 20,
	    STR_INIT(""), PLAIN, SCAN_OTHER, "f.txt:1:1 [charset]" },
	{ "M-04 a NUL far behind", STR_INIT("a\n"), 1 << 20,
	    STR_INIT("\0\n"), PLAIN, SCAN_BINARY, "f.txt [charset]" },
	{ "G-67 line ends as the file begins", STR_INIT("a\r\nb\n"), 1 << 20,
	    STR_INIT("\n"), UTF8, SCAN_ASCII, "f.txt:2:2 [line-ends]" },
	{ "G-67 a CR at the end of what is kept is none",
	    STR_INIT("\r\n"), (size_t)1 << 20, STR_INIT("\r\n"), UTF8,
	    SCAN_ASCII, "" },
};

static void
all_of_a_text_is_looked_at(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct found f;
		const struct file *file = find(&f,
		    (struct memory_file){
			.path = STR("f.txt"),
			.bytes = fill(texts[i].unit, texts[i].size,
			    texts[i].tail),
		    },
		    true);
		const struct diag *d = f.diags.first;
		struct str said = STR("");

		if (d != NULL && d->at.line == 0)
			said = arena_printf(&f.arena, "f.txt [%s]", d->code);
		else if (d != NULL)
			said = arena_printf(&f.arena, "f.txt:%zu:%zu [%s]",
			    d->at.line, d->at.column, d->code);
		assert_non_null(file);
		check_row(file->large, texts[i].why);
		check_row(str_eq(file->media.type, texts[i].type),
		    texts[i].why);
		check_row(file->kind == texts[i].kind, texts[i].why);
		check_row(str_eq(said, str_of(texts[i].finding)),
		    texts[i].why);
		check_row(file->kind == SCAN_BINARY ||
			      file->bytes.len == INDEX_FILE_MAX + 1,
		    texts[i].why);
		arena_release(&f.arena);
	}
}

/* What is served of one capsule, with large files and without. */
struct both {
	struct loaded whole;
	struct loaded streamed;
};

static void
load_both(struct both *both, const struct memory_file *files, size_t count,
    const struct policy *policy)
{
	const struct memory_folder m = { .files = files, .count = count };
	const struct folder folder = memory_folder(&m);

	load_stream(&both->whole, &folder, policy, false);
	load_stream(&both->streamed, &folder, policy, true);
	assert_true(both->whole.built && both->streamed.built);
}

static void
unload_both(struct both *both)
{
	unload(&both->whole);
	unload(&both->streamed);
}

/* The length of the lines with CRLF: all in room have LF. */
static size_t
lines_len(struct str text)
{
	size_t len = text.len;

	for (size_t i = 0; i < text.len; i++)
		len += text.at[i] == '\n';
	return len;
}

static void
must_be_file(const struct resource *r, const struct resource *whole,
    enum view v, const struct memory_file *from)
{
	size_t size = from->bytes.len;

	assert_int_equal(whole->kind, RESOURCE_BODY);
	assert_int_equal(r->kind, RESOURCE_FILE);
	assert_str(r->file, from->path);
	assert_int_equal(r->size, size);
	assert_int_equal(r->body.len, 0);
	assert_int_equal(r->lines, v == VIEW_GOPHER && r->item == '0' &&
				       whole->body.len != size);
	if (r->lines)
		size = lines_len(from->bytes);
	assert_int_equal(whole->body.len, size);
}

static const struct memory_file home = {
	.path = STR_INIT("index.gmi"),
	.bytes = STR_INIT("# Home\n=> paper.pdf The paper\n=> notes.txt\n"),
};

/* An image with large files left out says the same as one that has them. */
static void
what_is_left_out_is_the_only_difference(void **state)
{
	static const struct {
		struct str path;
		struct str tail;
	} rows[] = {
		{ STR_INIT("paper.pdf"), STR_INIT("") },
		{ STR_INIT("notes.txt"), STR_INIT("the end\n") },
		{ STR_INIT("notes.txt"), STR_INIT("the end\0\n") },
		{ STR_INIT("d/page.html"), STR_INIT("") },
		{ STR_INIT("d/sound.ogg"), STR_INIT("") },
		{ STR_INIT("d/caf\xc3\xa9 \xe4\xb8\xad.txt"),
		    STR_INIT("\xe9\n") },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct memory_file files[] = {
			home,
			{ .path = rows[i].path,
			    .bytes = fill(STR("some words\n"), 300000,
				rows[i].tail) },
		};
		size_t left_out = 0;
		struct both both;

		load_both(&both, files, COUNT(files), NULL);
		assert_int_equal(both.whole.image.resources,
		    both.streamed.image.resources);
		assert_true(str_eq(both.whole.image.search,
		    both.streamed.image.search));
		for (uint32_t n = 0; n < both.whole.image.resources; n++) {
			struct resource a, b;
			struct str key, same;
			enum view v;

			image_at(&both.whole.image, n, &v, &key, &a);
			image_at(&both.streamed.image, n, &v, &same, &b);
			assert_str(key, same);
			assert_str(a.media, b.media);
			assert_int_equal(a.item, b.item);
			if (b.kind == RESOURCE_FILE) {
				must_be_file(&b, &a, v, &files[1]);
				left_out++;
			} else {
				assert_str(a.body, b.body);
			}
		}
		assert_int_equal(left_out, VIEW_COUNT);
		unload_both(&both);
	}
}

static const struct policy latin1 = { .charset = CHARSET_LATIN1 };
static const struct policy ascii = { .ascii = true };

static const struct {
	const char *why;
	const struct policy *policy;
	struct str unit;
	enum resource_kind kind;
	struct str media; /* on Gopher */
	bool spelled;	  /* it is in ASCII, too */
} charsets[] = {
	{ "M-10 ASCII is in every charset", &latin1, STR_INIT("words\n"),
	    RESOURCE_FILE, STR_INIT("text/plain; charset=iso-8859-1"), false },
	{ "M-10 others have to be written in it", &latin1,
	    STR_INIT("caf\xc3\xa9\n"), RESOURCE_BODY,
	    STR_INIT("text/plain; charset=iso-8859-1"), false },
	{ "M-10 what nobody can write stays what it is", &latin1,
	    STR_INIT("caf\xe9\n"), RESOURCE_FILE, STR_INIT("text/plain"),
	    false },
	{ "no other form for ASCII", &ascii, STR_INIT("words\n"),
	    RESOURCE_FILE, STR_INIT("text/plain; charset=utf-8"), false },
	{ "the tree in ASCII needs it as a whole", &ascii,
	    STR_INIT("caf\xc3\xa9\n"), RESOURCE_BODY,
	    STR_INIT("text/plain; charset=utf-8"), true },
};

static void
what_gopher_spells_is_read_as_a_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(charsets); i++) {
		const struct memory_file files[] = {
			home,
			{ .path = STR("notes.txt"),
			    .bytes = fill(charsets[i].unit, 300000,
				STR("\n")) },
		};
		struct resource r;
		struct both both;

		load_both(&both, files, COUNT(files), charsets[i].policy);
		assert_true(image_find(&both.streamed.image, VIEW_GOPHER,
		    STR("notes.txt"), &r));
		check_row(r.kind == charsets[i].kind, charsets[i].why);
		check_row(str_eq(r.media, charsets[i].media),
		    charsets[i].why);
		if (r.kind == RESOURCE_BODY)
			assert_true(str_eq(r.body,
			    body_at(&both.whole, VIEW_GOPHER,
				STR("/notes.txt"))));
		check_row(image_find(&both.streamed.image, VIEW_GOPHER,
			      STR("ascii/notes.txt"), &r) ==
			      charsets[i].spelled,
		    charsets[i].why);
		unload_both(&both);
	}
}

static void
there_is_an_end_to_what_is_spelled(void **state)
{
	const struct memory_file files[] = {
		home,
		{ .path = STR("notes.txt"),
		    .bytes = fill(STR("caf\xc3\xa9\n"), LOAD_FILE_MAX + 6,
			STR("\n")) },
	};
	const struct memory_folder m = { .files = files, .count = 2 };
	const struct folder folder = memory_folder(&m);
	struct loaded l;
	struct resource r;

	(void)state;
	load_stream(&l, &folder, &latin1, true);
	assert_true(l.built);
	assert_true(image_find(&l.image, VIEW_GOPHER, STR("notes.txt"), &r));
	assert_int_equal(r.kind, RESOURCE_FILE);
	assert_true(r.lines);
	assert_str(r.media, STR("text/plain; charset=utf-8"));
	unload(&l);
}

static void
links_tell_the_weight_of_all(void **state)
{
	static const struct memory_file files[] = {
		{ .path = STR_INIT("index.gmi"),
		    .bytes = STR_INIT("=> film.mp4 The film\n") },
		{ .path = STR_INIT("film.mp4"),
		    .bytes = STR_INIT("x"),
		    .size = 5 * GIB },
	};
	const struct memory_folder m = { .files = files, .count = 2 };
	const struct folder folder = memory_folder(&m);
	struct loaded l;
	struct str menu;

	(void)state;
	load_stream(&l, &folder, NULL, true);
	assert_true(l.built);
	menu = body_at(&l, VIEW_GOPHER, STR("/"));
	assert_true(str_find(menu, STR("The film (MP4, 5.4 GB)")) < menu.len);
	unload(&l);
}

/* With stream or without: no map of that size is for readers. */
static void
no_map_includes_a_large_file(void **state)
{
	const struct memory_file files[] = {
		{ .path = STR("gophermap"),
		    .bytes = STR("=notes.txt\niThe end\n") },
		{ .path = STR("notes.txt"),
		    .bytes = fill(STR("words\n"), FILES_LARGE + 1, STR("")) },
	};
	struct both both;

	(void)state;
	load_both(&both, files, COUNT(files), NULL);
	assert_non_null(finding(&both.whole.diags, "map-include"));
	assert_non_null(finding(&both.streamed.diags, "map-include"));
	assert_str(body_at(&both.streamed, VIEW_GOPHER, STR("/")),
	    body_at(&both.whole, VIEW_GOPHER, STR("/")));
	unload_both(&both);
}

static void
an_owner_may_know_that_it_is_text(void **state)
{
	static const struct path_label types[] = {
		{ STR_INIT("*.weird"), STR_INIT("text/x-weird") },
	};
	static const struct policy policy = { .types = types, .type_count = 1 };
	const struct {
		struct str unit;
		struct str media;
	} rows[] = {
		{ STR("\1\2 \xc3\xa9\n"), STR("text/x-weird; charset=utf-8") },
		{ STR("\1\2 \xff\n"), STR("text/x-weird") },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct memory_file files[] = {
			home,
			{ .path = STR("a.weird"),
			    .bytes = fill(rows[i].unit, 300000, STR("\n")) },
		};
		struct resource r;
		struct both both;

		load_both(&both, files, COUNT(files), &policy);
		assert_true(image_find(&both.streamed.image, VIEW_GOPHER,
		    STR("a.weird"), &r));
		assert_int_equal(r.kind, RESOURCE_FILE);
		assert_true(r.lines);
		assert_str(r.media, rows[i].media);
		unload_both(&both);
	}
}

/* O-55 */
static void
a_copy_of_what_is_guarded_is_noticed(void **state)
{
	static const struct zone zone = { STR_INIT("/members/"), false };
	static const struct policy policy = { .zones = &zone, .zone_count = 1 };
	const struct memory_file files[] = {
		home,
		{ .path = STR("members/a.pdf"),
		    .bytes = STR("%PDF a"),
		    .size = GIB },
		{ .path = STR("copy.pdf"),
		    .bytes = STR("%PDF a"),
		    .size = GIB },
		{ .path = STR("longer.pdf"),
		    .bytes = STR("%PDF a"),
		    .size = GIB + 1 },
		{ .path = STR("other.pdf"),
		    .bytes = STR("%PDF b"),
		    .size = GIB },
	};
	const struct memory_folder m = { .files = files, .count = 5 };
	const struct folder folder = memory_folder(&m);
	const struct diag *d;
	struct resource r;
	struct loaded l;

	(void)state;
	load_stream(&l, &folder, &policy, true);
	assert_true(l.built);
	d = finding(&l.diags, "zone-leak");
	assert_non_null(d);
	assert_str(d->at.file, STR("copy.pdf"));
	for (d = d->next; d != NULL; d = d->next)
		assert_string_not_equal(d->code, "zone-leak");
	assert_false(image_find(&l.image, VIEW_GOPHER, STR("members/a.pdf"),
	    &r));
	assert_true(image_find(&l.image, VIEW_GEMINI, STR("/members/a.pdf"),
	    &r));
	assert_int_equal(r.kind, RESOURCE_FILE);
	unload(&l);
}

static void
any_call_may_fail(void **state)
{
	const struct memory_file files[] = {
		home,
		{ .path = STR("film.mp4"), .bytes = STR("x"), .size = GIB },
		{ .path = STR("notes.txt"),
		    .bytes = fill(STR("caf\xc3\xa9\n"), 300000, STR("\n")) },
	};
	size_t calls = 0;
	bool failed = true;

	(void)state;
	for (size_t at = 1; failed; at++) {
		const struct memory_folder m = {
			.files = files,
			.count = 3,
			.calls = &calls,
			.fail_at = at,
		};
		const struct folder folder = memory_folder(&m);
		struct loaded l;

		calls = 0;
		load_stream(&l, &folder, &latin1, true);
		failed = calls >= at;
		unload(&l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_large_stays_in_its_folder),
		cmocka_unit_test(sources_are_read_whatever_their_size),
		cmocka_unit_test(two_gibibytes_are_no_burden),
		cmocka_unit_test(large_files_are_known_by_how_they_begin),
		cmocka_unit_test(all_of_a_text_is_looked_at),
		cmocka_unit_test(what_is_left_out_is_the_only_difference),
		cmocka_unit_test(what_gopher_spells_is_read_as_a_whole),
		cmocka_unit_test(there_is_an_end_to_what_is_spelled),
		cmocka_unit_test(links_tell_the_weight_of_all),
		cmocka_unit_test(no_map_includes_a_large_file),
		cmocka_unit_test(an_owner_may_know_that_it_is_text),
		cmocka_unit_test(a_copy_of_what_is_guarded_is_noticed),
		cmocka_unit_test(any_call_may_fail),
	};

	return cmocka_run_group_tests_name("large", tests, NULL, NULL);
}
