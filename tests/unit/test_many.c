/* SPDX-License-Identifier: ISC */
#include "site/load.h"

#include "site/files.h"
#include "unit/loaded.h"

#define FOLDERS 200
#define EACH 100 /* in each of them: gemtext and plain text in turn */

/* "d012" to its number; false if it is none of these folders. */
static bool
folder_number(struct str path, uint64_t *number)
{
	return str_starts(path, STR("d")) && path.len == 4 &&
	       str_number(str_skip(path, 1), FOLDERS - 1, number);
}

static struct folder_entry
entry(struct arena *a, enum folder_kind kind, uint64_t inode, const char *form,
    size_t number)
{
	return (struct folder_entry){
		.name = arena_printf(a, "%s%03zu%s",
		    kind == FOLDER_DIRECTORY ? "d" : "f", number, form),
		.kind = kind,
		.id = { 1, inode * 1000 + number },
	};
}

static enum folder_result
many_list(const struct folder *f, struct str path, struct arena *a,
    struct folder_list *list)
{
	uint64_t folder = FOLDERS;
	size_t count = FOLDERS;

	(void)f;
	if (path.len > 0 && !folder_number(path, &folder))
		return FOLDER_MISSING;
	if (path.len > 0)
		count = EACH;
	list->at = arena_array(a, count + 1, sizeof(*list->at));
	list->id = (struct folder_id){ 2, folder };
	list->count = 0;
	for (size_t i = 0; i < count; i++)
		list->at[list->count++] =
		    path.len == 0
			? entry(a, FOLDER_DIRECTORY, FOLDERS, "", i)
			: entry(a, FOLDER_FILE, folder,
			      i % 2 == 0 ? ".gmi" : ".txt", i);
	if (path.len == 0)
		list->at[list->count++] = (struct folder_entry){
			.name = STR("index.gmi"),
			.id = { 3, 0 },
		};
	return FOLDER_OK;
}

static enum folder_result
many_read(const struct folder *f, struct str path, size_t max, struct arena *a,
    struct str *bytes)
{
	(void)f;
	(void)max;
	if (str_eq(path, FILES_SOURCE))
		return FOLDER_MISSING;
	*bytes = arena_printf(a, "# At %.*s\n=> /d000/f000.gmi first\n",
	    STR_ARG(path));
	return FOLDER_OK;
}

/* Nothing here is large. */
static enum folder_result
many_open(const struct folder *f, struct str path, struct folder_file *file)
{
	(void)f;
	(void)path;
	(void)file;
	return FOLDER_FAILED;
}

static void
must_be_there(const struct loaded *l, size_t folder, size_t file)
{
	bool page = file % 2 == 0;
	char path[32], text[64];

	snprintf(path, sizeof(path), "/d%03zu/f%03zu%s", folder, file,
	    page ? ".gmi" : ".txt");
	snprintf(text, sizeof(text), "# At %s\n", path + 1);
	assert_true(str_starts(body_at(l, VIEW_GEMINI, str_of(path)),
	    str_of(text)));
	if (page)
		path[strlen(path) - strlen(".gmi")] = '\0';
	assert_true(body_at(l, VIEW_GOPHER, str_of(path)).len > 0);
}

/* There is no limit on time here: whoever runs it sees when there is none. */
static void
twenty_thousand_files_are_a_capsule(void **state)
{
	static const struct folder folder = {
		.read = many_read,
		.open = many_open,
		.list = many_list,
	};
	struct loaded l;

	(void)state;
	load_stream(&l, &folder, NULL, true);
	assert_true(l.built);
	assert_null(l.diags.first);
	for (size_t i = 0; i < FOLDERS; i++)
		for (size_t k = 0; k < EACH; k++)
			must_be_there(&l, i, k);
	assert_in_range(l.image.resources, 2 * FOLDERS * EACH,
	    5 * FOLDERS * EACH);
	unload(&l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(twenty_thousand_files_are_a_capsule),
	};

	return cmocka_run_group_tests_name("many", tests, NULL, NULL);
}
