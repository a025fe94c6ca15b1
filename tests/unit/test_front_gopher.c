/* SPDX-License-Identifier: ISC */
#include "proto/gopher.h"
#include "site/results.h"
#include "unit/caps_lines.h"
#include "unit/front_rows.h"

static struct str
sent_for(const struct fixture *f, struct str bytes, char *storage)
{
	return front_sent(&front_gopher, f, bytes, storage);
}

#define HOME "iHome\t\tnull.host\t1\r\n.\r\n"
#define ABOUT "iAbout\t\tnull.host\t1\r\n.\r\n"
#define ERROR(text) "3" text "\t\terror.host\t1\r\n.\r\n"
#define MISSING ERROR("Not found")
#define ILLEGAL ERROR("Not a selector")
#define MOVED(item)                                              \
	"3This page has moved:\t\terror.host\t1\r\n" item "\r\n" \
	".\r\n"
#define HERE "\tlocalhost\t7070"
#define NO_URL ERROR("Not a URL to pass on")

static const struct front_row replies[] = {
	{ "O-02", STR_INIT("\r\n"), STR_INIT(HOME) },
	{ "O-03", STR_INIT("\n"), STR_INIT(HOME) },
	{ "O-04", STR_INIT("/\r\n"), STR_INIT(HOME) },
	{ "rule 12", STR_INIT("1\r\n"), STR_INIT(HOME) },
	{ "rule 12", STR_INIT("1/\r\n"), STR_INIT(HOME) },
	{ "rule 12", STR_INIT("/1\r\n"), STR_INIT(HOME) },
	{ "rule 12", STR_INIT("/1/\r\n"), STR_INIT(HOME) },
	{ "rule 12 but no other type", STR_INIT("0\r\n"), STR_INIT(MISSING) },
	{ "O-04", STR_INIT("about\r\n"), STR_INIT(ABOUT) },
	{ "O-04", STR_INIT("/about\r\n"), STR_INIT(ABOUT) },
	{ "rule 13", STR_INIT("/about/\r\n"), STR_INIT(ABOUT) },
	{ "rule 15", STR_INIT("//about//me.txt\r\n"), STR_INIT("me\r\n") },
	{ "O-06", STR_INIT("/about\r\n/nope\r\n"), STR_INIT(ABOUT) },
	{ "rule 14", STR_INIT("1/about\r\n"), STR_INIT(ABOUT) },
	{ "rule 14", STR_INIT("/1/about/\r\n"), STR_INIT(ABOUT) },
	{ "rule 14", STR_INIT("0/about/me.txt\r\n"), STR_INIT("me\r\n") },
	{ "rule 14", STR_INIT("d/paper.pdf\r\n"), STR_INIT("%PDF") },
	{ "rule 14 once", STR_INIT("1/1/about\r\n"), STR_INIT(MISSING) },
	{ "rule 14 types only", STR_INIT("x/about\r\n"), STR_INIT(MISSING) },
	{ "rule 15 exact first", STR_INIT("d/exact.txt\r\n"),
	    STR_INIT("d\r\n") },
	{ "rule 15 decoded", STR_INIT("/a%20b.txt\r\n"),
	    STR_INIT("a b\r\n") },
	{ "rule 15 as it stands", STR_INIT("/a b.txt\r\n"),
	    STR_INIT("a b\r\n") },
	{ "rule 15 literal first", STR_INIT("100%25.txt\r\n"),
	    STR_INIT("raw\r\n") },
	{ "rule 15 once", STR_INIT("a%2520b.txt\r\n"), STR_INIT(MISSING) },
	{ "rule 15 + 14", STR_INIT("1%2Fabout\r\n"), STR_INIT(ABOUT) },
	{ "rule 15 no triplet", STR_INIT("about%2\r\n"), STR_INIT(MISSING) },
	{ "rule 11", STR_INIT("/about?x=1\r\n"), STR_INIT(ABOUT) },
	{ "rule 10", STR_INIT("/about\tx=1\n"), STR_INIT(ABOUT) },
	{ "rule 9", STR_INIT("/paper.pdf\t\r\n"), STR_INIT("%PDF") },
	{ "rule 8", STR_INIT("/about\tw\t+\tmore\r\n"), STR_INIT(ABOUT) },
	{ "O-54", STR_INIT("robots.txt\r\n"), STR_INIT("#\r\n") },
	{ "O-44", STR_INIT("nope\r\n"), STR_INIT(MISSING) },
	{ "moved in the image", STR_INIT("moved\r\n"),
	    STR_INIT(MOVED("1About\t/about" HERE)) },
	{ "G-74", STR_INIT("old\r\n"),
	    STR_INIT(MOVED("1About\t/about" HERE)) },
	{ "G-74 typed", STR_INIT("1/old/\r\n"),
	    STR_INIT(MOVED("1About\t/about" HERE)) },
	{ "G-74 with a query", STR_INIT("/old?x\r\n"),
	    STR_INIT(MOVED("1About\t/about" HERE)) },
	{ "G-74 encoded", STR_INIT("/caf%C3%A9\r\n"),
	    STR_INIT(MOVED("0a b.txt\t/a%20b.txt" HERE)) },
	{ "G-74 a folder's", STR_INIT("folder\r\n"),
	    STR_INIT(MOVED("0me.txt\t/about/me.txt" HERE)) },
	{ "G-74 a search", STR_INIT("find\r\n"),
	    STR_INIT(MOVED("7search\t/search" HERE)) },
	{ "G-74 elsewhere", STR_INIT("now\r\n"),
	    STR_INIT(MOVED("hgemini://other.example/\t"
			   "URL:gemini://other.example/" HERE)) },
	{ "G-74 to the web", STR_INIT("website\r\n"),
	    STR_INIT(MOVED("hhttps://other.example/a?b\t"
			   "URL:https://other.example/a?b" HERE)) },
	{ "O-23 to another hole", STR_INIT("hole\r\n"),
	    STR_INIT(MOVED("0gopher://other.example/0/x\t/x"
			   "\tother.example\t70")) },
	{ "O-55 to what is not on Gopher", STR_INIT("club\r\n"),
	    STR_INIT(MOVED("hgemini://localhost:2000/members/page\t"
			   "URL:gemini://localhost:2000/members/page" HERE)) },
	{ "G-81", STR_INIT("gone/page\r\n"),
	    STR_INIT(ERROR("Gone for good")) },
	{ "G-81 the folder itself", STR_INIT("gone\r\n"),
	    STR_INIT(ERROR("Gone for good")) },
	{ "G-75", STR_INIT("broken\r\n"),
	    STR_INIT(ERROR("This does not work at present")) },
	{ "G-76", STR_INIT("busy\r\n"), STR_INIT(ERROR("down for repair")) },
	{ "G-78", STR_INIT("never\r\n"),
	    STR_INIT(ERROR("This does not work")) },
	{ "X-20 one text", STR_INIT("hidden\r\n"), STR_INIT(MISSING) },
	{ "O-55 a zone", STR_INIT("members/page\r\n"), STR_INIT(MISSING) },
	{ "O-55 its page", STR_INIT("members/enrol\r\n"), STR_INIT(MISSING) },
	{ "O-55 a rule in a zone", STR_INIT("members/old\r\n"),
	    STR_INIT(MISSING) },
	{ "R-05 no rule", STR_INIT("0/robots.txt\r\n"), STR_INIT("#\r\n") },
	{ "O-08 NUL", STR_INIT("/x\0y\r\n"), STR_INIT(ILLEGAL) },
	{ "X-05 no prefix match", STR_INIT("about\0\r\n"),
	    STR_INIT(ILLEGAL) },
	{ "O-08 ESC", STR_INIT("/x\x1b[2J\r\n"), STR_INIT(ILLEGAL) },
	{ "O-08 UTF-8", STR_INIT("/\xdc\r\n"), STR_INIT(ILLEGAL) },
	{ "rule 15 NUL encoded", STR_INIT("/about%00\r\n"),
	    STR_INIT(MISSING) },
	{ "rule 15 TAB encoded", STR_INIT("/about%09x\r\n"),
	    STR_INIT(MISSING) },
	{ "X-01", STR_INIT("/../etc/passwd\r\n"), STR_INIT(MISSING) },
	{ "X-01 not even inside", STR_INIT("/about/../about\r\n"),
	    STR_INIT(MISSING) },
	{ "X-01", STR_INIT("/./about\r\n"), STR_INIT(MISSING) },
	{ "X-01", STR_INIT("..\r\n"), STR_INIT(MISSING) },
	{ "X-01 not even a name", STR_INIT("/dots/../inside\r\n"),
	    STR_INIT(MISSING) },
	{ "X-02 encoded", STR_INIT("/dots/%2e%2e/inside\r\n"),
	    STR_INIT(MISSING) },
	{ "rule 15 control encoded", STR_INIT("/con%01trol\r\n"),
	    STR_INIT(MISSING) },
	{ "rule 14 one letter", STR_INIT("1x/about\r\n"),
	    STR_INIT(MISSING) },
	{ "X-02", STR_INIT("/%2e%2e/about\r\n"), STR_INIT(MISSING) },
	{ "X-02", STR_INIT("/.%2E/about\r\n"), STR_INIT(MISSING) },
	{ "X-03", STR_INIT("..%2fabout\r\n"), STR_INIT(MISSING) },
	{ "X-04", STR_INIT("%252e%252e%252fabout\r\n"), STR_INIT(MISSING) },
	{ "X-06", STR_INIT("..\\..\\about\r\n"), STR_INIT(MISSING) },
	{ "X-07", STR_INIT("/%c0%ae%c0%ae/about\r\n"), STR_INIT(MISSING) },
	{ "rule 32", STR_INIT("PROXY TCP4 1.2.3.4 5.6.7.8 9 70\r\n"),
	    STR_INIT(MISSING) },
	{ "O-50 but a selector", STR_INIT("GET / ftp\r\n"),
	    STR_INIT(MISSING) },
	{ "O-45", STR_INIT("URL:javascript:x\r\n"), STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL:data:text/html,x\r\n"), STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL:https://e.org/\"><script>\r\n"),
	    STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL:https://e.org/a b\r\n"), STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL:https:///a\r\n"), STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL:https://bank@e.org/\r\n"), STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL://e.org/\r\n"), STR_INIT(NO_URL) },
	{ "O-45", STR_INIT("URL:\r\n"), STR_INIT(NO_URL) },
	{ "O-45 control", STR_INIT("URL:https://e.org/\x0b\r\n"),
	    STR_INIT(ILLEGAL) },
	{ "rule 25", STR_INIT("URL:gopher://e.org/\r\n"), STR_INIT(NO_URL) },
	{ "O-48", STR_INIT("/../caps.txt\r\n"), STR_INIT(MISSING) },
	{ "O-48", STR_INIT("about/caps.txt\r\n"), STR_INIT(MISSING) },
};

