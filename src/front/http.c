/* SPDX-License-Identifier: ISC */
#include "front/http.h"

#include "base/count.h"
#include "front/escape.h"
#include "proto/gopher.h"
#include "proto/uri.h"

#define TOO_LONG "414 URI Too Long"
#define PAGE_MAX (REPLY_MADE_MAX / 2) /* bytes of a body, and of a target */

struct answered {
	const char *status;
	struct str header; /* one more, with its line end, or empty */
	const char *media;
	struct str body;
};

/* Upper-case word, blank, target, blank, "HTTP/". */
static bool
split(struct str line, struct str *method, struct str *target)
{
	struct str version;

	if (!str_cut(line, ' ', method, target) || method->len == 0)
		return false;
	for (size_t i = 0; i < method->len; i++)
		if (method->at[i] < 'A' || method->at[i] > 'Z')
			return false;
	return str_cut(*target, ' ', target, &version) && target->len > 0 &&
	       str_starts(version, STR("HTTP/"));
}

bool
http_is_request(struct str line)
{
	struct str method, target;

	return split(line, &method, &target);
}

/* HEAD gets the header alone, as if there were a body. */
static void
send(struct reply *reply, const struct answered *a, struct str method)
{
	struct buf *out = &reply->out;

	buf_printf(out,
	    "HTTP/1.1 %s\r\n"
	    "%.*sContent-Type: %s; charset=utf-8\r\n"
	    "Content-Length: %zu\r\n"
	    "Connection: close\r\n\r\n",
	    a->status, STR_ARG(a->header), a->media, a->body.len);
	if (!str_eq(method, STR("HEAD")))
		buf_add(out, a->body);
	reply->head = buf_str(out);
}

/* In plain text, and without a word of the request. */
static void
send_text(struct reply *reply, const char *status, struct str header,
    struct str method, const struct shelf *shelf)
{
	const struct origin *origin = &shelf->image->origin;
	uint16_t port = origin->port[VIEW_GOPHER];
	char storage[PAGE_MAX];
	struct buf body;

	buf_fixed(&body, storage, sizeof(storage));
	buf_printf(&body,
	    "%s\n\nThis is a Gopher server. Gopher clients find it at\n"
	    "gopher://%.*s",
	    status, STR_ARG(origin->host));
	if (port != 0 && port != GOPHER_PORT)
		buf_printf(&body, ":%u", (unsigned)port);
	buf_add(&body, STR("/\n"));
	send(reply,
	    &(struct answered){ status, header, "text/plain",
		buf_str(&body) },
	    method);
	reply->status = '3';
}

/* Of "/path?query" or "http://host/path"; whose host that is does not matter.*/
static bool
path_of(struct str target, char *storage, size_t cap, struct str *path)
{
	struct str encoded = str_take(target, str_index(target, '?'));
	struct uri uri;

	if (!str_starts(target, STR("/"))) {
		if (!uri_parse(target, &uri) || uri.host.len == 0)
			return false;
		encoded = uri.path;
	}
	return uri_path_decode(encoded, storage, cap, path) == URI_PATH_OK;
}

static bool
send_moved(struct reply *reply, struct str method, struct str url)
{
	char header[PAGE_MAX], page[PAGE_MAX];
	struct buf location, body;

	buf_fixed(&location, header, sizeof(header));
	buf_printf(&location, "Location: %.*s\r\n", STR_ARG(url));
	buf_fixed(&body, page, sizeof(page));
	buf_add(&body, STR("<!DOCTYPE html>\n<title>Moved</title>\n"
			   "<p>This is a Gopher server. The page is "
			   "<a href=\""));
	escape_html(&body, url);
	buf_add(&body, STR("\">on the web</a>.\n"));
	if (location.cut || body.cut)
		return false;
	send(reply,
	    &(struct answered){ "301 Moved Permanently", buf_str(&location),
		"text/html", buf_str(&body) },
	    method);
	reply->status = 'h';
	return !reply->out.cut;
}

static void
answer_get(const struct shelf *shelf, struct str method, struct str target,
    struct reply *reply)
{
	char storage[GOPHER_LINE_MAX + 1], encoded[PAGE_MAX];
	struct str path;
	struct buf url;

	if (shelf->image->origin.web.len == 0) {
		send_text(reply, "404 Not Found", STR(""), method, shelf);
		return;
	}
	if (!path_of(target, storage, sizeof(storage), &path)) {
		send_text(reply, "400 Bad Request", STR(""), method, shelf);
		return;
	}
	buf_fixed(&url, encoded, sizeof(encoded));
	/* Of the decoded path, whatever form that came in. */
	origin_put_web_url(&url, &shelf->image->origin,
	    shelf_usual_path(shelf, path));
	if (!url.cut && send_moved(reply, method, buf_str(&url)))
		return;
	buf_fixed(&reply->out, reply->made, sizeof(reply->made));
	send_text(reply, TOO_LONG, STR(""), method, shelf);
}

bool
http_begins(struct str bytes)
{
	static const struct str methods[] = {
		STR_INIT("GET"),
		STR_INIT("HEAD"),
		STR_INIT("POST"),
		STR_INIT("PUT"),
		STR_INIT("DELETE"),
		STR_INIT("CONNECT"),
		STR_INIT("OPTIONS"),
		STR_INIT("TRACE"),
	};
	struct str method, rest;

	str_cut(bytes, ' ', &method, &rest);
	for (size_t i = 0; i < COUNT(methods); i++)
		if (str_eq(method, methods[i]))
			return true;
	return false;
}

void
http_refuse_long(const struct shelf *shelf, struct str bytes,
    struct reply *reply)
{
	struct str method, rest;

	str_cut(bytes, ' ', &method, &rest);
	send_text(reply, TOO_LONG, STR(""), method, shelf);
}

static void
refuse_crowd(const struct shelf *shelf, const struct request *request,
    struct str method, struct reply *reply)
{
	bool later = request->admission == ADMIT_LATER;
	char storage[64];
	struct buf header;

	buf_fixed(&header, storage, sizeof(storage));
	buf_printf(&header, "Retry-After: %u\r\n",
	    later ? 60 : request->wait_s);
	send_text(reply,
	    later ? "503 Service Unavailable" : "429 Too Many Requests",
	    buf_str(&header), method, shelf);
}

void
http_answer(const struct shelf *shelf, const struct request *request,
    struct str line, struct reply *reply)
{
	struct str method, target;

	split(line, &method, &target);
	if (request->admission != ADMIT)
		refuse_crowd(shelf, request, method, reply);
	else if (str_eq(method, STR("GET")) || str_eq(method, STR("HEAD")))
		answer_get(shelf, method, target, reply);
	else
		send_text(reply, "405 Method Not Allowed",
		    STR("Allow: GET, HEAD\r\n"), method, shelf);
}
