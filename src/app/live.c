/* SPDX-License-Identifier: ISC */
#include "app/live.h"

#include <stdlib.h>
#include <time.h>

#include "app/running.h"
#include "app/sandbox.h"
#include "app/summary.h"
#include "base/clock.h"
#include "base/mem.h"

#define DAY_S 86400

static struct summary_host
describe(const struct running *r, size_t host)
{
	const struct vhost *v = &r->hosts[host];
	struct summary_host h = {
		.shelf = &r->each[host],
		.capsule = v->is->capsule,
		.chain = renew_chain(r->renew, host),
		.facts = renew_facts(r->renew, host),
	};

	for (int level = 0; level <= DIAG_ERROR; level++)
		h.findings[level] =
		    (size_t)r->sources[host].built.findings[level] +
		    v->findings.count[level];
	return h;
}

void
live_summary(const struct running *r)
{
	const size_t count = r->settings.count;
	struct summary_host *hosts = mem_new(count, sizeof(*hosts));
	const struct summary summary = { &r->settings, &r->settings.doors,
		hosts, count };

	for (size_t i = 0; i < count; i++)
		hosts[i] = describe(r, i);
	summary_log(&summary);
	free(hosts);
}

void
live_listen(struct running *r)
{
	if (!r->settings.no_status &&
	    status_path(r->settings.status, r->status_path))
		r->status = status_listen(r->status_path);
}

void
live_close(struct running *r)
{
	status_close(r->status, r->status_path);
	r->status = -1;
}

/* Since the certificate was loaded, days have gone by. */
static int64_t
days_until(const char *day)
{
	struct tm tm = { 0 };

	if (strptime(day, "%Y-%m-%d", &tm) == NULL)
		return 0;
	return ((int64_t)timegm(&tm) - time(NULL)) / DAY_S;
}

static struct status_host
host_now(const struct running *r, size_t host)
{
	const struct source *source = &r->sources[host];
	const struct vhost *v = &r->hosts[host];
	const struct cert_facts *facts = renew_facts(r->renew, host);
	struct status_host h = {
		.name = v->names[0],
		.image_bytes = v->frozen.bytes.len,
		.image_at = source->shown_at,
		.stale = source->stale,
		.text = buf_str(&source->findings),
		.certified = facts != NULL,
	};

	for (int level = 0; level <= DIAG_ERROR; level++)
		h.findings[level] = (size_t)source->built.findings[level];
	if (facts != NULL)
		h.days_left = days_until(facts->last_day);
	return h;
}

void
live_answer(struct running *r)
{
	const size_t count = r->settings.count;
	struct status_host *hosts = mem_new(count, sizeof(*hosts));
	struct status_role roles[ROLES];
	const struct status status = {
		.now = clock_ms(),
		.since = r->since,
		.hosts = hosts,
		.host_count = count,
		.counters = r->counters,
		.workers = r->settings.workers,
		.roles = roles,
		.role_count = ROLES,
		.sandbox = r->settings.sandbox ? sandbox_describe() : "off",
	};

	for (size_t i = 0; i < count; i++)
		hosts[i] = host_now(r, i);
	for (enum role role = 0; role < ROLES; role++)
		roles[role] = (struct status_role){ role_name(role),
			r->ends[role] };
	status_reply(r->status, &status);
	free(hosts);
}
