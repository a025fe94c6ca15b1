/* SPDX-License-Identifier: ISC */
/*
 * Holes and capsules that were written for other servers: all of them is there
 * on both protocols, and nothing of it leads nowhere.
 */
#include "base/count.h"
#include "e2e/crawl.h"
#include "e2e/program.h"
#include "e2e/start.h"

/* Bytes that no editor writes, as a shell's printf takes them. */
#define BINARIES                                            \
	" printf '\\211PNG\\r\\n\\032\\n' >dot.png;"        \
	" printf 'GIF89a\\001\\000' >dot.gif;"              \
	" printf 'RIFF\\004\\000\\000\\000WAVE' >beep.wav;" \
	" printf '%%PDF-1.4\\n' >paper.pdf;"                \
	" printf '\\000\\001\\002\\377' >data.bin;"         \
	" printf '<!DOCTYPE html>\\n' >page.html;"          \
	" printf '\\037\\213\\010\\000' >all.tar.gz"

static const struct source hole[] = {
	{ "gophermap", "!A hole\n"
		       "Text without a TAB.\n"
		       "1Bucktooth\tbuck\n"
		       "1Gophernicus\t/nicus/\n"
		       "1Geomyidae\tgeo\n"
		       "1A map by its name\tmore.gophermap\n"
		       "0A text\ttexts/one.txt\n"
		       "1Gemtext, with a link\tnotes/a\n"
		       "0Gemtext, with none\tnotes/b\n"
		       "1Markdown\tnotes/c\n"
		       "7Search\t/search\n"
		       "1Elsewhere\t/dir\texample.net\t70\n"
		       "hWeb\tURL:https://example.com/\n" },
	{ "buck/gophermap", "0*.txt\t\n1Up\t..\n0Two\t../texts/two.txt\n" },
	{ "buck/here.txt", "Here.\n" },
	{ "nicus/gophermap", "Files:\n-hidden.txt\n*\n" },
	{ "nicus/a b.txt", "A name with a blank.\n.\n" },
	{ "nicus/hidden.txt", "Hidden.\n" },
	{ "nicus/deeper/gophermap", "In it\n0x.txt\t\n" },
	{ "nicus/deeper/x.txt", "X.\n" },
	{ "geo/index.gph", "[0|One|../texts/one.txt|server|port]\n"
			   "[1|Home|/|server|port]\n" },
	{ "more.gophermap", "=texts/one.txt\n0Two\t/texts/two.txt\n" },
	{ "texts/one.txt", "One.\r\n..\r\n" },
	{ "texts/two.txt", "Two.\n" },
	{ "notes/a.gmi", "# A\n=> b.gmi B\n=> ../ Home\n=> /nicus Files\n" },
	{ "notes/b.gmi", "# B\n\nWords.\n" },
	{ "notes/c.md", "# C\n\nTo [a](a.gmi), [d](d.md) and [up](..).\n" },
	{ "notes/d.md", "Words.\n" },
};

static const struct source capsule[] = {
	{ "index.gmi", "# A capsule\n"
		       "=> notes/ Notes\n=> notes The same\n"
		       "=> notes/a.gmi\n=> ./notes/../text.txt A text\n"
		       "=> deep/er/page.gmi Deep\n=> hole A map\n"
		       "=> readme/ Markdown\n=> files/ Files\n"
		       "=> mailto:ada@example.org Mail\n"
		       "=> gopher://example.net/1/dir A hole\n"
		       "=> telnet://guest@example.net Games\n" },
	{ "notes/index.gmi", "# Notes\n=> a.gmi A\n=> /notes/b.gmi B\n" },
	{ "notes/a.gmi", "# A\n=> b.gmi B\n=> ../ Home\n=> index.gmi Up\n" },
	{ "notes/b.gmi", "Only words.\n```art\n /\\_/\\\n```\n" },
	{ "deep/er/page.gmi", "# Deep\n=> ../../ Home\n=> ../ Up\n=> ./ In\n" },
	{ "deep/er/index.gmi", "# In\n=> page.gmi\n" },
	{ "deep/index.gmi", "# Up\n=> er/ Er\n" },
	{ "hole/gophermap", "A map\n1Home\t/\n0Text\t../text.txt\n" },
	{ "readme/README.md", "# Read\n\n[Home](../) [text](../text.txt)\n" },
	{ "text.txt", "Text.\n" },
	{ "files/x.txt", "X.\n" },
};

