/* SPDX-License-Identifier: ISC */
#include "site/media.h"

#include <magic.h>
#include <string.h>

#include "base/count.h"

#define UNKNOWN STR("application/octet-stream")

static const struct {
	struct str suffix;
	struct str type;
} known[] = {
	{ STR_INIT("gmi"), STR_INIT("text/gemini") },
	{ STR_INIT("gemini"), STR_INIT("text/gemini") },
	{ STR_INIT("txt"), STR_INIT("text/plain") },
	{ STR_INIT("md"), STR_INIT("text/markdown") },
	{ STR_INIT("gph"), STR_INIT("text/plain") },
	{ STR_INIT("gophermap"), STR_INIT("text/plain") },
	{ STR_INIT("html"), STR_INIT("text/html") },
	{ STR_INIT("htm"), STR_INIT("text/html") },
	{ STR_INIT("css"), STR_INIT("text/css") },
	{ STR_INIT("csv"), STR_INIT("text/csv") },
	{ STR_INIT("bib"), STR_INIT("text/x-bibtex") },
	{ STR_INIT("tex"), STR_INIT("text/x-tex") },
	{ STR_INIT("c"), STR_INIT("text/x-c") },
	{ STR_INIT("h"), STR_INIT("text/x-c") },
	{ STR_INIT("py"), STR_INIT("text/x-python") },
	{ STR_INIT("sh"), STR_INIT("text/x-shellscript") },
	{ STR_INIT("js"), STR_INIT("text/javascript") },
	{ STR_INIT("vcf"), STR_INIT("text/vcard") },
	{ STR_INIT("ics"), STR_INIT("text/calendar") },
	/* ASCII armour: keys, but just as well signatures and messages. */
	{ STR_INIT("asc"), STR_INIT("text/plain") },
	{ STR_INIT("key"), STR_INIT("application/pgp-keys") },
	{ STR_INIT("pgp"), STR_INIT("application/pgp-keys") },
	{ STR_INIT("json"), STR_INIT("application/json") },
	{ STR_INIT("xml"), STR_INIT("application/xml") },
	{ STR_INIT("atom"), STR_INIT("application/atom+xml") },
	{ STR_INIT("rss"), STR_INIT("application/rss+xml") },
	{ STR_INIT("pdf"), STR_INIT("application/pdf") },
	{ STR_INIT("ps"), STR_INIT("application/postscript") },
	{ STR_INIT("epub"), STR_INIT("application/epub+zip") },
	{ STR_INIT("gpub"), STR_INIT("application/gpub+zip") },
	{ STR_INIT("zip"), STR_INIT("application/zip") },
	{ STR_INIT("gz"), STR_INIT("application/gzip") },
	{ STR_INIT("tgz"), STR_INIT("application/gzip") },
	{ STR_INIT("xz"), STR_INIT("application/x-xz") },
	{ STR_INIT("tar"), STR_INIT("application/x-tar") },
	{ STR_INIT("png"), STR_INIT("image/png") },
	{ STR_INIT("jpg"), STR_INIT("image/jpeg") },
	{ STR_INIT("jpeg"), STR_INIT("image/jpeg") },
	{ STR_INIT("gif"), STR_INIT("image/gif") },
	{ STR_INIT("svg"), STR_INIT("image/svg+xml") },
	{ STR_INIT("webp"), STR_INIT("image/webp") },
	{ STR_INIT("avif"), STR_INIT("image/avif") },
	{ STR_INIT("ico"), STR_INIT("image/vnd.microsoft.icon") },
	{ STR_INIT("mp3"), STR_INIT("audio/mpeg") },
	{ STR_INIT("ogg"), STR_INIT("audio/ogg") },
	{ STR_INIT("opus"), STR_INIT("audio/ogg") },
	{ STR_INIT("flac"), STR_INIT("audio/flac") },
	{ STR_INIT("wav"), STR_INIT("audio/wav") },
	{ STR_INIT("mp4"), STR_INIT("video/mp4") },
	{ STR_INIT("webm"), STR_INIT("video/webm") },
	{ STR_INIT("woff2"), STR_INIT("font/woff2") },
};

