/* SPDX-License-Identifier: ISC */
/*
 * What a Gopher server must make of the bytes of a request, to the last byte
 * of its reply, however they reach it: in pieces, by either kind of line end,
 * plain and over TLS. test_gopher_drain.c has what comes behind the line.
 */
#include "e2e/gopher_replies.h"
#include "e2e/harness.h"
#include "e2e/wire.h"

#define HEAR_MS 5000

/* Ada's capsule, at public ports of its own so that replies are the same. */
static const struct source sources[] = {
	{ "../vitae.conf", "gemini = 127.0.0.1:0\n"
			   "gopher = 127.0.0.1:0\n"
			   "gemini-port = 1965\n"
			   "gopher-port = 70\n"
			   "workers = 1\n"
			   "[host localhost]\n"
			   "capsule = capsule\n"
			   "web = https://ada.example/\n" },
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine that is not built.\n"
			 "\n"
			 "# News\n"
			 "* 2024-03-05 The notes are out\n"
			 "\n"
			 "# Education\n"
			 ".bashrc is where it began.\n"
			 "\n"
			 ". A dot, a blank and words.\n"
			 "\n"
			 "* 1833: Lessons by Mary Somerville\n" },
	{ "hello.txt", "Hello.\n" },
	{ "hello.txt~", "old\n" },
	{ "dots.txt", ".\n..two\n.one\n." },
	{ "cv.pdf", "%PDF-1.4\n.\n\xff\n" },
	{ "dir/in.txt", "In.\n" },
	{ "dir/.hidden", "hidden\n" },
	{ "void/.hidden", "hidden\n" },
	{ ".git/config", "hidden\n" },
	{ "a b.txt", "blank\n" },
	{ "a+b.txt", "plus\n" },
};

static int
setup(void **state)
{
	return server_by_file(state, sources, COUNT(sources));
}

#define TEN(x) x x x x x x x x x x
#define A3000 TEN(TEN(TEN("aaa")))

/* A request line without its end, what may follow, and the whole reply. */
struct row {
	const char *why;
	struct str line;
	struct str want;
	const char *rest; /* NULL = nothing */
};

