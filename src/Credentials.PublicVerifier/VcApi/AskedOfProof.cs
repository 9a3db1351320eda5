using Credentials.Verifying;
using Credentials.Web.VcApi;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>
/// What the options of a verification ask of the proof (Data Integrity 1.0 section 4.3). Each that is given must be what the proof has; one that is left
/// out asks nothing.
/// </summary>
/// <param name="Challenge">What was to be signed.</param>
/// <param name="Domains">For whom, as a set.</param>
/// <param name="Purpose">The proof's purpose.</param>
/// <param name="VerificationMethod">The key.</param>
internal sealed record AskedOfProof(string? Challenge, IReadOnlyList<string>? Domains, string? Purpose, string? VerificationMethod)
{
    /// <summary>The options that verifying has, of whatever it is.</summary>
    public static IReadOnlyDictionary<string, VcApiOption> Options { get; } = new Dictionary<string, VcApiOption>(StringComparer.Ordinal)
    {
        ["checks"] = VcApiOption.Texts,
        ["challenge"] = VcApiOption.Text,
        ["domain"] = VcApiOption.Texts,
        ["expectedProofPurpose"] = VcApiOption.Text,
        ["verificationMethod"] = VcApiOption.Text,
        ["returnResults"] = VcApiOption.Flag,
        ["returnProblemDetails"] = VcApiOption.Flag,
    };

    public static AskedOfProof Read(VcApiBody body) =>
        new(body.Text("challenge"), body.Texts("domain"), body.Text("expectedProofPurpose"), body.Text("verificationMethod"));

    /// <summary>Each that the proof answers otherwise, or not at all.</summary>
    public IReadOnlyList<VcProblem> Differences(PresentedCredential presented)
    {
        var found = new List<VcProblem>();
        if (Challenge is not null && presented.Challenge != Challenge)
            found.Add(new VcProblem(VcProblemTypes.InvalidChallenge, "The signature does not answer the challenge of the options."));
        if (Domains is not null && !HasDomainsOf(presented))
            found.Add(new VcProblem(VcProblemTypes.InvalidDomain, "The signature is not for the domain of the options."));
        if (Purpose is not null && presented.ProofPurpose != Purpose)
            found.Add(new VcProblem(VcProblemTypes.ProofVerification, "The signature's purpose is not the one that the options expect."));
        if (VerificationMethod is not null && presented.VerificationMethod != VerificationMethod)
            found.Add(new VcProblem(VcProblemTypes.ProofVerification, "The signature was not made with the verification method of the options."));
        return found;
    }

    /// <summary>Whether the proof is for the same ones, in whichever order.</summary>
    public bool HasDomainsOf(PresentedCredential presented) => presented.Domains.ToHashSet(StringComparer.Ordinal).SetEquals(Domains ?? []);
}
