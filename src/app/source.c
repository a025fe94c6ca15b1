/* SPDX-License-Identifier: ISC */
#include "app/source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "app/capsule.h"
#include "base/folder.h"
#include "base/log.h"
#include "site/files.h"
#include "site/load.h"

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* NULL, or why there is no such path. */
static const char *
find(struct source *s, const char *given)
{
	size_t len = strlen(given);
	struct str name = { NULL, 0 };
	const char *slash = "";

	while (len > 1 && given[len - 1] == '/')
		len--;
	if (is_folder(given)) {
		name = FILES_SOURCE;
		slash = given[len - 1] == '/' ? "" : "/";
	} else {
		len = strlen(given);
	}
	if (len + 1 + name.len >= sizeof(s->path))
		return strerror(ENAMETOOLONG);
	snprintf(s->path, sizeof(s->path), "%.*s%s%.*s", (int)len, given, slash,
	    STR_ARG(name));
	return NULL;
}

bool
source_read(struct source *s, const char *given)
{
	const char *why;

	buf_init(&s->text);
	why = find(s, given);
	if (why != NULL) {
		log_line("%s", why);
		return false;
	}
	why = capsule_read(s->path, &s->text);
	if (why == NULL && s->text.len > LOAD_SOURCE_MAX)
		why = folder_reason(FOLDER_TOO_LONG);
	if (why != NULL)
		log_line("%s: %s", s->path, why);
	return why == NULL;
}

void
source_release(struct source *s)
{
	buf_release(&s->text);
}
