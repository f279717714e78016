/** Counties and their versions: files in, findings, mends, the county as data. */
import { z } from 'zod';
import { Mends } from '../../domain/mends.ts';
import { declareRoutes } from '../declare.ts';
import { Id, named, PageQuery } from '../schemas/common.ts';
import {
  CountyData,
  CountyPage,
  CountyView,
  ErasureCertificate,
  ErasureRequest,
  FindingKinds,
  FindingPage,
  KeptFiles,
  KeptUpload,
  NewCounty,
  People,
  Schools,
  Upload,
  UploadJson,
  VersionPage,
  VersionView,
} from '../schemas/counties.ts';
import { JobView } from '../schemas/jobs.ts';

const county = z.strictObject({ county: Id });
const version = z.strictObject({ county: Id, version: Id });
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const accepted = { text: '已受理：读入任务 (accepted: a check job)', schema: JobView };

export const countyRoutes = declareRoutes({
  'GET /counties': {
    summary: '县列表 (counties)',
    role: 'viewer',
    scope: 'any',
    query: PageQuery,
    answers: { 200: { text: '县 (counties)', schema: CountyPage } },
    errors: ['bad-input'],
  },
  'POST /counties': {
    summary: '新建县 (a new county)',
    role: 'planner',
    scope: 'service',
    body: { json: NewCounty, size: 'small' },
    answers: { 201: { text: '县 (the county)', schema: CountyView } },
  },
  'GET /counties/{county}': {
    summary: '一个县 (one county)',
    role: 'viewer',
    scope: 'county',
    params: county,
    answers: { 200: { text: '县 (the county)', schema: CountyView } },
  },
  'DELETE /counties/{county}': {
    summary: '清除一县的全部数据，出具清除证明 (erase, with a certificate)',
    role: 'admin',
    scope: 'county',
    params: county,
    body: { json: ErasureRequest, size: 'small' },
    answers: { 200: { text: '清除证明 (certificate)', schema: ErasureCertificate } },
  },
  'POST /counties/{county}/files': {
    summary: '上传文件并读成新版本；或用示范县 (upload files to be read as a version; or the demo)',
    role: 'planner',
    scope: 'county',
    params: county,
    headers: ['Idempotency-Key'],
    body: { json: UploadJson, form: Upload, size: 'upload' },
    answers: { 202: accepted },
    errors: ['bad-file-kind', 'key-reused', 'queue-full'],
  },
  'POST /counties/{county}/uploads': {
    summary:
      '只保存文件，供审查、复盘等任务引用 (keep files for jobs: manual plans, states, journals)',
    role: 'planner',
    scope: 'county',
    params: county,
    body: { form: KeptUpload, size: 'upload' },
    answers: { 201: { text: '已保存 (kept)', schema: KeptFiles } },
    errors: ['bad-file-kind'],
  },
  'GET /counties/{county}/versions': {
    summary: '数据版本列表 (versions)',
    role: 'viewer',
    scope: 'county',
    params: county,
    query: PageQuery,
    answers: { 200: { text: '版本 (versions)', schema: VersionPage } },
    errors: ['bad-input'],
  },
  'GET /counties/{county}/versions/{version}': {
    summary: '一个数据版本：识别的表与列、发现数 (one version)',
    role: 'viewer',
    scope: 'version',
    params: version,
    headers: ['If-None-Match'],
    answers: { 200: { text: '版本 (the version)', schema: VersionView } },
  },
  'POST /counties/{county}/versions/{version}/mends': {
    summary: '以订正重读同一批文件 (read the same files again with these mends)',
    role: 'planner',
    scope: 'version',
    params: version,
    headers: ['Idempotency-Key'],
    body: { json: named('Mends', Mends), size: 'document' },
    answers: { 202: accepted },
    errors: ['key-reused', 'queue-full'],
  },
  'GET /counties/{county}/versions/{version}/findings': {
    summary:
      '读入发现，逐格；按 Accept-Language 给出英文 (findings by cell, in English by Accept-Language)',
    role: 'viewer',
    scope: 'version',
    params: version,
    query: PageQuery.extend({ code: z.string().max(64).optional() }),
    answers: { 200: { text: '发现 (findings)', schema: FindingPage } },
    errors: ['bad-input'],
  },
  'GET /counties/{county}/versions/{version}/finding-kinds': {
    summary: '读入发现，按种类计数 (findings by kind)',
    role: 'viewer',
    scope: 'version',
    params: version,
    headers: ['If-None-Match'],
    answers: { 200: { text: '种类 (kinds)', schema: FindingKinds } },
  },
  'GET /counties/{county}/versions/{version}/findings.xlsx': {
    summary: '标色的工作簿 (the workbook with its findings coloured)',
    role: 'planner',
    scope: 'version',
    params: version,
    headers: ['If-None-Match'],
    answers: { 200: { text: '工作簿 (workbook)', media: XLSX } },
    errors: ['unknown-file'],
  },
  'GET /counties/{county}/versions/{version}/county': {
    summary: '县数据，不含姓名与照顾事由 (the county for machines: no names, no grounds)',
    role: 'viewer',
    scope: 'version',
    params: version,
    headers: ['If-None-Match'],
    answers: { 200: { text: '县 (county)', schema: CountyData } },
    errors: ['not-solvable'],
  },
  'GET /counties/{county}/versions/{version}/people': {
    summary: '全部人员，按列 (all people, by columns)',
    role: 'viewer',
    scope: 'version',
    params: version,
    headers: ['If-None-Match'],
    answers: { 200: { text: '人员 (people)', schema: People } },
    errors: ['not-solvable'],
  },
  'GET /counties/{county}/versions/{version}/schools': {
    summary: '全部学区、学校与岗位组 (districts, schools, post groups)',
    role: 'viewer',
    scope: 'version',
    params: version,
    headers: ['If-None-Match'],
    answers: { 200: { text: '学校 (schools)', schema: Schools } },
    errors: ['not-solvable'],
  },
});