/* Where what is linked is. */
struct there {
	const char *gemini;
	const char *gopher;
};

static const struct there in_hole[] = {
	{ "/", "/" },
	{ "/buck/", "/buck" },
	{ "/nicus/", "/nicus" },
	{ "/geo/", "/geo" },
	{ "/more.gophermap", "/more.gophermap" },
	{ "/buck/here.txt", "/buck/here.txt" },
	{ "/nicus/a b.txt", "/nicus/a b.txt" },
	{ "/nicus/deeper/", "/nicus/deeper" },
	{ "/nicus/deeper/x.txt", "/nicus/deeper/x.txt" },
	{ "/texts/one.txt", "/texts/one.txt" },
	{ "/texts/two.txt", "/texts/two.txt" },
	{ "/notes/a.gmi", "/notes/a" },
	{ "/notes/b.gmi", "/notes/b" },
	{ "/notes/c", "/notes/c" },
	{ "/notes/d", "/notes/d" },
	{ "/dot.png", "/dot.png" },
};

static const struct there in_capsule[] = {
	{ "/", "/" },
	{ "/notes/", "/notes" },
	{ "/notes/a.gmi", "/notes/a" },
	{ "/notes/b.gmi", "/notes/b" },
	{ "/deep/", "/deep" },
	{ "/deep/er/", "/deep/er" },
	{ "/deep/er/page.gmi", "/deep/er/page" },
	{ "/hole/", "/hole" },
	{ "/readme/", "/readme" },
	{ "/text.txt", "/text.txt" },
	{ "/files/", "/files" },
	{ "/files/x.txt", "/files/x.txt" },
};

static const struct {
	const char *path;
	const char *type;
	char item;
} binaries[] = {
	{ "/dot.png", "image/png", 'I' },
	{ "/dot.gif", "image/gif", 'I' },
	{ "/beep.wav", "audio/wav", 's' },
	{ "/paper.pdf", "application/pdf", '9' },
	{ "/data.bin", "application/octet-stream", '9' },
	{ "/page.html", "text/html; charset=utf-8", 'h' },
	{ "/all.tar.gz", "application/gzip", '9' },
};

static void
check_there(const struct crawl *c, const struct there *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check_row(crawl_find(c, VIEW_GEMINI, str_of(all[i].gemini)),
		    all[i].gemini);
		check_row(crawl_find(c, VIEW_GOPHER, str_of(all[i].gopher)),
		    all[i].gopher);
	}
}

/* A hole whose root lists what else is in it. */
static int
setup_hole(void **state)
{
	static struct server s;

	server_make(&s, hole, COUNT(hole));
	must_run("cd %s/capsule && printf '*\\n' >>gophermap && " BINARIES,
	    s.folder);
	server_start(&s);
	*state = &s;
	return 0;
}

static int
setup_capsule(void **state)
{
	return server_for_group(state, capsule, COUNT(capsule));
}

static void
o28_t18_a_hole(void **state)
{
	const struct site site = site_of_server(*state);
	struct crawl c;

	crawl_run(&c, &site);
	check_there(&c, in_hole, COUNT(in_hole));
	/* The author's menu stays, and the rest of it leads nowhere else. */
	assert_int_equal(c.foreign_count[VIEW_GEMINI], 2);
	assert_int_equal(c.foreign_count[VIEW_GOPHER], 2);
	crawl_release(&c);
}

static void
o28_t18_a_capsule(void **state)
{
	const struct site site = site_of_server(*state);
	struct crawl c;

	crawl_run(&c, &site);
	check_there(&c, in_capsule, COUNT(in_capsule));
	assert_int_equal(c.foreign_count[VIEW_GEMINI], 3);
	crawl_release(&c);
}

/* O-26: what an author lists is not what we add. */
static void
a_listing_has_its_authors_files(void **state)
{
	const struct site site = site_of_server(*state);
	struct arena a;
	struct str menu;

	arena_init(&a);
	menu = site.ask(&site, VIEW_GOPHER, STR("/"), &a);
	assert_true(str_find(menu, STR("Idot.png\t/dot.png\t")) < menu.len);
	assert_true(str_find(menu, STR("robots.txt")) == menu.len);
	assert_true(str_find(menu, STR("0gophermap")) == menu.len);
	arena_release(&a);
}

