/* SPDX-License-Identifier: ISC */
#include "unit/unit.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/tickets.h"

#define ROTATE TICKETS_ROTATE_MS

/* Whether what was sealed with key still opens, with the same key. */
static bool
opens(const struct tickets *tickets, const struct ticket_key *key,
    bool *newest)
{
	struct ticket_key found;

	if (!tickets_find(tickets, key->name, &found, newest))
		return false;
	assert_memory_equal(&found, key, sizeof(found));
	return true;
}

static void
the_newest_key_opens_what_it_seals(void **state)
{
	struct tickets *tickets = tickets_new(5);
	struct ticket_key key, found;
	unsigned char other[TICKETS_NAME];
	bool newest;

	(void)state;
	assert_non_null(tickets);
	tickets_newest(tickets, &key);
	assert_true(opens(tickets, &key, &newest));
	assert_true(newest);
	memcpy(other, key.name, sizeof(other));
	other[TICKETS_NAME - 1] ^= 1;
	assert_false(tickets_find(tickets, other, &found, &newest));
	tickets_free(tickets);
}

static void
a_key_of_noughts_opens_nothing(void **state)
{
	static const unsigned char noughts[TICKETS_NAME];
	struct tickets *tickets = tickets_new(0);
	struct ticket_key key;
	bool newest;

	(void)state;
	for (int64_t i = 0; i < 5; i++) {
		assert_false(tickets_find(tickets, noughts, &key, &newest));
		tickets_rotate(tickets, i * ROTATE);
	}
	tickets_free(tickets);
}

static void
keys_change_when_it_is_time(void **state)
{
	struct tickets *tickets = tickets_new(1000);
	struct ticket_key first, key;

	(void)state;
	tickets_newest(tickets, &first);
	tickets_rotate(tickets, 1000 + ROTATE - 1);
	tickets_newest(tickets, &key);
	assert_memory_equal(&first, &key, sizeof(key));
	tickets_rotate(tickets, 1000 + ROTATE);
	tickets_newest(tickets, &key);
	assert_memory_not_equal(first.name, key.name, TICKETS_NAME);
	assert_memory_not_equal(first.cipher, key.cipher, sizeof(key.cipher));
	assert_memory_not_equal(first.mac, key.mac, sizeof(key.mac));
	tickets_free(tickets);
}

/* More often than there are places in the ring. */
static void
the_key_before_opens_and_those_before_it_are_gone(void **state)
{
	struct tickets *tickets = tickets_new(0);
	struct ticket_key first, second, third;
	bool newest;

	(void)state;
	tickets_newest(tickets, &first);
	for (int64_t i = 1; i < 8; i++) {
		tickets_rotate(tickets, 2 * i * ROTATE);
		tickets_newest(tickets, &second);
		assert_true(opens(tickets, &first, &newest));
		assert_false(newest);
		tickets_rotate(tickets, (2 * i + 1) * ROTATE);
		tickets_newest(tickets, &third);
		assert_false(opens(tickets, &first, &newest));
		assert_true(opens(tickets, &second, &newest));
		assert_false(newest);
		first = third;
	}
	tickets_free(tickets);
}

/* Run look in a process of its own; whether it says yes. */
static bool
elsewhere(bool (*look)(struct tickets *tickets, const struct ticket_key *key),
    struct tickets *tickets, const struct ticket_key *key)
{
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0)
		_exit(look(tickets, key) ? 0 : 1);
	assert_int_equal(waitpid(child, &status, 0), child);
	return status == 0;
}

static bool
has(struct tickets *tickets, const struct ticket_key *key)
{
	struct ticket_key found;
	bool newest;

	return tickets_find(tickets, key->name, &found, &newest) &&
	       memcmp(&found, key, sizeof(found)) == 0;
}

static bool
rotates(struct tickets *tickets, const struct ticket_key *key)
{
	(void)key;
	tickets_rotate(tickets, ROTATE);
	return true;
}

static bool
lets_go(struct tickets *tickets, const struct ticket_key *key)
{
	(void)key;
	tickets_free(tickets);
	return true;
}

static void
processes_have_the_same_keys(void **state)
{
	struct tickets *tickets = tickets_new(0);
	struct ticket_key key, next;
	bool newest;

	(void)state;
	tickets_newest(tickets, &key);
	assert_true(elsewhere(has, tickets, &key));
	assert_true(elsewhere(rotates, tickets, &key));
	tickets_newest(tickets, &next);
	assert_memory_not_equal(key.name, next.name, TICKETS_NAME);
	assert_true(opens(tickets, &key, &newest));
	assert_true(elsewhere(has, tickets, &next));
	tickets_free(tickets);
}

static void
a_worker_that_ends_leaves_the_keys_to_the_others(void **state)
{
	struct tickets *tickets = tickets_new(0);
	struct ticket_key key;
	bool newest;

	(void)state;
	tickets_newest(tickets, &key);
	assert_true(elsewhere(lets_go, tickets, &key));
	assert_true(opens(tickets, &key, &newest));
	tickets_free(tickets);
	tickets_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_newest_key_opens_what_it_seals),
		cmocka_unit_test(a_key_of_noughts_opens_nothing),
		cmocka_unit_test(keys_change_when_it_is_time),
		cmocka_unit_test(
		    the_key_before_opens_and_those_before_it_are_gone),
		cmocka_unit_test(processes_have_the_same_keys),
		cmocka_unit_test(
		    a_worker_that_ends_leaves_the_keys_to_the_others),
	};

	return cmocka_run_group_tests_name("tickets", tests, NULL, NULL);
}
