/* SPDX-License-Identifier: ISC */
/*
 * golden -- whole profiles as the pages readers get, against files on disk.
 *
 *	golden DIR            every folder in DIR is a case
 *	golden --accept DIR   write what is made now; review the difference
 *
 * A case has profile.txt, perhaps .bib files, and, for each view, all pages one
 * after the other, each below a line "=== PATH".
 */
#include "unit/unit.h"

#include <stdlib.h>

#include "base/folder.h"
#include "page/cite.h"
#include "page/pages.h"
#include "parse/profile.h"
#include "render/render.h"
#include "site/bibliography.h"
#include "site/link.h"

#define FILE_MAX ((size_t)1 << 20)
#define CASES_MAX 64

static const struct origin origin = {
	.host = STR_INIT("example.org"),
	.port = { 1965, 70 },
};

static const struct str wanted[VIEW_COUNT] = {
	[VIEW_GEMINI] = STR_INIT("want.gemini"),
	[VIEW_GOPHER] = STR_INIT("want.gopher"),
};

static const char *root;
static struct folder folder;

static struct str
path_of(struct arena *a, const char *name, struct str file)
{
	return arena_printf(a, "%s/%.*s", name, STR_ARG(file));
}

static const struct profile *
with_bibliography(struct arena *a, const char *name, const struct profile *p,
    struct files *files, struct diags *d)
{
	struct bibliography *b = arena_new(a, struct bibliography);
	struct folder own;

	if (!folder_open(&own, arena_printf(a, "%s/%s", root, name).at))
		return p;
	bibliography_load(b, &own, a, p, d);
	folder_close(&own);
	bibliography_files(b, a, files);
	return cite_profile(a, p, &b->bib, d);
}

static struct doc *
make_pages(struct arena *a, const char *name)
{
	const struct profile *profile;
	struct files files = { 0 };
	struct diags findings;
	struct str source;
	struct doc *docs;

	if (folder.read(&folder, path_of(a, name, STR("profile.txt")),
		FILE_MAX, a, &source) != FOLDER_OK)
		return NULL;
	diags_init(&findings, a);
	profile = profile_parse(a, source, STR("profile.txt"), &findings);
	if (profile == NULL) {
		diags_print(&findings, stderr);
		return NULL;
	}
	profile = with_bibliography(a, name, profile, &files, &findings);
	docs = pages_of(a, profile, &origin);
	link_docs(a, docs, &files, &findings);
	return docs;
}

static void
render_page(struct buf *out, const struct doc *doc, enum view v)
{
	buf_printf(out, "=== %.*s\n", STR_ARG(doc->path));
	if (v == VIEW_GEMINI)
		render_gemtext(out, doc);
	else if (doc->menu)
		render_menu(out, doc, &origin);
	else
		render_text(out, doc, &origin);
}

/* The first line that differs says more than two whole files. */
static void
report(const char *name, enum view v, struct str got, struct str want)
{
	struct str got_line = got;
	struct str want_line = want;
	size_t line = 0;

	while (str_eq(got_line, want_line) || line == 0) {
		str_cut(got, '\n', &got_line, &got);
		str_cut(want, '\n', &want_line, &want);
		line++;
		if (got.len == 0 && want.len == 0)
			break;
	}
	print_error("%s/%s line %zu\ngot  %.*s\nwant %.*s\n", name,
	    wanted[v].at, line, STR_ARG(got_line), STR_ARG(want_line));
}

static void
matches(void **state)
{
	const char *name = *state;
	struct arena a;
	const struct doc *docs;

	arena_init(&a);
	docs = make_pages(&a, name);
	assert_non_null(docs);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		struct str want = { NULL, 0 };
		struct buf got;
		bool same;

		buf_init(&got);
		for (const struct doc *doc = docs; doc != NULL; doc = doc->next)
			render_page(&got, doc, v);
		folder.read(&folder, path_of(&a, name, wanted[v]), FILE_MAX, &a,
		    &want);
		same = str_eq(buf_str(&got), want);
		if (!same)
			report(name, v, buf_str(&got), want);
		buf_release(&got);
		assert_true(same);
	}
	arena_release(&a);
}

static bool
write_view(struct arena *a, const char *name, const struct doc *docs,
    enum view v)
{
	struct str path = arena_printf(a, "%s/%s/%s", root, name, wanted[v].at);
	FILE *file = fopen(path.at, "w");
	struct buf made;
	bool written;

	if (file == NULL)
		return false;
	buf_init(&made);
	for (; docs != NULL; docs = docs->next)
		render_page(&made, docs, v);
	written = fwrite(made.at, 1, made.len, file) == made.len;
	buf_release(&made);
	return (fclose(file) == 0) && written;
}

static int
accept_case(const char *name)
{
	struct arena a;
	const struct doc *docs;
	bool written;

	arena_init(&a);
	docs = make_pages(&a, name);
	written = docs != NULL;
	for (enum view v = 0; written && v < VIEW_COUNT; v++)
		written = write_view(&a, name, docs, v);
	if (!written)
		fprintf(stderr, "golden: %s: nothing accepted\n", name);
	arena_release(&a);
	return written ? 0 : 1;
}

/* The names of the cases, each also a C string. */
static size_t
find_cases(struct arena *a, char *names[CASES_MAX])
{
	struct folder_list list = { 0 };
	size_t count = 0;

	folder.list(&folder, STR(""), a, &list);
	for (size_t i = 0; i < list.count && count < CASES_MAX; i++) {
		struct str name = list.at[i].name;

		if (list.at[i].kind != FOLDER_DIRECTORY)
			continue;
		names[count] = arena_array(a, name.len + 1, 1);
		memcpy(names[count++], name.at, name.len);
	}
	return count;
}

static int
run(bool accept)
{
	struct CMUnitTest tests[CASES_MAX] = { { 0 } };
	char *names[CASES_MAX];
	struct arena a;
	size_t count;
	int failed = 0;

	arena_init(&a);
	count = find_cases(&a, names);
	for (size_t i = 0; i < count; i++) {
		tests[i].name = names[i];
		tests[i].test_func = matches;
		tests[i].initial_state = names[i];
		if (accept)
			failed += accept_case(names[i]);
	}
	if (!accept)
		failed = _cmocka_run_group_tests("golden", tests, count, NULL,
		    NULL);
	arena_release(&a);
	return failed;
}

int
main(int argc, char **argv)
{
	bool accept = argc == 3 && strcmp(argv[1], "--accept") == 0;
	int failed;

	if (argc != (accept ? 3 : 2)) {
		fprintf(stderr, "usage: golden [--accept] DIR\n");
		return 2;
	}
	root = argv[argc - 1];
	if (!folder_open(&folder, root)) {
		perror(root);
		return 2;
	}
	failed = run(accept);
	folder_close(&folder);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