static void
m08_o21_types_of_files(void **state)
{
	const struct site site = site_of_server(*state);
	struct arena a;
	struct str menu;

	arena_init(&a);
	menu = site.ask(&site, VIEW_GOPHER, STR(""), &a);
	for (size_t i = 0; i < COUNT(binaries); i++) {
		struct str url = arena_printf(&a, "gemini://localhost:%u%s",
		    site.port[VIEW_GEMINI], binaries[i].path);
		struct str head =
		    arena_printf(&a, "20 %s\r\n", binaries[i].type);
		struct str item = arena_printf(&a, "%c%s\t%s\t",
		    binaries[i].item, binaries[i].path + 1, binaries[i].path);
		struct str reply = site.ask(&site, VIEW_GEMINI, url, &a);

		check_row(str_starts(reply, head), binaries[i].path);
		check_row(str_find(menu, item) < menu.len, binaries[i].path);
	}
	arena_release(&a);
}

#define PAGES 60

static const char *const folders[] = { "", "a/", "b/", "a/d/" };
static const char *const ups[] = { "", "../", "../", "../../" };

struct generated_page {
	char path[24];
	char text[256];
};

/* A link from one page to another, as authors write it: from here or there. */
static void
put_way(struct buf *out, size_t from, size_t to)
{
	size_t here = from % COUNT(folders);
	size_t there = to % COUNT(folders);

	if (here == there)
		buf_printf(out, "=> p%zu.gmi\n", to);
	else
		buf_printf(out, "=> %s%sp%zu.gmi Page %zu\n",
		    to % 3 == 0 ? "/" : ups[here], folders[there], to, to);
}

/* Each page leads to the next, to one that is far, and halfway home. */
static void
generate(struct generated_page *page, size_t i)
{
	struct buf text;

	snprintf(page->path, sizeof(page->path), "%sp%zu.gmi",
	    folders[i % COUNT(folders)], i);
	buf_fixed(&text, page->text, sizeof(page->text) - 1);
	buf_printf(&text, "# Page %zu\n", i);
	put_way(&text, i, (i + 1) % PAGES);
	put_way(&text, i, (i * 7 + 3) % PAGES);
	put_way(&text, i, i / 2);
	page->text[text.len] = '\0';
}

static int
setup_generated(void **state)
{
	static struct generated_page pages[PAGES];
	static struct source sources[PAGES + 1];

	sources[PAGES] = (struct source){ "index.gmi", "=> p0.gmi In\n" };
	for (size_t i = 0; i < PAGES; i++) {
		generate(&pages[i], i);
		sources[i] = (struct source){ pages[i].path, pages[i].text };
	}
	return server_for_group(state, sources, COUNT(sources));
}

static void
o28_t18_pages_in_folders(void **state)
{
	const struct site site = site_of_server(*state);
	struct crawl c;
	size_t count[VIEW_COUNT] = { 0 };

	crawl_run(&c, &site);
	for (const struct visit *v = c.first; v != NULL; v = v->next)
		count[v->view] += visit_is_page(v);
	/* The root; on Gopher each page once more as gemtext. */
	assert_int_equal(count[VIEW_GEMINI], PAGES + 1);
	assert_true(count[VIEW_GOPHER] >= PAGES + 1);
	assert_int_equal(c.foreign_count[VIEW_GEMINI], 0);
	assert_int_equal(c.foreign_count[VIEW_GOPHER], 0);
	crawl_release(&c);
}

#define SERVED(test, setup) \
	cmocka_unit_test_setup_teardown(test, setup, server_after_group)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SERVED(o28_t18_a_hole, setup_hole),
		SERVED(a_listing_has_its_authors_files, setup_hole),
		SERVED(m08_o21_types_of_files, setup_hole),
		SERVED(o28_t18_a_capsule, setup_capsule),
		SERVED(o28_t18_pages_in_folders, setup_generated),
	};

	return cmocka_run_group_tests_name("natives", tests, NULL, NULL);
}
