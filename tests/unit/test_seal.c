/* SPDX-License-Identifier: ISC */
#include "site/seal.h"

#include "base/arena.h"
#include "unit/image_rows.h"
#include "unit/unit.h"

/* The rows from the given one on, in steps that meet all of them. */
static void
seal_rows(size_t first, size_t step, struct buf *out)
{
	struct seal s;

	seal_init(&s);
	for (size_t i = 0; i < IMAGE_ROWS; i++)
		image_rows_add(&s, (first + i * step) % IMAGE_ROWS);
	image_rows_write(&s, 2, out);
}

static void
what_goes_in_comes_out(void **state)
{
	struct image image;
	struct buf bytes;

	(void)state;
	seal_rows(0, 1, &bytes);
	assert_null(image_open(buf_str(&bytes), &image));
	assert_int_equal(image.resources, IMAGE_ROWS);
	for (size_t i = 0; i < IMAGE_ROWS; i++) {
		struct resource found;

		assert_true(image_find(&image, image_rows[i].view,
		    image_rows[i].key, &found));
		assert_int_equal(found.kind, image_rows[i].r.kind);
		assert_int_equal(found.item, image_rows[i].r.item);
		assert_str(found.media, image_rows[i].r.media);
		assert_str(found.body, image_rows[i].r.body);
		assert_str(found.file, image_rows[i].r.file);
		assert_int_equal(found.size, image_rows[i].r.size);
		assert_int_equal(found.lines, image_rows[i].r.lines);
	}
	assert_int_equal(image.hosts, 2);
	assert_str(image_host(&image, 1), image_hosts[1]);
	assert_str(image.origin.host, image_hosts[0]);
	assert_int_equal(image.origin.port[VIEW_GEMINI], 1965);
	assert_int_equal(image.origin.port[VIEW_GOPHER], 7070);
	buf_release(&bytes);
}

static void
the_order_of_adding_does_not_show(void **state)
{
	struct buf want;

	(void)state;
	seal_rows(0, 1, &want);
	for (size_t first = 0; first < IMAGE_ROWS; first++) {
		for (size_t step = 1; step < IMAGE_ROWS; step++) {
			struct buf got;

			seal_rows(first, step, &got);
			assert_str(buf_str(&got), buf_str(&want));
			buf_release(&got);
		}
	}
	buf_release(&want);
}

static void
a_key_is_taken_once_in_each_view(void **state)
{
	const struct resource r = image_rows[0].r;
	struct seal s;

	(void)state;
	seal_init(&s);
	assert_true(seal_add(&s, VIEW_GEMINI, STR("/a"), &r));
	assert_false(seal_add(&s, VIEW_GEMINI, STR("/a"), &image_rows[1].r));
	assert_true(seal_add(&s, VIEW_GOPHER, STR("/a"), &r));
	assert_int_equal(s.count, 2);
	seal_release(&s);
}

static void
equal_bodies_are_stored_once(void **state)
{
	static char large[10000];
	const struct resource r = {
		.kind = RESOURCE_BODY,
		.media = STR("application/octet-stream"),
		.body = { large, sizeof(large) },
		.item = '9',
	};
	struct arena a;
	struct seal s;
	struct buf bytes;

	(void)state;
	arena_init(&a);
	seal_init(&s);
	for (int i = 0; i < 100; i++)
		assert_true(seal_add(&s, VIEW_GEMINI,
		    arena_printf(&a, "/%d", i), &r));
	image_rows_write(&s, 1, &bytes);
	assert_in_range(bytes.len, sizeof(large), 2 * sizeof(large));
	buf_release(&bytes);
	arena_release(&a);
}

static void
nothing_at_all_is_an_image_too(void **state)
{
	struct resource found;
	struct image image;
	struct seal s;
	struct buf bytes;

	(void)state;
	seal_init(&s);
	image_rows_write(&s, 1, &bytes);
	assert_null(image_open(buf_str(&bytes), &image));
	assert_int_equal(image.resources, 0);
	assert_false(image_find(&image, VIEW_GEMINI, STR("/"), &found));
	buf_release(&bytes);
}

static void
the_search_is_a_section_of_its_own(void **state)
{
	struct image image;
	struct seal s;
	struct buf bytes;

	(void)state;
	seal_init(&s);
	assert_true(seal_add(&s, VIEW_GEMINI, STR("/"), &image_rows[0].r));
	s.search = STR("a database");
	image_rows_write(&s, 1, &bytes);
	assert_null(image_open(buf_str(&bytes), &image));
	assert_str(image.search, STR("a database"));
	assert_int_equal(image.resources, 1);
	buf_release(&bytes);
}

static void
the_owners_facts_are_there_if_known(void **state)
{
	struct origin o = image_origin;
	struct image image;
	struct seal s;
	struct buf bytes;

	(void)state;
	for (int i = 0; i < 4; i++) {
		buf_init(&bytes);
		seal_init(&s);
		o.web = i % 2 == 0 ? STR("") : STR("https://e.org/~a/");
		s.admin = i < 2 ? STR("") : STR("a@e.org");
		assert_true(seal_write(&s, &o, image_hosts, 1, &bytes));
		assert_null(image_open(buf_str(&bytes), &image));
		assert_str(image.origin.web, o.web);
		assert_str(image.admin, s.admin);
		seal_release(&s);
		buf_release(&bytes);
	}
}

static void
what_gopher_has_is_there_if_it_is_not_usual(void **state)
{
	struct image image;
	struct seal s;
	struct buf bytes;

	(void)state;
	for (enum charset c = 0; c < CHARSET_COUNT; c++) {
		seal_init(&s);
		s.charset = c;
		s.ascii = c == CHARSET_LATIN1;
		s.updated = s.ascii ? STR("20260411") : STR("");
		image_rows_write(&s, 1, &bytes);
		assert_null(image_open(buf_str(&bytes), &image));
		assert_int_equal(image.charset, c);
		assert_int_equal(image.ascii, c == CHARSET_LATIN1);
		assert_str(image.updated,
		    c == CHARSET_LATIN1 ? STR("20260411") : STR(""));
		buf_release(&bytes);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_in_comes_out),
		cmocka_unit_test(the_order_of_adding_does_not_show),
		cmocka_unit_test(a_key_is_taken_once_in_each_view),
		cmocka_unit_test(equal_bodies_are_stored_once),
		cmocka_unit_test(the_search_is_a_section_of_its_own),
		cmocka_unit_test(nothing_at_all_is_an_image_too),
		cmocka_unit_test(the_owners_facts_are_there_if_known),
		cmocka_unit_test(what_gopher_has_is_there_if_it_is_not_usual),
	};

	return cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}
