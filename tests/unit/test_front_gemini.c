/* SPDX-License-Identifier: ISC */
#include "site/results.h"
#include "unit/front_rows.h"

static struct str
sent_for(const struct fixture *f, struct str bytes, char *storage)
{
	return front_sent(&front_gemini, f, bytes, storage);
}

/* How the reply begins; what is not 20 is that header line and nothing more. */
static const struct {
	const char *why;
	struct str in;
	const char *want;
} statuses[] = {
	{ "G-01", STR_INIT("gemini://localhost/\r\n"), "20 " },
	{ "G-02 no such name", STR_INIT("gemini://localhost/000\r\n"), "51 " },
	{ "G-06 LF inside", STR_INIT("gemini://localhost/\nb\r\n"), "59 " },
	{ "G-06 CR inside", STR_INIT("gemini://localhost/\rb\r\n"), "59 " },
	{ "G-05 late CRLF", STR_INIT("gemini://localhost/\n\r\n"), "59 " },
	{ "G-08", STR_INIT("gemini://localhost/\r\ngemini://localhost/0\r\n"),
	    "20 " },
	{ "G-09", STR_INIT("\r\n"), "59 " },
	{ "G-10", STR_INIT(" gemini://localhost/\r\n"), "59 " },
	{ "G-10", STR_INIT("gemini://localhost/ \r\n"), "59 " },
	{ "G-10", STR_INIT("gemini://localhost/a b\r\n"), "59 " },
	{ "G-10", STR_INIT("gemini://localhost/\t\r\n"), "59 " },
	{ "G-10", STR_INIT("Hello Gemini!\r\n"), "59 " },
	{ "G-11", STR_INIT("\xef\xbb\xbfgemini://localhost/\r\n"), "59 " },
	{ "G-12", STR_INIT("gemini://localhost/\xdc\r\n"), "59 " },
	{ "G-12", STR_INIT("gemini://localhost/\xc3\xa9\r\n"), "59 " },
	{ "G-13 NUL", STR_INIT("gemini://localhost/\0\r\n"), "59 " },
	{ "G-13 ESC", STR_INIT("gemini://localhost/\x1b\r\n"), "59 " },
	{ "G-14", STR_INIT("gemini://localhost/\"\r\n"), "59 " },
	{ "G-14", STR_INIT("gemini://localhost/..\\..\r\n"), "59 " },
	{ "G-20", STR_INIT("//localhost/\r\n"), "59 " },
	{ "G-20", STR_INIT("/\r\n"), "59 " },
	{ "G-21", STR_INIT("GEMINI://localhost/\r\n"), "20 " },
	{ "G-22", STR_INIT("gemini://LocalHost/\r\n"), "20 " },
	{ "G-23", STR_INIT("gemini:/x\r\n"), "59 " },
	{ "G-23", STR_INIT("gemini:x\r\n"), "59 " },
	{ "G-23", STR_INIT("gemini:\r\n"), "59 " },
	{ "G-23", STR_INIT("gemini:///x\r\n"), "59 " },
	{ "G-23", STR_INIT("gemini://:1965/\r\n"), "59 " },
	{ "G-24", STR_INIT("gemini://u@localhost/\r\n"), "59 " },
	{ "G-24", STR_INIT("gemini://:pw@localhost/\r\n"), "59 " },
	{ "G-24", STR_INIT("gemini://@localhost/\r\n"), "59 " },
	{ "G-25", STR_INIT("gemini://localhost/#x\r\n"), "59 " },
	{ "G-25", STR_INIT("gemini://localhost/#\r\n"), "59 " },
	{ "G-25", STR_INIT("gemini://localhost/?q#x\r\n"), "59 " },
	{ "G-27", STR_INIT("gemini://localhost?q\r\n"), "20 " },
	{ "G-28", STR_INIT("gemini://localhost:1965/\r\n"), "20 " },
	{ "G-29", STR_INIT("gemini://localhost:/\r\n"), "20 " },
	{ "G-29", STR_INIT("gemini://localhost:01965/\r\n"), "20 " },
	{ "G-30", STR_INIT("gemini://localhost:443/\r\n"), "53 " },
	{ "G-30", STR_INIT("gemini://localhost:0/\r\n"), "53 " },
	{ "G-31", STR_INIT("gemini://localhost:65536/\r\n"), "59 " },
	{ "G-31", STR_INIT("gemini://localhost:67501/\r\n"), "59 " },
	{ "G-31", STR_INIT("gemini://localhost:99999999999999999999/\r\n"),
	    "59 " },
	{ "G-31", STR_INIT("gemini://localhost:1965x/\r\n"), "59 " },
	{ "G-31", STR_INIT("gemini://localhost:-1/\r\n"), "59 " },
	{ "G-32", STR_INIT("gemini://wikipedia.org/\r\n"), "53 " },
	{ "G-33", STR_INIT("http://localhost/\r\n"), "53 " },
	{ "G-33", STR_INIT("https://localhost/\r\n"), "53 " },
	{ "G-33", STR_INIT("gopher://localhost/\r\n"), "53 " },
	{ "G-33", STR_INIT("mailto:a@b\r\n"), "53 " },
	{ "G-33", STR_INIT("data:,x\r\n"), "53 " },
	{ "G-33, U-14", STR_INIT("titan://localhost/p;size=5\r\n"), "53 " },
	{ "G-34 listener", STR_INIT("gemini://localhost:1970/\r\n"), "20 " },
	{ "G-34 public", STR_INIT("gemini://localhost:2000/\r\n"), "20 " },
	{ "G-35", STR_INIT("gemini://u@wikipedia.org/\r\n"), "59 " },
	{ "G-35", STR_INIT("http://u@localhost/\r\n"), "59 " },
	{ "G-35", STR_INIT("gemini://wikipedia.org/../\r\n"), "53 " },
	{ "G-36", STR_INIT("gemini://127.0.0.1/\r\n"), "20 " },
	{ "G-36", STR_INIT("gemini://[::1]/\r\n"), "20 " },
	{ "G-36", STR_INIT("gemini://[0:0:0:0:0:0:0:1]:1965/\r\n"), "20 " },
	{ "G-36", STR_INIT("gemini://127.0.0.2/\r\n"), "53 " },
	{ "G-36", STR_INIT("gemini://[::2]/\r\n"), "53 " },
	{ "G-37", STR_INIT("gemini://[::1\r\n"), "59 " },
	{ "G-37", STR_INIT("gemini://[::g]/\r\n"), "59 " },
	{ "G-37", STR_INIT("gemini://::1/\r\n"), "59 " },
	{ "G-37", STR_INIT("gemini://[]/\r\n"), "59 " },
	{ "G-38", STR_INIT("gemini://xn--caf-dma.example/\r\n"), "20 " },
	{ "G-38", STR_INIT("gemini://XN--CAF-dma.example/\r\n"), "20 " },
	{ "G-38", STR_INIT("gemini://caf\xc3\xa9.example/\r\n"), "59 " },
	{ "G-39", STR_INIT("gemini://localhost./\r\n"), "20 " },
	{ "G-39", STR_INIT("gemini://localhost../\r\n"), "53 " },
	{ "G-40", STR_INIT("gemini://%/\r\n"), "59 " },
	{ "G-40", STR_INIT("gemini://loc%61lhost/\r\n"), "59 " },
	{ "G-41", STR_INIT("gemini://localhost/%\r\n"), "59 " },
	{ "G-41", STR_INIT("gemini://localhost/%4\r\n"), "59 " },
	{ "G-41", STR_INIT("gemini://localhost/%zz\r\n"), "59 " },
	{ "G-41", STR_INIT("gemini://localhost/?%g0\r\n"), "59 " },
	{ "G-42", STR_INIT("gemini://localhost/%00\r\n"), "59 " },
	{ "G-42", STR_INIT("gemini://localhost/index.gmi%00.txt\r\n"), "59 " },
	{ "G-43", STR_INIT("gemini://localhost/%01\r\n"), "59 " },
	{ "G-43", STR_INIT("gemini://localhost/%7f\r\n"), "59 " },
	{ "G-44", STR_INIT("gemini://localhost/inde%78.gmi\r\n"), "20 " },
	{ "G-45", STR_INIT("gemini://localhost/%252e%252e/x\r\n"), "51 " },
	{ "G-46", STR_INIT("gemini://localhost/..%2f..%2fetc%2fpasswd\r\n"),
	    "51 " },
	{ "G-46", STR_INIT("gemini://localhost/dir%2fx.gmi\r\n"), "51 " },
	{ "G-47", STR_INIT("gemini://localhost/dir/./x.gmi\r\n"), "20 " },
	{ "G-48", STR_INIT("gemini://localhost/..\r\n"), "59 " },
	{ "G-48", STR_INIT("gemini://localhost/../../\r\n"), "59 " },
	{ "G-48", STR_INIT("gemini://localhost/dir/../../about\r\n"), "59 " },
	{ "G-48", STR_INIT("gemini://localhost/%2e%2e/\r\n"), "59 " },
	{ "G-50", STR_INIT("gemini://localhost/a+b+c~%c3%a9\r\n"), "51 " },
	{ "G-52", STR_INIT("gemini://localhost/index.gmi;size=0\r\n"), "51 " },
	{ "G-53", STR_INIT("gemini://localhost/index.gmi/\r\n"), "51 " },
	{ "X-06", STR_INIT("gemini://localhost/%5c..%5c\r\n"), "51 " },
	{ "X-07", STR_INIT("gemini://localhost/%c0%ae%c0%ae/\r\n"), "51 " },
	{ "X-10", STR_INIT("gemini://localhost/.git/config\r\n"), "51 " },
	{ "X-14", STR_INIT("gemini://localhost/dir%0d%0a20%20x\r\n"), "59 " },
};

