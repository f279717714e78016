/** 会话到期: what is on the page stays on it; after signing in again she goes on where she was. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { statusOf } from '../api/request.ts';
import { faultWords } from '../components/panel-parts.tsx';
import { t } from '../messages/index.ts';
import { signIn } from '../state/session.ts';

export function SignInAgain() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [key, setKey] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: Event) => {
    event.preventDefault();
    setFault(null);
    signIn(key.trim()).catch(setFault);
  };
  return (
    <dialog
      ref={dialog}
      class="card sign-in"
      aria-labelledby="sign-in-title"
      onCancel={(event) => event.preventDefault()}
    >
      <h1 id="sign-in-title">{t('sign-in.expired')}</h1>
      <p class="soft">{t('sign-in.expired-help')}</p>
      <form onSubmit={submit}>
        <label class="field">
          <span>{t('sign-in.key')}</span>
          <input
            type="password"
            autocomplete="current-password"
            required
            value={key}
            aria-invalid={fault !== null}
            onInput={({ currentTarget }) => setKey(currentTarget.value)}
          />
        </label>
        {fault !== null && (
          <p class="field-error" role="alert">
            {statusOf(fault) === UNAUTHENTICATED ? t('sign-in.unknown') : faultWords(fault)}
          </p>
        )}
        <button type="submit" class="primary large">
          {t('sign-in.go')}
        </button>
      </form>
    </dialog>
  );
}
const UNAUTHENTICATED = 401;
