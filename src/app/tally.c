/* SPDX-License-Identifier: ISC */
#include "app/tally.h"

#include "base/arena.h"
#include "site/weight.h"

void
tally_number(struct buf *out, size_t number)
{
	if (number >= 1000) {
		tally_number(out, number / 1000);
		buf_printf(out, ",%03zu", number % 1000);
	} else {
		buf_printf(out, "%zu", number);
	}
}

void
tally_count(struct buf *out, size_t count, const char *what)
{
	tally_number(out, count);
	buf_printf(out, " %s%s", what, count == 1 ? "" : "s");
}

void
tally_size(struct buf *out, uint64_t bytes)
{
	struct arena scratch;

	arena_init(&scratch);
	buf_add(out, weight_size(&scratch, bytes));
	arena_release(&scratch);
}

void
tally_findings(struct buf *out, const size_t count[DIAG_ERROR + 1])
{
	tally_count(out, count[DIAG_ERROR], "error");
	buf_add(out, STR(", "));
	tally_count(out, count[DIAG_WARNING], "warning");
	buf_add(out, STR(", "));
	tally_count(out, count[DIAG_HINT], "hint");
}

/* "(1.2 MB)", "(1.2 MB; 3 large ones, 240 MB, stay in the folder)". */
static void
add_sizes(struct buf *out, const struct eyes_counts *counts)
{
	buf_add(out, STR(" ("));
	if (counts->files > counts->large)
		tally_size(out, counts->bytes);
	if (counts->files > counts->large && counts->large > 0)
		buf_add(out, STR("; "));
	if (counts->large > 0) {
		tally_count(out, counts->large, "large one");
		buf_add(out, STR(", "));
		tally_size(out, counts->streamed);
		buf_printf(out, ", stay%s in the folder",
		    counts->large == 1 ? "s" : "");
	}
	buf_char(out, ')');
}

void
tally_served(struct buf *out, const struct eyes_counts *counts)
{
	tally_count(out, counts->pages, "page");
	buf_add(out, STR(" and "));
	tally_count(out, counts->files, "file");
	if (counts->files > 0)
		add_sizes(out, counts);
	if (counts->feeds > 0) {
		buf_add(out, STR(", "));
		tally_count(out, counts->feeds, "feed");
	}
}
