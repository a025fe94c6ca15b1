/* SPDX-License-Identifier: ISC */
#include "site/unchanged.h"

#include <string.h>

#include "base/buf.h"

/* By which a file is known again. */
struct mark {
	struct folder_id id;
	uint64_t size;
	int64_t written;
	int64_t touched;
	uint64_t way;
};

/* What stands before the type and the bytes of a file. */
struct found {
	uint64_t size;
	int64_t changed;
	uint64_t type_len;
	uint32_t large;
	uint32_t kind;
	uint32_t item;
	uint32_t unused;
};

static struct mark
mark_of(const struct folder_entry *entry, unsigned way)
{
	return (struct mark){
		.id = entry->id,
		.size = entry->size,
		.written = entry->written,
		.touched = entry->touched,
		.way = way,
	};
}

static struct str
mark_bytes(const struct mark *mark)
{
	return (struct str){ (const char *)mark, sizeof(*mark) };
}

/* Neither struct has padding, which would be bytes that nobody has set. */
_Static_assert(sizeof(struct mark) == 6 * sizeof(uint64_t), "padded");
_Static_assert(sizeof(struct found) == 5 * sizeof(uint64_t), "padded");

static bool
is_settled(const struct memory *m, const struct folder_entry *entry)
{
	return entry->written != 0 && entry->touched != 0 &&
	       entry->written < m->now - UNCHANGED_AFTER &&
	       entry->touched < m->now - UNCHANGED_AFTER;
}

static void
restore(struct file *f, const struct recalled *what)
{
	struct str rest = what->made;
	struct found found;

	memcpy(&found, rest.at, sizeof(found));
	rest = str_skip(rest, sizeof(found));
	f->size = found.size;
	f->changed = found.changed;
	f->large = found.large != 0;
	f->kind = (enum scan_kind)found.kind;
	f->media.item = (char)found.item;
	f->media.type = str_take(rest, found.type_len);
	f->bytes = str_skip(rest, found.type_len);
	f->version = what->version;
}

bool
unchanged_find(struct memory *m, const struct folder_entry *entry,
    unsigned way, struct file *f)
{
	const struct mark mark = mark_of(entry, way);
	struct recalled what;

	/* One that was not settled then has another mark now. */
	if (m == NULL || m->doubt ||
	    !recall_find(&m->files, f->path, mark_bytes(&mark), &what))
		return false;
	restore(f, &what);
	return true;
}

static void
record(struct buf *out, const struct file *f)
{
	const struct found found = {
		.size = f->size,
		.changed = f->changed,
		.type_len = f->media.type.len,
		.large = f->large,
		.kind = f->kind,
		.item = (unsigned char)f->media.item,
	};

	buf_clear(out);
	buf_add(out, (struct str){ (const char *)&found, sizeof(found) });
	buf_add(out, f->media.type);
	buf_add(out, f->bytes);
}

void
unchanged_keep(struct memory *m, const struct folder_entry *entry,
    unsigned way, struct file *f)
{
	struct mark mark = mark_of(entry, way);
	struct recalled what;
	struct file before = { 0 };
	struct str from;

	if (m == NULL)
		return;
	/* Times that prove nothing are no mark that could be found. */
	from = is_settled(m, entry) ? mark_bytes(&mark) : STR("");
	record(&m->record, f);
	if (recall_last(&m->files, f->path, &what)) {
		restore(&before, &what);
		if (str_eq(before.bytes, f->bytes) &&
		    before.large == f->large)
			f->version = before.version;
	}
	if (f->version != 0)
		recall_renew(&m->files, f->path, from, buf_str(&m->record),
		    f->version);
	else
		f->version = recall_put(&m->files, f->path, from,
		    buf_str(&m->record))
				 .version;
}
