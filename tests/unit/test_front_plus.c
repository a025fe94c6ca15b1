/* SPDX-License-Identifier: ISC */
#include "proto/gopher.h"
#include "site/results.h"
#include "unit/front_rows.h"

#define WHO "<ada@example.org>"
#define HERE "\tlocalhost\t7070\r\n"
#define ADMIN                            \
	"+ADMIN:\r\n Admin: " WHO "\r\n" \
	" Mod-Date: 2026-04-11 <20260411120000>\r\n"
#define VIEWS(type) ADMIN "+VIEWS:\r\n " type ": <1K>\r\n"
#define MENU_VIEWS VIEWS("application/gopher-menu")
#define END ".\r\n"
#define HOME "iHome\t\tnull.host\t1\r\n"
#define ABOUT "iAbout\t\tnull.host\t1\r\n"
#define ERROR(text) "--1\r\n1 " WHO "\r\n" text "\r\n" END
#define MOVED(item) "--1\r\n3 " WHO "\r\n" item END

static const struct front_row replies[] = {
	{ "O-47", STR_INIT("\t$\r\n"), STR_INIT("+-1\r\n+INFO: " HOME END) },
	{ "rule 30 a menu below", STR_INIT("about\t$\r\n"),
	    STR_INIT("+-1\r\n+INFO: " ABOUT END) },
	{ "rule 9 blocks", STR_INIT("\t$+VIEWS\r\n"),
	    STR_INIT("+-1\r\n+INFO: " HOME END) },
	{ "rule 31", STR_INIT("/about\t+\r\n"),
	    STR_INIT("+-1\r\n" ABOUT END) },
	{ "rule 31 to the end", STR_INIT("/about/me.txt\t+\r\n"),
	    STR_INIT("+-2\r\nme\r\n") },
	{ "rule 31 bytes", STR_INIT("d/paper.pdf\t+\r\n"),
	    STR_INIT("+-2\r\n%PDF") },
	{ "rule 31", STR_INIT("/about\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 1About\t/about" HERE MENU_VIEWS END) },
	{ "rule 31 the root", STR_INIT("\t!+ADMIN\r\n"),
	    STR_INIT("+-1\r\n+INFO: 1Home\t/" HERE MENU_VIEWS END) },
	{ "a file's name", STR_INIT("/about/me.txt\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 0me.txt\t/about/me.txt" HERE VIEWS(
		"text/plain") END) },
	{ "rule 14 the selector is that of menus",
	    STR_INIT("1//about/\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 1About\t/about" HERE MENU_VIEWS END) },
	{ "rule 15 and encoded as there", STR_INIT("0/a b.txt?x\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 0a b.txt\t/a%20b.txt" HERE VIEWS(
		"text/plain") END) },
	{ "no parameters in a view's name", STR_INIT("paper.pdf/\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 9paper.pdf\t/paper.pdf" HERE VIEWS(
		"application/pdf") END) },
	{ "a view", STR_INIT("/about/me.txt\t+text/plain\r\n"),
	    STR_INIT("+-2\r\nme\r\n") },
	{ "a view in a language", STR_INIT("/about\t+Application/gopher-menu"
					   " En_US\r\n"),
	    STR_INIT("+-1\r\n" ABOUT END) },
	{ "the other form of a menu",
	    STR_INIT("/about\t+application/gopher+-menu\r\n"),
	    STR_INIT("+-1\r\n+INFO: " ABOUT END) },
	{ "no such view", STR_INIT("paper.pdf\t+text/plain\r\n"),
	    STR_INIT(ERROR("No such view")) },
	{ "no such form", STR_INIT("/about/me.txt\t+application/gopher+-menu"
				   "\r\n"),
	    STR_INIT(ERROR("No such view")) },
	{ "no menu", STR_INIT("/about/me.txt\t$\r\n"),
	    STR_INIT(ERROR("Not a menu")) },
	{ "rule 31 errors", STR_INIT("nope\t+\r\n"),
	    STR_INIT(ERROR("Not found")) },
	{ "rule 31 errors", STR_INIT("/../x\t$\r\n"),
	    STR_INIT(ERROR("Not found")) },
	{ "O-55 a zone", STR_INIT("/members/page\t!\r\n"),
	    STR_INIT(ERROR("Not found")) },
	{ "X-20 a rule", STR_INIT("/hidden\t!\r\n"),
	    STR_INIT(ERROR("Not found")) },
	{ "G-81", STR_INIT("/gone\t+\r\n"), STR_INIT(ERROR("Gone for good")) },
	{ "moved in the image", STR_INIT("/moved\t+\r\n"),
	    STR_INIT(MOVED("1About\t/about" HERE)) },
	{ "moved by a rule", STR_INIT("/now\t$\r\n"),
	    STR_INIT(MOVED("hgemini://other.example/\t"
			   "URL:gemini://other.example/" HERE)) },
	{ "O-46", STR_INIT("/about\t+x\r\n"), STR_INIT(ABOUT END) },
	{ "rule 8", STR_INIT("/about\tx\t+\r\n"), STR_INIT(ABOUT END) },
	{ "rule 9 trailing TAB", STR_INIT("/about\t\r\n"),
	    STR_INIT(ABOUT END) },
	{ "O-08 before", STR_INIT("\x1b\t$\r\n"),
	    STR_INIT("3Not a selector\t\terror.host\t1\r\n" END) },
	{ "rule 9 a search", STR_INIT("search\t\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 7Search\t/search" HERE MENU_VIEWS END) },
	{ "O-45", STR_INIT("URL:https://e.org/\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: he.org\tURL:https://e.org/" HERE VIEWS(
		"text/html") END) },
	{ "O-48", STR_INIT("caps.txt\t!\r\n"),
	    STR_INIT("+-1\r\n+INFO: 0caps.txt\tcaps.txt" HERE VIEWS(
		"text/plain") END) },
	{ "O-45 no URL", STR_INIT("URL:javascript:x\t+\r\n"),
	    STR_INIT(ERROR("Not a URL to pass on")) },
};

