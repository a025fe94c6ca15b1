/* SPDX-License-Identifier: ISC */
#include "site/labels.h"

#include "site/large.h"
#include "site/proof.h"

/* What nobody has taken for text has not been read as such. */
static enum scan_kind
kind_of(struct arena *a, const struct folder *folder, struct file *f)
{
	if (!f->large)
		return scan_bytes(f->bytes);
	return large_text(folder, a, f) == FOLDER_OK ? f->kind : SCAN_OTHER;
}

static void
set_type(struct arena *a, const struct folder *folder, struct file *f,
    struct str type, struct diags *d)
{
	bool was_text = media_is_text(f->media.type);

	if (!was_text && media_is_text(type))
		f->kind = kind_of(a, folder, f);
	f->media = media_named(a, type, f->kind);
	if (!was_text)
		proof_file(f, d);
}

void
labels_set(struct arena *a, const struct policy *policy, struct files *files,
    struct diags *d)
{
	if (policy == NULL || policy->type_count + policy->lang_count == 0)
		return;
	for (struct file *f = files->first; f != NULL; f = f->next) {
		struct str path = arena_printf(a, "/%.*s", STR_ARG(f->path));
		struct str type =
		    label_of(policy->types, policy->type_count, path);

		if (type.len > 0)
			set_type(a, files->folder, f, type, d);
		f->lang = label_of(policy->langs, policy->lang_count, path);
	}
}
