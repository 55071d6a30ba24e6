import './theme.css';
import './shell/shell.css';
import './overview/overview.css';
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
