using Credentials.SdJwtVcs;

namespace Credentials.Verifying;

/// <summary>The Type Metadata of an SD-JWT VC's type with all that it extends, or why what was found must not be used.</summary>
public sealed class TypeDescription
{
    private TypeDescription(TypeMetadata? metadata, VerificationCheck? fault) => (Metadata, Fault) = (metadata, fault);

    /// <summary>The document is another than the one whose integrity stands in the credential, or in a type that extends it.</summary>
    public static TypeDescription Altered { get; } = new(null, Reasons.TypeAltered);

    /// <summary>Null where there is a fault.</summary>
    public TypeMetadata? Metadata { get; }

    internal VerificationCheck? Fault { get; }

    public static TypeDescription Of(TypeMetadata metadata) => new(metadata, null);

    public static TypeDescription Unusable(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(null, Reasons.TypeUnusable.Because(problem.Detail));
    }
}
