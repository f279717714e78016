/** 断线: the service does not answer; asked again until it does. */
import { useEffect } from 'preact/hooks';
import { call, connection } from '../api/request.ts';
import { t } from '../messages/index.ts';
import { useStore } from '../state/use-store.ts';

const ASK_AGAIN = 3000;

export function Offline() {
  const { online } = useStore(connection);
  useEffect(() => {
    if (online) return;
    const timer = setInterval(() => void call('GET /health', {}).catch(() => {}), ASK_AGAIN);
    return () => clearInterval(timer);
  }, [online]);
  if (online) return null;
  return (
    <div class="notice warn" role="alert">
      {t('state.offline')}
    </div>
  );
}
