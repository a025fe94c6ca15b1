/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"
#include "proto/gopher.h"
#include "unit/hostile.h"
#include "unit/menu_lines.h"
#include "unit/render_doc.h"

#define INFO(text) "i" text "\t\tnull.host\t1\r\n"
#define FIVE "twelve chars"
#define WIDE_60 FIVE FIVE FIVE FIVE FIVE
#define DIGITS_70 \
	"0123456789012345678901234567890123456789012345678901234567890123456789"

#define WIDE_CJK_11 \
	"\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d\u4e2d"
#define WIDE_CJK_33 WIDE_CJK_11 WIDE_CJK_11 WIDE_CJK_11
#define WIDE_CJK WIDE_CJK_33 "\u4e2d"

static void
render(struct buf *out, const struct doc *doc)
{
	render_menu(out, doc, &page_form);
}

static const struct page_kind menu = {
	.render = render,
	.head = STR_INIT(INFO("T") INFO("")),
	.tail = STR_INIT(".\r\n"),
};

static const struct page_row blocks[] = {
	{ "O-25 a heading",
	    BLOCK(BLOCK_HEADING, "News"),
	    STR_INIT(INFO("-- News --")) },
	{ "O-25 text is wrapped",
	    BLOCK(BLOCK_TEXT, WIDE_60 " 12345 1234 end"),
	    STR_INIT(INFO("twelve charstwelve charstwelve charstwelve "
			  "charstwelve chars 12345") INFO("1234 end")) },
	{ "O-12 a word no line can hold is cut, not lost",
	    BLOCK(BLOCK_TEXT, DIGITS_70),
	    STR_INIT(
		INFO("012345678901234567890123456789012345678901234567890"
		     "1234567890123456") INFO("789")) },
	{ "O-25 the hanging indent of an item",
	    BLOCK(BLOCK_ITEM, WIDE_60 " 1234 67890"),
	    STR_INIT(INFO("- twelve charstwelve charstwelve charstwelve "
			  "charstwelve chars 1234") INFO("  67890")) },
	{ "gopher rule 24 a quote without its '>'",
	    BLOCK(BLOCK_QUOTE, "Quoth"),
	    STR_INIT(INFO("  \"Quoth\"")) },
	{ "an apostrophe in it is no mark",
	    BLOCK(BLOCK_QUOTE, "It isn't"),
	    STR_INIT(INFO("  \"It isn't\"")) },
	{ "nor are marks put around those of its author",
	    BLOCK(BLOCK_QUOTE, "\u201cQuoth\u201d, he"),
	    STR_INIT(INFO("  \"Quoth\", he")) },
	{ "an empty line of a quote",
	    BLOCK(BLOCK_QUOTE, ""),
	    STR_INIT(INFO("")) },
	{ "O-25 preformatted lines as they are, below their description",
	    PRE("a    b\n# c |--|\n", "A table"),
	    STR_INIT(INFO("[A table]") INFO("a    b") INFO("# c |--|")) },
	{ "gopher rule 24 what would not look drawn, with blanks behind it",
	    PRE("int x;\n\nf(((x)));\n", ""),
	    STR_INIT(INFO("int x;   ") INFO("   ") INFO("f(((x)));")) },
	{ "gopher rule 23 but only where there is room for them",
	    PRE(WIDE_60 "1234\n" WIDE_60 "12345\n", ""),
	    STR_INIT(INFO(WIDE_60 "1234   ") INFO(WIDE_60 "12345")) },
	{ "gopher rule 23 wider lines are broken, not lost",
	    PRE(DIGITS_70 "x\n", ""),
	    STR_INIT(
		INFO("012345678901234567890123456789012345678901234567890"
		     "1234567890123456") INFO("789x   ")) },
	{ "also where they are of wide characters",
	    PRE("x" WIDE_CJK "\n", ""),
	    STR_INIT(INFO("x" WIDE_CJK_33) INFO("\u4e2d   ")) },
	{ "X-37 and what begins like markup where it is broken",
	    PRE(WIDE_60 "1234567=> x\n", ""),
	    STR_INIT(INFO(WIDE_60 "1234567") INFO(" => x   ")) },
	{ "gopher rule 16 lynx loses selectors that are not ASCII",
	    LINK("Caf\u00e9", "/files/caf\u00e9 100%.pdf", '9'),
	    STR_INIT("9Caf\u00e9\t/files/caf%C3%A9%20100%25.pdf\t"
		     "h.example\t7070\r\n") },
	{ "X-37 Lagrange would make a link of it even there",
	    PRE("=> x y\n```\n", ""),
	    STR_INIT(INFO(" => x y   ") INFO(" ```   ")) },
	{ "gopher rule 27 typographic characters",
	    BLOCK(BLOCK_TEXT, "\u201cIt\u2019s\u201d \u2013 so\u2026 "
			      "\u00e9\ufb01"),
	    STR_INIT(INFO("\"It's\" - so... \u00e9fi")) },
	{ "O-14 an own page",
	    LINK("About", "/about", '0'),
	    STR_INIT("0About\t/about\th.example\t7070\r\n") },
	{ "an own page before site/link saw it",
	    LINK("About", "/about", 0),
	    STR_INIT("1About\t/about\th.example\t7070\r\n") },
	{ "O-22 another scheme",
	    LINK("Web", "https://w.example/?a=b", 'h'),
	    STR_INIT("hWeb\tURL:https://w.example/?a=b\th.example\t"
		     "7070\r\n") },
	{ "O-22 mail",
	    LINK("Mail", "mailto:a@b.example", 0),
	    STR_INIT("hMail\tURL:mailto:a@b.example\th.example\t7070\r\n") },
	{ "T-17 a URL that was none",
	    LINK("x", "https://w.example/a b", 0),
	    STR_INIT("hx\tURL:https://w.example/a%20b\th.example\t"
		     "7070\r\n") },
	{ "O-23 a gopher URL is an item of its own server",
	    LINK("Hole", "gopher://g.example:71/0a%20b", 0),
	    STR_INIT("0Hole\ta b\tg.example\t71\r\n") },
	{ "O-24 so is a finger URL",
	    LINK("Plan", "finger://f.example/me", 0),
	    STR_INIT("0Plan\tme\tf.example\t79\r\n") },
	{ "O-24 and one of telnet, with who logs in",
	    LINK("Games", "telnet://a%20b@t.example:6502", 0),
	    STR_INIT("8Games\ta b\tt.example\t6502\r\n") },
	{ "O-24 or with nobody",
	    LINK("Games", "TN3270://t.example/", 0),
	    STR_INIT("TGames\t\tt.example\t23\r\n") },
	{ "gopher rule 25 never URL:gopher:",
	    LINK("Hole", "gopher:nowhere", 0),
	    STR_INIT(INFO("Hole") INFO("  gopher:nowhere")) },
	{ "O-20 nor a type that clients do not follow",
	    LINK("Words", "gopher://g.example/i", 0),
	    STR_INIT(INFO("Words") INFO("  gopher://g.example/i")) },
	{ "O-12 a label up to 67 columns",
	    LINK(WIDE_60 " 123456", "/p", 0),
	    STR_INIT("1" WIDE_60 " 123456\t/p\th.example\t7070\r\n") },
	{ "O-12 a longer one goes on below",
	    LINK(WIDE_60 " 1234 end", "/p", 0),
	    STR_INIT("1" WIDE_60 " 1234\t/p\th.example\t7070\r\n" INFO(
		"  end")) },
	{ "gopher rule 24 what goes on below is prose to Lagrange",
	    LINK(WIDE_60 " 1234 ((((end))))", "/p", 0),
	    STR_INIT("1" WIDE_60 " 1234\t/p\th.example\t7070\r\n" INFO(
		"  (( ((end)) ))")) },
	{ "gopher rule 24 three blanks",
	    BLOCK(BLOCK_TEXT, "a\u00a0\u00a0\u00a0b \u3000\u3000c"),
	    STR_INIT(INFO("a b c")) },
	{ "gopher rule 24 signs with letters between that it passes over",
	    BLOCK(BLOCK_TEXT, "(\u4e2d(\u4e2d(\u4e2d"),
	    STR_INIT(INFO("(\u4e2d(\u4e2d (\u4e2d")) },
	{ "gopher rule 24 dots may run on, other letters seven times",
	    BLOCK(BLOCK_TEXT, ".......... aaaaaaa bbbbbbbb"),
	    STR_INIT(INFO(".......... aaaaaaa bbbbbbb b")) },
};

