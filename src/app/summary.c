/* SPDX-License-Identifier: ISC */
#include "app/summary.h"

#include <string.h>

#include "app/tally.h"
#include "base/log.h"

#define DETAIL STR("    ")

/* Tells the pieces of a line apart: nothing in front of the first. */
static void
put_comma(struct buf *out, bool *first)
{
	if (!*first)
		buf_add(out, STR(", "));
	*first = false;
}

/* Whether a door leads to a host: Gemini's lead to all. */
static bool
leads_to(const struct service *door, size_t host)
{
	return door->front->tls || (size_t)door->shelf == host;
}

/* An IPv6 and an IPv4 address with one port make one URL. */
static bool
is_first(const struct doors *d, size_t which, size_t host)
{
	const struct service *s = d->services;

	for (size_t i = 0; i < which; i++)
		if (s[i].front == s[which].front && leads_to(&s[i], host) &&
		    s[i].listener.port == s[which].listener.port)
			return false;
	return true;
}

/* Whether a plain door takes who comes with TLS (O-52). */
static bool
takes_tls(const struct summary *s, const struct service *door)
{
	return !door->front->tls && s->settings->gopher_tls &&
	       doors_port(s->doors, VIEW_GEMINI, 0) != 0;
}

/* Where a door leads; and where the world finds it, if that is another port. */
static void
put_url(struct buf *out, const struct summary *s, const struct origin *public,
    const struct service *door)
{
	enum view v = door->front->view;
	struct origin bound = *public;
	struct arena scratch;
	struct str url;

	arena_init(&scratch);
	bound.port[v] = door->listener.port;
	url = origin_url(&scratch, &bound, v, STR("/"), '1');
	buf_printf(out, "serving %.*s", STR_ARG(url));
	if (public->port[v] != 0 && public->port[v] != bound.port[v]) {
		url = origin_url(&scratch, public, v, STR("/"), '1');
		buf_printf(out, ", in public %.*s", STR_ARG(url));
	}
	if (takes_tls(s, door))
		buf_printf(out, ", with TLS %ss%.*s", door->front->name,
		    STR_ARG(str_skip(url, strlen(door->front->name))));
	if (door->proxied)
		buf_add(out, STR(", for proxies"));
	buf_char(out, '\n');
	arena_release(&scratch);
}

static void
put_urls(struct buf *out, const struct summary *s, size_t host)
{
	const struct image *image = s->hosts[host].shelf->image;

	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (size_t i = 0; i < s->doors->count; i++)
			if (s->doors->services[i].front->view == v &&
			    leads_to(&s->doors->services[i], host) &&
			    is_first(s->doors, i, host))
				put_url(out, s, &image->origin,
				    &s->doors->services[i]);
}

struct content {
	size_t pages[VIEW_COUNT]; /* of Gopher: menus */
	size_t files[VIEW_COUNT];
	size_t large; /* files that stay in their folder */
	uint64_t streamed;
};

static bool
is_page(enum view v, const struct resource *r)
{
	if (v == VIEW_GEMINI)
		return str_starts(r->media, STR("text/gemini"));
	return r->item == '1';
}

static struct content
content_of(const struct image *image)
{
	struct content content = { 0 };

	for (uint32_t i = 0; i < image->resources; i++) {
		struct resource found;
		struct str key;
		enum view v;

		image_at(image, i, &v, &key, &found);
		if (found.kind == RESOURCE_REDIRECT)
			continue;
		if (is_page(v, &found))
			content.pages[v]++;
		else
			content.files[v]++;
		/* Every file is on Gemini, once. */
		if (v == VIEW_GEMINI && found.kind == RESOURCE_FILE) {
			content.large++;
			content.streamed += found.size;
		}
	}
	return content;
}

static bool
is_served(const struct doors *d, enum view v, size_t host)
{
	for (size_t i = 0; i < d->count; i++)
		if (d->services[i].front->view == v &&
		    leads_to(&d->services[i], host))
			return true;
	return false;
}

static void
put_view(struct buf *out, const struct content *content, enum view v,
    bool *first)
{
	put_comma(out, first);
	tally_count(out, content->pages[v], v == VIEW_GEMINI ? "page" : "menu");
	buf_add(out, STR(" and "));
	tally_count(out, content->files[v], "file");
	buf_printf(out, " on %s", v == VIEW_GEMINI ? "Gemini" : "Gopher");
}

/* What it takes in memory; large files are beside that, in their folder. */
static void
put_sizes(struct buf *out, const struct image *image,
    const struct content *content, bool *first)
{
	put_comma(out, first);
	tally_size(out, image->bytes.len);
	if (content->large == 0)
		return;
	buf_add(out, STR(" and "));
	tally_count(out, content->large, "large file");
	buf_add(out, STR(" of "));
	tally_size(out, content->streamed);
}

