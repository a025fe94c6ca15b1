/* SPDX-License-Identifier: ISC */
/*
 * A configuration that has no errors prints to one that says the same; one
 * that has them names a line of each.
 */
#include <assert.h>

#include "app/mount.h"
#include "unit/config_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In no folder: paths stay as they are. */
#define PLACE "vitae.conf"

static void
check_findings(const struct diags *d, struct str text)
{
	size_t lines = 1;

	for (size_t i = 0; i < text.len; i++)
		lines += text.at[i] == '\n';
	for (const struct diag *i = d->first; i != NULL; i = i->next) {
		assert(i->at.line >= 1 && i->at.line <= lines);
		assert(i->at.column >= 1 && i->at.column <= text.len + 1);
	}
}

static void
check_mounts(const struct vhost_settings *h)
{
	assert(h->mount_count <= MOUNTS_MAX);
	for (size_t i = 0; i < h->mount_count; i++) {
		struct str path = h->mounts[i].path;

		assert(h->mounts[i].folder != NULL);
		assert(path.len > 0 && path.at[0] != '.');
		assert(str_find(path, STR("/.")) == path.len);
		assert(str_find(path, STR("//")) == path.len);
		for (size_t j = 0; j < i; j++)
			assert(!str_eq(path, h->mounts[j].path));
	}
}

/* What everything else relies on. */
static void
check_settings(const struct settings *s)
{
	assert(s->count <= SETTINGS_HOSTS_MAX && s->workers <= 256);
	assert(s->times.request >= 6000 && s->times.handshake > 0);
	for (size_t i = 0; i < s->count; i++) {
		assert(s->hosts[i].hosts.count >= 1);
		assert(s->hosts[i].capsule != NULL);
		assert(s->hosts[i].policy.rule_count <= POLICY_RULES_MAX);
		assert(s->hosts[i].policy.zone_count <= POLICY_ZONES_MAX);
		check_mounts(&s->hosts[i]);
	}
	for (size_t i = 0; i < s->doors.count; i++) {
		int shelf = s->doors.services[i].shelf;

		assert(shelf == 0 || (size_t)shelf < s->count);
	}
}

static void
check_printed(const struct settings *s)
{
	struct buf printed, again;
	struct config_text r;
	bool fine;

	buf_init(&printed);
	buf_init(&again);
	/* A name may be longer as an A-label than a line can be. */
	if (config_print(s, &printed)) {
		config_text_read_at(&r, buf_str(&printed), PLACE);
		assert(r.fine);
		fine = config_print(&r.settings, &again);
		assert(fine);
		assert(str_eq(buf_str(&printed), buf_str(&again)));
		assert(r.settings.count == s->count);
		config_text_release(&r);
	}
	buf_release(&printed);
	buf_release(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct config_text r;

	config_text_read_at(&r, text, PLACE);
	if (r.fine) {
		check_settings(&r.settings);
		check_printed(&r.settings);
	} else {
		assert(r.diags.count[DIAG_ERROR] > 0);
	}
	check_findings(&r.diags, text);
	config_text_release(&r);
	return 0;
}