static void
answers_with_the_right_status(void **state)
{
	char storage[FRONT_STORAGE];

	for (size_t i = 0; i < COUNT(statuses); i++) {
		struct str got = sent_for(*state, statuses[i].in, storage);

		check_row(str_starts(got, str_of(statuses[i].want)),
		    statuses[i].why);
		if (!str_starts(got, STR("20 "))) /* G-64 */
			check_row(str_find(got, STR("\r\n")) == got.len - 2,
			    statuses[i].why);
	}
}

#define HOME "20 text/gemini; lang=en\r\n# Home\n"
#define HOSTS                                                  \
	"53 host not served here, but: localhost example.org " \
	"xn--caf-dma.example 127.0.0.1 [::1]\r\n"

static const struct front_row replies[] = {
	{ "G-26", STR_INIT("gemini://localhost/\r\n"), STR_INIT(HOME) },
	{ "G-26", STR_INIT("gemini://localhost\r\n"), STR_INIT(HOME) },
	{ "G-47", STR_INIT("gemini://localhost/dir/../\r\n"), STR_INIT(HOME) },
	{ "G-47", STR_INIT("gemini://localhost/./\r\n"), STR_INIT(HOME) },
	{ "G-47", STR_INIT("gemini://localhost/dir/%2e%2e/\r\n"),
	    STR_INIT(HOME) },
	{ "G-49", STR_INIT("gemini://localhost//\r\n"), STR_INIT(HOME) },
	{ "G-51", STR_INIT("gemini://localhost/?x\r\n"), STR_INIT(HOME) },
	{ "another name", STR_INIT("gemini://example.org/\r\n"),
	    STR_INIT(HOME) },
	{ "G-49", STR_INIT("gemini://localhost/dir//x.gmi\r\n"),
	    STR_INIT("20 text/gemini; lang=en\r\n# X\n") },
	{ "G-44, G-50, G-65",
	    STR_INIT("gemini://localhost/a%20b+c%7E%c3%A9\r\n"),
	    STR_INIT("20 image/png\r\n\0\r") },
	{ "G-66", STR_INIT("gemini://localhost/empty\r\n"),
	    STR_INIT("20 text/plain\r\n") },
	{ "G-54", STR_INIT("gemini://localhost/dir?q\r\n"),
	    STR_INIT("31 /dir/\r\n") },
	{ "X-17", STR_INIT("gemini://localhost//dir\r\n"),
	    STR_INIT("31 /dir/\r\n") },
	{ "slash behind a page", STR_INIT("gemini://localhost/about/\r\n"),
	    STR_INIT("31 /about\r\n") },
	{ "G-74", STR_INIT("gemini://localhost/old\r\n"),
	    STR_INIT("31 /about\r\n") },
	{ "G-74 without the query", STR_INIT("gemini://localhost/old?x\r\n"),
	    STR_INIT("31 /about\r\n") },
	{ "G-74 in another spelling", STR_INIT("gemini://localhost//o%6Cd\r\n"),
	    STR_INIT("31 /about\r\n") },
	{ "G-74 but no longer path", STR_INIT("gemini://localhost/old/\r\n"),
	    STR_INIT("51 not found\r\n") },
	{ "G-74 for now", STR_INIT("gemini://localhost/now\r\n"),
	    STR_INIT("30 gemini://other.example/\r\n") },
	{ "G-74 encoded", STR_INIT("gemini://localhost/caf%C3%A9\r\n"),
	    STR_INIT("31 /a%20b.txt\r\n") },
	{ "G-75", STR_INIT("gemini://localhost/broken\r\n"),
	    STR_INIT("40 this does not work at present\r\n") },
	{ "G-76 before any page", STR_INIT("gemini://localhost/busy\r\n"),
	    STR_INIT("41 down for repair\r\n") },
	{ "G-78", STR_INIT("gemini://localhost/never\r\n"),
	    STR_INIT("50 this does not work\r\n") },
	{ "G-81 before any page", STR_INIT("gemini://localhost/gone/page\r\n"),
	    STR_INIT("52 gone for good\r\n") },
	{ "X-20 a rule", STR_INIT("gemini://localhost/hidden\r\n"),
	    STR_INIT("51 not found\r\n") },
	{ "R-05 no rule", STR_INIT("gemini://localhost/robots.txt\r\n"),
	    STR_INIT("20 text/plain\r\n#\n") },
	{ "G-33 says what is", STR_INIT("http://localhost/\r\n"),
	    STR_INIT("53 scheme not served here, but: gemini\r\n") },
	{ "G-32 says what is", STR_INIT("gemini://wikipedia.org/\r\n"),
	    STR_INIT(HOSTS) },
	{ "G-30 says what is", STR_INIT("gemini://localhost:443/\r\n"),
	    STR_INIT("53 port not served here, but: 2000\r\n") },
	{ "X-20 one text", STR_INIT("gemini://localhost/.git/\r\n"),
	    STR_INIT("51 not found\r\n") },
	{ "X-20 one text", STR_INIT("gemini://localhost/a%2fb\r\n"),
	    STR_INIT("51 not found\r\n") },
};

