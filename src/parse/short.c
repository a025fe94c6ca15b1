/* SPDX-License-Identifier: ISC */
#include "parse/short.h"

#include "base/count.h"
#include "base/utf8.h"
#include "model/phrase.h"
#include "model/value.h"
#include "parse/paragraph.h"

#define SHORT_WIDTH 80 /* columns */

static const struct {
	struct str host; /* or a part of it */
	enum key key;
} hosts[] = {
	{ STR_INIT("orcid.org"), KEY_ORCID },
	{ STR_INIT("scholar.google."), KEY_SCHOLAR },
	{ STR_INIT("github.com"), KEY_CODE },
	{ STR_INIT("gitlab."), KEY_CODE },
	{ STR_INIT("codeberg.org"), KEY_CODE },
};

static bool
fits(const struct line *line)
{
	struct str text = line->whole;

	return utf8_width(text) <= SHORT_WIDTH && !text_ends_sentence(text) &&
	       !phrase_announces(text) && word_section(text) == SECTION_FREE;
}

static enum key
key_of_url(struct str url)
{
	for (size_t i = 0; i < COUNT(hosts); i++)
		if (str_find(url, hosts[i].host) < url.len)
			return hosts[i].key;
	return KEY_LINK;
}

/* A name with a dot in it may be a program: "Node.js". */
static bool
is_web_address(struct str text)
{
	if (value_is_url(text))
		return true;
	return value_is_bare_url(text) &&
	       (str_starts(text, STR("www.")) ||
		   str_index(text, '/') < text.len);
}

/* What text is by its form alone, or KEY_NONE. */
static enum key
key_of_form(struct str text)
{
	if (is_web_address(text))
		return key_of_url(text);
	if (value_is_mail(text) || value_is_hidden_mail(text) ||
	    str_starts(text, STR("mailto:")))
		return KEY_EMAIL;
	if (value_is_orcid(text))
		return KEY_ORCID;
	return value_is_phone(text) ? KEY_PHONE : KEY_NONE;
}

/* Lines of an address have commas at their ends. */
static struct str
without_comma(struct str text)
{
	struct str rest = str_trim(str_take(text, text.len - 1));

	return str_ends(text, STR(",")) && rest.len > 0 ? rest : text;
}

/* "Contact: ada@example.org": the form of what is behind the key tells. */
static void
read_labelled(struct field *field, const struct line *line)
{
	struct str value = without_comma(line->text);

	field->key = key_of_form(value);
	if (field->key == KEY_NONE) {
		field->key = KEY_FIELD;
		return;
	}
	/* The word Link says nothing that a URL does not. */
	if (word_key(line->extra, SCOPE_ENTRY) != KEY_LINK)
		field->label = line->extra;
	field->value = value;
}

struct field
short_field(const struct line *line)
{
	struct field field = {
		.value = without_comma(line->whole),
		.at = line->at,
	};

	field.key = key_of_form(field.value);
	if (field.key != KEY_NONE)
		return field;
	if (line->kind == LINE_FIELD)
		read_labelled(&field, line);
	else
		field.key = phrase_kind(field.value);
	return field;
}

struct short_line
short_read(const struct line *line)
{
	struct str text = without_comma(line->whole);
	struct short_line s = { .fits = fits(line) };
	bool sentence, whole;

	if (!s.fits)
		return s;
	s.field = short_field(line);
	sentence = phrase_is_sentence(text);
	whole = !sentence && !phrase_is_piece(text);
	s.clear = s.field.key != KEY_FIELD &&
		  (whole || key_of_form(text) != KEY_NONE);
	s.plain = s.clear || !sentence;
	return s;
}

bool
short_is_menu(const struct line *line)
{
	struct str rest = line->whole;
	size_t titles = 0;
	struct str title;

	if (str_index(rest, '|') == rest.len)
		return false;
	while (rest.len > 0) {
		str_cut(rest, '|', &title, &rest);
		titles += word_section(str_trim(title)) != SECTION_FREE;
	}
	return titles > 1;
}
