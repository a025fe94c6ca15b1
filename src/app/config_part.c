/* SPDX-License-Identifier: ISC */
#include "app/config_part.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

struct place
config_at(const struct config *c, struct str part)
{
	struct place at = { .file = c->file, .line = c->number, .column = 1 };
	struct str before = { c->line.at, 0 };
	uint32_t point;

	if (part.at != NULL)
		before.len = (size_t)(part.at - c->line.at);

	while (before.len > 0) {
		size_t len = utf8_next(before, &point);

		before = str_skip(before, len > 0 ? len : 1);
		at.column++;
	}
	return at;
}

void
config_error(struct config *c, struct str part, const char *code,
    const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	diag_add(c->diags, DIAG_ERROR, config_at(c, part), code, "%s", text);
}

struct str
config_word(struct str *text)
{
	size_t end = 0;
	struct str word;

	while (end < text->len && text->at[end] != ' ' && text->at[end] != '\t')
		end++;
	word = str_take(*text, end);
	*text = str_trim(str_skip(*text, end));
	return word;
}

const char *
config_path(const struct config *c, struct str value)
{
	struct str folder = c->folder;

	if (str_starts(value, STR("/")))
		folder = STR("");
	return arena_printf(c->arena, "%.*s%.*s", STR_ARG(folder),
	    STR_ARG(value))
	    .at;
}

bool
config_number(struct config *c, struct str value,
    struct config_range range, uint64_t *number)
{
	bool off = str_eq(value, STR("off")) || str_eq(value, STR("0"));

	if (range.off && off) {
		*number = 0;
		return true;
	}
	if (str_number(value, range.max, number) && *number >= range.min)
		return true;
	config_error(c, value, "bad-value",
	    "'%.*s' is no whole number from %llu to %llu%s", STR_ARG(value),
	    (unsigned long long)range.min, (unsigned long long)range.max,
	    range.off ? ", nor off" : "");
	return false;
}

bool
config_answer(struct config *c, struct str value, bool *yes)
{
	*yes = str_eq(value, STR("yes"));
	if (*yes || str_eq(value, STR("no")))
		return true;
	config_error(c, value, "bad-value", "'%.*s' is neither yes nor no",
	    STR_ARG(value));
	return false;
}

bool
config_port(struct config *c, struct str value, uint16_t *port)
{
	const struct config_range range = { 1, UINT16_MAX, false };
	uint64_t number;

	if (!config_number(c, value, range, &number))
		return false;
	*port = (uint16_t)number;
	return true;
}

bool
config_door(struct config *c, struct str value, struct config_door *door)
{
	struct str address = config_word(&value);

	door->proxied = value.len > 0;
	door->address = arena_str(c->arena, address).at;
	if (door->proxied)
		c->proxied = c->number;
	if (!listener_is_address(address))
		config_error(c, address, "bad-value",
		    "'%.*s' is not an ADDR:PORT such as 127.0.0.1:1965 or"
		    " [::1]:1965",
		    STR_ARG(address));
	else if (door->proxied && !str_eq(value, STR("proxy")))
		config_error(c, value, "bad-value",
		    "'%.*s' is not 'proxy', nor the end of the line",
		    STR_ARG(value));
	else
		return true;
	return false;
}

bool
config_pattern(struct config *c, struct str *value, bool names,
    struct str *pattern)
{
	*pattern = config_word(value);
	if (str_starts(*pattern, STR("/")) ||
	    (names && str_index(*pattern, '/') == pattern->len))
		return true;
	config_error(c, *pattern, "bad-pattern", "'%.*s' %s",
	    STR_ARG(*pattern),
	    names ? "has a slash, but does not begin with one"
		  : "does not begin with a slash");
	return false;
}

bool
config_behind(struct config *c, struct str pattern, struct str rest,
    const char *what)
{
	if (rest.len == 0)
		config_error(c, pattern, "bad-value",
		    "'%.*s' needs %s behind it", STR_ARG(pattern), what);
	return rest.len > 0;
}

bool
config_add_door(struct config *c, const struct front *front, int shelf,
    const struct config_door *door)
{
	struct doors *doors = &c->settings->doors;

	if (!doors_add(doors, front, shelf, door->address))
		return false;
	if (door->proxied)
		doors_proxied(doors);
	return true;
}

void *
config_grow(struct arena *a, void *list, size_t count, size_t size)
{
	void *larger;

	/* It has room for as many as the next power of two. */
	if (count > 0 && (count & (count - 1)) != 0)
		return list;
	larger = arena_array(a, count > 0 ? 2 * count : 1, size);
	if (list != NULL)
		memcpy(larger, list, count * size);
	return larger;
}
