// A wallet on public libraries. Reads {link, txCode, dpop, encryption, happened, asks, anchor} from standard input, takes the credential that the link offers, answers
// the verifiers' requests behind the links of asks with it, and writes what it got and what became of the answers.
import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { json } from 'node:stream/consumers'
import { clientAuthenticationAnonymous, resourceRequest } from '@openid4vc/oauth2'
import { Openid4vciClient, Openid4vciRetrieveCredentialsError, Openid4vciVersion, setGlobalConfig } from '@openid4vc/openid4vci'
import { digest } from '@sd-jwt/crypto-nodejs'
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc'
import * as jose from 'jose'
import { present } from './present.mjs'

// Node 18 has it under this name only.
globalThis.crypto ??= webcrypto

// The service under test listens on loopback, without TLS.
setGlobalConfig({ allowInsecureUrls: true })

const order = await json(process.stdin)

async function newKey(alg) {
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true })
  return { alg, privateKey, publicJwk: await jose.exportJWK(publicKey) }
}

const proofKeys = [await newKey('ES256'), await newKey('EdDSA')]
const dpopKey = await newKey('ES256')
const keys = [...proofKeys, dpopKey]
const signerOf = key => ({ method: 'jwk', alg: key.alg, publicJwk: key.publicJwk })

const callbacks = {
  hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
  generateRandom: length => randomBytes(length),
  clientAuthentication: clientAuthenticationAnonymous(),
  signJwt: async (signer, { header, payload }) => {
    const key = keys.find(candidate => candidate.publicJwk.x === signer.publicJwk.x)
    return { jwt: await new jose.SignJWT(payload).setProtectedHeader(header).sign(key.privateKey), signerJwk: key.publicJwk }
  },
}

const client = new Openid4vciClient({ callbacks })
const offer = await client.resolveCredentialOffer(order.link)
const metadata = await client.resolveIssuerMetadata(offer.credential_issuer)
if (metadata.originalDraftVersion !== Openid4vciVersion.V1) throw new Error(`the metadata is taken for draft ${metadata.originalDraftVersion}`)
const id = offer.credential_configuration_ids[0]
const configuration = metadata.knownCredentialConfigurations[id]
if (!configuration) throw new Error(`the library does not know configuration ${id}`)

const token = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
  credentialOffer: offer, issuerMetadata: metadata, txCode: order.txCode, dpop: order.dpop ? { signer: signerOf(dpopKey) } : undefined,
})
const access = { accessToken: token.accessTokenResponse.access_token, dpop: token.dpop }
const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata: metadata })
const proofs = await Promise.all(proofKeys.map(key => client.createCredentialRequestJwtProof({
  issuerMetadata: metadata, credentialConfigurationId: id, nonce, issuedAt: new Date(), signer: signerOf(key),
})))
const request = { proofs: { jwt: proofs.map(proof => proof.jwt) } }
const answer = order.encryption ? await retrieveEncrypted() : await retrieve()
const credentials = answer.credentials.map(item => item.credential)
if (credentials.length !== proofs.length) throw new Error(`${credentials.length} credentials for ${proofs.length} proofs`)
const checked = await Promise.all(credentials.map((credential, index) => check(credential, proofKeys[index])))

await client.sendNotification({
  issuerMetadata: metadata, ...access, notification: { notificationId: answer.notification_id, event: order.happened },
})
const answers = []
for (const [index, ask] of (order.asks ?? []).entries()) {
  const place = index % credentials.length
  answers.push(await present(ask, await hold(credentials[place], proofKeys[place]), order.anchor, didAddress))
}
process.stdout.write(JSON.stringify({ format: configuration.format, tokenType: token.accessTokenResponse.token_type, credentials, checked, answers }))

async function retrieve() {
  try {
    return (await client.retrieveCredentials({ issuerMetadata: metadata, credentialConfigurationId: id, ...request, ...access })).credentialResponse
  } catch (error) {
    if (!(error instanceof Openid4vciRetrieveCredentialsError)) throw error
    throw new Error(`${error.message} ${JSON.stringify(error.response.credentialErrorResponseResult ?? error.response.credentialResponseResult)}`)
  }
}

// The client neither encrypts requests nor reads encrypted answers, so that this one request is put together here (section 10).
async function retrieveEncrypted() {
  const { alg_values_supported: [alg], enc_values_supported: encryptions } = metadata.credentialIssuer.credential_response_encryption
  if (!encryptions.includes(order.encryption)) throw new Error(`${order.encryption} is not promised`)
  const { jwks: { keys: [recipient] }, enc_values_supported: [enc] } = metadata.credentialIssuer.credential_request_encryption
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true, crv: 'P-256' })
  const jwk = { ...await jose.exportJWK(publicKey), alg, use: 'enc', kid: 'answer' }
  const plain = { credential_configuration_id: id, ...request, credential_response_encryption: { jwk, enc: order.encryption } }
  const body = await new jose.CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
    .setProtectedHeader({ alg: recipient.alg, enc, kid: recipient.kid }).encrypt(await jose.importJWK(recipient))
  const { ok, response } = await resourceRequest({
    ...access, callbacks, url: metadata.credentialIssuer.credential_endpoint,
    requestOptions: { method: 'POST', headers: { 'Content-Type': 'application/jwt' }, body },
  })
  if (!ok || response.headers.get('Content-Type') !== 'application/jwt') throw new Error(`${response.status}: ${await response.text()}`)
  const { plaintext, protectedHeader } = await jose.compactDecrypt(await response.text(), privateKey, { keyManagementAlgorithms: [alg] })
  if (protectedHeader.kid !== 'answer' || protectedHeader.enc !== order.encryption) throw new Error(`the answer is encrypted by ${JSON.stringify(protectedHeader)}`)
  return JSON.parse(new TextDecoder().decode(plaintext))
}

