/* SPDX-License-Identifier: ISC */
#include "site/index_rows.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/mem.h"
#include "site/tokens.h"

struct index_rows {
	sqlite3 *db;
	sqlite3_stmt *insert;
	sqlite3_stmt *erase;
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

static void
run(struct index_rows *rows, const char *sql)
{
	if (!rows->failed && sqlite3_exec(rows->db, sql, NULL, NULL, NULL) !=
				 SQLITE_OK)
		rows->failed = true;
}

static sqlite3_stmt *
prepare(struct index_rows *rows, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (!rows->failed && sqlite3_prepare_v2(rows->db, sql, -1, &statement,
				 NULL) != SQLITE_OK)
		rows->failed = true;
	return statement;
}

struct index_rows *
index_rows_new(void)
{
	struct index_rows *rows = mem_new(1, sizeof(*rows));

	rows->failed = sqlite3_open_v2(":memory:", &rows->db,
			   SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY |
			       SQLITE_OPEN_NOMUTEX,
			   NULL) != SQLITE_OK ||
		       !tokens_register(rows->db);
	run(rows, create);
	rows->insert = prepare(rows,
	    "INSERT INTO page(rowid, views, title, text, path, item)"
	    " VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
	rows->erase = prepare(rows,
	    "DELETE FROM page WHERE rowid BETWEEN ?1 AND ?2");
	return rows;
}

void
index_rows_free(struct index_rows *rows)
{
	if (rows == NULL)
		return;
	sqlite3_finalize(rows->insert);
	sqlite3_finalize(rows->erase);
	index_rows_forget(rows);
	sqlite3_close(rows->db);
	free(rows);
}

static void
bind(struct index_rows *rows, int column, struct str text)
{
	if (sqlite3_bind_text64(rows->insert, column, text.at, text.len,
		SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
		rows->failed = true;
}

static void
step(struct index_rows *rows, sqlite3_stmt *statement)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		rows->failed = true;
	sqlite3_reset(statement);
}

void
index_rows_put(struct index_rows *rows, int64_t id,
    const struct index_words *words, unsigned views, char item)
{
	if (rows->failed)
		return;
	sqlite3_bind_int64(rows->insert, 1, id);
	sqlite3_bind_int(rows->insert, 2, (int)views);
	bind(rows, 3, buf_str(&words->title));
	bind(rows, 4, str_trim(buf_str(&words->text)));
	bind(rows, 5, buf_str(&words->path));
	bind(rows, 6, (struct str){ &item, 1 });
	step(rows, rows->insert);
}

void
index_rows_erase(struct index_rows *rows, int64_t first, int64_t last)
{
	if (rows->failed)
		return;
	sqlite3_bind_int64(rows->erase, 1, first);
	sqlite3_bind_int64(rows->erase, 2, last);
	step(rows, rows->erase);
}

void
index_rows_complete(struct index_rows *rows)
{
	run(rows, complete);
}

void
index_rows_reopen(struct index_rows *rows)
{
	run(rows, "BEGIN");
}

void
index_rows_close(struct index_rows *rows)
{
	run(rows, "COMMIT");
}

struct str
index_rows_bytes(struct index_rows *rows)
{
	sqlite3_int64 len = 0;

	if (rows->failed)
		return STR("");
	rows->image = sqlite3_serialize(rows->db, "main", &len, 0);
	if (rows->image == NULL)
		return STR("");
	return (struct str){ (const char *)rows->image, (size_t)len };
}

void
index_rows_forget(struct index_rows *rows)
{
	sqlite3_free(rows->image);
	rows->image = NULL;
}

bool
index_rows_failed(const struct index_rows *rows)
{
	return rows->failed;
}
