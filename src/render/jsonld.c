/* SPDX-License-Identifier: ISC */
#include "render/jsonld.h"

#include "base/count.h"
#include "base/lang.h"
#include "model/calendar.h"
#include "model/doc.h"
#include "model/phrase.h"
#include "model/value.h"
#include "page/home.h"
#include "page/reference.h"
#include "page/role.h"
#include "page/section.h"
#include "proto/uri.h"
#include "render/json.h"

#define DOI STR("https://doi.org/")

/* Letters of a language's own subtag: "de", "yue", but not "german". */
#define LANGUAGE_MIN 2
#define LANGUAGE_MAX 3

struct jsonld {
	struct json json;
	struct buf text; /* of json, before it is made safe */
	struct arena scratch;
	const struct profile *profile;
	const struct origin *origin;
};

/* Texts that differ, in the order in which they came. */
struct value {
	struct str text;
	struct value *next;
};

static void
begin(struct jsonld *j, const struct profile *p, const struct origin *o)
{
	*j = (struct jsonld){ .profile = p, .origin = o };
	arena_init(&j->scratch);
	buf_init(&j->text);
	json_init(&j->json, &j->text);
	json_object(&j->json, NULL);
	json_text(&j->json, "@context", STR("https://schema.org"));
}

/* In JSON these three stand within quotes only, where they may be escaped. */
static void
finish(struct jsonld *j, struct buf *out)
{
	json_object_end(&j->json);
	for (size_t i = 0; i < j->text.len; i++) {
		char c = j->text.at[i];

		if (c == '<' || c == '>' || c == '&')
			buf_printf(out, "\\u%04x", (unsigned)c);
		else
			buf_char(out, c);
	}
	buf_release(&j->text);
	arena_release(&j->scratch);
}

static void
start(struct jsonld *j, const char *name, struct str type)
{
	json_object(&j->json, name);
	json_text(&j->json, "@type", type);
}

static void
keep(struct jsonld *j, struct value **list, struct str text)
{
	text = str_trim(text);
	while (*list != NULL && !str_eq((*list)->text, text))
		list = &(*list)->next;
	if (*list != NULL || text.len == 0)
		return;
	*list = arena_new(&j->scratch, struct value);
	(*list)->text = text;
}

static void
keep_fields(struct jsonld *j, struct value **list, enum key key)
{
	for (const struct field *f = j->profile->fields; f != NULL; f = f->next)
		if (f->key == key)
			keep(j, list, f->value);
}

static void
put_named(struct jsonld *j, const char *name, struct str type, struct str text)
{
	if (text.len == 0)
		return;
	start(j, name, type);
	json_text(&j->json, "name", text);
	json_object_end(&j->json);
}

static void
put_value(struct jsonld *j, const char *name, struct str type, struct str text)
{
	if (type.len > 0)
		put_named(j, name, type, text);
	else
		json_text(&j->json, name, text);
}

/* One as it is, several in an array; things of a type, or texts. */
static void
put_values(struct jsonld *j, const char *name, struct str type,
    const struct value *list)
{
	if (list == NULL)
		return;
	if (list->next == NULL) {
		put_value(j, name, type, list->text);
		return;
	}
	json_array(&j->json, name);
	for (; list != NULL; list = list->next)
		put_value(j, NULL, type, list->text);
	json_array_end(&j->json);
}

/* Where the site has the page at a path; empty if it has not. */
static struct str
page_url(struct jsonld *j, struct str path)
{
	if (guarded_zone(j->profile->guarded, path) != 0)
		return (struct str){ NULL, 0 };
	if (!str_ends(path, STR("/")))
		path = arena_printf(&j->scratch, "%.*s/", STR_ARG(path));
	return origin_web_url(&j->scratch, j->origin, path);
}

static struct str
home_url(struct jsonld *j)
{
	return page_url(j, home_path(&j->scratch, j->profile));
}

