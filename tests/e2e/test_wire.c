/* SPDX-License-Identifier: ISC */
/*
 * What a Gemini server must make of the bytes of a request, however they reach
 * it. test_front_gemini.c has the same rules as a function; here they hold
 * through TLS, its records and its endings.
 */
#include "e2e/harness.h"
#include "e2e/reply.h"
#include "e2e/wire.h"

#define AT_ONCE_MS 3000

/* Ada's home page answers to five names. */
#define NAMES                                          \
	"--host localhost --host 127.0.0.1 --host ::1" \
	" --host 'caf\xc3\xa9.example'"

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Position: Analyst\n"
			 "\n"
			 "# About\n"
			 "I write programs for a machine not built.\n" },
	{ "notes.gmi", "# Notes\n" },
	{ "hello.txt", "Hello.\n" },
	{ "hello.txt~", "old\n" },
	{ "empty.txt", "" },
	{ "dir/index.gmi", "# Index\n" },
	{ "dir/x.gmi", "# X\n" },
	{ "dir/.hidden", "hidden\n" },
	{ ".git/config", "hidden\n" },
	{ "bare/x.txt", "x\n" },
	{ "two words/index.gmi", "# Two\n" },
	{ "evil.example/index.gmi", "# Not evil\n" },
	{ "a b.txt", "blank\n" },
	{ "a+b.txt", "plus\n" },
	{ "~tilde.txt", "tilde\n" },
	{ "caf\xc3\xa9.txt", "coffee\n" },
	{ "semi;colon.txt", "semicolon\n" },
};

static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	server_run(&s, NAMES, "capsule");
	return 0;
}

/* A request without its CRLF, and its status or its whole reply. */
struct row {
	const char *why;
	struct str line;
	const char *want;
};