static const struct row vectors[] = {
	{ "O-02 rule 12 rule 17 nothing", STR_INIT(""), STR_INIT(ROOT), NULL },
	{ "O-04 rule 12 a slash", STR_INIT("/"), STR_INIT(ROOT), NULL },
	{ "rule 12 the type of a menu", STR_INIT("1"), STR_INIT(ROOT), NULL },
	{ "rule 12 and a slash", STR_INIT("1/"), STR_INIT(ROOT), NULL },
	{ "rule 12 behind one", STR_INIT("/1"), STR_INIT(ROOT), NULL },
	{ "rule 12 between two", STR_INIT("/1/"), STR_INIT(ROOT), NULL },
	{ "O-46 a field that means nothing", STR_INIT("\tx"), STR_INIT(ROOT),
	    NULL },
	{ "rule 30 UMN's first request", STR_INIT("\t$"),
	    STR_INIT(ROOT_PLUS), NULL },
	{ "O-04 rule 13 a bare name", STR_INIT("news"), STR_INIT(NEWS), NULL },
	{ "rule 13 with a slash", STR_INIT("/news"), STR_INIT(NEWS), NULL },
	{ "rule 13 with two", STR_INIT("/news/"), STR_INIT(NEWS), NULL },
	{ "rule 13 caps.txt", STR_INIT("caps.txt"), STR_INIT(CAPS), NULL },
	{ "O-48 rule 33 caps.txt with a slash", STR_INIT("/caps.txt"),
	    STR_INIT(CAPS), NULL },
	{ "O-54 rule 34 robots.txt", STR_INIT("robots.txt"),
	    STR_INIT("User-agent: *\r\nDisallow:\r\n"), NULL },
	{ "rule 13 with a slash", STR_INIT("/robots.txt"),
	    STR_INIT("User-agent: *\r\nDisallow:\r\n"), NULL },
	{ "rule 14 Bombadillo's type d", STR_INIT("d/cv.pdf"),
	    STR_INIT("%PDF-1.4\n.\n\xff\n"), NULL },
	{ "rule 14 UMN's type 1", STR_INIT("/1/news/"), STR_INIT(NEWS), NULL },
	{ "rule 9 a TAB and no more", STR_INIT("/cv.pdf\t"),
	    STR_INIT("%PDF-1.4\n.\n\xff\n"), NULL },
	{ "O-31 rule 19 bytes as they are", STR_INIT("/cv.pdf"),
	    STR_INIT("%PDF-1.4\n.\n\xff\n"), NULL },
	{ "O-30 rule 18 CRLF", STR_INIT("/hello.txt"), STR_INIT("Hello.\r\n"),
	    NULL },
	{ "rule 18 a lone dot gets a blank, no other a dot",
	    STR_INIT("/dots.txt"),
	    STR_INIT(". \r\n..two\r\n.one\r\n. \r\n"), NULL },
	{ "O-36 rule 18 none of our lines begins with a dot",
	    STR_INIT("/cv.txt"), STR_INIT(CV), NULL },
	{ "rule 15 as it stands", STR_INIT("/a b.txt"), STR_INIT("blank\r\n"),
	    NULL },
	{ "rule 15 decoded", STR_INIT("/a%20b.txt"), STR_INIT("blank\r\n"),
	    NULL },
	{ "rule 15 a plus sign is one", STR_INIT("/a+b.txt"),
	    STR_INIT("plus\r\n"), NULL },
	{ "rule 15 doubled slashes", STR_INIT("//dir//in.txt"),
	    STR_INIT("In.\r\n"), NULL },
	{ "rule 10 w3m's TAB for a question mark",
	    STR_INIT("URL:https://e/a\tb=c"), STR_INIT(PAGE("https://e/a?b=c")),
	    NULL },
	{ "O-45 rule 26 a slash in front", STR_INIT("/URL:https://e/a?b=c"),
	    STR_INIT(PAGE("https://e/a?b=c")), NULL },
	{ "rule 26 escaped", STR_INIT("URL:https://e/'%22%3e&<"),
	    STR_INIT(NO_URL), NULL },
	{ "rule 26 escaped", STR_INIT("URL:https://e/'%22%3e&amp;"),
	    STR_INIT(PAGE("https://e/&#39;%22%3e&amp;amp;")), NULL },
	{ "O-45 rule 26 no quotation marks",
	    STR_INIT("URL:https://e.org/\"><script>"), STR_INIT(NO_URL), NULL },
	{ "rule 26 no scripts", STR_INIT("URL:javascript:x"),
	    STR_INIT(NO_URL), NULL },
	{ "rule 25 no gopher behind URL:", STR_INIT("URL:gopher://e.org/"),
	    STR_INIT(NO_URL), NULL },
	{ "rule 3 beyond the bound", STR_INIT(A3000),
	    STR_INIT(TOO_LONG), NULL },
	{ "rule 6 NUL", STR_INIT("/x\0y"), STR_INIT(ILLEGAL), NULL },
	{ "rule 6 ESC", STR_INIT("/x\x1b[2J"), STR_INIT(ILLEGAL), NULL },
	{ "rule 6 CR within the line", STR_INIT("/hello.txt\rx"),
	    STR_INIT(ILLEGAL), NULL },
	{ "rule 6 DEL in a later field", STR_INIT("/hello.txt\ta\tb\x7f"),
	    STR_INIT(ILLEGAL), NULL },
	{ "rule 32 PROXY from a stranger",
	    STR_INIT("PROXY TCP4 192.0.2.1 192.0.2.2 56324 70"),
	    STR_INIT(MISSING), "/hello.txt\r\n" },
	{ "rule 29 HTTP", STR_INIT("GET /news HTTP/1.1"),
	    STR_INIT(MOVED("128", "https://ada.example/news")), HEADERS },
	{ "rule 29 HTTP's HEAD", STR_INIT("HEAD /news HTTP/1.1"),
	    STR_INIT(MOVED_HEAD("128", "https://ada.example/news")), HEADERS },
	{ "rule 29 no other methods", STR_INIT("POST /news HTTP/1.1"),
	    STR_INIT(PLAIN("405 Method Not Allowed", "Allow: GET, HEAD\r\n",
		"95")),
	    HEADERS "a=b" },
	{ "O-44 unknown", STR_INIT("nope"), STR_INIT(MISSING), NULL },
};

