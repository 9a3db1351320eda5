using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Faults of the section <c>Led</c> stop the start, each naming its setting.</summary>
internal sealed class LedOptionsCheck(IHostEnvironment? environment = null) : IValidateOptions<LedOptions>
{
    public ValidateOptionsResult Validate(string? name, LedOptions options) => Faults(options).ToList() is { Count: > 0 } faults
        ? ValidateOptionsResult.Fail(faults)
        : ValidateOptionsResult.Success;

    private IEnumerable<string> Faults(LedOptions options)
    {
        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(10))
            yield return "Led:Timeout must be from a tenth of a second to ten minutes.";
        if (options.ClaimMargin < TimeSpan.FromMilliseconds(100) || options.ClaimMargin > TimeSpan.FromHours(1))
            yield return "Led:ClaimMargin must be from a tenth of a second to an hour.";
        if (options.AtOnce is < 1 or > 64)
            yield return "Led:AtOnce must be 1 to 64.";
        if (options.MostAttempts is < 1 or > 1000)
            yield return "Led:MostAttempts must be 1 to 1000.";
        if (options.FirstDelay < TimeSpan.FromMilliseconds(1) || options.LongestDelay < options.FirstDelay || options.LongestDelay > TimeSpan.FromDays(7))
            yield return "Led:FirstDelay must be positive and at most Led:LongestDelay, which is at most seven days.";
        if (options.DeadlineNear < TimeSpan.Zero || options.DeadlineNear > TimeSpan.FromDays(62))
            yield return "Led:DeadlineNear must be at most 62 days.";
        foreach (var (centre, number) in options.InstitutionNumbers)
        {
            if (number.Length is 0 or > 6 || !number.All(char.IsAsciiDigit))
                yield return $"Led:InstitutionNumbers:{centre} must be one to six digits; a KBO number is longer and no institution number.";
        }
        if (options.ClientKeyFile is not null && options.ClientCertificateFile is null)
            yield return "Led:ClientKeyFile needs Led:ClientCertificateFile.";
        if (!options.IsOn)
            yield break;
        if (AddressFault(options.Address!) is { } fault)
            yield return fault;
        if (options.Supplier!.Length > 100)
            yield return "Led:Supplier has at most 100 characters.";
        if (options.Identity.Problem is { } problem)
            yield return $"Led:Sender has faults: {string.Join(" ", problem.Errors.Select(error => $"{error.Pointer}: {error.Detail}"))}";
    }

    private string? AddressFault(string address) =>
        !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0
            ? "Led:Address must be an https address without a user name."
            : uri.Scheme == "http" && environment?.IsDevelopment() != true
                ? "Led:Address must be an https address: national numbers go there, and only Development may send them in clear."
                : null;
}
