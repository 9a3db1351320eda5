using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Answers;

/// <summary>What can be read with GET answers HEAD too (RFC 9110 section 9.3.2).</summary>
public static class ReadEndpoints
{
    /// <summary>For <c>MapMethods</c> at the place where the handler stands: only there can it be bound at build time.</summary>
    public static IReadOnlyList<string> Methods { get; } = [HttpMethods.Get, HttpMethods.Head];
}