/* What leads nowhere, or must not come back. */
static const struct row attacks[] = {
	{ "X-01", STR_INIT("/../etc/passwd"), STR_INIT(MISSING), NULL },
	{ "X-01 without a slash", STR_INIT("../../etc/passwd"),
	    STR_INIT(MISSING), NULL },
	{ "X-01 from a folder", STR_INIT("/dir/../../../etc/passwd"),
	    STR_INIT(MISSING), NULL },
	{ "X-01 and slashes", STR_INIT("/..//../etc/passwd"),
	    STR_INIT(MISSING), NULL },
	{ "X-01 a type in front", STR_INIT("0/../../etc/passwd"),
	    STR_INIT(MISSING), NULL },
	{ "X-01 not even inside", STR_INIT("/dir/../hello.txt"),
	    STR_INIT(MISSING), NULL },
	{ "X-02", STR_INIT("/%2e%2e/%2e%2e/etc/passwd"), STR_INIT(MISSING),
	    NULL },
	{ "X-02 in part", STR_INIT("/.%2E/etc/passwd"), STR_INIT(MISSING),
	    NULL },
	{ "X-02 one dot", STR_INIT("/%2E/hello.txt"), STR_INIT(MISSING),
	    NULL },
	{ "X-03 encoded", STR_INIT("/..%2f..%2Fetc%2fpasswd"),
	    STR_INIT(MISSING), NULL },
	{ "X-03 absolute", STR_INIT("//etc/passwd"), STR_INIT(MISSING), NULL },
	{ "X-03 absolute, encoded", STR_INIT("/%2fetc%2fpasswd"),
	    STR_INIT(MISSING), NULL },
	{ "X-04", STR_INIT("/%252e%252e%252fetc"), STR_INIT(MISSING), NULL },
	{ "X-04 by parts", STR_INIT("/%25%32%65%25%32%65/etc"),
	    STR_INIT(MISSING), NULL },
	{ "X-04 of a name", STR_INIT("/a%2520b.txt"), STR_INIT(MISSING),
	    NULL },
	{ "X-05 a NUL cuts nothing off", STR_INIT("/hello.txt\0.gif"),
	    STR_INIT(ILLEGAL), NULL },
	{ "X-05 alone", STR_INIT("\0"), STR_INIT(ILLEGAL), NULL },
	{ "X-05 encoded", STR_INIT("/hello.txt%00"), STR_INIT(MISSING), NULL },
	{ "X-06", STR_INIT("..\\..\\etc\\passwd"), STR_INIT(MISSING), NULL },
	{ "X-06 no slash", STR_INIT("/dir\\in.txt"), STR_INIT(MISSING),
	    NULL },
	{ "X-06 encoded", STR_INIT("/%5c..%5c.."), STR_INIT(MISSING), NULL },
	{ "X-07 an overlong dot", STR_INIT("/\xc0\xae\xc0\xae/etc/passwd"),
	    STR_INIT(ILLEGAL), NULL },
	{ "X-07 encoded", STR_INIT("/%c0%ae%c0%ae/etc/passwd"),
	    STR_INIT(MISSING), NULL },
	{ "X-07 in three bytes", STR_INIT("/%e0%80%ae%e0%80%ae/etc"),
	    STR_INIT(MISSING), NULL },
	{ "X-07 an overlong slash", STR_INIT("/dir%c0%afin.txt"),
	    STR_INIT(MISSING), NULL },
	{ "X-07 a wide dot is none",
	    STR_INIT("/\xef\xbc\x8e\xef\xbc\x8e/etc/passwd"),
	    STR_INIT(MISSING), NULL },
	{ "X-07 nor is a slash that looks so",
	    STR_INIT("/dir\xe2\x88\x95in.txt"), STR_INIT(MISSING), NULL },
	{ "X-10 X-20 hidden", STR_INIT("/.git/config"), STR_INIT(MISSING),
	    NULL },
	{ "X-10 encoded", STR_INIT("/%2egit/config"), STR_INIT(MISSING),
	    NULL },
	{ "X-10 in a folder", STR_INIT("/dir/.hidden"), STR_INIT(MISSING),
	    NULL },
	{ "X-10 a backup", STR_INIT("/hello.txt~"), STR_INIT(MISSING), NULL },
	{ "X-11 below a file", STR_INIT("/hello.txt/below"),
	    STR_INIT(MISSING), NULL },
	{ "X-11 a long name", STR_INIT("/" TEN(TEN("nnn")) ".txt"),
	    STR_INIT(MISSING), NULL },
	{ "X-11 five hundred folders", STR_INIT(TEN(TEN("/a/a/a/a/a"))),
	    STR_INIT(MISSING), NULL },
	{ "X-11 a folder is no file", STR_INIT("/void"), STR_INIT(MISSING),
	    NULL },
	{ "X-12 a source", STR_INIT("/profile.txt"), STR_INIT(MISSING), NULL },
	{ "X-12 the configuration", STR_INIT("/vitae.conf"),
	    STR_INIT(MISSING), NULL },
	{ "X-12 a key", STR_INIT("/certs/localhost.key"), STR_INIT(MISSING),
	    NULL },
	{ "X-14 a line end, encoded", STR_INIT("/hello.txt%0d%0a.%0d%0a"),
	    STR_INIT(MISSING), NULL },
	{ "X-14 into an HTTP header",
	    STR_INIT("GET /%0d%0aX:%20y HTTP/1.1"),
	    STR_INIT(PLAIN("400 Bad Request", "", "88")), HEADERS },
	{ "X-15 X-17 HTTP for another host",
	    STR_INIT("GET //evil.example/%61 HTTP/1.1"),
	    STR_INIT(MOVED("138", "https://ada.example/evil.example/a")),
	    HEADERS },
	{ "X-17 a URL of another host",
	    STR_INIT("GET http://evil.example/a HTTP/1.1"),
	    STR_INIT(MOVED("125", "https://ada.example/a")), HEADERS },
	{ "X-18 C1, which is UTF-8", STR_INIT("/\xc2\x9b"
					      "2J"),
	    STR_INIT(MISSING), NULL },
	{ "X-18 in words", STR_INIT("/search\t\x1b[2J"), STR_INIT(ILLEGAL),
	    NULL },
	{ "X-18 encoded, in a URL", STR_INIT("URL:https://e/%1b[2J"),
	    STR_INIT(NO_URL), NULL },
	{ "X-33 nothing is fetched", STR_INIT("http://localhost/"),
	    STR_INIT(MISSING), NULL },
	{ "X-37 rule 20 a menu in words",
	    STR_INIT("/search?%0d%0a1Fake%09/fake"),
	    STR_INIT(NOTHING_FOUND), NULL },
};

