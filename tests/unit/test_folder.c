/* SPDX-License-Identifier: ISC */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "unit/remove_tree.h"
#include "unit/unit.h"

#define PATH_SIZE 256
#define NOBODY 65534

/* A folder "tree", and beside it what must never be reached. */
struct tree {
	char top[64];
	struct folder folder;
	struct arena arena;
};

static const char *
path_of(const struct tree *t, const char *name, char storage[PATH_SIZE])
{
	snprintf(storage, PATH_SIZE, "%s/%s", t->top, name);
	return storage;
}

static void
make_file(const struct tree *t, const char *name, const char *text)
{
	char path[PATH_SIZE];
	FILE *file = fopen(path_of(t, name, path), "wb");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
make_folder(const struct tree *t, const char *name)
{
	char path[PATH_SIZE];

	assert_int_equal(mkdir(path_of(t, name, path), 0755), 0);
}

static void
make_link(const struct tree *t, const char *target, const char *name)
{
	char path[PATH_SIZE];

	assert_int_equal(symlink(target, path_of(t, name, path)), 0);
}

static void
make_socket(const struct tree *t, const char *name)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	char path[PATH_SIZE];
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	path_of(t, name, path);
	assert_true(strlen(path) < sizeof(at.sun_path));
	memcpy(at.sun_path, path, strlen(path));
	assert_int_equal(
	    bind(fd, (const struct sockaddr *)&at, sizeof(at)), 0);
	close(fd);
}

static int
tree_setup(void **state)
{
	static struct tree t;
	char path[PATH_SIZE], other[PATH_SIZE];

	t = (struct tree){ .top = "/tmp/vitae-folder-XXXXXX" };
	arena_init(&t.arena);
	assert_non_null(mkdtemp(t.top));
	/* So that nobody gets as far as to the file that is not for him. */
	assert_int_equal(chmod(t.top, 0755), 0);
	make_folder(&t, "tree");
	make_folder(&t, "tree/sub");
	make_folder(&t, "outside");
	make_file(&t, "secret", "secret");
	make_file(&t, "tree/b.txt", "0123456789");
	make_file(&t, "tree/empty", "");
	make_file(&t, "tree/sub/a.txt", "below");
	make_file(&t, "tree/.hidden", "");
	make_file(&t, "tree/private", "private");
	assert_int_equal(chmod(path_of(&t, "tree/private", path), 0), 0);
	make_link(&t, "sub/a.txt", "tree/link-in");
	make_link(&t, "..", "tree/sub/link-up");
	assert_int_equal(link(path_of(&t, "tree/b.txt", path),
			     path_of(&t, "tree/sub/b-hard", other)),
	    0);
	make_link(&t, "sub", "tree/link-sub");
	make_link(&t, "../tree/b.txt", "tree/link-out-and-in");
	make_link(&t, "../secret", "tree/link-out");
	make_link(&t, "/etc/passwd", "tree/link-absolute");
	make_link(&t, "../outside", "tree/link-outside");
	make_link(&t, "nowhere", "tree/link-broken");
	make_link(&t, "link-loop", "tree/link-loop");
	make_link(&t, "/dev/zero", "tree/link-device");
	make_socket(&t, "tree/socket");
	assert_int_equal(mkfifo(path_of(&t, "tree/fifo", path), 0644), 0);
	assert_true(folder_open(&t.folder, path_of(&t, "tree", path)));
	*state = &t;
	return 0;
}

static int
tree_teardown(void **state)
{
	struct tree *t = *state;

	folder_close(&t->folder);
	arena_release(&t->arena);
	return remove_tree(t->top);
}

