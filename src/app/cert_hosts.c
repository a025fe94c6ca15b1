/* SPDX-License-Identifier: ISC */
#include "app/cert_hosts.h"

#include <stdio.h>

#include "app/capsule.h"
#include "app/config.h"
#include "base/log.h"
#include "site/image.h"

/* The names of an image are in it. */
static bool
image_names(const char *path, struct arena *a, struct hosts *hosts)
{
	struct image image = { 0 };
	struct buf bytes;
	const char *why;

	buf_init(&bytes);
	why = capsule_read(path, &bytes);
	if (why == NULL)
		why = image_open(buf_str(&bytes), &image);
	if (why != NULL)
		log_line("%s: %s", path, why);
	hosts->count = 0;
	for (uint32_t i = 0; i < image.hosts && i < HOSTS_MAX; i++)
		hosts->at[hosts->count++] = arena_str(a, image_host(&image, i));
	buf_release(&bytes);
	return why == NULL;
}

/* Whether host has one of names; if there are none, all do. */
static bool
is_meant(const struct hosts *host, const struct hosts *names)
{
	for (size_t i = 0; i < names->count; i++)
		for (size_t j = 0; j < host->count; j++)
			if (str_eq(names->at[i], host->at[j]))
				return true;
	return names->count == 0;
}

static bool
do_host(struct settings *s, struct vhost_settings *host,
    const struct cert_scope *scope,
    bool (*act)(const struct cert_want *want, struct diags *d))
{
	struct cert_want want = {
		.names = host->hosts.at,
		.chain = host->chain,
		.key = host->key,
		.folder = scope->certs != NULL ? scope->certs : s->certs,
	};
	struct diags d;
	struct arena a;
	bool done;

	if (host->capsule != NULL && capsule_is_file(host->capsule) &&
	    !image_names(host->capsule, &s->arena, &host->hosts))
		return false;
	want.count = host->hosts.count;
	arena_init(&a);
	diags_init(&d, &a);
	done = act(&want, &d);
	fflush(stdout);
	diags_print(&d, stderr);
	arena_release(&a);
	return done;
}

static bool
read_config(const struct cert_scope *scope, struct settings *s)
{
	struct diags d;
	struct arena a;
	bool fine;

	arena_init(&a);
	diags_init(&d, &a);
	fine = config_read(s, scope->config, &d);
	diags_print(&d, stderr);
	arena_release(&a);
	return fine;
}

/* A file without hosts is about the server alone. */
static bool
read_settings(const struct cert_scope *scope, struct settings *s)
{
	if (scope->config != NULL && !read_config(scope, s))
		return false;
	if (s->count > 0)
		return true;
	s->hosts = arena_new(&s->arena, struct vhost_settings);
	s->count = 1;
	s->hosts[0].hosts = scope->names;
	hosts_default(&s->hosts[0].hosts);
	return true;
}

bool
cert_each(struct settings *s, const struct cert_scope *scope,
    bool (*act)(const struct cert_want *want, struct diags *d))
{
	size_t meant = 0;
	bool fine = true;

	if (!read_settings(scope, s))
		return false;
	for (size_t i = 0; i < s->count; i++) {
		if (!is_meant(&s->hosts[i].hosts, &scope->names))
			continue;
		meant++;
		fine = do_host(s, &s->hosts[i], scope, act) && fine;
	}
	if (meant == 0)
		log_line("%s: no host has such a name", scope->config);
	return fine && meant > 0;
}