void
media_init(struct media_guess *g)
{
	*g = (struct media_guess){ 0 };
}

void
media_release(struct media_guess *g)
{
	if (g->magic != NULL)
		magic_close(g->magic);
	media_init(g);
}

/* What stands behind the last dot of a name that does not begin with it. */
static struct str
suffix_of(struct str name)
{
	size_t dot = name.len;

	while (dot > 0 && name.at[dot - 1] != '.' && name.at[dot - 1] != '/')
		dot--;
	if (dot <= 1 || name.at[dot - 1] != '.')
		return (struct str){ NULL, 0 };
	return str_skip(name, dot);
}

static bool
find_suffix(struct str name, struct str *type)
{
	struct str suffix = suffix_of(name);

	if (str_eq(name, STR("gophermap")) ||
	    str_ends(name, STR("/gophermap")))
		suffix = STR("gophermap");
	for (size_t i = 0; i < COUNT(known); i++) {
		if (str_eq_nocase(known[i].suffix, suffix)) {
			*type = known[i].type;
			return true;
		}
	}
	return false;
}

/* The machine may lack the tables, or have those of another version. */
static void
load_magic(struct media_guess *g)
{
	g->tried = true;
	g->magic = magic_open(MAGIC_MIME_TYPE);
	if (g->magic != NULL && magic_load(g->magic, NULL) != 0) {
		magic_close(g->magic);
		g->magic = NULL;
	}
}

static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!char_is_letter(s.at[i]) && !char_is_digit(s.at[i]) &&
		    strchr("!#$&-^_.+", s.at[i]) == NULL)
			return false;
	return s.len > 0;
}

/* RFC 6838 4.2; inode/x-empty and the like say nothing of use (M-09). */
static bool
is_document(struct str type)
{
	struct str major, minor;

	return str_cut(type, '/', &major, &minor) && is_token(major) &&
	       is_token(minor) && !str_eq(major, STR("inode"));
}

static struct str
guess_type(struct media_guess *g, struct str bytes)
{
	const char *answer = NULL;

	if (!g->tried)
		load_magic(g);
	if (g->magic != NULL && bytes.len > 0)
		answer = magic_buffer(g->magic, bytes.at,
		    str_take(bytes, MEDIA_LOOK).len);
	if (answer == NULL || !is_document(str_of(answer)))
		return UNKNOWN;
	return str_of(answer);
}

static char
item_of(struct str type)
{
	if (str_eq(type, STR("text/html")))
		return 'h';
	if (str_starts(type, STR("text/")))
		return '0';
	/* Some clients know 'I' but not 'g'; none the other way round. */
	if (str_starts(type, STR("image/")))
		return 'I';
	return str_starts(type, STR("audio/")) ? 's' : '9';
}

bool
media_is_known(struct str name)
{
	struct str type;

	return find_suffix(name, &type);
}

struct str
media_type(struct media_guess *g, struct str name, struct str begins)
{
	struct str type;

	return find_suffix(name, &type) ? type : guess_type(g, begins);
}

bool
media_is_text(struct str type)
{
	return str_starts(type, STR("text/"));
}

struct media
media_named(struct arena *a, struct str type, enum scan_kind kind)
{
	struct str bare = str_trim(str_take(type, str_index(type, ';')));
	struct media media = { .item = item_of(bare) };

	if (media_is_text(bare) &&
	    str_find(type, STR("charset=")) == type.len &&
	    (kind == SCAN_ASCII || kind == SCAN_UTF8))
		media.type = arena_printf(a, "%.*s; charset=utf-8",
		    STR_ARG(type));
	else
		media.type = arena_str(a, type);
	return media;
}