static const struct row rows[] = {
	{ "G-05 LF, and then CRLF in time", STR_INIT("gemini://localhost/\n"),
	    "59" },
	{ "G-06 LF inside", STR_INIT("gemini://localhost/\nb"), "59" },
	{ "G-06 CR inside", STR_INIT("gemini://localhost/\rb"), "59" },
	{ "G-06 CR twice", STR_INIT("gemini://localhost/\r"), "59" },
	{ "G-06 LF first", STR_INIT("\ngemini://localhost/"), "59" },
	{ "G-09 nothing", STR_INIT(""), "59" },
	{ "G-10 blank in front", STR_INIT(" gemini://localhost/"), "59" },
	{ "G-10 blank behind", STR_INIT("gemini://localhost/ "), "59" },
	{ "G-10 blank inside", STR_INIT("gemini://localhost/a b"), "59" },
	{ "G-10 blank in a query", STR_INIT("gemini://localhost/?a b"), "59" },
	{ "G-10 TAB in front", STR_INIT("\tgemini://localhost/"), "59" },
	{ "G-10 TAB behind", STR_INIT("gemini://localhost/\t"), "59" },
	{ "G-10 words", STR_INIT("Hello Gemini!"), "59" },
	{ "G-10 HTTP", STR_INIT("GET / HTTP/1.1"), "59" },
	{ "G-11 BOM", STR_INIT("\xef\xbb\xbfgemini://localhost/"), "59" },
	{ "G-12 a stray byte", STR_INIT("gemini://localhost/\xdc"), "59" },
	{ "G-12 valid UTF-8", STR_INIT("gemini://localhost/\xc3\xa9"), "59" },
	{ "G-12 in a query", STR_INIT("gemini://localhost/?\xc3\xa9"), "59" },
	{ "G-12 UTF-16", STR_INIT("\xff\xfeg\0e\0m\0i\0n\0i\0"), "59" },
	{ "G-13 NUL behind", STR_INIT("gemini://localhost/\0"), "59" },
	{ "G-13 NUL does not end it", STR_INIT("gemini://localhost/\0x"),
	    "59" },
	{ "G-13 NUL in a name",
	    STR_INIT("gemini://localhost/hello.txt\0.gmi"), "59" },
	{ "G-13 NUL in the host", STR_INIT("gemini://localhost\0.example/"),
	    "59" },
	{ "G-13 NUL first", STR_INIT("\0"), "59" },
	{ "G-13 01", STR_INIT("gemini://localhost/\x01"), "59" },
	{ "G-13 escape", STR_INIT("gemini://localhost/\x1b[31m"), "59" },
	{ "G-13 DEL", STR_INIT("gemini://localhost/\x7f"), "59" },
	{ "G-14 \"", STR_INIT("gemini://localhost/\""), "59" },
	{ "G-14 <", STR_INIT("gemini://localhost/<"), "59" },
	{ "G-14 >", STR_INIT("gemini://localhost/>"), "59" },
	{ "G-14 ^", STR_INIT("gemini://localhost/^"), "59" },
	{ "G-14 `", STR_INIT("gemini://localhost/`"), "59" },
	{ "G-14 {", STR_INIT("gemini://localhost/{"), "59" },
	{ "G-14 |", STR_INIT("gemini://localhost/|"), "59" },
	{ "G-14 }", STR_INIT("gemini://localhost/}"), "59" },
	{ "G-14 X-06 backslash", STR_INIT("gemini://localhost/..\\..\\x"),
	    "59" },
	{ "G-20 no scheme", STR_INIT("//localhost/"), "59" },
	{ "G-20 a path", STR_INIT("/"), "59" },
	{ "G-20 a name", STR_INIT("hello.txt"), "59" },
	{ "G-20 a query", STR_INIT("?q"), "59" },
	{ "G-23 no authority", STR_INIT("gemini:/x"), "59" },
	{ "G-23 no slash at all", STR_INIT("gemini:x"), "59" },
	{ "G-23 the scheme only", STR_INIT("gemini:"), "59" },
	{ "G-23 empty authority", STR_INIT("gemini:///x"), "59" },
	{ "G-23 a port only", STR_INIT("gemini://:1965/"), "59" },
	{ "G-24 a user", STR_INIT("gemini://u@localhost/"), "59" },
	{ "G-24 a password", STR_INIT("gemini://:pw@localhost/"), "59" },
	{ "G-24 an empty user", STR_INIT("gemini://@localhost/"), "59" },
	{ "G-25 a fragment", STR_INIT("gemini://localhost/#x"), "59" },
	{ "G-25 an empty one", STR_INIT("gemini://localhost/#"), "59" },
	{ "G-25 without a path", STR_INIT("gemini://localhost#x"), "59" },
	{ "G-25 behind a query", STR_INIT("gemini://localhost/?q#x"), "59" },
	{ "G-30 another port", STR_INIT("gemini://localhost:443/"), "53" },
	{ "G-30 port 0", STR_INIT("gemini://localhost:0/"), "53" },
	{ "G-31 65536", STR_INIT("gemini://localhost:65536/"), "59" },
	{ "G-31 1965 when cut to 16 bits",
	    STR_INIT("gemini://localhost:67501/"), "59" },
	{ "G-31 20 digits",
	    STR_INIT("gemini://localhost:99999999999999999999/"), "59" },
	{ "G-31 letters", STR_INIT("gemini://localhost:1965x/"), "59" },
	{ "G-31 a sign", STR_INIT("gemini://localhost:-1/"), "59" },
	{ "G-31 a plus sign", STR_INIT("gemini://localhost:+1965/"), "59" },
	{ "G-32 another host", STR_INIT("gemini://wikipedia.org/"), "53" },
	{ "G-32 a host below ours", STR_INIT("gemini://x.localhost/"), "53" },
	{ "G-32 ours as a prefix", STR_INIT("gemini://localhost.example/"),
	    "53" },
	{ "G-32 the start of ours", STR_INIT("gemini://local/"), "53" },
	{ "G-33 http", STR_INIT("http://localhost/"), "53" },
	{ "G-33 https", STR_INIT("https://localhost/"), "53" },
	{ "G-33 gopher", STR_INIT("gopher://localhost/"), "53" },
	{ "G-33 spartan", STR_INIT("spartan://localhost/"), "53" },
	{ "G-33 titan", STR_INIT("titan://localhost/x;size=1;mime=text/plain"),
	    "53" },
	{ "G-33 mailto", STR_INIT("mailto:a@b"), "53" },
	{ "G-33 data", STR_INIT("data:,x"), "53" },
	{ "G-35 user before host", STR_INIT("gemini://u@wikipedia.org/"),
	    "59" },
	{ "G-35 fragment before scheme", STR_INIT("https://localhost/#x"),
	    "59" },
	{ "G-35 syntax before host", STR_INIT("gemini://wikipedia.org/%zz"),
	    "59" },
	{ "G-35 host before path", STR_INIT("gemini://wikipedia.org/.."),
	    "53" },
	{ "G-35 port before path", STR_INIT("gemini://localhost:443/%00"),
	    "53" },
	{ "G-36 an address not ours", STR_INIT("gemini://127.0.0.2/"), "53" },
	{ "G-37 not closed", STR_INIT("gemini://[::1"), "59" },
	{ "G-37 no digit", STR_INIT("gemini://[::g]/"), "59" },
	{ "G-37 no brackets", STR_INIT("gemini://::1/"), "59" },
	{ "G-37 empty", STR_INIT("gemini://[]/"), "59" },
	{ "G-38 raw", STR_INIT("gemini://caf\xc3\xa9.example/"), "59" },
	{ "G-39 two final dots", STR_INIT("gemini://localhost../"), "53" },
	{ "G-40 no escape", STR_INIT("gemini://%/"), "59" },
	{ "G-40 an escape", STR_INIT("gemini://loc%61lhost/"), "59" },
	{ "G-41 nothing behind", STR_INIT("gemini://localhost/%"), "59" },
	{ "G-41 one digit", STR_INIT("gemini://localhost/%4"), "59" },
	{ "G-41 no digits", STR_INIT("gemini://localhost/%zz"), "59" },
	{ "G-41 in a query", STR_INIT("gemini://localhost/?%g0"), "59" },
	{ "G-42 NUL", STR_INIT("gemini://localhost/%00"), "59" },
	{ "G-42 X-05 NUL cuts nothing off",
	    STR_INIT("gemini://localhost/hello.txt%00.gmi"), "59" },
	{ "G-43 01", STR_INIT("gemini://localhost/%01"), "59" },
	{ "G-43 1f", STR_INIT("gemini://localhost/%1f"), "59" },
	{ "G-43 DEL", STR_INIT("gemini://localhost/%7f"), "59" },
	{ "G-43 X-14 a line end",
	    STR_INIT("gemini://localhost/dir%0d%0a20%20text/plain"), "59" },
	{ "G-45 X-04 twice", STR_INIT("gemini://localhost/%252e%252e/x"),
	    "51" },
	{ "G-45 X-04 digits, encoded",
	    STR_INIT("gemini://localhost/%25%32%65%25%32%65/x"), "51" },
	{ "G-46 X-03 slashes",
	    STR_INIT("gemini://localhost/..%2f..%2fetc%2fpasswd"), "51" },
	{ "G-46 a file of ours", STR_INIT("gemini://localhost/dir%2fx.gmi"),
	    "51" },
	{ "G-46 X-03 absolute", STR_INIT("gemini://localhost/%2Fetc%2Fpasswd"),
	    "51" },
	{ "G-48 above", STR_INIT("gemini://localhost/.."), "59" },
	{ "G-48 twice", STR_INIT("gemini://localhost/../../"), "59" },
	{ "G-48 from a folder", STR_INIT("gemini://localhost/dir/../../x"),
	    "59" },
	{ "G-48 and back", STR_INIT("gemini://localhost/../hello.txt"), "59" },
	{ "G-48 X-01", STR_INIT("gemini://localhost/../../etc/passwd"), "59" },
	{ "G-48 X-01 doubled slashes",
	    STR_INIT("gemini://localhost/..//../etc/passwd"), "59" },
	{ "G-48 X-02", STR_INIT("gemini://localhost/%2e%2e/%2e%2e/etc/passwd"),
	    "59" },
	{ "G-48 X-02 half", STR_INIT("gemini://localhost/.%2e/"), "59" },
	{ "G-48 X-02 capitals", STR_INIT("gemini://localhost/%2E./"), "59" },
	{ "G-49 X-03 absolute", STR_INIT("gemini://localhost//etc/passwd"),
	    "51" },
	{ "G-50 a blank", STR_INIT("gemini://localhost/a%20b.txt"),
	    "20 text/plain; charset=utf-8\r\nblank\n" },
	{ "G-50 a plus sign", STR_INIT("gemini://localhost/a+b.txt"),
	    "20 text/plain; charset=utf-8\r\nplus\n" },
	{ "G-50 a plus sign, encoded", STR_INIT("gemini://localhost/a%2bb.txt"),
	    "20 text/plain; charset=utf-8\r\nplus\n" },
	{ "G-52 a parameter", STR_INIT("gemini://localhost/hello.txt;size=0"),
	    "51" },
	{ "G-52 part of a name", STR_INIT("gemini://localhost/semi;colon.txt"),
	    "20 text/plain; charset=utf-8\r\nsemicolon\n" },
	{ "G-53 slash behind a file", STR_INIT("gemini://localhost/hello.txt/"),
	    "51" },
	{ "G-54 a folder", STR_INIT("gemini://localhost/dir"),
	    "31 /dir/\r\n" },
	{ "G-54 no query", STR_INIT("gemini://localhost/dir?x"),
	    "31 /dir/\r\n" },
	{ "G-54 X-15 encoded", STR_INIT("gemini://localhost/two%20wor%64s"),
	    "31 /two%20words/\r\n" },
	{ "G-55 no index", STR_INIT("gemini://localhost/bare/"), "20" },
	{ "G-54 nor a slash", STR_INIT("gemini://localhost/bare"),
	    "31 /bare/\r\n" },
	{ "G-71 a search asks", STR_INIT("gemini://localhost/search"), "10" },
	{ "G-71 asks again", STR_INIT("gemini://localhost/search?"), "10" },
	{ "G-71 takes words", STR_INIT("gemini://localhost/search?Ada%20x"),
	    "20" },
	{ "G-71 no folder", STR_INIT("gemini://localhost/search/"),
	    "31 /search\r\n" },
	{ "G-65 a file", STR_INIT("gemini://localhost/hello.txt"),
	    "20 text/plain; charset=utf-8\r\nHello.\n" },
	{ "G-66 an empty file", STR_INIT("gemini://localhost/empty.txt"),
	    "20 text/plain; charset=utf-8\r\n" },
	{ "G-80 missing", STR_INIT("gemini://localhost/nope"), "51" },
	{ "M-01 gemtext", STR_INIT("gemini://localhost/notes.gmi"),
	    "20 text/gemini; charset=utf-8; lang=en\r\n# Notes\n" },
	{ "X-06 backslash, encoded",
	    STR_INIT("gemini://localhost/%5c..%5c..%5cx"), "51" },
	{ "X-07 overlong dots", STR_INIT("gemini://localhost/%c0%ae%c0%ae/x"),
	    "51" },
	{ "X-07 overlong, three bytes",
	    STR_INIT("gemini://localhost/%e0%80%ae%e0%80%ae/x"), "51" },
	{ "X-07 overlong slash", STR_INIT("gemini://localhost/dir%c0%afx.gmi"),
	    "51" },
	{ "X-07 wide dots",
	    STR_INIT("gemini://localhost/%ef%bc%8e%ef%bc%8e/x"), "51" },
	{ "X-07 a slash of mathematics",
	    STR_INIT("gemini://localhost/dir%e2%88%95x.gmi"), "51" },
	{ "X-10 hidden folder", STR_INIT("gemini://localhost/.git/config"),
	    "51" },
	{ "X-10 encoded", STR_INIT("gemini://localhost/%2egit/config"), "51" },
	{ "X-10 hidden file", STR_INIT("gemini://localhost/dir/.hidden"),
	    "51" },
	{ "X-10 a backup", STR_INIT("gemini://localhost/hello.txt~"), "51" },
	{ "X-11 below a file", STR_INIT("gemini://localhost/hello.txt/x"),
	    "51" },
	{ "X-12 sources", STR_INIT("gemini://localhost/profile.txt"), "51" },
	{ "X-12 the key", STR_INIT("gemini://localhost/certs/localhost.key"),
	    "51" },
	{ "X-17 another host", STR_INIT("gemini://localhost//evil.example"),
	    "31 /evil.example/\r\n" },
};

