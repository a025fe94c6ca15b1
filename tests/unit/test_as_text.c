/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"
#include "proto/gopher.h"
#include "unit/hostile.h"
#include "unit/render_doc.h"

#define WORDS_60 "twelve charstwelve charstwelve charstwelve charstwelve chars"
#define DOTS_67 \
	"..................................................................."
#define LONG_URL                                                     \
	"https://h.example/a/rather/long/path/to/something-or-other" \
	"/that/no/line/can/hold"

static void
render(struct buf *out, const struct doc *doc)
{
	render_text(out, doc, &page_form);
}

static const struct page_kind text_file = {
	.render = render,
	.head = STR_INIT("T\r\n=\r\n\r\n"),
};

static const struct page_row blocks[] = {
	{ "a heading is underlined",
	    BLOCK(BLOCK_HEADING, "News"),
	    STR_INIT("News\r\n----\r\n") },
	{ "by its columns",
	    BLOCK(BLOCK_HEADING, "\u65b0\u95fb"),
	    STR_INIT("\u65b0\u95fb\r\n----\r\n") },
	{ "O-25 text is wrapped, O-30 in CRLF lines",
	    BLOCK(BLOCK_TEXT, WORDS_60 " 12345 1234"),
	    STR_INIT(WORDS_60 " 12345\r\n1234\r\n") },
	{ "the hanging indent of an item",
	    BLOCK(BLOCK_ITEM, WORDS_60 " 1234 6789"),
	    STR_INIT("- " WORDS_60 " 1234\r\n  6789\r\n") },
	{ "each line of a quote has its mark",
	    BLOCK(BLOCK_QUOTE, WORDS_60 " 1234 6789"),
	    STR_INIT("> " WORDS_60 " 1234\r\n> 6789\r\n") },
	{ "an empty line of a quote",
	    BLOCK(BLOCK_QUOTE, ""),
	    STR_INIT(">\r\n") },
	{ "preformatted lines as they are, below their description",
	    PRE("a    b\n\n.c\n", "A table"),
	    STR_INIT("[A table]\r\na    b\r\n\r\n .c\r\n") },
	{ "a URL in prose is never broken",
	    BLOCK(BLOCK_TEXT, "See " LONG_URL " there"),
	    STR_INIT("See\r\n" LONG_URL "\r\nthere\r\n") },
	{ "a link is a label and a URL",
	    LINK("Paper", LONG_URL, 0),
	    STR_INIT("Paper\r\n  " LONG_URL "\r\n") },
	{ "a label that is the URL",
	    LINK(LONG_URL, LONG_URL, 0),
	    STR_INIT("  " LONG_URL "\r\n") },
	{ "a file of the capsule as a URL to copy",
	    LINK("CV", "/files/my cv.pdf", '9'),
	    STR_INIT("CV\r\n  gopher://h.example:7070/9/files/my%20cv.pdf"
		     "\r\n") },
	{ "gopher rule 27 typographic characters",
	    BLOCK(BLOCK_TEXT, "\u201cIt\u2019s\u201d \u2014 so\u2026"),
	    STR_INIT("\"It's\" -- so...\r\n") },
};

static void
writes_blocks(void **state)
{
	(void)state;
	page_check_rows(&text_file, blocks, COUNT(blocks));
}

/* O-30, O-36: whole lines, none of which any client takes for an end. */
static void
check_lines(struct str text, const char *why)
{
	while (text.len > 0) {
		size_t end = str_find(text, STR("\r\n"));
		struct str line = str_take(text, end);

		check_row(end < text.len, why);
		check_row(str_index(line, '\n') == end, why);
		check_row(str_index(line, '\r') == end, why);
		check_row(!str_starts(line, STR(".")), why);
		check_row(utf8_width(line) <= GOPHER_WIDTH, why);
		text = str_skip(text, end + 2);
	}
}

