/* SPDX-License-Identifier: ISC */
#include "parse/maplist.h"

void
map_listing_init(struct map_listing *l, struct arena *a)
{
	*l = (struct map_listing){ .asked = false };
	names_init(&l->there, a);
	names_init(&l->hidden, a);
	names_init(&l->types, a);
}

const struct map_list *
map_listing_all(struct map_listing *l, const struct map_line *line)
{
	const struct map_files *files = line->place->files;
	struct str folder = str_skip(line->place->folder, 1);
	enum folder_result result;

	if (l->asked)
		return &l->list;
	l->asked = true;
	result = files->list(files, folder, line->menu->arena, &l->list);
	if (result != FOLDER_OK) {
		l->list.count = 0;
		map_warn(line, line->raw, "map-list", folder_reason(result));
	}
	for (size_t i = 0; i < l->list.count; i++)
		names_put(&l->there, l->list.at[i].name, l);
	return &l->list;
}

bool
map_listing_has(struct map_listing *l, const struct map_line *line,
    struct str name)
{
	map_listing_all(l, line);
	return names_find(&l->there, name) != NULL;
}

void
map_listing_hide(struct map_listing *l, struct arena *a, struct str name)
{
	names_put(&l->hidden, arena_str(a, name), l);
}

bool
map_listing_type(struct map_listing *l, struct arena *a, struct str order)
{
	struct str suffix, type;
	char *kept;

	if (!str_starts(order, STR(":")) ||
	    !str_cut(str_skip(order, 1), '=', &suffix, &type))
		return false;
	if (str_starts(suffix, STR(".")))
		suffix = str_skip(suffix, 1);
	if (suffix.len == 0 || type.len != 1 || !menu_type_is_known(*type.at))
		return false;
	kept = arena_new(a, char);
	*kept = type.at[0];
	names_put(&l->types, arena_str(a, suffix), kept);
	return true;
}

bool
map_listing_shows(const struct map_listing *l, const struct map_entry *entry)
{
	return names_find(&l->hidden, entry->name) == NULL;
}

/* What stands behind the last dot of a name; empty without one. */
static struct str
suffix_of(struct str name)
{
	size_t i = name.len;

	while (i > 0 && name.at[i - 1] != '.')
		i--;
	return i > 0 ? str_skip(name, i) : STR("");
}

static void
add_as(const struct map_line *line, const struct map_entry *entry, char type)
{
	struct map_fields fields = {
		.text = entry->text.len > 0 ? entry->text : entry->name,
		.selector = map_path(line, entry->name),
	};

	map_item(line, type, &fields);
}

void
map_listing_add(const struct map_listing *l, const struct map_line *line,
    const struct map_entry *entry)
{
	const char *type = names_find(&l->types, suffix_of(entry->name));

	add_as(line, entry,
	    type != NULL && entry->item != '1' ? *type : entry->item);
}

static bool
fits(struct str name, size_t n, struct str pattern, size_t p)
{
	return p < pattern.len &&
	       (pattern.at[p] == '?' || pattern.at[p] == name.at[n]);
}

/* Whether name is pattern, in which '?' is any byte and '*' any bytes. */
static bool
is_like(struct str name, struct str pattern)
{
	size_t star = pattern.len; /* the last one that was met */
	size_t from = 0;	   /* what it stands for ends here */
	size_t n = 0;
	size_t p = 0;

	while (n < name.len) {
		if (p < pattern.len && pattern.at[p] == '*') {
			star = p++;
			from = n;
		} else if (fits(name, n, pattern, p)) {
			p++;
			n++;
		} else if (star < pattern.len) {
			p = star + 1;
			n = ++from;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.at[p] == '*')
		p++;
	return p == pattern.len;
}

size_t
map_listing_glob(struct map_listing *l, const struct map_line *line, char type,
    struct str pattern)
{
	const struct map_list *list = map_listing_all(l, line);
	size_t count = 0;

	for (size_t i = 0; i < list->count && !menu_is_full(line->menu); i++)
		if (is_like(list->at[i].name, pattern)) {
			add_as(line, &list->at[i], type);
			count++;
		}
	return count;
}
