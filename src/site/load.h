/* SPDX-License-Identifier: ISC */
#ifndef SITE_LOAD_H
#define SITE_LOAD_H

/*
 * load -- a capsule folder to an image: read, parse, page, link, render, seal.
 *
 * profile.txt is compiled, with the bibliographies it names and the texts of
 * pages/ and log/. Every other regular file that is not hidden and no editor's
 * backup is served as it is, under its own path in every view; only Gopher's
 * text files get the line ends that Gopher asks for. What cannot be served is a
 * finding, never a silent gap.
 */

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/folder.h"
#include "model/date.h"
#include "proto/origin.h"
#include "site/exported.h"
#include "site/eyes.h"
#include "site/memory.h"
#include "site/policy.h"

#define LOAD_SOURCE_MAX ((size_t)4 << 20) /* bytes of profile.txt */
#define LOAD_FILE_MAX ((size_t)64 << 20)  /* bytes of a file served as it is */
#define LOAD_TOTAL_MAX ((size_t)2 << 30)  /* bytes of all files; of the image */
#define LOAD_DEPTH_MAX 32		  /* folders within folders */
#define LOAD_ENTRIES_MAX 200000		  /* files and folders */

struct load {
	const struct folder *folder;
	struct origin origin;
	const struct str *hosts; /* canonical; the first is origin.host */
	size_t host_count;
	const struct policy *policy; /* NULL = none */

	struct date today;     /* UTC; unknown = leave out what would expire */
	bool stream;	       /* large files stay where they are */
	struct eyes *eyes;     /* NULL = nobody looks */
	struct memory *memory; /* NULL = nothing is remembered */
	struct exported *web;  /* the web site goes there; NULL = none */
};

/*
 * Append the image of the capsule to out, which must be empty, and return true,
 * or false if there were errors. Findings go to d either way; their files are
 * paths from the capsule's root, "" that root itself.
 */
bool load_image(const struct load *load, struct diags *d, struct buf *out);

#endif