static void
put_capsule(struct buf *out, const struct summary *s, size_t which)
{
	const struct summary_host *host = &s->hosts[which];
	struct content content = content_of(host->shelf->image);
	bool first = true;

	buf_add(out, DETAIL);
	buf_printf(out, "%s: ", host->capsule);
	for (enum view v = 0; v < VIEW_COUNT; v++)
		if (is_served(s->doors, v, which))
			put_view(out, &content, v, &first);
	put_sizes(out, host->shelf->image, &content, &first);
	if (host->findings[DIAG_WARNING] > 0) {
		put_comma(out, &first);
		tally_count(out, host->findings[DIAG_WARNING], "warning");
	}
	if (host->findings[DIAG_HINT] > 0) {
		put_comma(out, &first);
		tally_count(out, host->findings[DIAG_HINT], "hint");
	}
	buf_char(out, '\n');
}

static void
put_aliases(struct buf *out, const struct image *image)
{
	bool first = true;

	if (image->hosts < 2)
		return;
	buf_add(out, DETAIL);
	buf_add(out, STR("also as "));
	for (uint32_t i = 1; i < image->hosts; i++) {
		struct str name = image_host(image, i);

		put_comma(out, &first);
		buf_add(out, name);
	}
	buf_char(out, '\n');
}

static void
put_certificate(struct buf *out, const struct summary_host *host)
{
	char key[CERT_PRINT_SIZE];

	if (host->chain == NULL)
		return;
	cert_print(host->facts->key, key);
	buf_add(out, DETAIL);
	buf_printf(out, "%s: %s %s, public key SHA-256 %s\n", host->chain,
	    host->facts->days_left < 0 ? "expired" : "until",
	    host->facts->last_day, key);
}

static void
put_zones(struct buf *out, const struct shelf *shelf)
{
	bool first = true;

	if (shelf->image->zones == 0)
		return;
	buf_add(out, DETAIL);
	buf_add(out, STR("only for members: "));
	for (uint32_t i = 0; i < shelf->image->zones; i++) {
		struct zone zone = image_zone(shelf->image, i);
		size_t members = 0;

		if (shelf->members != NULL)
			members = shelf->members[i].count;
		put_comma(out, &first);
		buf_printf(out, "%.*s (", STR_ARG(zone.path));
		tally_count(out, members, "member");
		buf_char(out, ')');
	}
	buf_char(out, '\n');
}

static void
put_rules(struct buf *out, const struct image *image)
{
	if (image->rules == 0)
		return;
	buf_add(out, DETAIL);
	tally_count(out, image->rules, "rule");
	buf_add(out, STR(" for paths\n"));
}

static void
put_host(struct buf *out, const struct summary *s, size_t which)
{
	const struct summary_host *host = &s->hosts[which];

	put_urls(out, s, which);
	put_capsule(out, s, which);
	put_aliases(out, host->shelf->image);
	put_certificate(out, host);
	put_zones(out, host->shelf);
	put_rules(out, host->shelf->image);
}

static void
put_limit(struct buf *out, uint32_t limit, const char *what, bool *first)
{
	if (limit == 0)
		return;
	put_comma(out, first);
	buf_printf(out, "%u %s", limit, what);
}

static void
put_limits(struct buf *out, const struct limits_config *limits)
{
	bool first = true;

	buf_add(out, STR("limits: "));
	put_limit(out, limits->connections, "connections", &first);
	put_limit(out, limits->connections_per_address,
	    "connections of one address", &first);
	put_limit(out, limits->rate, "requests of one address a minute",
	    &first);
	if (limits->rate > 0)
		put_limit(out, limits->burst, "of them at once", &first);
	buf_add(out, first ? STR("none\n") : STR("\n"));
}

static void
put_log(struct buf *out, const struct access_config *log)
{
	static const struct str addresses[ADDRESS_CHOICES] = {
		[ADDRESS_NONE] = STR_INIT("no addresses"),
		[ADDRESS_TRUNCATED] = STR_INIT("truncated addresses"),
		[ADDRESS_FULL] = STR_INIT("full addresses"),
	};

	if (log->off) {
		buf_add(out, STR("log of requests: off\n"));
		return;
	}
	buf_printf(out, "log of requests: %s, %s, ",
	    log->file != NULL ? log->file : "standard error",
	    access_format_name(log->format));
	buf_add(out, addresses[log->address]);
	buf_char(out, '\n');
}

void
summary_write(struct buf *out, const struct summary *s)
{
	for (size_t i = 0; i < s->count; i++)
		put_host(out, s, i);
	if (s->settings->file == NULL)
		return;
	put_limits(out, &s->settings->limits);
	put_log(out, &s->settings->access);
}

void
summary_log(const struct summary *s)
{
	struct buf text;
	struct str line, rest;

	buf_init(&text);
	summary_write(&text, s);
	rest = buf_str(&text);
	while (str_cut(rest, '\n', &line, &rest))
		log_line("%.*s", STR_ARG(line));
	buf_release(&text);
}
