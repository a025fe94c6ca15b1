/* SPDX-License-Identifier: ISC */
/*
 * Runs one fuzz target over the files of a corpus folder, a test for each, so
 * that what fuzzing found stays found without clang.
 */
#include <dirent.h>
#include <stdlib.h>

#include "base/mem.h"
#include "unit/unit.h"

#define INPUT_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
input_runs(void **state)
{
	const char *path = *state;
	FILE *file = fopen(path, "rb");
	uint8_t *data;
	size_t len;

	assert_non_null(file);
	data = mem_new(INPUT_MAX, 1);
	len = fread(data, 1, INPUT_MAX, file);
	assert_true(feof(file));
	fclose(file);
	/* The exact size, so that a read behind the end is seen. */
	data = mem_grow(data, len, 1);
	LLVMFuzzerTestOneInput(data, len);
	free(data);
}

static int
is_input(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static struct CMUnitTest
test_of(const char *folder, const char *name)
{
	size_t size = strlen(folder) + 1 + strlen(name) + 1;
	char *path = mem_new(size, 1);

	snprintf(path, size, "%s/%s", folder, name);
	return (struct CMUnitTest){
		.name = path,
		.test_func = input_runs,
		.initial_state = path,
	};
}

int
main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : ".";
	struct dirent **names = NULL;
	int count = scandir(folder, &names, is_input, alphasort);
	struct CMUnitTest *tests;
	int failed;

	if (count <= 0) {
		fprintf(stderr, "%s: no inputs\n", folder);
		return 1;
	}
	/* A crash must not take the names of those before it with it. */
	setvbuf(stdout, NULL, _IOLBF, 0);
	tests = mem_new((size_t)count, sizeof(*tests));
	for (int i = 0; i < count; i++)
		tests[i] = test_of(folder, names[i]->d_name);
	failed = _cmocka_run_group_tests("replay", tests, (size_t)count, NULL,
	    NULL);
	for (int i = 0; i < count; i++) {
		free(tests[i].initial_state);
		free(names[i]);
	}
	free(tests);
	free(names);
	return failed != 0;
}
