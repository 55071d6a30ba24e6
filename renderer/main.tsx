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
import './narrow.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './api/connect.ts';
import { Application } from './shell/application.tsx';
import { NotSignedIn } from './shell/not-signed-in.tsx';

const root = createRoot(document.querySelector('#screens') ?? document.body);
const connection = await connect();
if (connection === null) {
  root.render(<NotSignedIn />);
} else {
  root.render(
    <StrictMode>
      <Application connection={connection} />
    </StrictMode>,
  );
}