static void
answers_byte_for_byte(void **state)
{
	front_check_rows(&front_gemini, *state, replies, COUNT(replies));
}

/* G-07. */
static void
answers_alike_when_dribbled_at(void **state)
{
	for (size_t i = 0; i < COUNT(statuses); i++)
		front_check_dribble(&front_gemini, *state, statuses[i].in,
		    statuses[i].why);
}

static void
waits_for_crlf_and_ends_silently(void **state)
{
	const struct fixture *f = *state;
	struct request request = front_request(STR("gemini://localhost/\n"));
	struct reply reply;

	assert_int_equal(ANSWER_MORE, /* G-05 */
	    front_gemini.answer(&f->shelves, &request, &reply));
	request.ended = true;
	assert_int_equal(ANSWER_SILENT, /* G-16 */
	    front_gemini.answer(&f->shelves, &request, &reply));
	request.bytes = STR("");
	assert_int_equal(ANSWER_SILENT,
	    front_gemini.answer(&f->shelves, &request, &reply));
}

/* A request of len bytes before its CRLF; room for the CRLF behind them. */
static struct str
long_request(char *storage, size_t len)
{
	const struct str start = STR("gemini://localhost/");

	memset(storage, '0', len);
	memcpy(storage, start.at, start.len);
	storage[len] = '\r';
	storage[len + 1] = '\n';
	return (struct str){ storage, len + 2 };
}

