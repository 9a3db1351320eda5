using System.Text.Json;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Issuing;

/// <summary>A draft whose bytes were checked: the only thing that can be signed.</summary>
public sealed class CheckedDraft
{
    private readonly byte[] _utf8;

    private CheckedDraft(Guid id, byte[] utf8) => (Id, _utf8) = (id, utf8);

    public Guid Id { get; }

    /// <summary>The unsigned credential, UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8;

    /// <summary>Signs as <c>vc+jwt</c> (VC-JOSE-COSE), <c>iat</c> in the header.</summary>
    public SignedCredential SignAsJwt(SigningKey key, DateTimeOffset now) => new(
        Id, CredentialForm.VcJwt, System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(key, "vc+jwt", _utf8, now)), key.VerificationMethod, now);

    /// <summary>
    /// Signs with a Data Integrity proof whose suite the key decides; <see cref="ProblemCode.SelfCheckFailed"/> where the RDF would leave out something of
    /// the credential.
    /// </summary>
    public Result<SignedCredential> SignAsDataIntegrity(SigningKey key, DateTimeOffset now, ProofForm form = ProofForm.Rdfc)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var document = JsonDocument.Parse(_utf8);
        return DataIntegrityProof.TryAdd(document.RootElement, key, now, "assertionMethod", form).TryGet(out byte[]? secured, out var problem)
            ? new SignedCredential(Id, CredentialForm.DataIntegrity, secured, key.VerificationMethod, now)
            : new Problem(ProblemCode.SelfCheckFailed, $"the credential cannot be signed as RDF: {problem.Detail}");
    }

    /// <summary>A credential that this service signed before and kept: its bytes were checked then, and are again here.</summary>
    public static Result<CheckedDraft> FromSigned(SignedCredential signed)
    {
        var unsigned = signed.Form == CredentialForm.VcJwt ? UnsignedCredential.FromJwt(signed.Utf8) : UnsignedCredential.FromDataIntegrity(signed.Utf8);
        return unsigned.Then(Of).Then(draft => draft.Id == signed.Id
            ? (Result<CheckedDraft>)draft
            : new Problem(ProblemCode.InvalidInput, "The signed credential has another id than the record says."));
    }

    /// <summary>The same credential for one wallet: held by that DID, with a status entry of its own. Its id stays the award's.</summary>
    public Result<CheckedDraft> For(Did holder, StatusReference status) => Of(HolderDraft.Write(_utf8, holder, status));

    internal static Result<CheckedDraft> Of(byte[] utf8) => CredentialShapeReader.Check(utf8).Map(id => new CheckedDraft(id, utf8));
}
