using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Problems;

/// <summary>An answer that is a problem, for those who look at it on its way out.</summary>
public interface IProblemResult : IResult
{
    /// <summary>The faulty places of the input.</summary>
    IReadOnlyList<InputError> Errors { get; }
}
