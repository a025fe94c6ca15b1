/* SPDX-License-Identifier: ISC */
/* The keys that are about the server as a whole. */
#include "app/config_part.h"

#include "app/supervise.h"
#include "base/count.h"

#define SECONDS_MAX 3600
#define REQUEST_SECONDS_MIN 6 /* a lone LF is waited on for five (G-05, G-15) */

static void
take_door(struct config *c, const struct front *front, struct str value)
{
	struct doors *doors = &c->settings->doors;
	bool none = str_eq(value, STR("none"));
	struct config_door door = { "none", false };

	if (!none && !config_door(c, value, &door))
		return;
	if (none ? doors_planned(doors, front) : doors->off[front->view])
		config_error(c, value, "bad-value",
		    "'none' goes with no address");
	else if (!config_add_door(c, front, 0, &door))
		config_error(c, value, "too-many", "more than %d addresses",
		    DOORS_MAX);
}

static void
take_gemini(struct config *c, struct str value)
{
	take_door(c, &front_gemini, value);
}

static void
take_gopher(struct config *c, struct str value)
{
	take_door(c, &front_gopher, value);
}

static void
take_gemini_port(struct config *c, struct str value)
{
	config_port(c, value, &c->settings->public_port[VIEW_GEMINI]);
}

static void
take_gopher_port(struct config *c, struct str value)
{
	config_port(c, value, &c->settings->public_port[VIEW_GOPHER]);
}

static void
take_certs(struct config *c, struct str value)
{
	c->settings->certs = config_path(c, value);
}

static void
take_workers(struct config *c, struct str value)
{
	const struct config_range range = { 1, WORKERS_MAX, false };
	uint64_t number;

	if (config_number(c, value, range, &number))
		c->settings->workers = (size_t)number;
}

static void
take_gopher_tls(struct config *c, struct str value)
{
	config_answer(c, value, &c->settings->gopher_tls);
}

static void
take_user(struct config *c, struct str value)
{
	c->settings->user =
	    arena_printf(c->arena, "%.*s", STR_ARG(value)).at;
}

static void
take_sandbox(struct config *c, struct str value)
{
	config_answer(c, value, &c->settings->sandbox);
}

static void
take_signer(struct config *c, struct str value)
{
	config_answer(c, value, &c->settings->signer);
}

static void
take_reload(struct config *c, struct str value)
{
	config_answer(c, value, &c->settings->reload);
}

static void
take_status(struct config *c, struct str value)
{
	bool none = str_eq(value, STR("no"));

	settings_status(c->settings, none ? "no" : config_path(c, value));
}

static void
add_block(struct config *c, struct str word, struct limits_block *blocks,
    size_t *count)
{
	struct limits_block block;

	if (!limits_block(word, &block))
		config_error(c, word, "bad-value",
		    "'%.*s' is no address, nor a block such as 192.0.2.0/24",
		    STR_ARG(word));
	else if (*count == LIMITS_EXEMPT_MAX)
		config_error(c, word, "too-many", "more than %d blocks",
		    LIMITS_EXEMPT_MAX);
	else
		blocks[(*count)++] = block;
}

static void
take_proxy_from(struct config *c, struct str value)
{
	struct settings *s = c->settings;

	while (value.len > 0)
		add_block(c, config_word(&value), s->proxies, &s->proxy_count);
}

void
config_server_end(struct config *c)
{
	struct place at = { c->file, c->proxied, 1 };

	if (c->proxied != 0 && c->settings->proxy_count == 0)
		diag_add(c->diags, DIAG_ERROR, at, "no-proxy",
		    "only proxies may connect here, and proxy-from names"
		    " none");
}