static void
writes_blocks(void **state)
{
	(void)state;
	page_check_rows(&menu, blocks, COUNT(blocks));
}

static void
render_latin1(struct buf *out, const struct doc *doc)
{
	struct gopher_form form = page_form;

	form.charset = CHARSET_LATIN1;
	render_menu(out, doc, &form);
}

static void
render_ascii(struct buf *out, const struct doc *doc)
{
	struct gopher_form form = page_form;

	form.charset = CHARSET_ASCII;
	render_menu(out, doc, &form);
}

static const struct page_kind latin1 = {
	.render = render_latin1,
	.head = STR_INIT(INFO("T") INFO("")),
	.tail = STR_INIT(".\r\n"),
};

static const struct page_kind ascii = {
	.render = render_ascii,
	.head = STR_INIT(INFO("T") INFO("")),
	.tail = STR_INIT(".\r\n"),
};

static const struct page_row in_latin1[] = {
	{ "O-23 another server's selector, byte for byte",
	    LINK("Caf\u00e9", "gopher://g.example/0caf%C3%A9%E9", 0),
	    STR_INIT("0Caf\xe9\tcaf\xc3\xa9\xe9\tg.example\t70\r\n") },
	{ "text in the charset",
	    BLOCK(BLOCK_TEXT, "Caf\u00e9 \u0141"),
	    STR_INIT(INFO("Caf\xe9 L")) },
	{ "X-37 no commands of a terminal",
	    BLOCK(BLOCK_TEXT, "a\xc2\x9bzmb"),
	    STR_INIT(INFO("a?zmb")) },
};

