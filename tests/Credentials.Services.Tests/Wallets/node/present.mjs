// Answers a verifier's request (OpenID4VP 1.0) with a credential that the wallet holds.
import { createHash, randomBytes, X509Certificate } from 'node:crypto'
import { Openid4vpClient } from '@openid4vc/openid4vp'
import * as jose from 'jose'

const encryptions = ['A256GCM', 'A128GCM']

/**
 * Answers the request behind a link, once and then once more, and fetches the request a second time where it is fetched at all.
 * `held` is {format, claims, show(claims, audience, nonce)}; `anchor` the certificate (PEM) that the wallet trusts to name verifiers.
 */
export async function present(link, held, anchor, didAddress) {
  const walletNonce = randomBytes(16).toString('base64url')
  let fetchedFrom
  const callbacks = {
    hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
    getX509CertificateMetadata: certificate => ({ sanDnsNames: namesOf(certificate, 'DNS'), sanUriNames: namesOf(certificate, 'URI') }),
    verifyJwt: async (signer, { compact }) => {
      const key = signer.method === 'did' ? await keyOfDid(signer.didUrl, didAddress) : await keyOfCertificates(signer.x5c, anchor)
      await jose.jwtVerify(compact, key, { typ: 'oauth-authz-req+jwt', audience: 'https://self-issued.me/v2', requiredClaims: ['iat', 'exp'] })
      return { verified: true, signerJwk: await jose.exportJWK(key) }
    },
    // The client compares the wallet's nonce, but sends none: it is added where the request is fetched.
    fetch: (url, init) => {
      if (init?.method?.toLowerCase() !== 'post' || !init.headers.Accept) return fetch(url, init)
      fetchedFrom = url
      return fetch(url, { ...init, method: 'POST', body: new URLSearchParams({ wallet_metadata: JSON.stringify({ vp_formats_supported: {} }), wallet_nonce: walletNonce }) })
    },
    encryptJwe: async ({ publicJwk, alg, enc, apu, apv }, data) => ({
      encryptionJwk: publicJwk,
      jwe: await new jose.CompactEncrypt(new TextEncoder().encode(data))
        .setProtectedHeader({ alg, enc, kid: publicJwk.kid })
        .setKeyManagementParameters({ ...apu && { apu: jose.base64url.decode(apu) }, ...apv && { apv: jose.base64url.decode(apv) } })
        .encrypt(await jose.importJWK(publicJwk, alg)),
    }),
  }
  const client = new Openid4vpClient({ callbacks })
  const parsed = client.parseOpenid4vpAuthorizationRequest({ authorizationRequest: link })
  const isSigned = parsed.type === 'jar'
  const resolved = await client.resolveOpenId4vpAuthorizationRequest({
    authorizationRequestPayload: parsed.params, wallet: isSigned ? { expectedNonce: walletNonce } : undefined,
  })
  const request = resolved.authorizationRequestPayload
  if (isSigned && request.wallet_nonce !== walletNonce) throw new Error('the request is not the one that was made for this wallet')

  const { query, claims } = matching(resolved.dcql.query, held)
  const vpToken = { [query.id]: [await held.show(claims, request.client_id, request.nonce)] }
  const answer = await client.createOpenid4vpAuthorizationResponse({
    authorizationRequestPayload: request,
    authorizationResponsePayload: { vp_token: vpToken },
    jarm: request.response_mode === 'direct_post.jwt' ? {
      encryption: {},
      serverMetadata: {
        authorization_signing_alg_values_supported: [], authorization_encryption_alg_values_supported: ['ECDH-ES'],
        authorization_encryption_enc_values_supported: encryptions,
      },
    } : undefined,
  })
  const submit = async () => (await client.submitOpenid4vpAuthorizationResponse({ ...answer, authorizationRequestPayload: request })).response
  const first = await submit()
  const accepted = await first.json()
  const second = await submit()
  return {
    prefix: resolved.client.prefix,
    mode: request.response_mode,
    isSigned,
    asked: claims.map(claim => claim.path),
    accepted: first.status,
    redirectUri: accepted.redirect_uri ?? null,
    answeredAgain: { status: second.status, error: (await second.json()).error },
    fetchedAgain: fetchedFrom ? (await fetch(fetchedFrom, { method: 'POST' })).status : null,
  }
}

/** The credential query that what is held answers, with the claims of the first set that it has, values and all (section 6.4). */
function matching(dcql, held) {
  for (const query of dcql.credentials.filter(candidate => candidate.format === held.format)) {
    if (query.meta.vct_values && !query.meta.vct_values.includes(held.claims.vct)) continue
    const sets = query.claim_sets?.map(ids => ids.map(id => query.claims.find(claim => claim.id === id))) ?? [query.claims ?? []]
    const claims = sets.find(set => set.every(claim => valuesAt(held.claims, claim.path).some(value => claim.values?.includes(value) ?? true)))
    if (claims) return { query, claims }
  }
  throw new Error(`no credential of the wallet answers ${JSON.stringify(dcql)}`)
}

/** Claims path pointer (section 7.1): null stands for every element of an array. */
const valuesAt = (claims, path) => path.reduce(
  (values, step) => values.flatMap(value => step === null ? (Array.isArray(value) ? value : []) : value?.[step] === undefined ? [] : [value[step]]), [claims])

async function keyOfDid(didUrl, didAddress) {
  const [did] = didUrl.split('#')
  const document = await (await fetch(didAddress(did))).json()
  const method = document.verificationMethod.find(candidate => candidate.id === didUrl)
  if (document.id !== did || !document.authentication.includes(didUrl)) throw new Error(`${didUrl} is not for authentication`)
  return jose.importJWK(method.publicKeyJwk, 'ES256')
}

async function keyOfCertificates(x5c, anchor) {
  const chain = [...x5c.map(certificate => new X509Certificate(Buffer.from(certificate, 'base64'))), new X509Certificate(anchor)]
  chain.slice(1).forEach((authority, place) => {
    if (!authority.ca || !chain[place].checkIssued(authority) || !chain[place].verify(authority.publicKey)) throw new Error('the certificates are no chain')
  })
  if (x5c.includes(chain.at(-1).raw.toString('base64'))) throw new Error('the trust anchor is in x5c')
  if (new Date() > new Date(chain[0].validTo)) throw new Error('the certificate has expired')
  return jose.importX509(chain[0].toString(), 'ES256')
}

const namesOf = (certificate, kind) => (new X509Certificate(Buffer.from(certificate, 'base64')).subjectAltName ?? '')
  .split(', ').filter(name => name.startsWith(`${kind}:`)).map(name => name.slice(kind.length + 1))