static void
answers_byte_for_byte(void **state)
{
	front_check_rows(&front_gopher, *state, replies, COUNT(replies));
}

/* Longer than the tables' storage. */
static struct str
answer(const struct shelves *shelves, struct str in, enum admission admission,
    struct reply *reply)
{
	static char storage[RESULTS_MAX];
	struct request request = front_request(in);

	request.admission = admission;
	request.wait_s = FRONT_WAIT_S;
	assert_int_equal(front_gopher.answer(shelves, &request, reply),
	    ANSWER_SEND);
	return fixture_sent(reply, storage, sizeof(storage));
}

static void
finds_words_and_then_a_marker(void **state)
{
	const struct fixture *f = *state;
	struct reply reply;
	struct str got;

	got = answer(&f->shelves, STR("/search\tcafe\t$\r\n"), ADMIT, &reply);
	assert_true(str_starts(got, STR("+-1\r\n+INFO: iSearch\t")));
	assert_true(str_find(got,
			STR("\r\n+INFO: 1About\t/about" HERE MENU_VIEWS)) <
		    got.len);
	got = answer(&f->shelves, STR("/search\tcafe\t+\r\n"), ADMIT, &reply);
	assert_true(str_starts(got, STR("+-1\r\niSearch\t")));
	assert_true(str_ends(got, STR("\r\n.\r\n")));
}

static void
asks_a_crowd_to_come_later(void **state)
{
	const struct fixture *f = *state;
	struct reply reply;

	assert_str(answer(&f->shelves, STR("\t$\r\n"), ADMIT_SLOWER, &reply),
	    STR("--1\r\n2 " WHO "\r\n"
		"Too many requests; try again in 17 seconds\r\n.\r\n"));
	assert_str(answer(&f->shelves, STR("\t+\r\n"), ADMIT_LATER, &reply),
	    STR("--1\r\n2 " WHO "\r\n"
		"Too many visitors; try again in a minute\r\n.\r\n"));
}