static void
text_stays_text(void **state)
{
	static const enum block_kind kinds[] = {
		BLOCK_TEXT,
		BLOCK_ITEM,
		BLOCK_QUOTE,
		BLOCK_HEADING,
		BLOCK_LINK,
		BLOCK_PRE,
	};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		for (size_t k = 0; k < COUNT(kinds); k++) {
			struct block block = {
				.kind = kinds[k],
				.text = hostile_texts[i].text,
				.target = STR("/p"),
			};
			struct page p;

			page_init(&p, &text_file);
			check_lines(page_only(&p, &block),
			    hostile_texts[i].why);
			page_release(&p);
		}
	}
}

/* O-36 wherever a word has to be cut, and without a line too wide. */
static void
guards_cut_words(void **state)
{
	static const char dots[] = DOTS_67 DOTS_67;

	(void)state;
	for (int n = 0; n < GOPHER_WIDTH; n++) {
		struct page p;
		struct block block = { .kind = BLOCK_TEXT };

		page_init(&p, &text_file);
		block.text = arena_printf(&p.arena, "%.*s%s", n, WORDS_60,
		    dots);
		check_lines(page_only(&p, &block), "O-36");
		page_release(&p);
	}
}

/* Navigation leads nowhere in a file: it is left out. */
static void
lays_out(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &text_file);
	page_add(&p, BLOCK_TEXT, STR("intro:"));
	page_add(&p, BLOCK_ITEM, STR("one"))->tight = true;
	page_add(&p, BLOCK_TEXT, STR("capsule"))->views = 1u << VIEW_GEMINI;
	page_add(&p, BLOCK_HEADING, STR("More"));
	page_add(&p, BLOCK_TEXT, STR("end"))->tight = true;
	page_add(&p, BLOCK_LINK, STR("Home"))->nav = true;
	assert_str(page_render(&p),
	    STR("T\r\n=\r\n\r\nintro:\r\n- one\r\n\r\nMore\r\n----\r\n\r\n"
		"end\r\n"));
	page_release(&p);
}

static const struct page_row in_ascii[] = {
	{ "rule 27 a label that can be spelled",
	    LINK("Caf\u00e9", "/cafe", '0'),
	    STR_INIT("Cafe\r\n  gopher://h.example:7070/0/cafe\r\n") },
	{ "one that cannot says nothing",
	    LINK("\u8bd7", "/poem", '0'),
	    STR_INIT("  gopher://h.example:7070/0/poem\r\n") },
	{ "it is all there is of what leads nowhere",
	    LINK("\u8bd7", "", 0),
	    STR_INIT("?\r\n") },
};

static void
render_in_ascii(struct buf *out, const struct doc *doc)
{
	const struct gopher_form form = {
		.origin = &page_origin,
		.charset = CHARSET_ASCII,
	};

	render_text(out, doc, &form);
}

static void
labels_are_spelled_or_left_out(void **state)
{
	const struct page_kind kind = {
		.render = render_in_ascii,
		.head = text_file.head,
	};

	(void)state;
	page_check_rows(&kind, in_ascii, COUNT(in_ascii));
}

static void
leaves_out_no_title(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &text_file);
	p.doc->title = STR("");
	page_add(&p, BLOCK_HEADING, STR("One"))->level = 1;
	page_add(&p, BLOCK_TEXT, STR("two"));
	assert_str(page_render(&p), STR("One\r\n===\r\n\r\ntwo\r\n"));
	page_release(&p);
}

static void
says_what_is_a_picture(void **state)
{
	struct page p;
	struct block *link;

	(void)state;
	page_init(&p, &text_file);
	link = page_add(&p, BLOCK_LINK, STR("a loom"));
	link->target = STR("https://h.example/loom.png");
	link->item = 'I';
	assert_str(page_render(&p),
	    STR("T\r\n=\r\n\r\n[Image: a loom]\r\n"
		"  https://h.example/loom.png\r\n"));
	page_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_blocks),
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(guards_cut_words),
		cmocka_unit_test(lays_out),
		cmocka_unit_test(labels_are_spelled_or_left_out),
		cmocka_unit_test(leaves_out_no_title),
		cmocka_unit_test(says_what_is_a_picture),
	};

	return cmocka_run_group_tests_name("as_text", tests, NULL, NULL);
}
