/* SPDX-License-Identifier: ISC */
#include "net/limits.h"

#include <assert.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/siphash.h"
#include "net/address.h"

#define WAYS 4
#define BUCKETS (LIMITS_SLOTS / WAYS)
#define ALL LIMITS_SLOTS /* the row of counts behind those of the slots */
#define SLOT_NONE UINT32_MAX
#define NETWORK_BITS 64 /* of an IPv6 address: what one subscriber has */
#define SECOND_US INT64_C(1000000)

static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "shared by processes");

struct slot {
	_Atomic uint64_t whose; /* 0 = nobody's so far */
	_Atomic int64_t due_us; /* see pace() */
};

/* All of it is in the shared mapping; only slots and counts ever change. */
struct limits {
	struct limits_config config;
	struct siphash_key key;
	size_t workers;
	size_t size;
	int64_t interval_us; /* between two requests at the rate */
	int64_t slack_us;    /* how far ahead of it a burst may be */
	struct slot slots[LIMITS_SLOTS];
	/* Rows for the slots and for ALL, with a column for each worker. */
	_Atomic uint32_t open[];
};

static void
set_up(struct limits *l, const struct limits_config *config)
{
	l->config = *config;
	if (config->rate == 0)
		return;
	l->interval_us = 60 * SECOND_US / config->rate;
	if (l->interval_us == 0)
		l->interval_us = 1;
	if (config->burst > 1)
		l->slack_us = l->interval_us * (config->burst - 1);
}

struct limits *
limits_new(const struct limits_config *config, size_t workers)
{
	size_t counts = (LIMITS_SLOTS + 1) * workers;
	size_t size = sizeof(struct limits) + counts * sizeof(_Atomic uint32_t);
	struct limits *l = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (l == MAP_FAILED) {
		log_line("no memory for the limits of addresses");
		return NULL;
	}
	l->size = size;
	l->workers = workers;
	if (getentropy(&l->key, sizeof(l->key)) < 0) {
		log_line("no random numbers from the system");
		limits_free(l);
		return NULL;
	}
	set_up(l, config);
	return l;
}

void
limits_free(struct limits *limits)
{
	if (limits != NULL)
		munmap(limits, limits->size);
}

static _Atomic uint32_t *
count_of(struct limits *l, uint32_t row, size_t worker)
{
	assert(worker < l->workers);
	return &l->open[row * l->workers + worker];
}

static uint64_t
sum_of(struct limits *l, uint32_t row)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < l->workers; i++)
		sum += *count_of(l, row, i);
	return sum;
}

bool
limits_in_blocks(const struct limits_block *blocks, size_t count,
    const struct sockaddr *address)
{
	unsigned char bytes[ADDRESS_BYTES];
	bool known = address_bytes(address, bytes);
	bool v4 = address_is_v4(bytes);

	for (size_t i = 0; known && i < count; i++) {
		const struct limits_block *block = &blocks[i];
		unsigned char masked[ADDRESS_BYTES];

		if (v4 && block->bits < ADDRESS_V4_BITS)
			continue;
		memcpy(masked, bytes, sizeof(masked));
		address_mask(masked, block->bits);
		if (memcmp(masked, block->bytes, sizeof(masked)) == 0)
			return true;
	}
	return false;
}

/* Given away, it is as good as new to its next owner, and to its last. */
static bool
is_idle(struct limits *l, uint32_t slot, int64_t now_us)
{
	return l->slots[slot].due_us <= now_us && sum_of(l, slot) == 0;
}

/*
 * An idle slot of those from first on becomes whose. False if there is none.
 * Its last owner may come back at this very moment: then a connection of one
 * counts for the other until it is gone, and nothing is lost for longer.
 */
static bool
claim(struct limits *l, uint32_t first, uint64_t whose, int64_t now_us)
{
	for (uint32_t i = first; i < first + WAYS; i++) {
		uint64_t last = l->slots[i].whose;

		if (last == whose)
			return true;
		if (is_idle(l, i, now_us) &&
		    atomic_compare_exchange_strong(&l->slots[i].whose, &last,
			whose))
			return true;
	}
	return false;
}

static uint32_t
find(struct limits *l, uint32_t first, uint64_t whose)
{
	for (uint32_t i = first; i < first + WAYS; i++)
		if (l->slots[i].whose == whose)
			return i;
	return SLOT_NONE;
}

