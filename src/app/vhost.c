/* SPDX-License-Identifier: ISC */
#include "app/vhost.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "site/search.h"

/* An error in the section; without one, in the command line. */
static void
complain(const struct vhost *v, const char *why)
{
	const struct settings *s = v->settings;
	struct diags d;
	struct arena a;

	if (v->is->line == 0) {
		log_line("%s: %s", v->is->capsule, why);
		return;
	}
	arena_init(&a);
	diags_init(&d, &a);
	diag_add(&d, DIAG_ERROR,
	    (struct place){ str_of(s->file), v->is->line, 1 }, "bad-image",
	    "%s: %s", v->is->capsule, why);
	diags_print(&d, v->findings.out);
	arena_release(&a);
}

/* The language of files that say none is what the last pattern says. */
static struct path_label *
languages(const struct vhost_settings *is)
{
	size_t count = is->policy.lang_count;
	struct path_label *all = mem_new(count + 1, sizeof(*all));

	if (count > 0)
		memcpy(all, is->policy.langs, count * sizeof(*all));
	all[count] = (struct path_label){ STR("*"), is->lang };
	return all;
}

bool
vhost_build(const struct settings *s, size_t host, struct findings *f,
    struct buf *image)
{
	const struct vhost_settings *is = &s->hosts[host];
	struct path_label *langs = languages(is);
	struct policy policy = is->policy;
	struct load how = {
		.origin = settings_origin(s, host),
		.hosts = is->hosts.at,
		.host_count = is->hosts.count,
		.policy = &policy,
	};
	bool built;

	if (is->line > 0)
		f->named = (struct place){ str_of(s->file), is->line, 1 };
	policy.langs = langs;
	policy.lang_count += is->lang.len > 0;
	built = capsule_build(is->capsule, &how, f, image);
	free(langs);
	return built;
}

/* An image has its own of all that could stand in links. */
static const char *
option_fault(const struct settings *s)
{
	bool named = s->hosts[0].hosts.count > 0 || s->hosts[0].web.len > 0;

	for (enum view v = 0; v < VIEW_COUNT; v++)
		named = named || s->public_port[v] != 0;
	return named ? "an image has names and public ports of its own, and a"
		       " web site: build it anew with others"
		     : NULL;
}

static const char *
section_fault(const struct vhost_settings *is)
{
	const struct policy *p = &is->policy;
	bool more = is->hosts.count > 1 || is->web.len > 0 ||
		    is->lang.len > 0 ||
		    p->rule_count + p->type_count + p->lang_count > 0;

	for (enum view v = 0; v < VIEW_COUNT; v++)
		more = more || is->public_port[v] != 0;
	for (size_t i = 0; i < p->zone_count; i++)
		more = more || !p->zones[i].enrol;
	return more ? "an image has aliases, ports, a web site, types,"
		      " languages, rules and closed zones of its own: build it"
		      " anew with others"
		    : NULL;
}

static bool
make_image(struct vhost *v, size_t host, struct buf *bytes)
{
	const char *path = v->is->capsule;
	const char *why;

	if (!capsule_is_file(path)) {
		if (vhost_build(v->settings, host, &v->findings, bytes))
			return true;
		if (v->findings.opened)
			log_line("%s: nothing to serve until the errors above"
				 " are mended",
			    path);
		return false;
	}
	why = v->is->line > 0 ? section_fault(v->is)
			      : option_fault(v->settings);
	if (why == NULL)
		why = capsule_read(path, bytes);
	if (why != NULL)
		complain(v, why);
	return why == NULL;
}

static const char *
zone_fault(const struct vhost *v)
{
	const struct policy *policy = &v->is->policy;

	for (size_t i = 0; i < policy->zone_count; i++) {
		bool known = false;

		for (uint32_t z = 0; z < v->image.zones; z++)
			known = known ||
				str_eq(image_zone(&v->image, z).path,
				    policy->zones[i].path);
		if (!known)
			return "the image has not all of these zones";
	}
	return NULL;
}

static const char *
open_image(struct vhost *v)
{
	const char *why = image_open(v->frozen.bytes, &v->image);

	if (why != NULL)
		return why;
	if (!search_is_sound(v->image.search))
		return SEARCH_DAMAGED;
	if (v->is->line > 0 &&
	    !str_eq(image_host(&v->image, 0), v->is->hosts.at[0]))
		return "an image for another host";
	return zone_fault(v);
}

/* Names are as many as the image says; more than HOSTS_MAX are not proven. */
static void
fill_in(struct vhost *v)
{
	const struct policy *policy = &v->is->policy;

	while (v->name_count < v->image.hosts && v->name_count < HOSTS_MAX) {
		v->names[v->name_count] =
		    image_host(&v->image, (uint32_t)v->name_count);
		v->name_count++;
	}
	for (uint32_t z = 0; z < v->image.zones; z++)
		for (size_t i = 0; i < policy->zone_count; i++)
			if (str_eq(image_zone(&v->image, z).path,
				policy->zones[i].path))
				v->member_files[z] = v->is->member_files[i];
}

bool
vhost_open(struct vhost *v, const struct settings *s, size_t host, FILE *out)
{
	struct buf bytes;
	const char *why;
	bool made;

	*v = (struct vhost){ .settings = s, .is = &s->hosts[host] };
	v->findings.out = out;
	buf_init(&bytes);
	made = make_image(v, host, &bytes) &&
	       frozen_copy(&v->frozen, buf_str(&bytes));
	buf_release(&bytes);
	if (!made)
		return false;
	why = open_image(v);
	if (why != NULL)
		complain(v, why);
	else
		fill_in(v);
	return why == NULL;
}

void
vhost_release(struct vhost *v)
{
	if (v->frozen.bytes.len > 0)
		frozen_release(&v->frozen);
}

struct renew_host
vhost_renewal(struct vhost *v)
{
	struct renew_host host = {
		.cert = {
		    .names = v->names,
		    .count = v->name_count,
		    .chain = v->is->chain,
		    .key = v->is->key,
		    .folder = v->settings->certs,
		},
		.ask = v->image.zones > 0,
		.member_files = v->member_files,
		.zones = v->image.zones,
		.members = v->members,
	};

	if (doors_port(&v->settings->doors, VIEW_GEMINI, 0) == 0)
		host.cert.count = 0;
	return host;
}