static const struct {
	const char *why;
	struct str path;
	size_t max;
	enum folder_result result;
	struct str bytes;
} reads[] = {
	{ "a file", STR_INIT("b.txt"), 100, FOLDER_OK,
	    STR_INIT("0123456789") },
	{ "one below", STR_INIT("sub/a.txt"), 100, FOLDER_OK,
	    STR_INIT("below") },
	{ "G-66 an empty one", STR_INIT("empty"), 100, FOLDER_OK,
	    STR_INIT("") },
	{ "an empty one, where nothing may be", STR_INIT("empty"), 0,
	    FOLDER_OK, STR_INIT("") },
	{ "as long as it may be", STR_INIT("b.txt"), 10, FOLDER_OK,
	    STR_INIT("0123456789") },
	{ "one byte too long", STR_INIT("b.txt"), 9, FOLDER_TOO_LONG,
	    STR_INIT("") },
	{ "missing", STR_INIT("nope"), 100, FOLDER_MISSING, STR_INIT("") },
	{ "below a file", STR_INIT("b.txt/c"), 100, FOLDER_MISSING,
	    STR_INIT("") },
	{ "X-08 link inside", STR_INIT("link-in"), 100, FOLDER_OK,
	    STR_INIT("below") },
	{ "X-08 by a linked folder", STR_INIT("link-sub/a.txt"), 100,
	    FOLDER_OK, STR_INIT("below") },
	{ "X-08 link out", STR_INIT("link-out"), 100, FOLDER_OUTSIDE,
	    STR_INIT("") },
	{ "X-08 absolute link", STR_INIT("link-absolute"), 100000,
	    FOLDER_OUTSIDE, STR_INIT("") },
	{ "X-08 link out and back in", STR_INIT("link-out-and-in"), 100,
	    FOLDER_OUTSIDE, STR_INIT("") },
	{ "X-01 climbing", STR_INIT("../secret"), 100, FOLDER_OUTSIDE,
	    STR_INIT("") },
	{ "X-01 climbing from below", STR_INIT("sub/../../secret"), 100,
	    FOLDER_OUTSIDE, STR_INIT("") },
	{ "X-03 absolute", STR_INIT("/etc/passwd"), 100000, FOLDER_OUTSIDE,
	    STR_INIT("") },
	{ "broken link", STR_INIT("link-broken"), 100, FOLDER_MISSING,
	    STR_INIT("") },
	{ "X-11 link to itself", STR_INIT("link-loop"), 100, FOLDER_OUTSIDE,
	    STR_INIT("") },
	{ "X-09 FIFO without a writer", STR_INIT("fifo"), 100, FOLDER_SPECIAL,
	    STR_INIT("") },
	{ "X-09 socket", STR_INIT("socket"), 100, FOLDER_SPECIAL,
	    STR_INIT("") },
	{ "X-09 a device by a link", STR_INIT("link-device"), 100,
	    FOLDER_OUTSIDE, STR_INIT("") },
	{ "X-09 directory", STR_INIT("sub"), 100, FOLDER_SPECIAL,
	    STR_INIT("") },
	{ "the root itself", STR_INIT(""), 100, FOLDER_SPECIAL,
	    STR_INIT("") },
	{ "X-05 NUL does not end a name", STR_INIT("b.txt\0x"), 100,
	    FOLDER_MISSING, STR_INIT("") },
};

static void
read_stays_beneath_the_root(void **state)
{
	struct tree *t = *state;

	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++) {
		struct str bytes = STR("");
		enum folder_result result = t->folder.read(&t->folder,
		    reads[i].path, reads[i].max, &t->arena, &bytes);

		if (result != reads[i].result)
			fail_msg("%s: %s", reads[i].why,
			    folder_reason(result));
		check_row(str_eq(bytes, reads[i].bytes), reads[i].why);
		check_row(result != FOLDER_OK || bytes.at[bytes.len] == '\0',
		    reads[i].why);
	}
}

/* A file is opened where it would be read, and nothing else is. */
static void
open_stays_beneath_the_root_too(void **state)
{
	struct tree *t = *state;

	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++) {
		bool there = reads[i].result == FOLDER_OK ||
			     reads[i].result == FOLDER_TOO_LONG;
		struct folder_file file = { .fd = -1 };
		enum folder_result result =
		    t->folder.open(&t->folder, reads[i].path, &file);

		check_row(result == (there ? FOLDER_OK : reads[i].result),
		    reads[i].why);
		check_row((file.fd >= 0) == there, reads[i].why);
		if (there)
			close(file.fd);
	}
}