static void
answers_byte_for_byte(void **state)
{
	front_check_rows(&front_gopher, *state, replies, COUNT(replies));
}

static const struct {
	const char *why;
	struct str in;
	const char *link;
} pages[] = {
	{ "O-45", STR_INIT("URL:https://example.org/\r\n"),
	    "https://example.org/" },
	{ "O-45 slash", STR_INIT("/URL:https://example.org/\r\n"),
	    "https://example.org/" },
	{ "rule 26", STR_INIT("URL:http://e.org\r\n"), "http://e.org" },
	{ "rule 26", STR_INIT("URL:GEMINI://e.org/\r\n"), "GEMINI://e.org/" },
	{ "rule 26", STR_INIT("URL:mailto:a@e.org\r\n"), "mailto:a@e.org" },
	{ "O-45", STR_INIT("URL:ftp://e.org/a\r\n"), "ftp://e.org/a" },
	{ "rule 10 TAB is a question mark", STR_INIT("URL:https://e/a\tb=c\n"),
	    "https://e/a?b=c" },
	{ "rule 9 trailing TAB", STR_INIT("URL:https://e/a\t\r\n"),
	    "https://e/a" },
	{ "rule 10 a plus in it", STR_INIT("URL:https://e/a\t+b\n"),
	    "https://e/a?+b" },
	{ "rule 26 escaped", STR_INIT("URL:https://e/a?b=c&d='e'\r\n"),
	    "https://e/a?b=c&amp;d=&#39;e&#39;" },
};