/* Different lines that mean the same page. */
static const struct row twins[] = {
	{ "G-21 scheme", STR_INIT("GEMINI://localhost/"),
	    "gemini://localhost/" },
	{ "G-22 host", STR_INIT("gemini://LocalHOST/"), "gemini://localhost/" },
	{ "G-26 no slash", STR_INIT("gemini://localhost"),
	    "gemini://localhost/" },
	{ "G-27 a query on no path", STR_INIT("gemini://localhost?q"),
	    "gemini://localhost/" },
	{ "G-28 the port", STR_INIT("gemini://localhost:1965/"),
	    "gemini://localhost/" },
	{ "G-29 an empty port", STR_INIT("gemini://localhost:/"),
	    "gemini://localhost/" },
	{ "G-29 neither port nor path", STR_INIT("gemini://localhost:"),
	    "gemini://localhost/" },
	{ "G-29 a nought in front", STR_INIT("gemini://localhost:01965/"),
	    "gemini://localhost/" },
	{ "G-36 an address", STR_INIT("gemini://127.0.0.1/"),
	    "gemini://localhost/" },
	{ "G-36 one of IPv6", STR_INIT("gemini://[::1]/"),
	    "gemini://localhost/" },
	{ "G-36 spelt out", STR_INIT("gemini://[0:0:0:0:0:0:0:1]:1965/"),
	    "gemini://localhost/" },
	{ "G-38 an A-label", STR_INIT("gemini://xn--caf-dma.example/"),
	    "gemini://localhost/" },
	{ "G-38 in capitals", STR_INIT("gemini://XN--CAF-DMA.example/"),
	    "gemini://localhost/" },
	{ "G-39 a final dot", STR_INIT("gemini://localhost./"),
	    "gemini://localhost/" },
	{ "G-44 ~", STR_INIT("gemini://localhost/%7Etilde.txt"),
	    "gemini://localhost/~tilde.txt" },
	{ "G-44 letters", STR_INIT("gemini://localhost/hell%6f.tx%74"),
	    "gemini://localhost/hello.txt" },
	{ "G-44 digits", STR_INIT("gemini://localhost/caf%c3%a9.txt"),
	    "gemini://localhost/caf%C3%A9.txt" },
	{ "G-47 a dot", STR_INIT("gemini://localhost/./"),
	    "gemini://localhost/" },
	{ "G-47 down and up", STR_INIT("gemini://localhost/dir/../"),
	    "gemini://localhost/" },
	{ "G-47 encoded", STR_INIT("gemini://localhost/dir/%2e%2e/"),
	    "gemini://localhost/" },
	{ "G-47 a dot in between", STR_INIT("gemini://localhost/dir/./x.gmi"),
	    "gemini://localhost/dir/x.gmi" },
	{ "G-47 X-01 within", STR_INIT("gemini://localhost/bare/../dir/x.gmi"),
	    "gemini://localhost/dir/x.gmi" },
	{ "G-49 slashes", STR_INIT("gemini://localhost//"),
	    "gemini://localhost/" },
	{ "G-49 in between", STR_INIT("gemini://localhost/dir//x.gmi"),
	    "gemini://localhost/dir/x.gmi" },
	{ "G-49 in front", STR_INIT("gemini://localhost//dir/"),
	    "gemini://localhost/dir/" },
	{ "G-51 a query", STR_INIT("gemini://localhost/?x"),
	    "gemini://localhost/" },
	{ "G-51 an empty one", STR_INIT("gemini://localhost/?"),
	    "gemini://localhost/" },
	{ "G-51 of a file", STR_INIT("gemini://localhost/dir/x.gmi?a=b&c"),
	    "gemini://localhost/dir/x.gmi" },
};

