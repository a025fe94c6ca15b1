/* SPDX-License-Identifier: ISC */
#include "site/seal.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/folder.h"
#include "base/hash.h"
#include "base/mem.h"
#include "model/tree.h"
#include "site/layout.h"

struct seal_entry {
	enum view view;
	struct str key;
	struct resource resource;
	uint64_t body_at; /* once there is a plan */
};

/* One section: how many rows of which size, and where they begin. */
struct part {
	size_t count;
	size_t row;
	size_t at;
};

/* Where things go while an image is written. */
struct plan {
	struct part parts[LAYOUT_SECTION_IDS]; /* by id; without rows: none */
	size_t sections;
	size_t header; /* bytes of header and section table */
	size_t texts_at;
	size_t bodies_at;
	size_t total;
	struct str facts[LAYOUT_FACT_KINDS]; /* empty = not there */
	struct buf texts;
	struct table text_places;
	struct table body_places;
	uint64_t search_at;
};

static const struct policy no_policy;

void
seal_init(struct seal *s)
{
	*s = (struct seal){ .policy = &no_policy };
	arena_init(&s->records);
	for (size_t i = 0; i < VIEW_COUNT; i++)
		table_init(&s->taken[i]);
}

void
seal_release(struct seal *s)
{
	for (size_t i = 0; i < VIEW_COUNT; i++)
		table_release(&s->taken[i]);
	free(s->entries);
	arena_release(&s->records);
	seal_init(s);
}

static void
put32(struct buf *out, uint64_t value)
{
	uint32_t little = htole32((uint32_t)value);

	assert(value <= UINT32_MAX);
	buf_add(out, (struct str){ (const char *)&little, sizeof(little) });
}

static void
put64(struct buf *out, uint64_t value)
{
	uint64_t little = htole64(value);

	buf_add(out, (struct str){ (const char *)&little, sizeof(little) });
}

/* What stands in the place of a body. */
static struct str
file_record(struct arena *a, const struct resource *r)
{
	struct buf out;

	assert(r->size <= INT64_MAX && folder_path_is_sound(r->file));
	buf_init(&out);
	put64(&out, r->size);
	put32(&out, r->lines ? LAYOUT_FILE_LINES : 0);
	buf_add(&out, r->file);
	return buf_keep(&out, a);
}

bool
seal_add(struct seal *s, enum view v, struct str key,
    const struct resource *r)
{
	struct seal_entry *entry;

	assert(r->media.len > 0);
	if (!table_add(&s->taken[v], key, s->count))
		return false;
	if (s->count == s->cap) {
		s->cap = s->cap > 0 ? s->cap * 2 : 64;
		s->entries = mem_grow(s->entries, s->cap, sizeof(*s->entries));
	}
	entry = &s->entries[s->count++];
	*entry = (struct seal_entry){ .view = v, .key = key, .resource = *r };
	if (r->kind == RESOURCE_FILE)
		entry->resource.body = file_record(&s->records, r);
	return true;
}

static int
by_view_and_key(const void *left, const void *right)
{
	const struct seal_entry *a = left;
	const struct seal_entry *b = right;

	if (a->view != b->view)
		return a->view < b->view ? -1 : 1;
	return str_cmp(a->key, b->key);
}

static void
put64_at(struct buf *out, size_t at, uint64_t value)
{
	uint64_t little = htole64(value);

	memcpy(out->at + at, &little, sizeof(little));
}

/* Equal texts, above all media types, get one place. */
static void
place_text(struct plan *p, struct str text)
{
	if (table_add(&p->text_places, text, p->texts_at + p->texts.len))
		buf_add(&p->texts, text);
}

static uint64_t
place_body(struct plan *p, struct str body)
{
	uint64_t at = p->total;

	if (table_add(&p->body_places, body, at))
		p->total += body.len;
	else
		table_find(&p->body_places, body, &at);
	return at;
}

/* Resources that are none have their section all the same. */
static bool
is_written(size_t id, const struct part *part)
{
	return part->count > 0 || id == LAYOUT_RESOURCES;
}

