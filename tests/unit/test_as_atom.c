/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include "render/render.h"
#include "unit/hostile.h"
#include "unit/markup.h"

static const struct origin origin = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 7070 },
};

static const struct date day = { .year = 2023, .month = 4, .day = 17 };
static const struct date later = {
	.year = 2024,
	.month = 2,
	.day = 29,
	.timed = true,
	.hour = 9,
	.minute = 5,
};

#define HEAD                                                             \
	"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"                   \
	"<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n" \
	"<id>tag:h.example,2026:/atom.xml</id>\n"
#define ENTRY                                                       \
	"<entry>\n<id>tag:h.example,2023-04-17:/news/mirage</id>\n" \
	"<title>Mirage &amp; more</title>\n"                        \
	"<published>2023-04-17T12:00:00Z</published>\n"             \
	"<updated>2024-02-29T09:05:00Z</updated>\n"

/* A feed of one entry with everything in it, as Gemini's readers get it. */
#define FULL_GEMINI                                                         \
	STR(HEAD "<title>Ada &lt;3</title>\n<subtitle>News</subtitle>\n"    \
		 "<updated>2024-02-29T09:05:00Z</updated>\n"                \
		 "<author>\n<name>Ada</name>\n<email>a@h.example</email>\n" \
		 "</author>\n"                                              \
		 "<link rel=\"self\" type=\"application/atom+xml\""         \
		 " href=\"gemini://h.example/atom.xml\" />\n"               \
		 "<link rel=\"alternate\" type=\"text/gemini\""             \
		 " href=\"gemini://h.example/news\" />\n"                   \
		 "<link rel=\"alternate\" type=\"application/gopher-menu\"" \
		 " href=\"gopher://h.example:7070/1/news\" />\n"            \
		 "<rights>CC BY 4.0</rights>\n"                             \
		 "<generator>Vitae</generator>\n" ENTRY                     \
		 "<link rel=\"alternate\" type=\"text/gemini\""             \
		 " href=\"gemini://h.example/news/mirage\" />\n"            \
		 "<link rel=\"alternate\" type=\"text/plain\""              \
		 " href=\"gopher://h.example:7070/0/news/mirage\" />\n"     \
		 "<summary>Short</summary>\n"                               \
		 "<content type=\"html\">"                                  \
		 "&lt;p&gt;See &lt;a href=&quot;gemini://h.example/p&quot;" \
		 "&gt;R&amp;amp;D&lt;/a&gt;&lt;/p&gt;\n</content>\n"        \
		 "</entry>\n</feed>\n")

struct made {
	struct arena arena;
	struct feed feed;
	struct feed_entry entry;
	struct doc *doc;
	struct buf out;
};

static void
made_init(struct made *m)
{
	arena_init(&m->arena);
	buf_init(&m->out);
	m->doc = doc_new(&m->arena, STR("/news/mirage"), STR("M"), STR("en"));
	m->entry = (struct feed_entry){ .published = day };
	m->feed = (struct feed){
		.path = STR("/atom.xml"),
		.first = &m->entry,
	};
}

static void
made_fill(struct made *m)
{
	struct block *link;

	m->entry.title = STR("Mirage & more");
	m->entry.updated = later;
	m->entry.path = STR("/news/mirage");
	m->entry.summary = STR("Short");
	m->entry.content = m->doc;
	doc_add(&m->arena, m->doc, BLOCK_TEXT, STR("See R&D"));
	link = doc_add_link(&m->arena, m->doc, STR("/p"), STR("R&D"));
	link->tight = true;
	m->feed.page = STR("/news");
	m->feed.title = STR("Ada <3");
	m->feed.subtitle = STR("News");
	m->feed.author = STR("Ada");
	m->feed.email = STR("a@h.example");
	m->feed.lang = STR("en");
	m->feed.rights = STR("CC BY 4.0");
}

static struct str
made_render(struct made *m, const struct origin *o, enum view v)
{
	buf_clear(&m->out);
	render_atom(&m->out, &m->feed, o, v);
	return buf_str(&m->out);
}

static void
made_release(struct made *m)
{
	buf_release(&m->out);
	arena_release(&m->arena);
}

static size_t
count_of(struct str text, struct str needle)
{
	size_t n = 0;
	size_t at;

	while ((at = str_find(text, needle)) < text.len) {
		text = str_skip(text, at + needle.len);
		n++;
	}
	return n;
}

