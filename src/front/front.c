/* SPDX-License-Identifier: ISC */
#include "front/front.h"

void
reply_init(struct reply *reply)
{
	reply->head = STR("");
	reply->body = STR("");
	reply->path = STR("");
	reply->shelf = SHELF_NONE;
	reply->status = 0;
	buf_init(&reply->found);
	buf_fixed(&reply->out, reply->made, sizeof(reply->made));
}

void
reply_release(struct reply *reply)
{
	buf_release(&reply->found);
	reply_init(reply);
}
