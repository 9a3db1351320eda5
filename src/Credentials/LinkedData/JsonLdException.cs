using System.Text;

namespace Credentials.LinkedData;

/// <summary>
/// Ends processing (the specification's "an error has been detected and processing is aborted"). It never leaves this folder: <see cref="JsonLdDocument"/>
/// turns it into a <see cref="Problem"/>. The algorithms call each other in a dozen ways, and none of them goes on after an error.
/// </summary>
internal sealed class JsonLdException(string code, string detail) : Exception($"{code}: {detail}")
{
    private string _pointer = "";

    /// <summary>Of <see cref="JsonLdErrors"/>.</summary>
    public string ErrorCode => code;

    /// <summary>For an exception filter: notes a step of the way to the faulty place, innermost first, and lets the exception go on.</summary>
    public bool Passes(string step)
    {
        _pointer = $"/{step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}{_pointer}";
        return false;
    }

    public Problem ToProblem() => new(
        code is JsonLdErrors.TooLarge or JsonLdErrors.ContextOverflow ? ProblemCode.TooLarge : ProblemCode.InvalidInput, Message)
    {
        Errors = [new InputError(_pointer, Reason(code), detail)],
    };

    /// <summary>The error code as a reason code: <c>invalid @id value</c> is <c>invalid-id-value</c>.</summary>
    internal static string Reason(string errorCode) =>
        new StringBuilder(errorCode).Replace("@", "").Replace(' ', '-').ToString().ToLowerInvariant();
}
