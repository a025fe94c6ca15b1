/* SPDX-License-Identifier: ISC */
#ifndef SITE_POLICY_H
#define SITE_POLICY_H

/*
 * policy -- what a capsule's owner decides about paths, beside its sources.
 *
 * It comes from the configuration. Rules and zones go into the image and are
 * asked with every request; media types and languages go into what is
 * published. All texts are borrowed.
 *
 * A pattern is compared with the decoded path, with its leading slash, as a
 * whole: '*' stands for any bytes, slashes among them, or none; every other
 * byte for itself. A pattern that does not begin with a slash is compared with
 * the path's last segment: "*.md".
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/charset.h"
#include "base/str.h"

#define POLICY_RULES_MAX 1000
#define POLICY_ZONES_MAX 64

/* Answered before any page is looked for; of several, the first holds. */
struct path_rule {
	int status;	    /* 30, 31, 40, 41, 50, 51, 52 */
	struct str pattern; /* begins with a slash */
	struct str meta;    /* where to (an encoded path or a URI), or a text */
};

struct path_label {
	struct str pattern;
	struct str value; /* a MIME type, or a language tag */
};

/*
 * What only some visitors may see: model/guarded.h says which paths it covers.
 * It is published on Gemini alone, is in no feed, and no search finds it
 * (O-55).
 */
struct zone {
	struct str path; /* decoded, with its leading slash; "/" is all */
	bool enrol;	 /* PATH/enrol shows visitors their certificate */
};

struct policy {
	const struct path_rule *rules;
	size_t rule_count;
	const struct path_label *types; /* of files; the first that matches */
	size_t type_count;
	const struct path_label *langs; /* of text/gemini, as above */
	size_t lang_count;
	const struct zone *zones;
	size_t zone_count;
	bool unlisted; /* folders without a page of their own have none */
	/* What a profile says of Gopher's texts goes before these. */
	enum charset charset;
	bool ascii;
};

/*
 * Whether a rule can be answered with as it is: one of these statuses, a
 * pattern that begins with a slash, and printable UTF-8 that fits a header
 * line. A redirect leads to a path that begins with just one slash, or to an
 * absolute URI; other texts may be empty.
 */
bool rule_is_sound(const struct path_rule *rule);

/* Whether a zone has a path at all: decoded, of a length that requests have. */
bool zone_is_sound(const struct zone *zone);

bool path_matches(struct str pattern, struct str path);

/* Whether a rule answers for path; policy may be NULL. */
bool policy_rules(const struct policy *policy, struct str path);

/* The value of the first label that matches; empty if none does. */
struct str label_of(const struct path_label *labels, size_t count,
    struct str path);

#endif
