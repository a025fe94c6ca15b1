/* SPDX-License-Identifier: ISC */
#include "site/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/names.h"
#include "base/utf8.h"
#include "parse/clean.h"
#include "parse/date.h"
#include "parse/post.h"
#include "proto/uri.h"
#include "site/shelf.h"

#define PAGES STR("pages/")
#define LOG STR("log/")
#define SUFFIX STR(".txt")
#define DAY_LEN ((size_t)10) /* of "2026-04-17" */

/* Scheme, the longest host, a port and a language fit into a request as well */
#define ADDRESS_MAX ((size_t)700) /* percent-encoded (G-02) */

struct sources {
	struct arena *arena;
	struct diags *diags;
	const struct files *files;
	struct str tag;
	const struct section *sections;
	struct str log; /* address of the log: "log" */
	struct names slugs;
	struct section **posts;
	size_t count;
};

/* A file by its name: "log/" "2026-04-17-" "hello" ".zh" ".txt". */
struct named {
	struct str path; /* without folder, tag and suffix */
	struct str tag;
	struct str name; /* what stands behind the day */
	struct date day; /* may be unknown */
};

bool
source_is_page(struct str path)
{
	return (str_starts(path, PAGES) || str_starts(path, LOG)) &&
	       str_ends(path, SUFFIX);
}

/* What stands behind the last c in s, or nothing. */
static struct str
behind_last(struct str s, char c)
{
	size_t at = s.len;

	while (at > 0 && s.at[at - 1] != c)
		at--;
	return str_skip(s, at > 0 ? at : s.len);
}

static bool
has_translation(const struct sources *s, struct str tag)
{
	struct str path = arena_printf(s->arena, "profile.%.*s.txt",
	    STR_ARG(tag));
	const struct file *f = s->files->sources;

	while (f != NULL && !str_eq(f->path, path))
		f = f->next;
	return f != NULL;
}

static struct str
tag_of(const struct sources *s, struct str path)
{
	struct str tag = behind_last(path, '.');

	if (tag.len == 0 || str_index(tag, '/') < tag.len ||
	    !has_translation(s, tag))
		return (struct str){ NULL, 0 };
	return tag;
}

/* "2026-04-17-hello", "2026-04-17 hello", "2026-04-17" */
static void
read_day(struct named *named)
{
	struct str base = behind_last(named->path, '/');
	struct str rest;

	if (base.len == 0)
		base = named->path;
	named->name = base;
	rest = str_skip(base, DAY_LEN);
	if (base.len < DAY_LEN || (rest.len > 0 && char_is_digit(rest.at[0])) ||
	    !date_read(str_take(base, DAY_LEN), &named->day) ||
	    !date_is_day(&named->day) || !date_exists(&named->day)) {
		named->day = (struct date){ 0 };
		return;
	}
	rest = str_skip(rest, 1);
	if (rest.len > 0 && rest.at[0] != '.') /* ".." leads elsewhere */
		named->name = rest;
}

/* What would begin a query, or stand for another byte, if it were linked. */
static struct str
without_syntax(struct arena *a, struct str path)
{
	char *plain = arena_array(a, path.len + 1, 1);

	for (size_t i = 0; i < path.len; i++)
		plain[i] = strchr("%?#", path.at[i]) ? '-' : path.at[i];
	return (struct str){ plain, path.len };
}

static struct named
name_of(const struct sources *s, struct str path, struct str folder,
    struct str suffix)
{
	struct named named = { .day.year = 0 };

	path = str_take(path, path.len - suffix.len);
	named.path = str_skip(path, folder.len);
	named.tag = tag_of(s, named.path);
	if (named.tag.len > 0)
		named.path.len -= named.tag.len + 1;
	read_day(&named);
	return named;
}

static struct section *
read_file(const struct sources *s, const struct file *f, struct str folder,
    struct named *named)
{
	*named = name_of(s, f->path, folder, SUFFIX);
	if (!str_eq(named->tag, s->tag))
		return NULL;
	return post_parse(s->arena, f->bytes, f->path, named->name, s->diags);
}

/* A section stands in the profile itself, and goes first, as do posts. */
static bool
is_taken(const struct sources *s, const struct section *page)
{
	const struct section *own = s->sections;

	while (own != NULL && !str_eq(own->slug, page->slug))
		own = own->next;
	if (own == NULL && !str_eq(page->slug, s->log) &&
	    names_find(&s->slugs, page->slug) == NULL)
		return false;
	diag_add(s->diags, DIAG_WARNING, page->at, "path-taken",
	    "/%.*s is a page of the profile, which is served",
	    STR_ARG(page->slug));
	return true;
}

static size_t
encoded_len(struct str path)
{
	struct buf encoded;
	size_t len;

	buf_init(&encoded);
	uri_path_encode(&encoded, path);
	len = encoded.len;
	buf_release(&encoded);
	return len;
}

/* Whether no request can ask for the page, which would be dropped silently. */
static bool
is_out_of_reach(const struct sources *s, const struct section *page)
{
	size_t number;

	if (s->tag.len == 0 && shelf_is_search(page->slug, &number))
		diag_add(s->diags, DIAG_WARNING, page->at, "path-taken",
		    "/%.*s is where readers search; not served",
		    STR_ARG(page->slug));
	else if (encoded_len(page->slug) > ADDRESS_MAX)
		diag_add(s->diags, DIAG_WARNING, page->at, "not-served",
		    "its address is longer than %zu bytes; not served",
		    ADDRESS_MAX);
	else
		return false;
	return true;
}

