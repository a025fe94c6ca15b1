/* SPDX-License-Identifier: ISC */
#include "proto/gopher_plus.h"

#include <inttypes.h>

/* "text/plain En_US": a type up to the blank, with something in front. */
static struct str
view_of(struct str field)
{
	struct str type, lang;

	str_cut(field, ' ', &type, &lang);
	if (str_index(type, '/') == 0 || str_index(type, '/') == type.len)
		return (struct str){ NULL, 0 };
	return type;
}

enum gopher_plus
gopher_plus_parse(struct str field, struct str *view)
{
	struct str rest = str_skip(field, 1);

	*view = (struct str){ NULL, 0 };
	if (str_starts(field, STR("+"))) {
		*view = view_of(rest);
		return rest.len == 0 || view->len > 0 ? GOPHER_PLUS_BODY
						      : GOPHER_PLUS_NONE;
	}
	if (rest.len > 0 && rest.at[0] != '+')
		return GOPHER_PLUS_NONE;
	if (str_starts(field, STR("!")))
		return GOPHER_PLUS_ITEM;
	return str_starts(field, STR("$")) ? GOPHER_PLUS_MENU
					   : GOPHER_PLUS_NONE;
}

void
gopher_plus_size(struct buf *out, uint64_t size)
{
	buf_printf(out, "+%" PRIu64 "\r\n", size);
}

/* A day is its noon, as in feeds. */
void
gopher_plus_admin(struct buf *out, struct str mail, struct str day)
{
	struct str month = str_skip(day, 4);

	if (mail.len + day.len > 0)
		buf_add(out, STR("+ADMIN:\r\n"));
	if (mail.len > 0)
		buf_printf(out, " Admin: <%.*s>\r\n", STR_ARG(mail));
	if (day.len > 0)
		buf_printf(out, " Mod-Date: %.4s-%.2s-%.2s <%.8s120000>\r\n",
		    day.at, month.at, month.at + 2, day.at);
}

struct str
gopher_plus_view_name(struct str media)
{
	return str_trim(str_take(media, str_index(media, ';')));
}

/* Sizes are told in K, and nothing is nothing. */
void
gopher_plus_view(struct buf *out, struct str media, uint64_t size)
{
	struct str name = gopher_plus_view_name(media);

	buf_printf(out, "+VIEWS:\r\n %.*s: <%" PRIu64 "K>\r\n", STR_ARG(name),
	    size / 1024 + (size % 1024 > 0));
}

void
gopher_plus_error(struct buf *out, enum gopher_plus_error code,
    struct str who, struct str text)
{
	const char *open = who.len > 0 ? "<" : "";
	const char *close = who.len > 0 ? ">" : "";
	struct str shown = who.len > 0 ? who : text;

	buf_printf(out, "--1\r\n%d %s%.*s%s\r\n", (int)code, open,
	    STR_ARG(shown), close);
}
