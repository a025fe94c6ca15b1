/* SPDX-License-Identifier: ISC */
#include "render/xml.h"
#include "unit/hostile.h"
#include "unit/markup.h"
#include "unit/render_doc.h"

#define ROWS 8

static const struct html_how gemini = { .origin = &page_origin };
static const struct html_how gopher = {
	.view = VIEW_GOPHER,
	.origin = &page_origin,
};

static void
render(struct buf *out, const struct doc *doc)
{
	render_html(out, doc, &gemini);
}

static const struct page_kind fragment = { .render = render };

static struct str
render_as(struct page *p, const struct html_how *how)
{
	buf_clear(&p->out);
	render_html(&p->out, p->doc, how);
	return buf_str(&p->out);
}

static const struct {
	const char *why;
	struct str text;
	struct str want;
} texts[] = {
	{ "S-15 markup", STR_INIT("<b>&amp;"), STR_INIT("&lt;b&gt;&amp;amp;") },
	{ "S-15 quotes", STR_INIT("\"a'"), STR_INIT("&quot;a'") },
	{ "S-15 the end of a section that is none",
	    STR_INIT("]]>"),
	    STR_INIT("]]&gt;") },
	{ "S-15 controls XML forbids",
	    STR_INIT("a\x01\x0c\r\x7f\xc2\x85z"),
	    STR_INIT("az") },
	{ "TAB and LF are text", STR_INIT("a\tb\n"), STR_INIT("a\tb\n") },
	{ "S-15 no characters",
	    STR_INIT("a\xef\xbf\xbe\xef\xbf\xbfz"),
	    STR_INIT("az") },
	{ "no UTF-8", STR_INIT("\xff\xc3"), STR_INIT("\ufffd\ufffd") },
	{ "other scripts", STR_INIT("\u65b0\U0001f642"),
	    STR_INIT("\u65b0\U0001f642") },
};

static void
escapes(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	for (size_t i = 0; i < COUNT(texts); i++) {
		buf_clear(&out);
		xml_text(&out, texts[i].text);
		check_row(str_eq(buf_str(&out), texts[i].want), texts[i].why);
	}
	buf_clear(&out);
	xml_attribute(&out, "alt", STR("a\n\"b\" <\t>"));
	assert_str(buf_str(&out),
	    STR(" alt=\"a &quot;b&quot; &lt; &gt;\""));
	buf_release(&out);
}

#define TEXT(words) BLOCK(BLOCK_TEXT, words)
#define APART(words) BLOCK(BLOCK_ITEM, words)
#define ITEM(words)                                          \
	{                                                    \
		.kind = BLOCK_ITEM, .text = STR_INIT(words), \
		.tight = true                                \
	}
#define QUOTE(words)                                          \
	{                                                     \
		.kind = BLOCK_QUOTE, .text = STR_INIT(words), \
		.tight = true                                 \
	}
#define HEAD(depth, words)                               \
	{                                                \
		.kind = BLOCK_HEADING, .level = (depth), \
		.text = STR_INIT(words)                  \
	}
#define BELOW(words, url)                                           \
	{                                                           \
		.kind = BLOCK_LINK, .text = STR_INIT(words),        \
		.target = STR_INIT(url), .item = '0', .tight = true \
	}
#define IMAGE(words, url)                                           \
	{                                                           \
		.kind = BLOCK_LINK, .text = STR_INIT(words),        \
		.target = STR_INIT(url), .item = 'I', .tight = true \
	}
#define NAV(words, url)                                             \
	{                                                           \
		.kind = BLOCK_LINK, .text = STR_INIT(words),        \
		.target = STR_INIT(url), .tight = true, .nav = true \
	}
#define A "<a href=\"gemini://h.example/a\">"

