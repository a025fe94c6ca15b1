/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "page/doc.h"

static void
keeps_order(void **state)
{
	struct arena a;
	struct doc *doc;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/about"), STR("About"), STR("en"));
	assert_null(doc->first);
	doc_add(&a, doc, BLOCK_TEXT, STR("one"));
	doc_add(&a, doc, BLOCK_ITEM, STR("two"));
	assert_str(doc->path, STR("/about"));
	assert_str(doc->title, STR("About"));
	assert_str(doc->lang, STR("en"));
	assert_str(doc->first->text, STR("one"));
	assert_int_equal(doc->first->kind, BLOCK_TEXT);
	assert_int_equal(doc->first->views, ALL_VIEWS);
	assert_str(doc->first->next->text, STR("two"));
	assert_null(doc->first->next->next);
	arena_release(&a);
}

static void
labels_each_link(void **state)
{
	struct arena a;
	struct doc *doc;
	const struct block *bare;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/"), STR("Home"), STR("en"));
	doc_add_link(&a, doc, STR("/about"), STR("About me"));
	bare = doc_add_link(&a, doc, STR("https://h/"), STR(""));
	assert_int_equal(doc->first->kind, BLOCK_LINK);
	assert_str(doc->first->text, STR("About me"));
	assert_str(doc->first->target, STR("/about"));
	assert_str(bare->text, STR("https://h/"));
	arena_release(&a);
}

static void
shows_by_view(void **state)
{
	struct arena a;
	struct doc *doc;
	const struct block *block;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/"), STR("Home"), STR("en"));
	doc_add(&a, doc, BLOCK_TEXT, STR("x"))->views = 1u << VIEW_GOPHER;
	doc_add(&a, doc, BLOCK_TEXT, STR("y"));
	doc_add(&a, doc, BLOCK_TEXT, STR("z"))->views = 1u << VIEW_GOPHER;
	block = block_shown(doc->first, VIEW_GEMINI);
	assert_str(block->text, STR("y"));
	assert_null(block_shown(block->next, VIEW_GEMINI));
	assert_ptr_equal(block_shown(doc->first, VIEW_GOPHER), doc->first);
	assert_null(block_shown(NULL, VIEW_GOPHER));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_order),
		cmocka_unit_test(labels_each_link),
		cmocka_unit_test(shows_by_view),
	};

	return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
