/* SPDX-License-Identifier: ISC */
#include "site/guard.h"

#include "base/count.h"
#include "site/shelf.h"

#define ENROL STR("/enrol")

/* "/members" of the zone "/members/", which is where links lead (G-84). */
static bool
lacks_slash(const struct zone *zone, struct str path)
{
	return zone->path.len == path.len + 1 && str_starts(zone->path, path);
}

static bool
is_enrolment(const struct zone *zone, struct str path)
{
	struct str bare = zone->path;

	if (str_ends(bare, STR("/")))
		bare.len--;
	return zone->enrol && str_eq(str_skip(path, bare.len), ENROL);
}

static enum guard
check_credential(const struct visitor *visitor)
{
	if (visitor == NULL)
		return GUARD_ASK;
	switch (visitor->credential) {
	case CREDENTIAL_NONE:
		return GUARD_ASK;
	case CREDENTIAL_GOOD:
		return GUARD_OPEN;
	case CREDENTIAL_EXPIRED:
		return GUARD_EXPIRED;
	case CREDENTIAL_EARLY:
		return GUARD_EARLY;
	case CREDENTIAL_BROKEN:
		break;
	}
	return GUARD_BROKEN;
}

/* The last day counts in full. */
static bool
has_ended(const struct member *member, const struct visitor *visitor)
{
	return member->until.year != 0 &&
	       date_cmp(&member->until, &visitor->today) < 0;
}

/* Of two lines, one for the certificate and one for its key, either will do. */
static enum guard
check_member(const struct members *members, const struct visitor *visitor)
{
	const struct member *known[] = {
		members_find(members, visitor->cert),
		members_find(members, visitor->key),
	};
	enum guard guard = GUARD_UNKNOWN;

	for (size_t i = 0; i < COUNT(known); i++) {
		if (known[i] == NULL)
			continue;
		if (!has_ended(known[i], visitor))
			return GUARD_OPEN;
		guard = GUARD_ENDED;
	}
	return guard;
}

enum guard
guard_check(const struct shelf *shelf, struct str path,
    const struct visitor *visitor, struct zone *zone)
{
	int inner = image_zone_of(shelf->image, path);
	enum guard guard;

	*zone = (struct zone){ 0 };
	if (inner < 0)
		return GUARD_OPEN;
	*zone = image_zone(shelf->image, (uint32_t)inner);
	if (lacks_slash(zone, path))
		return GUARD_SLASH;
	guard = check_credential(visitor);
	if (guard != GUARD_OPEN)
		return guard;
	if (is_enrolment(zone, path))
		return GUARD_ENROL;
	if (shelf->members == NULL)
		return GUARD_UNKNOWN;
	return check_member(&shelf->members[inner], visitor);
}