/* The blocks of a row end where one has no text, not even an empty one. */
static const struct {
	const char *why;
	struct block blocks[ROWS];
	struct str want;
} pages[] = {
	{ "headings below the title",
	    { HEAD(2, "News"), HEAD(3, "Old & new"), HEAD(1, "Other") },
	    STR_INIT("<h2>News</h2>\n<h3>Old &amp; new</h3>\n"
		     "<h1>Other</h1>\n") },
	{ "items in a row are one list",
	    { TEXT("two:"), ITEM("one"), ITEM("two"), TEXT("end") },
	    STR_INIT("<p>two:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
		     "<p>end</p>\n") },
	{ "items apart are two",
	    { APART("one"), APART("two") },
	    STR_INIT("<ul>\n<li>one</li>\n</ul>\n"
		     "<ul>\n<li>two</li>\n</ul>\n") },
	{ "an item's links belong into it",
	    { APART("one"), BELOW("Code", "/a"), ITEM("two") },
	    STR_INIT("<ul>\n<li>one<ul>\n<li>" A "Code</a></li>\n</ul>\n"
		     "</li>\n<li>two</li>\n</ul>\n") },
	{ "a quote keeps its lines and paragraphs",
	    { QUOTE("a"), QUOTE("b"), QUOTE(""), QUOTE("c") },
	    STR_INIT("<blockquote>\n<p>a<br />\nb</p>\n<p>c</p>\n"
		     "</blockquote>\n") },
	{ "a drawing is a picture to who listens",
	    { PRE("\n <o>\n\n", "An \"eye\"") },
	    STR_INIT("<pre role=\"img\" aria-label=\"An &quot;eye&quot;\">\n"
		     "\n &lt;o&gt;\n</pre>\n") },
	{ "code without a description is text",
	    { PRE("a\nb\n", "") },
	    STR_INIT("<pre>a\nb</pre>\n") },
	{ "links of their own are a list",
	    { LINK("One", "/a", '0'), BELOW("Two", "https://h/?a&b") },
	    STR_INIT("<ul>\n<li>" A "One</a></li>\n"
		     "<li><a href=\"https://h/?a&amp;b\">Two</a></li>\n"
		     "</ul>\n") },
	{ "a label said in the text is its anchor",
	    { TEXT("See Mirage and more."), BELOW("Mirage", "/a") },
	    STR_INIT("<p>See " A "Mirage</a> and more.</p>\n") },
	{ "in an item as well",
	    { APART("Mirage & more"), BELOW("Mirage & more", "/a") },
	    STR_INIT("<ul>\n<li>" A "Mirage &amp; more</a></li>\n</ul>\n") },
	{ "only whole words count",
	    { TEXT("Rust, trust, Rus"), BELOW("Rus", "/a") },
	    STR_INIT("<p>Rust, trust, " A "Rus</a></p>\n") },
	{ "a script without blanks has them everywhere",
	    { TEXT("\u6211\u7684\u8bba\u6587\u3002"),
		BELOW("\u8bba\u6587", "/a") },
	    STR_INIT("<p>\u6211\u7684" A "\u8bba\u6587</a>\u3002</p>\n") },
	{ "a letter beyond ASCII goes on with its word",
	    { TEXT("caf\u00e9 caf"), BELOW("caf", "/a") },
	    STR_INIT("<p>caf\u00e9 " A "caf</a></p>\n") },
	{ "two anchors never overlap, and keep the order of the text",
	    { TEXT("b c a b"), BELOW("a b", "/a"), BELOW("b", "/b"),
		BELOW("c a", "/c") },
	    STR_INIT("<p><a href=\"gemini://h.example/b\">b</a> c " A
		     "a b</a></p>\n<ul>\n<li>"
		     "<a href=\"gemini://h.example/c\">c a</a></li>\n"
		     "</ul>\n") },
	{ "nor begins one within another",
	    { TEXT("a b c"), BELOW("a b", "/a"), BELOW("b c", "/c") },
	    STR_INIT("<p>" A "a b</a> c</p>\n<ul>\n<li>"
		     "<a href=\"gemini://h.example/c\">b c</a></li>\n"
		     "</ul>\n") },
	{ "the same label twice",
	    { TEXT("paper"), BELOW("paper", "/a"), BELOW("paper", "/b") },
	    STR_INIT("<p>" A "paper</a></p>\n<ul>\n<li>"
		     "<a href=\"gemini://h.example/b\">paper</a></li>\n"
		     "</ul>\n") },
	{ "a link apart is no part of the text",
	    { TEXT("Mirage"), LINK("Mirage", "/a", '0') },
	    STR_INIT("<p>Mirage</p>\n<ul>\n<li>" A "Mirage</a></li>\n"
		     "</ul>\n") },
	{ "a picture of the capsule is shown below",
	    { TEXT("My cat."), IMAGE("cat", "/c t.png") },
	    STR_INIT("<p>My cat.</p>\n<ul>\n<li>"
		     "<a href=\"gemini://h.example/c%20t.png\">"
		     "<img src=\"gemini://h.example/c%20t.png\" alt=\"cat\" />"
		     "</a></li>\n</ul>\n") },
	{ "a picture elsewhere would tell of its readers",
	    { IMAGE("cat", "https://h/c.png") },
	    STR_INIT("<ul>\n<li><a href=\"https://h/c.png\">cat</a></li>\n"
		     "</ul>\n") },
	{ "T-24 a script is no link, and nothing is lost",
	    { TEXT("Run"), BELOW("Run", "javascript:alert(1)") },
	    STR_INIT("<p>Run</p>\n<ul>\n<li>Run: javascript:alert(1)</li>\n"
		     "</ul>\n") },
	{ "quotes do not end an attribute",
	    { LINK("x", "https://h/\"onload=\"y", '0') },
	    STR_INIT("<ul>\n<li><a href=\"https://h/%22onload=%22y\">x</a>"
		     "</li>\n</ul>\n") },
	{ "navigation is left out",
	    { TEXT("Mirage"), NAV("Mirage", "/a"), TEXT("end") },
	    STR_INIT("<p>Mirage</p>\n<p>end</p>\n") },
	{ "links stay an item's where navigation was between",
	    { APART("x"), NAV("y", "/y"), BELOW("x", "/a") },
	    STR_INIT("<ul>\n<li>" A "x</a></li>\n</ul>\n") },
	{ "an empty page", { TEXT("") }, STR_INIT("<p></p>\n") },
};

