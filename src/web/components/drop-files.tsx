/** 拖入文件: files dropped or chosen; the whole of it works by keyboard through the file field. */
import { useState } from 'preact/hooks';
import { t } from '../messages/index.ts';

export interface DropFilesProps {
  readonly label: string;
  readonly help: string;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function DropFiles({
  label,
  help,
  multiple = false,
  disabled = false,
  onFiles,
}: DropFilesProps) {
  const [over, setOver] = useState(false);
  const take = (list: FileList | null | undefined) => {
    const files = [...(list ?? [])];
    if (files.length > 0 && !disabled) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    <label
      class={over ? 'drop over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <strong>{label}</strong>
      <span class="soft small">{help}</span>
      <span class="button" aria-hidden="true">
        {t('action.choose-file')}
      </span>
      <input
        class="visually-hidden"
        type="file"
        multiple={multiple}
        disabled={disabled}
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          take(currentTarget.files);
          // The same file may be chosen again after it was corrected.
          currentTarget.value = '';
        }}
      />
    </label>
  );
}
const ACCEPTED = '.xlsx,.xls,.ods,.csv,.zip,.json';
