/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "model/doc.h"

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

/* A link into another tree is for readers of all but that. */
static void
shows_by_tree(void **state)
{
	struct arena a;
	struct doc *doc;
	struct block *way;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/"), STR("Home"), STR("en"));
	way = doc_add_way(&a, doc, STR("/"), STR("back"));
	way->crosses = true;
	way->into = TREE_MAIN;
	way->trees = 1u << TREE_MAIN | 1u << TREE_ASCII;
	doc_add(&a, doc, BLOCK_TEXT, STR("x"))->views = 1u << VIEW_GEMINI;
	doc_add(&a, doc, BLOCK_TEXT, STR("y"));
	assert_str(block_in_tree(doc->first, TREE_MAIN)->text, STR("y"));
	assert_ptr_equal(block_in_tree(doc->first, TREE_ASCII), way);
	assert_str(block_in_tree(way->next, TREE_ASCII)->text, STR("y"));
	assert_int_equal(block_leads_to(way, TREE_ASCII), TREE_MAIN);
	way->crosses = false;
	assert_int_equal(block_leads_to(way, TREE_ASCII), TREE_ASCII);
	assert_int_equal(block_leads_to(way, TREE_GEMTEXT), TREE_MAIN);
	arena_release(&a);
}

static void
puts_ways_behind_a_block(void **state)
{
	struct arena a;
	struct doc *doc;
	struct block *heading, *way;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/"), STR("Home"), STR("en"));
	heading = doc_add(&a, doc, BLOCK_HEADING, STR("Elsewhere"));
	doc_add_way_behind(&a, doc, heading, STR("/2"), STR("two"));
	doc_add_way_behind(&a, doc, heading, STR("/1"), STR("one"));
	doc_add(&a, doc, BLOCK_TEXT, STR("end"));
	way = heading->next;
	assert_str(way->text, STR("one"));
	assert_true(way->nav && way->kind == BLOCK_LINK);
	assert_str(way->next->text, STR("two"));
	assert_str(way->next->next->text, STR("end"));
	assert_null(way->next->next->next);
	arena_release(&a);
}

/* A title, a heading on top, a name: never nothing. */
static void
has_a_label(void **state)
{
	struct arena a;
	struct doc *doc;

	(void)state;
	arena_init(&a);
	doc = doc_new(&a, STR("/d/a"), STR(""), STR(""));
	assert_str(doc_label(doc), STR("a"));
	doc_add(&a, doc, BLOCK_PRE, STR("art\n"));
	doc_add(&a, doc, BLOCK_HEADING, STR("Heading"));
	assert_str(doc_label(doc), STR("Heading"));
	doc->title = STR("Title");
	assert_str(doc_label(doc), STR("Title"));
	doc = doc_new(&a, STR("/d/a"), STR(""), STR(""));
	doc_add(&a, doc, BLOCK_TEXT, STR("Text."));
	doc_add(&a, doc, BLOCK_HEADING, STR("Of a part"));
	assert_str(doc_label(doc), STR("a"));
	doc = doc_new(&a, STR("/"), STR(""), STR(""));
	assert_str(doc_label(doc), STR("/"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_order),
		cmocka_unit_test(labels_each_link),
		cmocka_unit_test(shows_by_view),
		cmocka_unit_test(shows_by_tree),
		cmocka_unit_test(puts_ways_behind_a_block),
		cmocka_unit_test(has_a_label),
	};

	return cmocka_run_group_tests_name("doc", tests, NULL, NULL);
}
