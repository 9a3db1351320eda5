using System.Security.Cryptography;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Verifying;

namespace Credentials.Benchmarks;

/// <summary>Issue (draft to signed) and verify (text to report, key and list at hand) per format, beside raw signing and checking of the same bytes.</summary>
internal static class InProcess
{
    private const int Distinct = 4096;

    public static IEnumerable<ResultLine> Run()
    {
        foreach (var (algorithm, form, name, issueGoal, verifyGoal) in ((KeyAlgorithm, ProofForm?, string, double, double)[])
        [
            (KeyAlgorithm.Ed25519, null, "VC-JWT EdDSA", 0.60, 0.80),
            (KeyAlgorithm.Ed25519, ProofForm.Jcs, "eddsa-jcs-2022", 0.35, 0.60),
            (KeyAlgorithm.Ed25519, ProofForm.Rdfc, "eddsa-rdfc-2022", 0, 0),
            (KeyAlgorithm.P256, null, "VC-JWT ES256", 0, 0),
            (KeyAlgorithm.P256, ProofForm.Jcs, "ecdsa-jcs-2019", 0, 0),
            (KeyAlgorithm.P256, ProofForm.Rdfc, "ecdsa-rdfc-2019", 0, 0),
        ])
        {
            var sample = new Sample(algorithm);
            var awards = Enumerable.Range(0, Distinct).Select(sample.Award).ToArray();
            var credentials = awards.Select((award, i) => Sign(sample, award, i, form).Utf8).ToArray();
            var signed = credentials.Select(credential => form is null ? Sample.SigningInput(credential) : RandomNumberGenerator.GetBytes(64)).ToArray();
            var limit = Limit(algorithm, signed);
            yield return new ResultLine(
                $"{name} issue", Paired.Measure(i => Sign(sample, awards[i % Distinct], i % Distinct, form), limit.Sign), issueGoal);
            var facts = sample.Facts with { StatusLists = StatusLists(sample) };
            yield return new ResultLine(
                $"{name} verify", Paired.Measure(i => Verify(credentials[i % Distinct], facts), limit.Verify), verifyGoal);
        }
    }

    private static SignedCredential Sign(Sample sample, CheckedAward award, int number, ProofForm? form)
    {
        var draft = sample.Draft(award, Guid.NewGuid(), number).Check().Value;
        return form is { } proof ? draft.SignAsDataIntegrity(sample.Key, Sample.Now, proof).Value : draft.SignAsJwt(sample.Key, Sample.Now);
    }

    private static void Verify(ReadOnlyMemory<byte> credential, VerificationFacts facts)
    {
        var report = CredentialVerifier.Verify(PresentedCredential.Parse(credential).Value, facts);
        if (report.Verdict != Verdict.Valid)
        {
            throw new InvalidOperationException(string.Join('\n', report.Checks));
        }
    }

    private static Dictionary<string, Gathered<PublishedStatusList>> StatusLists(Sample sample)
    {
        var url = new Uri(Sample.PublicUrl, "/status/list/revocation");
        var list = StatusListCredential.Sign(
            url, sample.Issuer, "revocation", new byte[BitstringStatusList.Entries / 8], Sample.Now, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), sample.Key,
            CredentialForm.DataIntegrity);
        var document = ((Gathered<DidDocument>.Found)sample.Facts.IssuerDocument).Value;
        return new() { [url.AbsoluteUri] = new Gathered<PublishedStatusList>.Found(PublishedStatusList.Read(list, url.AbsoluteUri, document).Value) };
    }

    private static (Action<int> Sign, Action<int> Verify) Limit(KeyAlgorithm algorithm, byte[][] messages)
    {
        if (algorithm == KeyAlgorithm.P256)
        {
            var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var ecdsaSignatures = messages.Select(message => ecdsa.SignData(message, HashAlgorithmName.SHA256)).ToArray();
            return (
                i => ecdsa.SignData(messages[i % Distinct], HashAlgorithmName.SHA256),
                i => Require(ecdsa.VerifyData(messages[i % Distinct], ecdsaSignatures[i % Distinct], HashAlgorithmName.SHA256)));
        }

        var raw = new RawEd25519();
        var signature = new byte[RawEd25519.SignatureBytes];
        var signatures = messages.Select(message =>
        {
            var own = new byte[RawEd25519.SignatureBytes];
            raw.Sign(message, own);
            return own;
        }).ToArray();
        return (i => raw.Sign(messages[i % Distinct], signature), i => Require(raw.Verify(messages[i % Distinct], signatures[i % Distinct])));
    }

    private static void Require(bool right)
    {
        if (!right)
        {
            throw new InvalidOperationException("the raw signature was refused");
        }
    }
}
