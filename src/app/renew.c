/* SPDX-License-Identifier: ISC */
#include "app/renew.h"

#include <stdlib.h>

#include "app/renew_list.h"
#include "app/renew_pair.h"
#include "base/mem.h"

/* A host, with all of it that is watched. */
struct watched {
	struct renew_pair pair;
	struct renew_list *lists; /* one for each zone */
	size_t count;
};

struct renew {
	struct watched *hosts;
	size_t count;
};

static void
watch(struct watched *w, const struct renew_host *host, size_t number,
    struct tls *tls)
{
	w->pair.want = &host->cert;
	w->pair.ask = host->ask;
	w->pair.keeper = host->keeper;
	w->pair.tls = tls;
	w->pair.host = number;
	w->lists = mem_new(host->zones, sizeof(*w->lists));
	w->count = host->zones;
	for (size_t i = 0; i < host->zones; i++) {
		struct renew_list *list = &w->lists[i];

		list->path = host->member_files[i];
		list->members = &host->members[i];
		list->host = (uint32_t)number;
		list->zone = (uint32_t)i;
	}
}

/* All of it, so that all that is wrong is said at once. */
static bool
load(struct watched *w, struct diags *d)
{
	bool fine = true;

	for (size_t i = 0; i < w->count; i++)
		fine = renew_list_load(&w->lists[i], d) && fine;
	return renew_pair_load(&w->pair, d) && fine;
}

struct renew *
renew_new(const struct renew_host *hosts, size_t count, struct tls *tls,
    struct diags *d)
{
	struct renew *renew = mem_new(1, sizeof(*renew));
	bool fine = true;

	renew->hosts = mem_new(count, sizeof(*renew->hosts));
	renew->count = count;
	for (size_t i = 0; i < count; i++) {
		watch(&renew->hosts[i], &hosts[i], i, tls);
		fine = load(&renew->hosts[i], d) && fine;
	}
	if (fine)
		return renew;
	renew_free(renew);
	return NULL;
}

void
renew_free(struct renew *renew)
{
	if (renew == NULL)
		return;
	for (size_t i = 0; i < renew->count; i++) {
		struct watched *w = &renew->hosts[i];

		for (size_t j = 0; j < w->count; j++)
			renew_list_release(&w->lists[j]);
		free(w->lists);
	}
	free(renew->hosts);
	free(renew);
}

const struct cert_facts *
renew_facts(const struct renew *renew, size_t host)
{
	const struct renew_pair *p = &renew->hosts[host].pair;

	return p->want->count > 0 ? &p->facts : NULL;
}

const char *
renew_chain(const struct renew *renew, size_t host)
{
	const struct renew_pair *p = &renew->hosts[host].pair;

	return p->want->count > 0 ? p->files.chain : NULL;
}

void
renew_tick(struct renew *renew, struct crew *crew, bool asked)
{
	for (size_t i = 0; i < renew->count; i++) {
		struct watched *w = &renew->hosts[i];

		renew_pair_look(&w->pair, crew, asked);
		for (size_t j = 0; j < w->count; j++)
			renew_list_look(&w->lists[j], crew, asked);
	}
}

void
renew_take(void *arg, const struct control *message)
{
	struct renew *renew = arg;
	struct watched *w;

	if (message->host >= renew->count)
		return;
	w = &renew->hosts[message->host];
	switch (message->what) {
	case CONTROL_CERTIFICATE:
		renew_pair_take(&w->pair, message);
		break;
	case CONTROL_MEMBERS:
		if (message->part < w->count)
			renew_list_take(&w->lists[message->part],
			    message->bytes);
		break;
	default:
		break;
	}
}
