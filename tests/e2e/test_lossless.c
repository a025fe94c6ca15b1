/* SPDX-License-Identifier: ISC */
/*
 * No word of a profile is lost on the way to a reader, over either protocol.
 */
#include "e2e/crawl.h"
#include "e2e/generate.h"
#include "e2e/start.h"
#include "parse/profile.h"
#include "render/fold.h"
#include "site/table.h"
#include "unit/profile_props.h"

#define PROFILES 60

static const char *const names[] = { "gemini", "gopher" };

static void
add_pages(const struct crawl *c, enum view v, struct buf *text)
{
	for (const struct visit *at = c->first; at != NULL; at = at->next) {
		if (at->view == v && visit_is_page(at)) {
			visit_text(at, text);
			buf_char(text, '\n');
		}
	}
}

/* Without blanks, so that no line break can stand in a word. */
static void
add_squashed(const struct crawl *c, enum view v, struct buf *squashed)
{
	struct buf text;

	buf_init(&text);
	add_pages(c, v, &text);
	for (size_t i = 0; i < text.len; i++)
		if (memchr(" \t\r\n", text.at[i], 4) == NULL)
			buf_char(squashed, text.at[i]);
	buf_release(&text);
}

struct search {
	const struct generated *g;
	uint32_t seed;
	const char *view;
	struct str text;
};

static void
must_stand(const struct search *s, struct str word, bool wanted)
{
	if ((str_find(s->text, word) < s->text.len) == wanted)
		return;
	fprintf(stderr, "%.*s\n", STR_ARG(buf_str(&s->g->source)));
	fail_msg("profile %u: %s %s %.*s", s->seed, s->view,
	    wanted ? "lacks" : "shows", STR_ARG(word));
}

static void
search_words(const struct search *s)
{
	char word[16];

	for (unsigned i = 1; i <= s->g->words; i++) {
		snprintf(word, sizeof(word), "w%04u", i);
		must_stand(s, str_of(word), true);
	}
	for (unsigned i = 1; i <= s->g->chinese; i++)
		must_stand(s, generated_chinese(i, word), true);
	for (unsigned i = 1; i <= s->g->hidden; i++) {
		snprintf(word, sizeof(word), "x%04u", i);
		must_stand(s, str_of(word), false);
	}
}

static void
check_generated(uint32_t seed, struct str path)
{
	struct memory_site m;
	struct generated g;
	struct crawl c;

	generate(&g, seed);
	if (!memory_site_init(&m, path, buf_str(&g.source)))
		fail_msg("profile %u:\n%.*s", seed,
		    STR_ARG(buf_str(&g.source)));
	crawl_run(&c, &m.site);
	for (int v = 0; v < VIEW_COUNT; v++) {
		struct buf squashed;

		buf_init(&squashed);
		add_squashed(&c, (enum view)v, &squashed);
		search_words(&(struct search){ &g, seed, names[v],
		    buf_str(&squashed) });
		buf_release(&squashed);
	}
	crawl_release(&c);
	memory_site_release(&m);
	generated_release(&g);
}

static void
generated_profiles(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < PROFILES; seed++)
		check_generated(seed, STR("profile.txt"));
}

static void
generated_pages_and_posts(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < PROFILES; seed += 2) {
		check_generated(seed, STR("pages/a/page.txt"));
		check_generated(seed + 1, STR("log/2026-01-02-post.txt"));
	}
}

static void
generated_translations(void **state)
{
	(void)state;
	for (uint32_t seed = 0; seed < PROFILES; seed += 2) {
		check_generated(seed, STR("profile.zh.txt"));
		check_generated(seed + 1, STR("profile.fr-CA.txt"));
	}
}

/*
 * A source as it must be found: no comments, markers and known keys. Nor its
 * language, for which Gopher has no place.
 */
static struct str
wanted_text(struct arena *a, struct str source, struct str *lang)
{
	const struct profile *profile;
	struct diags d;
	struct buf out;
	struct str text;

	diags_init(&d, a);
	buf_init(&out);
	profile = profile_parse(a, source, STR("profile.txt"), &d);
	assert_non_null(profile);
	*lang = profile_lang(profile);
	props_source(a, source, &d, &out);
	text = arena_str(a, buf_str(&out));
	buf_release(&out);
	return text;
}

