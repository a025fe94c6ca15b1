/* SPDX-License-Identifier: ISC */
/* [mount PATH]: a folder that is seen under a path of the host above. */
#include "app/config_part.h"

#include "app/mount.h"
#include "base/count.h"

static void
begin_mount(struct config *c, struct str path)
{
	struct config_draft *draft;
	struct mount_fault fault;

	c->mount = NULL;
	if (c->draft_count == 0) {
		config_error(c, path, "no-host",
		    "a mount belongs below the [host NAME] that has it");
		c->section = NULL;
		return;
	}
	draft = config_current(c);
	fault = mount_add(&draft->is, c->arena, path, &c->mount);
	if (fault.why == NULL) {
		c->mount->line = c->number;
		return;
	}
	config_error(c, path, fault.code, "'%.*s' %s", STR_ARG(path),
	    fault.why);
	c->section = NULL;
}

void
config_check_mounts(struct config *c, const struct config_draft *draft)
{
	for (size_t i = 0; i < draft->is.mount_count; i++) {
		const struct mount_settings *m = &draft->is.mounts[i];
		struct place at = { c->file, m->line, 1 };

		if (m->folder == NULL)
			diag_add(c->diags, DIAG_ERROR, at, "no-root",
			    "this mount has no root");
	}
}

static void
take_root(struct config *c, struct str value)
{
	c->mount->folder = config_path(c, value);
}

static const struct config_key mount_keys[] = {
	{ "root", false, take_root },
};

const struct config_section config_mount = {
	"mount",
	begin_mount,
	mount_keys,
	COUNT(mount_keys),
};
