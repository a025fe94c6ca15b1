/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <sched.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/address.h"
#include "net/limits.h"

static union address
address(const char *text)
{
	union address a;

	assert_true(address_parse(str_of(text), &a));
	return a;
}

static struct limits_pass
enter(struct limits *l, size_t worker, const char *who, int64_t now_ms)
{
	union address a = address(who);

	return limits_enter(l, worker, &a.any, now_ms);
}

/* In letters: Admitted, Slower, Later, Refused. */
static char
letter(struct limits_pass pass)
{
	if (pass.refused)
		return 'R';
	switch (pass.admission) {
	case ADMIT:
		return 'A';
	case ADMIT_SLOWER:
		return 'S';
	case ADMIT_LATER:
		return 'L';
	}
	return '?';
}

/* As many come from who, at one time, as `says` has letters; none leaves. */
static void
check_row_visit(struct limits *l, const char *who, int64_t now_ms,
    const char *says, const char *why)
{
	for (const char *c = says; *c != '\0'; c++) {
		char got = letter(enter(l, 0, who, now_ms));

		if (got != *c)
			fail_msg("%s: %s at %lld ms: %c before \"%s\"", why,
			    who, (long long)now_ms, got, c);
	}
}

static void
check_visit(struct limits *l, const char *who, int64_t now_ms,
    const char *says)
{
	check_row_visit(l, who, now_ms, says, "here");
}

#define VISITS_MAX 6

static const struct {
	const char *why;
	uint32_t connections, each, rate, burst;
	struct {
		int64_t at_ms;
		const char *who;
		const char *says;
	} visits[VISITS_MAX];
} courses[] = {
	{ "without limits", 0, 0, 0, 0, { { 0, "192.0.2.1", "AAAAAAAAAA" } } },
	{ "X-25 of one address: told, and at twice as many refused", 0, 3, 0, 0,
	    { { 0, "192.0.2.1", "AAASSSRR" }, { 0, "192.0.2.1", "R" } } },
	{ "X-25 one address does not starve another", 0, 2, 0, 0,
	    { { 0, "192.0.2.1", "AASSR" }, { 0, "192.0.2.2", "AASSR" } } },
	{ "X-25 of all: told, and an eighth above refused", 8, 0, 0, 0,
	    { { 0, "192.0.2.1", "AAAA" }, { 0, "192.0.2.2", "AAAALR" },
		{ 0, "2001:db8::1", "R" } } },
	{ "an eighth of little is one", 1, 0, 0, 0,
	    { { 0, "192.0.2.1", "ALR" } } },
	{ "X-25 IPv6 by /64", 0, 2, 0, 0,
	    { { 0, "2001:db8::1", "A" }, { 0, "2001:db8::ffff:1:2:3", "ASSR" },
		{ 0, "2001:db8:0:1::1", "A" } } },
	{ "X-25 IPv4 in IPv6 is that IPv4", 0, 2, 0, 0,
	    { { 0, "192.0.2.1", "A" }, { 0, "::ffff:192.0.2.1", "ASSR" },
		{ 0, "::ffff:192.0.2.2", "A" }, { 0, "::1", "A" } } },
	{ "G-78 a burst, and then one by one", 0, 0, 60, 3,
	    { { 0, "192.0.2.1", "AAASS" }, { 999, "192.0.2.1", "S" },
		{ 1000, "192.0.2.1", "AS" }, { 3000, "192.0.2.1", "AAS" },
		{ 60000, "192.0.2.1", "AAAS" } } },
	{ "X-25 one address's rate is not another's", 0, 0, 60, 1,
	    { { 0, "192.0.2.1", "AS" }, { 0, "192.0.2.2", "AS" } } },
	{ "no burst is one request", 0, 0, 60, 0,
	    { { 0, "192.0.2.1", "AS" }, { 1000, "192.0.2.1", "AS" } } },
	{ "one a minute", 0, 0, 1, 1,
	    { { 0, "192.0.2.1", "AS" }, { 59999, "192.0.2.1", "S" },
		{ 60000, "192.0.2.1", "AS" } } },
	{ "the greatest rate", 0, 0, UINT32_MAX, 1,
	    { { 0, "192.0.2.1", "A" }, { 1, "192.0.2.1", "A" } } },
	{ "the greatest burst", 0, 0, 1, UINT32_MAX,
	    { { 0, "192.0.2.1", "AAAAAAAAAA" } } },
	{ "exempt of its own limits", 0, 1, 1, 1,
	    { { 0, "127.0.0.1", "AAAAAA" }, { 0, "::ffff:127.9.9.9", "AAAA" },
		{ 0, "::1", "AAAA" }, { 0, "::2", "AS" },
		{ 0, "128.0.0.1", "AS" } } },
	{ "but not of those of all", 2, 1, 1, 1,
	    { { 0, "127.0.0.1", "AALR" }, { 0, "192.0.2.1", "R" } } },
};

