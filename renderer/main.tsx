import './theme.css';
import './parts/parts.css';
import './shell/shell.css';
import './overview/overview.css';
import './plans/plans.css';
import './servers/servers.css';
import './clients/clients.css';
import './approvals/approvals.css';
import './activity/activity.css';
import './policy/policy.css';
import './settings/settings.css';
import './doctor/doctor.css';
import './welcome/welcome.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { httpApi } from './api/http-api.ts';
import { signIn } from './api/http-session.ts';
import type { Connection } from './api/use-api.tsx';
import { Application } from './shell/application.tsx';
import { NotSignedIn } from './shell/not-signed-in.tsx';

const root = createRoot(document.querySelector('#screens') ?? document.body);
const signedIn = await signIn();
if (signedIn.kind === 'refused') {
  root.render(<NotSignedIn />);
} else {
  const connection: Connection = { api: httpApi(signedIn.proof), granted: new Set(signedIn.granted) };
  root.render(
    <StrictMode>
      <Application connection={connection} />
    </StrictMode>,
  );
}
