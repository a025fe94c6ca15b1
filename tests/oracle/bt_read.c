/* SPDX-License-Identifier: ISC */
/*
 * bt_read -- what libbtparse reads in a .bib file, one thing per line:
 *
 *	entry<TAB>TYPE<TAB>KEY
 *	field<TAB>NAME<TAB>VALUE
 *	name<TAB>FIELD<TAB>First von Last, Jr
 *
 * A program of its own, since the library ends the process that gives it a
 * file it cannot read.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <btparse.h>

static const char *const months[][2] = {
	{ "jan", "January" },
	{ "feb", "February" },
	{ "mar", "March" },
	{ "apr", "April" },
	{ "may", "May" },
	{ "jun", "June" },
	{ "jul", "July" },
	{ "aug", "August" },
	{ "sep", "September" },
	{ "oct", "October" },
	{ "nov", "November" },
	{ "dec", "December" },
};

static void
define_months(void)
{
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		char name[8];
		char text[16];

		snprintf(name, sizeof(name), "%s", months[i][0]);
		snprintf(text, sizeof(text), "%s", months[i][1]);
		bt_add_macro_text(name, text, NULL, 0);
	}
}

static void
print_part(const bt_name *name, bt_namepart part, const char **between)
{
	for (int i = 0; i < name->part_len[part]; i++) {
		printf("%s%s", *between, name->parts[part][i]);
		*between = " ";
	}
}

static void
print_name(const char *field, char *text)
{
	bt_name *name = bt_split_name(text, NULL, 0, 0);
	const char *between = "";

	printf("name\t%s\t", field);
	print_part(name, BTN_FIRST, &between);
	print_part(name, BTN_VON, &between);
	print_part(name, BTN_LAST, &between);
	between = ", ";
	print_part(name, BTN_JR, &between);
	putchar('\n');
	bt_free_name(name);
}

static void
print_names(const char *field, char *value)
{
	char and[] = "and";
	char what[] = "name";
	bt_stringlist *list = bt_split_list(value, and, NULL, 0, what);

	if (list == NULL)
		return;
	for (int i = 0; i < list->num_items; i++)
		if (list->items[i] != NULL)
			print_name(field, list->items[i]);
	bt_free_list(list);
}

static void
print_entry(AST *entry)
{
	AST *field = NULL;
	char *name;

	printf("entry\t%s\t%s\n", bt_entry_type(entry), bt_entry_key(entry));
	while ((field = bt_next_field(entry, field, &name)) != NULL) {
		char *value = bt_get_text(field);

		printf("field\t%s\t%s\n", name, value);
		if (strcmp(name, "author") == 0 || strcmp(name, "editor") == 0)
			print_names(name, value);
		free(value);
	}
}

int
main(int argc, char **argv)
{
	boolean good = TRUE;
	FILE *in;

	if (argc != 2 || (in = fopen(argv[1], "r")) == NULL)
		return 2;
	bt_initialize();
	define_months();
	bt_set_stringopts(BTE_REGULAR, BTO_FULL);
	bt_set_stringopts(BTE_MACRODEF, BTO_MACRO);
	while (!feof(in)) {
		AST *entry = bt_parse_entry(in, argv[1], 0, &good);

		if (entry == NULL)
			break;
		if (good && bt_entry_metatype(entry) == BTE_REGULAR)
			print_entry(entry);
		bt_free_ast(entry);
	}
	bt_cleanup();
	fclose(in);
	return good ? 0 : 1;
}
