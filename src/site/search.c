/* SPDX-License-Identifier: ISC */
#include "site/search.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "proto/gemini.h"
#include "site/snippet.h"
#include "site/spot.h"
#include "site/tokens.h"

/* Instructions of SQLite's machine: a row of a result takes some 50. */
#define STEPS_PER_CHECK 10000
#define CHECKS_MAX 500

/* No text in a database of ours is longer than a file may be. */
#define LENGTH_MAX (80 << 20)

#define TITLE_MAX ((size_t)512) /* bytes of one in the results */

struct search {
	sqlite3 *db;
	sqlite3_stmt *count;
	sqlite3_stmt *rows;
	struct tokens *tokens;
	int checks; /* of the question that is being asked */
};

static const char guards[] = "PRAGMA temp_store = memory;"
			     "PRAGMA cell_size_check = on;"
			     "PRAGMA mmap_size = 0;";

/* Only what is shown in the view of the one who asks. */
#define FOUND "page MATCH ?1 AND (views & ?2) != 0"

static const char count_sql[] = "SELECT count(*) FROM page WHERE " FOUND;

static const char rows_sql[] =
    "SELECT title, path, item, text FROM page WHERE " FOUND
    " ORDER BY rank LIMIT ?3 OFFSET ?4";

/* Says whether to break off. */
static int
count_checks(void *arg)
{
	struct search *s = arg;

	return ++s->checks > CHECKS_MAX;
}

/* SQLite's own advice for databases from elsewhere (sqlite.org/security). */
static bool
protect(struct search *s)
{
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(s->db, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
	sqlite3_limit(s->db, SQLITE_LIMIT_SQL_LENGTH, 4096);
	sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_limit(s->db, SQLITE_LIMIT_WORKER_THREADS, 0);
	sqlite3_progress_handler(s->db, STEPS_PER_CHECK, count_checks, s);
	return sqlite3_exec(s->db, guards, NULL, NULL, NULL) == SQLITE_OK;
}

/* Read-only, and never freed nor resized: SQLite writes to none of it. */
static bool
attach(struct search *s, struct str database)
{
	unsigned char *bytes = (unsigned char *)(uintptr_t)database.at;
	sqlite3_int64 len = (sqlite3_int64)database.len;

	return sqlite3_open_v2(":memory:", &s->db,
		   SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY |
		       SQLITE_OPEN_NOMUTEX,
		   NULL) == SQLITE_OK &&
	       sqlite3_deserialize(s->db, "main", bytes, len, len,
		   SQLITE_DESERIALIZE_READONLY) == SQLITE_OK;
}

static bool
prepare(struct search *s, const char *sql, sqlite3_stmt **statement)
{
	return sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
		   statement, NULL) == SQLITE_OK;
}

struct search *
search_open(struct str database)
{
	struct search *s = mem_new(1, sizeof(*s));

	if (attach(s, database) && protect(s) && tokens_register(s->db) &&
	    (s->tokens = tokens_new(s->db)) != NULL &&
	    prepare(s, count_sql, &s->count) && prepare(s, rows_sql, &s->rows))
		return s;
	search_close(s);
	return NULL;
}

bool
search_is_sound(struct str database)
{
	struct search *s = search_open(database);
	bool sound = database.len == 0 || s != NULL;

	search_close(s);
	return sound;
}

void
search_close(struct search *s)
{
	if (s == NULL)
		return;
	sqlite3_finalize(s->count);
	sqlite3_finalize(s->rows);
	tokens_free(s->tokens);
	sqlite3_close(s->db);
	free(s);
}

static void
bind_question(sqlite3_stmt *statement, struct str expression, enum view v)
{
	sqlite3_bind_text64(statement, 1, expression.at, expression.len,
	    SQLITE_STATIC, SQLITE_UTF8);
	sqlite3_bind_int(statement, 2, 1 << v);
}

static bool
count_hits(struct search *s, struct str expression, enum view v, size_t *total)
{
	sqlite3_int64 count = -1;

	bind_question(s->count, expression, v);
	if (sqlite3_step(s->count) == SQLITE_ROW)
		count = sqlite3_column_int64(s->count, 0);
	sqlite3_reset(s->count);
	*total = count < 0 ? 0 : (size_t)count;
	return count >= 0;
}

static struct str
column(const struct search *s, int i)
{
	const unsigned char *text = sqlite3_column_text(s->rows, i);
	int len = sqlite3_column_bytes(s->rows, i);

	return (struct str){ (const char *)text, text ? (size_t)len : 0 };
}

/* By its bytes as well: marks that combine have no width. */
static struct str
shortened(struct str title)
{
	title = str_take(title, utf8_fit(title, SNIPPET_WIDTH));
	return str_take(title, utf8_valid(str_take(title, TITLE_MAX)));
}

/* What a damaged database says is looked at before anybody sees it. */
static bool
take_hit(const struct search *s, struct arena *a, struct spot *spot,
    struct hit *hit)
{
	struct str text = column(s, 3);
	struct str title = column(s, 0);
	struct str path = column(s, 1);
	struct str item = column(s, 2);

	if (title.len == 0 || !utf8_is_line(title) || !utf8_is_line(path) ||
	    path.len > GEMINI_URI_MAX || !str_starts(path, STR("/")) ||
	    item.len != 1 || item.at[0] <= ' ' || item.at[0] > '~')
		return false;
	*hit = (struct hit){
		.title = arena_str(a, shortened(title)),
		.path = arena_str(a, path),
		.text = snippet_of(a, text, spot_find(spot, text)),
		.item = item.at[0],
	};
	return true;
}

static bool
take_hits(struct search *s, struct arena *a, struct spot *spot,
    struct str expression, enum view v, size_t page, struct hits *hits)
{
	struct hit *hit = hits->at;
	int result;

	bind_question(s->rows, expression, v);
	sqlite3_bind_int64(s->rows, 3, SEARCH_PAGE);
	sqlite3_bind_int64(s->rows, 4,
	    ((sqlite3_int64)page - 1) * SEARCH_PAGE);
	while ((result = sqlite3_step(s->rows)) == SQLITE_ROW &&
	       hits->count < SEARCH_PAGE && take_hit(s, a, spot, hit)) {
		hits->count++;
		hit++;
	}
	sqlite3_reset(s->rows);
	return result == SQLITE_DONE;
}

bool
search_ask(struct search *s, struct arena *a, const struct query *q,
    enum view v, size_t page, struct hits *hits)
{
	struct str expression = query_expression(a, q, "AND");

	assert(q->count > 0 && page > 0 && page <= SEARCH_PAGES_MAX);
	*hits = (struct hits){ 0 };
	s->checks = 0;
	if (!count_hits(s, expression, v, &hits->total))
		return false;
	if (hits->total == 0 && q->count > 1) {
		hits->any = true;
		expression = query_expression(a, q, "OR");
		if (!count_hits(s, expression, v, &hits->total))
			return false;
	}
	return hits->total == 0 || take_hits(s, a, spot_new(a, s->tokens, q),
				       expression, v, page, hits);
}