static const struct page_row in_ascii[] = {
	{ "O-23 another server's selector, byte for byte",
	    LINK("Caf\u00e9", "gopher://g.example/0caf%C3%A9", 0),
	    STR_INIT("0Cafe\tcaf\xc3\xa9\tg.example\t70\r\n") },
};

static void
encodes_text_and_no_selector(void **state)
{
	(void)state;
	page_check_rows(&latin1, in_latin1, COUNT(in_latin1));
	page_check_rows(&ascii, in_ascii, COUNT(in_ascii));
}

static void
check_info(const struct menu_line *line, const char *why)
{
	struct str text = line->field[MENU_TEXT];

	check_row(line->type == 'i', why);
	check_row(utf8_width(text) <= GOPHER_WIDTH, why);
	check_row(!menu_line_is_drawn(text), why);
	check_row(!menu_line_is_spaced(text), why);
	check_row(!menu_line_is_markup(text), why);
}

static void
check_text(enum block_kind kind, const struct hostile *row)
{
	struct block block = {
		.kind = kind,
		.text = row->text,
	};
	struct menu_line line = { 0 };
	struct page p;
	struct str rest;

	page_init(&p, &menu);
	rest = page_only(&p, &block);
	check_row(menu_line_parse(&rest, &line), row->why);
	check_row(rest.len == 0, row->why);
	check_info(&line, row->why);
	page_release(&p);
}

static void
text_stays_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		check_text(BLOCK_TEXT, &hostile_texts[i]);
		check_text(BLOCK_ITEM, &hostile_texts[i]);
		check_text(BLOCK_QUOTE, &hostile_texts[i]);
		check_text(BLOCK_HEADING, &hostile_texts[i]);
	}
}

/* A label ends up in an item, which must stay one item of its kind. */
static void
labels_stay_labels(void **state)
{
	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		const char *why = hostile_texts[i].why;
		struct block block = {
			.kind = BLOCK_LINK,
			.text = hostile_texts[i].text,
			.target = STR("/p"),
			.item = '9',
		};
		struct page p;
		struct menu_line line = { 0 };
		struct str rest;

		page_init(&p, &menu);
		rest = page_only(&p, &block);
		check_row(menu_line_parse(&rest, &line), why);
		check_row(rest.len == 0, why);
		check_row(line.type == '9', why);
		check_row(str_eq(line.field[MENU_SELECTOR], STR("/p")), why);
		page_release(&p);
	}
}

