/* SPDX-License-Identifier: ISC */
#include "unit/front_rows.h"

#include <fcntl.h>

#include "unit/memory_folder.h"

#define SIZE ((uint64_t)100 * 1024 + 1)
#define SIZE_BEFORE ((uint64_t)70 * 1024) /* when the image was made */

static const struct memory_file on_disk[] = {
	{ .path = STR_INIT("a b.bin"), .size = SIZE },
	{ .path = STR_INIT("notes.txt"), .bytes = STR_INIT("One\nTwo\n") },
	{ .path = STR_INIT("denied"), .result = FOLDER_DENIED },
	{ .path = STR_INIT("special"), .result = FOLDER_SPECIAL },
	{ .path = STR_INIT("outside"), .result = FOLDER_OUTSIDE },
	{ .path = STR_INIT("broken"), .result = FOLDER_FAILED },
};

#define LARGE(name, type, in_lines, item_type)                  \
	{                                                       \
		.kind = RESOURCE_FILE, .media = STR_INIT(type), \
		.file = STR_INIT(name), .size = SIZE_BEFORE,    \
		.lines = (in_lines), .item = (item_type)        \
	}
#define BINARY(name) LARGE(name, "application/pdf", false, '9')

/* Gopher's have no slash in front. */
static const struct {
	struct str path;
	struct resource gemini, gopher;
} served[] = {
	{ STR_INIT("/a b.bin"), BINARY("a b.bin"), BINARY("a b.bin") },
	{ STR_INIT("/notes"), LARGE("notes.txt", "text/plain", false, '0'),
	    LARGE("notes.txt", "text/plain", true, '0') },
	{ STR_INIT("/gone"), BINARY("gone"), BINARY("gone") },
	{ STR_INIT("/denied"), BINARY("denied"), BINARY("denied") },
	{ STR_INIT("/special"), BINARY("special"), BINARY("special") },
	{ STR_INIT("/outside"), BINARY("outside"), BINARY("outside") },
	{ STR_INIT("/broken"), BINARY("broken"), BINARY("broken") },
};

#define MENU                                  \
	"1Files\t/menu\tlocalhost\t70\r\n"    \
	"9Bin\t/a%20b.bin\tlocalhost\t70\r\n" \
	"9Gone\t/gone\tlocalhost\t70\r\n.\r\n"

/* An image with these files, and the folder they are in. */
struct stage {
	struct buf bytes;
	struct image image;
	struct memory_folder memory;
	struct folder folder;
	struct shelf shelf;
	struct shelves shelves;
};

static void
seal_all(struct seal *seal)
{
	static const struct resource menu = {
		.kind = RESOURCE_BODY,
		.media = STR_INIT("application/gopher-menu"),
		.body = STR_INIT(MENU),
		.item = '1',
	};
	static const struct resource moved = {
		.kind = RESOURCE_REDIRECT,
		.media = STR_INIT("/a%20b.bin"),
		.item = '1',
	};

	for (size_t i = 0; i < COUNT(served); i++) {
		struct str path = served[i].path;

		assert_true(seal_add(seal, VIEW_GEMINI, path,
		    &served[i].gemini));
		assert_true(seal_add(seal, VIEW_GOPHER, str_skip(path, 1),
		    &served[i].gopher));
	}
	assert_true(seal_add(seal, VIEW_GOPHER, STR("menu"), &menu));
	assert_true(seal_add(seal, VIEW_GOPHER, STR("moved"), &moved));
}

static int
set_up(void **state)
{
	static const struct origin origin = {
		.host = STR_INIT("localhost"),
		.port = { 1965, 70 },
	};
	static struct stage s;
	struct seal seal;

	s = (struct stage){ .memory = { on_disk, COUNT(on_disk), NULL, 0 } };
	seal_init(&seal);
	seal_all(&seal);
	buf_init(&s.bytes);
	assert_true(seal_write(&seal, &origin, &origin.host, 1, &s.bytes));
	seal_release(&seal);
	assert_null(image_open(buf_str(&s.bytes), &s.image));
	s.folder = memory_folder(&s.memory);
	s.shelf = (struct shelf){ .image = &s.image, .folder = &s.folder };
	s.shelves = (struct shelves){ &s.shelf, 1 };
	*state = &s;
	return 0;
}

