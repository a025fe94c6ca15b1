/* SPDX-License-Identifier: ISC */
#include "unit/hostile.h"
#include "unit/render_doc.h"

#define GEMINI (1u << VIEW_GEMINI)
#define GOPHER (1u << VIEW_GOPHER)

static const struct page_kind gemtext = {
	.render = render_gemtext,
	.head = STR_INIT("# T\n\n"),
};

static void
render_gopher(struct buf *out, const struct doc *doc)
{
	const struct gopher_form form = {
		.origin = &page_origin,
		.tree = TREE_GEMTEXT,
		.charset = CHARSET_ASCII,
	};

	render_gemtext_on_gopher(out, doc, &form);
}

static const struct page_kind on_gopher = {
	.render = render_gopher,
	.head = STR_INIT("# T\r\n\r\n"),
};

#define GOPHER_URL "gopher://h.example:7070"
#define IN_GEMTEXT (1u << TREE_MAIN | 1u << TREE_GEMTEXT)

/* An independent reading of gemtext, straight from its specification. */
enum line_type {
	TYPE_TEXT,
	TYPE_LINK,
	TYPE_HEADING,
	TYPE_ITEM,
	TYPE_QUOTE,
	TYPE_TOGGLE,
	TYPE_PRE,
};

static enum line_type
type_of(struct str line, bool *pre)
{
	if (str_starts(line, STR("```"))) {
		*pre = !*pre;
		return TYPE_TOGGLE;
	}
	if (*pre)
		return TYPE_PRE;
	if (str_starts(line, STR("=>")) || str_starts(line, STR("=:")))
		return TYPE_LINK;
	if (str_starts(line, STR("#")))
		return TYPE_HEADING;
	if (str_starts(line, STR("* ")))
		return TYPE_ITEM;
	return str_starts(line, STR(">")) ? TYPE_QUOTE : TYPE_TEXT;
}

static const struct page_row blocks[] = {
	{ "T-04 a paragraph is one line",
	    BLOCK(BLOCK_TEXT, "A b."),
	    STR_INIT("A b.\n") },
	{ "T-08 emphasis is no item",
	    BLOCK(BLOCK_TEXT, "*bold*"),
	    STR_INIT("*bold*\n") },
	{ "T-26 level 2",
	    BLOCK(BLOCK_HEADING, "H"),
	    STR_INIT("## H\n") },
	{ "T-26 level 3",
	    { .kind = BLOCK_HEADING, .level = 3, .text = STR_INIT("H") },
	    STR_INIT("### H\n") },
	{ "T-26 level 1, of an author who has several titles",
	    { .kind = BLOCK_HEADING, .level = 1, .text = STR_INIT("H") },
	    STR_INIT("# H\n") },
	{ "T-26 deeper ones are level 3",
	    { .kind = BLOCK_HEADING, .level = 4, .text = STR_INIT("H") },
	    STR_INIT("### H\n") },
	{ "T-28 an item",
	    BLOCK(BLOCK_ITEM, "i"),
	    STR_INIT("* i\n") },
	{ "T-29 a quote",
	    BLOCK(BLOCK_QUOTE, "q"),
	    STR_INIT("> q\n") },
	{ "T-29 an empty line of a quote",
	    BLOCK(BLOCK_QUOTE, ""),
	    STR_INIT(">\n") },
	{ "T-31 alt text, T-32 bare closing toggle",
	    PRE(" a\n\n  b\n", "A picture"),
	    STR_INIT("```A picture\n a\n\n  b\n```\n") },
	{ "T-31 no backticks in alt text",
	    PRE("x\n", "`sh` ```"),
	    STR_INIT("```sh \nx\n```\n") },
	{ "T-12 a fence within a fence",
	    PRE("```\n````x\n# y\n", ""),
	    STR_INIT("```\n ```\n ````x\n# y\n```\n") },
	{ "T-03 a last line without its end",
	    PRE("x", ""),
	    STR_INIT("```\nx\n```\n") },
	{ "T-16 a link",
	    LINK("The paper", "https://h/p.pdf", 0),
	    STR_INIT("=> https://h/p.pdf The paper\n") },
	{ "T-17 a URL that was none",
	    LINK("x", "https://h/a b<\xc3\xa9", 0),
	    STR_INIT("=> https://h/a%20b%3C%C3%A9 x\n") },
	{ "T-17 a URL that was encoded already",
	    LINK("x", "https://h/%C3%A9?q=1#f", 0),
	    STR_INIT("=> https://h/%C3%A9?q=1#f x\n") },
	{ "T-18 a path as the file is called",
	    LINK("x", "/100% #1?.txt", 0),
	    STR_INIT("=> /100%25%20%231%3F.txt x\n") },
	{ "T-21 a label that is the URL",
	    LINK("https://h/", "https://h/", 0),
	    STR_INIT("=> https://h/\n") },
	{ "T-20 a readable label of a mended URL",
	    LINK("https://h/\xc3\xa9", "https://h/\xc3\xa9", 0),
	    STR_INIT("=> https://h/%C3%A9 https://h/\xc3\xa9\n") },
	{ "T-21 never an arrow without a URL",
	    LINK("=> x", "", 0),
	    STR_INIT(" => x\n") },
};