static size_t
fact_count(const struct plan *p)
{
	size_t count = 0;

	for (size_t kind = 0; kind < LAYOUT_FACT_KINDS; kind++)
		count += p->facts[kind].len > 0;
	return count;
}

/* They follow each other in the order of their ids. */
static void
plan_parts(struct plan *p, const struct seal *s, size_t host_count)
{
	const struct part parts[LAYOUT_SECTION_IDS] = {
		[LAYOUT_PORTS] = { VIEW_COUNT, LAYOUT_PORT_ROW, 0 },
		[LAYOUT_HOSTS] = { host_count, LAYOUT_HOST_ROW, 0 },
		[LAYOUT_RESOURCES] = { s->count, LAYOUT_RESOURCE_ROW, 0 },
		[LAYOUT_SEARCH] = { s->search.len > 0, LAYOUT_SEARCH_ROW, 0 },
		[LAYOUT_RULES] = { s->policy->rule_count, LAYOUT_RULE_ROW, 0 },
		[LAYOUT_ZONES] = { s->policy->zone_count, LAYOUT_ZONE_ROW, 0 },
		[LAYOUT_FACTS] = { fact_count(p), LAYOUT_FACT_ROW, 0 },
	};

	memcpy(p->parts, parts, sizeof(parts));
	for (size_t id = 0; id < LAYOUT_SECTION_IDS; id++)
		p->sections += is_written(id, &p->parts[id]);
	p->header = LAYOUT_SECTIONS + p->sections * LAYOUT_SECTION_ROW;
	p->texts_at = p->header;
	for (size_t id = 0; id < LAYOUT_SECTION_IDS; id++) {
		p->parts[id].at = p->texts_at;
		p->texts_at += p->parts[id].count * p->parts[id].row;
	}
}

static void
place_policy(struct plan *p, const struct policy *policy)
{
	for (size_t i = 0; i < policy->rule_count; i++) {
		place_text(p, policy->rules[i].pattern);
		place_text(p, policy->rules[i].meta);
	}
	for (size_t i = 0; i < policy->zone_count; i++)
		place_text(p, policy->zones[i].path);
}

static void
plan_init(struct plan *p, struct seal *s, const struct origin *o,
    const struct str *hosts, size_t host_count)
{
	*p = (struct plan){
		.facts = {
		    [LAYOUT_FACT_WEB] = o->web,
		    [LAYOUT_FACT_ADMIN] = s->admin,
		    [LAYOUT_FACT_UPDATED] = s->updated,
		},
	};
	if (s->charset != CHARSET_UTF8)
		p->facts[LAYOUT_FACT_CHARSET] = charset_name(s->charset);
	if (s->ascii)
		p->facts[LAYOUT_FACT_ASCII] = TREE_ASCII_ROOT;
	buf_init(&p->texts);
	table_init(&p->text_places);
	table_init(&p->body_places);
	plan_parts(p, s, host_count);
	for (size_t i = 0; i < host_count; i++)
		place_text(p, hosts[i]);
	for (size_t i = 0; i < s->count; i++) {
		place_text(p, s->entries[i].key);
		place_text(p, s->entries[i].resource.media);
	}
	place_policy(p, s->policy);
	for (size_t kind = 0; kind < LAYOUT_FACT_KINDS; kind++)
		place_text(p, p->facts[kind]);
	p->bodies_at = p->texts_at + p->texts.len;
	p->total = p->bodies_at;
	for (size_t i = 0; i < s->count; i++)
		s->entries[i].body_at =
		    place_body(p, s->entries[i].resource.body);
	p->search_at = place_body(p, s->search);
}

static void
plan_release(struct plan *p)
{
	buf_release(&p->texts);
	table_release(&p->text_places);
	table_release(&p->body_places);
}

static void
put_header(struct buf *out, const struct plan *p)
{
	buf_add(out, LAYOUT_MAGIC);
	put32(out, IMAGE_VERSION);
	put32(out, p->header);
	put64(out, p->total);
	put64(out, 0); /* the sum, once all is written */
	put32(out, p->sections);
	put32(out, 0);
	for (size_t id = 0; id < LAYOUT_SECTION_IDS; id++) {
		if (!is_written(id, &p->parts[id]))
			continue;
		put32(out, id);
		put32(out, p->parts[id].count);
		put64(out, p->parts[id].at);
	}
}

