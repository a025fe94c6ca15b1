/* SPDX-License-Identifier: ISC */
#include "unit/editions.h"

#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/server.h"

#define HOST "example.org"
#define LINES ((size_t)20000)
#define ROOM 16384 /* of a socket: far less than a page */
#define PATIENCE_MS 10000

enum { OPEN,
	PROXIED,
	DOORS };

/* A worker, and what its supervisor has of it. */
struct house {
	struct service services[DOORS];
	struct counters *counters;
	int control[2];
	pid_t worker;
};

/* In the worker. */
static void
told(void *arg, struct control *message)
{
	struct frozen image;
	int handle = message->handle;

	message->handle = -1;
	if (frozen_adopt(&image, handle, SIZE_MAX))
		library_put(arg, message->host, &image);
}

/* There is no log: what is counted does not depend on one. */
static bool
work(const struct house *house)
{
	static const struct library_place place;
	struct library *library = library_new(&place, 1);
	const struct server_config config = {
		.services = house->services,
		.service_count = DOORS,
		.library = library,
		.counters = counters_of(house->counters, 0),
		.times = { 8000, 8000, 8000 },
		.control = house->control[1],
		.told = told,
		.arg = library,
	};

	edition_put(library, 0, HOST, 1, LINES);
	return server_run(&config);
}

static int
setup(void **state)
{
	struct house *house = calloc(1, sizeof(*house));
	const int room = ROOM;

	for (size_t i = 0; i < DOORS; i++) {
		struct service *service = &house->services[i];

		service->front = &front_gopher;
		service->proxied = i == PROXIED;
		assert_int_equal(
		    listener_open(STR("127.0.0.1:0"), &service->listener), 0);
		setsockopt(service->listener.fd, SOL_SOCKET, SO_SNDBUF, &room,
		    sizeof(room));
	}
	house->counters = counters_new(1);
	assert_non_null(house->counters);
	assert_true(control_pair(house->control));
	house->worker = fork();
	assert_true(house->worker >= 0);
	if (house->worker == 0)
		_exit(work(house) ? 0 : 1);
	close(house->control[1]);
	*state = house;
	return 0;
}

static int
teardown(void **state)
{
	struct house *house = *state;
	int status;

	kill(house->worker, SIGTERM);
	assert_int_equal(waitpid(house->worker, &status, 0), house->worker);
	assert_int_equal(status, 0);
	for (size_t i = 0; i < DOORS; i++)
		close(house->services[i].listener.fd);
	close(house->control[0]);
	counters_free(house->counters);
	free(house);
	return 0;
}

static struct counters_worker
counted(const struct house *house)
{
	struct counters_worker w;

	counters_read(house->counters, 0, &w);
	return w;
}

/* Until a counter, by its place, has this value. */
static void
await(const struct house *house, size_t place, uint64_t value)
{
	const int64_t end = clock_ms() + PATIENCE_MS;
	uint64_t now;

	do {
		struct counters_worker w = counted(house);

		memcpy(&now, (const char *)&w + place, sizeof(now));
		if (now == value)
			return;
		poll(NULL, 0, 1);
	} while (clock_ms() < end);
	assert_int_equal(now, value);
}

#define AWAIT(house, counter, value) \
	await((house), offsetof(struct counters_worker, counter), (value))

