/* SPDX-License-Identifier: ISC */
#include "app/compiled.h"

#include <stdio.h>

#include "app/config.h"
#include "app/mount.h"
#include "base/log.h"

void
compiled_init(struct compiled *c)
{
	*c = (struct compiled){ .config = NULL };
	settings_init(&c->settings);
}

void
compiled_release(struct compiled *c)
{
	settings_release(&c->settings);
}

static bool
take_host(struct compiled *c, const char *name)
{
	const char *why = hosts_add(&c->host.hosts, &c->settings.arena,
	    str_of(name));

	if (why != NULL)
		log_line("%s: %s", name, why);
	return why == NULL;
}

bool
compiled_option(struct compiled *c, int option, const char *value)
{
	struct arena *a = &c->settings.arena;

	switch (option) {
	case COMPILED_HOST:
		return take_host(c, value);
	case COMPILED_GEMINI_PORT:
		return hosts_port(value, &c->host.public_port[VIEW_GEMINI]);
	case COMPILED_GOPHER_PORT:
		return hosts_port(value, &c->host.public_port[VIEW_GOPHER]);
	case COMPILED_WEB:
		return hosts_web_option(a, value, &c->host.web);
	case COMPILED_MOUNT:
		return mount_option(&c->host, a, value);
	case 'c':
		c->config = value;
		return true;
	default:
		return false;
	}
}

bool
compiled_fits(const struct compiled *c, int arguments)
{
	if (c->config != NULL &&
	    (c->host.hosts.count != 1 || c->host.mount_count > 0))
		return false;
	return arguments == (c->config == NULL);
}

static bool
read_config(struct compiled *c)
{
	struct diags d;
	struct arena a;
	bool fine;

	arena_init(&a);
	diags_init(&d, &a);
	fine = config_read(&c->settings, c->config, &d);
	diags_print(&d, stderr);
	arena_release(&a);
	return fine;
}

/* Which of the hosts is called so; -1, with a line in the log, if none is. */
static int
find_host(const struct compiled *c)
{
	const struct settings *s = &c->settings;
	struct str name = c->host.hosts.at[0];

	for (size_t i = 0; i < s->count; i++)
		for (size_t j = 0; j < s->hosts[i].hosts.count; j++)
			if (str_eq(s->hosts[i].hosts.at[j], name))
				return (int)i;
	log_line("%s: no host is called %.*s", c->config, STR_ARG(name));
	return -1;
}

/* A host for what the command line alone says. */
static void
make_host(struct compiled *c, const char *capsule)
{
	struct settings *s = &c->settings;

	hosts_default(&c->host.hosts);
	c->host.capsule = capsule;
	s->hosts = &c->host;
	s->count = 1;
}

/* What the command line says beside the file is what holds. */
static void
prefer_options(struct compiled *c, struct vhost_settings *is)
{
	for (enum view v = 0; v < VIEW_COUNT; v++)
		if (c->host.public_port[v] != 0)
			is->public_port[v] = c->host.public_port[v];
	if (c->host.web.len > 0)
		is->web = c->host.web;
	doors_assume(&c->settings.doors);
}

int
compiled_find(struct compiled *c, const char *capsule)
{
	int host = 0;

	if (c->config == NULL)
		make_host(c, capsule);
	else if (!read_config(c) || (host = find_host(c)) < 0)
		return -1;
	prefer_options(c, &c->settings.hosts[host]);
	return host;
}