static void
check_infos(struct str rest, const char *why)
{
	struct menu_line line = { 0 };

	while (rest.len > 0) {
		check_row(menu_line_parse(&rest, &line), why);
		check_info(&line, why);
	}
}

/* Every column at which markup could come to begin a line. */
static void
guards_wrapped_lines(void **state)
{
	static const char marks[] = "#>*=`";
	static const char filler[] = DIGITS_70;

	(void)state;
	for (int n = 1; n < GOPHER_WIDTH; n++) {
		for (size_t i = 0; i < sizeof(marks) - 1; i++) {
			struct page p;
			struct block block = {
				.kind = BLOCK_TEXT,
			};

			page_init(&p, &menu);
			block.text = arena_printf(&p.arena, "%.*s %c%.*s %c> x",
			    n, filler, marks[i], GOPHER_WIDTH - 1, filler,
			    marks[i]);
			check_infos(page_only(&p, &block), "gopher rule 24");
			page_release(&p);
		}
	}
}

/* A URL in prose is worth more than a proportional font. */
static void
leaves_urls_alone(void **state)
{
	struct page p;
	struct block block = {
		.kind = BLOCK_TEXT,
		.text = STR("see https://h/~/--/ and a---b"),
	};

	(void)state;
	page_init(&p, &menu);
	assert_str(page_only(&p, &block),
	    STR(INFO("see https://h/~/--/ and a-- -b")));
	page_release(&p);
}

/* The lines of one quotation are quoted as one. */
static void
quotes_once(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &menu);
	page_add(&p, BLOCK_QUOTE, STR("one"));
	page_add(&p, BLOCK_QUOTE, STR("two"))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR("three"))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR("other"));
	assert_str(page_render(&p),
	    STR(INFO("T") INFO("") INFO("  \"one") INFO("  two")
		    INFO("  three\"") INFO("") INFO("  \"other\"") ".\r\n"));
	page_release(&p);
}

/* Lines without words part it, and are no place for a mark. */
static void
quotes_words(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &menu);
	page_add(&p, BLOCK_QUOTE, STR("before"));
	page_add(&p, BLOCK_TEXT, STR("text"))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR(""))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR("one"))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR(""))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR("two"))->tight = true;
	page_add(&p, BLOCK_QUOTE, STR(""))->tight = true;
	assert_str(page_render(&p),
	    STR(INFO("T") INFO("") INFO("  \"before\"") INFO("text") INFO("")
		    INFO("  \"one") INFO("") INFO("  two\"") INFO("") ".\r\n"));
	page_release(&p);
}

static void
lays_out(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &menu);
	page_add(&p, BLOCK_TEXT, STR("role"))->tight = true;
	page_add(&p, BLOCK_TEXT, STR("capsule"))->views = 1u << VIEW_GEMINI;
	page_add(&p, BLOCK_HEADING, STR("News"));
	page_add(&p, BLOCK_ITEM, STR("one"))->tight = true;
	page_add(&p, BLOCK_ITEM, STR("two"))->tight = true;
	page_add(&p, BLOCK_TEXT, STR("end"));
	assert_str(page_render(&p),
	    STR(INFO("T") INFO("role") INFO("") INFO("-- News --") INFO("")
		    INFO("- one") INFO("- two") INFO("") INFO("end") ".\r\n"));
	page_release(&p);
}

static void
leaves_out_no_title(void **state)
{
	struct page p;

	(void)state;
	page_init(&p, &menu);
	p.doc->title = STR("");
	page_add(&p, BLOCK_TEXT, STR("one"));
	page_add(&p, BLOCK_TEXT, STR("two"));
	assert_str(page_render(&p),
	    STR(INFO("one") INFO("") INFO("two") ".\r\n"));
	page_release(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_blocks),
		cmocka_unit_test(encodes_text_and_no_selector),
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(labels_stay_labels),
		cmocka_unit_test(guards_wrapped_lines),
		cmocka_unit_test(leaves_urls_alone),
		cmocka_unit_test(quotes_once),
		cmocka_unit_test(quotes_words),
		cmocka_unit_test(lays_out),
		cmocka_unit_test(leaves_out_no_title),
	};

	return cmocka_run_group_tests_name("as_menu", tests, NULL, NULL);
}
