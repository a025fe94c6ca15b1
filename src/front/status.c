/* SPDX-License-Identifier: ISC */
#include "front/status.h"

#include "proto/uri.h"

enum answer
status_answer(struct reply *reply, enum gemini_status status, struct str meta)
{
	gemini_header(&reply->out, status, meta);
	reply->head = buf_str(&reply->out);
	reply->status = (int)status;
	return ANSWER_SEND;
}

enum answer
status_moved(struct reply *reply, struct str path)
{
	char storage[GEMINI_META_MAX];
	struct buf target;

	buf_fixed(&target, storage, sizeof(storage));
	uri_path_encode(&target, path);
	if (target.cut)
		return status_answer(reply, GEMINI_NOT_FOUND, STR("not found"));
	return status_answer(reply, GEMINI_MOVED, buf_str(&target));
}
