/* SPDX-License-Identifier: ISC */
#include "base/mounts.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/mount.h"
#include "app/roots.h"
#include "unit/loaded.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

/* Where the tests stand: a capsule, and beside it what is mounted. */
static const struct {
	const char *path; /* with a slash at its end, a folder */
	const char *text;
} tree[] = {
	{ "capsule/", NULL },
	{ "capsule/profile.txt", "% a secret remark\nName: Ada Example\n"
				 "Email: ada@example.org\n" },
	{ "capsule/a", "a file\n" },
	{ "capsule/empty/", NULL },
	{ "capsule/old/", NULL },
	{ "capsule/old/hidden.txt", "hidden\n" },
	{ "capsule/x/", NULL },
	{ "capsule/x/own.txt", "own\n" },
	{ "web/", NULL },
	{ "web/one.txt", "one\n" },
	{ "web/more/", NULL },
	{ "web/more/two.txt", "two\n" },
	{ "key.txt", "-----BEGIN PRIVATE KEY-----\nAA\n" },
};

static const struct {
	const char *target;
	const char *path;
} links[] = {
	{ "../capsule/x/own.txt", "web/out.txt" },
	{ "more/two.txt", "web/in.txt" },
	{ "../../web/one.txt", "capsule/x/web.txt" },
	{ "capsule/profile.txt", "copy.txt" },
};

#define MOUNTED_MAX 5

struct mounted {
	char top[32];
	struct folder own;
	struct folder web;
	struct mount at[MOUNTED_MAX];
	struct mounts mounts;
	struct folder folder;
	struct arena arena;
};

static void
make_tree(void)
{
	for (size_t i = 0; i < COUNT(tree); i++) {
		FILE *file;

		if (tree[i].text == NULL) {
			assert_int_equal(mkdir(tree[i].path, 0755), 0);
			continue;
		}
		file = fopen(tree[i].path, "w");
		assert_non_null(file);
		fputs(tree[i].text, file);
		assert_int_equal(fclose(file), 0);
	}
	for (size_t i = 0; i < COUNT(links); i++)
		assert_int_equal(symlink(links[i].target, links[i].path), 0);
}

static int
set_up(void **state)
{
	static const char *const paths[MOUNTED_MAX] = { "a/b", "old", "papers",
		"x/y/z", "x/yy" };
	static struct mounted m;

	snprintf(m.top, sizeof(m.top), "/tmp/vitae-XXXXXX");
	assert_non_null(mkdtemp(m.top));
	assert_int_equal(chdir(m.top), 0);
	make_tree();
	assert_true(folder_open(&m.own, "capsule"));
	assert_true(folder_open(&m.web, "web"));
	for (size_t i = 0; i < MOUNTED_MAX; i++)
		m.at[i] = (struct mount){ str_of(paths[i]), &m.web };
	m.mounts = (struct mounts){ &m.own, m.at, MOUNTED_MAX };
	mounts_folder(&m.folder, &m.mounts);
	arena_init(&m.arena);
	*state = &m;
	return 0;
}

static int
tear_down(void **state)
{
	struct mounted *m = *state;

	arena_release(&m->arena);
	folder_close(&m->own);
	folder_close(&m->web);
	return chdir("/") + remove_tree(m->top);
}

static const struct {
	const char *why;
	const char *above;
	const char *path;
	const char *rest; /* NULL = it is elsewhere */
} covered[] = {
	{ "itself", "a", "a", "" },
	{ "in it", "a", "a/b/c", "b/c" },
	{ "a name that begins so", "a", "ab", NULL },
	{ "what is above", "a/b", "a", NULL },
	{ "the root has all", "", "a/b", "a/b" },
	{ "and itself", "", "", "" },
};

static void
a_folder_covers_what_is_in_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(covered); i++) {
		struct str rest = STR("");
		bool is = mounts_covers(str_of(covered[i].above),
		    str_of(covered[i].path), &rest);

		check_row(is == (covered[i].rest != NULL), covered[i].why);
		if (is)
			assert_str(rest, str_of(covered[i].rest));
	}
}

