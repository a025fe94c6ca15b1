/* SPDX-License-Identifier: ISC */
#ifndef UNIT_SIGNER_HOUSE_H
#define UNIT_SIGNER_HOUSE_H

/*
 * signer_house -- a signer in a process of its own, as a server has one, and
 * pairs for it.
 */

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include "net/signer.h"
#include "net/signing.h"
#include "unit/handshake.h"

struct signer_house {
	pid_t pid;
	int control;
};

/* What it has said last. */
struct said {
	int count;
	uint32_t says;
	char text[8192];
	size_t len;
};

static inline void
said_take(void *arg, struct control *message)
{
	struct said *said = arg;

	said->count++;
	said->says = message->part;
	said->len = message->bytes.len;
	assert_true(said->len < sizeof(said->text));
	if (said->len > 0)
		memcpy(said->text, message->bytes.at, said->len);
}

static inline void
signer_start(struct signer_house *house)
{
	int ends[2];

	assert_true(control_pair(ends));
	house->pid = fork();
	if (house->pid == 0) {
		close(ends[0]);
		signer_guard();
		_exit(signer_run(ends[1]) ? 0 : 1);
	}
	close(ends[1]);
	house->control = ends[0];
}

/* How it has ended, after control's end or a signal. */
static inline int
signer_end(struct signer_house *house, int signal)
{
	int status;

	close(house->control);
	if (signal != 0)
		kill(house->pid, signal);
	assert_int_equal(waitpid(house->pid, &status, 0), house->pid);
	return status;
}

static inline void
signer_send(struct signer_house *house, enum control_what what, uint32_t host,
    uint32_t part, int handle)
{
	const struct control message = {
		.what = what,
		.host = host,
		.part = part,
		.handle = handle,
	};

	assert_true(control_send(house->control, &message, -1));
}

static inline void
signer_hear(struct signer_house *house, struct said *said)
{
	struct pollfd there = { .fd = house->control, .events = POLLIN };

	*said = (struct said){ 0 };
	while (said->count == 0) {
		assert_int_equal(poll(&there, 1, 5000), 1);
		assert_int_equal(control_take(house->control, said_take, said),
		    CONTROLLED);
	}
}

/* Give it two texts as a host's files. */
static inline void
signer_give(struct signer_house *house, uint32_t host, struct str chain,
    struct str key, struct said *said)
{
	int fds[] = { control_seal(chain), control_seal(key) };

	for (uint32_t i = SIGNER_CHAIN; i <= SIGNER_KEY; i++) {
		signer_send(house, CONTROL_PAIR, host, i, fds[i]);
		close(fds[i]);
	}
	signer_hear(house, said);
}

/* A socket to it. */
static inline int
signer_client(struct signer_house *house)
{
	int ends[2];

	assert_true(control_pair(ends));
	signer_send(house, CONTROL_CLIENT, 0, 0, ends[1]);
	close(ends[1]);
	return ends[0];
}

/* A certificate with its key, as texts. */
struct papers {
	EVP_PKEY *key;
	X509 *cert;
	struct buf chain;
	struct buf secret;
};

static inline void
papers_make(struct papers *p, const char *kind)
{
	p->key = key_of(kind);
	p->cert = cert_named(p->key, "one");
	buf_init(&p->chain);
	buf_init(&p->secret);
	pem_cert(&p->chain, p->cert);
	pem_key(&p->secret, p->key);
}

static inline void
papers_release(struct papers *p)
{
	EVP_PKEY_free(p->key);
	X509_free(p->cert);
	buf_release(&p->chain);
	buf_release(&p->secret);
}

static inline void
papers_give(const struct papers *p, struct signer_house *house)
{
	struct said said;

	signer_give(house, 0, buf_str(&p->chain), buf_str(&p->secret), &said);
	assert_int_equal(said.says, SIGNER_FINE);
}

#endif
