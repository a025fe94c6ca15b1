/* SPDX-License-Identifier: ISC */
#include "site/extras.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "model/value.h"
#include "page/cv.h"
#include "page/path.h"
#include "page/source.h"
#include "proto/uri.h"
#include "render/render.h"
#include "render/resume.h"
#include "site/robots.h"

#define ROBOTS STR("robots.txt")
#define TEXT STR("text/plain; charset=utf-8")

/* Months that a security.txt holds: less than a year (RFC 9116 2.5.5). */
#define SECURITY_MONTHS 11

static struct file *
find_file(const struct files *files, struct str path)
{
	struct file *f = files->first;

	while (f != NULL && !str_eq(f->path, path))
		f = f->next;
	return f;
}

/* In front, where bibliography.c puts its own. NULL = the author has one. */
static struct file *
add_file(const struct extras *e, struct files *files, struct str path,
    struct str bytes, struct media media)
{
	struct file *f;

	if (find_file(files, path) != NULL)
		return NULL;
	f = arena_new(e->arena, struct file);
	f->path = path;
	f->bytes = bytes;
	f->size = bytes.len;
	f->media = media;
	f->made = true;
	f->next = files->first;
	files->first = f;
	return f;
}

static void
add_text(const struct extras *e, struct files *files, struct str path,
    struct str bytes)
{
	add_file(e, files, path, bytes, (struct media){ TEXT, '0' });
}

static void
warn(const struct extras *e, const struct field *f, const char *code,
    const char *instead)
{
	diag_add(e->diags, DIAG_WARNING, f->at, code, "'%.*s' is left out; %s",
	    STR_ARG(str_take(f->value, utf8_fit(f->value, 60))), instead);
}

static const struct field *
field_of(const struct profile *p, enum key key)
{
	const struct field *f = p->fields;

	while (f != NULL && f->key != key)
		f = f->next;
	return f;
}

/* From the root without the slash, as files have it. */
static struct str
file_path(const struct extras *e, struct str name)
{
	return str_skip(path_generated(e->arena, e->profile, name), 1);
}

static struct str
resume_text(const struct extras *e)
{
	struct buf out;

	buf_init(&out);
	resume_write(&out, e->profile, e->origin);
	return buf_keep(&out, e->arena);
}

static void
add_cv(const struct extras *e, struct files *files)
{
	if (cv_path(e->arena, e->profile).len == 0)
		return;
	add_text(e, files, file_path(e, CV_TEXT), STR(""));
	add_file(e, files, file_path(e, CV_RESUME), resume_text(e),
	    (struct media){ STR("application/json"), '9' });
}

void
extras_add_cv(const struct extras *e, struct files *files)
{
	struct extras one = *e;

	for (; one.profile != NULL; one.profile = one.profile->next)
		add_cv(&one, files);
}

/* A file is the same over all protocols: what one may not show is not there. */
static struct doc
shown_to_all(struct arena *a, const struct doc *doc)
{
	struct doc shown = *doc;
	struct block **end = &shown.first;

	for (const struct block *b = doc->first; b != NULL; b = b->next) {
		if ((b->views & ALL_VIEWS) != ALL_VIEWS)
			continue;
		*end = arena_new(a, struct block);
		**end = *b;
		end = &(*end)->next;
	}
	*end = NULL;
	return shown;
}

/* The page of a curriculum vitae and, if it is to be made, its file. */
static const struct doc *
find_cv(const struct extras *e, const struct files *files,
    const struct doc *docs, struct file **f)
{
	struct str path = cv_path(e->arena, e->profile);

	*f = find_file(files, file_path(e, CV_TEXT));
	if (path.len == 0 || *f == NULL || (*f)->bytes.len > 0)
		return NULL;
	while (docs != NULL && !str_eq(docs->path, path))
		docs = docs->next;
	return docs;
}

static void
mark_cv(const struct extras *e, const struct files *files,
    const struct doc *docs)
{
	struct file *f;
	const struct doc *doc = find_cv(e, files, docs, &f);

	if (doc != NULL && f->zone == 0)
		f->trees = doc->trees & ~(1u << TREE_GEMTEXT);
}

void
extras_mark_cv(const struct extras *e, const struct files *files,
    const struct doc *docs)
{
	struct extras one = *e;

	for (; one.profile != NULL; one.profile = one.profile->next)
		mark_cv(&one, files, docs);
}

/* The bytes are Gopher's, also over Gemini: text/plain may have CRLF. */
static void
fill_cv(const struct extras *e, const struct files *files,
    const struct doc *docs)
{
	const struct gopher_form form = { .origin = e->origin };
	struct file *f;
	const struct doc *doc = find_cv(e, files, docs, &f);
	struct doc shown;
	struct buf out;

	if (doc == NULL)
		return;
	shown = shown_to_all(e->arena, doc);
	buf_init(&out);
	render_text(&out, &shown, &form);
	f->bytes = buf_keep(&out, e->arena);
	f->size = f->bytes.len;
}