static const struct {
	const char *why;
	const char *path;
	enum folder_result result;
	const char *names; /* each folder's with a slash */
} lists[] = {
	{ "the root has those of the mounts; a folder goes before a file", "",
	    FOLDER_OK, "a/ empty/ old/ papers/ profile.txt x/" },
	{ "a mount", "papers", FOLDER_OK, "in.txt more/ one.txt out.txt" },
	{ "what is in it", "papers/more", FOLDER_OK, "two.txt" },
	{ "what the root has there is hidden", "old", FOLDER_OK,
	    "in.txt more/ one.txt out.txt" },
	{ "a folder that only leads to a mount", "a", FOLDER_OK, "b/" },
	{ "one that the root has as well", "x", FOLDER_OK,
	    "own.txt web.txt y/ yy/" },
	{ "one below", "x/y", FOLDER_OK, "z/" },
	{ "the end of the way", "x/y/z/more", FOLDER_OK, "two.txt" },
	{ "nothing", "nothing", FOLDER_MISSING, NULL },
	{ "nothing in a mount", "papers/nothing", FOLDER_MISSING, NULL },
	{ "a name that begins as a mount's", "papers2", FOLDER_MISSING, NULL },
	{ "X-01 no way out of a mount", "papers/../capsule", FOLDER_OUTSIDE,
	    NULL },
};

static void
a_list_has_what_is_mounted(void **state)
{
	struct mounted *m = *state;

	for (size_t i = 0; i < COUNT(lists); i++) {
		struct folder_list list;
		struct buf names;

		buf_init(&names);
		check_row(m->folder.list(&m->folder, str_of(lists[i].path),
			      &m->arena, &list) == lists[i].result,
		    lists[i].why);
		for (size_t n = 0; lists[i].names != NULL && n < list.count;
		     n++)
			buf_printf(&names, "%s%.*s%s", n > 0 ? " " : "",
			    STR_ARG(list.at[n].name),
			    list.at[n].kind == FOLDER_DIRECTORY ? "/" : "");
		if (!str_eq(buf_str(&names), str_of(lists[i].names)))
			fail_msg("%s: %.*s", lists[i].why,
			    STR_ARG(buf_str(&names)));
		buf_release(&names);
	}
}

/* By its entry, a folder is the one that it is by its list. */
static void
each_folder_has_an_identity_of_its_own(void **state)
{
	static const char *const made[] = { "", "a", "x", "x/y", "papers" };
	struct mounted *m = *state;
	struct folder_list root, list[COUNT(made)];

	for (size_t i = 0; i < COUNT(made); i++) {
		assert_int_equal(m->folder.list(&m->folder, str_of(made[i]),
				     &m->arena, &list[i]),
		    FOLDER_OK);
		for (size_t j = 0; j < i; j++)
			check_row(!folder_same(list[i].id, list[j].id),
			    made[i]);
	}
	root = list[0];
	for (size_t n = 0; n < root.count; n++)
		for (size_t i = 1; i < COUNT(made); i++)
			if (str_eq(root.at[n].name, str_of(made[i])))
				check_row(folder_same(root.at[n].id,
					      list[i].id),
				    made[i]);
	assert_true(folder_same(list[4].id,
	    (m->web.list(&m->web, STR(""), &m->arena, &root), root.id)));
}

static const struct {
	const char *why;
	const char *path;
	enum folder_result result;
	const char *text;
} files[] = {
	{ "the root's own", "x/own.txt", FOLDER_OK, "own\n" },
	{ "one of a mount", "papers/one.txt", FOLDER_OK, "one\n" },
	{ "below", "x/y/z/more/two.txt", FOLDER_OK, "two\n" },
	{ "a link that stays in the mount", "papers/in.txt", FOLDER_OK,
	    "two\n" },
	{ "X-08 one to what the root has", "papers/out.txt", FOLDER_OUTSIDE,
	    NULL },
	{ "X-08 one from the root to what is mounted", "x/web.txt",
	    FOLDER_OUTSIDE, NULL },
	{ "what is hidden", "old/hidden.txt", FOLDER_MISSING, NULL },
	{ "a mount is no file", "papers", FOLDER_SPECIAL, NULL },
	{ "nor is what leads to one, whatever the root has", "a",
	    FOLDER_SPECIAL, NULL },
	{ "nor the root", "", FOLDER_SPECIAL, NULL },
};

static void
a_file_is_read_from_its_own_root(void **state)
{
	struct mounted *m = *state;

	for (size_t i = 0; i < COUNT(files); i++) {
		struct str path = str_of(files[i].path);
		struct folder_file opened;
		struct str text;

		check_row(m->folder.read(&m->folder, path, 100, &m->arena,
			      &text) == files[i].result,
		    files[i].why);
		check_row(m->folder.open(&m->folder, path, &opened) ==
			      files[i].result,
		    files[i].why);
		if (files[i].result != FOLDER_OK)
			continue;
		assert_str(text, str_of(files[i].text));
		assert_int_equal(opened.size, text.len);
		assert_int_equal(close(opened.fd), 0);
	}
}