static void
bounds_the_request(void **state)
{
	char in[2048];
	char storage[FRONT_STORAGE];
	struct str request = long_request(in, 1024);

	assert_int_equal(request.len, front_gemini.line_max);
	assert_str(sent_for(*state, request, storage), /* G-02 */
	    STR("51 not found\r\n"));
	request = long_request(in, 1025);
	assert_true(str_starts(sent_for(*state, request, storage),
	    STR("59 "))); /* G-03 */
	request = str_take(long_request(in, 1100), front_gemini.line_max);
	assert_true(str_starts(sent_for(*state, request, storage),
	    STR("59 "))); /* G-04 */
}

static void
names_the_local_port_if_none_is_public(void **state)
{
	const struct fixture *f = *state;
	struct image image = f->image;
	const struct shelf shelf = { .image = &image };
	const struct shelves shelves = { &shelf, 1 };
	struct request request =
	    front_request(STR("gemini://localhost:443/\r\n"));
	struct reply reply;

	image.origin.port[VIEW_GEMINI] = 0;
	assert_int_equal(ANSWER_SEND,
	    front_gemini.answer(&shelves, &request, &reply));
	assert_str(reply.head, STR("53 port not served here, but: 1970\r\n"));
	request.bytes = STR("gemini://localhost:0/\r\n");
	assert_int_equal(ANSWER_SEND,
	    front_gemini.answer(&shelves, &request, &reply));
	assert_int_equal(reply.status, 53);
}

