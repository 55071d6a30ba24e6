/** The questions of the policies that ship with the product. What somebody wrote into a policy stays as it was written. */
export const policyQuestions: Readonly<Record<string, string>> = {
  'Nobody has approved this server, and the call destroys something or reaches outside. Let it?':
    'Niemand hat diesen Server freigegeben, und der Aufruf zerstört etwas oder wirkt nach außen. Zulassen?',
  'This tool is not the one it was when it was approved. Let it?':
    'Dieses Werkzeug ist nicht mehr das, das freigegeben wurde. Zulassen?',
  'This session has read protected data, and the call reaches outside. Let it?':
    'Diese Sitzung hat geschützte Daten gelesen, und der Aufruf wirkt nach außen. Zulassen?',
  'This session repeats itself or was denied often. Go on?':
    'Diese Sitzung wiederholt sich oder wurde oft abgelehnt. Weiter?',
  'The call destroys something or reaches outside. Let it?':
    'Der Aufruf zerstört etwas oder wirkt nach außen. Zulassen?',
  'The catalogue wants a person to look at each call of this tool.':
    'Der Katalog will, dass ein Mensch jeden Aufruf dieses Werkzeugs ansieht.',
};
