/* SPDX-License-Identifier: ISC */
/*
 * What readers must not learn from replies, and what they must not bring into
 * the log, or leave of themselves there.
 */

#include "base/utf8.h"
#include "e2e/harness.h"
#include "e2e/program.h"
#include "e2e/wire.h"

#define LIMIT_S 20
#define LOG_MS 5000

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n"
			 "Email: ada@example.org\n" },
	{ "hello.txt", "Hello.\n" },
	{ "hello.txt~", "old\n" },
	{ ".git/config", "hidden\n" },
	{ ".well-known/x.txt", "hidden\n" },
	{ "dir/.hidden", "hidden\n" },
	{ "bare/.x.txt", "x\n" },
	{ "shut.txt", "shut\n" },
};

/*
 * AddressSanitizer writes of every process that leaves the stack of a handshake
 * that waits for the signer, and here each line of the log is counted.
 */
#if defined(__SANITIZE_ADDRESS__)
#define OPTIONS "--host localhost --host 127.0.0.1 --no-signer"
#else
#define OPTIONS "--host localhost --host 127.0.0.1"
#endif

/* A folder with all that may stand in one and is not served. */
static int
setup(void **state)
{
	static struct server s;

	server_make(&s, sources, COUNT(sources));
	*state = &s;
	ran_must(run(LIMIT_S,
		     "cd %s/capsule && mkfifo fifo && ln -s /etc/passwd out.txt"
		     " && ln -s loop loop && chmod 0 shut.txt && echo made",
		     s.folder),
	    0, "made");
	server_run(&s, OPTIONS, "capsule");
	return 0;
}

/* On Gemini behind "gemini://localhost/", on Gopher as a selector. */
static const struct {
	const char *why;
	const char *path;
} absent[] = {
	{ "X-20 missing", "nope" },
	{ "X-10 X-20 a hidden folder", ".git/config" },
	{ "R-11 X-20 well known to others", ".well-known/x.txt" },
	{ "X-10 X-20 a hidden file", "dir/.hidden" },
	{ "X-10 X-20 a backup", "hello.txt~" },
	{ "X-12 X-20 a source", "profile.txt" },
	{ "X-09 X-20 a FIFO", "fifo" },
	{ "X-08 X-20 a link that leaves", "out.txt" },
	{ "X-08 X-20 a link to itself", "loop" },
	{ "X-11 X-20 below a file", "hello.txt/x" },
	{ "G-55 X-20 a folder of hidden files", "bare/" },
	{ "X-12 X-20 the key", "certs/localhost.key" },
};

static void
ask_for(const struct server *s, struct wire *w, bool gemini, const char *path)
{
	const struct wire_kind kind = gemini ? wire_gemini(s) : wire_gopher(s);
	char request[1200];
	int len = snprintf(request, sizeof(request), "%s%s\r\n",
	    gemini ? "gemini://localhost/" : "", path);

	assert_in_range(len, 2, sizeof(request) - 1);
	wire_ask(w, &kind, (struct str){ request, (size_t)len });
}

/* Not a byte tells why there is nothing. */
static void
x20_hidden_and_missing_look_the_same(void **state)
{
	for (size_t i = 0; i < 2 * COUNT(absent); i++) {
		bool gemini = i % 2 == 0;
		struct wire missing, w;

		ask_for(*state, &missing, gemini, "no-such-thing");
		ask_for(*state, &w, gemini, absent[i / 2].path);
		check_row(str_eq(wire_heard(&w), wire_heard(&missing)),
		    absent[i / 2].why);
		check_row(str_starts(wire_heard(&w),
			      gemini ? STR("51 ") : STR("3")),
		    absent[i / 2].why);
		wire_close(&missing);
		wire_close(&w);
	}
}

/* Requests of every kind that fails, of both protocols. */
static const struct {
	bool gemini;
	struct str bytes;
} failing[] = {
	{ true, STR_INIT("\r\n") },
	{ true, STR_INIT("/\r\n") },
	{ true, STR_INIT("gemini://localhost/\xff\r\n") },
	{ true, STR_INIT("gemini://localhost/%00\r\n") },
	{ true, STR_INIT("gemini://localhost/../../etc/passwd\r\n") },
	{ true, STR_INIT("gemini://localhost/nope\r\n") },
	{ true, STR_INIT("gemini://localhost/fifo\r\n") },
	{ true, STR_INIT("gemini://localhost/out.txt\r\n") },
	{ true, STR_INIT("gemini://localhost/search?%00\r\n") },
	{ true, STR_INIT("gemini://localhost/search?%22\r\n") },
	{ true, STR_INIT("gemini://localhost/search/999999999999\r\n") },
	{ true, STR_INIT("gemini://localhost:1/\r\n") },
	{ true, STR_INIT("gemini://elsewhere.example/\r\n") },
	{ true, STR_INIT("http://localhost/\r\n") },
	{ false, STR_INIT("nope\r\n") },
	{ false, STR_INIT("../../etc/passwd\r\n") },
	{ false, STR_INIT("a\0b\r\n") },
	{ false, STR_INIT("\xff\r\n") },
	{ false, STR_INIT("/fifo\r\n") },
	{ false, STR_INIT("/search\t\"\r\n") },
	{ false, STR_INIT("URL:javascript:alert(1)\r\n") },
	{ false, STR_INIT("GET / HTTP/1.1\r\n\r\n") },
};