static void
leads_on_with_a_small_page(void **state)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		char storage[FRONT_STORAGE];
		char want[256];
		struct str got = sent_for(*state, pages[i].in, storage);
		const char *link = pages[i].link;

		check_row(str_starts(got, STR("<!DOCTYPE html>\n")),
		    pages[i].why);
		snprintf(want, sizeof(want), "content=\"5; url=%s\"", link);
		check_row(str_find(got, str_of(want)) < got.len, pages[i].why);
		snprintf(want, sizeof(want), "<a href=\"%s\">%s</a>", link,
		    link);
		check_row(str_find(got, str_of(want)) < got.len, pages[i].why);
	}
}

/* Some of what is in the answer; all of them are menus. */
static const struct {
	const char *why;
	struct str in;
	const char *line;
} searches[] = {
	{ "O-40", STR_INIT("/search\tcafe\r\n"),
	    "1About\t/about\tlocalhost\t7070\r\n" },
	{ "O-40 nothing", STR_INIT("/search\tzzzz\r\n"),
	    "iNothing found.\t" },
	{ "O-40 without slash", STR_INIT("search\tcafe\r\n"), "1About\t" },
	{ "O-40 type in front", STR_INIT("7/search\tcafe\r\n"),
	    "1About\t" },
	{ "O-41", STR_INIT("/search\r\n"), "iType the words to look for.\t" },
	{ "O-41 asks with an item", STR_INIT("/search\r\n"),
	    "7Search these pages\t/search\tlocalhost\t7070\r\n" },
	{ "rule 9 trailing TAB", STR_INIT("/search\t\r\n"), "iType the" },
	{ "rule 9 a lone plus", STR_INIT("/search\t+\r\n"), "iType the" },
	{ "rule 9 a media type", STR_INIT("/search\t+text/plain\r\n"),
	    "iWords: +text/plain\t" },
	{ "rule 9 no Gopher+", STR_INIT("/search\t$\r\n"), "iType the" },
	{ "rule 9 but words", STR_INIT("/search\t+a\r\n"), "iWords: +a\t" },
	{ "rule 8", STR_INIT("/search\tcafe\t+\r\n"), "1About\t" },
	{ "rule 10 w3m's blank", STR_INIT("/search\tat+cafe\n"),
	    "iWords: at cafe\t" },
	{ "rule 10 and its plus", STR_INIT("/search\tc+++cafe\n"),
	    "iWords: c++ cafe\t" },
	{ "rule 10 but not of others", STR_INIT("/search\ta+b cafe\r\n"),
	    "iWords: a+b cafe\t" },
	{ "rule 10 at the end", STR_INIT("/search\tc++\r\n"),
	    "iWords: c++\t" },
	{ "rule 11", STR_INIT("/search?cafe\r\n"), "1About\t" },
	{ "rule 11 decoded", STR_INIT("/search?caf%C3%A9\r\n"),
	    "iWords: caf\xc3\xa9\t" },
	{ "rule 11 plus", STR_INIT("/search?at+cafe\r\n"),
	    "iWords: at cafe\t" },
	{ "rule 11 once", STR_INIT("/search?a%2520b\r\n"),
	    "iWords: a%20b\t" },
	{ "rule 11 no triplet", STR_INIT("/search?100%\r\n"),
	    "iWords: 100%\t" },
	{ "TAB before question mark", STR_INIT("/search?a\tcafe\r\n"),
	    "iWords: cafe\t" },
	{ "more", STR_INIT("/search\tcommon\r\n"),
	    "1More\t/search/2?common\tlocalhost\t7070\r\n" },
	{ "more, encoded once", STR_INIT("/search\tcommon te\r\n"),
	    "1More\t/search/2?common%20te\tlocalhost\t7070\r\n" },
	{ "followed", STR_INIT("/search/2?common%20te\r\n"),
	    "iHere are 21 to 40 of them.\t" },
	{ "further than there are", STR_INIT("/search/9?common\r\n"),
	    "iAll of them are on the pages before this one.\t" },
	{ "O-42", STR_INIT("/search?a%0d%0aiX%09%1b\r\n"),
	    "iWords: a iX\t" },
	{ "X-37", STR_INIT("/search\t=>x #y\r\n"), "iWords: =>x #y\t" },
	{ "latin-1", STR_INIT("/search\tcaf\xe9\r\n"), "1About\t" },
};

