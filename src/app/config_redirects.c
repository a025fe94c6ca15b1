/* SPDX-License-Identifier: ISC */
/* Where the redirects of a host lead to, once all of them are known. */
#include "app/config_part.h"

#include "proto/gemini.h"
#include "proto/uri.h"

#define HOPS_MAX 5 /* that a client follows (G-70) */

/* Whether a URI names a host, or none, whose pages are those of this one. */
static bool
is_own(const struct hosts *hosts, const struct uri *uri)
{
	char storage[URI_HOST_MAX + 1];
	struct str host;

	if (uri->scheme.len == 0)
		return true;
	if (!str_eq_nocase(uri->scheme, STR("gemini")) ||
	    !uri_host_canonical(uri->host, storage, &host))
		return false;
	for (size_t i = 0; i < hosts->count; i++)
		if (str_eq(hosts->at[i], host))
			return true;
	return false;
}

/* The redirect that whoever follows this one meets; NULL if none. */
static const struct path_rule *
next_hop(const struct config_draft *draft, const struct path_rule *rule)
{
	const struct policy *policy = &draft->is.policy;
	char storage[GEMINI_META_MAX + 1];
	struct uri uri;
	struct str path;

	if (!uri_parse(rule->meta, &uri) || !is_own(&draft->is.hosts, &uri) ||
	    uri_path_decode(uri.path, storage, sizeof(storage), &path) !=
		URI_PATH_OK)
		return NULL;
	for (size_t i = 0; i < policy->rule_count; i++) {
		const struct path_rule *next = &policy->rules[i];

		if (path_matches(next->pattern, path))
			return next->status / 10 == 3 ? next : NULL;
	}
	return NULL;
}

static void
check_redirect(struct config *c, const struct config_draft *draft, size_t i)
{
	const struct path_rule *rule = &draft->rules[i];
	const struct path_rule *next = next_hop(draft, rule);
	struct place at = draft->places[i];

	if (next == NULL)
		return;
	for (int hops = 1; next != NULL && hops < HOPS_MAX; hops++)
		next = next_hop(draft, next);
	if (next != NULL)
		diag_add(c->diags, DIAG_ERROR, at, "redirect-loop",
		    "'%.*s' leads on and on from redirect to redirect",
		    STR_ARG(rule->meta));
	else
		diag_add(c->diags, DIAG_WARNING, at, "redirect-chain",
		    "'%.*s' is redirected as well: name where it ends",
		    STR_ARG(rule->meta));
}

void
config_check_redirects(struct config *c, const struct config_draft *draft)
{
	for (size_t i = 0; i < draft->is.policy.rule_count; i++)
		if (draft->rules[i].status / 10 == 3)
			check_redirect(c, draft, i);
}
