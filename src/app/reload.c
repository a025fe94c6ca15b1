/* SPDX-License-Identifier: ISC */
#include "app/reload.h"

#include <sys/stat.h>

#include "app/running.h"
#include "base/clock.h"
#include "base/log.h"

static void
tell(struct crew *crew, size_t host, const struct vhost *v)
{
	const struct control message = {
		.what = CONTROL_IMAGE,
		.host = (uint32_t)host,
		.handle = v->frozen.fd,
	};

	supervise_tell_all(crew, ROLE_WORKER, &message);
}

/* The image is v's, or released. */
static enum reload_need
use(struct running *r, struct crew *crew, size_t host, struct frozen *image)
{
	struct vhost *v = &r->hosts[host];
	struct source *source = &r->sources[host];
	const char *why;

	switch (vhost_adopt(v, image, &why)) {
	case VHOST_FITS:
		source->shown_at = clock_ms();
		tell(crew, host, v);
		return RELOAD_DONE;
	case VHOST_OTHER:
		frozen_release(image);
		log_line("%s: %s", v->is->capsule, why);
		return RELOAD_RESTART;
	case VHOST_DAMAGED:
		break;
	}
	frozen_release(image);
	vhost_complain(v, why);
	return RELOAD_DONE;
}

static void
note_built(struct source *source, const struct built *built, struct str text)
{
	source->heard = true;
	source->built = *built;
	source->stale = built->fine == 0;
	buf_clear(&source->findings);
	buf_add(&source->findings, text);
}

enum reload_need
reload_built(struct running *r, struct crew *crew, struct control *message)
{
	struct frozen image = { .fd = -1 };
	struct built built;
	struct str text;
	int handle = message->handle;

	if (message->host >= r->settings.count ||
	    !r->hosts[message->host].folder ||
	    !built_read(message->bytes, &built, &text)) {
		log_line("the builder talks nonsense");
		return RELOAD_DONE;
	}
	note_built(&r->sources[message->host], &built, text);
	if (built.fine == 0 || handle < 0)
		return RELOAD_DONE;
	message->handle = -1;
	if (!frozen_adopt(&image, handle, SIZE_MAX))
		return RELOAD_DONE;
	return use(r, crew, message->host, &image);
}

static enum reload_need
look_at_file(struct running *r, struct crew *crew, size_t host)
{
	const char *path = r->hosts[host].is->capsule;
	struct frozen image = { .fd = -1 };
	const char *why;
	struct buf bytes;

	buf_init(&bytes);
	why = capsule_read(path, &bytes);
	if (why == NULL && !frozen_copy(&image, buf_str(&bytes)))
		why = "there is no memory for it";
	buf_release(&bytes);
	if (why == NULL)
		return use(r, crew, host, &image);
	vhost_complain(&r->hosts[host], why);
	return RELOAD_DONE;
}

/* Somebody has moved it; of one that is deleted the builder speaks. */
static void
note_missing(struct source *source, const struct vhost *v, bool there)
{
	struct stat st;

	if (!there && !source->missing &&
	    fstat(v->roots.own.root, &st) == 0 && st.st_nlink > 0)
		log_line("%s: is not there any more; what is served of it"
			 " stays",
		    v->is->capsule);
	source->missing = !there;
}

/* Of a folder that is there, which one it is is all that matters here. */
static bool
leads_elsewhere(struct source *source, const struct vhost *v)
{
	struct renew_stamp now = renew_stamp_of(v->is->capsule);
	bool other = now.there && (now.device != source->stamp.device ||
				      now.inode != source->stamp.inode);

	note_missing(source, v, now.there);
	if (other)
		source->stamp = now;
	return other;
}

enum reload_need
reload_look(struct running *r, struct crew *crew, bool asked)
{
	enum reload_need need = RELOAD_DONE;

	if (!asked && !r->settings.reload)
		return RELOAD_DONE;
	for (size_t i = 0; i < r->settings.count; i++) {
		const struct vhost *v = &r->hosts[i];
		struct source *source = &r->sources[i];
		const char *path = v->is->capsule;

		if (v->folder && leads_elsewhere(source, v)) {
			log_line("%s: another folder than before", path);
			need = RELOAD_RESTART;
		} else if (!v->folder &&
			   renew_stamp_changed(path, &source->stamp) &&
			   look_at_file(r, crew, i) == RELOAD_RESTART) {
			need = RELOAD_RESTART;
		}
	}
	return need;
}

void
reload_begin(struct running *r)
{
	for (size_t i = 0; i < r->settings.count; i++)
		r->sources[i].stamp =
		    renew_stamp_of(r->settings.hosts[i].capsule);
}

bool
reload_all_tried(const struct running *r)
{
	for (size_t i = 0; i < r->settings.count; i++)
		if (r->hosts[i].folder && !r->sources[i].heard)
			return false;
	return true;
}

bool
reload_all_shown(const struct running *r)
{
	for (size_t i = 0; i < r->settings.count; i++)
		if (!r->hosts[i].shown)
			return false;
	return true;
}