static void
an_open_file_has_its_size_and_day(void **state)
{
	const struct timespec times[2] = { { 1, 0 }, { 86400, 0 } };
	struct tree *t = *state;
	struct folder_list list;
	struct folder_file file;
	char path[PATH_SIZE], bytes[20];
	size_t i = 0;

	assert_int_equal(
	    utimensat(AT_FDCWD, path_of(t, "tree/b.txt", path), times, 0), 0);
	assert_int_equal(t->folder.open(&t->folder, STR("b.txt"), &file),
	    FOLDER_OK);
	assert_int_equal(file.size, 10);
	assert_int_equal(file.changed, 86400);
	assert_true((fcntl(file.fd, F_GETFD) & FD_CLOEXEC) != 0);
	assert_int_equal(pread(file.fd, bytes, sizeof(bytes), 8), 2);
	assert_int_equal(close(file.fd), 0);
	assert_int_equal(
	    t->folder.list(&t->folder, STR(""), &t->arena, &list), FOLDER_OK);
	while (!str_eq(list.at[i].name, STR("b.txt")))
		i++;
	assert_int_equal(list.at[i].size, 10);
	assert_int_equal(list.at[i].changed, 86400);
}

/* The lowest number that is free is what the next one gets. */
static int
next_descriptor(void)
{
	int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);

	assert_int_equal(close(fd), 0);
	return fd;
}

static void
what_is_no_file_is_closed_again(void **state)
{
	struct tree *t = *state;
	struct folder_file file;
	int before = next_descriptor();

	assert_int_equal(t->folder.open(&t->folder, STR("sub"), &file),
	    FOLDER_SPECIAL);
	assert_int_equal(next_descriptor(), before);
}

static const struct {
	const char *why;
	struct str path;
	bool sound;
} paths[] = {
	{ "a name", STR_INIT("a"), true },
	{ "one below", STR_INIT("a b/c.d"), true },
	{ "dots in names", STR_INIT(".a/..b/c.."), true },
	{ "the root", STR_INIT(""), false },
	{ "X-01 up", STR_INIT(".."), false },
	{ "X-01 up from below", STR_INIT("a/../b"), false },
	{ "X-01 up at the end", STR_INIT("a/.."), false },
	{ "itself", STR_INIT("a/./b"), false },
	{ "X-03 absolute", STR_INIT("/a"), false },
	{ "a slash at the end", STR_INIT("a/"), false },
	{ "two slashes", STR_INIT("a//b"), false },
	{ "X-05 a NUL", STR_INIT("a\0b"), false },
};

static void
paths_lead_down_to_a_file(void **state)
{
	static char name[FOLDER_PATH_MAX + 1];

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
		check_row(folder_path_is_sound(paths[i].path) ==
			      paths[i].sound,
		    paths[i].why);
	memset(name, 'a', sizeof(name));
	assert_true(
	    folder_path_is_sound((struct str){ name, FOLDER_PATH_MAX }));
	assert_false(
	    folder_path_is_sound((struct str){ name, sizeof(name) }));
}

static void
long_names_are_missing(void **state)
{
	struct tree *t = *state;
	static char name[5000];
	struct str bytes;

	memset(name, 'x', sizeof(name));
	for (size_t len = 255; len <= sizeof(name); len += 949)
		assert_int_equal(
		    t->folder.read(&t->folder, (struct str){ name, len }, 100,
			&t->arena, &bytes),
		    FOLDER_MISSING);
}

