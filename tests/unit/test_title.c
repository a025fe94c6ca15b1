/* SPDX-License-Identifier: ISC */
#include "front/title.h"

#include "base/utf8.h"
#include "unit/unit.h"

static const struct {
	const char *why;
	char type;
	struct str key;
	struct str body;
	const char *want;
} rows[] = {
	{ "a menu's first line", '1', STR_INIT("about"),
	    STR_INIT("iAbout me\t\tnull.host\t1\r\n.\r\n"), "About me" },
	{ "that of a search", '7', STR_INIT("search"),
	    STR_INIT("iSearch\t\tnull.host\t1\r\n"), "Search" },
	{ "a menu of items alone", '1', STR_INIT("a/list"),
	    STR_INIT("1About\t/about\th\t70\r\n"), "list" },
	{ "a menu that begins with a blank line", '1', STR_INIT("a"),
	    STR_INIT("i\t\tnull.host\t1\r\n"), "a" },
	{ "a page of text", '0', STR_INIT("log/first"),
	    STR_INIT("My first text\r\n=============\r\n"), "My first text" },
	{ "one in a single line", '0', STR_INIT("log/first"), STR_INIT("Text"),
	    "Text" },
	{ "an empty one", '0', STR_INIT("log/first"), STR_INIT(""), "first" },
	{ "a file keeps its name", '0', STR_INIT("log/notes.txt"),
	    STR_INIT("Notes\r\n"), "notes.txt" },
	{ "gemtext too", '0', STR_INIT("about.gmi"), STR_INIT("# About\r\n"),
	    "about.gmi" },
	{ "an image", 'I', STR_INIT("photo"), STR_INIT("\x89PNG\r\n"),
	    "photo" },
	{ "the root of files", '1', STR_INIT(""), STR_INIT(".\r\n"),
	    "e.example" },
	{ "slashes behind", '9', STR_INIT("a/b//"), STR_INIT(""), "b" },
	{ "O-12 not too wide", '0', STR_INIT("a"),
	    STR_INIT("0123456789012345678901234567890123456789"
		     "01234567890123456789012345678901234567890\r\n"),
	    "0123456789012345678901234567890123456789"
	    "012345678901234567890123456" },
};

/* As the item has that leads on from what has moved (O-43). */
static void
pages_have_titles_and_files_have_names(void **state)
{
	const struct image image = { .origin.host = STR("e.example") };
	char storage[TITLE_MAX];

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++)
		check_row(str_eq(title_of(&image, rows[i].type, rows[i].key,
				     rows[i].body, storage),
			      str_of(rows[i].want)),
		    rows[i].why);
}

/* Marks have no width: a title of them alone would fill any reply. */
static void
titles_end_by_their_bytes_too(void **state)
{
	const struct image image = { .origin.host = STR("e.example") };
	char storage[TITLE_MAX];
	struct str title;
	struct buf body;

	(void)state;
	buf_init(&body);
	buf_char(&body, 'a');
	for (size_t i = 0; i < TITLE_MAX; i++)
		buf_add(&body, STR("\u0317"));
	title = title_of(&image, '0', STR("a"), buf_str(&body), storage);
	assert_int_equal(title.len, 511);
	assert_int_equal(utf8_valid(title), title.len);
	buf_release(&body);
}

/* A page that Latin-1 cannot spell is in UTF-8, and is cut between letters. */
static void
titles_of_other_charsets_are_whole(void **state)
{
	const struct image image = { .charset = CHARSET_LATIN1 };
	char storage[TITLE_MAX];
	struct str title;

	(void)state;
	title = title_of(&image, '0', STR("a"),
	    STR("\u4e00\u4e01\u4e02\u4e03\u4e04\u4e05\u4e06\u4e07"
		"\u4e08\u4e09\u4e0a\u4e0b\u4e0c\u4e0d\u4e0e\u4e0f"
		"\u4e10\u4e11\u4e12\u4e13\u4e14\u4e15\u4e16\u4e17"
		"\r\n"),
	    storage);
	assert_int_equal(title.len, 24 * 3);
}

/* A body is encoded already; a name gets to be. */
static void
titles_are_in_the_charset_of_the_menus(void **state)
{
	const struct image image = { .charset = CHARSET_LATIN1 };
	char storage[TITLE_MAX];

	(void)state;
	assert_str(title_of(&image, '1', STR("a"), STR("i\xdc"
						       "ber\t"),
		       storage),
	    STR("\xdc"
		"ber"));
	assert_str(title_of(&image, '9', STR("\xc3\x9c"
					     "ber \xe9\x83\x91.pdf"),
		       STR(""), storage),
	    STR("\xdc"
		"ber ?.pdf"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_have_titles_and_files_have_names),
		cmocka_unit_test(titles_end_by_their_bytes_too),
		cmocka_unit_test(titles_of_other_charsets_are_whole),
		cmocka_unit_test(titles_are_in_the_charset_of_the_menus),
	};

	return cmocka_run_group_tests_name("title", tests, NULL, NULL);
}