static void
answers_searches_with_menus(void **state)
{
	static char storage[RESULTS_MAX];
	const struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(searches); i++) {
		struct request request = front_request(searches[i].in);
		struct reply reply;
		struct str got;

		check_row(front_gopher.answer(&f->shelves, &request, &reply) ==
			      ANSWER_SEND,
		    searches[i].why);
		check_row(reply.status == '7', searches[i].why);
		got = fixture_sent(&reply, storage, sizeof(storage));
		check_row(str_ends(got, STR("\r\n.\r\n")), searches[i].why);
		check_row(str_find(got, str_of(searches[i].line)) < got.len,
		    searches[i].why);
	}
}

static void
has_no_search_without_a_database(void **state)
{
	const struct fixture *f = *state;
	const struct shelf shelf = { .image = &f->image };
	const struct shelves shelves = { &shelf, 1 };
	struct request request = front_request(STR("/search\tcafe\r\n"));
	struct reply reply;

	assert_int_equal(front_gopher.answer(&shelves, &request, &reply),
	    ANSWER_SEND);
	assert_str(reply.head, STR(MISSING));
}

static void
refuses_urls_whose_page_would_not_fit(void **state)
{
	char in[GOPHER_LINE_MAX];
	char storage[FRONT_STORAGE];
	const struct str start = STR("URL:https://e.org/");

	memset(in, 'a', sizeof(in));
	memcpy(in, start.at, start.len);
	in[sizeof(in) - 1] = '\n';
	assert_str(sent_for(*state, (struct str){ in, sizeof(in) }, storage),
	    STR(ERROR("URL too long")));
	in[1000] = '\n';
	assert_true(str_ends(
	    sent_for(*state, (struct str){ in, sizeof(in) }, storage),
	    STR("</html>\n")));
}