static const struct front_logged logged[] = {
	{ STR_INIT("gemini://localhost/dir?secret\r\n"), 31,
	    STR_INIT("gemini://localhost/dir") },
	{ STR_INIT("bad one?secret\r\n"), 59, STR_INIT("bad one") },
	{ STR_INIT("gemini://u:secret@localhost/\r\n"), 59,
	    STR_INIT("localhost/") },
	{ STR_INIT("gemini://u:sec ret@localhost/x\r\n"), 59,
	    STR_INIT("localhost/x") },
	{ STR_INIT("gemini://localhost/a@b\r\n"), 51,
	    STR_INIT("gemini://localhost/a@b") },
	{ STR_INIT("gemini://@\r\n"), 59, STR_INIT("") },
	{ STR_INIT("gemini://u:sec@ret@localhost/\r\n"), 59,
	    STR_INIT("localhost/") },
	{ STR_INIT("gemini://u:sec/ret@localhost/\r\n"), 59,
	    STR_INIT("localhost/") },
	{ STR_INIT("//u:secret@localhost/x\r\n"), 59,
	    STR_INIT("localhost/x") },
	{ STR_INIT("u:secret@localhost\r\n"), 53,
	    STR_INIT("localhost") },
	{ STR_INIT("https://a.example/@b\r\n"), 53,
	    STR_INIT("https://a.example/@b") },
	{ STR_INIT("titan://localhost/x;token=secret;size=1\r\n"), 53,
	    STR_INIT("titan://localhost/x") },
};

static void
tells_the_log_no_query_and_no_password_X45(void **state)
{
	front_check_logged(&front_gemini, *state, logged, COUNT(logged));
}

/* How the reply begins, and some of what is in it. */
static const struct {
	const char *why;
	struct str in;
	const char *start;
	const char *line;
} searches[] = {
	{ "G-61 input", STR_INIT("gemini://localhost/search\r\n"),
	    "10 Words to look for\r\n", "" },
	{ "empty input", STR_INIT("gemini://localhost/search?\r\n"),
	    "10 Words to look for\r\n", "" },
	{ "input of a page", STR_INIT("gemini://localhost/search/2\r\n"),
	    "10 Words to look for\r\n", "" },
	{ "found", STR_INIT("gemini://localhost/search?cafe\r\n"),
	    "20 text/gemini; lang=en\r\n# Search\n\nWords: cafe\n"
	    "1 page found.\n\n=> /about About\nAt the caf\xc3\xa9",
	    "=> /search Search again\n" },
	{ "decoded", STR_INIT("gemini://localhost/search?at%20caf%C3%A9\r\n"),
	    "20 ", "Words: at caf\xc3\xa9\n" },
	{ "decoded once",
	    STR_INIT("gemini://localhost/search?caf%2565\r\n"), "20 ",
	    "Words: caf%65\n" },
	{ "G-50 plus", STR_INIT("gemini://localhost/search?at+cafe\r\n"),
	    "20 ", "Words: at+cafe\n" },
	{ "nothing", STR_INIT("gemini://localhost/search?zzzz\r\n"), "20 ",
	    "Nothing found.\n" },
	{ "no words", STR_INIT("gemini://localhost/search?%20%22+\r\n"),
	    "20 ", "Type the words to look for.\n" },
	{ "some", STR_INIT("gemini://localhost/search?zzzz%20cafe\r\n"),
	    "20 ", "No page has all of these words; with at least one: 1." },
	{ "more", STR_INIT("gemini://localhost/search?common%20te\r\n"),
	    "20 ", "=> search/2?common%20te More\n" },
	{ "and more", STR_INIT("gemini://localhost/search/2?common%20te\r\n"),
	    "20 ", "=> 3?common%20te More\n" },
	{ "X-37 markup",
	    STR_INIT("gemini://localhost/search?%23a%20=%3E%2Fb\r\n"), "20 ",
	    "\nWords: #a =>/b\n" },
	{ "G-71 line end", STR_INIT("gemini://localhost/search?at%0Acafe\r\n"),
	    "20 ", "Words: at cafe\n" },
	{ "G-71 CRLF", STR_INIT("gemini://localhost/search?cafe%0D%0A\r\n"),
	    "20 ", "Words: cafe\n" },
	{ "G-13 NUL", STR_INIT("gemini://localhost/search?a%00b\r\n"), "59 ",
	    "" },
	{ "G-41 triplet", STR_INIT("gemini://localhost/search?a%2\r\n"),
	    "59 ", "" },
	{ "no such page", STR_INIT("gemini://localhost/search/101?a\r\n"),
	    "51 ", "" },
	{ "no such number", STR_INIT("gemini://localhost/search/02?a\r\n"),
	    "51 ", "" },
};