static uint32_t
slot_of(struct limits *l, unsigned char bytes[ADDRESS_BYTES], int64_t now_us)
{
	struct str subject = { (const char *)bytes, ADDRESS_BYTES };
	uint64_t whose;
	uint32_t first, slot;

	if (!address_is_v4(bytes))
		address_mask(bytes, NETWORK_BITS);
	whose = siphash(&l->key, subject);
	if (whose == 0)
		whose = 1;
	first = (uint32_t)(whose % BUCKETS) * WAYS;
	slot = find(l, first, whose);
	if (slot == SLOT_NONE && claim(l, first, whose, now_us))
		slot = find(l, first, whose);
	return slot;
}

/*
 * Let one more request pass, or say for how many seconds not: the generic cell
 * rate algorithm (ITU-T I.371). due_us is when the next request would come if
 * all had kept to the rate; one may come up to slack_us before. As this is one
 * number, one comparing exchange is enough, where a count and the time of its
 * beginning would want a lock.
 */
static unsigned
pace(const struct limits *l, struct slot *slot, int64_t now_us)
{
	int64_t due = slot->due_us;
	int64_t from, early;

	do {
		from = due > now_us ? due : now_us;
		early = from - l->slack_us - now_us;
		if (early > 0)
			return (unsigned)((early + SECOND_US - 1) / SECOND_US);
	} while (!atomic_compare_exchange_weak(&slot->due_us, &due,
	    from + l->interval_us));
	return 0;
}

static bool
is_beyond(uint64_t count, uint64_t limit)
{
	return limit != 0 && count > limit;
}

static void
judge(struct limits *l, struct limits_pass *pass, int64_t now_us)
{
	const uint64_t most = l->config.connections;
	const uint64_t most_each = l->config.connections_per_address;
	uint64_t all = sum_of(l, ALL);
	uint64_t own = pass->slot == SLOT_NONE ? 0 : sum_of(l, pass->slot);

	pass->refused = is_beyond(all, most + (most + 7) / 8) ||
			is_beyond(own, most_each * 2);
	if (pass->refused)
		return;
	if (is_beyond(all, most)) {
		pass->admission = ADMIT_LATER;
		return;
	}
	if (is_beyond(own, most_each))
		pass->wait_s = 1; /* until one is closed: who knows */
	else if (pass->slot != SLOT_NONE && l->interval_us > 0)
		pass->wait_s = pace(l, &l->slots[pass->slot], now_us);
	if (pass->wait_s > 0)
		pass->admission = ADMIT_SLOWER;
}

/* Counted first, so that of two who come together neither is overlooked. */
struct limits_pass
limits_enter(struct limits *limits, size_t worker,
    const struct sockaddr *address, int64_t now_ms)
{
	const struct limits_config *config = &limits->config;
	struct limits_pass pass = { .admission = ADMIT, .slot = SLOT_NONE };
	int64_t now_us = now_ms * 1000;
	unsigned char bytes[ADDRESS_BYTES];

	if (address_bytes(address, bytes) &&
	    !limits_in_blocks(config->exempt, config->exempt_count, address))
		pass.slot = slot_of(limits, bytes, now_us);
	pass.counted = true;
	++*count_of(limits, ALL, worker);
	if (pass.slot != SLOT_NONE)
		++*count_of(limits, pass.slot, worker);
	judge(limits, &pass, now_us);
	if (pass.refused) {
		limits_leave(limits, worker, pass);
		pass.counted = false;
	}
	return pass;
}

void
limits_leave(struct limits *limits, size_t worker, struct limits_pass pass)
{
	if (!pass.counted)
		return;
	--*count_of(limits, ALL, worker);
	if (pass.slot != SLOT_NONE)
		--*count_of(limits, pass.slot, worker);
}

void
limits_forget(struct limits *limits, size_t worker)
{
	for (uint32_t row = 0; row <= ALL; row++)
		*count_of(limits, row, worker) = 0;
}

static bool
parse_prefix(struct str digits, unsigned most, unsigned *bits)
{
	uint64_t number;

	if (digits.len > 1 && digits.at[0] == '0')
		return false;
	if (!str_number(digits, most, &number))
		return false;
	*bits = (unsigned)number;
	return true;
}

bool
limits_block(struct str text, struct limits_block *block)
{
	struct str host, prefix;
	bool has_prefix = str_cut(text, '/', &host, &prefix);
	union address address;
	unsigned before, most;

	if (!address_parse(host, &address))
		return false;
	before = address.any.sa_family == AF_INET ? ADDRESS_V4_BITS : 0;
	most = 8 * ADDRESS_BYTES - before;
	block->bits = most;
	if (has_prefix && !parse_prefix(prefix, most, &block->bits))
		return false;
	block->bits += before;
	address_bytes(&address.any, block->bytes);
	address_mask(block->bytes, block->bits);
	return true;
}
