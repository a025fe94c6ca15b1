/* SPDX-License-Identifier: ISC */
/* What a host decides about paths. */
#include "app/config_part.h"

#include "app/mime.h"
#include "base/lang.h"
#include "proto/gemini.h"
#include "proto/uri.h"

#define HOPS_MAX 5 /* that a client follows (G-70) */

/* A pattern of paths alone, or also one of names such as "*.txt". */
static bool
take_pattern(struct config *c, struct str *value, bool names,
    struct str *pattern)
{
	*pattern = config_word(value);
	if (str_starts(*pattern, STR("/")) ||
	    (names && str_index(*pattern, '/') == pattern->len))
		return true;
	config_error(c, *pattern, "bad-pattern", "'%.*s' %s",
	    STR_ARG(*pattern),
	    names ? "has a slash, but does not begin with one"
		  : "does not begin with a slash");
	return false;
}

/* What comes behind a pattern; false, with an error, if it is missing. */
static bool
is_there(struct config *c, struct str pattern, struct str rest,
    const char *what)
{
	if (rest.len == 0)
		config_error(c, pattern, "bad-value",
		    "'%.*s' needs %s behind it", STR_ARG(pattern), what);
	return rest.len > 0;
}

/* where is what a finding about it points at. */
static void
add_rule(struct config *c, struct str where, struct path_rule rule)
{
	struct config_draft *draft = config_current(c);
	size_t count = draft->is.policy.rule_count;
	struct place at = config_at(c, where);

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
	draft->places[count] = (struct rule_place){ at.line, at.column };
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

	if (!take_pattern(c, &value, false, &pattern) ||
	    !is_there(c, pattern, value, "where to"))
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

	if (!take_pattern(c, &value, false, &rule.pattern))
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
	return status == 40 || status == 41 || status == 50 || status == 51;
}

void
config_take_status(struct config *c, struct str value)
{
	struct path_rule rule = { 0 };
	struct str number;
	uint64_t status = 0;

	if (!take_pattern(c, &value, false, &rule.pattern) ||
	    !is_there(c, rule.pattern, value, "a status"))
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

static void
add_label(struct config *c, struct path_label **list, size_t *count,
    struct path_label label)
{
	if (*count == POLICY_RULES_MAX) {
		config_error(c, label.pattern, "too-many",
		    "more than %d of them", POLICY_RULES_MAX);
		return;
	}
	*list = config_grow(c->arena, *list, *count, sizeof(**list));
	(*list)[(*count)++] = label;
}

void
config_take_type(struct config *c, struct str value)
{
	struct config_draft *draft = config_current(c);
	struct path_label label;

	if (!take_pattern(c, &value, true, &label.pattern) ||
	    !is_there(c, label.pattern, value, "a media type"))
		return;
	label.value = value;
	if (!mime_is_type(value)) {
		config_error(c, value, "bad-type",
		    "'%.*s' is no media type such as text/plain",
		    STR_ARG(value));
		return;
	}
	add_label(c, &draft->types, &draft->is.policy.type_count, label);
	draft->is.policy.types = draft->types;
}

static bool
is_lang(struct config *c, struct str value)
{
	if (lang_is_tag(value))
		return true;
	config_error(c, value, "bad-lang",
	    "'%.*s' is no language tag such as en or zh-Hans", STR_ARG(value));
	return false;
}

void
config_take_lang(struct config *c, struct str value)
{
	if (is_lang(c, value))
		config_current(c)->is.lang = value;
}

void
config_take_language(struct config *c, struct str value)
{
	struct config_draft *draft = config_current(c);
	struct path_label label;

	if (!take_pattern(c, &value, true, &label.pattern) ||
	    !is_there(c, label.pattern, value, "a language tag"))
		return;
	label.value = value;
	if (!is_lang(c, value))
		return;
	add_label(c, &draft->langs, &draft->is.policy.lang_count, label);
	draft->is.policy.langs = draft->langs;
}

/* "/a" and "/a/" cover the same. */
static struct str
bare_path(struct str path)
{
	return str_take(path, path.len - str_ends(path, STR("/")));
}

static bool
zone_is_new(struct config *c, struct str path)
{
	const struct policy *policy = &config_current(c)->is.policy;

	for (size_t i = 0; i < policy->zone_count; i++)
		if (str_eq(bare_path(path), bare_path(policy->zones[i].path))) {
			config_error(c, path, "twice",
			    "this host has the zone '%.*s' already",
			    STR_ARG(policy->zones[i].path));
			return false;
		}
	if (policy->zone_count < POLICY_ZONES_MAX)
		return true;
	config_error(c, path, "too-many", "more than %d zones",
	    POLICY_ZONES_MAX);
	return false;
}

static void
add_zone(struct config *c, struct zone zone, struct str file)
{
	struct config_draft *draft = config_current(c);
	size_t count = draft->is.policy.zone_count++;

	draft->zones = config_grow(c->arena, draft->zones, count,
	    sizeof(*draft->zones));
	draft->member_files = config_grow(c->arena, draft->member_files, count,
	    sizeof(*draft->member_files));
	draft->zones[count] = zone;
	draft->member_files[count] = config_path(c, file);
	draft->is.policy.zones = draft->zones;
	draft->is.member_files = draft->member_files;
}

/* The last word of *text is taken off if it is this one. */
static bool
take_last(struct str *text, struct str word)
{
	struct str before = { text->at, 0 };

	if (!str_ends(*text, word))
		return false;
	before.len = text->len - word.len;
	if (str_trim(before).len == before.len)
		return false;
	*text = str_trim(before);
	return true;
}

void
config_take_zone(struct config *c, struct str value)
{
	struct zone zone;

	if (!take_pattern(c, &value, false, &zone.path))
		return;
	zone.enrol = !take_last(&value, STR("closed"));
	if (str_find(zone.path, STR("//")) < zone.path.len ||
	    str_index(zone.path, '*') < zone.path.len)
		config_error(c, zone.path, "bad-pattern",
		    "'%.*s' is no path of a zone: it has no '*' and no '//'",
		    STR_ARG(zone.path));
	else if (is_there(c, zone.path, value, "a file of members") &&
		 zone_is_new(c, zone.path))
		add_zone(c, zone, value);
}

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
	struct place at = { c->file, draft->places[i].line,
		draft->places[i].column };

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