static const struct {
	const char *why;
	struct str path;
	const char *code; /* NULL = it is one */
} paths[] = {
	{ "a path", STR_INIT("/papers"), NULL },
	{ "with a slash at its end", STR_INIT("/a/b/"), NULL },
	{ "a neighbour", STR_INIT("/a/bc"), NULL },
	{ "letters of the world, and a blank", STR_INIT("/m\u00e9 \u6587"),
	    NULL },
	{ "twice", STR_INIT("/papers/"), "twice" },
	{ "in another", STR_INIT("/papers/new"), "bad-mount" },
	{ "around another", STR_INIT("/a"), "bad-mount" },
	{ "no slash", STR_INIT("new"), "bad-mount" },
	{ "nothing", STR_INIT(""), "bad-mount" },
	{ "the root", STR_INIT("/"), "bad-mount" },
	{ "no name", STR_INIT("//"), "bad-mount" },
	{ "no name in front", STR_INIT("//new"), "bad-mount" },
	{ "nor behind", STR_INIT("/new//"), "bad-mount" },
	{ "X-01 the folder above", STR_INIT("/new/.."), "bad-mount" },
	{ "X-01 the folder itself", STR_INIT("/./new"), "bad-mount" },
	{ "X-10 a hidden one", STR_INIT("/new/.git"), "bad-mount" },
	{ "X-10 an editor's", STR_INIT("/new~/a"), "bad-mount" },
	{ "X-16 a line end", STR_INIT("/a\nb"), "bad-mount" },
	{ "X-05 NUL", STR_INIT("/a\0b"), "bad-mount" },
	{ "X-16 no UTF-8", STR_INIT("/a\xff"), "bad-mount" },
	{ "the search", STR_INIT("/search"), "bad-mount" },
};

static void
a_path_to_mount_at_is_a_plain_one(void **state)
{
	struct mounted *m = *state;
	struct vhost_settings is = { 0 };
	struct mount_settings *added;
	char path[16];

	for (size_t i = 0; i < COUNT(paths); i++) {
		struct mount_fault fault =
		    mount_add(&is, &m->arena, paths[i].path, &added);

		check_row((fault.why == NULL) == (paths[i].code == NULL),
		    paths[i].why);
		if (fault.why != NULL)
			assert_string_equal(fault.code, paths[i].code);
	}
	assert_int_equal(is.mount_count, 4);
	assert_str(is.mounts[1].path, STR("a/b"));
	assert_string_equal(mount_add(&is, &m->arena, STR("/"), &added).why,
	    "is the capsule itself");
	while (is.mount_count < MOUNTS_MAX) {
		snprintf(path, sizeof(path), "/%zu", is.mount_count);
		assert_null(mount_add(&is, &m->arena, str_of(path), &added)
				.why);
	}
	assert_string_equal(
	    mount_add(&is, &m->arena, STR("/x"), &added).code, "too-many");
}

static const struct {
	const char *why;
	struct mount_settings mount;
	const char *finding; /* NULL = none */
} opened[] = {
	{ "a folder", { STR_INIT("papers"), "web", 7 }, NULL },
	{ "in place of an empty one", { STR_INIT("empty"), "web", 7 }, NULL },
	{ "in place of a full one", { STR_INIT("old"), "web", 7 },
	    "etc/v.conf:7:1: warning: what the capsule itself has at /old is"
	    " hidden by web [mount-hides]\n" },
	{ "of a file", { STR_INIT("a"), "web", 0 },
	    "capsule: warning: what the capsule itself has at /a is hidden by"
	    " web [mount-hides]\n" },
	{ "of one on its way", { STR_INIT("a/b/c"), "web", 7 },
	    "etc/v.conf:7:1: warning: what the capsule itself has at /a/b/c is"
	    " hidden by web [mount-hides]\n" },
	{ "none", { STR_INIT("papers"), "none", 7 },
	    "etc/v.conf:7:1: error: none: No such file or directory"
	    " [no-mount]\n" },
	{ "none, on a command line", { STR_INIT("papers"), "none", 0 },
	    "none: error: No such file or directory [no-mount]\n" },
	{ "a file", { STR_INIT("papers"), "key.txt", 7 },
	    "etc/v.conf:7:1: error: key.txt: Not a directory [no-mount]\n" },
	{ "X-12 sources of the profile", { STR_INIT("log"), "web", 7 },
	    "etc/v.conf:7:1: error: beside a profile.txt, /log is for its own"
	    " sources [bad-mount]\n" },
	{ "X-12 and below", { STR_INIT("pages/x"), "web", 7 },
	    "etc/v.conf:7:1: error: beside a profile.txt, /pages/x is for its"
	    " own sources [bad-mount]\n" },
};