/* A menu of its own in an image without an address to complain to. */
static struct str
describe(struct str menu, struct reply *reply)
{
	static struct buf bytes;
	static struct image image;
	const struct origin origin = {
		.host = STR("[::1]"),
		.port = { 1965, 70 },
	};
	const struct resource r = {
		.kind = RESOURCE_BODY,
		.media = STR("application/gopher-menu"),
		.body = menu,
		.item = '1',
	};
	const struct shelf shelf = { .image = &image };
	const struct shelves shelves = { &shelf, 1 };
	struct seal seal;
	struct str got;

	seal_init(&seal);
	assert_true(seal_add(&seal, VIEW_GOPHER, STR("m"), &r));
	buf_init(&bytes);
	assert_true(seal_write(&seal, &origin, &origin.host, 1, &bytes));
	seal_release(&seal);
	assert_null(image_open(buf_str(&bytes), &image));
	got = answer(&shelves, STR("m\t$\r\n"), ADMIT, reply);
	buf_release(&bytes);
	return got;
}

static void
describes_what_is_here_alone(void **state)
{
	struct reply reply;
	struct str got = describe(
	    STR("1Here\t/m\t::1\t70\r\n"
		"1Another port\t/m\t::1\t7070\r\n"
		"1Another host\t/m\te.org\t70\r\n"
		"1Not there\t/n\t::1\t70\r\n"
		"hURL\tURL:https://e.org/\t::1\t70\r\n"
		".\r\n"),
	    &reply);

	(void)state;
	assert_str(got, STR("+-1\r\n"
			    "+INFO: 1Here\t/m\t::1\t70\r\n"
			    "+VIEWS:\r\n application/gopher-menu: <1K>\r\n"
			    "+INFO: 1Another port\t/m\t::1\t7070\r\n"
			    "+INFO: 1Another host\t/m\te.org\t70\r\n"
			    "+INFO: 1Not there\t/n\t::1\t70\r\n"
			    "+INFO: hURL\tURL:https://e.org/\t::1\t70\r\n"
			    ".\r\n"));
}

static void
makes_no_reply_without_end(void **state)
{
	static const struct str line = STR_INIT("1a\t/m\t::1\t70\r\n");
	struct reply reply;
	struct buf menu;

	(void)state;
	buf_init(&menu);
	for (size_t i = 0; i < RESULTS_MAX / 32; i++)
		buf_add(&menu, line);
	gopher_end(&menu);
	assert_true(menu.len < RESULTS_MAX);
	assert_str(describe(buf_str(&menu), &reply),
	    STR("--1\r\n1 Too long a menu for Gopher+\r\n"
		"Too long a menu for Gopher+\r\n.\r\n"));
	buf_release(&menu);
}

static const struct front_logged logged[] = {
	{ STR_INIT("\t$\r\n"), '1', STR_INIT("") },
	{ STR_INIT("/paper.pdf\t+\r\n"), '9', STR_INIT("/paper.pdf") },
	{ STR_INIT("/about\t!\r\n"), '1', STR_INIT("/about") },
	{ STR_INIT("/paper.pdf\t$\r\n"), '3', STR_INIT("/paper.pdf") },
	{ STR_INIT("nope\t+\r\n"), '3', STR_INIT("nope") },
};

static void
tells_the_log_type_and_selector(void **state)
{
	front_check_logged(&front_gopher, *state, logged, COUNT(logged));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_byte_for_byte),
		cmocka_unit_test(finds_words_and_then_a_marker),
		cmocka_unit_test(asks_a_crowd_to_come_later),
		cmocka_unit_test(describes_what_is_here_alone),
		cmocka_unit_test(makes_no_reply_without_end),
		cmocka_unit_test(tells_the_log_type_and_selector),
	};

	return cmocka_run_group_tests_name("front_plus", tests, front_set_up,
	    front_tear_down);
}
