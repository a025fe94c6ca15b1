/* SPDX-License-Identifier: ISC */
#include "app/status.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "base/count.h"
#include "front/front.h"

/* The three lines that each metric begins with. */
static void
metric(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(out, "# HELP vitae_%s %s\n# TYPE vitae_%s %s\n", name, help,
	    name, type);
}

/* A label's value: backslash, quote and line end are escaped. */
static void
label(struct buf *out, struct str value)
{
	for (size_t i = 0; i < value.len; i++) {
		if (value.at[i] == '\n') {
			buf_add(out, STR("\\n"));
			continue;
		}
		if (value.at[i] == '\\' || value.at[i] == '"')
			buf_char(out, '\\');
		buf_char(out, value.at[i]);
	}
}

static void
status_label(struct buf *out, enum view v, size_t status)
{
	if (front_of(v)->status_is_char)
		buf_printf(out, "%c", (char)(status + ' '));
	else
		buf_printf(out, "%zu", status);
}

static void
requests_of(struct buf *out, size_t worker, enum view v,
    const struct counters_worker *w)
{
	for (size_t i = 0; i < COUNTERS_STATUSES; i++) {
		if (w->statuses[v][i] == 0)
			continue;
		buf_printf(out,
		    "vitae_requests_total{worker=\"%zu\",protocol=\"%s\","
		    "status=\"",
		    worker, front_of(v)->name);
		status_label(out, v, i);
		buf_printf(out, "\"} %" PRIu64 "\n", w->statuses[v][i]);
	}
}

static void
requests(struct buf *out, const struct status *s)
{
	struct counters_worker w;

	metric(out, "requests_total", "counter", "Requests answered.");
	for (size_t i = 0; i < s->workers; i++) {
		counters_read(s->counters, i, &w);
		for (enum view v = 0; v < VIEW_COUNT; v++)
			requests_of(out, i, v, &w);
	}
}

/* Of each protocol. */
static void
by_view(struct buf *out, const struct status *s, const char *name,
    const char *help, const uint64_t *(*of)(const struct counters_worker *w))
{
	struct counters_worker w;

	metric(out, name, "counter", help);
	for (size_t i = 0; i < s->workers; i++) {
		counters_read(s->counters, i, &w);
		for (enum view v = 0; v < VIEW_COUNT; v++)
			buf_printf(out,
			    "vitae_%s{worker=\"%zu\",protocol=\"%s\"}"
			    " %" PRIu64 "\n",
			    name, i, front_of(v)->name, of(&w)[v]);
	}
}

static const uint64_t *
bytes_of(const struct counters_worker *w)
{
	return w->bytes;
}

static const uint64_t *
cut_of(const struct counters_worker *w)
{
	return w->cut;
}

static void
handshakes_of(struct buf *out, size_t worker, const char *result,
    uint64_t count)
{
	buf_printf(out,
	    "vitae_handshakes_total{worker=\"%zu\",result=\"%s\"} %" PRIu64
	    "\n",
	    worker, result, count);
}

static void
handshakes(struct buf *out, const struct status *s)
{
	struct counters_worker w;

	metric(out, "handshakes_total", "counter", "TLS handshakes.");
	for (size_t i = 0; i < s->workers; i++) {
		counters_read(s->counters, i, &w);
		handshakes_of(out, i, "full", w.handshakes - w.resumed);
		handshakes_of(out, i, "resumed", w.resumed);
		handshakes_of(out, i, "failed", w.failed);
	}
}

/* A number of each worker. */
static void
by_worker(struct buf *out, const struct status *s, const char *name,
    const char *type, const char *help, size_t offset)
{
	struct counters_worker w;

	metric(out, name, type, help);
	for (size_t i = 0; i < s->workers; i++) {
		const char *at = (const char *)&w + offset;
		uint64_t value;

		counters_read(s->counters, i, &w);
		memcpy(&value, at, sizeof(value));
		buf_printf(out, "vitae_%s{worker=\"%zu\"} %" PRIu64 "\n", name,
		    i, value);
	}
}

