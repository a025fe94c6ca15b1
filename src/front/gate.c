/* SPDX-License-Identifier: ISC */
#include "front/gate.h"

#include "front/status.h"
#include "proto/uri.h"
#include "site/enrol.h"

/* What a refusal has to tell beside its sentence. */
enum further {
	FURTHER_NOTHING,
	FURTHER_ZONE,	/* what a certificate is to be for (G-87) */
	FURTHER_LISTED, /* how to get into the list */
};

static const struct {
	enum gemini_status status;
	enum further further;
	struct str text;
} refusals[] = {
	[GUARD_ASK] = { GEMINI_CERTIFICATE, FURTHER_ZONE,
	    STR_INIT("members only: choose or make a certificate") },
	[GUARD_UNKNOWN] = { GEMINI_NOT_ALLOWED, FURTHER_LISTED,
	    STR_INIT("your certificate is not in the list of members") },
	[GUARD_ENDED] = { GEMINI_NOT_ALLOWED, FURTHER_NOTHING,
	    STR_INIT("your membership has ended; the owner of this capsule "
		     "can renew it") },
	[GUARD_EXPIRED] = { GEMINI_NOT_VALID, FURTHER_NOTHING,
	    STR_INIT("your certificate has expired; renew it, or choose "
		     "another") },
	[GUARD_EARLY] = { GEMINI_NOT_VALID, FURTHER_NOTHING,
	    STR_INIT("your certificate is not valid yet; check your clock, "
		     "or choose another") },
	[GUARD_BROKEN] = { GEMINI_NOT_VALID, FURTHER_NOTHING,
	    STR_INIT("your certificate is damaged; choose or make another") },
};

/* A link's form of a path, for people to copy; what is too long is left out. */
static void
add_zone(struct buf *text, const struct zone *zone)
{
	char storage[GEMINI_META_MAX / 2];
	struct buf path;

	buf_fixed(&path, storage, sizeof(storage));
	uri_path_encode(&path, zone->path);
	if (!path.cut)
		buf_printf(text, " for %.*s", STR_ARG(buf_str(&path)));
}

static void
add_listed(struct buf *text, const struct zone *zone)
{
	char storage[GEMINI_META_MAX / 2];
	struct buf path;

	buf_fixed(&path, storage, sizeof(storage));
	enrol_path(&path, zone->path);
	if (zone->enrol && !path.cut)
		buf_printf(text, "; %.*s shows what to send to the owner",
		    STR_ARG(buf_str(&path)));
	else
		buf_add(text,
		    STR("; the owner of this capsule can put it there"));
}

static enum answer
refuse(struct reply *reply, enum guard verdict, const struct zone *zone)
{
	char storage[GEMINI_META_MAX];
	struct buf text;

	buf_fixed(&text, storage, sizeof(storage));
	buf_add(&text, refusals[verdict].text);
	switch (refusals[verdict].further) {
	case FURTHER_NOTHING:
		break;
	case FURTHER_ZONE:
		add_zone(&text, zone);
		break;
	case FURTHER_LISTED:
		add_listed(&text, zone);
		break;
	}
	return status_answer(reply, refusals[verdict].status, buf_str(&text));
}

/* A certificate is then for the zone and all below it, not beside it (G-84). */
static enum answer
add_slash(struct reply *reply, struct str path)
{
	char storage[GEMINI_URI_MAX + 2];
	struct buf target;

	buf_fixed(&target, storage, sizeof(storage));
	buf_add(&target, path);
	buf_char(&target, '/');
	return status_moved(reply, buf_str(&target));
}

static enum answer
show_certificate(const struct shelf *shelf, const struct visitor *visitor,
    struct str path, struct reply *reply)
{
	enrol_write(&reply->found, shelf, path, visitor);
	reply->body = buf_str(&reply->found);
	return status_answer(reply, GEMINI_SUCCESS, ENROL_MEDIA);
}

bool
gate_is_open(const struct shelf *shelf, const struct request *request,
    struct str path, struct reply *reply, enum answer *answer)
{
	struct zone zone;
	enum guard verdict =
	    guard_check(shelf, path, request->visitor, &zone);

	switch (verdict) {
	case GUARD_OPEN:
		return true;
	case GUARD_ENROL:
		*answer = show_certificate(shelf, request->visitor, path,
		    reply);
		break;
	case GUARD_SLASH:
		*answer = add_slash(reply, path);
		break;
	case GUARD_ASK:
	case GUARD_UNKNOWN:
	case GUARD_ENDED:
	case GUARD_EXPIRED:
	case GUARD_EARLY:
	case GUARD_BROKEN:
		*answer = refuse(reply, verdict, &zone);
		break;
	}
	return false;
}
