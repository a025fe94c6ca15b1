/* SPDX-License-Identifier: ISC */
#include "site/weight.h"

#define SUFFIX_MAX 5

/* What stands behind the last dot, if it can be the name of a format. */
static struct str
suffix_of(struct str path)
{
	size_t at = path.len;

	while (at > 0 && path.at[at - 1] != '.' && path.at[at - 1] != '/')
		at--;
	if (at == 0 || path.at[at - 1] != '.' || path.len - at > SUFFIX_MAX)
		return STR("");
	for (size_t i = at; i < path.len; i++)
		if (!char_is_letter(path.at[i]) && !char_is_digit(path.at[i]))
			return STR("");
	return str_skip(path, at);
}

static bool
says(struct str label, struct str word)
{
	for (size_t i = 0; i + word.len <= label.len; i++)
		if (str_eq_nocase(str_take(str_skip(label, i), word.len), word))
			return true;
	return false;
}

/* Three digits will do; what rounds to 1000 is one of the next unit. */
struct str
weight_size(struct arena *a, uint64_t bytes)
{
	const char *prefix = "kMGTPE";
	uint64_t unit = 1000;
	uint64_t tenths;

	if (bytes < unit)
		return arena_printf(a, "%u B", (unsigned)bytes);
	while ((bytes + unit / 2) / unit >= 1000) {
		unit *= 1000;
		prefix++;
	}
	tenths = (bytes + unit / 20) / (unit / 10);
	if (*prefix == 'k' || tenths >= 100)
		return arena_printf(a, "%u %cB",
		    (unsigned)((bytes + unit / 2) / unit), *prefix);
	return arena_printf(a, "%u.%u %cB", (unsigned)(tenths / 10),
	    (unsigned)(tenths % 10), *prefix);
}

static struct str
capitals(struct arena *a, struct str word)
{
	char *letters = arena_array(a, word.len + 1, 1);

	for (size_t i = 0; i < word.len; i++)
		letters[i] = (char)(char_is_letter(word.at[i])
					? char_lower(word.at[i]) - 'a' + 'A'
					: word.at[i]);
	return (struct str){ letters, word.len };
}

struct str
weight_words(struct arena *a, struct str text, struct str path, uint64_t bytes)
{
	struct str suffix = suffix_of(path);
	struct str size = weight_size(a, bytes);

	if (suffix.len == 0 || says(text, suffix))
		return size;
	return arena_printf(a, "%.*s, %.*s", STR_ARG(capitals(a, suffix)),
	    STR_ARG(size));
}

struct str
weight_label(struct arena *a, struct str text, struct str path, uint64_t bytes)
{
	struct str words = weight_words(a, text, path, bytes);

	if (str_ends(text, STR(")")))
		return arena_printf(a, "%.*s, %.*s)",
		    STR_ARG(str_take(text, text.len - 1)), STR_ARG(words));
	return arena_printf(a, "%.*s (%.*s)", STR_ARG(text), STR_ARG(words));
}
