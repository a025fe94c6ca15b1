/* SPDX-License-Identifier: ISC */
#include "site/spot.h"

/* A word, and how much of it stood at the end of what has been read. */
struct wanted {
	struct str tokens[QUERY_BYTES_MAX];
	size_t count;
	size_t met;
	size_t begun; /* where the first of those met stands */
};

struct spot {
	struct arena *arena;
	struct tokens *tokens;
	size_t count;
	size_t found;
	struct wanted words[QUERY_WORDS_MAX];
};

static bool
add_token(void *arg, struct str token, size_t at)
{
	struct spot *s = arg;
	struct wanted *w = &s->words[s->count];

	(void)at;
	w->tokens[w->count++] = arena_str(s->arena, token);
	return w->count < QUERY_BYTES_MAX;
}

struct spot *
spot_new(struct arena *a, struct tokens *t, const struct query *q)
{
	struct spot *s = arena_new(a, struct spot);

	s->arena = a;
	s->tokens = t;
	while (s->count < q->count) {
		tokens_each(t, q->words[s->count], add_token, s);
		s->count++;
	}
	return s;
}

static bool
fits(const struct wanted *w, struct str token)
{
	struct str next = w->tokens[w->met];

	return w->met + 1 == w->count ? str_starts(token, next)
				      : str_eq(token, next);
}

/* Whether token ends the word. */
static bool
meets(struct wanted *w, struct str token, size_t at)
{
	if (w->met > 0 && !fits(w, token))
		w->met = 0;
	if (w->count == 0 || !fits(w, token))
		return false;
	if (w->met == 0)
		w->begun = at;
	w->met++;
	return w->met == w->count;
}

static bool
look(void *arg, struct str token, size_t at)
{
	struct spot *s = arg;

	for (size_t i = 0; i < s->count; i++) {
		if (meets(&s->words[i], token, at)) {
			s->found = s->words[i].begun;
			return false;
		}
	}
	return true;
}

size_t
spot_find(struct spot *s, struct str text)
{
	s->found = 0;
	for (size_t i = 0; i < s->count; i++)
		s->words[i].met = 0;
	tokens_each(s->tokens, str_take(text, SPOT_BYTES_MAX), look, s);
	return s->found;
}
