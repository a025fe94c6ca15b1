/* SPDX-License-Identifier: ISC */
/* Settings as a file that says all of them. */
#include "app/config.h"

#include <arpa/inet.h>
#include <stdio.h>

#include "app/supervise.h"
#include "base/utf8.h"
#include "net/address.h"
#include "proto/gemini.h"
#include "proto/uri.h"

struct printer {
	struct buf *out;
	bool whole; /* everything could be said */
};

/* What inih would take for a comment, or cut off, or for the line's end. */
static bool
can_stand(struct str line, struct str value)
{
	if (line.len > CONFIG_LINE_MAX || value.len == 0 ||
	    str_trim(value).len != value.len || value.at[0] == ';' ||
	    str_find(value, STR(" ;")) < value.len ||
	    str_find(value, STR("\t;")) < value.len)
		return false;
	while (value.len > 0) {
		uint32_t point;
		size_t len = utf8_next(value, &point);

		if (len == 0 || utf8_is_bidi(point) ||
		    (utf8_is_control(point) && point != '\t'))
			return false;
		value = str_skip(value, len);
	}
	return true;
}

/* A line, unless it would be read as another one. */
static void
put(struct printer *p, const char *key, struct str value)
{
	size_t start = p->out->len;

	buf_printf(p->out, "%s = %.*s", key, STR_ARG(value));
	if (!can_stand(str_skip(buf_str(p->out), start), value)) {
		p->out->len = start;
		buf_printf(p->out, "# %s: cannot stand in a file", key);
		p->whole = false;
	}
	buf_char(p->out, '\n');
}

static void
put_number(struct printer *p, const char *key, uint64_t value, bool off)
{
	if (value == 0 && off)
		buf_printf(p->out, "%s = off\n", key);
	else
		buf_printf(p->out, "%s = %llu\n", key,
		    (unsigned long long)value);
}

static void
put_answer(struct printer *p, const char *key, bool yes)
{
	put(p, key, yes ? STR("yes") : STR("no"));
}

static void
put_port(struct printer *p, const char *key, uint16_t port)
{
	if (port != 0)
		put_number(p, key, port, false);
}

static void
put_path(struct printer *p, const char *key, const char *path)
{
	if (path != NULL)
		put(p, key, str_of(path));
}

static void
put_door(struct printer *p, const char *key, const char *address, bool proxied)
{
	struct buf value;

	buf_init(&value);
	buf_add(&value, str_of(address));
	if (proxied)
		buf_add(&value, STR(" proxy"));
	put(p, key, buf_str(&value));
	buf_release(&value);
}

static void
put_addresses(struct printer *p, const struct doors *d,
    const struct front *front, int shelf)
{
	bool any = false;

	for (size_t i = 0; i < d->count; i++) {
		if (d->services[i].front != front ||
		    d->services[i].shelf != shelf)
			continue;
		put_door(p, front->name, d->addresses[i],
		    d->services[i].proxied);
		any = true;
	}
	if (any || shelf != 0)
		return;
	if (d->off[front->view])
		put(p, front->name, STR("none"));
	else
		buf_printf(p->out, "# %s = [::]:%u and 0.0.0.0:%u\n",
		    front->name, front->port, front->port);
}

static void
put_block(struct printer *p, const char *key, const struct limits_block *block)
{
	bool v4 = address_is_v4(block->bytes) &&
		  block->bits >= ADDRESS_V4_BITS;
	const unsigned before = v4 ? ADDRESS_V4_BITS : 0;
	char text[INET6_ADDRSTRLEN];

	inet_ntop(v4 ? AF_INET : AF_INET6, block->bytes + before / 8, text,
	    sizeof(text));
	buf_printf(p->out, "%s = %s/%u\n", key, text, block->bits - before);
}

static void
put_server(struct printer *p, const struct settings *s)
{
	size_t workers = s->workers;

	put_addresses(p, &s->doors, &front_gemini, 0);
	put_addresses(p, &s->doors, &front_gopher, 0);
	put_port(p, "gemini-port", s->public_port[VIEW_GEMINI]);
	put_port(p, "gopher-port", s->public_port[VIEW_GOPHER]);
	put_answer(p, "gopher-tls", s->gopher_tls);
	for (size_t i = 0; i < s->proxy_count; i++)
		put_block(p, "proxy-from", &s->proxies[i]);
	put_path(p, "certs", s->certs);
	if (workers == 0)
		workers = supervise_default_count();
	put_number(p, "workers", workers, false);
	put_path(p, "user", s->user);
	put_answer(p, "sandbox", s->sandbox);
	put_answer(p, "signer", s->signer);
	put_answer(p, "reload", s->reload);
	if (s->no_status)
		put(p, "status", STR("no"));
	put_path(p, "status", s->status);
}

static void
put_limits(struct printer *p, const struct settings *s)
{
	const struct limits_config *l = &s->limits;

	buf_add(p->out, STR("\n[limits]\n"));
	put_number(p, "connections", l->connections, true);
	put_number(p, "connections-per-address", l->connections_per_address,
	    true);
	put_number(p, "requests-per-minute", l->rate, true);
	put_number(p, "burst", l->burst, false);
	for (size_t i = 0; i < l->exempt_count; i++)
		put_block(p, "unlimited", &l->exempt[i]);
	if (l->exempt_count == 0)
		put(p, "unlimited", STR("none"));
	put_number(p, "handshake-timeout",
	    (uint64_t)s->times.handshake / 1000, false);
	put_number(p, "request-timeout", (uint64_t)s->times.request / 1000,
	    false);
	put_number(p, "stall-timeout", (uint64_t)s->times.stall / 1000, false);
}

