/* SPDX-License-Identifier: ISC */
#include "page/role.h"

#include "base/utf8.h"
#include "model/phrase.h"

#define PARTS_MAX 12

struct parts {
	struct str at[PARTS_MAX];
	size_t count;
};

/* Where the first comma stands that is in no bracket, or text.len. */
static size_t
find_comma(struct str text)
{
	size_t depth = 0;

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '(')
			depth++;
		else if (text.at[i] == ')' && depth > 0)
			depth--;
		else if (text.at[i] == ',' && depth == 0)
			return i;
	}
	return text.len;
}

/* What is left behind too many commas is the last part. */
static struct parts
split(struct str text)
{
	struct parts parts = { .count = 0 };

	while (text.len > 0) {
		size_t comma = find_comma(text);
		struct str part;

		if (parts.count + 1 == PARTS_MAX)
			comma = text.len;
		part = str_trim(str_take(text, comma));
		text = str_trim(str_skip(text, comma + 1));
		if (part.len > 0)
			parts.at[parts.count++] = part;
	}
	return parts;
}

static bool
is_organisation(struct str part)
{
	enum key kind = phrase_kind(part);

	return kind == KEY_INSTITUTION || kind == KEY_DEPARTMENT;
}

/* Parts from to last as they stand in the text. */
static struct str
joined(const struct parts *parts, size_t from, size_t behind)
{
	struct str last;

	if (from >= behind)
		return (struct str){ NULL, 0 };
	last = parts->at[behind - 1];
	return (struct str){ parts->at[from].at,
		(size_t)(last.at + last.len - parts->at[from].at) };
}

static bool
is_place(struct str part)
{
	uint32_t point;

	return utf8_next(part, &point) > 0 &&
	       (utf8_is_upper(point) || utf8_is_cjk(point));
}

static struct role
role_by_words(struct str text)
{
	size_t at = str_find(text, STR(" at "));

	return (struct role){
		.title = str_take(text, at),
		.organisation = str_skip(text, at + STR(" at ").len),
	};
}

struct role
role_of(struct str text)
{
	struct parts parts = split(text);
	size_t first = parts.count;
	size_t behind = 2;
	size_t end;

	if (parts.count < 2)
		return role_by_words(text);
	for (size_t i = 1; i < parts.count; i++) {
		if (!is_organisation(parts.at[i]))
			continue;
		if (first == parts.count)
			first = i;
		behind = i + 1;
	}
	if (first == parts.count)
		first = 1;
	end = behind;
	while (end < parts.count && is_place(parts.at[end]))
		end++;
	return (struct role){
		.title = joined(&parts, 0, first),
		.organisation = joined(&parts, first, behind),
		.place = joined(&parts, behind, end),
	};
}
