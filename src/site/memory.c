/* SPDX-License-Identifier: ISC */
#include "site/memory.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "site/doc_record.h"

static int64_t
system_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

struct memory *
memory_new(void)
{
	struct memory *m = mem_new(1, sizeof(*m));

	m->clock = system_clock;
	recall_init(&m->files);
	recall_init(&m->pages);
	recall_init(&m->bodies);
	buf_init(&m->record);
	return m;
}

void
memory_free(struct memory *m)
{
	if (m == NULL)
		return;
	recall_release(&m->files);
	recall_release(&m->pages);
	recall_release(&m->bodies);
	buf_release(&m->record);
	if (m->index != NULL)
		index_free(m->index);
	free(m);
}

void
memory_doubt(struct memory *m)
{
	m->doubt = true;
}

void
memory_begin(struct memory *m)
{
	if (m != NULL)
		m->now = m->clock();
}

uint64_t
memory_page(struct memory *m, const struct doc *doc,
    const struct origin *origin)
{
	struct recalled page;

	if (m == NULL)
		return 0;
	buf_clear(&m->record);
	doc_record(&m->record, doc, origin);
	if (!recall_find(&m->pages, doc->path, buf_str(&m->record), &page))
		page = recall_put(&m->pages, doc->path, buf_str(&m->record),
		    STR(""));
	return page.version;
}

static struct str
as_bytes(const uint64_t *version)
{
	return (struct str){ (const char *)version, sizeof(*version) };
}

bool
memory_body(struct memory *m, struct str form, uint64_t version,
    struct str *body)
{
	struct recalled found;

	if (m == NULL ||
	    !recall_find(&m->bodies, form, as_bytes(&version), &found))
		return false;
	*body = found.made;
	return true;
}

void
memory_keep_body(struct memory *m, struct str form, uint64_t version,
    struct str body)
{
	if (m != NULL)
		recall_put(&m->bodies, form, as_bytes(&version), body);
}

/* A build that ends before that has used no page, but may have no other. */
void
memory_published(struct memory *m)
{
	if (m == NULL)
		return;
	recall_sweep(&m->pages);
	recall_sweep(&m->bodies);
}

void
memory_end(struct memory *m)
{
	if (m == NULL)
		return;
	recall_sweep(&m->files);
	m->doubt = false;
}
