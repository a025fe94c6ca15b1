/* SPDX-License-Identifier: ISC */
#include "site/tokens.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

struct tokens {
	fts5_tokenizer words;
	Fts5Tokenizer *unicode;
};

/* Where the tokens of a text go, which is looked at piece by piece. */
struct sink {
	void *ctx;
	int (*take)(void *ctx, int flags, const char *token, int len,
	    int start, int end);
	int offset; /* of the piece in the text */
};

static struct tokens *
tokens_of(fts5_api *api)
{
	const char *options[] = { "remove_diacritics", "2" };
	struct tokens *t = mem_new(1, sizeof(*t));
	void *data = NULL;

	if (api->xFindTokenizer(api, "unicode61", &data, &t->words) ==
		SQLITE_OK &&
	    t->words.xCreate(data, options, 2, &t->unicode) == SQLITE_OK)
		return t;
	free(t);
	return NULL;
}

void
tokens_free(struct tokens *t)
{
	if (t == NULL)
		return;
	t->words.xDelete(t->unicode);
	free(t);
}

static int
on_create(void *arg, const char **args, int count, Fts5Tokenizer **out)
{
	struct tokens *t = tokens_of(arg);

	(void)args;
	(void)count;
	*out = (Fts5Tokenizer *)t;
	return t != NULL ? SQLITE_OK : SQLITE_ERROR;
}

static void
on_delete(Fts5Tokenizer *own)
{
	tokens_free((struct tokens *)own);
}

static int
take_shifted(void *ctx, int flags, const char *token, int len, int start,
    int end)
{
	const struct sink *s = ctx;

	return s->take(s->ctx, flags, token, len, start + s->offset,
	    end + s->offset);
}

/* The character that s begins with; bytes that are none stand for one each. */
static size_t
next_point(struct str s, uint32_t *point)
{
	size_t len;

	*point = (unsigned char)s.at[0];
	if (*point < 0x80)
		return 1;
	len = utf8_next(s, point);
	return len > 0 ? len : 1;
}

/* Bytes in front of the first character that stands alone. */
static size_t
spaced_run(struct str s)
{
	size_t run = 0;
	uint32_t point;

	while (run < s.len) {
		size_t len = next_point(str_skip(s, run), &point);

		if (utf8_is_cjk(point))
			break;
		run += len;
	}
	return run;
}

static int
split(struct tokens *t, struct str text, int flags, struct sink *sink)
{
	int result = SQLITE_OK;

	while (text.len > 0 && result == SQLITE_OK) {
		size_t run = spaced_run(text);
		uint32_t point = 0;

		if (run > 0) {
			result = t->words.xTokenize(t->unicode, sink, flags,
			    text.at, (int)run, take_shifted);
		} else {
			run = next_point(text, &point);
			if (utf8_is_word(point))
				result = take_shifted(sink, 0, text.at,
				    (int)run, 0, (int)run);
		}
		text = str_skip(text, run);
		sink->offset += (int)run;
	}
	return result;
}

static int
on_tokenize(Fts5Tokenizer *own, void *ctx, int flags, const char *text,
    int len, int (*take)(void *, int, const char *, int, int, int))
{
	struct sink sink = { .ctx = ctx, .take = take };

	return split((struct tokens *)own, (struct str){ text, (size_t)len },
	    flags, &sink);
}

static fts5_api *
api_of(sqlite3 *db)
{
	sqlite3_stmt *ask = NULL;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL) ==
	    SQLITE_OK) {
		sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(ask);
	}
	sqlite3_finalize(ask);
	return api;
}

bool
tokens_register(struct sqlite3 *db)
{
	fts5_tokenizer ours = { on_create, on_delete, on_tokenize };
	fts5_api *api = api_of(db);

	return api != NULL && api->xCreateTokenizer(api, "vitae", api, &ours,
				  NULL) == SQLITE_OK;
}

struct tokens *
tokens_new(struct sqlite3 *db)
{
	fts5_api *api = api_of(db);

	return api != NULL ? tokens_of(api) : NULL;
}

/* Whoever asks for each token, behind SQLite's callback. */
struct asker {
	bool (*take)(void *arg, struct str token, size_t at);
	void *arg;
};

static int
pass_on(void *ctx, int flags, const char *token, int len, int start, int end)
{
	const struct asker *asker = ctx;
	struct str text = { token, (size_t)len };

	(void)flags;
	(void)end;
	return asker->take(asker->arg, text, (size_t)start) ? SQLITE_OK
							    : SQLITE_DONE;
}

void
tokens_each(struct tokens *t, struct str text,
    bool (*take)(void *arg, struct str token, size_t at), void *arg)
{
	struct asker asker = { take, arg };
	struct sink sink = { .ctx = &asker, .take = pass_on };

	split(t, text, FTS5_TOKENIZE_DOCUMENT, &sink);
}
