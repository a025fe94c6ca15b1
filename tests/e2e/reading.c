/* SPDX-License-Identifier: ISC */
#include "e2e/reading.h"

#include "base/utf8.h"

#define META_MAX 1024
#define COLUMNS_MAX 67

/* Controls but those allowed; whatever is no UTF-8 counts as one. */
static bool
has_control(struct str text, const char *allowed)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_control(point) &&
		    str_index(str_of(allowed), text.at[0]) ==
			str_of(allowed).len)
			return true;
		text = str_skip(text, len);
	}
	return text.len > 0;
}

const char *
header_fault(struct str header)
{
	if (header.len < 4 || header.at[0] < '1' || header.at[0] > '6' ||
	    !char_is_digit(header.at[1]) || header.at[2] != ' ')
		return "no header of two digits, one blank and text (G-60)";
	if (header.at[3] == ' ')
		return "two blanks in the header (G-60)";
	if (header.len > META_MAX + 3 || has_control(header, ""))
		return "a header too long, or not clean (G-62)";
	return NULL;
}

static bool
toggles_fence(struct str line)
{
	return str_starts(line, STR("```"));
}

const char *
gemtext_fault(struct str body)
{
	bool fenced = false;
	struct str line;

	if (!str_ends(body, STR("\n")))
		return "a last line without LF (T-01)";
	if (has_control(body, "\n") || str_starts(body, UTF8_BOM))
		return "control bytes, or no UTF-8 (T-14, T-15)";
	while (str_cut(body, '\n', &line, &body))
		fenced ^= toggles_fence(line);
	return fenced ? "a fence that is not closed (T-03)" : NULL;
}

static const char *
link_fault(struct str link)
{
	struct str url, label;

	if (str_cut(link, ' ', &url, &label) &&
	    (label.len == 0 || str_trim(label).len < label.len))
		return "blanks around a label, or for one (T-16, T-21)";
	if (url.len == 0 || str_starts(url, STR("//")))
		return "a link to nothing, or to a host (T-19, T-21)";
	return NULL;
}

static const char *
heading_fault(struct str line)
{
	size_t level = 0;

	while (level < line.len && line.at[level] == '#')
		level++;
	if (level > 3 || level + 1 >= line.len || line.at[level] != ' ')
		return "a heading without one to three signs, a blank and a "
		       "text (T-26)";
	return NULL;
}

/* Of a line that toggles a fence. */
static const char *
toggle_fault(struct str line, bool opens)
{
	struct str alt = str_skip(line, 3);

	if (str_index(alt, '`') < alt.len)
		return "more than three backquotes (T-31, T-33)";
	if (!opens && alt.len > 0)
		return "text behind a closing fence (T-32)";
	return NULL;
}

static const char *
markup_fault(struct str line)
{
	if (str_starts(line, STR("=> ")))
		return link_fault(str_skip(line, 3));
	if (str_starts(line, STR("=>")))
		return "no blank behind the arrow (T-16)";
	if (str_starts(line, STR("#")))
		return heading_fault(line);
	return NULL;
}

const char *
page_fault(struct str body)
{
	bool fenced = false;
	size_t titles = 0;
	struct str line;

	if (!str_starts(body, STR("# ")))
		return "no title in the first line (T-27)";
	while (str_cut(body, '\n', &line, &body)) {
		bool toggles = toggles_fence(line);
		const char *fault = NULL;

		fenced ^= toggles;
		if (toggles)
			fault = toggle_fault(line, fenced);
		else if (!fenced)
			fault = markup_fault(line);
		if (fault != NULL)
			return fault;
		titles += !fenced && str_starts(line, STR("# "));
	}
	return titles == 1 ? NULL : "more than one title (T-27)";
}

bool
gemtext_link(struct gemtext *page, struct str *url)
{
	struct str line, label;

	while (str_cut(page->rest, '\n', &line, &page->rest)) {
		page->fenced ^= toggles_fence(line);
		if (page->fenced || !str_starts(line, STR("=>")))
			continue;
		str_cut(str_trim(str_skip(line, 2)), ' ', url, &label);
		return true;
	}
	return false;
}

bool
menu_line(struct str *rest, struct menu_line *line)
{
	struct str all, text, port;
	uint64_t number;

	if (!str_cut(*rest, '\n', &all, rest) || !str_ends(all, STR("\r")) ||
	    str_eq(all, STR(".\r")))
		return false;
	all.len--;
	if (!str_cut(all, '\t', &text, &all) ||
	    !str_cut(all, '\t', &line->selector, &all) ||
	    !str_cut(all, '\t', &line->host, &port) ||
	    !str_number(port, UINT16_MAX, &number) || text.len == 0)
		return false;
	line->type = text.at[0];
	line->text = str_skip(text, 1);
	line->port = (uint16_t)number;
	return line->host.len > 0;
}

const char *
menu_fault(struct str body)
{
	struct menu_line line;
	struct str rest = body;

	if (has_control(body, "\r\n\t"))
		return "control bytes, or no UTF-8, in a menu (O-13)";
	while (!str_eq(rest, STR(".\r\n"))) {
		if (!menu_line(&rest, &line))
			return "no line of a menu, or no dot (O-10, O-37)";
		if (line.type == '3')
			return "an error in place of a menu (O-28)";
		if (utf8_width(line.text) > COLUMNS_MAX)
			return "a line of a menu is too wide (O-12)";
	}
	return NULL;
}

const char *
text_fault(struct str body)
{
	struct str line;

	if (has_control(body, "\r\n\t"))
		return "control bytes, or no UTF-8, in a text (O-38)";
	while (body.len > 0) {
		if (!str_cut(body, '\n', &line, &body) ||
		    str_index(line, '\r') + 1 != line.len)
			return "a line of a text does not end in CRLF (O-30)";
		if (str_starts(line, STR(".")))
			return "a line of a text begins with a dot (O-36)";
	}
	return NULL;
}