static struct section **
add_page(struct sources *s, const struct file *f, struct section **end)
{
	struct named named;
	struct section *page;

	if (!str_starts(f->path, PAGES))
		return end;
	page = read_file(s, f, PAGES, &named);
	if (page == NULL)
		return end;
	if (page->slug.len == 0)
		page->slug = without_syntax(s->arena, named.path);
	if (is_out_of_reach(s, page) || is_taken(s, page))
		return end;
	names_put(&s->slugs, page->slug, page);
	*end = page;
	return &page->next;
}

static void
keep_post(struct sources *s, struct section *post)
{
	if (post->date.year == 0)
		diag_add(s->diags, DIAG_WARNING, post->at, "post-undated",
		    "post without a date; begin the name of its file with one, "
		    "or write 'Date:' below its title");
	names_put(&s->slugs, post->slug, post);
	s->posts[s->count++] = post;
}

/* "log/hello-2": two folders, or two days that nobody wrote. */
static struct str
numbered(const struct sources *s, struct str slug)
{
	struct str other = slug;

	for (size_t n = 2; names_find(&s->slugs, other) != NULL; n++)
		other = arena_printf(s->arena, "%.*s-%zu", STR_ARG(slug), n);
	return other;
}

/* The first of a name has it alone, so that its address never changes. */
static struct str
post_slug(const struct sources *s, const struct section *post,
    const struct named *named)
{
	struct str name = post->slug.len > 0
			      ? post->slug
			      : without_syntax(s->arena, named->name);
	struct str slug = arena_printf(s->arena, "%.*s/%.*s", STR_ARG(s->log),
	    STR_ARG(name));

	if (names_find(&s->slugs, slug) == NULL)
		return slug;
	return numbered(s,
	    arena_printf(s->arena, "%.*s/%.*s", STR_ARG(s->log),
		STR_ARG(without_syntax(s->arena, named->path))));
}

static void
add_post(struct sources *s, const struct file *f)
{
	struct named named;
	struct section *post;

	if (!str_starts(f->path, LOG))
		return;
	post = read_file(s, f, LOG, &named);
	if (post == NULL)
		return;
	if (post->date.year == 0)
		post->date = named.day;
	post->slug = post_slug(s, post, &named);
	if (!is_out_of_reach(s, post))
		keep_post(s, post);
}

/* "# A title" in the first line, or nothing. */
static struct str
gemtext_title(struct str bytes)
{
	struct str first, rest;

	str_cut(bytes, '\n', &first, &rest);
	if (!str_starts(first, STR("# ")))
		return (struct str){ NULL, 0 };
	return str_trim(str_skip(first, 2));
}

/* Listed, and served as it is: a section without text. */
static void
add_gemtext(struct sources *s, const struct file *f)
{
	struct str suffix =
	    str_ends(f->path, STR(".gmi")) ? STR(".gmi") : STR(".gemini");
	struct str title = gemtext_title(f->bytes);
	struct named named;
	struct section *post;

	if (!str_starts(f->path, LOG) || !str_ends(f->path, suffix) ||
	    utf8_valid(title) < title.len || title.len == 0)
		return;
	named = name_of(s, f->path, LOG, suffix);
	if (named.day.year == 0)
		return;
	post = arena_new(s->arena, struct section);
	post->title = clean_text(s->arena, title);
	post->slug = f->path;
	post->date = named.day;
	post->audience = AUDIENCE_ALL;
	post->home = SECTION_HOME_USUAL;
	post->at.file = f->path;
	keep_post(s, post);
}

/* The newest first; those of one day in the order of their names. */
static int
compare(const void *a, const void *b)
{
	const struct section *const *left = a;
	const struct section *const *right = b;
	int order = date_cmp(&(*right)->date, &(*left)->date);

	return order != 0 ? order : str_cmp((*left)->slug, (*right)->slug);
}

static struct section *
sorted_posts(struct sources *s)
{
	if (s->count == 0)
		return NULL;
	qsort(s->posts, s->count, sizeof(void *), compare);
	for (size_t i = 0; i + 1 < s->count; i++)
		s->posts[i]->next = s->posts[i + 1];
	s->posts[s->count - 1]->next = NULL;
	return s->posts[0];
}

static size_t
count_files(const struct file *f)
{
	size_t count = 0;

	for (; f != NULL; f = f->next)
		count++;
	return count;
}

void
sources_add(struct arena *a, const struct files *files, struct str tag,
    struct profile *p, struct diags *d)
{
	const struct section *log = profile_section(p, SECTION_LOG);
	struct sources s = {
		.arena = a,
		.diags = d,
		.files = files,
		.tag = tag,
		.sections = p->sections,
		.log = log != NULL ? log->slug : STR("log"),
	};
	struct section **end = &p->pages;
	size_t most = count_files(files->sources) + count_files(files->first);

	names_init(&s.slugs, a);
	s.posts = arena_array(a, most + 1, sizeof(void *));
	for (const struct file *f = files->sources; f != NULL; f = f->next) {
		end = add_page(&s, f, end);
		add_post(&s, f);
	}
	for (const struct file *f = files->first; f != NULL && tag.len == 0;
	     f = f->next)
		add_gemtext(&s, f);
	p->posts = sorted_posts(&s);
}
