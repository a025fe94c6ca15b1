/* SPDX-License-Identifier: ISC */
#include "site/labels.h"

#include "site/proof.h"

static void
set_type(struct arena *a, struct file *f, struct str type, struct diags *d)
{
	bool was_text = str_starts(f->media.type, STR("text/"));

	f->media = media_named(a, type, f->bytes);
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
			set_type(a, f, type, d);
		f->lang = label_of(policy->langs, policy->lang_count, path);
	}
}
