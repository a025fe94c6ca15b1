/* SPDX-License-Identifier: ISC */
#include "render/resume.h"

#include "model/value.h"
#include "page/reference.h"
#include "page/role.h"
#include "page/section.h"
#include "render/json.h"

#define SCHEMA                                                            \
	STR("https://raw.githubusercontent.com/jsonresume/resume-schema/" \
	    "v1.0.0/schema.json")

struct resume {
	struct json json;
	struct arena scratch;
	const struct profile *profile;
	const struct origin *origin;
};

static void
put_date(struct resume *r, const char *name, const struct date *date)
{
	if (date->year != 0)
		json_text(&r->json, name, date_text(&r->scratch, date));
}

static void
put_dates(struct resume *r, const struct node *n)
{
	put_date(r, "startDate", &n->when.first);
	if (!n->when.open)
		put_date(r, "endDate", &n->when.last);
}

/* What an entry says below its first line, in sentences. */
static void
put_details(struct resume *r, const struct node *n)
{
	struct buf text;

	buf_init(&text);
	for (const struct field *f = n->fields; f != NULL; f = f->next)
		buf_printf(&text, "%s%.*s: %.*s", text.len > 0 ? "; " : "",
		    STR_ARG(f->label), STR_ARG(f->value));
	if (n->note.len > 0)
		buf_printf(&text, "%s%.*s", text.len > 0 ? "; " : "",
		    STR_ARG(n->note));
	json_text_if(&r->json, "summary", buf_str(&text));
	buf_release(&text);
}

static void
put_url(struct resume *r, const struct link *link)
{
	for (; link != NULL; link = link->next) {
		if (!value_is_url(link->target))
			continue;
		json_text(&r->json, "url", link->target);
		return;
	}
}

static void
put_position(struct resume *r, const struct node *n)
{
	struct role role = role_of(n->text);

	json_text_if(&r->json, "name", role.organisation);
	json_text_if(&r->json, "position", role.title);
	json_text_if(&r->json, "location", role.place);
	put_dates(r, n);
	put_details(r, n);
	put_url(r, n->links);
}

/* "Ph.D. in Computer Science": what the schema keeps apart. */
static void
put_degree(struct resume *r, const struct node *n)
{
	struct role role = role_of(n->text);
	size_t in = str_find(role.title, STR(" in "));

	json_text_if(&r->json, "institution", role.organisation);
	json_text_if(&r->json, "area", str_trim(str_skip(role.title, in + 4)));
	json_text_if(&r->json, "studyType", str_take(role.title, in));
	put_dates(r, n);
	put_details(r, n);
	put_url(r, n->links);
}

static void
put_project(struct resume *r, const struct node *n)
{
	struct str name, about;

	str_cut(n->text, ':', &name, &about);
	json_text_if(&r->json, "name", name);
	json_text_if(&r->json, "description", str_trim(about));
	put_dates(r, n);
	put_details(r, n);
	put_url(r, n->links);
}

static void
put_award(struct resume *r, const struct node *n)
{
	json_text_if(&r->json, "title", n->text);
	put_date(r, "date", &n->when.first);
	put_details(r, n);
}

static void
put_named(struct resume *r, const struct node *n)
{
	json_text_if(&r->json, "name", n->text);
	put_date(r, "releaseDate", &n->when.first);
	put_url(r, n->links);
}

static void
put_items(struct resume *r, const struct section *s,
    void (*put)(struct resume *r, const struct node *n))
{
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		if (n->kind != NODE_ITEM)
			continue;
		json_object(&r->json, NULL);
		put(r, n);
		json_object_end(&r->json);
	}
}

/*
 * From s on: the file is the same over all protocols, and so lacks what is in a
 * zone.
 */
static const struct section *
shown_to_all(const struct section *s, enum section_id id)
{
	while (s != NULL && (s->id != id || section_views(s) != ALL_VIEWS))
		s = s->next;
	return s;
}

static void
put_list(struct resume *r, const char *name, enum section_id id,
    void (*put)(struct resume *r, const struct node *n))
{
	const struct section *s = shown_to_all(r->profile->sections, id);

	if (s == NULL || section_count(s, NODE_ITEM) == 0)
		return;
	json_array(&r->json, name);
	for (; s != NULL; s = shown_to_all(s->next, id))
		put_items(r, s, put);
	json_array_end(&r->json);
}

static void
put_publication(struct resume *r, const struct bib_entry *e)
{
	struct str url = bib_text(e, STR("url"));
	struct date year = { .year = bib_year(e) };

	json_object(&r->json, NULL);
	json_text(&r->json, "name", reference_title(e));
	json_text_if(&r->json, "publisher", reference_venue(&r->scratch, e));
	put_date(r, "releaseDate", &year);
	if (!value_is_url(url))
		url = origin_url(&r->scratch, r->origin, VIEW_GEMINI,
		    reference_path(&r->scratch, e), '1');
	json_text_if(&r->json, "url", url);
	json_text_if(&r->json, "summary", bib_text(e, STR("abstract")));
	json_object_end(&r->json);
}

