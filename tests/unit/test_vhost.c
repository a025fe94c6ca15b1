/* SPDX-License-Identifier: ISC */
#include "app/vhost.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

/* A host, and what takes the place of its image. */
struct bench {
	char path[64];
	struct settings settings;
	struct vhost_settings host;
	struct vhost *open;
};

static void
make(struct bench *b, const char *name)
{
	struct arena *a = &b->settings.arena;
	FILE *file;

	*b = (struct bench){ .host = { .hosts = { .count = 1 } } };
	snprintf(b->path, sizeof(b->path), "/tmp/vitae-vhost-XXXXXX");
	assert_non_null(mkdtemp(b->path));
	settings_init(&b->settings);
	doors_assume(&b->settings.doors);
	b->host.capsule = arena_str(a, str_of(b->path)).at;
	b->host.hosts.at[0] = str_of(name);
	b->settings.hosts = &b->host;
	b->settings.count = 1;
	file = fopen(arena_printf(a, "%s/index.gmi", b->path).at, "w");
	assert_non_null(file);
	fputs("# Here\n", file);
	assert_int_equal(fclose(file), 0);
	b->open = mem_new(1, sizeof(*b->open));
	assert_true(vhost_open(b->open, &b->settings, 0, stderr));
	assert_true(b->open->folder);
	assert_false(b->open->shown);
}

static void
clean(struct bench *b)
{
	vhost_release(b->open);
	free(b->open);
	remove_tree(b->path);
	settings_release(&b->settings);
}

static struct frozen
image_of(const struct vhost *v)
{
	struct findings f = { .out = stderr };
	struct frozen image;
	struct buf bytes;

	buf_init(&bytes);
	assert_true(vhost_make(v, NULL, &f, &bytes));
	assert_true(frozen_copy(&image, buf_str(&bytes)));
	buf_release(&bytes);
	return image;
}

static void
adopts_what_fits(void **state)
{
	struct bench b;
	struct frozen image;
	const char *why;

	(void)state;
	make(&b, "here.example");
	for (int i = 0; i < 2; i++) {
		image = image_of(b.open);
		assert_int_equal(vhost_adopt(b.open, &image, &why), VHOST_FITS);
		assert_null(why);
		assert_true(b.open->shown);
		assert_int_equal(b.open->name_count, 1);
		assert_str(b.open->names[0], STR("here.example"));
		assert_ptr_equal(vhost_shelf(b.open).image->bytes.at,
		    image.bytes.at);
	}
	clean(&b);
}

/* What is shown stays, and the other one is the caller's. */
static void
keeps_it_otherwise(void **state)
{
	struct bench b, other;
	struct frozen image;
	const char *why;

	(void)state;
	make(&b, "here.example");
	make(&other, "there.example");
	image = image_of(b.open);
	assert_int_equal(vhost_adopt(b.open, &image, &why), VHOST_FITS);
	image = image_of(other.open);
	assert_int_equal(vhost_adopt(b.open, &image, &why), VHOST_OTHER);
	assert_non_null(why);
	assert_str(b.open->names[0], STR("here.example"));
	frozen_release(&image);
	assert_true(frozen_copy(&image, STR("not an image at all")));
	assert_int_equal(vhost_adopt(b.open, &image, &why), VHOST_DAMAGED);
	assert_non_null(why);
	frozen_release(&image);
	assert_int_equal(image_host(&b.open->image, 0).len, 12);
	clean(&other);
	clean(&b);
}

static void
an_image_for_another_host_is_none(void **state)
{
	struct bench b, other;
	struct frozen image;
	const char *why;

	(void)state;
	make(&b, "here.example");
	make(&other, "there.example");
	b.host.line = 7;
	image = image_of(other.open);
	assert_int_equal(vhost_adopt(b.open, &image, &why), VHOST_DAMAGED);
	assert_string_equal(why, "an image for another host");
	assert_false(b.open->shown);
	frozen_release(&image);
	assert_true(vhost_show(b.open));
	clean(&other);
	clean(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adopts_what_fits),
		cmocka_unit_test(keeps_it_otherwise),
		cmocka_unit_test(an_image_for_another_host_is_none),
	};

	return cmocka_run_group_tests_name("vhost", tests, NULL, NULL);
}
