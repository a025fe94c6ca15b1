/* SPDX-License-Identifier: ISC */
#include "front/front.h"

const struct front *
front_of(enum view v)
{
	static const struct front *const fronts[VIEW_COUNT] = {
		[VIEW_GEMINI] = &front_gemini,
		[VIEW_GOPHER] = &front_gopher,
	};

	return fronts[v];
}

#include <unistd.h>

void
reply_init(struct reply *reply)
{
	reply->head = STR("");
	reply->body = STR("");
	reply->file = -1;
	reply->file_size = 0;
	reply->file_lines = false;
	reply->path = STR("");
	reply->shelf = SHELF_NONE;
	reply->status = 0;
	buf_init(&reply->found);
	buf_fixed(&reply->out, reply->made, sizeof(reply->made));
}

bool
reply_open(struct reply *reply, const struct shelf *shelf,
    const struct resource *resource, bool *gone)
{
	struct folder_file file;
	enum folder_result result = shelf_open(shelf, resource, &file);

	*gone = result != FOLDER_FAILED;
	if (result != FOLDER_OK)
		return false;
	reply->file = file.fd;
	reply->file_size = file.size;
	reply->file_lines = resource->lines;
	return true;
}

void
reply_close(struct reply *reply)
{
	if (reply->file >= 0)
		close(reply->file);
	reply->file = -1;
}

void
reply_release(struct reply *reply)
{
	buf_release(&reply->found);
	reply_close(reply);
	reply_init(reply);
}