/* S-12, S-13, S-16, S-18. */
static void
writes_a_feed(void **state)
{
	struct made m;
	struct str gopher;

	(void)state;
	made_init(&m);
	made_fill(&m);
	assert_str(made_render(&m, &origin, VIEW_GEMINI), FULL_GEMINI);
	gopher = made_render(&m, &origin, VIEW_GOPHER);
	assert_int_equal(count_of(gopher, STR(ENTRY)), 1);
	assert_int_equal(count_of(gopher, STR(HEAD)), 1);
	assert_int_equal(count_of(gopher,
			     STR("<link rel=\"self\""
				 " type=\"application/atom+xml\" href="
				 "\"gopher://h.example:7070/0/atom.xml\"")),
	    1);
	assert_int_equal(
	    count_of(gopher, STR("&quot;gopher://h.example:7070/1/p&quot;")),
	    1);
	made_release(&m);
}

/* S-10, S-11: what is required is there, whatever is not known. */
static void
needs_nothing(void **state)
{
	static const struct str wanted[] = {
		STR_INIT("<id>tag:h.example,2026:/atom.xml</id>"),
		STR_INIT("<id>tag:h.example,2026:</id>"),
		STR_INIT("<title>h.example</title>"),
		STR_INIT("<title>tag:h.example,2026:</title>"),
		STR_INIT("<name>h.example</name>"),
		STR_INIT("href=\"gemini://h.example/atom.xml\""),
	};
	struct made m;
	struct str got;

	(void)state;
	made_init(&m);
	m.entry.published.year = 0;
	m.entry.published.day = 0;
	got = made_render(&m, &origin, VIEW_GEMINI);
	for (size_t i = 0; i < COUNT(wanted); i++)
		check_row(count_of(got, wanted[i]) == 1, wanted[i].at);
	assert_int_equal(count_of(got, STR("<updated>1970-01-01T")), 2);
	assert_int_equal(count_of(got, STR("rel=\"alternate\"")), 4);
	assert_int_equal(count_of(got, STR("<published>")), 0);
	assert_int_equal(count_of(got, STR("xml:lang")), 0);
	made_release(&m);
}

static void
links_only_what_is_served(void **state)
{
	const struct origin gemini_only = {
		.host = STR("h.example"),
		.port = { 1965, 0 },
	};
	struct made m;

	(void)state;
	made_init(&m);
	made_fill(&m);
	assert_int_equal(
	    count_of(made_render(&m, &gemini_only, VIEW_GEMINI), STR("gopher")),
	    0);
	m.entry.path = STR("https://e.example/a b");
	assert_int_equal(
	    count_of(made_render(&m, &origin, VIEW_GEMINI),
		STR("<link rel=\"alternate\""
		    " href=\"https://e.example/a%20b\" />\n<summary>")),
	    1);
	made_release(&m);
}

/* A page that is none on another protocol is no alternate there. */
static void
links_only_where_it_is_shown(void **state)
{
	struct made m;
	struct str got;

	(void)state;
	made_init(&m);
	made_fill(&m);
	m.entry.views = 1u << VIEW_GOPHER;
	m.feed.views = 1u << VIEW_GOPHER;
	got = made_render(&m, &origin, VIEW_GOPHER);
	assert_int_equal(count_of(got, STR("\"gemini:")), 0);
	assert_int_equal(count_of(got, STR("rel=\"alternate\"")), 2);
	made_release(&m);
}

/* S-13: an hour is one of the author's clock; a day has none (S-06). */
static void
times_are_of_a_zone(void **state)
{
	struct made m;
	struct str got;

	(void)state;
	made_init(&m);
	made_fill(&m);
	m.feed.zone = -210;
	got = made_render(&m, &origin, VIEW_GEMINI);
	assert_int_equal(
	    count_of(got,
		STR("<published>2023-04-17T12:00:00Z</published>\n"
		    "<updated>2024-02-29T09:05:00-03:30</updated>")),
	    1);
	made_release(&m);
}

/* O-36: or clients of Gopher would stop reading, or leave it out. */
static void
no_line_begins_with_a_dot(void **state)
{
	struct made m;
	struct str got;

	(void)state;
	made_init(&m);
	made_fill(&m);
	doc_add(&m.arena, m.doc, BLOCK_PRE, STR("a\n.\n..b .\n\n.c\n"));
	got = made_render(&m, &origin, VIEW_GOPHER);
	assert_int_equal(
	    count_of(got, STR("a\n&#46;\n&#46;.b .\n\n&#46;c&lt;/pre")), 1);
	assert_int_equal(count_of(got, STR("\n.")), 0);
	made_release(&m);
}

