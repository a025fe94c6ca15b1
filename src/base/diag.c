/* SPDX-License-Identifier: ISC */
#include "base/diag.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/log.h"

void
diags_init(struct diags *d, struct arena *arena)
{
	*d = (struct diags){ .arena = arena };
	d->end = &d->first;
}

static struct str
keep_escaped(struct arena *a, struct str text)
{
	struct buf escaped;
	struct str kept;

	buf_init(&escaped);
	log_escape(&escaped, text);
	kept = arena_str(a, buf_str(&escaped));
	buf_release(&escaped);
	return kept;
}

void
diag_add(struct diags *d, enum diag_level level, struct place at,
    const char *code, const char *format, ...)
{
	struct diag *diag = arena_new(d->arena, struct diag);
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	diag->text = keep_escaped(d->arena, str_of(text));
	diag->level = level;
	diag->at = at;
	diag->at.file = keep_escaped(d->arena, at.file);
	diag->code = code;
	*d->end = diag;
	d->end = &diag->next;
	d->count[level]++;
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
	fprintf(out, " %s: %.*s [%s]\n", names[diag->level],
	    STR_ARG(diag->text), diag->code);
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
