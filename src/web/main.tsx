/** Entry of the page. */
import { render } from 'preact';
import { Page } from './shell/page.tsx';
import { followAddress } from './state/place.ts';

followAddress();
const root = document.getElementById('page');
if (root !== null) render(<Page />, root);
