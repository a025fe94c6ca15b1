/* SPDX-License-Identifier: ISC */
#include "site/robots.h"

#include "base/buf.h"
#include "model/tree.h"
#include "proto/uri.h"

/* What one agent may not fetch. */
struct rule {
	struct str agent; /* "*" = everybody */
	struct str path;
	struct rule *next;
};

struct rules {
	struct arena *arena;
	bool ascii; /* Gopher has the pages once more in TREE_ASCII */
	struct rule *first;
	struct rule **end;
};

static void
add_rule(struct rules *rules, struct str agent, struct str path)
{
	struct rule *rule = arena_new(rules->arena, struct rule);

	rule->agent = agent;
	rule->path = path.len > 0 ? path : STR("/");
	*rules->end = rule;
	rules->end = &rule->next;
}

static bool
is_agent(struct str word)
{
	for (size_t i = 0; i < word.len; i++) {
		char c = word.at[i];

		if (!char_is_letter(c) && !char_is_digit(c) && c != '-' &&
		    c != '_')
			return str_eq(word, STR("*"));
	}
	return word.len > 0;
}

static bool
is_path(struct str word)
{
	return str_starts(word, STR("/")) &&
	       str_index(word, ' ') == word.len;
}

/* What stands behind "not". */
static bool
read_rule(struct rules *rules, struct str text)
{
	struct str agent = STR("*");
	struct str path = str_trim(text);

	if (!str_starts(path, STR("/"))) {
		str_cut(path, ' ', &agent, &path);
		path = str_trim(path);
	}
	if (!is_agent(agent) || (path.len > 0 && !is_path(path)))
		return false;
	add_rule(rules, agent, path);
	return true;
}

static bool
read_part(struct rules *rules, struct str part)
{
	struct str word, rest;

	str_cut(part, ' ', &word, &rest);
	if (str_eq_nocase(part, STR("all")))
		return true;
	if (str_eq_nocase(part, STR("none")))
		return read_rule(rules, STR("*"));
	return (str_eq_nocase(word, STR("not")) ||
		   str_eq_nocase(word, STR("no"))) &&
	       read_rule(rules, rest);
}

static void
read_field(struct rules *rules, const struct field *f, struct diags *d)
{
	struct str rest = f->value;
	struct str part;

	while (rest.len > 0) {
		str_cut(rest, ',', &part, &rest);
		part = str_trim(part);
		if (part.len > 0 && !read_part(rules, part))
			diag_add(d, DIAG_WARNING, f->at, "bad-robots",
			    "'%.*s' is left out; write such as 'not archiver' "
			    "or 'not indexer /private'",
			    STR_ARG(part));
	}
}

static void
put_path(struct buf *out, struct str path)
{
	buf_add(out, STR("Disallow: "));
	uri_mend(out, path);
	buf_char(out, '\n');
}

/* As these are prefixes, "/about" is "/about.gmi" too, but no other form. */
static void
put_paths(struct buf *out, const struct rules *rules, struct str agent)
{
	for (const struct rule *r = rules->first; r != NULL; r = r->next) {
		if (!str_eq_nocase(r->agent, agent))
			continue;
		put_path(out, r->path);
		if (rules->ascii && !str_eq(r->path, STR("/")))
			put_path(out,
			    tree_path(rules->arena, TREE_ASCII, r->path));
	}
}

/*
 * A crawler that finds itself by name looks no further, so what holds for
 * everybody is said to each.
 */
static void
put_agent(struct buf *out, const struct rules *rules, struct str agent)
{
	buf_printf(out, "User-agent: %.*s\n", STR_ARG(agent));
	put_paths(out, rules, agent);
	if (!str_eq(agent, STR("*")))
		put_paths(out, rules, STR("*"));
}

static bool
is_first_of(const struct rules *rules, const struct rule *rule)
{
	const struct rule *r = rules->first;

	while (!str_eq_nocase(r->agent, rule->agent))
		r = r->next;
	return r == rule;
}

static bool
has_agent(const struct rules *rules, struct str agent)
{
	const struct rule *r = rules->first;

	while (r != NULL && !str_eq(r->agent, agent))
		r = r->next;
	return r != NULL;
}

static void
put_rules(struct buf *out, const struct rules *rules)
{
	const struct str all = STR("*");

	for (const struct rule *r = rules->first; r != NULL; r = r->next) {
		if (str_eq(r->agent, all) || !is_first_of(rules, r))
			continue;
		put_agent(out, rules, r->agent);
		buf_char(out, '\n');
	}
	put_agent(out, rules, all);
	if (!has_agent(rules, all))
		buf_add(out, STR("Disallow:\n"));
}

struct str
robots_text(struct arena *a, const struct profile *p, bool ascii,
    struct diags *d)
{
	struct rules rules = {
		.arena = a,
		.ascii = ascii,
	};
	struct buf out;

	rules.end = &rules.first;
	for (const struct field *f = p->fields; f != NULL; f = f->next)
		if (f->key == KEY_ROBOTS)
			read_field(&rules, f, d);
	buf_init(&out);
	put_rules(&out, &rules);
	return buf_keep(&out, a);
}