void
extras_fill_cv(const struct extras *e, const struct files *files,
    const struct doc *docs)
{
	struct extras one = *e;

	for (; one.profile != NULL; one.profile = one.profile->next)
		fill_cv(&one, files, docs);
}

/* nothing but one character, as a reader sees it. */
static void
add_icon(const struct extras *e, struct files *files)
{
	const struct field *f = field_of(e->profile, KEY_ICON);

	if (f == NULL)
		return;
	if (!value_is_icon(f->value))
		warn(e, f, "bad-icon", "write one emoji");
	else
		add_text(e, files, STR("favicon.txt"), f->value);
}

/* The first day of a month, so that a month's images are the same bytes. */
static struct date
expiry(const struct date *today)
{
	unsigned month = today->month - 1 + SECURITY_MONTHS;

	return (struct date){
		.year = today->year + month / 12,
		.month = month % 12 + 1,
		.day = 1,
	};
}

/* As RFC 9116 2.5.3 wants it, or an empty view. */
static struct str
contact_uri(const struct extras *e, struct str value)
{
	struct uri uri;
	struct buf mended;
	struct str text;

	if (str_index(value, ' ') < value.len)
		return (struct str){ NULL, 0 };
	buf_init(&mended);
	if (str_index(value, ':') == value.len && value_is_mail(value))
		buf_add(&mended, STR("mailto:"));
	uri_mend(&mended, value);
	text = buf_keep(&mended, e->arena);
	if (uri_parse(text, &uri) &&
	    (value_is_url(text) || str_eq_nocase(uri.scheme, STR("tel")) ||
		(str_eq_nocase(uri.scheme, STR("mailto")) &&
		    value_is_mail(uri.path))))
		return text;
	return (struct str){ NULL, 0 };
}

static void
put_contacts(const struct extras *e, struct buf *out)
{
	const struct field *f = e->profile->fields;

	for (; f != NULL; f = f->next) {
		struct str uri;

		if (f->key != KEY_SECURITY_CONTACT)
			continue;
		uri = contact_uri(e, f->value);
		if (uri.len > 0)
			buf_printf(out, "Contact: %.*s\n", STR_ARG(uri));
		else
			warn(e, f, "bad-security",
			    "write a mail address or a URL");
	}
}

static void
put_languages(const struct extras *e, struct buf *out)
{
	buf_add(out, STR("Preferred-Languages: "));
	for (const struct profile *p = e->profile; p != NULL; p = p->next)
		buf_printf(out, "%s%.*s", p != e->profile ? ", " : "",
		    STR_ARG(profile_lang(p)));
	buf_char(out, '\n');
}

static void
add_security(const struct extras *e, struct files *files)
{
	const struct str path = STR("/.well-known/security.txt");
	struct date until = expiry(&e->today);
	struct buf out;

	buf_init(&out);
	put_contacts(e, &out);
	if (out.len == 0 || !date_is_day(&e->today)) {
		buf_release(&out);
		return;
	}
	buf_printf(&out, "Expires: %.*s\n",
	    STR_ARG(date_rfc3339(e->arena, &until)));
	put_languages(e, &out);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		if (e->origin->port[v] != 0)
			buf_printf(&out, "Canonical: %.*s\n",
			    STR_ARG(origin_url(e->arena, e->origin, v, path,
				'0')));
	add_text(e, files, str_skip(path, 1), buf_keep(&out, e->arena));
}

static void
add_source(const struct extras *e, struct str source, struct files *files)
{
	const struct field *f = field_of(e->profile, KEY_SOURCE);

	if (source_is_served(e->profile))
		add_text(e, files, SOURCE_FILE, source);
	else if (source_is_wanted(e->profile))
		diag_add(e->diags, DIAG_WARNING, f->at, "zone-leak",
		    "the source would show what is in a zone; not served");
	else if (f != NULL && !str_eq_nocase(f->value, STR("no")))
		warn(e, f, "bad-source", "write yes or no");
}

void
extras_add_site(const struct extras *e, struct str source, struct files *files)
{
	add_text(e, files, ROBOTS, STR(""));
	add_icon(e, files);
	add_security(e, files);
	add_source(e, source, files);
}

void
extras_fill_robots(const struct extras *e, const struct files *files,
    bool ascii)
{
	struct file *f = find_file(files, ROBOTS);

	if (f == NULL || !f->made)
		return;
	f->bytes = robots_text(e->arena, e->profile, ascii, e->diags);
	f->size = f->bytes.len;
}
