/* SPDX-License-Identifier: ISC */
#include "net/counters.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"

struct counters {
	char *blocks; /* shared */
	size_t each;  /* bytes of one: whole pages */
	size_t workers;
};

struct counters *
counters_new(size_t workers)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct counters *c = mem_new(1, sizeof(*c));
	void *at;

	c->each = (sizeof(struct counters_worker) + page - 1) / page * page;
	c->workers = workers;
	at = mmap(NULL, c->each * workers, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED) {
		log_line("no memory for counters: %s", strerror(errno));
		free(c);
		return NULL;
	}
	c->blocks = at;
	return c;
}

void
counters_free(struct counters *counters)
{
	if (counters == NULL)
		return;
	munmap(counters->blocks, counters->each * counters->workers);
	free(counters);
}

struct counters_worker *
counters_of(struct counters *counters, size_t worker)
{
	return (void *)(counters->blocks + worker * counters->each);
}

/* A word at a time: a worker counts on meanwhile. */
void
counters_read(const struct counters *counters, size_t worker,
    struct counters_worker *copy)
{
	const uint64_t *from =
	    (const void *)(counters->blocks + worker * counters->each);
	uint64_t *to = (void *)copy;

	_Static_assert(sizeof(*copy) % sizeof(*to) == 0, "words");
	for (size_t i = 0; i < sizeof(*copy) / sizeof(*to); i++)
		to[i] = __atomic_load_n(&from[i], __ATOMIC_RELAXED);
}

void
counters_forget(struct counters *counters, size_t worker)
{
	struct counters_worker *w = counters_of(counters, worker);

	counters_set(&w->open, 0);
	counters_set(&w->images, 0);
	counters_set(&w->turned, 0);
}

void
counters_shook(struct counters_worker *mine, bool resumed)
{
	counters_up(&mine->handshakes, 1);
	if (resumed)
		counters_up(&mine->resumed, 1);
}

static size_t
status_slot(const struct conn_report *report)
{
	int slot = report->status;

	if (report->front->status_is_char)
		slot -= ' ';
	return slot >= 0 && slot < COUNTERS_STATUSES ? (size_t)slot : 0;
}

void
counters_add(struct counters_worker *mine, const struct conn_report *report)
{
	enum view v = report->front->view;

	if (report->failed != NULL) {
		counters_up(&mine->failed, 1);
		return;
	}
	counters_up(&mine->requests[v], 1);
	counters_up(&mine->statuses[v][status_slot(report)], 1);
	counters_up(&mine->bytes[v], report->bytes);
	if (!report->complete)
		counters_up(&mine->cut[v], 1);
}
