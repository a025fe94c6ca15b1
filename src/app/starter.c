/* SPDX-License-Identifier: ISC */
#include "app/starter.h"

static void
write_profile(const char *day, struct buf *out)
{
	buf_add(out,
	    STR("% Your homepage. A line with a percent sign and a blank in "
		"front is for\n"
		"% you alone. Put your own words in the place of these; "
		"vitae check tells you\n"
		"% what it could not make sense of, and capsule(5) has all "
		"the rules.\n"
		"\n"
		"% Who you are: one field a line. More of them are Degree, "
		"Department,\n"
		"% Phone, Office, Address, ORCID, Homepage, Lang.\n"
		"Name: Ada Example\n"
		"Position: Staff Researcher\n"
		"Institution: Example University\n"
		"Field: Systems for machine learning\n"
		"Email: ada@example.org\n"
		"Bibliography: publications.bib\n"
		"\n"
		"% A section has a page of its own. Items begin with a star; "
		"news have a day\n"
		"% in front, and vitae stamp puts today's to those without.\n"
		"# News\n"));
	buf_printf(out, "* %s This homepage is a capsule now.\n", day);
	buf_add(out,
	    STR("\n"
		"# About\n"
		"I build systems that train large models on many machines. "
		"My latest work\n"
		"shares a cluster fairly among those who wait for it "
		"[@example-fair].\n"
		"\n"
		"% A blank line ends a paragraph. A link stands below what "
		"it belongs to: a\n"
		"% URL, or the path of a page or of a file in this folder.\n"
		"Those who work with me find their way from here.\n"
		"=> /students Students\n"
		"=> https://www.example.org/ Example University\n"
		"\n"
		"# Students\n"
		"* Lynn Sample (on fair schedulers, now Ph.D. student at "
		"Example University)\n"
		"* Max Muster\n"
		"  Project: Machine learning for datacenters\n"
		"  Dates: 2021 - 2023\n"
		"\n"
		"% The papers come out of the file publications.bib.\n"
		"# Publications\n"
		"@include all\n"));
}

static void
write_bibliography(const char *day, struct buf *out)
{
	(void)day;
	buf_add(out,
	    STR("Text outside of entries is comment.\n"
		"\n"
		"@inproceedings{example-fair,\n"
		"  title     = {Fair Shares: Scheduling for Those Who Wait},\n"
		"  author    = {Example, Ada and Sample, Lynn},\n"
		"  booktitle = {Proceedings of the Example Symposium on "
		"Systems},\n"
		"  year      = {2023},\n"
		"  url       = {https://www.example.org/fair-shares},\n"
		"}\n"));
}

const struct starter_file starter_files[STARTER_FILES] = {
	{ "profile.txt", write_profile },
	{ "publications.bib", write_bibliography },
};