/* Root may read everything: be nobody for this one. */
static void
unreadable_file_is_denied(void **state)
{
	struct tree *t = *state;
	enum folder_result result;
	struct str bytes;
	bool root = geteuid() == 0;

	if (root)
		assert_int_equal(seteuid(NOBODY), 0);
	result = t->folder.read(&t->folder, STR("private"), 100, &t->arena,
	    &bytes);
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(result, FOLDER_DENIED);
}

static void
fifo_with_a_writer_is_not_read_either(void **state)
{
	struct tree *t = *state;
	char path[PATH_SIZE];
	struct str bytes;
	int fd = open(path_of(t, "tree/fifo", path), O_RDWR | O_NONBLOCK);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, "abc", 3), 3);
	assert_int_equal(t->folder.read(&t->folder, STR("fifo"), 100,
			     &t->arena, &bytes),
	    FOLDER_SPECIAL);
	close(fd);
}

static void
file_larger_than_a_block_is_whole(void **state)
{
	struct tree *t = *state;
	static char text[100001];
	struct str bytes;

	memset(text, 'x', sizeof(text) - 1);
	make_file(t, "tree/sub/large", text);
	assert_int_equal(t->folder.read(&t->folder, STR("sub/large"), 100000,
			     &t->arena, &bytes),
	    FOLDER_OK);
	assert_str(bytes, str_of(text));
}

static const struct {
	struct str name;
	enum folder_kind kind;
} entries[] = {
	{ STR_INIT(".hidden"), FOLDER_FILE },
	{ STR_INIT("b.txt"), FOLDER_FILE },
	{ STR_INIT("empty"), FOLDER_FILE },
	{ STR_INIT("fifo"), FOLDER_OTHER },
	{ STR_INIT("link-absolute"), FOLDER_FILE },
	{ STR_INIT("link-broken"), FOLDER_OTHER },
	{ STR_INIT("link-device"), FOLDER_OTHER },
	{ STR_INIT("link-in"), FOLDER_FILE },
	{ STR_INIT("link-loop"), FOLDER_OTHER },
	{ STR_INIT("link-out"), FOLDER_FILE },
	{ STR_INIT("link-out-and-in"), FOLDER_FILE },
	{ STR_INIT("link-outside"), FOLDER_DIRECTORY },
	{ STR_INIT("link-sub"), FOLDER_DIRECTORY },
	{ STR_INIT("private"), FOLDER_FILE },
	{ STR_INIT("socket"), FOLDER_OTHER },
	{ STR_INIT("sub"), FOLDER_DIRECTORY },
};

static void
list_is_sorted_and_knows_kinds(void **state)
{
	struct tree *t = *state;
	struct folder_list list;

	assert_int_equal(
	    t->folder.list(&t->folder, STR(""), &t->arena, &list), FOLDER_OK);
	assert_int_equal(list.count, sizeof(entries) / sizeof(entries[0]));
	for (size_t i = 0; i < list.count; i++) {
		assert_str(list.at[i].name, entries[i].name);
		check_row(list.at[i].kind == entries[i].kind,
		    list.at[i].name.at);
	}
}

/* The identity of an entry, or, without a name, of the folder itself. */
static struct folder_id
id_of(struct tree *t, struct str folder, struct str name)
{
	struct folder_list list;

	assert_int_equal(
	    t->folder.list(&t->folder, folder, &t->arena, &list), FOLDER_OK);
	if (name.len == 0)
		return list.id;
	for (size_t i = 0; i < list.count; i++)
		if (str_eq(list.at[i].name, name))
			return list.at[i].id;
	fail_msg("no %.*s", STR_ARG(name));
	return list.id;
}