static void
assert_findings(const struct diags *d, const char *want, const char *why)
{
	char text[512] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");

	assert_non_null(out);
	diags_print(d, out);
	assert_int_equal(fclose(out), 0);
	if (strcmp(text, want != NULL ? want : "") != 0)
		fail_msg("%s: %s", why, text);
}

static void
what_cannot_be_mounted_is_told(void **state)
{
	struct mounted *m = *state;

	for (size_t i = 0; i < COUNT(opened); i++) {
		struct mount_settings mount = opened[i].mount;
		struct vhost_settings is = {
			.capsule = "capsule",
			.mounts = &mount,
			.mount_count = 1,
		};
		struct roots roots;
		struct diags d;
		bool fine;

		diags_init(&d, &m->arena);
		fine = roots_open(&roots, &is, STR("etc/v.conf"), &d);
		check_row(fine == (d.count[DIAG_ERROR] == 0), opened[i].why);
		assert_findings(&d, opened[i].finding, opened[i].why);
		roots_close(&roots);
		roots_close(&roots);
	}
}

static void
findings_name_where_a_file_is(void **state)
{
	static const char *const rows[][2] = {
		{ "", "capsule" },
		{ "x/own.txt", "capsule/x/own.txt" },
		{ "papers", "web" },
		{ "papers/one.txt", "web/one.txt" },
		{ "papers2", "capsule/papers2" },
	};
	struct mounted *m = *state;
	struct mount_settings mount = { STR("papers"), "web/", 0 };
	struct vhost_settings is = {
		.capsule = "capsule",
		.mounts = &mount,
		.mount_count = 1,
	};
	struct roots roots;
	struct diags d;

	diags_init(&d, &m->arena);
	assert_true(roots_open(&roots, &is, STR(""), &d));
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_str(roots_name(&roots, &m->arena, str_of(rows[i][0])),
		    str_of(rows[i][1]));
	roots_close(&roots);
}

/* The folder that the capsule is in, and the capsule itself. */
static void
x12_a_capsule_in_itself_has_an_end(void **state)
{
	struct mounted *m = *state;
	struct mount_settings mounts[] = { { STR("all"), ".", 0 },
		{ STR("me"), "capsule", 0 } };
	struct vhost_settings is = {
		.capsule = "capsule",
		.mounts = mounts,
		.mount_count = COUNT(mounts),
	};
	struct roots roots;
	struct loaded l;
	struct diags d;

	diags_init(&d, &m->arena);
	assert_true(roots_open(&roots, &is, STR(""), &d));
	load_from(&l, &roots.folder, NULL);
	assert_true(l.built);
	assert_non_null(finding(&l.diags, "folder-loop"));
	assert_non_null(finding(&l.diags, "source-link"));
	assert_non_null(finding(&l.diags, "private-key"));
	assert_true(str_find(buf_str(&l.bytes), STR("all/web/one.txt")) <
		    l.bytes.len);
	assert_true(str_find(buf_str(&l.bytes), STR("a secret remark")) ==
		    l.bytes.len);
	assert_true(str_find(buf_str(&l.bytes), STR("PRIVATE KEY")) ==
		    l.bytes.len);
	unload(&l);
	roots_close(&roots);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_folder_covers_what_is_in_it),
		TEST(a_list_has_what_is_mounted),
		TEST(each_folder_has_an_identity_of_its_own),
		TEST(a_file_is_read_from_its_own_root),
		TEST(a_path_to_mount_at_is_a_plain_one),
		TEST(what_cannot_be_mounted_is_told),
		TEST(findings_name_where_a_file_is),
		TEST(x12_a_capsule_in_itself_has_an_end),
	};

	return cmocka_run_group_tests_name("mounts", tests, NULL, NULL);
}
