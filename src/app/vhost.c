/* SPDX-License-Identifier: ISC */
#include "app/vhost.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "site/search.h"

void
vhost_complain(const struct vhost *v, const char *why)
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

/* Of what is open, in the way that how says beside the host's settings. */
static bool
compile(const struct settings *s, size_t host, const struct roots *roots,
    struct load how, struct findings *f, struct buf *image)
{
	const struct vhost_settings *is = &s->hosts[host];
	struct path_label *langs = languages(is);
	struct policy policy = is->policy;
	bool built;

	policy.langs = langs;
	policy.lang_count += is->lang.len > 0;
	how.origin = settings_origin(s, host);
	how.hosts = is->hosts.at;
	how.host_count = is->hosts.count;
	how.policy = &policy;
	built = capsule_build(roots, &how, f, image);
	free(langs);
	return built;
}

static bool
open_and_compile(const struct settings *s, size_t host, struct roots *roots,
    struct load how, struct findings *f, struct buf *image)
{
	return capsule_open(roots, &s->hosts[host], str_of(s->file), f) &&
	       compile(s, host, roots, how, f, image);
}

bool
vhost_build(const struct settings *s, size_t host, struct roots *kept,
    struct findings *f, struct buf *image)
{
	const struct load how = { .stream = kept != NULL };
	struct roots own = { 0 };
	bool built = open_and_compile(s, host, kept != NULL ? kept : &own, how,
	    f, image);

	roots_close(&own);
	return built;
}

bool
vhost_export(const struct settings *s, size_t host, struct exported *web,
    struct findings *f, struct buf *image)
{
	const struct load how = { .web = web };
	struct roots own = { 0 };
	bool built = open_and_compile(s, host, &own, how, f, image);

	roots_close(&own);
	return built;
}

bool
vhost_make(const struct vhost *v, struct memory *memory, struct findings *f,
    struct buf *image)
{
	const struct load how = { .stream = true, .memory = memory };
	size_t host = (size_t)(v->is - v->settings->hosts);

	return compile(v->settings, host, &v->roots, how, f, image);
}

/* An image has its own of all that could stand in links. */
static const char *
option_fault(const struct settings *s)
{
	bool named = s->hosts[0].hosts.count > 0 || s->hosts[0].web.len > 0;

	for (enum view v = 0; v < VIEW_COUNT; v++)
		named = named || s->public_port[v] != 0;
	named = named || s->hosts[0].mount_count > 0;
	return named ? "an image has names, public ports and mounts of its"
		       " own, and a web site: build it anew with others"
		     : NULL;
}

static const char *
section_fault(const struct vhost_settings *is)
{
	const struct policy *p = &is->policy;
	bool more = is->hosts.count > 1 || is->web.len > 0 ||
		    is->lang.len > 0 ||
		    is->mount_count > 0 || p->unlisted || p->ascii ||
		    p->charset != CHARSET_UTF8 ||
		    p->rule_count + p->type_count + p->lang_count > 0;

	for (enum view v = 0; v < VIEW_COUNT; v++)
		more = more || is->public_port[v] != 0;
	for (size_t i = 0; i < p->zone_count; i++)
		more = more || !p->zones[i].enrol;
	return more ? "an image has aliases, ports, a web site, types,"
		      " languages, charsets, listings, rules, mounts and"
		      " closed zones of its own: build it anew with others"
		    : NULL;
}

static const char *
zone_fault(const struct vhost *v, const struct image *image)
{
	const struct policy *policy = &v->is->policy;

	for (size_t i = 0; i < policy->zone_count; i++) {
		bool known = false;

		for (uint32_t z = 0; z < image->zones; z++)
			known = known ||
				str_eq(image_zone(image, z).path,
				    policy->zones[i].path);
		if (!known)
			return "the image has not all of these zones";
	}
	return NULL;
}

static const char *
open_image(const struct vhost *v, struct str bytes, struct image *image)
{
	const char *why = image_open(bytes, image);

	if (why != NULL)
		return why;
	if (!search_is_sound(image->search))
		return SEARCH_DAMAGED;
	if (v->is->line > 0 &&
	    !str_eq(image_host(image, 0), v->is->hosts.at[0]))
		return "an image for another host";
	return zone_fault(v, image);
}

