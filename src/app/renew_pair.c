/* SPDX-License-Identifier: ISC */
#include "app/renew_pair.h"

#include <string.h>

#include "base/log.h"

/* With the same key, clients that remember that notice nothing (G-100). */
static void
log_new(const struct renew_pair *p, const struct cert_facts *before)
{
	const struct cert_facts *now = &p->facts;
	char text[CERT_PRINT_SIZE];

	if (memcmp(before->key, now->key, sizeof(now->key)) == 0) {
		log_line("%s: a new certificate for the same key, until %s",
		    p->files.chain, now->last_day);
		return;
	}
	cert_print(now->key, text);
	log_line("%s: a new certificate with another key, until %s,"
		 " public key SHA-256 %s",
	    p->files.chain, now->last_day, text);
}

/* Read the pair and use it here; it is the caller's to release. */
static bool
use(struct renew_pair *p, struct cert_pair *pair, struct diags *d)
{
	struct tls_pair texts;

	if (!cert_read(p->want, &p->files, pair, d))
		return false;
	texts = cert_tls_pair(pair);
	return tls_use(p->tls, p->host, &texts, p->ask) &&
	       cert_facts(texts.chain, &p->facts);
}

/* Stamped before it is read: a change meanwhile is seen at the next look. */
bool
renew_pair_load(struct renew_pair *p, struct diags *d)
{
	struct cert_pair pair;
	bool used;

	if (p->want->count == 0)
		return true;
	if (!cert_find(p->want, &p->files, d))
		return false;
	p->chain = renew_stamp_of(p->files.chain);
	p->key = renew_stamp_of(p->files.key);
	used = use(p, &pair, d);
	cert_release(&pair);
	return used;
}

static void
tell(const struct renew_pair *p, const struct crew *crew,
    const struct cert_pair *pair)
{
	const struct tls_pair texts = cert_tls_pair(pair);
	struct control message = {
		.what = CONTROL_CERTIFICATE,
		.host = (uint32_t)p->host,
		.part = (uint32_t)texts.chain.len,
	};
	struct cert_pair both = { 0 };

	buf_add(&both.chain, texts.chain);
	buf_add(&both.chain, texts.key);
	message.bytes = buf_str(&both.chain);
	supervise_tell(crew, &message);
	cert_release(&both);
}

void
renew_pair_look(struct renew_pair *p, const struct crew *crew, bool asked)
{
	const struct cert_facts before = p->facts;
	struct cert_pair pair;
	struct diags d;
	struct arena a;
	bool changed, again, used;

	if (p->want->count == 0)
		return;
	changed = renew_stamp_changed(p->files.chain, &p->chain);
	changed = renew_stamp_changed(p->files.key, &p->key) || changed;
	again = !changed && p->state == RENEW_DOUBTFUL;
	if (!changed && !again)
		return;
	arena_init(&a);
	diags_init(&d, &a);
	used = use(p, &pair, &d);
	if (used) {
		log_new(p, &before);
		tell(p, crew, &pair);
	}
	p->state = renew_settle(p->files.chain, used, again || asked, &d);
	cert_release(&pair);
	arena_release(&a);
}

void
renew_pair_take(struct renew_pair *p, const struct control *message)
{
	const struct tls_pair pair = {
		.chain = str_take(message->bytes, message->part),
		.key = str_skip(message->bytes, message->part),
		.chain_name = p->files.chain,
		.key_name = p->files.key,
	};

	if (p->want->count > 0)
		tls_use(p->tls, p->host, &pair, p->ask);
}
