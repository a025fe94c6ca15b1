/* SPDX-License-Identifier: ISC */
#ifndef NET_TLS_HOSTS_H
#define NET_TLS_HOSTS_H

/*
 * tls_hosts -- the contexts of all hosts, and which one a handshake gets.
 *
 * For the files of net/tls alone; what others need is in net/tls.h: tls_new(),
 * tls_use() and tls_free(). Every connection begins with a context that has the
 * policy and no certificate, and changes to its host's when the name of that
 * has come. The first context stays what sessions belong to: tickets are opened
 * and sealed for it.
 */

#include <openssl/ssl.h>
#include <stdbool.h>
#include <stddef.h>

#include "net/sign_provider.h"
#include "net/tls.h"

struct tls {
	SSL_CTX *start;
	SSL_CTX **hosts; /* count; NULL = no certificate yet */
	size_t count;
	BIO_METHOD *output; /* see net/tls_wire.h */
	const struct tickets *tickets;
	struct signing *signing; /* NULL = keys are here; else as below */
	struct sign_provider *signer;
	int (*find)(void *arg, struct str name);
	void *arg;
};

/* What a connection finds out on the way. */
struct tls_choice {
	const struct tls *tls;
	int shelf;    /* the host that was named; SHELF_NONE = none of ours */
	bool missing; /* nobody has a certificate for it */
	bool public;  /* nobody is asked for a certificate */
	struct str alpn;
};

/* An SSL that will choose; *choice is filled in, and must outlive it. */
SSL *tls_hosts_begin(const struct tls *tls, struct tls_choice *choice);

struct tls_choice *tls_choice_of(const SSL *ssl);

#endif
