/* SPDX-License-Identifier: ISC */
#ifndef APP_VHOST_H
#define APP_VHOST_H

/*
 * vhost -- a virtual host while the server runs: its image, and who may see
 * what in it.
 *
 * The supervisor opens each host and adopts the images that are made of it; the
 * builder, forked when all are open, makes them.
 */

#include <stdbool.h>
#include <stdio.h>

#include "app/capsule.h"
#include "app/renew.h"
#include "app/roots.h"
#include "app/settings.h"
#include "base/frozen.h"
#include "site/exported.h"
#include "site/image.h"
#include "site/shelf.h"

struct vhost {
	const struct settings *settings; /* borrowed, as what follows */
	const struct vhost_settings *is;
	struct roots roots; /* of a folder: open until vhost_release() */
	bool folder;	    /* whose images are built; else it is one */
	bool shown;	    /* there is an image: what follows is of it */
	struct frozen frozen;
	struct image image;
	struct str names[HOSTS_MAX]; /* those of the image */
	size_t name_count;
	/* Of each zone of the image; renew fills in the lists. */
	const char *member_files[POLICY_ZONES_MAX];
	struct members members[POLICY_ZONES_MAX];
	struct findings findings; /* so far */
};

/*
 * Open the folders of a host, or read its image and adopt it. Findings go to
 * out. False, with errors there or in the log, if that fails. vhost_release()
 * in either case.
 */
bool vhost_open(struct vhost *v, const struct settings *s, size_t host,
    FILE *out);
void vhost_release(struct vhost *v);

/*
 * An image of the folders that are open, appended to image, which must be
 * empty; large files stay where they are. memory is struct load's. False, with
 * errors in f, if there is none.
 */
bool vhost_make(const struct vhost *v, struct memory *memory,
    struct findings *f, struct buf *image);

enum vhost_fit {
	VHOST_FITS,
	VHOST_DAMAGED, /* or for another host */
	VHOST_OTHER,   /* other names, origin or zones than before */
};

/*
 * From now on show this image, which is v's if it fits: what viewed the one
 * before must be told. Else it stays the caller's, and the one before is shown
 * on, with words for a message in *why. Whatever is sound fits as the first.
 */
enum vhost_fit vhost_adopt(struct vhost *v, const struct frozen *image,
    const char **why);

/*
 * In a child that answers nobody: what is shown is not its to read, and would
 * be kept for as long as it lives. It still says that something is shown.
 */
void vhost_leave_image(struct vhost *v);

/* Make one and adopt it, in this process: for who serves nobody. */
bool vhost_show(struct vhost *v);

/* The log says that there is none, because of errors just told. */
void vhost_tell_nothing(const struct vhost *v);

/* Say what is wrong with an image in the line that names it, or in the log. */
void vhost_complain(const struct vhost *v, const char *why);

/*
 * Open and compile alone, for commands that serve nothing. Large files stay in
 * the folders, which are open in kept, to be closed in either case; if that is
 * NULL they go into the image.
 */
bool vhost_build(const struct settings *s, size_t host, struct roots *kept,
    struct findings *f, struct buf *image);

/* As vhost_build without kept; the web site goes into web, if not NULL. */
bool vhost_export(const struct settings *s, size_t host,
    struct exported *web, struct findings *f, struct buf *image);

/* What it shows, without a search, while it stays where it is. */
struct shelf vhost_shelf(const struct vhost *v);

/* What it proves itself with, and its lists, as renew wants them. */
struct renew_host vhost_renewal(struct vhost *v);

#endif
