/** Findings about people, their papers, exchanges and wishes. */
import { CHECK, MENDED, type WordsByCode } from './words.ts';

export const PEOPLE: WordsByCode = {
  'missing-staff-number': [
    'The staff number is missing.',
    'Fill it in, or accept a provisional one.',
  ],
  'duplicate-staff-number': [
    'The staff number stands there twice.',
    'One row and one number a person.',
  ],
  'staff-number-is-id-number': [
    'The staff number looks like an ID number.',
    'Use the staff number.',
  ],
  'number-lost-digits': [
    'The staff number lost its last digits.',
    'Format as text and write it again.',
  ],
  'matched-without-staff-number': ['Found without a staff number.', 'Please fill it in.'],
  'missing-name': ['The name is missing.', 'The staff number counts; please fill it in.'],
  'name-differs-from-roster': [
    'Another name than on the roster.',
    'The staff number counts; please check.',
  ],
  'near-duplicate-person': [
    'Same name, school and birth month as another.',
    'Delete one if the same.',
  ],
  'duplicate-id-number': [
    'The ID number stands there twice.',
    'Delete one row or correct the number.',
  ],
  'id-number-lost-digits': [
    'The ID number lost its last digits.',
    'Format as text and write it again.',
  ],
  'invalid-id-number': ['The ID number is not valid.', 'Not used; birth and sex count as written.'],
  'old-id-number': ['An ID number of 15 digits.', 'Turned into one of 18.'],
  'id-number-form': ['An unusual way to write an ID number.', MENDED],
  'birth-from-id': ['The birth month is blank.', 'Taken from the ID number.'],
  'birth-differs-from-id': ['Birth month and ID number differ.', 'The ID number counts.'],
  'sex-differs-from-id': ['Sex and ID number differ.', 'The ID number counts; please check.'],
  'unknown-school': ['The school is not in the table of schools.', 'Write its name or code.'],
  'similar-school': [
    'The school is not in the table; one is much alike.',
    'Correct it, or accept that.',
  ],
  'unknown-site': ['The site is not one of the own school.', 'Correct it.'],
  'assumed-stage': ['The stage is blank.', 'The only stage of the school was taken.'],
  'assumed-degree': ['The degree is blank.', 'The least was assumed; please fill it in.'],
  'assumed-hired': ['The result of hiring is blank.', 'Taken as hired; write 未聘任 if not.'],
  'assumed-school-start': ['The start at the school is blank.', 'The start of work was taken.'],
  'missing-unplaced-reason': [
    'No reason why the person was not hired.',
    'Read as unknown; please fill it in.',
  ],
  'missing-certificate': [
    'A teacher without a certificate.',
    'May take no teaching post; please fill it in.',
  ],
  'unknown-certificate': [
    'A certificate that is not known was not used.',
    'Use the words of the template.',
  ],
  'unpaired-certificates': [
    'Kinds and subjects of certificates do not pair.',
    'Write them in one order.',
  ],
  'blank-title': ['The title is blank.', 'Taken as none; write 未评 if so.'],
  'unknown-title': ['The title is not known.', 'Use the words of the template.'],
  'old-title': ['A title by its name before the reform.', MENDED],
  'unknown-post-grade': [
    'The post grade is not known.',
    'The title counts; write it like 专技七级.',
  ],
  'grade-differs-from-title': [
    'Post grade and title are of different levels.',
    'The grade counts; please check.',
  ],
  'unknown-assessment': [
    'Part of the assessments is not known.',
    'Write 优秀, 合格, 基本合格, 不合格 by year.',
  ],
  'too-many-assessments': ['More years of assessments than count.', 'The latest were taken.'],
  'unknown-home-district': [
    'No known district in the address.',
    'Distances count from the school.',
  ],
  'missing-merit': ['No total in the table of merit.', 'Read as 0; please fill it in.'],
  'bad-merit': ['The total is not between 0 and 100.', 'Please write it out of 100.'],
  'missing-teaching-years': [
    'A leader without years of teaching.',
    'Read as 0; please fill it in.',
  ],
  'second-head': ['The school has two heads.', 'One head a school; others are deputies.'],
  'last-office-unclear': [
    'The school of the last office is blank or not known.',
    'Read as not told.',
  ],
  'duty-before-school': ['In office before at the school.', CHECK],
  'duty-since-without-duty': ['Time in office without an office.', 'Not used; fill in the office.'],
};

export const CASES: WordsByCode = {
  'exemption-unconfirmed': ['The exemption lacks papers.', 'Takes part until they are complete.'],
  'confirmed-without-ground': [
    'Confirmed, but no known ground.',
    'Read as no exemption; write the ground.',
  ],
  'confirmation-differs-from-papers': [
    'The mark and the papers differ.',
    'The papers count; please check.',
  ],
  'late-differs-from-day': [
    'Late or not: the mark and the day differ.',
    'The mark counts; please check.',
  ],
  'bound-by-exchange': ['On exchange, no end of service told.', 'Bound until the exchange ends.'],
  'assumed-exchange-month': ['A month of the exchange is blank.', 'The other one was taken.'],
  'exchange-ends-before-it-begins': [
    'The exchange ends before it begins.',
    'Correct one of the two.',
  ],
  'exchange-to-own-school': ['The exchange is to the own school.', 'Write the school that sends.'],
  'exchange-too-long': ['The exchange is longer than three years.', CHECK],
  'years-for-months': ['Years where months are asked.', 'Write months, e.g. 24.'],
  'unknown-exchange-post': ['The post to return to does not exist.', 'Read as not told.'],
  'unknown-kin-school': [
    'A school to keep away from is not known.',
    'Not in effect; correct the name.',
  ],
  'unknown-staff-number': [
    'The staff number is not on the roster.',
    'Correct it, or add the person.',
  ],
  'task-teacher-not-on-roster': [
    'A teacher of a class is not on the roster.',
    'Add the person or correct it.',
  ],
  'researcher-on-roster': ['A researcher stands on the roster, too.', 'List the person once.'],
  'researcher-stage-not-in-school': [
    'The school lacks the researcher’s stage.',
    'Not used; correct it.',
  ],
  'wish-own-school': ['The wish is the own school.', 'Not used; later wishes move up.'],
  'duplicate-wish': ['The same wish twice.', 'Not used; later wishes move up.'],
  'partner-own-number': [
    'The partner is the person herself.',
    'Not used; write each other’s number.',
  ],
  'partner-unknown': ['The partner is not on the roster.', 'Not used; write each other’s number.'],
  'partner-not-mutual': ['The partner does not name her.', 'Not used; write each other’s number.'],
};
