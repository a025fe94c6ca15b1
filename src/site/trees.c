/* SPDX-License-Identifier: ISC */
#include "site/trees.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "page/forms.h"
#include "render/fold.h"
#include "site/table.h"

struct marker {
	struct arena *arena;
	const struct guarded *guarded;
	const struct policy *policy; /* NULL = none */
	struct diags *diags;
	struct table taken; /* paths on Gopher */
	bool ascii;
};

static bool
is_on_gopher(unsigned views)
{
	return (views & 1u << VIEW_GOPHER) != 0;
}

static struct str
path_of(struct arena *a, const struct file *f)
{
	return arena_printf(a, "/%.*s", STR_ARG(f->path));
}

/* The one that an index answers for, "" for the root. */
static struct str
folder_of(struct arena *a, const struct file *f)
{
	struct str path = arena_printf(a, "/%.*s", STR_ARG(file_folder(f)));

	return str_take(path, path.len - 1);
}

static void
note_taken(struct marker *m, const struct doc *docs, const struct files *files)
{
	for (; docs != NULL; docs = docs->next)
		if (is_on_gopher(docs->views)) {
			table_add(&m->taken, docs->path, 0);
			table_add(&m->taken, docs->form, 0);
		}
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		if (!is_on_gopher(file_views(f)))
			continue;
		table_add(&m->taken, path_of(m->arena, f), 0);
		if (is_on_gopher(file_index_views(f)))
			table_add(&m->taken, folder_of(m->arena, f), 0);
	}
}

static bool
is_in_ascii(struct str path)
{
	return guarded_covers(TREE_ASCII_ROOT, path);
}

/*
 * Where something of the author's stands in the way; false if nothing does. A
 * file goes before the page that lists it, which stands nowhere.
 */
static bool
find_obstacle(struct arena *a, const struct doc *docs,
    const struct files *files, struct place *at)
{
	for (const struct file *f = files->first; f != NULL; f = f->next) {
		*at = (struct place){ .file = f->path };
		if (is_in_ascii(path_of(a, f)))
			return true;
	}
	for (; docs != NULL; docs = docs->next) {
		if (!is_in_ascii(docs->path))
			continue;
		*at = (struct place){ 0 };
		if (docs->first != NULL)
			*at = docs->first->at;
		return true;
	}
	return false;
}

bool
trees_want_ascii(const struct profile *p, const struct policy *policy)
{
	struct str said = profile_value(p, KEY_ASCII);

	if (said.len == 0)
		return policy != NULL && policy->ascii;
	return str_eq_nocase(said, STR("yes"));
}

static bool
has_ascii(struct marker *m, const struct profile *p,
    const struct doc *docs, const struct files *files)
{
	struct place at;

	if (!trees_want_ascii(p, m->policy))
		return false;
	if (!find_obstacle(m->arena, docs, files, &at))
		return true;
	diag_add(m->diags, DIAG_WARNING, at, "ascii-taken",
	    "what stands at %.*s is served; there are no pages in ASCII",
	    STR_ARG(TREE_ASCII_ROOT));
	return false;
}

/* A way has its target's path where its label cannot be spelled. */
bool
trees_can_spell(const struct doc *doc, enum charset charset)
{
	const struct block *b = block_shown(doc->first, VIEW_GOPHER);
	struct buf text;
	bool readable;

	if (charset == CHARSET_UTF8)
		return true;
	if (!fold_is_readable(doc->title, charset))
		return false;
	buf_init(&text);
	for (; b != NULL; b = block_shown(b->next, VIEW_GOPHER)) {
		if (b->nav && b->kind == BLOCK_LINK)
			continue;
		buf_printf(&text, "\n%.*s\n%.*s", STR_ARG(b->alt),
		    STR_ARG(b->text));
	}
	readable = fold_is_readable(buf_str(&text), charset);
	buf_release(&text);
	return readable;
}

/* Nothing that is guarded is on Gopher (O-55). */
static void
add_form(struct marker *m, struct doc *doc, enum tree tree)
{
	struct str path = tree_path(m->arena, tree, doc->path);

	if (guarded_zone(m->guarded, path) == 0 &&
	    table_add(&m->taken, path, 0))
		doc->trees |= 1u << tree;
}

static void
mark_doc(struct marker *m, struct doc *doc)
{
	if (!is_on_gopher(doc->views))
		return;
	doc->trees = 1u << TREE_MAIN;
	/* By a path of its own, a form would be there all the same. */
	if (doc->map != NULL || policy_rules(m->policy, doc->path))
		return;
	if (doc->form.len > 0)
		doc->trees |= 1u << TREE_GEMTEXT;
	else
		add_form(m, doc, TREE_GEMTEXT);
	if (m->ascii && trees_can_spell(doc, CHARSET_ASCII))
		add_form(m, doc, TREE_ASCII);
	forms_add(m->arena, doc);
}

/* What is ASCII already needs no other form. */
static void
mark_file(const struct marker *m, struct file *f)
{
	struct str path = path_of(m->arena, f);

	if (!is_on_gopher(file_views(f)))
		return;
	f->trees = 1u << TREE_MAIN;
	if (m->ascii && !f->large && f->media.item == '0' &&
	    str_starts(f->media.type, STR("text/plain")) &&
	    !str_is_ascii(f->bytes) &&
	    utf8_valid(f->bytes) == f->bytes.len &&
	    fold_is_readable(f->bytes, CHARSET_ASCII) &&
	    !policy_rules(m->policy, path) &&
	    guarded_zone(m->guarded, tree_path(m->arena, TREE_ASCII, path)) ==
		0)
		f->trees |= 1u << TREE_ASCII;
}

void
trees_mark(struct arena *a, const struct profile *p,
    const struct policy *policy, struct doc *docs, const struct files *files,
    struct diags *d)
{
	struct marker m = {
		.arena = a,
		.guarded = p->guarded,
		.policy = policy,
		.diags = d,
	};

	table_init(&m.taken);
	note_taken(&m, docs, files);
	m.ascii = has_ascii(&m, p, docs, files);
	for (struct doc *doc = docs; doc != NULL; doc = doc->next)
		mark_doc(&m, doc);
	for (struct file *f = files->first; f != NULL; f = f->next)
		mark_file(&m, f);
	table_release(&m.taken);
}

bool
trees_has(const struct doc *docs, enum tree tree)
{
	while (docs != NULL && (docs->trees & 1u << tree) == 0)
		docs = docs->next;
	return docs != NULL;
}
