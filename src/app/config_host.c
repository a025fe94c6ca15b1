/* SPDX-License-Identifier: ISC */
/* [host NAME]: a virtual host. */
#include "app/config_part.h"

#include "base/count.h"

/* Whoever has a name has it alone. */
static void
add_name(struct config *c, struct config_draft *draft, struct str name)
{
	struct hosts *hosts = &draft->is.hosts;
	const char *why = hosts_add(hosts, c->arena, name);
	const struct config_draft *other;
	struct str canonical;

	if (why != NULL) {
		config_error(c, name, "bad-name", "'%.*s' is %s",
		    STR_ARG(name), why);
		return;
	}
	canonical = hosts->at[hosts->count - 1];
	other = names_find(&c->names, canonical);
	if (other != NULL)
		config_error(c, name, "twice",
		    "'%.*s' is a name of the host on line %zu already",
		    STR_ARG(name), other->is.line);
	else
		names_put(&c->names, canonical, draft);
}

struct config_draft *
config_current(struct config *c)
{
	return c->drafts[c->draft_count - 1];
}

static void
begin_host(struct config *c, struct str name)
{
	struct config_draft *draft;

	if (c->draft_count == SETTINGS_HOSTS_MAX) {
		config_error(c, name, "too-many", "more than %d hosts",
		    SETTINGS_HOSTS_MAX);
		c->section = NULL;
		return;
	}
	draft = arena_new(c->arena, struct config_draft);
	draft->is.line = c->number;
	c->drafts = config_grow(c->arena, c->drafts, c->draft_count,
	    sizeof(struct config_draft *));
	c->drafts[c->draft_count++] = draft;
	add_name(c, draft, name);
}

static void
take_capsule(struct config *c, struct str value)
{
	config_current(c)->is.capsule = config_path(c, value);
}

static void
take_alias(struct config *c, struct str value)
{
	while (value.len > 0)
		add_name(c, config_current(c), config_word(&value));
}

static void
take_cert(struct config *c, struct str value)
{
	config_current(c)->is.chain = config_path(c, value);
}

static void
take_key(struct config *c, struct str value)
{
	config_current(c)->is.key = config_path(c, value);
}

static void
take_default(struct config *c, struct str value)
{
	bool yes;

	if (!config_answer(c, value, &yes) || !yes)
		return;
	for (size_t i = 0; i < c->draft_count; i++)
		if (c->drafts[i]->first)
			config_error(c, value, "twice",
			    "the host on line %zu is the default already",
			    c->drafts[i]->is.line);
	config_current(c)->first = true;
}

static void
take_gopher(struct config *c, struct str value)
{
	struct config_draft *draft = config_current(c);
	struct config_door door;

	if (!config_door(c, value, &door))
		return;
	draft->gopher = config_grow(c->arena, draft->gopher,
	    draft->gopher_count, sizeof(*draft->gopher));
	draft->gopher[draft->gopher_count++] = door;
}

static void
take_gemini_port(struct config *c, struct str value)
{
	config_port(c, value, &config_current(c)->is.public_port[VIEW_GEMINI]);
}

static void
take_gopher_port(struct config *c, struct str value)
{
	config_port(c, value, &config_current(c)->is.public_port[VIEW_GOPHER]);
}

static void
take_web(struct config *c, struct str value)
{
	if (!hosts_web(c->arena, value, &config_current(c)->is.web))
		config_error(c, value, "bad-value",
		    "'%.*s' is not a URL such as https://example.org/",
		    STR_ARG(value));
}

static void
take_listings(struct config *c, struct str value)
{
	bool yes;

	if (config_answer(c, value, &yes))
		config_current(c)->is.policy.unlisted = !yes;
}

static void
take_charset(struct config *c, struct str value)
{
	if (!charset_parse(value, &config_current(c)->is.policy.charset))
		config_error(c, value, "bad-value",
		    "'%.*s' is none of UTF-8, Latin-1, ASCII", STR_ARG(value));
}

static void
take_ascii(struct config *c, struct str value)
{
	config_answer(c, value, &config_current(c)->is.policy.ascii);
}

static const struct config_key host_keys[] = {
	{ "capsule", false, take_capsule },
	{ "alias", true, take_alias },
	{ "cert", false, take_cert },
	{ "key", false, take_key },
	{ "default", false, take_default },
	{ "gopher", true, take_gopher },
	{ "gemini-port", false, take_gemini_port },
	{ "gopher-port", false, take_gopher_port },
	{ "web", false, take_web },
	{ "lang", false, config_take_lang },
	{ "listings", false, take_listings },
	{ "charset", false, take_charset },
	{ "ascii", false, take_ascii },
	{ "type", true, config_take_type },
	{ "language", true, config_take_language },
	{ "moved", true, config_take_moved },
	{ "redirect", true, config_take_redirect },
	{ "gone", true, config_take_gone },
	{ "status", true, config_take_status },
	{ "zone", true, config_take_zone },
};

const struct config_section config_host = {
	"host",
	begin_host,
	host_keys,
	COUNT(host_keys),
};

static void
check_whole(struct config *c, const struct config_draft *draft)
{
	struct place at = { c->file, draft->is.line, 1 };

	if (draft->is.capsule == NULL)
		diag_add(c->diags, DIAG_ERROR, at, "no-capsule",
		    "this host has no capsule");
	if (draft->is.key != NULL && draft->is.chain == NULL)
		diag_add(c->diags, DIAG_ERROR, at, "no-cert",
		    "this host has a key, but no cert");
}

/* Its gopher listeners are known by where the host stands among the others. */
static void
finish(struct config *c, struct config_draft *draft)
{
	struct settings *s = c->settings;
	struct place at = { c->file, draft->is.line, 1 };
	const int shelf = (int)s->count;

	check_whole(c, draft);
	config_check_mounts(c, draft);
	config_check_redirects(c, draft);
	for (size_t i = 0; i < draft->gopher_count; i++) {
		if (config_add_door(c, &front_gopher, shelf,
			&draft->gopher[i]))
			continue;
		diag_add(c->diags, DIAG_ERROR, at, "too-many",
		    "more than %d addresses", DOORS_MAX);
		break;
	}
	s->hosts[s->count++] = draft->is;
}

void
config_hosts_end(struct config *c)
{
	c->settings->hosts = arena_array(c->arena, c->draft_count + 1,
	    sizeof(struct vhost_settings));
	for (size_t i = 0; i < c->draft_count; i++)
		if (c->drafts[i]->first)
			finish(c, c->drafts[i]);
	for (size_t i = 0; i < c->draft_count; i++)
		if (!c->drafts[i]->first)
			finish(c, c->drafts[i]);
}
