/* SPDX-License-Identifier: ISC */
#include "e2e/crowd.h"

#include <stdlib.h>

void
crowd_open(struct wire *crowd, size_t count, uint16_t port)
{
	const struct wire_kind silent = { .port = port };

	for (size_t i = 0; i < count; i++)
		wire_open(&crowd[i], &silent);
}

void
crowd_close(struct wire *crowd, size_t count)
{
	for (size_t i = 0; i < count; i++)
		wire_close(&crowd[i]);
}

void
server_make_big(struct server *s)
{
	char *big = malloc(BIG + 1);
	const struct source sources[] = {
		{ "profile.txt", "Name: Ada Lovelace\n"
				 "Email: ada@example.org\n" },
		{ "big.txt", big },
	};

	assert_non_null(big);
	memset(big, 'x', BIG);
	for (size_t i = 63; i < BIG; i += 64)
		big[i] = '\n';
	big[BIG] = '\0';
	server_make(s, sources, COUNT(sources));
	free(big);
}

void
crowd_ask_big(const struct server *s, struct wire *tls, struct wire *plain)
{
	const struct wire_kind first = wire_gemini(s), second = wire_gopher(s);

	wire_open(tls, &first);
	assert_true(tls->shaken);
	wire_send(tls, STR("gemini://localhost/big.txt\r\n"));
	wire_open(plain, &second);
	wire_send(plain, STR("/big.txt\r\n"));
}