/* M-02: an entry says its language where it is not the feed's. */
static void
names_languages(void **state)
{
	struct made m;

	(void)state;
	made_init(&m);
	made_fill(&m);
	m.doc->lang = STR("zh");
	assert_int_equal(
	    count_of(made_render(&m, &origin, VIEW_GEMINI),
		STR("<entry xml:lang=\"zh\">")),
	    1);
	made_release(&m);
}

static const struct {
	const char *why;
	struct str host;
	struct date day;
	struct str path;
	struct str want;
} ids[] = {
	{ "S-14 host, day and path",
	    STR_INIT("h.example"),
	    { .year = 2023, .month = 4, .day = 17 },
	    STR_INIT("/news/mirage"),
	    STR_INIT("tag:h.example,2023-04-17:/news/mirage") },
	{ "a time that is added later changes nothing",
	    STR_INIT("h.example"),
	    { .year = 2023, .month = 4, .day = 17, .timed = true, .hour = 9 },
	    STR_INIT("/a"),
	    STR_INIT("tag:h.example,2023-04-17:/a") },
	{ "a year",
	    STR_INIT("h.example"),
	    { .year = 2023, .month = 4 },
	    STR_INIT("/a"),
	    STR_INIT("tag:h.example,2023:/a") },
	{ "no date",
	    STR_INIT("H.example"),
	    { .year = 0 },
	    STR_INIT("/a"),
	    STR_INIT("tag:h.example,2026:/a") },
	{ "RFC 4151 2.1 no blank, no letter beyond ASCII",
	    STR_INIT("[::1]"),
	    { .year = 2023 },
	    STR_INIT("/a \u00e9"),
	    STR_INIT("tag:---1-,2023:/a%20%C3%A9") },
};

static void
makes_ids(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(ids); i++)
		check_row(str_eq(feed_id(&a, ids[i].host, &ids[i].day,
				     ids[i].path),
			      ids[i].want),
		    ids[i].why);
	arena_release(&a);
}

/* S-16: never the clock, or every build would be another. */
static void
is_as_new_as_its_news(void **state)
{
	struct feed_entry old = { .published = day };
	struct feed_entry changed = {
		.published = day,
		.updated = later,
		.next = &old,
	};
	struct feed feed = { .first = &old };
	struct date got;

	(void)state;
	got = feed_updated(&feed);
	assert_int_equal(date_cmp(&got, &day), 0);
	feed.first = &changed;
	got = feed_updated(&feed);
	assert_int_equal(date_cmp(&got, &later), 0);
	feed.updated = day;
	got = feed_updated(&feed);
	assert_int_equal(date_cmp(&got, &day), 0);
}

static void
text_stays_text(void **state)
{
	static const struct str more[] = {
		STR_INIT("</title></entry></feed>"),
		STR_INIT("]]> <![CDATA[ &nope; &"),
		STR_INIT("\" href='x' <!-- "),
		STR_INIT("<?xml?>\xef\xbf\xbe"),
	};

	(void)state;
	for (size_t i = 0; i < HOSTILE_COUNT + COUNT(more); i++) {
		struct str text = i < HOSTILE_COUNT ? hostile_texts[i].text
						    : more[i - HOSTILE_COUNT];
		struct markup read;
		struct made m;

		made_init(&m);
		made_fill(&m);
		m.feed.title = m.feed.subtitle = m.feed.author = text;
		m.feed.lang = m.feed.rights = m.feed.email = text;
		m.entry.id = m.entry.title = m.entry.summary = text;
		m.entry.path = text;
		doc_add(&m.arena, m.doc, BLOCK_TEXT, text);
		check_row(markup_read(made_render(&m, &origin, VIEW_GOPHER),
			      &read),
		    text.at);
		/* As many elements as there are without. */
		check_row(read.tags == 20, text.at);
		markup_release(&read);
		made_release(&m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_a_feed),
		cmocka_unit_test(needs_nothing),
		cmocka_unit_test(links_only_what_is_served),
		cmocka_unit_test(links_only_where_it_is_shown),
		cmocka_unit_test(times_are_of_a_zone),
		cmocka_unit_test(no_line_begins_with_a_dot),
		cmocka_unit_test(names_languages),
		cmocka_unit_test(makes_ids),
		cmocka_unit_test(is_as_new_as_its_news),
		cmocka_unit_test(text_stays_text),
	};

	return cmocka_run_group_tests_name("as_atom", tests, NULL, NULL);
}
