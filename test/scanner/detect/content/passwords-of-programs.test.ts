import { describe, expect, it } from 'vitest';
import { inspectText } from '../../../../scanner/detect/content/inspect-text.ts';
import { drawn } from '../secrets/drawn.ts';

const password = drawn(14);

describe('a password that stands where a program reads it', () => {
  it.each([
    [`machine api.corp.example login bot password ${password}`, 'machine api.corp.example login bot password PASSWORD'],
    [
      `machine a.example\n  login bot\n  password ${password}\n`,
      'The machine has a login form with password reset2go.',
    ],
    [`mysql -u root -p'${password}' shop`, 'mysql -u root -p shop2026 < dump.sql'],
    [`sshpass -p ${password} ssh root@10.0.0.1`, 'sshpass -p "$PASS" ssh root@10.0.0.1'],
    [`default login bot password ${password}`, 'By default login asks for a name and the password of 2026logins.'],
    [`curl -sSu jo:${password} https://a.example`, 'curl -sSu jo:$PASSWORD_2 https://a.example'],
    [
      `curl -x p.example:80 -U "jo:${password}" https://a.example`,
      'curl -x p.example:80 -U jo https://a.example:8443ab',
    ],
    [`curl --proxy-user jo:${password} a.example`, 'curl -s a.example && useradd -u 1000:grp2026admin'],
    [`docker login -u jo -p ${password} reg.example`, 'vagrant login -p development2'],
    [`az login --service-principal -u x -p ${password}`, 'the page to login -p pageNumber2 of the manual'],
    [`redis-cli -h db -a ${password} ping`, 'redis-cli -h db -a "$REDIS_PASS2" ping'],
    [`mongosh -u jo -p ${password} db.example/x`, 'mongosh --port 27017 -p'],
    [`sqlcmd -S db -U sa -P '${password}'`, 'sqlcmd -S db -U sa -P $(SaPassword2)'],
    [`ldapsearch -x -D cn=admin -w ${password}`, 'ldapsearch -x -D cn=admin -W -b dc=example2,dc=com'],
    [`openssl rsa -in a.pem -passin pass:${password}`, 'openssl rsa -in a.pem -passin pass:changeme'],
    [`keytool -list -keystore a.jks -storepass ${password}`, 'keytool -list -keystore a.jks -storepass changeit'],
    [`zip -r -P ${password} a.zip b`, 'zip -r archive2026.zip folder2Zip'],
    [`7z x -p${password} a.7z`, '7z x archive2026.7z -o/tmp/Folder2'],
    [`echo "root:${password}" | chpasswd`, 'echo "root:$NEW_PASS2" | chpasswd'],
    [`ConvertTo-SecureString "${password}" -AsPlainText -Force`, 'ConvertTo-SecureString $env:Pass2word -AsPlainText'],
    [`net use Z: \\\\srv\\share /user:jo ${password}`, 'net use Z: \\\\srv\\share2Files /persistent:yes'],
    [`sqlplus scott/${password}@orcl`, 'sqlplus scott@orcl2Production'],
    [`jdbc:oracle:thin:scott/${password}@db.example:1521:orcl`, 'jdbc:oracle:thin:@db.example:1521/orcl2Production'],
    [`app:${password}@tcp(db.example:3306)/x`, 'app:${PASS2}@tcp(db.example:3306)/x'],
    [`CREATE USER jo IDENTIFIED BY '${password}';`, "The user is identified by 'employee_number'."],
    [`ALTER USER postgres PASSWORD '${password}';`, "say password 'Open2Sesame' at the door"],
    [`db.example:5432:prod:app:${password}`, 'db.example:5432:prod:app:* is the form'],
  ])('counts: %s', (text, nearMiss) => {
    const { verdict, findings } = inspectText('result', text);

    expect(verdict).toBe('bad');
    expect(findings.map(({ where: { span } }) => text.slice(span.start, span.end))).toEqual([password]);
    expect(inspectText('result', nearMiss).findings).toEqual([]);
  });
});