static void
put_publications(struct resume *r)
{
	const struct bib *bib = r->profile->bib;
	struct bib_list list;

	if (bib == NULL || bib->count == 0) {
		put_list(r, "publications", SECTION_PUBLICATIONS, put_named);
		return;
	}
	if (profile_section(r->profile, SECTION_PUBLICATIONS) != NULL &&
	    shown_to_all(r->profile->sections, SECTION_PUBLICATIONS) == NULL)
		return;
	list = bib_by_year(&r->scratch, bib);
	json_array(&r->json, "publications");
	for (size_t i = 0; i < list.count; i++)
		if (list.at[i]->zone == 0)
			put_publication(r, list.at[i]);
	json_array_end(&r->json);
}

static void
put_account(struct resume *r, const char *network, enum key key)
{
	struct str value = profile_value(r->profile, key);

	if (value.len == 0)
		return;
	json_object(&r->json, NULL);
	json_text(&r->json, "network", str_of(network));
	if (value_is_url(value)) {
		json_text(&r->json, "url", value);
	} else {
		json_text(&r->json, "username", value);
		if (value_is_orcid(value))
			json_text(&r->json, "url",
			    arena_printf(&r->scratch, "https://orcid.org/%.*s",
				STR_ARG(value)));
	}
	json_object_end(&r->json);
}

/* The first paragraph of About. */
static struct str
summary_of(const struct profile *p)
{
	const struct section *about = shown_to_all(p->sections, SECTION_ABOUT);
	const struct node *n = about != NULL ? about->nodes : NULL;

	while (n != NULL && n->kind != NODE_TEXT)
		n = n->next;
	return n != NULL ? n->text : (struct str){ NULL, 0 };
}

static struct str
home_url(struct resume *r)
{
	struct str url = profile_value(r->profile, KEY_HOMEPAGE);

	if (value_is_url(url))
		return url;
	return origin_url(&r->scratch, r->origin, VIEW_GEMINI, STR("/"), '1');
}

static void
put_location(struct resume *r)
{
	struct str address = profile_value(r->profile, KEY_ADDRESS);

	if (address.len == 0)
		return;
	json_object(&r->json, "location");
	json_text(&r->json, "address", address);
	json_object_end(&r->json);
}

static void
put_basics(struct resume *r)
{
	const struct profile *p = r->profile;
	struct str email = profile_value(p, KEY_EMAIL);

	json_object(&r->json, "basics");
	json_text_if(&r->json, "name", profile_value(p, KEY_NAME));
	json_text_if(&r->json, "label", profile_value(p, KEY_POSITION));
	if (value_is_mail(email))
		json_text(&r->json, "email", email);
	json_text_if(&r->json, "phone", profile_value(p, KEY_PHONE));
	json_text_if(&r->json, "url", home_url(r));
	json_text_if(&r->json, "summary", summary_of(p));
	put_location(r);
	json_array(&r->json, "profiles");
	put_account(r, "ORCID", KEY_ORCID);
	put_account(r, "Google Scholar", KEY_SCHOLAR);
	put_account(r, "Code", KEY_CODE);
	json_array_end(&r->json);
	json_object_end(&r->json);
}

static void
put_skills(struct resume *r)
{
	const struct field *f = r->profile->fields;

	if (profile_value(r->profile, KEY_FIELD).len == 0)
		return;
	json_array(&r->json, "skills");
	for (; f != NULL; f = f->next) {
		if (f->key != KEY_FIELD)
			continue;
		json_object(&r->json, NULL);
		json_text(&r->json, "name", f->value);
		json_object_end(&r->json);
	}
	json_array_end(&r->json);
}

void
resume_write(struct buf *out, const struct profile *p, const struct origin *o)
{
	struct resume r = { .profile = p, .origin = o };

	arena_init(&r.scratch);
	json_init(&r.json, out);
	json_object(&r.json, NULL);
	json_text(&r.json, "$schema", SCHEMA);
	put_basics(&r);
	put_list(&r, "work", SECTION_POSITIONS, put_position);
	put_list(&r, "education", SECTION_EDUCATION, put_degree);
	put_publications(&r);
	put_list(&r, "projects", SECTION_PROJECTS, put_project);
	put_list(&r, "awards", SECTION_AWARDS, put_award);
	put_skills(&r);
	json_object_end(&r.json);
	arena_release(&r.scratch);
}
