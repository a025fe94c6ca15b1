/* SPDX-License-Identifier: ISC */
#ifndef UNIT_CERT_PLACE_H
#define UNIT_CERT_PLACE_H

/*
 * cert_place -- a folder for certificates, and what is said of those in it.
 */

#include <stdlib.h>
#include <sys/stat.h>

#include "app/cert.h"
#include "app/cert_show.h"
#include "unit/remove_tree.h"
#include "unit/unit.h"

static const struct str hosts[] = {
	STR_INIT("example.org"),
	STR_INIT("xn--caf-dma.example"),
	STR_INIT("192.0.2.7"),
	STR_INIT("[2001:db8::1]"),
	STR_INIT("*.example.org"),
	STR_INIT("*"),
};

struct cert_place {
	char root[64];
	char dir[80];
	struct cert_want want; /* for all hosts, in dir */
	struct arena arena;
	struct diags d;
};

static inline int
cert_place_make(void **state)
{
	struct cert_place *p = calloc(1, sizeof(*p));

	snprintf(p->root, sizeof(p->root), "/tmp/vitae-cert-XXXXXX");
	assert_non_null(mkdtemp(p->root));
	snprintf(p->dir, sizeof(p->dir), "%s/certs", p->root);
	p->want = (struct cert_want){ hosts, COUNT(hosts), NULL, NULL, p->dir };
	arena_init(&p->arena);
	diags_init(&p->d, &p->arena);
	*state = p;
	return 0;
}

static inline int
cert_place_remove(void **state)
{
	struct cert_place *p = *state;

	remove_tree(p->root);
	arena_release(&p->arena);
	free(p);
	return 0;
}

/* How often a code is among the findings. */
static inline size_t
cert_place_found(const struct cert_place *p, const char *code)
{
	size_t count = 0;

	for (const struct diag *i = p->d.first; i != NULL; i = i->next)
		count += strcmp(i->code, code) == 0;
	return count;
}

static inline void
cert_place_load(struct cert_place *p, struct cert_pair *pair)
{
	bool loaded = cert_load(&p->want, pair, &p->d);

	if (!loaded)
		diags_print(&p->d, stderr);
	assert_true(loaded);
}

/* The pair as it is there now; fingerprints alone are left of it. */
static inline struct cert_facts
cert_place_facts(struct cert_place *p)
{
	struct cert_facts facts;
	struct cert_pair pair;

	cert_place_load(p, &pair);
	assert_true(cert_facts(buf_str(&pair.chain), &facts));
	cert_release(&pair);
	return facts;
}

#define WITH_FOLDER(test)                                      \
	cmocka_unit_test_setup_teardown(test, cert_place_make, \
	    cert_place_remove)

#endif