/** Reads the credential as a stranger would; answers what it says about its holder's key. */
async function check(credential, key) {
  if (configuration.format === 'dc+sd-jwt') return checkSdJwt(credential, key)
  if (configuration.format === 'ldp_vc') return { holder: credential.credentialSubject.id }
  const { issuer } = jose.decodeJwt(credential)
  const { kid, alg } = jose.decodeProtectedHeader(credential)
  const document = await (await fetch(didAddress(issuer.id ?? issuer))).json()
  const method = document.verificationMethod.find(candidate => candidate.id === kid)
  const { payload, protectedHeader } = await jose.jwtVerify(credential, await jose.importJWK(ed25519Of(method.publicKeyMultibase), alg))
  return { holder: payload.credentialSubject.id, typ: protectedHeader.typ }
}

/** A Multikey of the one kind that the centre signs such credentials with: base58btc of the prefix ed01 and the key. */
function ed25519Of(multibase) {
  const number = [...multibase.slice(1)].reduce(
    (sum, digit) => sum * 58n + BigInt('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'.indexOf(digit)), 0n)
  const bytes = Buffer.from(number.toString(16), 'hex')
  if (multibase[0] !== 'z' || bytes.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 1) throw new Error(`${multibase} is no Ed25519 key`)
  return { kty: 'OKP', crv: 'Ed25519', x: jose.base64url.encode(bytes.subarray(2)) }
}

function didAddress(did) {
  const [host, ...path] = did.split(':').slice(2).map(decodeURIComponent)
  return `http://${host}/${path.length > 0 ? path.join('/') : '.well-known'}/did.json`
}

/** A credential as it is matched with what is asked, and shown: the asked claims of an SD-JWT VC, the whole of the others. */
async function hold(credential, key) {
  const { format } = configuration
  if (format === 'dc+sd-jwt') {
    const instance = await sdJwtInstance(credential, key)
    const show = (claims, aud, nonce) => instance.present(credential, frameOf(claims), { kb: { payload: { iat: Math.floor(Date.now() / 1000), aud, nonce } } })
    return { format, claims: await instance.getClaims(credential), show }
  }
  if (format !== 'jwt_vc_json') throw new Error(`${format} is not shown`)
  const claims = jose.decodeJwt(credential)
  const holder = claims.credentialSubject.id
  const show = (_, aud, nonce) => new jose.SignJWT({
    iss: holder, aud, nonce, vp: { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'], verifiableCredential: [credential] },
  }).setProtectedHeader({ alg: key.alg, typ: 'JWT', kid: `${holder}#0` }).setIssuedAt().sign(key.privateKey)
  return { format, claims, show }
}

function frameOf(claims) {
  const frame = {}
  for (const { path } of claims)
    path.reduce((level, step, place) => level[step] = place === path.length - 1 ? true : Object(level[step]), frame)
  return frame
}

async function sdJwtInstance(credential, key) {
  const issuer = new URL(jose.decodeJwt(credential.split('~')[0]).iss)
  const { jwks } = await (await fetch(`${issuer.origin}/.well-known/jwt-vc-issuer${issuer.pathname}`)).json()
  const signedBy = async (text, signature, keySet) => {
    await jose.compactVerify(`${text}.${signature}`, keySet)
    return true
  }
  const issuerKeys = jose.createLocalJWKSet(jwks)
  return new SDJwtVcInstance({
    hasher: digest,
    verifier: (text, signature) => signedBy(text, signature, issuerKeys),
    kbVerifier: async (text, signature, payload) => signedBy(text, signature, await jose.importJWK(payload.cnf.jwk, key.alg)),
    kbSigner: async text => (await new jose.CompactSign(jose.base64url.decode(text.split('.')[1]))
      .setProtectedHeader(JSON.parse(new TextDecoder().decode(jose.base64url.decode(text.split('.')[0])))).sign(key.privateKey)).split('.')[2],
    kbSignAlg: key.alg,
    loadTypeMetadataFormat: true,
    vctFetcher: fetchType,
  })
}

async function checkSdJwt(credential, key) {
  const instance = await sdJwtInstance(credential, key)
  const verified = await instance.verify(credential)
  const disclosed = await instance.keys(credential)
  const presentation = await instance.present(credential, {}, { kb: { payload: { iat: Math.floor(Date.now() / 1000), aud: 'https://employer.example', nonce } } })
  const presented = await instance.verify(presentation, { keyBindingNonce: nonce })
  return {
    holder: presented.payload.cnf.jwk.x === key.publicJwk.x ? 'bound' : 'another',
    typ: verified.header.typ,
    vct: verified.payload.vct,
    names: (verified.typeMetadata.mergedTypeMetadata ?? verified.typeMetadata).display.map(display => display.name),
    claims: Object.keys(verified.payload),
    disclosed,
    presented: Object.keys(presented.payload),
    statusIndex: verified.payload.status.status_list.idx,
  }
}

// The library compares vct#integrity in hexadecimal digits; Subresource Integrity says base64.
async function fetchType(uri, integrity) {
  const bytes = new Uint8Array(await (await fetch(uri)).arrayBuffer())
  if (integrity !== `sha256-${createHash('sha256').update(bytes).digest('base64')}`) throw new Error(`the type is not the one of ${integrity}`)
  return JSON.parse(new TextDecoder().decode(bytes))
}
