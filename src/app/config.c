/* SPDX-License-Identifier: ISC */
#include "app/config.h"

#include <assert.h>
#include <ini.h>
#include <string.h>

#include "app/config_part.h"
#include "app/read.h"
#include "base/count.h"
#include "base/nearest.h"
#include "base/utf8.h"

static const struct config_section *const sections[] = {
	&config_server, /* what stands in front of all sections */
	&config_limits,
	&config_log,
	&config_host,
	&config_mount,
};

#define SECTION_COUNT COUNT(sections)

/* A place for what may not stand in a line; its end if there is none. */
static size_t
first_unprintable(struct str line)
{
	size_t at = 0;

	while (at < line.len) {
		uint32_t point;
		size_t len = utf8_next(str_skip(line, at), &point);

		if (len == 0 || utf8_is_bidi(point) ||
		    (utf8_is_control(point) && point != '\t'))
			break;
		at += len;
	}
	return at;
}

static bool
line_is_fine(struct config *c)
{
	struct str text = str_trim(c->line);
	size_t bad = first_unprintable(text);
	struct str rest = str_skip(text, bad);
	uint32_t point;

	if (text.len > CONFIG_LINE_MAX)
		config_error(c, text, "long-line",
		    "%zu bytes in a line; there is room for %d", text.len,
		    CONFIG_LINE_MAX);
	else if (rest.len > 0 && utf8_next(rest, &point) > 0)
		config_error(c, rest, "control",
		    "control character U+%04X; remove it", point);
	else if (rest.len > 0)
		config_error(c, rest, "encoding", "no valid UTF-8");
	else
		return true;
	return false;
}

static void
report_unknown(struct config *c, struct str word, const char *code,
    const char *what, struct str near)
{
	if (near.len > 0)
		config_error(c, word, code, "no %s '%.*s'; did you mean %.*s?",
		    what, STR_ARG(word), STR_ARG(near));
	else
		config_error(c, word, code, "no %s '%.*s'", what,
		    STR_ARG(word));
}

static const struct config_section *
find_section(struct config *c, struct str word)
{
	struct nearest near = nearest_to(word);

	for (size_t i = 1; i < SECTION_COUNT; i++) {
		struct str name = str_of(sections[i]->name);

		if (str_eq(word, name))
			return sections[i];
		nearest_look(&near, name);
	}
	report_unknown(c, word, "unknown-section", "section is called",
	    near.name);
	return NULL;
}

/* One of a kind: whether it is there for the first time. */
static bool
section_is_new(struct config *c, struct str word)
{
	size_t *line = &c->section_lines[c->section == &config_log];

	if (*line != 0)
		config_error(c, word, "twice", "[%.*s] stands on line %zu"
					       " already",
		    STR_ARG(word), *line);
	else
		*line = c->number;
	return *line == c->number;
}

/* inih keeps no more than 49 bytes of a name, and tells nobody of it. */
static void
begin_section(struct config *c, struct str text)
{
	struct str inside, after, word;
	bool closed = str_cut(str_skip(text, 1), ']', &inside, &after);

	c->section = NULL;
	memset(c->seen, 0, sizeof(c->seen));
	after = str_trim(after);
	if (!closed || (after.len > 0 && after.at[0] != ';' &&
			   after.at[0] != '#')) {
		config_error(c, text, "bad-line",
		    "a section is [limits], [log], [host NAME] or"
		    " [mount PATH], alone on its line");
		return;
	}
	inside = str_trim(inside);
	word = config_word(&inside);
	c->section = find_section(c, word);
	if (c->section == NULL)
		return;
	if ((c->section->begin != NULL) != (inside.len > 0)) {
		config_error(c, word, "bad-line", "[%.*s] %s", STR_ARG(word),
		    inside.len == 0 ? "needs a name behind it" : "has no name");
		c->section = NULL;
	} else if (c->section->begin != NULL)
		c->section->begin(c, inside);
	else if (!section_is_new(c, word))
		c->section = NULL;
}

/* Of lines that it does not understand inih tells the first one only. */
static void
check_last(struct config *c)
{
	if (c->expects_pair)
		config_error(c, str_trim(c->line), "bad-line",
		    "neither KEY = VALUE nor a [section]");
	c->expects_pair = false;
}

