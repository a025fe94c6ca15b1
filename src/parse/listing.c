/* SPDX-License-Identifier: ISC */
#include "parse/listing.h"

#include "model/value.h"
#include "parse/date.h"

static bool
all_dated(struct paragraph p)
{
	for (size_t i = 0; i < p.count; i++)
		if (!date_begins(p.at[i].whole))
			return false;
	return true;
}

static bool
all_have_years(struct paragraph p)
{
	for (size_t i = 0; i < p.count; i++)
		if (!date_has_year(p.at[i].whole) ||
		    str_ends(p.at[i].whole, STR(",")))
			return false;
	return true;
}

static bool
all_known(struct paragraph p)
{
	for (size_t i = 0; i < p.count; i++)
		if (p.at[i].key == KEY_NONE)
			return false;
	return true;
}

bool
listing_is(struct paragraph p, enum section_id id)
{
	if (p.count < 2)
		return false;
	return paragraph_is_list(p) || all_dated(p) || all_known(p) ||
	       (word_section_is_list(id) && all_have_years(p));
}

bool
listing_is_links(struct paragraph p)
{
	for (size_t i = 0; i < p.count; i++)
		if (!value_is_url(p.at[i].whole))
			return false;
	return p.count > 0;
}
