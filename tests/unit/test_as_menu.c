/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"
#include "proto/gopher.h"
#include "unit/hostile.h"
#include "unit/render_doc.h"

#define INFO(text) "i" text "\t\tnull.host\t1\r\n"
#define FIVE "twelve chars"
#define WIDE_60 FIVE FIVE FIVE FIVE FIVE
#define DIGITS_70 \
	"0123456789012345678901234567890123456789012345678901234567890123456789"

static void
render(struct buf *out, const struct doc *doc)
{
	render_menu(out, doc, &page_origin);
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
	{ "an empty line of a quote",
	    BLOCK(BLOCK_QUOTE, ""),
	    STR_INIT(INFO("")) },
	{ "O-25 preformatted lines as they are, below their description",
	    PRE("a    b\n\n# c\n", "A table"),
	    STR_INIT(INFO("[A table]") INFO("a    b") INFO("")
		    INFO("# c")) },
	{ "preformatted lines up to 80 columns",
	    PRE(DIGITS_70 "0123456789\n", ""),
	    STR_INIT(INFO(DIGITS_70 "0123456789")) },
	{ "wider ones are cut, not lost",
	    PRE(DIGITS_70 "0123456789x\n", ""),
	    STR_INIT(
		INFO("012345678901234567890123456789012345678901234567890"
		     "123456789012345") INFO("67890123456789x")) },
	{ "gopher rule 16 lynx loses selectors that are not ASCII",
	    LINK("Caf\u00e9", "/files/caf\u00e9 100%.pdf", '9'),
	    STR_INIT("9Caf\u00e9\t/files/caf%C3%A9%20100%25.pdf\t"
		     "h.example\t7070\r\n") },
	{ "X-37 Lagrange would make a link of it even there",
	    PRE("=> x y\n```\n", ""),
	    STR_INIT(INFO(" => x y") INFO(" ```")) },
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
	{ "gopher rule 25 never URL:gopher:",
	    LINK("Hole", "gopher:nowhere", 0),
	    STR_INIT(INFO("Hole") INFO("  gopher:nowhere")) },
	{ "O-12 a label up to 67 columns",
	    LINK(WIDE_60 " 123456", "/p", 0),
	    STR_INIT("1" WIDE_60 " 123456\t/p\th.example\t7070\r\n") },
	{ "O-12 a longer one goes on below",
	    LINK(WIDE_60 " 1234 end", "/p", 0),
	    STR_INIT("1" WIDE_60 " 1234\t/p\th.example\t7070\r\n" INFO(
		"  end")) },
};

static void
writes_blocks(void **state)
{
	(void)state;
	page_check_rows(&menu, blocks, COUNT(blocks));
}

/* An independent reading of a menu line (O-10): false if it is none. */
struct item {
	char type;
	struct str field[4];
};

static bool
item_parse(struct str *rest, struct item *item)
{
	struct str line;
	size_t end = str_find(*rest, STR("\r\n"));

	if (end == rest->len || end == 0)
		return false;
	line = str_take(*rest, end);
	*rest = str_skip(*rest, end + 2);
	item->type = line.at[0];
	line = str_skip(line, 1);
	for (size_t i = 0; i < 3; i++)
		if (!str_cut(line, '\t', &item->field[i], &line))
			return false;
	item->field[3] = line;
	return str_index(line, '\t') == line.len &&
	       str_index(line, '\n') == line.len && line.len > 0;
}

static bool
is_drawing(char c)
{
	return strchr("^*_-=~/|\\<>()[]{}", c) != NULL;
}

/* Lagrange's test for a drawing, on a line of ASCII and box characters. */
static bool
looks_drawn(struct str line)
{
	size_t drawn = 0;
	size_t same = 0;
	size_t blanks = 0;
	uint32_t before = 0;
	uint32_t point;
	size_t len;

	while ((len = utf8_next(line, &point)) > 0) {
		bool box = point >= 0x2500 && point < 0x2580;
		bool mark = box || (point < 0x80 && is_drawing((char)point));

		drawn = mark ? drawn + 1 : 0;
		same = point == before && point != '.' ? same + 1 : 0;
		blanks = point == ' ' ? blanks + 1 : 0;
		before = point;
		line = str_skip(line, len);
		if (drawn == 3 || same == 7 || blanks == 3)
			return true;
	}
	return false;
}

static void
check_info(const struct item *item, const char *why)
{
	static const struct str marks[] = {
		STR_INIT("#"),
		STR_INIT(">"),
		STR_INIT("*"),
		STR_INIT("=>"),
		STR_INIT("```"),
	};
	struct str text = item->field[0];

	check_row(item->type == 'i', why);
	check_row(utf8_width(text) <= GOPHER_WIDTH, why);
	check_row(!looks_drawn(text), why);
	for (size_t i = 0; i < COUNT(marks); i++)
		check_row(!str_starts(text, marks[i]), why);
}

static void
check_text(enum block_kind kind, const struct hostile *row)
{
	struct block block = {
		.kind = kind,
		.text = row->text,
	};
	struct item item = { 0 };
	struct page p;
	struct str rest;

	page_init(&p, &menu);
	rest = page_only(&p, &block);
	check_row(item_parse(&rest, &item), row->why);
	check_row(rest.len == 0, row->why);
	check_info(&item, row->why);
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
		struct item item = { 0 };
		struct str rest;

		page_init(&p, &menu);
		rest = page_only(&p, &block);
		check_row(item_parse(&rest, &item), why);
		check_row(rest.len == 0, why);
		check_row(item.type == '9', why);
		check_row(str_eq(item.field[1], STR("/p")), why);
		page_release(&p);
	}
}

static void
check_infos(struct str rest, const char *why)
{
	struct item item = { 0 };

	while (rest.len > 0) {
		check_row(item_parse(&rest, &item), why);
		check_info(&item, why);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_blocks),
		cmocka_unit_test(text_stays_text),
		cmocka_unit_test(labels_stay_labels),
		cmocka_unit_test(guards_wrapped_lines),
		cmocka_unit_test(leaves_urls_alone),
		cmocka_unit_test(quotes_once),
		cmocka_unit_test(lays_out),
	};

	return cmocka_run_group_tests_name("as_menu", tests, NULL, NULL);
}