/*
 * As fgets(3), for inih. Blanks in front of a line mean nothing: to inih they
 * would make it belong to the line above.
 */
static char *
next_line(char *into, int size, void *arg)
{
	struct config *c = arg;
	struct str text;

	assert(size > CONFIG_LINE_MAX);
	check_last(c);
	if (c->rest.len == 0)
		return NULL;
	str_cut(c->rest, '\n', &c->line, &c->rest);
	c->number++;
	text = str_trim(c->line);
	if (!line_is_fine(c)) {
		/* Of which section the next keys are nobody knows. */
		if (str_starts(text, STR("[")))
			c->section = NULL;
		text = STR("");
	}
	if (str_starts(text, STR("[")))
		begin_section(c, text);
	else
		c->expects_pair = text.len > 0 && text.at[0] != ';' &&
				  text.at[0] != '#';
	if (text.len > 0)
		memcpy(into, text.at, text.len);
	into[text.len] = '\0';
	return into;
}

static const struct config_key *
find_key(struct config *c, struct str name)
{
	const struct config_section *s = c->section;
	struct nearest near = nearest_to(name);

	for (size_t i = 0; i < s->count; i++) {
		if (str_eq(name, str_of(s->keys[i].name)))
			return &s->keys[i];
		nearest_look(&near, str_of(s->keys[i].name));
	}
	report_unknown(c, name, "unknown-key", "key here is called",
	    near.name);
	return NULL;
}

static bool
key_is_new(struct config *c, const struct config_key *key, struct str name)
{
	size_t *seen = &c->seen[key - c->section->keys];

	if (*seen != 0 && !key->repeats) {
		config_error(c, name, "twice",
		    "'%s' stands on line %zu already", key->name, *seen);
		return false;
	}
	*seen = c->number;
	return true;
}

/* In place of inih's copies the same bytes of the line: they have a place. */
static int
take_pair(void *arg, const char *section, const char *name, const char *value)
{
	struct config *c = arg;
	struct str line = str_trim(c->line);
	struct str key_name = str_take(line, strlen(name));
	struct str rest = str_skip(line, key_name.len);
	const struct config_key *key;

	(void)section;
	c->expects_pair = false;
	if (c->section == NULL)
		return 1;
	rest = str_trim(str_skip(str_trim(rest), 1));
	rest = str_take(rest, strlen(value));
	key = find_key(c, key_name);
	if (key == NULL || !key_is_new(c, key, key_name))
		return 1;
	if (rest.len == 0)
		config_error(c, key_name, "bad-value", "'%s' has no value",
		    key->name);
	else
		key->take(c, rest);
	return 1;
}

static struct str
folder_of(struct str path)
{
	size_t len = path.len;

	while (len > 0 && path.at[len - 1] != '/')
		len--;
	return str_take(path, len);
}

bool
config_parse(struct settings *s, struct str text, const char *path,
    struct diags *d)
{
	const size_t errors = d->count[DIAG_ERROR];
	struct config c = {
		.settings = s,
		.arena = &s->arena,
		.diags = d,
		.file = str_of(path),
		.folder = folder_of(str_of(path)),
		.section = &config_server,
	};

	c.rest = arena_str(&s->arena, text);
	if (str_starts(c.rest, UTF8_BOM))
		c.rest = str_skip(c.rest, UTF8_BOM.len);
	names_init(&c.names, c.arena);
	s->file = path;
	s->certs = config_path(&c, STR("certs"));
	ini_parse_stream(next_line, &c, take_pair, &c);
	config_hosts_end(&c);
	config_server_end(&c);
	return d->count[DIAG_ERROR] == errors;
}

bool
config_read(struct settings *s, const char *path, struct diags *d)
{
	struct place file = { .file = str_of(path) };
	const char *why;
	struct buf text;
	bool fine = false;

	buf_init(&text);
	why = read_file(path, CONFIG_FILE_MAX, &text);
	if (why == NULL)
		fine = config_parse(s, buf_str(&text), path, d);
	else
		diag_add(d, DIAG_ERROR, file, "no-config", "%s", why);
	buf_release(&text);
	return fine;
}