static void
bounds_the_request(void **state)
{
	char in[3000];
	char storage[FRONT_STORAGE];

	memset(in, 'a', sizeof(in));
	assert_str(sent_for(*state, (struct str){ in, front_gopher.line_max },
		       storage),
	    STR(ERROR("Request too long"))); /* O-05 */
	assert_str(sent_for(*state, (struct str){ in, sizeof(in) }, storage),
	    STR(ERROR("Request too long")));
}

#define CAPS(encoding)                    \
	CAPS_LINES                        \
	"ServerDescription=Home\r\n"      \
	"ServerAdmin=ada@example.org\r\n" \
	"ServerDefaultEncoding=" encoding "\r\n"

/* It is in no image, but found as if it were. */
static void
serves_caps_with_and_without_slash(void **state)
{
	static const struct str forms[] = {
		STR_INIT("caps.txt\r\n"),
		STR_INIT("/caps.txt\r\n"),
		STR_INIT("/caps.txt/\r\n"),
		STR_INIT("0/caps.txt\r\n"),
		STR_INIT("caps%2Etxt\r\n"),
		STR_INIT("caps.txt?x\r\n"),
		STR_INIT("caps.txt\tx\r\n"),
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		char storage[FRONT_STORAGE];

		assert_str(sent_for(*state, forms[i], storage),
		    STR(CAPS("UTF-8")));
	}
}

static void
tells_the_charset_rule33(void **state)
{
	const struct fixture *f = *state;
	struct image image = f->image;
	const struct shelf shelf = { .image = &image };
	const struct shelves shelves = { &shelf, 1 };
	struct request request = front_request(STR("caps.txt\r\n"));
	char storage[FRONT_STORAGE];

	image.charset = CHARSET_LATIN1;
	assert_str(front_reply(&front_gopher, &shelves, &request, storage),
	    STR(CAPS("ISO-8859-1")));
}

/* The public port: that of all links. */
static void
names_the_port_of_tls_O52(void **state)
{
	const struct fixture *f = *state;
	struct request request = front_request(STR("caps.txt\r\n"));
	const struct str name = STR("\r\nServerTLSPort=");
	char line[32];

	for (int tls = 0; tls < 2; tls++) {
		struct reply reply;

		request.tls_here = tls == 1;
		assert_int_equal(ANSWER_SEND,
		    front_gopher.answer(&f->shelves, &request, &reply));
		snprintf(line, sizeof(line), "%.*s%u\r\n", STR_ARG(name),
		    f->image.origin.port[VIEW_GOPHER]);
		assert_int_equal(
		    str_find(reply.head, name) < reply.head.len, tls);
		assert_int_equal(
		    str_find(reply.head, str_of(line)) < reply.head.len, tls);
		reply_release(&reply);
	}
}

