/* SPDX-License-Identifier: ISC */
#include "site/native_kind.h"

#include "base/count.h"

bool
native_is_map(struct str name)
{
	return str_eq(name, STR("gophermap")) || str_eq(name, STR("index.gph"));
}

bool
native_is_index(struct str name)
{
	static const struct str names[] = {
		STR_INIT("index.gmi"),
		STR_INIT("index.gemini"),
		STR_INIT("index.md"),
		STR_INIT("README.md"),
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return native_is_map(name);
}

bool
native_is_source(struct str path)
{
	static const struct str ends[] = {
		STR_INIT(".gmi"),
		STR_INIT(".gemini"),
		STR_INIT(".md"),
		STR_INIT(".gph"),
		STR_INIT(".gophermap"),
		STR_INIT("/gophermap"),
	};

	for (size_t i = 0; i < COUNT(ends); i++)
		if (str_ends(path, ends[i]))
			return true;
	return native_is_map(path);
}

static enum native_kind
kind_of_markdown(struct str name)
{
	if (str_eq(name, STR("index.md")))
		return NATIVE_INDEX;
	if (str_eq(name, STR("README.md")))
		return NATIVE_README;
	return NATIVE_MARKDOWN;
}

/* Gemtext is what its owner has not labelled as anything else. */
enum native_kind
native_kind(const struct file *f)
{
	struct str name = file_name(f);

	if (str_eq(name, STR("gophermap")) ||
	    str_ends(name, STR(".gophermap")))
		return NATIVE_GOPHERMAP;
	if (str_ends(name, STR(".gph")))
		return NATIVE_GPH;
	if ((str_ends(name, STR(".gmi")) || str_ends(name, STR(".gemini"))) &&
	    str_starts(f->media.type, STR("text/gemini")))
		return NATIVE_GEMTEXT;
	return str_ends(name, STR(".md")) ? kind_of_markdown(name)
					  : NATIVE_NONE;
}
