/* SPDX-License-Identifier: ISC */
#include "parse/mixed.h"

#include "base/utf8.h"
#include "model/language.h"

#define LETTERS_MIN 20 /* with fewer it may be one name */
#define CJK_MIN 10
#define TITLE_SHOWN 60 /* columns of it in a message */

struct script {
	size_t cjk;
	size_t others;
};

static void
count(struct script *script, struct str text)
{
	uint32_t point;
	size_t len;

	while ((len = utf8_next(text, &point)) > 0) {
		if (utf8_is_word(point)) {
			script->cjk += utf8_is_cjk(point);
			script->others += !utf8_is_cjk(point);
		}
		text = str_skip(text, len);
	}
}

static struct script
script_of(const struct section *s)
{
	struct script script = { 0, 0 };

	for (const struct node *n = s->nodes; n != NULL; n = n->next) {
		if (n->kind == NODE_PRE)
			continue;
		count(&script, n->text);
		count(&script, n->note);
		for (const struct field *f = n->fields; f != NULL; f = f->next)
			count(&script, f->value);
	}
	return script;
}

static void
hint(const struct profile *p, const struct section *s, struct diags *d)
{
	struct str title = str_take(s->title, utf8_fit(s->title, TITLE_SHOWN));
	struct str lang = profile_lang(p);

	diag_add(d, DIAG_HINT, s->at, "mixed-language",
	    "section '%.*s' is in another language than its page, which says "
	    "'%.*s'; see Lang",
	    STR_ARG(title), STR_ARG(lang));
}

void
mixed_check(const struct profile *p, struct diags *d)
{
	const struct language *of = language_of(profile_lang(p));

	if (of == NULL)
		return;
	for (const struct section *s = p->sections; s != NULL; s = s->next) {
		struct script script = script_of(s);
		bool strange;

		if (s->id == SECTION_PUBLICATIONS)
			continue;
		if (of->cjk)
			strange = script.cjk == 0 &&
				  script.others >= LETTERS_MIN;
		else
			strange = script.cjk >= CJK_MIN &&
				  script.cjk > script.others;
		if (strange)
			hint(p, s, d);
	}
}
