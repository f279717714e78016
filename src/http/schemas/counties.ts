/** Counties, their versions and what the intake found in the files. */
import { z } from 'zod';
import { District, PostGroup, School, Teacher } from '../../domain/county.ts';
import { IntakeIssue, RecognisedSheet } from '../../domain/finding.ts';
import { StoredFile } from '../../domain/job.ts';
import { Mends } from '../../domain/mends.ts';
import { ActorId, FileName, Id, Instant, named, pageOf, Sha256 } from './common.ts';

export const NewCounty = named('NewCounty', z.strictObject({ name: z.string().min(1).max(100) }));

export const CountyView = named(
  'County',
  z.strictObject({
    id: Id,
    name: z.string(),
    createdAt: Instant,
    latestVersionId: Id.nullable(),
    versions: z.int().nonnegative(),
  }),
);
export const CountyPage = pageOf(CountyView);

const Count = z.int().nonnegative();
export const VersionView = named(
  'Version',
  z.strictObject({
    id: Id,
    countyId: Id,
    number: z.int().positive(),
    hash: Sha256.nullable(),
    createdAt: Instant,
    createdBy: ActorId,
    files: z.array(StoredFile),
    mends: Mends.nullable(),
    findings: z.strictObject({ error: Count, warning: Count, mended: Count }),
    sheets: z.array(RecognisedSheet),
    counts: z.strictObject({ schools: Count, teachers: Count, postGroups: Count }).nullable(),
  }),
);
export const VersionPage = pageOf(VersionView);

export const FindingPage = pageOf(named('Finding', IntakeIssue));
export const FindingKinds = z.strictObject({
  items: z.array(z.strictObject({ code: z.string(), severity: z.string(), count: Count })),
});

/** Uploaded files, as `files` (several) of multipart form data. */
export const Upload = z.object({
  files: z.union([z.array(z.file()), z.file()]).describe('工作簿、CSV 或压缩包，可多个 (files)'),
  mends: z.string().optional().describe('订正文件 Mends，JSON 文本 (mends as JSON)'),
});
export const UploadJson = z.strictObject({ demo: z.literal(true) });
export const KeptUpload = z.object({
  files: z.union([z.array(z.file()), z.file()]).describe('手工方案、状态或业务日志 (files)'),
});
export const KeptFiles = z.strictObject({ files: z.array(StoredFile.extend({ name: FileName })) });

export const ErasureRequest = z.strictObject({ why: z.string().min(1).max(500) });
export const ErasureCertificate = named(
  'ErasureCertificate',
  z.strictObject({
    countyId: Id,
    erasedAt: Instant,
    by: ActorId,
    why: z.string(),
    counts: z.record(z.string(), Count),
    auditHash: Sha256,
  }),
);

/** People of a version as columns: the i-th entry of each belongs to the i-th person, in order of staff number. */
const people = Teacher.shape;
export const People = named(
  'People',
  z.strictObject({
    count: Count,
    columns: z.strictObject({
      id: z.array(z.string()),
      /** For planners and above; else null. */
      name: z.array(z.string()).nullable(),
      sex: z.array(people.sex),
      schoolId: z.array(z.string()),
      stage: z.array(people.stage),
      category: z.array(people.category),
      mainSubject: z.array(people.mainSubject),
      title: z.array(people.title),
      degree: z.array(people.degree),
      employment: z.array(people.employment),
      hiring: z.array(people.hiring),
      unplacedReason: z.array(people.unplacedReason),
      ruralYears: z.array(Count),
      merit: z.array(people.merit),
      backbone: z.array(z.boolean()),
      leader: z.array(z.boolean()),
      /** Post group id, or school id where any post of it is wished, first wish first. */
      wishes: z.array(z.array(z.string())),
    }),
  }),
);
export type People = z.infer<typeof People>;

export const Schools = named(
  'Schools',
  z.strictObject({
    districts: z.array(District),
    schools: z.array(School),
    postGroups: z.array(PostGroup),
  }),
);

/** The county for machines: no names, no grounds of exemption; `exempt` says that there is a confirmed one. */
export const CountyData = named(
  'CountyData',
  z.strictObject({
    name: z.string(),
    districts: z.array(District),
    schools: z.array(School),
    postGroups: z.array(PostGroup),
    teachers: z.array(
      Teacher.omit({ name: true, exemption: true, birth: true }).extend({ exempt: z.boolean() }),
    ),
    approved: z.array(z.record(z.string(), z.unknown())),
    sites: z.array(z.record(z.string(), z.unknown())),
    researchers: z.array(z.record(z.string(), z.unknown())),
  }),
);