/* The URL of a file that the author names as links do. */
static struct str
file_url(struct jsonld *j, struct str target)
{
	const struct str none = { NULL, 0 };
	struct str path;
	size_t cap;

	if (target.len == 0 || value_is_url(target))
		return target;
	if (str_index(target, ':') < target.len)
		return none;
	path = uri_mended(&j->scratch,
	    arena_printf(&j->scratch, "/%.*s", STR_ARG(target)));
	cap = path.len + 1;
	if (uri_path_decode(path, arena_array(&j->scratch, cap, 1), cap,
		&path) != URI_PATH_OK ||
	    guarded_zone(j->profile->guarded, path) != 0)
		return none;
	return origin_web_url(&j->scratch, j->origin, path);
}

/* The home page is said already, with a slash behind it or without one. */
static bool
is_home(struct jsonld *j, struct str url)
{
	struct str home = home_url(j);

	if (!str_ends(url, STR("/")) && str_ends(home, STR("/")))
		home.len--;
	return str_eq(url, home);
}

static void
keep_account(struct jsonld *j, struct value **list, enum key key)
{
	for (const struct field *f = j->profile->fields; f != NULL;
	     f = f->next) {
		if (f->key != key)
			continue;
		if (value_is_url(f->value) && !is_home(j, f->value))
			keep(j, list, f->value);
		else if (key == KEY_ORCID && value_is_orcid(f->value))
			keep(j, list,
			    arena_printf(&j->scratch, "https://orcid.org/%.*s",
				STR_ARG(f->value)));
	}
}

static void
put_accounts(struct jsonld *j)
{
	static const enum key keys[] = { KEY_HOMEPAGE, KEY_ORCID, KEY_SCHOLAR,
		KEY_CODE };
	struct value *list = NULL;

	for (size_t i = 0; i < COUNT(keys); i++)
		keep_account(j, &list, keys[i]);
	put_values(j, "sameAs", STR(""), list);
}

static void
put_affiliations(struct jsonld *j)
{
	struct value *list = NULL;

	keep_fields(j, &list, KEY_INSTITUTION);
	keep_fields(j, &list, KEY_DEPARTMENT);
	put_values(j, "affiliation", STR("Organization"), list);
}

/* What is told without a word that says so may be anything, a subject too. */
static bool
is_institution(struct str organisation)
{
	struct str part, rest = organisation;

	while (rest.len > 0) {
		str_cut(rest, ',', &part, &rest);
		if (phrase_kind(str_trim(part)) == KEY_INSTITUTION)
			return true;
	}
	return false;
}

static void
keep_schools(struct jsonld *j, struct value **list, const struct section *s)
{
	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		struct role role;

		if (n->kind != NODE_ITEM || n->zone != 0 || n->when.open)
			continue;
		role = role_of(n->text);
		if (is_institution(role.organisation))
			keep(j, list, role.organisation);
	}
}

static void
put_schools(struct jsonld *j)
{
	const struct section *s = j->profile->sections;
	struct value *list = NULL;

	for (; s != NULL; s = s->next)
		if (s->id == SECTION_EDUCATION && s->zone == 0 &&
		    (section_views(s) & 1u << VIEW_WEB) != 0)
			keep_schools(j, &list, s);
	put_values(j, "alumniOf", STR("Organization"), list);
}

static void
put_fields(struct jsonld *j, const char *name, enum key key)
{
	struct value *list = NULL;

	keep_fields(j, &list, key);
	put_values(j, name, STR(""), list);
}

static void
put_mail(struct jsonld *j)
{
	struct str mail = profile_value(j->profile, KEY_EMAIL);

	if (value_is_mail(mail))
		json_text(&j->json, "email", mail);
}

