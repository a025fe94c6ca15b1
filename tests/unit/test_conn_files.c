/* SPDX-License-Identifier: ISC */
#include "unit/conn_pair.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "net/pieces.h"

#define HEAD "head\r\n"
#define SIZE ((size_t)10 * PIECES_MAX + 1)

/* What the front answers with, whatever is asked. */
static struct reply answered;

static enum answer
send_file(const struct shelves *of, const struct request *request,
    struct reply *reply)
{
	(void)of, (void)request;
	reply->head = STR(HEAD);
	reply->file = answered.file;
	reply->file_size = answered.file_size;
	reply->file_lines = answered.file_lines;
	return ANSWER_SEND;
}

static const struct front file_front = {
	.name = "files",
	.view = VIEW_GOPHER,
	.line_max = 64,
	.answer = send_file,
};

/* All of it has been asked for, and nothing sent. */
static void
open_with(struct pair *p, struct str bytes)
{
	struct conn_config config = pair_config(NULL);
	int fd = memfd_create("file", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes.at, bytes.len), bytes.len);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	answered = (struct reply){ .file = fd, .file_size = bytes.len };
	config.front = &file_front;
	pair_open(p, &config);
	assert_int_equal(write(p->peer, "x", 1), 1);
}

static void
hear(const struct pair *p, struct buf *heard)
{
	char block[4096];
	ssize_t got;

	while ((got = read(p->peer, block, sizeof(block))) > 0)
		buf_add(heard, (struct str){ block, (size_t)got });
}

/* Step after step, with a peer that takes all; how many there were. */
static size_t
finish(struct pair *p, struct buf *heard)
{
	enum conn_want want = CONN_WANT_WRITE;
	size_t steps = 0;

	for (; want == CONN_WANT_WRITE; steps++) {
		size_t before = heard->len;

		want = conn_step(&p->conn, NOW);
		hear(p, heard);
		assert_true(heard->len - before < 3 * PIECES_MAX);
	}
	return steps;
}

static struct str
noise(void)
{
	static char bytes[SIZE];

	for (size_t i = 0; i < SIZE; i++)
		bytes[i] = (char)(i * 31 + i / 251);
	return (struct str){ bytes, SIZE };
}

static void
check_report(const struct pair *p, uint64_t bytes, bool complete)
{
	struct conn_report report;

	assert_true(conn_describe(&p->conn, NOW, &report));
	assert_int_equal(report.bytes, bytes);
	assert_int_equal(report.complete, complete);
}

static void
a_file_goes_out_a_piece_in_each_turn_X23(void **state)
{
	struct str file = noise();
	struct buf heard;
	struct pair p;

	(void)state;
	open_with(&p, file);
	buf_init(&heard);
	assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_WRITE);
	hear(&p, &heard);
	assert_int_equal(heard.len, strlen(HEAD) + PIECES_MAX);
	assert_true(finish(&p, &heard) >= SIZE / PIECES_MAX);
	assert_true(str_starts(buf_str(&heard), STR(HEAD)));
	assert_true(str_eq(str_skip(buf_str(&heard), strlen(HEAD)), file));
	check_report(&p, heard.len, true);
	assert_int_equal(fcntl(answered.file, F_GETFD), FD_CLOEXEC);
	pair_close(&p);
	assert_int_equal(fcntl(answered.file, F_GETFD), -1);
	buf_release(&heard);
}

static void
nothing_is_lost_on_a_peer_that_takes_little_X23(void **state)
{
	struct str file = noise();
	struct buf heard;
	struct pair p;
	int size = 4096;

	(void)state;
	open_with(&p, file);
	buf_init(&heard);
	setsockopt(p.conn.fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
	assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_WRITE);
	hear(&p, &heard);
	assert_true(heard.len < PIECES_MAX);
	check_report(&p, heard.len, false);
	finish(&p, &heard);
	assert_true(str_eq(str_skip(buf_str(&heard), strlen(HEAD)), file));
	pair_close(&p);
	buf_release(&heard);
}