/* Gopher has its own spelling of dashes and the like; a key may lead a line. */
static struct str
spelled(struct arena *a, enum view v, struct str text)
{
	return utf8_fold(a, v == VIEW_GOPHER
				? fold_text(a, text, CHARSET_UTF8)
				: text);
}

static void
every_word_stands(const struct crawl *c, enum view v, struct str source)
{
	struct arena a;
	struct table shown;
	struct str rest, word, lang;
	struct buf text;

	arena_init(&a);
	table_init(&shown);
	buf_init(&text);
	add_pages(c, v, &text);
	rest = utf8_fold(&a, buf_str(&text));
	while ((word = props_word(&rest)).len > 0)
		table_add(&shown, word, 0);
	rest = spelled(&a, v, wanted_text(&a, source, &lang));
	table_add(&shown, lang, 0);
	while ((word = props_word(&rest)).len > 0)
		if (!table_find(&shown, word, &(uint64_t){ 0 }))
			fail_msg("%s lacks %.*s", names[v], STR_ARG(word));
	buf_release(&text);
	table_release(&shown);
	arena_release(&a);
}

/* Words with one blank around each; skip is left out. */
static struct str
words_of(struct arena *a, struct str text, struct str skip)
{
	struct buf out;
	struct str word, words;

	buf_init(&out);
	buf_char(&out, ' ');
	while ((word = props_word(&text)).len > 0)
		if (!str_eq(word, skip))
			buf_printf(&out, "%.*s ", STR_ARG(word));
	words = arena_str(a, buf_str(&out));
	buf_release(&out);
	return words;
}

static bool
stands_on_a_page(struct arena *a, const struct crawl *c, enum view v,
    struct str words, struct str skip)
{
	bool found = false;
	struct buf text;

	for (const struct visit *at = c->first; at != NULL; at = at->next) {
		struct str shown;

		if (at->view != v || !visit_is_page(at))
			continue;
		buf_init(&text);
		visit_text(at, &text);
		shown = words_of(a, utf8_fold(a, buf_str(&text)), skip);
		found = found || str_find(shown, words) < shown.len;
		buf_release(&text);
	}
	return found;
}

/* "on" is what marks a student's project; it is not shown. */
static void
every_line_stands(const struct crawl *c, enum view v, struct str source)
{
	struct arena a;
	struct str rest, line, lang;

	arena_init(&a);
	rest = wanted_text(&a, source, &lang);
	while (rest.len > 0) {
		struct str skip = STR("");

		str_cut(rest, '\n', &line, &rest);
		if (str_find(line, STR("(on ")) < line.len)
			skip = STR("on");
		if (!stands_on_a_page(&a, c, v,
			words_of(&a, spelled(&a, v, line), skip), skip))
			fail_msg("%s has not in one piece: %.*s", names[v],
			    STR_ARG(line));
	}
	arena_release(&a);
}

static void
check_served(const struct server *s,
    void (*check)(const struct crawl *c, enum view v, struct str source))
{
	const struct site site = site_of_server(s);
	struct arena a;
	struct str source;
	struct crawl c;

	arena_init(&a);
	assert_true(site_file(&site, STR("profile.txt"), &a, &source));
	crawl_run(&c, &site);
	for (int v = 0; v < VIEW_COUNT; v++)
		check(&c, (enum view)v, source);
	crawl_release(&c);
	arena_release(&a);
}

static void
every_word_is_served(void **state)
{
	check_served(*state, every_word_stands);
}

/* Of a page as it was pasted, with one paragraph a line. */
static void
every_paragraph_is_served(void **state)
{
	check_served(*state, every_line_stands);
}

#define COPY(test, path)                                                \
	cmocka_unit_test_prestate_setup_teardown(test, server_for_copy, \
	    server_after_group, (char[]){ path })

#define RAW_PAGE "tests/fuzz/corpus/profile/seed.txt"

int
main(void)
{
	const struct CMUnitTest tests[] = {
		COPY(every_word_is_served, "capsule"),
		COPY(every_word_is_served, RAW_PAGE),
		COPY(every_paragraph_is_served, RAW_PAGE),
		cmocka_unit_test(generated_profiles),
		cmocka_unit_test(generated_pages_and_posts),
		cmocka_unit_test(generated_translations),
	};

	return cmocka_run_group_tests_name("lossless", tests, NULL, NULL);
}
