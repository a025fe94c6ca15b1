/* SPDX-License-Identifier: ISC */
#include "app/status.h"

#include <inttypes.h>

#include "app/tally.h"
#include "base/count.h"
#include "front/front.h"

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

/* "3 days", "5 minutes": the largest unit that fits twice, or seconds. */
static void
add_time(struct buf *out, int64_t ms)
{
	static const struct {
		int64_t ms;
		const char *name;
	} units[] = {
		{ DAY_MS, "day" },
		{ HOUR_MS, "hour" },
		{ MINUTE_MS, "minute" },
		{ SECOND_MS, "second" },
	};
	size_t i = 0;

	while (i + 1 < COUNT(units) && ms < 2 * units[i].ms)
		i++;
	tally_count(out, (size_t)(ms / units[i].ms), units[i].name);
}

/* All workers as one. */
static void
add_up(const struct status *s, struct counters_worker *sum)
{
	*sum = (struct counters_worker){ 0 };
	for (size_t i = 0; i < s->workers; i++) {
		struct counters_worker w;

		counters_read(s->counters, i, &w);
		for (enum view v = 0; v < VIEW_COUNT; v++) {
			sum->requests[v] += w.requests[v];
			sum->bytes[v] += w.bytes[v];
			sum->cut[v] += w.cut[v];
			for (size_t j = 0; j < COUNTERS_STATUSES; j++)
				sum->statuses[v][j] += w.statuses[v][j];
		}
		sum->handshakes += w.handshakes;
		sum->resumed += w.resumed;
		sum->failed += w.failed;
		sum->accepted += w.accepted;
		sum->refused += w.refused;
		sum->open += w.open;
	}
}

static void
add_header(struct buf *out, const struct status *s)
{
	buf_add(out, STR("running for "));
	add_time(out, s->now - s->since);
	buf_add(out, STR(", "));
	tally_count(out, s->workers, "worker");
	buf_printf(out, ", %s\n", s->sandbox);
	for (size_t i = 0; i < s->role_count; i++)
		if (s->roles[i].ends > 0) {
			buf_printf(out, "%s: ended ", s->roles[i].name);
			tally_count(out, s->roles[i].ends, "time");
			buf_add(out, STR(" without being told to\n"));
		}
}

static void
add_certificate(struct buf *out, const struct status_host *h)
{
	if (!h->certified)
		return;
	buf_add(out, STR("    certificate "));
	if (h->days_left < 0) {
		buf_add(out, STR("is over\n"));
		return;
	}
	buf_add(out, STR("for "));
	tally_count(out, (size_t)h->days_left, "more day");
	buf_char(out, '\n');
}

/* What a build has found, moved in. */
static void
add_findings(struct buf *out, struct str text)
{
	while (text.len > 0) {
		struct str line;

		str_cut(text, '\n', &line, &text);
		buf_add(out, STR("    "));
		buf_add(out, line);
		buf_char(out, '\n');
	}
}

static void
add_host(struct buf *out, const struct status *s, const struct status_host *h)
{
	buf_char(out, '\n');
	buf_add(out, h->name);
	buf_add(out, STR("\n    image "));
	tally_size(out, h->image_bytes);
	buf_add(out, STR(", taken over "));
	add_time(out, s->now - h->image_at);
	buf_add(out, STR(" ago\n"));
	add_certificate(out, h);
	buf_add(out, STR("    last build: "));
	tally_findings(out, h->findings);
	buf_char(out, '\n');
	if (h->stale)
		buf_add(out, STR("    these have to be mended before it is"
				 " shown: an older image is served\n"));
	add_findings(out, h->text);
}

static void
add_statuses(struct buf *out, const struct front *f, const uint64_t *statuses)
{
	const char *between = ": ";

	for (size_t i = 0; i < COUNTERS_STATUSES; i++) {
		if (statuses[i] == 0)
			continue;
		buf_add(out, str_of(between));
		if (f->status_is_char)
			buf_printf(out, "%c ", (char)(i + ' '));
		else
			buf_printf(out, "%zu ", i);
		tally_number(out, (size_t)statuses[i]);
		between = ", ";
	}
	buf_char(out, '\n');
}

static void
add_protocol(struct buf *out, enum view v, const struct counters_worker *sum)
{
	const struct front *f = front_of(v);

	buf_printf(out, "%s  ", f->name);
	tally_count(out, (size_t)sum->requests[v], "request");
	buf_add(out, STR(", "));
	tally_size(out, sum->bytes[v]);
	if (sum->cut[v] > 0) {
		buf_add(out, STR(", cut short "));
		tally_number(out, (size_t)sum->cut[v]);
	}
	add_statuses(out, f, sum->statuses[v]);
}

static void
add_connections(struct buf *out, const struct counters_worker *sum)
{
	buf_add(out, STR("TLS     "));
	tally_count(out, (size_t)sum->handshakes, "handshake");
	buf_add(out, STR(", "));
	tally_number(out, (size_t)sum->resumed);
	buf_add(out, STR(" resumed, "));
	tally_number(out, (size_t)sum->failed);
	buf_add(out, STR(" failed\nconnections "));
	tally_number(out, (size_t)sum->open);
	buf_add(out, STR(" open, "));
	tally_number(out, (size_t)sum->accepted);
	buf_add(out, STR(" accepted, "));
	tally_number(out, (size_t)sum->refused);
	buf_add(out, STR(" refused\n"));
}

static void
add_worker(struct buf *out, const struct status *s, size_t worker)
{
	struct counters_worker w;
	uint64_t requests = 0;

	counters_read(s->counters, worker, &w);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		requests += w.requests[v];
	buf_printf(out, "worker %zu  ", worker);
	tally_count(out, (size_t)requests, "request");
	buf_add(out, STR(", "));
	tally_number(out, (size_t)w.open);
	buf_add(out, STR(" open"));
	if (w.starts > 1) {
		buf_add(out, STR(", started "));
		tally_count(out, (size_t)w.starts, "time");
	}
	buf_char(out, '\n');
}

void
status_text(struct buf *out, const struct status *s)
{
	struct counters_worker sum;

	add_up(s, &sum);
	add_header(out, s);
	for (size_t i = 0; i < s->host_count; i++)
		add_host(out, s, &s->hosts[i]);
	buf_char(out, '\n');
	for (enum view v = 0; v < VIEW_COUNT; v++)
		add_protocol(out, v, &sum);
	add_connections(out, &sum);
	for (size_t i = 0; i < s->workers; i++)
		add_worker(out, s, i);
}
