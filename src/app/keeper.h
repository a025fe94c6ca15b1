/* SPDX-License-Identifier: ISC */
#ifndef APP_KEEPER_H
#define APP_KEEPER_H

/*
 * keeper -- the supervisor's side of the signer: it has keys' files, not keys.
 *
 * The supervisor opens a host's two files and hands the descriptors over; the
 * signer alone reads them, and gives back the certificates, or what is wrong.
 * So no key has ever been in the memory that workers are forked from. The files
 * of the last pair that was fine stay open here: a signer that comes after one
 * that died gets the same keys, whatever has become of the names since.
 *
 * In the order of a server's life (duty's functions in brackets):
 *
 *	k = keeper_new()	once, before anything is forked
 *	keeper_prepare(k)	[prepare, ROLE_SIGNER]
 *	signer_guard(), sandbox, keeper_work(k)		[work, ROLE_SIGNER]
 *	keeper_leave(k)		[work, others: first of all]
 *	keeper_started(k, crew, n)	[started, ROLE_SIGNER]; n workers
 *	renew_new()		with struct renew_host.keeper = k
 *	keeper_connect(k, crew, i)	[started, ROLE_WORKER]
 *	signing_use(signing, handle)	in a worker told CONTROL_SIGNER; it
 *				puts -1 into the message, as it keeps it
 *
 * with struct signing, one for all, made by signing_new() in the supervisor and
 * given to tls_sign_by() before any pair is used, and to struct server_config.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/cert.h"
#include "app/supervise.h"
#include "base/buf.h"
#include "base/diag.h"

#define KEEPER_WAIT_MS 5000 /* for what the signer says of a pair */

struct keeper;

struct keeper *keeper_new(void);
void keeper_free(struct keeper *k);

/* A way to the next signer; false with a line in the log. */
bool keeper_prepare(struct keeper *k);

/* In the signer: sign until told to stop; true if so. */
bool keeper_work(struct keeper *k);

/* In any other child: what it inherited, and has no business with. */
void keeper_leave(struct keeper *k);

/*
 * The signer has been forked: it gets the pairs of the one before, and every
 * worker that runs, of the first count, a way to it.
 */
void keeper_started(struct keeper *k, struct crew *crew, size_t count);

/* A worker has been forked: it gets a way to the signer, if there is one. */
void keeper_connect(struct keeper *k, struct crew *crew, size_t worker);

/*
 * Our end of what the signer listens to: while it is open, in whatever program,
 * it goes on.
 */
int keeper_control(const struct keeper *k);

/*
 * As cert_find(): where the pair is, made if need be; but in a process of its
 * own. False, with errors in d or the log.
 */
bool keeper_find(const struct cert_want *want, struct cert_files *files,
    struct diags *d);

/*
 * Have the signer take a host's pair, from now on. What it says is public of
 * it, PEM, is appended to chain. False, with errors in d, if it cannot be used:
 * then it keeps the one before.
 */
bool keeper_take(struct keeper *k, size_t host, const struct cert_files *files,
    struct buf *chain, struct diags *d);

/*
 * Whether the last keeper_take() has failed for want of a signer: then there is
 * nothing wrong with the files, and it is to be tried again.
 */
bool keeper_is_down(const struct keeper *k);

#endif