static void
says_who_may_have_what(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(courses); i++) {
		struct limits_config config = {
			.connections = courses[i].connections,
			.connections_per_address = courses[i].each,
			.rate = courses[i].rate,
			.burst = courses[i].burst,
			.exempt_count = 2,
		};
		struct limits *l;

		assert_true(limits_block(STR("127.0.0.0/8"),
		    &config.exempt[0]));
		assert_true(limits_block(STR("::1"), &config.exempt[1]));
		l = limits_new(&config, 3);
		assert_non_null(l);
		for (int v = 0; v < VISITS_MAX; v++)
			if (courses[i].visits[v].who != NULL)
				check_row_visit(l, courses[i].visits[v].who,
				    courses[i].visits[v].at_ms,
				    courses[i].visits[v].says,
				    courses[i].why);
		limits_free(l);
	}
}

/* Ask until slower, wait just as told, ask again: G-78, at many rates. */
static void
after_the_wait_the_next_passes_G78(void **state)
{
	static const uint32_t rates[] = { 1, 2, 7, 59, 60, 61, 100, 3600 };

	(void)state;
	for (size_t i = 0; i < COUNT(rates); i++) {
		const struct limits_config config = {
			.rate = rates[i],
			.burst = (uint32_t)(i % 3) + 1,
		};
		struct limits *l = limits_new(&config, 1);
		int64_t now = 12345;

		for (int turn = 0; turn < 20; turn++) {
			struct limits_pass pass = enter(l, 0, "::9", now);

			if (pass.admission == ADMIT)
				continue;
			assert_in_range(pass.wait_s, 1, 60);
			now += (int64_t)pass.wait_s * 1000;
			pass = enter(l, 0, "::9", now);
			assert_int_equal(pass.admission, ADMIT);
		}
		limits_free(l);
	}
}

static void
who_leaves_makes_room(void **state)
{
	const struct limits_config config = {
		.connections = 4,
		.connections_per_address = 2,
	};
	struct limits *l = limits_new(&config, 2);
	struct limits_pass first, second, third;

	(void)state;
	first = enter(l, 0, "192.0.2.1", 0);
	second = enter(l, 1, "192.0.2.1", 0);
	third = enter(l, 1, "192.0.2.1", 0);
	assert_int_equal(letter(second), 'A');
	assert_int_equal(letter(third), 'S');
	assert_int_equal(third.wait_s, 1);
	limits_leave(l, 1, third);
	limits_leave(l, 0, first);
	check_visit(l, "192.0.2.1", 0, "AS");
	limits_leave(l, 1, second);
	check_visit(l, "192.0.2.2", 0, "AALR");
	limits_free(l);
}

/* Who is refused has not entered, and a proxy of nobody's enters alone. */
static void
who_has_not_entered_does_not_leave(void **state)
{
	const struct limits_config config = {
		.connections = 40,
		.connections_per_address = 1,
	};
	static const struct sockaddr nobody = { .sa_family = AF_UNSPEC };
	struct limits *l = limits_new(&config, 3);
	struct limits_pass pass;

	(void)state;
	for (int i = 0; i < 2; i++)
		enter(l, 1, "192.0.2.1", 0);
	for (int i = 0; i < 50; i++) {
		pass = enter(l, 1, "192.0.2.1", 0);
		assert_true(pass.refused && !pass.counted);
		limits_leave(l, 1, pass);
		limits_leave(l, 1, (struct limits_pass){ 0 });
	}
	for (int i = 2; i < 40; i++) {
		pass = limits_enter(l, 1, &nobody, 0);
		assert_int_equal(letter(pass), 'A');
	}
	pass = limits_enter(l, 1, &nobody, 0);
	assert_int_equal(letter(pass), 'L');
	limits_free(l);
}

