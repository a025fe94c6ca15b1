/* SPDX-License-Identifier: ISC */
#include "render/web_page.h"

#include "base/utf8.h"
#include "model/value.h"
#include "page/person.h"
#include "render/xml.h"

/* Bytes of a description; what shows one cuts it at about as many letters. */
#define DESCRIPTION_MAX 200

static void
put_link(struct buf *out, const char *rel, const struct web_link *link)
{
	buf_printf(out, "<link rel=\"%s\"", rel);
	if (link->lang.len > 0)
		xml_attribute(out, "hreflang", link->lang);
	if (link->type.len > 0)
		xml_attribute(out, "type", link->type);
	if (link->text.len > 0 && link->lang.len == 0)
		xml_attribute(out, "title", link->text);
	xml_attribute(out, "href", link->url);
	buf_add(out, STR(">\n"));
}

static void
put_links(struct buf *out, const char *rel, const struct web_link *link)
{
	for (; link != NULL; link = link->next)
		put_link(out, rel, link);
}

static void
put_meta(struct buf *out, const char *name, struct str content)
{
	buf_printf(out, "<meta name=\"%s\"", name);
	xml_attribute(out, "content", content);
	buf_add(out, STR(">\n"));
}

/* "Publications - Ada Lovelace", but once only if both are one. */
static void
put_title(struct buf *out, const struct web_page *page)
{
	struct str title = doc_label(page->doc);

	buf_add(out, STR("<title>"));
	xml_text(out, title);
	if (page->site.len > 0 && !str_eq(title, page->site)) {
		buf_add(out, STR(" \xe2\x80\x93 "));
		xml_text(out, page->site);
	}
	buf_add(out, STR("</title>\n"));
}

/* How the page begins. */
static struct str
description(const struct web_page *page)
{
	const struct block *b = block_shown(page->doc->first, VIEW_WEB);

	while (b != NULL && (b->kind != BLOCK_TEXT || b->nav))
		b = block_shown(b->next, VIEW_WEB);
	if (b == NULL)
		return STR("");
	return str_take(b->text, utf8_fit(b->text, DESCRIPTION_MAX));
}

static void
put_jsonld(struct buf *out, struct str json)
{
	if (json.len == 0)
		return;
	buf_add(out, STR("<script type=\"application/ld+json\">\n"));
	buf_add(out, json);
	buf_add(out, STR("</script>\n"));
}

static void
put_head(struct buf *out, const struct web_page *page)
{
	const struct web_link style = { .url = page->style_url };
	const struct web_link canonical = { .url = page->canonical };
	struct str says = description(page);

	buf_add(out, STR("<head>\n<meta charset=\"utf-8\">\n"));
	put_meta(out, "viewport",
	    STR("width=device-width, initial-scale=1"));
	put_title(out, page);
	if (says.len > 0)
		put_meta(out, "description", says);
	put_meta(out, "generator", STR("Vitae"));
	put_link(out, "stylesheet", &style);
	if (page->canonical.len > 0)
		put_link(out, "canonical", &canonical);
	put_links(out, "alternate", page->languages);
	put_links(out, "alternate", page->alternates);
	put_links(out, "alternate", page->feeds);
	put_jsonld(out, page->jsonld);
	buf_add(out, STR("</head>\n"));
}

static void
put_anchor(struct buf *out, const struct web_link *link)
{
	buf_add(out, STR("<a"));
	xml_attribute(out, "href", link->url);
	if (link->lang.len > 0)
		xml_attribute(out, "lang", link->lang);
	if (link->here)
		buf_add(out, STR(" aria-current=\"true\""));
	buf_char(out, '>');
	xml_text(out, link->text);
	buf_add(out, STR("</a>"));
}

static void
put_list(struct buf *out, const struct web_link *link)
{
	if (link == NULL)
		return;
	buf_add(out, STR("<ul>\n"));
	for (; link != NULL; link = link->next) {
		buf_add(out, STR("<li>"));
		put_anchor(out, link);
		buf_add(out, STR("</li>\n"));
	}
	buf_add(out, STR("</ul>\n"));
}

static void
put_header(struct buf *out, const struct web_page *page)
{
	const struct web_link home = { .url = page->home_url,
		.text = page->site };

	if (page->home && page->pages == NULL && page->languages == NULL)
		return;
	buf_add(out, STR("<header>\n"));
	if (!page->home && page->site.len > 0) {
		buf_add(out, STR("<p>"));
		put_anchor(out, &home);
		buf_add(out, STR("</p>\n"));
	}
	if (page->pages != NULL || page->languages != NULL) {
		buf_add(out, STR("<nav>\n"));
		put_list(out, page->pages);
		put_list(out, page->languages);
		buf_add(out, STR("</nav>\n"));
	}
	buf_add(out, STR("</header>\n"));
}

static void
put_span(struct buf *out, const char *class, struct str text)
{
	if (text.len == 0)
		return;
	buf_printf(out, ", <span class=\"%s\">", class);
	xml_text(out, text);
	buf_add(out, STR("</span>"));
}

/* What microformats have of a person, in sight: who, as what, where. */
static void
put_card(struct buf *out, const struct web_page *page)
{
	const struct profile *p = page->profile;
	struct str name = profile_value(p, KEY_NAME);
	struct str mail = profile_value(p, KEY_EMAIL);

	if (name.len == 0)
		return;
	buf_add(out,
	    STR("<p class=\"h-card\"><a class=\"p-name u-url u-uid\""));
	xml_attribute(out, "href", page->home_url);
	buf_char(out, '>');
	xml_text(out, name);
	buf_add(out, STR("</a>"));
	put_span(out, "p-job-title", profile_value(p, KEY_POSITION));
	put_span(out, "p-org", profile_value(p, KEY_INSTITUTION));
	if (value_is_mail(mail) && str_is_ascii(mail)) {
		buf_add(out, STR(", <a class=\"u-email\" href=\"mailto:"));
		xml_text(out, mail);
		buf_add(out, STR("\">"));
		xml_text(out, mail);
		buf_add(out, STR("</a>"));
	}
	buf_add(out, STR("</p>\n"));
}

static void
put_footer(struct buf *out, const struct web_page *page)
{
	if (profile_value(page->profile, KEY_NAME).len == 0 &&
	    page->alternates == NULL && page->updated.len == 0)
		return;
	buf_add(out, STR("<footer>\n"));
	put_card(out, page);
	put_list(out, page->alternates);
	if (page->updated.len > 0) {
		xml_element(out, "p", page->updated);
		buf_char(out, '\n');
	}
	buf_add(out, STR("</footer>\n"));
}

void
render_web_page(struct buf *out, const struct web_page *page)
{
	buf_add(out, STR("<!DOCTYPE html>\n<html"));
	if (page->doc->lang.len > 0)
		xml_attribute(out, "lang", page->doc->lang);
	buf_add(out, STR(">\n"));
	put_head(out, page);
	buf_add(out, STR("<body>\n"));
	put_header(out, page);
	buf_add(out, STR("<main>\n"));
	render_html(out, page->doc, &page->how);
	buf_add(out, STR("</main>\n"));
	put_footer(out, page);
	buf_add(out, STR("</body>\n</html>\n"));
}
