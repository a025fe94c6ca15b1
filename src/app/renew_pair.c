/* SPDX-License-Identifier: ISC */
#include "app/renew_pair.h"

#include <string.h>

#include "app/cert_look.h"
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

/* The chain alone is read here; the signer has the key. */
static bool
read_chain(const struct renew_pair *p, struct cert_pair *pair, struct diags *d)
{
	*pair = (struct cert_pair){ .files = p->files };
	if (!keeper_take(p->keeper, p->host, &p->files, &pair->chain, d))
		return false;
	cert_look(pair, p->want->names, p->want->count, d);
	return true;
}

static struct tls_pair
texts_of(const struct renew_pair *p, const struct cert_pair *pair)
{
	struct tls_pair texts = cert_tls_pair(pair);

	if (p->keeper != NULL)
		texts.key = STR("");
	return texts;
}

/* Read the pair and use it here; it is the caller's to release. */
static bool
use(struct renew_pair *p, struct cert_pair *pair, struct diags *d)
{
	struct tls_pair texts;

	if (p->keeper != NULL ? !read_chain(p, pair, d)
			      : !cert_read(p->want, &p->files, pair, d))
		return false;
	texts = texts_of(p, pair);
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
	if (p->keeper != NULL ? !keeper_find(p->want, &p->files, d)
			      : !cert_find(p->want, &p->files, d))
		return false;
	p->chain = renew_stamp_of(p->files.chain);
	p->key = renew_stamp_of(p->files.key);
	used = use(p, &pair, d);
	cert_release(&pair);
	return used;
}

static void
tell(const struct renew_pair *p, struct crew *crew,
    const struct cert_pair *pair)
{
	const struct tls_pair texts = texts_of(p, pair);
	struct control message = {
		.what = CONTROL_CERTIFICATE,
		.host = (uint32_t)p->host,
		.part = (uint32_t)texts.chain.len,
		.handle = -1,
	};
	struct cert_pair both = { 0 };

	buf_add(&both.chain, texts.chain);
	buf_add(&both.chain, texts.key);
	message.bytes = buf_str(&both.chain);
	supervise_tell_all(crew, ROLE_WORKER, &message);
	cert_release(&both);
}

void
renew_pair_look(struct renew_pair *p, struct crew *crew, bool asked)
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
	if (!used && p->keeper != NULL && keeper_is_down(p->keeper))
		p->state = RENEW_DOUBTFUL; /* until there is a signer */
	else
		p->state = renew_settle(p->files.chain, used, again || asked,
		    &d);
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