static const struct config_key server_keys[] = {
	{ "gemini", true, take_gemini },
	{ "gopher", true, take_gopher },
	{ "gemini-port", false, take_gemini_port },
	{ "gopher-port", false, take_gopher_port },
	{ "gopher-tls", false, take_gopher_tls },
	{ "proxy-from", true, take_proxy_from },
	{ "certs", false, take_certs },
	{ "workers", false, take_workers },
	{ "user", false, take_user },
	{ "sandbox", false, take_sandbox },
	{ "signer", false, take_signer },
	{ "reload", false, take_reload },
	{ "status", false, take_status },
};

const struct config_section config_server = {
	"",
	NULL,
	server_keys,
	COUNT(server_keys),
};

static void
take_limit(struct config *c, struct str value, bool off, uint32_t *limit)
{
	const struct config_range range = { 1, 1000000, off };
	uint64_t number;

	if (config_number(c, value, range, &number))
		*limit = (uint32_t)number;
}

static void
take_connections(struct config *c, struct str value)
{
	take_limit(c, value, true, &c->settings->limits.connections);
}

static void
take_per_address(struct config *c, struct str value)
{
	take_limit(c, value, true,
	    &c->settings->limits.connections_per_address);
}

static void
take_rate(struct config *c, struct str value)
{
	take_limit(c, value, true, &c->settings->limits.rate);
}

static void
take_burst(struct config *c, struct str value)
{
	take_limit(c, value, false, &c->settings->limits.burst);
}

/* The first line of several takes the place of the default. */
static void
take_unlimited(struct config *c, struct str value)
{
	struct limits_config *limits = &c->settings->limits;

	if (!c->blocks_given)
		limits->exempt_count = 0;
	c->blocks_given = true;
	if (str_eq(value, STR("none")))
		return;
	while (value.len > 0)
		add_block(c, config_word(&value), limits->exempt,
		    &limits->exempt_count);
}

static void
take_seconds(struct config *c, struct str value, uint64_t min, int64_t *ms)
{
	const struct config_range range = { min, SECONDS_MAX, false };
	uint64_t number;

	if (config_number(c, value, range, &number))
		*ms = (int64_t)number * 1000;
}

static void
take_handshake(struct config *c, struct str value)
{
	take_seconds(c, value, 1, &c->settings->times.handshake);
}

static void
take_request(struct config *c, struct str value)
{
	take_seconds(c, value, REQUEST_SECONDS_MIN,
	    &c->settings->times.request);
}

static void
take_stall(struct config *c, struct str value)
{
	take_seconds(c, value, 1, &c->settings->times.stall);
}

static const struct config_key limits_keys[] = {
	{ "connections", false, take_connections },
	{ "connections-per-address", false, take_per_address },
	{ "requests-per-minute", false, take_rate },
	{ "burst", false, take_burst },
	{ "unlimited", true, take_unlimited },
	{ "handshake-timeout", false, take_handshake },
	{ "request-timeout", false, take_request },
	{ "stall-timeout", false, take_stall },
};

const struct config_section config_limits = {
	"limits",
	NULL,
	limits_keys,
	COUNT(limits_keys),
};

static void
take_format(struct config *c, struct str value)
{
	if (!access_format(value, &c->settings->access.format))
		config_error(c, value, "bad-value",
		    "'%.*s' is none of plain, tab, json, combined",
		    STR_ARG(value));
}

static void
take_log_address(struct config *c, struct str value)
{
	if (!access_address(value, &c->settings->access.address))
		config_error(c, value, "bad-value",
		    "'%.*s' is none of no, truncated, full", STR_ARG(value));
}

static void
take_file(struct config *c, struct str value)
{
	c->settings->access.file = config_path(c, value);
}

static void
take_requests(struct config *c, struct str value)
{
	bool yes;

	if (config_answer(c, value, &yes))
		c->settings->access.off = !yes;
}

static const struct config_key log_keys[] = {
	{ "format", false, take_format },
	{ "address", false, take_log_address },
	{ "file", false, take_file },
	{ "requests", false, take_requests },
};

const struct config_section config_log = {
	"log",
	NULL,
	log_keys,
	COUNT(log_keys),
};