static void
ask(const struct server *s, struct wire *w, struct str bytes, enum way way,
    const char *why)
{
	const struct wire_kind kind = wire_gemini(s);

	wire_open(w, &kind);
	check_row(w->shaken, why);
	wire_deliver(w, way, bytes, STR("gemini://localhost/hello.txt\r\n"));
	wire_hear(w, AT_ONCE_MS);
	reply_check(w, why);
}

static struct buf
with_line_end(struct str line)
{
	struct buf bytes;

	buf_init(&bytes);
	buf_add(&bytes, line);
	buf_add(&bytes, STR("\r\n"));
	return bytes;
}

static void
check_want(struct str reply, const struct row *row)
{
	struct str want = str_of(row->want);
	bool whole = want.len > 2;

	if (whole ? str_eq(reply, want) : str_starts(reply, want))
		return;
	fail_msg("%s: want \"%s\", got \"%.*s\"", row->why, row->want,
	    STR_ARG(str_take(reply, 80)));
}

static void
check_rows(const struct server *s, enum way way)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct buf bytes = with_line_end(rows[i].line);
		struct wire w;

		ask(s, &w, buf_str(&bytes), way, rows[i].why);
		check_want(wire_heard(&w), &rows[i]);
		wire_close(&w);
		buf_release(&bytes);
	}
}