/* A worker that is gone took its connections with it, and no others. */
static void
what_a_dead_worker_held_comes_back(void **state)
{
	const struct limits_config config = {
		.connections = 6,
		.connections_per_address = 4,
	};
	struct limits *l = limits_new(&config, 3);
	struct limits_pass kept;

	(void)state;
	kept = enter(l, 1, "192.0.2.1", 0);
	for (int i = 0; i < 3; i++)
		enter(l, 2, "192.0.2.1", 0);
	enter(l, 2, "192.0.2.2", 0);
	check_visit(l, "192.0.2.1", 0, "SLR");
	limits_forget(l, 0);
	limits_forget(l, 2);
	check_visit(l, "192.0.2.1", 0, "AAASS");
	limits_leave(l, 1, kept);
	limits_free(l);
}

static const char *
numbered(uint32_t number, char text[64])
{
	snprintf(text, 64, "2001:0:%x:%x::1", number >> 10,
	    number & 1023);
	return text;
}

/* More come than have a place, and stay: none of them is locked out for it. */
static void
a_full_table_limits_all_together_alone(void **state)
{
	const struct limits_config config = { .connections_per_address = 1 };
	struct limits *l = limits_new(&config, 1);
	size_t told = 0, unlimited = 0;
	char text[64];

	(void)state;
	for (uint32_t i = 0; i < 4 * LIMITS_SLOTS; i++)
		assert_int_equal(
		    letter(enter(l, 0, numbered(i, text), 0)), 'A');
	for (uint32_t i = 0; i < 4 * LIMITS_SLOTS; i++) {
		char got = letter(enter(l, 0, numbered(i, text), 0));

		told += got == 'S';
		unlimited += got == 'A';
	}
	/* Nearly all places are taken, each by one, who is told. */
	assert_in_range(told, LIMITS_SLOTS * 95 / 100, LIMITS_SLOTS);
	assert_int_equal(told + unlimited, 4 * LIMITS_SLOTS);
	limits_free(l);
}

/* Strangers who come and go do not wash away what is known of somebody. */
static void
only_idle_places_are_given_away(void **state)
{
	const struct limits_config config = {
		.connections_per_address = 1,
		.rate = 1,
		.burst = 1,
	};
	struct limits *l = limits_new(&config, 1);
	struct limits_pass held, hasty;
	char text[64];

	(void)state;
	held = enter(l, 0, "192.0.2.1", 0);
	hasty = enter(l, 0, "192.0.2.2", 0);
	limits_leave(l, 0, hasty);
	for (uint32_t i = 0; i < 8 * LIMITS_SLOTS; i++) {
		struct limits_pass pass = enter(l, 0, numbered(i, text), 1000);

		assert_int_equal(letter(pass), 'A');
		limits_leave(l, 0, pass);
	}
	check_visit(l, "192.0.2.1", 59000, "SR");
	check_visit(l, "192.0.2.2", 59000, "SSR");
	limits_leave(l, 0, held);
	/* Later their places are anybody's: few enough all have one again. */
	for (uint32_t i = 0; i < LIMITS_SLOTS / 128; i++)
		check_visit(l, numbered(i, text), 200000, "AS");
	limits_free(l);
}

#define PROCESSES 4
#define ROUNDS 20000
#define HELD 3

/* What one worker does over and over: three connections at a time. */
static void
come_and_go(struct limits *l, size_t worker, uint32_t addresses)
{
	struct limits_pass held[HELD] = { 0 };
	char text[64];

	for (uint32_t i = 0; i < ROUNDS; i++) {
		if (i >= HELD && !held[i % HELD].refused)
			limits_leave(l, worker, held[i % HELD]);
		held[i % HELD] =
		    enter(l, worker, numbered(i * 7 % addresses, text), i);
	}
	for (uint32_t i = 0; i < HELD; i++)
		if (!held[i].refused)
			limits_leave(l, worker, held[i]);
}