static const struct {
	const char *why;
	enum way way;
	const char *end; /* of the line */
} ways[] = {
	{ "at once", WAY_WHOLE, "\r\n" },
	{ "rule 1 byte by byte", WAY_BYTES, "\r\n" },
	{ "rule 1 its end late", WAY_LATE, "\r\n" },
	{ "O-03 rule 2 with LF", WAY_WHOLE, "\n" },
	{ "rule 2 LF late", WAY_LATE, "\n" },
	{ "O-07 rule 2 and the end of the stream", WAY_FIN, "\r\n" },
	{ "rule 2 which alone is the end", WAY_FIN, "" },
	{ "O-06 rule 7 with a second line", WAY_REST, "\r\n" },
	{ "rule 7 with a second line to follow", WAY_LATER, "\r\n" },
};

/* Of two texts of hundreds of bytes, from where they part. */
static void
check_reply(struct wire *w, const struct row *row, const char *how)
{
	struct str got, want = row->want;
	size_t same = 0;

	wire_hear(w, HEAR_MS);
	got = wire_heard(w);
	while (same < want.len && same < got.len &&
	       got.at[same] == want.at[same])
		same++;
	if (same < want.len || same < got.len)
		fail_msg("%s, %s: want \"%.*s\", got \"%.*s\"", row->why, how,
		    STR_ARG(str_take(str_skip(want, same), 80)),
		    STR_ARG(str_take(str_skip(got, same), 80)));
	check_row(w->end == WIRE_ENDED, row->why);
}