/* Workers choose certificates by these, and doors have been opened for them. */
static bool
is_of_same(const struct image *now, const struct image *next)
{
	bool same = now->hosts == next->hosts && now->zones == next->zones &&
		    str_eq(now->origin.web, next->origin.web);

	for (enum view v = 0; v < VIEW_COUNT; v++)
		same = same && now->origin.port[v] == next->origin.port[v];
	for (uint32_t i = 0; same && i < now->hosts; i++)
		same = str_eq(image_host(now, i), image_host(next, i));
	for (uint32_t i = 0; same && i < now->zones; i++) {
		struct zone one = image_zone(now, i);
		struct zone other = image_zone(next, i);

		same = str_eq(one.path, other.path) &&
		       one.enrol == other.enrol;
	}
	return same;
}

/* Names are as many as the image says; more than HOSTS_MAX are not proven. */
static void
fill_in(struct vhost *v)
{
	const struct policy *policy = &v->is->policy;

	v->name_count = 0;
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

enum vhost_fit
vhost_adopt(struct vhost *v, const struct frozen *image, const char **why)
{
	struct image next;

	*why = open_image(v, image->bytes, &next);
	if (*why != NULL)
		return VHOST_DAMAGED;
	if (v->shown && !is_of_same(&v->image, &next)) {
		*why = "an image with other names, ports or zones";
		return VHOST_OTHER;
	}
	if (v->shown)
		frozen_release(&v->frozen);
	v->frozen = *image;
	v->image = next;
	v->shown = true;
	fill_in(v);
	return VHOST_FITS;
}

static const char *
read_image(struct vhost *v, struct frozen *image)
{
	const char *why;
	struct buf bytes;

	buf_init(&bytes);
	why = capsule_read(v->is->capsule, &bytes);
	if (why == NULL && !frozen_copy(image, buf_str(&bytes)))
		why = "there is no memory for it";
	buf_release(&bytes);
	return why;
}

static bool
open_file(struct vhost *v)
{
	struct frozen image = { .fd = -1 };
	const char *why = v->is->line > 0 ? section_fault(v->is)
					  : option_fault(v->settings);

	if (why == NULL)
		why = read_image(v, &image);
	if (why == NULL)
		vhost_adopt(v, &image, &why);
	if (why == NULL)
		return true;
	vhost_complain(v, why);
	frozen_release(&image);
	return false;
}

bool
vhost_open(struct vhost *v, const struct settings *s, size_t host, FILE *out)
{
	*v = (struct vhost){ .settings = s, .is = &s->hosts[host] };
	v->findings.out = out;
	v->findings.quiet = s->quiet;
	v->folder = !capsule_is_file(v->is->capsule);
	if (!v->folder)
		return open_file(v);
	return capsule_open(&v->roots, v->is, str_of(s->file), &v->findings);
}

void
vhost_tell_nothing(const struct vhost *v)
{
	log_line("%s: nothing to serve until the errors above are mended",
	    v->is->capsule);
}

bool
vhost_show(struct vhost *v)
{
	struct frozen image = { .fd = -1 };
	const char *why = NULL;
	struct buf bytes;
	bool made;

	buf_init(&bytes);
	made = vhost_make(v, NULL, &v->findings, &bytes);
	if (!made)
		vhost_tell_nothing(v);
	made = made && frozen_copy(&image, buf_str(&bytes));
	buf_release(&bytes);
	if (made && vhost_adopt(v, &image, &why) != VHOST_FITS) {
		vhost_complain(v, why);
		frozen_release(&image);
	}
	return v->shown;
}

void
vhost_leave_image(struct vhost *v)
{
	frozen_release(&v->frozen);
}

void
vhost_release(struct vhost *v)
{
	roots_close(&v->roots);
	if (v->shown)
		frozen_release(&v->frozen);
	v->shown = false;
}

struct shelf
vhost_shelf(const struct vhost *v)
{
	return (struct shelf){
		.image = &v->image,
		.members = v->members,
		.folder = v->roots.is != NULL ? &v->roots.folder : NULL,
	};
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
