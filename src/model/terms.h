/* SPDX-License-Identifier: ISC */
#ifndef MODEL_TERMS_H
#define MODEL_TERMS_H

/*
 * terms -- the words that pages add to their author's, in their language.
 *
 * What they are, english.c and the files of the other languages beside it say.
 */

#include "base/arena.h"
#include "base/str.h"

enum term {
	TERM_HOME,	     /* the way home: "Home" */
	TERM_PAGES,	     /* heading above the list of pages */
	TERM_ELSEWHERE,	     /* heading above twins and web site */
	TERM_CONTACT,	     /* heading above addresses */
	TERM_MORE,	     /* "More", to the rest of a text without a name */
	TERM_MORE_ABOUT,     /* "More about {}": the owner */
	TERM_ALL_NEWS,	     /* "All news" */
	TERM_ON_GOPHER,	     /* "This page on Gopher" */
	TERM_ON_GEMINI,	     /* "This page on Gemini" */
	TERM_ON_WEB,	     /* "This page on the web" */
	TERM_IN_ASCII,	     /* "This page in plain ASCII" */
	TERM_AS_GEMTEXT,     /* "This page as gemtext" */
	TERM_IN_FULL,	     /* back from these: "... in its usual form" */
	TERM_SITE_OF,	     /* "{}'s web site": the owner */
	TERM_HOME_OF,	     /* "Home: {}": the owner */
	TERM_UPDATED,	     /* "Updated {}": a date */
	TERM_SEARCH,	     /* "Search these pages" */
	TERM_SITEMAP,	     /* "All pages" */
	TERM_FEED,	     /* "Atom feed" */
	TERM_CV,	     /* "Curriculum vitae" */
	TERM_CV_TEXT,	     /* "Curriculum vitae as one text file" */
	TERM_RESUME,	     /* "JSON Resume, for programs" */
	TERM_LOG,	     /* "Log" */
	TERM_OLDER,	     /* "Older: {}": a post's title */
	TERM_NEWER,	     /* "Newer: {}" */
	TERM_ALL_POSTS,	     /* "All posts" */
	TERM_SOURCE,	     /* "The source of these pages" */
	TERM_FOR_BIBTEX,     /* "The same for BibTeX:" */
	TERM_ALL_ENTRIES,    /* "All entries in one file" */
	TERM_NO_YEAR,	     /* heading above entries without one */
	TERM_ABSTRACT,	     /* heading above a summary: "Abstract" */
	TERM_EDITED_BY,	     /* "Edited by {}": names */
	TERM_ENTRY_FILE,     /* "This entry as a file" */
	TERM_PAPER,	     /* links of an entry: "Paper (PDF)" */
	TERM_WEB_PAGE,	     /* "Web page" */
	TERM_WEB_SITE,	     /* "Web site" */
	TERM_CODE,	     /* "Code" */
	TERM_SLIDES,	     /* "Slides" */
	TERM_POSTER,	     /* "Poster" */
	TERM_VIDEO,	     /* "Video" */
	TERM_SUPPLEMENT,     /* "Supplement" */
	TERM_DEMO,	     /* "Demo" */
	TERM_BLOG,	     /* "Blog" */
	TERM_ASK,	     /* what to type: "Words to look for" */
	TERM_RESULTS,	     /* title of what was found: "Search" */
	TERM_TYPE_WORDS,     /* "Type the words to look for." */
	TERM_WORDS,	     /* "Words: {}" */
	TERM_NOTHING,	     /* "Nothing found." */
	TERM_FOUND_ONE,	     /* "1 page found." */
	TERM_FOUND,	     /* "{} pages found." */
	TERM_FOUND_ANY,	     /* pages with some of the words: their number */
	TERM_SHOWN,	     /* "Here are {} of them.": "11 to 20" */
	TERM_ALL_BEFORE,     /* of a page behind the last: all are before it */
	TERM_AGAIN,	     /* "Search again" */
	TERM_NOW,	     /* of a student: "Now" */
	TERM_TODAY,	     /* of a stretch without an end: "{} to today" */
	TERM_UNTIL,	     /* between two ends: "to" */
	TERM_PHOTO_OF,	     /* "Photo of {}": the owner */
	TERM_IMAGE,	     /* "Image: {}": what it shows */
	TERM_FOLDER,	     /* of one in a list: "folder" */
	TERM_UP,	     /* "Up: {}": the title of the folder above */
	TERM_UNLISTED,	     /* below a long list: how many are not in it */
	TERM_OTHER_LANGUAGE, /* a language's own name: "English" */
	TERM_COUNT,
};

/*
 * The words for a term in a language, which is a BCP 47 tag; those of English
 * if Vitae does not know the language, and the tag for its name.
 * "zh-Hans-CN" is found as zh.
 */
struct str term_of(struct str lang, enum term term);

/* The same with value in the place of its "{}". */
struct str term_with(struct arena *a, struct str lang, enum term term,
    struct str value);

#endif