static void
workers(struct buf *out, const struct status *s)
{
	static const struct {
		const char *name, *type, *help;
		size_t offset;
	} rows[] = {
		{ "connections_total", "counter", "Connections accepted.",
		    offsetof(struct counters_worker, accepted) },
		{ "connections_refused_total", "counter",
		    "Connections refused, far beyond the limits.",
		    offsetof(struct counters_worker, refused) },
		{ "connections_open", "gauge", "Connections open now.",
		    offsetof(struct counters_worker, open) },
		{ "images_mapped", "gauge",
		    "Images mapped: those of now, and older ones in use.",
		    offsetof(struct counters_worker, images) },
		{ "worker_starts_total", "counter",
		    "How often a worker was started.",
		    offsetof(struct counters_worker, starts) },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		by_worker(out, s, rows[i].name, rows[i].type, rows[i].help,
		    rows[i].offset);
}

static void
host_value(struct buf *out, const char *name, const struct status_host *h,
    int64_t value)
{
	buf_printf(out, "vitae_%s{host=\"", name);
	label(out, h->name);
	buf_printf(out, "\"} %" PRId64 "\n", value);
}

static void
images(struct buf *out, const struct status *s)
{
	metric(out, "image_bytes", "gauge", "Size of the image served.");
	for (size_t i = 0; i < s->host_count; i++)
		host_value(out, "image_bytes", &s->hosts[i],
		    (int64_t)s->hosts[i].image_bytes);
	metric(out, "image_age_seconds", "gauge",
	    "Time since the image served was taken over.");
	for (size_t i = 0; i < s->host_count; i++)
		host_value(out, "image_age_seconds", &s->hosts[i],
		    (s->now - s->hosts[i].image_at) / 1000);
	metric(out, "image_stale", "gauge",
	    "1 if the sources have an error, and an older image is served.");
	for (size_t i = 0; i < s->host_count; i++)
		host_value(out, "image_stale", &s->hosts[i],
		    s->hosts[i].stale);
}

static void
findings(struct buf *out, const struct status *s)
{
	static const char *const levels[DIAG_ERROR + 1] = {
		[DIAG_HINT] = "hint",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};

	metric(out, "findings", "gauge", "Findings of the last build.");
	for (size_t i = 0; i < s->host_count; i++)
		for (int level = 0; level <= DIAG_ERROR; level++) {
			buf_add(out, STR("vitae_findings{host=\""));
			label(out, s->hosts[i].name);
			buf_printf(out, "\",level=\"%s\"} %zu\n",
			    levels[level], s->hosts[i].findings[level]);
		}
}

static void
certificates(struct buf *out, const struct status *s)
{
	metric(out, "certificate_days_left", "gauge",
	    "Days until the certificate is over.");
	for (size_t i = 0; i < s->host_count; i++)
		if (s->hosts[i].certified)
			host_value(out, "certificate_days_left", &s->hosts[i],
			    s->hosts[i].days_left);
}

static void
processes(struct buf *out, const struct status *s)
{
	metric(out, "uptime_seconds", "gauge", "Time since the start.");
	buf_printf(out, "vitae_uptime_seconds %" PRId64 "\n",
	    (s->now - s->since) / 1000);
	metric(out, "process_ends_total", "counter",
	    "Processes that ended without being told to.");
	for (size_t i = 0; i < s->role_count; i++)
		buf_printf(out,
		    "vitae_process_ends_total{role=\"%s\"} %" PRIu64 "\n",
		    s->roles[i].name, s->roles[i].ends);
}

void
status_prometheus(struct buf *out, const struct status *s)
{
	requests(out, s);
	by_view(out, s, "reply_bytes_total", "Bytes of replies, before TLS.",
	    bytes_of);
	by_view(out, s, "replies_cut_total",
	    "Replies that did not reach the kernel as a whole.", cut_of);
	handshakes(out, s);
	workers(out, s);
	images(out, s);
	findings(out, s);
	certificates(out, s);
	processes(out, s);
}
