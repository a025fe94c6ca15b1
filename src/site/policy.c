/* SPDX-License-Identifier: ISC */
#include "site/policy.h"

#include "base/count.h"
#include "base/utf8.h"
#include "proto/gemini.h"
#include "proto/uri.h"

static bool
is_path(struct str path)
{
	return str_starts(path, STR("/")) && path.len <= GEMINI_URI_MAX;
}

/* What may go into a header line or a log as it is. */
static bool
is_printable(struct str text)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_control(point) || utf8_is_bidi(point))
			return false;
		text = str_skip(text, len);
	}
	return text.len == 0;
}

/* "//host/" would be one more way to leave the capsule unseen. */
static bool
is_target(struct str target)
{
	struct uri uri;

	if (!uri_parse(target, &uri))
		return false;
	if (uri.scheme.len > 0)
		return true;
	return str_starts(target, STR("/")) && !str_starts(target, STR("//"));
}

static bool
is_one_of(int status, const int *of, size_t count)
{
	while (count > 0 && of[count - 1] != status)
		count--;
	return count > 0;
}

bool
rule_is_sound(const struct path_rule *rule)
{
	static const int redirects[] = { 30, 31 };
	static const int failures[] = { 40, 41, 50, 51, 52 };

	if (!is_path(rule->pattern) || rule->meta.len > GEMINI_META_MAX)
		return false;
	if (is_one_of(rule->status, redirects, COUNT(redirects)))
		return is_target(rule->meta);
	return is_one_of(rule->status, failures, COUNT(failures)) &&
	       is_printable(rule->meta);
}

bool
zone_is_sound(const struct zone *zone)
{
	return is_path(zone->path);
}

/* The usual walk with one way back: to the last star, one byte further on. */
static bool
glob_matches(struct str pattern, struct str text)
{
	size_t p = 0, t = 0, star = pattern.len, resume = 0;

	while (t < text.len) {
		if (p < pattern.len && pattern.at[p] == '*') {
			star = p++;
			resume = t;
		} else if (p < pattern.len && pattern.at[p] == text.at[t]) {
			p++;
			t++;
		} else if (star < pattern.len) {
			p = star + 1;
			t = ++resume;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

static struct str
last_segment(struct str path)
{
	size_t at = path.len;

	while (at > 0 && path.at[at - 1] != '/')
		at--;
	return str_skip(path, at);
}

bool
path_matches(struct str pattern, struct str path)
{
	if (str_starts(pattern, STR("/")))
		return glob_matches(pattern, path);
	return glob_matches(pattern, last_segment(path));
}

bool
policy_rules(const struct policy *policy, struct str path)
{
	for (size_t i = 0; policy != NULL && i < policy->rule_count; i++)
		if (path_matches(policy->rules[i].pattern, path))
			return true;
	return false;
}

struct str
label_of(const struct path_label *labels, size_t count, struct str path)
{
	for (size_t i = 0; i < count; i++)
		if (path_matches(labels[i].pattern, path))
			return labels[i].value;
	return STR("");
}
