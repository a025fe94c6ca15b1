/* SPDX-License-Identifier: ISC */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"

/* How often a code was found in a file. */
struct tally {
	const char *code;
	size_t count;
	struct diag *last; /* stands for those that are too many */
	struct tally *next;
};

void
diags_init(struct diags *d, struct arena *arena)
{
	*d = (struct diags){ .arena = arena };
	d->end = &d->first;
	names_init(&d->tallies, arena);
}

static struct str
keep_escaped(struct arena *a, struct str text)
{
	struct buf escaped;

	buf_init(&escaped);
	log_escape(&escaped, text);
	return buf_keep(&escaped, a);
}

static struct tally *
tally_of(struct diags *d, struct str file, const char *code)
{
	struct tally *first = names_find(&d->tallies, file);
	struct tally *t = first;

	while (t != NULL && strcmp(t->code, code) != 0)
		t = t->next;
	if (t != NULL)
		return t;
	t = arena_new(d->arena, struct tally);
	t->code = code;
	t->next = first;
	names_put(&d->tallies, arena_str(d->arena, file), t);
	return t;
}

static struct diag *
append(struct diags *d, enum diag_level level, struct place at,
    const char *code)
{
	struct diag *diag = arena_new(d->arena, struct diag);

	diag->level = level;
	diag->at = at;
	diag->at.file = keep_escaped(d->arena, at.file);
	diag->code = code;
	*d->end = diag;
	d->end = &diag->next;
	return diag;
}

void
diag_add(struct diags *d, enum diag_level level, struct place at,
    const char *code, const char *format, ...)
{
	struct tally *tally = tally_of(d, at.file, code);
	char text[1024];
	va_list args;

	d->count[level]++;
	if (tally->count++ >= DIAG_SAME_MAX) {
		if (tally->last == NULL) {
			tally->last = append(d, level, at, code);
			tally->last->text = STR("more of this kind");
		}
		tally->last->more++;
		return;
	}
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	append(d, level, at, code)->text = keep_escaped(d->arena, str_of(text));
}

struct ranked {
	const struct diag *diag;
	size_t rank; /* findings at one place keep their order */
};

static int
compare(const void *left, const void *right)
{
	const struct ranked *first = left;
	const struct ranked *second = right;
	const struct diag *a = first->diag;
	const struct diag *b = second->diag;
	int order = str_cmp(a->at.file, b->at.file);

	if (order != 0)
		return order;
	if (a->at.line != b->at.line)
		return a->at.line < b->at.line ? -1 : 1;
	if (a->at.column != b->at.column)
		return a->at.column < b->at.column ? -1 : 1;
	return first->rank < second->rank ? -1 : 1;
}

static void
print_one(const struct diag *diag, FILE *out)
{
	static const char *const names[] = {
		[DIAG_HINT] = "hint",
		[DIAG_WARNING] = "warning",
		[DIAG_ERROR] = "error",
	};

	fprintf(out, "%.*s:", STR_ARG(diag->at.file));
	if (diag->at.line > 0)
		fprintf(out, "%zu:%zu:", diag->at.line, diag->at.column);
	fprintf(out, " %s: ", names[diag->level]);
	if (diag->more > 0)
		fprintf(out, "and %zu ", diag->more);
	fprintf(out, "%.*s [%s]\n", STR_ARG(diag->text), diag->code);
}

void
diags_print(const struct diags *d, FILE *out)
{
	struct ranked *sorted;
	size_t count = 0;

	for (const struct diag *i = d->first; i != NULL; i = i->next)
		count++;
	sorted = arena_array(d->arena, count + 1, sizeof(*sorted));
	count = 0;
	for (const struct diag *i = d->first; i != NULL; i = i->next) {
		sorted[count] = (struct ranked){ i, count };
		count++;
	}
	qsort(sorted, count, sizeof(*sorted), compare);
	for (size_t i = 0; i < count; i++)
		print_one(sorted[i].diag, out);
}