static void
ask_every_way(const struct wire_kind *kind, const struct row *row)
{
	for (size_t i = 0; i < COUNT(ways); i++) {
		struct str end = str_of(ways[i].end);
		struct buf bytes;
		struct wire w;

		if (row->line.len + end.len == 0)
			continue; /* no request: O-07 in test_gopher.c */
		buf_init(&bytes);
		buf_add(&bytes, row->line);
		buf_add(&bytes, end);
		if (row->rest != NULL && end.len > 0)
			buf_add(&bytes, str_of(row->rest));
		wire_open(&w, kind);
		check_row(w.shaken == kind->tls, row->why);
		wire_deliver(&w, ways[i].way, buf_str(&bytes),
		    STR("/hello.txt\r\n"));
		check_reply(&w, row, ways[i].why);
		wire_close(&w);
		buf_release(&bytes);
	}
}

static void
ask_all(struct wire_kind kind, const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ask_every_way(&kind, &rows[i]);
}

static void
vectors_byte_for_byte(void **state)
{
	ask_all(wire_gopher(*state), vectors, COUNT(vectors));
}

static void
o52_vectors_over_tls(void **state)
{
	ask_all(wire_gophers(*state), vectors, COUNT(vectors));
}

static void
attacks_lead_nowhere(void **state)
{
	ask_all(wire_gopher(*state), attacks, COUNT(attacks));
}

static void
o52_attacks_over_tls(void **state)
{
	ask_all(wire_gophers(*state), attacks, COUNT(attacks));
}

/* Of each kind of reply one. */
static const struct row split[] = {
	{ "rule 1 a text", STR_INIT("/hello.txt\r\n"), STR_INIT("Hello.\r\n"),
	    NULL },
	{ "rule 1 a type in front", STR_INIT("1/news/\n"), STR_INIT(NEWS),
	    NULL },
	{ "rule 1 a URL", STR_INIT("URL:https://e/a\tb=c\r\n"),
	    STR_INIT(PAGE("https://e/a?b=c")), NULL },
	{ "rule 1 Gopher+", STR_INIT("\t$\r\n"), STR_INIT(ROOT_PLUS), NULL },
	{ "rule 1 an error", STR_INIT("/x\0y\r\n"), STR_INIT(ILLEGAL), NULL },
};

static void
rule1_two_writes_split_anywhere(void **state)
{
	const struct wire_kind kinds[] = { wire_gopher(*state),
		wire_gophers(*state) };

	for (size_t i = 0; i < COUNT(split) * COUNT(kinds); i++) {
		const struct row *row = &split[i / COUNT(kinds)];

		for (size_t at = 1; at < row->line.len; at++) {
			struct wire w;

			wire_open(&w, &kinds[i % COUNT(kinds)]);
			wire_send(&w, str_take(row->line, at));
			pause_ms(1);
			wire_send(&w, str_skip(row->line, at));
			check_reply(&w, row, "split");
			wire_close(&w);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vectors_byte_for_byte),
		cmocka_unit_test(o52_vectors_over_tls),
		cmocka_unit_test(attacks_lead_nowhere),
		cmocka_unit_test(o52_attacks_over_tls),
		cmocka_unit_test(rule1_two_writes_split_anywhere),
	};

	return cmocka_run_group_tests_name("gopher_wire", tests, setup,
	    server_after_group);
}
