/* SPDX-License-Identifier: ISC */
#include "net/tickets.h"

#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/log.h"

/* The newest, the one before, and room for the next. */
#define RING 3U

/*
 * Workers read without a lock what the supervisor writes. It writes to the slot
 * that none of them uses, and only then says that this is the newest. Whoever
 * is so slow that two rotations overtake it, or is about to use the key before
 * the newest while that is overwritten, may read half of one key and half of
 * another: then no ticket's HMAC fits, or nobody opens what it seals, and there
 * is a full handshake.
 */
struct tickets {
	_Atomic unsigned newest;
	int64_t made; /* the newest */
	pid_t maker;
	struct ticket_key ring[RING];
};

static bool
make_key(struct ticket_key *key)
{
	struct ticket_key fresh;
	bool made = getrandom(&fresh, sizeof(fresh), 0) == sizeof(fresh);

	if (made)
		*key = fresh;
	else
		log_line("no key for session tickets: %s", strerror(errno));
	explicit_bzero(&fresh, sizeof(fresh));
	return made;
}

/* All of them: a key of noughts would be everybody's. */
static bool
make_all(struct tickets *tickets)
{
	for (size_t i = 0; i < RING; i++)
		if (!make_key(&tickets->ring[i]))
			return false;
	return true;
}

struct tickets *
tickets_new(int64_t now_ms)
{
	struct tickets *tickets = mmap(NULL, sizeof(*tickets),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (tickets == MAP_FAILED) {
		log_line("no memory for session tickets: %s", strerror(errno));
		return NULL;
	}
	/* Neither in a core file nor, where that is allowed, in the swap. */
	madvise(tickets, sizeof(*tickets), MADV_DONTDUMP);
	mlock(tickets, sizeof(*tickets));
	tickets->made = now_ms;
	tickets->maker = getpid();
	if (make_all(tickets))
		return tickets;
	tickets_free(tickets);
	return NULL;
}

void
tickets_free(struct tickets *tickets)
{
	if (tickets == NULL)
		return;
	if (tickets->maker == getpid())
		explicit_bzero(tickets, sizeof(*tickets));
	munmap(tickets, sizeof(*tickets));
}

void
tickets_rotate(struct tickets *tickets, int64_t now_ms)
{
	unsigned next = (atomic_load(&tickets->newest) + 1) % RING;

	if (now_ms - tickets->made < TICKETS_ROTATE_MS ||
	    !make_key(&tickets->ring[next]))
		return;
	atomic_store(&tickets->newest, next);
	tickets->made = now_ms;
	/* What opens nothing any more: whoever gets at our memory later shall
	 * not read what was recorded before. */
	make_key(&tickets->ring[(next + 1) % RING]);
}

void
tickets_newest(const struct tickets *tickets, struct ticket_key *key)
{
	*key = tickets->ring[atomic_load(&tickets->newest)];
}

bool
tickets_find(const struct tickets *tickets,
    const unsigned char name[TICKETS_NAME], struct ticket_key *key,
    bool *newest)
{
	unsigned at = atomic_load(&tickets->newest);

	*key = tickets->ring[at];
	*newest = memcmp(key->name, name, TICKETS_NAME) == 0;
	if (*newest)
		return true;
	*key = tickets->ring[(at + RING - 1) % RING];
	if (memcmp(key->name, name, TICKETS_NAME) == 0)
		return true;
	explicit_bzero(key, sizeof(*key));
	return false;
}