static void
add_blocks(struct page *p, const struct block *blocks)
{
	for (size_t i = 0; i < ROWS && blocks[i].text.at != NULL; i++)
		page_add_block(p, &blocks[i]);
}

static void
writes_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++) {
		struct markup read;
		struct page p;
		struct str got;

		page_init(&p, &fragment);
		add_blocks(&p, pages[i].blocks);
		got = page_render(&p);
		page_expect(got, pages[i].want, pages[i].why);
		check_row(markup_read(got, &read), pages[i].why);
		markup_release(&read);
		page_release(&p);
	}
}

/* The title, navigation and views are the caller's choice. */
static void
obeys_its_caller(void **state)
{
	const struct html_how all = {
		.view = VIEW_GOPHER,
		.origin = &page_origin,
		.base = STR("https://w.example/~ada/"),
		.title = true,
		.nav = true,
	};
	struct page p;

	(void)state;
	page_init(&p, &fragment);
	p.doc->title = STR("T & U");
	page_add(&p, BLOCK_TEXT, STR("here"))->views = 1u << VIEW_GOPHER;
	page_add(&p, BLOCK_TEXT, STR("there"))->views = 1u << VIEW_GEMINI;
	doc_add_link(&p.arena, p.doc, STR("/\u00e9"), STR("here"))->item = '0';
	p.doc->first->next->next->tight = true;
	doc_add_link(&p.arena, p.doc, STR("/"), STR("Home"))->nav = true;
	assert_str(render_as(&p, &gopher),
	    STR("<p><a href=\"gopher://h.example:7070/0/%C3%A9\">here</a>"
		"</p>\n"));
	assert_str(render_as(&p, &all),
	    STR("<h1>T &amp; U</h1>\n<p>"
		"<a href=\"https://w.example/~ada/%C3%A9\">here</a></p>\n"
		"<ul>\n<li><a href=\"https://w.example/~ada/\">Home</a></li>\n"
		"</ul>\n"));
	p.doc->title = STR("");
	assert_true(str_starts(render_as(&p, &all), STR("<p>")));
	page_release(&p);
}