static int
call(const struct house *house, size_t door)
{
	const struct sockaddr_in to = {
		.sin_family = AF_INET,
		.sin_port = htons(house->services[door].listener.port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	const int room = ROOM;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof(room));
	assert_int_equal(
	    connect(fd, (const struct sockaddr *)&to, sizeof(to)), 0);
	return fd;
}

static int
ask(const struct house *house)
{
	int fd = call(house, OPEN);

	assert_int_equal(write(fd, "\r\n", 2), 2);
	return fd;
}

/* To its end, which closes fd; of which edition it is. */
static unsigned
hear(int fd)
{
	char block[16 * 1024];
	struct buf heard;
	unsigned number;
	ssize_t got;

	buf_init(&heard);
	while ((got = read(fd, block, sizeof(block))) > 0)
		buf_add(&heard, (struct str){ block, (size_t)got });
	assert_int_equal(got, 0);
	number = edition_of(buf_str(&heard), LINES);
	buf_release(&heard);
	close(fd);
	return number;
}

static void
publish(const struct house *house, unsigned number)
{
	struct frozen image = edition_frozen(HOST, number, LINES);
	const struct control message = {
		.what = CONTROL_IMAGE,
		.handle = image.fd,
	};

	assert_true(control_send(house->control[0], &message, -1));
	frozen_release(&image);
}

/* Until a new image has been taken over. */
static void
await_edition(const struct house *house, unsigned number)
{
	const int64_t end = clock_ms() + PATIENCE_MS;

	while (hear(ask(house)) < number)
		assert_true(clock_ms() < end);
}

static void
every_reply_is_of_one_edition_X36(void **state)
{
	enum { CHANGES = 30,
		READERS = 8 };
	const struct house *house = *state;
	unsigned last = 1;

	for (unsigned number = 2; number < CHANGES; number++) {
		int fd[READERS];

		for (size_t i = 0; i < READERS; i++) {
			fd[i] = ask(house);
			if (i == READERS / 2)
				publish(house, number);
		}
		for (size_t i = 0; i < READERS; i++) {
			unsigned got = hear(fd[i]);

			assert_true(got >= last && got <= number);
			last = i == 0 ? got : last;
		}
	}
	await_edition(house, CHANGES - 1);
	AWAIT(house, images, 1);
	AWAIT(house, open, 0);
	assert_int_equal(counted(house).cut[VIEW_GOPHER], 0);
}

static void
a_slow_reader_has_the_old_one_to_its_end_X36(void **state)
{
	const struct house *house = *state;
	int slow = ask(house);
	char first;

	assert_int_equal(recv(slow, &first, 1, MSG_PEEK), 1);
	for (unsigned number = 2; number < 6; number++) {
		publish(house, number);
		await_edition(house, number);
		AWAIT(house, images, 2);
	}
	assert_int_equal(hear(slow), 1);
	AWAIT(house, images, 1);
}

/* it is told to stop, and takes an image over, in the middle. */
static void
a_reply_is_finished_from_the_old_one_when_all_stop_X36(void **state)
{
	const struct house *house = *state;
	int slow = ask(house);
	char first;

	assert_int_equal(recv(slow, &first, 1, MSG_PEEK), 1);
	publish(house, 2);
	await_edition(house, 2);
	kill(house->worker, SIGTERM);
	publish(house, 3);
	AWAIT(house, images, 2);
	assert_int_equal(hear(slow), 1);
}

static void
what_is_no_image_changes_nothing_X43(void **state)
{
	const struct house *house = *state;
	struct control message = { .what = CONTROL_IMAGE };

	message.handle = control_seal(STR("no image"));
	assert_true(control_send(house->control[0], &message, -1));
	close(message.handle);
	publish(house, 2);
	await_edition(house, 2);
	AWAIT(house, images, 1);
}

static void
what_happens_is_counted_without_a_log(void **state)
{
	const struct house *house = *state;
	uint64_t statuses = 0;
	struct counters_worker w;
	int idle = call(house, OPEN);
	int cut;

	AWAIT(house, open, 1);
	assert_int_equal(hear(ask(house)), 1);
	AWAIT(house, requests[VIEW_GOPHER], 1);
	cut = ask(house);
	close(cut);
	AWAIT(house, cut[VIEW_GOPHER], 1);
	close(idle);
	AWAIT(house, open, 0);
	w = counted(house);
	assert_int_equal(w.accepted, 3);
	assert_int_equal(w.refused, 0);
	assert_int_equal(w.requests[VIEW_GOPHER], 2);
	for (size_t i = 0; i < COUNTERS_STATUSES; i++)
		statuses += w.statuses[VIEW_GOPHER][i];
	assert_int_equal(statuses, 2);
	assert_true(w.bytes[VIEW_GOPHER] > LINES);
	assert_int_equal(w.handshakes, 0);
}

static void
who_is_refused_is_counted_as_that(void **state)
{
	const struct house *house = *state;
	int fd = call(house, PROXIED);

	AWAIT(house, refused, 1);
	close(fd);
	assert_int_equal(counted(house).accepted, 0);
}

static void
the_loop_is_seen_to_turn_while_nobody_comes(void **state)
{
	const struct house *house = *state;
	const int64_t end = clock_ms() + PATIENCE_MS;
	uint64_t before;

	while ((before = counted(house).turned) == 0)
		assert_true(clock_ms() < end);
	while (counted(house).turned == before) {
		assert_true(clock_ms() < end);
		poll(NULL, 0, 10);
	}
	assert_true(counted(house).turned - before >= SERVER_BEAT_MS / 2);
}

#define HOUSE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		HOUSE_TEST(every_reply_is_of_one_edition_X36),
		HOUSE_TEST(a_slow_reader_has_the_old_one_to_its_end_X36),
		HOUSE_TEST(
		    a_reply_is_finished_from_the_old_one_when_all_stop_X36),
		HOUSE_TEST(what_is_no_image_changes_nothing_X43),
		HOUSE_TEST(what_happens_is_counted_without_a_log),
		HOUSE_TEST(who_is_refused_is_counted_as_that),
		HOUSE_TEST(the_loop_is_seen_to_turn_while_nobody_comes),
	};

	return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}
