/* SPDX-License-Identifier: ISC */
/*
 * Bytes that are no line, or too long a one, or half of one: where a request
 * ends, and when waiting for its end does.
 */
#include "e2e/harness.h"
#include "e2e/reply.h"
#include "e2e/wire.h"

/* When a connection that says nothing is closed, after ten seconds. */
#define EARLY_MS 6000 /* G-05, G-15: more than the 5 s clients wait */
#define LATE_MS 14000

#define AT_ONCE_MS 3000

static const struct source sources[] = {
	{ "profile.txt", "Name: Ada Lovelace\n" },
	{ "hello.txt", "Hello.\n" },
};

static int
setup(void **state)
{
	return server_for_group(state, sources, COUNT(sources));
}

static void
ask(const struct server *s, struct wire *w, struct str bytes, const char *why)
{
	const struct wire_kind kind = wire_gemini(s);

	wire_open(w, &kind);
	check_row(w->shaken, why);
	wire_send(w, bytes);
	wire_hear(w, AT_ONCE_MS);
	reply_check(w, why);
}

/* The URI of a missing page, or what goes on like one, of len bytes. */
static struct buf
long_line(const char *start, char filler, size_t len)
{
	struct buf line;

	buf_init(&line);
	buf_add(&line, str_of(start));
	while (line.len < len)
		buf_char(&line, filler);
	return line;
}

static const struct {
	const char *why;
	const char *start;
	char filler;
	size_t len;
	const char *end;
	const char *want;
} lengths[] = {
	{ "G-02", "gemini://localhost/", '0', 1024, "\r\n", "51" },
	{ "G-02 a query", "gemini://localhost/hello.txt?", 'q', 1024, "\r\n",
	    "20" },
	{ "G-03", "gemini://localhost/", '0', 1025, "\r\n", "59" },
	{ "G-03 a query", "gemini://localhost/hello.txt?", 'q', 1025, "\r\n",
	    "59" },
	{ "G-03 of another host", "gemini://wikipedia.org/", '0', 1025, "\r\n",
	    "59" },
	{ "G-03 2 KB", "gemini://localhost/", '0', 2048, "\r\n", "59" },
	{ "G-04 no line end", "gemini://localhost/", '0', 1027, "", "59" },
	{ "G-04 100 KB", "", 'x', 100000, "", "59" },
	{ "G-04 LF all along", "", '\n', 100000, "", "59" },
	{ "G-39 a long label", "gemini://", 'a', 90, "/\r\n", "5" },
	{ "G-39 a long host", "gemini://", 'a', 500, "/\r\n", "5" },
	{ "G-31 a long port", "gemini://localhost:", '9', 900, "/\r\n", "59" },
	{ "X-11 a long name", "gemini://localhost/", 'n', 300, ".txt\r\n",
	    "51" },
};

static void
g02_g03_g04_lengths(void **state)
{
	for (size_t i = 0; i < COUNT(lengths); i++) {
		struct buf bytes = long_line(lengths[i].start,
		    lengths[i].filler, lengths[i].len);
		struct wire w;

		buf_add(&bytes, str_of(lengths[i].end));
		ask(*state, &w, buf_str(&bytes), lengths[i].why);
		check_row(
		    str_starts(wire_heard(&w), str_of(lengths[i].want)),
		    lengths[i].why);
		check_row(!wire_was_reset(&w), lengths[i].why);
		wire_close(&w);
		buf_release(&bytes);
	}
}

static void
x11_five_hundred_folders(void **state)
{
	struct buf bytes = long_line("gemini://localhost", 0, 0);
	struct wire w;

	for (int i = 0; i < 500; i++)
		buf_add(&bytes, STR("/a"));
	buf_add(&bytes, STR("\r\n"));
	ask(*state, &w, buf_str(&bytes), "X-11");
	assert_true(str_starts(wire_heard(&w), STR("51 ")));
	wire_close(&w);
	buf_release(&bytes);
}

/* Whatever becomes of it, it becomes so soon, and others are served. */
static void
x13_a_line_of_a_megabyte(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);
	struct buf bytes = long_line("gemini://localhost/", 'x',
	    (size_t)1 << 20);
	struct wire w;

	wire_open(&w, &kind);
	wire_send(&w, buf_str(&bytes));
	wire_hear(&w, AT_ONCE_MS);
	assert_int_not_equal(w.end, WIRE_OPEN);
	assert_true(w.heard.len == 0 ||
		    str_starts(wire_heard(&w), STR("59 ")));
	wire_close(&w);
	buf_release(&bytes);
	ask(*state, &w, STR("gemini://localhost/hello.txt\r\n"),
	    "X-13");
	wire_close(&w);
}

static const struct {
	const char *why;
	struct str bytes;
} halves[] = {
	{ "G-16 nothing", STR_INIT("") },
	{ "G-16 half a line", STR_INIT("gemini://local") },
	{ "G-16 a line that nothing ends", STR_INIT("gemini://localhost/") },
	{ "G-05 one that LF ends", STR_INIT("gemini://localhost/\n") },
	{ "G-05 one that CR ends", STR_INIT("gemini://localhost/\r") },
};

