/* SPDX-License-Identifier: ISC */
#include "render/json.h"

#include "base/utf8.h"

void
json_init(struct json *j, struct buf *out)
{
	*j = (struct json){ .out = out, .first = true };
}

static void
start_line(struct json *j)
{
	buf_char(j->out, '\n');
	for (size_t i = 0; i < j->depth; i++)
		buf_add(j->out, STR("  "));
}

/* U+2028 and U+2029 end lines for programs that take JSON for a script. */
static void
put_char(struct buf *out, struct str as_is, uint32_t point)
{
	if (point == '"' || point == '\\')
		buf_printf(out, "\\%c", (char)point);
	else if (utf8_is_control(point))
		buf_printf(out, "\\u%04x", point);
	else
		buf_add(out, as_is);
}

static void
put_text(struct buf *out, struct str text)
{
	buf_char(out, '"');
	while (text.len > 0) {
		uint32_t point;
		size_t len = utf8_next(text, &point);

		if (len == 0) {
			buf_add(out, STR("\xef\xbf\xbd"));
			len = 1;
		} else {
			put_char(out, str_take(text, len), point);
		}
		text = str_skip(text, len);
	}
	buf_char(out, '"');
}

/* What stands in front of every value. */
static void
start_value(struct json *j, const char *name)
{
	if (!j->first)
		buf_char(j->out, ',');
	if (j->depth > 0)
		start_line(j);
	j->first = false;
	if (name == NULL)
		return;
	put_text(j->out, str_of(name));
	buf_add(j->out, STR(": "));
}

static void
start_group(struct json *j, const char *name, char bracket)
{
	start_value(j, name);
	buf_char(j->out, bracket);
	j->depth++;
	j->first = true;
}

static void
end_group(struct json *j, char bracket)
{
	bool empty = j->first;

	j->depth--;
	if (!empty)
		start_line(j);
	buf_char(j->out, bracket);
	j->first = false;
	if (j->depth == 0)
		buf_char(j->out, '\n');
}

void
json_object(struct json *j, const char *name)
{
	start_group(j, name, '{');
}

void
json_object_end(struct json *j)
{
	end_group(j, '}');
}

void
json_array(struct json *j, const char *name)
{
	start_group(j, name, '[');
}

void
json_array_end(struct json *j)
{
	end_group(j, ']');
}

void
json_text(struct json *j, const char *name, struct str text)
{
	start_value(j, name);
	put_text(j->out, text);
}

void
json_text_if(struct json *j, const char *name, struct str text)
{
	if (text.len > 0)
		json_text(j, name, text);
}
