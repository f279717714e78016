/** Files of a form: how many, of which kind and how large, before any of them is kept. */
import type { StoredFile } from '../../domain/job.ts';
import type { Actor, Service } from '../../service/contract.ts';
import { badRequest, ProblemFault } from '../problem.ts';
import { FileName } from '../schemas/common.ts';

const MIB = 1024 * 1024;
/** Largest file of each kind, bytes. Other kinds are not read. */
const LIMIT_BY_KIND: Readonly<Record<string, number>> = {
  xlsx: 64 * MIB,
  xlsm: 64 * MIB,
  xls: 32 * MIB,
  ods: 32 * MIB,
  zip: 64 * MIB,
  csv: 32 * MIB,
  tsv: 32 * MIB,
  txt: 32 * MIB,
  json: 32 * MIB,
};
const MOST_FILES = 50;

/** A file of a form. */
export type UploadedFile = Exclude<ReturnType<FormData['getAll']>[number], string>;

/**
 * The files of a field, checked.
 * @throws ProblemFault `bad-request`, `bad-file-kind`, `too-large`
 */
export function filesOf(form: FormData, field: string): UploadedFile[] {
  const files = form.getAll(field).filter((part) => typeof part !== 'string');
  if (files.length === 0 || files.length > MOST_FILES) {
    throw badRequest([
      {
        path: field,
        message: `请在「${field}」字段上传 1–${MOST_FILES} 个文件 (upload 1–${MOST_FILES} files)`,
      },
    ]);
  }
  for (const file of files) check(file, field);
  return files;
}

function check(file: UploadedFile, field: string): void {
  if (!FileName.safeParse(file.name).success) {
    throw badRequest([
      { path: field, message: '文件名不可用：不得含路径或控制字符 (the file name is not usable)' },
    ]);
  }
  const kind = file.name.toLowerCase().split('.').at(-1) ?? '';
  const limit = LIMIT_BY_KIND[kind];
  if (limit === undefined) {
    const message = `可上传：${Object.keys(LIMIT_BY_KIND).join('、')} (kinds that are read)`;
    throw new ProblemFault('bad-file-kind', {
      issues: [{ code: 'bad-file-kind', path: field, message }],
    });
  }
  if (file.size > limit) throw new ProblemFault('too-large');
}

/** Keeps the files in the county, in the order of the form. */
export async function keepAll(
  files: readonly UploadedFile[],
  countyId: string,
  service: Service,
  actor: Actor,
): Promise<StoredFile[]> {
  const kept: StoredFile[] = [];
  for (const file of files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    kept.push(await service.counties.keepFile(countyId, file.name, bytes, actor));
  }
  return kept;
}

/** The text of a form's field, whether it was sent as text or as a file; undefined when it was not. */
export async function textOf(form: FormData, field: string): Promise<string | undefined> {
  const part = form.get(field);
  if (part === null) return undefined;
  return typeof part === 'string' ? part : part.text();
}