static void
put_log(struct printer *p, const struct access_config *access)
{
	static const char *const addresses[] = {
		[ADDRESS_NONE] = "no",
		[ADDRESS_TRUNCATED] = "truncated",
		[ADDRESS_FULL] = "full",
	};

	buf_add(p->out, STR("\n[log]\n"));
	put(p, "format", str_of(access_format_name(access->format)));
	put(p, "address", str_of(addresses[access->address]));
	put_path(p, "file", access->file);
	put(p, "requests", access->off ? STR("no") : STR("yes"));
}

/* Of two or three words, of which the last may be empty. */
static void
put_words(struct printer *p, const char *key, struct str a, struct str b,
    struct str c)
{
	struct buf value;

	buf_init(&value);
	buf_printf(&value, "%.*s %.*s%s%.*s", STR_ARG(a), STR_ARG(b),
	    c.len > 0 ? " " : "", STR_ARG(c));
	put(p, key, buf_str(&value));
	buf_release(&value);
}

static void
put_rule(struct printer *p, const struct path_rule *rule)
{
	char status[16];

	switch (rule->status) {
	case GEMINI_MOVED:
		put_words(p, "moved", rule->pattern, rule->meta, STR(""));
		break;
	case GEMINI_REDIRECT:
		put_words(p, "redirect", rule->pattern, rule->meta, STR(""));
		break;
	case GEMINI_GONE:
		put(p, "gone", rule->pattern);
		break;
	default: /* any of several numbers */
		snprintf(status, sizeof(status), "%d", rule->status);
		put_words(p, "status", rule->pattern, str_of(status),
		    rule->meta);
	}
}

static void
put_policy(struct printer *p, const struct vhost_settings *h)
{
	const struct policy *policy = &h->policy;

	for (size_t i = 0; i < policy->type_count; i++)
		put_words(p, "type", policy->types[i].pattern,
		    policy->types[i].value, STR(""));
	for (size_t i = 0; i < policy->lang_count; i++)
		put_words(p, "language", policy->langs[i].pattern,
		    policy->langs[i].value, STR(""));
	for (size_t i = 0; i < policy->rule_count; i++)
		put_rule(p, &policy->rules[i]);
	for (size_t i = 0; i < policy->zone_count; i++)
		put_words(p, "zone", policy->zones[i].path,
		    str_of(h->member_files[i]),
		    policy->zones[i].enrol ? STR("") : STR("closed"));
}

/* A bracket would end the section's name. */
static void
put_mount(struct printer *p, const struct mount_settings *m)
{
	size_t start = p->out->len + 1;
	struct str line, path;

	buf_printf(p->out, "\n[mount /%.*s]", STR_ARG(m->path));
	line = str_skip(buf_str(p->out), start);
	path = str_take(str_skip(line, STR("[mount ").len), m->path.len + 1);
	if (!can_stand(line, path) || str_index(path, ']') < path.len) {
		p->out->len = start;
		buf_add(p->out, STR("# mount: cannot stand in a file\n"));
		p->whole = false;
		return;
	}
	buf_char(p->out, '\n');
	put_path(p, "root", m->folder);
}

/* An IPv6 address without brackets: the line has its own. */
static void
put_section(struct printer *p, struct str name)
{
	struct str bare = uri_host_bare(name);

	buf_printf(p->out, "\n[host %.*s]\n", STR_ARG(bare));
	if (bare.len + STR("[host ]").len > CONFIG_LINE_MAX)
		p->whole = false;
}

static void
put_forms(struct printer *p, const struct policy *policy)
{
	if (policy->unlisted)
		put(p, "listings", STR("no"));
	if (policy->charset != CHARSET_UTF8)
		put(p, "charset", charset_name(policy->charset));
	if (policy->ascii)
		put(p, "ascii", STR("yes"));
}

static void
put_host(struct printer *p, const struct settings *s, size_t host)
{
	const struct vhost_settings *h = &s->hosts[host];

	put_section(p, h->hosts.at[0]);
	put_path(p, "capsule", h->capsule);
	for (size_t i = 1; i < h->hosts.count; i++)
		put(p, "alias", h->hosts.at[i]);
	put_path(p, "cert", h->chain);
	put_path(p, "key", h->key);
	if (host > 0)
		put_addresses(p, &s->doors, &front_gopher, (int)host);
	put_port(p, "gemini-port", h->public_port[VIEW_GEMINI]);
	put_port(p, "gopher-port", h->public_port[VIEW_GOPHER]);
	if (h->web.len > 0)
		put(p, "web", h->web);
	if (h->lang.len > 0)
		put(p, "lang", h->lang);
	put_forms(p, &h->policy);
	put_policy(p, h);
	for (size_t i = 0; i < h->mount_count; i++)
		put_mount(p, &h->mounts[i]);
}

bool
config_print(const struct settings *s, struct buf *out)
{
	struct printer p = { out, true };

	put_server(&p, s);
	put_limits(&p, s);
	put_log(&p, &s->access);
	for (size_t i = 0; i < s->count; i++)
		put_host(&p, s, i);
	return p.whole;
}