static void
writes_blocks(void **state)
{
	(void)state;
	page_check_rows(&gemtext, blocks, COUNT(blocks));
}

/* The lines below the title have exactly one of a type, with the text. */
static void
check_single(struct str body, enum line_type type, struct str marker,
    const struct hostile *row)
{
	bool pre = false;
	struct str line;

	str_cut(body, '\n', &line, &body);
	check_row(type_of(line, &pre) == type, row->why);
	check_row(str_starts(line, marker), row->why);
	check_row(str_eq(str_trim(str_skip(line, marker.len)), row->text),
	    row->why);
	check_row(body.len == 0 && !pre, row->why);
}

static void
text_stays_text(void **state)
{
	static const struct {
		enum block_kind kind;
		enum line_type type;
		struct str marker;
	} kinds[] = {
		{ BLOCK_TEXT, TYPE_TEXT, STR_INIT("") },
		{ BLOCK_ITEM, TYPE_ITEM, STR_INIT("* ") },
		{ BLOCK_QUOTE, TYPE_QUOTE, STR_INIT("> ") },
		{ BLOCK_HEADING, TYPE_HEADING, STR_INIT("## ") },
		{ BLOCK_LINK, TYPE_LINK, STR_INIT("=> /p ") },
	};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		for (size_t k = 0; k < COUNT(kinds); k++) {
			struct page p;
			struct block block = {
				.kind = kinds[k].kind,
				.level = 2,
				.text = hostile_texts[i].text,
				.target = STR("/p"),
			};

			page_init(&p, &gemtext);
			check_single(page_only(&p, &block), kinds[k].type,
			    kinds[k].marker, &hostile_texts[i]);
			page_release(&p);
		}
	}
}

static void
pre_stays_pre(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		const char *why = hostile_texts[i].why;
		struct page p;
		struct block block = {
			.kind = BLOCK_PRE,
			.text = hostile_texts[i].text,
			.alt = hostile_texts[i].text,
		};
		struct str body, line;
		bool pre = false;

		page_init(&p, &gemtext);
		body = page_only(&p, &block);
		str_cut(body, '\n', &line, &body);
		check_row(type_of(line, &pre) == TYPE_TOGGLE, why);
		check_row(str_index(str_skip(line, 3), '`') == line.len - 3,
		    why);
		str_cut(body, '\n', &line, &body);
		check_row(type_of(line, &pre) == TYPE_PRE, why);
		str_cut(body, '\n', &line, &body);
		check_row(type_of(line, &pre) == TYPE_TOGGLE, why);
		check_row(str_eq(line, STR("```")), why);
		check_row(body.len == 0 && !pre, why);
		page_release(&p);
	}
}

static const struct page_row gopher_blocks[] = {
	{ "O-30 CRLF lines, in UTF-8 whatever the form's charset",
	    PRE("caf\u00e9\n\n", "A \u201ccup\u201d"),
	    STR_INIT("```A \u201ccup\u201d\r\ncaf\u00e9\r\n\r\n```\r\n") },
	{ "O-36 a dot in front of text",
	    BLOCK(BLOCK_TEXT, ".profile"),
	    STR_INIT(" .profile\r\n") },
	{ "O-36 a dot in front of art",
	    PRE(".\n..\n", ""),
	    STR_INIT("```\r\n .\r\n ..\r\n```\r\n") },
	{ "T-06 text is no link here either",
	    BLOCK(BLOCK_TEXT, "=> x"),
	    STR_INIT(" => x\r\n") },
	{ "RFC 4266 2.1 a page that has no such form",
	    LINK("Menu", "/menu", '1'),
	    STR_INIT("=> " GOPHER_URL "/1/menu Menu\r\n") },
	{ "RFC 4266 2.1 a file by its type, encoded once",
	    LINK("CV", "/my cv.pdf", '9'),
	    STR_INIT("=> " GOPHER_URL "/9/my%20cv.pdf CV\r\n") },
	{ "RFC 4266 2.2 the search",
	    LINK("Search", "/search", '7'),
	    STR_INIT("=> " GOPHER_URL "/7/search Search\r\n") },
	{ "RFC 4266 2.1 the root menu, where it has no such form",
	    LINK("Home", "/", '1'),
	    STR_INIT("=> " GOPHER_URL "/ Home\r\n") },
	{ "other schemes as they are",
	    LINK("Web", "https://w.example/a b", 'h'),
	    STR_INIT("=> https://w.example/a%20b Web\r\n") },
	{ "T-21 never an arrow without a URL",
	    LINK("x", "", 0),
	    STR_INIT("x\r\n") },
};