static void
g16_half_a_line_and_no_more_gets_no_reply(void **state)
{
	const struct wire_kind kind = wire_gemini(*state);

	for (size_t i = 0; i < 2 * COUNT(halves); i++) {
		bool fin = i % 2 == 1;
		struct wire w;

		wire_open(&w, &kind);
		if (halves[i / 2].bytes.len > 0)
			wire_send(&w, halves[i / 2].bytes);
		wire_finish(&w, fin);
		wire_hear(&w, AT_ONCE_MS);
		check_row(w.heard.len == 0, halves[i / 2].why);
		check_row(w.end != WIRE_OPEN, halves[i / 2].why);
		check_row(fin || w.end == WIRE_ENDED, halves[i / 2].why);
		wire_close(&w);
	}
}

static const struct {
	const char *why;
	struct str bytes;
} plain[] = {
	{ "G-98 a request", STR_INIT("gemini://localhost/\r\n") },
	{ "G-98 HTTP", STR_INIT("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") },
	{ "G-98 Gopher", STR_INIT("/hello.txt\r\n") },
	{ "G-98 a line end", STR_INIT("\r\n\r\n\r\n\r\n") },
	{ "G-98 zeros", STR_INIT("\0\0\0\0\0\0\0\0\0\0\0\0") },
};

static void
g98_plain_text_gets_no_byte(void **state)
{
	const struct server *s = *state;
	const struct wire_kind kind = { .port = s->gemini };

	for (size_t i = 0; i < COUNT(plain); i++) {
		struct wire w;

		wire_ask(&w, &kind, plain[i].bytes);
		check_row(w.heard.len == 0, plain[i].why);
		check_row(w.end != WIRE_OPEN, plain[i].why);
		wire_close(&w);
	}
}

/* Whom the server waits for in vain; drop by drop counts as waiting, too. */
static const struct {
	const char *why;
	bool tls;
	struct str bytes; /* at first */
	const char *drop; /* and then this, again and again */
} waits[] = {
	{ "X-22 connects only", false, STR_INIT(""), NULL },
	{ "X-22 the start of a ClientHello", false,
	    STR_INIT("\x16\x03\x01\x00"), NULL },
	{ "X-21 a ClientHello drop by drop", false,
	    STR_INIT("\x16\x03\x01\x01\x00\x01\x00\x00\xfc\x03\x03"), "x" },
	{ "G-15 X-22 shakes hands only", true, STR_INIT(""), NULL },
	{ "X-22 one byte", true, STR_INIT("g"), NULL },
	{ "X-22 half a line", true, STR_INIT("gemini://local"), NULL },
	{ "X-22 all but its end", true, STR_INIT("gemini://localhost/"), NULL },
	{ "X-21 a line drop by drop", true, STR_INIT(""), "x" },
	{ "G-05 LF only", true, STR_INIT("gemini://localhost/\n"), NULL },
	{ "G-05 LF again and again", true, STR_INIT("gemini://localhost/\n"),
	    "\n" },
	{ "G-05 CR only", true, STR_INIT("gemini://localhost/\r"), NULL },
	{ "G-05 LF and CR", true, STR_INIT("gemini://localhost/\n\r"), NULL },
	{ "G-05 two lines", true, STR_INIT("gemini://localhost/\n\n"), NULL },
};

/* One turn; true if that connection has found its end. */
static bool
has_ended(struct wire *w, const char *drop)
{
	if (drop != NULL)
		wire_send(w, str_of(drop));
	wire_hear(w, 1);
	return w->end != WIRE_OPEN;
}

/* All at once, so that they wait together; ages are those at their ends. */
static void
wait_for_ends(struct wire wires[], int ages[])
{
	size_t left = COUNT(waits);

	while (left > 0 && wire_age(&wires[0]) < LATE_MS) {
		pause_ms(250);
		for (size_t i = 0; i < COUNT(waits); i++) {
			if (ages[i] == 0 &&
			    has_ended(&wires[i], waits[i].drop)) {
				ages[i] = wire_age(&wires[i]);
				left--;
			}
		}
	}
}

static void
g05_g15_x21_x22_waiting_has_an_end(void **state)
{
	struct wire wires[COUNT(waits)];
	int ages[COUNT(waits)] = { 0 };

	for (size_t i = 0; i < COUNT(waits); i++) {
		struct wire_kind kind = wire_gemini(*state);

		kind.tls = waits[i].tls;
		wire_open(&wires[i], &kind);
		if (waits[i].bytes.len > 0)
			wire_send(&wires[i], waits[i].bytes);
	}
	wait_for_ends(wires, ages);
	for (size_t i = 0; i < COUNT(waits); i++) {
		check_row(wires[i].heard.len == 0, waits[i].why);
		check_row(ages[i] > EARLY_MS && ages[i] < LATE_MS,
		    waits[i].why);
		/* G-95, unless bytes of ours were still on their way. */
		check_row(waits[i].drop != NULL ||
			      wires[i].end == WIRE_ENDED,
		    waits[i].why);
		wire_close(&wires[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g02_g03_g04_lengths),
		cmocka_unit_test(x11_five_hundred_folders),
		cmocka_unit_test(x13_a_line_of_a_megabyte),
		cmocka_unit_test(g16_half_a_line_and_no_more_gets_no_reply),
		cmocka_unit_test(g98_plain_text_gets_no_byte),
		cmocka_unit_test(g05_g15_x21_x22_waiting_has_an_end),
	};

	return cmocka_run_group_tests_name("framing", tests, setup,
	    server_after_group);
}
