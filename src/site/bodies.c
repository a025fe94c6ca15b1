/* SPDX-License-Identifier: ISC */
#include "site/bodies.h"

#include <stdio.h>

#include "base/buf.h"
#include "render/menu_write.h"

/* What a page of that version is remembered as, in a form. */
static struct str
form_name(struct publish *p, const char *form, const struct doc *doc)
{
	return arena_printf(p->arena, "%s %.*s", form, STR_ARG(doc->path));
}

struct str
body_gemini(struct publish *p, const struct doc *doc, uint64_t version)
{
	struct str name = form_name(p, "gemini", doc);
	struct str body;
	struct buf made;

	if (memory_body(p->memory, name, version, &body))
		return body;
	buf_init(&made);
	render_gemtext(&made, doc);
	body = buf_keep(&made, p->arena);
	memory_keep_body(p->memory, name, version, body);
	return body;
}

static struct str
render_form(struct publish *p, const struct doc *doc,
    const struct gopher_form *form)
{
	struct buf body;

	buf_init(&body);
	if (form->tree == TREE_GEMTEXT)
		render_gemtext_on_gopher(&body, doc, form);
	else if (doc->map != NULL)
		menu_write(&body, doc->map, p->origin);
	else if (doc->menu)
		render_menu(&body, doc, form);
	else
		render_text(&body, doc, form);
	return buf_keep(&body, p->arena);
}

/* Of an author's own menu the version knows nothing. */
struct str
body_gopher(struct publish *p, const struct doc *doc,
    const struct gopher_form *form, uint64_t version)
{
	char name[64];
	struct str whole, body;

	if (doc->map != NULL && form->tree != TREE_GEMTEXT)
		return render_form(p, doc, form);
	snprintf(name, sizeof(name), "gopher %d %d", (int)form->tree,
	    (int)form->charset);
	whole = form_name(p, name, doc);
	if (!memory_body(p->memory, whole, version, &body)) {
		body = render_form(p, doc, form);
		memory_keep_body(p->memory, whole, version, body);
	}
	return body;
}
