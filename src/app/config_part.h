/* SPDX-License-Identifier: ISC */
#ifndef APP_CONFIG_PART_H
#define APP_CONFIG_PART_H

/*
 * config_part -- what the parts of app/config share while a file is read.
 *
 * A section has a table of keys, each with a function that takes the value.
 * Values are never empty, valid UTF-8 and one printable line; they are views
 * into the line that is being read, so that a finding can point at any piece
 * of them.
 */

#include "app/config.h"
#include "base/names.h"

struct config;

struct config_key {
	const char *name;
	bool repeats;
	void (*take)(struct config *c, struct str value);
};

struct config_section {
	const char *name; /* "" = in front of the first section */
	/* [host NAME]: it may stand many times; NULL = it has no name. */
	void (*begin)(struct config *c, struct str name);
	const struct config_key *keys;
	size_t count;
};

#define CONFIG_KEYS_MAX 24 /* of one section */

extern const struct config_section config_server;
extern const struct config_section config_limits;
extern const struct config_section config_log;
extern const struct config_section config_host;
extern const struct config_section config_mount;

/* "ADDR:PORT", or "ADDR:PORT proxy". */
struct config_door {
	const char *address;
	bool proxied;
};

/* A [host] section: its lists grow until the end of the file. */
struct config_draft {
	struct vhost_settings is;
	bool first;		    /* default = yes */
	struct config_door *gopher; /* of its own */
	size_t gopher_count;
	struct path_rule *rules;
	struct place *places; /* of the rules */
	struct path_label *types;
	struct path_label *langs;
	struct zone *zones;
	const char **member_files;
};

struct config {
	struct settings *settings;
	struct arena *arena; /* that of the settings */
	struct diags *diags;
	struct str file;
	struct str folder; /* of relative paths: empty, or with its slash */
	struct str rest;   /* of the text */
	struct str line;
	size_t number;			      /* of the line */
	bool expects_pair;		      /* the line should be one */
	bool blocks_given;		      /* "unlimited" was there */
	size_t proxied;			      /* line of a door for proxies */
	const struct config_section *section; /* NULL = an unknown one */
	size_t seen[CONFIG_KEYS_MAX];	      /* by key, its line */
	size_t section_lines[2];	      /* of [limits] and [log] */
	struct config_draft **drafts;
	size_t draft_count;
	struct mount_settings *mount; /* the last of the last draft */
	struct names names;	      /* of all hosts, to struct config_draft */
};

/* Where a piece of the line stands; one that is nowhere, at its beginning. */
struct place config_at(const struct config *c, struct str part);

/* An error there. */
void config_error(struct config *c, struct str part, const char *code,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The first word of *text, which loses it and the blanks around it. */
struct str config_word(struct str *text);

/* A path as it is seen from the folder of the file; ends in NUL. */
const char *config_path(const struct config *c, struct str value);

/* A number from min to max; false with an error. "off" is 0 if off. */
struct config_range {
	uint64_t min;
	uint64_t max;
	bool off;
};
bool config_number(struct config *c, struct str value,
    struct config_range range, uint64_t *number);

/* "yes" or "no"; false with an error. */
bool config_answer(struct config *c, struct str value, bool *yes);

bool config_port(struct config *c, struct str value, uint16_t *port);

/* An address to listen on; false with an error. */
bool config_door(struct config *c, struct str value, struct config_door *door);

/* Plan it, for what is at that place in the shelves; false if no room. */
bool config_add_door(struct config *c, const struct front *front, int shelf,
    const struct config_door *door);

/*
 * Take the first word off *value: a pattern of paths or, if names may be meant,
 * one of file names such as "*.txt". False with an error.
 */
bool config_pattern(struct config *c, struct str *value, bool names,
    struct str *pattern);

/* Whether something is behind the pattern; false with an error: what not. */
bool config_behind(struct config *c, struct str pattern, struct str rest,
    const char *what);

/*
 * Room for one more behind count entries of a list: the list, or a copy of it
 * that is larger.
 */
void *config_grow(struct arena *a, void *list, size_t count, size_t size);

/* The section of the host that is being read. */
struct config_draft *config_current(struct config *c);

/* All lines have been read: what only shows now; s gets its hosts. */
void config_hosts_end(struct config *c);
void config_server_end(struct config *c);

/* Keys of [host NAME], from files of their own. */
void config_take_moved(struct config *c, struct str value);
void config_take_redirect(struct config *c, struct str value);
void config_take_gone(struct config *c, struct str value);
void config_take_status(struct config *c, struct str value);
void config_take_type(struct config *c, struct str value);
void config_take_lang(struct config *c, struct str value);
void config_take_language(struct config *c, struct str value);
void config_take_zone(struct config *c, struct str value);

/* Errors of the mounts of one host that only show at the end. */
void config_check_mounts(struct config *c, const struct config_draft *draft);

/* Findings about redirects that lead to redirects, of one host. */
void config_check_redirects(struct config *c,
    const struct config_draft *draft);

#endif