void
jsonld_person(struct buf *out, const struct profile *p, const struct origin *o)
{
	struct str name = profile_value(p, KEY_NAME);
	struct jsonld j;

	if (name.len == 0)
		return;
	begin(&j, p, o);
	json_text(&j.json, "@type", STR("Person"));
	json_text(&j.json, "name", name);
	json_text_if(&j.json, "url", home_url(&j));
	put_fields(&j, "jobTitle", KEY_POSITION);
	put_affiliations(&j);
	put_mail(&j);
	json_text_if(&j.json, "image",
	    file_url(&j, profile_value(p, KEY_PHOTO)));
	put_accounts(&j);
	put_fields(&j, "knowsAbout", KEY_FIELD);
	put_schools(&j);
	finish(&j, out);
}

static struct str
type_of(const struct bib_entry *e)
{
	static const struct {
		struct str entry;
		struct str type;
	} types[] = {
		{ STR_INIT("book"), STR_INIT("Book") },
		{ STR_INIT("mvbook"), STR_INIT("Book") },
		{ STR_INIT("proceedings"), STR_INIT("Book") },
		{ STR_INIT("inbook"), STR_INIT("Chapter") },
		{ STR_INIT("incollection"), STR_INIT("Chapter") },
		{ STR_INIT("phdthesis"), STR_INIT("Thesis") },
		{ STR_INIT("mastersthesis"), STR_INIT("Thesis") },
		{ STR_INIT("thesis"), STR_INIT("Thesis") },
		{ STR_INIT("techreport"), STR_INIT("Report") },
		{ STR_INIT("report"), STR_INIT("Report") },
		{ STR_INIT("dataset"), STR_INIT("Dataset") },
	};

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(e->type, types[i].entry))
			return types[i].type;
	return STR("ScholarlyArticle");
}

static void
put_people(struct jsonld *j, const char *name, const struct bib_people *people)
{
	const struct bib_person *i = people->first;
	struct str own;

	if (i == NULL)
		return;
	own = reference_own(reference_people(&j->scratch, people, j->profile));
	json_array(&j->json, name);
	for (; i != NULL; i = i->next) {
		start(j, NULL, STR("Person"));
		json_text(&j->json, "name", i->name);
		if (own.len > 0 && str_eq(i->name, own))
			json_text_if(&j->json, "url", home_url(j));
		json_object_end(&j->json);
	}
	json_array_end(&j->json);
}

static unsigned
month_of(struct str text)
{
	uint64_t month = calendar_month(text);

	if (month == 0)
		str_number(text, 12, &month);
	return (unsigned)month;
}

/* "2023-04-17", "2023-04": the parts behind the year, if that is all. */
static void
read_parts(struct str text, struct date *date)
{
	struct date exact = *date;
	struct str year, month, day;
	uint64_t number;

	if (!str_cut(text, '-', &year, &month) || year.len != 4 ||
	    !str_number(year, 9999, &number) || number != date->year)
		return;
	str_cut(month, '-', &month, &day);
	if (month.len != 2 || !str_number(month, 12, &number))
		return;
	exact.month = (unsigned)number;
	if (day.len == 2 && str_number(day, 31, &number))
		exact.day = (unsigned)number;
	else if (day.len > 0)
		return;
	if (exact.month > 0 && date_exists(&exact))
		*date = exact;
}

static void
put_date(struct jsonld *j, const struct bib_entry *e)
{
	struct date date = { .year = bib_year(e) };

	if (date.year == 0)
		return;
	date.month = month_of(bib_text(e, STR("month")));
	if (date.month == 0)
		read_parts(bib_text(e, STR("date")), &date);
	json_text(&j->json, "datePublished", date_text(&j->scratch, &date));
}

/* A volume and an issue are between an article and its journal. */
static void
put_journal(struct jsonld *j, const struct bib_entry *e, struct str journal)
{
	struct str volume = bib_text(e, STR("volume"));
	struct str number = bib_text(e, STR("number"));

	if (number.len > 0) {
		start(j, "isPartOf", STR("PublicationIssue"));
		json_text(&j->json, "issueNumber", number);
	}
	if (volume.len > 0) {
		start(j, "isPartOf", STR("PublicationVolume"));
		json_text(&j->json, "volumeNumber", volume);
	}
	start(j, "isPartOf", STR("Periodical"));
	json_text(&j->json, "name", journal);
	json_text_if(&j->json, "issn", bib_text(e, STR("issn")));
	json_object_end(&j->json);
	if (volume.len > 0)
		json_object_end(&j->json);
	if (number.len > 0)
		json_object_end(&j->json);
}

