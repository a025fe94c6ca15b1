/* SPDX-License-Identifier: ISC */
#include "front/rule.h"

#include "base/count.h"
#include "proto/gemini.h"

static const struct {
	int status;
	struct str text[VIEW_COUNT];
} texts[] = {
	{ GEMINI_FAILURE,
	    { [VIEW_GEMINI] = STR_INIT("this does not work at present"),
		[VIEW_GOPHER] = STR_INIT("This does not work at present") } },
	{ GEMINI_UNAVAILABLE,
	    { [VIEW_GEMINI] = STR_INIT("not available at present"),
		[VIEW_GOPHER] = STR_INIT("Not available at present") } },
	{ GEMINI_NEVER,
	    { [VIEW_GEMINI] = STR_INIT("this does not work"),
		[VIEW_GOPHER] = STR_INIT("This does not work") } },
	{ GEMINI_GONE,
	    { [VIEW_GEMINI] = STR_INIT("gone for good"),
		[VIEW_GOPHER] = STR_INIT("Gone for good") } },
};

bool
rule_moves(const struct path_rule *rule)
{
	return rule->status == GEMINI_REDIRECT || rule->status == GEMINI_MOVED;
}

struct str
rule_text(const struct path_rule *rule, enum view v)
{
	if (rule->meta.len > 0)
		return rule->meta;
	for (size_t i = 0; i < COUNT(texts); i++)
		if (texts[i].status == rule->status)
			return texts[i].text[v];
	return v == VIEW_GOPHER ? STR("Not found") : STR("not found");
}
