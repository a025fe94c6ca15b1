/* SPDX-License-Identifier: ISC */
#include "app/settings.h"

/* Readers of feeds ask for ten of them at once: the burst is above that. */
static const struct limits_config default_limits = {
	.connections = 8192, /* half of what one worker may have open */
	.connections_per_address = 64,
	.rate = 600,
	.burst = 200,
};

static const struct conn_times default_times = {
	.handshake = CONN_HANDSHAKE_MS,
	.request = CONN_REQUEST_MS,
	.stall = CONN_STALL_MS,
};

void
settings_init(struct settings *s)
{
	*s = (struct settings){
		.certs = "certs",
		.limits = default_limits,
		.times = default_times,
		.gopher_tls = true,
		.sandbox = true,
		.signer = true,
		.reload = true,
	};
	arena_init(&s->arena);
	limits_block(STR("127.0.0.0/8"), &s->limits.exempt[0]);
	limits_block(STR("::1"), &s->limits.exempt[1]);
	s->limits.exempt_count = 2;
}

void
settings_release(struct settings *s)
{
	arena_release(&s->arena);
}

void
settings_status(struct settings *s, const char *path)
{
	s->no_status = str_eq(str_of(path), STR("no"));
	s->status = s->no_status ? NULL : path;
}

static uint16_t
public_port(const struct settings *s, size_t host, enum view v)
{
	bool shared = v == VIEW_GEMINI || host == 0;

	if (s->hosts[host].public_port[v] != 0)
		return s->hosts[host].public_port[v];
	if (shared && s->public_port[v] != 0)
		return s->public_port[v];
	return doors_port(&s->doors, v, shared ? 0 : (int)host);
}

struct origin
settings_origin(const struct settings *s, size_t host)
{
	struct origin origin = {
		.host = s->hosts[host].hosts.at[0],
		.web = s->hosts[host].web,
	};

	for (enum view v = 0; v < VIEW_COUNT; v++)
		origin.port[v] = public_port(s, host, v);
	return origin;
}