static void
writes_blocks_on_gopher(void **state)
{
	(void)state;
	page_check_rows(&on_gopher, gopher_blocks, COUNT(gopher_blocks));
}

static void
add_page_link(struct page *p, struct str path, bool tight)
{
	struct block *link = doc_add_link(&p->arena, p->doc, path, path);

	link->item = '1';
	link->trees = IN_GEMTEXT;
	link->tight = tight;
}

/* It is a page, with its ways to others, and not a file to keep. */
static void
links_stay_in_their_tree(void **state)
{
	struct page p;
	struct block *link;

	(void)state;
	page_init(&p, &on_gopher);
	add_page_link(&p, STR("/about"), false);
	page_add(&p, BLOCK_TEXT, STR("capsule"))->views = GEMINI;
	page_add(&p, BLOCK_TEXT, STR("hole"))->views = GOPHER;
	add_page_link(&p, STR("/"), true);
	p.doc->last->nav = true;
	link = doc_add_link(&p.arena, p.doc, STR("/x"), STR("The menu"));
	link->item = '1';
	link->trees = IN_GEMTEXT;
	link->crosses = true;
	link->into = TREE_MAIN;
	link = doc_add_link(&p.arena, p.doc, STR("/x"), STR("This page"));
	link->trees = IN_GEMTEXT;
	link->crosses = true;
	link->into = TREE_GEMTEXT;
	assert_str(page_render(&p),
	    STR("# T\r\n\r\n"
		"=> " GOPHER_URL "/0/about.gmi /about\r\n"
		"\r\nhole\r\n"
		"=> " GOPHER_URL "/0/index.gmi /\r\n"
		"\r\n=> " GOPHER_URL "/1/x The menu\r\n"));
	page_release(&p);
}

/* T-27, and blank lines where a reader expects them. */
static void
lays_out(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &gemtext);
	page_add(&p, BLOCK_TEXT, STR("intro"))->tight = true;
	page_add(&p, BLOCK_TEXT, STR("she/her"))->tight = true;
	page_add(&p, BLOCK_HEADING, STR("News"));
	page_add(&p, BLOCK_ITEM, STR("one"))->tight = true;
	page_add(&p, BLOCK_ITEM, STR("two"))->tight = true;
	page_add(&p, BLOCK_TEXT, STR("menu only"))->views = GOPHER;
	page_add(&p, BLOCK_TEXT, STR("end"))->views = GEMINI;
	assert_str(page_render(&p),
	    STR("# T\n\nintro\nshe/her\n\n## News\n\n* one\n* two\n"
		"\nend\n"));
	page_release(&p);
}

/* T-01 */
static void
writes_empty_page(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &gemtext);
	assert_str(page_render(&p), STR("# T\n"));
	p.doc->title = STR("");
	assert_str(page_render(&p), STR("\n"));
	page_release(&p);
}

/* Then nothing stands in front of the first block. */
static void
leaves_out_no_title(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &gemtext);
	p.doc->title = STR("");
	page_add(&p, BLOCK_TEXT, STR("one"));
	page_add(&p, BLOCK_TEXT, STR("two"));
	assert_str(page_render(&p), STR("one\n\ntwo\n"));
	page_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_blocks),
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(pre_stays_pre),
		cmocka_unit_test(writes_blocks_on_gopher),
		cmocka_unit_test(links_stay_in_their_tree),
		cmocka_unit_test(lays_out),
		cmocka_unit_test(writes_empty_page),
		cmocka_unit_test(leaves_out_no_title),
	};

	return cmocka_run_group_tests_name("as_gemtext", tests, NULL, NULL);
}
