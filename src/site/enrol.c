/* SPDX-License-Identifier: ISC */
#include "site/enrol.h"

#include <assert.h>

#include "base/count.h"
#include "model/doc.h"
#include "proto/uri.h"
#include "render/render.h"

struct enrol {
	struct arena *arena;
	struct doc *doc;
	const struct visitor *visitor;
	struct zone zone;
	enum guard standing; /* what the guard says at the zone's own path */
	struct date until;   /* unknown = no end, or never a member */
};

void
enrol_path(struct buf *out, struct str zone)
{
	if (str_ends(zone, STR("/")))
		zone.len--;
	uri_path_encode(out, zone);
	buf_add(out, STR("/enrol"));
}

/* Of two lines, for the key and the certificate, that which ends later. */
static struct date
last_day(const struct members *members, const struct visitor *visitor)
{
	const struct member *known[] = {
		members_find(members, visitor->key),
		members_find(members, visitor->cert),
	};
	struct date last = { 0 };

	for (size_t i = 0; i < COUNT(known); i++) {
		if (known[i] == NULL)
			continue;
		if (!date_is_day(&known[i]->until))
			return known[i]->until;
		if (date_cmp(&known[i]->until, &last) > 0)
			last = known[i]->until;
	}
	return last;
}

static void
find_standing(struct enrol *e, const struct shelf *shelf, struct str path)
{
	int number = image_zone_of(shelf->image, path);
	struct zone zone;

	assert(number >= 0);
	e->zone = image_zone(shelf->image, (uint32_t)number);
	e->standing = guard_check(shelf, e->zone.path, e->visitor, &zone);
	if (shelf->members != NULL)
		e->until = last_day(&shelf->members[number], e->visitor);
}

/* As a list of members takes it. */
static struct str
fingerprint(struct arena *a, const unsigned char digest[MEMBERS_DIGEST])
{
	struct buf out;

	buf_init(&out);
	buf_add(&out, STR("SHA256:"));
	for (size_t i = 0; i < MEMBERS_DIGEST; i++)
		buf_printf(&out, "%02x", digest[i]);
	return buf_keep(&out, a);
}

static void
add_text(struct enrol *e, struct str text)
{
	doc_add(e->arena, e->doc, BLOCK_TEXT, text);
}

static void
add_pre(struct enrol *e, struct str line, struct str alt)
{
	struct block *block = doc_add(e->arena, e->doc, BLOCK_PRE,
	    arena_printf(e->arena, "%.*s\n", STR_ARG(line)));

	block->code = true;
	block->alt = alt;
}

static struct str
standing(const struct enrol *e)
{
	struct str until = date_text(e->arena, &e->until);

	if (e->standing == GUARD_ENDED)
		return arena_printf(e->arena,
		    "You were a member; %.*s was the last day.",
		    STR_ARG(until));
	if (e->standing != GUARD_OPEN)
		return STR("You are not in the list of members.");
	if (!date_is_day(&e->until))
		return STR("You are a member.");
	return arena_printf(e->arena,
	    "You are a member, and %.*s is the last day.", STR_ARG(until));
}

static void
add_standing(struct enrol *e)
{
	add_text(e, standing(e));
	if (e->standing == GUARD_OPEN)
		doc_add_link(e->arena, e->doc, e->zone.path,
		    STR("The pages for members"));
}

static void
add_line(struct enrol *e)
{
	doc_add(e->arena, e->doc, BLOCK_HEADING, STR("To become a member"));
	add_text(e,
	    STR("Send the owner of this capsule the following line, with your "
		"name, without blanks, in place of NAME, and in a way that "
		"shows that it comes from you. It is no secret."));
	add_pre(e,
	    arena_printf(e->arena, "NAME %.*s",
		STR_ARG(fingerprint(e->arena, e->visitor->key))),
	    STR("a line for the list of members"));
	add_text(e,
	    STR("It has the fingerprint of your key. That is the better "
		"choice, for it stays as it is when you renew the certificate "
		"with the same key; the certificate's own does not."));
}

static void
add_fingerprints(struct enrol *e)
{
	doc_add(e->arena, e->doc, BLOCK_HEADING, STR("Fingerprints"));
	add_text(e, STR("The key:"));
	add_pre(e, fingerprint(e->arena, e->visitor->key),
	    STR("fingerprint of the key"));
	add_text(e, STR("The certificate:"));
	add_pre(e, fingerprint(e->arena, e->visitor->cert),
	    STR("fingerprint of the certificate"));
}

void
enrol_write(struct buf *out, const struct shelf *shelf, struct str path,
    const struct visitor *visitor)
{
	struct arena arena;
	struct enrol e = { .arena = &arena, .visitor = visitor };

	assert(visitor != NULL && visitor->credential != CREDENTIAL_NONE);
	arena_init(&arena);
	find_standing(&e, shelf, path);
	e.doc = doc_new(&arena, path, STR("Your certificate"), STR("en"));
	add_text(&e,
	    STR("This is what the server sees of the certificate that you "
		"have shown."));
	add_standing(&e);
	if (e.standing != GUARD_OPEN)
		add_line(&e);
	add_fingerprints(&e);
	render_gemtext(out, e.doc);
	arena_release(&arena);
}