static void
answers_searches(void **state)
{
	static char storage[RESULTS_MAX];
	const struct fixture *f = *state;

	for (size_t i = 0; i < COUNT(searches); i++) {
		struct request request = front_request(searches[i].in);
		struct reply reply;
		struct str got;

		check_row(front_gemini.answer(&f->shelves, &request, &reply) ==
			      ANSWER_SEND,
		    searches[i].why);
		check_row(str_index(reply.path, '?') == reply.path.len,
		    searches[i].why);
		got = fixture_sent(&reply, storage, sizeof(storage));
		check_row(str_starts(got, str_of(searches[i].start)),
		    searches[i].why);
		check_row(searches[i].line[0] == '\0' ||
			      str_find(got, str_of(searches[i].line)) < got.len,
		    searches[i].why);
	}
}

static void
has_no_search_without_a_database(void **state)
{
	const struct fixture *f = *state;
	const struct shelf shelf = { .image = &f->image };
	const struct shelves shelves = { &shelf, 1 };
	struct request request =
	    front_request(STR("gemini://localhost/search?cafe\r\n"));
	struct reply reply;

	assert_int_equal(front_gemini.answer(&shelves, &request, &reply),
	    ANSWER_SEND);
	assert_int_equal(reply.status, 51);
}

static const struct front_crowded crowded[] = {
	{ "G-78, D-04", ADMIT_SLOWER, STR_INIT("gemini://localhost/\r\n"),
	    STR_INIT("44 17\r\n") },
	{ "D-04 before the path", ADMIT_SLOWER,
	    STR_INIT("gemini://localhost/%00\r\n"), STR_INIT("44 17\r\n") },
	{ "G-35 the host before", ADMIT_SLOWER,
	    STR_INIT("gemini://wikipedia.org/\r\n"), STR_INIT(HOSTS) },
	{ "R-05", ADMIT_SLOWER, STR_INIT("gemini://localhost/robots.txt\r\n"),
	    STR_INIT("20 text/plain\r\n#\n") },
	{ "R-05 in any spelling", ADMIT_SLOWER,
	    STR_INIT("gemini://localhost//robots%2Etxt?q\r\n"),
	    STR_INIT("20 text/plain\r\n#\n") },
	{ "R-05 no other", ADMIT_SLOWER,
	    STR_INIT("gemini://localhost/dir/robots.txt\r\n"),
	    STR_INIT("44 17\r\n") },
	{ "G-76", ADMIT_LATER, STR_INIT("gemini://localhost/\r\n"),
	    STR_INIT("41 too many visitors; try again in a minute\r\n") },
	{ "G-76 all the same", ADMIT_LATER,
	    STR_INIT("gemini://localhost/robots.txt\r\n"),
	    STR_INIT("41 too many visitors; try again in a minute\r\n") },
	{ "G-35 the syntax before", ADMIT_LATER, STR_INIT("\r\n"),
	    STR_INIT("59 empty request; expected gemini://HOST/PATH\r\n") },
};

static void
refuses_a_crowd(void **state)
{
	front_check_crowded(&front_gemini, *state, crowded, COUNT(crowded));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_with_the_right_status),
		cmocka_unit_test(answers_byte_for_byte),
		cmocka_unit_test(answers_alike_when_dribbled_at),
		cmocka_unit_test(waits_for_crlf_and_ends_silently),
		cmocka_unit_test(bounds_the_request),
		cmocka_unit_test(names_the_local_port_if_none_is_public),
		cmocka_unit_test(answers_searches),
		cmocka_unit_test(has_no_search_without_a_database),
		cmocka_unit_test(refuses_a_crowd),
		cmocka_unit_test(tells_the_log_no_query_and_no_password_X45),
	};

	return cmocka_run_group_tests_name("front_gemini", tests,
	    front_set_up, front_tear_down);
}