static void
whole_lines_get_their_reply(void **state)
{
	check_rows(*state, WAY_WHOLE);
}

static void
g07_lines_in_records_of_one_byte(void **state)
{
	check_rows(*state, WAY_BYTES);
}

static void
o07_lines_and_then_close_notify(void **state)
{
	check_rows(*state, WAY_NOTIFY);
}

static void
o07_lines_and_then_the_end_of_the_stream(void **state)
{
	check_rows(*state, WAY_FIN);
}

static void
g08_lines_with_a_second_request_behind(void **state)
{
	check_rows(*state, WAY_REST);
}

static void
g08_lines_with_a_second_request_to_follow(void **state)
{
	check_rows(*state, WAY_LATER);
}

static void
different_lines_mean_the_same_page(void **state)
{
	for (size_t i = 0; i < COUNT(twins); i++) {
		struct buf one = with_line_end(twins[i].line);
		struct buf other = with_line_end(str_of(twins[i].want));
		struct wire w, v;

		ask(*state, &w, buf_str(&one), WAY_WHOLE, twins[i].why);
		ask(*state, &v, buf_str(&other), WAY_WHOLE, twins[i].why);
		check_row(str_starts(wire_heard(&v), STR("20 ")), twins[i].why);
		check_row(str_eq(wire_heard(&w), wire_heard(&v)), twins[i].why);
		wire_close(&w);
		wire_close(&v);
		buf_release(&one);
		buf_release(&other);
	}
}

