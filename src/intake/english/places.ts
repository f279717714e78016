/** Findings about schools, sites, totals and posts. */
import { CHECK, MENDED, type WordsByCode } from './words.ts';

export const SCHOOLS: WordsByCode = {
  'bad-school-code': ['The school code has 「/」 or 「>」 in it.', 'Take these signs out.'],
  'bad-position': ['No valid pair of longitude and latitude.', 'Read as unknown.'],
  'missing-position': ['The position is not told.', 'Read as unknown.'],
  'conflicting-school': [
    'Rows of one school code differ.',
    'Make them agree, or correct the code.',
  ],
  'conflicting-district': [
    'Schools of one district have different tiers.',
    'A district has one tier.',
  ],
  'near-duplicate-school': [
    'The name is close to that of another school, with another code.',
    'If they are one school, give it one code and name; if they are two, leave it.',
  ],
  'duplicate-school-name': [
    'One school name has two codes.',
    'Use one code, or tell the names apart.',
  ],
  'duplicate-school-part': ['The same stage of a school twice.', 'One row for each stage.'],
  'school-in-two-ledgers': [
    'The school has stages of both quota ledgers.',
    'List the attached part as a unit of its own (Q10).',
  ],
  'out-of-scope': ['A private school is outside this round.', 'The row was left out.'],
  'pupils-without-classes': [
    'Pupils, but no classes.',
    'Fill in the classes or correct the pupils.',
  ],
  'classes-without-pupils': ['Classes, but no pupils.', CHECK],
  'unusual-class-size': ['Unusually small or large classes.', CHECK],
  'boarders-over-pupils': ['More boarders than pupils.', 'Correct one of the two.'],
  'bad-classes-by-grade': [
    'No list of classes by grade.',
    'Format as text, like 6、6、5、5、5、5.',
  ],
  'classes-by-grade-differ': ['Classes by grade do not add up.', 'Correct them or the total.'],
  'assumed-junior-cap': [
    'The junior title posts are not told.',
    'The quota less senior and middle.',
  ],
  'missing-title-caps': [
    'No row in the table of title posts.',
    'All caps read as 0; please add it.',
  ],
  'duplicate-title-row': ['Title posts of a school and stage twice.', 'Join the rows.'],
  'title-count-differs': [
    'Hired titles differ from the roster.',
    'The roster counts; please check.',
  ],
  'staff-count-differs': [
    'The staff count differs from the roster.',
    'The roster counts; please check.',
  ],
  'missing-approved-total': ['A stage has no approved total.', 'Add its row.'],
  'approved-stage-without-school': [
    'A stage with a total has no school.',
    'Add the school if one is missing.',
  ],
  'duplicate-approved-total': ['A stage has two totals.', 'Join the rows.'],
  'approval-ends-before-it-begins': [
    'The approval ends before it begins.',
    'Correct one of the two.',
  ],
  'site-among-schools': [
    'A teaching site without a quota stands among the schools.',
    'Move it to the table of sites.',
  ],
  'site-named-as-school': ['A site has the code or name of a school.', 'Tell them apart.'],
  'duplicate-site': ['The code of a site twice.', 'One row and one code for each site.'],
  'duplicate-site-name': ['The name of a site twice.', 'Tell the names apart.'],
  'sites-exceed-school': [
    'Sites have more than their school in total.',
    'The school must include them.',
  ],
};

export const POSTS: WordsByCode = {
  'duplicate-post-group': ['The same post group twice.', 'Join the rows.'],
  'must-fill-over-openings': [
    'More posts must be filled than are open.',
    'Correct one of the two.',
  ],
  'posts-do-not-add-up': ['Posts, hired and open do not add up.', CHECK],
  'subject-ignored': ['Posts of this category have no subject.', 'The subject was not used.'],
  'unknown-subject': ['Not one known subject.', 'Write one subject of the list.'],
  'missing-subject': ['The subject taught is missing.', 'Write one subject of the list.'],
  'subject-synonym': ['An old or other name of a subject.', MENDED],
  'grouped-subjects': [
    'One word for several subjects; it was taken apart.',
    'The first is the main one.',
  ],
  'stage-not-in-school': [
    'The school does not have this stage.',
    'Correct the stage or the school.',
  ],
  'unknown-post': ['There is no such post.', 'Write it as in the table of posts.'],
  'post-mismatch': ['The post is not one of the school.', 'Correct one of the two.'],
};