static int
tear_down(void **state)
{
	struct stage *s = *state;

	buf_release(&s->bytes);
	return 0;
}

#define NO_FILE UINT64_MAX

struct row {
	const char *why;
	struct str in;
	struct str want; /* head and body */
	uint64_t size;	 /* of the file behind them, or NO_FILE */
	bool lines;
};

static const struct row gemini[] = {
	{ "its size is what it has now", STR_INIT("/a%20b.bin"),
	    STR_INIT("20 application/pdf\r\n"), SIZE, false },
	{ "as it is", STR_INIT("/notes"), STR_INIT("20 text/plain\r\n"), 8,
	    false },
	{ "G-51 a query is nothing to it", STR_INIT("/notes?x"),
	    STR_INIT("20 text/plain\r\n"), 8, false },
	{ "G-80 vanished", STR_INIT("/gone"), STR_INIT("51 not found\r\n"),
	    NO_FILE, false },
	{ "G-80 unreadable", STR_INIT("/denied"), STR_INIT("51 not found\r\n"),
	    NO_FILE, false },
	{ "G-80 X-09", STR_INIT("/special"), STR_INIT("51 not found\r\n"),
	    NO_FILE, false },
	{ "G-80 X-08", STR_INIT("/outside"), STR_INIT("51 not found\r\n"),
	    NO_FILE, false },
	{ "G-75", STR_INIT("/broken"),
	    STR_INIT("40 this file cannot be read at present\r\n"), NO_FILE,
	    false },
};

#define ERROR(text) "3" text "\t\terror.host\t1\r\n.\r\n"
#define PLUS_ERROR(text) "--1\r\n1 " text "\r\n" text "\r\n.\r\n"
#define INFO(item, size) \
	"+INFO: " item "\tlocalhost\t70\r\n+VIEWS:\r\n " size "K>\r\n"
#define BIN INFO("9a b.bin\t/a%20b.bin", "application/pdf: <101")
#define FILES INFO("1Files\t/menu", "application/gopher-menu: <1")
#define BIN_BEFORE INFO("9Bin\t/a%20b.bin", "application/pdf: <70")
#define GONE_BEFORE INFO("9Gone\t/gone", "application/pdf: <70")
#define NOTES INFO("0notes\t/notes", "text/plain: <1")

static const struct row gopher[] = {
	{ "its size is what it has now", STR_INIT("a b.bin"), STR_INIT(""),
	    SIZE, false },
	{ "O-30", STR_INIT("/notes"), STR_INIT(""), 8, true },
	{ "vanished", STR_INIT("/gone"), STR_INIT(ERROR("Not found")), NO_FILE,
	    false },
	{ "unreadable", STR_INIT("/denied"), STR_INIT(ERROR("Not found")),
	    NO_FILE, false },
	{ "X-09", STR_INIT("/special"), STR_INIT(ERROR("Not found")), NO_FILE,
	    false },
	{ "X-08", STR_INIT("/outside"), STR_INIT(ERROR("Not found")), NO_FILE,
	    false },
	{ "G-75", STR_INIT("/broken"),
	    STR_INIT(ERROR("This file cannot be read at present")), NO_FILE,
	    false },
	{ "moved", STR_INIT("/moved"),
	    STR_INIT("3This page has moved:\t\terror.host\t1\r\n"
		     "9a b.bin\t/a%20b.bin\tlocalhost\t70\r\n.\r\n"),
	    NO_FILE, false },
	{ "rule 31 how long it is", STR_INIT("a b.bin\t+"),
	    STR_INIT("+102401\r\n"), SIZE, false },
	{ "rule 31 what changes on the way", STR_INIT("/notes\t+"),
	    STR_INIT("+-2\r\n"), 8, true },
	{ "a view", STR_INIT("/notes\t+text/plain"), STR_INIT("+-2\r\n"), 8,
	    true },
	{ "no such view", STR_INIT("/notes\t+text/html"),
	    STR_INIT(PLUS_ERROR("No such view")), NO_FILE, false },
	{ "rule 31 what there is to know", STR_INIT("a b.bin\t!"),
	    STR_INIT("+-1\r\n" BIN ".\r\n"), NO_FILE, false },
	{ "a name for a title", STR_INIT("/notes\t!"),
	    STR_INIT("+-1\r\n" NOTES ".\r\n"), NO_FILE, false },
	{ "no menu", STR_INIT("/notes\t$"), STR_INIT(PLUS_ERROR("Not a menu")),
	    NO_FILE, false },
	{ "rule 30 in a menu, as the image has it", STR_INIT("/menu\t$"),
	    STR_INIT("+-1\r\n" FILES BIN_BEFORE GONE_BEFORE ".\r\n"),
	    NO_FILE, false },
	{ "rule 31 an error", STR_INIT("/gone\t+"),
	    STR_INIT(PLUS_ERROR("Not found")), NO_FILE, false },
};

