/* SPDX-License-Identifier: ISC */
/* What a host knows better about its files: their types and languages. */
#include "app/config_part.h"

#include "app/mime.h"
#include "base/lang.h"

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

	if (!config_pattern(c, &value, true, &label.pattern) ||
	    !config_behind(c, label.pattern, value, "a media type"))
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

	if (!config_pattern(c, &value, true, &label.pattern) ||
	    !config_behind(c, label.pattern, value, "a language tag"))
		return;
	label.value = value;
	if (!is_lang(c, value))
		return;
	add_label(c, &draft->langs, &draft->is.policy.lang_count, label);
	draft->is.policy.langs = draft->langs;
}
