using Credentials.Issuing;
using Credentials.SdJwtVcs;
using Credentials.Signing;

namespace Credentials.Verifying.Reading;

/// <summary>Reads an SD-JWT VC, with or without key binding, as it is handed in.</summary>
internal static class SdJwtReader
{
    // What was built to deceive is answered with a report that says so; what begins with no token at all is no credential.
    public static Result<PresentedCredential> Read(ReadOnlyMemory<byte> text)
    {
        if (SdJwtVc.Parse(text).TryGet(out var credential, out var problem))
            return new PresentedCredential(credential);
        if (problem.Code == ProblemCode.TooLarge)
            return problem;
        var token = text[..text.Span.IndexOf((byte)'~')];
        if (!CompactJws.Parse(token).TryGet(out var jws, out var fault))
            return TokenReader.Refused(token.Span, fault, CredentialForm.SdJwtVc);
        return TokenReader.Unread(
            string.Equals(jws.Type, SdJwtVc.HeaderType, StringComparison.OrdinalIgnoreCase) ? Reasons.SdJwtMalformed.Because(problem.Detail) : Reasons.WrongTypeHeader,
            CredentialForm.SdJwtVc);
    }
}
