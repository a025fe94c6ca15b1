/* SPDX-License-Identifier: ISC */
/*
 * Feeds as a program of other people reads them: well formed, and by
 * tests/atom.rng what RFC 4287 asks for.
 */
#include "e2e/xmllint.h"
#include "render/render.h"
#include "unit/hostile.h"

static const struct origin origin = {
	.host = STR_INIT("h.example"),
	.port = { 1965, 7070 },
};

static const struct str markup[] = {
	STR_INIT("<b>bold</b> & </feed>"),
	STR_INIT("]]> \" ' &nope; <!-- "),
	STR_INIT("\xef\xbf\xbf\xff \u65b0\u95fb \U0001f642"),
};

static void
assert_lints(const char *options, struct str text)
{
	struct ran r = xmllint(options, text);

	if (r.status != 0)
		fail_msg("%.*s\n%.*s", STR_ARG(buf_str(&r.out)),
		    STR_ARG(text));
	ran_release(&r);
}

/* S-15: not a word from xmllint, in no view. */
static void
assert_feed(const struct feed *feed)
{
	struct buf out;

	buf_init(&out);
	for (enum view v = 0; v < VIEW_COUNT; v++) {
		buf_clear(&out);
		render_atom(&out, feed, &origin, v);
		assert_lints("--relaxng tests/atom.rng", buf_str(&out));
	}
	buf_release(&out);
}

static struct str
text_at(size_t i)
{
	return i < HOSTILE_COUNT ? hostile_texts[i].text
				 : markup[i - HOSTILE_COUNT];
}

/* All texts there are, in every kind of block. */
static struct doc *
make_doc(struct arena *a)
{
	struct doc *doc = doc_new(a, STR("/x"), STR("X"), STR("de-CH"));

	for (size_t i = 0; i < HOSTILE_COUNT + COUNT(markup); i++) {
		struct str text = text_at(i);

		doc_add(a, doc, BLOCK_HEADING, text);
		doc_add(a, doc, BLOCK_TEXT, text);
		doc_add_link(a, doc, STR("/a b"), text)->tight = true;
		doc_add(a, doc, BLOCK_ITEM, text);
		doc_add_link(a, doc, STR("/c.png"), text)->item = 'I';
		doc_add(a, doc, BLOCK_QUOTE, text);
		doc_add(a, doc, BLOCK_PRE, text)->alt = text;
	}
	return doc;
}

static void
empty_feed_is_atom_S10(void **state)
{
	const struct feed feed = { .path = STR("/atom.xml") };

	(void)state;
	assert_feed(&feed);
}

static void
empty_entries_are_atom_S11(void **state)
{
	struct feed_entry last = { .title = STR("") };
	struct feed_entry first = { .next = &last };
	const struct feed feed = {
		.path = STR("/atom.xml"),
		.first = &first,
	};

	(void)state;
	assert_feed(&feed);
}

static void
full_feed_is_atom_S15(void **state)
{
	struct arena a;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(markup); i++) {
		struct str text = markup[i];
		struct feed_entry entry = {
			.title = text,
			.published = { .year = 2024, .month = 2, .day = 29 },
			.path = STR("/news/\u65b0 <&>"),
			.content = make_doc(&a),
			.summary = text,
		};
		const struct feed feed = {
			.path = STR("/news/atom.xml"),
			.title = text,
			.subtitle = text,
			.author = text,
			.email = STR("a&b@h.example"),
			.lang = STR("en"),
			.rights = text,
			.first = &entry,
		};

		assert_feed(&feed);
	}
	arena_release(&a);
}

static void
html_is_xml(void **state)
{
	const struct html_how how = {
		.origin = &origin,
		.title = true,
		.nav = true,
	};
	struct arena a;
	struct buf out;

	(void)state;
	arena_init(&a);
	buf_init(&out);
	buf_add(&out, STR("<div>"));
	render_html(&out, make_doc(&a), &how);
	buf_add(&out, STR("</div>"));
	assert_lints("", buf_str(&out));
	buf_release(&out);
	arena_release(&a);
}

/* Or the tests above would show nothing. */
static void
schema_refuses_less(void **state)
{
	static const struct str less[] = {
		STR_INIT("<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"),
		STR_INIT("<feed><id>tag:h,2026:/</id></feed>"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(less); i++) {
		struct ran r = xmllint("--relaxng tests/atom.rng", less[i]);

		assert_int_equal(r.status, 3);
		ran_release(&r);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_feed_is_atom_S10),
		cmocka_unit_test(empty_entries_are_atom_S11),
		cmocka_unit_test(full_feed_is_atom_S15),
		cmocka_unit_test(html_is_xml),
		cmocka_unit_test(schema_refuses_less),
	};

	return cmocka_run_group_tests_name("atom", tests, NULL, NULL);
}