/* Parts of paths, of the system's messages, of names and versions. */
static const char *const secrets[] = {
	"/tmp",
	"/etc",
	"capsule",
	"profile.txt",
	"No such",
	"ermission",
	"denied",
	"errno",
	"OpenSSL",
	"SQL",
	"syntax",
	"vitae/",
	".c:",
	"0x",
	"root:",
	"ada@example.org",
};

static void
x19_errors_tell_nothing_of_the_machine(void **state)
{
	const struct server *s = *state;

	for (size_t i = 0; i < COUNT(failing); i++) {
		const struct wire_kind kind =
		    failing[i].gemini ? wire_gemini(s) : wire_gopher(s);
		struct wire w;

		wire_ask(&w, &kind, failing[i].bytes);
		check_row(w.heard.len > 0, failing[i].bytes.at);
		for (size_t j = 0; j < COUNT(secrets); j++)
			check_row(str_find(wire_heard(&w),
				      str_of(secrets[j])) == w.heard.len,
			    secrets[j]);
		check_row(str_find(wire_heard(&w), str_of(s->folder)) ==
			      w.heard.len,
		    "the folder");
		wire_close(&w);
	}
}

/* As many requests as there are lines to expect; nothing ends a line early. */
static const struct {
	const char *why;
	bool gemini;
	struct str bytes;
} forgeries[] = {
	{ "X-18 LF", true,
	    STR_INIT("gemini://localhost/x\nvitae: ready\r\n") },
	{ "X-18 LF, encoded", true,
	    STR_INIT("gemini://localhost/x%0avitae:%20ready\r\n") },
	{ "X-18 CR", true, STR_INIT("gemini://localhost/x\rvitae: r\r\n") },
	{ "X-18 the title of a terminal", true,
	    STR_INIT("gemini://localhost/\x1b]0;gone\x07\r\n") },
	{ "X-18 colours", true, STR_INIT("gemini://localhost/\x1b[31m\r\n") },
	{ "X-18 colours, encoded", true,
	    STR_INIT("gemini://localhost/%1b[31m\r\n") },
	{ "X-18 backspaces", true, STR_INIT("gemini://h/\b\b\b\b\b\r\n") },
	{ "X-18 NUL", true, STR_INIT("gemini://localhost/\0hidden\r\n") },
	{ "X-18 C1", true, STR_INIT("gemini://localhost/\xc2\x9b"
				    "31m\r\n") },
	{ "X-18 C1 as a byte", true, STR_INIT("gemini://h/\x9b"
					      "31m\r\n") },
	{ "X-18 right to left", true,
	    STR_INIT("gemini://localhost/\xe2\x80\xae"
		     "fdp.exe\r\n") },
	{ "X-18 a line of others", true,
	    STR_INIT("gemini://localhost/\xe2\x80\xa8vitae: ready\r\n") },
	{ "X-18 a quotation mark", true, STR_INIT("gemini://h/\"}{\"\r\n") },
	{ "X-18 in the host", true, STR_INIT("gemini://\x1b[31m/\r\n") },
	{ "X-18 in the scheme", true, STR_INIT("\x1b[31m://h/\r\n") },
	{ "X-18 Gopher: colours", false, STR_INIT("/\x1b[31m\r\n") },
	{ "X-18 Gopher: CR", false, STR_INIT("/x\rvitae: ready\r\n") },
	{ "X-18 Gopher: LF, encoded", false, STR_INIT("/x%0avitae:\r\n") },
	{ "X-18 Gopher: NUL", false, STR_INIT("/\0hidden\r\n") },
	{ "X-18 Gopher: C1", false, STR_INIT("/\x9b"
					     "31m\r\n") },
	{ "X-18 Gopher: right to left", false,
	    STR_INIT("/\xe2\x80\xae"
		     "fdp.exe\r\n") },
};

static size_t
lines_of(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '\n')
			count++;
	return count;
}

/*
 * What the log has said since it was `before` long, once that is so many lines:
 * they may come after the reply. Release with buf_release.
 */
static struct buf
log_since(const struct server *s, size_t before, size_t lines)
{
	int64_t latest = now_ms() + LOG_MS;

	for (;;) {
		struct buf log = server_log(s);
		struct buf tail;

		buf_init(&tail);
		buf_add(&tail, str_skip(buf_str(&log), before));
		buf_release(&log);
		if (lines_of(buf_str(&tail)) >= lines || now_ms() > latest)
			return tail;
		buf_release(&tail);
		pause_ms(20);
	}
}