/* A request is row->in between these. */
static void
check(const struct front *front, const struct stage *s, const struct row *row,
    const char *before)
{
	char bytes[256];
	struct buf in;
	struct request request;
	struct reply reply;
	struct str head;
	uint64_t size;

	buf_fixed(&in, bytes, sizeof(bytes));
	buf_printf(&in, "%s%.*s\r\n", before, STR_ARG(row->in));
	request = front_request(buf_str(&in));
	check_row(front->answer(&s->shelves, &request, &reply) == ANSWER_SEND,
	    row->why);
	head = reply.head.len > 0 ? reply.head : reply.body;
	check_row(reply.head.len == 0 || reply.body.len == 0, row->why);
	assert_str(head, row->want);
	size = reply.file < 0 ? NO_FILE : reply.file_size;
	check_row(size == row->size, row->why);
	check_row(reply.file < 0 || reply.file_lines == row->lines, row->why);
	reply_release(&reply);
}

static void
gemini_sends_a_header_and_the_file(void **state)
{
	for (size_t i = 0; i < COUNT(gemini); i++)
		check(&front_gemini, *state, &gemini[i], "gemini://localhost");
}

static void
gopher_sends_the_file(void **state)
{
	for (size_t i = 0; i < COUNT(gopher); i++)
		check(&front_gopher, *state, &gopher[i], "");
}

static void
a_file_of_no_folder_is_not_there(void **state)
{
	static const struct row row = { "an image that is alone",
		STR_INIT("/notes"), STR_INIT("51 not found\r\n"), NO_FILE,
		false };
	struct stage s = *(const struct stage *)*state;

	s.shelf.folder = NULL;
	s.shelves.at = &s.shelf;
	check(&front_gemini, &s, &row, "gemini://localhost");
}

static void
a_reply_closes_its_file(void **state)
{
	const struct stage *s = *state;
	struct request request = front_request(STR("/notes\r\n"));
	struct reply reply;
	char byte;
	int fd;

	assert_int_equal(front_gopher.answer(&s->shelves, &request, &reply),
	    ANSWER_SEND);
	fd = reply.file;
	assert_int_equal(read(fd, &byte, 1), 1);
	assert_int_equal(byte, 'O');
	reply_release(&reply);
	assert_int_equal(fcntl(fd, F_GETFD), -1);
	assert_int_equal(reply.file, -1);
}

/* All replies of the tables together leave no file open. */
static void
no_form_of_a_reply_leaves_a_file_open(void **state)
{
	int before = dup(STDIN_FILENO);
	int after;

	close(before);
	gopher_sends_the_file(state);
	gemini_sends_a_header_and_the_file(state);
	after = dup(STDIN_FILENO);
	close(after);
	assert_int_equal(after, before);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gemini_sends_a_header_and_the_file),
		cmocka_unit_test(gopher_sends_the_file),
		cmocka_unit_test(a_file_of_no_folder_is_not_there),
		cmocka_unit_test(a_reply_closes_its_file),
		cmocka_unit_test(no_form_of_a_reply_leaves_a_file_open),
	};

	return cmocka_run_group_tests_name("front_files", tests, set_up,
	    tear_down);
}
