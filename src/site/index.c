/* SPDX-License-Identifier: ISC */
#include "site/index.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/count.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "site/tokens.h"

struct index {
	sqlite3 *db;
	sqlite3_stmt *insert;
	struct buf title; /* of the row that is being made */
	struct buf text;
	struct buf path;
	unsigned char *image;
	bool failed;
};

/* SQLite keeps a row's text to be cut into pieces of what was found. */
static const char create[] =
    "PRAGMA temp_store = memory;"
    "PRAGMA page_size = 4096;"
    "BEGIN;"
    "CREATE VIRTUAL TABLE page USING fts5(views UNINDEXED, title, text,"
    " path UNINDEXED, item UNINDEXED, tokenize = 'vitae', prefix = '1');"
    "INSERT INTO page(page, rank) VALUES('rank', 'bm25(0.0, 8.0, 1.0)');"
    "INSERT INTO page(page, rank) VALUES('hashsize', 67108864);";

/* As small as can be, and the same whatever the way there was. */
static const char complete[] =
    "INSERT INTO page(page) VALUES('optimize');"
    "COMMIT;"
    "VACUUM;";

static bool
run(struct index *index, const char *sql)
{
	return sqlite3_exec(index->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool
open_database(struct index *index)
{
	return sqlite3_open_v2(":memory:", &index->db,
		   SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY |
		       SQLITE_OPEN_NOMUTEX,
		   NULL) == SQLITE_OK &&
	       tokens_register(index->db) && run(index, create) &&
	       sqlite3_prepare_v2(index->db,
		   "INSERT INTO page VALUES(?1, ?2, ?3, ?4, ?5)", -1,
		   &index->insert, NULL) == SQLITE_OK;
}

struct index *
index_new(void)
{
	struct index *index = mem_new(1, sizeof(*index));

	buf_init(&index->title);
	buf_init(&index->text);
	buf_init(&index->path);
	index->failed = !open_database(index);
	return index;
}

void
index_free(struct index *index)
{
	sqlite3_finalize(index->insert);
	sqlite3_close(index->db);
	sqlite3_free(index->image);
	buf_release(&index->title);
	buf_release(&index->text);
	buf_release(&index->path);
	free(index);
}

static void
bind(struct index *index, int column, struct str text)
{
	if (sqlite3_bind_text64(index->insert, column, text.at, text.len,
		SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
		index->failed = true;
}

static void
start_row(struct index *index)
{
	buf_clear(&index->title);
	buf_clear(&index->text);
	buf_clear(&index->path);
}

static void
add_row(struct index *index, char item, unsigned views)
{
	if (index->failed)
		return;
	sqlite3_bind_int(index->insert, 1, (int)views);
	bind(index, 2, buf_str(&index->title));
	bind(index, 3, str_trim(buf_str(&index->text)));
	bind(index, 4, buf_str(&index->path));
	bind(index, 5, (struct str){ &item, 1 });
	if (sqlite3_step(index->insert) != SQLITE_DONE)
		index->failed = true;
	sqlite3_reset(index->insert);
}

/* The views in which the words of a page are those that view v shows. */
static unsigned
views_as(const struct doc *doc, enum view v)
{
	unsigned same = doc->views;

	for (const struct block *b = doc->first; b != NULL; b = b->next)
		if (!b->nav)
			same &= (b->views & 1u << v) != 0 ? b->views
							  : ~b->views;
	return same;
}

/* Preformatted text and alt text have words, too; its lines are lines. */
static void
add_words(struct buf *text, const struct doc *doc, enum view v)
{
	const struct block *b = block_shown(doc->first, v);

	for (; b != NULL; b = block_shown(b->next, v)) {
		if (b->nav)
			continue;
		if (b->alt.len > 0) {
			buf_add(text, b->alt);
			buf_char(text, '\n');
		}
		buf_add(text, b->text);
		buf_char(text, '\n');
	}
}

void
index_doc(struct index *index, const struct doc *doc)
{
	unsigned left = doc->zone == 0 ? doc->views : 0;

	for (enum view v = 0; v < VIEW_COUNT; v++) {
		if ((left & 1u << v) == 0)
			continue;
		start_row(index);
		buf_add(&index->title, doc->title);
		buf_add(&index->path, doc->path);
		if (!doc->echo)
			add_words(&index->text, doc, v);
		add_row(index, doc->menu ? '1' : '0', left & views_as(doc, v));
		left &= ~views_as(doc, v);
	}
}

/* Nobody has cleaned a file: its controls end here. */
static void
add_clean(struct buf *out, struct str line)
{
	while (line.len > 0) {
		uint32_t point = 0;
		size_t len = utf8_next(line, &point);

		if (len == 0 || utf8_is_control(point) || utf8_is_bidi(point))
			buf_char(out, ' ');
		else
			buf_add(out, str_take(line, len));
		line = str_skip(line, len > 0 ? len : 1);
	}
}

/* Lines of gemtext are paragraphs; plain text has blank lines between them. */
static void
add_lines(struct buf *out, struct str text, bool gemtext)
{
	struct str line;
	char gap = '\n';

	while (text.len > 0) {
		str_cut(text, '\n', &line, &text);
		line = str_trim(line);
		if (line.len == 0) {
			gap = '\n';
			continue;
		}
		buf_char(out, gap);
		add_clean(out, line);
		gap = gemtext ? '\n' : ' ';
	}
}

static bool
is_for_readers(const struct file *f)
{
	static const struct str others[] = {
		STR_INIT("robots.txt"),
		STR_INIT("favicon.txt"),
		STR_INIT("security.txt"),
		STR_INIT("cv.txt"),
		STR_INIT("profile.txt"),
	};
	struct str folder = file_folder(f);
	struct str name = str_skip(f->path, folder.len);

	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq(name, others[i]))
			return false;
	return true;
}

static struct str
title_of(const struct file *f, bool gemtext)
{
	struct str line, rest;

	str_cut(f->bytes, '\n', &line, &rest);
	line = str_trim(line);
	if (gemtext && str_starts(line, STR("# ")))
		return str_trim(str_skip(line, 2));
	return f->path;
}

/* Up to the last line end or blank within the limit. */
static struct str
beginning(struct str text)
{
	size_t len = INDEX_FILE_MAX;

	if (text.len <= len)
		return text;
	while (len > 0 && text.at[len] != '\n' && text.at[len] != ' ')
		len--;
	return str_take(text, len);
}

void
index_file(struct index *index, const struct file *f)
{
	bool gemtext = str_starts(f->media.type, STR("text/gemini"));

	if (f->zone != 0 || !is_for_readers(f) ||
	    (!gemtext && !str_starts(f->media.type, STR("text/plain"))))
		return;
	start_row(index);
	add_clean(&index->title, title_of(f, gemtext));
	add_lines(&index->text, beginning(f->bytes), gemtext);
	buf_char(&index->path, '/');
	buf_add(&index->path, f->path);
	add_row(index, f->media.item, ALL_VIEWS);
}

struct str
index_finish(struct index *index)
{
	sqlite3_int64 len = 0;

	sqlite3_finalize(index->insert);
	index->insert = NULL;
	if (index->failed || !run(index, complete))
		return STR("");
	index->image = sqlite3_serialize(index->db, "main", &len, 0);
	if (index->image == NULL)
		return STR("");
	return (struct str){ (const char *)index->image, (size_t)len };
}
