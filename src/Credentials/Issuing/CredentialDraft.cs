using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Issuing;

/// <summary>Where a credential's status lies: <c>{PublicUrl}/status/{list}/revocation#{index}</c>.</summary>
public sealed record StatusReference(string List, int Index);

/// <summary>An award written as an Open Badges 3.0 AchievementCredential (VC Data Model 2.0), not yet checked.</summary>
public sealed class CredentialDraft
{
    private CredentialDraft() => throw new NotImplementedException();

    /// <param name="award">What is awarded.</param>
    /// <param name="id">The award's id, which becomes <c>urn:uuid:…</c>.</param>
    /// <param name="issuer">The centre's DID.</param>
    /// <param name="publicUrl">The service's public address, without a trailing slash in the path.</param>
    /// <param name="status">The status entry reserved for it.</param>
    public static CredentialDraft Write(CheckedAward award, Guid id, Did issuer, Uri publicUrl, StatusReference status) =>
        throw new NotImplementedException();

    /// <summary>Holds the draft against the mandatory EU elements and the Open Badges shape once more, on the very bytes that will be signed.</summary>
    public Result<CheckedDraft> Check() => throw new NotImplementedException();
}

/// <summary>A draft whose bytes were checked: the only thing that can be signed.</summary>
public sealed class CheckedDraft
{
    private CheckedDraft() => throw new NotImplementedException();

    public Guid Id => throw new NotImplementedException();

    /// <summary>The unsigned credential, UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 => throw new NotImplementedException();

    /// <summary>Signs as <c>vc+jwt</c> (VC-JOSE-COSE), <c>iat</c> in the header.</summary>
    public SignedCredential SignAsJwt(SigningKey key, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>Signs with a Data Integrity proof, <c>eddsa-jcs-2022</c> or <c>ecdsa-jcs-2019</c> as the key says.</summary>
    public SignedCredential SignAsDataIntegrity(SigningKey key, DateTimeOffset now) => throw new NotImplementedException();

    /// <summary>A credential that this service signed before and kept: its bytes were checked then, and are again here.</summary>
    public static Result<CheckedDraft> FromSigned(SignedCredential signed) => throw new NotImplementedException();
}