static const struct {
	const char *why;
	struct str folder[2];
	struct str name[2];
	bool same;
} identities[] = {
	{ "a file and a link to it", { STR_INIT(""), STR_INIT("sub") },
	    { STR_INIT("link-in"), STR_INIT("a.txt") }, true },
	{ "two names of one file", { STR_INIT(""), STR_INIT("sub") },
	    { STR_INIT("b.txt"), STR_INIT("b-hard") }, true },
	{ "a folder and a link to it", { STR_INIT(""), STR_INIT("") },
	    { STR_INIT("sub"), STR_INIT("link-sub") }, true },
	{ "a folder as an entry and itself", { STR_INIT(""), STR_INIT("sub") },
	    { STR_INIT("sub"), STR_INIT("") }, true },
	{ "a folder by another way", { STR_INIT("sub"), STR_INIT("link-sub") },
	    { STR_INIT(""), STR_INIT("") }, true },
	{ "a link back up", { STR_INIT("sub/link-up"), STR_INIT("") },
	    { STR_INIT(""), STR_INIT("") }, true },
	{ "two files, equal bytes", { STR_INIT(""), STR_INIT("") },
	    { STR_INIT("empty"), STR_INIT(".hidden") }, false },
	{ "two folders", { STR_INIT(""), STR_INIT("sub") },
	    { STR_INIT(""), STR_INIT("") }, false },
};

static void
names_of_one_thing_are_known(void **state)
{
	struct tree *t = *state;

	for (size_t i = 0; i < sizeof(identities) / sizeof(identities[0]); i++)
		check_row(folder_same(id_of(t, identities[i].folder[0],
					  identities[i].name[0]),
			      id_of(t, identities[i].folder[1],
				  identities[i].name[1])) ==
			      identities[i].same,
		    identities[i].why);
}

static const struct {
	const char *why;
	struct str path;
	enum folder_result result;
} lists[] = {
	{ "a folder", STR_INIT("sub"), FOLDER_OK },
	{ "a linked one", STR_INIT("link-sub"), FOLDER_OK },
	{ "X-08 one outside", STR_INIT("link-outside"), FOLDER_OUTSIDE },
	{ "X-01 climbing", STR_INIT(".."), FOLDER_OUTSIDE },
	{ "missing", STR_INIT("nope"), FOLDER_MISSING },
	{ "a file", STR_INIT("b.txt"), FOLDER_MISSING },
};

static void
list_stays_beneath_the_root(void **state)
{
	struct tree *t = *state;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++) {
		struct folder_list list;

		check_row(t->folder.list(&t->folder, lists[i].path, &t->arena,
			      &list) == lists[i].result,
		    lists[i].why);
	}
}

static void
open_says_why_not(void **state)
{
	struct tree *t = *state;
	struct folder f;
	char path[PATH_SIZE];

	assert_false(folder_open(&f, path_of(t, "nope", path)));
	assert_int_equal(errno, ENOENT);
	assert_false(folder_open(&f, path_of(t, "secret", path)));
	assert_int_equal(errno, ENOTDIR);
}

static void
every_result_has_its_words(void **state)
{
	(void)state;
	for (int i = FOLDER_MISSING; i <= FOLDER_FAILED; i++)
		for (int k = FOLDER_OK; k < i; k++)
			assert_string_not_equal(
			    folder_reason((enum folder_result)i),
			    folder_reason((enum folder_result)k));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_is_sorted_and_knows_kinds),
		cmocka_unit_test(read_stays_beneath_the_root),
		cmocka_unit_test(open_stays_beneath_the_root_too),
		cmocka_unit_test(an_open_file_has_its_size_and_day),
		cmocka_unit_test(what_is_no_file_is_closed_again),
		cmocka_unit_test(paths_lead_down_to_a_file),
		cmocka_unit_test(long_names_are_missing),
		cmocka_unit_test(unreadable_file_is_denied),
		cmocka_unit_test(fifo_with_a_writer_is_not_read_either),
		cmocka_unit_test(file_larger_than_a_block_is_whole),
		cmocka_unit_test(names_of_one_thing_are_known),
		cmocka_unit_test(list_stays_beneath_the_root),
		cmocka_unit_test(open_says_why_not),
		cmocka_unit_test(every_result_has_its_words),
	};

	return cmocka_run_group_tests_name("folder", tests, tree_setup,
	    tree_teardown);
}
