/* SPDX-License-Identifier: ISC */
#ifndef APP_BUILDER_H
#define APP_BUILDER_H

/*
 * builder -- the process that compiles capsules, again whenever they change.
 *
 * It reads the folders of all hosts and nothing else, has no network, and
 * tells the supervisor of each build: CONTROL_BUILT with a report, and with the
 * image if there is one. Of sources with an error there is none: the image
 * before stays in use. Which folders there are is said before the fork.
 * Hosts that are images are none of its business.
 *
 * A build follows what has changed in a folder and has settled (app/watch.h),
 * CONTROL_BUILD, and midnight UTC, when what has a last day expires. None
 * begins while a file is being written. One that comes to the same image and
 * findings as before is not told, unless it was asked for. The log has a line
 * of each that is told, and those findings that the build before had not. With
 * reload = no there are those that are asked for alone.
 */

#include <stdbool.h>

#include "app/built.h"
#include "app/settings.h"
#include "app/vhost.h"

struct sandbox;

/*
 * Work as the builder of these hosts until told to stop; true if so. Each is
 * built once at the start, with its findings on standard error; control is
 * non-blocking. All is read within the sandbox, which gets its folders here;
 * NULL = in none.
 */
bool builder_run(const struct settings *s, struct vhost *hosts, int control,
    const struct sandbox *sandbox);

#endif
