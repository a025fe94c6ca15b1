/* SPDX-License-Identifier: ISC */
/* Which folders of a host are for members alone. */
#include "app/config_part.h"

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

	if (!config_pattern(c, &value, false, &zone.path))
		return;
	zone.enrol = !take_last(&value, STR("closed"));
	if (str_find(zone.path, STR("//")) < zone.path.len ||
	    str_index(zone.path, '*') < zone.path.len)
		config_error(c, zone.path, "bad-pattern",
		    "'%.*s' is no path of a zone: it has no '*' and no '//'",
		    STR_ARG(zone.path));
	else if (config_behind(c, zone.path, value, "a file of members") &&
		 zone_is_new(c, zone.path))
		add_zone(c, zone, value);
}
