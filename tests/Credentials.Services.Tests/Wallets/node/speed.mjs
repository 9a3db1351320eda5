// Issues and verifies an SD-JWT VC with eight disclosures (ES256) for two seconds each; prints "issued verified", a second.
import { ES256, digest, generateSalt } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';

const names = ['given_name', 'family_name', 'title', 'level', 'field', 'grade', 'outcomes', 'workload'];
const { privateKey, publicKey } = await ES256.generateKeyPair();
const holder = await ES256.generateKeyPair();
const library = new SDJwtVcInstance({
  signer: await ES256.getSigner(privateKey),
  verifier: await ES256.getVerifier(publicKey),
  signAlg: 'ES256',
  hasher: digest,
  hashAlg: 'sha-256',
  saltGenerator: generateSalt,
});

const issue = () => library.issue(
  {
    iss: 'https://issuer.example',
    iat: Math.floor(Date.now() / 1000),
    vct: 'https://issuer.example/types/micro-credential',
    cnf: { jwk: holder.publicKey },
    ...Object.fromEntries(names.map((name) => [name, `the value of ${name}`])),
  },
  { _sd: names },
  { header: { kid: 'https://issuer.example#key-1' } },
);

const perSecond = async (work) => {
  for (let call = 0; call < 200; call++) await work();
  const started = process.hrtime.bigint();
  let calls = 0;
  let seconds = 0;
  while (seconds < 2) {
    for (let call = 0; call < 32; call++) await work();
    calls += 32;
    seconds = Number(process.hrtime.bigint() - started) / 1e9;
  }
  return calls / seconds;
};

const token = await issue();
console.log(`${(await perSecond(issue)).toFixed(1)} ${(await perSecond(() => library.verify(token))).toFixed(1)}`);
