/* SPDX-License-Identifier: ISC */
/*
 * A worker that has been broken into talks to the signer, and the other way
 * round. What is taken for a batch is one: written again, it is the same bytes;
 * and what would be signed is what a TLS server signs.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/sign_wire.h"

static void
check(bool holds)
{
	if (!holds)
		abort();
}

/* Whether the bytes that were read are those that would be written. */
static void
same_bytes(struct buf *again, struct str from, struct str rest)
{
	size_t taken = from.len - rest.len;

	check(again->len == taken);
	check(memcmp(again->at, from.at, taken) == 0);
}

static void
check_requests(struct str batch)
{
	struct sign_request request;
	struct str rest = batch;

	while (rest.len > 0) {
		struct str from = rest;
		struct buf again;

		if (!sign_wire_next_request(&rest, &request))
			break;
		check(request.tbs.len > 0 &&
		      request.tbs.len <= SIGNING_TBS_MAX);
		check(request.tbs.at >= batch.at &&
		      request.tbs.at + request.tbs.len <=
			  batch.at + batch.len);
		check(request.digest < SIGN_DIGESTS);
		check(request.padding < SIGN_PADDINGS);
		if (sign_is_handshake(&request))
			check(request.tbs.len > 64 + 4);
		buf_init(&again);
		sign_wire_request(&again, &request);
		same_bytes(&again, from, rest);
		buf_release(&again);
	}
}

static void
check_answers(struct str batch)
{
	struct sign_answer answer;
	struct str rest = batch;

	while (rest.len > 0) {
		struct str from = rest;
		struct buf again;

		if (!sign_wire_next_answer(&rest, &answer))
			break;
		check(answer.signature.len <= SIGNING_MAX);
		buf_init(&again);
		sign_wire_answer(&again, &answer);
		same_bytes(&again, from, rest);
		buf_release(&again);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str batch = { (const char *)data, size };

	check_requests(batch);
	check_answers(batch);
	return 0;
}
