/* SPDX-License-Identifier: ISC */
/*
 * golden -- whole capsules as readers and their authors get them, against
 * files on disk.
 *
 *	golden DIR [CASE]            every folder in DIR is a case
 *	golden --accept DIR [CASE]   write what is made now; review the diff
 *
 * A case is a capsule. Beside its files stand, for each view, all texts of its
 * image one after the other, each below a line "=== PATH", and the findings:
 * want.gemini, want.gopher, want.findings. A file "policy" has a zone's path in
 * each line.
 */
#include "unit/unit.h"

#include "golden/sources.h"
#include "site/image.h"
#include "site/load.h"
#include "unit/findings.h"

#define FILE_MAX ((size_t)1 << 20)
#define CASES_MAX 64

enum want {
	WANT_GEMINI,
	WANT_GOPHER,
	WANT_FINDINGS,
	WANT_COUNT,
};

static const struct str wanted[WANT_COUNT] = {
	[WANT_GEMINI] = STR_INIT("want.gemini"),
	[WANT_GOPHER] = STR_INIT("want.gopher"),
	[WANT_FINDINGS] = STR_INIT("want.findings"),
};

static const struct str host = STR_INIT("example.org");

static const char *root;
static struct folder folder;

/* What a case gives now. */
struct made {
	struct buf text[WANT_COUNT];
};

static void
add_resources(struct made *made, const struct image *image)
{
	for (uint32_t i = 0; i < image->resources; i++) {
		struct resource r;
		struct str key;
		enum view v;

		image_at(image, i, &v, &key, &r);
		if (r.kind != RESOURCE_BODY ||
		    (r.item != '0' && r.item != '1'))
			continue;
		buf_printf(&made->text[v], "=== %s%.*s\n",
		    str_starts(key, STR("/")) ? "" : "/", STR_ARG(key));
		buf_add(&made->text[v], r.body);
	}
}

/* Without such a file there are none. */
static size_t
read_zones(const struct folder *f, struct arena *a,
    struct zone zones[POLICY_ZONES_MAX])
{
	struct str text = { NULL, 0 };
	size_t count = 0;

	f->read(f, SOURCES_POLICY, FILE_MAX, a, &text);
	for (; text.len > 0 && count < POLICY_ZONES_MAX; count++) {
		zones[count].enrol = false;
		str_cut(text, '\n', &zones[count].path, &text);
	}
	return count;
}

static void
make_from(struct made *made, const struct folder *sources)
{
	struct zone zones[POLICY_ZONES_MAX];
	struct policy policy = { .zones = zones };
	struct load load = {
		.folder = sources,
		.origin = { .host = host, .port = { 1965, 70 } },
		.hosts = &host,
		.host_count = 1,
		.policy = &policy,
	};
	struct image image;
	struct diags d;
	struct arena a;
	struct buf bytes;

	arena_init(&a);
	diags_init(&d, &a);
	buf_init(&bytes);
	policy.zone_count = read_zones(sources, &a, zones);
	if (load_image(&load, &d, &bytes) &&
	    image_open(buf_str(&bytes), &image) == NULL)
		add_resources(made, &image);
	buf_add(&made->text[WANT_FINDINGS], findings_printed(&d));
	buf_release(&bytes);
	arena_release(&a);
}

static bool
make_case(struct made *made, const char *name)
{
	struct folder real;
	const struct folder sources = sources_of(&real);
	char path[512];

	for (int i = 0; i < WANT_COUNT; i++)
		buf_init(&made->text[i]);
	snprintf(path, sizeof(path), "%s/%s", root, name);
	if (!folder_open(&real, path))
		return false;
	make_from(made, &sources);
	folder_close(&real);
	return true;
}

static void
made_release(struct made *made)
{
	for (int i = 0; i < WANT_COUNT; i++)
		buf_release(&made->text[i]);
}

/* The first line that differs says more than two whole files. */
static void
report(const char *name, enum want w, struct str got, struct str want)
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
	    wanted[w].at, line, STR_ARG(got_line), STR_ARG(want_line));
}

static bool
is_as_wanted(const char *name, enum want w, struct str got)
{
	struct str want = { NULL, 0 };
	struct arena a;
	bool same;

	arena_init(&a);
	folder.read(&folder, arena_printf(&a, "%s/%s", name, wanted[w].at),
	    FILE_MAX, &a, &want);
	same = str_eq(got, want);
	if (!same)
		report(name, w, got, want);
	arena_release(&a);
	return same;
}

static void
matches(void **state)
{
	const char *name = *state;
	struct made made;
	bool same = make_case(&made, name);

	for (enum want w = 0; w < WANT_COUNT; w++)
		same &= is_as_wanted(name, w, buf_str(&made.text[w]));
	made_release(&made);
	assert_true(same);
}

static bool
write_want(const char *name, enum want w, struct str text)
{
	char path[512];
	FILE *file;
	bool written;

	snprintf(path, sizeof(path), "%s/%s/%s", root, name, wanted[w].at);
	file = fopen(path, "w");
	if (file == NULL)
		return false;
	written = fwrite(text.at, 1, text.len, file) == text.len;
	return fclose(file) == 0 && written;
}

static int
accept_case(const char *name)
{
	struct made made;
	bool written = make_case(&made, name);

	for (enum want w = 0; written && w < WANT_COUNT; w++)
		written = write_want(name, w, buf_str(&made.text[w]));
	if (!written)
		fprintf(stderr, "golden: %s: nothing accepted\n", name);
	made_release(&made);
	return written ? 0 : 1;
}

/* The names of the cases, each also a C string. */
static size_t
find_cases(struct arena *a, const char *only, char *names[CASES_MAX])
{
	struct folder_list list = { 0 };
	size_t count = 0;

	folder.list(&folder, STR(""), a, &list);
	for (size_t i = 0; i < list.count && count < CASES_MAX; i++) {
		struct str name = list.at[i].name;

		if (list.at[i].kind != FOLDER_DIRECTORY ||
		    (only != NULL && !str_eq(name, str_of(only))))
			continue;
		names[count] = arena_array(a, name.len + 1, 1);
		memcpy(names[count++], name.at, name.len);
	}
	return count;
}

static int
run(bool accept, const char *only)
{
	struct CMUnitTest tests[CASES_MAX] = { { 0 } };
	char *names[CASES_MAX];
	struct arena a;
	size_t count;
	int failed = 0;

	arena_init(&a);
	count = find_cases(&a, only, names);
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
	bool accept = argc > 1 && strcmp(argv[1], "--accept") == 0;
	int failed;

	argv += accept;
	argc -= accept;
	if (argc != 2 && argc != 3) {
		fprintf(stderr, "usage: golden [--accept] DIR [CASE]\n");
		return 2;
	}
	root = argv[1];
	if (!folder_open(&folder, root)) {
		perror(root);
		return 2;
	}
	failed = run(accept, argv[2]);
	folder_close(&folder);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