static void
keeps_silent_towards_tls(void **state)
{
	const struct fixture *f = *state;
	struct request request = front_request(STR("\x16"));
	struct reply reply;

	assert_int_equal(ANSWER_SILENT, /* O-51: without waiting */
	    front_gopher.answer(&f->shelves, &request, &reply));
}

static void
takes_the_end_of_the_stream_for_a_line_end(void **state)
{
	const struct fixture *f = *state;
	struct request request = front_request(STR("/about"));
	struct reply reply;

	assert_int_equal(ANSWER_MORE,
	    front_gopher.answer(&f->shelves, &request, &reply));
	request.ended = true;
	assert_int_equal(ANSWER_SEND, /* O-07 */
	    front_gopher.answer(&f->shelves, &request, &reply));
	assert_str(reply.body, STR(ABOUT));
	request.bytes = STR("");
	assert_int_equal(ANSWER_SILENT,
	    front_gopher.answer(&f->shelves, &request, &reply));
}

static const struct front_crowded crowded[] = {
	{ "D-04", ADMIT_SLOWER, STR_INIT("about\r\n"),
	    STR_INIT(ERROR("Too many requests; try again in 17 seconds")) },
	{ "R-05", ADMIT_SLOWER, STR_INIT("robots.txt\r\n"),
	    STR_INIT("#\r\n") },
	{ "R-05", ADMIT_SLOWER, STR_INIT("/robots.txt\r\n"),
	    STR_INIT("#\r\n") },
	{ "G-76", ADMIT_LATER, STR_INIT("robots.txt\r\n"),
	    STR_INIT(ERROR("Too many visitors; try again in a minute")) },
	{ "O-08 before", ADMIT_LATER, STR_INIT("\x1b\r\n"),
	    STR_INIT(ILLEGAL) },
};

static void
refuses_a_crowd(void **state)
{
	front_check_crowded(&front_gopher, *state, crowded, COUNT(crowded));
}

static const struct front_logged logged[] = {
	{ STR_INIT("\r\n"), '1', STR_INIT("") },
	{ STR_INIT("/paper.pdf\twords\r\n"), '9', STR_INIT("/paper.pdf") },
	{ STR_INIT("/about?words\r\n"), '1', STR_INIT("/about") },
	{ STR_INIT("/search\tcafe\r\n"), '7', STR_INIT("/search") },
	{ STR_INIT("/search?cafe\r\n"), '7', STR_INIT("/search") },
	{ STR_INIT("nope\r\n"), '3', STR_INIT("nope") },
	{ STR_INIT("/old?words\r\n"), '3', STR_INIT("/old") },
	{ STR_INIT("caps.txt\r\n"), '0', STR_INIT("caps.txt") },
	{ STR_INIT("URL:https://e/?q\r\n"), 'h', STR_INIT("URL:https://e/") },
	{ STR_INIT("URL:https://e/@ada\r\n"), 'h',
	    STR_INIT("URL:https://e/@ada") },
	{ STR_INIT("URL:https://ada:word@e/@a?q\r\n"), '3',
	    STR_INIT("e/@a") },
	{ STR_INIT("URL:https://ada:w@rd@e\r\n"), '3', STR_INIT("e") },
	{ STR_INIT("GET http://ada:word@e/x HTTP/1.1\r\n"), 'h',
	    STR_INIT("e/x HTTP/1.1") },
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
		cmocka_unit_test(leads_on_with_a_small_page),
		cmocka_unit_test(answers_searches_with_menus),
		cmocka_unit_test(has_no_search_without_a_database),
		cmocka_unit_test(refuses_urls_whose_page_would_not_fit),
		cmocka_unit_test(bounds_the_request),
		cmocka_unit_test(serves_caps_with_and_without_slash),
		cmocka_unit_test(tells_the_charset_rule33),
		cmocka_unit_test(names_the_port_of_tls_O52),
		cmocka_unit_test(keeps_silent_towards_tls),
		cmocka_unit_test(takes_the_end_of_the_stream_for_a_line_end),
		cmocka_unit_test(refuses_a_crowd),
		cmocka_unit_test(tells_the_log_type_and_selector),
	};

	return cmocka_run_group_tests_name("front_gopher", tests,
	    front_set_up, front_tear_down);
}