static uint64_t
place_of(const struct table *places, struct str s)
{
	uint64_t at = 0;
	bool placed = table_find(places, s, &at);

	assert(placed);
	return at;
}

static void
put_text_place(struct buf *out, const struct plan *p, struct str text)
{
	put32(out, place_of(&p->text_places, text));
	put32(out, text.len);
}

static void
put_resource(struct buf *out, const struct plan *p, const struct seal_entry *e)
{
	buf_char(out, (char)e->view);
	buf_char(out, (char)e->resource.kind);
	buf_char(out, e->resource.item);
	buf_char(out, 0);
	put_text_place(out, p, e->key);
	put_text_place(out, p, e->resource.media);
	put32(out, 0);
	put64(out, e->body_at);
	put64(out, e->resource.body.len);
}

static void
put_search(struct buf *out, const struct plan *p, struct str search)
{
	if (search.len == 0)
		return;
	put64(out, p->search_at);
	put64(out, search.len);
}

static void
put_policy(struct buf *out, const struct plan *p, const struct policy *policy)
{
	for (size_t i = 0; i < policy->rule_count; i++) {
		put32(out, (uint64_t)policy->rules[i].status);
		put_text_place(out, p, policy->rules[i].pattern);
		put_text_place(out, p, policy->rules[i].meta);
	}
	for (size_t i = 0; i < policy->zone_count; i++) {
		put_text_place(out, p, policy->zones[i].path);
		put32(out, policy->zones[i].enrol ? LAYOUT_ZONE_ENROL : 0);
	}
}

static void
put_facts(struct buf *out, const struct plan *p)
{
	for (size_t kind = 0; kind < LAYOUT_FACT_KINDS; kind++) {
		if (p->facts[kind].len == 0)
			continue;
		put32(out, kind);
		put_text_place(out, p, p->facts[kind]);
	}
}

/* Each in its first user's turn: then it belongs exactly at the end so far. */
static void
put_bodies(struct buf *out, const struct plan *p, const struct seal *s)
{
	for (size_t i = 0; i < s->count; i++) {
		struct str body = s->entries[i].resource.body;

		if (s->entries[i].body_at == out->len)
			buf_add(out, body);
	}
	if (s->search.len > 0 && p->search_at == out->len)
		buf_add(out, s->search);
	assert(out->len == p->total);
}

static void
put_image(struct buf *out, const struct plan *p, const struct seal *s,
    const struct origin *o, const struct str *hosts, size_t host_count)
{
	put_header(out, p);
	for (size_t i = 0; i < VIEW_COUNT; i++)
		put32(out, o->port[i]);
	for (size_t i = 0; i < host_count; i++)
		put_text_place(out, p, hosts[i]);
	for (size_t i = 0; i < s->count; i++)
		put_resource(out, p, &s->entries[i]);
	put_search(out, p, s->search);
	put_policy(out, p, s->policy);
	put_facts(out, p);
	buf_add(out, buf_str(&p->texts));
	put_bodies(out, p, s);
	put64_at(out, LAYOUT_AT_SUM,
	    hash_bytes(str_skip(buf_str(out), LAYOUT_SUMMED)));
}

bool
seal_write(struct seal *s, const struct origin *o, const struct str *hosts,
    size_t host_count, struct buf *out)
{
	struct plan p;
	bool fits;

	assert(out->len == 0 && host_count > 0 && str_eq(hosts[0], o->host));
	if (s->count > 0)
		qsort(s->entries, s->count, sizeof(*s->entries),
		    by_view_and_key);
	plan_init(&p, s, o, hosts, host_count);
	fits = p.bodies_at <= UINT32_MAX;
	if (fits)
		put_image(out, &p, s, o, hosts, host_count);
	plan_release(&p);
	return fits;
}
