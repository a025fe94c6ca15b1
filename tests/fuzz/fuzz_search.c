/* SPDX-License-Identifier: ISC */
/*
 * The input is what somebody looks for. It never is an error, however it
 * looks, the answer is never longer than it may be, and none of it becomes
 * structure: each line is of a kind that results have.
 */
#include "base/utf8.h"
#include "proto/gopher.h"
#include "site/results.h"
#include "unit/fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_text(struct str text)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		assert(!utf8_is_control(point));
		text = str_skip(text, len);
	}
	assert(text.len == 0);
}

static void
check_gemtext(struct str page)
{
	struct str line;
	size_t headings = 0;

	while (str_cut(page, '\n', &line, &page)) {
		check_text(line);
		headings += str_starts(line, STR("#"));
		assert(!str_starts(line, STR("```")));
		assert(!str_starts(line, STR("* ")));
		if (str_starts(line, STR("=>")))
			assert(str_starts(line, STR("=> /")) ||
			       str_starts(line, STR("=> search/")) ||
			       str_starts(line, STR("=> 3?")));
	}
	assert(page.len == 0 && headings == 1);
}

static void
check_item(struct str line)
{
	struct str shown, selector, host, port;

	assert(str_ends(line, STR("\r")));
	line.len--;
	assert(str_cut(line, '\t', &shown, &line));
	assert(str_cut(line, '\t', &selector, &line));
	assert(str_cut(line, '\t', &host, &port));
	check_text(shown);
	check_text(selector);
	assert(utf8_width(str_skip(shown, 1)) <= GOPHER_WIDTH);
	assert(str_eq(host, STR("null.host")) ||
	       str_eq(host, STR("localhost")));
}

static void
check_menu(struct str page)
{
	struct str line;

	while (str_cut(page, '\n', &line, &page) && !str_eq(line, STR(".\r")))
		check_item(line);
	assert(str_eq(line, STR(".\r")) && page.len == 0);
}

static void
check(const struct shelf *shelf, enum view v, const struct found *asked,
    struct str words)
{
	struct buf out;
	bool done;

	buf_init(&out);
	done = results_write(&out, shelf, v, asked, words);
	assert(done && out.len <= RESULTS_MAX);
	if (v == VIEW_GEMINI)
		check_gemtext(buf_str(&out));
	else
		check_menu(buf_str(&out));
	if (asked->tree == TREE_ASCII)
		assert(str_is_ascii(buf_str(&out)));
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fixture fixture;
	struct str words = { (const char *)data, size };

	if (fixture.bytes.len == 0)
		fixture_init(&fixture, 1965);
	for (size_t page = 1; page <= 2; page++) {
		const struct found asked = { .search = page };
		const struct found ascii = { page, TREE_ASCII, { 0 } };

		check(&fixture.shelf, VIEW_GEMINI, &asked, words);
		check(&fixture.shelf, VIEW_GOPHER, &asked, words);
		check(&fixture.shelf, VIEW_GOPHER, &ascii, words);
	}
	return 0;
}