/* Of each kind of reply one. */
static const struct row split[] = {
	{ "G-07 a file", STR_INIT("gemini://localhost/hello.txt"),
	    "20 text/plain; charset=utf-8\r\nHello.\n" },
	{ "G-07 a redirect", STR_INIT("gemini://localhost/dir"),
	    "31 /dir/\r\n" },
	{ "G-07 missing", STR_INIT("gemini://localhost/nope"), "51" },
	{ "G-07 another host", STR_INIT("gemini://local/"), "53" },
	{ "G-07 bad", STR_INIT("gemini://localhost/\n"), "59" },
};

static void
g07_two_records_split_anywhere(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);

	for (size_t i = 0; i < COUNT(split); i++) {
		struct buf bytes = with_line_end(split[i].line);

		for (size_t at = 1; at < bytes.len; at++) {
			struct wire w;

			wire_open(&w, &kind);
			wire_send(&w, str_take(buf_str(&bytes), at));
			wire_send(&w, str_skip(buf_str(&bytes), at));
			wire_hear(&w, AT_ONCE_MS);
			reply_check(&w, split[i].why);
			check_want(wire_heard(&w), &split[i]);
			wire_close(&w);
		}
		buf_release(&bytes);
	}
}

static const struct {
	const char *why;
	size_t len;
} rests[] = {
	{ "G-08 one byte", 1 },
	{ "G-08 2 KB", 2048 },
	{ "G-08 100 KB", 100000 },
};

/* A client that is still writing would lose the reply with a reset. */
static void
g08_much_behind_the_line_is_ignored(void **state)
{
	static char rest[100000];

	memset(rest, 'x', sizeof(rest));
	for (size_t i = 0; i < COUNT(split) * COUNT(rests); i++) {
		const struct row *row = &split[i / COUNT(rests)];
		struct buf bytes = with_line_end(row->line);
		struct wire w;

		buf_add(&bytes,
		    (struct str){ rest, rests[i % COUNT(rests)].len });
		ask(*state, &w, buf_str(&bytes), WAY_WHOLE, row->why);
		check_want(wire_heard(&w), row);
		check_row(!wire_was_reset(&w), row->why);
		wire_close(&w);
		buf_release(&bytes);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_lines_get_their_reply),
		cmocka_unit_test(g07_lines_in_records_of_one_byte),
		cmocka_unit_test(o07_lines_and_then_close_notify),
		cmocka_unit_test(o07_lines_and_then_the_end_of_the_stream),
		cmocka_unit_test(g08_lines_with_a_second_request_behind),
		cmocka_unit_test(g08_lines_with_a_second_request_to_follow),
		cmocka_unit_test(different_lines_mean_the_same_page),
		cmocka_unit_test(g07_two_records_split_anywhere),
		cmocka_unit_test(g08_much_behind_the_line_is_ignored),
	};

	return cmocka_run_group_tests_name("wire", tests, setup,
	    server_after_group);
}