/* In as many processes, and all at once; the sum of what they returned. */
static int
at_once(struct limits *l, int (*work)(struct limits *l, size_t worker))
{
	struct {
		_Atomic size_t waiting;
		_Atomic int sum;
	} *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int sum, status;

	assert_ptr_not_equal(shared, MAP_FAILED);
	for (size_t i = 0; i < PROCESSES; i++) {
		pid_t pid = fork();

		assert_true(pid >= 0);
		if (pid != 0)
			continue;
		shared->waiting++;
		while (shared->waiting < PROCESSES)
			sched_yield();
		shared->sum += work(l, i);
		_exit(0);
	}
	for (size_t i = 0; i < PROCESSES; i++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	sum = shared->sum;
	munmap(shared, sizeof(*shared));
	return sum;
}

/* Few addresses: each count is everybody's all the time. */
static int
hammer_counts(struct limits *l, size_t worker)
{
	come_and_go(l, worker, 7);
	return 0;
}

/* Many: places change hands all the time. */
static int
hammer_places(struct limits *l, size_t worker)
{
	come_and_go(l, worker, LIMITS_SLOTS + 3);
	return 0;
}

static void
many_processes_leave_exact_totals(void **state)
{
	const struct limits_config config = {
		.connections = PROCESSES * HELD - 2,
		.connections_per_address = 4,
	};
	struct limits *l = limits_new(&config, PROCESSES);
	char text[64];

	(void)state;
	assert_int_equal(at_once(l, hammer_counts), 0);
	assert_int_equal(at_once(l, hammer_places), 0);
	/* Each address, and all together, have all of theirs again. */
	for (uint32_t i = 0; i < 2000; i++) {
		struct limits_pass passes[4];

		for (int j = 0; j < 4; j++) {
			passes[j] = enter(l, 1, numbered(i, text), ROUNDS);
			assert_int_equal(letter(passes[j]), 'A');
		}
		for (int j = 0; j < 4; j++)
			limits_leave(l, 1, passes[j]);
	}
	check_visit(l, "192.0.2.1", ROUNDS, "AAAA");
	check_visit(l, "192.0.2.2", ROUNDS, "AAAA");
	check_visit(l, "192.0.2.3", ROUNDS, "AALLR");
	limits_free(l);
}

static int
spend_rate(struct limits *l, size_t worker)
{
	int passed = 0;

	for (int i = 0; i < ROUNDS; i++)
		passed += letter(enter(l, worker, "::9", 0)) == 'A';
	return passed;
}

#define BURST (PROCESSES * ROUNDS / 2)

/* A rate that several workers use at once is still one rate. */
static void
many_processes_share_one_rate_X25(void **state)
{
	const struct limits_config config = { .rate = 60, .burst = BURST };
	struct limits *l = limits_new(&config, PROCESSES);

	(void)state;
	assert_int_equal(at_once(l, spend_rate), BURST);
	limits_free(l);
}

static const struct {
	const char *block;
	const char *who;
	bool exempt;
} members[] = {
	{ "192.0.2.0/25", "192.0.2.127", true },
	{ "192.0.2.0/25", "192.0.2.128", false },
	{ "0.0.0.0/0", "192.0.2.128", true },
	{ "0.0.0.0/0", "2001:db8::1", false },
	{ "2001:db8::/33", "2001:db8:7fff::1", true },
	{ "2001:db8::/33", "2001:db8:8000::1", false },
	{ "2001:db8::5", "2001:db8::6", false }, /* though of one /64 */
	{ "::/0", "2001:db8::1", true },
	{ "::/0", "192.0.2.1", false },
};

static void
blocks_have_who_is_in_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(members); i++) {
		struct limits_config config = {
			.connections_per_address = 1,
			.exempt_count = 1,
		};
		struct limits *l;

		assert_true(limits_block(str_of(members[i].block),
		    &config.exempt[0]));
		l = limits_new(&config, 1);
		check_visit(l, members[i].who, 0,
		    members[i].exempt ? "AAA" : "ASR");
		limits_free(l);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_who_may_have_what),
		cmocka_unit_test(after_the_wait_the_next_passes_G78),
		cmocka_unit_test(who_leaves_makes_room),
		cmocka_unit_test(who_has_not_entered_does_not_leave),
		cmocka_unit_test(what_a_dead_worker_held_comes_back),
		cmocka_unit_test(a_full_table_limits_all_together_alone),
		cmocka_unit_test(only_idle_places_are_given_away),
		cmocka_unit_test(many_processes_leave_exact_totals),
		cmocka_unit_test(many_processes_share_one_rate_X25),
		cmocka_unit_test(blocks_have_who_is_in_them),
	};

	return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