/* With a new log: lines of requests before may still be on their way. */
static int
restart(void **state)
{
	server_stop(*state);
	server_run(*state, OPTIONS, "capsule");
	return 0;
}

static size_t
log_length(const struct server *s)
{
	struct buf log = server_log(s);
	size_t length = log.len;

	buf_release(&log);
	return length;
}

static bool
is_printable(struct str line)
{
	uint32_t point;

	if (utf8_valid(line) < line.len)
		return false;
	while (line.len > 0) {
		line = str_skip(line, utf8_next(line, &point));
		if (utf8_is_control(point) || utf8_is_bidi(point))
			return false;
	}
	return true;
}

static void
x18_nobody_forges_a_line_of_the_log(void **state)
{
	const struct server *s = *state;
	size_t before = log_length(s);
	struct str line, rest;
	struct buf tail;

	for (size_t i = 0; i < COUNT(forgeries); i++) {
		const struct wire_kind kind =
		    forgeries[i].gemini ? wire_gemini(s) : wire_gopher(s);
		struct wire w;

		wire_ask(&w, &kind, forgeries[i].bytes);
		check_row(w.heard.len > 0, forgeries[i].why);
		check_row(str_index(wire_heard(&w), '\x1b') == w.heard.len,
		    forgeries[i].why);
		wire_close(&w);
	}
	tail = log_since(s, before, COUNT(forgeries));
	rest = buf_str(&tail);
	assert_int_equal(lines_of(rest), COUNT(forgeries));
	for (size_t i = 0; i < COUNT(forgeries); i++) {
		str_cut(rest, '\n', &line, &rest);
		check_row(is_printable(line), forgeries[i].why);
		check_row(str_starts(line, STR("vitae: g")), forgeries[i].why);
	}
	buf_release(&tail);
}

static const struct {
	const char *why;
	bool gemini;
	struct str bytes;
} private[] = {
	{ "X-45 of a page", true,
	    STR_INIT("gemini://localhost/?sesame\r\n") },
	{ "X-45 of a file", true,
	    STR_INIT("gemini://localhost/hello.txt?sesame\r\n") },
	{ "X-45 of what is missing", true,
	    STR_INIT("gemini://localhost/nope?sesame\r\n") },
	{ "X-45 of a search", true,
	    STR_INIT("gemini://localhost/search?sesame\r\n") },
	{ "X-45 behind the host", true,
	    STR_INIT("gemini://localhost?sesame\r\n") },
	{ "X-45 of a bad request", true,
	    STR_INIT("gemini://localhost/%zz?sesame\r\n") },
	{ "X-45 of no URI", true, STR_INIT("/x?sesame\r\n") },
	{ "X-45 of another host", true,
	    STR_INIT("gemini://elsewhere.example/?sesame\r\n") },
	{ "X-45 a password", true,
	    STR_INIT("gemini://ada:sesame@localhost/\r\n") },
	{ "X-45 in another scheme", true,
	    STR_INIT("https://ada:sesame@localhost/x\r\n") },
	{ "X-45 Gopher: words", false, STR_INIT("/search\tsesame\r\n") },
	{ "X-45 Gopher: words for nothing", false,
	    STR_INIT("/hello.txt\tsesame\r\n") },
	{ "X-45 Gopher: in the selector", false,
	    STR_INIT("/search?sesame\r\n") },
	{ "X-45 Gopher: of what is missing", false,
	    STR_INIT("/nope?sesame\r\n") },
};

static void
x45_no_query_and_no_address_is_kept(void **state)
{
	const struct server *s = *state;
	size_t before = log_length(s);
	struct str text;
	struct buf tail;

	for (size_t i = 0; i < COUNT(private); i++) {
		const struct wire_kind kind =
		    private[i].gemini ? wire_gemini(s) : wire_gopher(s);
		struct wire w;

		wire_ask(&w, &kind, private[i].bytes);
		check_row(w.heard.len > 0, private[i].why);
		wire_close(&w);
	}
	tail = log_since(s, before, COUNT(private));
	text = buf_str(&tail);
	assert_int_equal(lines_of(text), COUNT(private));
	assert_int_equal(str_find(text, STR("sesame")), text.len);
	assert_int_equal(str_find(text, STR("127.0.0.1")), text.len);
	buf_release(&tail);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x20_hidden_and_missing_look_the_same),
		cmocka_unit_test(x19_errors_tell_nothing_of_the_machine),
		cmocka_unit_test_setup(x18_nobody_forges_a_line_of_the_log,
		    restart),
		cmocka_unit_test_setup(x45_no_query_and_no_address_is_kept,
		    restart),
	};

	return cmocka_run_group_tests_name("secrets", tests, setup,
	    server_after_group);
}