/* What is not served in a view has no URL there: the words stay. */
static void
needs_no_port(void **state)
{
	const struct origin gopher_only = {
		.host = STR("h.example"),
		.port = { 0, 70 },
	};
	const struct html_how how = { .origin = &gopher_only };
	struct page p;

	(void)state;
	page_init(&p, &fragment);
	doc_add_link(&p.arena, p.doc, STR("/a"), STR("A"));
	assert_str(render_as(&p, &how),
	    STR("<ul>\n<li>A: /a</li>\n</ul>\n"));
	page_release(&p);
}

/* More links than are looked for: the rest is listed, none is lost. */
static void
lists_what_is_too_much(void **state)
{
	struct page p;
	struct str html;
	size_t links = 0;

	(void)state;
	page_init(&p, &fragment);
	page_add(&p, BLOCK_TEXT, STR("none of them is said here"));
	for (int i = 0; i < 100; i++)
		doc_add_link(&p.arena, p.doc, STR("/a"),
		    i == 99 ? STR("said") : STR("x"))
		    ->tight = true;
	html = page_render(&p);
	for (size_t at; (at = str_find(html, STR("<li>"))) < html.len; links++)
		html = str_skip(html, at + 1);
	assert_int_equal(links, 100);
	page_release(&p);
}

static void
text_stays_text(void **state)
{
	static const struct hostile more[] = {
		{ "markup", STR_INIT("<script>alert(1)</script>") },
		{ "an end tag", STR_INIT("</p></li></ul></entry>") },
		{ "an entity", STR_INIT("&nbsp;&#0;&x;& &amp;") },
		{ "the end of a section", STR_INIT("]]> <![CDATA[ -->") },
		{ "an attribute", STR_INIT("\" onclick=\"alert(1)\" x='") },
	};
	static const enum block_kind kinds[] = {
		BLOCK_TEXT, BLOCK_ITEM, BLOCK_QUOTE, BLOCK_HEADING, BLOCK_LINK,
		BLOCK_PRE
	};

	(void)state;
	for (size_t i = 0; i < (HOSTILE_COUNT + COUNT(more)) * COUNT(kinds);
	     i++) {
		const struct hostile *h;
		size_t n = i / COUNT(kinds);
		struct markup read;
		struct block *b;
		struct page p;

		h = n < HOSTILE_COUNT ? hostile_texts + n
				      : more + (n - HOSTILE_COUNT);
		page_init(&p, &fragment);
		b = page_add(&p, kinds[i % COUNT(kinds)], h->text);
		b->alt = h->text;
		b->target = h->text;
		check_row(markup_read(page_render(&p), &read), h->why);
		check_row(read.tags <= 2, h->why);
		check_row(str_find(buf_str(&read.text), h->text) <
			      read.text.len,
		    h->why);
		markup_release(&read);
		page_release(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(escapes),
		cmocka_unit_test(writes_pages),
		cmocka_unit_test(obeys_its_caller),
		cmocka_unit_test(needs_no_port),
		cmocka_unit_test(lists_what_is_too_much),
		cmocka_unit_test(text_stays_text),
	};

	return cmocka_run_group_tests_name("as_html", tests, NULL, NULL);
}
