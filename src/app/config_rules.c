/* SPDX-License-Identifier: ISC */
/* What a host answers at some paths instead of its pages. */
#include "app/config_part.h"

#include "proto/gemini.h"
#include "proto/uri.h"

/* where is what a finding about it points at. */
static void
add_rule(struct config *c, struct str where, struct path_rule rule)
{
	struct config_draft *draft = config_current(c);
	size_t count = draft->is.policy.rule_count;

	if (count == POLICY_RULES_MAX) {
		config_error(c, where, "too-many", "more than %d rules",
		    POLICY_RULES_MAX);
		return;
	}
	draft->rules = config_grow(c->arena, draft->rules, count,
	    sizeof(*draft->rules));
	draft->places = config_grow(c->arena, draft->places, count,
	    sizeof(*draft->places));
	draft->rules[count] = rule;
	draft->places[count] = config_at(c, where);
	draft->is.policy.rules = draft->rules;
	draft->is.policy.rule_count = count + 1;
}

/* As readers' clients take it: a path from the root, or a whole URI (G-69). */
static const char *
target_fault(struct str target, struct uri *uri)
{
	char storage[GEMINI_META_MAX + 1];
	struct str path;

	if (!uri_parse(target, uri))
		return "is no URI";
	if (uri->has_fragment)
		return "has a fragment";
	if (uri->scheme.len > 0)
		return NULL;
	if (uri->has_authority || !str_starts(uri->path, STR("/")))
		return "is neither a path that begins with one slash nor a"
		       " whole URI";
	if (uri_path_decode(uri->path, storage, sizeof(storage), &path) !=
	    URI_PATH_OK)
		return "is a path that nothing can have";
	return NULL;
}

static struct str
mended(struct config *c, struct str target)
{
	struct buf out;

	buf_init(&out);
	uri_mend(&out, target);
	return buf_keep(&out, c->arena);
}

static void
take_target(struct config *c, int status, struct str value)
{
	struct str pattern, target;
	const char *fault;
	struct uri uri;

	if (!config_pattern(c, &value, false, &pattern) ||
	    !config_behind(c, pattern, value, "where to"))
		return;
	target = mended(c, value);
	fault = target_fault(target, &uri);
	if (fault != NULL) {
		config_error(c, value, "bad-target", "'%.*s' %s",
		    STR_ARG(value), fault);
		return;
	}
	if (uri.scheme.len > 0 && !str_eq_nocase(uri.scheme, STR("gemini")))
		diag_add(c->diags, DIAG_HINT, config_at(c, value),
		    "other-scheme",
		    "many clients do not follow a redirect to %.*s by"
		    " themselves",
		    STR_ARG(uri.scheme));
	add_rule(c, value, (struct path_rule){ status, pattern, target });
}

void
config_take_moved(struct config *c, struct str value)
{
	take_target(c, GEMINI_MOVED, value);
}

void
config_take_redirect(struct config *c, struct str value)
{
	take_target(c, GEMINI_REDIRECT, value);
}

void
config_take_gone(struct config *c, struct str value)
{
	struct path_rule rule = { .status = GEMINI_GONE };

	if (!config_pattern(c, &value, false, &rule.pattern))
		return;
	if (value.len > 0)
		config_error(c, value, "bad-value",
		    "'%.*s' stands behind the pattern", STR_ARG(value));
	else
		add_rule(c, rule.pattern, rule);
}

static bool
status_is_settable(uint64_t status)
{
	return status == GEMINI_FAILURE || status == GEMINI_UNAVAILABLE ||
	       status == GEMINI_NEVER || status == GEMINI_NOT_FOUND;
}

void
config_take_status(struct config *c, struct str value)
{
	struct path_rule rule = { 0 };
	struct str number;
	uint64_t status = 0;

	if (!config_pattern(c, &value, false, &rule.pattern) ||
	    !config_behind(c, rule.pattern, value, "a status"))
		return;
	number = config_word(&value);
	if (!str_number(number, 99, &status) || !status_is_settable(status)) {
		config_error(c, number, "bad-value",
		    "'%.*s' is none of 40, 41, 50, 51", STR_ARG(number));
		return;
	}
	rule.status = (int)status;
	rule.meta = value;
	add_rule(c, number, rule);
}