static void
put_whole(struct jsonld *j, const struct bib_entry *e)
{
	struct str journal = bib_text(e, STR("journal"));
	struct str book = bib_text(e, STR("booktitle"));

	if (journal.len == 0)
		journal = bib_text(e, STR("journaltitle"));
	if (journal.len > 0)
		put_journal(j, e, journal);
	else if (book.len > 0)
		put_named(j, "isPartOf", STR("Book"), book);
	else
		put_named(j, "isPartOf", STR("BookSeries"),
		    bib_text(e, STR("series")));
	json_text_if(&j->json, "pagination", bib_text(e, STR("pages")));
}

static void
put_houses(struct jsonld *j, const struct bib_entry *e)
{
	struct str school = bib_text(e, STR("school"));

	if (school.len == 0)
		school = bib_text(e, STR("institution"));
	put_named(j, "publisher", STR("Organization"),
	    bib_text(e, STR("publisher")));
	put_named(j, "sourceOrganization", STR("Organization"), school);
}

/* "10.1/x" of what may be a URL of a resolver, or have its scheme in front. */
static struct str
bare_doi(struct str doi)
{
	static const struct str fronts[] = {
		STR_INIT("https://"),
		STR_INIT("http://"),
		STR_INIT("dx."),
		STR_INIT("doi.org/"),
		STR_INIT("doi:"),
	};

	for (size_t i = 0; i < COUNT(fronts); i++)
		if (str_eq_nocase(str_take(doi, fronts[i].len), fronts[i]))
			doi = str_trim(str_skip(doi, fronts[i].len));
	return str_take(doi, str_index(doi, ' '));
}

/* Or the URL that stands in its place. */
static void
put_doi(struct jsonld *j, const struct bib_entry *e)
{
	struct str url = bib_text(e, STR("doi"));
	struct str doi = bare_doi(url);

	if (str_starts(doi, STR("10.")))
		url = arena_printf(&j->scratch, "%.*s%.*s", STR_ARG(DOI),
		    STR_ARG(doi));
	else if (!value_is_url(url))
		return;
	json_text(&j->json, "sameAs", uri_mended(&j->scratch, url));
}

static void
put_language(struct jsonld *j, const struct bib_entry *e)
{
	struct str lang = bib_text(e, STR("langid"));
	size_t letters;

	if (lang.len == 0)
		lang = bib_text(e, STR("language"));
	letters = str_index(lang, '-');
	if (letters >= LANGUAGE_MIN && letters <= LANGUAGE_MAX &&
	    lang_is_tag(lang))
		json_text(&j->json, "inLanguage", lang);
}

void
jsonld_article(struct buf *out, const struct profile *p,
    const struct bib_entry *e, const struct origin *o)
{
	const struct bib_people *editors = &e->editors;
	struct jsonld j;

	if (editors->first == NULL && e->parent != NULL)
		editors = &e->parent->editors;
	begin(&j, p, o);
	json_text(&j.json, "@type", type_of(e));
	json_text(&j.json, "name", reference_title(e));
	put_people(&j, "author", &e->authors);
	put_people(&j, "editor", editors);
	put_date(&j, e);
	put_whole(&j, e);
	put_houses(&j, e);
	put_doi(&j, e);
	json_text_if(&j.json, "url",
	    page_url(&j, reference_path(&j.scratch, e)));
	json_text_if(&j.json, "abstract", bib_text(e, STR("abstract")));
	put_language(&j, e);
	finish(&j, out);
}