/* However they lie in the pieces. */
static void
a_text_gets_the_line_ends_of_the_whole_O30(void **state)
{
	static const struct str lines[] = {
		STR_INIT("a\n"),
		STR_INIT("bc\r\n"),
		STR_INIT(".\n"),
	};
	struct buf text, heard;
	struct arena a;
	struct pair p;

	(void)state;
	arena_init(&a);
	for (size_t i = 0; i < COUNT(lines); i++) {
		buf_init(&text);
		buf_init(&heard);
		while (text.len < 3 * PIECES_MAX)
			buf_add(&text, lines[i]);
		open_with(&p, buf_str(&text));
		answered.file_lines = true;
		finish(&p, &heard);
		assert_true(str_eq(str_skip(buf_str(&heard), strlen(HEAD)),
		    crlf_text(&a, buf_str(&text), CHARSET_UTF8)));
		check_report(&p, heard.len, true);
		pair_close(&p);
		buf_release(&heard);
		buf_release(&text);
	}
	arena_release(&a);
}

static void
of_a_file_that_grows_comes_what_was_there_X35(void **state)
{
	struct buf heard;
	struct pair p;

	(void)state;
	open_with(&p, noise());
	buf_init(&heard);
	assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_WRITE);
	assert_int_equal(ftruncate(answered.file, 2 * SIZE), 0);
	finish(&p, &heard);
	assert_int_equal(heard.len, strlen(HEAD) + SIZE);
	check_report(&p, heard.len, true);
	pair_close(&p);
	buf_release(&heard);
}

static void
a_file_that_shrinks_cuts_the_reply_G96_X35(void **state)
{
	struct buf heard;
	struct pair p;

	(void)state;
	open_with(&p, noise());
	buf_init(&heard);
	assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_WRITE);
	assert_int_equal(ftruncate(answered.file, SIZE / 2), 0);
	finish(&p, &heard);
	assert_int_equal(heard.len, strlen(HEAD) + SIZE / 2);
	assert_int_equal(p.conn.state, CONN_REPLY);
	check_report(&p, heard.len, false);
	pair_close(&p);
	buf_release(&heard);
}

static void
what_cannot_be_read_cuts_the_reply_G96(void **state)
{
	struct buf heard;
	struct pair p;

	(void)state;
	open_with(&p, STR("text"));
	close(answered.file);
	answered.file = open("/dev/null", O_WRONLY | O_CLOEXEC);
	assert_true(answered.file >= 0);
	buf_init(&heard);
	assert_int_equal(finish(&p, &heard), 1);
	assert_int_equal(heard.len, 0);
	check_report(&p, 0, false);
	pair_close(&p);
	buf_release(&heard);
}

static void
an_empty_file_is_whole_at_once(void **state)
{
	struct buf heard;
	struct pair p;

	(void)state;
	open_with(&p, STR(""));
	answered.file_lines = true;
	buf_init(&heard);
	assert_int_equal(finish(&p, &heard), 1);
	assert_str(buf_str(&heard), STR(HEAD));
	check_report(&p, heard.len, true);
	pair_close(&p);
	buf_release(&heard);
}

static void
a_file_has_time_in_proportion_to_its_length_X23(void **state)
{
	const int64_t longest =
	    NOW + CONN_REPLY_MS +
	    (int64_t)(strlen(HEAD) + SIZE) / CONN_REPLY_FLOOR;
	struct buf heard;
	struct pair p;

	(void)state;
	open_with(&p, noise());
	buf_init(&heard);
	assert_int_equal(conn_step(&p.conn, NOW), CONN_WANT_WRITE);
	for (int64_t now = NOW; now < longest; now = p.conn.deadline) {
		hear(&p, &heard);
		assert_int_equal(conn_step(&p.conn, now), CONN_WANT_WRITE);
		if (p.conn.deadline == longest)
			break;
		assert_false(conn_expire(&p.conn, p.conn.deadline));
	}
	assert_int_equal(p.conn.deadline, longest);
	assert_true(conn_expire(&p.conn, longest));
	pair_close(&p);
	buf_release(&heard);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_goes_out_a_piece_in_each_turn_X23),
		cmocka_unit_test(
		    nothing_is_lost_on_a_peer_that_takes_little_X23),
		cmocka_unit_test(a_text_gets_the_line_ends_of_the_whole_O30),
		cmocka_unit_test(of_a_file_that_grows_comes_what_was_there_X35),
		cmocka_unit_test(a_file_that_shrinks_cuts_the_reply_G96_X35),
		cmocka_unit_test(what_cannot_be_read_cuts_the_reply_G96),
		cmocka_unit_test(an_empty_file_is_whole_at_once),
		cmocka_unit_test(
		    a_file_has_time_in_proportion_to_its_length_X23),
	};

	return cmocka_run_group_tests_name("conn_files", tests, NULL, NULL);
}
